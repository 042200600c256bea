import { useSyncExternalStore } from 'react';

/** Resolves with true once a fresh code was given, with false when the person gave up. */
interface Question {
  readonly answer: Promise<boolean>;
  readonly settle: (given: boolean) => void;
}

const listeners = new Set<() => void>();
let open: Question | null = null;

/** Asks for a code of the second factor. Calls that need one at the same time share a question. */
export function askForCode(): Promise<boolean> {
  open ??= newQuestion();
  tell();
  return open.answer;
}

/** The question that waits on this tab, as React state. */
export function useCodeQuestion(): Question | null {
  return useSyncExternalStore(subscribe, () => open);
}

function newQuestion(): Question {
  let settle: (given: boolean) => void = () => undefined;
  const answer = new Promise<boolean>((resolve) => {
    settle = (given) => {
      open = null;
      tell();
      resolve(given);
    };
  });
  return { answer, settle };
}

function tell(): void {
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
