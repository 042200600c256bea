import { type Caller, CurrentCaller } from '@fairlead/identity';
import { parseId } from '@fairlead/kernel';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ReadReportSchedule } from '../application/read-report-schedule.query';
import { SendReportNow } from '../application/send-report-now.service';
import { SetReportSchedule } from '../application/set-report-schedule.service';
import { StopReportSchedule } from '../application/stop-report-schedule.service';
import { presentSchedule, readSchedule, ReportScheduleResponse, SetReportScheduleRequest } from './report-schedule.dto';

/** Saved reports by e-mail. */
@ApiTags('saved-reports')
@ApiBearerAuth()
@Controller('api/v1/saved-reports/:id')
export class ReportSchedulesController {
  constructor(
    private readonly setSchedule: SetReportSchedule,
    private readonly readSchedule: ReadReportSchedule,
    private readonly stopSchedule: StopReportSchedule,
    private readonly sendReportNow: SendReportNow,
  ) {}

  /** When and to whom it is sent. */
  @Get('schedule')
  @ApiOkResponse({ type: ReportScheduleResponse })
  async get(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<ReportScheduleResponse> {
    return presentSchedule(await this.readSchedule.run(caller, parseId('savedReport', id)));
  }

  /** Sends it from now on, in the place of what was set before. */
  @Put('schedule')
  @ApiOkResponse({ type: ReportScheduleResponse })
  async set(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: SetReportScheduleRequest): Promise<ReportScheduleResponse> {
    return presentSchedule(await this.setSchedule.run(caller, parseId('savedReport', id), readSchedule(body), body.if_version ?? null));
  }

  /** Sends it to nobody any more. */
  @Delete('schedule')
  @HttpCode(204)
  @ApiNoContentResponse()
  async stop(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.stopSchedule.run(caller, parseId('savedReport', id));
  }

  /** Takes you off the list, whoever has put you on it. */
  @Post('schedule/leave')
  @HttpCode(204)
  @ApiNoContentResponse()
  async leave(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.stopSchedule.leave(caller, parseId('savedReport', id));
  }

  /** Sends it to you now, at most once a minute. */
  @Post('send')
  @HttpCode(204)
  @ApiNoContentResponse()
  async send(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.sendReportNow.run(caller, parseId('savedReport', id));
  }
}
