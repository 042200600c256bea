import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { FairleadConfig } from '@fairlead/platform';
import { load } from 'js-yaml';

const ROOT = resolve(__dirname, '../..');
const APPLICATIONS = ['api', 'tracker', 'worker'];
const LONG_RUNNING = [...APPLICATIONS, 'postgres', 'redis'];
/** What the jobs read beside the configuration of the applications: the owner's connection, and no demo network. */
const OF_THE_JOBS = ['DATABASE_URL', 'FAIRLEAD_DEMO'];
const SECRET = /PASSWORD|SECRET|TOKEN|KEY/;

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly user?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly ports?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
}

const text = readFileSync(resolve(ROOT, 'docker-compose.yml'), 'utf8');
const dockerfile = readFileSync(resolve(ROOT, 'Dockerfile'), 'utf8');

/** Services with their merge keys resolved, as Compose does. */
function readServices(): Record<string, Service> {
  const { services } = load(text) as { services: Record<string, Service & { '<<'?: Service }> };
  return Object.fromEntries(Object.entries(services).map(([name, { '<<': base, ...own }]) => [name, { ...base, ...own }]));
}

/** Fills in `${NAME:?message}` and `${NAME:-default}`. */
function interpolate(value: string): string {
  return value.replace(/\$\{([A-Z_]+)(?::([?-])([^}]*))?\}/g, (_match, name: string, kind?: string, rest?: string) => {
    if (kind === '-') return rest ?? '';
    return name.endsWith('_URL') ? 'https://example.com' : 'a'.repeat(64);
  });
}

function environmentOf(service: Service | undefined): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(service?.environment ?? {}).map(([name, value]) => [name, interpolate(value)]));
}

/** The variables that the configuration of the applications reads. */
function variablesRead(): Set<string> {
  const read = new Set<string>();
  const env = environmentOf(readServices()['api']);
  new FairleadConfig(new Proxy(env, { get: (target, name) => { read.add(String(name)); return target[String(name)]; } }));
  return read;
}

describe('docker-compose.yml', () => {
  const services = readServices();

  it('runs Redis without eviction and with its log on disk', () => {
    const command = services['redis']?.command?.join(' ') ?? '';

    expect(command).toContain('--maxmemory-policy noeviction');
    expect(command).toContain('--appendonly yes');
  });

  it('leaves what makes an acknowledged commit durable as it is', () => {
    expect(services['postgres']?.command?.join(' ')).not.toMatch(/fsync|synchronous_commit|full_page_writes/);
  });

  it.each(LONG_RUNNING)('checks the health of %s', (name) => {
    const [kind, ...check] = services[name]?.healthcheck?.test ?? [];

    expect(['CMD', 'CMD-SHELL']).toContain(kind);
    expect(check.length).toBeGreaterThan(0);
  });

  it.each(APPLICATIONS)('runs %s as another user than root, on a file system that it cannot write', (name) => {
    const service = services[name];

    expect(dockerfile.match(/^USER (\S+)$/gm)).toEqual(['USER node']);
    expect(dockerfile.trimEnd().split('FROM').at(-1)).toContain('USER node');
    expect(service?.user).toBeUndefined();
    expect([service?.read_only, service?.cap_drop]).toEqual([true, ['ALL']]);
  });

  it.each(APPLICATIONS)('gives %s a configuration that it starts with', (name) => {
    const config = new FairleadConfig(environmentOf(services[name]));

    expect([config.production, config.stripeApiUrl, config.redisUrl === null]).toEqual([true, null, name !== 'worker']);
    expect(new URL(config.databaseUrl).username).toBe('fairlead_app');
  });

  it('sets no variable that nobody reads', () => {
    const known = variablesRead();
    const jobs = [...known, ...OF_THE_JOBS];
    const stray = Object.entries(services)
      .filter(([, service]) => service.build !== undefined)
      .flatMap(([name, service]) => Object.keys(service.environment ?? {})
        .filter((variable) => !(APPLICATIONS.includes(name) ? [...known] : jobs).includes(variable))
        .map((variable) => `${name}: ${variable}`));

    expect(stray).toEqual([]);
  });

  it('never gives the owner of the database to an application', () => {
    const withOwner = Object.entries(services).filter(([name, service]) => APPLICATIONS.includes(name) && JSON.stringify(service).includes('fairlead_owner'));

    expect(withOwner).toEqual([]);
  });

  it('has no secret with a default, and asks for all of them in the example', () => {
    const variables = [...text.matchAll(/\$\{([A-Z_]+)(:[?-])?/g)];
    const example = readFileSync(resolve(ROOT, 'docker/compose.env.example'), 'utf8');

    expect(variables.filter(([, name = '', mode]) => SECRET.test(name) && mode !== ':?').map(([, name]) => name)).toEqual([]);
    expect(variables.map(([, name = '']) => name).filter((name) => !new RegExp(`^${name}=`, 'm').test(example))).toEqual([]);
    expect(example.split('\n').filter((line) => SECRET.test(line.split('=')[0] ?? '') && /^[A-Z_]+=.+/.test(line))).toEqual([]);
  });

  it('publishes ports on this machine only', () => {
    const published = Object.values(services).flatMap((service) => service.ports ?? []);

    expect(published.length).toBeGreaterThan(0);
    expect(published.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it('waits for a healthy database and finished migrations', () => {
    const waits = APPLICATIONS.map((name) => services[name]?.depends_on);

    expect(waits.map((on) => [on?.['postgres']?.condition, on?.['migrate']?.condition])).toEqual(APPLICATIONS.map(() => ['service_healthy', 'service_completed_successfully']));
  });

  it('runs only programs that the sources have', () => {
    const scripts = Object.values(services)
      .flatMap((service) => [...(service.command ?? []), ...(service.healthcheck?.test ?? [])])
      .filter((argument) => /\.m?js$/.test(argument));
    const missing = scripts.filter((script) => !existsSync(resolve(ROOT, script.replace(/^dist\//, '').replace(/(?<!\.m)\.js$/, '.ts'))));

    expect(scripts.length).toBeGreaterThan(0);
    expect(missing).toEqual([]);
  });
});
