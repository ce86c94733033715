import { daysBefore, endOfDate, formatsOf } from './formats';

describe('times', () => {
  const jakarta = formatsOf('id', 'Asia/Jakarta');
  it('are those of the site', () => {
    expect(jakarta.dateOf(new Date('2026-11-21T17:00:00Z'))).toBe('2026-11-22');
    expect(formatsOf('id', 'Asia/Jayapura').dateOf(new Date('2026-11-21T15:00:00Z'))).toBe('2026-11-22');
    expect(jakarta.instant('2026-11-21T17:30:00Z')).toMatch(/^22 Nov 2026.* 00\.30 WIB$/);
  });
  it('have days of their own name', () => {
    expect(jakarta.weekday('2026-11-22')).toBe('Min');
    expect(jakarta.dayAndMonth('2026-05-01')).toBe('1 Mei');
  });
  it.each([
    ['2026-11-21T13:12:00Z', '20.12 WIB'],
    ['2026-11-22T13:12:00Z', 'besok 20.12 WIB'],
    ['2026-12-04T13:12:00Z', '4 Des 20.12 WIB'],
  ])('at %s are told as %s', (iso, text) =>
    expect(jakarta.moment(iso, new Date('2026-11-21T03:00:00Z'))).toBe(text),
  );
  it.each([
    ['Asia/Jakarta', '20.30 WIB'],
    ['Asia/Makassar', '21.30 WITA'],
    ['Asia/Jayapura', '22.30 WIT'],
  ])('in %s have its name behind them', (zone, text) =>
    expect(formatsOf('id', zone).time('2026-11-21T13:30:00Z')).toBe(text),
  );
  it('of a phone whose site is not known yet have none', () =>
    expect(formatsOf('id', undefined).time('2026-11-21T13:30:00Z')).toMatch(/^\d\d\.\d\d$/));
  it('of another year name it', () =>
    expect(jakarta.moment('2027-01-04T13:12:00Z', new Date('2026-11-21T03:00:00Z'))).toContain('2027'));
  it('count back over months', () => {
    expect(daysBefore('2026-03-01', 1)).toBe('2026-02-28');
    expect(daysBefore('2026-11-21', 13)).toBe('2026-11-08');
  });
  it.each([
    ['Asia/Jakarta', '2026-11-21T17:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-11-21T10:00:00.000Z'],
    ['Pacific/Pago_Pago', '2026-11-22T11:00:00.000Z'],
    ['UTC', '2026-11-22T00:00:00.000Z'],
  ])('end a date in %s at %s', (zone, instant) =>
    expect(endOfDate('2026-11-21', formatsOf('id', zone).dateOf).toISOString()).toBe(instant),
  );
});

it.each([
  ['+6281234567890', '0812 3456 7890'],
  ['+628123456789', '0812 3456 789'],
  ['+60123456789', '+601 2345 6789'],
])('the number %s reads %s', (e164, text) => expect(formatsOf('id', undefined).phone(e164)).toBe(text));
