/**
 * The `code` of a Node system error or a database error, or undefined for anything else that was
 * thrown. Asks for the shape, not the class: errors of Node are of another realm inside Jest.
 */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Throws again unless the error has one of the expected codes. */
export function expectCode(error: unknown, ...codes: string[]): void {
  const code = errorCode(error);
  if (code === undefined || !codes.includes(code)) throw error;
}
