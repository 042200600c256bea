import { encodeId, parseId } from '@fairlead/kernel';
import { type Caller, CurrentCaller, IdentityFacade } from '@fairlead/identity';
import { ApiPage, cursorId, ListQuery, type Page, toPage } from '@fairlead/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { ListAdvertisers } from '../application/list-advertisers.query';
import { SuspendAdvertiser } from '../application/suspend-advertiser.service';

class AdvertiserSuspensionRequest {
  @ApiProperty({ minLength: 3, maxLength: 500, description: 'Shown to its people, and kept in the audit log' }) @IsString() @Length(3, 500) reason: string;
}

class AdvertiserResponse {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: ['active', 'suspended'] }) status: string;
  @ApiProperty({ type: String, nullable: true }) suspended_reason: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) suspended_at: string | null;
  @ApiProperty({ format: 'date-time' }) created_at: string;
}

@ApiTags('advertisers')
@ApiBearerAuth()
@Controller('api/v1/advertisers')
export class AdvertisersController {
  constructor(private readonly listAdvertisers: ListAdvertisers, private readonly suspendAdvertiser: SuspendAdvertiser, private readonly identity: IdentityFacade) {}

  @Get()
  @ApiPage(AdvertiserResponse)
  async list(@CurrentCaller() caller: Caller, @Query() query: ListQuery): Promise<Page<AdvertiserResponse>> {
    const rows = await this.listAdvertisers.run(caller.context, { before: cursorId(query), limit: query.limit });
    const suspensions = await this.identity.suspensionsOf(caller.context, rows.map((row) => row.id));
    return toPage(rows, query.limit, (row) => ({
      id: encodeId('advertiser', row.id), name: row.name, status: row.status, created_at: row.createdAt.toISOString(),
      suspended_reason: suspensions.get(row.id)?.reason ?? null, suspended_at: suspensions.get(row.id)?.since.toISOString() ?? null,
    }));
  }

  /** Ends the access of its people at once; its offers take no traffic and its postbacks are refused. */
  @Post(':id/suspend')
  @HttpCode(204)
  @ApiNoContentResponse()
  async suspend(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: AdvertiserSuspensionRequest): Promise<void> {
    await this.suspendAdvertiser.suspend(caller.context, parseId('advertiser', id), body.reason);
  }

  @Post(':id/reactivate')
  @HttpCode(204)
  @ApiNoContentResponse()
  async reactivate(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: AdvertiserSuspensionRequest): Promise<void> {
    await this.suspendAdvertiser.reactivate(caller.context, parseId('advertiser', id), body.reason);
  }
}
