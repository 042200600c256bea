/** One HTTP request to the stand-in; header names are lower-case. */
export interface IncomingRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface Answer {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Sends half of the body, then drops the connection. */
  readonly truncated?: boolean;
}

/** What the client gets to see: an answer, a reset connection, or nothing ever. */
export type Outcome = Answer | { readonly kind: 'reset' } | { readonly kind: 'silence' };
