// masked-answer.ts — an answer of the API with its personal fields masked, by what the description says of them.
import { isUuid, PERSONALS, type Personal } from '@saring/kernel';
import type { JsonSchema } from '../http/api-schema';
import { maskedValue, masksWithin } from './masked-values';

export type Schemas = Readonly<Record<string, JsonSchema>>;

const REFERENCE = '#/components/schemas/';
/** Addresses of Saring itself, which a mask would break: where the description names the field, never an operator's own. */
const OWN_URL = /Url$/;
const IDS = /^subscriberId$/;
const MOST_IDS = 200;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const personalOf = (schema: JsonSchema): Personal | undefined =>
  PERSONALS.find((kind) => kind === schema['x-personal']);

/** Masks by one schema; a field that no schema describes is a free text. */
export class MaskedAnswer {
  constructor(private readonly schemas: Schemas) {}

  of(value: unknown, schema: JsonSchema = {}): unknown {
    const own = this.resolved(schema);
    if (personalOf(own) === 'open') return value;
    if (typeof value === 'string') return maskedText(value, own);
    if (Array.isArray(value)) {
      const items = (own['items'] ?? {}) as JsonSchema;
      return value.map((item) => this.of(item, items));
    }
    if (!isObject(value) || Buffer.isBuffer(value)) return value;
    const properties = (own['properties'] ?? {}) as Schemas;
    const others = isObject(own['additionalProperties']) ? own['additionalProperties'] : {};
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        OWN_URL.test(name) && name in properties ? inner : this.of(inner, properties[name] ?? others),
      ]),
    );
  }

  /** A reference and what stands beside it; of `anyOf` (a thing or null) the first that describes something. */
  private resolved(schema: JsonSchema): JsonSchema {
    const { $ref, anyOf, allOf, ...own } = schema;
    if (typeof $ref === 'string')
      return { ...this.resolved(this.schemas[$ref.slice(REFERENCE.length)] ?? {}), ...own };
    const [first] = ((anyOf ?? allOf) as readonly JsonSchema[] | undefined) ?? [];
    return first ? { ...this.resolved(first), ...own } : own;
  }
}

/** An id is none, whatever digits it has. */
const maskedText = (text: string, schema: JsonSchema): string => {
  const kind = personalOf(schema);
  if (kind) return maskedValue(text, kind);
  return isUuid(text) ? text : masksWithin(text);
};

/** Whose data an answer holds, for the record: as many as one page of it shows. */
export const subscribersIn = (value: unknown, found: Set<string> = new Set()): ReadonlySet<string> => {
  if (found.size >= MOST_IDS) return found;
  if (Array.isArray(value)) for (const item of value) subscribersIn(item, found);
  else if (isObject(value))
    for (const [name, inner] of Object.entries(value))
      if (IDS.test(name) && typeof inner === 'string' && inner !== '') found.add(inner);
      else subscribersIn(inner, found);
  return found;
};
