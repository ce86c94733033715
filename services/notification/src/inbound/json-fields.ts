// json-fields.ts — what of a vendor's JSON is there, whatever else is in it.

/** @returns an object; empty where the text is none. */
export const objectIn = (text: string): Readonly<Record<string, unknown>> => {
  try {
    return asObject(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
};

export const asObject = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};

/** Numbers are taken for text; anything else is none. */
export const textIn = (object: Readonly<Record<string, unknown>>, name: string): string => {
  const value = Object.hasOwn(object, name) ? object[name] : '';
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
};
