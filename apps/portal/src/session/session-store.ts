import { useSyncExternalStore } from 'react';
import type { components } from '@fairlead/client';

export type User = components['schemas']['UserResponse'];
export type Role = User['role'];
type SessionAnswer = components['schemas']['SessionResponse'];
type ViewingAnswer = components['schemas']['ViewingSessionResponse'];

/** Who is signed in on this tab, until when their access token holds (ms since 1970, UTC), and how to renew it: not at all while looking as somebody else. */
export interface Session {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly expiresAt: number;
  readonly user: User;
}

const STORAGE_KEY = 'fairlead.session';
/** Where one tab leaves the session of another, in which an administrator looks as somebody else. */
const VIEWING_KEY = 'fairlead.viewing';
const VIEWING_HASH = '#viewing';
const listeners = new Set<() => void>();
let current: Session | null = readStored();

/** The session of this tab; it outlives a reload and ends with the tab. */
export const sessionStore = {
  get: (): Session | null => current,
  begin(answer: SessionAnswer): void {
    set({ accessToken: answer.access_token, refreshToken: answer.refresh_token, expiresAt: Date.now() + answer.expires_in * 1000, user: answer.user });
  },
  /** Opens a tab that is somebody else's, as they see it. A tab has one session, so this one stays what it is. */
  openViewing(answer: ViewingAnswer): void {
    const session: Session = { accessToken: answer.access_token, refreshToken: null, expiresAt: Date.now() + answer.expires_in * 1000, user: answer.user };
    localStorage.setItem(VIEWING_KEY, JSON.stringify(session));
    window.open(`/${VIEWING_HASH}`, '_blank');
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

/** A tab that was opened to look takes over what was left for it, once: the browser also copied the session of the tab before. */
function readStored(): Session | null {
  const left = window.location.hash === VIEWING_HASH ? localStorage.getItem(VIEWING_KEY) : null;
  if (left !== null) {
    localStorage.removeItem(VIEWING_KEY);
    sessionStorage.setItem(STORAGE_KEY, left);
    window.history.replaceState(null, '', window.location.pathname);
  }
  const text = sessionStorage.getItem(STORAGE_KEY);
  return text === null ? null : (JSON.parse(text) as Session);
}
