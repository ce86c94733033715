// voucher-code.ts — the form of a voucher's code: what it is made of, how it is read, and whether it can be guessed.
import { refused, ok, type Result } from '@saring/kernel';

/** Without look-alikes: no 0 and O, no 1, I and L, no 2 and Z, no 5 and S, no 8 and B, no U beside V. */
export const CODE_ALPHABET = '34679ACDEFGHJKMNPQRTVWXY';
/** At most one guess in so many may hit a voucher that is worth something. */
const GUESSES_A_HIT = 100_000;
const GROUP = 4;

/** Case, spaces and dashes do not count. */
export const readCode = (typed: string): string => typed.toUpperCase().replace(/[^A-Z0-9]/g, '');

/** As it is printed: in groups of four, the prefix apart. */
export const shownCode = (code: string, prefix: string): string => {
  const groups = code.slice(prefix.length).match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? [];
  return [prefix, ...groups].filter(Boolean).join('-');
};

/**
 * @param live vouchers of this prefix and length that are worth something, those to be made among them.
 * @returns refused with the least length that is safe.
 */
export const checkCodeSpace = (
  codeLength: number,
  live: number,
): Result<true, 'BILLING.VOUCHER_CODES_SHORT'> => {
  const least = Math.ceil(Math.log(live * GUESSES_A_HIT) / Math.log(CODE_ALPHABET.length));
  return codeLength >= least ? ok(true) : refused('BILLING.VOUCHER_CODES_SHORT', { least });
};
