// recorded.ts — what of a request is in the record: no secret, no phone number, no file, no more than a page shows.
import type { Declared } from './declared-fields';

const MOST_TEXT_CHARACTERS = 500;
const MOST_NAME_CHARACTERS = 60;
const MOST_ITEMS = 200;
const MOST_DEPTH = 4;
const MOST_RECORD_CHARACTERS = 10_000;
const SECRET = /pass|pwd|secret|token|credentials|code$|^code|key$|totp|base64|proof|^pin$/i;
const PHONE = /phone$/i;
/** Enough for an operator to recognise a number, too little to call it. */
const PHONE_END_DIGITS = 4;
const HIDDEN = '•••';
/** Was sent, and is not shown. */
const LEFT_OUT = '…';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most)}${LEFT_OUT}` : text;

const withoutNumber = (phone: string): string =>
  phone === '' ? '' : `${HIDDEN}${phone.slice(-PHONE_END_DIGITS)}`;

const shownField = (name: string, value: unknown, depth: number): Json => {
  // Whether something was asked for is no secret, whatever it is called.
  if (SECRET.test(name) && typeof value !== 'boolean') return HIDDEN;
  if (value === undefined) return LEFT_OUT;
  if (PHONE.test(name) && typeof value === 'string') return withoutNumber(value);
  return shown(value, depth);
};

const shown = (value: unknown, depth: number): Json => {
  if (value === null) return null;
  if (typeof value === 'string') return cut(value, MOST_TEXT_CHARACTERS);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'object' || Buffer.isBuffer(value) || depth >= MOST_DEPTH) return LEFT_OUT;
  if (Array.isArray(value)) return value.slice(0, MOST_ITEMS).map((item) => shown(item, depth + 1));
  return fieldsOf(Object.entries(value), (name, one) => shownField(name, one, depth + 1));
};

const fieldsOf = (
  entries: readonly (readonly [string, unknown])[],
  show: (name: string, value: unknown) => Json,
): { readonly [name: string]: Json } =>
  Object.fromEntries(
    entries.slice(0, MOST_ITEMS).map(([name, value]) => [cut(name, MOST_NAME_CHARACTERS), show(name, value)]),
  );

/**
 * @param fields undefined where the route declares none of that name: its name alone is recorded.
 * @returns JSON; empty for what holds nothing. A record that is too long names its fields only, and as many as fit.
 */
export const recorded = (fields: Declared): string => {
  const entries = Object.entries(fields);
  if (entries.length === 0) return '';
  const text = JSON.stringify(fieldsOf(entries, (name, value) => shownField(name, value, 1)));
  if (text.length <= MOST_RECORD_CHARACTERS) return text;
  const names = JSON.stringify(fieldsOf(entries, () => LEFT_OUT));
  return names.length <= MOST_RECORD_CHARACTERS ? names : JSON.stringify({ [LEFT_OUT]: LEFT_OUT });
};

/** The same fields as they were. */
export const recordedBefore = (before: object, fields: Declared): string =>
  recorded(
    Object.fromEntries(
      Object.entries(before).filter(([name, value]) => fields[name] !== undefined && value !== undefined),
    ),
  );
