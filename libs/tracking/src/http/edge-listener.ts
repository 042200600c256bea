import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { parse } from 'node:querystring';
import { Logger } from '@nestjs/common';
import type { EdgeAnswer, EdgeRequest } from '../edge/click-edge';
import { type EdgeHeaders, edgeHeadersOf } from '../edge/edge-headers';
import type { EdgeRuntime } from '../edge/edge-runtime';
import { clientAddress, proxyCountry } from '../edge/proxies';
import { sendAnswer } from './edge-answer';
import { EdgeConnection, type EdgeConnections } from './edge-connection';

const PREFIX = '/c/';
const LONGEST_CODE = 64;
const LONGEST_URL = 8_000;
/** How long an unknown code may wait for the snapshot: it may have been made a moment ago. */
const UNKNOWN_WAIT_MS = 400;
const KEEP_ALIVE_MS = 65_000;

/**
 * Serves `/c/{code}` in front of the framework, which gets every other request: plain requests for known links straight from their bytes,
 * the rest through Node's server.
 */
export class EdgeListener {
  private readonly logger = new Logger(EdgeListener.name);
  private readonly open = new Set<EdgeConnection>();
  private shedding = false;
  private closing = false;

  private found: EdgeRuntime | null = null;

  /** `find` is asked once, at the first request: asking Nest's container costs a tenth of a redirect. */
  constructor(private readonly find: () => EdgeRuntime, private readonly trustedHops: number) {}

  private get runtime(): EdgeRuntime {
    return (this.found ??= this.find());
  }

  /** For Fastify's `serverFactory`. */
  createServer(rest: RequestListener): Server {
    const server = createServer((request, response) => {
      const url = request.url ?? '';
      if (url.startsWith(PREFIX) && (request.method === 'GET' || request.method === 'HEAD')) this.serve(request, response, url);
      else rest(request, response);
    });
    server.keepAliveTimeout = KEEP_ALIVE_MS;
    server.headersTimeout = KEEP_ALIVE_MS + 5_000;
    this.standBefore(server);
    return server;
  }

  /** Takes the server's connections, and gives it those that turn out to be no plain visits. */
  private standBefore(server: Server): void {
    const node = server.listeners('connection') as ((socket: Socket) => void)[];
    server.removeAllListeners('connection');
    const shared: EdgeConnections = {
      serve: (head, socket, answer) => this.serveHead(head, socket, answer),
      handOver: (socket, bytes) => {
        for (const listener of node) listener.call(server, socket);
        socket.unshift(bytes);
        socket.resume();
      },
      closing: () => this.closing,
      open: this.open,
    };
    server.on('connection', (socket: Socket) => new EdgeConnection(socket, shared));
    const closeIdle = server.closeIdleConnections.bind(server);
    server.closeIdleConnections = () => { // Node calls it when the server closes
      this.closing = true;
      for (const connection of this.open) connection.closeWhenIdle();
      closeIdle();
    };
  }

  /** False when Node should serve it. */
  private serveHead(head: { method: string; url: string; headers: EdgeHeaders }, socket: Socket, answer: (result: EdgeAnswer) => void): boolean {
    const target = targetOf(head.url);
    if (target === null) return false;
    const { edge } = this.runtime;
    if (!edge.knows(target.code)) return false;
    edge.follow(this.read(head.method, head.headers, target, socket), (result) => {
      this.note(result);
      answer(result);
    });
    return true;
  }

  private serve(request: IncomingMessage, response: ServerResponse, url: string): void {
    const target = targetOf(url);
    if (target === null) return sendAnswer(response, { kind: 'neutral_page' });
    const { runtime } = this;
    const visit = this.read(request.method ?? 'GET', edgeHeadersOf(request.headers), target, request.socket);
    const answer = (result: EdgeAnswer): void => {
      this.note(result);
      sendAnswer(response, result);
    };
    if (runtime.edge.knows(target.code)) runtime.edge.follow(visit, answer);
    else this.followUnknown(runtime, visit, answer);
  }

  private read(method: string, headers: EdgeHeaders, { code, search }: Target, socket: Socket): EdgeRequest {
    return {
      code, method, headers, query: search === '' ? null : parse(search, '&', '=', { maxKeys: 60 }), address: clientAddress(headers, socket, this.trustedHops),
      country: proxyCountry(headers, this.trustedHops), trigger: null,
    };
  }

  private followUnknown(runtime: EdgeRuntime, visit: EdgeRequest, answer: (result: EdgeAnswer) => void): void {
    runtime.resolveUnknown(visit, UNKNOWN_WAIT_MS).then(
      (known) => (known === null ? answer({ kind: 'neutral_page' }) : typeof known === 'string' ? answer({ kind: 'redirect', location: known, setCookie: null, clickId: null }) : runtime.edge.follow(known, answer)),
      (error: unknown) => answer({ kind: 'unavailable', cause: error instanceof Error ? error : new Error(String(error)) }),
    );
  }

  /** A click that could not be kept is not redirected: it would be lost without anybody's knowing. Told when that begins and ends. */
  private note(result: EdgeAnswer): void {
    const shedding = result.kind === 'unavailable';
    if (shedding === this.shedding) return;
    this.shedding = shedding;
    if (shedding) this.logger.error({ event: 'edge.shedding', message: result.cause.message });
    else this.logger.log({ event: 'edge.recovered' });
  }
}

interface Target {
  readonly code: string;
  /** Without the question mark; empty: none. */
  readonly search: string;
}

/** Null for what is no link's URL, or longer than one can be. */
function targetOf(url: string): Target | null {
  if (!url.startsWith(PREFIX) || url.length > LONGEST_URL) return null;
  const queryAt = url.indexOf('?');
  const codeEnd = queryAt < 0 ? url.length : queryAt;
  if (codeEnd - PREFIX.length > LONGEST_CODE) return null;
  return { code: url.slice(PREFIX.length, codeEnd), search: queryAt < 0 ? '' : url.slice(queryAt + 1) };
}
