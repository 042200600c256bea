import { randomBytes } from 'node:crypto';
import { signParameters } from '@fairlead/conversions';
import type { Actor, Stage } from './people';
import { amount, must, note, tell, waitFor } from './telling';

const SALE = '80.00';

/** What a purchase left behind. */
export interface Purchase {
  readonly offerId: string;
  readonly conversionId: string;
  readonly commissionId: string;
  readonly clickId: string;
}

/** An offer is made, joined and clicked; a purchase is reported, replayed and approved. */
export async function purchase(stage: Stage, advertiser: Actor, affiliate: Actor): Promise<Purchase> {
  const offerId = await makeOffer(advertiser);
  const clickId = await click(affiliate, offerId);
  const conversionId = await report(stage, advertiser, clickId);
  tell('The advertiser', 'looks at the conversion and approves it');
  await advertiser.client.POST('/api/v1/conversions/{id}/approve', { params: { path: { id: conversionId } } });
  const commission = await waitFor('the commission', async () => {
    const { data } = await affiliate.client.GET('/api/v1/commissions', { params: { query: { conversion_id: [conversionId] } } });
    return data?.data.find((row) => row.status === 'payable');
  });
  note(`commission ${commission.id}: ${amount(commission.amount)}, ${commission.status}`);
  return { offerId, conversionId, commissionId: commission.id, clickId };
}

async function makeOffer(advertiser: Actor): Promise<string> {
  tell('The advertiser', 'creates an offer: 10 % of the sale, approved by hand, no hold, and publishes it');
  const offer = must((await advertiser.client.POST('/api/v1/offers', {
    body: {
      name: `Story offer ${randomBytes(3).toString('hex')}`, landing_url: 'https://shop.example/welcome?from={affiliate_id}', currency: 'USD',
      commission: { type: 'percent', rate_bps: 1_000 }, network_fee_bps: 2_000, attribution_window_days: 30, hold_days: 0, approval: 'manual', visibility: 'public',
    },
  })).data);
  await advertiser.client.POST('/api/v1/offers/{id}/publish', { params: { path: { id: offer.id } } });
  note(`offer ${offer.id}, terms version ${offer.version}`);
  return offer.id;
}

async function click(affiliate: Actor, offerId: string): Promise<string> {
  tell('The affiliate', 'joins the offer and takes a tracked link');
  await affiliate.client.POST('/api/v1/offers/{id}/applications', { params: { path: { id: offerId } } });
  const link = must((await affiliate.client.POST('/api/v1/links', { body: { offer_id: offerId, sub1: 'story' } })).data);
  note(`link ${link.url}`);
  tell('A visitor', 'clicks it');
  const answer = await fetch(`${link.url}?sub2=newsletter`, {
    redirect: 'manual', headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36' },
  });
  const location = new URL(answer.headers.get('location') ?? '');
  note(`${answer.status} to ${location.origin}${location.pathname} with its click id`);
  return location.searchParams.get('fl_click') ?? '';
}

async function report(stage: Stage, advertiser: Actor, clickId: string): Promise<string> {
  tell('The advertiser', 'makes postback credentials, and its shop reports a purchase of 80.00 USD, signed');
  const credentials = must((await advertiser.client.POST('/api/v1/postback-credentials')).data);
  const parameters: Record<string, string> = {
    advertiser: credentials.advertiser_id, click_id: clickId, order_id: `STORY-${randomBytes(4).toString('hex')}`, amount: SALE, currency: 'USD',
    ts: String(Math.floor(Date.now() / 1_000)), nonce: randomBytes(12).toString('hex'),
  };
  const url = `${stage.trackerUrl}/postback?${new URLSearchParams({ ...parameters, sig: signParameters(parameters, credentials.secret) }).toString()}`;
  const send = async (): Promise<{ result: string; conversion_id: string; status: string }> => {
    const answer = await fetch(url, { method: 'POST' });
    if (!answer.ok) throw new Error(`the postback was refused: ${await answer.text()}`);
    return (await answer.json()) as { result: string; conversion_id: string; status: string };
  };
  const first = await send();
  note(`${first.result}: ${first.conversion_id}, ${first.status}`);
  tell('The shop', 'sends the same postback again');
  const second = await send();
  note(`${second.result}: ${second.conversion_id}, ${second.status}`);
  await advertiser.client.DELETE('/api/v1/postback-credentials/{id}', { params: { path: { id: credentials.id } } });
  return first.conversion_id;
}
