import { encodeId } from '@fairlead/kernel';
import { ListQuery, MoneyDto, moneyDto } from '@fairlead/platform';
import { ConversionTraceResponse, presentConversionTrace } from '@fairlead/conversions';
import type { Role } from '@fairlead/identity/contracts';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsOptional, IsString } from 'class-validator';
import type { CommissionTrace } from '../application/read-commissions.query';
import { COMMISSION_STATUSES, type CommissionStatus, type CommissionView } from '../contracts';

/** As many as a page of conversions has. */
const MOST_CONVERSIONS = 100;

export class CommissionsQuery extends ListQuery {
  /** A single value of a repeated parameter arrives as a text. */
  @ApiPropertyOptional({ type: [String], maxItems: MOST_CONVERSIONS, description: 'Repeat it for the commissions of several conversions' })
  @IsOptional() @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? [value] : value)) @ArrayMaxSize(MOST_CONVERSIONS) @IsString({ each: true })
  conversion_id?: string[];

  @ApiPropertyOptional() @IsOptional() @IsString() offer_id?: string;
  @ApiPropertyOptional({ enum: COMMISSION_STATUSES }) @IsOptional() @IsIn(COMMISSION_STATUSES) status?: CommissionStatus;
}

export class CommissionResponse {
  @ApiProperty({ example: 'com_01jd0000000000000000000000' }) id: string;
  @ApiProperty() conversion_id: string;
  @ApiProperty() advertiser_id: string;
  @ApiProperty() affiliate_id: string;
  @ApiProperty() offer_id: string;
  @ApiProperty() goal: string;
  @ApiProperty() terms_id: string;
  @ApiProperty({ enum: COMMISSION_STATUSES }) status: CommissionStatus;
  @ApiProperty({ type: MoneyDto, description: 'As first computed' }) amount: MoneyDto;
  @ApiProperty({ type: MoneyDto, description: 'Taken back so far' }) reversed_amount: MoneyDto;
  @ApiProperty({ type: MoneyDto }) net_amount: MoneyDto;
  @ApiPropertyOptional({ type: MoneyDto, description: 'What the advertiser pays; for the advertiser and staff' }) charge?: MoneyDto;
  @ApiPropertyOptional({ type: MoneyDto, description: 'The network’s part of the charge; for staff' }) margin?: MoneyDto;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When the hold ends' }) release_at: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) approved_at: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) payable_at: string | null;
  @ApiProperty({ type: String, nullable: true, enum: ['awaiting_funds'], description: 'Why it is not payable although its hold is over' }) blocked_reason: string | null;
  @ApiProperty({ format: 'date-time' }) created_at: string;
}

class CalculationStep {
  @ApiProperty({ enum: ['commission', 'margin', 'charge'] }) of: string;
  @ApiProperty({ description: 'Integers of minor units and basis points' }) formula: string;
  @ApiProperty({ description: 'Minor units' }) result: string;
}

class CommissionHistoryStep {
  @ApiProperty({ type: String, nullable: true }) from: string | null;
  @ApiProperty() to: string;
  @ApiProperty({ type: String, nullable: true }) reason: string | null;
  @ApiProperty({ format: 'date-time' }) at: string;
}

class TracePosting {
  @ApiProperty({ example: 'affiliate_pending' }) account: string;
  @ApiProperty({ type: MoneyDto, description: 'Credit is positive' }) amount: MoneyDto;
}

/** A journal with those of its postings that the caller may see. */
export class TraceJournal {
  @ApiProperty() id: string;
  @ApiProperty({ example: 'commission.accrued' }) kind: string;
  @ApiProperty({ format: 'date-time' }) posted_at: string;
  @ApiProperty() content_hash: string;
  @ApiProperty({ type: [TracePosting] }) postings: TracePosting[];
}

/** A cent's whole story up to the payout. */
export class CommissionTraceResponse {
  @ApiProperty({ type: CommissionResponse }) commission: CommissionResponse;
  @ApiProperty({ type: [CalculationStep] }) arithmetic: CalculationStep[];
  @ApiProperty({ enum: ['half_even'] }) rounding: string;
  @ApiProperty({ type: [CommissionHistoryStep] }) history: CommissionHistoryStep[];
  @ApiProperty({ type: ConversionTraceResponse }) conversion: ConversionTraceResponse;
  @ApiProperty({ type: [TraceJournal] }) journals: TraceJournal[];
}

/** What each role may see of the price of a conversion. */
export function presentCommission(commission: CommissionView, role: Role): CommissionResponse {
  const sum = (minor: bigint): MoneyDto => moneyDto(minor, commission.currency);
  return {
    id: encodeId('commission', commission.id), conversion_id: encodeId('conversion', commission.conversionId), advertiser_id: encodeId('advertiser', commission.advertiserId),
    affiliate_id: encodeId('affiliate', commission.affiliateId), offer_id: encodeId('offer', commission.offerId), goal: commission.goal,
    terms_id: encodeId('offerTerms', commission.termsId), status: commission.status, amount: sum(commission.amountMinor), reversed_amount: sum(commission.reversedMinor),
    net_amount: sum(commission.amountMinor - commission.reversedMinor),
    ...(role === 'affiliate' ? {} : { charge: sum(commission.amountMinor + commission.marginMinor) }),
    ...(role === 'admin' || role === 'finance' ? { margin: sum(commission.marginMinor) } : {}),
    release_at: commission.releaseAt?.toISOString() ?? null, approved_at: commission.approvedAt?.toISOString() ?? null, payable_at: commission.payableAt?.toISOString() ?? null,
    blocked_reason: commission.blockedReason, created_at: commission.createdAt.toISOString(),
  };
}

export function presentCommissionTrace(trace: CommissionTrace, role: Role): CommissionTraceResponse {
  const steps = trace.commission.trace.steps.filter((step) => role !== 'affiliate' || step.of === 'commission');
  return {
    commission: presentCommission(trace.commission, role),
    arithmetic: steps.map((step) => ({ ...step })),
    rounding: trace.commission.trace.rounding,
    history: trace.history.map((entry) => ({ from: entry.fromStatus, to: entry.toStatus, reason: entry.reason, at: entry.changedAt.toISOString() })),
    conversion: presentConversionTrace(trace.conversion, role === 'affiliate'),
    journals: trace.journals.map((journal) => ({
      id: encodeId('journal', journal.id), kind: journal.kind, posted_at: journal.postedAt.toISOString(), content_hash: journal.contentHash,
      postings: journal.postings.map((posting) => ({ account: posting.accountKind, amount: moneyDto(posting.amountMinor, posting.currency) })),
    })),
  };
}
