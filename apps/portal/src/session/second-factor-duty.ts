import { useSyncExternalStore } from 'react';
import { sessionStore, type User } from './session-store';

const listeners = new Set<() => void>();
let dueFor: string | null = null;

/** The network has refused the signed-in person until they have a second factor. */
export function noteSecondFactorDuty(): void {
  dueFor = sessionStore.get()?.user.id ?? null;
  listeners.forEach((listener) => listener());
}

/** Whether the person has to set up a second factor before anything else, as React state. */
export function useSecondFactorDuty(user: User): boolean {
  return useSyncExternalStore(subscribe, () => dueFor) === user.id && !user.second_factor;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
