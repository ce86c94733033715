// recorded.spec.ts — given a request, when it is recorded, then it holds what was asked for and no secret.
import { recorded, recordedBefore } from './recorded';

const parsed = (value: unknown): unknown => JSON.parse(recorded(value));

it('keeps what was asked for', () => {
  const body = { bytes: 1_000, reason: 'hadiah', days: null, tags: ['a'], package: { name: 'Mingguan' } };
  expect(parsed(body)).toEqual(body);
});

it.each([
  'password',
  'newPassword',
  'serverPassword',
  'token',
  'code',
  'otpCode',
  'logoBase64',
  'privateKey',
])('hides %s, at any depth', (name) => {
  expect(parsed({ [name]: 'rahasia', deep: [{ [name]: 'rahasia' }] })).toEqual({
    [name]: '•••',
    deep: [{ [name]: '•••' }],
  });
});

it('is bounded: long texts, long lists, deep objects, large records', () => {
  expect(parsed({ text: 'x'.repeat(501) })).toEqual({ text: `${'x'.repeat(500)}…` });
  expect((parsed({ list: Array.from({ length: 60 }, (_, n) => n) }) as { list: number[] }).list).toHaveLength(
    50,
  );
  expect(recorded({ a: { b: { c: { d: { e: 1 } } } } })).toBe('{"a":{"b":{"c":{"d":"…"}}}}');
  const large = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`f${n}`, 'x'.repeat(400)]));
  expect(Object.values(parsed(large) as object)).toEqual(Array(40).fill('…'));
});

it.each([undefined, null, 'text', Buffer.from('picture'), {}])('is empty for %p', (value) => {
  expect(recorded(value)).toBe('');
});

it('shows of before only what the request names', () => {
  expect(recordedBefore({ name: 'Lama', priceRupiah: 5_000, bytes: 1 }, { name: 'Baru' })).toBe(
    '{"name":"Lama"}',
  );
});
