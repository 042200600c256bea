import type { Account, RunningNetwork } from './running-network';

/** How much somebody earns: money in minor units of the currency. */
export interface EarningTerms {
  readonly currency?: string;
  readonly commission?: { type: 'flat'; amount: number } | { type: 'percent'; rate_bps: number };
  /** Of the advertiser, beforehand and at Stripe too. */
  readonly funds?: number;
}

/** An advertiser with funds and a public offer without a hold, whose conversions are payable at once. */
export interface PayingShop {
  readonly advertiser: Account;
  readonly offerId: string;
}

/** An affiliate of the offer who can be paid: their account at Stripe, and their link. */
export interface PayableAffiliate {
  readonly affiliate: Account;
  readonly account: string;
  readonly code: string;
}

export async function openShop(network: RunningNetwork, { currency = 'USD', commission = { type: 'flat', amount: 1250 }, funds = 100_000 }: EarningTerms = {}): Promise<PayingShop> {
  const advertiser = await network.signUp('advertiser', { name: `Shop ${currency}` });
  await network.finance.post('/fundings', { advertiser_id: advertiser.id, amount: funds, currency, reference: `wire ${currency}` });
  network.stripe.control.fund(currency.toLowerCase(), funds);
  const offer = await advertiser.client.post('/offers', { name: `Offer ${currency}`, landing_url: 'https://shop.example/', currency, commission, approval: 'auto', hold_days: 0, visibility: 'public' });
  await advertiser.client.post(`/offers/${offer.id}/publish`);
  return { advertiser, offerId: offer.id };
}

export async function joinShop(network: RunningNetwork, shop: PayingShop, name?: string): Promise<PayableAffiliate> {
  const affiliate = await network.signUp('affiliate', name === undefined ? {} : { name });
  await affiliate.client.post(`/offers/${shop.offerId}/applications`);
  const { code } = await affiliate.client.post('/links', { offer_id: shop.offerId });
  const { stripe_account_id: account } = await affiliate.client.post('/payout-destinations');
  network.stripe.control.scriptAccount(account, 'complete');
  await affiliate.client.post('/payout-destinations/current/refresh');
  return { affiliate, account, code };
}

/** A purchase by a visitor of the link, whose commission is payable when this returns. `amount` is the order value. */
export async function buy(network: RunningNetwork, shop: PayingShop, code: string, orderId: string, amount = 5_000): Promise<void> {
  const { clickId } = await network.tracker.visit(code);
  await network.settle();
  await shop.advertiser.client.post('/conversions', { click_id: clickId, order_id: orderId, amount });
  await network.settle();
  await network.runTask('commissions.release-due');
}

/** A draft of all that is payable in a currency, submitted. */
export async function submitBatch(network: RunningNetwork, currency = 'USD'): Promise<{ id: string; digest: string; total: { amount: number; currency: string } }> {
  const batch = await network.finance.post('/payout-batches', { currency });
  return network.finance.post(`/payout-batches/${batch.id}/submit`);
}

/** Approved and released by the second person of finance, and sent. */
export async function payBatch(network: RunningNetwork, batch: { id: string; digest: string; total: object }): Promise<void> {
  await network.finance2.post(`/payout-batches/${batch.id}/approve`, { digest: batch.digest });
  await network.finance2.post(`/payout-batches/${batch.id}/release`, { confirm_total: batch.total });
  await network.runTask('payouts.send-due');
}
