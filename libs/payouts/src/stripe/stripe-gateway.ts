import { Injectable } from '@nestjs/common';
import { FairleadConfig } from '@fairlead/platform';
import type { PayoutDestinationStatus } from '@fairlead/affiliates/contracts';
import { type Currency, DomainError } from '@fairlead/kernel';
import Stripe from 'stripe';

/** Refused before anything ran: the same key may be sent again later. */
const NOT_RUN = new Set([401, 429]);

/** What one transfer request came to. */
export type TransferOutcome =
  | { readonly kind: 'transferred'; readonly transferId: string }
  /** Stripe ran the request and refused it. A new try needs a new key. */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  /** Nothing ran: try again later with the same key. */
  | { readonly kind: 'not_run'; readonly code: string; readonly message: string }
  /** A time-out, a reset, a 5xx or a conflict: the transfer may exist. */
  | { readonly kind: 'unknown'; readonly code: string; readonly message: string };

/** A transfer to be made. */
export interface TransferRequest {
  readonly amountMinor: bigint;
  readonly currency: Currency;
  readonly stripeAccountId: string;
  /** The findable key of the payout. */
  readonly group: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly idempotencyKey: string;
}

/** A transfer as Stripe has it. */
export interface FoundTransfer {
  readonly id: string;
  readonly amountMinor: bigint;
  readonly amountReversedMinor: bigint;
  readonly currency: string;
  readonly stripeAccountId: string;
  readonly payoutId: string | null;
  readonly createdAt: Date;
}

/** What the platform has at Stripe in one currency, in minor units. */
export interface StripeFunds {
  readonly currency: string;
  readonly availableMinor: bigint;
  /** On its way to being available. */
  readonly pendingMinor: bigint;
}

/** Whether an account can be paid now and what is missing. */
export interface AccountState {
  readonly status: PayoutDestinationStatus;
  readonly requirements: string[];
  /** Ids of the bank accounts and cards behind it, sorted, with `*` after those that are paid out to; null when Stripe does not say. */
  readonly externalAccounts: string[] | null;
}

/** Everything that Fairlead asks of Stripe. Never called inside a transaction. */
@Injectable()
export class StripeGateway {
  private readonly stripe: Stripe;

  constructor(private readonly config: FairleadConfig) {
    const url = config.stripeApiUrl === null ? null : new URL(config.stripeApiUrl);
    this.stripe = new Stripe(config.stripeSecretKey, {
      maxNetworkRetries: 0, // retries are rows: each is an attempt that we can explain
      timeout: config.stripeTimeoutMs,
      ...(url ? { host: url.hostname, port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)), protocol: url.protocol === 'https:' ? 'https' as const : 'http' as const } : {}),
    });
  }

  async createTransfer(request: TransferRequest): Promise<TransferOutcome> {
    try {
      const transfer = await this.stripe.transfers.create(
        {
          amount: Number(request.amountMinor), currency: request.currency.toLowerCase(), destination: request.stripeAccountId, transfer_group: request.group,
          metadata: { ...request.metadata },
        },
        { idempotencyKey: request.idempotencyKey },
      );
      return { kind: 'transferred', transferId: transfer.id };
    } catch (error) {
      return classify(error);
    }
  }

  /** The transfers of one payout; reading has no effect, so it may be repeated. */
  async findTransfers(group: string): Promise<FoundTransfer[]> {
    const page = await this.stripe.transfers.list({ transfer_group: group, limit: 100 });
    return page.data.map(toFound);
  }

  async readTransfer(transferId: string): Promise<FoundTransfer> {
    return toFound(await this.stripe.transfers.retrieve(transferId));
  }

  /** Available minor units of the platform in one currency. */
  async availableBalance(currency: Currency): Promise<bigint> {
    const balance = await this.stripe.balance.retrieve();
    return BigInt(balance.available.find((entry) => entry.currency === currency.toLowerCase())?.amount ?? 0);
  }

  /** What the platform has, by currency. */
  async funds(): Promise<StripeFunds[]> {
    const balance = await this.stripe.balance.retrieve();
    const sumOf = (entries: readonly { currency: string; amount: number }[], currency: string): bigint => entries.filter((entry) => entry.currency === currency).reduce((sum, entry) => sum + BigInt(entry.amount), 0n);
    const currencies = [...new Set([...balance.available, ...balance.pending].map((entry) => entry.currency))].sort();
    return currencies.map((currency) => ({ currency: currency.toUpperCase(), availableMinor: sumOf(balance.available, currency), pendingMinor: sumOf(balance.pending, currency) }));
  }

  /** Transfers of payouts that were made since then; the account may be used for other things too. */
  async transfersSince(since: Date): Promise<FoundTransfer[]> {
    const own: FoundTransfer[] = [];
    for await (const transfer of this.stripe.transfers.list({ created: { gte: Math.floor(since.getTime() / 1000) }, limit: 100 })) {
      if (transfer.metadata['payout_id'] !== undefined || transfer.transfer_group?.startsWith('payout_')) own.push(toFound(transfer));
    }
    return own;
  }

  /** The state of a connected account; `closed` when we have no access to it any more. */
  async readAccount(stripeAccountId: string): Promise<AccountState> {
    try {
      const account = await this.stripe.accounts.retrieve(stripeAccountId);
      return { status: statusOf(account), requirements: account.requirements?.currently_due ?? [], externalAccounts: externalAccountsOf(account) };
    } catch (error) {
      if (error instanceof Stripe.errors.StripeError && (error.code === 'account_invalid' || error.code === 'resource_missing')) return { status: 'closed', requirements: [], externalAccounts: null };
      throw error;
    }
  }

  /** A recipient of transfers; the platform bears fees and losses. Returns `acct_…`. */
  async createAccount(input: { email: string; country: string; affiliateId: string; idempotencyKey: string }): Promise<string> {
    const account = await this.stripe.accounts.create(
      {
        country: input.country, email: input.email,
        controller: { fees: { payer: 'application' }, losses: { payments: 'application' }, stripe_dashboard: { type: 'express' } },
        capabilities: { transfers: { requested: true } },
        metadata: { affiliate_id: input.affiliateId },
      },
      { idempotencyKey: input.idempotencyKey },
    );
    return account.id;
  }

  /** A page of Stripe where the affiliate says what is missing. Single use, minutes of life: make it on the click. */
  async createOnboardingLink(stripeAccountId: string, urls: { refresh: string; return: string }): Promise<{ url: string; expiresAt: Date }> {
    const link = await this.stripe.accountLinks.create({ account: stripeAccountId, type: 'account_onboarding', refresh_url: urls.refresh, return_url: urls.return });
    return { url: link.url, expiresAt: new Date(link.expires_at * 1_000) };
  }

  /** The event of a signed webhook. @throws DomainError `stripe.signature_invalid`. */
  verifyWebhook(rawBody: Buffer, signature: string): Stripe.Event {
    let cause: unknown = null;
    for (const secret of this.config.stripeWebhookSecrets) {
      try {
        return this.stripe.webhooks.constructEvent(rawBody, signature, secret);
      } catch (error) {
        cause = error; // the next secret may be the endpoint's
      }
    }
    throw new DomainError('stripe.signature_invalid', 'invalid', 'The signature does not match the body or is too old', {}, { cause });
  }
}

/** Only an active `transfers` capability is paid; a pending one is not ready. */
function statusOf(account: Stripe.Account): PayoutDestinationStatus {
  if (account.capabilities?.transfers === 'active') return 'active';
  return account.requirements?.disabled_reason && account.details_submitted ? 'restricted' : 'onboarding';
}

/** A bank account whose number changes is another one to Stripe; its state and name may change without. */
function externalAccountsOf(account: Stripe.Account): string[] | null {
  return account.external_accounts?.data.map((one) => `${one.id}${one.default_for_currency ? '*' : ''}`).sort() ?? null;
}

function toFound(transfer: Stripe.Transfer): FoundTransfer {
  return {
    id: transfer.id, amountMinor: BigInt(transfer.amount), amountReversedMinor: BigInt(transfer.amount_reversed), currency: transfer.currency.toUpperCase(),
    stripeAccountId: typeof transfer.destination === 'string' ? transfer.destination : (transfer.destination?.id ?? ''), payoutId: transfer.metadata['payout_id'] ?? null,
    createdAt: new Date(transfer.created * 1_000),
  };
}

function classify(error: unknown): TransferOutcome {
  if (!(error instanceof Stripe.errors.StripeError)) throw error;
  const status = error.statusCode;
  const facts = { code: error.code ?? error.type, message: error.message };
  if (status === undefined || status >= 500 || status === 409) return { kind: 'unknown', ...facts };
  if (NOT_RUN.has(status)) return { kind: 'not_run', ...facts };
  // The key belongs to another request: whatever it did, it was not this; a person must look.
  if (error instanceof Stripe.errors.StripeIdempotencyError) return { kind: 'unknown', ...facts };
  return { kind: 'refused', ...facts };
}
