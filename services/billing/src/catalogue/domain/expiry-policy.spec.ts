// expiry-policy.spec.ts — what a buyer reads of the quota that they have, before they pay.
import type { ExpiryPolicy } from '@saring/kernel';
import { renewingOf, type HeldGrant } from './expiry-policy';

const NOW = '2026-11-27T10:00:00.000Z';
const sold = {
  ...{ packageId: 'daily', lastsSeconds: 30 * 86_400, startsAtFirstUse: false, onlineSeconds: 0 },
  validUntil: null as string | null,
  validHours: '',
};
const held = (change: Partial<HeldGrant> = {}): HeldGrant => ({
  source: 'purchase',
  packageId: 'daily',
  unlimited: false,
  remainingBytes: 5,
  countsTime: false,
  expiresAt: '2026-12-04T10:00:00.000Z',
  expired: false,
  dated: false,
  hasHours: false,
  ...change,
});
const renewing = (policy: ExpiryPolicy, grants: HeldGrant[], change: Partial<typeof sold> = {}) =>
  renewingOf(policy, { ...sold, ...change }, grants, NOW);
const NOTHING = { continuesFrom: null, rolledBytes: 0, prolongedGrants: 0 };

it('rolls nothing over out of hours of a day, or into them', () => {
  expect(renewing('rollover', [held({ hasHours: true }), held({ remainingBytes: 3 })])).toEqual({
    ...NOTHING,
    rolledBytes: 3,
  });
  expect(renewing('rollover', [held()], { validHours: '00:00-06:00' })).toEqual(NOTHING);
});

describe('what a purchase renews', () => {
  it('rolls nothing over into time online, nor out of it', () => {
    expect(renewing('rollover', [held()], { onlineSeconds: 3_600 })).toEqual(NOTHING);
    expect(renewing('rollover', [held({ countsTime: true })])).toEqual(NOTHING);
  });
  it.each(['extend', 'rollover', 'reset-from-now'] as const)(
    'is nothing of a package that ends on a date, nor of quota that does (%s)',
    (policy) => {
      expect(renewing(policy, [held()], { validUntil: '2026-12-10T10:00:00.000Z' })).toEqual(NOTHING);
      expect(renewing(policy, [held({ dated: true })])).toEqual(NOTHING);
    },
  );
  it('is nothing where each grant keeps its own end', () =>
    expect(renewing('per-grant', [held()])).toEqual(NOTHING));
  it('adds its time to the last end of the same package', () => {
    const longer = held({ expiresAt: '2026-12-24T10:00:00.000Z' });
    const other = held({ packageId: 'monthly', expiresAt: '2027-01-01T00:00:00.000Z' });
    expect(renewing('extend', [longer, held(), other]).continuesFrom).toBe('2026-12-24T10:00:00.000Z');
  });
  it.each([
    ['of another package', { packageId: 'monthly' }],
    ['that was given, not bought', { source: 'bonus' }],
    ['that has ended', { expiresAt: NOW }],
    ['whose end was recorded', { expired: true }],
  ])('continues no grant %s', (_, change) => expect(renewing('extend', [held(change)])).toEqual(NOTHING));
  it('waits for its first use rather than continue another', () =>
    expect(renewing('extend', [held()], { startsAtFirstUse: true })).toEqual(NOTHING));
  it('moves what is left of bought grants into it', () =>
    expect(
      renewing('rollover', [held(), held({ packageId: 'x' }), held({ source: 'bonus' })]).rolledBytes,
    ).toBe(10));
  it('lets only shorter grants last as long as it', () => {
    const longer = held({ expiresAt: '2027-12-04T10:00:00.000Z' });
    expect(renewing('reset-from-now', [held(), longer, held({ expiresAt: null })]).prolongedGrants).toBe(1);
  });
});
