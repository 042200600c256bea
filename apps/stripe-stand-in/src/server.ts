import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Api } from './api/api';
import type { IncomingRequest, Outcome } from './api/outcome';
import { CONTROL_PREFIX, serveControl } from './control/control-routes';
import type { StripeStandInControl } from './control/control-types';
import { isHostedPath, serveHostedPage } from './hosted/hosted-pages';
import type { World } from './state/world';

const LARGEST_BODY = 1_000_000;

export interface ServerParts {
  readonly api: Api;
  readonly world: World;
  /** Null keeps the control API off the port. */
  readonly control: StripeStandInControl | null;
  readonly log: (line: string) => void;
}

/** One port for Stripe's API, the pages that Stripe hosts, and the control API. */
export function createStandInServer(parts: ServerParts): Server {
  return createServer((message, response) => {
    respond(parts, message, response).catch((error: unknown) => {
      parts.log(`FAILED: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  });
}

async function respond(parts: ServerParts, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bodyOf(message);
  if (body === null) {
    response.writeHead(413, { connection: 'close' }).end();
    return;
  }
  send(await outcomeOf(parts, requestOf(message, body)), response);
}

async function outcomeOf(parts: ServerParts, request: IncomingRequest): Promise<Outcome> {
  if (parts.control !== null && request.path.startsWith(CONTROL_PREFIX)) return serveControl(parts.control, request);
  if (isHostedPath(request.path)) return serveHostedPage(parts.world, request);
  return parts.api.handle(request);
}

function send(outcome: Outcome, response: ServerResponse): void {
  if (outcome.kind === 'silence') return;
  if (outcome.kind === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  const body = Buffer.from(outcome.body);
  response.writeHead(outcome.status, { ...outcome.headers, 'content-length': String(body.length) });
  if (outcome.truncated === true) response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
  else response.end(body);
}

/** The whole body, or null when it is larger than any request of Stripe's API. */
async function bodyOf(message: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > LARGEST_BODY) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function requestOf(message: IncomingMessage, body: string): IncomingRequest {
  const url = message.url ?? '/';
  const mark = url.indexOf('?');
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(message.headers)) headers[name] = Array.isArray(value) ? value[0] : value;
  return {
    method: message.method ?? 'GET',
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? '' : url.slice(mark + 1),
    headers,
    body,
  };
}
