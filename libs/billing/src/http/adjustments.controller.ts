import { parseId, type Uuid } from '@fairlead/kernel';
import { type Caller, CurrentCaller } from '@fairlead/identity';
import { ApiPage, cursorId, Idempotent, type Page, toPage } from '@fairlead/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DecideAdjustment } from '../application/decide-adjustment.service';
import { ReadAdjustments } from '../application/read-adjustments.query';
import { RequestAdjustment } from '../application/request-adjustment.service';
import {
  AdjustmentDetailResponse, AdjustmentResponse, AdjustmentsQuery, presentAdjustment, presentAdjustmentHistory, readAdjustment, RejectAdjustmentRequest, RequestAdjustmentRequest,
} from './adjustment.dto';

/** Corrections of balances: asked for by one person of finance, posted by the approval of another. */
@ApiTags('adjustments')
@ApiBearerAuth()
@Controller('api/v1/adjustments')
export class AdjustmentsController {
  constructor(private readonly requestAdjustment: RequestAdjustment, private readonly decide: DecideAdjustment, private readonly read: ReadAdjustments) {}

  @Post()
  @Idempotent('required')
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiCreatedResponse({ type: AdjustmentResponse })
  async request(@CurrentCaller() caller: Caller, @Body() body: RequestAdjustmentRequest): Promise<AdjustmentResponse> {
    return presentAdjustment(await this.requestAdjustment.run(caller.context, caller.userId, readAdjustment(body)), caller.context.scope);
  }

  @Get()
  @ApiPage(AdjustmentResponse)
  async list(@CurrentCaller() caller: Caller, @Query() query: AdjustmentsQuery): Promise<Page<AdjustmentResponse>> {
    const rows = await this.read.list(caller.context, {
      before: cursorId(query), limit: query.limit, status: query.status,
      advertiserId: query.advertiser_id === undefined ? undefined : parseId('advertiser', query.advertiser_id),
      affiliateId: query.affiliate_id === undefined ? undefined : parseId('affiliate', query.affiliate_id),
    });
    return toPage(rows, query.limit, (row) => presentAdjustment(row, caller.context.scope));
  }

  @Get(':id')
  @ApiOkResponse({ type: AdjustmentDetailResponse })
  async get(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<AdjustmentDetailResponse> {
    return this.show(caller, parseId('adjustment', id));
  }

  /** Posts it. Never by the person who asked for it. */
  @Post(':id/approve')
  @HttpCode(200)
  @Idempotent('required')
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiOkResponse({ type: AdjustmentDetailResponse })
  async approve(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<AdjustmentDetailResponse> {
    await this.decide.approve(caller.context, caller.userId, parseId('adjustment', id));
    return this.show(caller, parseId('adjustment', id));
  }

  @Post(':id/reject')
  @HttpCode(200)
  @Idempotent('optional')
  @ApiOkResponse({ type: AdjustmentDetailResponse })
  async reject(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: RejectAdjustmentRequest): Promise<AdjustmentDetailResponse> {
    await this.decide.reject(caller.context, caller.userId, parseId('adjustment', id), body.reason.trim());
    return this.show(caller, parseId('adjustment', id));
  }

  private async show(caller: Caller, id: Uuid): Promise<AdjustmentDetailResponse> {
    const { adjustment, history } = await this.read.get(caller.context, id);
    return { ...presentAdjustment(adjustment, caller.context.scope), history: history.map(presentAdjustmentHistory) };
  }
}
