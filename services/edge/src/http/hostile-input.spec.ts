// Whatever a stranger sends, it is read as nothing rather than thrown at.
import { chooseLocale, LOCALES } from '@saring/i18n';
import { systemClock } from '@saring/kernel';
import { accessTokenKey, verifyAccessToken } from '@saring/service-kit';
import fc from 'fast-check';
import { isIP } from 'node:net';
import { TrustedProxies } from './client-address';
import { SignedValues } from './signed-values';

const secretsKey = 'a-secrets-key-of-32-characters-or-more';
const signed = new SignedValues({ SECRETS_KEY: secretsKey } as never, systemClock);
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ maxLength: 2_000 }),
  fc.ipV6(),
  fc.ipV4(),
);

it('takes no address but one of the header, or the peer', () => {
  const proxies = new TrustedProxies(['127.0.0.1/32', '10.0.0.0/24']);
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 6 }), (hops) => {
      const client = proxies.clientOf('127.0.0.1', hops.join(','));
      expect(isIP(client)).not.toBe(0);
      expect(client === '127.0.0.1' || hops.join(',').includes(client)).toBe(true);
    }),
  );
});

it('opens nothing that it did not sign', () => {
  const key = accessTokenKey(secretsKey);
  const mine = signed.sign('code-form', 'challenge', 60);
  fc.assert(
    fc.property(anything, fc.nat(mine.length - 1), (text, at) => {
      expect(signed.open('code-form', text)).toBeNull();
      expect(verifyAccessToken(key, text, new Date(0))).toBeNull();
      const bent = mine.slice(0, at) + (mine[at] === 'A' ? 'B' : 'A') + mine.slice(at + 1, -1);
      expect(signed.open('code-form', bent)).toBeNull();
      expect(signed.open('phone-form', mine)).toBeNull();
    }),
  );
  expect(signed.open('code-form', mine)).toBe('challenge');
});

it('always finds a language', () =>
  fc.assert(fc.property(anything, (text) => expect(LOCALES).toContain(chooseLocale(text)))));
