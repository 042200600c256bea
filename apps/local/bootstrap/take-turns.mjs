import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { stopSignal } from './run-child.mjs';

const HALF_MADE_MS = 10_000;

/**
 * Runs `work` while no other process of this user installs or builds in the same checkout:
 * `npm start` and `npm test` in two terminals must not write one folder at once.
 */
export async function takeTurns(root, work) {
  const user = process.getuid ? process.getuid() : 'user';
  const lock = join(tmpdir(), `fairlead-build-${createHash('sha256').update(root).digest('hex').slice(0, 16)}-${user}`);
  await acquire(lock);
  const release = () => rmSync(lock, { recursive: true, force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

async function acquire(lock) {
  let told = false;
  while (!tryAcquire(lock)) {
    if (stopSignal()) throw new Error('stopped');
    const holder = readHolder(lock);
    if (holder === undefined || !isAlive(holder)) {
      if (holder !== undefined || ageMs(lock) > HALF_MADE_MS) rmSync(lock, { recursive: true, force: true });
    } else if (!told) {
      told = true;
      process.stdout.write(`fairlead: waiting for process ${holder}, which installs or builds in this folder\n`);
    }
    await delay(200);
  }
}

function tryAcquire(lock) {
  try {
    mkdirSync(lock);
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(join(lock, 'pid'), String(process.pid));
  return true;
}

function readHolder(lock) {
  try {
    return Number(readFileSync(join(lock, 'pid'), 'utf8')) || undefined;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function ageMs(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? Date.now() - found.mtimeMs : 0;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
