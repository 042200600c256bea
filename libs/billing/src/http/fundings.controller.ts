import { encodeId, parseCurrency, parseId } from '@fairlead/kernel';
import { type Caller, CurrentCaller } from '@fairlead/identity';
import { ApiPage, cursorId, Idempotent, ListQuery, MoneyDto, moneyDto, type MoneyInput, MoneyInputProperty, type Page, readMoneyInput, toPage } from '@fairlead/platform';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiHeader, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { ReadBilling } from '../application/read-billing.query';
import { ReceiveFunding } from '../application/receive-funding.service';
import type { FundingView } from '../contracts';

class ReceiveFundingRequest {
  @ApiProperty() @IsString() advertiser_id: string;
  @MoneyInputProperty({ min: 1 }) amount: MoneyInput;
  @ApiProperty({ example: 'USD' }) @IsString() @Length(3, 3) currency: string;
  @ApiProperty({ description: 'The payment’s own reference; each is entered once', example: 'wire 2026-11-0042' }) @IsString() @Length(1, 200) reference: string;
}

class FundingResponse {
  @ApiProperty() id: string;
  @ApiProperty() advertiser_id: string;
  @ApiProperty({ type: MoneyDto }) amount: MoneyDto;
  @ApiProperty() reference: string;
  @ApiProperty({ format: 'date-time' }) received_at: string;
}

@ApiTags('billing')
@ApiBearerAuth()
@Controller('api/v1/fundings')
export class FundingsController {
  constructor(private readonly receiveFunding: ReceiveFunding, private readonly read: ReadBilling) {}

  @Post()
  @Idempotent('required')
  @ApiHeader({ name: 'Idempotency-Key', required: true })
  @ApiCreatedResponse({ type: FundingResponse })
  async receive(@CurrentCaller() caller: Caller, @Body() body: ReceiveFundingRequest): Promise<FundingResponse> {
    const currency = parseCurrency(body.currency);
    const amountMinor = readMoneyInput(body.amount, currency).minor;
    return present(await this.receiveFunding.run(caller.context, { advertiserId: parseId('advertiser', body.advertiser_id), amountMinor, currency, reference: body.reference }));
  }

  @Get()
  @ApiPage(FundingResponse)
  async list(@CurrentCaller() caller: Caller, @Query() query: ListQuery): Promise<Page<FundingResponse>> {
    return toPage(await this.read.fundings(caller.context, { before: cursorId(query), limit: query.limit }), query.limit, present);
  }
}

function present(funding: FundingView): FundingResponse {
  return {
    id: encodeId('funding', funding.id), advertiser_id: encodeId('advertiser', funding.advertiserId), amount: moneyDto(funding.amountMinor, funding.currency),
    reference: funding.reference, received_at: funding.receivedAt.toISOString(),
  };
}
