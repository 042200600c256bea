import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { lockDataDir } from '../instance/data-dir-lock';
import { letOthersEnter } from '../embedded-postgres/cluster-place';
import { giveBack } from '../instance/give-back';
import { DATABASE, logFolder } from '../instance/owner-database';
import { RunFile, stopLeftovers } from '../instance/run-file';
import { findFreePort } from '../processes/free-port';
import { LaunchError } from '../processes/launch-error';
import { runOnce } from '../processes/run-once';
import { SupervisedProcess, type ProcessSpec } from '../processes/supervised-process';
import { answersOk, waitUntil } from '../processes/wait-until';
import { banner } from './banner';
import { applicationEnv, ownerEnv, standInEnv, type Connections } from './child-env';
import type { LaunchConfig } from './launch-config';
import { assertPortsFree, wantedPorts } from './ports';
import { PostgresPart } from './postgres-part';
import { enableApplicationLogin, ensureDatabase } from './prepare-database';
import { findRedisServer, isReachable, REDIS_READY, redisConfig } from './redis';
import { loadSecrets, type Secrets } from './secrets';

interface Part {
  readonly name: string;
  stop(hurry: AbortSignal): Promise<void>;
}

const READY_TIMEOUT_MS = 120_000;
const POLL_MS = 100;

/** Starts every part in order, keeps them alive and stops them in reverse. */
export class Launcher {
  private readonly parts: Part[] = [];
  private readonly stopping = new AbortController();
  private readonly hurrying = new AbortController();
  private runFile: RunFile | undefined;
  private unlock: () => void = () => undefined;
  private queue = 'in-process (no Redis found)';

  constructor(
    private readonly config: LaunchConfig,
    private readonly print: (text: string) => void,
  ) {}

  /** Runs until a stop is asked for. Whatever was started is stopped, also when the start fails. */
  async run(): Promise<void> {
    try {
      await this.start();
      this.print(banner(this.config, { database: this.config.databaseUrl ? 'the server of DATABASE_URL' : 'embedded Postgres', queue: this.queue }));
      this.print('fairlead ready');
      await new Promise<void>((resolve) => this.onStop(resolve));
    } catch (error) {
      if (!this.stopping.signal.aborted) throw error;
    } finally {
      await this.stopAll();
    }
  }

  /** Asks for an orderly stop. */
  stop(): void {
    this.stopping.abort();
  }

  /** Ends what is left at once. */
  hurry(): void {
    this.hurrying.abort();
  }

  private async start(): Promise<void> {
    await this.takeDataDir();
    const secrets = loadSecrets(this.config.dataDir);
    const ownerUrl = await this.startDatabase();
    const appUrl = await this.migrate(ownerUrl, secrets);
    const connections = { ownerUrl, appUrl, redisUrl: await this.startRedis(secrets) };
    await this.startStandIn(secrets);
    await this.task('demo data', 'demo/demo.main.js', ownerEnv(this.config, secrets, connections));
    await this.startApplications(secrets, connections);
  }

  private async takeDataDir(): Promise<void> {
    const { dataDir } = this.config;
    mkdirSync(dataDir, { recursive: true });
    // Postgres runs as another user when we are root, and lies further down.
    if (process.getuid?.() === 0) letOthersEnter(dataDir);
    mkdirSync(logFolder(dataDir), { recursive: true, mode: 0o700 });
    this.unlock = lockDataDir(dataDir);
    const left = await stopLeftovers(dataDir);
    if (left.length > 0) this.say(`stopped what an earlier start left running: ${left.join(', ')}`);
    await assertPortsFree(wantedPorts(this.config));
    this.runFile = new RunFile(dataDir);
  }

  private async startDatabase(): Promise<string> {
    let ownerUrl = this.config.databaseUrl;
    if (ownerUrl === null) {
      this.say('starting embedded Postgres');
      const postgres = await PostgresPart.start(this.config.dataDir, this.openRunFile(), (line) => this.say(line));
      this.parts.push(postgres);
      ownerUrl = postgres.url(DATABASE);
    }
    await ensureDatabase(ownerUrl);
    return ownerUrl;
  }

  private async migrate(ownerUrl: string, secrets: Secrets): Promise<string> {
    await this.task('migrations', 'migrate.main.js', { ...this.config.env, DATABASE_URL: ownerUrl });
    return this.config.databaseAppUrl ?? enableApplicationLogin(ownerUrl, secrets.appDatabasePassword);
  }

  private async startRedis(secrets: Secrets): Promise<string | null> {
    const { redisUrl, dataDir } = this.config;
    if (redisUrl !== null) {
      if (!(await isReachable(redisUrl))) throw new LaunchError(`Cannot connect to Redis at ${new URL(redisUrl).host} (REDIS_URL).`);
      this.queue = `Bull on ${new URL(redisUrl).host} (REDIS_URL)`;
      return redisUrl;
    }
    const program = findRedisServer();
    if (program === undefined) return null;
    this.say('starting Redis');
    const dir = join(dataDir, 'redis');
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const port = await findFreePort();
    const input = redisConfig({ port, dir, password: secrets.redisPassword, isDurable: true });
    await this.startProcess({ name: 'redis', command: program, args: ['-'], env: this.config.env, input }, REDIS_READY);
    this.queue = `Bull on Redis (127.0.0.1:${port})`;
    return `redis://:${secrets.redisPassword}@127.0.0.1:${port}/0`;
  }

  private async startStandIn(secrets: Secrets): Promise<void> {
    if (this.config.stripeSecretKey !== null) return;
    this.say('starting the Stripe stand-in');
    const script = join(this.config.root, 'dist/apps/stripe-stand-in/src/main.js');
    await this.startProcess({ name: 'stripe-stand-in', command: process.execPath, args: [script], env: standInEnv(this.config, secrets) }, /\b(ready|listening)\b/i);
  }

  private async startApplications(secrets: Secrets, connections: Connections): Promise<void> {
    this.say('starting api, tracker and worker');
    const env = applicationEnv(this.config, secrets, connections);
    const script = (name: string): string => join(this.config.root, `dist/apps/${name}/src/main.js`);
    const spec = (name: string) => ({ name, command: process.execPath, args: [script(name)], env });
    await Promise.all([
      this.startProcess(spec('api'), this.healthUrl(this.config.apiPort)),
      this.startProcess(spec('tracker'), this.healthUrl(this.config.trackerPort)),
      this.startProcess(spec('worker'), /worker ready/),
    ]);
  }

  /** Starts a supervised process and waits for a line of its output or for its health address. */
  private async startProcess(spec: Omit<ProcessSpec, 'cwd' | 'logFile'>, ready: RegExp | string): Promise<void> {
    this.stopping.signal.throwIfAborted();
    const { root, dataDir } = this.config;
    const child = new SupervisedProcess(
      { ...spec, cwd: root, logFile: join(logFolder(dataDir), `${spec.name}.log`) },
      {
        say: (line) => this.say(line),
        spawned: (name, pid) => this.openRunFile().add(name, pid),
        ended: (_, pid) => this.openRunFile().remove(pid),
      },
    );
    this.parts.push(child);
    let hasLine = false;
    if (ready instanceof RegExp) void child.lineSeen(ready).then(() => (hasLine = true));
    child.start();
    const isUp = async (): Promise<boolean> => (ready instanceof RegExp ? hasLine : answersOk(ready));
    await Promise.race([waitUntil(isUp, { what: spec.name, timeoutMs: READY_TIMEOUT_MS, everyMs: POLL_MS, signal: this.stopping.signal }), child.failure]);
    child.markReady();
  }

  private async task(name: string, script: string, env: NodeJS.ProcessEnv): Promise<void> {
    this.say(name);
    const path = join(this.config.root, 'dist/apps/local/src', script);
    const say = (line: string): void => this.say(`  ${line}`);
    await runOnce({ name, command: process.execPath, args: [path], env, cwd: this.config.root, say }, this.stopping.signal);
  }

  private async stopAll(): Promise<void> {
    if (this.parts.length > 0) this.say('stopping');
    for (const part of this.parts.reverse()) {
      // In order: who uses the queue and the database goes before them.
      await part.stop(this.hurrying.signal);
    }
    if (this.runFile) {
      this.runFile.delete();
      giveBack(this.config.dataDir);
    }
    this.unlock();
  }

  private onStop(callback: () => void): void {
    if (this.stopping.signal.aborted) callback();
    else this.stopping.signal.addEventListener('abort', callback);
  }

  private openRunFile(): RunFile {
    if (this.runFile === undefined) throw new Error('the data folder is not taken yet');
    return this.runFile;
  }

  private healthUrl(port: number): string {
    const { probeHost } = this.config;
    return `http://${probeHost.includes(':') ? `[${probeHost}]` : probeHost}:${port}/health/ready`;
  }

  private say(line: string): void {
    this.print(`fairlead: ${line}`);
  }
}
