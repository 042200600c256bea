import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { DomainError } from '@fairlead/kernel';

/** With and without a mail server: where nobody gets mail, nobody can be asked to follow its links. */
const VERIFICATION_BY_DEFAULT = { with: ['required', 'optional'], without: ['optional', 'required'] } as const;

/** Settings of one process, read once from the environment at start. Every variable is described in `.env.example`. */
export class FairleadConfig {
  /** Login of the application role, which owns nothing. */
  readonly databaseUrl: string;
  /** Redis for Bull; null runs the in-process queue. */
  readonly redisUrl: string | null;
  readonly apiPort: number;
  readonly trackerPort: number;
  readonly host: string;
  /** Origins without a trailing slash, as a browser sees them. */
  readonly publicApiUrl: string;
  readonly publicTrackerUrl: string;
  readonly jwtSecret: string;
  /** Key material for keyed hashes and encryption of stored secrets, at least 32 characters. */
  readonly encryptionKey: string;
  readonly stripeSecretKey: string;
  /** Another address than Stripe's own, for the stand-in; loopback only in production. */
  readonly stripeApiUrl: string | null;
  /** Signing secrets of our webhook endpoints: Stripe has one for the platform's events and one for connected accounts'. */
  readonly stripeWebhookSecrets: readonly string[];
  /** Milliseconds without a byte after which a call to Stripe is given up, its outcome unknown. */
  readonly stripeTimeoutMs: number;
  readonly production: boolean;
  /** Proxies in front whose X-Forwarded-For entries are believed. */
  readonly trustedHops: number;
  /** Opens `/metrics` to requests with this bearer token; null leaves it to loopback callers only. */
  readonly metricsToken: string | null;
  /** Folder of acknowledged clicks and postbacks that are not in the database yet. Belongs on a disk that survives a restart. */
  readonly spoolDir: string;
  /** Unloaded bytes of one stream of one process above which clicks are refused with 503. */
  readonly spoolMaxBytes: number;
  /** `fdatasync`: a redirect waits until its click survives a power cut. `write`: until it survives the death of the process. */
  readonly spoolSync: 'fdatasync' | 'write';
  /** Names this machine among the trackers. */
  readonly trackerId: string;
  /** Processes that serve redirects under the tracker's port; 0 is one for each core. */
  readonly trackerWorkers: number;
  /** Data for countries (and regions) and for autonomous systems, in the MaxMind DB format; null uses the data in the package, or none. */
  readonly geoCountries: string | null;
  readonly geoSystems: string | null;
  /** Whether visitors get a first-party id without having been asked (`assumed`), or only with `fl_consent=1` (`required`). */
  readonly trackerConsent: 'assumed' | 'required';
  /** `smtp://user:password@host:587` or `smtps://…`; null keeps mail in the local outbox that staff read. */
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  /** Whether routes that need a proven mailbox are closed until it is. */
  readonly emailVerification: 'required' | 'optional';
  /** The terms that people accept when they sign up. */
  readonly termsVersion: string;
  /** Staff who may do nothing before they have a second factor. */
  readonly secondFactorRoles: readonly ('admin' | 'finance')[];
  /** Accounts that one IP address may open in a quarter of an hour. */
  readonly signupsPerAddress: number;
  /** Opens the first-run set-up; null mints one at the start and prints it. */
  readonly setupToken: string | null;
  /** Days that clicks are kept. */
  readonly clickRetentionDays: number;
  /** Where each API process keeps its copy, by columns, of what reports read; null is the system's folder for temporary files. Nothing there needs a backup. */
  readonly reportsDir: string | null;
  /** Megabytes that the copy may hold in memory, and cores that a report may use, per API process. */
  readonly reportsMemoryMb: number;
  readonly reportsThreads: number;
  /** Whether addresses that a stranger chose (a landing page that is tried) may be private ones; `allowed` is for development only. */
  readonly outboundPrivateAddresses: 'refused' | 'allowed';

  constructor(env: NodeJS.ProcessEnv) {
    this.databaseUrl = required(env, 'DATABASE_APP_URL');
    this.redisUrl = env['REDIS_URL'] ?? null;
    this.apiPort = port(env, 'API_PORT', 3000);
    this.trackerPort = port(env, 'TRACKER_PORT', 3001);
    this.host = env['HOST'] ?? '127.0.0.1';
    this.publicApiUrl = origin(env, 'PUBLIC_API_URL', `http://localhost:${this.apiPort}`);
    this.publicTrackerUrl = origin(env, 'PUBLIC_TRACKER_URL', `http://localhost:${this.trackerPort}`);
    this.jwtSecret = secret(env, 'JWT_SECRET');
    this.encryptionKey = secret(env, 'ENCRYPTION_KEY');
    this.stripeSecretKey = required(env, 'STRIPE_SECRET_KEY');
    this.stripeApiUrl = env['STRIPE_API_URL'] ? origin(env, 'STRIPE_API_URL', '') : null;
    this.stripeWebhookSecrets = required(env, 'STRIPE_WEBHOOK_SECRET').split(',').map((one) => one.trim());
    this.stripeTimeoutMs = wholeNumber(env, 'STRIPE_TIMEOUT_MS', 20_000);
    this.production = env['NODE_ENV'] === 'production';
    this.trustedHops = wholeNumber(env, 'TRUSTED_HOPS', 0);
    this.metricsToken = env['METRICS_TOKEN'] ?? null;
    this.spoolDir = env['SPOOL_DIR'] ? resolve(env['SPOOL_DIR']) : join(resolve(env['FAIRLEAD_DATA_DIR'] ?? '.fairlead'), 'spool');
    this.spoolMaxBytes = wholeNumber(env, 'SPOOL_MAX_MB', 4_096) * 1024 * 1024;
    this.spoolSync = oneOf(env, 'SPOOL_SYNC', ['fdatasync', 'write']);
    this.trackerId = (env['TRACKER_ID'] ?? hostname()).toLowerCase().replaceAll(/[^a-z0-9_-]/g, '-').slice(0, 40) || 'tracker';
    this.trackerWorkers = wholeNumber(env, 'TRACKER_WORKERS', 0);
    this.geoCountries = env['GEO_COUNTRIES_MMDB'] || null;
    this.geoSystems = env['GEO_ASN_MMDB'] || null;
    this.trackerConsent = oneOf(env, 'TRACKER_CONSENT', ['assumed', 'required']);
    this.smtpUrl = smtpUrl(env);
    this.mailFrom = text(env, 'MAIL_FROM', 'Fairlead <fairlead@localhost>');
    this.emailVerification = oneOf(env, 'EMAIL_VERIFICATION', VERIFICATION_BY_DEFAULT[this.smtpUrl === null ? 'without' : 'with']);
    this.termsVersion = text(env, 'TERMS_VERSION', '1');
    this.secondFactorRoles = someOf(env, 'SECOND_FACTOR_ROLES', ['admin', 'finance']);
    this.signupsPerAddress = wholeNumber(env, 'SIGNUPS_PER_ADDRESS', 100);
    this.setupToken = setupToken(env);
    this.clickRetentionDays = wholeNumber(env, 'CLICK_RETENTION_DAYS', 400);
    this.reportsDir = folder(env, 'REPORTS_DIR');
    this.reportsMemoryMb = wholeNumber(env, 'REPORTS_MEMORY_MB', 768);
    this.reportsThreads = wholeNumber(env, 'REPORTS_THREADS', 2);
    this.outboundPrivateAddresses = oneOf(env, 'OUTBOUND_PRIVATE_ADDRESSES', ['refused', 'allowed']);
    this.assertSafe();
  }

  private assertSafe(): void {
    const stripeHost = this.stripeApiUrl ? new URL(this.stripeApiUrl).hostname : null;
    if (this.production && stripeHost && !['127.0.0.1', 'localhost', '[::1]'].includes(stripeHost)) {
      throw configError('STRIPE_API_URL', 'may only point to this machine in production');
    }
    if (this.smtpUrl !== null && this.mailFrom.endsWith('@localhost>')) throw configError('MAIL_FROM', 'must be set with SMTP_URL');
    if (this.production && this.outboundPrivateAddresses === 'allowed') throw configError('OUTBOUND_PRIVATE_ADDRESSES', 'must be refused in production');
    if (this.clickRetentionDays < 91) throw configError('CLICK_RETENTION_DAYS', 'must be at least 91, more than the longest usual attribution window');
  }
}

/** An absolute path, or null where none is set. */
function folder(env: NodeJS.ProcessEnv, name: string): string | null {
  return env[name] ? resolve(env[name]) : null;
}

function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (!value) throw configError(name, 'is missing');
  return value;
}

function secret(env: NodeJS.ProcessEnv, name: string): string {
  const value = required(env, name);
  if (value.length < 32) throw configError(name, 'must have at least 32 characters');
  return value;
}

function text(env: NodeJS.ProcessEnv, name: string, fallback: string): string {
  return env[name] || fallback;
}

function setupToken(env: NodeJS.ProcessEnv): string | null {
  return env['SETUP_TOKEN'] ? secret(env, 'SETUP_TOKEN') : null;
}

function wholeNumber(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const value = Number(env[name] ?? fallback);
  if (!Number.isSafeInteger(value) || value < 0) throw configError(name, 'must be a whole number');
  return value;
}

/** The first of the values is the default. */
function oneOf<const Value extends string>(env: NodeJS.ProcessEnv, name: string, values: readonly [Value, ...Value[]]): Value {
  const given = env[name];
  if (!given) return values[0];
  const value = values.find((one) => one === given);
  if (value === undefined) throw configError(name, `must be one of ${values.join(', ')}`);
  return value;
}

/** A list of the values, separated by commas; empty by default. */
function someOf<const Value extends string>(env: NodeJS.ProcessEnv, name: string, values: readonly Value[]): Value[] {
  return (env[name] ?? '').split(',').map((one) => one.trim()).filter((one) => one !== '').map((given) => {
    const value = values.find((one) => one === given);
    if (value === undefined) throw configError(name, `may list ${values.join(', ')}`);
    return value;
  });
}

function smtpUrl(env: NodeJS.ProcessEnv): string | null {
  const value = env['SMTP_URL'];
  if (!value) return null;
  if (!/^smtps?:\/\/[^/]+$/.test(value.replace(/\/(\?.*)?$/, ''))) throw configError('SMTP_URL', 'must be smtp:// or smtps:// and a host');
  return value;
}

function port(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const value = Number(env[name] ?? fallback);
  if (!Number.isInteger(value) || value < 0 || value > 65_535) throw configError(name, 'must be a port number');
  return value;
}

function origin(env: NodeJS.ProcessEnv, name: string, fallback: string): string {
  try {
    return new URL(env[name] ?? fallback).origin;
  } catch (cause) {
    throw new DomainError('config.invalid', 'invalid', `${name} must be a URL`, { name }, { cause });
  }
}

function configError(name: string, problem: string): DomainError {
  return new DomainError('config.invalid', 'invalid', `${name} ${problem}`, { name });
}
