import { randomBytes } from 'node:crypto';
import { MovableClock, systemContext } from '@fairlead/kernel';
import { DEMO_DOMAIN } from './catalogue';
import { type DemoApp, openDemoApp } from './demo-app';
import { DEMO_SEEDED, seedDemo } from './seed-demo';
import { StripeControl } from './stripe-control';

/** Called at every start: fills an empty network with the demo, or with one administrator, and leaves any other as it is. */
async function main(): Promise<void> {
  const now = new Date();
  const app = await openDemoApp(process.env, new MovableClock(now));
  try {
    const state = await app.unitOfWork.run(systemContext('demo'), (tx) =>
      tx.row<{ users: bigint; halfSeeded: boolean }>(
        `SELECT (SELECT count(*) FROM user_account) AS users,
                EXISTS (SELECT 1 FROM user_account WHERE email = $1) AND NOT EXISTS (SELECT 1 FROM audit_event WHERE action = $2) AS half_seeded`,
        [`admin@${DEMO_DOMAIN}`, DEMO_SEEDED],
      ),
    );
    if (state?.halfSeeded) throw new Error('An earlier start was stopped while it made the demo network. Remove the data folder and start again.');
    if (state && state.users > 0n) return;
    if (process.env['FAIRLEAD_DEMO'] === '0') await createAdministrator(app);
    else await seedDemo(app, now, standInControl(app), (line) => process.stdout.write(`${line}\n`));
  } finally {
    await app.context.close();
  }
}

function standInControl(app: DemoApp): StripeControl | null {
  if (app.config.stripeApiUrl !== null) return new StripeControl(app.config.stripeApiUrl);
  process.stdout.write('a real Stripe is configured: the demo makes no accounts and no payouts\n');
  return null;
}

async function createAdministrator(app: DemoApp): Promise<void> {
  const password = randomBytes(18).toString('base64url');
  await app.identity.register({ role: 'admin', email: 'admin@fairlead.local', password, name: 'Network', country: 'US' });
  process.stdout.write(`The administrator is admin@fairlead.local with the password ${password} (shown this once)\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
