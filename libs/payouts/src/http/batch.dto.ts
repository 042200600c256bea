import { encodeId } from '@fairlead/kernel';
import { ListQuery, MoneyDto, moneyDto, type MoneyInput, MoneyInputProperty } from '@fairlead/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, IsString, Length, Matches } from 'class-validator';
import { BATCH_STATUSES, type BatchStatus, type BatchView } from '../contracts';
import { PAYOUT_WARNING_KINDS, type PayoutWarning, type PayoutWarningKind } from '../domain/payout-warnings';
import type { PayoutHistoryEntry } from '../persistence/batches.repository';
import { ExclusionResponse, presentExclusion } from './exclusion.dto';

export class DraftBatchRequest {
  @ApiProperty({ example: 'USD' }) @IsString() @Length(3, 3) currency: string;
  @ApiPropertyOptional({ format: 'date-time', description: 'Commissions payable up to here; default: now' }) @IsOptional() @IsISO8601() cutoff_at?: string;
}

export class ApproveBatchRequest {
  @ApiProperty({ description: 'Digest of the batch that you looked at' }) @Matches(/^[0-9a-f]{64}$/) digest: string;
}

export class RejectBatchRequest {
  @ApiProperty() @IsString() @Length(1, 500) reason: string;
}

export class ReleaseBatchRequest {
  @MoneyInputProperty({ min: 1, description: 'The total of the batch, typed by the releaser' }) confirm_total: MoneyInput;
}

export class BatchesQuery extends ListQuery {
  @ApiPropertyOptional({ enum: BATCH_STATUSES }) @IsOptional() @IsIn(BATCH_STATUSES) status?: BatchStatus;
}

class BatchHistoryResponse {
  @ApiProperty({ type: String, nullable: true }) from: string | null;
  @ApiProperty() to: string;
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
  @ApiProperty() actor: string;
  @ApiProperty({ format: 'date-time' }) at: string;
}

export class BatchResponse {
  @ApiProperty({ example: 'pba_01jd0000000000000000000000' }) id: string;
  @ApiProperty({ enum: BATCH_STATUSES }) status: BatchStatus;
  @ApiProperty() currency: string;
  @ApiProperty({ format: 'date-time' }) cutoff_at: string;
  @ApiProperty({ description: 'SHA-256 over every payout and line; an approval is bound to it' }) digest: string;
  @ApiProperty({ type: MoneyDto }) total: MoneyDto;
  @ApiProperty({ type: 'integer' }) payout_count: number;
  @ApiProperty({ type: [ExclusionResponse], description: 'Who is left out, and why' }) excluded: ExclusionResponse[];
  @ApiProperty() prepared_by: string;
  @ApiProperty({ type: String, nullable: true }) submitted_by: string | null;
  @ApiProperty({ type: String, nullable: true }) approved_by: string | null;
  @ApiProperty({ type: String, nullable: true }) released_by: string | null;
  @ApiProperty({ format: 'date-time' }) created_at: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) submitted_at: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) approved_at: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) released_at: string | null;
}

class PayoutWarningResponse {
  @ApiProperty({ enum: PAYOUT_WARNING_KINDS, description: '`replaced_account`: not the account that the affiliate has now; `destination_cooling`: the account was changed since the draft; both are refused when they are sent. `changed_account`: another account than the last payout went to; `far_above_usual`: more than four times the mean of earlier payouts in this currency' })
  kind: PayoutWarningKind;
  @ApiProperty() payout_id: string;
  @ApiProperty() affiliate_id: string;
}

/** A batch with its progress and history. */
export class BatchDetailResponse extends BatchResponse {
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' }, description: 'Payouts by status' }) payouts_by_status: Record<string, number>;
  @ApiProperty({ type: [PayoutWarningResponse], description: 'What an approver should look at; empty once the money is on its way' }) warnings: PayoutWarningResponse[];
  @ApiProperty({ type: [BatchHistoryResponse] }) history: BatchHistoryResponse[];
}

export function presentBatch(batch: BatchView): BatchResponse {
  const user = (id: string | null): string | null => id && encodeId('user', id);
  return {
    id: encodeId('batch', batch.id), status: batch.status, currency: batch.currency, cutoff_at: batch.cutoffAt.toISOString(), digest: batch.digest,
    total: moneyDto(batch.totalMinor, batch.currency), payout_count: batch.payoutCount,
    excluded: batch.excluded.map((exclusion) => presentExclusion(exclusion, batch.currency)),
    prepared_by: encodeId('user', batch.preparedBy), submitted_by: user(batch.submittedBy), approved_by: user(batch.approvedBy), released_by: user(batch.releasedBy),
    created_at: batch.createdAt.toISOString(), submitted_at: batch.submittedAt?.toISOString() ?? null, approved_at: batch.approvedAt?.toISOString() ?? null,
    released_at: batch.releasedAt?.toISOString() ?? null,
  };
}

export function presentWarning({ kind, payoutId, affiliateId }: PayoutWarning): PayoutWarningResponse {
  return { kind, payout_id: encodeId('payout', payoutId), affiliate_id: encodeId('affiliate', affiliateId) };
}

export function presentHistory(entry: PayoutHistoryEntry): BatchHistoryResponse {
  return { from: entry.fromStatus, to: entry.toStatus, reason: entry.reason, actor: entry.actor, at: entry.changedAt.toISOString() };
}
