import { useSyncExternalStore } from 'react';
import type { components } from '@fairlead/client';

export type User = components['schemas']['UserResponse'];
export type Role = User['role'];
type SessionAnswer = components['schemas']['SessionResponse'];

/** Who is signed in on this tab, until when their access token holds (ms since 1970, UTC), and how to renew it. */
export interface Session {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresAt: number;
  readonly user: User;
}

const STORAGE_KEY = 'fairlead.session';
const listeners = new Set<() => void>();
let current: Session | null = readStored();

/** The session of this tab; it outlives a reload and ends with the tab. */
export const sessionStore = {
  get: (): Session | null => current,
  begin(answer: SessionAnswer): void {
    set({ accessToken: answer.access_token, refreshToken: answer.refresh_token, expiresAt: Date.now() + answer.expires_in * 1000, user: answer.user });
  },
  /** Takes over what has changed about the person, a confirmed address for example. */
  know(user: User): void {
    if (current !== null) set({ ...current, user });
  },
  end: (): void => set(null),
};

/** The session as React state. */
export function useSession(): Session | null {
  return useSyncExternalStore(subscribe, sessionStore.get);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function set(next: Session | null): void {
  current = next;
  if (next) sessionStorage.setItem(STORAGE_KEY, JSON.stringify(next));
  else sessionStorage.removeItem(STORAGE_KEY);
  listeners.forEach((listener) => listener());
}

function readStored(): Session | null {
  const text = sessionStorage.getItem(STORAGE_KEY);
  return text === null ? null : (JSON.parse(text) as Session);
}
