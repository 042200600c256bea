import type { Currency, Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { assertNetworkScope } from './application/network-scope';
import { PostJournal, type PostResult } from './application/post-journal.service';
import type { BalanceView, JournalView } from './contracts';
import { accountCode, type AccountRef } from './domain/account-ref';
import type { NewJournal } from './domain/plan-journal';
import { AccountsRepository, type BalanceOwner } from './persistence/accounts.repository';
import { JournalsRepository } from './persistence/journals.repository';

/** What other contexts may do with the ledger, inside their own transactions. Writing and locking take the network's scope. */
@Injectable()
export class LedgerFacade {
  constructor(
    private readonly postJournal: PostJournal,
    private readonly accounts: AccountsRepository,
    private readonly journals: JournalsRepository,
  ) {}

  /** Records a journal once per key; a replay returns the first one with `posted: false`. See `PostJournal` and `planJournal` for refusals. */
  async post(tx: Tx, journal: NewJournal): Promise<PostResult> {
    return this.postJournal.run(tx, journal);
  }

  /** Minor units, credit positive; 0 for an account never used, or not the tenant's. */
  async balance(tx: Tx, ref: AccountRef, currency: Currency): Promise<bigint> {
    return this.accounts.balance(tx, ref, currency);
  }

  /** All balances of one owner, by currency and kind. */
  async balancesOf(tx: Tx, owner: BalanceOwner): Promise<BalanceView[]> {
    return this.accounts.balancesOf(tx, owner);
  }

  /** What an affiliate was paid so far, in minor units per currency. */
  async paidTo(tx: Tx, affiliateId: Uuid): Promise<ReadonlyMap<Currency, bigint>> {
    return this.accounts.paidTo(tx, affiliateId);
  }

  /**
   * Holds the account until the transaction ends, opening it if needed: read the balance after this and decide on it.
   * Everyone who decides must lock; postings without a decision do not wait.
   */
  async lockAccount(tx: Tx, ref: AccountRef, currency: Currency): Promise<void> {
    assertNetworkScope(tx.context);
    const id = (await this.accounts.open(tx, [ref], currency)).get(accountCode(ref, currency));
    if (id === undefined) throw new Error(`ledger account ${accountCode(ref, currency)} was not opened`);
    await this.accounts.lock(tx, id);
  }

  /** The journals with one of these sources, oldest first, with the postings that the scope may see: for traces. */
  async journalsOf(tx: Tx, sourceIds: readonly Uuid[]): Promise<JournalView[]> {
    return this.journals.findBySources(tx, sourceIds);
  }
}
