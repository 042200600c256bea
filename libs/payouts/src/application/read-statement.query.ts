import { encodeId, type TenantContext, type Uuid } from '@fairlead/kernel';
import { IdentityFacade } from '@fairlead/identity';
import { Injectable } from '@nestjs/common';
import type { PayoutView } from '../contracts';
import { ReadPayouts, type TracedLine } from './read-payouts.query';

/** What a line pays for, or takes back. Money in minor units of the payout's currency. */
interface CommissionLine {
  readonly kind: 'commission' | 'reversal';
  readonly commissionId: string;
  readonly conversionId: string;
  readonly orderId: string;
  readonly goal: string;
  readonly conversionAt: Date;
  readonly saleMinor: bigint;
}

/** What two people of finance gave or took, and why. */
interface AdjustmentLine {
  readonly kind: 'adjustment';
  readonly adjustmentId: string;
  readonly reason: string;
  readonly approvedAt: Date;
}

/** One line of a statement. Reversals and debits are negative. */
export type StatementLine = (CommissionLine | AdjustmentLine) & { readonly amountMinor: bigint };

/** What a payout pays for, line by line, and the sum of the lines. Ids are public ones. */
export interface Statement {
  readonly payout: PayoutView;
  readonly payoutId: string;
  readonly affiliateName: string;
  readonly lines: readonly StatementLine[];
  readonly totalMinor: bigint;
}

/** Every line is on the statement. */
const ALL = Number.MAX_SAFE_INTEGER;

/** Reads the statement of a payout, the same for every form that it is written in. */
@Injectable()
export class ReadStatement {
  constructor(private readonly readPayouts: ReadPayouts, private readonly identity: IdentityFacade) {}

  /** @throws DomainError `payout.not_found`. */
  async run(context: TenantContext, payoutId: Uuid): Promise<Statement> {
    const { payout, lines } = await this.readPayouts.trace(context, payoutId, ALL);
    const names = await this.identity.namesOf([payout.affiliateId]);
    const totalMinor = lines.reduce((sum, { line }) => sum + line.amountMinor, 0n);
    return { payout, payoutId: encodeId('payout', payout.id), affiliateName: names.get(payout.affiliateId) ?? '', totalMinor, lines: lines.map(lineOf) };
  }
}

function lineOf({ line, trace, adjustment }: TracedLine): StatementLine {
  const { amountMinor } = line;
  if (adjustment) return { kind: 'adjustment', adjustmentId: encodeId('adjustment', adjustment.id), reason: adjustment.reason, approvedAt: adjustment.approvedAt, amountMinor };
  const { commission, conversion: { conversion } } = trace;
  return {
    kind: line.commissionReversalId === null ? 'commission' : 'reversal', commissionId: encodeId('commission', commission.id), conversionId: encodeId('conversion', conversion.id),
    orderId: conversion.orderId, goal: conversion.goal, conversionAt: conversion.occurredAt, saleMinor: conversion.amountMinor, amountMinor,
  };
}
