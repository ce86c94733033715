// reverse-code.ts — a code that a person sends to us, so that the number it comes from is proved (domain.md, "OTP and
// sessions"): how it looks, and how it is found in what people really send.

/** Without letters that are read for others. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
export const REVERSE_CODE_CHARACTERS = 8;
const WORDS = ['MASUK', 'LOGIN'] as const;
/** The code with anything between its halves that a keyboard puts there, alone or before and behind other words. */
const IN_TEXT = new RegExp(
  `(?:^|[^A-Z0-9])(?:${WORDS.join('|')})[\\s:*_]+([${ALPHABET}]{4})[\\s\\-–—]?([${ALPHABET}]{4})(?![A-Z0-9])`,
);
/** What a person writes is short; the rest is not looked at. */
const MOST_TEXT_CHARACTERS = 500;

/** @param random one whole number below a bound for each character, e.g. node's randomInt. */
export const newReverseCode = (random: (below: number) => number): string =>
  Array.from({ length: REVERSE_CODE_CHARACTERS }, () => ALPHABET.charAt(random(ALPHABET.length))).join('');

/** The message that a person sends with it. */
export const reverseCodeMessage = (code: string): string => `MASUK ${code.slice(0, 4)}-${code.slice(4)}`;

/** @returns the code of a message, or null where it holds none. */
export const reverseCodeIn = (text: string): string | null => {
  const found = IN_TEXT.exec(text.slice(0, MOST_TEXT_CHARACTERS).normalize('NFKC').toUpperCase());
  return found ? `${found[1]}${found[2]}` : null;
};
