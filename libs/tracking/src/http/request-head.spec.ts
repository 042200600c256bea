import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import fc from 'fast-check';
import { EDGE_HEADER_NAMES, edgeHeadersOf } from '../edge/edge-headers';
import { readRequestHead } from './request-head';

const head = (line: string, ...headers: string[]): string => `${[line, ...headers].join('\r\n')}\r\n\r\n`;
const VISIT = head('GET /c/abc?sub1=a HTTP/1.1', 'Host: go.example', 'User-Agent: Browser', 'Accept: */*', 'Connection: keep-alive');

describe('the head of a plain request', () => {
  it('is read', () => {
    const read = readRequestHead(VISIT);
    expect(read).toMatchObject({ method: 'GET', url: '/c/abc?sub1=a', headers: { host: 'go.example', 'user-agent': 'Browser' } });
  });

  it('is read whatever the case of its names and the blanks around its values', () => {
    expect(readRequestHead(head('HEAD /c/a HTTP/1.1', 'hOST:go.example', 'REFERER: \t https://a.example/ '))?.headers).toMatchObject({ host: 'go.example', referer: 'https://a.example/' });
  });

  it.each([
    ['nothing', ''], ['a part', VISIT.slice(0, -1)], ['another part', VISIT.slice(0, -2)], ['two requests', VISIT + VISIT], ['a request and a part', VISIT + VISIT.slice(0, 20)], ['bytes after it', `${VISIT}x`],
    ['a body', head('GET /c/a HTTP/1.1', 'Host: a', 'Content-Length: 4')], ['a chunked body', head('GET /c/a HTTP/1.1', 'Host: a', 'Transfer-Encoding: chunked')],
    ['an upgrade', head('GET /c/a HTTP/1.1', 'Host: a', 'Connection: Upgrade', 'Upgrade: websocket')], ['an expectation', head('GET /c/a HTTP/1.1', 'Host: a', 'Expect: 100-continue')],
    ['a last request', head('GET /c/a HTTP/1.1', 'Host: a', 'Connection: close')], ['no host', head('GET /c/a HTTP/1.1', 'User-Agent: x')], ['two hosts', head('GET /c/a HTTP/1.1', 'Host: a', 'Host: b')],
    ['two addresses', head('GET /c/a HTTP/1.1', 'Host: a', 'X-Forwarded-For: 1.2.3.4', 'X-Forwarded-For: 5.6.7.8')],
    ['another method', head('POST /c/a HTTP/1.1', 'Host: a')], ['an older version', head('GET /c/a HTTP/1.0', 'Host: a')], ['no path', head('GET http://go.example/c/a HTTP/1.1', 'Host: a')],
    ['a blank in the path', head('GET /c/a b HTTP/1.1', 'Host: a')], ['a lone line feed', 'GET /c/a HTTP/1.1\r\nHost: a\nContent-Length: 3\r\n\r\n'], ['a lone carriage return', head('GET /c/a HTTP/1.1', 'Host: a', 'X: a\rb')],
    ['a folded header', 'GET /c/a HTTP/1.1\r\nHost: a\r\n b\r\n\r\n'], ['a blank in a name', head('GET /c/a HTTP/1.1', 'Host : a')], ['a line without a colon', head('GET /c/a HTTP/1.1', 'Host: a', 'nonsense')],
    ['a nameless header', head('GET /c/a HTTP/1.1', 'Host: a', ': x')], ['letters beyond ASCII', head('GET /c/a HTTP/1.1', 'Host: a', 'Referer: \xe9')], ['a null byte', head('GET /c/a HTTP/1.1', 'Host: a', 'X: \0')],
    ['a strange name', head('GET /c/a HTTP/1.1', 'Host: a', 'x(y): z')],
  ])('is not %s', (_what, text) => expect(readRequestHead(text)).toBeNull());
});

/** Whatever is read here must be what Node's own parser reads: nothing may hide between two readings of the same bytes. */
describe('beside the parser of Node', () => {
  let server: Server;
  let port: number;
  let seen: IncomingMessage[];

  beforeAll(async () => {
    server = createServer((request, response) => {
      seen.push(request);
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });

  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  async function nodeReads(text: string): Promise<IncomingMessage[]> {
    seen = [];
    await new Promise<void>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.end(text, 'latin1'));
      socket.on('data', () => undefined).on('error', () => resolve()).on('close', () => resolve());
    });
    return seen;
  }

  const name = fc.oneof(fc.constantFrom(...EDGE_HEADER_NAMES, 'Content-Length', 'Connection', 'Accept', 'X-Thing', 'Host'), fc.stringMatching(/^[A-Za-z-]{1,8}$/));
  const value = fc.oneof(fc.constantFrom('keep-alive', 'close', '0', 'a, b', '', ' x ', 'a\tb', 'go.example'), fc.stringMatching(/^[\x20-\x7e]{0,12}$/), fc.string({ maxLength: 6 }));
  const line = fc.oneof({ weight: 8, arbitrary: fc.tuple(name, fc.constantFrom(': ', ':', ' : ', ':\t'), value).map((parts) => parts.join('')) }, { weight: 1, arbitrary: fc.string({ maxLength: 8 }) });
  const target = fc.oneof(fc.constant('/c/abc'), fc.stringMatching(/^\/c\/[!-~]{0,12}$/), fc.string({ maxLength: 8 }));
  const bytes = fc.tuple(fc.constantFrom('GET', 'HEAD', 'POST'), target, fc.array(line, { maxLength: 5 }), fc.constantFrom('\r\n', '\r\n', '\r\n', '\n'), fc.constantFrom('Host: go.example', 'X: y'))
    .map(([method, path, lines, end, host]) => `${method} ${path} HTTP/1.1\r\n${[host, ...lines].join(end)}\r\n\r\n`);

  it('what is read here means the same there', async () => {
    let read = 0;
    await fc.assert(fc.asyncProperty(bytes, async (text) => {
      const here = readRequestHead(text);
      if (here === null) return;
      read += 1;
      const there = await nodeReads(text);
      expect(there).toHaveLength(1);
      expect({ method: there[0]?.method, url: there[0]?.url, headers: edgeHeadersOf(there[0]?.headers ?? {}) }).toEqual({ method: here.method, url: here.url, headers: here.headers });
    }), { numRuns: 1_500 });
    expect(read).toBeGreaterThan(50);
  });
});
