import { type Currency, currencyExponent, formatDecimal, money } from '@fairlead/kernel';
import { type Metric, MONEY_METRICS } from '../contracts';
import { figureOf, type Sums } from './figures';

const NOTHING = '–';
const RATES: readonly Metric[] = ['cr', 'approval_rate', 'reversal_rate'];
const counts = new Intl.NumberFormat('en');
const percents = new Intl.NumberFormat('en', { style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2 });
const growths = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' });

/** What figures are in. */
export interface FigureUnits {
  readonly currency: Currency | null;
  readonly exponent: number;
}

/** A figure as people read it: thousands, money of its currency, rates in per cent, a return as a multiple; a dash where nothing divides. */
export function figureText(metric: Metric, sums: Sums, units: FigureUnits): string {
  return textOf(metric, sums, units).replace('-', '−');
}

function textOf(metric: Metric, sums: Sums, { currency, exponent }: FigureUnits): string {
  const figure = figureOf(metric, sums, exponent);
  if (figure === null) return NOTHING;
  if (typeof figure === 'bigint') return isMoney(metric) ? moneyText(figure, currency) : counts.format(figure);
  const decimal = figure as `${number}`; // decimal text, which Intl formats exactly
  if (RATES.includes(metric)) return percents.format(decimal);
  if (metric === 'roas') return `${digits(2).format(decimal)}×`;
  return digits(4, currency).format(decimal);
}

/** How much a figure grew over another, such as `+12.5%`; a dash where there was nothing before. */
export function growthText(metric: Metric, now: Sums, before: Sums, { exponent }: FigureUnits): string {
  const [is, was] = [figureOf(metric, now, exponent), figureOf(metric, before, exponent)].map((figure) => Number(figure ?? 0)) as [number, number];
  return was === 0 ? NOTHING : growths.format((is - was) / Math.abs(was)).replace('-', '−');
}

function moneyText(minor: bigint, currency: Currency | null): string {
  if (currency === null) return NOTHING;
  return digits(currencyExponent(currency), currency).format(formatDecimal(money(minor, currency)) as `${number}`);
}

function digits(count: number, currency: Currency | null = null): Intl.NumberFormat {
  return new Intl.NumberFormat('en', { ...(currency === null ? {} : { style: 'currency', currency }), minimumFractionDigits: count, maximumFractionDigits: count });
}

function isMoney(metric: Metric): boolean {
  return (MONEY_METRICS as readonly string[]).includes(metric);
}
