import { type Account, ApiClient, PASSWORD, type RunningNetwork, startNetwork } from '../support/running-network';

let network: RunningNetwork;
let person: Account;

beforeAll(async () => {
  network = await startNetwork();
  person = await network.signUp('advertiser', { name: 'Northwind 100%' });
  await network.signUp('affiliate', { name: 'Trail Notes' });
});
afterAll(() => network?.close());

interface UserList {
  readonly data: readonly { readonly id: string; readonly last_seen_at: string; readonly live_sessions: number }[];
  readonly next_cursor: string | null;
}
interface AuditList {
  readonly data: readonly { readonly action: string; readonly details: { readonly reason?: string } }[];
}

const found = async (query: Record<string, string>): Promise<UserList['data']> => (await network.admin.get<UserList>('/users', { query })).data;
const status = async (client: Account['client']): Promise<number> => (await client.call('GET', '/me')).status;
const refusal = async (path: string, body: object = { reason: 'a test' }): Promise<unknown[]> => {
  const answer = await network.admin.call('POST', `/users/${path}`, body);
  return [answer.status, answer.body?.code];
};

describe('the people of the network', () => {
  it('are found by name or address, with where they belong', async () => {
    const [user, ...others] = await found({ search: 'wind 100%' });
    expect(others).toEqual([]);
    expect(user).toMatchObject({
      id: person.userId, email: person.email, name: 'Northwind 100%', status: 'active', second_factor: false, live_sessions: 1,
      memberships: [{ organization_id: person.id, organization_name: 'Northwind 100%', kind: 'advertiser', team_role: 'owner' }],
    });
    expect(Date.parse(user?.last_seen_at ?? '')).not.toBeNaN();
    expect((await found({ search: person.email.toUpperCase() })).map((one) => one.id)).toEqual([person.userId]);
    expect(await found({ search: '%' })).toHaveLength(1);
    expect(await found({ status: 'disabled' })).toEqual([]);
  });

  it('are listed page by page, the newest first', async () => {
    const first = await network.admin.get<UserList>('/users', { query: { limit: '2' } });
    const rest = await network.admin.get<UserList>('/users', { query: { limit: '50', cursor: first.next_cursor ?? undefined } });
    const ids = [...first.data, ...rest.data].map((user) => user.id);
    expect(ids).toEqual([...new Set(ids)].sort().reverse());
    expect(ids.length).toBe(5);
  });

  it('are the business of administrators', async () => {
    expect((await network.finance.call('GET', '/users')).status).toBe(403);
    expect((await person.client.call('GET', '/users')).status).toBe(403);
  });
});

describe('a person who is disabled', () => {
  it('is out at once, with every session and key, until enabled again; both are on record', async () => {
    const { key } = await person.client.post('/api-keys', { name: 'server', scopes: ['offers:read'] });
    await network.admin.post(`/users/${person.userId}/disable`, { reason: 'Left the company' });

    expect(await status(person.client)).toBe(401);
    expect((await fetch(`${network.apiUrl}/api/v1/offers`, { headers: { authorization: `Bearer ${key}` } })).status).toBe(401);
    expect((await network.anonymous.call('POST', '/auth/login', { email: person.email, password: PASSWORD })).status).toBe(401);
    expect(await found({ status: 'disabled' })).toEqual([expect.objectContaining({ id: person.userId, live_sessions: 0 })]);
    expect(await refusal(`${person.userId}/disable`)).toEqual([409, 'user.disabled_already']);

    await network.admin.post(`/users/${person.userId}/enable`, { reason: 'Came back' });

    expect(await status(await network.signIn(person.email))).toBe(200);
    expect(await status(person.client)).toBe(401);
    expect(await refusal(`${person.userId}/enable`)).toEqual([409, 'user.not_disabled']);
    const record = (await network.admin.get<AuditList>('/audit-events', { query: { subject: person.userId } })).data;
    expect(record.filter((event) => /^user\.(dis|en)abled$/.test(event.action)).map((event) => [event.action, event.details.reason])).toEqual([['user.enabled', 'Came back'], ['user.disabled', 'Left the company']]);
  });

  it('can be signed out of everywhere without being disabled', async () => {
    const client = await network.signIn(person.email);
    await network.admin.post(`/users/${person.userId}/end-sessions`);
    expect([await status(client), await status(await network.signIn(person.email))]).toEqual([401, 200]);
  });

  it('is never oneself, nor nobody', async () => {
    const me = await network.admin.get('/me');
    expect(await refusal(`${me.id}/disable`)).toEqual([409, 'user.is_caller']);
    expect(await refusal(`${me.id}/end-sessions`)).toEqual([409, 'user.is_caller']);
    for (const verb of ['disable', 'enable', 'end-sessions']) expect(await refusal(`usr_01jd0000000000000000000000/${verb}`)).toEqual([404, 'user.not_found']);
    expect((await refusal(`${person.userId}/disable`, { reason: '' }))[0]).toBe(400);
  });
});

describe('looking as a partner', () => {
  const look = (id: string, organizationId: string) => network.admin.call('POST', `/users/${id}/view`, { organization_id: organizationId, reason: 'A question by telephone' });

  it('shows what they see, changes nothing, and stands in their own activity log', async () => {
    const partner = await network.signUp('advertiser', { name: 'Looked At' });
    await partner.client.post('/offers', { name: 'Boots', landing_url: 'https://shop.example/', currency: 'USD', commission: { type: 'percent', rate_bps: 1000 }, visibility: 'public' });
    const { body } = await look(partner.userId, partner.id);
    const eyes = new ApiClient(network.apiUrl, body.access_token);

    expect(body).toMatchObject({ expires_in: 600, user: { id: partner.userId, role: 'advertiser' } });
    expect(body.refresh_token).toBeUndefined();
    expect((await eyes.get('/offers')).data).toEqual([expect.objectContaining({ name: 'Boots' })]);
    expect((await eyes.call('GET', '/users')).status).toBe(403);
    for (const [method, path] of [['POST', '/offers'], ['POST', '/api-keys'], ['PATCH', '/me'], ['PUT', '/notices/seen'], ['DELETE', '/me/sessions'], ['POST', '/me/password'], ['POST', '/organizations/switch']] as const) {
      expect([path, (await eyes.call(method, path, {})).body?.code]).toEqual([path, 'viewing.read_only']);
    }
    expect((await partner.client.get<{ data: { user_agent: string }[] }>('/me/sessions')).data.map((session) => session.user_agent)).toContain('The network looked');
    expect((await partner.client.get('/audit-events', { query: { action: 'user.viewed_as' } })).data).toEqual([expect.objectContaining({ details: { reason: 'A question by telephone' } })]);
    expect((await found({ search: partner.email }))[0]?.live_sessions).toBe(1);
  });

  it('ends when the partner ends it', async () => {
    const eyes = new ApiClient(network.apiUrl, (await look(person.userId, person.id)).body.access_token);
    expect(await status(eyes)).toBe(200);
    await (await network.signIn(person.email)).delete('/me/sessions');
    expect(await status(eyes)).toBe(401);
  });

  it('is not for staff, not as staff, and not where the person does not belong', async () => {
    const me = await network.admin.get('/me');
    const other = await network.signUp('affiliate');
    expect((await look(me.id, me.organization_id)).body.code).toBe('viewing.not_of_staff');
    expect((await look(person.userId, other.id)).body.code).toBe('user.not_found');
    expect((await network.finance.call('POST', `/users/${person.userId}/view`, { organization_id: person.id, reason: 'curious' })).status).toBe(403);
    expect((await person.client.call('POST', `/users/${other.userId}/view`, { organization_id: other.id, reason: 'curious' })).status).not.toBe(200);
  });
});
