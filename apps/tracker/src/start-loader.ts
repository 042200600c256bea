import { constants, setPriority } from 'node:os';
import { createLogger, type FairleadConfig } from '@fairlead/platform';
import { NestFactory } from '@nestjs/core';
import { TrackerModule } from './tracker.module';

/**
 * The process that loads what the others have spooled, and saves the snapshot. It serves nothing, and gives way to those that do: a visitor
 * waits for a redirect, nobody waits for the loader.
 */
export async function startLoader(config: FairleadConfig): Promise<void> {
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const role = { writer: 'loader', drains: true, worker: 63, hasSiblings: true, savesSnapshot: true };
  const app = await NestFactory.createApplicationContext(TrackerModule.forRoot(config, role), { logger: createLogger(), abortOnError: false });
  app.enableShutdownHooks();
  process.on('disconnect', () => { // nobody is left to supervise it
    app.close().then(() => process.exit(0), () => process.exit(1));
  });
  process.send?.('ready');
}
