// phone-number.ts — an Indonesian mobile number, in any way that people write or paste it.
import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile';
import { ok, refused, type Result } from './result';

declare const brand: unique symbol;
/** E.164 of an Indonesian mobile: `+628…` (domain.md, "Subscribers and devices"). */
export type PhoneNumber = string & { readonly [brand]?: 'PhoneNumber' };

const INDONESIAN_MOBILE = /^\+628\d{8,11}$/;
const LONGEST_SPELLING = 32;
/** With the invisible marks that contact apps put around and between. */
const LONGEST_PASTED = 64;

/** The digits of every script come in runs of whole tens, in order. */
const asciiDigit = (digit: string): string => {
  const code = digit.codePointAt(0) ?? 0;
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before += 1;
  return String(before % 10);
};

/** As it would be typed: no invisible marks, plain digits, plain dashes, a plain plus and plain spaces. */
const typed = (pasted: string): string =>
  pasted
    .replace(/\p{Cf}/gu, '')
    .replace(/\p{Pd}/gu, '-')
    .replace(/[\uff0b\ufe62\u207a]/gu, '+')
    .replace(/[\s\p{Zs}]/gu, ' ')
    .replace(/[^\d\P{Nd}]/gu, asciiDigit)
    .trim();

/**
 * Accepts 08…, 62…, +62…, 0062…, 8…, with spaces, dots, dashes or brackets, in digits of any script and with the marks
 * that contact apps add; refuses the rest: `PHONE.INVALID`.
 */
export const parsePhoneNumber = (text: string): Result<PhoneNumber, 'PHONE.INVALID'> => {
  const spelling = text.length > LONGEST_PASTED ? '' : typed(text);
  if (spelling.length > LONGEST_SPELLING || !/^\+?[\d\s().-]+$/.test(spelling))
    return refused('PHONE.INVALID');
  const digits = spelling.replace(/[^\d+]/g, '').replace(/^00/, '+');
  const spelled = /^62\d/.test(digits) ? `+${digits}` : digits.replace(/^\+620/, '+62');
  const number = parsePhoneNumberFromString(spelled, 'ID')?.number ?? '';
  return INDONESIAN_MOBILE.test(number) ? ok(number as PhoneNumber) : refused('PHONE.INVALID');
};

/** The part of a number that may be shown: `+62812••••890`. */
export const maskPhoneNumber = (phone: PhoneNumber): string => `${phone.slice(0, 6)}••••${phone.slice(-3)}`;
