import { type Currency, encodeId } from '@fairlead/kernel';
import type { PayableAdjustment } from '@fairlead/billing/contracts';
import { CommissionTraceResponse, presentCommissionTrace, TraceJournal } from '@fairlead/commissions';
import type { Role } from '@fairlead/identity/contracts';
import { ListQuery, MoneyDto, moneyDto } from '@fairlead/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString } from 'class-validator';
import type { PayoutTrace, TracedLine } from '../application/read-payouts.query';
import { PAYOUT_STATUSES, type PayoutStatus, type PayoutView } from '../contracts';
import { kindOfItem } from '../domain/payout-item';
import { BatchResponse, presentBatch } from './batch.dto';

export class PayoutsQuery extends ListQuery {
  @ApiPropertyOptional() @IsOptional() @IsString() batch_id?: string;
  @ApiPropertyOptional({ enum: PAYOUT_STATUSES }) @IsOptional() @IsIn(PAYOUT_STATUSES) status?: PayoutStatus;
}

export class PayoutResponse {
  @ApiProperty({ example: 'pay_01jd0000000000000000000000' }) id: string;
  @ApiProperty() batch_id: string;
  @ApiProperty() affiliate_id: string;
  @ApiProperty({ enum: PAYOUT_STATUSES }) status: PayoutStatus;
  @ApiProperty({ type: MoneyDto }) amount: MoneyDto;
  @ApiProperty({ description: 'Stripe account that it goes to' }) destination: string;
  @ApiProperty({ type: String, nullable: true, description: 'Stripe’s transfer' }) transfer_id: string | null;
  @ApiProperty({ type: String, nullable: true }) failure_code: string | null;
  @ApiProperty({ type: String, nullable: true }) failure_message: string | null;
  @ApiProperty({ format: 'date-time' }) created_at: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) settled_at: string | null;
}

const LINE_KINDS = ['commission', 'reversal', 'adjustment'] as const;

/** An adjustment as a line of a payout. */
class LineAdjustmentResponse {
  @ApiProperty({ example: 'adj_01jd0000000000000000000000' }) id: string;
  @ApiProperty() reason: string;
}

/** What one commission, one reversal carried forward or one adjustment adds to a payout. An adjustment has no conversion. */
export class PayoutConversionResponse {
  @ApiProperty({ enum: LINE_KINDS }) kind: (typeof LINE_KINDS)[number];
  @ApiProperty({ type: MoneyDto, description: 'Negative for a reversal and for a debit' }) amount: MoneyDto;
  @ApiProperty({ type: String, nullable: true }) commission_id: string | null;
  @ApiProperty({ type: String, nullable: true }) conversion_id: string | null;
  @ApiProperty({ type: String, nullable: true }) order_id: string | null;
  @ApiProperty({ type: String, nullable: true }) goal: string | null;
  @ApiProperty({ type: String, nullable: true }) click_id: string | null;
  @ApiProperty({ type: LineAdjustmentResponse, nullable: true }) adjustment: LineAdjustmentResponse | null;
  @ApiProperty({ format: 'date-time', description: 'When the purchase was, or the adjustment was approved' }) occurred_at: string;
}

export class PayoutConversionListResponse {
  @ApiProperty({ type: [PayoutConversionResponse] }) data: PayoutConversionResponse[];
  @ApiProperty({ type: MoneyDto, description: 'Sum of the lines; equals the payout' }) total: MoneyDto;
}

class AttemptResponse {
  @ApiProperty({ type: 'integer' }) number: number;
  @ApiProperty({ enum: ['sending', 'unknown', 'succeeded', 'refused'] }) status: string;
  @ApiProperty() idempotency_key: string;
  @ApiProperty({ type: 'integer' }) tries: number;
  @ApiProperty({ format: 'date-time' }) first_sent_at: string;
  @ApiProperty({ type: String, nullable: true }) error_code: string | null;
  @ApiProperty({ type: String, nullable: true }) error_message: string | null;
}

class PayoutHistoryStep {
  @ApiProperty({ type: String, nullable: true }) from: string | null;
  @ApiProperty() to: string;
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
  @ApiProperty({ format: 'date-time' }) at: string;
}

class TracedLineResponse {
  @ApiProperty({ enum: LINE_KINDS }) kind: (typeof LINE_KINDS)[number];
  @ApiProperty({ type: MoneyDto }) amount: MoneyDto;
  @ApiProperty({ type: CommissionTraceResponse, nullable: true }) commission: CommissionTraceResponse | null;
  @ApiProperty({ type: LineAdjustmentResponse, nullable: true }) adjustment: LineAdjustmentResponse | null;
}

/** From a bank transfer down to the clicks. */
export class PayoutTraceResponse {
  @ApiProperty({ type: PayoutResponse }) payout: PayoutResponse;
  @ApiProperty({ type: BatchResponse, nullable: true, description: 'For staff' }) batch: BatchResponse | null;
  @ApiProperty({ type: [AttemptResponse] }) attempts: AttemptResponse[];
  @ApiProperty({ type: [PayoutHistoryStep] }) history: PayoutHistoryStep[];
  @ApiProperty({ type: [TraceJournal] }) journals: TraceJournal[];
  @ApiProperty({ type: [TracedLineResponse], description: 'At most 200; use /conversions for the list' }) lines: TracedLineResponse[];
}

export function presentPayout(payout: PayoutView): PayoutResponse {
  return {
    id: encodeId('payout', payout.id), batch_id: encodeId('batch', payout.batchId), affiliate_id: encodeId('affiliate', payout.affiliateId), status: payout.status,
    amount: moneyDto(payout.amountMinor, payout.currency), destination: payout.stripeAccountId, transfer_id: payout.transferId, failure_code: payout.failureCode,
    failure_message: payout.failureMessage, created_at: payout.createdAt.toISOString(), settled_at: payout.settledAt?.toISOString() ?? null,
  };
}

export function presentPayoutConversion({ line, trace, adjustment }: TracedLine, currency: Currency, role: Role): PayoutConversionResponse {
  const shared = { kind: kindOfItem(line), amount: moneyDto(line.amountMinor, currency) };
  if (adjustment) {
    return {
      ...shared, commission_id: null, conversion_id: null, order_id: null, goal: null, click_id: null, adjustment: presentLineAdjustment(adjustment),
      occurred_at: adjustment.approvedAt.toISOString(),
    };
  }
  const { conversion } = presentCommissionTrace(trace, role).conversion;
  return {
    ...shared, commission_id: encodeId('commission', trace.commission.id), conversion_id: conversion.id, order_id: conversion.order_id, goal: conversion.goal,
    click_id: conversion.click_id, adjustment: null, occurred_at: conversion.occurred_at,
  };
}

export function presentPayoutTrace(trace: PayoutTrace, role: Role): PayoutTraceResponse {
  return {
    payout: presentPayout(trace.payout),
    batch: trace.batch && presentBatch(trace.batch),
    attempts: trace.attempts.map((attempt) => ({
      number: attempt.attemptNo, status: attempt.status, idempotency_key: attempt.idempotencyKey, tries: attempt.tries, first_sent_at: attempt.firstSentAt.toISOString(),
      error_code: attempt.errorCode, error_message: attempt.errorMessage,
    })),
    history: trace.history.map((entry) => ({ from: entry.fromStatus, to: entry.toStatus, reason: entry.reason, at: entry.changedAt.toISOString() })),
    journals: trace.journals.map((journal) => ({
      id: encodeId('journal', journal.id), kind: journal.kind, posted_at: journal.postedAt.toISOString(), content_hash: journal.contentHash,
      postings: journal.postings.map((posting) => ({ account: posting.accountKind, amount: moneyDto(posting.amountMinor, posting.currency) })),
    })),
    lines: trace.lines.map((traced) => ({
      kind: kindOfItem(traced.line), amount: moneyDto(traced.line.amountMinor, trace.payout.currency),
      commission: traced.trace && presentCommissionTrace(traced.trace, role), adjustment: traced.adjustment && presentLineAdjustment(traced.adjustment),
    })),
  };
}

function presentLineAdjustment(adjustment: PayableAdjustment): LineAdjustmentResponse {
  return { id: encodeId('adjustment', adjustment.id), reason: adjustment.reason };
}
