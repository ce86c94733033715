// passkey-browser.ts — passkeys as the browser has them: whether it can, and what it answers.

/** Why there are none here, before anybody has pressed anything. */
type PasskeyHindrance = 'insecure' | 'unsupported';

/** Browsers have passkeys in a secure context alone: HTTPS, or localhost. */
export const passkeyHindrance = (): PasskeyHindrance | null => {
  if (!window.isSecureContext) return 'insecure';
  return 'PublicKeyCredential' in window ? null : 'unsupported';
};

type PasskeyFault = 'cancelled' | 'there' | 'failed';

/** The browser gave no passkey. */
export class PasskeyFailure extends Error {
  constructor(readonly fault: PasskeyFault) {
    super(`no passkey: ${fault}`);
  }
}

/** Names of WebAuthn's errors; a time that ran out is told as a refusal. */
const FAULTS: Readonly<Record<string, PasskeyFault>> = {
  NotAllowedError: 'cancelled',
  AbortError: 'cancelled',
  InvalidStateError: 'there',
};

const faultOf = (error: unknown): PasskeyFault => (error instanceof Error && FAULTS[error.name]) || 'failed';

/** Loaded by the first press: who signs in by password never needs it. */
const library = () => import('@simplewebauthn/browser');

const answered = async (ask: () => Promise<object>): Promise<string> => {
  try {
    return JSON.stringify(await ask());
  } catch (error) {
    throw new PasskeyFailure(faultOf(error));
  }
};

/** @throws PasskeyFailure */
export const makePasskey = (optionsJson: string): Promise<string> =>
  answered(async () =>
    (await library()).startRegistration({ optionsJSON: JSON.parse(optionsJson) as never }),
  );

/** @throws PasskeyFailure */
export const askPasskey = (optionsJson: string): Promise<string> =>
  answered(async () =>
    (await library()).startAuthentication({ optionsJSON: JSON.parse(optionsJson) as never }),
  );
