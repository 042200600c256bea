import { formatMoney } from '../../components/money-text';

/** The metrics that the page shows unless told otherwise, in this order; a role gets those that the API lets it see. */
export const SHOWN_METRICS = ['clicks', 'counted', 'conversions', 'cr', 'approved', 'approval_rate', 'sale_amount', 'commission', 'charge', 'margin', 'epc', 'aov', 'roas', 'reversed_amount'] as const;
/** Clicks by why they do not count: the API gives those that are asked for. */
export const FILTERED_METRICS = [
  'filtered_bot', 'filtered_prefetch', 'filtered_head_request', 'filtered_data_centre', 'filtered_duplicate', 'filtered_flooding', 'filtered_image_click', 'filtered_impossible_client', 'filtered_referrer_banned',
  'filtered_paused', 'filtered_expired', 'filtered_not_enrolled', 'filtered_affiliate_suspended', 'filtered_source_blocked', 'filtered_cap', 'filtered_targeting',
] as const;
/** Those that can be chosen as well. */
export const METRICS = [...SHOWN_METRICS, 'filtered', 'uniques', 'pending', 'held', 'rejected', 'reversed', 'reversal_rate', ...FILTERED_METRICS] as const;
export type ShownMetric = (typeof METRICS)[number];
export type Cells = Readonly<Record<string, unknown>>;

const PERCENT: readonly string[] = ['cr', 'approval_rate', 'reversal_rate'];
const whole = new Intl.NumberFormat('en');
const percent = new Intl.NumberFormat('en', { style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A figure as people read it: thousands, money of its currency, a rate in per cent, a return as a multiple. Null where nothing divides. */
export function figureText(metric: string, cells: Cells, currency: string | null): string | null {
  const value = cells[metric];
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return whole.format(value);
  if (typeof value === 'object') return moneyText(value as { amount: number; currency: string });
  if (PERCENT.includes(metric)) return percent.format(value as `${number}`);
  const digits = (count: number) => ({ minimumFractionDigits: count, maximumFractionDigits: count });
  if (metric === 'roas') return `${new Intl.NumberFormat('en', digits(2)).format(value as `${number}`)}×`;
  return new Intl.NumberFormat('en', { ...(currency === null ? {} : { style: 'currency', currency }), ...digits(4) }).format(value as `${number}`);
}

/** A figure as a number to draw: money in minor units. */
export function figureSize(metric: string, cells: Cells): number {
  const value = cells[metric];
  if (typeof value === 'object' && value !== null) return (value as { amount: number }).amount;
  return Number(value ?? 0);
}

/** How much a figure grew, e.g. `+12.5%`; null where there was nothing before. */
export function growth(metric: string, now: Cells, before: Cells): string | null {
  const [is, was] = [figureSize(metric, now), figureSize(metric, before)];
  if (was === 0) return null;
  return new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' }).format((is - was) / Math.abs(was)).replace('-', '−');
}

function moneyText({ amount, currency }: { amount: number; currency: string }): string {
  return formatMoney(amount, currency);
}

/** First and last local day (both included) of a named period. */
export function periodDays(period: string, zone: string, now = new Date()): { readonly from: string; readonly to: string } {
  const to = localDay(now, zone);
  const [year = 0, month = 1, day = 1] = to.split('-').map(Number);
  const date = (y: number, m: number, d: number): string => new Date(Date.UTC(y, m - 1, d)).toISOString().slice(0, 10);
  switch (period) {
    case 'yesterday': return { from: date(year, month, day - 1), to: date(year, month, day - 1) };
    case 'last_week': {
      const sinceMonday = (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7;
      return { from: date(year, month, day - sinceMonday - 7), to: date(year, month, day - sinceMonday - 1) };
    }
    case 'month': return { from: date(year, month, 1), to };
    case 'last_month': return { from: date(year, month - 1, 1), to: date(year, month, 0) };
    case '7d': return { from: date(year, month, day - 6), to };
    case '90d': return { from: date(year, month, day - 89), to };
    default: return { from: date(year, month, day - 29), to };
  }
}

/** The date that it is somewhere at a moment, as `2026-11-01`. */
export function localDay(at: Date, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: zone }).format(at);
}
