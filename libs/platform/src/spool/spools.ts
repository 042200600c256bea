import { join } from 'node:path';
import { type BeforeApplicationShutdown, type DynamicModule, Inject, Injectable, Logger, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Gauge, register } from 'prom-client';
import { FairleadConfig } from '../config/fairlead-config';
import { UnitOfWork } from '../database/unit-of-work';
import { SpoolDrain } from './spool-drain';
import type { SpoolHandler } from './spool-handler';
import { SpoolWriter } from './spool-writer';

const ROLE = Symbol('spool role');
const BACKLOG = 'fairlead_spool_backlog_bytes';

/** What this process does with the machine's spools. */
export interface SpoolRole {
  /** Names this process's folders among those of the machine: `0`, `1` … */
  readonly writer: string;
  /** Whether it loads what all processes of the machine have spooled. One does; a second does no harm. */
  readonly drains: boolean;
}

/** The spools of this machine: writers for this process, and the drain where this process has it. */
@Injectable()
export class Spools implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly logger = new Logger(Spools.name);
  private readonly handlers: Record<string, SpoolHandler> = {};
  private readonly writers = new Map<string, SpoolWriter>();
  /** Null until the application has started, and where another process drains. */
  drain: SpoolDrain | null = null;

  constructor(private readonly config: FairleadConfig, private readonly unitOfWork: UnitOfWork, @Inject(ROLE) private readonly role: SpoolRole) {}

  /** Says who loads the records of a stream; before the application has started. */
  handle(stream: string, handler: SpoolHandler): void {
    if (this.handlers[stream]) throw new Error(`two handlers for the spool ${stream}`);
    this.handlers[stream] = handler;
  }

  /** This process's writer of the stream. @throws Error when the folder cannot be written. */
  async writer(stream: string, maxRecordBytes: number): Promise<SpoolWriter> {
    const open = this.writers.get(stream);
    if (open) return open;
    const writer = await SpoolWriter.open({
      directory: join(this.config.spoolDir, this.config.trackerId, `${stream}-${this.role.writer}`), stream, maxRecordBytes, maxBacklogBytes: this.config.spoolMaxBytes,
      sync: this.config.spoolSync,
    });
    this.writers.set(stream, writer);
    return writer;
  }

  async onApplicationBootstrap(): Promise<void> {
    this.publishMetrics();
    if (!this.role.drains) return;
    this.drain = new SpoolDrain({ root: this.config.spoolDir, unitOfWork: this.unitOfWork, handlers: this.handlers });
    await this.drain.start();
  }

  /** Whether all writers of this process take records. */
  get accepting(): boolean {
    return [...this.writers.values()].every((writer) => writer.accepting);
  }

  /** How long the oldest record of this machine waits to be loaded, in milliseconds. */
  async lagMs(): Promise<number> {
    return (await this.drain?.lag())?.oldestUnloadedMs ?? 0;
  }

  /** While the database is still there. What arrives from now on waits on disk for the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.drain?.stop();
  }

  /** One set per process, whichever application in it came first. */
  private publishMetrics(): void {
    if (register.getSingleMetric(BACKLOG)) return;
    const { writers } = this;
    new Gauge({
      name: BACKLOG, help: 'Bytes on disk that are not in the database yet, of the streams of this process', labelNames: ['stream'],
      collect() { for (const [stream, writer] of writers) this.set({ stream }, writer.stats().backlogBytes); },
    });
    new Gauge({
      name: 'fairlead_spool_refused_records', help: 'Clicks and postbacks that could not be kept and were refused, since the start', labelNames: ['stream'],
      collect() { for (const [stream, writer] of writers) this.set({ stream }, writer.stats().refused); },
    });
  }

  async onApplicationShutdown(): Promise<void> {
    for (const [stream, writer] of this.writers) {
      await writer.close().catch((error: unknown) => this.logger.error({ event: 'spool.close_failed', stream, message: String(error) }));
    }
  }
}

/** Gives a process its spools. */
@Module({})
export class SpoolModule {
  static forRoot(role: SpoolRole): DynamicModule {
    return { module: SpoolModule, global: true, providers: [{ provide: ROLE, useValue: role }, Spools], exports: [Spools] };
  }
}
