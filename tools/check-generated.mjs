/** Fails when a committed file differs from what `npm run generate` would write. */
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findStale } from './generate/generated-files.mjs';

const stale = await findStale(resolve(dirname(fileURLToPath(import.meta.url)), '..'));
process.stdout.write(stale.length === 0 ? 'generated files are up to date\n' : `${stale.map((path) => `stale: ${path}`).join('\n')}\nrun: npm run generate\n`);
process.exitCode = stale.length === 0 ? 0 : 1;
