import { AccountOpeners, IdentityModule } from '@fairlead/identity';
import { Module, type OnModuleInit } from '@nestjs/common';
import { AdvertisersFacade } from './advertisers.facade';
import { ListAdvertisers } from './application/list-advertisers.query';
import { SuspendAdvertiser } from './application/suspend-advertiser.service';
import { PostbackCredentials } from './application/postback-credentials.service';

/** Advertiser accounts and their postback credentials. */
@Module({
  imports: [IdentityModule],
  providers: [AdvertisersFacade, ListAdvertisers, PostbackCredentials, SuspendAdvertiser],
  exports: [AdvertisersFacade, ListAdvertisers, PostbackCredentials, SuspendAdvertiser],
})
export class AdvertisersModule implements OnModuleInit {
  constructor(private readonly openers: AccountOpeners) {}

  onModuleInit(): void {
    this.openers.register('advertiser', async (tx, organization) => {
      await tx.rows(`INSERT INTO advertiser (id, name, status, created_at) VALUES ($1, $2, 'active', $3)`, [organization.id, organization.name, tx.now]);
    });
  }
}
