import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { ERROR_CODES } from './error-codes';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const PROBLEM_RESPONSE = {
  description: 'A problem document (RFC 9457). `code` is stable; branch on it.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const FIELD_PROBLEM: Schemas[string] = {
  type: 'object',
  required: ['pointer', 'code', 'detail'],
  properties: {
    pointer: { type: 'string', description: 'JSON pointer to the field', example: '/commission/rate_bps' },
    code: { type: 'string', example: 'is_int' },
    detail: { type: 'string' },
  },
};

const PROBLEM: Schemas[string] = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'instance', 'request_id'],
  additionalProperties: true,
  properties: {
    type: { type: 'string', format: 'uri', example: 'urn:fairlead:error:offer.not_found' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { $ref: '#/components/schemas/ErrorCode' },
    detail: { type: 'string' },
    instance: { type: 'string', description: 'Path of the request' },
    request_id: { type: 'string', description: 'Quote it when you ask for help' },
    errors: { type: 'array', items: { $ref: '#/components/schemas/FieldProblem' } },
  },
};

/** The OpenAPI document of the API, the same for every installation. */
export function createOpenApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Fairlead API')
    .setDescription(
      'Everything that people, scripts and partners’ servers can do here. Money is integer minor units beside its ISO 4217 currency; times are RFC 3339 in UTC; ids have a prefix; lists are newest first and paged by cursor.',
    )
    .setVersion('1')
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An access token of `POST /api/v1/auth/login`, or an API key' })
    .build();
  const document = SwaggerModule.createDocument(app, config, { operationIdFactory: (controller, method) => operationId(controller, method) });
  return withProblems(document);
}

/** `OffersController.publish` becomes `offers_publish`. */
function operationId(controller: string, method: string): string {
  const noun = controller.replace(/Controller$/, '');
  return `${noun.charAt(0).toLowerCase()}${noun.slice(1)}_${method}`;
}

function withProblems(document: OpenAPIObject): OpenAPIObject {
  for (const path of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = path[method];
      if (operation) operation.responses = { ...operation.responses, default: PROBLEM_RESPONSE };
    }
  }
  const schemas: Schemas = {
    ...document.components?.schemas,
    ErrorCode: { type: 'string', enum: [...ERROR_CODES], description: 'Described in docs/errors.md. New codes may be added.' },
    FieldProblem: FIELD_PROBLEM,
    Problem: PROBLEM,
  };
  return { ...document, components: { ...document.components, schemas } };
}
