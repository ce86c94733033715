// recorded.ts — what of a request stands in the record: no secret, no file, and no more than a page shows.

const MOST_TEXT_CHARACTERS = 500;
const MOST_ITEMS = 50;
const MOST_DEPTH = 4;
const MOST_RECORD_CHARACTERS = 8_000;
const SECRET = /password|secret|token|code$|^code|key$|totp|base64|proof/i;
const HIDDEN = '•••';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

const shown = (value: unknown, depth: number): Json => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string')
    return value.length > MOST_TEXT_CHARACTERS ? `${value.slice(0, MOST_TEXT_CHARACTERS)}…` : value;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'object' || Buffer.isBuffer(value) || depth >= MOST_DEPTH) return '…';
  if (Array.isArray(value)) return value.slice(0, MOST_ITEMS).map((item) => shown(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .slice(0, MOST_ITEMS)
      .map(([name, one]) => [name, SECRET.test(name) ? HIDDEN : shown(one, depth + 1)]),
  );
};

/** @returns JSON; empty for what holds nothing. A record that is too long names its fields only. */
export const recorded = (value: unknown): string => {
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return '';
  const names = Object.keys(value);
  if (names.length === 0) return '';
  const text = JSON.stringify(shown(value, 0));
  return text.length <= MOST_RECORD_CHARACTERS
    ? text
    : JSON.stringify(Object.fromEntries(names.slice(0, MOST_ITEMS).map((name) => [name, '…'])));
};

/** The same fields as they were. */
export const recordedBefore = (before: object, body: unknown): string => {
  if (typeof body !== 'object' || body === null) return '';
  const fields = Object.entries(before).filter(([name]) => name in body);
  return recorded(Object.fromEntries(fields));
};
