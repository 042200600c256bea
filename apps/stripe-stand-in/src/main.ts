import { startStripeStandIn } from './start';
import type { StripeStandIn, StripeStandInOptions } from './options';

const DEFAULT_PORT = 3002;
const DEFAULT_KEY = 'sk_test_fairlead_local';

type Environment = Readonly<Record<string, string | undefined>>;

function portOf(environment: Environment): number {
  const text = environment['STRIPE_STAND_IN_PORT'];
  const port = text === undefined || text === '' ? DEFAULT_PORT : Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('STRIPE_STAND_IN_PORT is not a port');
  return port;
}

function optionsOf(environment: Environment): StripeStandInOptions {
  const stateFile = environment['STRIPE_STAND_IN_STATE'];
  const host = environment['STRIPE_STAND_IN_HOST'];
  return {
    port: portOf(environment),
    secretKey: environment['STRIPE_SECRET_KEY'] || DEFAULT_KEY,
    control: environment['STRIPE_STAND_IN_CONTROL'] === '1',
    logger: (line) => process.stderr.write(`${line}\n`),
    ...(stateFile ? { stateFile } : {}),
    ...(host ? { host } : {}),
  };
}

/** One url for both kinds of events, with a secret that the receiver was configured with. */
function registerWebhooks(standIn: StripeStandIn, environment: Environment): void {
  const url = environment['STRIPE_STAND_IN_WEBHOOK_URL'];
  if (!url) return;
  const secret = environment['STRIPE_STAND_IN_WEBHOOK_SECRET'];
  if (!secret) throw new Error('STRIPE_STAND_IN_WEBHOOK_URL needs STRIPE_STAND_IN_WEBHOOK_SECRET');
  for (const connect of [false, true]) standIn.control.registerWebhook(url, { connect, secret });
}

async function main(): Promise<void> {
  const standIn = await startStripeStandIn(optionsOf(process.env));
  registerWebhooks(standIn, process.env);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      standIn.stop().then(() => process.exit(0), fail);
    });
  }
  process.stdout.write(`stripe stand-in ready on ${standIn.url}\n`);
}

function fail(error: unknown): void {
  process.stderr.write(`stripe stand-in: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}

main().catch(fail);
