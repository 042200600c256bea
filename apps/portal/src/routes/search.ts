/** What the address bar may carry: unknown values are dropped, not shown as errors. */
export type RawSearch = Record<string, unknown>;

/** A value out of a list. */
export function choice<Value extends string>(values: readonly Value[], raw: unknown): Value | undefined {
  return values.find((value) => value === raw);
}

/** A short text. The router reads digits as numbers, so those come back as text. */
export function text(raw: unknown): string | undefined {
  if (typeof raw === 'number') return String(raw);
  return typeof raw === 'string' && raw !== '' && raw.length <= 200 ? raw : undefined;
}

/** A path of this portal, for the way back after signing in. */
export function ownPath(raw: unknown): string | undefined {
  return typeof raw === 'string' && /^\/(?![/\\])/.test(raw) ? raw : undefined;
}
