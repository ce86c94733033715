// signed-ids.ts — an id and its end under a MAC: nothing is stored, and nothing can be guessed.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveKey } from '@saring/service-kit';
import { isUuid } from '@saring/kernel';

const ID_BYTES = 16;
const EXPIRY_BYTES = 4;
const MAC_BYTES = 16;
const TOKEN_BYTES = ID_BYTES + EXPIRY_BYTES + MAC_BYTES;

/** Ids that a link carries. What was signed for one purpose opens nothing of another. */
export class SignedIds {
  private readonly key: Buffer;

  constructor(secretsKey: string, purpose: string) {
    this.key = deriveKey(secretsKey, purpose);
  }

  protected sign(id: string, expirySeconds: number): string {
    const body = Buffer.alloc(ID_BYTES + EXPIRY_BYTES);
    body.write(id.replaceAll('-', ''), 'hex');
    body.writeUInt32BE(expirySeconds, ID_BYTES);
    return Buffer.concat([body, this.mac(body)]).toString('base64url');
  }

  /** Null for what is not ours, changed or over. */
  protected idOf(token: string, now: Date): string | null {
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
