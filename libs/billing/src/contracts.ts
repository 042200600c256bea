import type { Currency, Uuid } from '@fairlead/kernel';

/** Money received from an advertiser. */
export interface FundingView {
  readonly id: Uuid;
  readonly advertiserId: Uuid;
  readonly amountMinor: bigint;
  readonly currency: Currency;
  /** The payment's own reference, unique per advertiser. */
  readonly reference: string;
  readonly receivedAt: Date;
}
