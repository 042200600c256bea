import type { Clock } from '@fairlead/kernel';
import { createHttpApp, type FairleadConfig } from '@fairlead/platform';
import type { LoggerService } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiModule } from './api.module';
import { compressAnswers } from './compress-answers';
import { assertRoutesDeclared, collectRoutes } from './declared-routes';
import { createOpenApiDocument } from './openapi-document';
import { ROUTE_CALLERS } from './route-callers';
import { serveDocs } from './serve-docs';
import { servePortal } from './serve-portal';

export interface ApiAppOptions {
  readonly clock?: Clock;
  readonly logger?: LoggerService | false;
  /** Where the portal was built to, when not beside the API. */
  readonly portalFolder?: string;
}

/** The API, initialized and ready to listen. @throws Error when the function matrix and the routes differ. */
export async function createApiApp(config: FairleadConfig, options: ApiAppOptions = {}): Promise<NestFastifyApplication> {
  const { logger, clock, portalFolder } = options;
  const app = await createHttpApp(ApiModule.forRoot(config, clock), { trustedHops: config.trustedHops, ...(logger === undefined ? {} : { logger }) });
  const fastify = app.getHttpAdapter().getInstance();
  await compressAnswers(fastify);
  const routes = collectRoutes(fastify);
  await servePortal(fastify, { apiUrl: config.publicApiUrl, trackerUrl: config.publicTrackerUrl, ...(portalFolder === undefined ? {} : { folder: portalFolder }) });
  serveDocs(fastify, createOpenApiDocument(app));
  await app.init();
  assertRoutesDeclared(routes, ROUTE_CALLERS);
  await fastify.ready();
  return app;
}
