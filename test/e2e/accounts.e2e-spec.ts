import { DAY_MS, MINUTE_MS, MovableClock } from '@fairlead/kernel';
import { checkEvents } from '../support/described-events';
import { mailTo, tokenIn } from '../support/mailbox';
import { type Account, ApiClient, PASSWORD, type RunningNetwork, startNetwork } from '../support/running-network';

const NEW_PASSWORD = 'quite another password';
let network: RunningNetwork;

beforeAll(async () => {
  network = await startNetwork({ clock: new MovableClock(new Date('2026-03-01T12:00:00Z')), env: { EMAIL_VERIFICATION: 'required', TERMS_VERSION: '2026-02' } });
});
afterAll(() => network?.close());

const login = (email: string, password = PASSWORD, headers: Record<string, string> = {}) => network.anonymous.call('POST', '/auth/login', { email, password }, { headers });
const outcome = ({ status, body }: { status: number; body: { code?: string } | null }) => [status, body?.code];
const later = (ms: number) => network.advance(ms);

async function linkOf(email: string, template: string, seen?: string): Promise<string> {
  return tokenIn(await mailTo(network, email, template, seen));
}

describe('a mailbox', () => {
  it('is proven by the link of a mail, once; until then some calls are refused', async () => {
    const advertiser = await network.signUp('advertiser');
    expect(await advertiser.client.get('/me')).toMatchObject({ email_verified: false, team_role: 'owner', second_factor: false });
    expect(outcome(await advertiser.client.call('POST', '/api-keys', { name: 'shop', scopes: ['*'] }))).toEqual([403, 'auth.email_unverified']);
    expect(outcome(await advertiser.client.call('POST', '/invitations', { email: 'a@example.test', team_role: 'member' }))).toEqual([403, 'auth.email_unverified']);

    const token = await linkOf(advertiser.email, 'verify_email');
    const first = await network.anonymous.call('POST', '/auth/verify-email', { token });
    const second = await network.anonymous.call('POST', '/auth/verify-email', { token });

    expect([outcome(first), outcome(second)]).toEqual([[204, undefined], [422, 'auth.link_invalid']]);
    expect(await advertiser.client.get('/me')).toMatchObject({ email_verified: true });
    expect((await advertiser.client.call('POST', '/api-keys', { name: 'shop', scopes: ['*'] })).status).toBe(201);
  });

  it('can be sent the link again, which is over after three days', async () => {
    const affiliate = await network.signUp('affiliate');
    const first = await mailTo(network, affiliate.email, 'verify_email');
    expect((await affiliate.client.call('POST', '/auth/verify-email/resend')).status).toBe(202);
    const token = await linkOf(affiliate.email, 'verify_email', first.id);
    await later(3 * DAY_MS);

    expect(outcome(await network.anonymous.call('POST', '/auth/verify-email', { token }))).toEqual([422, 'auth.link_invalid']);
  });

  it('is kept with the terms that were accepted, and no secret in the clear', async () => {
    const { email } = await network.signUp('affiliate');
    const token = await linkOf(email, 'verify_email');

    expect(await network.sql('SELECT accepted_terms_version FROM user_account WHERE email = $1 AND accepted_terms_at IS NOT NULL', [email])).toEqual([{ accepted_terms_version: '2026-02' }]);
    for (const table of ['account_token', 'mail', 'outbox_event', 'audit_event']) {
      expect([table, await network.sql(`SELECT FROM ${table} t WHERE t::text LIKE '%' || $1 || '%'`, [token])]).toEqual([table, []]);
    }
  });
});

describe('a forgotten password', () => {
  it('is replaced by the link of a mail, once, which ends every session', async () => {
    const affiliate = await network.signUp('affiliate');
    const refreshToken = (await login(affiliate.email)).body.refresh_token;
    await network.anonymous.call('POST', '/auth/forgot-password', { email: affiliate.email.toUpperCase() });
    const token = await linkOf(affiliate.email, 'reset_password');

    const [first, second] = [await network.anonymous.call('POST', '/auth/reset-password', { token, password: NEW_PASSWORD }), await network.anonymous.call('POST', '/auth/reset-password', { token, password: NEW_PASSWORD })];

    expect([outcome(first), outcome(second)]).toEqual([[204, undefined], [422, 'auth.link_invalid']]);
    expect((await affiliate.client.call('GET', '/me')).status).toBe(401);
    expect((await network.anonymous.call('POST', '/auth/refresh', { refresh_token: refreshToken })).status).toBe(401);
    expect([(await login(affiliate.email)).status, (await login(affiliate.email, NEW_PASSWORD)).body.user.email_verified]).toEqual([401, true]);
    expect((await mailTo(network, affiliate.email, 'security_changed')).text).toContain('Your password was changed');
  });

  it('is over after half an hour, and of two uses at once one counts', async () => {
    const affiliate = await network.signUp('affiliate');
    await network.anonymous.call('POST', '/auth/forgot-password', { email: affiliate.email });
    const old = await mailTo(network, affiliate.email, 'reset_password');
    await later(30 * MINUTE_MS);
    expect(outcome(await network.anonymous.call('POST', '/auth/reset-password', { token: tokenIn(old), password: NEW_PASSWORD }))).toEqual([422, 'auth.link_invalid']);
    await network.anonymous.call('POST', '/auth/forgot-password', { email: affiliate.email });
    const token = await linkOf(affiliate.email, 'reset_password', old.id);

    const answers = await Promise.all(Array.from({ length: 8 }, () => network.anonymous.call('POST', '/auth/reset-password', { token, password: NEW_PASSWORD })));

    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
  });

  it('does not tell whether there is such an account, and is asked for five times an hour', async () => {
    const { email } = await network.signUp('affiliate');
    const ask = (address: string) => network.anonymous.call('POST', '/auth/forgot-password', { email: address });
    const both = [await ask(email), await ask('nobody-here@example.test')].map(({ status, body }) => [status, body]);

    expect(both[0]).toEqual(both[1]);
    for (let more = 0; more < 4; more += 1) await ask('nobody-here@example.test');
    expect(outcome(await ask('nobody-here@example.test'))).toEqual([429, 'auth.too_many_attempts']);
    expect((await ask(email)).status).toBe(202);
  });
});

describe('sessions', () => {
  const FIREFOX = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' };
  const NEWER_FIREFOX = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0' };

  it('are listed, and end at once when they are told to', async () => {
    const affiliate = await network.signUp('affiliate');
    const other = new ApiClient(network.apiUrl, (await login(affiliate.email, PASSWORD, FIREFOX)).body.access_token);

    const sessions = (await affiliate.client.get('/me/sessions')).data;
    expect(sessions.map((one: { current: boolean; user_agent: string }) => [one.current, one.user_agent.includes('Firefox')])).toEqual(expect.arrayContaining([[true, false], [false, true]]));
    await affiliate.client.delete(`/me/sessions/${sessions.find((one: { current: boolean }) => !one.current).id}`);

    expect([(await other.call('GET', '/me')).status, (await affiliate.client.call('GET', '/me')).status]).toEqual([401, 200]);
  });

  it('cannot be ended by others', async () => {
    const [one, two] = [await network.signUp('affiliate'), await network.signUp('affiliate')];
    const [session] = (await one.client.get('/me/sessions')).data;

    expect(outcome(await two.client.call('DELETE', `/me/sessions/${session.id}`))).toEqual([404, 'session.not_found']);
  });

  it('of a new browser are told by mail; of a newer version of the same they are not', async () => {
    const { email } = await network.signUp('affiliate');
    await login(email, PASSWORD, FIREFOX);
    const told = await mailTo(network, email, 'new_device');
    await login(email, PASSWORD, NEWER_FIREFOX);
    await network.settle();

    expect(told.text).toContain('Firefox/140.0');
    expect((await network.admin.get('/mails', { query: { to: email } })).data.filter((one: { template: string }) => one.template === 'new_device')).toHaveLength(1);
  });

  it('but for the own one end with a new password', async () => {
    const affiliate = await network.signUp('affiliate');
    const other = new ApiClient(network.apiUrl, (await login(affiliate.email)).body.access_token);
    const change = (current: string) => affiliate.client.call('POST', '/me/password', { current_password: current, new_password: NEW_PASSWORD });

    expect([outcome(await change('a wrong password')), outcome(await change(PASSWORD))]).toEqual([[422, 'auth.wrong_password'], [204, undefined]]);
    expect([(await other.call('GET', '/me')).status, (await affiliate.client.call('GET', '/me')).status]).toEqual([401, 200]);
  });

  it('cannot be managed with an API key', async () => {
    const advertiser: Account = await network.signUp('advertiser');
    await network.anonymous.post('/auth/verify-email', { token: await linkOf(advertiser.email, 'verify_email') });
    const { key } = await advertiser.client.post('/api-keys', { name: 'all', scopes: ['*'] });

    expect(outcome(await new ApiClient(network.apiUrl, key).call('POST', '/me/password', { current_password: PASSWORD, new_password: NEW_PASSWORD }))).toEqual([403, 'api_key.needs_sign_in']);
  });
});

describe('the other contexts', () => {
  it('are told what docs/events says', async () => {
    expect(await checkEvents(network)).toEqual([
      'user.email_verification_requested.v1', 'user.new_device_seen.v1', 'user.password_reset_requested.v1', 'user.security_changed.v1',
    ]);
  });
});

describe('a person', () => {
  it('changes the own name', async () => {
    const { client } = await network.signUp('affiliate');

    expect([(await client.patch('/me', { name: 'Ann New' })).name, (await client.get('/me')).name]).toEqual(['Ann New', 'Ann New']);
  });
});

describe('mail', () => {
  it('is read by administrators alone', async () => {
    const affiliate = await network.signUp('affiliate');

    expect([(await affiliate.client.call('GET', '/mails')).status, (await network.finance.call('GET', '/mails')).status]).toEqual([403, 403]);
  });
});

describe('a password that changes while somebody signs in with the old one', () => {
  it('leaves no session of the old one', async () => {
    const affiliate = await network.signUp('affiliate');
    await network.anonymous.call('POST', '/auth/forgot-password', { email: affiliate.email });
    const token = await linkOf(affiliate.email, 'reset_password');

    const [reset, ...signedIn] = await Promise.all([
      network.anonymous.call('POST', '/auth/reset-password', { token, password: NEW_PASSWORD }), ...Array.from({ length: 12 }, () => login(affiliate.email)),
    ]);

    expect(reset?.status).toBe(204);
    for (const { status, body } of signedIn) {
      if (status === 200) expect((await new ApiClient(network.apiUrl, body.access_token).call('GET', '/me')).status).toBe(401);
    }
  });
});
