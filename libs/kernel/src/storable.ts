// storable.ts — what no database takes as text (NUL, half a surrogate pair), and where a value holds it.
const UNSTORABLE = /[\0\p{Cs}]/u;
const UNSTORABLE_ALL = /[\0\p{Cs}]/gu;
const REPLACEMENT = '\ufffd';
/** Deeper than any body of ours. */
const DEEPEST = 20;

/** The path of the first text or name within a value that cannot be stored, as `items.0.name`; null: there is none. */
export const unstorablePathIn = (value: unknown): string | null => pathIn(value, '', 0);

const pathIn = (value: unknown, path: string, depth: number): string | null => {
  if (typeof value === 'string') return UNSTORABLE.test(value) ? path : null;
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return null;
  if (depth >= DEEPEST) return path;
  for (const [name, inner] of Object.entries(value)) {
    const innerPath = path === '' ? name : `${path}.${name}`;
    if (UNSTORABLE.test(name)) return storableText(innerPath);
    const found = pathIn(inner, innerPath, depth + 1);
    if (found !== null) return found;
  }
  return null;
};

/** The same text, with U+FFFD in place of each character that cannot be stored. */
export const storableText = (text: string): string => text.replace(UNSTORABLE_ALL, REPLACEMENT);
