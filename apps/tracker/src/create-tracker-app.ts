import type { Clock } from '@fairlead/kernel';
import { createHttpApp, type FairleadConfig } from '@fairlead/platform';
import type { LoggerService } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TrackerModule } from './tracker.module';

/** The tracker, initialized and ready to listen. */
export async function createTrackerApp(config: FairleadConfig, options: { clock?: Clock; logger?: LoggerService | false } = {}): Promise<NestFastifyApplication> {
  const { logger, clock } = options;
  const app = await createHttpApp(TrackerModule.forRoot(config, clock), { trustedHops: config.trustedHops, ...(logger === undefined ? {} : { logger }) });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}
