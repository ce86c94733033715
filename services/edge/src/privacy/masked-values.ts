// masked-values.ts — what of a number, a MAC, an address or a login name stays readable.
import type { Personal } from '@saring/kernel';

const HIDDEN = '•••';
/** Enough to recognise a number that its owner says, too little to call it. */
const PHONE_END_DIGITS = 4;
const MAC_END_CHARACTERS = 5;
const PLAIN_MAC_END_CHARACTERS = 4;

/** As people write it: `WA:0812…`, `no.0812…`, `(0812) 9876-5432`. A time, a version or an amount has a digit before the mark. */
const PHONE = /(?<![\w+-])(?<!\d[.:])(?:\+?62[ .()-]{0,2}|\(?0)8\d(?:[ .()-]{0,2}\d){6,11}(?!\w)/g;
/** In advice about how a number is written: nobody's. */
const EXAMPLE_DIGITS = '081234567890';
const FOREIGN_PHONE = /\+\d{8,15}(?!\w)/g;
/** Not the rest of a longer row of groups; a word before the colon (`mac:`) is none. */
const NO_GROUP_BEFORE = '(?<![\\w])(?<!(?<!\\w)[0-9a-f]{0,4}:)';
const MAC = new RegExp(`${NO_GROUP_BEFORE}[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}(?![\\w:])`, 'gi');
/** `AABBCCDDEEFF`, `aabb.ccdd.eeff`; twelve digits without a letter are an amount or a number. */
const PLAIN_MAC = /(?<![\w-])(?=[0-9.]*[a-f])[0-9a-f]{4}(?:\.?[0-9a-f]{4}){2}(?![\w-])/gi;
const IPV4 = /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d)/g;
/** All eight groups, or two colons in a row between hexadecimal digits: a time of the day has neither. */
const IPV6 = new RegExp(
  `${NO_GROUP_BEFORE}(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){7}|[0-9a-f:]{1,30}::[0-9a-f:]{0,30})(?![\\w:])`,
  'gi',
);
const WHOLE_IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

const endOf = (text: string, characters: number): string => `${HIDDEN}${text.slice(-characters)}`;
const lastNumberOf = (address: string): string => `${HIDDEN}${address.slice(address.lastIndexOf('.'))}`;

/** Of a free text: whatever in it is a number, a MAC or an IP address. */
export const masksWithin = (text: string): string =>
  text
    .replace(MAC, (mac) => endOf(mac, MAC_END_CHARACTERS))
    .replace(PLAIN_MAC, (mac) => endOf(mac, PLAIN_MAC_END_CHARACTERS))
    .replace(IPV6, HIDDEN)
    .replace(IPV4, lastNumberOf)
    .replace(PHONE, (phone) =>
      phone.replace(/\D/g, '') === EXAMPLE_DIGITS ? phone : endOf(phone, PHONE_END_DIGITS),
    )
    .replace(FOREIGN_PHONE, (phone) => endOf(phone, PHONE_END_DIGITS));

/** What is empty stays empty. */
export const maskedValue = (value: string, kind: Personal): string => {
  if (value === '') return '';
  switch (kind) {
    case 'phone':
      return endOf(value, PHONE_END_DIGITS);
    case 'mac':
      return endOf(value, MAC_END_CHARACTERS);
    case 'address':
      return WHOLE_IPV4.test(value) ? lastNumberOf(value) : HIDDEN;
    case 'user':
      return HIDDEN;
    case 'open':
      return value;
    default:
      return kind satisfies never;
  }
};
