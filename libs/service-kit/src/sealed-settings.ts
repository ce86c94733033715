// sealed-settings.ts — values of settings at rest and on the bus: only who has SECRETS_KEY reads them.
import { createHmac } from 'node:crypto';
import { deriveKey } from './keys';
import { Sealer } from './sealer';

export class SealedSettings {
  private readonly sealer: Sealer;
  private readonly digestKey: Buffer;

  constructor(secretsKey: string) {
    this.sealer = new Sealer(deriveKey(secretsKey, 'settings'));
    this.digestKey = deriveKey(secretsKey, 'setting-digests');
  }

  seal(name: string, value: string): string {
    return this.sealer.seal(Buffer.from(value), name).toString('base64url');
  }

  /** @throws when the text was not sealed for this setting by this key. */
  open(name: string, sealed: string): string {
    return this.sealer.open(Buffer.from(sealed, 'base64url'), name).toString('utf8');
  }

  /** The same for the same value; sealed texts never are. Without the key nobody can try values against it. */
  digest(name: string, value: string): string {
    return createHmac('sha256', this.digestKey).update(`${name}|${value}`).digest('base64url');
  }
}
