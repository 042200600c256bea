import { encodeId, parseId } from '@fairlead/kernel';
import { IdentityFacade } from '@fairlead/identity';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { ReadPublicOffer } from '../application/read-public-offer.query';
import { OFFER_VISIBILITIES, type OfferVisibility } from '../contracts';
import { CommissionDto, presentTerms } from './offer.dto';

/** What an offer says to people without an account: no landing page, no ids of the advertiser. */
class PublicOfferResponse {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty() advertiser_name: string;
  @ApiProperty({ enum: OFFER_VISIBILITIES, description: '`public`: joined at once; `approval`: the advertiser decides on each application' }) visibility: OfferVisibility;
  @ApiProperty() currency: string;
  @ApiProperty({ type: [String] }) goals: string[];
  @ApiProperty({ type: [String] }) deep_link_hosts: string[];
  @ApiProperty({ type: CommissionDto }) commission: CommissionDto;
  @ApiProperty({ type: 'integer' }) attribution_window_days: number;
  @ApiProperty({ type: 'integer' }) hold_days: number;
  @ApiProperty({ enum: ['auto', 'manual'] }) approval: 'auto' | 'manual';
  @ApiProperty({ type: 'integer', nullable: true }) daily_click_cap: number | null;
  @ApiProperty({ type: 'integer', nullable: true }) daily_conversion_cap: number | null;
}

/** Offers as an advertiser shows them to the world, on an invitation page that needs no account. */
@ApiTags('offers')
@Controller('api/v1/public-offers')
export class PublicOffersController {
  constructor(private readonly readPublicOffer: ReadPublicOffer, private readonly identity: IdentityFacade) {}

  @Get(':id')
  @ApiOkResponse({ type: PublicOfferResponse })
  async get(@Param('id') id: string): Promise<PublicOfferResponse> {
    const { offer, terms } = await this.readPublicOffer.run(parseId('offer', id));
    const names = await this.identity.namesOf([offer.advertiserId]);
    const { commission, attribution_window_days, hold_days, approval, daily_click_cap, daily_conversion_cap } = presentTerms(terms, false);
    return {
      id: encodeId('offer', offer.id), name: offer.name, advertiser_name: names.get(offer.advertiserId) ?? '', visibility: offer.visibility, currency: offer.currency, goals: [...offer.goals],
      deep_link_hosts: [...offer.deepLinkHosts], commission, attribution_window_days, hold_days, approval, daily_click_cap, daily_conversion_cap,
    };
  }
}
