import { DomainError, type ErrorKind } from '@fairlead/kernel';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

const STATUS_OF: Record<ErrorKind, number> = {
  invalid: 400, unauthenticated: 401, forbidden: 403, not_found: 404, conflict: 409, unprocessable: 422, rate_limited: 429, unavailable: 503,
};
const CODE_OF_STATUS: Record<number, string> = {
  400: 'request.malformed', 401: 'request.unauthenticated', 403: 'request.forbidden', 404: 'request.no_such_route', 405: 'request.method_not_allowed',
  413: 'request.too_large', 415: 'request.unsupported_media_type', 429: 'request.rate_limited',
};

/** One member of `errors` in a validation problem. */
export interface FieldProblem {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** An RFC 9457 problem document with a stable `code`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly instance: string;
  readonly request_id: string;
  readonly errors?: readonly FieldProblem[];
  readonly [detail: string]: unknown;
}

/** The one place where errors become answers. Unknown errors are logged whole and shown as `internal`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = toProblem(error, request.url.split('?')[0] ?? '', String(request.id));
    if (problem.status >= 500) {
      this.logger.error({ event: 'http.failed', request_id: problem.request_id, route: problem.instance, code: problem.code, error: describe(error) });
    }
    if (problem.status === 429 || problem.status === 503) void reply.header('retry-after', String(problem['retry_after'] ?? 5));
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
    void reply.status(problem.status).header('content-type', 'application/problem+json; charset=utf-8').send(problem);
  }
}

export function toProblem(error: unknown, instance: string, requestId: string): Problem {
  const base = { instance, request_id: requestId };
  if (error instanceof DomainError) return { ...error.details, ...document(STATUS_OF[error.kind], error.code, error.message), ...base };
  const status = statusOf(error);
  if (status !== null && status < 500) {
    return { ...document(status, CODE_OF_STATUS[status] ?? 'request.refused', error instanceof Error ? error.message : 'The request was refused'), ...base };
  }
  if (isConnectionFailure(error)) return { ...document(503, 'service.unavailable', 'The service is briefly unavailable; try again'), ...base };
  return { ...document(500, 'internal', 'Something failed on our side; it was logged under the request id'), ...base };
}

function document(status: number, code: string, detail: string): Pick<Problem, 'type' | 'title' | 'status' | 'code' | 'detail'> {
  return { type: `urn:fairlead:error:${code}`, title: code.split('.').at(-1)?.replaceAll('_', ' ') ?? code, status, code, detail };
}

function statusOf(error: unknown): number | null {
  if (error instanceof HttpException) return error.getStatus();
  const status: unknown = error instanceof Error ? (error as { statusCode?: unknown }).statusCode : null; // Fastify's own errors
  return typeof status === 'number' ? status : null;
}

/** Errors of a database that is away or starting: SQLSTATE classes 08, 53 and 57P, and refused sockets. */
export function isConnectionFailure(error: unknown): boolean {
  for (let current: unknown = error; current instanceof Error; current = current.cause ?? (current as { driverError?: unknown }).driverError) {
    const code = String((current as { code?: unknown }).code ?? '');
    if (/^(08|53|57P)/.test(code) || ['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE'].includes(code)) return true;
    if (/Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(current.message)) return true;
  }
  return false;
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
