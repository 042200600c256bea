import type { FairleadConfig } from './fairlead-config';

export const SETTING_GROUPS = ['addresses', 'accounts', 'money', 'tracking', 'reports'] as const;
export type SettingGroup = (typeof SETTING_GROUPS)[number];

/** One setting as administrators see it. */
export interface ShownSetting {
  readonly group: SettingGroup;
  /** The environment variable that sets it. */
  readonly name: string;
  /** As it is in force, in the unit that the name says; null where nothing is set. Of secrets only that they are set. */
  readonly value: string | null;
}

/** What a process runs with, without anything that must not be read on a screen. Key material is left out. */
export function shownSettings(config: FairleadConfig): ShownSetting[] {
  return [
    ...group('addresses', {
      PUBLIC_API_URL: config.publicApiUrl, PUBLIC_TRACKER_URL: config.publicTrackerUrl, TRUSTED_HOPS: config.trustedHops, OUTBOUND_PRIVATE_ADDRESSES: config.outboundPrivateAddresses,
      METRICS_TOKEN: setOrNot(config.metricsToken), NODE_ENV: config.production ? 'production' : null, REDIS_URL: hostOf(config.redisUrl),
    }),
    ...group('accounts', {
      SMTP_URL: hostOf(config.smtpUrl), MAIL_FROM: config.mailFrom, EMAIL_VERIFICATION: config.emailVerification, SECOND_FACTOR_ROLES: config.secondFactorRoles.join(', ') || null,
      TERMS_VERSION: config.termsVersion, SIGNUPS_PER_ADDRESS: config.signupsPerAddress,
    }),
    ...group('money', { STRIPE_SECRET_KEY: stripeMode(config), STRIPE_API_URL: config.stripeApiUrl, STRIPE_WEBHOOK_SECRET: `${config.stripeWebhookSecrets.length} set`, STRIPE_TIMEOUT_MS: config.stripeTimeoutMs }),
    ...group('tracking', {
      SPOOL_SYNC: config.spoolSync, SPOOL_MAX_MB: config.spoolMaxBytes / (1024 * 1024), TRACKER_CONSENT: config.trackerConsent, TRACKER_WORKERS: config.trackerWorkers,
      CLICK_RETENTION_DAYS: config.clickRetentionDays, GEO_COUNTRIES_MMDB: config.geoCountries, GEO_ASN_MMDB: config.geoSystems,
    }),
    ...group('reports', { REPORTS_DIR: config.reportsDir, REPORTS_MEMORY_MB: config.reportsMemoryMb, REPORTS_THREADS: config.reportsThreads }),
  ];
}

function group(name: SettingGroup, settings: Readonly<Record<string, string | number | null>>): ShownSetting[] {
  return Object.entries(settings).map(([variable, value]) => ({ group: name, name: variable, value: value === null ? null : String(value) }));
}

function setOrNot(secret: string | null): string | null {
  return secret === null ? null : 'set';
}

/** Without user, password and path. */
function hostOf(url: string | null): string | null {
  return url === null ? null : `${new URL(url).protocol}//${new URL(url).host}`;
}

/** Stripe's keys say themselves which world they belong to. */
function stripeMode(config: FairleadConfig): string {
  if (/^(sk|rk)_live_/.test(config.stripeSecretKey)) return 'live';
  return config.stripeApiUrl === null ? 'test' : 'test, against a stand-in';
}
