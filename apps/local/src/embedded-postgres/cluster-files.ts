import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError } from '../processes/launch-error';
import type { Binaries } from './binaries';
import type { RunAs } from './run-as';

/** The superuser, who owns the databases; the applications never log in as it. */
export const SUPERUSER = 'fairlead';

/** Reads the superuser's password, or makes one before the first start. */
export function superuserPassword(dataDir: string, isNew: boolean): string {
  const file = join(dataDir, 'superuser-password');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  if (!isNew) throw new LaunchError(`${file} is missing, and without it nobody can log in to the database beside it.`);
  const password = randomBytes(24).toString('hex');
  writeFileSync(file, `${password}\n`, { mode: 0o600, flag: 'wx' });
  return password;
}

/** Creates the cluster beside its final place and moves it there when complete, so that a break leaves nothing half made. */
export async function createCluster(home: string, binaries: Binaries, runAs: RunAs | undefined, password: string): Promise<void> {
  const draft = join(home, `pgdata-draft-${process.pid}`);
  const passwordFile = join(home, `initdb-password-${process.pid}`);
  rmSync(draft, { recursive: true, force: true });
  try {
    mkdirSync(draft, { mode: 0o700 });
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    if (runAs) {
      for (const path of [draft, passwordFile]) chownSync(path, runAs.uid, runAs.gid);
    }
    await runInitdb(home, binaries.initdb, runAs, [
      `--pgdata=${draft}`,
      `--pwfile=${passwordFile}`,
      `--username=${SUPERUSER}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--no-instructions',
    ]);
    renameSync(draft, join(home, 'pgdata'));
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Refuses data that another major version of Postgres wrote. */
export function assertSameMajor(pgData: string, binaries: Binaries): void {
  const found = readFileSync(join(pgData, 'PG_VERSION'), 'utf8').trim();
  if (found !== binaries.major) {
    throw new LaunchError(`${pgData} was written by Postgres ${found}, and this is Postgres ${binaries.major}: dump it with the old version and load it here.`);
  }
}

function runInitdb(home: string, initdb: string, runAs: RunAs | undefined, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    // Detached: Ctrl-C must not cut it short, see createCluster.
    const child = spawn(initdb, args, { ...runAs, cwd: home, env: { LC_ALL: 'C' }, stdio: ['ignore', 'ignore', 'pipe'], detached: true });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')));
    child.once('error', reject);
    child.once('close', (code) => {
      const reason = errors.split('\n').find((line) => line.includes('error')) ?? `exit code ${code}`;
      if (code === 0) resolve();
      else reject(new LaunchError(`Postgres could not create its data folder in ${home}: ${reason}`));
    });
  });
}
