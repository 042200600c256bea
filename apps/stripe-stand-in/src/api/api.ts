import { setTimeout as wait } from 'node:timers/promises';
import type { FaultRule } from '../control/control-types';
import type { Call } from '../resources/call';
import { expandAnswer } from '../resources/expand';
import { ROUTES } from '../resources/routes';
import { settleTopups } from '../resources/topups';
import type { World } from '../state/world';
import { checkParameters } from '../validation/parameters';
import type { Specification } from '../validation/specification';
import { errors } from '../wire/errors';
import { decodeForm, mergeParameters } from '../wire/form';
import { textAt } from '../wire/json';
import type { JsonObject } from '../wire/json';
import { StripeError } from '../wire/stripe-error';
import { checkKey, ownerOf } from './authenticate';
import { afterEffect, beforeEffect } from './apply-fault';
import type { Faults } from './faults';
import { Idempotency } from './idempotency';
import type { KeyedRequest } from './idempotency';
import type { Answer, IncomingRequest, Outcome } from './outcome';
import type { RequestLog } from './request-log';

export interface ApiOptions {
  readonly world: World;
  readonly specification: Specification;
  readonly secretKey: string;
  readonly faults: Faults;
  readonly requests: RequestLog;
  readonly log: (line: string) => void;
}

/** A request whose sender is known, with all that later steps need. */
interface Received {
  readonly request: IncomingRequest;
  readonly requestId: string;
  readonly key: string | null;
  readonly fault: FaultRule | null;
  readonly owner: string;
  readonly input: JsonObject;
}

interface Executed {
  readonly status: number;
  readonly body: string;
  /** Id of the first request with this key, when its answer is replayed. */
  readonly originalRequest: string | null;
}

/** Answers API requests in Stripe's order: key, faults, parameters, idempotency, rules, effect. */
export class Api {
  private readonly idempotency: Idempotency;

  constructor(private readonly options: ApiOptions) {
    this.idempotency = new Idempotency(options.world);
  }

  async handle(request: IncomingRequest): Promise<Outcome> {
    const requestId = `req_${this.options.world.random.text(14)}`;
    const key = request.method === 'POST' ? (request.headers['idempotency-key'] ?? null) : null;
    let fault: FaultRule | null = null;
    let outcome: Outcome;
    let replayed = false;
    try {
      const received = this.receive(request, requestId, key);
      fault = received.fault;
      const early = beforeEffect(received.fault, key);
      if (early === null) {
        const executed = await this.run(received);
        replayed = executed.originalRequest !== null;
        outcome = afterEffect(received.fault, this.answer(received, executed));
      } else {
        outcome = early;
      }
    } catch (error) {
      if (!(error instanceof StripeError)) throw error;
      const executed: Executed = { status: error.status, body: JSON.stringify(error.body(), null, 2), originalRequest: null };
      outcome = this.answer({ request, requestId, key, fault }, executed);
    }
    const status = outcome.kind === 'answer' ? outcome.status : null;
    const { method, path } = request;
    this.options.requests.add({ requestId, method, path, idempotencyKey: key, status, replayed, fault: fault?.kind ?? null });
    return outcome;
  }

  private receive(request: IncomingRequest, requestId: string, key: string | null): Received {
    const { world, secretKey, faults } = this.options;
    checkKey(request, secretKey);
    const body = request.method === 'POST' ? decodeForm(request.body) : {};
    const input = mergeParameters(decodeForm(request.query), body);
    const { method, path } = request;
    const fault = faults.pick({ method, path, destination: textAt(input, 'destination') });
    const owner = ownerOf(request, world);
    return { request, requestId, key, fault, owner, input };
  }

  private async run(received: Received): Promise<Executed> {
    const { world, specification, log } = this.options;
    const { request, owner, key, requestId } = received;
    const operation = specification.match(request.method, request.path);
    if (operation === null) {
      log(`NOT SERVED: ${request.method} ${request.path}`);
      throw errors.unrecognizedUrl(request.method, request.path);
    }
    const params = checkParameters(operation.schema, received.input);
    world.transact(() => settleTopups(world));
    const call: Call = { world, params, owner, path: operation.pathParams, origin: { requestId, idempotencyKey: key } };
    if (key === null) {
      await this.delay(received.fault);
      return this.execute(operation.name, call, received, null);
    }
    const keyed: KeyedRequest = { owner, key, endpoint: `${request.method} ${request.path}`, params };
    const stored = this.idempotency.begin(keyed);
    if (stored !== null) return { status: stored.status, body: stored.body, originalRequest: stored.requestId };
    try {
      await this.delay(received.fault);
      return this.execute(operation.name, call, received, keyed);
    } finally {
      this.idempotency.end(keyed);
    }
  }

  /** A slow request counts as running meanwhile, so that a second one with its key is refused. */
  private async delay(fault: FaultRule | null): Promise<void> {
    if (fault?.kind === 'slow') await wait(fault.ms ?? 1_000);
  }

  /** Effect and idempotency record are one transaction; a refusal during execution undoes the effect and is kept. */
  private execute(operation: string, call: Call, received: Received, keyed: KeyedRequest | null): Executed {
    const { world } = this.options;
    const { requestId, fault } = received;
    try {
      return world.transact(() => {
        const object = expandAnswer(call, this.handlerOf(operation)(call));
        const failure = fault?.kind === '500_after' ? errors.serverError() : null;
        const status = failure?.status ?? 200;
        const body = JSON.stringify(failure?.body() ?? object, null, 2);
        if (keyed !== null) this.idempotency.keep(keyed, { requestId, status, body });
        return { status, body, originalRequest: null };
      });
    } catch (error) {
      const refusal = this.refusalOf(error);
      const body = JSON.stringify(refusal.body(), null, 2);
      if (keyed !== null && refusal.stage === 'during') {
        world.transact(() => this.idempotency.keep(keyed, { requestId, status: refusal.status, body }));
      }
      return { status: refusal.status, body, originalRequest: null };
    }
  }

  private handlerOf(operation: string): (call: Call) => JsonObject {
    const handler = ROUTES[operation];
    if (handler === undefined) throw new Error(`no handler for ${operation}`);
    return handler;
  }

  private refusalOf(error: unknown): StripeError {
    if (error instanceof StripeError) return error;
    this.options.log(`FAILED: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return errors.serverError();
  }

  private answer(received: Pick<Received, 'request' | 'requestId' | 'key' | 'fault'>, executed: Executed): Answer {
    const { request, requestId, key, fault } = received;
    const account = request.headers['stripe-account'];
    const headers = {
      'content-type': 'application/json',
      'request-id': requestId,
      'stripe-version': request.headers['stripe-version'] ?? this.options.world.apiVersion,
      ...(account === undefined ? {} : { 'stripe-account': account }),
      ...(key === null ? {} : { 'idempotency-key': key }),
      ...(executed.originalRequest === null
        ? {}
        : { 'idempotent-replayed': 'true', 'original-request': executed.originalRequest }),
      ...(fault?.shouldRetry === undefined ? {} : { 'stripe-should-retry': String(fault.shouldRetry) }),
    };
    return { kind: 'answer', status: executed.status, headers, body: executed.body };
  }
}
