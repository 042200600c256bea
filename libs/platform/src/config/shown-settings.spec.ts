import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { FairleadConfig } from './fairlead-config';
import { shownSettings } from './shown-settings';

const SECRETS = {
  DATABASE_APP_URL: 'postgres://fairlead_app:database-password@localhost/fairlead', JWT_SECRET: 'jwt-secret-jwt-secret-jwt-secret-jwt', ENCRYPTION_KEY: 'encryption-key-encryption-key-encrypt',
  STRIPE_SECRET_KEY: 'sk_live_stripe-secret', STRIPE_WEBHOOK_SECRET: 'whsec_first,whsec_second', METRICS_TOKEN: 'metrics-token', SETUP_TOKEN: 'setup-token-setup-token-setup-token',
  SMTP_URL: 'smtps://mailer:mail-password@mail.example:465', REDIS_URL: 'redis://:redis-password@cache.example:6379/0', MAIL_FROM: 'Network <network@example.com>',
};
const valueOf = (env: NodeJS.ProcessEnv, name: string) => shownSettings(new FairleadConfig({ ...SECRETS, ...env })).find((setting) => setting.name === name)?.value;

describe('shown settings', () => {
  it('tell nothing that must not be read on a screen', () => {
    const text = JSON.stringify(shownSettings(new FairleadConfig(SECRETS)));
    for (const secret of ['database-password', 'jwt-secret', 'encryption-key', 'stripe-secret', 'whsec_', 'metrics-token', 'setup-token', 'mail-password', 'mailer', 'redis-password']) expect(text).not.toContain(secret);
  });

  it('name variables that the example file describes', () => {
    const described = new Set([...readFileSync(resolve('.env.example'), 'utf8').matchAll(/^#?([A-Z][A-Z0-9_]*)=/gm)].map((match) => match[1]));
    expect(shownSettings(new FairleadConfig(SECRETS)).filter((setting) => !described.has(setting.name))).toEqual([]);
  });

  it('show what is in force, defaults included', () => {
    expect([valueOf({}, 'EMAIL_VERIFICATION'), valueOf({}, 'SPOOL_MAX_MB'), valueOf({ SPOOL_MAX_MB: '512' }, 'SPOOL_MAX_MB')]).toEqual(['required', '4096', '512']);
    expect([valueOf({}, 'SMTP_URL'), valueOf({}, 'REDIS_URL'), valueOf({}, 'METRICS_TOKEN'), valueOf({ METRICS_TOKEN: undefined }, 'METRICS_TOKEN')]).toEqual(['smtps://mail.example:465', 'redis://cache.example:6379', 'set', null]);
  });

  it.each([
    ['live', {}], ['test', { STRIPE_SECRET_KEY: 'sk_test_1' }], ['test, against a stand-in', { STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_API_URL: 'http://127.0.0.1:3002' }],
  ])('say which world of Stripe it is: %s', (mode, env) => expect(valueOf(env, 'STRIPE_SECRET_KEY')).toBe(mode));
});
