// reverse-code.ts — a code that a person or an operator sends to us, so that the number it comes from is proved (domain.md, "OTP
// and sessions"): how it looks, and how it is found in what people really send.

/** Without letters that are read for others. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
export const REVERSE_CODE_CHARACTERS = 8;
/** The code with anything between its halves that a keyboard puts there, alone or before and behind other words. */
const behind = (...words: readonly string[]): RegExp =>
  new RegExp(
    `(?:^|[^A-Z0-9])(?:${words.join('|')})[\\s:*_]+([${ALPHABET}]{4})[\\s\\-–—]?([${ALPHABET}]{4})(?![A-Z0-9])`,
  );
const LOGIN_CODE = behind('MASUK', 'LOGIN');
const BOT_CODE = behind('HUBUNGKAN', 'LINK');
/** What a person writes is short; the rest is not looked at. */
const MOST_TEXT_CHARACTERS = 500;

/** @param random one whole number below a bound for each character, e.g. node's randomInt. */
export const newReverseCode = (random: (below: number) => number): string =>
  Array.from({ length: REVERSE_CODE_CHARACTERS }, () => ALPHABET.charAt(random(ALPHABET.length))).join('');

/** The message that a person sends with it. */
export const reverseCodeMessage = (code: string): string => `MASUK ${inHalves(code)}`;

/** The message by which an operator proves the number that opens the operators' words of the bot. */
export const botCodeMessage = (code: string): string => `HUBUNGKAN ${inHalves(code)}`;

/** @returns the code of a message, or null where it holds none. */
export const reverseCodeIn = (text: string): string | null => codeIn(text, LOGIN_CODE);

/** @returns the code of a message of an operator, or null where it holds none. */
export const botCodeIn = (text: string): string | null => codeIn(text, BOT_CODE);

const inHalves = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

const codeIn = (text: string, code: RegExp): string | null => {
  const found = code.exec(text.slice(0, MOST_TEXT_CHARACTERS).normalize('NFKC').toUpperCase());
  return found ? `${found[1]}${found[2]}` : null;
};
