import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deriveKey } from '@saring/service-kit';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM over what a message says, bound to its id: a code waits in the outbox as nobody can read it. */
export class SealedParams {
  private readonly key: Buffer;

  constructor(secretsKey: string) {
    this.key = deriveKey(secretsKey, 'message-params');
  }

  seal(messageId: string, params: Readonly<Record<string, string>>): string {
    return this.sealBytes(messageId, Buffer.from(JSON.stringify(params))).toString('base64url');
  }

  /** @throws when the text was not sealed for this message by this key. */
  open(messageId: string, sealed: string): Readonly<Record<string, string>> {
    const body = this.openBytes(messageId, Buffer.from(sealed, 'base64url'));
    return JSON.parse(body.toString('utf8')) as Record<string, string>;
  }

  /** An attachment, bound to its message as the text is. */
  sealBytes(messageId: string, content: Uint8Array): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(messageId));
    const body = Buffer.concat([cipher.update(content), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]);
  }

  /** @throws when the bytes were not sealed for this message by this key. */
  openBytes(messageId: string, bytes: Buffer): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, NONCE_BYTES)).setAAD(
      Buffer.from(messageId),
    );
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  }
}
