import type { Socket } from 'node:net';
import type { EdgeAnswer } from '../edge/click-edge';
import { answerText } from './edge-answer';
import { readRequestHead, type RequestHead } from './request-head';

const IDLE_MS = 65_000;

/** What the connections of a server share. */
export interface EdgeConnections {
  /** Answers a request for a link; false when this request is not for the edge. Calls back once, then or later. */
  serve(head: RequestHead, socket: Socket, answer: (result: EdgeAnswer) => void): boolean;
  /** Takes the connection for good, and these bytes first. */
  handOver(socket: Socket, bytes: Buffer): void;
  /** Whether no further request should come. */
  closing(): boolean;
  readonly open: Set<EdgeConnection>;
}

/**
 * One connection of a visitor or a proxy, served straight from its bytes while each arrival is the head of one plain request for a link:
 * Node's HTTP objects would be half of a redirect's cost. At the first bytes that are anything else the connection goes to Node's
 * HTTP server, for good.
 */
export class EdgeConnection {
  /** The method of the request whose answer is on its way. */
  private waiting: RequestHead['method'] | null = null;
  private held: Buffer | null = null;

  constructor(private readonly socket: Socket, private readonly shared: EdgeConnections) {
    socket.setTimeout(IDLE_MS);
    socket.on('timeout', this.drop).on('error', this.drop).on('close', this.forget).on('data', this.take);
    shared.open.add(this);
  }

  /** Ends the connection unless an answer is on its way; that one then ends it. */
  closeWhenIdle(): void {
    if (this.waiting === null) this.socket.end();
  }

  private readonly take = (bytes: Buffer): void => {
    if (this.waiting !== null) return this.hold(bytes);
    const head = readRequestHead(bytes.toString('latin1'));
    if (head === null) return this.handOver(bytes);
    this.waiting = head.method;
    if (this.shared.serve(head, this.socket, this.answer)) return;
    this.waiting = null;
    this.handOver(bytes);
  };

  /** More requests before the answer: they are Node's to serve, in order, after it. */
  private hold(bytes: Buffer): void {
    this.held = this.held ? Buffer.concat([this.held, bytes]) : bytes;
    this.socket.pause();
  }

  private readonly answer = (result: EdgeAnswer): void => {
    const method = this.waiting ?? 'GET';
    this.waiting = null;
    if (this.socket.destroyed) return;
    const closing = this.shared.closing();
    this.socket.write(answerText(result, method, closing), 'latin1');
    if (closing) this.socket.end();
    else if (this.held) this.handOver(this.held);
  };

  private handOver(bytes: Buffer): void {
    const { socket } = this;
    this.forget();
    socket.off('timeout', this.drop).off('error', this.drop).off('close', this.forget).off('data', this.take);
    socket.setTimeout(0);
    this.shared.handOver(socket, bytes);
  }

  /** Visitors go away as they like; there is nobody to tell. */
  private readonly drop = (): void => {
    this.socket.destroy();
  };

  private readonly forget = (): void => {
    this.shared.open.delete(this);
  };
}
