import { contentHash, DomainError, MINUTE_MS, systemContext } from '@fairlead/kernel';
import { type CallHandler, type ExecutionContext, Injectable, Logger, type NestInterceptor, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catchError, from, map, type Observable, of, switchMap } from 'rxjs';
import { UnitOfWork } from '../database/unit-of-work';
import { callerOrganization } from './caller-organization';
import { toProblem } from './problem-filter';

const METADATA = 'fairlead:idempotency';
const CONTEXT = systemContext('idempotency');
/** After this a key whose first run died with its process may run again; the verbs behind it are at-most-once by themselves. */
const ABANDONED_AFTER_MS = 2 * MINUTE_MS;

/** Makes `Idempotency-Key` work on a route; `required` answers 400 without one. Use `required` where money moves. */
export const Idempotent = (mode: 'required' | 'optional'): MethodDecorator => SetMetadata(METADATA, mode);

interface Attempt { readonly organizationId: string; readonly key: string; readonly route: string; readonly requestHash: string }
interface Stored { readonly requestHash: string; readonly route: string; readonly state: string; readonly status: number | null; readonly body: unknown }

/**
 * Same key and body: the stored answer, with `Idempotent-Replayed: true`. Other body: 422. First run still going: 409.
 * Answers of 5xx are not stored.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly logger = new Logger(IdempotencyInterceptor.name);

  constructor(private readonly reflector: Reflector, private readonly unitOfWork: UnitOfWork) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const mode = this.reflector.get<'required' | 'optional' | undefined>(METADATA, context.getHandler());
    if (!mode) return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string' || key === '') {
      if (mode === 'optional') return next.handle();
      throw new DomainError('idempotency_key_required', 'invalid', 'This call moves money: send an Idempotency-Key header');
    }
    if (key.length > 255) throw new DomainError('request.malformed', 'invalid', 'An Idempotency-Key has at most 255 characters');
    const attempt = {
      organizationId: callerOrganization(request), key, route: `${request.method} ${request.url.split('?')[0] ?? ''}`, requestHash: contentHash(request.body ?? null),
    };
    const stored = await this.claim(attempt);
    if (stored) return of(this.replay(attempt, stored, reply));
    return this.runFirst(attempt, request, reply, next);
  }

  private runFirst(attempt: Attempt, request: FastifyRequest, reply: FastifyReply, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      switchMap((body: unknown) => from(this.complete(attempt, reply.statusCode, body)).pipe(map(() => body))),
      catchError((error: unknown) => from(this.completeRefused(attempt, request, error)).pipe(map((): unknown => { throw error; }))),
    );
  }

  /** Null when this call is the first and may run. */
  private async claim(attempt: Attempt): Promise<Stored | null> {
    return this.unitOfWork.run(CONTEXT, async (tx) => {
      const inserted = await tx.row(
        `INSERT INTO idempotency_record AS r (organization_id, key, route, request_hash, state, started_at) VALUES ($1, $2, $3, $4, 'running', $5)
         ON CONFLICT (organization_id, key) DO UPDATE SET started_at = excluded.started_at
           WHERE r.state = 'running' AND r.request_hash = excluded.request_hash AND r.started_at < $6
         RETURNING key`,
        [attempt.organizationId, attempt.key, attempt.route, attempt.requestHash, tx.now, new Date(tx.now.getTime() - ABANDONED_AFTER_MS)],
      );
      if (inserted) return null;
      return tx.row<Stored>(`SELECT request_hash, route, state, status, body FROM idempotency_record WHERE organization_id = $1 AND key = $2`, [
        attempt.organizationId, attempt.key,
      ]);
    });
  }

  private replay(attempt: Attempt, stored: Stored, reply: FastifyReply): unknown {
    if (stored.requestHash !== attempt.requestHash || stored.route !== attempt.route) {
      throw new DomainError('idempotency_key_reused', 'unprocessable', 'This Idempotency-Key was used with another request');
    }
    if (stored.state === 'running') throw new DomainError('idempotency_key_in_use', 'conflict', 'The first request with this key is still running');
    const status = stored.status ?? 200;
    void reply.header('idempotent-replayed', 'true').status(status);
    if (status >= 400) void reply.header('content-type', 'application/problem+json; charset=utf-8');
    return stored.body;
  }

  private async completeRefused(attempt: Attempt, request: FastifyRequest, error: unknown): Promise<void> {
    const problem = toProblem(error, request.url.split('?')[0] ?? '', String(request.id));
    if (problem.status >= 500 || problem.status === 429) await this.forget(attempt);
    else await this.complete(attempt, problem.status, problem);
  }

  private async complete(attempt: Attempt, status: number, body: unknown): Promise<void> {
    await this.unitOfWork.run(CONTEXT, (tx) =>
      tx.rows(`UPDATE idempotency_record SET state = 'done', status = $3, body = $4 WHERE organization_id = $1 AND key = $2`, [
        attempt.organizationId, attempt.key, status, JSON.stringify(body ?? null),
      ]),
    );
  }

  private async forget(attempt: Attempt): Promise<void> {
    try {
      await this.unitOfWork.run(CONTEXT, (tx) =>
        tx.rows(`DELETE FROM idempotency_record WHERE organization_id = $1 AND key = $2 AND state = 'running'`, [attempt.organizationId, attempt.key]),
      );
    } catch (error) {
      // The key stays "running" for two minutes; the first error is the one to answer with.
      this.logger.warn({ event: 'idempotency.forget_failed', message: String(error) });
    }
  }
}
