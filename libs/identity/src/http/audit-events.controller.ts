import { Readable } from 'node:stream';
import { encodeId, parseAnyId, parseId } from '@fairlead/kernel';
import { ApiPage, cursorId, ListQuery, type Page, toPage } from '@fairlead/platform';
import { Controller, Get, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProduces, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsISO8601, IsOptional, IsString, MaxLength } from 'class-validator';
import { stringify } from 'csv-stringify';
import { type AuditEventView, type AuditFilter, ListAuditEvents } from '../application/list-audit-events.query';
import { type Caller, CurrentCaller } from './caller';

class AuditEventsQuery extends ListQuery {
  @ApiPropertyOptional({ example: 'offer.published' }) @IsOptional() @IsString() @MaxLength(80) action?: string;
  @ApiPropertyOptional({ description: 'Whose deeds: `usr_…`' }) @IsOptional() @IsString() @MaxLength(64) user_id?: string;
  @ApiPropertyOptional({ description: 'What they were done to: the id of an offer, a batch, a payout …' }) @IsOptional() @IsString() @MaxLength(64) subject?: string;
  @ApiPropertyOptional({ format: 'date-time', description: 'Included' }) @IsOptional() @IsISO8601({ strict: true }) from?: string;
  @ApiPropertyOptional({ format: 'date-time', description: 'Excluded' }) @IsOptional() @IsISO8601({ strict: true }) to?: string;
}

class AuditEventResponse {
  @ApiProperty() id: string;
  @ApiProperty({ format: 'date-time' }) occurred_at: string;
  @ApiProperty({ description: '`user:<uuid>` or `system:<name>`' }) actor: string;
  @ApiProperty({ type: String, nullable: true, description: 'Of a person, as far as the caller may know it' }) actor_name: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The organization that it was done for or to; null for the network’s own' }) organization_name: string | null;
  @ApiProperty() action: string;
  @ApiProperty() subject_type: string;
  @ApiProperty({ format: 'uuid' }) subject_id: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) details: Record<string, unknown>;
}

class AuditProofResponse {
  @ApiProperty({ description: 'Whether every entry matches its hash and is linked into the chain from the first' }) whole: boolean;
  @ApiProperty({ type: 'integer' }) entries: number;
  @ApiProperty({ type: String, nullable: true, description: 'Number of the last link. With its hash kept elsewhere it shows later that nothing was cut off' }) last_link: string | null;
  @ApiProperty({ type: String, nullable: true }) last_hash: string | null;
  @ApiProperty({ type: [String], description: 'In words; the first hundred' }) faults: string[];
}

@ApiTags('audit')
@ApiBearerAuth()
@Controller('api/v1')
export class AuditEventsController {
  constructor(private readonly listAuditEvents: ListAuditEvents) {}

  @Get('audit-events')
  @ApiPage(AuditEventResponse)
  async list(@CurrentCaller() caller: Caller, @Query() query: AuditEventsQuery): Promise<Page<AuditEventResponse>> {
    const rows = await this.listAuditEvents.run(caller.context, filterOf(query), { before: cursorId(query), limit: query.limit });
    return toPage(rows, query.limit, (row) => ({
      id: encodeId('auditEvent', row.id), occurred_at: row.occurredAt.toISOString(), actor: row.actor, actor_name: row.actorName, organization_name: row.organizationName, action: row.action,
      subject_type: row.subjectType, subject_id: row.subjectId, details: row.details,
    }));
  }

  @Get('audit-events.csv')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' }, description: 'All entries of the filter, whatever `limit` and `cursor` say, up to 50,000' })
  async csv(@CurrentCaller() caller: Caller, @Query() query: AuditEventsQuery): Promise<StreamableFile> {
    const entries = this.listAuditEvents.every(caller.context, filterOf(query));
    const first = await entries.next(); // what is refused is refused before the file begins
    const file = Readable.from(csvRows(first, entries)).pipe(stringify({ bom: true, escape_formulas: true }));
    return new StreamableFile(file, { type: 'text/csv; charset=utf-8', disposition: 'attachment; filename="audit-log.csv"' });
  }

  @Get('audit-events/proof')
  @ApiOkResponse({ type: AuditProofResponse, description: 'Reads the whole log' })
  async proof(@CurrentCaller() caller: Caller): Promise<AuditProofResponse> {
    const { entries, head, faults } = await this.listAuditEvents.verify(caller.context);
    return { whole: faults.length === 0, entries, last_link: head?.seq.toString() ?? null, last_hash: head?.chainHash ?? null, faults: [...faults] };
  }
}

function filterOf({ action, user_id: userId, subject, from, to }: AuditEventsQuery): AuditFilter {
  return {
    action, userId: userId === undefined ? undefined : parseId('user', userId), subjectId: subject === undefined ? undefined : parseAnyId(subject),
    from: from === undefined ? undefined : new Date(from), to: to === undefined ? undefined : new Date(to),
  };
}

async function* csvRows(first: IteratorResult<AuditEventView, unknown>, rest: AsyncGenerator<AuditEventView>): AsyncGenerator<string[]> {
  yield ['id', 'occurred_at', 'actor', 'actor_name', 'organization_name', 'action', 'subject_type', 'subject_id', 'details'];
  if (first.done) return;
  yield csvRow(first.value);
  for await (const entry of rest) yield csvRow(entry);
}

function csvRow({ id, occurredAt, actor, actorName, organizationName, action, subjectType, subjectId, details }: AuditEventView): string[] {
  return [encodeId('auditEvent', id), occurredAt.toISOString(), actor, actorName ?? '', organizationName ?? '', action, subjectType, subjectId, JSON.stringify(details)];
}
