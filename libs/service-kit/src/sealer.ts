// sealer.ts — AES-256-GCM over what only the holder of a key may read, bound to what it belongs to.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deriveKey } from './keys';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export class Sealer {
  /** @param key 256 bits, for one purpose only. */
  constructor(private readonly key: Buffer) {}

  /** @param boundTo sealed bytes that are moved to something else do not open. */
  seal(content: Uint8Array, boundTo: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(boundTo));
    const body = Buffer.concat([cipher.update(content), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]);
  }

  /** @throws when the bytes were not sealed for this by this key. */
  open(sealed: Buffer, boundTo: string): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', this.key, sealed.subarray(0, NONCE_BYTES)).setAAD(
      Buffer.from(boundTo),
    );
    decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  }
}

/** Seals a message on its way to notification: no one else on the bus may read a code. */
export class TravellingParams {
  private readonly sealer: Sealer;

  constructor(secretsKey: string) {
    this.sealer = new Sealer(deriveKey(secretsKey, 'message-params-on-the-bus'));
  }

  seal(commandId: string, params: Readonly<Record<string, string>>): string {
    return this.sealer.seal(Buffer.from(JSON.stringify(params)), commandId).toString('base64url');
  }

  /** @throws when the text was not sealed for this command by this key. */
  open(commandId: string, sealed: string): Readonly<Record<string, string>> {
    const body = this.sealer.open(Buffer.from(sealed, 'base64url'), commandId);
    return JSON.parse(body.toString('utf8')) as Record<string, string>;
  }
}
