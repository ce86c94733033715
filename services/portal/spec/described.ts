// described.ts — what the published description of edge names in an answer, so that the fake keeps to it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Schema = { readonly $ref?: string; readonly properties?: object };
type Operation = {
  readonly responses: Readonly<
    Record<string, { readonly content?: { readonly 'application/json'?: { readonly schema: Schema } } }>
  >;
};
const document = JSON.parse(readFileSync(join(__dirname, '../../edge/openapi.json'), 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

/** Names in braces become any one part of a path; the fullest path wins. */
const ROUTES = Object.keys(document.paths)
  .map((path) => ({ path, pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`) }))
  .sort((left, right) => left.path.split('{').length - right.path.split('{').length);

/** @returns what the answer names and the description does not, in words. A fake may leave out what no page reads. */
export const strangersIn = (
  method: string,
  pathname: string,
  status: number,
  answer: unknown,
): readonly string[] => {
  const route = ROUTES.find(({ pattern }) => pattern.test(pathname));
  const responses = route && document.paths[route.path]?.[method.toLowerCase()]?.responses;
  if (!responses) return [`${method} ${pathname} is no route of edge`];
  const schema = responses[status]?.content?.['application/json']?.schema;
  const named = schema?.$ref ? document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] : schema;
  if (!named?.properties) return [];
  const names = Object.keys(named.properties);
  return Object.keys((answer as object | undefined) ?? {})
    .filter((name) => !names.includes(name))
    .map((name) => `${method} ${route.path} answers no ${name}`);
};
