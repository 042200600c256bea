import { encodeId, type IdKind, parseId, type Uuid } from '@fairlead/kernel';
import { type Caller, CurrentCaller } from '@fairlead/identity';
import { ApiPage, cursorId, FairleadConfig, type Page, toPage } from '@fairlead/platform';
import { Body, Controller, Get, Header, HttpCode, Param, Patch, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { toBuffer as qrToBuffer, toString as qrToString } from 'qrcode';
import { ReadLinks } from '../application/read-links.query';
import { TakeLink } from '../application/take-link.service';
import { UpdateLink } from '../application/update-link.service';
import { SUB_NAMES, type Subs } from '../contracts';
import type { LinkChange, LinkView } from '../persistence/links.repository';
import { CreateLinkRequest, LinkResponse, LinksQuery, QrPngQuery, UpdateLinkRequest } from './link.dto';
import type { SubsDto } from './subs.dto';

/** Error correction M and a quiet zone of four modules. */
const QR = { errorCorrectionLevel: 'M', margin: 4 } as const;

@ApiTags('links')
@ApiBearerAuth()
@Controller('api/v1/links')
export class LinksController {
  constructor(
    private readonly takeLink: TakeLink,
    private readonly updateLink: UpdateLink,
    private readonly readLinks: ReadLinks,
    private readonly config: FairleadConfig,
  ) {}

  /** A link to an offer that you have joined, or to a smart link with such an offer. */
  @Post()
  @ApiCreatedResponse({ type: LinkResponse })
  async create(@CurrentCaller() caller: Caller, @Body() body: CreateLinkRequest): Promise<LinkResponse> {
    const link = await this.takeLink.run(caller.context, caller.organizationId, {
      offerId: body.offer_id === undefined ? null : parseId('offer', body.offer_id),
      ...(body.smart_link_id === undefined ? {} : { smartLinkId: parseId('smartLink', body.smart_link_id) }),
      subs: readSubs(body), sourceId: body.source_id ?? null, target: body.to ?? null, code: body.code ?? null,
      ...(body.creative_id === undefined ? {} : { creativeId: body.creative_id }), ...(body.label === undefined ? {} : { label: body.label }),
      ...(body.domain_id === undefined ? {} : { domainId: parseId('trackingDomain', body.domain_id) }),
      ...(body.channel_id === undefined ? {} : { channelId: parseId('channel', body.channel_id) }),
    });
    return this.present(link);
  }

  @Get()
  @ApiPage(LinkResponse)
  async list(@CurrentCaller() caller: Caller, @Query() query: LinksQuery): Promise<Page<LinkResponse>> {
    const rows = await this.readLinks.list(caller.context, {
      before: cursorId(query), limit: query.limit, status: query.status, label: query.label,
      offerId: optionalId('offer', query.offer_id), smartLinkId: optionalId('smartLink', query.smart_link_id),
    });
    return toPage(rows, query.limit, (row) => this.present(row));
  }

  @Get(':id')
  @ApiOkResponse({ type: LinkResponse })
  async get(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<LinkResponse> {
    return this.present(await this.readLinks.get(caller.context, parseId('link', id)));
  }

  /** Its label, creative, source and domain. Where it leads never changes. */
  @Patch(':id')
  @ApiOkResponse({ type: LinkResponse })
  async update(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: UpdateLinkRequest): Promise<LinkResponse> {
    return this.present(await this.updateLink.run(caller.context, caller.organizationId, parseId('link', id), readChange(body)));
  }

  /** The link as a QR code. Its clicks are told apart: the address in it ends in `fl_t=qr`. */
  @Get(':id/qr.svg')
  @Header('content-type', 'image/svg+xml')
  @ApiProduces('image/svg+xml')
  @ApiOkResponse({ schema: { type: 'string' } })
  async qrSvg(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<string> {
    return qrToString(this.qrTextOf(await this.readLinks.get(caller.context, parseId('link', id))), { type: 'svg', ...QR });
  }

  /** The same as a bitmap. */
  @Get(':id/qr.png')
  @ApiProduces('image/png')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async qrPng(@CurrentCaller() caller: Caller, @Param('id') id: string, @Query() query: QrPngQuery): Promise<StreamableFile> {
    const link = await this.readLinks.get(caller.context, parseId('link', id));
    return new StreamableFile(await qrToBuffer(this.qrTextOf(link), { type: 'png', width: query.size, ...QR }), { type: 'image/png' });
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
    return `${link.domainHost === null ? this.config.publicTrackerUrl : `https://${link.domainHost}`}/c/${link.code}`;
  }

  private qrTextOf(link: LinkView): string {
    return `${this.urlOf(link)}?fl_t=qr`;
  }

  private present(link: LinkView): LinkResponse {
    return {
      id: encodeId('link', link.id), code: link.code, url: this.urlOf(link), offer_id: shown('offer', link.offerId), smart_link_id: shown('smartLink', link.smartLinkId),
      affiliate_id: encodeId('affiliate', link.affiliateId), status: link.status, to: link.target, source_id: link.sourceId, creative_id: link.creativeId,
      label: link.label, domain_id: shown('trackingDomain', link.domainId), channel_id: shown('channel', link.channelId), created_at: link.createdAt.toISOString(), ...link.subs,
    };
  }
}

function optionalId(kind: IdKind, text: string | undefined): Uuid | undefined {
  return text === undefined ? undefined : parseId(kind, text);
}

function shown(kind: IdKind, id: Uuid | null): string | null {
  return id === null ? null : encodeId(kind, id);
}

function readChange(body: UpdateLinkRequest): LinkChange {
  return {
    ...(body.label === undefined ? {} : { label: body.label }), ...(body.creative_id === undefined ? {} : { creativeId: body.creative_id }),
    ...(body.source_id === undefined ? {} : { sourceId: body.source_id }),
    ...(body.domain_id === undefined ? {} : { domainId: body.domain_id === null ? null : parseId('trackingDomain', body.domain_id) }),
  };
}

function readSubs(body: SubsDto): Subs {
  return Object.fromEntries(SUB_NAMES.flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]]])));
}
