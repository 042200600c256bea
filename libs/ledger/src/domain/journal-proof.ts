import { contentHash, type Currency } from '@fairlead/kernel';
import type { JournalView, PostingView } from '../contracts';

/** The facts of a journal that its hash covers. */
export type HashedJournal = Omit<JournalView, 'contentHash' | 'postings'>;

/** The facts of a posting that its journal's hash covers; the account by its code, which names kind, owner and currency. */
export type HashedPosting = Pick<PostingView, 'id' | 'lineNo' | 'accountCode' | 'amountMinor' | 'currency' | 'advertiserId' | 'affiliateId'>;

/** SHA-256 over everything that a journal says: amounts as decimal text, instants as ISO 8601 with milliseconds. */
export function journalContentHash(journal: HashedJournal, postings: readonly HashedPosting[]): string {
  return contentHash({
    format: 1,
    id: journal.id,
    kind: journal.kind,
    source: { type: journal.source.type, id: journal.source.id },
    key: journal.key,
    postedAt: journal.postedAt,
    effectiveAt: journal.effectiveAt,
    memo: journal.memo,
    actor: journal.actor,
    approvedBy: journal.approvedBy,
    reversesJournalId: journal.reversesJournalId,
    advertiserId: journal.advertiserId,
    affiliateId: journal.affiliateId,
    postingCount: journal.postingCount,
    postings: [...postings].sort((a, b) => a.lineNo - b.lineNo).map((posting) => ({
      id: posting.id,
      lineNo: posting.lineNo,
      account: posting.accountCode,
      amount: posting.amountMinor,
      currency: posting.currency,
      advertiserId: posting.advertiserId,
      affiliateId: posting.affiliateId,
    })),
  });
}

/** What is wrong with a journal as it is stored, given all of its postings. Empty when sound. */
export function findJournalFaults(journal: JournalView): string[] {
  const faults: string[] = [];
  if (journal.postings.length !== journal.postingCount) {
    faults.push(`journal ${journal.id} states ${journal.postingCount} postings and has ${journal.postings.length}`);
  }
  for (const [currency, sum] of sumsByCurrency(journal.postings)) {
    if (sum !== 0n) faults.push(`journal ${journal.id} sums to ${sum} ${currency}`);
  }
  if (journalContentHash(journal, journal.postings) !== journal.contentHash) {
    faults.push(`journal ${journal.id} does not match its content hash`);
  }
  return faults;
}

function sumsByCurrency(postings: readonly PostingView[]): Map<Currency, bigint> {
  const sums = new Map<Currency, bigint>();
  for (const posting of postings) sums.set(posting.currency, (sums.get(posting.currency) ?? 0n) + posting.amountMinor);
  return sums;
}
