import { idFrom } from '@saring/kernel';
import type { Account } from './access-tables.rows';
import { DesiredAccess } from './desired-access';

const [BUDI, SITI] = [idFrom('budi'), idFrom('siti')];
const MAC = 'AA:BB:CC:00:00:01';
const device = { deviceId: idFrom('device'), mac: MAC };
const account = (subscriberId: string, change: Partial<Account> = {}): Account => ({
  ...{ subscriberId, status: 'active', statusVersion: 1, devicesVersion: 1, devices: [] },
  ...change,
});

it('knows whose device a MAC is, and forgets it with the device', () => {
  const desired = new DesiredAccess();
  expect(desired.put([account(BUDI, { devices: [device] })])).toEqual([BUDI]);
  expect(desired.devices.get(MAC)).toMatchObject({ subscriberId: BUDI, status: 'active' });
  expect(desired.put([account(BUDI, { devicesVersion: 2 })])).toEqual([BUDI]);
  expect(desired.devices.size).toBe(0);
});

it('ignores what it already holds and anything older', () => {
  const desired = new DesiredAccess();
  desired.put([account(BUDI, { statusVersion: 3, status: 'fup' })]);
  expect(
    desired.put([account(BUDI, { statusVersion: 3, status: 'fup' }), account(BUDI, { statusVersion: 2 })]),
  ).toEqual([]);
  expect(desired.account(BUDI)?.status).toBe('fup');
});

it.each([
  ['the taker first', (before: Account, after: Account) => [after, before]],
  ['the giver first', (before: Account, after: Account) => [before, after]],
])('gives a device that moved to its new owner: %s', (_order, ordered) => {
  const desired = new DesiredAccess();
  desired.put([account(BUDI, { devices: [device] })]);
  // The giver's row changes without a version of its own: the device was taken by another's.
  const changed = desired.put(ordered(account(BUDI), account(SITI, { devices: [device] })));
  expect(changed.sort()).toEqual([BUDI, SITI].sort());
  expect(desired.devices.get(MAC)?.subscriberId).toBe(SITI);
});

it('desires nothing for a device whose account has no status yet', () => {
  const desired = new DesiredAccess();
  desired.put([account(BUDI, { status: undefined, devices: [device] })]);
  expect([desired.devices.size, [...desired.withDevices()]]).toEqual([0, []]);
});
