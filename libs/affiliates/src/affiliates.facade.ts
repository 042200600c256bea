import { newId, type Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { CoolingReason, PayoutDestinationStatus } from './contracts';

/** A payout destination as other contexts see it. */
export interface PayoutDestinationView {
  readonly id: Uuid;
  readonly affiliateId: Uuid;
  readonly stripeAccountId: string;
  readonly status: PayoutDestinationStatus;
  readonly requirements: string[];
  /** The bank accounts and cards behind it; empty until Stripe has named one. */
  readonly externalAccounts: string[];
  readonly createdAt: Date;
  /** When the question was asked whose answer this is. */
  readonly checkedAt: Date;
  /** When it was first seen active. */
  readonly activatedAt: Date | null;
  readonly changedAt: Date | null;
  /** No new payout before this. May lie in the past. */
  readonly coolsUntil: Date | null;
  readonly coolsBecause: CoolingReason | null;
}

/** What Stripe said of an account, and when it was asked. */
export interface DestinationState {
  readonly status: PayoutDestinationStatus;
  readonly requirements: readonly string[];
  /** Null when it did not say. */
  readonly externalAccounts: readonly string[] | null;
  readonly askedAt: Date;
}

const DESTINATION_COLUMNS = 'id, affiliate_id, stripe_account_id, status, requirements, external_accounts, created_at, checked_at, activated_at, changed_at, cools_until, cools_because';

/** What other contexts may ask of affiliates. */
@Injectable()
export class AffiliatesFacade {
  /** The affiliate's name, country and whether it may earn; null for an unknown id. */
  async find(tx: Tx, affiliateId: Uuid): Promise<{ name: string; country: string; status: 'active' | 'suspended' } | null> {
    return tx.row(`SELECT name, country, status FROM affiliate WHERE id = $1`, [affiliateId]);
  }

  /** Whether the affiliate is suspended; answered in any scope, and nothing else of it is told. */
  async isSuspended(tx: Tx, affiliateId: Uuid): Promise<boolean> {
    return (await tx.row<{ suspended: boolean }>(`SELECT fairlead_affiliate_suspended($1) AS suspended`, [affiliateId]))?.suspended ?? false;
  }

  /** Those of these affiliates, or of all, that may not earn. */
  async suspended(tx: Tx, affiliateIds: readonly Uuid[] | null): Promise<Uuid[]> {
    const rows = await tx.rows<{ id: Uuid }>(
      `SELECT id FROM affiliate WHERE status = 'suspended' AND ($1::uuid[] IS NULL OR id = ANY($1::uuid[]))`, [affiliateIds && [...affiliateIds]],
    );
    return rows.map((row) => row.id);
  }

  /** Whether the channel is this affiliate's own. */
  async hasChannel(tx: Tx, affiliateId: Uuid, channelId: Uuid): Promise<boolean> {
    return (await tx.row(`SELECT id FROM channel WHERE id = $1 AND affiliate_id = $2`, [channelId, affiliateId])) !== null;
  }

  /** Destinations that are not closed, of these affiliates. */
  async liveDestinations(tx: Tx, affiliateIds: readonly Uuid[]): Promise<PayoutDestinationView[]> {
    return tx.rows<PayoutDestinationView>(
      `SELECT ${DESTINATION_COLUMNS} FROM payout_destination WHERE affiliate_id = ANY($1::uuid[]) AND status <> 'closed'`, [[...affiliateIds]],
    );
  }

  /** Holds the destination of a Stripe account until the transaction ends. */
  async lockDestination(tx: Tx, stripeAccountId: string): Promise<PayoutDestinationView | null> {
    return tx.row<PayoutDestinationView>(`SELECT ${DESTINATION_COLUMNS} FROM payout_destination WHERE stripe_account_id = $1 FOR NO KEY UPDATE`, [stripeAccountId]);
  }

  /** The newest destination of the affiliate, closed ones too. Scans the table, which is small, and only when an account is connected. */
  async newestDestination(tx: Tx, affiliateId: Uuid): Promise<PayoutDestinationView | null> {
    return tx.row<PayoutDestinationView>(`SELECT ${DESTINATION_COLUMNS} FROM payout_destination WHERE affiliate_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1`, [affiliateId]);
  }

  /** Links a Stripe account. A second live destination of the affiliate is refused by `uq_payout_destination_live`. */
  async linkDestination(tx: Tx, affiliateId: Uuid, stripeAccountId: string): Promise<PayoutDestinationView> {
    const rows = await tx.rows<PayoutDestinationView>(
      `INSERT INTO payout_destination (id, affiliate_id, stripe_account_id, status, requirements, created_at, checked_at)
       VALUES ($1, $2, $3, 'onboarding', '{}', $4, $4) RETURNING ${DESTINATION_COLUMNS}`,
      [newId(tx.now.getTime()), affiliateId, stripeAccountId, tx.now],
    );
    const [destination] = rows;
    if (!destination) throw new Error('the insert returned no row');
    return destination;
  }

  /** Records what Stripe says of an account. That it was active once is never taken back. */
  async recordDestination(tx: Tx, id: Uuid, state: DestinationState): Promise<void> {
    await tx.rows(
      `UPDATE payout_destination SET status = $2, requirements = $3, external_accounts = coalesce($4::text[], external_accounts), checked_at = $5,
         activated_at = coalesce(activated_at, CASE WHEN $6 THEN $5::timestamptz END)
       WHERE id = $1 AND status <> 'closed'`,
      [id, state.status, [...state.requirements], state.externalAccounts && [...state.externalAccounts], state.askedAt, state.status === 'active'],
    );
  }

  /** Keeps new payouts from a destination that changed now. */
  async coolDestination(tx: Tx, id: Uuid, until: Date, because: CoolingReason): Promise<void> {
    await tx.rows(`UPDATE payout_destination SET changed_at = $2, cools_until = $3, cools_because = $4 WHERE id = $1`, [id, tx.now, until, because]);
  }
}
