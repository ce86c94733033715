import { RateLimiter } from './rate-limits';

const limit = { name: 'spec', burst: 3, perMinute: 6 };

it('gives the burst, then one every ten seconds, to each key for itself', () => {
  let now = 0;
  const limiter = new RateLimiter(() => now);
  expect([1, 2, 3, 4].map(() => limiter.take(limit, 'a'))).toEqual([0, 0, 0, 10]);
  expect(limiter.take(limit, 'b')).toBe(0);
  now += 4_000;
  expect(limiter.take(limit, 'a')).toBe(6);
  now += 6_000;
  expect([limiter.take(limit, 'a'), limiter.take(limit, 'a')]).toEqual([0, 10]);
  now += 3_600_000;
  expect([1, 2, 3, 4].map(() => limiter.take(limit, 'a'))).toEqual([0, 0, 0, 10]);
});

it('does not grow with the number of keys', () => {
  const limiter = new RateLimiter(() => 0);
  limiter.take(limit, 'first');
  limiter.take(limit, 'first');
  limiter.take(limit, 'first');
  for (let index = 0; index < 50_000; index += 1) limiter.take(limit, String(index));
  expect(limiter.take(limit, 'first')).toBe(0);
});
