// signing.ts — who published a plugin: ed25519 over a digest of every file but the signature itself.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
} from 'node:crypto';
import { z } from 'zod';
import { PackageError } from './package-error';
import type { ArchiveFiles } from './read-archive';

const SIGNATURE_FILE = 'signature';
const DOMAIN = 'saring-payment-plugin-1';
/** DER in front of the 32 bytes of a key of ed25519 (RFC 8410). */
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const KEY = /^[A-Za-z0-9_-]{43}$/;

const signatureSchema = z.strictObject({
  publicKey: z.string().regex(KEY),
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});

/**
 * sha256 over the files by name, each as its name, its length and its content, so that no two sets of files share one.
 * @returns hexadecimal
 */
export const digestOf = (files: ArchiveFiles): string => {
  const hash = createHash('sha256').update(`${DOMAIN}\0`);
  const names = [...files.keys()].filter((name) => name !== SIGNATURE_FILE).sort();
  for (const name of names) {
    const content = files.get(name) ?? new Uint8Array();
    hash.update(`${name}\0${content.byteLength}\0`).update(content);
  }
  return hash.digest('hex');
};

const signedText = (digest: string): Buffer => Buffer.from(`${DOMAIN}\0${digest}`);

/** A publisher's keys as base64url: the private one stays with its author. */
export const newPublisherKeys = (): { readonly publicKey: string; readonly privateKey: string } => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { x = '', d = '' } = privateKey.export({ format: 'jwk' });
  return { publicKey: x, privateKey: d };
};

/** @returns the content of the file `signature`. @throws when the key is none of ed25519. */
export const signFiles = (files: ArchiveFiles, privateKey: string): Uint8Array => {
  if (!KEY.test(privateKey)) throw new Error('the private key is not 32 bytes of base64url');
  const seed = Buffer.concat([PRIVATE_PREFIX, Buffer.from(privateKey, 'base64url')]);
  const key = createPrivateKey({ key: seed, format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  const signature = sign(null, signedText(digestOf(files)), key).toString('base64url');
  return Buffer.from(JSON.stringify({ publicKey: x, signature }));
};

/**
 * Whose signature it is; null: it has none.
 * @throws PackageError signature_unreadable, signature_wrong
 */
export const signerOf = (files: ArchiveFiles): string | null => {
  const content = files.get(SIGNATURE_FILE);
  if (!content) return null;
  const parsed = signatureSchema.safeParse(jsonOf(content));
  if (!parsed.success) throw new PackageError('signature_unreadable');
  const { publicKey, signature } = parsed.data;
  const der = Buffer.concat([PUBLIC_PREFIX, Buffer.from(publicKey, 'base64url')]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  const isRight = verify(null, signedText(digestOf(files)), key, Buffer.from(signature, 'base64url'));
  if (!isRight) throw new PackageError('signature_wrong');
  return publicKey;
};

const jsonOf = (content: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(content).toString('utf8'));
  } catch {
    return null;
  }
};
