// quiet-kinds.spec.ts — which kinds wait, and what is wrong with a setting that says so.
import { parseQuietHours, quietHoursOf } from './quiet-kinds';

it('holds for a kind before its family, and never for codes and money taken', () => {
  const quiet = parseQuietHours('broadcast, bill=21:00-06:30; bill.reminder=20:00-07:00; debt=22:00-05:00');
  const night = { fromMinute: 1_260, toMinute: 390 };
  expect(quietHoursOf('broadcast.text', quiet)).toEqual(night);
  expect(quietHoursOf('bill.issued', quiet)).toEqual(night);
  expect(quietHoursOf('bill.reminder', quiet)).toEqual({ fromMinute: 1_200, toMinute: 420 });
  expect(quietHoursOf('debt.reminder', quiet)).toEqual({ fromMinute: 1_320, toMinute: 300 });
  for (const kind of ['bill.received', 'bill.paid', 'debt.settled', 'otp.code', 'purchase.receipt'] as const)
    expect(quietHoursOf(kind, quiet)).toBeNull();
  expect(quietHoursOf('quota.low', quiet)).toBeNull();
  expect(parseQuietHours('').size).toBe(0);
});

it.each([
  ['bill=21.00-06.00', /holds "21.00-06.00", which are no hours/],
  ['bill=24:00-06:00', /no hours/],
  ['bill=06:00-06:00', /nothing may wait all day/],
  ['otp=21:00-06:00', /names "otp", which never waits/],
  ['quota,bill.paid=21:00-06:00', /names "bill.paid", which never waits/],
  ['kuitansi=21:00-06:00', /names "kuitansi", which is no kind/],
  ['bill 21:00-06:00', /which is no kind=21:00-06:00/],
  ['bill=21:00-06:00;bill=20:00-06:00', /names "bill" twice/],
])('says what is wrong with %s', (text, why) => expect(() => parseQuietHours(text)).toThrow(why));
