import { AccountOpeners, IdentityModule } from '@fairlead/identity';
import { Module, type OnModuleInit } from '@nestjs/common';
import { AffiliatesFacade } from './affiliates.facade';
import { Channels } from './application/channels.service';
import { ListAffiliates } from './application/list-affiliates.query';
import { SuspendAffiliate } from './application/suspend-affiliate.service';

/** Affiliate accounts, their channels and payout destinations. */
@Module({
  imports: [IdentityModule],
  providers: [AffiliatesFacade, Channels, ListAffiliates, SuspendAffiliate],
  exports: [AffiliatesFacade, Channels, ListAffiliates, SuspendAffiliate],
})
export class AffiliatesModule implements OnModuleInit {
  constructor(private readonly openers: AccountOpeners) {}

  onModuleInit(): void {
    this.openers.register('affiliate', async (tx, organization) => {
      await tx.rows(`INSERT INTO affiliate (id, name, country, status, created_at) VALUES ($1, $2, $3, 'active', $4)`, [
        organization.id, organization.name, organization.country, tx.now,
      ]);
    });
  }
}
