import fastify from 'fastify';
import { assertRoutesDeclared, collectRoutes } from './declared-routes';

const PUBLIC = { callers: 'public', reason: 'test' } as const;

function routesOfAnApp(): ReadonlySet<string> {
  const app = fastify();
  const routes = collectRoutes(app);
  app.get('/things/:id', () => 'ok');
  app.post('/things', () => 'ok');
  return routes;
}

describe('declared routes', () => {
  it('counts the HEAD of a GET as the GET', () => {
    expect([...routesOfAnApp()]).toEqual(['GET /things/:id', 'POST /things']);
  });

  it('accepts a matrix that names every route and no other', () => {
    expect(() => assertRoutesDeclared(routesOfAnApp(), { 'GET /things/:id': PUBLIC, 'POST /things': PUBLIC })).not.toThrow();
  });

  it('refuses a route without callers', () => {
    expect(() => assertRoutesDeclared(routesOfAnApp(), { 'GET /things/:id': PUBLIC })).toThrow('declares no callers: POST /things');
  });

  it('refuses a declaration without a route', () => {
    const declared = { 'GET /things/:id': PUBLIC, 'POST /things': PUBLIC, 'DELETE /things/:id': PUBLIC };
    expect(() => assertRoutesDeclared(routesOfAnApp(), declared)).toThrow('does not exist: DELETE /things/:id');
  });
});
