/** What kind of failure a caller meets; the HTTP edge maps each kind to one status. */
export type ErrorKind =
  | 'invalid' | 'unprocessable' | 'unauthenticated' | 'forbidden' | 'not_found' | 'conflict' | 'rate_limited' | 'unavailable';

/** Facts that are safe to show to the caller. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/**
 * The only error that domain and application code throws on purpose.
 * `code` is stable and public: `context.snake_case`.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: string,
    readonly kind: ErrorKind,
    message: string,
    readonly details: ErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A row that the caller cannot see and a row that is not there answer alike. */
export function notFound(thing: string, id: string): DomainError {
  return new DomainError(`${thing}.not_found`, 'not_found', `No such ${thing.replaceAll('_', ' ')}`, { id });
}
