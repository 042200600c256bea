import { verifyDatabase } from '../../apps/local/src/verify/verify-database';
import { type NetworkInProcess, STRIPE_KEY } from './network-in-process';

/** Every invariant of the network holds, at the Stripe stand-in too. The message names the broken ones. */
export async function expectSoundBooks(network: NetworkInProcess): Promise<void> {
  const results = await verifyDatabase(network.database.ownerUrl, { stripe: { secretKey: STRIPE_KEY, apiUrl: network.stripe.url } });
  const broken = results.filter((result) => result.breaches > 0);
  expect(broken.map((result) => `${result.number} ${result.title}: ${result.breaches}`)).toEqual([]);
}
