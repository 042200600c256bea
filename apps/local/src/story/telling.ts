import { formatDecimal, fromJson } from '@fairlead/kernel';
import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 250;
const PATIENCE_MS = 60_000;
let step = 0;

/** Prints the next step: who does what. */
export function tell(who: string, what: string): void {
  step += 1;
  process.stdout.write(`\n${String(step).padStart(2)}. ${who} ${what}\n`);
}

/** Prints a fact under the step. */
export function note(text: string): void {
  process.stdout.write(`      ${text}\n`);
}

export function amount(value: { amount: number; currency: string }): string {
  const money = fromJson(value);
  return `${formatDecimal(money)} ${money.currency}`;
}

/** Asks again until there is an answer. @throws Error after a minute. */
export async function waitFor<T>(what: string, ask: () => Promise<T | null | undefined | false>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`${what} did not happen within a minute; is the worker running?`);
    await delay(POLL_MS);
  }
}

/** The data of a successful call; the client throws for others. */
export function must<T>(data: T | undefined): T {
  if (data === undefined) throw new Error('the API answered without a body');
  return data;
}
