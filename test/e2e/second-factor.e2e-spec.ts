import { MINUTE_MS, MovableClock, SECOND_MS } from '@fairlead/kernel';
import { Secret, TOTP } from 'otpauth';
import { checkEvents } from '../support/described-events';
import { mailTo } from '../support/mailbox';
import { type Account, ApiClient, PASSWORD, type RunningNetwork, startNetwork } from '../support/running-network';

const STEP_MS = 30 * SECOND_MS;
let network: RunningNetwork;

beforeAll(async () => {
  network = await startNetwork({ clock: new MovableClock(new Date('2026-03-01T12:00:00Z')) });
});
afterAll(() => network?.close());

const outcome = ({ status, body }: { status: number; body: { code?: string } | null }) => [status, body?.code];
const codeOf = (secret: string): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: network.clock.now().getTime() });
const login = (email: string) => network.anonymous.call('POST', '/auth/login', { email, password: PASSWORD });
const secondStep = (challenge: string, code: string) => network.anonymous.call('POST', '/auth/login/second-factor', { challenge, code });

/** Turns the second factor on, and lets the step of its code pass. */
async function withSecondFactor(client: ApiClient): Promise<{ secret: string; recoveryCodes: string[] }> {
  const { secret } = await client.post('/me/second-factor', { password: PASSWORD });
  const { recovery_codes: recoveryCodes } = await client.post('/me/second-factor/confirm', { code: codeOf(secret) });
  await network.advance(STEP_MS);
  return { secret, recoveryCodes };
}

async function person(): Promise<Account & { secret: string; recoveryCodes: string[] }> {
  const account = await network.signUp('advertiser');
  return { ...account, ...(await withSecondFactor(account.client)) };
}

describe('setting a second factor up', () => {
  it('takes the password and a right code, and tells the person', async () => {
    const { client, email } = await network.signUp('affiliate');
    expect(outcome(await client.call('POST', '/me/second-factor', { password: 'a wrong password' }))).toEqual([422, 'auth.wrong_password']);
    expect(outcome(await client.call('POST', '/me/second-factor/confirm', { code: '123456' }))).toEqual([409, 'second_factor.not_begun']);
    const { secret, otpauth_uri: uri } = await client.post('/me/second-factor', { password: PASSWORD });
    expect(new URL(uri).searchParams.get('secret')).toBe(secret);
    expect(outcome(await client.call('POST', '/me/second-factor/confirm', { code: codeOf(secret) === '000000' ? '111111' : '000000' }))).toEqual([422, 'second_factor.wrong_code']);
    expect((await client.get('/me')).second_factor).toBe(false);

    const { recovery_codes: codes } = await client.post('/me/second-factor/confirm', { code: codeOf(secret) });

    expect([new Set(codes).size, (await client.get('/me')).second_factor]).toEqual([10, true]);
    expect(outcome(await client.call('POST', '/me/second-factor', { password: PASSWORD }))).toEqual([409, 'second_factor.already_on']);
    expect((await mailTo(network, email, 'security_changed')).text).toContain('second factor was turned on');
  });

  it('stores neither the secret nor the recovery codes in the clear', async () => {
    const { secret, recoveryCodes } = await person();

    for (const text of [secret, recoveryCodes[0], recoveryCodes[0]?.replace('-', '')]) {
      for (const table of ['totp_credential', 'recovery_code', 'outbox_event', 'audit_event', 'mail']) {
        expect(await network.sql(`SELECT FROM ${table} t WHERE t::text LIKE '%' || $1 || '%'`, [text])).toEqual([]);
      }
    }
    expect(await network.sql(`SELECT FROM totp_credential WHERE position(convert_to($1, 'UTF8') in secret_sealed) > 0`, [secret])).toEqual([]);
  });
});

describe('signing in with a second factor', () => {
  it('takes two steps', async () => {
    const { email, secret } = await person();
    const first = await login(email);
    expect([outcome(first), first.body.expires_in, first.body.access_token]).toEqual([[401, 'auth.second_factor_required'], 300, undefined]);

    const second = await secondStep(first.body.challenge, codeOf(secret));

    expect([second.status, second.body.user.email]).toEqual([200, email]);
    expect((await new ApiClient(network.apiUrl, second.body.access_token).call('GET', '/me')).status).toBe(200);
  });

  it('takes a code once, also of two sign-ins at the same moment', async () => {
    const { email, secret } = await person();
    const challenges = await Promise.all(Array.from({ length: 6 }, async () => (await login(email)).body.challenge));

    const answers = await Promise.all(challenges.map((challenge) => secondStep(challenge, codeOf(secret))));

    expect(answers.map(outcome).filter(([status]) => status === 200)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.body.code))).toEqual(new Set([undefined, 'second_factor.wrong_code']));
    await network.advance(STEP_MS);
    expect((await secondStep((await login(email)).body.challenge, codeOf(secret))).status).toBe(200);
  });

  it('takes a challenge once, and for five minutes', async () => {
    const { email, secret } = await person();
    const used = (await login(email)).body.challenge;
    await secondStep(used, codeOf(secret));
    const old = (await login(email)).body.challenge;
    await network.advance(5 * MINUTE_MS);

    expect([outcome(await secondStep(used, codeOf(secret))), outcome(await secondStep(old, codeOf(secret)))]).toEqual([[401, 'auth.challenge_invalid'], [401, 'auth.challenge_invalid']]);
  });

  it('closes the door after ten wrong codes, over all challenges', async () => {
    const { email, secret } = await person();
    for (let attempt = 0; attempt < 10; attempt += 1) await secondStep((await login(email)).body.challenge, 'wrong-code');

    expect(outcome(await secondStep((await login(email)).body.challenge, codeOf(secret)))).toEqual([429, 'auth.too_many_attempts']);
  });

  it('takes each recovery code once, however it is typed', async () => {
    const { email, recoveryCodes } = await person();
    const code = recoveryCodes[3] ?? '';

    const [first, second] = [await secondStep((await login(email)).body.challenge, code.toUpperCase().replace('-', ' ')), await secondStep((await login(email)).body.challenge, code)];

    expect([first.status, outcome(second)]).toEqual([200, [422, 'second_factor.wrong_code']]);
  });
});

describe('a second factor that is on', () => {
  it('is asked for freshly where it matters', async () => {
    const { client, secret } = await person();
    await network.advance(5 * MINUTE_MS);
    const makeKey = () => client.call('POST', '/api-keys', { name: 'shop', scopes: ['*'] });
    expect(outcome(await makeKey())).toEqual([403, 'second_factor.code_needed']);

    await client.post('/me/second-factor/verify', { code: codeOf(secret) });

    expect((await makeKey()).status).toBe(201);
    await network.advance(5 * MINUTE_MS + 1);
    expect(outcome(await makeKey())).toEqual([403, 'second_factor.code_needed']);
  });

  it('is asked for before payouts are approved and released, and closes both to API keys', async () => {
    const keyOf = await network.finance.post('/api-keys', { name: 'script', scopes: ['*'] });
    const { secret } = await withSecondFactor(network.finance);
    await network.advance(5 * MINUTE_MS);
    const calls: [string, object][] = [['approve', { digest: 'a'.repeat(64) }], ['release', { confirm_total: 1 }], ['retry-failed', {}]];
    const nobody = 'pba_01jd0000000000000000000000';
    const all = (client: ApiClient) => Promise.all(calls.map(async ([verb, body]) => outcome(await client.call('POST', `/payout-batches/${nobody}/${verb}`, body))));

    expect(new Set((await all(network.finance)).map(([, code]) => code))).toEqual(new Set(['second_factor.code_needed']));
    expect(new Set((await all(new ApiClient(network.apiUrl, keyOf.key))).map(([, code]) => code))).toEqual(new Set(['second_factor.code_needed']));
    await network.finance.post('/me/second-factor/verify', { code: codeOf(secret) });
    expect(new Set((await all(network.finance)).map(([, code]) => code))).toEqual(new Set(['batch.not_found']));
  });

  it('goes with the password and a code, and its recovery codes with it', async () => {
    const { client, email, secret, recoveryCodes } = await person();
    const disable = (password: string, code: string) => client.call('POST', '/me/second-factor/disable', { password, code });
    expect(outcome(await disable('a wrong password', codeOf(secret)))).toEqual([422, 'auth.wrong_password']);

    expect(outcome(await disable(PASSWORD, recoveryCodes[0] ?? ''))).toEqual([204, undefined]);

    expect((await login(email)).status).toBe(200);
    expect(await network.sql('SELECT count(*)::int AS left FROM recovery_code WHERE user_id = (SELECT id FROM user_account WHERE email = $1)', [email])).toEqual([{ left: 0 }]);
  });

  it('gives new recovery codes, which void the old', async () => {
    const { client, email, secret, recoveryCodes } = await person();
    const { recovery_codes: next } = await client.post('/me/second-factor/recovery-codes', { password: PASSWORD, code: codeOf(secret) });

    expect(outcome(await secondStep((await login(email)).body.challenge, recoveryCodes[0] ?? ''))).toEqual([422, 'second_factor.wrong_code']);
    expect((await secondStep((await login(email)).body.challenge, next[0])).status).toBe(200);
  });
});

describe('the other contexts', () => {
  it('are told what docs/events says', async () => {
    expect(await checkEvents(network)).toEqual(['user.email_verification_requested.v1', 'user.security_changed.v1']);
  });
});

describe('a network that wants a second factor of its staff', () => {
  it('lets them do nothing else before', async () => {
    const strict = await startNetwork({ env: { SECOND_FACTOR_ROLES: 'admin,finance' } });
    try {
      expect(outcome(await strict.finance.call('GET', '/payout-batches'))).toEqual([403, 'second_factor.required']);
      expect((await strict.finance.get('/me')).second_factor).toBe(false);
      const { secret } = await strict.finance.post('/me/second-factor', { password: PASSWORD });
      await strict.finance.post('/me/second-factor/confirm', { code: new TOTP({ secret: Secret.fromBase32(secret) }).generate() });

      expect((await strict.finance.call('GET', '/payout-batches')).status).toBe(200);
      const [withOne, without] = [await strict.finance.get('/me'), await strict.finance2.get('/me')];
      const report = await strict.finance.post('/saved-reports', { name: 'Margin', visibility: 'shared', query: { period: 'last_week' } });
      const sendTo = (...receivers: string[]) => strict.finance.call('PUT', `/saved-reports/${report.id}/schedule`, { frequency: 'daily', hour: 8, timezone: 'UTC', receivers });
      expect(outcome(await sendTo(withOne.id, without.id))).toEqual([422, 'report_schedule.unknown_receiver']);
      expect((await sendTo(withOne.id)).status).toBe(200);
      expect((await (await strict.signUp('affiliate')).client.call('GET', '/links')).status).toBe(200);
    } finally {
      await strict.close();
    }
  });
});
