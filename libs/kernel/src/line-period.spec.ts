import { periodAfter, periodOf } from './line-period';

it.each([
  ['2026-11-29', 1, '2026-11-01', '2026-12-01'],
  ['2026-11-14', 15, '2026-10-15', '2026-11-15'],
  ['2026-11-15', 15, '2026-11-15', '2026-12-15'],
  ['2026-01-05', 31, '2025-12-31', '2026-01-31'],
  ['2026-02-28', 31, '2026-02-28', '2026-03-31'],
  ['2026-03-30', 31, '2026-02-28', '2026-03-31'],
  ['2028-02-28', 30, '2028-01-30', '2028-02-29'],
  ['2028-02-29', 30, '2028-02-29', '2028-03-30'],
])('%s lies in the period from day %i of %s on, which ends before %s', (date, periodDay, begin, next) => {
  expect(periodOf(date, { periodDay })).toBe(begin);
  expect(periodAfter(begin, { periodDay })).toBe(next);
});

it.each([
  ['2026-11-29', 7, '2026-11-25', '2026-12-02'],
  ['2026-12-02', 7, '2026-12-02', '2026-12-09'],
  ['2026-11-10', 7, '2026-11-04', '2026-11-11'],
  ['2028-03-01', 30, '2028-02-18', '2028-03-19'],
])('%s lies in the %i days from %s on, which end before %s', (date, periodDays, begin, next) => {
  const period = { periodDay: 1, periodDays, periodFrom: '2026-11-25' };
  expect(periodOf(date, period)).toBe(begin);
  expect(periodAfter(begin, period)).toBe(next);
});
