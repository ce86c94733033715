// odd-values.int.spec.ts — every route of the published description gets odd values, one field at a time: what a caller
// gets wrong is never an error of ours.
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { authOtp } from '@saring/auth-otp';
import { billing } from '@saring/billing';
import { newId } from '@saring/kernel';
import { notification } from '@saring/notification';
import { startWhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import { Browser, type Call } from '../testing/browser';
import { EdgeStack } from '../testing/edge-stack';
import { paymentStandIn } from '../testing/fake-money';
import { resetWorld } from '../testing/fakes';

type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly example?: unknown;
  readonly minimum?: number;
  readonly minLength?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
};
type Parameter = { readonly name: string; readonly in: string; readonly schema?: Schema };
type Content = Readonly<Record<string, { readonly schema: Schema }>>;
type Operation = {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
};
type Route = { readonly method: string; readonly path: string; readonly operation: Operation };
type Probe = Call & { readonly method: string; readonly url: string; readonly says: string };

const document = JSON.parse(readFileSync(join(__dirname, '../../openapi.json'), 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};
/** Ends the session that asks, or never ends. */
const LEFT_OUT = /\/(logout|password|events|live)$/;
const SIDE_BY_SIDE = 12;
const ODD_VALUES: readonly unknown[] = [
  ...[null, '', ' ', '../a', '\u202e💥', 'constructor', 'x'.repeat(5_000), '2026-02-30', '0000-01-01'],
  ...[0, -1, 0.5, 1e308, true, [], [null], {}, { a: null }, { a: 1 }],
];
const ODD_TEXTS = ODD_VALUES.filter((value) => typeof value === 'string');

/** The first fields of a kind get every value, the others each a few of them in turn. */
const WHOLE_FIELDS = 2;
const FEW_VALUES = 5;
const met = new Map<string, number>();
const valuesFor = <T>(values: readonly T[], where: string, schema: Schema = {}): readonly T[] => {
  const { description: _, example: __, ...kind } = { description: '', ...resolved(schema) };
  const key = `${where} ${JSON.stringify(kind)}`;
  const before = met.get(key) ?? 0;
  met.set(key, before + 1);
  if (before < WHOLE_FIELDS) return values;
  const from = (before * FEW_VALUES) % values.length;
  return [...values, ...values].slice(from, from + FEW_VALUES);
};

const routes: readonly Route[] = Object.entries(document.paths).flatMap(([path, operations]) =>
  Object.entries(operations)
    .filter(
      ([, { responses }]) => !Object.values(responses).some(({ content }) => content?.['text/event-stream']),
    )
    .filter(() => !LEFT_OUT.test(path))
    .map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
);

const resolved = (schema: Schema = {}): Schema =>
  schema.$ref ? (document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema;

/** A value that the description allows, as far as it says. */
const plainValue = (given: Schema = {}): unknown => {
  const schema = resolved(given);
  if (schema.example !== undefined) return schema.example;
  if (schema.enum) return schema.enum[0];
  if (schema.format === 'uuid') return newId();
  if (schema.format === 'date-time') return '2026-11-01T00:00:00.000Z';
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1;
  if (schema.type === 'boolean') return true;
  if (schema.type === 'array') return [];
  if (schema.type === 'object') return bodyOf(schema);
  return 'word'.padEnd(schema.minLength ?? 0, 'x');
};
const bodyOf = (schema: Schema): Record<string, unknown> =>
  Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, of]) => [name, plainValue(of)]));

const urlOf = ({ path, operation }: Route, odd: Readonly<Record<string, string>>): string => {
  const inPath = path.replace(/\{([^}]+)\}/g, (_, name: string) =>
    encodeURIComponent(odd[name] ?? (/site/i.test(name) ? 'rw05' : (known[name] ?? newId()))),
  );
  const query = (operation.parameters ?? [])
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, schema }) => [name, odd[name] ?? String(plainValue(schema))]);
  return query.length === 0 ? inPath : `${inPath}?${new URLSearchParams(query).toString()}`;
};

let edge: EdgeStack;
let operator: Browser;
const known: Record<string, string> = {};
beforeAll(async () => {
  resetWorld();
  edge = await EdgeStack.start({
    services: [notification, authOtp, paymentStandIn, billing],
    whatsapp: await startWhatsAppSimulator(),
  });
  operator = await edge.operator();
  known['subscriberId'] = (await edge.subscriber()).subscriberId;
});
afterAll(() => edge?.close());

/** From an address of its own: no limit on one address hides what a route answers. */
const statusOf = async ({ url, ...call }: Probe): Promise<number> => {
  const browser = edge.newBrowser();
  for (const [name, value] of operator.cookies) browser.cookies.set(name, value);
  return (await browser.call(url, { ...call, headers: { 'idempotency-key': newId() } })).status;
};

const probesOf = (route: Route): { readonly plain: readonly Probe[]; readonly odd: readonly Probe[] } => {
  const { method, operation } = route;
  const schema = resolved(operation.requestBody?.content['application/json']?.schema);
  const json = operation.requestBody?.content['application/json'] ? bodyOf(schema) : undefined;
  const name = `${method} ${route.path}`;
  const base = (odd: Readonly<Record<string, string>> = {}) => ({
    ...{ method, url: urlOf(route, odd), ...(json === undefined ? {} : { json }) },
  });
  const inUrl = (operation.parameters ?? [])
    .filter((parameter) => parameter.in !== 'header')
    .flatMap((parameter) =>
      valuesFor(ODD_TEXTS, parameter.in, parameter.schema)
        .filter((text) => text.trim() !== '' || parameter.in === 'query')
        // Node refuses an address of kilobytes before any route.
        .filter((text) => text.length < 1_000)
        .map((text) => ({ ...base({ [parameter.name]: text }), says: `${name} ${parameter.name}=${text}` })),
    );
  const inBody = Object.keys(json ?? {}).flatMap((field) =>
    valuesFor(ODD_VALUES, 'body', schema.properties?.[field]).map((value) => ({
      ...{ ...base(), json: { ...json, [field]: value } },
      says: `${name} {"${field}":${JSON.stringify(value).slice(0, 40)}}`,
    })),
  );
  const inPart = Object.keys(json ?? {}).map((field) => {
    const { [field]: _, ...part } = json ?? {};
    return { ...base(), json: part, says: name };
  });
  return { plain: [{ ...base(), says: name }, ...inPart], odd: [...inUrl, ...inBody] };
};

const inTurns = async <T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> => {
  const queue = [...items];
  const turn = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, turn));
};

it('answers none of them with 5xx', async () => {
  const failed: string[] = [];
  let asked = 0;
  await inTurns(routes, async (route) => {
    const { plain, odd } = probesOf(route);
    // A service that is not part of this spec answers nothing: only its door is looked at then.
    const isAway = (await Promise.all(plain.map(statusOf))).includes(503);
    for (const probe of odd) {
      const status = await statusOf(probe);
      asked += 1;
      if (status >= 500 && !(isAway && status === 503)) failed.push(`${status} ${probe.says}`);
    }
  });
  expect(failed.sort()).toEqual([]);
  expect(asked).toBeGreaterThan(2_000);
}, 600_000);
