// voucher-codes.ts — makes codes, seals them for printing and finds them by a keyed hash.
import { createHmac, randomInt } from 'node:crypto';
import { deriveKey, Sealer } from '@saring/service-kit';
import { CODE_ALPHABET } from './domain/voucher-code';

type NewCode = { readonly code: string; readonly hash: Buffer };

/** A database without SECRETS_KEY gives no code away: neither the sealed text nor the hash says it. */
export class VoucherCodes {
  private readonly sealer: Sealer;
  private readonly hashKey: Buffer;
  private readonly sourceKey: Buffer;

  constructor(secretsKey: string) {
    this.sealer = new Sealer(deriveKey(secretsKey, 'voucher-codes'));
    this.hashKey = deriveKey(secretsKey, 'voucher-code-hashes');
    this.sourceKey = deriveKey(secretsKey, 'voucher-try-sources');
  }

  /** So many codes, no two the same; each character is as likely as any other. */
  make(amount: number, prefix: string, codeLength: number): readonly NewCode[] {
    const codes = new Set<string>();
    while (codes.size < amount) codes.add(prefix + this.part(codeLength));
    return [...codes].map((code) => ({ code, hash: this.hashOf(code) }));
  }

  hashOf(code: string): Buffer {
    return createHmac('sha256', this.hashKey).update(code).digest();
  }

  seal(code: string, voucherId: string): Buffer {
    return this.sealer.seal(Buffer.from(code), voucherId);
  }

  open(sealed: Buffer, voucherId: string): string {
    return this.sealer.open(sealed, voucherId).toString();
  }

  /** A device or an address, which is nobody's business after the hour in which it typed a wrong code. */
  sourceOf(source: string): Buffer {
    return createHmac('sha256', this.sourceKey).update(source).digest();
  }

  private part(length: number): string {
    let text = '';
    // randomInt draws again where a remainder would favour some.
    for (let at = 0; at < length; at += 1) text += CODE_ALPHABET[randomInt(CODE_ALPHABET.length)];
    return text;
  }
}
