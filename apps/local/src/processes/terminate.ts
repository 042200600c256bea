import { setTimeout as delay } from 'node:timers/promises';
import { expectCode } from './error-code';
import { isStillAlive, type ProcessIdentity } from './process-identity';

const POLL_MS = 50;

/** Sends a signal; a process that is gone already is fine. Returns whether there was one. */
export function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    expectCode(error, 'ESRCH');
    return false;
  }
}

/** Waits until a process that need not be our child has ended. Returns false at the deadline. */
export async function waitUntilGone(identity: ProcessIdentity, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (isStillAlive(identity)) {
    if (Date.now() >= deadline) return false;
    await delay(POLL_MS);
  }
  return true;
}

/** Asks a process to end, and ends it by force at the deadline. */
export async function terminate(identity: ProcessIdentity, signal: NodeJS.Signals, timeoutMs: number): Promise<void> {
  if (!isStillAlive(identity)) return;
  sendSignal(identity.pid, signal);
  if (await waitUntilGone(identity, timeoutMs)) return;
  sendSignal(identity.pid, 'SIGKILL');
  await waitUntilGone(identity, timeoutMs);
}
