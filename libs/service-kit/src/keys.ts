import { hkdfSync } from 'node:crypto';

const KEY_BYTES = 32;

/** A key of 256 bits for one purpose, derived from SECRETS_KEY: no two uses share one. */
export const deriveKey = (secretsKey: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secretsKey, 'saring', purpose, KEY_BYTES));
