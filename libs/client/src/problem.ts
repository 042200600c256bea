import type { components } from './schema';

/** A problem document (RFC 9457) as the API sends it. */
export type Problem = components['schemas']['Problem'];

/** Thrown for every answer that is not a success. Branch on `code`. */
export class FairleadProblem extends Error {
  override readonly name = 'FairleadProblem';

  constructor(
    /** Status of the answer. */
    readonly status: number,
    /** Stable; see docs/errors.md. `unknown` when the answer was no problem document, for instance one of a proxy. */
    readonly code: string,
    detail: string,
    /** The whole document; null when there was none. */
    readonly problem: Problem | null,
  ) {
    super(detail);
  }

  /** What to quote when you ask for help. */
  get requestId(): string | null {
    return this.problem?.request_id ?? null;
  }
}

/** Reads an answer that is not a success. */
export async function readProblem(response: Response): Promise<FairleadProblem> {
  const document = await readDocument(response);
  return document === null
    ? new FairleadProblem(response.status, 'unknown', `The server answered ${response.status}`, null)
    : new FairleadProblem(response.status, document.code, document.detail, document);
}

async function readDocument(response: Response): Promise<Problem | null> {
  if (!response.headers.get('content-type')?.startsWith('application/problem+json')) return null;
  return (await response.json()) as Problem;
}
