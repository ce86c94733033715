import { counterWentBack, mayUseChallenge, relyingPartyOf, type PasskeyChallenge } from './passkey';

it.each([
  ['https://wifi.example.id', 'wifi.example.id'],
  ['https://wifi.example.id:8443', 'wifi.example.id'],
  ['http://localhost:9000', 'localhost'],
  ['http://portal.localhost:9000', 'portal.localhost'],
])('%s names the relying party %s', (origin, value) =>
  expect(relyingPartyOf(origin)).toEqual({ ok: true, value }),
);

it.each([
  ...['http://wifi.example.id', 'http://192.168.88.2:9000', 'https://192.168.88.2', 'http://127.0.0.1:9000'],
  ...['https://[::1]:9000', 'https://wifi.example.id/console', 'ftp://localhost', 'wifi.example.id', ''],
])('%j is no origin for a passkey', (origin) =>
  expect(relyingPartyOf(origin)).toMatchObject({ refusal: { code: 'AUTH.PASSKEY_NEEDS_HTTPS' } }),
);

describe('a challenge', () => {
  const challenge: PasskeyChallenge = {
    ...{ purpose: 'add', operatorId: 'o-1', expiresAt: '2026-11-01T00:05:00.000Z' },
  };
  const use = { purpose: 'add', operatorId: 'o-1', at: '2026-11-01T00:04:59.999Z' } as const;

  it('is good for what and for whom it was made, until it ends', () =>
    expect(mayUseChallenge(challenge, use)).toEqual({ ok: true, value: true }));

  it.each([
    ['none', null, use],
    ['another purpose', challenge, { ...use, purpose: 'log_in' as const }],
    ['another operator', challenge, { ...use, operatorId: 'o-2' }],
    ['its end', challenge, { ...use, at: challenge.expiresAt }],
  ])('is refused: %s', (_, given, as) =>
    expect(mayUseChallenge(given, as)).toMatchObject({ refusal: { code: 'AUTH.PASSKEY_EXPIRED' } }),
  );
});

it.each([
  [0, 0, false],
  [0, 1, false],
  [7, 8, false],
  [7, 7, true],
  [7, 6, true],
  [7, 0, true],
])('a counter of %i that is followed by %i went back: %s', (before, now, back) =>
  expect(counterWentBack(before, now)).toBe(back),
);
