import { Journal } from './journal';
import type { Change } from './journal';
import type { CollectionName, Collections } from './records';

type Tables = { readonly [K in CollectionName]: Map<string, Collections[K]> };

interface Undo {
  readonly restore: () => void;
}

function emptyTables(): Tables {
  return {
    accounts: new Map(),
    transfers: new Map(),
    reversals: new Map(),
    balanceTransactions: new Map(),
    topups: new Map(),
    payouts: new Map(),
    events: new Map(),
    webhookEndpoints: new Map(),
    deliveries: new Map(),
    hostedLinks: new Map(),
    idempotency: new Map(),
    effects: new Map(),
    clock: new Map(),
  };
}

/** Tables in memory with one transaction at a time; a commit is one line of the journal. Rows keep insertion order. */
export class Store {
  private readonly tables = emptyTables();
  private readonly journal: Journal | null;
  private changes: Change[] = [];
  private undos: Undo[] = [];
  private open = false;

  constructor(stateFile: string | undefined) {
    this.journal = stateFile === undefined ? null : Journal.open(stateFile, (changes) => this.load(changes));
  }

  get<K extends CollectionName>(collection: K, id: string): Collections[K] | undefined {
    return this.table(collection).get(id);
  }

  has(collection: CollectionName, id: string): boolean {
    return this.tables[collection].has(id);
  }

  /** Every row, oldest first. */
  all<K extends CollectionName>(collection: K): Collections[K][] {
    return [...this.table(collection).values()];
  }

  entries<K extends CollectionName>(collection: K): [string, Collections[K]][] {
    return [...this.table(collection).entries()];
  }

  put<K extends CollectionName>(collection: K, id: string, value: Collections[K]): void {
    const table = this.table(collection);
    const before = table.get(id);
    table.set(id, value);
    this.record([collection, id, value], () => (before === undefined ? table.delete(id) : table.set(id, before)));
  }

  delete(collection: CollectionName, id: string): void {
    this.remove(collection, id);
  }

  /** Runs all writes of `work` as one unit: on disk when it returns, gone when it throws. */
  transact<T>(work: () => T): T {
    if (this.open) throw new Error('a transaction is already open');
    this.open = true;
    try {
      const result = work();
      if (this.journal !== null && this.changes.length > 0) this.journal.append(this.changes);
      return result;
    } catch (error) {
      for (const undo of this.undos.reverse()) undo.restore();
      throw error;
    } finally {
      this.changes = [];
      this.undos = [];
      this.open = false;
    }
  }

  compact(): void {
    this.journal?.compact(this.snapshot());
  }

  close(): void {
    this.journal?.close();
  }

  private remove<K extends CollectionName>(collection: K, id: string): void {
    const table = this.table(collection);
    const before = table.get(id);
    if (before === undefined) return;
    table.delete(id);
    this.record([collection, id, null], () => table.set(id, before));
  }

  private record(change: Change, restore: () => void): void {
    if (!this.open) throw new Error('a write needs an open transaction');
    this.changes.push(change);
    this.undos.push({ restore });
  }

  private table<K extends CollectionName>(collection: K): Map<string, Collections[K]> {
    return this.tables[collection];
  }

  private *snapshot(): Generator<readonly Change[]> {
    for (const [collection, table] of Object.entries(this.tables)) {
      for (const [id, value] of table) yield [[collection, id, value]];
    }
  }

  /** The file holds what `put` wrote, so its rows are taken to have the shape of their collection. */
  private load(changes: readonly Change[]): void {
    const tables = this.tables as Readonly<Record<string, Map<string, unknown> | undefined>>;
    for (const [collection, id, value] of changes) {
      const table = tables[collection];
      if (table === undefined) throw new Error(`unknown collection ${collection} in the state file`);
      if (value === null) table.delete(id);
      else table.set(id, value);
    }
  }
}
