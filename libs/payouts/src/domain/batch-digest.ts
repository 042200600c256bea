import { contentHash, type Currency, type Uuid } from '@fairlead/kernel';

/** What an approver approves: who gets how much, for what, to where. */
export interface DigestedPayout {
  readonly payoutId: Uuid;
  readonly affiliateId: Uuid;
  readonly stripeAccountId: string;
  readonly amountMinor: bigint;
  readonly lines: readonly { readonly commissionId: Uuid; readonly commissionReversalId: Uuid | null; readonly amountMinor: bigint }[];
}

/** SHA-256 over the batch in a canonical order: any change of a line, sum or destination changes it. */
export function batchDigest(batchId: Uuid, currency: Currency, payouts: readonly DigestedPayout[]): string {
  const key = (line: DigestedPayout['lines'][number]): string => `${line.commissionId}:${line.commissionReversalId ?? ''}`;
  const ordered = [...payouts]
    .sort((a, b) => (a.payoutId < b.payoutId ? -1 : 1))
    .map((payout) => ({
      payoutId: payout.payoutId, affiliateId: payout.affiliateId, stripeAccountId: payout.stripeAccountId, amountMinor: payout.amountMinor,
      lines: [...payout.lines].sort((a, b) => (key(a) < key(b) ? -1 : 1))
        .map((line) => ({ commissionId: line.commissionId, commissionReversalId: line.commissionReversalId, amountMinor: line.amountMinor })),
    }));
  return contentHash({ batchId, currency, payouts: ordered });
}
