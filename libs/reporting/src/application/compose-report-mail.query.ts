import { setImmediate } from 'node:timers/promises';
import { IdentityFacade } from '@fairlead/identity';
import { encodeId, type TenantContext, type Uuid } from '@fairlead/kernel';
import type { MailFile, MailTable, ReportForMail } from '@fairlead/notifications';
import { UnitOfWork } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import type { Dimension, Metric } from '../contracts';
import { figureText, growthText } from '../domain/figure-text';
import type { Sums } from '../domain/figures';
import { daysText, keyText, momentText } from '../domain/key-text';
import type { Days } from '../domain/relative-period';
import { daysOfQuery, type SavedQuery } from '../domain/report-query';
import { DIMENSION_WORDS, METRIC_WORDS } from '../domain/report-words';
import { ValueNamesRepository } from '../persistence/value-names.repository';
import { ReadReport, type Report, type ReportRequest } from './read-report.query';
import { CSV_OPTIONS, csvRows } from './report-csv';
import { reportRequest } from './report-request';

const MOST_ROWS_IN_MAIL = 20;
const MOST_COLUMNS_IN_MAIL = 6;
const MOST_ROWS_IN_FILE = 20_000;
const LINES_AT_ONCE = 500;
/** Some mail servers refuse more than a few megabytes; a long list is better read in the portal anyway. */
const MOST_BYTES_IN_FILE = 1_000_000;
/** What a mail shows of a report whose columns nobody chose. */
const USUAL: readonly Metric[] = ['clicks', 'conversions', 'cr', 'approved', 'sale_amount', 'commission', 'charge', 'margin', 'epc', 'roas'];

/** A saved report to be mailed. */
export interface ReportToMail {
  readonly id: Uuid;
  readonly name: string;
  readonly query: SavedQuery;
  /** Whose figures they are: people may belong to several. */
  readonly organizationName: string;
}

/** The words of a mail with a report, and the file that goes with it: null when it would be too large. */
export interface ComposedReport {
  readonly facts: ReportForMail;
  readonly file: MailFile | null;
}

/** Reads a saved report for one organization and puts it into words. */
@Injectable()
export class ComposeReportMail {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly readReport: ReadReport,
    private readonly names: ValueNamesRepository,
    private readonly identity: IdentityFacade,
  ) {}

  /** @param at when its period is counted from; the figures are those of now. @throws DomainError why the report cannot be read. */
  async run(context: TenantContext, { id, name, query, organizationName }: ReportToMail, at: Date): Promise<ComposedReport> {
    const days = daysOfQuery(query, at);
    const asked = reportRequest(context.scope, query, days, { limit: MOST_ROWS_IN_FILE, offset: 0 });
    const report = await this.readReport.run(context, { ...asked, comparePrevious: false });
    // The rows of a mail are not compared, only their totals.
    const before = query.comparePrevious ? (await this.readReport.run(context, { ...asked, limit: 1 })).previousTotals : null;
    const metrics = query.metrics === null ? USUAL.filter((metric) => asked.metrics.includes(metric)) : asked.metrics;
    const file = await fileOf(report, asked, days);
    return {
      file,
      facts: {
        report: name, organization: organizationName, days: daysText(days), asOf: `${momentText(report.asOf, query.timezone)} (${query.timezone.replaceAll('_', ' ')})`,
        totals: totalsTable(report, metrics, before), rows: report.rows.length === 0 ? null : await this.rowsTable(context, report, asked, metrics), rest: restOf(report, file !== null),
        path: `/open/${encodeId('savedReport', id)}`,
      },
    };
  }

  private async rowsTable(context: TenantContext, report: Report, { groupBy, timezone }: ReportRequest, metrics: readonly Metric[]): Promise<MailTable> {
    const rows = report.rows.slice(0, MOST_ROWS_IN_MAIL);
    const shown = metrics.slice(0, MOST_COLUMNS_IN_MAIL);
    const names = new Map<Dimension, ReadonlyMap<Uuid, string>>();
    for (const [index, dimension] of groupBy.entries()) {
      names.set(dimension, await this.namesOf(context, dimension, [...new Set(rows.map((row) => row.keys[index] ?? ''))].filter((key) => key !== '')));
    }
    const nameOf = (dimension: Dimension, key: string): string | undefined => names.get(dimension)?.get(key);
    return {
      columns: [...groupBy.map((dimension) => ({ title: DIMENSION_WORDS[dimension], isNumber: false })), ...shown.map((metric) => ({ title: METRIC_WORDS[metric], isNumber: true }))],
      rows: rows.map((row) => [...groupBy.map((dimension, index) => keyText(dimension, row.keys[index] ?? '', timezone, nameOf)), ...shown.map((metric) => figureText(metric, row.sums, report))]),
    };
  }

  private async namesOf(context: TenantContext, dimension: Dimension, keys: readonly string[]): Promise<ReadonlyMap<Uuid, string>> {
    if (dimension === 'advertiser' || dimension === 'affiliate') return this.identity.namesOf(keys);
    return this.unitOfWork.run(context, (tx) => this.names.read(tx, dimension, keys));
  }
}

function totalsTable(report: Report, metrics: readonly Metric[], before: Sums | null): MailTable {
  const compared = before === null ? [] : [{ title: 'The period before', isNumber: true }, { title: 'Change', isNumber: true }];
  return {
    columns: [{ title: 'All rows', isNumber: false }, { title: 'This period', isNumber: true }, ...compared],
    rows: metrics.map((metric) => [
      METRIC_WORDS[metric], figureText(metric, report.totals, report), ...(before === null ? [] : [figureText(metric, before, report), growthText(metric, report.totals, before, report)]),
    ]),
  };
}

function restOf(report: Report, hasFile: boolean): string | null {
  if (report.rows.length === 0) return null;
  const shown = Math.min(report.rows.length, MOST_ROWS_IN_MAIL);
  const all = report.totalRows.toLocaleString('en');
  if (!hasFile) return `These are the first ${shown} of ${all} rows. A file of all is too large for a mail: the portal has it.`;
  return report.totalRows > shown ? `These are the first ${shown} of ${all} rows; the attached file has all of them, with every column.` : 'The attached file has these rows with every column.';
}

/** All rows, unless they are too many for a mail. Written in pieces, so that other requests come between. */
async function fileOf(report: Report, asked: ReportRequest, days: Days): Promise<MailFile | null> {
  if (report.rows.length === 0 || report.totalRows > report.rows.length) return null;
  const pieces: string[] = [];
  let bytes = 0;
  for (const lines of inPieces(csvRows(report, asked), LINES_AT_ONCE)) {
    const piece = stringify(lines, { ...CSV_OPTIONS, bom: pieces.length === 0 });
    pieces.push(piece);
    bytes += Buffer.byteLength(piece);
    if (bytes > MOST_BYTES_IN_FILE) return null;
    await setImmediate();
  }
  return { name: `performance-${days.from}-${days.to}.csv`, type: 'text/csv; charset=utf-8', content: Buffer.from(pieces.join('')) };
}

function* inPieces<Item>(items: Iterable<Item>, size: number): Generator<Item[]> {
  let piece: Item[] = [];
  for (const item of items) {
    piece.push(item);
    if (piece.length === size) {
      yield piece;
      piece = [];
    }
  }
  if (piece.length > 0) yield piece;
}
