import { calculateCommission } from '@fairlead/commissions';
import { canonicalJson, type Currency, divideHalfEven, type Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';
import { findingOf, type Invariant } from '../invariant';

const BATCH = 1_000;

interface StoredCommission {
  readonly id: Uuid;
  readonly amountMinor: bigint;
  readonly marginMinor: bigint;
  readonly trace: unknown;
  readonly saleMinor: bigint;
  readonly termsId: Uuid;
  readonly version: number;
  readonly currency: Currency;
  readonly commissionType: 'percent' | 'flat';
  readonly commissionRateBps: number | null;
  readonly commissionAmountMinor: bigint | null;
  readonly networkFeeBps: number;
}

interface StoredShare {
  readonly commissionId: Uuid;
  readonly reversalId: Uuid;
  readonly amountMinor: bigint;
  readonly marginMinor: bigint;
  readonly commissionMinor: bigint;
  readonly commissionMarginMinor: bigint;
  readonly saleMinor: bigint;
  readonly reversedTotalMinor: bigint;
}

/** Computes every commission once more from the stored sale and terms; sums, margin and written arithmetic must come out the same. */
export const recomputedCommissions: Invariant = {
  number: 4,
  title: 'A commission computed again from its sale and terms is the same integer',
  check: async (tx) => {
    const breaches: string[] = [];
    let checked = 0;
    for (let batch = await readCommissions(tx, null); batch.length > 0; batch = await readCommissions(tx, batch.at(-1)?.id ?? null)) {
      checked += batch.length;
      breaches.push(...batch.flatMap(faultsOf));
    }
    return findingOf(checked, breaches);
  },
};

/** Computes every part of a reversal once more: the running total's share, rounded half to even, less what was taken back before. */
export const recomputedReversals: Invariant = {
  number: 4,
  title: 'A reversal’s share computed again from the running total is the same integer',
  check: async (tx) => {
    const shares = await readShares(tx);
    const before = new Map<Uuid, { amount: bigint; margin: bigint }>();
    const breaches: string[] = [];
    for (const share of shares) {
      const taken = before.get(share.commissionId) ?? { amount: 0n, margin: 0n };
      const total = { amount: shareOf(share.commissionMinor, share), margin: shareOf(share.commissionMarginMinor, share) };
      if (share.amountMinor !== total.amount - taken.amount || share.marginMinor !== total.margin - taken.margin) {
        breaches.push(`reversal ${share.reversalId} takes ${share.amountMinor} and ${share.marginMinor} back, not ${total.amount - taken.amount} and ${total.margin - taken.margin}`);
      }
      before.set(share.commissionId, total);
    }
    return findingOf(shares.length, breaches);
  },
};

function faultsOf(stored: StoredCommission): string[] {
  const plan = stored.commissionType === 'percent'
    ? { type: 'percent', rateBps: stored.commissionRateBps ?? 0 } as const
    : { type: 'flat', amountMinor: stored.commissionAmountMinor ?? 0n } as const;
  const terms = { id: stored.termsId, version: stored.version, currency: stored.currency, commission: plan, networkFeeBps: stored.networkFeeBps };
  const again = calculateCommission(terms, stored.saleMinor);
  if (again.commissionMinor !== stored.amountMinor || again.marginMinor !== stored.marginMinor) {
    return [`commission ${stored.id} is ${stored.amountMinor} and ${stored.marginMinor}, not ${again.commissionMinor} and ${again.marginMinor}`];
  }
  return canonicalJson(again.trace) === canonicalJson(stored.trace) ? [] : [`commission ${stored.id} is explained by another arithmetic than its own`];
}

/** A conversion without an amount is reversed as a whole. */
function shareOf(sumMinor: bigint, { saleMinor, reversedTotalMinor }: StoredShare): bigint {
  return saleMinor === 0n ? sumMinor : divideHalfEven(sumMinor * reversedTotalMinor, saleMinor);
}

async function readCommissions(tx: Tx, after: Uuid | null): Promise<StoredCommission[]> {
  return tx.rows<StoredCommission>(
    `SELECT m.id, m.amount_minor, m.margin_minor, m.trace, c.amount_minor AS sale_minor, t.id AS terms_id, t.version, t.currency, t.commission_type,
       t.commission_rate_bps, t.commission_amount_minor, t.network_fee_bps
     FROM commission m JOIN conversion c ON c.id = m.conversion_id JOIN offer_terms t ON t.id = m.terms_id
     WHERE $1::uuid IS NULL OR m.id > $1 ORDER BY m.id LIMIT ${BATCH}`,
    [after],
  );
}

async function readShares(tx: Tx): Promise<StoredShare[]> {
  return tx.rows<StoredShare>(
    `SELECT s.commission_id, r.id AS reversal_id, s.amount_minor, s.margin_minor, m.amount_minor AS commission_minor, m.margin_minor AS commission_margin_minor,
       c.amount_minor AS sale_minor, r.reversed_total_minor
     FROM commission_reversal s JOIN conversion_reversal r ON r.id = s.conversion_reversal_id JOIN commission m ON m.id = s.commission_id
     JOIN conversion c ON c.id = m.conversion_id ORDER BY s.commission_id, r.reversed_total_minor`,
  );
}
