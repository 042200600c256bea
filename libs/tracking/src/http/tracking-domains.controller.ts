import { encodeId, parseId, type Uuid } from '@fairlead/kernel';
import { type Caller, CurrentCaller } from '@fairlead/identity';
import { ApiPage, cursorId, ListQuery, type Page, toPage } from '@fairlead/platform';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, Length } from 'class-validator';
import { TrackingDomains } from '../application/tracking-domains.service';
import { VerifyTrackingDomain } from '../application/verify-tracking-domain.service';
import { TRACKING_DOMAIN_STATUSES } from '../contracts';
import { proofRecordName, proofRecordValue } from '../domain/tracking-host';
import type { TrackingDomainView } from '../persistence/tracking-domains.repository';
import { MacroUrl } from './macro-url';

class UpdateTrackingDomainRequest {
  @ApiPropertyOptional({ type: String, nullable: true, description: 'The link that takes unknown codes' }) @IsOptional() @IsString() default_link_id?: string | null;
  @ApiPropertyOptional({ type: String, format: 'uri', nullable: true, description: 'Takes unknown codes where there is no default link' }) @IsOptional() @MacroUrl() fallback_url?: string | null;
  @ApiPropertyOptional({ default: true, description: 'Sends a visit over http to https first' }) @IsOptional() @IsBoolean() force_https?: boolean;
}

class AddTrackingDomainRequest extends UpdateTrackingDomainRequest {
  @ApiProperty({ example: 'go.shop.example' }) @IsString() @Length(4, 253) host: string;
}

class TrackingDomainsQuery extends ListQuery {
  @ApiPropertyOptional({ enum: TRACKING_DOMAIN_STATUSES }) @IsOptional() @IsIn(TRACKING_DOMAIN_STATUSES) status?: string;
}

class DnsProofDto {
  @ApiProperty({ enum: ['TXT'] }) type: 'TXT';
  @ApiProperty({ example: '_fairlead.go.shop.example' }) name: string;
  @ApiProperty() value: string;
}

class TrackingDomainResponse {
  @ApiProperty({ example: 'tdm_01jd0000000000000000000000' }) id: string;
  @ApiProperty() host: string;
  @ApiProperty({ enum: TRACKING_DOMAIN_STATUSES, description: 'Only a verified domain is served' }) status: string;
  @ApiPropertyOptional({ type: String, nullable: true, description: 'Null: the network’s. This and what follows is not shown to affiliates' }) advertiser_id?: string | null;
  @ApiPropertyOptional({ type: DnsProofDto, description: 'What to publish to prove that the domain is yours' }) proof?: DnsProofDto;
  @ApiPropertyOptional({ type: String, nullable: true }) default_link_id?: string | null;
  @ApiPropertyOptional({ type: String, nullable: true }) fallback_url?: string | null;
  @ApiPropertyOptional() force_https?: boolean;
  @ApiPropertyOptional({ format: 'date-time' }) created_at?: string;
  @ApiPropertyOptional({ type: String, format: 'date-time', nullable: true }) verified_at?: string | null;
  @ApiPropertyOptional({ type: String, format: 'date-time', nullable: true, description: 'The last time that the proof was there' }) checked_at?: string | null;
}

@ApiTags('tracking-domains')
@ApiBearerAuth()
@Controller('api/v1/tracking-domains')
export class TrackingDomainsController {
  constructor(private readonly domains: TrackingDomains, private readonly verifyDomain: VerifyTrackingDomain) {}

  /** Adds a host of your own for links. Publish `proof`, then verify. */
  @Post()
  @ApiCreatedResponse({ type: TrackingDomainResponse })
  async add(@CurrentCaller() caller: Caller, @Body() body: AddTrackingDomainRequest): Promise<TrackingDomainResponse> {
    return present(caller, await this.domains.add(caller.context, body.host, {
      defaultLinkId: readLinkId(body.default_link_id) ?? null, fallbackUrl: body.fallback_url ?? null, forceHttps: body.force_https ?? true,
    }));
  }

  /** An affiliate sees the verified ones that it may publish links with. */
  @Get()
  @ApiPage(TrackingDomainResponse)
  async list(@CurrentCaller() caller: Caller, @Query() query: TrackingDomainsQuery): Promise<Page<TrackingDomainResponse>> {
    const rows = await this.domains.list(caller.context, { before: cursorId(query), limit: query.limit, status: query.status });
    return toPage(rows, query.limit, (row) => present(caller, row));
  }

  @Get(':id')
  @ApiOkResponse({ type: TrackingDomainResponse })
  async get(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<TrackingDomainResponse> {
    return present(caller, await this.domains.get(caller.context, parseId('trackingDomain', id)));
  }

  @Patch(':id')
  @ApiOkResponse({ type: TrackingDomainResponse })
  async update(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: UpdateTrackingDomainRequest): Promise<TrackingDomainResponse> {
    const defaultLinkId = readLinkId(body.default_link_id);
    return present(caller, await this.domains.update(caller.context, parseId('trackingDomain', id), {
      ...(defaultLinkId === undefined ? {} : { defaultLinkId }), ...(body.fallback_url === undefined ? {} : { fallbackUrl: body.fallback_url }),
      ...(body.force_https === undefined ? {} : { forceHttps: body.force_https }),
    }));
  }

  /** Looks for the TXT record now. It is looked for again every 30 days. */
  @Post(':id/verify')
  @HttpCode(200)
  @ApiOkResponse({ type: TrackingDomainResponse })
  async verify(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<TrackingDomainResponse> {
    return present(caller, await this.verifyDomain.run(caller.context, parseId('trackingDomain', id)));
  }

  /** Its links are shown with the network's own host again; the domain serves nothing any more. */
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async remove(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.domains.remove(caller.context, parseId('trackingDomain', id));
  }
}

function readLinkId(text: string | null | undefined): Uuid | null | undefined {
  return text === undefined || text === null ? text : parseId('link', text);
}

function present(caller: Caller, domain: TrackingDomainView): TrackingDomainResponse {
  const shown = { id: encodeId('trackingDomain', domain.id), host: domain.host, status: domain.status };
  if (caller.role === 'affiliate') return shown;
  return {
    ...shown, advertiser_id: domain.advertiserId === null ? null : encodeId('advertiser', domain.advertiserId),
    proof: { type: 'TXT', name: proofRecordName(domain.host), value: proofRecordValue(domain.token) },
    default_link_id: domain.defaultLinkId === null ? null : encodeId('link', domain.defaultLinkId), fallback_url: domain.fallbackUrl, force_https: domain.forceHttps,
    created_at: domain.createdAt.toISOString(), verified_at: domain.verifiedAt?.toISOString() ?? null, checked_at: domain.checkedAt?.toISOString() ?? null,
  };
}
