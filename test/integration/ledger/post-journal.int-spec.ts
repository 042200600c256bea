import { newId, type Uuid } from '@fairlead/kernel';
import {
  advertiserFunds, advertiserReserved, affiliatePayable, affiliatePending, adjustmentAccount, networkMargin, type NewJournal, stripeBalance,
} from '@fairlead/ledger';
import fc from 'fast-check';
import { deposit, type LedgerBench, NETWORK, openLedgerBench } from './ledger-bench';

describe('posting journals', () => {
  let ledger: LedgerBench;

  beforeAll(async () => { ledger = await openLedgerBench(); });
  afterAll(() => ledger.close());

  it('moves money and opens accounts on first use', async () => {
    const [advertiser, affiliate, conversion] = [newId(), newId(), newId()];
    await ledger.run((tx) => ledger.facade.post(tx, deposit(advertiser, 5_000n)));

    await ledger.run(async (tx) => {
      await ledger.facade.post(tx, reserved(advertiser, conversion, 1_000n));
      await ledger.facade.post(tx, accrued(advertiser, affiliate, conversion));
    });

    const balances = await ledger.run(async (tx) => [
      await ledger.facade.balancesOf(tx, { advertiserId: advertiser }), await ledger.facade.balancesOf(tx, { affiliateId: affiliate }),
      await ledger.facade.balance(tx, affiliatePending(affiliate), 'USD'), await ledger.facade.balance(tx, affiliatePayable(affiliate), 'USD'),
    ]);
    expect(balances).toEqual([
      [{ kind: 'advertiser_funds', currency: 'USD', balanceMinor: 4_000n }, { kind: 'advertiser_reserved', currency: 'USD', balanceMinor: 0n }],
      [{ kind: 'affiliate_pending', currency: 'USD', balanceMinor: 800n }],
      800n, 0n,
    ]);
  });

  it('keeps what it was told, for the trace', async () => {
    const [advertiser, source, approver] = [newId(), newId(), newId()];
    const journal: NewJournal = {
      kind: 'adjustment', key: `adjustment:${source}`, source: { type: 'adjustment', id: source }, currency: 'JPY', memo: 'goodwill', approvedBy: approver,
      effectiveAt: new Date('2026-02-01T00:00:00.000Z'), lines: [{ from: adjustmentAccount, to: advertiserFunds(advertiser), amountMinor: 70n }],
    };
    const { journalId } = await ledger.run((tx) => ledger.facade.post(tx, journal));
    const correction = await ledger.run((tx) => ledger.facade.post(tx, {
      ...journal, key: `${journal.key}:back`, reversesJournalId: journalId!, lines: [{ from: advertiserFunds(advertiser), to: adjustmentAccount, amountMinor: 70n }],
    }));

    const views = await ledger.run((tx) => ledger.facade.journalsOf(tx, [source, newId()]));

    expect(views.map((view) => [view.id, view.reversesJournalId])).toEqual([[journalId, null], [correction.journalId, journalId]]);
    expect(views[0]).toMatchObject({
      kind: 'adjustment', key: journal.key, source: journal.source, memo: 'goodwill', approvedBy: approver, actor: 'system:ledger-spec', postingCount: 2,
      postedAt: new Date('2026-03-01T10:00:00.123Z'), effectiveAt: journal.effectiveAt, advertiserId: advertiser, affiliateId: null,
    });
    expect(views[0]!.postings).toMatchObject([
      { lineNo: 1, accountCode: 'network:adjustment:JPY', amountMinor: -70n, currency: 'JPY', advertiserId: null },
      { lineNo: 2, accountCode: `advertiser:${advertiser}:funds:JPY`, amountMinor: 70n, currency: 'JPY', advertiserId: advertiser },
    ]);
  });

  it('answers a replay with the first journal', async () => {
    const journal = deposit(newId(), 100n);
    const first = await ledger.run((tx) => ledger.facade.post(tx, journal));
    ledger.clock.advance(60_000);

    const again = await ledger.run((tx) => ledger.facade.post(tx, journal));

    expect(first.posted).toBe(true);
    expect(again).toEqual({ journalId: first.journalId, posted: false });
  });

  it('refuses a key that posted something else', async () => {
    const advertiser = newId();
    const journal = deposit(advertiser, 100n);
    await ledger.run((tx) => ledger.facade.post(tx, journal));

    const other = ledger.run((tx) => ledger.facade.post(tx, { ...deposit(advertiser, 101n), key: journal.key, source: journal.source }));

    await expect(other).rejects.toMatchObject({ code: 'ledger.key_reused', kind: 'conflict' });
    await expect(ledger.run((tx) => ledger.facade.balance(tx, advertiserFunds(advertiser), 'USD'))).resolves.toBe(100n);
  });

  it('posts once when one key arrives twenty times at once', async () => {
    const advertiser = newId();
    const journal = deposit(advertiser, 100n);

    const results = await Promise.all(Array.from({ length: 20 }, () => ledger.run((tx) => ledger.facade.post(tx, journal))));

    expect(results.filter((result) => result.posted)).toHaveLength(1);
    expect(new Set(results.map((result) => result.journalId)).size).toBe(1);
    await expect(ledger.run((tx) => ledger.facade.balance(tx, advertiserFunds(advertiser), 'USD'))).resolves.toBe(100n);
  });

  it('opens each account once when twenty first postings meet on a cold ledger', async () => {
    const cold = await openLedgerBench();
    const advertiser = newId();

    const results = await Promise.all(Array.from({ length: 20 }, (_, index) => cold.run((tx) => cold.facade.post(tx, deposit(advertiser, BigInt(index + 1))))));

    expect(results.every((result) => result.posted)).toBe(true);
    const accounts = await cold.run((tx) => tx.rows<{ code: string }>(`SELECT code FROM ledger_account ORDER BY code`));
    expect(accounts.map((account) => account.code)).toEqual([`advertiser:${advertiser}:funds:USD`, 'stripe:balance:USD']);
    await expect(cold.run((tx) => cold.facade.balance(tx, stripeBalance, 'USD'))).resolves.toBe(-210n);
    await cold.close();
  });

  it('posts nothing for lines of nothing', async () => {
    const result = await ledger.run((tx) => ledger.facade.post(tx, deposit(newId(), 0n)));

    expect(result).toEqual({ journalId: null, posted: false });
  });

  it('lets deciders on one account through one at a time, and never below zero', async () => {
    const advertiser = newId();
    await ledger.run((tx) => ledger.facade.post(tx, deposit(advertiser, 1_000n)));

    const outcomes = await Promise.all(Array.from({ length: 8 }, () => ledger.run(async (tx) => {
      await ledger.facade.lockAccount(tx, advertiserFunds(advertiser), 'USD');
      if (await ledger.facade.balance(tx, advertiserFunds(advertiser), 'USD') < 300n) return false;
      await ledger.facade.post(tx, reserved(advertiser, newId(), 300n));
      return true;
    })));

    expect(outcomes.filter(Boolean)).toHaveLength(3);
    await expect(ledger.run((tx) => ledger.facade.balance(tx, advertiserFunds(advertiser), 'USD'))).resolves.toBe(100n);
  });

  it('lets others post to an account that somebody decides on', async () => {
    const advertiser = newId();

    await ledger.run(async (tx) => {
      await ledger.facade.lockAccount(tx, advertiserFunds(advertiser), 'USD');
    });
    await ledger.run(async (tx) => {
      await ledger.facade.lockAccount(tx, advertiserFunds(advertiser), 'USD');
      const meanwhile = await ledger.run((other) => ledger.facade.post(other, deposit(advertiser, 5n)));
      expect(meanwhile.posted).toBe(true);
    });
  });

  it('keeps every currency at zero, whatever is posted', async () => {
    const owners = [newId(), newId()];
    const affiliate = newId();
    const anyPosting = fc.record({
      advertiser: fc.constantFrom(...owners), amount: fc.bigInt({ min: 1n, max: 10n ** 12n }), fee: fc.bigInt({ min: 0n, max: 10n ** 9n }),
      currency: fc.constantFrom('USD' as const, 'JPY' as const, 'KWD' as const),
    });

    await fc.assert(fc.asyncProperty(fc.array(anyPosting, { minLength: 1, maxLength: 4 }), async (batch) => {
      await ledger.run(async (tx) => {
        for (const { advertiser, amount, fee, currency } of batch) { // one transaction, one after the other
          const source = newId();
          await ledger.facade.post(tx, deposit(advertiser, amount, { currency }));
          await ledger.facade.post(tx, { ...reserved(advertiser, source, amount), currency });
          await ledger.facade.post(tx, { ...accrued(advertiser, affiliate, source, amount, fee), currency });
        }
      });
      const lines = await ledger.queries.trialBalance(NETWORK);
      expect(lines.length).toBeGreaterThan(0);
      expect(lines.every((line) => line.differenceMinor === 0n && line.debitMinor === line.creditMinor)).toBe(true);
    }), { numRuns: 15 });
  });

  it('posts and locks in the network’s scope only', async () => {
    const advertiserId = newId();
    const tenant = { scope: 'advertiser', advertiserId, actor: { kind: 'user', id: newId() } } as const;

    await expect(ledger.run((tx) => ledger.facade.post(tx, deposit(advertiserId, 1n)), tenant)).rejects.toMatchObject({ code: 'ledger.network_scope_required' });
    await expect(ledger.run((tx) => ledger.facade.lockAccount(tx, advertiserFunds(advertiserId), 'USD'), tenant))
      .rejects.toMatchObject({ code: 'ledger.network_scope_required' });
  });
});

function reserved(advertiser: Uuid, conversion: Uuid, amountMinor: bigint): NewJournal {
  return {
    kind: 'conversion.reserved', key: `conversion.reserved:${conversion}`, source: { type: 'conversion', id: conversion }, currency: 'USD',
    lines: [{ from: advertiserFunds(advertiser), to: advertiserReserved(advertiser), amountMinor }],
  };
}

function accrued(advertiser: Uuid, affiliate: Uuid, conversion: Uuid, commission = 800n, margin = 200n): NewJournal {
  return {
    kind: 'commission.accrued', key: `commission.accrued:${conversion}`, source: { type: 'conversion', id: conversion }, currency: 'USD',
    lines: [
      { from: advertiserReserved(advertiser), to: affiliatePending(affiliate), amountMinor: commission },
      { from: advertiserReserved(advertiser), to: networkMargin, amountMinor: margin },
    ],
  };
}
