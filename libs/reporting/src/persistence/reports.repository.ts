import { type Currency, SECOND_MS, type TenantContext } from '@fairlead/kernel';
import { Injectable } from '@nestjs/common';
import type { Dimension, FilterDimension, Metric } from '../contracts';
import { NO_SUMS, type Sums } from '../domain/figures';
import type { Stretch } from '../domain/report-period';
import type { ZoneOffset } from '../domain/zone-offsets';
import type { ColumnTx } from './column-store';
import { filterOf, foldOf, isIdName, keyOf, ownRows, Parameters, SORT_SQL, type Source, SUM_COLUMNS, SUMS_OF, textOf } from './report-sql';

/** What to read of one period. Filter values are as stored: UUIDs and text. */
export interface ReportSelection {
  readonly groupBy: readonly Dimension[];
  readonly filters: ReadonlyMap<FilterDimension, readonly string[]>;
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
    const branches = (['click', 'conversion'] as const).map((source) =>
      `SELECT currency, count(*) FILTER (WHERE ${source === 'click'}) AS clicks, count(*) FILTER (WHERE ${source === 'conversion'}) AS conversions FROM ${ownRows(source, context, parameters)}
       WHERE at_s >= ${fromMs / SECOND_MS} AND at_s < ${toMs / SECOND_MS} GROUP BY currency`);
    return columns.rows<ReportCurrency>(
      `SELECT currency, sum(clicks)::INTEGER AS clicks, sum(conversions)::INTEGER AS conversions FROM (${branches.join(' UNION ALL ')}) GROUP BY currency ORDER BY conversions DESC, clicks DESC, currency`,
      parameters.values,
    );
  }

  async read(columns: ColumnTx, context: TenantContext, wanted: ReportSelection): Promise<ReportRows> {
    const parameters = new Parameters();
    const keys = wanted.groupBy.map((_dimension, index) => `k${index}`);
    const branches = (['click', 'conversion'] as const).map((source) => branchOf(source, context, wanted, parameters));
    const folded = wanted.groupBy.map((dimension, index) => `${foldOf(dimension, `k${index}`)} AS k${index}`);
    const grouped = `SELECT ${[...folded, ...SUM_COLUMNS.map((name) => `coalesce(sum(${name}), 0)::BIGINT AS ${name}`)].join(', ')} FROM (${branches.join(' UNION ALL ')}) u(${[...keys, ...SUM_COLUMNS].join(', ')}) ${groupClause(keys.length)}`;
    const page = pageOf(wanted, keys, parameters);
    const shown = wanted.groupBy.map((dimension, index) => `${textOf(dimension, `p.k${index}`)} AS text${index}`);
    const rows = await columns.rows<Record<string, unknown>>(
      `WITH g AS MATERIALIZED (${grouped}),
       t AS (SELECT count(*)::INTEGER AS total_rows, ${SUM_COLUMNS.map((name) => `coalesce(sum(${name}), 0)::BIGINT AS total_${name}`).join(', ')} FROM g),
       p AS (${page.sql})
       SELECT ${['t.*', 'p.*', ...shown].join(', ')} FROM t LEFT JOIN p ON true ORDER BY ${page.order}`,
      parameters.values,
    );
    const [first] = rows;
    if (!first) return { rows: [], totalRows: 0, totals: NO_SUMS };
    return {
      totalRows: Number(first['total_rows']), totals: sumsOf(first, 'total_'),
      rows: rows.filter((row) => row['present'] === true).map((row) => ({ keys: keys.map((_key, index) => String(row[`text${index}`])), sums: sumsOf(row, '') })),
    };
  }
}

function branchOf(source: Source, context: TenantContext, wanted: ReportSelection, parameters: Parameters): string {
  const keys = wanted.groupBy.map((dimension, index) => `${keyOf(source, dimension, wanted.offsets)} AS k${index}`);
  const conditions = [
    `at_s >= ${wanted.period.fromMs / SECOND_MS}`, `at_s < ${wanted.period.toMs / SECOND_MS}`, ...[...wanted.filters].map(([dimension, values]) => filterOf(source, dimension, values, parameters)),
    wanted.currency === null ? null : `currency = ${parameters.bind(wanted.currency)}`, // of clicks too: what they earned and how often is in it
  ];
  return `(SELECT ${[...keys, SUMS_OF[source]].join(', ')} FROM ${ownRows(source, context, parameters)} WHERE ${conditions.filter((condition) => condition !== null).join(' AND ')} ${groupClause(keys.length)})`;
}

/** The page, and the order of its rows. Ties are broken by the keys, so that pages do not overlap; days become text once the page is cut. */
function pageOf({ groupBy, sort, limit, offset, keys: only }: ReportSelection, keys: readonly string[], parameters: Parameters): { sql: string; order: string } {
  const joins = groupBy.map((dimension, index) => (isIdName(dimension) ? `JOIN entity e${index} ON e${index}.no = g.k${index}` : '')).join(' ');
  const named = `SELECT ${[...groupBy.map((dimension, index) => `${isIdName(dimension) ? `e${index}.id` : `g.k${index}`} AS k${index}`), ...SUM_COLUMNS].join(', ')} FROM g ${joins}`;
  const having = only === undefined ? '' : only.length === 0 ? 'WHERE false' : `WHERE (${keys.join(', ')}) IN (${only.map((row) => `(${row.map((value) => parameters.bind(value)).join(', ')})`).join(', ')})`;
  const at = groupBy.indexOf(sort.by as Dimension);
  const order = [`${at >= 0 ? `k${at}` : SORT_SQL[sort.by as Metric]} ${sort.descending ? 'DESC' : 'ASC'} NULLS LAST`, ...keys].join(', ');
  return { sql: `SELECT true AS present, ${[...keys, ...SUM_COLUMNS].join(', ')} FROM (${named}) ${having} ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}`, order };
}

function groupClause(keys: number): string {
  return keys === 0 ? '' : `GROUP BY ${Array.from({ length: keys }, (_value, index) => index + 1).join(', ')}`;
}

function sumsOf(row: Readonly<Record<string, unknown>>, prefix: string): Sums {
  return Object.fromEntries(Object.keys(NO_SUMS).map((name) => [name, row[prefix + name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)] as bigint])) as Record<keyof Sums, bigint>;
}
