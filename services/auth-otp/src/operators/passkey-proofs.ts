// passkey-proofs.ts — what a browser says of a passkey, read and checked by @simplewebauthn/server.
import type { WebAuthnCredential } from '@simplewebauthn/server';
import { z } from 'zod';
import { PASSKEY_CHALLENGE_SECONDS } from './domain/passkey';
import type { TakenChallenge } from './passkey-challenges.rows';
import type { PasskeyRow } from './passkeys.rows';

const NAME_OF_HOUSE = 'Saring';
/** ES256, EdDSA, RS256: what authenticators have. */
const ALGORITHMS = [-7, -8, -257];
/** WebAuthn: a credential id has at most 1,023 bytes. */
const LONGEST_ID = 1_364;
const MOST_TRANSPORTS = 8;

/** Eighteen megabytes: loaded by the first passkey. */
const library = (): Promise<typeof import('@simplewebauthn/server')> => import('@simplewebauthn/server');

const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/);
const credentialId = base64url.max(LONGEST_ID);
const head = { id: credentialId, rawId: credentialId, type: z.literal('public-key') };
/** What browsers say beside it is not read. */
const none = () => ({});

const addition = z.object({
  ...head,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(32)).max(MOST_TRANSPORTS).default([]),
  }),
  clientExtensionResults: z.unknown().transform(none),
});
const login = z.object({
  ...head,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    // It names the operator: without a name typed, nothing else does.
    userHandle: base64url,
  }),
  clientExtensionResults: z.unknown().transform(none),
});
const clientData = z.object({ crossOrigin: z.boolean().optional() });

export type LoginProof = z.infer<typeof login>;

const parsed = <T>(schema: z.ZodType<T>, json: string): T | null => {
  try {
    return schema.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
};

/** @returns null for what no browser says. */
export const parseLoginProof = (json: string): LoginProof | null => parsed(login, json);

/** From within a page of another site nobody means to sign in here. */
const isFramed = (clientDataBase64url: string): boolean =>
  parsed(clientData, Buffer.from(clientDataBase64url, 'base64url').toString('utf8'))?.crossOrigin === true;

/** The handle by which a passkey names its operator. */
const handleOf = (operatorId: string): Buffer => Buffer.from(operatorId, 'utf8');

type Person = { readonly id: string; readonly email: string; readonly name: string };

/** What the browser is asked for a new passkey. */
export const additionOptions = async (
  rpId: string,
  operator: Person,
  existing: readonly PasskeyRow[],
): Promise<{ readonly challenge: string; readonly optionsJson: string }> => {
  const options = await (
    await library()
  ).generateRegistrationOptions({
    ...{ rpName: NAME_OF_HOUSE, rpID: rpId, userID: new Uint8Array(handleOf(operator.id)) },
    ...{ userName: operator.email, userDisplayName: operator.name || operator.email },
    ...{ attestationType: 'none', timeout: PASSKEY_CHALLENGE_SECONDS * 1000 },
    // It is found without a name, and unlocked by its owner: it stands for both factors.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: existing.map(({ credential_id: id, transports }) => ({
      ...{ id, transports: [...transports] },
    })),
    supportedAlgorithmIDs: ALGORITHMS,
  });
  return { challenge: options.challenge, optionsJson: JSON.stringify(options) };
};

/** What the browser is asked for a login by any passkey of this house. */
export const loginOptions = async (
  rpId: string,
): Promise<{ readonly challenge: string; readonly optionsJson: string }> => {
  const options = await (
    await library()
  ).generateAuthenticationOptions({
    ...{ rpID: rpId, userVerification: 'required', timeout: PASSKEY_CHALLENGE_SECONDS * 1000 },
  });
  return { challenge: options.challenge, optionsJson: JSON.stringify(options) };
};

type NewCredential = Pick<PasskeyRow, 'credential_id' | 'public_key' | 'counter' | 'transports' | 'synced'>;

/** @returns null where it proves nothing. */
export const provedAddition = async (
  proofJson: string,
  { challenge, origin }: TakenChallenge,
  rpId: string,
): Promise<NewCredential | null> => {
  const response = parsed(addition, proofJson);
  if (!response || isFramed(response.response.clientDataJSON)) return null;
  const { verifyRegistrationResponse } = await library();
  const { registrationInfo } = await provedOrNull(() =>
    verifyRegistrationResponse({
      response: response as Parameters<typeof verifyRegistrationResponse>[0]['response'],
      ...{ expectedChallenge: challenge, expectedOrigin: origin, expectedRPID: rpId },
      ...{ requireUserVerification: true, supportedAlgorithmIDs: ALGORITHMS },
    }),
  );
  if (!registrationInfo || registrationInfo.credential.id !== response.id) return null;
  const { credential, credentialBackedUp: synced } = registrationInfo;
  return {
    ...{ credential_id: credential.id, public_key: Buffer.from(credential.publicKey), synced },
    ...{ counter: credential.counter, transports: response.response.transports },
  };
};

/** @returns the counter that it signed; null where it proves nothing. */
export const provedLogin = async (
  response: LoginProof,
  { challenge, origin }: TakenChallenge,
  passkey: PasskeyRow,
): Promise<number | null> => {
  const handle = Buffer.from(response.response.userHandle, 'base64url');
  if (!handle.equals(handleOf(passkey.operator_id)) || isFramed(response.response.clientDataJSON))
    return null;
  const { verifyAuthenticationResponse } = await library();
  const credential: WebAuthnCredential = {
    ...{ id: passkey.credential_id, publicKey: new Uint8Array(passkey.public_key) },
    // Compared by the caller, once the signature is known to be true: a stranger raises no alarm.
    counter: 0,
  };
  const { verified, authenticationInfo } = await provedOrNull(() =>
    verifyAuthenticationResponse({
      ...{ response, credential, expectedChallenge: challenge, expectedOrigin: origin },
      ...{ expectedRPID: passkey.rp_id, requireUserVerification: true },
    }),
  );
  return verified ? (authenticationInfo?.newCounter ?? null) : null;
};

/** The library throws what it refuses; of a stranger's bytes that is no bug of ours. */
const provedOrNull = async <T>(verify: () => Promise<T>): Promise<Partial<T>> => {
  try {
    return await verify();
  } catch (error) {
    if (error instanceof Error) return {};
    throw error;
  }
};
