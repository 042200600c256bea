import { Readable } from 'node:stream';
import { type Caller, CurrentCaller } from '@fairlead/identity';
import { DomainError, parseCurrency } from '@fairlead/kernel';
import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { stringify } from 'csv-stringify';
import { ListReportCurrencies } from '../application/list-report-currencies.query';
import { ReadReport, type Report, type ReportRequest } from '../application/read-report.query';
import { ALL_METRICS, type Dimension, FILTER_DIMENSIONS, type FilterDimension, type Metric, METRICS } from '../contracts';
import { DaysQuery, PerformanceQuery } from './performance.query';
import { csvCell, PerformanceResponse, presentReport, ReportCurrenciesResponse, shownKey, storedValue } from './performance.response';

const MOST_CSV_ROWS = 200_000;
/** Who may not see what: an affiliate nothing of what advertisers pay, an advertiser nothing of what the network keeps. */
const HIDDEN: Readonly<Record<Caller['context']['scope'], readonly Metric[]>> = { network: [], advertiser: ['margin'], affiliate: ['charge', 'margin', 'roas'] };

@ApiTags('reports')
@ApiBearerAuth()
@Controller('api/v1/reports')
export class ReportsController {
  constructor(private readonly readReport: ReadReport, private readonly listCurrencies: ListReportCurrencies) {}

  @Get('currencies')
  @ApiOkResponse({ type: ReportCurrenciesResponse, description: 'Currencies of the offers that had clicks or conversions on these days: a report on money is of one of them' })
  async currencies(@CurrentCaller() caller: Caller, @Query() days: DaysQuery): Promise<ReportCurrenciesResponse> {
    return { data: await this.listCurrencies.run(caller.context, days) };
  }

  @Get('performance')
  @ApiOkResponse({ type: PerformanceResponse })
  async performance(@CurrentCaller() caller: Caller, @Query() query: PerformanceQuery): Promise<PerformanceResponse> {
    const request = toRequest(caller, query);
    return presentReport(await this.readReport.run(caller.context, request), request.groupBy, request.metrics, request);
  }

  @Get('performance.csv')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' }, description: 'All rows of the report, whatever `limit` and `offset` say, and none with totals' })
  async csv(@CurrentCaller() caller: Caller, @Query() query: PerformanceQuery): Promise<StreamableFile> {
    const request = { ...toRequest(caller, query), limit: MOST_CSV_ROWS, offset: 0, comparePrevious: false };
    const report = await this.readReport.run(caller.context, request);
    if (report.totalRows > MOST_CSV_ROWS) {
      throw new DomainError('report.too_large', 'unprocessable', `A file holds up to ${MOST_CSV_ROWS} rows: ask for fewer days or add a filter`, { rows: report.totalRows });
    }
    const file = Readable.from(csvRows(report, request)).pipe(stringify({ bom: true, escape_formulas: true }));
    return new StreamableFile(file, { type: 'text/csv; charset=utf-8', disposition: `attachment; filename="performance-${query.from}-${query.to}.csv"` });
  }
}

function* csvRows(report: Report, { groupBy, metrics }: ReportRequest): Generator<string[]> {
  yield [...groupBy, ...metrics, 'currency'];
  for (const row of report.rows) {
    yield [...groupBy.map((dimension, index) => shownKey(dimension, row.keys[index] ?? '') ?? ''), ...metrics.map((metric) => csvCell(metric, row.sums, report)), report.currency ?? ''];
  }
}

function toRequest(caller: Caller, query: PerformanceQuery): ReportRequest {
  const hidden = HIDDEN[caller.context.scope];
  const metrics = query.metrics ?? METRICS.filter((metric) => !hidden.includes(metric));
  const given = query as unknown as Partial<Record<FilterDimension, readonly string[]>>; // the filters are declared in a loop
  const filters = new Map<FilterDimension, readonly string[]>();
  for (const name of FILTER_DIMENSIONS) {
    const values = given[name];
    if (values) filters.set(name, values.map((value) => storedValue(name, value)));
  }
  const sort = readSort(query);
  const refused = [...metrics, ...(sort ? [sort.by] : [])].find((name) => (hidden as readonly string[]).includes(name));
  if (refused !== undefined) throw new DomainError('report.metric_not_allowed', 'forbidden', 'This figure is not the caller’s to see', { metric: refused });
  return {
    groupBy: query.group_by, metrics, filters, from: query.from, to: query.to, timezone: query.timezone, currency: query.currency === undefined ? null : parseCurrency(query.currency),
    comparePrevious: query.compare !== undefined, sort, limit: query.limit, offset: query.offset,
  };
}

function readSort({ sort, group_by: groupBy }: PerformanceQuery): ReportRequest['sort'] {
  if (sort === undefined) return null;
  const by = sort.replace(/^-/, '') as Dimension | Metric;
  if (!groupBy.includes(by as Dimension) && !(ALL_METRICS as readonly string[]).includes(by)) {
    throw new DomainError('report.unknown_sort', 'unprocessable', '`sort` takes a metric or a dimension of `group_by`', { sort: sort.slice(0, 40) });
  }
  return { by, descending: sort.startsWith('-') };
}
