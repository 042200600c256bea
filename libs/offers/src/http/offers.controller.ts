import { DomainError, parseCurrency, parseId, type Uuid } from '@fairlead/kernel';
import { type Caller, CurrentCaller, IdentityFacade } from '@fairlead/identity';
import { ApiPage, cursorId, type Page, toPage } from '@fairlead/platform';
import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString } from 'class-validator';
import { ApplyToOffer } from '../application/apply-to-offer.service';
import { CreateOffer } from '../application/create-offer.service';
import { MoveOffer } from '../application/move-offer.service';
import { ReadOffers } from '../application/read-offers.query';
import { UpdateOffer } from '../application/update-offer.service';
import type { OfferStatus } from '../contracts';
import {
  CreateOfferRequest, EnrolmentResponse, OfferResponse, OffersQuery, presentEnrolment, presentOffer, presentTerms, readCommission, TermsResponse, UpdateOfferRequest,
} from './offer.dto';
import { OFFER_DEFAULTS, readOfferChange, readTermsChange, TERMS_DEFAULTS } from './read-offer-change';

class EnrolRequest {
  @ApiProperty({ example: 'aff_01jd0000000000000000000000' }) @IsString() affiliate_id: string;
}

class TermsHistoryResponse {
  @ApiProperty({ type: [TermsResponse] }) data: TermsResponse[];
}

@ApiTags('offers')
@ApiBearerAuth()
@Controller('api/v1/offers')
export class OffersController {
  constructor(
    private readonly createOffer: CreateOffer,
    private readonly updateOffer: UpdateOffer,
    private readonly moveOffer: MoveOffer,
    private readonly readOffers: ReadOffers,
    private readonly applyToOffer: ApplyToOffer,
    private readonly identity: IdentityFacade,
  ) {}

  @Post()
  @ApiCreatedResponse({ type: OfferResponse })
  async create(@CurrentCaller() caller: Caller, @Body() body: CreateOfferRequest): Promise<OfferResponse> {
    const id = await this.createOffer.run(
      caller.context, caller.organizationId, parseCurrency(body.currency),
      { ...OFFER_DEFAULTS, ...readOfferChange(body), name: body.name, landingUrl: body.landing_url },
      { ...TERMS_DEFAULTS, ...readTermsChange(body), commission: readCommission(body.commission) },
    );
    return this.show(caller, id);
  }

  @Get()
  @ApiPage(OfferResponse)
  async list(@CurrentCaller() caller: Caller, @Query() query: OffersQuery): Promise<Page<OfferResponse>> {
    const rows = await this.readOffers.list(caller.context, { before: cursorId(query), limit: query.limit, status: query.status });
    const names = await this.identity.namesOf(rows.map((row) => row.advertiserId));
    return toPage(rows, query.limit, (row) => presentOffer(row, caller.role !== 'affiliate', names.get(row.advertiserId)));
  }

  @Get(':id')
  @ApiOkResponse({ type: OfferResponse })
  async get(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<OfferResponse> {
    return this.show(caller, parseId('offer', id));
  }

  @Get(':id/terms')
  @ApiOkResponse({ type: TermsHistoryResponse })
  async terms(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<TermsHistoryResponse> {
    const versions = await this.readOffers.termsHistory(caller.context, parseId('offer', id));
    return { data: versions.map((version) => presentTerms(version, caller.role !== 'affiliate')) };
  }

  @Patch(':id')
  @ApiOkResponse({ type: OfferResponse })
  async update(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: UpdateOfferRequest): Promise<OfferResponse> {
    const offerId = parseId('offer', id);
    if (body.currency !== undefined) throw new DomainError('offer.currency_fixed', 'unprocessable', 'The currency of an offer cannot change; make a new offer');
    await this.updateOffer.run(caller.context, offerId, readOfferChange(body), readTermsChange(body));
    return this.show(caller, offerId);
  }

  @Post(':id/publish')
  @HttpCode(200)
  @ApiOkResponse({ type: OfferResponse })
  publish(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<OfferResponse> {
    return this.move(caller, id, 'active');
  }

  @Post(':id/pause')
  @HttpCode(200)
  @ApiOkResponse({ type: OfferResponse })
  pause(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<OfferResponse> {
    return this.move(caller, id, 'paused');
  }

  @Post(':id/archive')
  @HttpCode(200)
  @ApiOkResponse({ type: OfferResponse })
  archive(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<OfferResponse> {
    return this.move(caller, id, 'archived');
  }

  /** The calling affiliate applies. */
  @Post(':id/applications')
  @ApiCreatedResponse({ type: EnrolmentResponse })
  async apply(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<EnrolmentResponse> {
    return presentEnrolment(await this.applyToOffer.run(caller.context, caller.organizationId, parseId('offer', id)), undefined);
  }

  /** The advertiser enrols an affiliate of its choice, also in a private offer. */
  @Post(':id/enrolments')
  @ApiCreatedResponse({ type: EnrolmentResponse })
  async enrol(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: EnrolRequest): Promise<EnrolmentResponse> {
    return presentEnrolment(await this.applyToOffer.enrol(caller.context, parseId('offer', id), parseId('affiliate', body.affiliate_id)), undefined);
  }

  private async move(caller: Caller, id: string, to: OfferStatus): Promise<OfferResponse> {
    const offerId = parseId('offer', id);
    await this.moveOffer.run(caller.context, offerId, to);
    return this.show(caller, offerId);
  }

  private async show(caller: Caller, id: Uuid): Promise<OfferResponse> {
    const offer = await this.readOffers.get(caller.context, id);
    const names = await this.identity.namesOf([offer.advertiserId]);
    return presentOffer(offer, caller.role !== 'affiliate', names.get(offer.advertiserId));
  }
}
