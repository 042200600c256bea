import { type Clock, systemContext } from '@fairlead/kernel';
import { type FairleadConfig, type UnitOfWork } from '@fairlead/platform';
import { Logger } from '@nestjs/common';
import { Client } from 'pg';
import { type AddressKeysRepository } from '../persistence/address-keys.repository';
import { type ClicksRepository } from '../persistence/clicks.repository';
import { type ChangeMark, type RoutingRepository } from '../persistence/routing.repository';
import type { AddressSeal } from './address-seal';
import type { ClickCounts } from './click-counts';
import type { RoutingSnapshot } from './routing-snapshot';
import { readSnapshotFile, writeSnapshotFile } from './snapshot-file';

const CONTEXT = systemContext('tracker');
const CHANNEL = 'fairlead_routing';
const POLL_MS = 1_000;
const MINUTE_MS = 60_000;
const SAVE_MS = 10_000;
/** Notes of changes are kept for a day; a snapshot that missed half of it is read anew. */
const ANEW_AFTER_MS = 12 * 3_600_000;
const KEYS_EVERY_MS = 3_600_000;
/** How far behind the loader the count for caps is taken: what happened later is counted from memory. */
const COUNT_MARGIN_MS = 1_000;

/** What the snapshot is made of, and where to. */
export interface KeptParts {
  readonly snapshot: RoutingSnapshot;
  readonly counts: ClickCounts;
  readonly seal: AddressSeal;
  /** Where the snapshot is saved for a start without the database. */
  readonly file: string;
  /** Whether this process saves it; the others read it. */
  readonly saves: boolean;
  /** How long clicks of this machine wait to be in the database, in milliseconds. */
  readonly loadLagMs: () => number;
}

/** Dependencies of a keeper, which lives as long as its process serves redirects. */
export interface KeeperPorts {
  readonly clock: Clock;
  readonly config: FairleadConfig;
  readonly unitOfWork: UnitOfWork;
  readonly routing: RoutingRepository;
  readonly clicks: ClicksRepository;
  readonly addressKeys: AddressKeysRepository;
}

/**
 * Keeps the snapshot fresh: a notice wakes it at once, a poll finds what a missed notice would have told, and the log of changes says what
 * to read. Without the database the last saved snapshot serves on.
 */
export class SnapshotKeeper {
  private readonly logger = new Logger(SnapshotKeeper.name);
  private mark: ChangeMark | null = null;
  private readAt = 0;
  private keysAt = 0;
  private savedAt = 0;
  private unsaved = false;
  private running: Promise<void> | null = null;
  private following: Promise<void> | null = null;
  private failing = false;
  private stopped = false;
  private timer: NodeJS.Timeout | null = null;
  private listener: Client | null = null;
  /** Milliseconds since 1970 of the last time that the database agreed; 0 before the first. */
  freshAt = 0;
  /** Whether there is anything to route by. */
  loaded = false;

  constructor(private readonly ports: KeeperPorts, private readonly parts: KeptParts) {}

  /** Reads everything, or the saved file where the database is away. Never throws: without either, nothing is routed yet. */
  async start(): Promise<void> {
    await this.refresh();
    if (!this.loaded) await this.restore();
    this.timer = setInterval(() => void this.refresh(), POLL_MS).unref();
    void this.listen();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearInterval(this.timer);
    await this.listener?.end();
    await this.running;
  }

  /** Brings the snapshot up to what is committed now. Calls during a refresh share the one that begins after it. */
  refresh(): Promise<void> {
    if (!this.running) {
      this.running = this.tryOnce().finally(() => { this.running = null; });
      return this.running;
    }
    this.following ??= this.running.then(() => {
      this.following = null;
      return this.refresh();
    });
    return this.following;
  }

  private async tryOnce(): Promise<void> {
    if (this.stopped) return;
    try {
      await this.bringUpToDate();
      this.freshAt = Date.now();
      this.loaded = true;
      if (this.failing) this.logger.log({ event: 'snapshot.fresh_again' });
      this.failing = false;
      await this.save();
    } catch (error) {
      if (!this.failing) this.logger.warn({ event: 'snapshot.stale', message: error instanceof Error ? error.message : String(error) });
      this.failing = true;
    }
  }

  private async bringUpToDate(): Promise<void> {
    const { unitOfWork, routing, clicks, addressKeys } = this.ports;
    const { snapshot, counts, seal } = this.parts;
    const read = await unitOfWork.run(CONTEXT, async (tx) => {
      const changes = this.mark === null || Date.now() - this.readAt > ANEW_AFTER_MS ? null : await routing.changesSince(tx, this.mark);
      const keys = changes === null || changes.everything ? null : changes.keys;
      const mark = changes?.mark ?? (await routing.mark(tx));
      const rows = changes?.none ? null : await routing.read(tx, keys);
      const addressKeysRead = Date.now() - this.keysAt > KEYS_EVERY_MS ? await addressKeys.makeAhead(tx).then(() => addressKeys.all(tx)) : null;
      return { keys, mark, rows, addressKeysRead };
    });
    if (read.rows && read.keys) snapshot.apply(read.keys, read.rows);
    else if (read.rows) snapshot.replace(read.rows);
    this.mark = read.mark;
    this.readAt = Date.now();
    this.unsaved ||= read.rows !== null;
    if (read.addressKeysRead) {
      seal.replace(read.addressKeysRead);
      this.keysAt = Date.now();
    }
    await this.countForCaps(clicks, counts);
  }

  private async countForCaps(clicks: ClicksRepository, counts: ClickCounts): Promise<void> {
    const capped = this.parts.snapshot.cappedOffers();
    if (capped.length === 0) return;
    const loadedMs = this.ports.clock.now().getTime() - this.parts.loadLagMs() - COUNT_MARGIN_MS;
    const cutMs = Math.floor(loadedMs / MINUTE_MS) * MINUTE_MS;
    const stored = await this.ports.unitOfWork.run(CONTEXT, (tx) => clicks.countedOnDayBefore(tx, capped, cutMs));
    for (const offerId of capped) counts.settle(offerId, stored.get(offerId) ?? 0, cutMs);
  }

  /** The file holds all rows, so it is read anew from the snapshot's own source only where something changed. */
  private async save(): Promise<void> {
    const { file, saves } = this.parts;
    if (!saves || !this.unsaved || Date.now() - this.savedAt < SAVE_MS) return;
    this.savedAt = Date.now();
    this.unsaved = false;
    const { unitOfWork, routing, addressKeys } = this.ports;
    const { rows, keys } = await unitOfWork.run(CONTEXT, async (tx) => ({ rows: await routing.read(tx, null), keys: await addressKeys.all(tx) }));
    await writeSnapshotFile(file, this.ports.config.encryptionKey, { rows, addressKeys: keys });
  }

  private async restore(): Promise<void> {
    const { file, snapshot, seal } = this.parts;
    const saved = await readSnapshotFile(file, this.ports.config.encryptionKey);
    if (!saved) return;
    snapshot.replace(saved.rows);
    seal.replace(saved.addressKeys);
    this.loaded = true;
    this.logger.warn({ event: 'snapshot.restored', saved_at: saved.savedAt.toISOString(), ...snapshot.size() });
  }

  private async listen(): Promise<void> {
    if (this.stopped) return;
    const client = new Client({ connectionString: this.ports.config.databaseUrl, application_name: 'fairlead-tracker-listen', connectionTimeoutMillis: 5_000, keepAlive: true });
    let lost = false;
    const again = (): void => {
      if (lost) return;
      lost = true;
      if (this.listener === client) this.listener = null;
      if (!this.stopped) setTimeout(() => void this.listen(), POLL_MS).unref(); // polling goes on meanwhile
    };
    client.on('notification', () => void this.refresh());
    client.on('error', again);
    client.on('end', again);
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      this.listener = client;
      await this.refresh(); // for what was missed before
    } catch (error) {
      this.logger.debug({ event: 'snapshot.listen_failed', message: String(error) });
      again();
    }
  }
}
