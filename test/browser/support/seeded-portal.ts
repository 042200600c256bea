import { type Account, PASSWORD, type RunningNetwork, startNetwork } from '../../support/running-network';

/** A network with something on every page, small enough to be made for each file. */
export interface SeededPortal {
  readonly network: RunningNetwork;
  readonly advertiser: Account;
  readonly affiliate: Account;
  /** E-mail and password by role, to sign in with. */
  readonly people: Readonly<Record<'affiliate' | 'advertiser' | 'finance' | 'admin' | 'newAffiliate' | 'newAdvertiser', { readonly email: string; readonly password: string }>>;
}

const staff = (name: string) => ({ email: `${name}@network.test`, password: PASSWORD });
const BOT = { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' };

/** Starts and fills it; close `network` afterwards. */
export async function seedPortal(): Promise<SeededPortal> {
  const network = await startNetwork();
  const advertiser = await network.signUp('advertiser', { name: 'Northwind Outdoor' });
  const affiliate = await network.signUp('affiliate', { name: 'Trail Notes' });
  const [newAdvertiser, newAffiliate] = [await network.signUp('advertiser', { name: 'Fresh Brand' }), await network.signUp('affiliate', { name: 'Fresh Voice' })];
  const seed = new Seed(network, advertiser, affiliate);
  await seed.offers(newAffiliate);
  await seed.purchases();
  await seed.payouts();
  await seed.odds();
  return { network, advertiser, affiliate, people: { affiliate, advertiser, newAffiliate, newAdvertiser, finance: staff('finance'), admin: staff('admin') } };
}

class Seed {
  private offerId = '';
  private leadOfferId = '';
  private order = 0;

  constructor(private readonly network: RunningNetwork, private readonly advertiser: Account, private readonly affiliate: Account) {}

  async offers(applicant: Account): Promise<void> {
    const { network, advertiser, affiliate } = this;
    for (const currency of ['USD', 'EUR']) await network.finance.post('/fundings', { advertiser_id: advertiser.id, amount: 500_000, currency, reference: `wire ${currency}` });
    this.offerId = await this.offer({ name: 'Tents and packs', currency: 'USD', commission: { type: 'percent', rate_bps: 1000 }, network_fee_bps: 2000, approval: 'manual', hold_days: 0, visibility: 'public', deep_link_hosts: ['shop.example'] });
    this.leadOfferId = await this.offer({ name: 'Trail club', currency: 'EUR', commission: { type: 'flat', amount: 1200 }, approval: 'auto', hold_days: 0, visibility: 'public', goals: ['lead'] });
    await this.offer({ name: 'Winter clearance', currency: 'JPY', commission: { type: 'percent', rate_bps: 500 }, approval: 'auto', hold_days: 30, visibility: 'public', daily_click_cap: 1000 });
    const byApproval = await this.offer({ name: 'Private sale', currency: 'USD', commission: { type: 'percent', rate_bps: 1500 }, approval: 'manual', hold_days: 14, visibility: 'approval' });
    for (const id of [this.offerId, this.leadOfferId]) await affiliate.client.post(`/offers/${id}/applications`);
    await applicant.client.post(`/offers/${byApproval}/applications`);
    await advertiser.client.post('/promo-codes', { offer_id: this.offerId, affiliate_id: affiliate.id, code: 'TRAIL10' });
    await affiliate.client.post('/channels', { kind: 'youtube', name: 'Trail Notes on film', url: 'https://video.example/trail-notes' });
  }

  async purchases(): Promise<void> {
    const { network, advertiser } = this;
    const code = await this.link(this.offerId);
    await network.tracker.visit(code, { headers: BOT });
    const [first, second, third] = [await this.buy(code, 8695), await this.buy(code, 12_050), await this.buy(code, 4400)];
    await this.buy(code, 9900);
    await network.settle();
    await advertiser.client.post(`/conversions/${third}/reject`, { reason: 'Order cancelled' });
    for (const id of [first, second]) await advertiser.client.post(`/conversions/${id}/approve`);
    await network.settle();
    await advertiser.client.post(`/conversions/${second}/reverse`, { amount: 2000, reason: 'Partial refund' });
    await network.settle();
  }

  /** One batch that was paid, one that waits for approval, one draft. */
  async payouts(): Promise<void> {
    const { network, affiliate, advertiser } = this;
    const destination = await affiliate.client.post('/payout-destinations');
    network.stripe.control.scriptAccount(destination.stripe_account_id, 'complete');
    await network.stripe.control.webhooks.settled();
    await network.runTask('payouts.process-stripe-events');
    for (const currency of ['usd', 'eur'] as const) network.stripe.control.fund(currency, 500_000);
    await network.runTask('commissions.release-due');
    const paid = await network.finance.post('/payout-batches', { currency: 'USD' });
    await network.finance.post(`/payout-batches/${paid.id}/submit`);
    await network.finance2.post(`/payout-batches/${paid.id}/approve`, { digest: paid.digest });
    await network.finance2.post(`/payout-batches/${paid.id}/release`, { confirm_total: paid.total });
    await network.settle();
    const code = await this.link(this.offerId);
    const again = await this.buy(code, 20_000);
    await this.buy(await this.link(this.leadOfferId), 0);
    await network.settle();
    await advertiser.client.post(`/conversions/${again}/approve`);
    await network.settle();
    await network.runTask('commissions.release-due');
    const waits = await network.finance.post('/payout-batches', { currency: 'USD' });
    await network.finance.post(`/payout-batches/${waits.id}/submit`);
    await network.finance.post('/payout-batches', { currency: 'EUR' });
  }

  /** A refused postback, keys, and credentials. */
  async odds(): Promise<void> {
    const { network, advertiser, affiliate } = this;
    const { token } = await advertiser.client.post('/postback-credentials');
    await network.tracker.postback({ advertiser: advertiser.id, token, click_id: 'clk_nothing', order_id: 'LOST-1', amount: '10.00', currency: 'USD' });
    for (const { client } of [advertiser, affiliate]) await client.post('/api-keys', { name: 'Nightly export', scopes: ['conversions:read'] });
    await advertiser.client.post('/tracking-domains', { host: 'go.shop.example' });
    await advertiser.client.post('/smart-links', { name: 'Best of Northwind', choices: [{ offer_id: this.offerId }, { offer_id: this.leadOfferId }] });
    await network.settle();
  }

  private async offer(values: object): Promise<string> {
    const offer = await this.advertiser.client.post('/offers', { landing_url: 'https://shop.example/start', ...values });
    await this.advertiser.client.post(`/offers/${offer.id}/publish`);
    return offer.id;
  }

  private async link(offerId: string): Promise<string> {
    return (await this.affiliate.client.post('/links', { offer_id: offerId, sub1: 'newsletter' })).code;
  }

  private async buy(code: string, amount: number): Promise<string> {
    const { clickId } = await this.network.tracker.visit(code, { headers: { 'x-forwarded-for': `198.51.100.${(this.order += 1)}` } });
    await this.network.settle();
    return (await this.advertiser.client.post('/conversions', { click_id: clickId, order_id: `NORTH-${1000 + this.order}`, ...(amount > 0 ? { amount } : {}), currency: amount > 0 ? 'USD' : 'EUR' })).id;
  }
}
