import { Clock, parseCurrency, parseId, type Uuid } from '@fairlead/kernel';
import { type Caller, CurrentCaller } from '@fairlead/identity';
import { ApiPage, cursorId, Idempotent, type Page, readMoneyInput, toPage } from '@fairlead/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ApproveBatch } from '../application/approve-batch.service';
import { DraftBatch } from '../application/draft-batch.service';
import { ReadPayouts } from '../application/read-payouts.query';
import { ReleaseBatch } from '../application/release-batch.service';
import {
  ApproveBatchRequest, BatchDetailResponse, BatchesQuery, BatchResponse, DraftBatchRequest, presentBatch, presentHistory, presentWarning, RejectBatchRequest, ReleaseBatchRequest,
} from './batch.dto';

/** Batches of payouts: drafted and submitted by one person of finance, approved by another, released with the total typed. */
@ApiTags('payout-batches')
@ApiBearerAuth()
@Controller('api/v1/payout-batches')
export class PayoutBatchesController {
  constructor(
    private readonly clock: Clock,
    private readonly draftBatch: DraftBatch,
    private readonly approveBatch: ApproveBatch,
    private readonly releaseBatch: ReleaseBatch,
    private readonly read: ReadPayouts,
  ) {}

  @Post()
  @Idempotent('optional')
  @ApiCreatedResponse({ type: BatchDetailResponse })
  async draft(@CurrentCaller() caller: Caller, @Body() body: DraftBatchRequest): Promise<BatchDetailResponse> {
    const cutoffAt = body.cutoff_at === undefined ? this.clock.now() : new Date(body.cutoff_at);
    return this.show(caller, await this.draftBatch.run(caller.context, caller.userId, parseCurrency(body.currency), cutoffAt));
  }

  @Get()
  @ApiPage(BatchResponse)
  async list(@CurrentCaller() caller: Caller, @Query() query: BatchesQuery): Promise<Page<BatchResponse>> {
    const rows = await this.read.listBatches(caller.context, { before: cursorId(query), limit: query.limit, status: query.status });
    return toPage(rows, query.limit, presentBatch);
  }

  @Get(':id')
  @ApiOkResponse({ type: BatchDetailResponse })
  async get(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<BatchDetailResponse> {
    return this.show(caller, parseId('batch', id));
  }

  @Post(':id/submit')
  @HttpCode(200)
  @ApiOkResponse({ type: BatchDetailResponse })
  async submit(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<BatchDetailResponse> {
    await this.approveBatch.submit(caller.context, caller.userId, parseId('batch', id));
    return this.show(caller, parseId('batch', id));
  }

  @Post(':id/approve')
  @HttpCode(200)
  @ApiOkResponse({ type: BatchDetailResponse })
  async approve(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: ApproveBatchRequest): Promise<BatchDetailResponse> {
    await this.approveBatch.approve(caller.context, caller.userId, parseId('batch', id), body.digest);
    return this.show(caller, parseId('batch', id));
  }

  @Post(':id/reject')
  @HttpCode(200)
  @ApiOkResponse({ type: BatchDetailResponse })
  async reject(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: RejectBatchRequest): Promise<BatchDetailResponse> {
    await this.approveBatch.reject(caller.context, parseId('batch', id), body.reason);
    return this.show(caller, parseId('batch', id));
  }

  @Post(':id/release')
  @HttpCode(200)
  @Idempotent('required')
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiOkResponse({ type: BatchDetailResponse })
  async release(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: ReleaseBatchRequest): Promise<BatchDetailResponse> {
    await this.releaseBatch.release(caller.context, caller.userId, parseId('batch', id), (batch) => readMoneyInput(body.confirm_total, batch.currency));
    return this.show(caller, parseId('batch', id));
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @ApiOkResponse({ type: BatchDetailResponse })
  async cancel(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<BatchDetailResponse> {
    await this.releaseBatch.cancel(caller.context, parseId('batch', id));
    return this.show(caller, parseId('batch', id));
  }

  @Post(':id/retry-failed')
  @HttpCode(200)
  @Idempotent('required')
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiOkResponse({ type: BatchDetailResponse })
  async retryFailed(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<BatchDetailResponse> {
    await this.releaseBatch.retryFailed(caller.context, parseId('batch', id));
    return this.show(caller, parseId('batch', id));
  }

  private async show(caller: Caller, id: Uuid): Promise<BatchDetailResponse> {
    const { batch, history, byStatus, warnings } = await this.read.batch(caller.context, id);
    return { ...presentBatch(batch), payouts_by_status: byStatus, warnings: warnings.map(presentWarning), history: history.map(presentHistory) };
  }
}
