import type { Tx } from '@fairlead/platform';

/** How many breaches a check names; their count is always whole. */
export const MAX_SAMPLES = 5;

/** What one check found: how many things it looked at, how many are wrong, and the first of those in words. */
export interface Finding {
  readonly checked: number;
  readonly breaches: number;
  readonly samples: readonly string[];
  /** Why something could not be looked at. */
  readonly note?: string;
}

/** One thing that must hold in every database; `number` is that of the list of invariants in the documentation. */
export interface Invariant {
  readonly number: number;
  readonly title: string;
  check(tx: Tx): Promise<Finding>;
}

/** An invariant with what came of its check. */
export interface InvariantResult extends Finding {
  readonly number: number;
  readonly title: string;
}

/** A finding from all breaches in words. */
export function findingOf(checked: number, breaches: readonly string[], note?: string): Finding {
  return { checked, breaches: breaches.length, samples: breaches.slice(0, MAX_SAMPLES), ...(note === undefined ? {} : { note }) };
}
