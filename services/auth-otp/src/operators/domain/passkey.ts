// passkey.ts — what a passkey may be used for: where, for how long, and when it looks like a copy.
import { ok, refused, type Instant, type Result } from '@saring/kernel';

/** Phone, laptop, a key in the drawer, and some that nobody took away. */
export const MOST_PASSKEYS = 10;
/** A person finds the phone and unlocks it. */
export const PASSKEY_CHALLENGE_SECONDS = 300;
/** Challenges that are open at once for one address: more than edge lets it ask for within their life. The oldest give way. */
export const MOST_OPEN_CHALLENGES = 150;

type PasskeyPurpose = 'add' | 'log_in';

export type PasskeyChallenge = {
  readonly purpose: PasskeyPurpose;
  /** Who may add a passkey by it; null for a login: the passkey says who it is. */
  readonly operatorId: string | null;
  readonly expiresAt: Instant;
};

const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[.*\])$/;
const isLocalName = (host: string): boolean => host === 'localhost' || host.endsWith('.localhost');

/**
 * The relying party's id for an origin: its host. Browsers know none for an address, nor without a secure context.
 * @param origin `https://wifi.example.id`, as edge knows it.
 */
export const relyingPartyOf = (origin: string): Result<string, 'AUTH.PASSKEY_NEEDS_HTTPS'> => {
  if (!URL.canParse(origin)) return refused('AUTH.PASSKEY_NEEDS_HTTPS');
  const { protocol, hostname, origin: own } = new URL(origin);
  const isSecure = protocol === 'https:' || (protocol === 'http:' && isLocalName(hostname));
  return isSecure && !ADDRESS.test(hostname) && own === origin
    ? ok(hostname)
    : refused('AUTH.PASSKEY_NEEDS_HTTPS');
};

/** One that was made for something or somebody else says no more than one that is gone. */
export const mayUseChallenge = (
  challenge: PasskeyChallenge | null,
  { purpose, operatorId, at }: { purpose: PasskeyPurpose; operatorId: string | null; at: Instant },
): Result<true, 'AUTH.PASSKEY_EXPIRED'> =>
  challenge?.purpose === purpose && challenge.operatorId === operatorId && at < challenge.expiresAt
    ? ok(true)
    : refused('AUTH.PASSKEY_EXPIRED');

/** A counter that does not grow is that of a copy; passkeys that are synced count nothing and stay at 0. */
export const counterWentBack = (before: number, now: number): boolean =>
  (before > 0 || now > 0) && now <= before;
