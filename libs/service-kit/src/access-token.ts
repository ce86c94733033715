// The subscriber's access token: signed, so that edge knows who asks without asking anyone.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveKey } from './keys';

export type AccessClaims = {
  readonly subscriberId: string;
  /** Empty while no device is known of the session. */
  readonly deviceId: string;
  /** The session that it belongs to. */
  readonly familyId: string;
  readonly expiresAtSeconds: number;
};

/** The key of access tokens, one of those that SECRETS_KEY gives. */
export const accessTokenKey = (secretsKey: string): Buffer => deriveKey(secretsKey, 'access-token');

const LONGEST_TOKEN = 512;

const signatureOf = (key: Buffer, body: string): Buffer => createHmac('sha256', key).update(body).digest();

/** `<claims>.<HMAC-SHA256>`, both base64url. There is one algorithm, so a token cannot name another. */
export const signAccessToken = (key: Buffer, claims: AccessClaims): string => {
  const fields = [claims.subscriberId, claims.deviceId, claims.familyId, String(claims.expiresAtSeconds)];
  const body = Buffer.from(fields.join('|')).toString('base64url');
  return `${body}.${signatureOf(key, body).toString('base64url')}`;
};

/** The claims of a token that we signed and that has not expired; null otherwise. */
export const verifyAccessToken = (key: Buffer, token: string, at: Date): AccessClaims | null => {
  const [body, signature, ...rest] = token.length > LONGEST_TOKEN ? [] : token.split('.');
  if (!body || !signature || rest.length > 0) return null;
  const [given, right] = [Buffer.from(signature, 'base64url'), signatureOf(key, body)];
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
  const [subscriberId = '', deviceId = '', familyId = '', expiry = ''] = Buffer.from(body, 'base64url')
    .toString()
    .split('|');
  const expiresAtSeconds = Number(expiry);
  return expiresAtSeconds * 1000 > at.getTime()
    ? { subscriberId, deviceId, familyId, expiresAtSeconds }
    : null;
};
