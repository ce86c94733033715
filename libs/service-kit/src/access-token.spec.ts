import { accessTokenKey, signAccessToken, verifyAccessToken } from './access-token';

const key = accessTokenKey('a-secrets-key-of-32-characters-or-more');
const claims = { subscriberId: 's', deviceId: '', familyId: 'f', expiresAtSeconds: 1_800_000_000 };
const before = new Date(1_799_999_999_000);
const token = signAccessToken(key, claims);

it('gives back what it signed, until it expires', () => {
  expect(verifyAccessToken(key, token, before)).toEqual(claims);
  expect(verifyAccessToken(key, token, new Date(1_800_000_000_000))).toBeNull();
});

it.each([
  ['nothing', ''],
  ['another key', signAccessToken(accessTokenKey('another-secrets-key-of-32-characters'), claims)],
  ['other claims', `${Buffer.from('x||f|1800000000').toString('base64url')}.${token.split('.')[1]}`],
  ['no signature', token.split('.')[0] ?? ''],
  ['a part too many', `${token}.x`],
  ['a very long one', `${'a'.repeat(600)}.b`],
])('knows %s', (_, forged) => expect(verifyAccessToken(key, forged, before)).toBeNull());
