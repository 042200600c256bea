import { newId } from '@fairlead/kernel';
import type { JournalView, PostingView } from '../contracts';
import { advertiserFunds, stripeBalance } from './account-ref';
import { type NewJournal, planJournal } from './plan-journal';
import { hasSameContent } from './same-content';

const ADVERTISER = newId();
const request: NewJournal = {
  kind: 'funding.received', key: 'funding:1', source: { type: 'funding', id: newId() }, currency: 'USD',
  lines: [{ from: stripeBalance, to: advertiserFunds(ADVERTISER), amountMinor: 500n }],
};
const posted: JournalView = {
  id: newId(), kind: request.kind, source: request.source, key: request.key, postedAt: new Date(5_000), effectiveAt: new Date(5_000), memo: null,
  actor: 'system:billing', approvedBy: null, reversesJournalId: null, advertiserId: ADVERTISER, affiliateId: null, postingCount: 2, contentHash: '',
  postings: [postedLine('stripe:balance:USD', -500n), postedLine(`advertiser:${ADVERTISER}:funds:USD`, 500n)],
};

describe('content of a repeated request', () => {
  it('is the same for the same request, and when the time was left to the ledger', () => {
    expect(isSame(request)).toBe(true);
    expect(isSame({ ...request, effectiveAt: new Date(5_000) })).toBe(true);
  });

  it.each<Partial<NewJournal>>([
    { source: { type: 'payout', id: request.source.id } }, { source: { type: 'funding', id: newId() } }, { memo: 'other' }, { approvedBy: newId() },
    { reversesJournalId: newId() }, { effectiveAt: new Date(5_001) }, { currency: 'EUR' },
    { lines: [{ ...request.lines[0]!, amountMinor: 501n }] }, { lines: [{ ...request.lines[0]!, to: advertiserFunds(newId()) }] },
    { lines: [...request.lines, ...request.lines] },
  ])('differs with another part %#', (change) => {
    expect(isSame({ ...request, ...change })).toBe(false);
  });

  it('differs with another kind', () => {
    expect(hasSameContent({ ...posted, kind: 'adjustment' }, request, planJournal(request)!)).toBe(false);
  });
});

function isSame(journal: NewJournal): boolean {
  return hasSameContent(posted, journal, planJournal(journal)!);
}

function postedLine(accountCode: string, amountMinor: bigint): PostingView {
  return {
    id: newId(), lineNo: 1, accountId: newId(), accountCode, accountKind: 'stripe_balance', amountMinor, currency: 'USD', advertiserId: null, affiliateId: null,
  };
}
