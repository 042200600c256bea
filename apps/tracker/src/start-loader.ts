import { createLogger, type FairleadConfig } from '@fairlead/platform';
import { NestFactory } from '@nestjs/core';
import { TrackerModule } from './tracker.module';

/** The process that loads what the others have spooled, and saves the snapshot. It serves nothing. */
export async function startLoader(config: FairleadConfig): Promise<void> {
  const role = { writer: 'loader', drains: true, worker: 63, savesSnapshot: true };
  const app = await NestFactory.createApplicationContext(TrackerModule.forRoot(config, role), { logger: createLogger(), abortOnError: false });
  app.enableShutdownHooks();
  process.on('disconnect', () => { // nobody is left to supervise it
    app.close().then(() => process.exit(0), () => process.exit(1));
  });
  process.send?.('ready');
}
