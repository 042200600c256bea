import type { Currency } from '@fairlead/kernel';
import { CurrencyColumn, InstantColumn, MinorUnitsColumn } from '@fairlead/platform';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { PayoutEntity } from './payout.entity';

/** One try to send a payout, committed before Stripe is called. Its key, sum and destination never change. */
@Entity('payout_attempt')
@Unique(['idempotencyKey'])
@Unique(['payoutId', 'attemptNo'])
@Index('uq_payout_attempt_open', ['payoutId'], { unique: true, where: `status IN ('sending', 'unknown', 'succeeded')` })
@Index(['affiliateId'])
@Check('ck_payout_attempt_status', `status IN ('sending', 'unknown', 'succeeded', 'refused')`)
export class PayoutAttemptEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey(() => PayoutEntity, 'id') payoutId: string;
  @Column('uuid') affiliateId: string;
  @Column('int') attemptNo: number;
  @Column('text') idempotencyKey: string;
  @MinorUnitsColumn() amountMinor: bigint;
  @CurrencyColumn() currency: Currency;
  @Column('text') stripeAccountId: string;
  @Column('text') status: 'sending' | 'unknown' | 'succeeded' | 'refused';
  /** When the key was first used; it is not used again 23 hours later. */
  @InstantColumn() firstSentAt: Date;
  /** When a worker last took the attempt up; another one waits for a lease. */
  @InstantColumn() lastSentAt: Date;
  @Column('int', { default: 1 }) tries: number;
  /** Look-ups at Stripe that found nothing, for a key too old to use. */
  @Column('int', { default: 0 }) emptyLookups: number;
  @Column('text', { nullable: true }) errorCode: string | null;
  @Column('text', { nullable: true }) errorMessage: string | null;
}
