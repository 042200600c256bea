import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { DomainError } from '@fairlead/kernel';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Beside the compiled sources, or in the output of the checkout when tests run the sources themselves. */
const BUILD_FOLDERS = [join(__dirname, '../../../portal'), join(__dirname, '../../../dist/portal')];
/** Paths that belong to programs; a browser that opens one gets an error, not the portal. */
const NOT_PAGES = /^\/(api|docs|health|metrics|webhooks)(\/|$)/;
/** Mantine writes styles into the page, so those may be inline; scripts never, and nothing comes from elsewhere. */
const POLICY = [
  "default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data:", "font-src 'self'", "connect-src 'self'",
  "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'",
].join('; ');

export interface PortalOptions {
  readonly apiUrl: string;
  readonly trackerUrl: string;
  /** Where the portal was built to; without one it is looked for beside the build of the API. */
  readonly folder?: string;
}

/** Serves the built portal on the API's own origin. Without a build the API works all the same, and `/` leads to the documentation. */
export async function servePortal(fastify: FastifyInstance, { apiUrl, trackerUrl, folder }: PortalOptions): Promise<void> {
  const root = (folder === undefined ? BUILD_FOLDERS : [folder]).find((path) => existsSync(join(path, 'index.html')));
  // The name of an asset holds the hash of its content, so a copy never goes stale.
  // First, because it loads what waits: a route that is loaded before Nest sets its error handler would answer without it.
  if (root !== undefined) await fastify.register(fastifyStatic, { root: join(root, 'assets'), serve: false, index: false, dotfiles: 'deny', preCompressed: true, immutable: true, maxAge: '1y' });
  fastify.get('/portal.json', (_request, reply) => reply.header('cache-control', 'no-cache').send({ api_url: apiUrl, tracker_url: trackerUrl }));
  if (root === undefined) {
    fastify.get('/', (_request, reply) => reply.redirect('/docs', 302));
    fastify.get('/*', refuse);
    return;
  }
  const page = readFileSync(join(root, 'index.html'), 'utf8');
  fastify.get('/', (_request, reply) => sendPage(reply, page));
  fastify.get<{ Params: { '*': string } }>('/*', (request, reply) => {
    const path = request.params['*'];
    if (path.startsWith('assets/')) return sendAsset(reply, join(root, 'assets'), path.slice('assets/'.length));
    return isPage(request) ? sendPage(reply, page) : refuse();
  });
}

/** Every address of the portal is the same page; what it shows is decided in the browser. */
function sendPage(reply: FastifyReply, page: string): FastifyReply {
  return reply.header('content-security-policy', POLICY).header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page);
}

function sendAsset(reply: FastifyReply, folder: string, name: string): FastifyReply {
  // Names are flat; anything else is nothing that was built.
  return /^[\w.-]+$/.test(name) && existsSync(join(folder, name)) ? reply.sendFile(name) : refuse();
}

function isPage(request: FastifyRequest): boolean {
  return !NOT_PAGES.test(request.url) && (request.headers.accept ?? '').includes('text/html');
}

function refuse(): never {
  throw new DomainError('request.no_such_route', 'not_found', 'There is no such page');
}
