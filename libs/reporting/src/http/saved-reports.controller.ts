import { type Caller, CurrentCaller } from '@fairlead/identity';
import { parseId } from '@fairlead/kernel';
import { ApiPage, cursorId, ListQuery, type Page, toPage } from '@fairlead/platform';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ChangeSavedReport } from '../application/change-saved-report.service';
import { ReadSavedReports } from '../application/read-saved-reports.query';
import { RemoveSavedReport } from '../application/remove-saved-report.service';
import { SaveReport } from '../application/save-report.service';
import { RowsQuery } from './performance.query';
import { PerformanceResponse, presentReport } from './performance.response';
import { ChangeSavedReportRequest, CreateSavedReportRequest, presentSavedReport, readSavedQuery, SavedReportResponse } from './saved-report.dto';

/** Reports under a name, private or shared with the organization. */
@ApiTags('saved-reports')
@ApiBearerAuth()
@Controller('api/v1/saved-reports')
export class SavedReportsController {
  constructor(
    private readonly saveReport: SaveReport,
    private readonly readSavedReports: ReadSavedReports,
    private readonly changeSavedReport: ChangeSavedReport,
    private readonly removeSavedReport: RemoveSavedReport,
  ) {}

  /** Keeps what `GET /reports/performance` would answer to you; an organization keeps up to 100. */
  @Post()
  @ApiCreatedResponse({ type: SavedReportResponse })
  async create(@CurrentCaller() caller: Caller, @Body() body: CreateSavedReportRequest): Promise<SavedReportResponse> {
    const saved = await this.saveReport.run(caller, { name: body.name, visibility: body.visibility ?? 'private', query: readSavedQuery(body.query) });
    return presentSavedReport(saved, caller);
  }

  /** Yours, and those that others of your organization share. */
  @Get()
  @ApiPage(SavedReportResponse)
  async list(@CurrentCaller() caller: Caller, @Query() query: ListQuery): Promise<Page<SavedReportResponse>> {
    const rows = await this.readSavedReports.list(caller, { before: cursorId(query), limit: query.limit });
    return toPage(rows, query.limit, (row) => presentSavedReport(row, caller));
  }

  @Get(':id')
  @ApiOkResponse({ type: SavedReportResponse })
  async get(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<SavedReportResponse> {
    return presentSavedReport(await this.readSavedReports.get(caller, parseId('savedReport', id)), caller);
  }

  /** The report itself, of the days that its period has now. */
  @Get(':id/performance')
  @ApiOkResponse({ type: PerformanceResponse })
  async performance(@CurrentCaller() caller: Caller, @Param('id') id: string, @Query() page: RowsQuery): Promise<PerformanceResponse> {
    const { report, request } = await this.readSavedReports.readNow(caller, parseId('savedReport', id), { limit: page.limit, offset: page.offset });
    return presentReport(report, request.groupBy, request.metrics, request);
  }

  /** Any part of it; `query` is replaced as a whole. */
  @Patch(':id')
  @ApiOkResponse({ type: SavedReportResponse })
  async change(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: ChangeSavedReportRequest): Promise<SavedReportResponse> {
    const changed = await this.changeSavedReport.run(caller, parseId('savedReport', id), {
      ...(body.name ? { name: body.name } : {}), ...(body.visibility ? { visibility: body.visibility } : {}), ...(body.query ? { query: readSavedQuery(body.query) } : {}),
    }, body.if_version ?? null);
    return presentSavedReport(changed, caller);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async remove(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.removeSavedReport.run(caller, parseId('savedReport', id));
  }
}
