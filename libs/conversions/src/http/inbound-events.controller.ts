import { encodeId } from '@fairlead/kernel';
import { type Caller, CurrentCaller } from '@fairlead/identity';
import { ApiPage, cursorId, ListQuery, type Page, toPage } from '@fairlead/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { ReadConversions } from '../application/read-conversions.query';

const OUTCOMES = ['accepted', 'duplicate', 'refused', 'test'] as const;
const SOURCES = ['postback', 'api', 'browser'] as const;

class InboundEventsQuery extends ListQuery {
  @ApiPropertyOptional({ enum: OUTCOMES }) @IsOptional() @IsIn(OUTCOMES) outcome?: string;
}

class InboundEventResponse {
  @ApiProperty() id: string;
  @ApiProperty({ format: 'date-time' }) received_at: string;
  @ApiProperty({ enum: SOURCES }) source: string;
  @ApiProperty({ enum: OUTCOMES }) outcome: string;
  @ApiProperty({ type: String, nullable: true, description: 'Why it was refused' }) code: string | null;
  @ApiProperty({ type: String, nullable: true }) conversion_id: string | null;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, description: 'As received; secrets are redacted' }) parameters: Record<string, string>;
}

/** Every call that reported a conversion, accepted or not, and why. */
@ApiTags('conversions')
@ApiBearerAuth()
@Controller('api/v1/inbound-events')
export class InboundEventsController {
  constructor(private readonly read: ReadConversions) {}

  @Get()
  @ApiPage(InboundEventResponse)
  async list(@CurrentCaller() caller: Caller, @Query() query: InboundEventsQuery): Promise<Page<InboundEventResponse>> {
    const rows = await this.read.inboundEvents(caller.context, { before: cursorId(query), limit: query.limit, outcome: query.outcome });
    return toPage(rows, query.limit, (row) => ({
      id: encodeId('inboundEvent', row.id), received_at: row.receivedAt.toISOString(), source: row.source, outcome: row.outcome, code: row.code,
      conversion_id: row.conversionId && encodeId('conversion', row.conversionId), parameters: { ...row.parameters },
    }));
  }
}
