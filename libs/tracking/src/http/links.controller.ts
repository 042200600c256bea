import { encodeId, parseId } from '@fairlead/kernel';
import { type Caller, CurrentCaller } from '@fairlead/identity';
import { ApiPage, cursorId, FairleadConfig, ListQuery, type Page, toPage } from '@fairlead/platform';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { toString as qrToString } from 'qrcode';
import { ReadLinks } from '../application/read-links.query';
import { TakeLink } from '../application/take-link.service';
import { SUB_NAMES, type Subs } from '../contracts';
import type { LinkView } from '../persistence/links.repository';
import { SubsDto } from './subs.dto';

class CreateLinkRequest extends SubsDto {
  @ApiProperty() @IsString() offer_id: string;
  @ApiPropertyOptional({ description: 'Deep link, to a host that the offer allows' }) @IsOptional() @IsString() @MaxLength(2_000) to?: string;
  @ApiPropertyOptional({ description: 'A code of your choice' }) @IsOptional() @Matches(/^[A-Za-z0-9][A-Za-z0-9_-]{2,39}$/) code?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(128) source_id?: string;
}

class LinksQuery extends ListQuery {
  @ApiPropertyOptional() @IsOptional() @IsString() offer_id?: string;
}

class LinkResponse extends SubsDto {
  @ApiProperty() id: string;
  @ApiProperty() code: string;
  @ApiProperty({ description: 'What to publish' }) url: string;
  @ApiProperty() offer_id: string;
  @ApiProperty() affiliate_id: string;
  @ApiProperty({ enum: ['active', 'disabled'] }) status: string;
  @ApiProperty({ type: String, nullable: true }) to: string | null;
  @ApiProperty({ type: String, nullable: true }) source_id: string | null;
  @ApiProperty({ format: 'date-time' }) created_at: string;
}

@ApiTags('links')
@ApiBearerAuth()
@Controller('api/v1/links')
export class LinksController {
  constructor(private readonly takeLink: TakeLink, private readonly readLinks: ReadLinks, private readonly config: FairleadConfig) {}

  @Post()
  @ApiCreatedResponse({ type: LinkResponse })
  async create(@CurrentCaller() caller: Caller, @Body() body: CreateLinkRequest): Promise<LinkResponse> {
    const link = await this.takeLink.run(caller.context, caller.organizationId, {
      offerId: parseId('offer', body.offer_id), subs: readSubs(body), sourceId: body.source_id ?? null, target: body.to ?? null, code: body.code ?? null,
    });
    return this.present(link);
  }

  @Get()
  @ApiPage(LinkResponse)
  async list(@CurrentCaller() caller: Caller, @Query() query: LinksQuery): Promise<Page<LinkResponse>> {
    const offerId = query.offer_id === undefined ? undefined : parseId('offer', query.offer_id);
    const rows = await this.readLinks.list(caller.context, { before: cursorId(query), limit: query.limit, offerId });
    return toPage(rows, query.limit, (row) => this.present(row));
  }

  @Get(':id')
  @ApiOkResponse({ type: LinkResponse })
  async get(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<LinkResponse> {
    return this.present(await this.readLinks.get(caller.context, parseId('link', id)));
  }

  /** Error correction M and a quiet zone of four modules. */
  @Get(':id/qr.svg')
  @Header('content-type', 'image/svg+xml')
  @ApiProduces('image/svg+xml')
  @ApiOkResponse({ schema: { type: 'string' } })
  async qr(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<string> {
    const link = await this.readLinks.get(caller.context, parseId('link', id));
    return qrToString(this.urlOf(link), { type: 'svg', errorCorrectionLevel: 'M', margin: 4 });
  }

  @Post(':id/disable')
  @HttpCode(200)
  @ApiOkResponse({ type: LinkResponse })
  disable(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<LinkResponse> {
    return this.setStatus(caller, id, 'disabled');
  }

  @Post(':id/enable')
  @HttpCode(200)
  @ApiOkResponse({ type: LinkResponse })
  enable(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<LinkResponse> {
    return this.setStatus(caller, id, 'active');
  }

  private async setStatus(caller: Caller, id: string, status: LinkView['status']): Promise<LinkResponse> {
    const linkId = parseId('link', id);
    await this.readLinks.setStatus(caller.context, caller.organizationId, linkId, status);
    return this.present(await this.readLinks.get(caller.context, linkId));
  }

  private urlOf(link: LinkView): string {
    return `${this.config.publicTrackerUrl}/c/${link.code}`;
  }

  private present(link: LinkView): LinkResponse {
    return {
      id: encodeId('link', link.id), code: link.code, url: this.urlOf(link), offer_id: encodeId('offer', link.offerId),
      affiliate_id: encodeId('affiliate', link.affiliateId), status: link.status, to: link.target, source_id: link.sourceId, created_at: link.createdAt.toISOString(),
      ...link.subs,
    };
  }
}

function readSubs(body: SubsDto): Subs {
  return Object.fromEntries(SUB_NAMES.flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]]])));
}
