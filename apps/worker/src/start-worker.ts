import type { Clock } from '@fairlead/kernel';
import { createLogger, type FairleadConfig, QueuePort, WorkerLoop } from '@fairlead/platform';
import { type INestApplicationContext, Logger, type LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { WorkerModule } from './worker.module';

/** A worker at work. */
export interface RunningWorker {
  readonly app: INestApplicationContext;
  /** Takes no new work, waits for what runs, then closes the connections. */
  stop(): Promise<void>;
}

/** Starts the worker's loop; resolves when jobs are taken. */
export async function startWorker(config: FairleadConfig, options: { clock?: Clock; logger?: LoggerService | false } = {}): Promise<RunningWorker> {
  const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(config, options.clock), {
    logger: options.logger ?? createLogger(), abortOnError: false,
  });
  const loop = app.get(WorkerLoop);
  const queue = app.get(QueuePort);
  let stopped: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    await loop.stop();
    await queue.close(); // before the database goes: jobs that run still need it
    await app.close();
  };
  const worker = { app, stop: () => (stopped ??= stop()) };
  try {
    await loop.start();
  } catch (error) {
    await worker.stop();
    throw error;
  }
  new Logger('Worker').log({ event: 'worker.started', queue: queue.adapter });
  return worker;
}
