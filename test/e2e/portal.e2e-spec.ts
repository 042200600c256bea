import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { FairleadConfig } from '@fairlead/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApiApp } from '../../apps/api/src/create-api-app';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const PAGE = '<!doctype html><html lang="en"><title>Fairlead</title><script type="module" src="/assets/index-1a2b3c.js"></script></html>';
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

let database: TestDatabase;
let config: FairleadConfig;
let folder: string;
const apps: NestFastifyApplication[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  config = new FairleadConfig({
    DATABASE_APP_URL: database.appUrl, JWT_SECRET: 'j'.repeat(32), ENCRYPTION_KEY: 'e'.repeat(32), STRIPE_SECRET_KEY: 'sk_test_x', STRIPE_WEBHOOK_SECRET: 'whsec_x',
    PUBLIC_API_URL: 'https://network.example.test', PUBLIC_TRACKER_URL: 'https://go.example.test',
  });
  folder = mkdtempSync(join(tmpdir(), 'fairlead-portal-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), PAGE);
  writeFileSync(join(folder, 'secret.txt'), 'not an asset');
  writeFileSync(join(folder, 'assets/index-1a2b3c.js'), 'console.log(1);');
  writeFileSync(join(folder, 'assets/index-1a2b3c.js.br'), 'brotli');
});

afterAll(async () => {
  await Promise.all(apps.map((app) => app.close()));
  await database?.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(portalFolder: string): Promise<NestFastifyApplication> {
  const app = await createApiApp(config, { logger: false, portalFolder });
  apps.push(app);
  return app;
}

describe('the api with a built portal', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => { app = await start(folder); });

  it.each(['/', '/offers', '/conversions/cnv_123?status=pending', '/sign-in'])('answers a browser at %s with the portal, never from a cache', async (path) => {
    const answer = await app.inject({ url: path, headers: BROWSER });

    expect([answer.statusCode, answer.body, answer.headers['cache-control'], answer.headers['content-type']]).toEqual([200, PAGE, 'no-cache', 'text/html; charset=utf-8']);
  });

  it('lets the page run its own scripts alone, and be framed by nobody', async () => {
    const policy = String((await app.inject({ url: '/', headers: BROWSER })).headers['content-security-policy']);

    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]*unsafe-inline/);
  });

  it('sends assets to be kept for ever, compressed for those who can read it', async () => {
    const plain = await app.inject('/assets/index-1a2b3c.js');
    const packed = await app.inject({ url: '/assets/index-1a2b3c.js', headers: { 'accept-encoding': 'br, gzip' } });

    expect([plain.statusCode, plain.body, plain.headers['cache-control']]).toEqual([200, 'console.log(1);', 'public, max-age=31536000, immutable']);
    expect([packed.headers['content-encoding'], packed.body, packed.headers['content-type']]).toEqual(['br', 'brotli', plain.headers['content-type']]);
  });

  it('packs a long answer for those who can read it, and leaves a short one as it is', async () => {
    const plain = await app.inject('/api/v1/openapi.json');
    const packed = await app.inject({ url: '/api/v1/openapi.json', headers: { 'accept-encoding': 'gzip, br' } });
    const refused = await app.inject({ url: '/api/v1/openapi.json', headers: { 'accept-encoding': 'br, gzip;q=0' } });
    const short = await app.inject({ url: '/portal.json', headers: { 'accept-encoding': 'gzip' } });

    expect([packed.headers['content-encoding'], packed.headers.vary]).toEqual(['gzip', 'accept-encoding']);
    expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body);
    expect([plain, refused, short].map((answer) => answer.headers['content-encoding'])).toEqual([undefined, undefined, undefined]);
    expect(refused.body).toBe(plain.body);
  });

  it.each(['/assets/gone-99.js', '/assets/..%2Fsecret.txt', '/assets/../secret.txt', '/assets/%2e%2e/secret.txt', '/assets/', '/assets/.hidden'])('has no %s', async (path) => {
    const answer = await app.inject(path);

    expect([answer.statusCode, answer.json().code]).toEqual([404, 'request.no_such_route']);
  });

  it.each(['/api/v1/nothing', '/api', '/webhooks/nothing', '/health/nothing'])('answers problems, not pages, at %s', async (path) => {
    const answer = await app.inject({ url: path, headers: BROWSER });

    expect([answer.statusCode, answer.json().code]).toEqual([404, 'request.no_such_route']);
  });

  it('answers programs that follow a wrong address with a problem', async () => {
    expect((await app.inject({ url: '/offers', headers: { accept: 'application/json' } })).statusCode).toBe(404);
    expect((await app.inject({ method: 'POST', url: '/offers', headers: BROWSER })).statusCode).toBe(404);
  });

  it('tells the portal where its network is', async () => {
    expect((await app.inject('/portal.json')).json()).toEqual({ api_url: 'https://network.example.test', tracker_url: 'https://go.example.test' });
  });
});

describe('the api without a built portal', () => {
  it('starts, and leads to the documentation', async () => {
    const app = await start(join(folder, 'nothing-here'));

    const [root, page, api] = [await app.inject('/'), await app.inject({ url: '/offers', headers: BROWSER }), await app.inject('/health/live')];

    expect([root.statusCode, root.headers.location, page.statusCode, api.statusCode]).toEqual([302, '/docs', 404, 200]);
  });
});
