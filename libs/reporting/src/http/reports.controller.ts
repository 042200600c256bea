import { Readable } from 'node:stream';
import { type Caller, CurrentCaller } from '@fairlead/identity';
import { DomainError } from '@fairlead/kernel';
import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { stringify } from 'csv-stringify';
import { ListReportCurrencies } from '../application/list-report-currencies.query';
import { ReadReport, type ReportRequest } from '../application/read-report.query';
import { CSV_OPTIONS, csvRows } from '../application/report-csv';
import { reportRequest } from '../application/report-request';
import { DaysQuery, PerformanceQuery } from './performance.query';
import { PerformanceResponse, presentReport, ReportCurrenciesResponse } from './performance.response';
import { readCut } from './read-cut';

const MOST_CSV_ROWS = 200_000;

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
    const request = requestOf(caller, query);
    return presentReport(await this.readReport.run(caller.context, request), request.groupBy, request.metrics, request);
  }

  @Get('performance.csv')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' }, description: 'All rows of the report, whatever `limit` and `offset` say, and none with totals' })
  async csv(@CurrentCaller() caller: Caller, @Query() query: PerformanceQuery): Promise<StreamableFile> {
    const request = { ...requestOf(caller, query), limit: MOST_CSV_ROWS, offset: 0, comparePrevious: false };
    const report = await this.readReport.run(caller.context, request);
    if (report.totalRows > MOST_CSV_ROWS) {
      throw new DomainError('report.too_large', 'unprocessable', `A file holds up to ${MOST_CSV_ROWS} rows: ask for fewer days or add a filter`, { rows: report.totalRows });
    }
    const file = Readable.from(csvRows(report, request)).pipe(stringify(CSV_OPTIONS));
    return new StreamableFile(file, { type: 'text/csv; charset=utf-8', disposition: `attachment; filename="performance-${query.from}-${query.to}.csv"` });
  }
}

function requestOf(caller: Caller, query: PerformanceQuery): ReportRequest {
  return reportRequest(caller.context.scope, readCut(query), query, query);
}
