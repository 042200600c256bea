import { parseId } from '@fairlead/kernel';
import { type Caller, CurrentCaller } from '@fairlead/identity';
import { ApiPage, cursorId, type Page, toPage } from '@fairlead/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ReadCommissions } from '../application/read-commissions.query';
import { CommissionResponse, CommissionsQuery, CommissionTraceResponse, presentCommission, presentCommissionTrace } from './commission.dto';

@ApiTags('commissions')
@ApiBearerAuth()
@Controller('api/v1/commissions')
export class CommissionsController {
  constructor(private readonly read: ReadCommissions) {}

  @Get()
  @ApiPage(CommissionResponse)
  async list(@CurrentCaller() caller: Caller, @Query() query: CommissionsQuery): Promise<Page<CommissionResponse>> {
    const rows = await this.read.list(caller.context, {
      before: cursorId(query), limit: query.limit, status: query.status,
      conversionIds: query.conversion_id?.map((id) => parseId('conversion', id)),
      offerId: query.offer_id === undefined ? undefined : parseId('offer', query.offer_id),
    });
    return toPage(rows, query.limit, (row) => presentCommission(row, caller.role));
  }

  @Get(':id')
  @ApiOkResponse({ type: CommissionResponse })
  async get(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<CommissionResponse> {
    return presentCommission(await this.read.get(caller.context, parseId('commission', id)), caller.role);
  }

  @Get(':id/trace')
  @ApiOkResponse({ type: CommissionTraceResponse })
  async trace(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<CommissionTraceResponse> {
    return presentCommissionTrace(await this.read.trace(caller.context, parseId('commission', id)), caller.role);
  }
}
