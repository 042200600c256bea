import { DomainError, parseId, type Uuid } from '@fairlead/kernel';
import { type Caller, CurrentCaller } from '@fairlead/identity';
import { ApiPage, cursorId, Idempotent, type MoneyInput, type Page, readMoneyInput, toPage } from '@fairlead/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DecideConversion } from '../application/decide-conversion.service';
import { ReadConversions } from '../application/read-conversions.query';
import { ReceiveReport } from '../application/receive-report.service';
import { ReverseConversion } from '../application/reverse-conversion.service';
import { ConversionResponse, ConversionsQuery, CreateConversionRequest, presentConversion, RejectConversionRequest, ReverseConversionRequest } from './conversion.dto';
import { ConversionTraceResponse, presentConversionTrace } from './conversion-trace.dto';

@ApiTags('conversions')
@ApiBearerAuth()
@Controller('api/v1/conversions')
export class ConversionsController {
  constructor(
    private readonly receiveReport: ReceiveReport,
    private readonly decide: DecideConversion,
    private readonly reverseConversion: ReverseConversion,
    private readonly read: ReadConversions,
  ) {}

  /** Reports a conversion; an order that was reported before gives the first conversion again. */
  @Post()
  @Idempotent('optional')
  @ApiCreatedResponse({ type: ConversionResponse })
  async create(@CurrentCaller() caller: Caller, @Body() body: CreateConversionRequest): Promise<ConversionResponse> {
    const { conversion } = await this.receiveReport.api(caller.context, advertiserOf(caller, body), {
      clickId: body.click_id ?? null, coupon: body.coupon ?? null, goal: body.goal ?? null, orderId: body.order_id, amount: amountOf(body.amount), currency: currencyOf(body),
      customerId: body.customer_id ?? null, customerNew: body.customer_new ?? null, status: body.status ?? null, adv: body.adv ?? {},
    });
    return presentConversion(conversion, caller.role === 'affiliate');
  }

  @Get()
  @ApiPage(ConversionResponse)
  async list(@CurrentCaller() caller: Caller, @Query() query: ConversionsQuery): Promise<Page<ConversionResponse>> {
    const rows = await this.read.list(caller.context, {
      before: cursorId(query), limit: query.limit, status: query.status, orderId: query.order_id,
      offerId: query.offer_id === undefined ? undefined : parseId('offer', query.offer_id), clickId: query.click_id,
    });
    return toPage(rows, query.limit, (row) => presentConversion(row, caller.role === 'affiliate'));
  }

  @Get(':id')
  @ApiOkResponse({ type: ConversionResponse })
  async get(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<ConversionResponse> {
    return presentConversion(await this.read.get(caller.context, parseId('conversion', id)), caller.role === 'affiliate');
  }

  @Get(':id/trace')
  @ApiOkResponse({ type: ConversionTraceResponse })
  async trace(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<ConversionTraceResponse> {
    return presentConversionTrace(await this.read.trace(caller.context, parseId('conversion', id)), caller.role === 'affiliate');
  }

  @Post(':id/approve')
  @HttpCode(200)
  @ApiOkResponse({ type: ConversionResponse })
  async approve(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<ConversionResponse> {
    return presentConversion(await this.decide.run(caller.context, parseId('conversion', id), 'approved', null), false);
  }

  @Post(':id/reject')
  @HttpCode(200)
  @ApiOkResponse({ type: ConversionResponse })
  async reject(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: RejectConversionRequest): Promise<ConversionResponse> {
    return presentConversion(await this.decide.run(caller.context, parseId('conversion', id), 'rejected', body.reason), false);
  }

  /** Takes back an approved conversion; without `amount`, all that is left of it. Send an Idempotency-Key to make retries safe. */
  @Post(':id/reverse')
  @HttpCode(200)
  @Idempotent('optional')
  @ApiOkResponse({ type: ConversionResponse })
  async reverse(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: ReverseConversionRequest): Promise<ConversionResponse> {
    const { amount } = body;
    const requested = amount === undefined ? null : (conversion: { currency: Parameters<typeof readMoneyInput>[1] }): bigint => readMoneyInput(amount, conversion.currency).minor;
    const { conversion } = await this.reverseConversion.run(caller.context, parseId('conversion', id), requested, body.reason);
    return presentConversion(conversion, false);
  }
}

function advertiserOf(caller: Caller, body: CreateConversionRequest): Uuid {
  if (caller.role === 'advertiser') return caller.organizationId;
  if (body.advertiser_id === undefined) throw new DomainError('validation_failed', 'invalid', '/advertiser_id: staff must say whose conversion it is');
  return parseId('advertiser', body.advertiser_id);
}

function amountOf(input: MoneyInput | undefined): { minor: bigint } | null {
  if (input === undefined) return null;
  return { minor: BigInt(typeof input === 'number' ? input : input.amount) };
}

function currencyOf(body: CreateConversionRequest): string | null {
  return typeof body.amount === 'object' ? body.amount.currency : (body.currency ?? null);
}
