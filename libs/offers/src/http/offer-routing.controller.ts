import { parseId } from '@fairlead/kernel';
import { type Caller, CurrentCaller } from '@fairlead/identity';
import { ApiPage, cursorId, ListQuery, type Page, toPage } from '@fairlead/platform';
import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ReadOfferRouting } from '../application/read-offer-routing.query';
import { SetOfferRouting } from '../application/set-offer-routing.service';
import { OfferRoutingResponse, OfferRoutingVersionResponse, SetOfferRoutingRequest } from './offer-routing.dto';
import { presentRouting, readRouting } from './present-offer-routing';

@ApiTags('offers')
@ApiBearerAuth()
@Controller('api/v1/offers/:id/routing')
export class OfferRoutingController {
  constructor(private readonly setRouting: SetOfferRouting, private readonly readRoutings: ReadOfferRouting) {}

  /** How the offer's traffic is routed now. */
  @Get()
  @ApiOkResponse({ type: OfferRoutingResponse })
  async get(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<OfferRoutingResponse> {
    const offerId = parseId('offer', id);
    return presentRouting(offerId, await this.readRoutings.current(caller.context, offerId), caller.role !== 'affiliate');
  }

  /** Replaces the whole of it, as the next version. */
  @Put()
  @ApiOkResponse({ type: OfferRoutingResponse })
  async set(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: SetOfferRoutingRequest): Promise<OfferRoutingResponse> {
    const offerId = parseId('offer', id);
    return presentRouting(offerId, await this.setRouting.run(caller.context, offerId, readRouting(body), body.if_version ?? null), true);
  }

  /** Every version that was set. */
  @Get('history')
  @ApiPage(OfferRoutingVersionResponse)
  async history(@CurrentCaller() caller: Caller, @Param('id') id: string, @Query() query: ListQuery): Promise<Page<OfferRoutingVersionResponse>> {
    const offerId = parseId('offer', id);
    const versions = await this.readRoutings.history(caller.context, offerId, { before: cursorId(query), limit: query.limit });
    return toPage(versions, query.limit, (version) => ({
      ...presentRouting(offerId, version.routing, true), created_by: version.createdBy, created_at: version.createdAt.toISOString(),
    }));
  }
}
