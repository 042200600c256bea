import type { ServerResponse } from 'node:http';
import type { EdgeAnswer } from '../edge/click-edge';
import { NEUTRAL_PAGE } from './neutral-page';

/** RFC 9110 §15.5.5, §15.6.4, §15.4.3. */
const STATUS = { redirect: 302, neutral_page: 404, unavailable: 503 } as const;
const PHRASE = { redirect: 'Found', neutral_page: 'Not Found', unavailable: 'Service Unavailable' } as const;
const COMMON = ['Cache-Control', 'no-store', 'X-Robots-Tag', 'noindex', 'Referrer-Policy', 'no-referrer-when-downgrade'];
const PAGE = Buffer.from(NEUTRAL_PAGE);
const BUSY = Buffer.from('Try again in a moment.\n');
const OF_KIND = {
  redirect: { body: Buffer.alloc(0), headers: COMMON },
  neutral_page: { body: PAGE, headers: [...COMMON, 'Content-Type', 'text/html; charset=utf-8'] },
  unavailable: { body: BUSY, headers: [...COMMON, 'Content-Type', 'text/plain; charset=utf-8', 'Retry-After', '2'] },
};
const LINES = { redirect: linesOf(OF_KIND.redirect.headers), neutral_page: linesOf(OF_KIND.neutral_page.headers), unavailable: linesOf(OF_KIND.unavailable.headers) };

/** Writes the answer of the edge through Node's response. */
export function sendAnswer(response: ServerResponse, answer: EdgeAnswer): void {
  const { body, headers } = OF_KIND[answer.kind];
  const all = [...headers, 'Content-Length', String(body.length)];
  if (answer.kind === 'redirect') {
    all.push('Location', inHeader(answer.location));
    if (answer.setCookie !== null) all.push('Set-Cookie', answer.setCookie);
  }
  response.writeHead(STATUS[answer.kind], all);
  response.end(body);
}

/** The answer as bytes of HTTP/1.1, in latin1. `closing`: it is the last one of its connection. */
export function answerText(answer: EdgeAnswer, method: 'GET' | 'HEAD', closing: boolean): string {
  const { body } = OF_KIND[answer.kind];
  const location = answer.kind === 'redirect' ? `Location: ${inHeader(answer.location)}\r\n` : '';
  const cookie = answer.kind === 'redirect' && answer.setCookie !== null ? `Set-Cookie: ${answer.setCookie}\r\n` : '';
  const head = `HTTP/1.1 ${STATUS[answer.kind]} ${PHRASE[answer.kind]}\r\n${LINES[answer.kind]}${location}${cookie}Content-Length: ${body.length}\r\n${dateLine()}` +
    `${closing ? 'Connection: close' : KEPT}\r\n\r\n`;
  return body.length === 0 || method === 'HEAD' ? head : head + body.toString('latin1');
}

const KEPT = 'Connection: keep-alive\r\nKeep-Alive: timeout=65';
let second = 0;
let line = '';

/** RFC 9110 §6.6.1: a server with a clock says the time. */
function dateLine(): string {
  const now = Math.floor(Date.now() / 1000);
  if (now !== second) {
    second = now;
    line = `Date: ${new Date(now * 1000).toUTCString()}\r\n`;
  }
  return line;
}

/** What the URL parser lets out is plain already; whatever else came so far is made harmless here, before it can end a header. */
function inHeader(location: string): string {
  if (!/[^\x21-\x7e]/.test(location)) return location;
  return location.replace(/\p{Surrogate}/gu, '\uFFFD').replace(/[^\x21-\x7e]/gu, encodeURIComponent);
}

function linesOf(headers: readonly string[]): string {
  let lines = '';
  for (let index = 0; index < headers.length; index += 2) lines += `${headers[index]}: ${headers[index + 1]}\r\n`;
  return lines;
}
