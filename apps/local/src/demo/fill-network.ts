import { randomBytes } from 'node:crypto';
import { MovableClock } from '@fairlead/kernel';
import { type DemoApp, openDemoApp } from './demo-app';
import { seedDemo } from './seed-demo';
import { StripeControl } from './stripe-control';

/** Gives an empty network its demo, or with `FAIRLEAD_DEMO=0` one administrator. */
export async function fillNetwork(env: NodeJS.ProcessEnv, say: (line: string) => void): Promise<void> {
  const now = new Date();
  const app = await openDemoApp(env, new MovableClock(now));
  try {
    if (env['FAIRLEAD_DEMO'] === '0') await createAdministrator(app, say);
    else await seedDemo(app, now, standInControl(app, say), say);
  } finally {
    await app.context.close();
  }
}

function standInControl(app: DemoApp, say: (line: string) => void): StripeControl | null {
  if (app.config.stripeApiUrl !== null) return new StripeControl(app.config.stripeApiUrl);
  say('a real Stripe is configured: the demo makes no accounts and no payouts');
  return null;
}

async function createAdministrator(app: DemoApp, say: (line: string) => void): Promise<void> {
  const password = randomBytes(18).toString('base64url');
  await app.identity.register({ role: 'admin', email: 'admin@fairlead.local', password, name: 'Network', country: 'US' });
  say(`The administrator is admin@fairlead.local with the password ${password} (shown this once)`);
}
