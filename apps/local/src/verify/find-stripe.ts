import { readLiveRun } from '../instance/run-file';
import { STAND_IN_KEY } from '../launcher/child-env';
import { readLaunchConfig } from '../launcher/launch-config';
import type { StripeAccess } from './checks/transfers-at-stripe';

/** The Stripe of this installation: that of STRIPE_SECRET_KEY, else the stand-in of the instance that runs, else none. */
export function findStripe(env: NodeJS.ProcessEnv, root: string): StripeAccess | null {
  const { dataDir, standInPort, stripeSecretKey } = readLaunchConfig(env, root);
  if (stripeSecretKey !== null) return { secretKey: stripeSecretKey, apiUrl: env['STRIPE_API_URL'] || null };
  const standInRuns = readLiveRun(dataDir)?.parts.some((part) => part.name === 'stripe-stand-in') ?? false;
  return standInRuns ? { secretKey: STAND_IN_KEY, apiUrl: `http://127.0.0.1:${standInPort}` } : null;
}
