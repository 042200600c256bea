import { SECOND_MS, type TenantContext } from '@fairlead/kernel';
import { type Dimension, type FilterDimension, type FilteredMetric, isFilteredMetric, type Metric, TIME_DIMENSIONS, type TimeDimension } from '../contracts';
import type { ZoneOffset } from '../domain/zone-offsets';

/** Where a branch of the query reads from. */
export type Source = 'click' | 'conversion';

/** Dimensions whose values are numbers of `entity`. */
const IDS: readonly Dimension[] = ['offer', 'advertiser', 'affiliate', 'link', 'landing_page', 'promo_code'];
const ABSENT: Readonly<Record<Source, readonly Dimension[]>> = { click: ['goal', 'promo_code'], conversion: ['click_outcome'] };
const DAY_S = 86_400;
const HOUR_S = 3_600;

const EARNED = `status IN ('approved', 'reversed')`;
const ofStatus = (status: string): string => `count(*) FILTER (WHERE status = '${status}')`;
/** What each source adds to a row, by the name of the sum. */
const SUMS_OF: Readonly<Record<Source, Readonly<Record<string, string>>>> = {
  click: { clicks: 'count(*)', counted: 'sum(is_counted)', uniques: 'sum(is_unique)' },
  conversion: {
    conversions: 'count(*)', pending: ofStatus('pending'), held: ofStatus('held'), approved: ofStatus('approved'), rejected: ofStatus('rejected'), reversed: ofStatus('reversed'),
    gross: `sum(amount_minor) FILTER (WHERE ${EARNED})`, reversed_amount: `sum(reversed_minor) FILTER (WHERE ${EARNED})`, commission: 'sum(commission_minor)', margin: 'sum(margin_minor)',
  },
};

/** The sums of a source as select list over its rows. */
export function summed(source: Source): string[] {
  return Object.entries(SUMS_OF[source]).map(([name, sql]) => `${sql} AS ${name}`);
}

/** The sums of a source as select list over sums, with clicks by reason where these are sums by `outcome`. */
export function summedAgain(source: Source, filtered: readonly FilteredMetric[]): string[] {
  const numberOf = (metric: FilteredMetric): string => `(SELECT no FROM coded WHERE dimension = 'click_outcome' AND text = '${metric.slice('filtered_'.length)}')`;
  return sumNames(source, filtered).map((name) => (isFilteredMetric(name) ? `sum(clicks) FILTER (WHERE outcome = ${numberOf(name)}) AS ${name}` : `sum(${name}) AS ${name}`));
}

/** Names of the sums of a source. */
export function sumNames(source: Source, filtered: readonly FilteredMetric[]): string[] {
  return [...Object.keys(SUMS_OF[source]), ...(source === 'click' ? filtered : [])];
}

const SORT_SQL = {
  clicks: 'clicks', counted: 'counted', filtered: 'clicks - counted', uniques: 'uniques', conversions: 'conversions', pending: 'pending', held: 'held', approved: 'approved',
  rejected: 'rejected', reversed: 'reversed', sale_amount: 'gross - reversed_amount', reversed_amount: 'reversed_amount', commission: 'commission', charge: 'commission + margin',
  margin: 'margin', aov: '(gross - reversed_amount)::DOUBLE / nullif(approved, 0)', approval_rate: '(approved + reversed)::DOUBLE / nullif(approved + reversed + rejected, 0)',
  cr: '(conversions - rejected)::DOUBLE / nullif(counted, 0)', epc: 'commission::DOUBLE / nullif(counted, 0)', roas: '(gross - reversed_amount)::DOUBLE / nullif(commission + margin, 0)',
  reversal_rate: 'reversed_amount::DOUBLE / nullif(gross, 0)',
} as const;

/** SQL of a metric over summed columns, for sorting only; what is shown is computed by `figureOf`. */
export function sortSql(metric: Metric): string {
  return isFilteredMetric(metric) ? metric : SORT_SQL[metric];
}

export function isTimeName(name: string): name is TimeDimension {
  return (TIME_DIMENSIONS as readonly string[]).includes(name);
}

/** Parameters of one statement. */
export class Parameters {
  readonly values: (string | number)[] = [];

  bind(value: string | number): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  among(column: string, values: readonly string[]): string {
    return values.length === 0 ? 'false' : `${column} IN (${values.map((value) => this.bind(value)).join(', ')})`;
  }
}

/** The tenant's own rows. Every read of the columns passes here: they know no row-level security. */
export function ownRows(source: Source, context: TenantContext, parameters: Parameters): string {
  if (context.scope === 'network') return source;
  const [column, id] = context.scope === 'advertiser' ? ['advertiser', context.advertiserId] : ['affiliate', context.affiliateId];
  return `(SELECT * FROM ${source} WHERE ${column} = (SELECT no FROM entity WHERE id = ${parameters.bind(id)}))`;
}

/** A key as the branch groups by it: for time a number of days or, for hours, the second at which it begins; weeks and months are made of days later; for ids and coded texts their number. */
export function keyOf(source: Source, dimension: Dimension, offsets: readonly ZoneOffset[], coded: ReadonlySet<Dimension>): string {
  if (isTimeName(dimension)) return dimension === 'hour' ? `(at_s + ${offsetSql(offsets)}) // ${HOUR_S} * ${HOUR_S} - ${offsetSql(offsets)}` : `(at_s + ${offsetSql(offsets)}) // ${DAY_S}`;
  if (ABSENT[source].includes(dimension)) return IDS.includes(dimension) || coded.has(dimension) ? '0' : `''`;
  if (coded.has(dimension) || IDS.includes(dimension)) return unrangedUnlessClick(source, coded.has(dimension) ? `${dimension}_no` : dimension);
  return dimension === 'trigger' ? '"trigger"' : dimension;
}

/**
 * Keys of known ranges are summed in an array with a place for each that there could be. That is quick for the few sums of millions of clicks and slow for the many sums of
 * fewer conversions, whose keys are hidden from it by an operation that keeps no range.
 */
function unrangedUnlessClick(source: Source, column: string): string {
  return source === 'click' ? column : `(${column} | 0)`;
}

/** The key that rows have: days of a week or month become its first day. */
export function foldOf(dimension: Dimension, key: string): string {
  if (dimension === 'week') return `((${key} + 3) // 7 * 7 - 3)`; // 1970-01-01 was a Thursday
  return dimension === 'month' ? `datediff('day', DATE '1970-01-01', date_trunc('month', DATE '1970-01-01' + ${key}::INTEGER)::DATE)` : key;
}

/** A row's key as text; ids and texts are that already. */
export function textOf(dimension: Dimension, key: string): string {
  if (dimension === 'hour') return `strftime(epoch_ms(${key} * ${SECOND_MS}::BIGINT), '%Y-%m-%dT%H:%M:%SZ')`;
  return isTimeName(dimension) ? `strftime(DATE '1970-01-01' + ${key}::INTEGER, '%Y-%m-%d')` : key;
}

export function isIdName(dimension: Dimension): boolean {
  return IDS.includes(dimension);
}

/** A goal does not narrow clicks, for a click has none: the conversion rate of a goal is over all of them. Nor does an outcome of clicks narrow conversions. */
export function filterOf(source: Source, dimension: FilterDimension, values: readonly string[], parameters: Parameters): string | null {
  if (dimension === 'promo_code' && source === 'click') return values.includes('') ? null : 'false';
  if (ABSENT[source].includes(dimension)) return null;
  const column = dimension === 'trigger' ? '"trigger"' : dimension;
  return IDS.includes(dimension) ? `${column} IN (SELECT no FROM entity WHERE ${parameters.among('id', values)})` : parameters.among(column, values);
}

function offsetSql(offsets: readonly ZoneOffset[]): string {
  const [first, ...later] = offsets;
  if (later.length === 0) return String(first?.seconds ?? 0);
  const cases = later.map((next, index) => `WHEN at_s < ${next.fromMs / SECOND_MS} THEN ${offsets[index]?.seconds ?? 0}`);
  return `CASE ${cases.join(' ')} ELSE ${later.at(-1)?.seconds ?? 0} END`;
}
