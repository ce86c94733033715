import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveKey } from '@saring/service-kit';
import { isUuid } from '@saring/kernel';

/** How long a link opens its order without login, from when it was placed. */
export const STATUS_LINK_SECONDS = 7 * 86_400;

const ID_BYTES = 16;
const EXPIRY_BYTES = 4;
const MAC_BYTES = 16;
const TOKEN_BYTES = ID_BYTES + EXPIRY_BYTES + MAC_BYTES;

/** Signed links to one order: its id and end under a MAC, so that nothing is stored and nothing can be guessed. */
export class StatusTokens {
  private readonly key: Buffer;

  constructor(secretsKey: string) {
    this.key = deriveKey(secretsKey, 'order-status');
  }

  /** The same order gives the same token. Null: its time is over. */
  tokenOf(orderId: string, placedAt: Date, now: Date): string | null {
    const expiry = Math.floor(placedAt.getTime() / 1_000) + STATUS_LINK_SECONDS;
    if (now.getTime() >= expiry * 1_000) return null;
    const body = Buffer.alloc(ID_BYTES + EXPIRY_BYTES);
    body.write(orderId.replaceAll('-', ''), 'hex');
    body.writeUInt32BE(expiry, ID_BYTES);
    return Buffer.concat([body, this.mac(body)]).toString('base64url');
  }

  /** The order that a token opens; null for what is not ours, changed or over. */
  orderIdOf(token: string, now: Date): string | null {
    const bytes = Buffer.from(token, 'base64url');
    if (bytes.length !== TOKEN_BYTES || bytes.toString('base64url') !== token) return null;
    const body = bytes.subarray(0, ID_BYTES + EXPIRY_BYTES);
    if (!timingSafeEqual(bytes.subarray(ID_BYTES + EXPIRY_BYTES), this.mac(body))) return null;
    if (now.getTime() >= body.readUInt32BE(ID_BYTES) * 1_000) return null;
    const hex = body.toString('hex', 0, ID_BYTES);
    const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
      '-',
    );
    return isUuid(id) ? id : null;
  }

  private mac(body: Buffer): Buffer {
    return createHmac('sha256', this.key).update(body).digest().subarray(0, MAC_BYTES);
  }
}
