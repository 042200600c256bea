import { randomUUID } from 'node:crypto';
import { AdvertisersModule } from '@fairlead/advertisers';
import { AffiliatesModule } from '@fairlead/affiliates';
import { IdentityFacade, IdentityModule } from '@fairlead/identity';
import { type Currency, MovableClock, type TenantContext, type Uuid } from '@fairlead/kernel';
import { ApplyToOffer, CreateOffer, MoveOffer, OffersModule } from '@fairlead/offers';
import { ConfigModule, DatabaseModule, FairleadConfig, OutboxModule, UnitOfWork } from '@fairlead/platform';
import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Client } from 'pg';
import { ReadLinks } from '../../libs/tracking/src/application/read-links.query';
import { ReadSmartLinks } from '../../libs/tracking/src/application/read-smart-links.query';
import { SetSmartLinkWeights } from '../../libs/tracking/src/application/set-smart-link-weights.service';
import { SmartLinks } from '../../libs/tracking/src/application/smart-links.service';
import { TakeLink } from '../../libs/tracking/src/application/take-link.service';
import { TrackingDomains } from '../../libs/tracking/src/application/tracking-domains.service';
import { TxtLookup } from '../../libs/tracking/src/application/txt-lookup';
import { UpdateLink } from '../../libs/tracking/src/application/update-link.service';
import { VerifyTrackingDomain } from '../../libs/tracking/src/application/verify-tracking-domain.service';
import { RecheckTrackingDomainsTask } from '../../libs/tracking/src/jobs/recheck-tracking-domains.task';
import { LinksRepository } from '../../libs/tracking/src/persistence/links.repository';
import { SmartLinksRepository } from '../../libs/tracking/src/persistence/smart-links.repository';
import { TrackingDomainsRepository } from '../../libs/tracking/src/persistence/tracking-domains.repository';
import { createTestDatabase, type TestDatabase } from './test-database';

/** Name servers that say what the test wrote down. */
export class WrittenTxtRecords extends TxtLookup {
  readonly records = new Map<string, string[]>();
  isAway = false;

  async find(name: string): Promise<string[]> {
    if (this.isAway) throw new Error('SERVFAIL');
    return this.records.get(name) ?? [];
  }
}

/** Somebody with a scope. */
export interface Tenant {
  readonly id: Uuid;
  readonly context: TenantContext;
}

const VERBS = [ReadLinks, ReadSmartLinks, SetSmartLinkWeights, SmartLinks, TakeLink, TrackingDomains, UpdateLink, VerifyTrackingDomain, RecheckTrackingDomainsTask];

/** Offers and links on a database of their own, without an edge: what is set, by whom, and who sees it. */
export class LinksInProcess {
  private constructor(
    readonly app: INestApplicationContext,
    readonly database: TestDatabase,
    readonly clock: MovableClock,
    readonly txt: WrittenTxtRecords,
    /** Superuser: sees every row. */
    readonly owner: Client,
  ) {}

  static async start(): Promise<LinksInProcess> {
    const clock = new MovableClock(new Date('2026-03-02T10:00:00Z'));
    const database = await createTestDatabase();
    const config = new FairleadConfig({
      DATABASE_APP_URL: database.appUrl, JWT_SECRET: 'j'.repeat(32), ENCRYPTION_KEY: 'e'.repeat(32), STRIPE_SECRET_KEY: 'sk_test_links', STRIPE_WEBHOOK_SECRET: 'whsec_links',
      PUBLIC_TRACKER_URL: 'https://track.network.example',
    });
    const txt = new WrittenTxtRecords();
    const app = await Test.createTestingModule({
      imports: [ConfigModule.forRoot(config, clock), DatabaseModule, OutboxModule, IdentityModule, AdvertisersModule, AffiliatesModule, OffersModule],
      providers: [...VERBS, LinksRepository, SmartLinksRepository, TrackingDomainsRepository, { provide: TxtLookup, useValue: txt }],
    }).compile();
    await app.init();
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    return new LinksInProcess(app, database, clock, txt, owner);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.owner.end();
    await this.database.drop();
  }

  async tenant(role: 'advertiser' | 'affiliate' | 'finance'): Promise<Tenant> {
    const { userId, organizationId: id } = await this.app.get(IdentityFacade).register({
      role, email: `${role}-${randomUUID()}@links.fairlead.test`, password: 'links-password', name: `Links ${role}`, country: 'US',
    });
    const actor = { kind: 'user', id: userId } as const;
    if (role === 'finance') return { id, context: { scope: 'network', actor } };
    return { id, context: role === 'advertiser' ? { scope: 'advertiser', advertiserId: id, actor } : { scope: 'affiliate', affiliateId: id, actor } };
  }

  /** A published offer. */
  async offer(advertiser: Tenant, visibility: 'public' | 'private' = 'public', deepLinkHosts: string[] = [], currency: Currency = 'USD'): Promise<Uuid> {
    const id = await this.app.get(CreateOffer).run(
      advertiser.context, advertiser.id, currency, { name: 'Offer', visibility, landingUrl: 'https://shop.example/', clickParameter: 'fl_click', deepLinkHosts, goals: ['sale'] },
      {
        commission: { type: 'percent', rateBps: 1_000 }, networkFeeBps: 0, attributionWindowDays: 30, holdDays: 0, approval: 'auto', dailyClickCap: null, dailyConversionCap: null,
      },
    );
    await this.app.get(MoveOffer).run(advertiser.context, id, 'active');
    return id;
  }

  async join(affiliate: Tenant, offerId: Uuid): Promise<void> {
    await this.app.get(ApplyToOffer).run(affiliate.context, affiliate.id, offerId);
  }

  async sql<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.owner.query<Row>(text, values)).rows;
  }

  /** Rows of a table that a scope sees with no condition but row-level security. */
  async seen(tenant: Tenant, sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    return this.app.get(UnitOfWork).run(tenant.context, (tx) => tx.rows<Record<string, unknown>>(sql, values));
  }
}
