import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { SystemClock } from '@fairlead/kernel';
import { createHttpApp, FairleadConfig } from '@fairlead/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApiApp } from '../../apps/api/src/create-api-app';
import { collectRoutes } from '../../apps/api/src/declared-routes';
import { ROUTE_CALLERS } from '../../apps/api/src/route-callers';
import { TrackerModule, WHOLE_TRACKER } from '../../apps/tracker/src/tracker.module';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

interface OpenApi {
  paths: Record<string, Record<string, { security?: unknown[]; responses: Record<string, unknown> }>>;
}

const DOCUMENT = JSON.parse(readFileSync(resolve(__dirname, '../../openapi.json'), 'utf8')) as OpenApi;
const OPERATIONS = Object.entries(DOCUMENT.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ route: `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`, operation })),
);
/** Served without being part of the documented API. */
const UNDOCUMENTED = ['GET /', 'GET /*', 'GET /portal.json', 'GET /docs', 'GET /docs/:file', 'GET /api/v1/openapi.json', 'GET /health/live', 'GET /health/ready', 'GET /metrics', 'POST /webhooks/stripe'];

describe('routes', () => {
  let database: TestDatabase;
  let config: FairleadConfig;
  const apps: NestFastifyApplication[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    config = new FairleadConfig({
      DATABASE_APP_URL: database.appUrl, JWT_SECRET: 'j'.repeat(32), ENCRYPTION_KEY: 'e'.repeat(32), STRIPE_SECRET_KEY: 'sk_test_x', STRIPE_WEBHOOK_SECRET: 'whsec_x',
    });
  });

  afterAll(async () => {
    await Promise.all(apps.map((app) => app.close()));
    await database?.drop();
  });

  it('of the API are exactly those of the function matrix', async () => {
    // createApiApp refuses to start when they differ.
    apps.push(await createApiApp(config, { logger: false }));
  });

  it('serve the committed document, and a page that shows it without loading anything from elsewhere', async () => {
    const [app] = apps;
    const served = await app!.inject('/api/v1/openapi.json');
    expect(served.json()).toEqual(DOCUMENT);
    const page = await app!.inject('/docs');
    const assets = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(assets).toHaveLength(4);
    for (const asset of assets) expect([asset, (await app!.inject(asset)).statusCode]).toEqual([asset, 200]);
    expect((await app!.inject('/docs/package.json')).statusCode).toBe(404);
    expect((await app!.inject('/docs/..%2Fpackage.json')).statusCode).toBe(404);
  });

  it('of the tracker are the few that need no login', async () => {
    const app = await createHttpApp(TrackerModule.forRoot(config, WHOLE_TRACKER, new SystemClock()), { logger: false });
    apps.push(app);
    const routes = collectRoutes(app.getHttpAdapter().getInstance());
    await app.init();
    expect([...routes].sort()).toEqual(['GET /:code', 'GET /health/live', 'GET /health/ready', 'GET /metrics', 'GET /postback', 'GET /px.gif', 'GET /t.js', 'GET /t/test', 'GET /t/test.js', 'OPTIONS /t/events', 'POST /postback', 'POST /t/events']);
  });

  it('are documented, and no others are', () => {
    const declared = Object.keys(ROUTE_CALLERS).filter((route) => !UNDOCUMENTED.includes(route));
    expect(OPERATIONS.map((one) => one.route).sort()).toEqual(declared.sort());
  });

  it('say in the document whether they need a token', () => {
    const wrong = OPERATIONS.filter(({ route, operation }) => (ROUTE_CALLERS[route]?.callers === 'public') !== (operation.security === undefined));
    expect(wrong.map((one) => one.route)).toEqual([]);
  });

  it('document their problems', () => {
    expect(OPERATIONS.filter(({ operation }) => operation.responses['default'] === undefined)).toEqual([]);
  });

  it('that are public say why', () => {
    const silent = Object.entries(ROUTE_CALLERS).filter(([, declaration]) => declaration.callers === 'public' && declaration.reason.length < 5);
    expect(silent).toEqual([]);
  });
});
