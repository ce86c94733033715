// quiet-hours.spec.ts — a kind waits within its hours, by the site's own clock, and goes when they end.
import fc from 'fast-check';
import { quietUntil } from './quiet-hours';

const NIGHT = { fromMinute: 21 * 60, toMinute: 6 * 60 + 30 };
const at = (jakarta: string) => new Date(`2026-11-30T${jakarta}+07:00`).toISOString();

it.each([
  ['20:59:59', null],
  ['21:00:00', '2026-11-30T23:30:00.000Z'],
  ['23:59:30', '2026-11-30T23:30:00.000Z'],
  ['00:00:00', '2026-11-29T23:30:00.000Z'],
  ['06:29:59', '2026-11-29T23:30:00.000Z'],
  ['06:30:00', null],
])('at %s of the night it waits until %s', (time, until) =>
  expect(quietUntil(NIGHT, at(time), 'Asia/Jakarta')).toBe(until),
);

it('asks the clock of the site: it is night in Jayapura two hours before', () => {
  expect(quietUntil(NIGHT, at('19:00:00'), 'Asia/Jayapura')).toBe('2026-11-30T21:30:00.000Z');
  expect(quietUntil(NIGHT, at('19:00:00'), 'Asia/Jakarta')).toBeNull();
});

it('never waits longer than the hours are, and not when they have ended', () => {
  const minute = fc.integer({ min: 0, max: 1_439 });
  fc.assert(
    fc.property(minute, minute, fc.integer({ min: 0, max: 86_399 }), (fromMinute, toMinute, second) => {
      const now = Date.parse('2026-11-30T00:00:00.000Z') + second * 1000;
      const until = quietUntil({ fromMinute, toMinute }, new Date(now).toISOString(), 'Asia/Jakarta');
      if (until === null) return;
      const hours = ((toMinute - fromMinute + 1_440) % 1_440) * 60_000;
      const wait = Date.parse(until) - now;
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(hours);
      expect(quietUntil({ fromMinute, toMinute }, until, 'Asia/Jakarta')).toBeNull();
    }),
  );
});
