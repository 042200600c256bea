import { type Currency, SECOND_MS, type TenantContext } from '@fairlead/kernel';
import { Injectable } from '@nestjs/common';
import type { Dimension, FilterDimension, FilteredMetric, Metric } from '../contracts';
import { NO_SUMS, type Sums } from '../domain/figures';
import type { Stretch } from '../domain/report-period';
import type { ZoneOffset } from '../domain/zone-offsets';
import { codedDimensions } from './coded-texts';
import type { ColumnTx } from './column-tx';
import { filterOf, foldOf, isIdName, isTimeName, keyOf, ownRows, Parameters, type Source, sortSql, summed, summedAgain, sumNames, textOf } from './report-sql';

const SOURCES: readonly Source[] = ['click', 'conversion'];

/** What to read of one period. Filter values are as stored: UUIDs and text. */
export interface ReportSelection {
  readonly groupBy: readonly Dimension[];
  readonly filters: ReadonlyMap<FilterDimension, readonly string[]>;
  /** Reasons for which clicks do not count, of which the sums are wanted. */
  readonly filtered: readonly FilteredMetric[];
  readonly currency: string | null;
  readonly period: Stretch;
  /** Of the zone whose days and hours are meant, over the period. */
  readonly offsets: readonly ZoneOffset[];
  readonly sort: { readonly by: Dimension | Metric; readonly descending: boolean };
  readonly limit: number;
  readonly offset: number;
  /** Only these rows, by their keys; for comparison. */
  readonly keys?: readonly (readonly string[])[];
}

export interface ReportRow {
  readonly keys: readonly string[];
  readonly sums: Sums;
}

/** A currency that offers of a period's clicks and conversions are in, and how many there were. */
export interface ReportCurrency {
  readonly currency: Currency;
  readonly clicks: number;
  readonly conversions: number;
}

/** A page of rows, with the number and the sums of all rows. */
export interface ReportRows {
  readonly rows: readonly ReportRow[];
  readonly totalRows: number;
  readonly totals: Sums;
}

/** Reads reports from the columns. Clicks and conversions are summed each, then together; a tenant's reads go through `ownRows`. */
@Injectable()
export class ReportsRepository {
  /** Currencies of the caller's clicks and conversions in the period, that of most conversions first. */
  async currencies(columns: ColumnTx, context: TenantContext, { fromMs, toMs }: Stretch): Promise<ReportCurrency[]> {
    const parameters = new Parameters();
    const branches = SOURCES.map((source) =>
      `SELECT currency, count(*) FILTER (WHERE ${source === 'click'}) AS clicks, count(*) FILTER (WHERE ${source === 'conversion'}) AS conversions FROM ${ownRows(source, context, parameters)}
       WHERE at_s >= ${fromMs / SECOND_MS} AND at_s < ${toMs / SECOND_MS} GROUP BY currency`);
    return columns.rows<ReportCurrency>(
      `SELECT e.id AS currency, sum(clicks)::INTEGER AS clicks, sum(conversions)::INTEGER AS conversions FROM (${branches.join(' UNION ALL ')}) b JOIN entity e ON e.no = b.currency
       GROUP BY e.id ORDER BY conversions DESC, clicks DESC, e.id`,
      parameters.values,
    );
  }

  async read(columns: ColumnTx, context: TenantContext, wanted: ReportSelection): Promise<ReportRows> {
    const parameters = new Parameters();
    const coded = await codedDimensions(columns);
    const currencyNo = wanted.currency === null ? null : await numberOfCurrency(columns, wanted.currency);
    const sums = SOURCES.flatMap((source) => sumNames(source, wanted.filtered));
    const grouped = groupsOf(context, { ...wanted, currencyNo }, coded, parameters);
    const page = pageOf(wanted, coded, sums, parameters);
    const shown = wanted.groupBy.map((dimension, index) => `${textOf(dimension, `p.k${index}`)} AS text${index}`);
    const rows = await columns.rows<Record<string, unknown>>(
      `WITH g AS MATERIALIZED (${grouped}),
       t AS (SELECT count(*)::INTEGER AS total_rows, ${sums.map((name) => `coalesce(sum(${name}), 0)::BIGINT AS total_${name}`).join(', ')} FROM g),
       p AS (${page.sql})
       SELECT ${['t.*', 'p.*', ...shown].join(', ')} FROM t LEFT JOIN p ON true ORDER BY ${page.order}`,
      parameters.values,
    );
    const [first] = rows;
    if (!first) return { rows: [], totalRows: 0, totals: NO_SUMS };
    return {
      totalRows: Number(first['total_rows']), totals: readSums(first, 'total_', wanted.filtered),
      rows: rows.filter((row) => row['present'] === true).map((row) => ({ keys: wanted.groupBy.map((_dimension, index) => String(row[`text${index}`])), sums: readSums(row, '', wanted.filtered) })),
    };
  }
}

/** With the currency's number: a condition with a plain number costs nothing where all rows meet it. */
type NumberedSelection = ReportSelection & { readonly currencyNo: number | null };

/** A number that no row has for a currency that no row has. */
async function numberOfCurrency(columns: ColumnTx, currency: string): Promise<number> {
  const [row] = await columns.rows<{ no: number }>('SELECT no FROM entity WHERE id = $1', [currency]);
  return row?.no ?? -1;
}

/** A row for each key that clicks or conversions have. */
function groupsOf(context: TenantContext, wanted: NumberedSelection, coded: ReadonlySet<Dimension>, parameters: Parameters): string {
  const keys = wanted.groupBy.map((_dimension, index) => `k${index}`);
  const branches = SOURCES.map((source) => `(${foldedOf(source, context, wanted, coded, parameters)}) ${source}`);
  const selected = [
    ...keys.map((key) => `coalesce(click.${key}, conversion.${key}) AS ${key}`),
    ...SOURCES.flatMap((source) => sumNames(source, wanted.filtered).map((name) => `coalesce(${source}.${name}, 0)::BIGINT AS ${name}`)),
  ];
  return `SELECT ${selected.join(', ')} FROM ${branches.join(' FULL JOIN ')} ON ${keys.map((key) => `click.${key} = conversion.${key}`).join(' AND ') || 'true'}`;
}

/** The sums of a source; of days, those of weeks or months, and of outcomes, those by reason: for each reason, every row would have to be looked at. */
function foldedOf(source: Source, context: TenantContext, wanted: NumberedSelection, coded: ReadonlySet<Dimension>, parameters: Parameters): string {
  const byOutcome = source === 'click' && wanted.filtered.length > 0;
  const branch = branchOf(source, context, wanted, coded, parameters, byOutcome ? ['click_outcome_no AS outcome'] : []);
  if (!byOutcome && !wanted.groupBy.some((dimension) => dimension === 'week' || dimension === 'month')) return branch;
  const keys = wanted.groupBy.map((dimension, index) => `${foldOf(dimension, `k${index}`)} AS k${index}`);
  return `SELECT ${[...keys, ...summedAgain(source, wanted.filtered)].join(', ')} FROM (${branch}) ${groupClause(keys.length)}`;
}

function branchOf(source: Source, context: TenantContext, wanted: NumberedSelection, coded: ReadonlySet<Dimension>, parameters: Parameters, further: readonly string[]): string {
  const keys = [...wanted.groupBy.map((dimension, index) => `${keyOf(source, dimension, wanted.offsets, coded)} AS k${index}`), ...further];
  const conditions = [
    `at_s >= ${wanted.period.fromMs / SECOND_MS}`, `at_s < ${wanted.period.toMs / SECOND_MS}`, ...[...wanted.filters].map(([dimension, values]) => filterOf(source, dimension, values, parameters)),
    wanted.currencyNo === null ? null : `currency = ${wanted.currencyNo}`, // of clicks too: what they earned and how often is in it
  ];
  return `SELECT ${[...keys, ...summed(source)].join(', ')} FROM ${ownRows(source, context, parameters)} WHERE ${conditions.filter((condition) => condition !== null).join(' AND ')} ${groupClause(keys.length)}`;
}

/**
 * The page, and the order of its rows. Ties are broken by the keys, so that pages do not overlap. Names cost a join, and days become text once the page is cut:
 * only rows that are not behind the last of the page are named.
 */
function pageOf({ groupBy, sort, limit, offset, keys: only }: ReportSelection, coded: ReadonlySet<Dimension>, sums: readonly string[], parameters: Parameters): { sql: string; order: string } {
  const keys = groupBy.map((_dimension, index) => `k${index}`);
  const names = groupBy.map((dimension, index) => nameOf(dimension, index, coded));
  const at = groupBy.indexOf(sort.by as Dimension);
  const value = at >= 0 ? `g.k${at}` : sortSql(sort.by as Metric);
  const direction = sort.descending ? 'DESC' : 'ASC';
  const isCut = only === undefined && limit > 0 && (at < 0 || isTimeName(sort.by));
  const last = `SELECT ${value} AS value FROM g ORDER BY value ${direction} NULLS LAST LIMIT 1 OFFSET ${offset + limit - 1}`;
  const candidates = isCut ? `(SELECT * FROM g WHERE coalesce(${value} ${sort.descending ? '>=' : '<='} (${last}), (${last}) IS NULL))` : 'g';
  const named = `SELECT ${[...names.map(({ name }, index) => `${name} AS k${index}`), ...sums].join(', ')} FROM ${candidates} g ${names.map(({ join }) => join).join(' ')}`;
  const having = only === undefined ? '' : only.length === 0 ? 'WHERE false' : `WHERE (${keys.join(', ')}) IN (${only.map((row) => `(${row.map((text) => parameters.bind(text)).join(', ')})`).join(', ')})`;
  const order = [`${at >= 0 ? `k${at}` : value} ${direction} NULLS LAST`, ...keys].join(', ');
  return { sql: `SELECT true AS present, ${[...keys, ...sums].join(', ')} FROM (${named}) ${having} ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}`, order };
}

/** A key as people know it, and the join that finds it. */
function nameOf(dimension: Dimension, index: number, coded: ReadonlySet<Dimension>): { name: string; join: string } {
  if (isIdName(dimension)) return { name: `e${index}.id`, join: `JOIN entity e${index} ON e${index}.no = g.k${index}` };
  if (coded.has(dimension)) return { name: `e${index}.text`, join: `JOIN coded e${index} ON e${index}.dimension = '${dimension}' AND e${index}.no = g.k${index}` };
  return { name: `g.k${index}`, join: '' };
}

function groupClause(keys: number): string {
  return keys === 0 ? '' : `GROUP BY ${Array.from({ length: keys }, (_value, index) => index + 1).join(', ')}`;
}

function readSums(row: Readonly<Record<string, unknown>>, prefix: string, filtered: readonly FilteredMetric[]): Sums {
  const base = Object.keys(NO_SUMS).map((name) => [name, row[prefix + name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)] as bigint]);
  return Object.fromEntries([...base, ...filtered.map((name) => [name, row[prefix + name] as bigint])]) as Sums;
}
