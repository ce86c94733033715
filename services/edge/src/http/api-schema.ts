// api-schema.ts — messages of the contract as JSON schemas, with their lists of words.
import { getOption, hasOption, ScalarType, type DescField, type DescMessage } from '@bufbuild/protobuf';
import { descriptionOf, PersonalSchema, personalOption, wordsOption } from '@saring/contracts';
import { WORDS, type Personal } from '@saring/kernel';

export type JsonSchema = Readonly<Record<string, unknown>>;

const INSTANT_NAME = /(At|^at|^until|^since|From|Until|Start)$/;
/** Days of a site, though their names end as those of instants. */
const DAYS: ReadonlySet<string> = new Set([
  'Subscription.nextFrom',
  'Subscription.discountUntil',
  'SubscriptionChangePreview.holdsFrom',
]);
const UUID_NAME = /Id$/;
/** Empty where no one is known, or no UUID. */
const FREE_IDS: ReadonlySet<string> = new Set([
  'UsageDay.deviceId',
  'StatementLine.deviceId',
  'Anomaly.deviceId',
  'Anomaly.subscriberId',
  'ByHandDevice.bindingId',
  'Subscription.lineId',
]);

export const TEXT: JsonSchema = { type: 'string' };
export const TEXT_OR_NULL: JsonSchema = { type: ['string', 'null'] };
export const UUID: JsonSchema = { type: 'string', format: 'uuid' };
export const INSTANT: JsonSchema = { type: 'string', format: 'date-time' };
export const INSTANT_OR_NULL: JsonSchema = { type: ['string', 'null'], format: 'date-time' };
export const WHOLE: JsonSchema = { type: 'integer' };
export const BOOLEAN: JsonSchema = { type: 'boolean' };
export const oneOf = (words: readonly string[]): JsonSchema => ({ type: 'string', enum: words });

/** A text that is masked for operators (privacy/): the field's own declaration, where no message has it. */
export const personal = (kind: Personal) => ({ 'x-personal': kind });
export const personalText = (kind: Personal): JsonSchema => ({ ...TEXT, ...personal(kind) });

export const schemaRef = ({ name }: DescMessage): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

type ObjectSchema = {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required: readonly string[];
};

export const messageSchema = (message: DescMessage): ObjectSchema => ({
  type: 'object',
  properties: Object.fromEntries(
    message.fields.map((field) => [field.localName, fieldSchema(field, message.name)]),
  ),
  required: requiredOf(message),
});

/** A message and all messages within it, by their names. */
export const schemasOf = (
  message: DescMessage,
  found: Map<string, JsonSchema> = new Map(),
): ReadonlyMap<string, JsonSchema> => {
  if (found.has(message.name)) return found;
  found.set(message.name, messageSchema(message));
  for (const field of message.fields) if (field.message) schemasOf(field.message, found);
  return found;
};

/** The fields that a reply always has: proto3 fills in what was not set, but for optional fields and messages. */
const requiredOf = ({ fields }: DescMessage): readonly string[] =>
  fields
    .filter((field) => field.fieldKind !== 'message' && !field.proto.proto3Optional)
    .map(({ localName }) => localName);

const fieldSchema = (field: DescField, of: string): JsonSchema => {
  const description = descriptionOf(field);
  // OpenAPI 3.1 allows a description beside a reference.
  return description === '' ? typeSchema(field, of) : { ...typeSchema(field, of), description };
};

const typeSchema = (field: DescField, of: string): JsonSchema => {
  if (field.fieldKind === 'list')
    return { type: 'array', items: field.message ? schemaRef(field.message) : scalarSchema(field, of) };
  if (field.fieldKind === 'map') return { type: 'object', additionalProperties: { type: 'string' } };
  return field.message ? schemaRef(field.message) : scalarSchema(field, of);
};

const scalarSchema = (field: DescField, of: string): JsonSchema => {
  switch (field.scalar) {
    case ScalarType.BOOL:
      return BOOLEAN;
    case ScalarType.STRING:
      return textSchema(field, of);
    case ScalarType.BYTES:
      return { type: 'string', contentEncoding: 'base64' };
    default:
      // Bytes, rupiah, seconds, counts and versions travel as double (proto's head says why); all are whole.
      return WHOLE;
  }
};

const personalOf = (field: DescField): Personal =>
  PersonalSchema.value[getOption(field, personalOption)]?.localName.toLowerCase() as Personal;

const textSchema = (field: DescField, of: string): JsonSchema => {
  const { localName } = field;
  if (hasOption(field, personalOption)) return personalText(personalOf(field));
  if (hasOption(field, wordsOption))
    return { type: 'string', enum: WORDS[getOption(field, wordsOption)] ?? [] };
  if (INSTANT_NAME.test(localName) && !DAYS.has(`${of}.${localName}`)) return INSTANT;
  if (UUID_NAME.test(localName) && !FREE_IDS.has(`${of}.${localName}`)) return UUID;
  return TEXT;
};
