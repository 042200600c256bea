import { MovableClock, newId, systemContext, type TenantContext, type Uuid } from '@fairlead/kernel';
import { LedgerFacade, LedgerQueries, type NewJournal, advertiserFunds, stripeBalance } from '@fairlead/ledger';
import { applicationDataSourceOptions, type Tx, UnitOfWork } from '@fairlead/platform';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { PostJournal } from '../../../libs/ledger/src/application/post-journal.service';
import { AccountsRepository } from '../../../libs/ledger/src/persistence/accounts.repository';
import { JournalsRepository } from '../../../libs/ledger/src/persistence/journals.repository';
import { createTestDatabase } from '../../support/test-database';

export const NETWORK = systemContext('ledger-spec');

/** The ledger on a database of its own, without the rest of the application. */
export interface LedgerBench {
  readonly clock: MovableClock;
  readonly unitOfWork: UnitOfWork;
  readonly facade: LedgerFacade;
  readonly queries: LedgerQueries;
  /** In one transaction of its own, in the network's scope unless told otherwise. */
  run<Result>(work: (tx: Tx) => Promise<Result>, context?: TenantContext): Promise<Result>;
  /** SQL past the application, in one transaction: as its role in the network's scope. */
  asApplication(...statements: string[]): Promise<void>;
  /** SQL as the superuser, with triggers switched off: an intruder with every right. */
  asIntruder(...statements: string[]): Promise<void>;
  close(): Promise<void>;
}

export async function openLedgerBench(): Promise<LedgerBench> {
  const database = await createTestDatabase();
  const dataSource = await new DataSource({ ...applicationDataSourceOptions(database.appUrl), entities: [] }).initialize();
  const clock = new MovableClock(new Date('2026-03-01T10:00:00.123Z'));
  const unitOfWork = new UnitOfWork(dataSource, clock);
  const accounts = new AccountsRepository();
  const journals = new JournalsRepository();
  return {
    clock,
    unitOfWork,
    facade: new LedgerFacade(new PostJournal(accounts, journals), accounts, journals),
    queries: new LedgerQueries(unitOfWork, accounts, journals),
    run: (work, context = NETWORK) => unitOfWork.run(context, work),
    asApplication: (...statements) => inTransaction(database.appUrl, [`SET LOCAL fairlead.scope = 'network'`, ...statements]),
    asIntruder: (...statements) => inTransaction(database.ownerUrl, [`SET LOCAL session_replication_role = 'replica'`, ...statements]),
    close: async () => {
      await dataSource.destroy();
      await database.drop();
    },
  };
}

/** A deposit, the simplest journal. */
export function deposit(advertiserId: Uuid, amountMinor: bigint, change: Partial<NewJournal> = {}): NewJournal {
  const id = newId();
  return {
    kind: 'funding.received', key: `funding.received:${id}`, source: { type: 'funding', id }, currency: 'USD',
    lines: [{ from: stripeBalance, to: advertiserFunds(advertiserId), amountMinor }], ...change,
  };
}

async function inTransaction(url: string, statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('BEGIN');
    for (const statement of statements) await client.query(statement); // in order, on one connection
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}
