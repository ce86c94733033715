// qris.ts — the text of a QRIS code (EMVCo, merchant-presented): fields of tag, length and value, and a checksum at the end.
import { ok, refused, type Result } from './result';
import type { Rupiah } from './rupiah';

const LONGEST_QRIS = 1_024;
/** Tag 63, length 04, then the checksum of all before it. */
const CHECKSUM = /^(.*6304)([0-9A-F]{4})$/s;
const HEADER = /^\d{4}$/;
const HEADER_CHARACTERS = 4;
const TAG = {
  format: '00',
  kind: '01',
  currency: '53',
  amount: '54',
  country: '58',
  merchantName: '59',
  merchantCity: '60',
  checksum: '63',
} as const;
const DYNAMIC = '12';
const RUPIAH = '360';
const INDONESIA = 'ID';

type Field = { readonly tag: string; readonly value: string };

/** A code of a merchant that carries no amount: whoever scans it types one. */
export type StaticQris = {
  readonly merchantName: string;
  readonly merchantCity: string;
  /** All but the checksum, in their order. */
  readonly fields: readonly Field[];
};

/** `damaged`: its checksum is wrong, or it cannot be read. `has_amount`: it is one for one payment. `foreign`: not of rupiah. */
export type QrisFault = 'damaged' | 'has_amount' | 'foreign';

/** CRC-16/CCITT-FALSE over the text's bytes, as four capital hexadecimal digits. */
export const qrisChecksum = (text: string): string => {
  let sum = 0xffff;
  for (const byte of new TextEncoder().encode(text)) {
    sum ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum & 0x8000 ? (sum << 1) ^ 0x1021 : sum << 1) & 0xffff;
  }
  return sum.toString(16).toUpperCase().padStart(4, '0');
};

/** Whether a text came through whole. */
export const isWholeQris = (text: string): boolean => {
  const [, covered, checksum] = (text.length <= LONGEST_QRIS && CHECKSUM.exec(text)) || [];
  return covered !== undefined && checksum === qrisChecksum(covered);
};

/** Null: lengths that do not fit. */
const fieldsIn = (text: string): readonly Field[] | null => {
  const characters = [...text];
  const fields: Field[] = [];
  for (let at = 0; at < characters.length;) {
    const header = characters.slice(at, at + HEADER_CHARACTERS).join('');
    if (!HEADER.test(header)) return null;
    const length = Number(header.slice(2));
    const value = characters.slice(at + HEADER_CHARACTERS, at + HEADER_CHARACTERS + length);
    if (value.length < length) return null;
    fields.push({ tag: header.slice(0, 2), value: value.join('') });
    at += HEADER_CHARACTERS + length;
  }
  return fields;
};

/** Takes the code that a merchant has printed; spaces and lines around it are left out. */
export const readStaticQris = (given: string): Result<StaticQris, QrisFault> => {
  const text = given.trim();
  const all = isWholeQris(text) ? fieldsIn(text) : null;
  if (!all || all.at(-1)?.tag !== TAG.checksum) return refused('damaged');
  const fields = all.slice(0, -1);
  const valueOf = (tag: string): string => fields.find((field) => field.tag === tag)?.value ?? '';
  const isTwice = new Set(fields.map(({ tag }) => tag)).size < fields.length;
  if (fields[0]?.tag !== TAG.format || valueOf(TAG.merchantName) === '' || isTwice) return refused('damaged');
  if (valueOf(TAG.currency) !== RUPIAH || valueOf(TAG.country) !== INDONESIA) return refused('foreign');
  if (valueOf(TAG.amount) !== '' || valueOf(TAG.kind) === DYNAMIC) return refused('has_amount');
  return ok({ merchantName: valueOf(TAG.merchantName), merchantCity: valueOf(TAG.merchantCity), fields });
};

/** The same code for one payment of so much: the payer types nothing. */
export const qrisWithAmount = ({ fields }: StaticQris, amountRupiah: Rupiah): string => {
  const others = fields.filter(({ tag }) => tag !== TAG.kind);
  const [format, ...rest] = others;
  const isBefore = ({ tag }: Field): boolean => tag < TAG.amount;
  const all = [
    ...(format ? [format] : []),
    { tag: TAG.kind, value: DYNAMIC },
    ...rest.filter(isBefore),
    { tag: TAG.amount, value: String(amountRupiah) },
    ...rest.filter((field) => !isBefore(field)),
  ];
  const written = all.map(({ tag, value }) => `${tag}${String([...value].length).padStart(2, '0')}${value}`);
  const covered = `${written.join('')}${TAG.checksum}04`;
  return `${covered}${qrisChecksum(covered)}`;
};
