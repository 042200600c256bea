import { CurrencyColumn, InstantColumn } from '@fairlead/platform';
import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { AccountKind } from '../contracts';

/** One account per owner, kind and currency, opened on first use. Insert-only; its balance is the sum of its postings. */
@Entity('ledger_account')
@Unique(['code'])
@Index(['advertiserId'])
@Index(['affiliateId'])
@Check('ck_ledger_account_kind', `kind IN ('stripe_balance', 'advertiser_funds', 'advertiser_reserved', 'affiliate_pending', 'affiliate_payable', 'affiliate_in_transit', 'network_margin', 'adjustment')`)
@Check('ck_ledger_account_owner', `(kind LIKE 'advertiser%') = (advertiser_id IS NOT NULL) AND (kind LIKE 'affiliate%') = (affiliate_id IS NOT NULL)`)
@Check('ck_ledger_account_code', `code = CASE kind WHEN 'stripe_balance' THEN 'stripe:balance' WHEN 'network_margin' THEN 'network:margin' WHEN 'adjustment' THEN 'network:adjustment' ELSE split_part(kind, '_', 1) || ':' || coalesce(advertiser_id, affiliate_id)::text || ':' || substr(kind, strpos(kind, '_') + 1) END || ':' || currency::text`)
export class LedgerAccountEntity {
  @PrimaryColumn('uuid') id: string;
  /** `advertiser:<uuid>:funds:USD`, `stripe:balance:USD` … */
  @Column('text') code: string;
  @Column('text') kind: AccountKind;
  @Column('uuid', { nullable: true }) advertiserId: string | null;
  @Column('uuid', { nullable: true }) affiliateId: string | null;
  @CurrencyColumn() currency: string;
  @InstantColumn() openedAt: Date;
}
