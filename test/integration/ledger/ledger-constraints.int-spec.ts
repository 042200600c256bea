import { newId, type Uuid } from '@fairlead/kernel';
import { advertiserFunds, stripeBalance } from '@fairlead/ledger';
import { deposit, type LedgerBench, openLedgerBench } from './ledger-bench';

const HASH = 'a'.repeat(64);

describe('what the database itself refuses', () => {
  let ledger: LedgerBench;
  const advertiser = newId();
  let funds: Uuid;
  let stripe: Uuid;
  let posted: Uuid;

  beforeAll(async () => {
    ledger = await openLedgerBench();
    const result = await ledger.run((tx) => ledger.facade.post(tx, deposit(advertiser, 1_000n)));
    await ledger.run((tx) => ledger.facade.post(tx, deposit(advertiser, 1n, { currency: 'EUR' })));
    posted = result.journalId!;
    funds = await accountId(`advertiser:${advertiser}:funds:USD`);
    stripe = await accountId('stripe:balance:USD');
  });
  afterAll(() => ledger.close());

  it('takes a balanced journal that was written by hand', async () => {
    const id = newId();

    await ledger.asApplication(journal(id), posting(id, 1, stripe, -5), posting(id, 2, funds, 5));

    await expect(ledger.run((tx) => ledger.facade.balance(tx, advertiserFunds(advertiser), 'USD'))).resolves.toBe(1_005n);
    await expect(ledger.run((tx) => ledger.facade.balance(tx, stripeBalance, 'USD'))).resolves.toBe(-1_005n);
  });

  it.each([
    ['ck_journal_balanced', 'postings that do not sum to zero', (id: Uuid) => [journal(id), posting(id, 1, stripe, -5), posting(id, 2, funds, 6)]],
    ['ck_journal_complete', 'a journal without postings', (id: Uuid) => [journal(id)]],
    ['ck_journal_balanced', 'a journal with one posting', (id: Uuid) => [journal(id), posting(id, 1, funds, 5)]],
    ['ck_journal_posting_count', 'a journal that states one posting', (id: Uuid) => [journal(id, { count: 1 })]],
    ['ck_journal_owner', 'a journal that hides from its advertiser', (id: Uuid) =>
      [journal(id, { owner: 'NULL' }), posting(id, 1, stripe, -5), posting(id, 2, funds, 5)]],
    ['ck_posting_amount_minor', 'a posting of nothing', (id: Uuid) => [journal(id), posting(id, 1, stripe, 0)]],
    ['ck_posting_account_currency', 'a posting in another currency than its account', (id: Uuid) => [journal(id), posting(id, 1, stripe, 5, 'EUR')]],
    ['ck_journal_reason', 'an adjustment without reason', (id: Uuid) => [journal(id, { kind: 'adjustment' })]],
    ['uq_posting_journal_id_line_no', 'two postings on one line', (id: Uuid) => [journal(id), posting(id, 1, stripe, -5), posting(id, 1, funds, 5)]],
  ])('%s: %s', async (constraint, _case, statements) => {
    await expect(ledger.asApplication(...statements(newId()))).rejects.toMatchObject({ constraint });
  });

  it('balanced in sum is not enough: each currency on its own', async () => {
    const id = newId();
    const euros = await accountId('stripe:balance:EUR');

    const attempt = ledger.asApplication(journal(id), posting(id, 1, euros, -5, 'EUR'), posting(id, 2, funds, 5));

    await expect(attempt).rejects.toMatchObject({ constraint: 'ck_journal_balanced' });
  });

  it('a posting that comes late, even a balanced pair', async () => {
    const attempt = ledger.asApplication(posting(posted, 3, stripe, -5), posting(posted, 4, funds, 5));

    await expect(attempt).rejects.toMatchObject({ constraint: 'ck_journal_complete' });
  });

  it('an unbalanced journal whose odd posting is hidden from the scope at commit', async () => {
    const id = newId();

    const attempt = ledger.asApplication(
      journal(id), posting(id, 1, funds, -5), posting(id, 2, funds, 5), posting(id, 3, stripe, 7),
      `SET LOCAL fairlead.scope = 'advertiser'`, `SET LOCAL fairlead.advertiser_id = '${advertiser}'`,
    );

    await expect(attempt).rejects.toMatchObject({ constraint: 'ck_journal_balanced' });
  });

  it('an owner column that is not the account’s: it is set from the account', async () => {
    const id = newId();
    const claimed = posting(id, 2, funds, 5).replace('currency)', 'currency, advertiser_id)').replace(/\)$/, `, '${newId()}')`);

    await ledger.asApplication(journal(id), posting(id, 1, stripe, -5), claimed);

    const owners = await ledger.run((tx) => tx.rows(`SELECT advertiser_id FROM posting WHERE journal_id = $1 ORDER BY line_no`, [id]));
    expect(owners).toEqual([{ advertiserId: null }, { advertiserId: advertiser }]);
  });

  it.each([
    [`UPDATE posting SET amount_minor = amount_minor + 1`], [`DELETE FROM posting`], [`UPDATE journal SET memo = 'x'`], [`DELETE FROM journal`],
    [`UPDATE ledger_account SET opened_at = now()`], [`DELETE FROM ledger_account`], [`TRUNCATE posting`],
  ])('%s, by the application and by the owner', async (sql) => {
    await expect(ledger.asApplication(sql)).rejects.toMatchObject({ code: '42501' });
    await expect(ledger.asIntruder(`SET LOCAL session_replication_role = 'origin'`, sql)).rejects.toMatchObject({ code: '23001' });
  });

  it.each([
    [`('${newId()}', 'stripe:balance:USD', 'network_margin', NULL, NULL, 'USD', now())`, 'ck_ledger_account_code'],
    [`('${newId()}', 'stripe:balance:GBP', 'stripe_balance', '${advertiser}', NULL, 'GBP', now())`, 'ck_ledger_account_owner'],
    [`('${newId()}', 'stripe:balance:USD', 'stripe_balance', NULL, NULL, 'USD', now())`, 'uq_ledger_account_code'],
  ])('an account %s by %s', async (values, constraint) => {
    await expect(ledger.asApplication(`INSERT INTO ledger_account VALUES ${values}`)).rejects.toMatchObject({ constraint });
  });

  async function accountId(code: string): Promise<Uuid> {
    const row = await ledger.run((tx) => tx.row<{ id: Uuid }>(`SELECT id FROM ledger_account WHERE code = $1`, [code]));
    return row!.id;
  }

  function journal(id: Uuid, { kind = 'funding.received', count = 2, owner = `'${advertiser}'` } = {}): string {
    return `INSERT INTO journal (id, kind, source_type, source_id, idempotency_key, posted_at, effective_at, actor, advertiser_id, posting_count, content_hash)
            VALUES ('${id}', '${kind}', 'spec', '${id}', '${id}', now(), now(), 'system:spec', ${owner}, ${count}, '${HASH}')`;
  }

  function posting(journalId: Uuid, lineNo: number, account: Uuid, amount: number, currency = 'USD'): string {
    return `INSERT INTO posting (id, journal_id, line_no, account_id, amount_minor, currency)
            VALUES ('${newId()}', '${journalId}', ${lineNo}, '${account}', ${amount}, '${currency}')`;
  }
});
