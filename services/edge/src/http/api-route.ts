// api-route.ts — what a route of the API is for and what it answers: one decorator, without which a spec fails.
import type { DescMessage } from '@bufbuild/protobuf';
import { applyDecorators, RequestMethod, type Type } from '@nestjs/common';
import { HTTP_CODE_METADATA, METHOD_METADATA } from '@nestjs/common/constants';
import { ApiExtension, ApiOperation, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { messageSchema, schemaRef, type JsonSchema } from './api-schema';

/** A message of the contract, or a view class of edge. */
type Named = DescMessage | Type;

export class ApiFile {
  constructor(readonly contentType: string) {}
}

/** The answer of a route; null: none. */
export type ApiReply =
  | Named
  | ApiFile
  | { readonly schema: JsonSchema; readonly unpaged?: string; readonly contentType?: string }
  | null;

const JSON_TYPE = 'application/json';
const MESSAGES = new Map<string, DescMessage>();
const MODELS = new Set<Type>();
/** The answers of the routes: messages by their names, and view classes. */
export const repliesOfRoutes = () => ({ messages: MESSAGES, models: MODELS });

const isMessage = (reply: object): reply is DescMessage => 'kind' in reply && reply.kind === 'message';

const refOf = (of: Named): JsonSchema => {
  if (!isMessage(of)) {
    MODELS.add(of);
    return { $ref: getSchemaPath(of) };
  }
  const before = MESSAGES.get(of.name);
  if (before && before !== of) throw new Error(`two messages named ${of.name} are answered by the API`);
  MESSAGES.set(of.name, of);
  return schemaRef(of);
};

/** For a property of a view class. */
export const messageRef = (of: DescMessage): { readonly $ref: string } => refOf(of) as { $ref: string };

type Part = Named | JsonSchema;
const partOf = (part: Part): JsonSchema =>
  typeof part === 'function' || isMessage(part) ? refOf(part) : part;

export const arrayOf = (of: Part): JsonSchema => ({ type: 'array', items: partOf(of) });
export const orNull = (of: Part): JsonSchema => ({ anyOf: [partOf(of), { type: 'null' }] });

/** @param optional names of properties that may be missing. */
export const objectOf = (
  properties: Readonly<Record<string, Part>>,
  optional: readonly string[] = [],
): JsonSchema => ({
  type: 'object',
  properties: Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, partOf(part)])),
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});

/** A message with more beside it, or with something else under a name of its own. */
export const extended = (of: DescMessage, properties: Readonly<Record<string, Part>>): JsonSchema => {
  for (const { message } of of.fields) if (message) refOf(message);
  const { properties: own, required } = messageSchema(of);
  const more = objectOf(properties) as { readonly properties: object; readonly required: readonly string[] };
  return {
    type: 'object',
    properties: { ...own, ...more.properties },
    required: [...new Set([...required, ...more.required])],
  };
};

/** `{ items }`. @param unpaged what bounds a list that has no `limit`. */
export const listOf = (of: Part, unpaged?: string): ApiReply => ({
  schema: objectOf({ items: arrayOf(of) }),
  ...(unpaged === undefined ? {} : { unpaged }),
});

/** `{ items, nextCursor }`. @param more what stands beside them. */
export const pageOf = (of: Part, more: Readonly<Record<string, Part>> = {}): ApiReply => ({
  schema: objectOf({ items: arrayOf(of), nextCursor: NEXT_CURSOR, ...more }),
});
const NEXT_CURSOR: JsonSchema = {
  type: ['string', 'null'],
  description: '`cursor` of the next page; null: this is the last one',
};

const contentOf = (reply: NonNullable<ApiReply>): Readonly<Record<string, { schema: JsonSchema }>> => {
  if (reply instanceof ApiFile)
    return { [reply.contentType]: { schema: { type: 'string', contentMediaType: reply.contentType } } };
  if (typeof reply === 'function' || isMessage(reply)) return { [JSON_TYPE]: { schema: refOf(reply) } };
  return { [reply.contentType ?? JSON_TYPE]: { schema: reply.schema } };
};

/** Place it above the other decorators of its method: it reads their status. */
export const ApiRoute = (summary: string, reply: ApiReply): MethodDecorator => {
  const unpaged = reply !== null && 'unpaged' in reply ? reply.unpaged : undefined;
  return (target, key, descriptor) => {
    const handler = descriptor.value as object;
    const isPost = Reflect.getMetadata(METHOD_METADATA, handler) === RequestMethod.POST;
    const code = Reflect.getMetadata(HTTP_CODE_METADATA, handler) as number | undefined;
    const status = code ?? (isPost ? 201 : 200);
    const content = reply === null ? {} : { content: contentOf(reply) as never };
    applyDecorators(
      ApiOperation({ summary }),
      ApiResponse({
        status,
        description: reply === null ? 'Done; there is nothing to say.' : 'Done.',
        ...content,
      }),
      ...(unpaged === undefined ? [] : [ApiExtension('x-unpaged', unpaged)]),
    )(target, key, descriptor);
  };
};
