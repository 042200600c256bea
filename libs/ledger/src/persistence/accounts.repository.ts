import { type Currency, newId, type Uuid } from '@fairlead/kernel';
import { SqlFilter, type Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import type { AccountKind, BalanceView, LedgerAccountView, TrialBalanceLine } from '../contracts';
import { accountCode, type AccountRef, ownerOf } from '../domain/account-ref';
import { keepToTenant } from './tenant-scope';

/** Whose balances. */
export type BalanceOwner = { readonly advertiserId: Uuid } | { readonly affiliateId: Uuid };

/** Narrows a list of accounts; what is left out does not. */
export interface AccountFilter {
  readonly kind?: AccountKind | undefined;
  readonly currency?: Currency | undefined;
  readonly advertiserId?: Uuid | undefined;
  readonly affiliateId?: Uuid | undefined;
}

/** Rows of `ledger_account` and the sums of their postings. */
@Injectable()
export class AccountsRepository {
  /** Ids by code; accounts that do not exist are opened. Any number of callers may open the same one at once. */
  async open(tx: Tx, refs: readonly AccountRef[], currency: Currency): Promise<Map<string, Uuid>> {
    const byCode = new Map(refs.map((ref) => [accountCode(ref, currency), ref]));
    const ids = await this.idsOf(tx, [...byCode.keys()]);
    const missing = [...byCode].filter(([code]) => !ids.has(code));
    if (missing.length === 0) return ids;
    await this.insertMissing(tx, missing, currency);
    return this.idsOf(tx, [...byCode.keys()]);
  }

  async lock(tx: Tx, accountId: Uuid): Promise<void> {
    await tx.rows(`SELECT ledger_lock_account($1)`, [accountId]);
  }

  /** Minor units; 0 for an account that was never opened. Reads ix_posting_account_id_journal_id. */
  async balance(tx: Tx, ref: AccountRef, currency: Currency): Promise<bigint> {
    const filter = keepToTenant(new SqlFilter().and('a.code = ?', accountCode(ref, currency)), tx.context, 'a');
    const row = await tx.row<{ balance: bigint }>(
      `SELECT coalesce(sum(p.amount_minor), 0)::bigint AS balance FROM ledger_account a JOIN posting p ON p.account_id = a.id
       ${filter.where()}`,
      filter.parameters,
    );
    return row?.balance ?? 0n;
  }

  async balancesOf(tx: Tx, owner: BalanceOwner): Promise<BalanceView[]> {
    const filter = 'advertiserId' in owner
      ? new SqlFilter().and('a.advertiser_id = ?', owner.advertiserId)
      : new SqlFilter().and('a.affiliate_id = ?', owner.affiliateId);
    return tx.rows<BalanceView>(
      `SELECT a.kind, a.currency, coalesce(sum(p.amount_minor), 0)::bigint AS balance_minor
       FROM ledger_account a LEFT JOIN posting p ON p.account_id = a.id
       ${keepToTenant(filter, tx.context, 'a').where()}
       GROUP BY a.id, a.kind, a.currency ORDER BY a.currency, a.kind`,
      filter.parameters,
    );
  }

  /** What transfers have carried to an affiliate, less what came back, per currency. */
  async paidTo(tx: Tx, affiliateId: Uuid): Promise<Map<Currency, bigint>> {
    const filter = new SqlFilter().and('p.affiliate_id = ?', affiliateId);
    const rows = await tx.rows<{ currency: Currency; paidMinor: bigint }>(
      // A return of a transferred payout first moves the sum back into in_transit: the same account, the other sign.
      `SELECT p.currency, (-sum(p.amount_minor))::bigint AS paid_minor
       FROM posting p JOIN journal j ON j.id = p.journal_id JOIN ledger_account a ON a.id = p.account_id AND a.kind = 'affiliate_in_transit'
       ${keepToTenant(filter, tx.context, 'p').where()} AND (j.kind = 'payout.transferred' OR (j.kind = 'payout.returned' AND p.amount_minor > 0))
       GROUP BY p.currency`,
      filter.parameters,
    );
    return new Map(rows.map((row) => [row.currency, row.paidMinor]));
  }

  /** Newest first, up to `limit` accounts older than `before`. */
  async list(tx: Tx, accounts: AccountFilter, before: Uuid | null, limit: number): Promise<LedgerAccountView[]> {
    const filter = new SqlFilter()
      .and('a.kind = ?', accounts.kind).and('a.currency = ?', accounts.currency)
      .and('a.advertiser_id = ?', accounts.advertiserId).and('a.affiliate_id = ?', accounts.affiliateId).and('a.id < ?', before);
    return tx.rows<LedgerAccountView>(
      `SELECT a.id, a.code, a.kind, a.advertiser_id, a.affiliate_id, a.currency, a.opened_at,
         (SELECT coalesce(sum(p.amount_minor), 0)::bigint FROM posting p WHERE p.account_id = a.id) AS balance_minor
       FROM ledger_account a ${keepToTenant(filter, tx.context, 'a').where()} ORDER BY a.id DESC LIMIT ${filter.bind(limit)}`,
      filter.parameters,
    );
  }

  async trialBalance(tx: Tx): Promise<TrialBalanceLine[]> {
    return tx.rows<TrialBalanceLine>(
      `SELECT currency, coalesce(sum(-balance) FILTER (WHERE balance < 0), 0)::bigint AS debit_minor,
         coalesce(sum(balance) FILTER (WHERE balance > 0), 0)::bigint AS credit_minor, sum(balance)::bigint AS difference_minor
       FROM (SELECT currency, sum(amount_minor) AS balance FROM posting GROUP BY currency, account_id) account
       GROUP BY currency ORDER BY currency`,
    );
  }

  private async idsOf(tx: Tx, codes: readonly string[]): Promise<Map<string, Uuid>> {
    const rows = await tx.rows<{ id: Uuid; code: string }>(`SELECT id, code FROM ledger_account WHERE code = ANY($1::text[])`, [codes]);
    return new Map(rows.map((row) => [row.code, row.id]));
  }

  /** In the order of codes, so that two who open the same accounts wait for each other and never in a circle. */
  private async insertMissing(tx: Tx, missing: readonly (readonly [string, AccountRef])[], currency: Currency): Promise<void> {
    const rows = [...missing].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, ref]) => ({ code, kind: ref.kind, ...ownerOf(ref) }));
    await tx.rows(
      `INSERT INTO ledger_account (id, code, kind, advertiser_id, affiliate_id, currency, opened_at)
       SELECT id, code, kind, advertiser_id, affiliate_id, $6, $7
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::uuid[]) AS account(id, code, kind, advertiser_id, affiliate_id)
       ON CONFLICT (code) DO NOTHING`,
      [
        rows.map(() => newId(tx.now.getTime())), rows.map((row) => row.code), rows.map((row) => row.kind),
        rows.map((row) => row.advertiserId), rows.map((row) => row.affiliateId), currency, tx.now,
      ],
    );
  }
}
