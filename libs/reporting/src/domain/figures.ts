import { divideHalfEven } from '@fairlead/kernel';
import { COUNT_METRICS, type FilteredMetric, isFilteredMetric, type Metric } from '../contracts';

/** Sums that every metric is made of: they add up over rows, the metrics made of them need not. Money is net of reversals, in minor units. */
export const SUMS = [
  'clicks', 'counted', 'uniques', 'conversions', 'pending', 'held', 'approved', 'rejected', 'reversed', 'gross', 'reversedAmount', 'commission', 'margin',
] as const;
/** Clicks by why they do not count are there where they were asked for. */
export type Sums = Readonly<Record<(typeof SUMS)[number], bigint>> & Readonly<Partial<Record<FilteredMetric, bigint>>>;
export const NO_SUMS: Sums = Object.fromEntries(SUMS.map((name) => [name, 0n])) as Record<(typeof SUMS)[number], bigint>;

const RATE_DIGITS = 6;
const RATE_SCALE = 1_000_000n;

/** A quotient of two sums; `minor` says how many digits of the dividend are minor units of money over a plain count. */
interface Quotient {
  readonly over: (sums: Sums) => bigint;
  readonly under: (sums: Sums) => bigint;
}

const netSales = (sums: Sums): bigint => sums.gross - sums.reversedAmount;
const chargeOf = (sums: Sums): bigint => sums.commission + sums.margin;
const decided = (sums: Sums): bigint => sums.approved + sums.reversed;

const QUOTIENTS: Readonly<Record<'approval_rate' | 'cr' | 'epc' | 'roas' | 'reversal_rate' | 'aov', Quotient>> = {
  approval_rate: { over: decided, under: (sums) => decided(sums) + sums.rejected },
  cr: { over: (sums) => sums.conversions - sums.rejected, under: (sums) => sums.counted },
  epc: { over: (sums) => sums.commission, under: (sums) => sums.counted },
  roas: { over: netSales, under: chargeOf },
  reversal_rate: { over: (sums) => sums.reversedAmount, under: (sums) => sums.gross },
  aov: { over: netSales, under: (sums) => sums.approved },
};

/** A metric's value: a count or minor units, a rate as decimal text with six digits, or null where its divisor is 0. */
export type Figure = bigint | string | null;

/** @param exponent digits of the currency: `epc` is in major units. */
export function figureOf(metric: Metric, sums: Sums, exponent: number): Figure {
  if (isCount(metric) || isFilteredMetric(metric)) return countOf(metric, sums);
  if (metric === 'sale_amount') return netSales(sums);
  if (metric === 'reversed_amount') return sums.reversedAmount;
  if (metric === 'commission' || metric === 'margin') return sums[metric];
  if (metric === 'charge') return chargeOf(sums);
  const { over, under } = QUOTIENTS[metric];
  const divisor = under(sums);
  if (divisor === 0n) return null;
  if (metric === 'aov') return divideHalfEven(over(sums), divisor);
  return decimalText(divideHalfEven(over(sums) * RATE_SCALE, metric === 'epc' ? divisor * 10n ** BigInt(exponent) : divisor));
}

function countOf(metric: (typeof COUNT_METRICS)[number] | FilteredMetric, sums: Sums): bigint {
  return metric === 'filtered' ? sums.clicks - sums.counted : (sums[metric] ?? 0n);
}

function isCount(metric: Metric): metric is (typeof COUNT_METRICS)[number] {
  return (COUNT_METRICS as readonly string[]).includes(metric);
}

function decimalText(millionths: bigint): string {
  const digits = (millionths < 0n ? -millionths : millionths).toString().padStart(RATE_DIGITS + 1, '0');
  return `${millionths < 0n ? '-' : ''}${digits.slice(0, -RATE_DIGITS)}.${digits.slice(-RATE_DIGITS)}`;
}
