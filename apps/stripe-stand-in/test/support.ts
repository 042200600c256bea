import Stripe from 'stripe';
import { startStripeStandIn } from '../src';
import type { StripeStandIn, StripeStandInOptions } from '../src';

export const SECRET_KEY = 'sk_test_stand_in_spec';

export interface Bench {
  readonly standIn: StripeStandIn;
  readonly stripe: Stripe;
}

const running: StripeStandIn[] = [];

/** A stand-in on a free port and the real SDK pointed at it. */
export async function startBench(options: Partial<StripeStandInOptions> = {}): Promise<Bench> {
  const standIn = await startStripeStandIn({ secretKey: SECRET_KEY, seed: 7, ...options });
  running.push(standIn);
  return { standIn, stripe: clientFor(standIn) };
}

export async function stopBenches(): Promise<void> {
  await Promise.all(running.splice(0).map((standIn) => standIn.stop()));
}

export function clientFor(standIn: StripeStandIn, options: { readonly timeout?: number; readonly key?: string } = {}): Stripe {
  return new Stripe(options.key ?? SECRET_KEY, {
    host: '127.0.0.1',
    port: standIn.port,
    protocol: 'http',
    maxNetworkRetries: 0,
    timeout: options.timeout ?? 5_000,
    telemetry: false,
  });
}

export function newAccountParams(): Stripe.AccountCreateParams {
  return {
    country: 'US',
    email: 'affiliate@example.test',
    controller: {
      fees: { payer: 'application' },
      losses: { payments: 'application' },
      stripe_dashboard: { type: 'express' },
      requirement_collection: 'stripe',
    },
    capabilities: { transfers: { requested: true } },
    metadata: { affiliate_id: 'aff_1' },
  };
}

/** The id of an account that may receive transfers. */
export async function payableAccount({ standIn, stripe }: Bench): Promise<string> {
  const { id } = await stripe.accounts.create(newAccountParams());
  standIn.control.scriptAccount(id, 'complete');
  return id;
}

/** The error that a call ends with; fails when it succeeds. */
export async function refusalOf(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error('the call succeeded');
}

/** A request without the SDK, form-encoded. */
export async function rawRequest(
  standIn: StripeStandIn,
  method: string,
  path: string,
  options: { readonly body?: string; readonly headers?: Record<string, string> } = {},
): Promise<{ status: number; headers: Headers; json: Record<string, unknown> }> {
  const response = await fetch(`${standIn.url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${SECRET_KEY}`,
      'content-type': 'application/x-www-form-urlencoded',
      ...options.headers,
    },
    ...(options.body === undefined ? {} : { body: options.body }),
  });
  return { status: response.status, headers: response.headers, json: (await response.json()) as Record<string, unknown> };
}
