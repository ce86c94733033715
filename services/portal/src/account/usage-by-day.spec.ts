import { lastDays, usedOn } from './usage-by-day';

const usage = [
  { date: '2026-02-28', deviceId: 'a', bytesIn: 1, bytesOut: 2 },
  { date: '2026-03-01', deviceId: 'a', bytesIn: 10, bytesOut: 20 },
  { date: '2026-03-01', deviceId: 'b', bytesIn: 100, bytesOut: 200 },
];

it('adds the devices of a day up, and shows days without use', () =>
  expect(lastDays(usage, '2026-03-02', 4)).toEqual([
    { date: '2026-02-27', bytes: 0 },
    { date: '2026-02-28', bytes: 3 },
    { date: '2026-03-01', bytes: 330 },
    { date: '2026-03-02', bytes: 0 },
  ]));

it('lists the usage of each device on a day, the most first', () => {
  expect(usedOn(usage, '2026-03-01')).toEqual([
    { deviceId: 'b', bytes: 300 },
    { deviceId: 'a', bytes: 30 },
  ]);
  expect(usedOn(usage, '2026-03-02')).toEqual([]);
});
