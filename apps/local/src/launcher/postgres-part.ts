import { join } from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgres, type EmbeddedPostgresOptions } from '../embedded-postgres/start-embedded-postgres';
import { logFolder, postgresFolder } from '../instance/owner-database';
import type { RunFile } from '../instance/run-file';
import { backoffMs } from '../processes/backoff';

const HEALTHY_AFTER_MS = 60_000;

/** The embedded Postgres under supervision: when it dies it comes back on the same port. */
export class PostgresPart {
  readonly name = 'postgres';
  private isStopping = false;
  private failures = 0;
  private startedAt = Date.now();
  private restartTimer: NodeJS.Timeout | undefined;
  private restarting: Promise<void> | undefined;

  private constructor(
    private server: EmbeddedPostgres,
    private readonly options: EmbeddedPostgresOptions,
    private readonly runFile: RunFile,
  ) {
    this.watch(server);
  }

  static async start(dataDir: string, runFile: RunFile, say: (line: string) => void): Promise<PostgresPart> {
    const options = { dataDir: postgresFolder(dataDir), logFile: join(logFolder(dataDir), 'postgres.log'), say };
    const server = await startEmbeddedPostgres(options);
    runFile.setPostgresPort(server.port);
    return new PostgresPart(server, { ...options, port: server.port }, runFile);
  }

  get port(): number {
    return this.server.port;
  }

  url(database: string): string {
    return this.server.url(database);
  }

  /** Ends the server cleanly; when hurried, at once, and the next start recovers. */
  async stop(hurry: AbortSignal): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.restartTimer);
    await this.restarting;
    const now = (): void => void this.server.stop('immediate');
    hurry.addEventListener('abort', now);
    await this.server.stop(hurry.aborted ? 'immediate' : 'fast');
    hurry.removeEventListener('abort', now);
  }

  private watch(server: EmbeddedPostgres): void {
    this.startedAt = Date.now();
    // Stopping Postgres cleanly takes SIGINT, not SIGTERM, which would wait for its clients.
    this.runFile.add(this.name, server.pid, 'SIGINT');
    void server.exited.then(() => {
      this.runFile.remove(server.pid);
      if (!this.isStopping) this.comeBack('ended');
    });
  }

  private comeBack(why: string): void {
    this.failures = Date.now() - this.startedAt > HEALTHY_AFTER_MS ? 1 : this.failures + 1;
    const pause = backoffMs(this.failures);
    this.options.say?.(`postgres ${why}; starting it again in ${pause / 1_000} s`);
    this.restartTimer = setTimeout(() => {
      this.restarting = this.restart();
    }, pause);
  }

  private async restart(): Promise<void> {
    try {
      this.server = await startEmbeddedPostgres(this.options);
      this.options.say?.('postgres is back');
      this.watch(this.server);
    } catch (error) {
      if (!this.isStopping) this.comeBack(`did not start (${error instanceof Error ? error.message : String(error)})`);
    }
  }
}
