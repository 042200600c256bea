import { newId, type TenantContext } from '@fairlead/kernel';
import { advertiserFunds, advertiserReserved, affiliatePending, networkMargin, type NewJournal } from '@fairlead/ledger';
import { ListQuery } from '@fairlead/platform';
import { deposit, type LedgerBench, NETWORK, openLedgerBench } from './ledger-bench';

const actor = { kind: 'user', id: newId() } as const;
const [advertiserId, otherAdvertiser, affiliateId, otherAffiliate, conversion] = [newId(), newId(), newId(), newId(), newId()] as [string, string, string, string, string];
const advertiser: TenantContext = { scope: 'advertiser', advertiserId, actor };
const affiliate: TenantContext = { scope: 'affiliate', affiliateId, actor };
const strangers: TenantContext[] = [
  { scope: 'advertiser', advertiserId: otherAdvertiser, actor }, { scope: 'affiliate', affiliateId: otherAffiliate, actor },
  { scope: 'advertiser', advertiserId: affiliateId, actor }, { scope: 'affiliate', affiliateId: advertiserId, actor },
];
const accrual: NewJournal = {
  kind: 'commission.accrued', key: 'accrual', source: { type: 'conversion', id: conversion }, currency: 'USD',
  lines: [
    { from: advertiserReserved(advertiserId), to: affiliatePending(affiliateId), amountMinor: 800n },
    { from: advertiserReserved(advertiserId), to: networkMargin, amountMinor: 200n },
  ],
};

describe('who sees what of the ledger', () => {
  let ledger: LedgerBench;
  let accrualId: string;

  beforeAll(async () => {
    ledger = await openLedgerBench();
    await ledger.run((tx) => ledger.facade.post(tx, deposit(advertiserId, 1_000n)));
    await ledger.run((tx) => ledger.facade.post(tx, deposit(otherAdvertiser, 77n)));
    accrualId = (await ledger.run((tx) => ledger.facade.post(tx, accrual))).journalId!;
  });
  afterAll(() => ledger.close());

  it('gives each side its own postings of a shared journal', async () => {
    const seen = async (context: TenantContext) => (await ledger.queries.getJournal(context, accrualId)).postings.map((posting) => posting.amountMinor);

    await expect(seen(NETWORK)).resolves.toEqual([-800n, 800n, -200n, 200n]);
    await expect(seen(advertiser)).resolves.toEqual([-800n, -200n]);
    await expect(seen(affiliate)).resolves.toEqual([800n]);
  });

  it('shows a stranger nothing', async () => {
    for (const context of strangers) {
      await expect(ledger.queries.getJournal(context, accrualId)).rejects.toMatchObject({ code: 'journal.not_found' });
      await expect(ledger.run((tx) => ledger.facade.journalsOf(tx, [conversion]), context)).resolves.toEqual([]);
      await expect(ledger.run((tx) => ledger.facade.balance(tx, advertiserFunds(advertiserId), 'USD'), context)).resolves.toBe(0n);
      await expect(ledger.run((tx) => ledger.facade.balancesOf(tx, { affiliateId }), context)).resolves.toEqual([]);
    }
  });

  it('lists to each its own accounts and journals', async () => {
    const codes = async (context: TenantContext) => (await ledger.queries.listAccounts(context, {}, new ListQuery())).data.map((account) => [account.code, account.balanceMinor]);
    const kinds = async (context: TenantContext) => (await ledger.queries.listJournals(context, {}, new ListQuery())).data.map((journal) => journal.kind);

    expect(new Map(await codes(advertiser) as [string, bigint][])).toEqual(new Map([
      [`advertiser:${advertiserId}:funds:USD`, 1_000n], [`advertiser:${advertiserId}:reserved:USD`, -1_000n],
    ]));
    await expect(codes(affiliate)).resolves.toEqual([[`affiliate:${affiliateId}:pending:USD`, 800n]]);
    await expect(codes(NETWORK)).resolves.toHaveLength(6);
    await expect(kinds(advertiser)).resolves.toEqual(['commission.accrued', 'funding.received']);
    await expect(kinds(affiliate)).resolves.toEqual(['commission.accrued']);
    await expect(kinds(NETWORK)).resolves.toHaveLength(3);
  });

  it('filters and pages lists, newest first', async () => {
    const stripe = (await ledger.queries.listAccounts(NETWORK, { kind: 'stripe_balance', currency: 'USD' }, new ListQuery())).data[0]!;
    const page = Object.assign(new ListQuery(), { limit: 1 });
    const first = await ledger.queries.listJournals(NETWORK, { accountId: stripe.id }, page);
    const second = await ledger.queries.listJournals(NETWORK, { accountId: stripe.id, kind: 'funding.received' }, { ...page, cursor: first.next_cursor! });

    expect(stripe.balanceMinor).toBe(-1_077n);
    expect([first.data[0]?.advertiserId, first.has_more, second.data[0]?.advertiserId, second.has_more]).toEqual([otherAdvertiser, true, advertiserId, false]);
    await expect(ledger.queries.listJournals(advertiser, { accountId: stripe.id }, new ListQuery())).resolves.toMatchObject({ data: [] });
    await expect(ledger.queries.listJournals(NETWORK, { sourceId: conversion }, new ListQuery())).resolves.toMatchObject({ data: [{ id: accrualId }] });
    await expect(ledger.queries.listAccounts(NETWORK, { affiliateId }, new ListQuery())).resolves.toMatchObject({ data: [{ kind: 'affiliate_pending' }] });
  });

  it('keeps the trial balance to the network', async () => {
    await expect(ledger.queries.trialBalance(advertiser)).rejects.toMatchObject({ code: 'ledger.network_scope_required', kind: 'forbidden' });
    await expect(ledger.queries.trialBalance(NETWORK)).resolves.toEqual([
      { currency: 'USD', debitMinor: 2_077n, creditMinor: 2_077n, differenceMinor: 0n },
    ]);
  });

  it.each(['ledger_account', 'journal', 'posting'])('hides every foreign row of %s beneath the queries too, and all of them without a scope', async (table) => {
    const count = (context: TenantContext) => ledger.run(async (tx) => (await tx.rows(`SELECT 1 AS one FROM ${table}`)).length, context);

    for (const context of strangers) {
      const own = context.scope === 'advertiser' && context.advertiserId === otherAdvertiser ? 1 : 0;
      await expect(count(context)).resolves.toBe(own);
    }
    await expect(ledger.run(async (tx) => {
      await tx.rows(`SELECT set_config('fairlead.scope', '', true)`);
      return tx.rows(`SELECT 1 AS one FROM ${table}`);
    })).resolves.toEqual([]);
  });

  it('keeps each query to its tenant with row-level security switched off as well', async () => {
    await ledger.asIntruder(...['ledger_account', 'journal', 'posting'].map((table) => `ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`));

    await expect(ledger.queries.getJournal(affiliate, accrualId)).resolves.toMatchObject({ postings: [{ amountMinor: 800n }] });
    await expect(ledger.queries.getJournal(strangers[0]!, accrualId)).rejects.toMatchObject({ code: 'journal.not_found' });
    await expect(ledger.queries.listAccounts(affiliate, {}, new ListQuery())).resolves.toMatchObject({ data: [{ kind: 'affiliate_pending' }] });
    await expect(ledger.run((tx) => ledger.facade.balance(tx, advertiserFunds(advertiserId), 'USD'), strangers[0])).resolves.toBe(0n);
    await expect(ledger.run((tx) => ledger.facade.balancesOf(tx, { affiliateId }), strangers[1])).resolves.toEqual([]);

    await ledger.asIntruder(...['ledger_account', 'journal', 'posting'].map((table) => `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`));
  });

  it('lets no tenant write, whatever the code does', async () => {
    const attempt = ledger.run((tx) => tx.rows(
      `INSERT INTO ledger_account VALUES ('${newId()}', 'advertiser:${advertiserId}:funds:EUR', 'advertiser_funds', '${advertiserId}', NULL, 'EUR', now())`,
    ), advertiser);

    await expect(attempt).rejects.toThrow(/row-level security/);
  });
});
