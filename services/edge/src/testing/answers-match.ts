// answers-match.ts — for specs: every answer of the API is held against the published description.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

type Operation = {
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >;
};
type Document = { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };

const DOCUMENT = 'openapi.json';
const document = JSON.parse(readFileSync(join(__dirname, '../..', DOCUMENT), 'utf8')) as Document;
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ ...document, $id: DOCUMENT });

/** Names in braces become any one part of a path; the fullest path wins. */
const ROUTES = Object.keys(document.paths)
  .map((path) => ({
    path,
    pattern: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{[^}]+\}/g, '[^/]+')}$`),
  }))
  .sort((left, right) => left.path.split('{').length - right.path.split('{').length);

const escaped = (part: string): string =>
  encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
const validators = new Map<string, ValidateFunction | null>();

const validatorOf = (method: string, path: string, status: number, type: string): ValidateFunction | null => {
  const responses = document.paths[path]?.[method]?.responses ?? {};
  const key = status in responses ? String(status) : `${Math.floor(status / 100)}XX`;
  const pointer = ['paths', path, method, 'responses', key, 'content', type, 'schema'].map(escaped).join('/');
  const held = validators.get(pointer);
  if (held !== undefined) return held;
  const isDescribed = responses[key]?.content?.[type] !== undefined;
  const validator = isDescribed ? ajv.compile({ $ref: `${DOCUMENT}#/${pointer}` }) : null;
  validators.set(pointer, validator);
  return validator;
};

/** @throws where a JSON answer of a described route is not as described. */
export const checkAnswer = (
  method: string,
  url: string,
  { status, type, text }: { readonly status: number; readonly type: string; readonly text: string },
): void => {
  const [path = ''] = url.split('?');
  const mediaType = type.split(';')[0]?.trim() ?? '';
  const route = ROUTES.find(({ pattern }) => pattern.test(path));
  if (!route || !mediaType.endsWith('json') || !document.paths[route.path]?.[method.toLowerCase()]) return;
  // 5XX is everywhere alike and described nowhere.
  if (status >= 500) return;
  const validator = validatorOf(method.toLowerCase(), route.path, status, mediaType);
  const name = `${method} ${route.path} ${status} ${mediaType}`;
  if (!validator) throw new Error(`${name} is not described in ${DOCUMENT}`);
  if (!validator(JSON.parse(text)))
    throw new Error(
      `${name} is not as described: ${ajv.errorsText(validator.errors)}\n${text.slice(0, 2_000)}`,
    );
};
