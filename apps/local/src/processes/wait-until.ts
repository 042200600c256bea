import { setTimeout as delay } from 'node:timers/promises';
import { LaunchError } from './launch-error';

const NOT_THERE = ['TypeError', 'TimeoutError'];

export interface WaitOptions {
  what: string;
  timeoutMs: number;
  everyMs: number;
  signal: AbortSignal;
}

/** Asks again and again until the answer is yes; a LaunchError at the deadline. */
export async function waitUntil(isSo: () => Promise<boolean>, options: WaitOptions): Promise<void> {
  const deadline = Date.now() + options.timeoutMs;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new LaunchError(`${options.what} was not ready within ${options.timeoutMs / 1_000} s.`);
    await delay(options.everyMs, undefined, { signal: options.signal });
  }
}

/** Whether a GET is answered with 200 now; a server that is not there yet is a no. */
export async function answersOk(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.arrayBuffer();
    return response.status === 200;
  } catch (error) {
    // fetch reports every network failure as a TypeError.
    if (NOT_THERE.includes(nameOf(error))) return false;
    throw error;
  }
}

function nameOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : '';
}
