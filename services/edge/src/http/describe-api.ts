// describe-api.ts — the description of the API, OpenAPI 3.1, made of what the routes say of themselves.
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { DOCS_PATH } from './docs.controller';
import { ERRORS } from '@saring/i18n';
import { BODY_EXAMPLES } from './body-examples';
import { repliesOfRoutes } from './api-route';
import { schemasOf, type JsonSchema } from './api-schema';
import { COOKIES } from './cookies';

const DESCRIPTION =
  'Bytes are whole numbers, 1 GB = 1,073,741,824. Times are ISO 8601 in UTC. Errors are application/problem+json with a stable `code`. ' +
  'Operators read numbers, MACs and addresses masked; who holds privacy:unmask sends `X-Unmask: 1` (or ?unmask=1) and is recorded. ' +
  'Commands take an Idempotency-Key. Browsers send the cookie saring_csrf back as X-CSRF-Token with every change.';

const PROBLEM: JsonSchema = {
  type: 'object',
  description: 'RFC 9457. Every error of the API has this form.',
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: {
      ...{ type: 'string', description: 'Stable; explained at /problems/{code}', example: 'REQUEST.INVALID' },
      'x-codes': Object.keys(ERRORS).sort(),
    },
    traceId: { type: 'string' },
    details: {
      type: 'object',
      additionalProperties: true,
      description: 'Of the code, as what may be chosen',
    },
  },
  required: ['type', 'title', 'status', 'code'],
};
const PROBLEM_RESPONSE = {
  description: 'An error with a stable code.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
const FAILURE_RESPONSE = {
  ...PROBLEM_RESPONSE,
  description: 'SERVICE.FAILED, or a dependency that is away (SERVICE.UNAVAILABLE): ask again later.',
};

type Json = { [key: string]: unknown };
type Operation = Json & { responses: Json };

/** Serves the document at /api/docs/openapi.json, made when it is first asked for. */
export const serveApiDescription = (app: NestFastifyApplication): void =>
  SwaggerModule.setup(DOCS_PATH, app, () => describeApi(app), {
    ui: false,
    raw: ['json'],
    jsonDocumentUrl: `${DOCS_PATH}/openapi.json`,
  });

/** Whole, as routes say of themselves. */
export const describeApi = (app: NestFastifyApplication): OpenAPIObject => {
  const head = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Saring')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .setLicense('AGPL-3.0-or-later', 'https://www.gnu.org/licenses/agpl-3.0.html')
    .addServer('/')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'srk_…',
      description: 'An API key of an operator',
    })
    .addCookieAuth(COOKIES.access, { type: 'apiKey', in: 'cookie', name: COOKIES.access }, 'subscriber')
    .addCookieAuth(COOKIES.operator, { type: 'apiKey', in: 'cookie', name: COOKIES.operator }, 'operator')
    .build();
  const { messages, models } = repliesOfRoutes();
  const document = SwaggerModule.createDocument(app, head, {
    extraModels: [...models],
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  const schemas = ((document.components ??= {}).schemas ??= {});
  for (const message of messages.values())
    for (const [name, schema] of schemasOf(message)) schemas[name] ??= schema as never;
  schemas['Problem'] = PROBLEM as never;
  for (const [name, example] of Object.entries(BODY_EXAMPLES))
    if (schemas[name]) schemas[name] = { ...schemas[name], example } as never;
  for (const path of Object.values(document.paths))
    for (const operation of Object.values(path as Record<string, Operation>))
      if (operation.responses) complete(operation);
  return withoutNullable(wholeNumbers(document as unknown as Json)) as unknown as OpenAPIObject;
};

/** What every route may answer, and who may ask: in the page for people, too. */
const complete = (operation: Operation): void => {
  operation.responses['4XX'] ??= PROBLEM_RESPONSE;
  operation.responses['5XX'] ??= FAILURE_RESPONSE;
  const isSubscribers = (operation['security'] as readonly object[] | undefined)?.some(
    (scheme) => 'subscriber' in scheme,
  );
  const permission = (operation['x-permission'] ??= isSubscribers ? 'a subscriber' : 'anyone');
  if (/^anyone /.test(String(permission)))
    operation['security'] = [{}, ...((operation['security'] as readonly object[] | undefined) ?? [])];
  const description = (operation['description'] ?? '') as string;
  operation['description'] = `${description}${description && ' '}Permission: ${String(permission)}.`;
};

/** No number of the API has a fraction: bytes, rupiah, seconds, counts and versions are whole. */
const wholeNumbers = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(wholeNumbers);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === 'type' && inner === 'number' ? 'integer' : wholeNumbers(inner),
    ]),
  );
};

/** OpenAPI 3.1 has no `nullable`: a type that may be null says so. */
const withoutNullable = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNullable);
  if (value === null || typeof value !== 'object') return value;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withoutNullable(inner)]),
  ) as Json;
  if (nullable !== true) return nullable === undefined ? rest : { ...rest, nullable };
  if (typeof rest['type'] === 'string' && !('allOf' in rest)) {
    const { enum: words } = rest;
    return {
      ...rest,
      type: [rest['type'], 'null'],
      ...(Array.isArray(words) ? { enum: [...words, null] } : {}),
    };
  }
  return { anyOf: [rest, { type: 'null' }] };
};
