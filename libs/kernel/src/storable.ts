// storable.ts — what no database takes as text (NUL, half a surrogate pair), and where a value holds it.
const UNSTORABLE = /[\0\p{Cs}]/u;
const UNSTORABLE_ALL = /[\0\p{Cs}]/gu;
const REPLACEMENT = '\ufffd';
/** Deeper than any body of ours. */
const DEEPEST = 20;

/**
 * Control characters but line breaks and tabs, those that turn the direction of what follows, and those that nobody
 * sees, but for the joiners, which emoji need; and a text of joiners alone.
 */
const UNPRINTABLE =
  /[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\u3164\ufeff\uffa0]|^\s*[\u200c\u200d][\s\u200c\u200d]*$/u;

/** The path of the first text or name that would read as something else than it is; null: there is none. */
export const unprintablePathIn = (value: unknown): string | null => pathIn(UNPRINTABLE, value, '', 0);

/** The path of the first text or name within a value that cannot be stored, as `items.0.name`; null: there is none. */
export const unstorablePathIn = (value: unknown): string | null => pathIn(UNSTORABLE, value, '', 0);

const pathIn = (wrong: RegExp, value: unknown, path: string, depth: number): string | null => {
  if (typeof value === 'string') return wrong.test(value) ? path : null;
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return null;
  if (depth >= DEEPEST) return path;
  for (const [name, inner] of Object.entries(value)) {
    const innerPath = path === '' ? name : `${path}.${name}`;
    if (wrong.test(name)) return storableText(innerPath);
    const found = pathIn(wrong, inner, innerPath, depth + 1);
    if (found !== null) return found;
  }
  return null;
};

/** The same text, with U+FFFD in place of each character that cannot be stored. */
export const storableText = (text: string): string => text.replace(UNSTORABLE_ALL, REPLACEMENT);

const UNPRINTABLE_ALL = new RegExp(UNPRINTABLE.source, 'gu');

/** The same text, with U+FFFD in place of each character that cannot be stored or would not read as it is. */
export const legibleText = (text: string): string => storableText(text).replace(UNPRINTABLE_ALL, REPLACEMENT);

/** The same text as people may read it: what was stored before the door refused such characters loses them. */
export const printableText = (text: string): string => text.replace(UNPRINTABLE_ALL, '');
