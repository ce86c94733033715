// local-time.spec.ts — moments as files for people name them.
import { localTime } from './local-time';

it.each([
  ['Asia/Jakarta', '2026-11-28T10:00:05+07:00'],
  ['Asia/Jayapura', '2026-11-28T12:00:05+09:00'],
  ['Asia/Kathmandu', '2026-11-28T08:45:05+05:45'],
  ['America/St_Johns', '2026-11-27T23:30:05-03:30'],
  ['UTC', '2026-11-28T03:00:05+00:00'],
])('%s', (timeZone, local) => {
  expect(localTime('2026-11-28T03:00:05.123Z', timeZone)).toBe(local);
  expect(new Date(local).toISOString()).toBe('2026-11-28T03:00:05.000Z');
});
