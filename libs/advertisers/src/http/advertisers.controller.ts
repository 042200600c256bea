import { encodeId } from '@fairlead/kernel';
import { type Caller, CurrentCaller } from '@fairlead/identity';
import { ApiPage, cursorId, ListQuery, type Page, toPage } from '@fairlead/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProperty, ApiTags } from '@nestjs/swagger';
import { ListAdvertisers } from '../application/list-advertisers.query';

class AdvertiserResponse {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty({ enum: ['active', 'suspended'] }) status: string;
  @ApiProperty({ format: 'date-time' }) created_at: string;
}

@ApiTags('advertisers')
@ApiBearerAuth()
@Controller('api/v1/advertisers')
export class AdvertisersController {
  constructor(private readonly listAdvertisers: ListAdvertisers) {}

  @Get()
  @ApiPage(AdvertiserResponse)
  async list(@CurrentCaller() caller: Caller, @Query() query: ListQuery): Promise<Page<AdvertiserResponse>> {
    const rows = await this.listAdvertisers.run(caller.context, { before: cursorId(query), limit: query.limit });
    return toPage(rows, query.limit, (row) => ({ id: encodeId('advertiser', row.id), name: row.name, status: row.status, created_at: row.createdAt.toISOString() }));
  }
}
