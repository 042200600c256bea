import { DomainError, encodeId, parseId } from '@fairlead/kernel';
import { type Caller, CurrentCaller } from '@fairlead/identity';
import { ApiPage, cursorId, ListQuery, type Page, toPage } from '@fairlead/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { ReadClicks } from '../application/read-clicks.query';
import { CLICK_FILTER_REASONS, CLICK_TRIGGERS, type ClickView } from '../contracts';
import { ClickIds } from '../domain/click-id';
import type { ClickListFilter } from '../persistence/clicks.repository';
import { SubsDto } from './subs.dto';

class ClicksQuery extends ListQuery {
  @ApiPropertyOptional() @IsOptional() @IsString() link_id?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() offer_id?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(128) sub1?: string;
  @ApiPropertyOptional({ enum: ['counted', 'filtered'] }) @IsOptional() @IsIn(['counted', 'filtered']) status?: string;
  @ApiPropertyOptional({ description: 'A click id or an RFC 3339 time: only later clicks' }) @IsOptional() @IsString() @MaxLength(80) after?: string;
}

class ClickResponse extends SubsDto {
  @ApiProperty({ description: 'The click id that the landing page received' }) id: string;
  @ApiProperty() link_id: string;
  @ApiProperty() offer_id: string;
  @ApiProperty() advertiser_id: string;
  @ApiProperty() affiliate_id: string;
  @ApiProperty({ description: 'Terms in force at the click' }) terms_id: string;
  @ApiProperty({ format: 'date-time' }) occurred_at: string;
  @ApiProperty({ enum: ['counted', 'filtered'] }) status: string;
  @ApiProperty({ enum: CLICK_FILTER_REASONS, nullable: true, type: String }) reason: string | null;
  @ApiProperty({ type: String, nullable: true }) source_id: string | null;
  @ApiProperty({ type: String, nullable: true }) referrer: string | null;
  @ApiProperty({ description: 'First counted click of the visitor on the offer and affiliate within 24 hours' }) unique: boolean;
  @ApiProperty({ enum: CLICK_TRIGGERS }) trigger: string;
  @ApiProperty({ type: String, nullable: true }) creative_id: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Null: the offer’s own landing page, or a deep link' }) landing_page_id: string | null;
  @ApiProperty({ type: 'integer', description: 'Version of the offer’s routing in force; 0 where none was set' }) routing_version: number;
  @ApiProperty({ type: String, nullable: true }) country: string | null;
  @ApiProperty({ type: String, nullable: true }) region: string | null;
  @ApiProperty({ type: String, nullable: true }) language: string | null;
  @ApiProperty({ enum: ['desktop', 'mobile', 'tablet', 'other'] }) device: string;
  @ApiProperty({ type: String, nullable: true }) os: string | null;
  @ApiProperty({ type: String, nullable: true }) browser: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, description: 'What else the decision rested on' }) evidence: Record<string, unknown> | null;
}

@ApiTags('clicks')
@ApiBearerAuth()
@Controller('api/v1/clicks')
export class ClicksController {
  constructor(private readonly readClicks: ReadClicks, private readonly clickIds: ClickIds) {}

  @Get()
  @ApiPage(ClickResponse)
  async list(@CurrentCaller() caller: Caller, @Query() query: ClicksQuery): Promise<Page<ClickResponse>> {
    const rows = await this.readClicks.list(caller.context, {
      before: cursorId(query), limit: query.limit, sub1: query.sub1, status: query.status, after: query.after === undefined ? undefined : readAfter(this.clickIds, query.after),
      linkId: query.link_id === undefined ? undefined : parseId('link', query.link_id), offerId: query.offer_id === undefined ? undefined : parseId('offer', query.offer_id),
    });
    return toPage(rows, query.limit, (row) => present(this.clickIds, row));
  }

  @Get(':id')
  @ApiOkResponse({ type: ClickResponse })
  async get(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<ClickResponse> {
    return present(this.clickIds, await this.readClicks.get(caller.context, id));
  }
}

function readAfter(clickIds: ClickIds, text: string): NonNullable<ClickListFilter['after']> {
  const clickId = clickIds.parse(text);
  if (clickId) return { id: clickId.id };
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) throw new DomainError('request.invalid_cursor', 'invalid', '`after` takes a click id or an RFC 3339 time');
  return { instant };
}

function present(clickIds: ClickIds, click: ClickView): ClickResponse {
  return {
    id: clickIds.format(click), link_id: encodeId('link', click.linkId), offer_id: encodeId('offer', click.offerId), advertiser_id: encodeId('advertiser', click.advertiserId),
    affiliate_id: encodeId('affiliate', click.affiliateId), terms_id: encodeId('offerTerms', click.termsId), occurred_at: click.occurredAt.toISOString(),
    status: click.status, reason: click.reason, source_id: click.sourceId, referrer: click.referrer, unique: click.unique, trigger: click.trigger,
    creative_id: click.creativeId, landing_page_id: click.landingPageId && encodeId('landingPage', click.landingPageId), routing_version: click.routingVersion,
    country: click.country, region: click.region, language: click.language, device: click.device, os: click.os, browser: click.browser,
    evidence: click.evidence && { ...click.evidence }, ...click.subs,
  };
}
