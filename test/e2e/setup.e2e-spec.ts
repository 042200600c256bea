import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FairleadConfig } from '@fairlead/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApiApp } from '../../apps/api/src/create-api-app';
import { ApiClient } from '../support/api-client';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const SETUP_TOKEN = 'the operator’s own token of more than 32';
const FIRST = { email: 'first@example.test', password: 'a long enough password', name: 'Ann Operator', organization_name: 'Example Network', country: 'DE' };
let database: TestDatabase;
let spoolDir: string;

beforeEach(async () => {
  database = await createTestDatabase();
  spoolDir = await mkdtemp(join(tmpdir(), 'fairlead-spool-'));
});
afterEach(async () => {
  await database?.drop();
  await rm(spoolDir, { recursive: true, force: true });
});

/** An API on an empty network; `said` are the events of its log. */
async function withApi(env: Record<string, string>, work: (client: ApiClient, said: Record<string, string>[]) => Promise<void>): Promise<void> {
  const said: Record<string, string>[] = [];
  const note = (message: unknown): void => { if (typeof message === 'object' && message !== null) said.push(message as Record<string, string>); };
  const config = new FairleadConfig({
    NODE_ENV: 'test', DATABASE_APP_URL: database.appUrl, JWT_SECRET: 'j'.repeat(32), ENCRYPTION_KEY: 'e'.repeat(32), STRIPE_SECRET_KEY: 'sk_test_setup',
    STRIPE_API_URL: 'http://127.0.0.1:1', STRIPE_WEBHOOK_SECRET: 'whsec_setup', SPOOL_DIR: spoolDir, ...env,
  });
  const app: NestFastifyApplication = await createApiApp(config, { logger: { log: note, warn: note, error: note } });
  try {
    await app.listen({ port: 0, host: '127.0.0.1' });
    await work(new ApiClient((await app.getUrl()).replace('[::1]', '127.0.0.1')), said);
  } finally {
    await app.close();
  }
}

const outcome = ({ status, body }: { status: number; body: { code?: string } | null }) => [status, body?.code];

describe('signing up', () => {
  it('is limited for each address', async () => {
    await withApi({ SIGNUPS_PER_ADDRESS: '2' }, async (client) => {
      const signUp = (name: string) => client.call('POST', '/auth/signup', { role: 'affiliate', email: `${name}@example.test`, password: FIRST.password, name, country: 'DE', accept_terms: true });

      const answers = await Promise.all(['one', 'two', 'three', 'four', 'five', 'six'].map(signUp)); // at once: the count is not a look before an act

      const refused = answers.filter(({ status }) => status !== 201);
      expect(refused.map(outcome)).toEqual(Array.from({ length: 4 }, () => [429, 'auth.too_many_attempts']));
      expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(800);
    });
  });
});

describe('the first start', () => {
  it('logs a token that makes one administrator, once', async () => {
    await withApi({}, async (client, said) => {
      const token = said.find((one) => one['event'] === 'setup.token_made')?.['setup_token'] ?? '';
      expect(await client.get('/setup')).toEqual({ needed: true, terms_version: '1', email_verification_required: false });
      expect(outcome(await client.call('POST', '/setup', { ...FIRST, token: 'flm_a_guess_of_someone_else' }))).toEqual([403, 'setup.token_invalid']);

      const session = await client.post('/setup', { ...FIRST, token });

      expect(session.user).toMatchObject({ role: 'admin', team_role: 'admin', email: FIRST.email, name: FIRST.name, organization_name: FIRST.organization_name, email_verified: true });
      expect((await new ApiClient(client.apiUrl, session.access_token).get('/members')).data).toHaveLength(1);
      expect(outcome(await client.call('POST', '/setup', { ...FIRST, email: 'second@example.test', token }))).toEqual([409, 'setup.done']);
      expect((await client.get('/setup')).needed).toBe(false);
    });
    await withApi({}, async (_client, said) => {
      expect(said.filter((one) => one['event']?.startsWith('setup.'))).toEqual([]);
    });
  });

  it('takes the token of the environment, which is not logged, and makes one of two administrators at once', async () => {
    await withApi({ SETUP_TOKEN }, async (client, said) => {
      expect(JSON.stringify(said)).not.toContain(SETUP_TOKEN);

      const answers = await Promise.all(['a', 'b', 'c'].map((name) => client.call('POST', '/setup', { ...FIRST, email: `${name}@example.test`, token: SETUP_TOKEN })));

      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    });
  });
});
