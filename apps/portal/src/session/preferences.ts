import { useSyncExternalStore } from 'react';

/** In which zone times are shown: the one of this browser, or UTC. */
export type ZoneChoice = 'local' | 'utc';

const STORAGE_KEY = 'fairlead.time-zone';
const listeners = new Set<() => void>();

/** Keeps the choice over visits. */
export function chooseZone(choice: ZoneChoice): void {
  localStorage.setItem(STORAGE_KEY, choice);
  listeners.forEach((listener) => listener());
}

/** The choice, and the IANA name of the zone that it means. */
export function useZone(): { readonly choice: ZoneChoice; readonly name: string } {
  const choice = useSyncExternalStore(subscribe, readChoice);
  return { choice, name: choice === 'utc' ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone };
}

function readChoice(): ZoneChoice {
  return localStorage.getItem(STORAGE_KEY) === 'utc' ? 'utc' : 'local';
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
