import { hkdfSync } from 'node:crypto';
import { join } from 'node:path';
import { Clock } from '@fairlead/kernel';
import { FairleadConfig, Spools, UnitOfWork } from '@fairlead/platform';
import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { CLICK_RECORD_BYTES } from '../domain/click-record';
import { ClickIds, TEST_SHARD } from '../domain/click-id';
import { decideVisit } from '../domain/decide-visit';
import { LoadClicks } from '../loader/load-clicks';
import { AddressKeysRepository } from '../persistence/address-keys.repository';
import { ClicksRepository } from '../persistence/clicks.repository';
import { RoutingRepository } from '../persistence/routing.repository';
import { AddressSeal } from './address-seal';
import { Addresses } from './addresses';
import { Agents } from './agents';
import { ClickCounts } from './click-counts';
import { ClickEdge, type EdgeRequest } from './click-edge';
import { Geo } from './geo';
import { Referrers } from './referrers';
import { RoutingSnapshot } from './routing-snapshot';
import { Siblings } from './siblings';
import { SnapshotKeeper } from './snapshot-keeper';
import { Visitors } from './visitors';

export const EDGE_ROLE = Symbol('edge role');
const LAG_EVERY_MS = 500;
export const CLICK_STREAM = 'clicks';

/** What this process is to the redirect. */
export interface EdgeRole {
  /** Among the processes of this machine; tells their click ids apart. */
  readonly worker: number;
  /** Whether other processes of this machine serve as well, and must hear what it counts for caps. */
  readonly hasSiblings: boolean;
  /** Whether it saves the snapshot for starts without the database. One does. */
  readonly savesSnapshot: boolean;
}

/** Puts the redirect together: the snapshot, the spool, and what is remembered of agents, addresses and visitors. */
@Injectable()
export class EdgeRuntime implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(EdgeRuntime.name);
  private readonly counts: ClickCounts;
  private readonly siblings = new Siblings();
  private lagMs = 0;
  private lagTimer: NodeJS.Timeout | null = null;
  private edgeOf: ClickEdge | null = null;
  private keeperOf: SnapshotKeeper | null = null;
  readonly snapshot: RoutingSnapshot;

  constructor(
    private readonly config: FairleadConfig,
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
    private readonly spools: Spools,
    private readonly clickIds: ClickIds,
    private readonly routing: RoutingRepository,
    private readonly clicks: ClicksRepository,
    private readonly addressKeys: AddressKeysRepository,
    @Inject(EDGE_ROLE) private readonly role: EdgeRole,
  ) {
    this.counts = new ClickCounts(() => clock.now().getTime());
    this.snapshot = new RoutingSnapshot(this.counts);
    spools.handle(CLICK_STREAM, new LoadClicks(unitOfWork));
  }

  get edge(): ClickEdge {
    if (!this.edgeOf) throw new Error('the edge has not started');
    return this.edgeOf;
  }

  get keeper(): SnapshotKeeper {
    if (!this.keeperOf) throw new Error('the edge has not started');
    return this.keeperOf;
  }

  async onModuleInit(): Promise<void> {
    const geo = await Geo.open({ countries: this.config.geoCountries, systems: this.config.geoSystems });
    const seal = new AddressSeal();
    const writer = await this.spools.writer(CLICK_STREAM, CLICK_RECORD_BYTES);
    const addressKey = Buffer.from(hkdfSync('sha256', this.config.encryptionKey, '', 'fairlead address hash v2', 16));
    this.edgeOf = new ClickEdge({
      clock: this.clock, snapshot: this.snapshot, counts: this.counts, agents: new Agents(), addresses: new Addresses(geo, addressKey), referrers: new Referrers(),
      visitors: new Visitors(this.config.trackerConsent), seal, clickIds: this.clickIds, decide: decideVisit, shard: this.shard(),
      append: (encode, done) => writer.append(encode, done), announceCount: this.role.hasSiblings ? (offerId, atMs) => this.siblings.announce(offerId, atMs) : () => undefined,
    });
    this.siblings.onAnnounced((offerId, atMs) => this.counts.add(offerId, atMs));
    this.siblings.onLag((lagMs) => { this.lagMs = lagMs; });
    this.keeperOf = new SnapshotKeeper(
      { config: this.config, clock: this.clock, unitOfWork: this.unitOfWork, routing: this.routing, clicks: this.clicks, addressKeys: this.addressKeys },
      {
        snapshot: this.snapshot, counts: this.counts, seal, file: join(this.config.spoolDir, `snapshot-${this.config.trackerId}.bin`), saves: this.role.savesSnapshot,
        loadLagMs: () => this.lagMs,
      },
    );
    await this.keeperOf.start();
    this.lagTimer = setInterval(() => void this.measureLag(), LAG_EVERY_MS).unref();
  }

  /**
   * What to do with a code that is not known here, or no longer active; both take the same time. It may have been made a moment ago, or the
   * host has something for such codes: another request, a URL, or null for the neutral page. @throws Error before anything is routed by.
   */
  async resolveUnknown(request: EdgeRequest, waitMs: number): Promise<EdgeRequest | string | null> {
    await within(this.keeper.refresh(), waitMs);
    if (!this.keeper.loaded) throw new Error('nothing to route by yet: the database is away and no snapshot was saved');
    if (this.edge.knows(request.code)) return request;
    const domain = this.snapshot.domain(hostOf(request));
    if (!domain) return null;
    return domain.defaultCode !== null && this.edge.knows(domain.defaultCode) ? { ...request, code: domain.defaultCode } : domain.fallbackUrl;
  }

  /** The link that a promo code stands for on this host; null for none. */
  promoLink(request: EdgeRequest): EdgeRequest | null {
    const promoCode = this.snapshot.promoCode(request.code.toUpperCase(), this.snapshot.domain(hostOf(request))?.advertiserId ?? null);
    return promoCode ? { ...request, code: promoCode.linkCode, trigger: 'code' } : null;
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.lagTimer) clearInterval(this.lagTimer);
    await this.keeperOf?.stop();
  }

  /** Known here, or told by the process that drains. */
  private async measureLag(): Promise<void> {
    if (!this.spools.drain) return;
    try {
      this.lagMs = await this.spools.lagMs();
      this.siblings.tellLag(this.lagMs);
    } catch (error) {
      this.logger.warn({ event: 'spool.lag_unknown', message: String(error) });
    }
  }

  private shard(): number {
    const machine = [...this.config.trackerId].reduce((hash, letter) => (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0, 7);
    return (machine * 64 + this.role.worker) % TEST_SHARD;
  }
}

/** The host that the visitor named, without a port. */
function hostOf(request: EdgeRequest): string {
  return (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '');
}

/** Resolves with the work, or without it when it takes longer. */
async function within(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([work, new Promise<void>((resolve) => { timer = setTimeout(resolve, ms); })]);
  clearTimeout(timer);
}
