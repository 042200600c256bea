import { systemContext } from '@fairlead/kernel';
import { applicationDataSourceOptions, Tx } from '@fairlead/platform';
import { DataSource } from 'typeorm';
import type { StripeAccess } from './checks/transfers-at-stripe';
import type { InvariantResult } from './invariant';
import { allInvariants } from './invariants';

/** What to look at beside the database. */
export interface VerifyOptions {
  /** Compares with the transfers that this Stripe lists; absent checks the database's side alone. */
  readonly stripe?: StripeAccess | null;
}

/** Checks every invariant on one consistent view of a database, without writing. `ownerUrl` may be of a running network. */
export async function verifyDatabase(ownerUrl: string, options: VerifyOptions = {}): Promise<InvariantResult[]> {
  const dataSource = await new DataSource({ ...applicationDataSourceOptions(ownerUrl, 1, 'fairlead-verify'), entities: [] }).initialize();
  const runner = dataSource.createQueryRunner();
  try {
    await runner.startTransaction('REPEATABLE READ');
    await runner.query('SET TRANSACTION READ ONLY');
    // An owner that is no superuser is under row-level security like everybody else.
    await runner.query(`SELECT set_config('fairlead.scope', 'network', true)`);
    const tx = new Tx(runner.manager, systemContext('verify'), new Date());
    const results: InvariantResult[] = [];
    for (const invariant of allInvariants(options.stripe ?? null)) {
      results.push({ number: invariant.number, title: invariant.title, ...(await invariant.check(tx)) }); // one connection, one view
    }
    return results;
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
    await dataSource.destroy();
  }
}
