import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import { Logger } from '@nestjs/common';
import type { EdgeAnswer, EdgeRequest } from '../edge/click-edge';
import type { EdgeRuntime } from '../edge/edge-runtime';
import { NEUTRAL_PAGE } from './neutral-page';

const PREFIX = '/c/';
const LONGEST_CODE = 64;
const LONGEST_URL = 8_000;
/** How long an unknown code may wait for the snapshot: it may have been made a moment ago. */
const UNKNOWN_WAIT_MS = 400;
const KEEP_ALIVE_MS = 65_000;
const COMMON_HEADERS = ['Cache-Control', 'no-store', 'X-Robots-Tag', 'noindex', 'Referrer-Policy', 'no-referrer-when-downgrade'];

/**
 * Serves `/c/{code}` straight on Node's server, in front of the framework, which gets every other request: its share of a redirect would
 * be a third of it.
 */
export class EdgeListener {
  private readonly logger = new Logger(EdgeListener.name);
  private shedding = false;

  constructor(private readonly runtime: () => EdgeRuntime, private readonly trustedHops: number) {}

  /** For Fastify's `serverFactory`. */
  createServer(rest: RequestListener): Server {
    const server = createServer((request, response) => {
      const url = request.url ?? '';
      if (url.startsWith(PREFIX) && (request.method === 'GET' || request.method === 'HEAD')) this.serve(request, response, url);
      else rest(request, response);
    });
    server.keepAliveTimeout = KEEP_ALIVE_MS;
    server.headersTimeout = KEEP_ALIVE_MS + 5_000;
    return server;
  }

  private serve(request: IncomingMessage, response: ServerResponse, url: string): void {
    const queryAt = url.indexOf('?');
    const code = queryAt < 0 ? url.slice(PREFIX.length) : url.slice(PREFIX.length, queryAt);
    if (code.length > LONGEST_CODE || url.length > LONGEST_URL) return send(response, { kind: 'neutral_page' });
    const runtime = this.runtime();
    const visit = this.read(request, code, queryAt < 0 ? null : url.slice(queryAt + 1));
    const answer = (result: EdgeAnswer): void => this.answer(response, result);
    if (runtime.edge.knows(code)) runtime.edge.follow(visit, answer);
    else this.followUnknown(runtime, visit, answer);
  }

  private read(request: IncomingMessage, code: string, search: string | null): EdgeRequest {
    return {
      code, method: request.method ?? 'GET', headers: request.headers, query: search === null || search === '' ? null : parse(search, '&', '=', { maxKeys: 60 }),
      address: clientAddress(request, this.trustedHops), country: proxyCountry(request, this.trustedHops), trigger: null,
    };
  }

  private followUnknown(runtime: EdgeRuntime, visit: EdgeRequest, answer: (result: EdgeAnswer) => void): void {
    runtime.resolveUnknown(visit, UNKNOWN_WAIT_MS).then(
      (known) => (known === null ? answer({ kind: 'neutral_page' }) : typeof known === 'string' ? answer({ kind: 'redirect', location: known, setCookie: null, clickId: null }) : runtime.edge.follow(known, answer)),
      (error: unknown) => answer({ kind: 'unavailable', cause: error instanceof Error ? error : new Error(String(error)) }),
    );
  }

  /** A click that could not be kept is not redirected: it would be lost without anybody's knowing. */
  private answer(response: ServerResponse, result: EdgeAnswer): void {
    const shedding = result.kind === 'unavailable';
    if (shedding !== this.shedding) {
      this.shedding = shedding;
      if (shedding) this.logger.error({ event: 'edge.shedding', message: result.cause.message });
      else this.logger.log({ event: 'edge.recovered' });
    }
    send(response, result);
  }
}

/** Writes the answer of the edge. */
export function send(response: ServerResponse, result: EdgeAnswer): void {
  if (result.kind === 'redirect') {
    response.writeHead(302, result.setCookie === null
      ? [...COMMON_HEADERS, 'Location', result.location, 'Content-Length', '0']
      : [...COMMON_HEADERS, 'Location', result.location, 'Content-Length', '0', 'Set-Cookie', result.setCookie]);
    response.end();
    return;
  }
  const page = result.kind === 'neutral_page';
  response.writeHead(page ? 404 : 503, [...COMMON_HEADERS, 'Content-Type', page ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8', ...(page ? [] : ['Retry-After', '2'])]);
  response.end(page ? NEUTRAL_PAGE : 'Try again in a moment.\n');
}

/** The visitor's address: with proxies in front, the entry that the outermost of them wrote. */
export function clientAddress(request: IncomingMessage, trustedHops: number): string {
  const socket = request.socket.remoteAddress ?? '';
  if (trustedHops === 0) return socket;
  const header = request.headers['x-forwarded-for'];
  if (header === undefined) return socket;
  const entries = String(header).split(',');
  return (entries[Math.max(0, entries.length - trustedHops)] ?? socket).trim();
}

/** Only a proxy that we trust may tell the visitor's country. */
export function proxyCountry(request: { headers: IncomingMessage['headers'] }, trustedHops: number): string | null {
  const header = trustedHops > 0 ? request.headers['cf-ipcountry'] : undefined;
  return typeof header === 'string' && /^[A-Z]{2}$/.test(header) && header !== 'XX' && header !== 'T1' ? header : null;
}
