// software-authenticator.ts — an authenticator of WebAuthn in software, which also says what no honest one would.
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** Bits of the flags byte (WebAuthn, section 6.1). */
const FLAGS = { present: 0x01, verified: 0x04, backupEligible: 0x08, backedUp: 0x10, attested: 0x40 };
const ID_BYTES = 32;

/** Major types of CBOR (RFC 8949). */
const CBOR = { unsigned: 0, negative: 1, bytes: 2, text: 3, map: 5 };
type Encodable = number | string | Buffer | Map<number | string, Encodable>;

const head = (major: number, size: number): Buffer => {
  if (size < 24) return Buffer.from([(major << 5) | size]);
  if (size < 256) return Buffer.from([(major << 5) | 24, size]);
  return Buffer.from([(major << 5) | 25, size >> 8, size & 255]);
};

const cbor = (value: Encodable): Buffer => {
  if (typeof value === 'number')
    return value >= 0 ? head(CBOR.unsigned, value) : head(CBOR.negative, -1 - value);
  if (typeof value === 'string')
    return Buffer.concat([head(CBOR.text, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(CBOR.bytes, value.length), value]);
  const entries = [...value].flatMap(([key, one]) => [cbor(key), cbor(one)]);
  return Buffer.concat([head(CBOR.map, value.size), ...entries]);
};

/** A COSE key of ES256 (RFC 9053): kty EC2, alg -7, crv P-256, x, y. */
const coseKey = (publicKey: KeyObject): Buffer => {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return cbor(
    new Map<number, Encodable>([
      ...([
        [1, 2],
        [3, -7],
        [-1, 1],
      ] as const),
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]),
  );
};

const sha256 = (data: Buffer | string): Buffer => createHash('sha256').update(data).digest();

/** What an authenticator or a browser may say other than it is. */
export type Lies = {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly type?: string;
  readonly crossOrigin?: boolean;
  readonly isPresent?: boolean;
  readonly isVerified?: boolean;
  readonly counter?: number;
  readonly userHandle?: string;
  readonly credentialId?: string;
  /** Another key signs. */
  readonly key?: KeyObject;
};

type CreationOptions = {
  readonly challenge: string;
  readonly rp: { readonly id?: string };
  readonly user: { readonly id: string };
};
type RequestOptions = { readonly challenge: string; readonly rpId?: string };

/** One device with one passkey. */
export class SoftwareAuthenticator {
  readonly credentialId: string;
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  private counter = 0;
  private userHandle = '';

  /** @param origin of the page that its browser shows. @param isSynced its counter stays at 0, as those of password managers do. */
  constructor(
    private readonly origin: string,
    private readonly isSynced = false,
    credentialId = randomBytes(ID_BYTES).toString('base64url'),
  ) {
    this.credentialId = credentialId;
  }

  /** Answers `navigator.credentials.create`, as JSON. */
  create(optionsJson: string, lies: Lies = {}): string {
    const { challenge, rp, user } = JSON.parse(optionsJson) as CreationOptions;
    this.userHandle = user.id;
    const id = Buffer.from(lies.credentialId ?? this.credentialId, 'base64url');
    const length = Buffer.from([id.length >> 8, id.length & 255]);
    const attested = Buffer.concat([Buffer.alloc(16), length, id, coseKey(this.keys.publicKey)]);
    const data = this.authenticatorData(rp.id ?? '', FLAGS.attested, lies, attested);
    const attestation = new Map<string, Encodable>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', data],
    ]);
    const clientDataJSON = this.clientData('webauthn.create', challenge, lies).toString('base64url');
    const attestationObject = cbor(attestation).toString('base64url');
    return this.answer(lies, { clientDataJSON, attestationObject, transports: ['internal'] });
  }

  /** Answers `navigator.credentials.get`, as JSON. */
  get(optionsJson: string, lies: Lies = {}): string {
    const { challenge, rpId = '' } = JSON.parse(optionsJson) as RequestOptions;
    const clientData = this.clientData('webauthn.get', challenge, lies);
    const data = this.authenticatorData(rpId, 0, lies, Buffer.alloc(0));
    const signed = Buffer.concat([data, sha256(clientData)]);
    const signature = sign('sha256', signed, lies.key ?? this.keys.privateKey);
    return this.answer(lies, {
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: signature.toString('base64url'),
      userHandle: lies.userHandle ?? this.userHandle,
    });
  }

  private answer(lies: Lies, response: object): string {
    const id = lies.credentialId ?? this.credentialId;
    return JSON.stringify({
      ...{ id, rawId: id, type: 'public-key', response, clientExtensionResults: {} },
      authenticatorAttachment: 'platform',
    });
  }

  private clientData(type: string, challenge: string, lies: Lies): Buffer {
    const data = {
      type: lies.type ?? type,
      challenge: lies.challenge ?? challenge,
      origin: lies.origin ?? this.origin,
      crossOrigin: lies.crossOrigin ?? false,
    };
    return Buffer.from(JSON.stringify(data));
  }

  private authenticatorData(rpId: string, more: number, lies: Lies, attested: Buffer): Buffer {
    if (!this.isSynced) this.counter += 1;
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(lies.counter ?? this.counter);
    const flags =
      more |
      ((lies.isPresent ?? true) ? FLAGS.present : 0) |
      ((lies.isVerified ?? true) ? FLAGS.verified : 0) |
      (this.isSynced ? FLAGS.backupEligible | FLAGS.backedUp : 0);
    return Buffer.concat([sha256(lies.rpId ?? rpId), Buffer.from([flags]), counter, attested]);
  }
}
