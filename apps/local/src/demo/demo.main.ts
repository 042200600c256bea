import { LaunchError } from '../processes/launch-error';
import { readNetworkState } from './demo-state';

/** Called at every start: fills an empty network with the demo, or with one administrator, and leaves any other as it is. */
async function main(): Promise<void> {
  const appUrl = process.env['DATABASE_APP_URL'];
  if (!appUrl) throw new Error('DATABASE_APP_URL must be the connection of the application');
  const state = await readNetworkState(appUrl);
  if (state === 'in_use') return;
  if (state === 'half_seeded') throw new LaunchError('An earlier start was stopped while it made the demo network. Remove the data folder and start again.');
  // Loaded only where it is needed: the whole application takes a second.
  const { fillNetwork } = await import('./fill-network.js');
  await fillNetwork(process.env, (line) => process.stdout.write(`${line}\n`));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof LaunchError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
