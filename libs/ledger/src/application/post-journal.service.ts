import { actorText, DomainError, newId, type Uuid } from '@fairlead/kernel';
import type { Tx } from '@fairlead/platform';
import { Injectable } from '@nestjs/common';
import { ownerOf } from '../domain/account-ref';
import { type HashedPosting, journalContentHash } from '../domain/journal-proof';
import { type JournalPlan, type NewJournal, planJournal } from '../domain/plan-journal';
import { hasSameContent } from '../domain/same-content';
import { AccountsRepository } from '../persistence/accounts.repository';
import { JournalsRepository } from '../persistence/journals.repository';
import { assertNetworkScope } from './network-scope';
import { OrderedIds } from './ordered-ids';

/** Which journal holds the request now; `posted` is false for a replay, `journalId` null when no line moved anything. */
export type PostResult = { readonly journalId: Uuid; readonly posted: boolean } | { readonly journalId: null; readonly posted: false };

/** Writes one balanced journal in the caller's transaction, at most once per key. */
@Injectable()
export class PostJournal {
  private readonly ids = new OrderedIds();

  constructor(private readonly accounts: AccountsRepository, private readonly journals: JournalsRepository) {}

  /** @throws DomainError `ledger.key_reused` (conflict) when the key already posted something else. */
  async run(tx: Tx, journal: NewJournal): Promise<PostResult> {
    assertNetworkScope(tx.context);
    const plan = planJournal(journal);
    if (!plan) return { journalId: null, posted: false };
    const journalId = this.ids.next(tx.now.getTime());
    const postings = plan.postings.map((posting): HashedPosting => ({
      id: newId(tx.now.getTime()), lineNo: posting.lineNo, accountCode: posting.accountCode, amountMinor: posting.amountMinor,
      currency: posting.currency, ...ownerOf(posting.account),
    }));
    const facts = describe(tx, journalId, journal, plan);
    // The key comes first: it makes a second caller wait here, before either has opened an account.
    const isNew = await this.journals.insertIfNew(tx, { ...facts, contentHash: journalContentHash(facts, postings) });
    if (!isNew) return this.replay(tx, journal, plan);
    const accountIds = await this.accounts.open(tx, plan.postings.map((posting) => posting.account), journal.currency);
    await this.journals.insertPostings(tx, journalId, postings.map((posting) => ({ ...posting, accountId: idOf(accountIds, posting.accountCode) })));
    return { journalId, posted: true };
  }

  private async replay(tx: Tx, journal: NewJournal, plan: JournalPlan): Promise<PostResult> {
    const posted = await this.journals.findByKey(tx, journal.key);
    if (!posted || !hasSameContent(posted, journal, plan)) {
      throw new DomainError('ledger.key_reused', 'conflict', 'This idempotency key already posted a journal with other content', {
        key: journal.key, journal_id: posted?.id ?? null,
      });
    }
    return { journalId: posted.id, posted: false };
  }
}

function describe(tx: Tx, id: Uuid, journal: NewJournal, plan: JournalPlan) {
  return {
    id,
    kind: journal.kind,
    source: journal.source,
    key: journal.key,
    postedAt: tx.now,
    effectiveAt: journal.effectiveAt ?? tx.now,
    memo: journal.memo ?? null,
    actor: actorText(tx.context.actor),
    approvedBy: journal.approvedBy ?? null,
    reversesJournalId: journal.reversesJournalId ?? null,
    advertiserId: plan.advertiserId,
    affiliateId: plan.affiliateId,
    postingCount: plan.postings.length,
  };
}

function idOf(accountIds: ReadonlyMap<string, Uuid>, code: string): Uuid {
  const id = accountIds.get(code);
  if (id === undefined) throw new Error(`ledger account ${code} was not opened`);
  return id;
}
