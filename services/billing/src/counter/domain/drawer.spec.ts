// A cash drawer is opened, holds what it should, and is counted when it is closed.
import { givenWith } from '@saring/event-sourcing';
import { drawerDecider, expectedRupiah, type DrawerCommand, type DrawerEvent } from './drawer';

const at = '2026-11-28T03:00:00.000Z';
const head = { at, operatorId: 'ani' };
const site = 'rw05';
const opened: DrawerEvent = { ...head, type: 'DrawerOpened', floatRupiah: 100_000, site };
const close = (countedRupiah: number, takenRupiah: number, note = ''): DrawerCommand => ({
  ...{ ...head, type: 'CloseDrawer', countedRupiah, takenRupiah, note, handedTo: null },
});
const drawer = givenWith(drawerDecider, expect);

it('opens once, and is closed only while it is open', () => {
  drawer()
    .when({ ...head, type: 'OpenDrawer', floatRupiah: 100_000, site })
    .then(opened);
  drawer(opened)
    .when({ ...head, type: 'OpenDrawer', floatRupiah: 0, site })
    .thenRefused('BILLING.DRAWER_OPEN');
  drawer().when(close(0, 0)).thenRefused('BILLING.DRAWER_CLOSED');
  drawer()
    .when({ ...head, type: 'PayOut', amountRupiah: 1, reason: 'paper', takenRupiah: 0 })
    .thenRefused('BILLING.DRAWER_CLOSED');
});

it('expects its float, what was paid in and out, and the cash sales of this shift only', () => {
  const paidOut: DrawerEvent = { ...head, type: 'CashPaidOut', amountRupiah: 15_000, reason: 'paper' };
  const paidIn: DrawerEvent = { ...head, type: 'CashPaidIn', amountRupiah: 5_000, reason: 'coins' };
  drawer(opened, paidOut, paidIn)
    .when(close(140_000, 50_000))
    .then({
      ...{ ...head, type: 'DrawerClosed', expectedRupiah: 140_000, countedRupiah: 140_000 },
      ...{ note: '', handedTo: null, takenRupiah: 50_000, site },
    });
  const closed: DrawerEvent = {
    ...{ ...head, type: 'DrawerClosed', expectedRupiah: 150_000, countedRupiah: 150_000 },
    ...{ note: '', handedTo: null, takenRupiah: 50_000 },
  };
  const next = [opened, closed, { ...opened, floatRupiah: 20_000 }].reduce(
    drawerDecider.evolve,
    drawerDecider.initialState(),
  );
  expect(expectedRupiah(next, 80_000)).toBe(50_000);
});

it('pays out what it holds, and no more', () => {
  const payOut = (amountRupiah: number): DrawerCommand => ({
    ...{ ...head, type: 'PayOut', amountRupiah, reason: 'paper', takenRupiah: 20_000 },
  });
  drawer(opened)
    .when(payOut(120_000))
    .then({ ...head, type: 'CashPaidOut', amountRupiah: 120_000, reason: 'paper', site });
  drawer(opened).when(payOut(120_001)).thenRefused('BILLING.DRAWER_SHORT');
});

it('wants a word where what was counted is not what is expected', () => {
  drawer(opened).when(close(99_000, 0)).thenRefused('BILLING.DRAWER_NOTE_REQUIRED');
  drawer(opened)
    .when(close(99_000, 0, 'a coin fell'))
    .then({
      ...{ ...head, type: 'DrawerClosed', expectedRupiah: 100_000, countedRupiah: 99_000 },
      ...{ note: 'a coin fell', handedTo: null, takenRupiah: 0, site },
    });
});

it('says on each event where it stands, and keeps its place over closings', () => {
  const closed = drawer(opened).when(close(100_000, 0));
  closed.then({
    ...{ ...head, type: 'DrawerClosed', expectedRupiah: 100_000, countedRupiah: 100_000 },
    ...{ note: '', handedTo: null, takenRupiah: 0, site },
  });
  drawer(opened)
    .when({ ...head, type: 'PayIn', amountRupiah: 5_000, reason: 'coins' })
    .then({ ...head, type: 'CashPaidIn', amountRupiah: 5_000, reason: 'coins', site });
  // Opened before drawers had a site.
  drawer({ ...head, type: 'DrawerOpened', floatRupiah: 0 })
    .when({ ...head, type: 'PayIn', amountRupiah: 5_000, reason: 'coins' })
    .then({ ...head, type: 'CashPaidIn', amountRupiah: 5_000, reason: 'coins' });
});
