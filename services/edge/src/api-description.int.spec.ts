// The API describes itself whole: a route without summary, answer, errors, permission or pages fails here.
import 'reflect-metadata';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import { GUARDS_METADATA, METHOD_METADATA, MODULE_METADATA } from '@nestjs/common/constants';
import { authOtp } from '@saring/auth-otp';
import { notification } from '@saring/notification';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { startWhatsAppSimulator } from '../../../infra/simulators/whatsapp/src';
import { newId } from '@saring/kernel';
import { BODY_EXAMPLES } from './http/body-examples';
import { EdgeModule } from './edge.module';
import { OperatorGuard } from './operators/operator-guard';
import { PERMISSION } from './operators/operator-sessions';
import { EdgeStack } from './testing/edge-stack';

/** The published description, of which libs/api-client is generated: `npm run openapi` writes it again. */
const FILE = join(__dirname, '../openapi.json');

type Operation = {
  readonly summary?: string;
  readonly description?: string;
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly security?: readonly object[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: { readonly $ref?: string } }>>;
  };
  readonly 'x-permission'?: string;
  readonly 'x-unpaged'?: string;
};
type Document = {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};

let edge: EdgeStack;
let document: Document;
let operations: readonly { readonly name: string; readonly path: string; readonly operation: Operation }[];
beforeAll(async () => {
  const whatsapp = await startWhatsAppSimulator({ port: 0 });
  edge = await EdgeStack.start({ services: [notification, authOtp], whatsapp });
  document = (await edge.browser().get('/api/docs/openapi.json')).json as unknown as Document;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, path, operation })),
  );
});
afterAll(() => edge.close());

const succeeding = ({ responses }: Operation) =>
  Object.entries(responses).filter(([status]) => status.startsWith('2'));
/** A list of things, whatever its name. */
const listIn = (content: Readonly<Record<string, unknown>> | undefined): boolean => {
  const json = content?.['application/json'] as
    { schema?: { properties?: Readonly<Record<string, { type?: string }>> } } | undefined;
  return Object.values(json?.schema?.properties ?? {}).some(({ type }) => type === 'array');
};

const lint = async (source: object): Promise<readonly string[]> => {
  const config = await createConfig({
    extends: ['recommended'],
    rules: {
      // Some routes answer without a login: the portal's first questions.
      'security-defined': 'off',
      'operation-4xx-response': 'error',
    },
  });
  const problems = await lintFromString({ source: JSON.stringify(source), config });
  return problems.map(
    ({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer ?? ''}`,
  );
};

it('is OpenAPI 3.1 and passes the linter', async () => {
  expect(document.openapi).toBe('3.1.0');
  expect(await lint(document)).toEqual([]);
  const broken = { ...document, paths: { '/x': { get: { responses: { 200: {} } } } } };
  expect((await lint(broken)).length).toBeGreaterThan(2);
});

it('says of every route what it is for, what it answers and that it may refuse', () => {
  expect(operations.length).toBeGreaterThan(95);
  const incomplete = operations.filter(({ operation }) => {
    const answers = succeeding(operation);
    const isSilent = answers.every(([status, { content }]) => status !== '204' && content === undefined);
    return (
      !operation.summary ||
      answers.length === 0 ||
      isSilent ||
      !operation.responses['4XX'] ||
      !operation.responses['5XX']
    );
  });
  expect(incomplete.map(({ name }) => name)).toEqual([]);
});

it('says of every route of operators which permission it needs', () => {
  const guarded = operations.filter(({ operation }) =>
    operation.security?.some((scheme) => 'operator' in scheme),
  );
  expect(guarded.length).toBeGreaterThan(45);
  expect(guarded.filter(({ operation }) => !operation['x-permission']).map(({ name }) => name)).toEqual([]);
});

it('permits by name what operators alone may ask', () => {
  const controllers = Reflect.getMetadata(MODULE_METADATA.CONTROLLERS, EdgeModule) as readonly Type[];
  const guardsOf = (target: object) =>
    (Reflect.getMetadata(GUARDS_METADATA, target) ?? []) as readonly unknown[];
  const handlers = controllers.flatMap((controller) =>
    Object.entries(Object.getOwnPropertyDescriptors(controller.prototype as object))
      .filter(([, { value }]) => typeof value === 'function' && Reflect.hasMetadata(METHOD_METADATA, value))
      .map(([name, { value }]) => ({
        name: `${controller.name}.${name}`,
        value: value as object,
        controller,
      })),
  );
  const guarded = handlers.filter(({ value, controller }) =>
    [...guardsOf(value), ...guardsOf(controller)].includes(OperatorGuard),
  );
  expect(guarded.length).toBeGreaterThan(80);
  const open = guarded.filter(({ value }) => Reflect.getMetadata(PERMISSION, value) === undefined);
  expect(open.map(({ name }) => `${name} has no @Permit`)).toEqual([]);
});

/** Asked twice they do the same: they set a value, end something, or make nothing. */
const REPEATABLE: readonly string[] = [
  'delete /api/v1/broadcast-opt-outs/{optOutId}',
  'delete /api/v1/operator/api-keys/{apiKeyId}',
  'delete /api/v1/operator/bot',
  'delete /api/v1/operator/passkeys/{passkeyId}',
  'delete /api/v1/operator/sessions',
  'delete /api/v1/operator/sessions/{sessionId}',
  'delete /api/v1/operator/totp',
  'delete /api/v1/operators/{operatorId}',
  'delete /api/v1/operators/{operatorId}/passkeys',
  'delete /api/v1/routers/{routerId}',
  'delete /api/v1/subscribers/{subscriberId}/devices/{deviceId}/addresses/{routerId}',
  'patch /api/v1/alerts/{id}',
  'patch /api/v1/operator/passkeys/{passkeyId}',
  'patch /api/v1/operators/{operatorId}',
  'patch /api/v1/subscribers/{subscriberId}/devices/{deviceId}',
  'post /api/v1/broadcast-opt-outs',
  'post /api/v1/broadcasts/{broadcastId}/steps',
  'post /api/v1/jobs/runs',
  'post /api/v1/operator/bot/codes',
  'post /api/v1/operator/passkeys',
  'post /api/v1/operator/passkeys/begin',
  'post /api/v1/operator/password',
  'post /api/v1/operator/totp',
  'post /api/v1/operator/totp/confirm',
  'post /api/v1/operator/totp/recovery-codes',
  'post /api/v1/operators/{operatorId}/reset',
  'post /api/v1/orders/{id}/recheck',
  'post /api/v1/orders/{id}/retry',
  'post /api/v1/payment-gateway/test',
  'post /api/v1/payment-plugins/{plugin}/versions/{version}/test',
  'post /api/v1/routers/{routerId}/line-reading',
  'post /api/v1/routers/{routerId}/sweep',
  'post /api/v1/subscribers/{subscriberId}/devices/{deviceId}/disconnect',
  'post /api/v1/subscribers/{subscriberId}/otp-limits/lift',
  'put /api/v1/message-templates/{kind}',
  'put /api/v1/messages/otp-sending',
  'put /api/v1/operator/messages',
  'put /api/v1/operators/{operatorId}/messages',
  'put /api/v1/subscribers/{subscriberId}/devices/{deviceId}/addresses/{routerId}',
];
it('takes a key with every change that operators ask for, or the change repeats itself', () => {
  const keyless = operations.filter(
    ({ name, operation }) =>
      operation.security?.some((scheme) => 'operator' in scheme) &&
      !name.startsWith('get ') &&
      !operation.parameters?.some((parameter) => parameter.name === 'Idempotency-Key'),
  );
  expect(keyless.map(({ name }) => name).sort()).toEqual(REPEATABLE);
});

it('says of every route who may ask, also to who reads the page', () => {
  const silent = operations.filter(
    ({ operation }) =>
      !operation['x-permission'] || !operation.description?.includes(operation['x-permission']),
  );
  expect(silent.map(({ name }) => name)).toEqual([]);
});

it('gives every list a limit, or says what bounds it', () => {
  const endless = operations.filter(
    ({ operation }) =>
      succeeding(operation).some(([, { content }]) => listIn(content)) &&
      !operation.parameters?.some(({ name }) => name === 'limit') &&
      !operation['x-unpaged'],
  );
  expect(endless.map(({ name }) => name)).toEqual([]);
});

it('pages every list by the same names', () => {
  type Properties = Readonly<Record<string, object>>;
  const paged = operations.filter(({ operation }) =>
    operation.parameters?.some(({ name }) => ['limit', 'cursor'].includes(name)),
  );
  expect(paged.length).toBeGreaterThan(6);
  const other = paged.filter(({ operation }) => {
    const parameters = (operation.parameters ?? []).map(({ name }) => name);
    const json = operation.responses['200']?.content?.['application/json'] as
      { schema?: { properties?: Properties } } | undefined;
    const answered = Object.keys(json?.schema?.properties ?? {});
    const isSame = ['limit', 'cursor'].every((name) => parameters.includes(name));
    return !isSame || !['items', 'nextCursor'].every((name) => answered.includes(name));
  });
  expect(other.map(({ name }) => name)).toEqual([]);
});

it('calls every number whole', () => {
  expect(JSON.stringify(document)).not.toContain('"type":"number"');
});

it('has no two views or bodies of one name, of which only one would be described', () => {
  const names = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .flatMap(
      (file) =>
        readFileSync(join(__dirname, file), 'utf8').match(
          /^(?:export )?class \w+(?:Body|Reply|View|Query|Change)\b/gm,
        ) ?? [],
    )
    .map((line) => line.replace('export ', ''));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

it('shows bodies that the routes take as they stand', async () => {
  const operator = await edge.operator();
  const bodies = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { requestBody }]) => {
      const name = requestBody?.content['application/json']?.schema.$ref?.split('/').at(-1) ?? '';
      const json = BODY_EXAMPLES[name];
      return json === undefined ? [] : [{ name, method: method.toUpperCase(), path, json }];
    }),
  );
  expect(new Set(bodies.map(({ name }) => name)).size).toBe(Object.keys(BODY_EXAMPLES).length);
  const { subscriberId } = await edge.subscriber();
  for (const { name, method, path, json } of bodies) {
    const url = path.replace('{subscriberId}', subscriberId).replace(/\{\w+\}/g, newId());
    const headers = { 'idempotency-key': newId() };
    const { status } = await operator.call(url, { method, json, headers });
    expect([name, path, status === 400]).toEqual([name, path, false]);
  }
});

it('is the document in the repository', () => {
  const text = `${JSON.stringify(document, null, 2)}\n`;
  if (process.env['WRITE_OPENAPI']) writeFileSync(FILE, text);
  expect(JSON.parse(readFileSync(FILE, 'utf8'))).toEqual(document);
});
