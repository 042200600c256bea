import { encodeId, parseId } from '@fairlead/kernel';
import { type Caller, CurrentCaller } from '@fairlead/identity';
import { ApiPage, cursorId, ListQuery, type Page, toPage } from '@fairlead/platform';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, Matches } from 'class-validator';
import { PromoCodes } from '../application/promo-codes.service';
import type { PromoCodeView } from '../contracts';

class AssignPromoCodeRequest {
  @ApiProperty() @IsString() offer_id: string;
  @ApiProperty() @IsString() affiliate_id: string;
  @ApiProperty({ example: 'MIA15', description: 'Letters and digits; case does not matter' }) @Matches(/^[A-Za-z0-9]{3,40}$/) code: string;
}

class PromoCodeResponse {
  @ApiProperty() id: string;
  @ApiProperty() offer_id: string;
  @ApiProperty() affiliate_id: string;
  @ApiProperty() code: string;
  @ApiProperty({ format: 'date-time' }) created_at: string;
}

@ApiTags('promo-codes')
@ApiBearerAuth()
@Controller('api/v1/promo-codes')
export class PromoCodesController {
  constructor(private readonly promoCodes: PromoCodes) {}

  @Post()
  @ApiCreatedResponse({ type: PromoCodeResponse })
  async assign(@CurrentCaller() caller: Caller, @Body() body: AssignPromoCodeRequest): Promise<PromoCodeResponse> {
    const input = { offerId: parseId('offer', body.offer_id), affiliateId: parseId('affiliate', body.affiliate_id), code: body.code };
    return present(await this.promoCodes.assign(caller.context, input));
  }

  @Get()
  @ApiPage(PromoCodeResponse)
  async list(@CurrentCaller() caller: Caller, @Query() query: ListQuery): Promise<Page<PromoCodeResponse>> {
    return toPage(await this.promoCodes.list(caller.context, { before: cursorId(query), limit: query.limit }), query.limit, present);
  }
}

function present(view: PromoCodeView): PromoCodeResponse {
  return {
    id: encodeId('promoCode', view.id), offer_id: encodeId('offer', view.offerId), affiliate_id: encodeId('affiliate', view.affiliateId), code: view.code,
    created_at: view.createdAt.toISOString(),
  };
}
