import { createHash } from 'node:crypto';

// What a gateway knows an order by: `SRG-<site>-<20 base32>` (domain.md, "Selling"). One fixed shape, so that it can
// stand in a URL, and so that no digit of a signature's next part can be taken for its end.
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const TAIL_CHARACTERS = 20;
const BITS_A_CHARACTER = 5;
/** The vendor takes 50 characters in all. */
const LONGEST_SITE = 24;
const ORDER_NUMBER = /^SRG-[a-z0-9][a-z0-9-]{0,23}-[A-Z2-7]{20}$/;

export const isOrderNumber = (text: string): boolean => ORDER_NUMBER.test(text);

/** The same order always has the same number: who places it and who has it paid name it alike. */
export const orderNumberOf = (site: string, orderId: string): string => {
  const digest = createHash('sha256').update(`payment|${orderId}`).digest();
  let bits = 0n;
  for (const byte of digest.subarray(0, 13)) bits = (bits << 8n) | BigInt(byte);
  let tail = '';
  for (let index = 0; index < TAIL_CHARACTERS; index += 1)
    tail += ALPHABET[Number((bits >> BigInt(index * BITS_A_CHARACTER)) & 31n)];
  const name = site
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, LONGEST_SITE);
  return `SRG-${name || 'site'}-${tail}`;
};
