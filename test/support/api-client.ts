import { randomUUID } from 'node:crypto';

/** An answer of the API, whatever its status. */
export interface ApiAnswer<Body = any> {
  status: number;
  headers: Headers;
  body: Body;
}

export interface CallOptions {
  query?: Record<string, string | number | boolean | undefined>;
  headers?: Record<string, string>;
  /** Sent with a POST: absent makes a new one, null sends none. */
  idempotencyKey?: string | null;
}

/** The problem document of an answer that was not a success. */
export class ProblemError extends Error {
  constructor(readonly method: string, readonly path: string, readonly answer: ApiAnswer) {
    super(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }

  get status(): number {
    return this.answer.status;
  }

  get code(): string | undefined {
    return this.answer.body?.code;
  }
}

/**
 * Calls `/api/v1` as one user. `get`, `post`, `patch`, `put` and `delete` return the body and throw a ProblemError
 * on anything but a success; `call` returns every answer.
 */
export class ApiClient {
  constructor(readonly apiUrl: string, readonly token: string | null = null) {}

  get<Body = any>(path: string, options?: CallOptions): Promise<Body> {
    return this.expectSuccess('GET', path, undefined, options);
  }

  post<Body = any>(path: string, body: object = {}, options?: CallOptions): Promise<Body> {
    return this.expectSuccess('POST', path, body, options);
  }

  patch<Body = any>(path: string, body: object, options?: CallOptions): Promise<Body> {
    return this.expectSuccess('PATCH', path, body, options);
  }

  put<Body = any>(path: string, body: object, options?: CallOptions): Promise<Body> {
    return this.expectSuccess('PUT', path, body, options);
  }

  delete(path: string, options?: CallOptions): Promise<null> {
    return this.expectSuccess('DELETE', path, undefined, options);
  }

  /** `path` is below `/api/v1` and starts with a slash; any other path of the API is given in full as a URL. */
  async call<Body = any>(method: string, path: string, body?: object, options: CallOptions = {}): Promise<ApiAnswer<Body>> {
    const url = new URL(path.startsWith('/') ? `${this.apiUrl}/api/v1${path}` : path);
    for (const [name, value] of Object.entries(options.query ?? {})) if (value !== undefined) url.searchParams.set(name, String(value));
    const key = options.idempotencyKey === undefined && method === 'POST' ? randomUUID() : options.idempotencyKey;
    const response = await fetch(url, {
      method,
      headers: {
        ...(this.token === null ? {} : { authorization: `Bearer ${this.token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(typeof key === 'string' ? { 'idempotency-key': key } : {}),
        ...options.headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: await readBody(response) };
  }

  private async expectSuccess<Body>(method: string, path: string, body: object | undefined, options: CallOptions | undefined): Promise<Body> {
    const answer = await this.call<Body>(method, path, body, options);
    if (answer.status >= 300) throw new ProblemError(method, path, answer);
    return answer.body;
  }
}

async function readBody(response: Response): Promise<any> {
  const text = await response.text();
  if (text === '') return null;
  return /\bjson\b/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text;
}
