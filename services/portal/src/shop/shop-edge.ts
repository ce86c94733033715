import { ShopClient } from '@saring/api-client';
import { edge } from '../edge';

export const shopEdge = new ShopClient(edge);

const KEY_BYTES = 16;

/** A key for one purchase. Captive pages come without TLS, where crypto.randomUUID is not to be had. */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(KEY_BYTES))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
