import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { banner } from './banner';
import { applicationEnv, ownerEnv, standInEnv } from './child-env';
import { readLaunchConfig } from './launch-config';
import { assertPortsFree, wantedPorts } from './ports';
import { redisConfig } from './redis';
import { loadSecrets, type Secrets } from './secrets';

const SECRETS: Secrets = { jwtSecret: 'jwt', encryptionKey: 'enc', appDatabasePassword: 'app', redisPassword: 'red', stripeWebhookSecret: 'whsec_x' };
const CONNECTIONS = { ownerUrl: 'postgres://owner@h/d', appUrl: 'postgres://app@h/d', redisUrl: null };

describe('readLaunchConfig', () => {
  it('starts everything itself by default', () => {
    expect(readLaunchConfig({}, '/repo')).toMatchObject({
      dataDir: '/repo/.fairlead',
      apiPort: 3000,
      trackerPort: 3001,
      standInPort: 3002,
      probeHost: '127.0.0.1',
      withDemo: true,
      databaseUrl: null,
      redisUrl: null,
      stripeSecretKey: null,
    });
  });

  it.each(['0', '65536', '80.5', 'http'])('refuses %s as a port', (text) => {
    expect(() => readLaunchConfig({ API_PORT: text }, '/repo')).toThrow(`API_PORT must be a port number from 1 to 65535, not "${text}".`);
  });

  it('refuses a connection that is no URL without showing it', () => {
    expect(() => readLaunchConfig({ DATABASE_URL: 'secret' }, '/repo')).toThrow(/^DATABASE_URL must be a connection URL\.$/);
  });
});

describe('ports', () => {
  const wanted = wantedPorts(readLaunchConfig({}, '/repo'));

  it('names every taken port and its variable at once', async () => {
    await expect(assertPortsFree(wanted, async (port) => port === 3001)).rejects.toThrow(/port 3000 \(API_PORT\), 3002 \(STRIPE_STAND_IN_PORT\)\./);
    await expect(assertPortsFree(wanted, async () => true)).resolves.toBeUndefined();
  });

  it('refuses one port for two parts', async () => {
    const twice = wantedPorts(readLaunchConfig({ TRACKER_PORT: '3000' }, '/repo'));

    await expect(assertPortsFree(twice, async () => true)).rejects.toThrow('TRACKER_PORT is 3000, which another part uses already');
  });

  it('needs none for the stand-in when a real Stripe key is given', () => {
    expect(wantedPorts(readLaunchConfig({ STRIPE_SECRET_KEY: 'sk_test_1' }, '/repo')).map((one) => one.port)).toEqual([3000, 3001]);
  });
});

describe('environment of the parts', () => {
  const config = readLaunchConfig({ DATABASE_URL: 'postgres://owner@h/d', API_PORT: '4000', PATH: '/bin' }, '/repo');

  it('keeps the owner of the database from the applications', () => {
    const env = applicationEnv(config, SECRETS, CONNECTIONS);

    expect(env).not.toHaveProperty('DATABASE_URL');
    expect(env).toMatchObject({ DATABASE_APP_URL: 'postgres://app@h/d', PATH: '/bin', PUBLIC_API_URL: 'http://localhost:4000', JWT_SECRET: 'jwt' });
    expect(ownerEnv(config, SECRETS, CONNECTIONS)).toMatchObject({ DATABASE_URL: 'postgres://owner@h/d' });
    expect(Object.keys(standInEnv(config, SECRETS))).not.toContain('DATABASE_URL');
  });

  it('points at the stand-in only without a real Stripe key', () => {
    const real = readLaunchConfig({ STRIPE_SECRET_KEY: 'sk_test_1' }, '/repo');

    expect(applicationEnv(config, SECRETS, CONNECTIONS)['STRIPE_API_URL']).toBe('http://127.0.0.1:3002');
    expect(applicationEnv(real, SECRETS, CONNECTIONS)).not.toHaveProperty('STRIPE_API_URL');
    expect(applicationEnv(real, SECRETS, CONNECTIONS)['STRIPE_SECRET_KEY']).toBe('sk_test_1');
  });

  it('sends the webhooks of the stand-in to the api, signed with the secret that the api knows', () => {
    expect(standInEnv(config, SECRETS)).toMatchObject({
      STRIPE_STAND_IN_WEBHOOK_URL: 'http://127.0.0.1:4000/webhooks/stripe',
      STRIPE_STAND_IN_WEBHOOK_SECRET: applicationEnv(config, SECRETS, CONNECTIONS)['STRIPE_WEBHOOK_SECRET'],
    });
  });
});

describe('loadSecrets', () => {
  it('makes them once, long enough and for their owner alone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'fairlead-secrets-'));
    try {
      const first = loadSecrets(folder);

      expect(loadSecrets(folder)).toEqual(first);
      expect(Math.min(...Object.values(first).map((secret: string) => secret.length))).toBeGreaterThanOrEqual(64);
      expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('redisConfig', () => {
  it('forbids eviction, keeps to loopback and quotes the folder', () => {
    const lines = redisConfig({ port: 7001, dir: '/data/my "dir"', password: 'pw', isDurable: true }).split('\n');

    expect(lines).toEqual(expect.arrayContaining(['maxmemory-policy noeviction', 'bind 127.0.0.1', 'appendonly yes', 'dir "/data/my \\"dir\\""']));
  });
});

describe('banner', () => {
  it('shows the demo logins only where there are any', () => {
    const parts = { database: 'embedded Postgres', queue: 'in-process' };

    expect(banner(readLaunchConfig({}, '/repo'), parts)).toContain('affiliate2@demo.fairlead.test');
    expect(banner(readLaunchConfig({ FAIRLEAD_DEMO: '0' }, '/repo'), parts)).not.toContain('demo.fairlead.test');
  });
});
