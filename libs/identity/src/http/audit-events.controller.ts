import { encodeId } from '@fairlead/kernel';
import { ApiPage, cursorId, ListQuery, type Page, toPage } from '@fairlead/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { ListAuditEvents } from '../application/list-audit-events.query';
import { type Caller, CurrentCaller } from './caller';

class AuditEventsQuery extends ListQuery {
  @ApiPropertyOptional({ example: 'offer.published' }) @IsOptional() @IsString() @MaxLength(80) action?: string;
}

class AuditEventResponse {
  @ApiProperty() id: string;
  @ApiProperty({ format: 'date-time' }) occurred_at: string;
  @ApiProperty({ description: '`user:<uuid>` or `system:<name>`' }) actor: string;
  @ApiProperty() action: string;
  @ApiProperty() subject_type: string;
  @ApiProperty({ format: 'uuid' }) subject_id: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) details: Record<string, unknown>;
}

@ApiTags('audit')
@ApiBearerAuth()
@Controller('api/v1/audit-events')
export class AuditEventsController {
  constructor(private readonly listAuditEvents: ListAuditEvents) {}

  @Get()
  @ApiPage(AuditEventResponse)
  async list(@CurrentCaller() caller: Caller, @Query() query: AuditEventsQuery): Promise<Page<AuditEventResponse>> {
    const rows = await this.listAuditEvents.run(caller.context, { before: cursorId(query), limit: query.limit, action: query.action });
    return toPage(rows, query.limit, (row) => ({
      id: encodeId('auditEvent', row.id), occurred_at: row.occurredAt.toISOString(), actor: row.actor, action: row.action,
      subject_type: row.subjectType, subject_id: row.subjectId, details: row.details,
    }));
  }
}
