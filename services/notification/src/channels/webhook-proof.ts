// webhook-proof.ts — who sent a webhook, compared in the same time wherever the two differ.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** @returns false for an empty secret: nothing proves anything by it. */
export const sameSecret = (given: string, secret: string): boolean =>
  secret !== '' && timingSafeEqual(digest(given), digest(secret));

/** @param header the hex of sha512 over the raw body. */
export const isHashedBody = (body: Uint8Array, header: string, secret: string): boolean =>
  sameSecret(header, secret === '' ? '' : createHmac('sha512', secret).update(body).digest('hex'));

/** @param header `sha256=<hex>` of the raw body, as Meta and those after it sign. */
export const isSignedBody = (body: Uint8Array, header: string, secret: string): boolean =>
  sameSecret(
    header,
    secret === '' ? '' : `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  );
