import type { RouteCallers } from '@fairlead/identity/contracts';
import type { FastifyInstance } from 'fastify';

/** Collects `METHOD /path` of every route that is registered from now on. HEAD, which Fastify adds to each GET, counts as GET. */
export function collectRoutes(fastify: FastifyInstance): ReadonlySet<string> {
  const routes = new Set<string>();
  fastify.addHook('onRoute', ({ method, url }) => {
    for (const name of [method].flat()) routes.add(`${name === 'HEAD' ? 'GET' : name} ${url}`);
  });
  return routes;
}

/** Refuses a route that declares no callers, and a declaration that no route has. @throws Error that names them all. */
export function assertRoutesDeclared(routes: ReadonlySet<string>, declared: RouteCallers): void {
  const undeclared = [...routes].filter((route) => !Object.hasOwn(declared, route));
  const stale = Object.keys(declared).filter((route) => !routes.has(route));
  const problems = [...undeclared.map((route) => `declares no callers: ${route}`), ...stale.map((route) => `does not exist: ${route}`)];
  if (problems.length > 0) throw new Error(`the function matrix and the routes differ\n${problems.join('\n')}`);
}
