import { type Currency, newId } from '@fairlead/kernel';
import fc from 'fast-check';
import { type AccountKind, JOURNAL_KINDS } from '../contracts';
import {
  type AccountRef, adjustmentAccount, advertiserFunds, advertiserReserved, affiliateInTransit, affiliatePayable, affiliatePending, networkMargin,
  stripeBalance,
} from './account-ref';
import { ALLOWED_TRANSFERS } from './journal-kinds';
import { type NewJournal, planJournal } from './plan-journal';

const ADVERTISER = newId();
const AFFILIATE = newId();
const REF_OF: Record<AccountKind, AccountRef> = {
  stripe_balance: stripeBalance, network_margin: networkMargin, adjustment: adjustmentAccount,
  advertiser_funds: advertiserFunds(ADVERTISER), advertiser_reserved: advertiserReserved(ADVERTISER),
  affiliate_pending: affiliatePending(AFFILIATE), affiliate_payable: affiliatePayable(AFFILIATE), affiliate_in_transit: affiliateInTransit(AFFILIATE),
};
const accrual: NewJournal = {
  kind: 'commission.accrued', key: 'k', source: { type: 'conversion', id: newId() }, currency: 'USD',
  lines: [
    { from: REF_OF.advertiser_reserved, to: REF_OF.affiliate_pending, amountMinor: 800n },
    { from: REF_OF.advertiser_reserved, to: networkMargin, amountMinor: 200n },
  ],
};

const anyJournal: fc.Arbitrary<NewJournal> = fc
  .record({ kind: fc.constantFrom(...JOURNAL_KINDS), currency: fc.constantFrom<Currency>('USD', 'JPY', 'KWD') })
  .chain(({ kind, currency }) => fc
    .array(fc.tuple(fc.constantFrom(...ALLOWED_TRANSFERS[kind]), fc.bigInt({ min: 0n, max: 10n ** 15n })), { maxLength: 8 })
    .map((moves): NewJournal => ({
      ...accrual, kind, currency, memo: 'a reason', approvedBy: newId(),
      lines: moves.map(([[from, to], amountMinor]) => ({ from: REF_OF[from], to: REF_OF[to], amountMinor })),
    })));

describe('planning a journal', () => {
  it('takes from the one account what it gives to the other, credit positive', () => {
    const plan = planJournal(accrual);

    expect(plan?.postings.map((posting) => [posting.lineNo, posting.account.kind, posting.amountMinor])).toEqual([
      [1, 'advertiser_reserved', -800n], [2, 'affiliate_pending', 800n], [3, 'advertiser_reserved', -200n], [4, 'network_margin', 200n],
    ]);
    expect(plan).toMatchObject({ advertiserId: ADVERTISER, affiliateId: AFFILIATE });
  });

  it('drops lines of nothing and plans nothing when none is left', () => {
    const [first, second] = accrual.lines;

    expect(planJournal({ ...accrual, lines: [{ ...first!, amountMinor: 0n }, second!] })?.postings).toHaveLength(2);
    expect(planJournal({ ...accrual, lines: [{ ...first!, amountMinor: 0n }] })).toBeNull();
    expect(planJournal({ ...accrual, lines: [] })).toBeNull();
  });

  it('names only the owners whose accounts move', () => {
    const [first, second] = accrual.lines;

    expect(planJournal({ ...accrual, lines: [{ ...first!, amountMinor: 0n }, second!] })).toMatchObject({ advertiserId: ADVERTISER, affiliateId: null });
  });

  it.each([
    ['ledger.negative_line', { lines: [{ ...accrual.lines[0]!, amountMinor: -1n }] }],
    ['ledger.transfer_not_allowed', { kind: 'funding.received' as const }],
    ['ledger.transfer_not_allowed', { lines: [{ from: networkMargin, to: REF_OF.affiliate_pending, amountMinor: 0n }] }],
    ['ledger.owners_mixed', { lines: [...accrual.lines, { from: advertiserReserved(newId()), to: networkMargin, amountMinor: 1n }] }],
    ['ledger.owners_mixed', { kind: 'commission.released' as const, lines: [{ from: affiliatePending(newId()), to: affiliatePayable(newId()), amountMinor: 1n }] }],
    ['ledger.reason_required', { kind: 'fee' as const, approvedBy: newId(), lines: [{ from: networkMargin, to: stripeBalance, amountMinor: 1n }] }],
    ['ledger.reason_required', { kind: 'fee' as const, approvedBy: newId(), memo: ' ', lines: [{ from: networkMargin, to: stripeBalance, amountMinor: 1n }] }],
    ['ledger.reason_required', { kind: 'fee' as const, memo: 'Stripe fee', lines: [{ from: networkMargin, to: stripeBalance, amountMinor: 1n }] }],
  ])('refuses with %s', (code, change) => {
    expect(() => planJournal({ ...accrual, ...change })).toThrow(expect.objectContaining({ code }));
  });

  it('sums to zero and keeps every unit, whatever the journal', () => {
    fc.assert(fc.property(anyJournal, (journal) => {
      const plan = planJournal(journal);
      const postings = plan?.postings ?? [];
      const moved = journal.lines.reduce((sum, line) => sum + line.amountMinor, 0n);

      expect(postings.reduce((sum, posting) => sum + posting.amountMinor, 0n)).toBe(0n);
      expect(postings.reduce((sum, posting) => (posting.amountMinor > 0n ? sum + posting.amountMinor : sum), 0n)).toBe(moved);
      expect(postings.every((posting, index) => posting.lineNo === index + 1 && posting.amountMinor !== 0n)).toBe(true);
      expect(plan === null).toBe(moved === 0n);
    }));
  });
});
