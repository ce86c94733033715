// sealed-params.ts — seals a message while it waits in the outbox: no one reads a code there.
import { deriveKey, Sealer } from '@saring/service-kit';

/** Bound to the message's id. */
export class SealedParams {
  private readonly sealer: Sealer;

  constructor(secretsKey: string) {
    this.sealer = new Sealer(deriveKey(secretsKey, 'message-params'));
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
    return this.sealer.seal(content, messageId);
  }

  /** @throws when the bytes were not sealed for this message by this key. */
  openBytes(messageId: string, bytes: Buffer): Buffer {
    return this.sealer.open(bytes, messageId);
  }
}
