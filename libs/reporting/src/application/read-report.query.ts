import { type Currency, currencyExponent, DomainError, type TenantContext } from '@fairlead/kernel';
import { Injectable } from '@nestjs/common';
import { COUNT_METRICS, type Dimension, FILTERED_METRICS, type FilterDimension, isFilteredMetric, type Metric } from '../contracts';
import type { Sums } from '../domain/figures';
import { reportPeriods, type Stretch } from '../domain/report-period';
import { offsetsOf } from '../domain/zone-offsets';
import { ColumnStore } from '../persistence/column-store';
import type { ColumnTx } from '../persistence/column-tx';
import { type ReportRow, type ReportSelection, ReportsRepository } from '../persistence/reports.repository';
import { FollowChanges } from './follow-changes.service';

/** Rates of counts: they need no currency. */
const CURRENCY_FREE: readonly Metric[] = [...COUNT_METRICS, ...FILTERED_METRICS, 'approval_rate', 'cr'];

/** A report as it is asked for. Days are local dates, both inclusive; filter values are as stored. */
export interface ReportRequest {
  readonly groupBy: readonly Dimension[];
  readonly metrics: readonly Metric[];
  readonly filters: ReadonlyMap<FilterDimension, readonly string[]>;
  readonly from: string;
  readonly to: string;
  readonly timezone: string;
  readonly currency: Currency | null;
  readonly comparePrevious: boolean;
  readonly sort: { readonly by: Dimension | Metric; readonly descending: boolean } | null;
  readonly limit: number;
  readonly offset: number;
}

export interface Report {
  readonly rows: readonly (ReportRow & { readonly previous: Sums | null })[];
  readonly totalRows: number;
  readonly totals: Sums;
  readonly previousTotals: Sums | null;
  readonly period: Stretch;
  readonly previousPeriod: Stretch | null;
  /** Null when no money was asked for, or when there is nothing in the period. */
  readonly currency: Currency | null;
  readonly exponent: number;
  /** Every change of a conversion or commission up to then is in it. */
  readonly asOf: Date;
}

/** Answers reports: the same for JSON, CSV and screens. */
@Injectable()
export class ReadReport {
  constructor(private readonly follow: FollowChanges, private readonly store: ColumnStore, private readonly reports: ReportsRepository) {}

  async run(context: TenantContext, request: ReportRequest): Promise<Report> {
    const { current, previous } = reportPeriods(request);
    const asOf = await this.follow.run();
    return this.store.transaction(async (columns) => {
      const currency = await this.currencyOf(columns, context, request, current);
      const found = await this.reports.read(columns, context, selectionOf(request, current, currency));
      const compared = request.comparePrevious ? await this.compare(columns, context, request, selectionOf(request, previous, currency), found.rows) : null;
      return {
        ...found, rows: found.rows.map((row) => ({ ...row, previous: compared?.byKey.get(keyOf(row)) ?? null })), previousTotals: compared?.totals ?? null,
        period: current, previousPeriod: request.comparePrevious ? previous : null, currency, exponent: currency === null ? 0 : currencyExponent(currency), asOf,
      };
    });
  }

  /** The same rows in the period before. Rows by time have no counterpart there: of those only the totals are compared. */
  private async compare(columns: ColumnTx, context: TenantContext, request: ReportRequest, selection: ReportSelection, rows: readonly ReportRow[]): Promise<{ byKey: Map<string, Sums>; totals: Sums }> {
    const byTime = request.groupBy.some((dimension) => ['hour', 'day', 'week', 'month'].includes(dimension));
    const keys = byTime || request.groupBy.length === 0 ? undefined : rows.map((row) => row.keys);
    const { rows: before, totals } = await this.reports.read(columns, context, { ...selection, offset: 0, limit: byTime ? 0 : Math.max(rows.length, 1), ...(keys ? { keys } : {}) });
    return { byKey: new Map(before.map((row) => [keyOf(row), row.sums])), totals };
  }

  /** Currencies are never added up: with several, one must be named. */
  private async currencyOf(columns: ColumnTx, context: TenantContext, request: ReportRequest, period: Stretch): Promise<Currency | null> {
    if (request.currency !== null) return request.currency;
    if (request.metrics.every((metric) => CURRENCY_FREE.includes(metric))) return null;
    const currencies = await this.reports.currencies(columns, context, period);
    if (currencies.length > 1) {
      throw new DomainError('report.currency_required', 'unprocessable', 'There are offers in several currencies: name one', { currencies: currencies.map(({ currency }) => currency) });
    }
    return currencies[0]?.currency ?? null;
  }
}

function selectionOf(request: ReportRequest, period: Stretch, currency: Currency | null): ReportSelection {
  const { groupBy, filters, timezone, limit, offset } = request;
  const sort = request.sort ?? defaultSort(request);
  const filtered = [...new Set([...request.metrics, sort.by].filter(isFilteredMetric))];
  return { groupBy, filters, filtered, currency, period, offsets: offsetsOf(timezone, period.fromMs, period.toMs), limit, offset, sort };
}

function defaultSort({ groupBy, metrics }: ReportRequest): NonNullable<ReportRequest['sort']> {
  const [first] = groupBy;
  if (first && ['hour', 'day', 'week', 'month'].includes(first)) return { by: first, descending: false };
  return { by: metrics[0] ?? 'clicks', descending: true };
}

function keyOf(row: ReportRow): string {
  return JSON.stringify(row.keys);
}
