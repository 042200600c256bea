import { encodeId } from '@fairlead/kernel';
import { type Caller, CurrentCaller } from '@fairlead/identity';
import { ApiPage, cursorId, ListQuery, type Page, toPage } from '@fairlead/platform';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn, IsString, IsUrl, Length, MaxLength } from 'class-validator';
import { Channels, type ChannelView } from '../application/channels.service';
import { CHANNEL_KINDS, type ChannelKind } from '../contracts';

class CreateChannelRequest {
  @ApiProperty({ enum: CHANNEL_KINDS }) @IsIn(CHANNEL_KINDS) kind: ChannelKind;
  @ApiProperty() @IsString() @Length(1, 120) name: string;
  @ApiProperty({ format: 'uri' }) @IsUrl({ protocols: ['http', 'https'], require_protocol: true }) @MaxLength(500) url: string;
}

class ChannelResponse {
  @ApiProperty() id: string;
  @ApiProperty() affiliate_id: string;
  @ApiProperty({ enum: CHANNEL_KINDS }) kind: ChannelKind;
  @ApiProperty() name: string;
  @ApiProperty() url: string;
  @ApiProperty({ format: 'date-time' }) created_at: string;
}

@ApiTags('channels')
@ApiBearerAuth()
@Controller('api/v1/channels')
export class ChannelsController {
  constructor(private readonly channels: Channels) {}

  @Post()
  @ApiCreatedResponse({ type: ChannelResponse })
  async create(@CurrentCaller() caller: Caller, @Body() body: CreateChannelRequest): Promise<ChannelResponse> {
    return present(await this.channels.add(caller.context, caller.organizationId, { kind: body.kind, name: body.name, url: body.url }));
  }

  @Get()
  @ApiPage(ChannelResponse)
  async list(@CurrentCaller() caller: Caller, @Query() query: ListQuery): Promise<Page<ChannelResponse>> {
    return toPage(await this.channels.list(caller.context, { before: cursorId(query), limit: query.limit }), query.limit, present);
  }
}

function present(view: ChannelView): ChannelResponse {
  return {
    id: encodeId('channel', view.id), affiliate_id: encodeId('affiliate', view.affiliateId), kind: view.kind, name: view.name, url: view.url,
    created_at: view.createdAt.toISOString(),
  };
}
