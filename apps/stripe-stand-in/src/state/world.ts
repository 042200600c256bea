import type { StandInSettings, WebhookMode } from '../control/control-types';
import { BalanceBook } from './balance-book';
import { StandInClock } from './clock';
import { Random } from './random';
import type { BalanceTransactionRecord, CollectionName, EffectRecord } from './records';
import { Store } from './store';

/** The platform's own account: owner of the balance that transfers draw on. */
export const PLATFORM_ID = 'acct_1FairleadPlatform';

/** The request or control call that causes something. */
export interface Origin {
  readonly requestId: string | null;
  readonly idempotencyKey: string | null;
}

export const NO_REQUEST: Origin = { requestId: null, idempotencyKey: null };

type EffectDetails = Pick<EffectRecord, 'type' | 'object'> & Partial<EffectRecord>;

export interface WorldOptions {
  readonly stateFile: string | undefined;
  readonly now: () => Date;
  readonly seed: number | undefined;
  readonly apiVersion: string;
}

/** All that the stand-in knows: rows, balances, time, chance and settings. Writes happen inside `transact` only. */
export class World {
  readonly store: Store;
  readonly clock: StandInClock;
  readonly random: Random;
  readonly book = new BalanceBook();
  readonly apiVersion: string;
  settings: StandInSettings = { reversalShortfall: 'fail', topupSettlementMs: 0 };
  webhookMode: WebhookMode = 'immediate';
  /** Known once the server listens. */
  url = '';
  private readonly afterCommit: (() => void)[] = [];

  constructor(options: WorldOptions) {
    this.store = new Store(options.stateFile);
    this.clock = new StandInClock(options.now, this.store);
    this.random = new Random(options.seed);
    this.apiVersion = options.apiVersion;
    this.book.rebuild(this.store.all('balanceTransactions'));
  }

  transact<T>(work: () => T): T {
    let result: T;
    try {
      result = this.store.transact(work);
    } catch (error) {
      this.book.rebuild(this.store.all('balanceTransactions'));
      throw error;
    }
    for (const listener of this.afterCommit) listener();
    return result;
  }

  onCommit(listener: () => void): void {
    this.afterCommit.push(listener);
  }

  /** A new id; a seeded generator repeats itself after a restart, hence the look into the store. */
  newId(prefix: string, collection: CollectionName): string {
    let id: string;
    do {
      id = `${prefix}_1${this.random.text(23)}`;
    } while (this.store.has(collection, id));
    return id;
  }

  /** Appends a movement to an owner's balance and returns its id. */
  move(movement: Omit<BalanceTransactionRecord, 'id' | 'created'>): string {
    const id = this.newId('txn', 'balanceTransactions');
    const row: BalanceTransactionRecord = { id, created: this.clock.seconds(), ...movement };
    this.store.put('balanceTransactions', id, row);
    this.book.add(row);
    return id;
  }

  available(owner: string, currency: string): number {
    return this.book.balance(owner, currency, this.clock.seconds()).available;
  }

  logEffect(origin: Origin, details: EffectDetails): void {
    const id = this.newId('eff', 'effects');
    this.store.put('effects', id, {
      at: this.clock.seconds(),
      amount: null,
      currency: null,
      destination: null,
      transferGroup: null,
      metadata: {},
      ...origin,
      ...details,
      id,
    });
  }
}
