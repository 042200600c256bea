import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { LaunchError } from '../processes/launch-error';

/** The unprivileged user that Postgres runs as when we are root; undefined means: as ourselves. */
export interface RunAs {
  uid: number;
  gid: number;
}

const CREATED_USER = 'fairlead';

/**
 * Postgres refuses to run as root. Whoever owns the data keeps it; else the owner of the data
 * folder, `nobody`, or, where that one is unusable, a system user that we create.
 */
export function chooseRunAs(pgData: string, dataDir: string): RunAs | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const dataOwner = ownerUnlessRoot(pgData);
  if (dataOwner) return dataOwner;
  const users = readUsers();
  const folderOwner = ownerUnlessRoot(dataDir);
  // initdb wants its user to have a name, so an owner without an entry is of no use.
  const named = [...users.values()].find((user) => user.uid === folderOwner?.uid);
  for (const candidate of [named, users.get('nobody'), users.get(CREATED_USER)]) {
    if (candidate && canSwitchTo(candidate)) return candidate;
  }
  const created = createSystemUser();
  if (created && canSwitchTo(created)) return created;
  throw new LaunchError('Postgres does not run as root, and no unprivileged user can be used here: start as a normal user, or set DATABASE_URL.');
}

/** Reads the lines of /etc/passwd into users by name. */
export function parsePasswd(text: string): Map<string, RunAs> {
  const users = new Map<string, RunAs>();
  for (const line of text.split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name && Number(uid) > 0 && Number(gid) > 0) users.set(name, { uid: Number(uid), gid: Number(gid) });
  }
  return users;
}

/** Whether that user can reach and enter a folder; asked of the system itself, which knows ACLs too. */
export function canEnter(folder: string, runAs: RunAs | undefined): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...runAs, cwd: '/', stdio: 'ignore' }).status === 0;
}

function canSwitchTo(user: RunAs): boolean {
  return spawnSync('/bin/sh', ['-c', 'exit 0'], { ...user, cwd: '/', stdio: 'ignore' }).status === 0;
}

function createSystemUser(): RunAs | undefined {
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', CREATED_USER], { stdio: 'ignore' });
  return readUsers().get(CREATED_USER);
}

function readUsers(): Map<string, RunAs> {
  return parsePasswd(readFileSync('/etc/passwd', 'utf8'));
}

function ownerUnlessRoot(path: string): RunAs | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : undefined;
}
