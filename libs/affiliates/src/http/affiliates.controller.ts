import { encodeId } from '@fairlead/kernel';
import { type Caller, CurrentCaller } from '@fairlead/identity';
import { ApiPage, cursorId, ListQuery, type Page, toPage } from '@fairlead/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProperty, ApiTags } from '@nestjs/swagger';
import { ListAffiliates } from '../application/list-affiliates.query';

class AffiliateResponse {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty({ description: 'ISO 3166-1 alpha-2' }) country: string;
  @ApiProperty({ enum: ['active', 'suspended'] }) status: string;
  @ApiProperty({ format: 'date-time' }) created_at: string;
}

@ApiTags('affiliates')
@ApiBearerAuth()
@Controller('api/v1/affiliates')
export class AffiliatesController {
  constructor(private readonly listAffiliates: ListAffiliates) {}

  @Get()
  @ApiPage(AffiliateResponse)
  async list(@CurrentCaller() caller: Caller, @Query() query: ListQuery): Promise<Page<AffiliateResponse>> {
    const rows = await this.listAffiliates.run(caller.context, { before: cursorId(query), limit: query.limit });
    return toPage(rows, query.limit, (row) => ({
      id: encodeId('affiliate', row.id), name: row.name, country: row.country, status: row.status, created_at: row.createdAt.toISOString(),
    }));
  }
}
