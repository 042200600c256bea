import { newAccountParams, payableAccount, refusalOf, startBench, stopBenches } from '../test/support';
import type { Bench } from '../test/support';

let bench: Bench;

beforeEach(async () => {
  bench = await startBench();
});

afterEach(stopBenches);

const RETURN_URL = 'http://127.0.0.1:3000/return?a=1&b=2';
const REFRESH_URL = 'http://127.0.0.1:3000/refresh';

async function onboardingLink(account: string): Promise<string> {
  const link = await bench.stripe.accountLinks.create({
    account,
    type: 'account_onboarding',
    return_url: RETURN_URL,
    refresh_url: REFRESH_URL,
  });
  return link.url;
}

const visit = (url: string, method = 'GET') => fetch(url, { method, redirect: 'manual' });

describe('accounts', () => {
  it('start without permission to receive money', async () => {
    const account = await bench.stripe.accounts.create(newAccountParams());

    expect(account).toMatchObject({
      object: 'account',
      country: 'US',
      default_currency: 'usd',
      type: 'none',
      details_submitted: false,
      payouts_enabled: false,
      charges_enabled: false,
      capabilities: { transfers: 'inactive' },
      controller: { fees: { payer: 'application' }, losses: { payments: 'application' }, stripe_dashboard: { type: 'express' } },
      metadata: { affiliate_id: 'aff_1' },
    });
    expect(account.requirements?.currently_due).not.toEqual([]);
    expect(account.requirements?.disabled_reason).toBe('requirements.past_due');
  });

  it('take the currency of their country and refuse unsupported countries', async () => {
    const german = await bench.stripe.accounts.create({ country: 'DE' });
    const error = await refusalOf(bench.stripe.accounts.create({ country: 'KP' }));

    expect(german.default_currency).toBe('eur');
    expect(error).toMatchObject({ statusCode: 400, code: 'country_unsupported', param: 'country' });
  });

  it('refuse type and controller together', async () => {
    const error = await refusalOf(bench.stripe.accounts.create({ type: 'express', controller: { fees: { payer: 'account' } } }));

    expect(error.code).toBe('parameters_exclusive');
  });

  it('are updated by what is sent and keep the rest', async () => {
    const { id } = await bench.stripe.accounts.create(newAccountParams());

    const updated = await bench.stripe.accounts.update(id, {
      email: 'new@example.test',
      metadata: { tier: 'gold' },
      capabilities: { tax_reporting_us_1099_misc: { requested: true } },
    });

    expect(updated).toMatchObject({
      email: 'new@example.test',
      metadata: { affiliate_id: 'aff_1', tier: 'gold' },
      capabilities: { transfers: 'inactive', tax_reporting_us_1099_misc: 'inactive' },
    });
  });

  it('are listed until they are deleted, and are deleted only when empty', async () => {
    const payee = await payableAccount(bench);
    const { id } = await bench.stripe.accounts.create(newAccountParams());
    bench.standIn.control.fund('usd', 100);
    await bench.stripe.transfers.create({ amount: 100, currency: 'usd', destination: payee });

    const refused = await refusalOf(bench.stripe.accounts.del(payee));
    const deleted = await bench.stripe.accounts.del(id);
    const listed = await bench.stripe.accounts.list();
    const missing = await refusalOf(bench.stripe.accounts.retrieve(id));

    expect(refused.statusCode).toBe(400);
    expect(deleted).toMatchObject({ id, deleted: true });
    expect(listed.data.map((account) => account.id)).toEqual([payee]);
    expect(missing).toMatchObject({ statusCode: 403, code: 'account_invalid' });
  });

  it('refuse a Stripe-Account header that names no account', async () => {
    const error = await refusalOf(bench.stripe.balance.retrieve({}, { stripeAccount: 'acct_missing' }));

    expect(error).toMatchObject({ statusCode: 403, code: 'account_invalid' });
  });

  it('answer who the key belongs to', async () => {
    const payee = await payableAccount(bench);

    const own = await bench.stripe.accounts.retrieveCurrent();
    const connected = await bench.stripe.accounts.retrieveCurrent({}, { stripeAccount: payee });

    expect(own.charges_enabled).toBe(true);
    expect(connected.id).toBe(payee);
  });
});

describe('onboarding', () => {
  it('finishes on the hosted page, which sends the visitor back', async () => {
    const { id } = await bench.stripe.accounts.create(newAccountParams());
    const url = await onboardingLink(id);

    const page = await visit(url);
    const html = await page.text();
    const beforeForm = await bench.stripe.accounts.retrieve(id);
    const sent = await visit(url, 'POST');
    const after = await bench.stripe.accounts.retrieve(id);

    expect(page.status).toBe(200);
    expect(html).toContain('Complete onboarding');
    expect(html).toContain('a=1&amp;b=2');
    expect(beforeForm.details_submitted).toBe(false);
    expect([sent.status, sent.headers.get('location')]).toEqual([303, RETURN_URL]);
    expect(after).toMatchObject({ details_submitted: true, payouts_enabled: true, capabilities: { transfers: 'active' } });
    expect(after.requirements).toMatchObject({ currently_due: [], disabled_reason: null });
    expect(after.external_accounts?.data).toHaveLength(1);
  });

  it('sends a second visit, a late visit and a late form to the refresh url', async () => {
    const { id } = await bench.stripe.accounts.create(newAccountParams());
    const visited = await onboardingLink(id);
    await visit(visited);
    const unvisited = await onboardingLink(id);

    const second = await visit(visited);
    const formBeforeVisit = await visit(unvisited, 'POST');
    await bench.standIn.control.advanceClock(5 * 60_000);
    const late = await visit(unvisited);
    await bench.standIn.control.advanceClock(30 * 60_000);
    const lateForm = await visit(visited, 'POST');

    for (const response of [second, formBeforeVisit, late, lateForm]) {
      expect([response.status, response.headers.get('location')]).toEqual([303, REFRESH_URL]);
    }
    expect((await bench.stripe.accounts.retrieve(id)).details_submitted).toBe(false);
  });

  it('needs both urls, and refuses updates where Stripe collects the requirements', async () => {
    const { id } = await bench.stripe.accounts.create(newAccountParams());
    const urls = { return_url: RETURN_URL, refresh_url: REFRESH_URL };

    const noReturn = await refusalOf(bench.stripe.accountLinks.create({ account: id, type: 'account_onboarding', refresh_url: REFRESH_URL }));
    const update = await refusalOf(bench.stripe.accountLinks.create({ account: id, type: 'account_update', ...urls }));
    const unknown = await refusalOf(bench.stripe.accountLinks.create({ account: 'acct_x', type: 'account_onboarding', ...urls }));
    const script = await refusalOf(
      bench.stripe.accountLinks.create({ account: id, type: 'account_onboarding', ...urls, return_url: 'javascript:alert(1)' }),
    );

    expect(noReturn).toMatchObject({ code: 'parameter_missing', param: 'return_url' });
    expect(update.param).toBe('type');
    expect(unknown.code).toBe('account_invalid');
    expect(script.param).toBe('return_url');
  });

  it('answers 404 for a link of another account or none', async () => {
    const { id } = await bench.stripe.accounts.create(newAccountParams());
    const other = await bench.stripe.accounts.create(newAccountParams());
    const url = await onboardingLink(id);

    expect((await visit(url.replace(id, other.id))).status).toBe(404);
    expect((await visit(`${bench.standIn.url}/setup/e/${id}/lnk_missing`)).status).toBe(404);
  });

  it('opens the Express dashboard once, after onboarding', async () => {
    const { id } = await bench.stripe.accounts.create(newAccountParams());
    const early = await refusalOf(bench.stripe.accounts.createLoginLink(id));
    bench.standIn.control.scriptAccount(id, 'complete');
    const link = await bench.stripe.accounts.createLoginLink(id);
    const standard = await bench.stripe.accounts.create({ country: 'US' });

    expect(early.statusCode).toBe(400);
    expect((await visit(link.url)).status).toBe(200);
    expect((await visit(link.url)).status).toBe(410);
    expect((await refusalOf(bench.stripe.accounts.createLoginLink(standard.id))).message).toContain('Express');
  });
});

describe('account scripts', () => {
  it('restrict and enable again', async () => {
    const id = await payableAccount(bench);

    bench.standIn.control.scriptAccount(id, 'restrict', { reason: 'rejected.fraud' });
    const restricted = await bench.stripe.accounts.retrieve(id);
    bench.standIn.control.scriptAccount(id, 'enable');
    const enabled = await bench.stripe.accounts.retrieve(id);

    expect(restricted).toMatchObject({ payouts_enabled: false, capabilities: { transfers: 'inactive' } });
    expect(restricted.requirements?.disabled_reason).toBe('rejected.fraud');
    expect(enabled).toMatchObject({ payouts_enabled: true, capabilities: { transfers: 'active' } });
  });

  it('pend a capability while payouts stay enabled', async () => {
    const id = await payableAccount(bench);

    bench.standIn.control.scriptAccount(id, 'pend');

    expect(await bench.stripe.accounts.retrieve(id)).toMatchObject({ payouts_enabled: true, capabilities: { transfers: 'pending' } });
  });

  it('fail the bank account while transfers stay active', async () => {
    const id = await payableAccount(bench);

    bench.standIn.control.scriptAccount(id, 'fail_bank', { failureCode: 'no_account' });

    const account = await bench.stripe.accounts.retrieve(id);
    expect(account).toMatchObject({ payouts_enabled: false, capabilities: { transfers: 'active' } });
    expect(account.external_accounts?.data[0]).toMatchObject({ status: 'errored' });
    expect(account.requirements?.errors?.[0]?.reason).toContain('no_account');
  });

  it('put another bank account in the place of the one that is there', async () => {
    const id = await payableAccount(bench);
    const before = (await bench.stripe.accounts.retrieve(id)).external_accounts?.data.map((bank) => bank.id);

    bench.standIn.control.scriptAccount(id, 'change_bank');

    const account = await bench.stripe.accounts.retrieve(id);
    const { data } = await bench.stripe.events.list({ type: 'account.external_account.*' }, { stripeAccount: id });
    expect(account).toMatchObject({ payouts_enabled: true, capabilities: { transfers: 'active' } });
    expect(account.external_accounts?.data).toHaveLength(1);
    expect(account.external_accounts?.data.map((bank) => bank.id)).not.toEqual(before);
    expect(data.map(({ type }) => type)).toEqual(['account.external_account.deleted', 'account.external_account.created', 'account.external_account.created']);
  });

  it('refuse an account that does not exist', () => {
    expect(() => bench.standIn.control.scriptAccount('acct_missing', 'complete')).toThrow(RangeError);
  });
});

describe('money that left the connected account', () => {
  const transferred = async (id: string) => {
    bench.standIn.control.fund('usd', 1_000);
    return bench.stripe.transfers.create({ amount: 1_000, currency: 'usd', destination: id });
  };

  afterEach(() => expect(bench.standIn.control.violations()).toEqual([]));

  it('is a payout of that account', async () => {
    const id = await payableAccount(bench);
    await transferred(id);

    bench.standIn.control.scriptAccount(id, 'pay_out');

    const { data } = await bench.stripe.payouts.list({ status: 'paid' }, { stripeAccount: id });
    const events = await bench.stripe.events.list({ type: 'payout.*' }, { stripeAccount: id });
    expect(data).toEqual([expect.objectContaining({ amount: 1_000, currency: 'usd', automatic: true })]);
    expect(events.data.map(({ type }) => type)).toEqual(['payout.paid', 'payout.created']);
    expect(bench.standIn.control.availableBalance('usd', id)).toBe(0);
    expect((await bench.stripe.payouts.list()).data).toEqual([]);
  });

  it('comes back when the bank refuses it: the transfer stays made', async () => {
    const id = await payableAccount(bench);
    const transfer = await transferred(id);
    bench.standIn.control.scriptAccount(id, 'pay_out');

    bench.standIn.control.scriptAccount(id, 'fail_bank', { failureCode: 'no_account' });

    const [payout] = (await bench.stripe.payouts.list({}, { stripeAccount: id })).data;
    const [event] = (await bench.stripe.events.list({ limit: 1 }, { stripeAccount: id })).data;
    expect(payout).toMatchObject({ status: 'failed', failure_code: 'no_account' });
    expect(event?.type).toBe('payout.failed');
    expect(bench.standIn.control.availableBalance('usd', id)).toBe(1_000);
    expect((await bench.stripe.transfers.retrieve(transfer.id)).reversed).toBe(false);
    expect(() => bench.standIn.control.scriptAccount(id, 'pay_out')).toThrow(RangeError);
  });

  it('cannot be reversed, unless balances may go negative', async () => {
    const id = await payableAccount(bench);
    const transfer = await transferred(id);
    bench.standIn.control.scriptAccount(id, 'pay_out');

    const refused = await refusalOf(bench.stripe.transfers.createReversal(transfer.id, { amount: 400 }));
    bench.standIn.control.configure({ reversalShortfall: 'negative' });
    await bench.stripe.transfers.createReversal(transfer.id, { amount: 400 });

    expect(refused).toMatchObject({ statusCode: 400, code: 'balance_insufficient' });
    expect(bench.standIn.control.availableBalance('usd', id)).toBe(-400);
    expect(bench.standIn.control.availableBalance('usd')).toBe(400);
  });
});
