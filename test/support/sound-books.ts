import { verifyDatabase } from '../../apps/local/src/verify/verify-database';
import type { NetworkInProcess } from './network-in-process';

/** Every invariant of the network holds. The message names the broken ones. */
export async function expectSoundBooks(network: NetworkInProcess): Promise<void> {
  const results = await verifyDatabase(network.database.ownerUrl, {});
  const broken = results.filter((result) => result.breaches > 0);
  expect(broken.map((result) => `${result.number} ${result.title}: ${result.breaches}`)).toEqual([]);
}
