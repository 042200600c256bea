import type { EffectRecord, TransferRecord } from '../state/records';

/** What goes wrong. `before`: Stripe did nothing and keeps no idempotency record. `after`: the effect happened. */
export const FAULT_KINDS = [
  '429',
  'lock_timeout',
  '409',
  'account_invalid',
  '500_before',
  '500_after',
  'reset_before',
  'reset_after',
  'timeout_before',
  'timeout_after',
  'truncate_body',
  'slow',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** One fault and the API requests that it hits; unset conditions match every request. */
export interface FaultRule {
  readonly kind: FaultKind;
  /** `POST`, `GET` or `DELETE`. */
  readonly method?: string;
  /** Exact path such as `/v1/transfers`; a trailing `*` matches any rest. */
  readonly path?: string;
  /** `destination` parameter of the request. */
  readonly destination?: string;
  /** Starts at the nth matching request, counted from 1. */
  readonly nth?: number;
  /** Hits at most so many requests; by default 1, or without limit when `probability` is given. */
  readonly times?: number;
  /** Chance between 0 and 1, drawn from the seeded generator. */
  readonly probability?: number;
  /** Wait of `slow`, in real milliseconds; the request counts as running meanwhile. */
  readonly ms?: number;
  /** Sends the `Stripe-Should-Retry` header with the faulty answer. */
  readonly shouldRetry?: boolean;
}

/** How webhooks reach their endpoints. `shuffled` waits for a flush as `held` does, then sends in seeded random order. */
export const WEBHOOK_MODES = [
  'immediate',
  'held',
  'shuffled',
  'duplicated',
  'twin',
  'dropped',
  'wrong_secret',
  'stale_timestamp',
] as const;
export type WebhookMode = (typeof WEBHOOK_MODES)[number];

/**
 * What can happen to a connected account outside of the API. `pay_out` sends its available balance to its bank, as
 * Stripe's automatic schedule does; `fail_bank` breaks the bank account and returns the latest payout; `change_bank`
 * puts another bank account in its place.
 */
export const ACCOUNT_SCRIPTS = [
  'complete',
  'restrict',
  'enable',
  'pend',
  'pay_out',
  'fail_bank',
  'change_bank',
  'deauthorize',
  'close',
] as const;
export type AccountScript = (typeof ACCOUNT_SCRIPTS)[number];

export interface AccountScriptOptions {
  /** `requirements.disabled_reason` of `restrict`; default `requirements.past_due`. */
  readonly reason?: string;
  /** Capability of `pend`; default `transfers`. */
  readonly capability?: string;
  /** `failure_code` of the payout that `fail_bank` returns; default `account_closed`. */
  readonly failureCode?: string;
}

/** One request to the API and what the client saw: a status, or the fault that hid it. */
export interface RequestLogEntry {
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  readonly idempotencyKey: string | null;
  readonly status: number | null;
  readonly replayed: boolean;
  readonly fault: FaultKind | null;
}

export interface StandInSettings {
  /** A reversal that the destination's balance cannot cover: refuse it, or let the balance go negative. */
  readonly reversalShortfall: 'fail' | 'negative';
  /** Time from a top-up's creation until its money is available; 0 makes it succeed at once. */
  readonly topupSettlementMs: number;
}

export interface RegisterWebhookOptions {
  /** True: events of connected accounts; false: events of the platform itself. */
  readonly connect?: boolean;
  /** Fixed signing secret; by default one is drawn. */
  readonly secret?: string;
  /** Event types; default `['*']`. */
  readonly enabledEvents?: readonly string[];
}

export interface WebhookControl {
  /** Applies to events from now on. */
  setMode(mode: WebhookMode): void;
  mode(): WebhookMode;
  /** Releases held deliveries and attempts all that are due; resolves with the number of attempts made. */
  flush(): Promise<number>;
  /** Waits until no delivery attempt is queued or under way. */
  settled(): Promise<void>;
  /** Deliveries that have not succeeded yet. */
  undelivered(): number;
}

/** Drives the stand-in from the outside of Stripe's API: faults, clock, money, accounts, webhooks, inspection. */
export interface StripeStandInControl {
  /** Adds a fault and returns its id. */
  addFault(rule: FaultRule): string;
  clearFaults(): void;
  /** Moves the stand-in's clock forward: settles top-ups, expires links, forgets keys, retries webhooks. */
  advanceClock(milliseconds: number): Promise<void>;
  now(): Date;
  /** Adds available money, in minor units, to the platform's balance as a succeeded top-up; returns its id. */
  fund(currency: string, amountMinor: number | bigint): string;
  /** Available balance in minor units; of the platform, or of a connected account. */
  availableBalance(currency: string, account?: string): number;
  scriptAccount(id: string, script: AccountScript, options?: AccountScriptOptions): void;
  /** Everything that changed money or accounts, oldest first, whatever the client saw. */
  effects(type?: string): readonly EffectRecord[];
  transfers(): readonly TransferRecord[];
  requests(): readonly RequestLogEntry[];
  /** Breaches of the balance invariants; empty when all hold. */
  violations(): readonly string[];
  configure(settings: Partial<StandInSettings>): void;
  /** Registers an endpoint and returns its signing secret; the same url and kind again only replaces the secret. */
  registerWebhook(url: string, options?: RegisterWebhookOptions): string;
  readonly webhooks: WebhookControl;
}
