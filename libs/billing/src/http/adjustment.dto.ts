import { DomainError, encodeId, parseCurrency, parseId, type TenantContext } from '@fairlead/kernel';
import { ListQuery, MoneyDto, moneyDto, type MoneyInput, MoneyInputProperty, readMoneyInput } from '@fairlead/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, Matches } from 'class-validator';
import { ADJUSTMENT_DIRECTIONS, ADJUSTMENT_STATUSES, type AdjustmentDirection, type AdjustmentStatus, type AdjustmentView, COUNTER_ACCOUNTS, type CounterAccount } from '../contracts';
import type { AdjustmentHistoryEntry, NewAdjustment } from '../persistence/adjustments.repository';

const WITH_A_LETTER = /\S/;

export class RequestAdjustmentRequest {
  @ApiPropertyOptional({ description: 'Whose funds; or give affiliate_id' }) @IsOptional() @IsString() advertiser_id?: string;
  @ApiPropertyOptional({ description: 'Whose payable balance; or give advertiser_id' }) @IsOptional() @IsString() affiliate_id?: string;
  @ApiProperty({ enum: ADJUSTMENT_DIRECTIONS, description: 'credit gives to the account, debit takes from it' }) @IsIn(ADJUSTMENT_DIRECTIONS) direction: AdjustmentDirection;
  @MoneyInputProperty({ min: 1 }) amount: MoneyInput;
  @ApiProperty({ example: 'USD' }) @IsString() @Length(3, 3) currency: string;
  @ApiProperty({ enum: COUNTER_ACCOUNTS, description: 'The network’s account on the other side; adjustment keeps the sum open there' }) @IsIn(COUNTER_ACCOUNTS) counter_account: CounterAccount;
  @ApiProperty({ minLength: 1, maxLength: 500, description: 'The owner of the account reads it' }) @IsString() @Length(1, 500) @Matches(WITH_A_LETTER) reason: string;
}

export class RejectAdjustmentRequest {
  @ApiProperty({ minLength: 1, maxLength: 500 }) @IsString() @Length(1, 500) @Matches(WITH_A_LETTER) reason: string;
}

export class AdjustmentsQuery extends ListQuery {
  @ApiPropertyOptional({ enum: ADJUSTMENT_STATUSES }) @IsOptional() @IsIn(ADJUSTMENT_STATUSES) status?: AdjustmentStatus;
  @ApiPropertyOptional() @IsOptional() @IsString() advertiser_id?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() affiliate_id?: string;
}

/** A correction of an account. Its owner sees it once it is approved, without what is the network's own. */
export class AdjustmentResponse {
  @ApiProperty({ example: 'adj_01jd0000000000000000000000' }) id: string;
  @ApiProperty({ type: String, nullable: true }) advertiser_id: string | null;
  @ApiProperty({ type: String, nullable: true }) affiliate_id: string | null;
  @ApiProperty({ enum: ADJUSTMENT_STATUSES }) status: AdjustmentStatus;
  @ApiProperty({ enum: ADJUSTMENT_DIRECTIONS }) direction: AdjustmentDirection;
  @ApiProperty({ type: MoneyDto, description: 'What it does to the account: negative for a debit' }) amount: MoneyDto;
  @ApiProperty() reason: string;
  @ApiProperty({ format: 'date-time' }) requested_at: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) decided_at: string | null;
  @ApiProperty({ enum: COUNTER_ACCOUNTS, nullable: true, description: 'For staff' }) counter_account: CounterAccount | null;
  @ApiProperty({ type: String, nullable: true, description: 'For staff' }) requested_by: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'For staff' }) decided_by: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'For staff' }) journal_id: string | null;
}

class AdjustmentHistoryResponse {
  @ApiProperty({ type: String, nullable: true }) from: string | null;
  @ApiProperty() to: string;
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
  @ApiProperty() actor: string;
  @ApiProperty({ format: 'date-time' }) at: string;
}

export class AdjustmentDetailResponse extends AdjustmentResponse {
  @ApiProperty({ type: [AdjustmentHistoryResponse], description: 'For staff' }) history: AdjustmentHistoryResponse[];
}

/** @throws DomainError `adjustment.account_unclear` unless exactly one account is named. */
export function readAdjustment(body: RequestAdjustmentRequest): NewAdjustment {
  if ((body.advertiser_id === undefined) === (body.affiliate_id === undefined)) {
    throw new DomainError('adjustment.account_unclear', 'unprocessable', 'Name the advertiser or the affiliate whose account is adjusted, one of them');
  }
  const currency = parseCurrency(body.currency);
  return {
    advertiserId: body.advertiser_id === undefined ? null : parseId('advertiser', body.advertiser_id),
    affiliateId: body.affiliate_id === undefined ? null : parseId('affiliate', body.affiliate_id),
    direction: body.direction, counterAccount: body.counter_account, amountMinor: readMoneyInput(body.amount, currency).minor, currency, reason: body.reason.trim(),
  };
}

export function presentAdjustment(adjustment: AdjustmentView, scope: TenantContext['scope']): AdjustmentResponse {
  const staff = scope === 'network';
  return {
    id: encodeId('adjustment', adjustment.id), advertiser_id: adjustment.advertiserId && encodeId('advertiser', adjustment.advertiserId),
    affiliate_id: adjustment.affiliateId && encodeId('affiliate', adjustment.affiliateId), status: adjustment.status, direction: adjustment.direction,
    amount: moneyDto(adjustment.direction === 'credit' ? adjustment.amountMinor : -adjustment.amountMinor, adjustment.currency), reason: adjustment.reason,
    requested_at: adjustment.requestedAt.toISOString(), decided_at: adjustment.decidedAt?.toISOString() ?? null,
    counter_account: staff ? adjustment.counterAccount : null, requested_by: staff ? encodeId('user', adjustment.requestedBy) : null,
    decided_by: staff && adjustment.decidedBy !== null ? encodeId('user', adjustment.decidedBy) : null,
    journal_id: staff && adjustment.journalId !== null ? encodeId('journal', adjustment.journalId) : null,
  };
}

export function presentAdjustmentHistory(entry: AdjustmentHistoryEntry): AdjustmentHistoryResponse {
  return { from: entry.fromStatus, to: entry.toStatus, reason: entry.reason, actor: entry.actor, at: entry.changedAt.toISOString() };
}
