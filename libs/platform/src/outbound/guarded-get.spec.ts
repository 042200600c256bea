import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FairleadConfig } from '../config/fairlead-config';
import { GuardedGet } from './guarded-get';

const ENV = { DATABASE_APP_URL: 'postgres://x', JWT_SECRET: 'j'.repeat(32), ENCRYPTION_KEY: 'e'.repeat(32), STRIPE_SECRET_KEY: 'sk', STRIPE_WEBHOOK_SECRET: 'whsec' };
const strict = new GuardedGet(new FairleadConfig(ENV));
const open = new GuardedGet(new FairleadConfig({ ...ENV, OUTBOUND_PRIVATE_ADDRESSES: 'allowed' }));

let server: Server;
let url: string;
const asked: (string | undefined)[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.headers.host);
    if (request.url === '/endless') {
      response.writeHead(200);
      const more = (): void => { while (!response.destroyed && response.write(Buffer.alloc(16_384))); };
      response.on('drain', more);
      more();
    } else response.writeHead(200).end();
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => { server.close(resolve); });
});

describe('a GET of an address that a stranger chose', () => {
  it('never reaches this machine or its neighbours', async () => {
    const { port } = new URL(url);
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '0', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', '169.254.169.254']) {
      expect(await strict.run(`http://${host}:${port}/`, {})).toMatchObject({ ok: false, problem: 'address_refused' });
    }
    expect(asked).toEqual([]);
  });

  it.each(['file:///etc/passwd', 'ftp://shop.example/', 'http://user@shop.example/', 'nothing'])('is not made for %s', async (text) => {
    expect(await open.run(text, {})).toEqual({ ok: false, url: text, problem: 'url_refused' });
  });

  it('does not read a body that does not end', async () => {
    expect(await open.run(`${url}/endless`, {})).toMatchObject({ ok: true, status: 200 });
    expect(await open.run(url, {})).toEqual({ ok: true, url, status: 200, redirects: 0 });
  });
});
