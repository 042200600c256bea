import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findRedisServer } from '../../apps/local/src/launcher/redis';

const MISSING = 'The tests need a Redis server: put redis-server or valkey-server on PATH (Debian and Ubuntu: apt-get install redis-server).';
const APT_GET = '/usr/bin/apt-get';

/** The Redis server program of this machine; root on Debian or Ubuntu gets one installed. */
export function ensureRedisServer(): string {
  const found = findRedisServer();
  if (found) return found;
  if (process.getuid?.() !== 0 || !existsSync(APT_GET)) throw new Error(MISSING);
  process.stderr.write('installing redis-server for the tests (apt-get) ...\n');
  // RUNLEVEL=1 keeps the package from starting a service of its own.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  try {
    execFileSync(APT_GET, ['update', '-qq'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    execFileSync(APT_GET, ['install', '-y', '-qq', '--no-install-recommends', 'redis-server'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  } catch (cause) {
    throw new Error(`${MISSING} Installing it failed.`, { cause });
  }
  const installed = findRedisServer();
  if (installed === undefined) throw new Error(MISSING);
  return installed;
}
