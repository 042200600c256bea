interface Change {
  readonly from: string | null;
  readonly to: string;
  readonly at: string;
}

/** Changes of a state as they happened: by time, and within one moment so that each begins where the one before ended. */
export function inOrder<Entry extends Change>(entries: readonly Entry[]): Entry[] {
  const left = [...entries].sort(byMoment);
  const ordered: Entry[] = [];
  while (left.length > 0) {
    const state = ordered.at(-1)?.to ?? null;
    const next = left.findIndex((entry) => entry.at === left[0]?.at && entry.from === state);
    ordered.push(...left.splice(Math.max(next, 0), 1));
  }
  return ordered;
}

/** For sorting by when things happened; what happened at once keeps its place. */
export const byMoment = (one: { readonly at: string }, other: { readonly at: string }): number => one.at.localeCompare(other.at);
