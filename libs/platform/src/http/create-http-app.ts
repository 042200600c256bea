import type { RequestListener, Server } from 'node:http';
import helmet from '@fastify/helmet';
import { newId, encodeId } from '@fairlead/kernel';
import { ConsoleLogger, type LoggerService, type Type, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ProblemFilter } from './problem-filter';
import { createValidationPipe } from './validation';

/** Bodies above this are refused with 413; no call of the API needs more. */
const BODY_LIMIT_BYTES = 1_048_576;

/** Structured logs, one JSON object a line. */
export function createLogger(): LoggerService {
  return new ConsoleLogger({ json: true, logLevels: ['log', 'warn', 'error', 'fatal'] });
}

/** A Nest application on Fastify with what every edge shares: request ids, problem documents, strict validation, security headers. */
export async function createHttpApp(
  module: Type | DynamicModule,
  options: { trustedHops?: number; preview?: boolean; logger?: LoggerService | false; /** Puts something in front of the framework. */ serverFactory?: (rest: RequestListener) => Server } = {},
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: options.trustedHops ? (_address: string, hop: number) => hop < (options.trustedHops ?? 0) : false,
    requestIdHeader: false,
    genReqId: (request: { headers: Record<string, unknown> }) => acceptedRequestId(request.headers['x-request-id']) ?? encodeId('request', newId()),
    routerOptions: { maxParamLength: 200 },
    ...(options.serverFactory ? { serverFactory: options.serverFactory } : {}),
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    rawBody: true, preview: options.preview ?? false, abortOnError: false, logger: options.logger ?? createLogger(),
  });
  app.useGlobalPipes(createValidationPipe());
  app.useGlobalFilters(new ProblemFilter());
  await app.register(helmet, {
    contentSecurityPolicy: { directives: { defaultSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"], scriptSrc: ["'self'"], imgSrc: ["'self'", 'data:'], frameAncestors: ["'none'"], upgradeInsecureRequests: null } },
  });
  app.getHttpAdapter().getInstance().addHook('onSend', (request, reply, payload, done) => {
    void reply.header('x-request-id', String(request.id));
    done(null, payload);
  });
  app.enableShutdownHooks();
  return app;
}

function acceptedRequestId(header: unknown): string | null {
  return typeof header === 'string' && /^[\w.:-]{8,100}$/.test(header) ? header : null;
}
