import { contentHash, type Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';
import { findingOf, type Invariant } from '../invariant';

interface StoredBatch {
  readonly id: Uuid;
  readonly currency: string;
  readonly digest: string;
}

interface StoredLine {
  readonly payoutId: Uuid;
  readonly affiliateId: Uuid;
  readonly stripeAccountId: string;
  readonly payoutMinor: bigint;
  readonly commissionId: Uuid | null;
  readonly commissionReversalId: Uuid | null;
  readonly adjustmentId: Uuid | null;
  readonly amountMinor: bigint;
}

/** Computes the digest of every batch once more from its rows: whatever changed after an approval shows. Written apart from the payouts context on purpose. */
export const batchDigests: Invariant = {
  number: 7,
  title: 'The digest of a batch computed again from its payouts and lines is the same',
  check: async (tx) => {
    const batches = await tx.rows<StoredBatch>(`SELECT id, currency, digest FROM payout_batch ORDER BY id`);
    const breaches: string[] = [];
    for (const batch of batches) {
      if (digestOf(batch, await readLines(tx, batch.id)) !== batch.digest) breaches.push(`batch ${batch.id} is not what its digest says`); // one batch in memory at a time
    }
    return findingOf(batches.length, breaches);
  },
};

function digestOf(batch: StoredBatch, lines: readonly StoredLine[]): string {
  const byPayout = new Map<Uuid, StoredLine[]>();
  for (const line of lines) byPayout.set(line.payoutId, [...(byPayout.get(line.payoutId) ?? []), line]);
  const payouts = [...byPayout].map(([payoutId, own]) => ({
    payoutId, affiliateId: own[0]?.affiliateId, stripeAccountId: own[0]?.stripeAccountId, amountMinor: own[0]?.payoutMinor,
    lines: own.map(({ commissionId, commissionReversalId, adjustmentId, amountMinor }) =>
      adjustmentId === null ? { commissionId, commissionReversalId, amountMinor } : { adjustmentId, amountMinor }),
  }));
  return contentHash({ batchId: batch.id, currency: batch.currency, payouts });
}

/** In the canonical order: by payout, then by commission, a commission before its reversals, adjustments last. */
async function readLines(tx: Tx, batchId: Uuid): Promise<StoredLine[]> {
  return tx.rows<StoredLine>(
    `SELECT p.id AS payout_id, p.affiliate_id, p.stripe_account_id, p.amount_minor AS payout_minor, l.commission_id, l.commission_reversal_id, l.adjustment_id, l.amount_minor
     FROM payout p JOIN payout_line l ON l.payout_id = p.id WHERE p.batch_id = $1
     ORDER BY p.id, l.commission_id, l.commission_reversal_id NULLS FIRST, l.adjustment_id`,
    [batchId],
  );
}
