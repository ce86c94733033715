// certificate.ts — a self-signed certificate for localhost, made at each start, so that no key lies in the tree.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

const element = (tag: number, ...contents: Buffer[]): Buffer => {
  const body = Buffer.concat(contents);
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const length = body.length < 0x100 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};

const sequence = (...contents: Buffer[]): Buffer => element(0x30, ...contents);
const objectId = (...bytes: number[]): Buffer => element(0x06, Buffer.from(bytes));
const ECDSA_WITH_SHA256 = sequence(objectId(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
const COMMON_NAME = objectId(0x55, 0x04, 0x03);
const SUBJECT_ALT_NAME = objectId(0x55, 0x1d, 0x11);

const utcTime = (date: Date): Buffer =>
  element(0x17, Buffer.from(`${date.toISOString().replace(/\D/g, '').slice(2, 14)}Z`));

const bitString = (bytes: Buffer): Buffer => element(0x03, Buffer.from([0]), bytes);

const name = (text: string): Buffer =>
  sequence(element(0x31, sequence(COMMON_NAME, element(0x0c, Buffer.from(text)))));

const altNames = (): Buffer => {
  const names = sequence(element(0x82, Buffer.from('localhost')), element(0x87, Buffer.from([127, 0, 0, 1])));
  return element(0xa3, sequence(sequence(SUBJECT_ALT_NAME, element(0x04, names))));
};

const pem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${(der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;

const VALID_DAYS = 3_650;

/** Key and certificate in PEM, for `localhost` and 127.0.0.1. */
export const makeCertificate = (): { key: string; cert: string } => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const from = new Date(Date.now() - 86_400_000);
  const until = new Date(from.getTime() + VALID_DAYS * 86_400_000);
  const serial = Buffer.concat([Buffer.from([0x01]), randomBytes(8)]);
  const body = sequence(
    element(0xa0, element(0x02, Buffer.from([2]))),
    element(0x02, serial),
    ECDSA_WITH_SHA256,
    name('localhost'),
    sequence(utcTime(from), utcTime(until)),
    name('localhost'),
    publicKey.export({ type: 'spki', format: 'der' }),
    altNames(),
  );
  const signature = sign('sha256', body, privateKey);
  const cert = pem(sequence(body, ECDSA_WITH_SHA256, bitString(signature)));
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert };
};
