import { encodeId, parseId } from '@fairlead/kernel';
import { type Caller, CurrentCaller } from '@fairlead/identity';
import { ApiPage, cursorId, type Page, toPage } from '@fairlead/platform';
import { Body, Controller, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ReadSmartLinks } from '../application/read-smart-links.query';
import { SetSmartLinkWeights } from '../application/set-smart-link-weights.service';
import { SmartLinks } from '../application/smart-links.service';
import type { SmartChoice } from '../domain/routing';
import type { SmartLinkView } from '../persistence/smart-links.repository';
import { CreateSmartLinkRequest, type SmartChoiceDto, SetWeightsRequest, SmartLinkResponse, SmartLinksQuery, UpdateSmartLinkRequest } from './smart-link.dto';

@ApiTags('smart-links')
@ApiBearerAuth()
@Controller('api/v1/smart-links')
export class SmartLinksController {
  constructor(private readonly smartLinks: SmartLinks, private readonly readSmartLinks: ReadSmartLinks, private readonly setSmartLinkWeights: SetSmartLinkWeights) {}

  /** An advertiser's holds its own offers; the network's may hold any. */
  @Post()
  @ApiCreatedResponse({ type: SmartLinkResponse })
  async create(@CurrentCaller() caller: Caller, @Body() body: CreateSmartLinkRequest): Promise<SmartLinkResponse> {
    return present(caller, await this.smartLinks.create(caller.context, {
      name: body.name, mode: body.mode ?? 'weight', fallbackUrl: body.fallback_url ?? null, choices: readChoices(body.choices),
    }));
  }

  /** Affiliates see those with an offer that they may promote. */
  @Get()
  @ApiPage(SmartLinkResponse)
  async list(@CurrentCaller() caller: Caller, @Query() query: SmartLinksQuery): Promise<Page<SmartLinkResponse>> {
    const rows = await this.readSmartLinks.list(caller.context, { before: cursorId(query), limit: query.limit, status: query.status });
    return toPage(rows, query.limit, (row) => present(caller, row));
  }

  @Get(':id')
  @ApiOkResponse({ type: SmartLinkResponse })
  async get(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<SmartLinkResponse> {
    return present(caller, await this.readSmartLinks.get(caller.context, parseId('smartLink', id)));
  }

  /** Any part of it; `choices` replaces them all. */
  @Patch(':id')
  @ApiOkResponse({ type: SmartLinkResponse })
  async update(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: UpdateSmartLinkRequest): Promise<SmartLinkResponse> {
    return present(caller, await this.smartLinks.update(caller.context, parseId('smartLink', id), {
      ...(body.name === undefined ? {} : { name: body.name }), ...(body.mode === undefined ? {} : { mode: body.mode }),
      ...(body.fallback_url === undefined ? {} : { fallbackUrl: body.fallback_url }), ...(body.choices === undefined ? {} : { choices: readChoices(body.choices) }),
    }, body.if_version ?? null));
  }

  /** Weights alone; offers that are not named keep theirs. */
  @Put(':id/weights')
  @ApiOkResponse({ type: SmartLinkResponse })
  async setWeights(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: SetWeightsRequest): Promise<SmartLinkResponse> {
    const weights = new Map(body.weights.map((one) => [parseId('offer', one.offer_id), one.weight]));
    return present(caller, await this.setSmartLinkWeights.run(caller.context, parseId('smartLink', id), weights, body.if_version ?? null));
  }

  /** Its visits go to its fallback URL. */
  @Post(':id/pause')
  @HttpCode(200)
  @ApiOkResponse({ type: SmartLinkResponse })
  async pause(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<SmartLinkResponse> {
    return present(caller, await this.smartLinks.setStatus(caller.context, parseId('smartLink', id), 'paused'));
  }

  @Post(':id/resume')
  @HttpCode(200)
  @ApiOkResponse({ type: SmartLinkResponse })
  async resume(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<SmartLinkResponse> {
    return present(caller, await this.smartLinks.setStatus(caller.context, parseId('smartLink', id), 'active'));
  }
}

function readChoices(choices: readonly SmartChoiceDto[]): SmartChoice[] {
  return choices.map((choice) => ({ offerId: parseId('offer', choice.offer_id), priority: choice.priority ?? 0, weight: choice.weight ?? 100 }));
}

function present(caller: Caller, smartLink: SmartLinkView): SmartLinkResponse {
  const shown = {
    id: encodeId('smartLink', smartLink.id), name: smartLink.name, status: smartLink.status, offer_ids: smartLink.choices.map((choice) => encodeId('offer', choice.offerId)),
    created_at: smartLink.createdAt.toISOString(), updated_at: smartLink.updatedAt.toISOString(),
  };
  if (caller.role === 'affiliate') return shown;
  return {
    ...shown, advertiser_id: smartLink.advertiserId === null ? null : encodeId('advertiser', smartLink.advertiserId), mode: smartLink.mode, fallback_url: smartLink.fallbackUrl,
    version: smartLink.version, choices: smartLink.choices.map((choice) => ({ offer_id: encodeId('offer', choice.offerId), priority: choice.priority, weight: choice.weight })),
  };
}
