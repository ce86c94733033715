// retention.property.spec.ts — whatever is kept, the newest proved backup is, and no period loses its last one.
import fc from 'fast-check';
import { isBackupDue, removableBackups, type KeptBackup, type Retention } from './retention';

const ZONE = 'Asia/Jakarta';
const at = (text: string): Date => new Date(`${text}+07:00`);
const proved = (text: string): KeptBackup => ({ name: text, takenAt: at(text), isVerified: true });
const unproved = (text: string): KeptBackup => ({ ...proved(text), isVerified: false });
const kept = (backups: readonly KeptBackup[], retention: Partial<Retention>): string[] => {
  const gone = removableBackups(backups, { daily: 0, weekly: 0, monthly: 0, timeZone: ZONE, ...retention });
  return backups.map(({ name }) => name).filter((name) => !gone.includes(name));
};

describe('which backups stay', () => {
  it('keeps the newest of each of the latest days, by the clock of the place', () =>
    expect(
      kept(['2026-11-27T23:59', '2026-11-28T00:01', '2026-11-28T12:00', '2026-11-30T03:30'].map(proved), {
        daily: 2,
      }),
    ).toEqual(['2026-11-28T12:00', '2026-11-30T03:30']));

  it('keeps one of each of the latest weeks, which begin on Monday, and months', () => {
    const sundays = ['2026-09-20T03:30', '2026-10-31T03:30', '2026-11-29T03:30', '2026-11-30T03:30'].map(
      proved,
    );
    expect(kept(sundays, { weekly: 2 })).toEqual(['2026-11-29T03:30', '2026-11-30T03:30']);
    expect(kept(sundays, { monthly: 2 })).toEqual(['2026-10-31T03:30', '2026-11-30T03:30']);
  });

  it('removes nothing for one that is not proved, and the unproved behind a proved one', () => {
    const before = [proved('2026-11-28T03:30'), unproved('2026-11-29T03:30')];
    expect(kept(before, { daily: 1 })).toEqual(['2026-11-28T03:30', '2026-11-29T03:30']);
    expect(kept([...before, proved('2026-11-30T03:30')], { daily: 1 })).toEqual(['2026-11-30T03:30']);
    expect(kept([unproved('2026-11-29T03:30')], {})).toEqual(['2026-11-29T03:30']);
  });

  const backups = fc.uniqueArray(
    fc.record({
      name: fc.uuid(),
      takenAt: fc.date({ min: at('2025-01-01T00:00'), max: at('2026-12-31T00:00'), noInvalidDate: true }),
      isVerified: fc.boolean(),
    }),
    { selector: ({ name }) => name, maxLength: 60 },
  );
  const retention = fc.record({
    ...{ daily: fc.nat(10), weekly: fc.nat(10), monthly: fc.nat(10) },
    timeZone: fc.constantFrom(ZONE, 'UTC', 'Asia/Jayapura'),
  });

  it('never removes the newest proved one, nor more when asked again, nor keeps more than it was told', () =>
    fc.assert(
      fc.property(backups, retention, (all, wanted) => {
        const gone = new Set(removableBackups(all, wanted));
        const left = all.filter(({ name }) => !gone.has(name));
        const times = all.filter(({ isVerified }) => isVerified).map(({ takenAt }) => takenAt.getTime());
        const leftVerified = left.filter(({ isVerified }) => isVerified);
        if (times.length === 0) return gone.size === 0;
        const newest = Math.max(...times);
        const most = Math.max(1, wanted.daily + wanted.weekly + wanted.monthly);
        return (
          leftVerified.some(({ takenAt }) => takenAt.getTime() === newest) &&
          leftVerified.length <= most &&
          removableBackups(left, wanted).length === 0
        );
      }),
    ));
});

describe('when a backup is due', () => {
  const due = (backups: readonly KeptBackup[], now: string) => isBackupDue(backups, at(now), 210, ZONE);
  it.each([
    ['where there is none', [], '2026-11-30T12:00', true],
    ['not twice a day', [proved('2026-11-30T03:31')], '2026-12-01T03:29', false],
    ['the next day at its time', [proved('2026-11-30T03:31')], '2026-12-01T03:30', true],
    ['made up after a night without power', [proved('2026-11-28T03:31')], '2026-11-30T11:00', true],
    ['not at once again where it was made up late', [proved('2026-11-30T11:00')], '2026-11-30T23:00', false],
    ['again where the last one was not proved', [unproved('2026-11-30T03:31')], '2026-11-30T03:40', true],
  ] as const)('%s', (_, backups, now, isDue) => expect(due(backups, now)).toBe(isDue));
});
