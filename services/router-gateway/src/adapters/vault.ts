// Routers' passwords at rest: AES-256-GCM, bound to the router they belong to.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export class Vault {
  /** @param key 256 bits, for this purpose only. */
  constructor(private readonly key: Buffer) {}

  /** @param routerId a secret moved to another router's row does not open. */
  seal(secret: string, routerId: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(routerId));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  /** @throws when the key is another one or the bytes were changed; the message holds no secret. */
  open(sealed: Buffer, routerId: string): string {
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.key, nonce)
        .setAAD(Buffer.from(routerId))
        .setAuthTag(tag);
      return Buffer.concat([
        decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)),
        decipher.final(),
      ]).toString('utf8');
    } catch {
      throw new Error(
        `the password of router ${routerId} was sealed under another SECRETS_KEY: enter it again`,
      );
    }
  }
}
