import { ok, refused, type Result } from './result';

declare const brand: unique symbol;
/** A whole number of bytes within ±(2^53 − 1). Made by `parseBytes` or arithmetic on Bytes. */
export type Bytes = number & { readonly [brand]?: 'Bytes' };

export const KB = 1024;
export const MB = 1_048_576;
/** domain.md: 1 GB = 1,073,741,824 bytes. */
export const GB = 1_073_741_824;

/** Refuses what is not a whole, safe, non-negative number: `BYTES.INVALID`. */
export const parseBytes = (value: unknown): Result<Bytes, 'BYTES.INVALID'> =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
    ? ok(value as Bytes)
    : refused('BYTES.INVALID', { value: String(value) });
