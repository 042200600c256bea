import { type Account, type ApiClient, type RunningNetwork, startNetwork } from '../support/running-network';

let network: RunningNetwork;
let advertiser: Account;
let offerId: string;

beforeAll(async () => {
  network = await startNetwork();
  advertiser = await network.signUp('advertiser', { name: 'Ann Owner' });
  const offer = await advertiser.client.post('/offers', { name: 'Boots', landing_url: 'https://shop.example/', currency: 'USD', commission: { type: 'percent', rate_bps: 1000 }, visibility: 'public' });
  offerId = offer.id;
  await advertiser.client.post(`/offers/${offerId}/publish`);
  await advertiser.client.post(`/offers/${offerId}/pause`, { reason: '=HYPERLINK("http://evil.example")' });
  await network.runTask('identity.seal-audit-log');
});
afterAll(() => network?.close());

const actions = async (query: Record<string, string>): Promise<string[]> => (await network.admin.get('/audit-events', { query: { limit: '100', ...query } })).data.map((event: { action: string }) => event.action);
const tomorrow = new Date(Date.now() + 86_400_000).toISOString();

describe('the audit log', () => {
  it('is narrowed to a thing, a person, a deed and a time', async () => {
    const ofOffer = await actions({ subject: offerId });
    expect(ofOffer.length).toBeGreaterThanOrEqual(3);
    expect(ofOffer.every((action) => action.startsWith('offer.'))).toBe(true);
    expect(await actions({ subject: offerId, user_id: advertiser.userId })).toEqual(ofOffer);
    expect(await actions({ subject: offerId, from: tomorrow })).toEqual([]);
    expect(await actions({ subject: offerId, to: tomorrow })).toEqual(ofOffer);
    const [first = ''] = ofOffer;
    expect(new Set(await actions({ subject: offerId, action: first }))).toEqual(new Set([first]));
    expect((await network.admin.call('GET', '/audit-events', undefined, { query: { subject: 'nonsense' } })).body.code).toBe('request.invalid_id');
  });

  it('shows a tenant no deed of another, whatever is asked for', async () => {
    const stranger = await network.signUp('advertiser');
    expect((await stranger.client.get('/audit-events', { query: { subject: offerId } })).data).toEqual([]);
    expect(String((await stranger.client.call('GET', '/audit-events.csv', undefined, { query: { subject: offerId } })).body).trim().split('\n')).toHaveLength(1);
    expect((await stranger.client.call('GET', '/audit-events/proof')).status).toBe(403);
  });

  it('names people to staff, and to a team its own', async () => {
    await network.admin.post(`/offers/${offerId}/publish`);
    const names = async (client: ApiClient): Promise<unknown[]> => {
      const { data } = await client.get<{ data: { actor: string; actor_name: string | null; organization_name: string | null }[] }>('/audit-events', { query: { subject: offerId, limit: 100 } });
      return [...new Set(data.map((event) => JSON.stringify([event.actor_name, event.organization_name])))].sort();
    };
    const admin = await network.admin.get<{ name: string }>('/me');
    expect(await names(network.finance)).toEqual([JSON.stringify(['Ann Owner', 'Ann Owner']), JSON.stringify([admin.name, null])].sort());
    expect(await names(advertiser.client)).toEqual([JSON.stringify(['Ann Owner', 'Ann Owner'])]);
  });

  it('comes as a file with all entries of the filter, and none that a spreadsheet runs', async () => {
    const { status, body } = await network.finance.call('GET', '/audit-events.csv', undefined, { query: { subject: offerId, limit: 1 } });
    const lines = String(body).replace('\uFEFF', '').trim().split('\n');
    expect([status, lines[0]]).toEqual([200, 'id,occurred_at,actor,actor_name,organization_name,action,subject_type,subject_id,details']);
    expect(lines).toHaveLength((await actions({ subject: offerId })).length + 1);
    expect(lines.slice(1).every((line) => /^aud_/.test(line))).toBe(true);
  });

  it('proves that it is whole, and names what was changed behind its back', async () => {
    const proof = await network.finance.get('/audit-events/proof');
    expect(proof).toMatchObject({ whole: true, faults: [], last_hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const [entry] = await network.sql<{ id: string }>(`SELECT id FROM audit_event ORDER BY id LIMIT 1`);
    await network.sql('ALTER TABLE audit_event DISABLE TRIGGER USER');
    await network.sql(`UPDATE audit_event SET actor = 'user:00000000-0000-7000-8000-000000000000' WHERE id = $1`, [entry?.id]);

    expect(await network.finance.get('/audit-events/proof')).toMatchObject({ whole: false, faults: [`entry ${entry?.id} does not match its content hash`] });
  });
});
