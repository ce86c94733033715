// Codes, tokens and what is stored of them. None of the stored forms gives back what was given out.
import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { deriveKey } from '@saring/service-kit';
import { OTP_CODE_DIGITS } from './otp/domain/otp-challenge';

const TOKEN_BYTES = 32;

/** `<prefix>_<256 random bits>`. */
export const newToken = (prefix: string): string =>
  `${prefix}_${randomBytes(TOKEN_BYTES).toString('base64url')}`;

/** A token of 256 random bits needs no slow hash. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

export const newOtpCode = (): string =>
  String(randomInt(10 ** OTP_CODE_DIGITS)).padStart(OTP_CODE_DIGITS, '0');

/** Keyed digests of what is too short to be hashed plainly; keys come from SECRETS_KEY, one a purpose. */
export class KeyedDigests {
  private readonly codeKey: Buffer;
  private readonly deviceKey: Buffer;
  private readonly childKey: Buffer;
  private readonly recoveryKey: Buffer;

  constructor(secretsKey: string) {
    this.codeKey = deriveKey(secretsKey, 'otp-code');
    this.deviceKey = deriveKey(secretsKey, 'otp-device');
    this.childKey = deriveKey(secretsKey, 'refresh-child');
    this.recoveryKey = deriveKey(secretsKey, 'recovery-code');
  }

  /** HMAC-SHA256(pepper, challengeId|phone|code). */
  ofCode(challengeId: string, phone: string, code: string): string {
    return createHmac('sha256', this.codeKey).update(`${challengeId}|${phone}|${code}`).digest('base64url');
  }

  /** HMAC of a code that a person sends: it is found by it, and not stored. */
  ofReverse(code: string): string {
    return createHmac('sha256', this.codeKey).update(`reverse|${code}`).digest('base64url');
  }

  /** HMAC of a code that an operator sends. */
  ofBot(code: string): string {
    return createHmac('sha256', this.codeKey).update(`bot|${code}`).digest('base64url');
  }

  /** The digits that the browser behind such a code shows: they follow from its challenge, and are stored nowhere. */
  digitsOf(challengeId: string): string {
    const digest = createHmac('sha256', this.codeKey).update(`browser|${challengeId}`).digest();
    return String(digest.readUIntBE(0, 6) % 10 ** OTP_CODE_DIGITS).padStart(OTP_CODE_DIGITS, '0');
  }

  /** The one token that a refresh token is passed on to: the same however often it is asked for. */
  childOf(prefix: string, token: string): string {
    return `${prefix}_${createHmac('sha256', this.childKey).update(token).digest('base64url')}`;
  }

  ofRecovery(operatorId: string, code: string): string {
    return createHmac('sha256', this.recoveryKey).update(`${operatorId}|${code}`).digest('base64url');
  }

  ofDevice(site: string, mac: string): string {
    return createHmac('sha256', this.deviceKey).update(`${site}|${mac}`).digest('base64url');
  }
}

/** Takes the same time wherever the two differ. */
export const sameDigest = (left: string, right: string): boolean => {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
};
