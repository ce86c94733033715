// json-fields.ts — what of a vendor's JSON is there, whatever else is in it.
import { storableText } from '@saring/kernel';

export type JsonFields = Readonly<Record<string, unknown>>;

/** @returns an object whose texts can be stored, with U+FFFD for what no database takes; empty where the text is none. */
export const objectIn = (text: string): JsonFields => {
  try {
    return asObject(JSON.parse(text, (_, value: unknown) => storable(value)));
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
};

const storable = (value: unknown): unknown => (typeof value === 'string' ? storableText(value) : value);

export const asObject = (value: unknown): JsonFields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};

/** Numbers are taken for text; anything else is none. */
export const textIn = (object: JsonFields | undefined, name: string): string => {
  const value = object && Object.hasOwn(object, name) ? object[name] : '';
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
};
