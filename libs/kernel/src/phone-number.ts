import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile';
import { ok, refused, type Result } from './result';

declare const brand: unique symbol;
/** E.164 of an Indonesian mobile: `+628…` (domain.md, "Subscribers and devices"). */
export type PhoneNumber = string & { readonly [brand]?: 'PhoneNumber' };

const INDONESIAN_MOBILE = /^\+628\d{8,11}$/;
const LONGEST_SPELLING = 32;

/** Accepts 08…, 62…, +62…, 0062…, 8…, with spaces, dots, dashes or brackets; refuses the rest: `PHONE.INVALID`. */
export const parsePhoneNumber = (text: string): Result<PhoneNumber, 'PHONE.INVALID'> => {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST_SPELLING || !/^\+?[\d\s().-]+$/.test(trimmed)) return refused('PHONE.INVALID');
  const digits = trimmed.replace(/[^\d+]/g, '').replace(/^00/, '+');
  const spelled = /^62\d/.test(digits) ? `+${digits}` : digits.replace(/^\+620/, '+62');
  const number = parsePhoneNumberFromString(spelled, 'ID')?.number ?? '';
  return INDONESIAN_MOBILE.test(number) ? ok(number as PhoneNumber) : refused('PHONE.INVALID');
};

/** What may be shown of a number: `+62812••••890`. */
export const maskPhoneNumber = (phone: PhoneNumber): string => `${phone.slice(0, 6)}••••${phone.slice(-3)}`;
