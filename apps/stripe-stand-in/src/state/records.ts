import type { JsonObject } from '../wire/json';

/** Rows that the stand-in stores. Amounts are integers in minor units, instants are Unix seconds, like Stripe's own. */
export type Metadata = Readonly<Record<string, string>>;

export type CapabilityStatus = 'active' | 'inactive' | 'pending';

export interface RequirementError {
  readonly code: string;
  readonly reason: string;
  readonly requirement: string;
}

export interface RequirementsRecord {
  readonly currentlyDue: readonly string[];
  readonly pastDue: readonly string[];
  readonly pendingVerification: readonly string[];
  readonly disabledReason: string | null;
  readonly errors: readonly RequirementError[];
}

export interface BankAccountRecord {
  readonly id: string;
  readonly country: string;
  readonly currency: string;
  readonly last4: string;
  readonly status: 'new' | 'errored';
}

export interface ControllerRecord {
  readonly feesPayer: string;
  readonly lossesPayments: string;
  readonly requirementCollection: string;
  readonly dashboard: string;
}

/** A connected account. `access` tells whether the platform may still act on it. */
export interface AccountRecord {
  readonly id: string;
  readonly created: number;
  readonly access: 'granted' | 'revoked' | 'deleted';
  readonly type: string;
  readonly controller: ControllerRecord;
  readonly country: string;
  readonly defaultCurrency: string;
  readonly email: string | null;
  readonly businessType: string | null;
  readonly businessProfile: JsonObject;
  readonly settings: JsonObject;
  readonly tosAcceptance: JsonObject;
  readonly capabilities: Readonly<Record<string, CapabilityStatus>>;
  readonly detailsSubmitted: boolean;
  readonly payoutsEnabled: boolean;
  readonly requirements: RequirementsRecord;
  readonly bankAccount: BankAccountRecord | null;
  readonly metadata: Metadata;
}

/** Platform to connected account. `amountReversed` never exceeds `amount`. */
export interface TransferRecord {
  readonly id: string;
  readonly created: number;
  readonly amount: number;
  readonly amountReversed: number;
  readonly currency: string;
  readonly destination: string;
  readonly balanceTransaction: string;
  readonly destinationPayment: string;
  readonly destinationTransaction: string;
  readonly transferGroup: string | null;
  readonly description: string | null;
  readonly sourceType: string;
  readonly metadata: Metadata;
}

export interface ReversalRecord {
  readonly id: string;
  readonly created: number;
  readonly transfer: string;
  readonly amount: number;
  readonly currency: string;
  readonly balanceTransaction: string;
  readonly destinationPaymentRefund: string;
  readonly metadata: Metadata;
}

/** One append-only movement on a balance; balances are nothing but the sum of these. */
export interface BalanceTransactionRecord {
  readonly id: string;
  readonly owner: string;
  readonly created: number;
  readonly availableOn: number;
  readonly amount: number;
  readonly currency: string;
  readonly type: string;
  readonly reportingCategory: string;
  readonly source: string;
  readonly description: string | null;
}

export interface TopupRecord {
  readonly id: string;
  readonly created: number;
  readonly amount: number;
  readonly currency: string;
  readonly description: string | null;
  readonly expectedAvailability: number;
  readonly status: 'pending' | 'succeeded';
  readonly balanceTransaction: string;
  readonly statementDescriptor: string | null;
  readonly transferGroup: string | null;
  readonly metadata: Metadata;
}

/** Connected account to its bank. A failed one has its money back in the account's balance. */
export interface PayoutRecord {
  readonly id: string;
  readonly owner: string;
  readonly created: number;
  readonly amount: number;
  readonly currency: string;
  readonly bankAccount: string;
  readonly status: 'paid' | 'failed';
  readonly failureCode: string | null;
  readonly balanceTransaction: string;
  readonly failureBalanceTransaction: string | null;
}

/** A fact as it was when it happened; `owner` is the account in whose list it appears. */
export interface EventRecord {
  readonly id: string;
  readonly owner: string;
  readonly created: number;
  readonly type: string;
  readonly object: JsonObject;
  readonly previousAttributes: JsonObject | null;
  readonly requestId: string | null;
  readonly idempotencyKey: string | null;
}

export interface WebhookEndpointRecord {
  readonly id: string;
  readonly created: number;
  readonly url: string;
  readonly connect: boolean;
  readonly secret: string;
  readonly enabledEvents: readonly string[];
  readonly apiVersion: string | null;
  readonly description: string | null;
  readonly metadata: Metadata;
}

/** One event on its way to one endpoint; `nextAttemptAt` and `firstAttemptAt` are Unix milliseconds. */
export interface DeliveryRecord {
  readonly id: string;
  readonly event: string;
  readonly endpoint: string;
  readonly status: 'held' | 'due' | 'delivered' | 'failed';
  readonly flaw: 'none' | 'wrong_secret' | 'stale_timestamp';
  readonly attempts: number;
  readonly createdAt: number;
  readonly nextAttemptAt: number;
}

/** A link to a hosted page; good for one visit before `expiresAt`. */
export interface HostedLinkRecord {
  readonly token: string;
  readonly kind: 'onboarding' | 'login';
  readonly account: string;
  readonly created: number;
  readonly expiresAt: number;
  readonly visitedAt: number | null;
  readonly refreshUrl: string | null;
  readonly returnUrl: string | null;
}

/** The stored first answer to an idempotency key; `at` is Unix milliseconds. */
export interface IdempotencyRecord {
  readonly endpoint: string;
  readonly paramsHash: string;
  readonly requestId: string;
  readonly status: number;
  readonly body: string;
  readonly at: number;
}

/** Proof that something happened, independent of what was answered. */
export interface EffectRecord {
  readonly id: string;
  /** For example `transfer.created`, `transfer.reversed`, `topup.created`, `account.created`, `account.complete`. */
  readonly type: string;
  readonly at: number;
  readonly object: string;
  readonly amount: number | null;
  readonly currency: string | null;
  readonly destination: string | null;
  readonly transferGroup: string | null;
  readonly idempotencyKey: string | null;
  readonly requestId: string | null;
  readonly metadata: Metadata;
}

export interface ClockRecord {
  readonly offsetMs: number;
}

/** Every table of the store. */
export interface Collections {
  accounts: AccountRecord;
  transfers: TransferRecord;
  reversals: ReversalRecord;
  balanceTransactions: BalanceTransactionRecord;
  topups: TopupRecord;
  payouts: PayoutRecord;
  events: EventRecord;
  webhookEndpoints: WebhookEndpointRecord;
  deliveries: DeliveryRecord;
  hostedLinks: HostedLinkRecord;
  idempotency: IdempotencyRecord;
  effects: EffectRecord;
  clock: ClockRecord;
}

export type CollectionName = keyof Collections;
