import { moneyDto } from '@fairlead/platform';
import { ApiProperty } from '@nestjs/swagger';
import type { Report } from '../application/read-report.query';
import { type Dimension, type Metric, MONEY_METRICS } from '../contracts';
import { shownKey } from '../domain/dimension-values';
import { figureOf, type Sums } from '../domain/figures';

type Cell = number | string | null | { amount: number; currency: string };
const CELLS = { type: 'object', additionalProperties: true } as const;

export class PerformanceRow {
  @ApiProperty({ ...CELLS, description: 'By dimension; null where there is none. Days, weeks and months are the local date they begin on, hours an instant' }) dimensions: Record<string, string | null>;
  @ApiProperty({ ...CELLS, description: 'Counts are integers, money is {amount, currency}, rates and `epc` (major units) are decimal text; null where the divisor is 0' }) metrics: Record<string, Cell>;
  @ApiProperty({ ...CELLS, nullable: true, description: 'The same row in the period before; null for rows by time' }) previous: Record<string, Cell> | null;
}

export class PerformanceResponse {
  @ApiProperty({ type: [PerformanceRow] }) data: PerformanceRow[];
  @ApiProperty({ type: 'integer', description: 'Of all pages' }) total_rows: number;
  @ApiProperty() has_more: boolean;
  @ApiProperty({ ...CELLS, description: 'Of all rows, not of the page' }) totals: Record<string, Cell>;
  @ApiProperty({ ...CELLS, nullable: true }) previous_totals: Record<string, Cell> | null;
  @ApiProperty({ format: 'date-time' }) starts_at: string;
  @ApiProperty({ format: 'date-time', description: 'Excluded' }) ends_at: string;
  @ApiProperty() timezone: string;
  @ApiProperty({ type: String, nullable: true }) currency: string | null;
  @ApiProperty({ format: 'date-time', description: 'Every change of a conversion up to then is in the figures' }) as_of: string;
}

export class ReportCurrencyRow {
  @ApiProperty() currency: string;
  @ApiProperty({ type: 'integer', description: 'Of offers in this currency' }) clicks: number;
  @ApiProperty({ type: 'integer' }) conversions: number;
}

export class ReportCurrenciesResponse {
  @ApiProperty({ type: [ReportCurrencyRow], description: 'That of most conversions first' }) data: ReportCurrencyRow[];
}

export function presentReport(report: Report, groupBy: readonly Dimension[], metrics: readonly Metric[], asked: { offset: number; timezone: string }): PerformanceResponse {
  const cells = (sums: Sums): Record<string, Cell> => Object.fromEntries(metrics.map((metric) => [metric, jsonCell(metric, sums, report)]));
  return {
    data: report.rows.map((row) => ({
      dimensions: Object.fromEntries(groupBy.map((dimension, index) => [dimension, shownKey(dimension, row.keys[index] ?? '')])),
      metrics: cells(row.sums), previous: row.previous && cells(row.previous),
    })),
    total_rows: report.totalRows, has_more: asked.offset + report.rows.length < report.totalRows, totals: cells(report.totals),
    previous_totals: report.previousTotals && cells(report.previousTotals), starts_at: new Date(report.period.fromMs).toISOString(), ends_at: new Date(report.period.toMs).toISOString(),
    timezone: asked.timezone, currency: report.currency, as_of: report.asOf.toISOString(),
  };
}

function jsonCell(metric: Metric, sums: Sums, report: Report): Cell {
  const figure = figureOf(metric, sums, report.exponent);
  if (figure === null || typeof figure === 'string') return figure;
  if (!isMoney(metric)) return Number(figure);
  return report.currency === null ? null : moneyDto(figure, report.currency);
}

function isMoney(metric: Metric): boolean {
  return (MONEY_METRICS as readonly string[]).includes(metric);
}
