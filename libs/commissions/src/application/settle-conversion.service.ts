import { DAY_MS, newId, type Uuid } from '@fairlead/kernel';
import { ConversionsFacade } from '@fairlead/conversions';
import type { ConversionView, ReversalView } from '@fairlead/conversions/contracts';
import { advertiserFunds, advertiserReserved, affiliatePayable, affiliatePending, LedgerFacade, networkMargin } from '@fairlead/ledger';
import { OffersFacade } from '@fairlead/offers';
import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { CommissionView } from '../contracts';
import { calculateCommission } from '../domain/calculate-commission';
import { reversedShare } from '../domain/reversed-share';
import { CommissionsRepository } from '../persistence/commissions.repository';

/** Statuses in which a payout has claimed the commission, so that a reversal is carried to the next one. */
const CLAIMED = new Set(['in_payout', 'paid']);

/**
 * Brings the commission of a conversion up to date with it, whatever was missed and in whatever order events come: reserves the charge,
 * accrues on approval, releases the reserve on rejection, takes reversals back. Each journal has a key, so a second run changes nothing.
 */
@Injectable()
export class SettleConversion {
  constructor(
    private readonly commissions: CommissionsRepository,
    private readonly conversions: ConversionsFacade,
    private readonly offers: OffersFacade,
    private readonly ledger: LedgerFacade,
  ) {}

  async run(tx: Tx, conversionId: Uuid): Promise<void> {
    const known = await this.conversions.find(tx, conversionId);
    if (!known) throw new Error(`no conversion ${conversionId}`);
    if (!(await this.commissions.lockOfConversion(tx, conversionId))) await this.open(tx, known);
    const commission = await this.commissions.lockOfConversion(tx, conversionId);
    if (!commission) throw new Error(`conversion ${conversionId} has no commission`);
    // Read again under the lock: another event of this conversion may have been handled while we waited.
    const conversion = (await this.conversions.find(tx, conversionId)) ?? known;
    if (commission.status === 'pending' && conversion.status === 'rejected') return this.release(tx, commission);
    const accrued = commission.status === 'pending' && conversion.approvedAt ? await this.accrue(tx, commission, conversion, conversion.approvedAt) : commission;
    await this.takeBack(tx, accrued, conversion);
  }

  private async open(tx: Tx, conversion: ConversionView): Promise<void> {
    const terms = await this.offers.terms(tx, conversion.termsId);
    const calculation = calculateCommission(terms, conversion.amountMinor);
    const commission: CommissionView = {
      id: newId(tx.now.getTime()), conversionId: conversion.id, advertiserId: conversion.advertiserId, affiliateId: conversion.affiliateId, offerId: conversion.offerId,
      goal: conversion.goal, termsId: terms.id, currency: conversion.currency, status: 'pending', amountMinor: calculation.commissionMinor,
      marginMinor: calculation.marginMinor, reversedMinor: 0n, reversedMarginMinor: 0n, carriedMinor: 0n, trace: calculation.trace, createdAt: tx.now,
      approvedAt: null, releaseAt: null, payableAt: null, blockedReason: null,
    };
    if (!(await this.commissions.insertIfNew(tx, commission))) return;
    await this.ledger.post(tx, {
      kind: 'conversion.reserved', key: `commission:${commission.id}:reserved`, source: source(commission), currency: commission.currency, effectiveAt: conversion.occurredAt,
      lines: [{ from: advertiserFunds(commission.advertiserId), to: advertiserReserved(commission.advertiserId), amountMinor: calculation.chargeMinor }],
    });
  }

  private async release(tx: Tx, commission: CommissionView): Promise<void> {
    await this.commissions.move(tx, commission, 'void', 'conversion_rejected');
    await this.ledger.post(tx, {
      kind: 'conversion.released', key: `commission:${commission.id}:released`, source: source(commission), currency: commission.currency,
      lines: [{ from: advertiserReserved(commission.advertiserId), to: advertiserFunds(commission.advertiserId), amountMinor: commission.amountMinor + commission.marginMinor }],
    });
  }

  private async accrue(tx: Tx, commission: CommissionView, conversion: ConversionView, approvedAt: Date): Promise<CommissionView> {
    const terms = await this.offers.terms(tx, conversion.termsId);
    const releaseAt = new Date(approvedAt.getTime() + terms.holdDays * DAY_MS);
    await this.commissions.move(tx, commission, 'approved', null, { approvedAt, releaseAt });
    await this.ledger.post(tx, {
      kind: 'commission.accrued', key: `commission:${commission.id}:accrued`, source: source(commission), currency: commission.currency, effectiveAt: approvedAt,
      lines: [
        { from: advertiserReserved(commission.advertiserId), to: affiliatePending(commission.affiliateId), amountMinor: commission.amountMinor },
        { from: advertiserReserved(commission.advertiserId), to: networkMargin, amountMinor: commission.marginMinor },
      ],
    });
    return { ...commission, status: 'approved', approvedAt, releaseAt };
  }

  private async takeBack(tx: Tx, commission: CommissionView, conversion: ConversionView): Promise<void> {
    const reversals = await this.conversions.reversals(tx, conversion.id);
    if (reversals.length === 0) return;
    const recorded = await this.commissions.recordedReversals(tx, commission.id);
    let current = commission;
    for (const reversal of reversals) {
      if (!recorded.has(reversal.id)) current = await this.takeBackOne(tx, current, conversion, reversal); // in order: each share is of the running total
    }
    if (conversion.status === 'reversed' && isFinished(current)) await this.commissions.move(tx, current, 'reversed', 'conversion_reversed');
  }

  private async takeBackOne(tx: Tx, commission: CommissionView, conversion: ConversionView, reversal: ReversalView): Promise<CommissionView> {
    const amountMinor = reversedShare(commission.amountMinor, reversal.reversedTotalMinor, conversion.amountMinor) - commission.reversedMinor;
    const marginMinor = reversedShare(commission.marginMinor, reversal.reversedTotalMinor, conversion.amountMinor) - commission.reversedMarginMinor;
    const carried = CLAIMED.has(commission.status);
    await this.commissions.addReversal(tx, commission, { conversionReversalId: reversal.id, amountMinor, marginMinor, carried });
    const funds = advertiserFunds(commission.advertiserId);
    const earned = commission.status === 'approved' ? affiliatePending(commission.affiliateId) : affiliatePayable(commission.affiliateId);
    await this.ledger.post(tx, {
      kind: 'conversion.reversed', key: `commission:${commission.id}:reversal:${reversal.id}`, source: source(commission), currency: commission.currency,
      effectiveAt: reversal.createdAt, memo: reversal.reason,
      lines: [{ from: earned, to: funds, amountMinor }, { from: networkMargin, to: funds, amountMinor: marginMinor }],
    });
    return {
      ...commission, reversedMinor: commission.reversedMinor + amountMinor, reversedMarginMinor: commission.reversedMarginMinor + marginMinor,
      carriedMinor: commission.carriedMinor + (carried ? amountMinor : 0n),
    };
  }
}

/**
 * Whether nothing is left for a payout to take. A payable commission with a carried reversal stays payable: the next payout takes
 * what it still stands for together with the carried sum, which is taken whatever becomes of the commission.
 */
function isFinished(commission: CommissionView): boolean {
  return ['approved', 'paid'].includes(commission.status) || (commission.status === 'payable' && commission.carriedMinor === 0n);
}

function source(commission: CommissionView): { type: string; id: Uuid } {
  return { type: 'commission', id: commission.id };
}
