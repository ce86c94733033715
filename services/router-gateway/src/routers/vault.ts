// vault.ts — routers' passwords at rest, bound to the router they belong to.
import { Sealer } from '@saring/service-kit';

export class Vault {
  private readonly sealer: Sealer;

  /** @param key 256 bits, for this purpose only. */
  constructor(key: Buffer) {
    this.sealer = new Sealer(key);
  }

  /** @param routerId a secret moved to another router's row does not open. */
  seal(secret: string, routerId: string): Buffer {
    return this.sealer.seal(Buffer.from(secret), routerId);
  }

  /** @throws when the key is another one or the bytes were changed; the message holds no secret. */
  open(sealed: Buffer, routerId: string): string {
    try {
      return this.sealer.open(sealed, routerId).toString('utf8');
    } catch {
      throw new Error(
        `the password of router ${routerId} was sealed under another SECRETS_KEY: enter it again`,
      );
    }
  }
}
