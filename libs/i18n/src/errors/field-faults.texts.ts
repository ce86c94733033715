// field-faults.texts.ts — what is wrong with one field of a request, by the rule that it breaks.
import { fill } from '../fill';
import type { Locale } from '../locale';

/** `rule` is class-validator's name; `limit` is the number or the words that the rule allows. */
export type FieldFault = {
  readonly field: string;
  readonly rule: string;
  readonly limit?: string | number | boolean | readonly string[];
};

const MOST_FAULTS = 10;
const RULES: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  isDefined: { id: 'wajib diisi', en: 'is required' },
  isNotEmpty: { id: 'wajib diisi', en: 'is required' },
  isString: { id: 'harus berupa teks', en: 'must be text' },
  isStorable: {
    id: 'memuat huruf yang tidak dapat disimpan (NUL)',
    en: 'holds a character that cannot be stored (NUL)',
  },
  isPrintable: {
    id: 'memuat karakter kendali atau pengubah arah tulisan',
    en: 'holds control characters or ones that turn the direction of writing',
  },
  isPercentEncoded: { id: 'memuat % yang bukan kode %XX', en: 'holds a % that begins no %XX' },
  minLength: { id: 'paling sedikit {limit} karakter', en: 'must have at least {limit} characters' },
  maxLength: { id: 'paling banyak {limit} karakter', en: 'must have at most {limit} characters' },
  isInt: { id: 'harus bilangan bulat', en: 'must be a whole number' },
  isNumber: { id: 'harus berupa angka', en: 'must be a number' },
  min: { id: 'paling sedikit {limit}', en: 'must be at least {limit}' },
  max: { id: 'paling banyak {limit}', en: 'must be at most {limit}' },
  isBoolean: { id: 'harus true atau false', en: 'must be true or false' },
  isIn: { id: 'harus salah satu dari: {limit}', en: 'must be one of: {limit}' },
  isUuid: { id: 'harus berupa UUID', en: 'must be a UUID' },
  isIso8601: { id: 'harus waktu ISO 8601', en: 'must be a time in ISO 8601' },
  isEmail: { id: 'harus alamat email', en: 'must be an e-mail address' },
  isObject: { id: 'harus berupa objek', en: 'must be an object' },
  isArray: { id: 'harus berupa daftar', en: 'must be a list' },
  arrayMinSize: { id: 'paling sedikit {limit} butir', en: 'must have at least {limit} items' },
  arrayMaxSize: { id: 'paling banyak {limit} butir', en: 'must have at most {limit} items' },
  equals: { id: 'harus {limit}', en: 'must be {limit}' },
  isLocalDate: { id: 'harus tanggal yang ada, yyyy-mm-dd', en: 'must be a date that exists, yyyy-mm-dd' },
  isTexts: { id: 'hanya boleh berisi teks', en: 'must hold texts only' },
  isBase64: { id: 'harus Base64', en: 'must be Base64' },
  isPeriodEnd: {
    id: 'harus tanggal yang ada, tidak sebelum awal, dan paling banyak {limit} hari sesudahnya',
    en: 'must be a date that exists, not before the start and at most {limit} days after it',
  },
  mostLines: {
    id: 'terlalu jauh: lebih dari {limit} baris; minta per bagian',
    en: 'is too far: more than {limit} lines; ask in parts',
  },
  isAnotherOperator: { id: 'harus operator lain', en: 'must be another operator' },
  exactlyOne: { id: '— isi tepat satu dari: {limit}', en: '— give exactly one of: {limit}' },
  isIdempotencyKey: {
    id: 'harus 1–100 karakter ASCII yang tampak',
    en: 'must be 1–100 printable ASCII characters',
  },
  isJsonObject: { id: 'harus berupa objek JSON', en: 'must be a JSON object' },
  whitelistValidation: { id: 'tidak dikenal', en: 'is unknown' },
};
const OTHER: Readonly<Record<Locale, string>> = { id: 'bentuknya salah', en: 'has the wrong form' };

const sentence = ({ field, rule, limit }: FieldFault, locale: Locale): string => {
  const known = (Object.hasOwn(RULES, rule) ? RULES[rule] : undefined) ?? OTHER;
  // What is allowed was not told: nobody is shown the place where it would stand.
  const text = limit === undefined && known[locale].includes('{limit}') ? OTHER : known;
  const words = Array.isArray(limit) ? limit.join(', ') : limit;
  return `${field} ${fill(text[locale], words === undefined ? {} : { limit: words as string })}`;
};

/** One sentence for a person, e.g. "days must be at most 3650; name is required." */
export const fieldFaultsText = (faults: readonly FieldFault[], locale: Locale): string =>
  `${faults
    .slice(0, MOST_FAULTS)
    .map((fault) => sentence(fault, locale))
    .join('; ')}.`;
