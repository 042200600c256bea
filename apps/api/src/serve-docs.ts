import { createReadStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { DomainError } from '@fairlead/kernel';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';

const DOCUMENT_PATH = '/api/v1/openapi.json';
const SWAGGER_UI = dirname(require.resolve('swagger-ui-dist/package.json'));
const TYPE_OF_ASSET: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

/** As everywhere, but without `upgrade-insecure-requests`, under which the page stays empty where the API is served over plain HTTP. */
const POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'";

const PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Fairlead API</title>
<link rel="icon" type="image/png" href="/docs/favicon-32x32.png"><link rel="stylesheet" href="/docs/swagger-ui.css"></head>
<body><div id="swagger-ui"></div><script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body></html>
`;
/** A file of its own, because the content security policy allows no inline script. */
const START = `SwaggerUIBundle({ url: '${DOCUMENT_PATH}', dom_id: '#swagger-ui', deepLinking: true, persistAuthorization: false, tryItOutEnabled: true });\n`;

/** Serves the OpenAPI document and Swagger UI from this machine: nothing is loaded from elsewhere. */
export function serveDocs(fastify: FastifyInstance, document: OpenAPIObject): void {
  const json = JSON.stringify(document);
  fastify.get(DOCUMENT_PATH, (_request, reply) => reply.type('application/json; charset=utf-8').send(json));
  fastify.get('/docs', (_request, reply) => reply.header('content-security-policy', POLICY).type('text/html; charset=utf-8').send(PAGE));
  fastify.get<{ Params: { file: string } }>('/docs/:file', (request, reply) => {
    const { file } = request.params;
    if (file === 'start.js') return reply.type('text/javascript; charset=utf-8').send(START);
    const type = Object.hasOwn(TYPE_OF_ASSET, file) ? TYPE_OF_ASSET[file] : undefined;
    if (type === undefined) throw new DomainError('request.no_such_route', 'not_found', 'There is no such page');
    return reply.type(type).header('cache-control', 'public, max-age=3600').send(createReadStream(join(SWAGGER_UI, file)));
  });
}
