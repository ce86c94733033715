import { instantIn } from '../src/broadcasts/zoned-time';

it.each([
  ['Asia/Jakarta', '2026-12-01T19:30', '2026-12-01T12:30:00.000Z'],
  ['Asia/Makassar', '2026-12-01T00:05', '2026-11-30T16:05:00.000Z'],
  ['Asia/Jayapura', '2027-01-01T08:00', '2026-12-31T23:00:00.000Z'],
  ['UTC', '2026-12-01T19:30', '2026-12-01T19:30:00.000Z'],
  // On the day on which the clocks there go back.
  ['Europe/Berlin', '2026-10-25T12:00', '2026-10-25T11:00:00.000Z'],
  ['Europe/Berlin', '2026-10-25T00:30', '2026-10-24T22:30:00.000Z'],
  ['Asia/Jakarta', '', null],
  ['Asia/Jakarta', '2026-13-01T19:30', null],
])('in %s %s is %s', (zone, wall, instant) => expect(instantIn(zone, wall)).toBe(instant));
