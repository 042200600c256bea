import { contentHash, type Currency, type Uuid } from '@fairlead/kernel';
import type { PayoutItem } from './payout-item';

/** What an approver approves: who gets how much, for what, to where. */
export interface DigestedPayout {
  readonly payoutId: Uuid;
  readonly affiliateId: Uuid;
  readonly stripeAccountId: string;
  readonly amountMinor: bigint;
  readonly lines: readonly DigestedLine[];
}

type DigestedLine = Pick<PayoutItem, 'commissionId' | 'commissionReversalId' | 'adjustmentId' | 'amountMinor'>;

/** SHA-256 over the batch in a canonical order: any change of a line, sum or destination changes it. */
export function batchDigest(batchId: Uuid, currency: Currency, payouts: readonly DigestedPayout[]): string {
  // A commission before its reversals, adjustments last.
  const key = (line: DigestedLine): string => (line.adjustmentId === null ? `${line.commissionId}:${line.commissionReversalId ?? ''}` : `~${line.adjustmentId}`);
  const ordered = [...payouts]
    .sort((a, b) => (a.payoutId < b.payoutId ? -1 : 1))
    .map((payout) => ({
      payoutId: payout.payoutId, affiliateId: payout.affiliateId, stripeAccountId: payout.stripeAccountId, amountMinor: payout.amountMinor,
      lines: [...payout.lines].sort((a, b) => (key(a) < key(b) ? -1 : 1))
        .map(digested),
    }));
  return contentHash({ batchId, currency, payouts: ordered });
}

/** A line of a commission has no member for adjustments: digests that were approved before there were any stay what they are. */
function digested({ commissionId, commissionReversalId, adjustmentId, amountMinor }: DigestedLine): object {
  return adjustmentId === null ? { commissionId, commissionReversalId, amountMinor } : { adjustmentId, amountMinor };
}
