import { formatDecimal, money } from '@fairlead/kernel';
import type { Options } from 'csv-stringify';
import { type Metric, MONEY_METRICS } from '../contracts';
import { shownKey } from '../domain/dimension-values';
import { figureOf, type Sums } from '../domain/figures';
import type { Report, ReportRequest } from './read-report.query';

/** With a mark for spreadsheets that it is UTF-8, and nothing that they would run. */
export const CSV_OPTIONS: Options = { bom: true, escape_formulas: true };

/** The lines of a report as a file: headings, then all rows that it has. Money is in major units. */
export function* csvRows(report: Report, { groupBy, metrics }: Pick<ReportRequest, 'groupBy' | 'metrics'>): Generator<string[]> {
  yield [...groupBy, ...metrics, 'currency'];
  for (const row of report.rows) {
    yield [...groupBy.map((dimension, index) => shownKey(dimension, row.keys[index] ?? '') ?? ''), ...metrics.map((metric) => csvCell(metric, row.sums, report)), report.currency ?? ''];
  }
}

/** The same figure as in JSON. */
function csvCell(metric: Metric, sums: Sums, report: Report): string {
  const figure = figureOf(metric, sums, report.exponent);
  if (figure === null) return '';
  if (!(MONEY_METRICS as readonly Metric[]).includes(metric) || typeof figure !== 'bigint') return figure.toString();
  return report.currency === null ? '' : formatDecimal(money(figure, report.currency));
}
