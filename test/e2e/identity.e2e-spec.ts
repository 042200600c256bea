import { createHmac } from 'node:crypto';
import { ApiClient, PASSWORD, type RunningNetwork, startNetwork } from '../support/running-network';

let network: RunningNetwork;

beforeAll(async () => { network = await startNetwork(); });
afterAll(() => network?.close());

const login = (email: string, password = PASSWORD) => network.anonymous.call('POST', '/auth/login', { email, password });
const refresh = (token: string) => network.anonymous.call('POST', '/auth/refresh', { refresh_token: token });

describe('signing in', () => {
  it('gives an access token of ten minutes and shows who it is', async () => {
    const { email, id } = await network.signUp('affiliate');

    const { status, body } = await login(email.toUpperCase());

    expect([status, body.expires_in, body.user]).toEqual([200, 600, expect.objectContaining({ email, role: 'affiliate', affiliate_id: id })]);
    expect((await new ApiClient(network.apiUrl, body.access_token).get('/me')).email).toBe(email);
  });

  it('answers alike for a wrong password and an unknown e-mail', async () => {
    const { email } = await network.signUp('affiliate');

    const answers = [await login(email, 'a wrong password'), await login('nobody@example.test')];

    expect(answers.map(({ status, body }) => [status, body.code, body.detail])).toEqual([
      [401, 'auth.bad_credentials', 'E-mail or password is wrong'], [401, 'auth.bad_credentials', 'E-mail or password is wrong'],
    ]);
  });

  it('closes the door after ten failures, also for the right password', async () => {
    const { email } = await network.signUp('affiliate');
    for (let attempt = 0; attempt < 10; attempt += 1) await login(email, 'a wrong password');

    const answer = await login(email);

    expect([answer.status, answer.body.code, answer.headers.get('retry-after')]).toEqual([429, 'auth.too_many_attempts', '900']);
  });

  it('takes one account per e-mail, and only who accepts the terms', async () => {
    const { email } = await network.signUp('affiliate');
    const body = { role: 'affiliate', email, password: PASSWORD, name: 'Twin', country: 'DE', accept_terms: true };

    expect((await network.anonymous.call('POST', '/auth/signup', body)).body.code).toBe('user.email_taken');
    expect((await network.anonymous.call('POST', '/auth/signup', { ...body, email: 'other@example.test', accept_terms: false })).status).toBe(400);
    expect((await network.anonymous.call('POST', '/auth/signup', { ...body, email: 'third@example.test', role: 'admin' })).body.errors).toEqual([
      expect.objectContaining({ pointer: '/role' }),
    ]);
  });
});

describe('refresh tokens', () => {
  it('work once, and a second use ends the whole family', async () => {
    const { email } = await network.signUp('affiliate');
    const first = (await login(email)).body.refresh_token;
    const second = (await refresh(first)).body.refresh_token;

    expect((await refresh(first)).body.code).toBe('auth.refresh_token_invalid');
    expect((await refresh(second)).body.code).toBe('auth.refresh_token_invalid');
  });

  it('let one of fifty at once through', async () => {
    const { email } = await network.signUp('affiliate');
    const token = (await login(email)).body.refresh_token;

    const answers = await Promise.all(Array.from({ length: 50 }, () => refresh(token)));

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('end with signing out', async () => {
    const { email } = await network.signUp('affiliate');
    const token = (await login(email)).body.refresh_token;
    await network.anonymous.post('/auth/logout', { refresh_token: token });

    expect((await refresh(token)).status).toBe(401);
  });
});

describe('access tokens', () => {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

  it.each<[string, (claims: object) => string]>([
    ['without an algorithm', (claims) => `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`],
    ['signed with another secret', (claims) => `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}.${createHmac('sha256', 'guess').update(`${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`).digest('base64url')}`],
    ['that are no tokens', () => 'nonsense'],
  ])('are refused %s', async (_name, forge) => {
    const { userId } = await network.signUp('affiliate');
    const token = forge({ sub: userId, iss: 'fairlead', aud: 'fairlead-api', exp: 4_000_000_000 });

    expect(await new ApiClient(network.apiUrl, token).call('GET', '/me')).toMatchObject({ status: 401, body: { code: 'request.unauthenticated' } });
  });

  it('end at once for a suspended organization', async () => {
    const account = await network.signUp('affiliate');
    await network.sql(`UPDATE organization SET status = 'suspended' WHERE id = (SELECT organization_id FROM user_account WHERE email = $1)`, [account.email]);

    expect((await account.client.call('GET', '/me')).status).toBe(401);
  });
});

describe('API keys', () => {
  it('act for their maker within their scopes, until revoked', async () => {
    const advertiser = await network.signUp('advertiser');
    const key = await advertiser.client.post('/api-keys', { name: 'shop', scopes: ['conversions:write', 'offers:read'] });
    const client = new ApiClient(network.apiUrl, key.key);

    expect((await client.get('/offers')).data).toEqual([]);
    expect((await client.get('/conversions')).data).toEqual([]);
    expect(await client.call('POST', '/offers', {})).toMatchObject({ status: 403, body: { code: 'request.scope_missing', required_scope: 'offers:write' } });
    expect((await advertiser.client.get('/api-keys')).data).toEqual([expect.objectContaining({ id: key.id, last_four: key.key.slice(-4), last_used_at: expect.any(String) })]);
    await advertiser.client.delete(`/api-keys/${key.id}`);
    expect((await client.call('GET', '/offers')).status).toBe(401);
  });

  it('are stored as hashes only, and cannot make more keys or be revoked by others', async () => {
    const [advertiser, stranger] = [await network.signUp('advertiser'), await network.signUp('advertiser')];
    const key = await advertiser.client.post('/api-keys', { name: 'all', scopes: ['*'] });

    expect(await network.sql(`SELECT count(*)::int AS leaks FROM api_key WHERE api_key::text LIKE '%' || $1 || '%'`, [key.key])).toEqual([{ leaks: 0 }]);
    expect((await new ApiClient(network.apiUrl, key.key).call('POST', '/api-keys', { name: 'child', scopes: ['*'] })).body.code).toBe('api_key.needs_sign_in');
    expect((await stranger.client.call('DELETE', `/api-keys/${key.id}`)).status).toBe(404);
  });
});

describe('every route', () => {
  it('refuses roles that the matrix does not name', async () => {
    const affiliate = await network.signUp('affiliate');

    expect(await affiliate.client.call('GET', '/ledger/trial-balance')).toMatchObject({ status: 403, body: { code: 'request.forbidden', allowed_roles: expect.arrayContaining(['finance']) } });
    expect((await affiliate.client.call('POST', '/payout-batches', { currency: 'USD' })).status).toBe(403);
    expect((await network.anonymous.call('GET', '/offers')).status).toBe(401);
  });

  it('refuses fields and parameters that it does not know', async () => {
    const advertiser = await network.signUp('advertiser');

    expect((await advertiser.client.call('GET', '/offers', undefined, { query: { stauts: 'active' } })).body).toMatchObject({ status: 400, code: 'validation_failed', errors: [{ pointer: '/stauts', code: 'unknown_field' }] });
    expect((await advertiser.client.call('POST', '/offers', { advertiser_id: 'adv_x', status: 'active' })).status).toBe(400);
  });

  it('says in the audit log who did what', async () => {
    const advertiser = await network.signUp('advertiser');
    await advertiser.client.post('/api-keys', { name: 'audited', scopes: ['*'] });

    expect((await advertiser.client.get('/audit-events')).data).toEqual([expect.objectContaining({ action: 'api_key.created', actor: expect.stringMatching(/^user:/) })]);
  });
});
