import { encodeId, parseId } from '@fairlead/kernel';
import { type Caller, CurrentCaller, IdentityFacade } from '@fairlead/identity';
import { ApiPage, cursorId, ListQuery, type Page, toPage } from '@fairlead/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { ListAffiliates } from '../application/list-affiliates.query';
import { SuspendAffiliate } from '../application/suspend-affiliate.service';

class AffiliateSuspensionRequest {
  @ApiProperty({ minLength: 3, maxLength: 500, description: 'Shown to its people, and kept in the audit log' }) @IsString() @Length(3, 500) reason: string;
}

class AffiliateResponse {
  @ApiProperty() id: string;
  @ApiProperty() name: string;
  @ApiProperty({ description: 'ISO 3166-1 alpha-2' }) country: string;
  @ApiProperty({ enum: ['active', 'suspended'] }) status: string;
  @ApiProperty({ type: String, nullable: true }) suspended_reason: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) suspended_at: string | null;
  @ApiProperty({ format: 'date-time' }) created_at: string;
}

@ApiTags('affiliates')
@ApiBearerAuth()
@Controller('api/v1/affiliates')
export class AffiliatesController {
  constructor(private readonly listAffiliates: ListAffiliates, private readonly suspendAffiliate: SuspendAffiliate, private readonly identity: IdentityFacade) {}

  @Get()
  @ApiPage(AffiliateResponse)
  async list(@CurrentCaller() caller: Caller, @Query() query: ListQuery): Promise<Page<AffiliateResponse>> {
    const rows = await this.listAffiliates.run(caller.context, { before: cursorId(query), limit: query.limit });
    const suspensions = await this.identity.suspensionsOf(caller.context, rows.map((row) => row.id));
    return toPage(rows, query.limit, (row) => ({
      id: encodeId('affiliate', row.id), name: row.name, country: row.country, status: row.status, created_at: row.createdAt.toISOString(),
      suspended_reason: suspensions.get(row.id)?.reason ?? null, suspended_at: suspensions.get(row.id)?.since.toISOString() ?? null,
    }));
  }

  /** Ends the access of its people at once; its links lead to the neutral page, what it still brings is held, and it is left out of payout batches. */
  @Post(':id/suspend')
  @HttpCode(204)
  @ApiNoContentResponse()
  async suspend(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: AffiliateSuspensionRequest): Promise<void> {
    await this.suspendAffiliate.suspend(caller.context, parseId('affiliate', id), body.reason);
  }

  @Post(':id/reactivate')
  @HttpCode(204)
  @ApiNoContentResponse()
  async reactivate(@CurrentCaller() caller: Caller, @Param('id') id: string, @Body() body: AffiliateSuspensionRequest): Promise<void> {
    await this.suspendAffiliate.reactivate(caller.context, parseId('affiliate', id), body.reason);
  }
}
