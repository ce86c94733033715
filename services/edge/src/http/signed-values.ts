// Small values that come back from a browser as we gave them: tokens of forms, proofs of a device.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@saring/kernel';
import { CLOCK, deriveKey } from '@saring/service-kit';
import { EDGE_CONFIG, type EdgeConfig } from '../config';

export type SignedPurpose =
  | 'phone-form'
  | 'code-form'
  | 'logout-form'
  | 'device-form'
  | 'disown-form'
  | 'number-form'
  | 'request-form'
  | 'family-form'
  | 'telegram-form'
  | 'proof-form'
  | 'email-form'
  | 'notices-form'
  | 'free-form'
  | 'package-form'
  | 'voucher-form'
  | 'newcomer'
  | 'shop-form'
  | 'pay-form'
  | 'bill-form'
  | 'possession'
  | 'device-proof';
const LONGEST = 1_024;

@Injectable()
export class SignedValues {
  private readonly key: Buffer;

  constructor(
    @Inject(EDGE_CONFIG) config: EdgeConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.key = deriveKey(config.SECRETS_KEY, 'edge-signed-values');
  }

  /** `<expiry>.<value>.<signature>`, good for one purpose. */
  sign(purpose: SignedPurpose, value: string, lifetimeSeconds: number): string {
    const expiry = Math.floor(this.clock.now().getTime() / 1000) + lifetimeSeconds;
    const body = `${expiry}.${Buffer.from(value).toString('base64url')}`;
    return `${body}.${this.signature(purpose, body)}`;
  }

  /** The value; null when it was not signed for this purpose or its time is over. */
  open(purpose: SignedPurpose, signed: string | undefined): string | null {
    if (!signed || signed.length > LONGEST) return null;
    const [expiry = '', value = '', signature = '', ...rest] = signed.split('.');
    if (rest.length > 0 || !same(signature, this.signature(purpose, `${expiry}.${value}`))) return null;
    return Number(expiry) * 1000 > this.clock.now().getTime()
      ? Buffer.from(value, 'base64url').toString()
      : null;
  }

  /** A key that is equal for equal values and hides them: no other service learns the value. */
  digest(purpose: SignedPurpose, value: string): string {
    return this.signature(purpose, value);
  }

  private signature(purpose: SignedPurpose, body: string): string {
    return createHmac('sha256', this.key).update(`${purpose}|${body}`).digest('base64url');
  }
}

/** Compares in a time that does not depend on where they differ. */
export const same = (left: string, right: string): boolean => {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
};
