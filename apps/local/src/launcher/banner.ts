import type { LaunchConfig } from './launch-config';

const DEMO_USERS = ['admin', 'finance', 'finance2', 'advertiser', 'advertiser2', 'affiliate', 'affiliate2'];

/** What the person at the terminal needs to know once all is up. */
export function banner(config: LaunchConfig, parts: { database: string; queue: string }): string {
  const api = `http://localhost:${config.apiPort}`;
  const rows = [
    ['portal', api],
    ['API', `${api}/api/v1`],
    ['API docs', `${api}/docs`],
    ['tracker', `http://localhost:${config.trackerPort}`],
    ['Stripe', config.stripeSecretKey === null ? `stand-in at http://localhost:${config.standInPort}` : 'the account of STRIPE_SECRET_KEY'],
    ['database', parts.database],
    ['queue', parts.queue],
    ['data folder', config.dataDir],
  ];
  const lines = rows.map(([label = '', value = '']) => `  ${label.padEnd(16)}${value}`);
  return ['', ...lines, ...(config.withDemo ? logins() : []), '', '  Ctrl-C stops all of it.', ''].join('\n');
}

function logins(): string[] {
  const [first = '', ...rest] = DEMO_USERS.map((name) => `${name}@demo.fairlead.test`);
  return ['', `  ${'demo logins'.padEnd(16)}${first}`, ...rest.map((address) => `  ${''.padEnd(16)}${address}`), `  ${'password'.padEnd(16)}fairlead-demo`];
}
