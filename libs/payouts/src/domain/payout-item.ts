import type { Uuid } from '@fairlead/kernel';

/** What a payout takes: a commission, a reversal of one that came after its payout was claimed (negative), or an adjustment (of either sign). */
export interface PayoutItem {
  readonly affiliateId: Uuid;
  /** Null for an adjustment. */
  readonly commissionId: Uuid | null;
  readonly commissionReversalId: Uuid | null;
  readonly adjustmentId: Uuid | null;
  readonly amountMinor: bigint;
}

/** What makes up an item or a line of a payout. */
type Cause = Pick<PayoutItem, 'commissionId' | 'commissionReversalId' | 'adjustmentId'>;

/** What a line is for. */
export function kindOfItem(item: Cause): 'commission' | 'reversal' | 'adjustment' {
  if (item.adjustmentId !== null) return 'adjustment';
  return item.commissionReversalId === null ? 'commission' : 'reversal';
}

/** The commissions that are paid by these items, without those that are only named by a reversal. */
export function commissionsOf(items: readonly Cause[]): Uuid[] {
  return items.flatMap((item) => (item.commissionId !== null && item.commissionReversalId === null ? [item.commissionId] : []));
}
