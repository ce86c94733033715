import type { Holding, Quota } from '@saring/api-client';
import { withBalance } from './live-balance';

const part = (bytes: number, unlimited = false): Holding => ({
  bytes,
  unlimited,
  expiresAt: null,
  lastsSecondsFromFirstUse: null,
  onlineSecondsLeft: null,
  speedDownKilobitsPerSecond: 0,
  speedUpKilobitsPerSecond: 0,
  ...{ validHours: null, speedHours: null, zoneMinutes: null, turnsAt: null },
  ...{ hoursSpeedDownKilobitsPerSecond: 0, hoursSpeedUpKilobitsPerSecond: 0 },
});
const quota = (...holdings: Holding[]): Quota =>
  ({ remainingBytes: 30, usedBytes: 0, status: 'active', holdings }) as unknown as Quota;
const bytesOf = (moved: Quota): number[] => moved.holdings.map(({ bytes }) => bytes);

it('burns the parts in their order, and none is left when nothing is', () => {
  const before = quota(part(10), part(20));
  expect(bytesOf(withBalance(before, { remainingBytes: 25 }))).toEqual([5, 20]);
  expect(bytesOf(withBalance(before, { remainingBytes: 12 }))).toEqual([12]);
  expect(withBalance(before, { remainingBytes: 0, status: 'exhausted' })).toMatchObject({
    status: 'exhausted',
    holdings: [],
  });
});
it('uses up the payment lane', () => {
  const lane = { open: true, until: '2026-11-27T13:14:00.000Z', leftBytes: 30 };
  const before = { ...quota(), usedBytes: 100, paymentLane: lane };
  expect(withBalance(before, { usedBytes: 110 }).paymentLane).toEqual({ ...lane, leftBytes: 20 });
  expect(withBalance(before, { usedBytes: 140 }).paymentLane).toEqual({ ...lane, leftBytes: 0, open: false });
  expect(withBalance(quota(), { usedBytes: 1 }).paymentLane).toBeUndefined();
});
it('leaves the parts when only the status moved, or more came in', () => {
  const before = quota(part(10), part(20));
  expect(bytesOf(withBalance(before, { status: 'fup' }))).toEqual([10, 20]);
  expect(bytesOf(withBalance(before, { remainingBytes: 50 }))).toEqual([10, 20]);
  expect(bytesOf(withBalance(quota(part(0, true)), { remainingBytes: 1 }))).toEqual([0]);
});
