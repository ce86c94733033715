import { ok, refused, type Result } from './result';

declare const brand: unique symbol;
/** A whole number of rupiah: money has no fractions here (domain.md). */
export type Rupiah = number & { readonly [brand]?: 'Rupiah' };

/** Refuses what is not a whole, safe, non-negative number: `RUPIAH.INVALID`. */
export const parseRupiah = (value: unknown): Result<Rupiah, 'RUPIAH.INVALID'> =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
    ? ok(value as Rupiah)
    : refused('RUPIAH.INVALID', { value: String(value) });
