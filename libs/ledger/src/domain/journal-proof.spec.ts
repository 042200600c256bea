import type { JournalView, PostingView } from '../contracts';
import { findJournalFaults, journalContentHash } from './journal-proof';

const ID = '0193a000-0000-7000-8000-000000000001';
const OTHER = '0193a000-0000-7000-8000-000000000002';

const postings: PostingView[] = [
  posting({ lineNo: 1, accountCode: 'stripe:balance:USD', accountKind: 'stripe_balance', amountMinor: -500n }),
  posting({ lineNo: 2, accountCode: `advertiser:${ID}:funds:USD`, amountMinor: 500n, advertiserId: ID }),
];
const facts: Omit<JournalView, 'contentHash' | 'postings'> = {
  id: ID, kind: 'funding.received', source: { type: 'funding', id: ID }, key: 'funding:1', postedAt: new Date('2026-03-01T10:00:00.123Z'),
  effectiveAt: new Date('2026-03-01T09:00:00.000Z'), memo: null, actor: 'system:billing', approvedBy: null, reversesJournalId: null, advertiserId: ID,
  affiliateId: null, postingCount: 2,
};
const journal: JournalView = { ...facts, postings, contentHash: journalContentHash(facts, postings) };

describe('proof of a journal', () => {
  it('has a hash that never changes for the same content', () => {
    expect(journalContentHash(facts, [...postings].reverse())).toBe('12a45458d1f2e35314415b1545490e7efc455305fefaf2fb066b34f4c2aebca5');
  });

  it.each<Partial<JournalView>>([
    { id: OTHER }, { kind: 'adjustment' }, { source: { type: 'payout', id: ID } }, { source: { type: 'funding', id: OTHER } }, { key: 'funding:2' },
    { postedAt: new Date('2026-03-01T10:00:00.124Z') }, { effectiveAt: new Date(0) }, { memo: '' }, { actor: 'system:other' }, { approvedBy: OTHER },
    { reversesJournalId: OTHER }, { advertiserId: OTHER }, { affiliateId: OTHER }, { postingCount: 3 },
  ])('covers %j', (change) => {
    expect(journalContentHash({ ...facts, ...change }, postings)).not.toBe(journal.contentHash);
  });

  it.each<Partial<PostingView>>([
    { id: OTHER }, { lineNo: 3 }, { accountCode: 'stripe:balance:EUR' }, { amountMinor: -501n }, { currency: 'EUR' }, { advertiserId: OTHER },
    { affiliateId: OTHER },
  ])('covers a posting’s %j', (change) => {
    expect(journalContentHash(facts, [{ ...postings[0]!, ...change }, postings[1]!])).not.toBe(journal.contentHash);
  });

  it('finds nothing wrong with a sound journal', () => {
    expect(findJournalFaults(journal)).toEqual([]);
  });

  it('says in words what is wrong', () => {
    const shortened = { ...journal, postings: [postings[1]!] };

    expect(findJournalFaults(shortened)).toEqual([
      `journal ${ID} states 2 postings and has 1`, `journal ${ID} sums to 500 USD`, `journal ${ID} does not match its content hash`,
    ]);
  });
});

function posting(values: Partial<PostingView>): PostingView {
  return {
    id: ID, lineNo: 1, accountId: ID, accountCode: '', accountKind: 'advertiser_funds', amountMinor: 0n, currency: 'USD', advertiserId: null,
    affiliateId: null, ...values,
  };
}
