// import-line.ts — a line of a file as a person wrote it, and what it asks for.
import { parsePhoneNumber } from '@saring/kernel';

export type ImportLine = {
  readonly phone: string;
  readonly name: string;
  readonly gigabytes: string;
  readonly days: string;
  readonly address: string;
  readonly room: string;
  readonly note: string;
  /** In the file; absent: not said. */
  readonly fileRow?: number;
  /** The row of the file that has the same number and comes first; absent: none. */
  readonly twinRow?: number;
};
type NewSubscriber = {
  readonly phone: string;
  readonly name: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly bytes: number;
  readonly days: number;
};
type Understood = { readonly wanted: NewSubscriber } | { readonly refusal: string };

const GIGABYTE = 1_073_741_824;
/** Of the grant's own measures. */
const MOST = { gigabytes: 1_048_576, days: 3_650, nameCharacters: 100, fieldCharacters: 200 };
const FIELDS = ['address', 'room', 'note'] as const;
/** Stands where a character cannot be read as it is. */
const UNREADABLE = '\ufffd';
/** No cell of one line holds any. */
const CONTROL = /\p{Cc}/u;
/** What an export puts before cells that a spreadsheet would run. */
const unquoted = (text: string): string => text.trim().replace(/^'(?=[=+\-@|%])/, '');

const gigabytesIn = (text: string): number | null => {
  if (text === '') return 0;
  const number = /^(\d{1,7}(?:[.,]\d{1,3})?)\s*(?:gb)?$/i.exec(text)?.[1]?.replace(',', '.');
  return number !== undefined && Number(number) <= MOST.gigabytes ? Number(number) : null;
};
const daysIn = (text: string): number | null => {
  if (text === '') return 0;
  return /^\d{1,4}$/.test(text) && Number(text) <= MOST.days ? Number(text) : null;
};

/** Whole bytes of what is written; the first thing that is wrong with a line is its refusal. */
export const understood = (line: ImportLine): Understood => {
  const cells = Object.values({ ...line, fileRow: '', twinRow: '' });
  if (cells.some((text) => text.includes(UNREADABLE) || CONTROL.test(text.trim())))
    return { refusal: 'BILLING.ROW_TEXT_INVALID' };
  if (unquoted(line.phone) === '') return { refusal: 'BILLING.ROW_PHONE_EMPTY' };
  const phone = parsePhoneNumber(unquoted(line.phone));
  if (!phone.ok) return { refusal: phone.refusal.code };
  const name = unquoted(line.name);
  const texts = FIELDS.map((field) => [field, unquoted(line[field])] as const);
  if (name.length > MOST.nameCharacters || texts.some(([, text]) => text.length > MOST.fieldCharacters))
    return { refusal: 'AUTH.PERSONAL_DATA_TOO_LONG' };
  const gigabytes = gigabytesIn(unquoted(line.gigabytes));
  if (gigabytes === null) return { refusal: 'BILLING.ROW_QUOTA_INVALID' };
  const days = daysIn(unquoted(line.days));
  if (days === null) return { refusal: 'BILLING.ROW_DAYS_INVALID' };
  return {
    wanted: {
      ...{ phone: phone.value, name, days, bytes: Math.round(gigabytes * GIGABYTE) },
      fields: Object.fromEntries(texts.filter(([, text]) => text !== '')),
    },
  };
};
