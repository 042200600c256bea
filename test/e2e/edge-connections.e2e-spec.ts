import { connect, type Socket } from 'node:net';
import { eventually } from '../support/eventually';
import { type RunningNetwork, startNetwork } from '../support/running-network';

const AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0';

let network: RunningNetwork;
let code: string;
let offerId: string;
let visitors = 0;

beforeAll(async () => {
  network = await startNetwork({ env: { TRUSTED_HOPS: '1' } });
  const advertiser = await network.signUp('advertiser');
  const affiliate = await network.signUp('affiliate');
  const offer = await advertiser.client.post('/offers', { name: 'Shoes', landing_url: 'https://shop.example/land', currency: 'USD', commission: { type: 'percent', rate_bps: 1000 }, approval: 'auto', visibility: 'public', hold_days: 0 });
  offerId = offer.id;
  await advertiser.client.post(`/offers/${offerId}/publish`);
  await affiliate.client.post(`/offers/${offerId}/applications`);
  ({ code } = await affiliate.client.post('/links', { offer_id: offerId }));
  await fetch(`${network.trackerUrl}/c/${code}`, { redirect: 'manual' }); // from here on the link is known without a wait
});

afterAll(() => network?.close());

/** A connection of which all that comes back is kept. */
class Connection {
  text = '';
  ended = false;
  private constructor(readonly socket: Socket) {
    socket.setEncoding('latin1').on('data', (chunk: string) => { this.text += chunk; }).on('close', () => { this.ended = true; }).on('error', () => undefined);
  }

  static async open(): Promise<Connection> {
    const socket = connect(Number(new URL(network.trackerUrl).port), '127.0.0.1');
    socket.setNoDelay(true);
    await new Promise((resolve) => socket.once('connect', resolve));
    return new Connection(socket);
  }

  send(text: string): this {
    this.socket.write(text, 'latin1');
    return this;
  }

  /** The status lines so far, when there are so many. */
  async statuses(count: number): Promise<string[]> {
    return eventually(() => {
      const found = this.text.match(/HTTP\/1\.1 \d{3}/g) ?? [];
      expect(found.length).toBeGreaterThanOrEqual(count);
      return found.map((line) => line.slice(-3));
    });
  }
}

function visit(more = '', method = 'GET'): string {
  visitors += 1;
  return `${method} /c/${code} HTTP/1.1\r\nHost: go.example\r\nUser-Agent: ${AGENT}\r\nX-Forwarded-For: 8.9.${visitors >> 8}.${visitors & 255}\r\n${more}\r\n`;
}

async function clicks(): Promise<number> {
  await network.settle();
  return (await network.sql<{ n: number }>('SELECT coalesce(sum(clicks), 0)::int AS n FROM click_hour'))[0]?.n ?? 0;
}

describe('a connection to the tracker', () => {
  it('serves visit after visit, and says what Node would', async () => {
    const connection = await Connection.open();
    for (let count = 1; count <= 3; count += 1) expect(await connection.send(visit()).statuses(count)).toEqual(Array(count).fill('302'));
    const [first = ''] = connection.text.split('\r\n\r\n');
    expect(first).toMatch(/^HTTP\/1\.1 302 Found\r\n/);
    for (const line of [/\r\nCache-Control: no-store/, /\r\nX-Robots-Tag: noindex/, /\r\nLocation: https:\/\/shop\.example\/land\?\S+/, /\r\nContent-Length: 0/, /\r\nDate: \w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT/, /\r\nConnection: keep-alive/, /\r\nSet-Cookie: fl_vid=[0-9a-f]{32};/]) expect(first).toMatch(line);
    connection.socket.destroy();
  });

  it('has the same headers on the way through Node', async () => {
    const straight = await Connection.open();
    await straight.send(visit()).statuses(1);
    const throughNode = await Connection.open();
    await throughNode.send(visit('Content-Length: 0\r\n')).statuses(1);
    const names = ({ text }: Connection): string[] => text.split('\r\n').slice(1).map((line) => line.split(':')[0] ?? '').filter(Boolean).sort();
    expect(names(straight)).toEqual(names(throughNode));
    for (const { socket } of [straight, throughNode]) socket.destroy();
  });

  it('answers HEAD without a body', async () => {
    const connection = await Connection.open();
    await connection.send(visit('', 'HEAD')).send(visit()).statuses(2);
    expect(connection.text.split('\r\n\r\n').filter(Boolean)).toHaveLength(2);
    connection.socket.destroy();
  });

  it('answers several requests that come at once, each in its turn', async () => {
    const connection = await Connection.open();
    expect(await connection.send(visit() + visit() + `GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n${visit()}`).statuses(4)).toEqual(['302', '302', '200', '302']);
    connection.socket.destroy();
  });

  it('answers those that come before the answer to the one before', async () => {
    const connection = await Connection.open();
    connection.send(visit());
    await new Promise((resolve) => setImmediate(resolve));
    connection.send(visit()).send(visit());
    expect(await connection.statuses(3)).toEqual(['302', '302', '302']);
    connection.socket.destroy();
  });

  it('waits for a request that comes in pieces', async () => {
    const connection = await Connection.open();
    const text = visit();
    for (const piece of [text.slice(0, 3), text.slice(3, 40), text.slice(40, -2)]) {
      connection.send(piece);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(connection.text).toBe('');
    expect(await connection.send(text.slice(-2)).send(visit()).statuses(2)).toEqual(['302', '302']);
    connection.socket.destroy();
  });

  it('serves other paths on the same connection, and visits after them', async () => {
    const connection = await Connection.open();
    await connection.send(visit()).statuses(1);
    await connection.send('GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n').statuses(2);
    await connection.send('GET /c/nobody-knows-it HTTP/1.1\r\nHost: a\r\n\r\n').statuses(3);
    expect(await connection.send(visit()).statuses(4)).toEqual(['302', '200', '404', '302']);
    connection.socket.destroy();
  });

  it('is refused by Node where the bytes are no HTTP', async () => {
    const connection = await Connection.open();
    expect(await connection.send('GET /c/x HTTP/1.1\r\nHost: a\r\nbad header\r\n\r\n').statuses(1)).toEqual(['400']);
    await eventually(() => connection.ended);
  });

  it('does not end the tracker when a visitor goes away before the answer', async () => {
    const before = await clicks();
    for (let count = 0; count < 20; count += 1) {
      const connection = await Connection.open();
      connection.send(visit());
      connection.socket.resetAndDestroy();
    }
    const connection = await Connection.open();
    expect(await connection.send(visit()).statuses(1)).toEqual(['302']);
    expect(await clicks()).toBeGreaterThan(before);
    connection.socket.destroy();
  });

  it('is closed when the tracker stops, after the answer that is on its way', async () => {
    const own = await startNetwork();
    const port = Number(new URL(own.trackerUrl).port);
    const socket = connect(port, '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    const ended = new Promise((resolve) => socket.once('close', resolve));
    socket.resume();
    await own.close();
    await ended;
  });
});
