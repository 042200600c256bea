import type { Clock } from '@fairlead/kernel';
import { createHttpApp, type FairleadConfig } from '@fairlead/platform';
import { EdgeListener, EdgeRuntime } from '@fairlead/tracking';
import type { LoggerService } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TrackerModule, type TrackerRole, WHOLE_TRACKER } from './tracker.module';

/** The tracker, initialized and ready to listen. */
export async function createTrackerApp(
  config: FairleadConfig, options: { clock?: Clock; logger?: LoggerService | false; role?: TrackerRole } = {},
): Promise<NestFastifyApplication> {
  const { logger, clock, role = WHOLE_TRACKER } = options;
  const listener = new EdgeListener(() => app.get(EdgeRuntime), config.trustedHops);
  const app: NestFastifyApplication = await createHttpApp(TrackerModule.forRoot(config, role, clock), {
    trustedHops: config.trustedHops, serverFactory: (rest) => listener.createServer(rest), ...(logger === undefined ? {} : { logger }),
  });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}
