const LONGEST_MS = 30_000;

/** Milliseconds to wait before the n-th start after a death (n from 1): 1 s, 2 s, 4 s ... 30 s. */
export function backoffMs(failures: number): number {
  return Math.min(1_000 * 2 ** (failures - 1), LONGEST_MS);
}
