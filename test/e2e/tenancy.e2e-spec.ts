import { DAY_MS, encodeId } from '@fairlead/kernel';
import { ROUTE_CALLERS } from '../../apps/api/src/route-callers';
import { type Account, type RunningNetwork, startNetwork } from '../support/running-network';

let network: RunningNetwork;
const sides: { advertiser: Account; affiliate: Account; offerId: string; ids: Record<string, string> }[] = [];

beforeAll(async () => {
  network = await startNetwork();
  for (let side = 0; side < 2; side += 1) sides.push(await buildSide(side));
  await network.runTask('reporting.take-changes');
  // The first layer alone: the database shows everything to everybody from here on.
  const tables = await network.sql<{ name: string }>(`SELECT relname AS name FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace`);
  for (const { name } of tables) await network.sql(`ALTER TABLE ${name} DISABLE ROW LEVEL SECURITY`);
});

afterAll(() => network?.close());

/** An advertiser and an affiliate with one of everything that a tenant can have. */
async function buildSide(side: number): Promise<(typeof sides)[number]> {
  const [advertiser, affiliate] = [await network.signUp('advertiser'), await network.signUp('affiliate')];
  const offer = await advertiser.client.post('/offers', {
    name: `Private ${side}`, landing_url: 'https://shop.example/', currency: 'USD', commission: { type: 'percent', rate_bps: 1000 }, approval: 'auto', visibility: 'private', hold_days: 0,
  });
  await advertiser.client.post(`/offers/${offer.id}/publish`);
  const enrolment = await advertiser.client.post(`/offers/${offer.id}/enrolments`, { affiliate_id: affiliate.id });
  const code = await advertiser.client.post('/promo-codes', { offer_id: offer.id, affiliate_id: affiliate.id, code: `CODE${side}` });
  const link = await affiliate.client.post('/links', { offer_id: offer.id });
  const smartLink = await advertiser.client.post('/smart-links', { name: `Smart ${side}`, choices: [{ offer_id: offer.id, priority: 0, weight: 1 }] });
  const domain = await advertiser.client.post('/tracking-domains', { host: `go${side}.brand.example` });
  const { clickId } = await network.tracker.visit(link.code);
  const conversion = await advertiser.client.post('/conversions', { click_id: clickId, order_id: `T-${side}`, amount: 8000 });
  await network.finance.post('/fundings', { advertiser_id: advertiser.id, amount: 100_000, currency: 'USD', reference: `wire ${side}` });
  await affiliate.client.post('/channels', { kind: 'site', name: 'Site', url: `https://site${side}.example` });
  const trackingTest = await advertiser.client.post('/tracking-tests', { offer_id: offer.id });
  const credential = await advertiser.client.post('/postback-credentials');
  const invitation = await advertiser.client.post('/invitations', { email: `invited-${side}@example.test`, team_role: 'member' });
  await network.settle();
  await network.runTask('commissions.release-due');
  const [commission] = (await affiliate.client.get('/commissions')).data;
  const destination = await affiliate.client.post('/payout-destinations');
  network.stripe.control.scriptAccount(destination.stripe_account_id, 'complete');
  await affiliate.client.post('/payout-destinations/current/refresh');
  const [mail] = (await network.admin.get('/mails', { query: { to: advertiser.email } })).data;
  const adjustment = await network.finance.post('/adjustments', { advertiser_id: advertiser.id, direction: 'credit', amount: 100, currency: 'USD', counter_account: 'network_margin', reason: `Private ${side}` });
  await network.finance2.post(`/adjustments/${adjustment.id}/approve`);
  const [event] = await network.sql<{ id: string }>(`SELECT id FROM outbox_event ORDER BY id DESC LIMIT 1`);
  if (!event) throw new Error('nothing happened');
  const savedReport = await advertiser.client.post('/saved-reports', { name: `Saved ${side}`, visibility: 'shared', query: { period: 'last_7_days' } });
  const batch = await network.finance.post('/payout-batches', { currency: 'USD' });
  const [payout] = (await affiliate.client.get('/payouts')).data;
  return {
    advertiser, affiliate, offerId: offer.id,
    ids: {
      offers: offer.id, applications: enrolment.id, links: link.id, clicks: clickId ?? '', conversions: conversion.id, commissions: commission.id, payouts: payout.id, 'payout-batches': batch.id, 'promo-codes': code.id, 'postback-credentials': credential.id, 'smart-links': smartLink.id, 'tracking-domains': domain.id, 'tracking-tests': trackingTest.id,
      'dead-deliveries': encodeId('event', event.id), members: advertiser.userId, users: advertiser.userId, invitations: invitation.id, mails: mail.id, adjustments: adjustment.id, 'saved-reports': savedReport.id, advertisers: advertiser.id, affiliates: affiliate.id,
    },
  };
}

/** Every string in an answer. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

const routes = Object.entries(ROUTE_CALLERS).flatMap(([route, { callers }]) => {
  const [method = '', path = ''] = route.split(' ');
  return callers === 'public' || !path.startsWith('/api/v1/') ? [] : [{ method, path: path.slice('/api/v1'.length), callers: [...callers] as string[] }];
});

describe('the application without row-level security', () => {
  const today = new Date();
  const day = (from: number): string => new Date(today.getTime() + from * DAY_MS).toISOString().slice(0, 10);
  const days = { from: day(-1), to: day(1) };
  /** What a list must be asked with. */
  const QUERIES: Readonly<Record<string, Record<string, string>>> = {
    '/reports/currencies': days, '/reports/performance': { ...days, group_by: 'offer,affiliate,advertiser' }, '/reports/performance.csv': { ...days, group_by: 'offer,affiliate,link' },
  };
  const lists = routes.filter(({ method, path }) => method === 'GET' && !path.includes(':'));

  it.each(lists.map(({ path }) => path))('shows a tenant nothing of another in GET %s', async (path) => {
    const [mine, theirs] = sides;
    const foreign = new Set(Object.values(theirs?.ids ?? {}).concat(theirs?.advertiser.id ?? '', theirs?.affiliate.id ?? ''));
    for (const account of [mine?.advertiser, mine?.affiliate]) {
      const answer = await account?.client.call('GET', path, undefined, QUERIES[path] ? { query: QUERIES[path] } : {});
      if (answer?.status === 403) continue; // not this role's
      expect({ path, status: answer?.status }).toEqual({ path, status: 200 });
      const shown = texts(answer?.body);
      expect([...foreign].filter((id) => shown.some((text) => text.includes(id)))).toEqual([]);
    }
  });

  const single = routes.filter(({ path }) => /^\/[a-z-]+\/:id/.test(path));

  it.each(single.map(({ method, path }) => [method, path] as const))('answers 404 for what belongs to another: %s %s', async (method, path) => {
    const [mine, theirs] = sides;
    const noun = path.split('/')[1] ?? '';
    const id = theirs?.ids[noun];
    if (id === undefined) {
      expect(noun).toBe('api-keys'); // made per user; covered in identity.e2e-spec.ts
      return;
    }
    expect(id).toMatch(/_/);
    for (const account of [mine?.advertiser, mine?.affiliate]) {
      const answer = await account?.client.call(method, path.replace(':id', id), method === 'GET' ? undefined : { reason: 'sweep', digest: '0'.repeat(64), confirm_total: 1, affiliate_id: mine?.affiliate.id });
      // 400: the call was refused before anything was looked up.
      if (![400, 403, 404].includes(answer?.status ?? 0)) throw new Error(`${method} ${path} answered ${answer?.status} to a stranger: ${JSON.stringify(answer?.body)}`);
    }
  });

  it('changed nothing of the other side by all those calls', async () => {
    const [, theirs] = sides;
    expect((await theirs?.advertiser.client.get(`/offers/${theirs.offerId}`)).status).toBe('active');
    expect((await theirs?.advertiser.client.get(`/conversions/${theirs.ids['conversions'] ?? ''}`)).status).toBe('approved');
    expect((await theirs?.affiliate.client.get(`/links/${theirs.ids['links'] ?? ''}`)).status).toBe('active');
    expect((await theirs?.advertiser.client.get('/postback-credentials')).data).toHaveLength(1);
    expect((await theirs?.advertiser.client.get('/invitations')).data).toHaveLength(1);
    expect((await theirs?.advertiser.client.get('/members')).data).toHaveLength(1);
    expect((await theirs?.advertiser.client.get('/saved-reports')).data).toMatchObject([{ id: theirs?.ids['saved-reports'], version: 1 }]);
  });

  it('swept every kind of thing', () => {
    expect(lists.length).toBeGreaterThan(12);
    expect(single.length).toBeGreaterThan(20);
  });
});
