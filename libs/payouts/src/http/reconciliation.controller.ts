import { encodeId } from '@fairlead/kernel';
import { type Caller, CurrentCaller } from '@fairlead/identity';
import { MoneyDto, moneyDto } from '@fairlead/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { type BalanceComparison, Reconcile } from '../application/reconcile.query';
import { TRANSFER_DIFFERENCES, type TransferDifference, type TransferDifferenceKind } from '../domain/match-transfers';

class ReconciliationQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 400, default: 30, description: 'How far back transfers are compared' }) @IsOptional() @Type(() => Number) @IsInt() @Min(1) @Max(400) days: number = 30;
}

class BalanceComparisonResponse {
  @ApiProperty() currency: string;
  @ApiProperty({ type: MoneyDto, description: 'What the ledger says is at Stripe' }) books: MoneyDto;
  @ApiProperty({ type: MoneyDto }) available: MoneyDto;
  @ApiProperty({ type: MoneyDto }) pending: MoneyDto;
  @ApiProperty({ type: MoneyDto, description: 'Available and pending less the books: what nobody has entered yet' }) difference: MoneyDto;
}

class TransferDifferenceResponse {
  @ApiProperty({ enum: TRANSFER_DIFFERENCES }) kind: TransferDifferenceKind;
  @ApiProperty({ type: String, nullable: true, description: '`tr_…`' }) transfer_id: string | null;
  @ApiProperty({ type: String, nullable: true }) payout_id: string | null;
  @ApiProperty({ type: MoneyDto, nullable: true, description: 'By Stripe' }) transferred: MoneyDto | null;
  @ApiProperty({ type: MoneyDto, nullable: true, description: 'By Stripe, of that' }) taken_back: MoneyDto | null;
  @ApiProperty({ type: MoneyDto, nullable: true, description: 'By the books' }) paid_out: MoneyDto | null;
}

class ReconciliationResponse {
  @ApiProperty({ format: 'date-time' }) as_of: string;
  @ApiProperty({ format: 'date-time', description: 'Transfers since then were compared' }) since: string;
  @ApiProperty({ type: [BalanceComparisonResponse] }) balances: BalanceComparisonResponse[];
  @ApiProperty({ type: 'integer', description: 'How many transfers Stripe has of them' }) transfers: number;
  @ApiProperty({ type: [TransferDifferenceResponse] }) differences: TransferDifferenceResponse[];
}

/** The books beside what Stripe says. */
@ApiTags('reconciliation')
@ApiBearerAuth()
@Controller('api/v1/reconciliation')
export class ReconciliationController {
  constructor(private readonly reconcile: Reconcile) {}

  @Get()
  @ApiOkResponse({ type: ReconciliationResponse })
  async compare(@CurrentCaller() caller: Caller, @Query() query: ReconciliationQuery): Promise<ReconciliationResponse> {
    const { asOf, since, balances, transfers, differences } = await this.reconcile.run(caller.context, query.days);
    return { as_of: asOf.toISOString(), since: since.toISOString(), balances: balances.map(presentBalance), transfers, differences: differences.map(presentDifference) };
  }
}

function presentBalance({ currency, booksMinor, availableMinor, pendingMinor }: BalanceComparison): BalanceComparisonResponse {
  const dto = (minor: bigint): MoneyDto => moneyDto(minor, currency);
  return { currency, books: dto(booksMinor), available: dto(availableMinor), pending: dto(pendingMinor), difference: dto(availableMinor + pendingMinor - booksMinor) };
}

function presentDifference({ kind, transfer, payout }: TransferDifference): TransferDifferenceResponse {
  return {
    kind, transfer_id: transfer?.id ?? payout?.transferId ?? null, payout_id: payout && encodeId('payout', payout.id), transferred: transfer && moneyDto(transfer.amountMinor, transfer.currency),
    taken_back: transfer && moneyDto(transfer.amountReversedMinor, transfer.currency), paid_out: payout && moneyDto(payout.amountMinor, payout.currency),
  };
}
