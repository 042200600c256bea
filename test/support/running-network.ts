/**
 * A whole network inside the test process: api, tracker, worker and Stripe stand-in on free ports, on a database of its own.
 *
 *   const network = await startNetwork({ clock: new MovableClock(new Date('2026-03-01T12:00:00Z')) });
 *   afterAll(() => network.close());
 *
 *   network.admin, .finance, .finance2     API clients of the network's staff, signed in
 *   await network.signUp('advertiser')     a new organization: { client, id, email, password, userId }; `id` is adv_… or aff_…
 *   await network.signIn(email, password)  a client of an existing user
 *   network.anonymous                      an API client without a token
 *   network.tracker                        visit(code) and postback(parameters); signPostback() for signed ones
 *   network.stripe                         the stand-in: network.stripe.control adds faults, funds, scripts accounts
 *   network.database                       ownerUrl and appUrl of the database
 *   await network.sql(text, values)        rows of a query by the owner, who sees every tenant's
 *   await network.settle()                 waits until every event was delivered to every consumer
 *   await network.runTask(name)            runs a recurring task now, then settles: 'commissions.release-due'
 *   await network.advance(ms)              moves a MovableClock on (and the stand-in's with it), then settles
 *
 * See api-client.ts and tracker-client.ts for the calls. POSTs carry a fresh Idempotency-Key unless told otherwise.
 * Queue: in-process; `queue: 'redis'` takes Bull on the Redis of the test run. Retries of failed deliveries follow the
 * clock, so with a clock that stands still a failed delivery is retried after `advance`. Start one network per file.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MovableClock, newId, SystemClock, type Clock } from '@fairlead/kernel';
import { IdentityFacade } from '@fairlead/identity';
import type { Role } from '@fairlead/identity/contracts';
import { FairleadConfig, ScheduledTasks, Spools } from '@fairlead/platform';
import { EdgeRuntime } from '@fairlead/tracking';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Pool } from 'pg';
import { createApiApp } from '../../apps/api/src/create-api-app';
import { startStripeStandIn, type StripeStandIn } from '../../apps/stripe-stand-in/src';
import { createTrackerApp } from '../../apps/tracker/src/create-tracker-app';
import { startWorker, type RunningWorker } from '../../apps/worker/src/start-worker';
import { ApiClient } from './api-client';
import { eventually } from './eventually';
import { createTestDatabase, type TestDatabase } from './test-database';
import { testRedisUrl } from './test-redis';
import { TrackerClient } from './tracker-client';

export { ApiClient, type ApiAnswer, ProblemError } from './api-client';
export { signPostback, TrackerClient, type Visit } from './tracker-client';

export interface NetworkOptions {
  /** Default: the machine's own time. */
  clock?: Clock;
  /** Default `in-process`. */
  queue?: 'in-process' | 'redis';
  /** More or other environment variables of the three applications. */
  env?: Record<string, string>;
}

/** An organization with its first user. */
export interface Account {
  client: ApiClient;
  /** `adv_…` or `aff_…`. */
  id: string;
  userId: string;
  email: string;
  password: string;
}

/** Password of everybody whom `startNetwork` and `signUp` make. */
export const PASSWORD = 'a long enough password';
const STRIPE_KEY = 'sk_test_running_network';
const WEBHOOK_SECRET = 'whsec_running_network';
const SETTLE_TIMEOUT_MS = 20_000;

/** Starts all of it; `close()` stops all of it and drops the database. */
export async function startNetwork(options: NetworkOptions = {}): Promise<RunningNetwork> {
  const cleanups: (() => Promise<unknown>)[] = [];
  const onClose = <Part>(part: Part, close: (part: Part) => Promise<unknown>): Part => {
    cleanups.unshift(() => close(part));
    return part;
  };
  const close = async (): Promise<void> => {
    for (const cleanup of cleanups.splice(0)) await cleanup();
  };
  try {
    const clock = options.clock ?? new SystemClock();
    const database = onClose(await createTestDatabase(), (one) => one.drop());
    const owner = onClose(...ownerPool(database.ownerUrl));
    const stripe = onClose(await startStripeStandIn({ secretKey: STRIPE_KEY, now: () => clock.now() }), (one) => one.stop());
    const spoolDir = onClose(await mkdtemp(join(tmpdir(), 'fairlead-spool-')), (path) => rm(path, { recursive: true, force: true }));
    const env = environment(options, database, stripe, spoolDir);
    const tracker = onClose(await createTrackerApp(new FairleadConfig(env), { clock, logger: false }), (app) => app.close());
    const trackerUrl = await listen(tracker);
    const config = new FairleadConfig({ ...env, PUBLIC_TRACKER_URL: trackerUrl });
    const api = onClose(await createApiApp(config, { clock, logger: false }), (app) => app.close());
    const apiUrl = await listen(api);
    for (const connect of [false, true]) stripe.control.registerWebhook(`${apiUrl}/webhooks/stripe`, { connect, secret: WEBHOOK_SECRET });
    const worker = onClose(await startWorker(config, { clock, logger: false }), (one) => one.stop());
    const staff = await registerStaff(api, apiUrl);
    return new RunningNetwork({ apiUrl, trackerUrl, clock, database, stripe, api, trackerApp: tracker, worker, owner, ...staff, close });
  } catch (error) {
    await close();
    throw error;
  }
}

/** `pool.end()` comes back before its connections are gone; a database dropped meanwhile would be an error that nobody hears. */
function ownerPool(url: string): [Pool, () => Promise<void>] {
  const pool = new Pool({ connectionString: url, max: 2 });
  const open = new Set<unknown>();
  pool.on('connect', (client) => open.add(client));
  pool.on('remove', (client) => open.delete(client));
  const close = async (): Promise<void> => {
    await pool.end();
    await eventually(() => open.size === 0);
  };
  return [pool, close];
}

interface Parts {
  readonly apiUrl: string;
  readonly trackerUrl: string;
  readonly clock: Clock;
  readonly database: TestDatabase;
  readonly stripe: StripeStandIn;
  readonly api: NestFastifyApplication;
  readonly trackerApp: NestFastifyApplication;
  readonly worker: RunningWorker;
  readonly owner: Pool;
  readonly admin: ApiClient;
  readonly finance: ApiClient;
  readonly finance2: ApiClient;
  readonly close: () => Promise<void>;
}

/** The running parts and what tests do with them. */
export class RunningNetwork {
  readonly apiUrl: string;
  readonly trackerUrl: string;
  readonly clock: Clock;
  readonly database: TestDatabase;
  readonly stripe: StripeStandIn;
  /** For `api.get(SomeFacade, { strict: false })`, where no route does what a test needs. */
  readonly api: NestFastifyApplication;
  /** For what no route tells: `trackerApp.get(Spools)`. */
  readonly trackerApp: NestFastifyApplication;
  readonly worker: RunningWorker;
  readonly admin: ApiClient;
  readonly finance: ApiClient;
  readonly finance2: ApiClient;
  readonly anonymous: ApiClient;
  readonly tracker: TrackerClient;

  constructor(private readonly parts: Parts) {
    ({
      apiUrl: this.apiUrl, trackerUrl: this.trackerUrl, clock: this.clock, database: this.database, stripe: this.stripe, api: this.api, trackerApp: this.trackerApp, worker: this.worker,
      admin: this.admin, finance: this.finance, finance2: this.finance2,
    } = parts);
    this.anonymous = new ApiClient(parts.apiUrl);
    this.tracker = new TrackerClient(parts.trackerUrl);
  }

  /** Stops the applications and the stand-in, and drops the database. */
  close(): Promise<void> {
    return this.parts.close();
  }

  /** Opens an organization over the API, as anybody can. */
  async signUp(role: 'advertiser' | 'affiliate', options: { name?: string; country?: string } = {}): Promise<Account> {
    const email = `${role}-${newId()}@example.test`;
    const { name = `Test ${role}`, country = 'DE' } = options;
    const session = await this.anonymous.post('/auth/signup', { role, email, password: PASSWORD, name, country, accept_terms: true });
    const prefix = role === 'advertiser' ? 'adv_' : 'aff_';
    return {
      client: new ApiClient(this.apiUrl, session.access_token), id: session.user.organization_id.replace(/^org_/, prefix), userId: session.user.id, email, password: PASSWORD,
    };
  }

  signIn(email: string, password: string = PASSWORD): Promise<ApiClient> {
    return signIn(this.apiUrl, email, password);
  }

  /** Rows of a query by the owner of the database, whom no row-level security binds. int8 comes as text. */
  async sql<Row extends object = any>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.parts.owner.query<Row>(text, values)).rows;
  }

  /** Waits until every acknowledged click and queued postback is in the database, no event is unpublished or undelivered, and the tracker routes by what is committed. Fails at once on a delivery that was given up. */
  async settle(): Promise<void> {
    await this.trackerApp.get(Spools).drain?.drainAll();
    await eventually(
      async () => {
        const [row] = await this.sql<{ unpublished: number; due: number; dead: number; error: string | null }>(
          `SELECT (SELECT count(*)::int FROM outbox_event WHERE published_at IS NULL) AS unpublished,
                  count(*) FILTER (WHERE state = 'due')::int AS due, count(*) FILTER (WHERE state = 'dead')::int AS dead,
                  max(consumer || ': ' || last_error) AS error FROM inbox_event WHERE state <> 'done'`,
        );
        if (row?.unpublished === 0 && row.due === 0 && row.dead === 0) return true;
        throw new Error(`the network did not settle: ${JSON.stringify(row)}`);
      },
      { timeoutMs: SETTLE_TIMEOUT_MS },
    );
    await this.trackerApp.get(EdgeRuntime).keeper.refresh();
  }

  /** Runs one recurring task of the worker or of the API now and waits for what follows from it. @throws Error when the task fails. */
  async runTask(name: string): Promise<void> {
    const processes = [this.worker.app, this.api].map((app) => app.get(ScheduledTasks, { strict: false }));
    const tasks = processes.find((one) => one.names().includes(name));
    if (!tasks) throw new Error(`no task is named ${name}; there are ${processes.flatMap((one) => one.names()).join(', ')}`);
    await tasks.runNow(name);
    const [task] = await this.sql<{ last_error: string | null }>('SELECT last_error FROM scheduled_task WHERE name = $1', [name]);
    if (task?.last_error) throw new Error(`${name} failed: ${task.last_error}`);
    await this.settle();
  }

  /** Moves the clock of the network on. @throws Error when the network runs on the machine's time. */
  async advance(milliseconds: number): Promise<void> {
    if (!(this.clock instanceof MovableClock)) throw new Error('start the network with a MovableClock to move its time');
    this.clock.advance(milliseconds);
    await this.settle();
  }
}

function environment(options: NetworkOptions, database: TestDatabase, stripe: StripeStandIn, spoolDir: string): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'test',
    DATABASE_APP_URL: database.appUrl,
    ...(options.queue === 'redis' ? { REDIS_URL: testRedisUrl() } : {}),
    JWT_SECRET: 'test-jwt-secret-test-jwt-secret-test',
    ENCRYPTION_KEY: 'test-encryption-key-test-encryption-key',
    STRIPE_SECRET_KEY: STRIPE_KEY,
    STRIPE_API_URL: stripe.url,
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    PUBLIC_API_URL: 'http://network.example.test',
    SPOOL_DIR: spoolDir,
    ...options.env,
  };
}

async function listen(app: NestFastifyApplication): Promise<string> {
  await app.listen({ port: 0, host: '127.0.0.1' });
  return (await app.getUrl()).replace('[::1]', '127.0.0.1');
}

/** Staff are made by the operator, not by a route; finance has two persons, because payouts need four eyes. */
async function registerStaff(api: NestFastifyApplication, apiUrl: string): Promise<Pick<Parts, 'admin' | 'finance' | 'finance2'>> {
  const identity = api.get(IdentityFacade, { strict: false });
  const { organizationId } = await identity.register({ ...person('admin', 'admin'), role: 'admin' });
  await identity.register({ ...person('finance', 'finance'), organizationId });
  await identity.register({ ...person('finance2', 'finance'), organizationId });
  const [admin, finance, finance2] = await Promise.all([signIn(apiUrl, 'admin@network.test'), signIn(apiUrl, 'finance@network.test'), signIn(apiUrl, 'finance2@network.test')]);
  return { admin, finance, finance2 };
}

function person(name: string, role: Role): { role: Role; email: string; password: string; name: string; country: string } {
  return { role, email: `${name}@network.test`, password: PASSWORD, name, country: 'DE' };
}

async function signIn(apiUrl: string, email: string, password: string = PASSWORD): Promise<ApiClient> {
  const session = await new ApiClient(apiUrl).post('/auth/login', { email, password });
  return new ApiClient(apiUrl, session.access_token);
}
