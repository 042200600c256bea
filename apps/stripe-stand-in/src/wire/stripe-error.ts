import type { JsonObject } from './json';

/** Whether the refusal came before the request began; then no idempotency record is kept. */
export type Stage = 'before' | 'during';

export interface StripeErrorDetails {
  readonly type: 'api_error' | 'idempotency_error' | 'invalid_request_error';
  readonly message: string;
  readonly code?: string;
  readonly param?: string;
}

/** A refusal with Stripe's status and error body. */
export class StripeError extends Error {
  constructor(
    readonly status: number,
    readonly details: StripeErrorDetails,
    readonly stage: Stage,
  ) {
    super(details.message);
    this.name = 'StripeError';
  }

  body(): JsonObject {
    return { error: { ...this.details } };
  }
}
