import { resolve } from 'node:path';
import { withOwnerDatabase } from '../instance/owner-database';
import { readLaunchConfig } from '../launcher/launch-config';
import { LaunchError } from '../processes/launch-error';
import { findStripe } from './find-stripe';
import { formatResults, summarize } from './format-results';
import { verifyDatabase } from './verify-database';

const ROOT = resolve(__dirname, '../../../../..');

/** Checks every invariant on the database of this installation, see `npm run verify`. Fails on any breach. */
async function main(): Promise<number> {
  const { dataDir } = readLaunchConfig(process.env, ROOT);
  const stripe = findStripe(process.env, ROOT);
  const results = await withOwnerDatabase(process.env, dataDir, (ownerUrl) => verifyDatabase(ownerUrl, { stripe }));
  process.stdout.write(`${formatResults(results)}\n\n${summarize(results)}\n`);
  return results.some((result) => result.breaches > 0) ? 1 : 0;
}

main().then(
  (code) => { process.exitCode = code; },
  (error: unknown) => {
    process.stderr.write(`${error instanceof LaunchError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 2;
  },
);
