// The second factor of operators: RFC 6238, six digits, 30 s; the secret is sealed at rest.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deriveKey } from '@saring/service-kit';
import { Secret, TOTP } from 'otpauth';

const PERIOD_SECONDS = 30;
/** A clock half a minute off is still right. */
const WINDOW_STEPS = 1;
const SECRET_BYTES = 20;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const ISSUER = 'Saring';

const totpOf = (secret: string, label = ''): TOTP =>
  new TOTP({ issuer: ISSUER, label, secret: Secret.fromBase32(secret), period: PERIOD_SECONDS });

export class TotpSecrets {
  private readonly key: Buffer;

  constructor(secretsKey: string) {
    this.key = deriveKey(secretsKey, 'operator-totp');
  }

  /** @param label what the app shows beside the issuer. */
  make(operatorId: string, label: string): { secret: string; uri: string; sealed: string } {
    const secret = new Secret({ size: SECRET_BYTES }).base32;
    return { secret, uri: totpOf(secret, label).toString(), sealed: this.seal(operatorId, secret) };
  }

  /** The step of a right code; null when it is wrong or its step was used before. */
  stepOf(operatorId: string, sealed: string, code: string, lastStep: number, at: Date): number | null {
    const delta = totpOf(this.open(operatorId, sealed)).validate({
      token: code,
      window: WINDOW_STEPS,
      timestamp: at.getTime(),
    });
    if (delta === null) return null;
    const step = Math.floor(at.getTime() / 1000 / PERIOD_SECONDS) + delta;
    return step > lastStep ? step : null;
  }

  private seal(operatorId: string, secret: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(operatorId));
    const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
  }

  private open(operatorId: string, sealed: string): string {
    const bytes = Buffer.from(sealed, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', this.key, bytes.subarray(0, NONCE_BYTES)).setAAD(
      Buffer.from(operatorId),
    );
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([
      decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
      decipher.final(),
    ]).toString('utf8');
  }
}
