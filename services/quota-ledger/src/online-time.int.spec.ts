// Time online through the running ledger: metered with the bytes, shown, written in the statement, and over when it is used up.
import 'reflect-metadata';
import { QuotaLedger, type Quota } from '@saring/contracts';
import { MB, newId, systemClock } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { Counters } from './testing/counters';
import { LedgerStack } from './testing/ledger-stack';

const { method } = QuotaLedger;
const HOUR = 3_600;
let ledger: LedgerStack;
/** How far the clock of the ledger and of the routers is ahead. */
let aheadMilliseconds = 0;
const clock = {
  ...systemClock,
  now: () => new Date(systemClock.now().getTime() + aheadMilliseconds),
};
const newRouter = (): Counters => new Counters(ledger.nats, true, clock);
/** Something happens, and the router is read so much later. */
const later = async (router: Counters, seconds: number, act?: () => void): Promise<void> => {
  aheadMilliseconds += seconds * 1_000;
  act?.();
  await router.read(seconds);
};

beforeAll(async () => {
  ledger = await LedgerStack.start({}, clock);
});
afterAll(() => ledger.close());

const quota = (subscriberId: string): Promise<Quota> =>
  ledger.messenger.request(method.getQuota, { subscriberId });
const grantTime = (subscriberId: string, onlineSeconds: number, more: { bytes?: number } = {}) =>
  ledger.messenger.request(method.grantQuota, {
    ...{ commandId: newId(), subscriberId, source: 'voucher', reason: '3 jam pakai', actor: 'billing' },
    ...{ unlimited: more.bytes === undefined, onlineSeconds, ...more },
  });
/** A phone that the router has shown once: its time counts from here on. */
const onlineAt = async (router: Counters, subscriberId: string): Promise<string> => {
  await router.read();
  const device = router.phone(subscriberId);
  await later(router, 1);
  return device;
};
const untilUsed = (subscriberId: string, usedOnlineSeconds: number) =>
  eventually(async () => expect(await quota(subscriberId)).toMatchObject({ usedOnlineSeconds }));

it('burns while the device sends, pauses while it does not, and ends in a status', async () => {
  const id = await ledger.subscriber();
  const router = newRouter();
  const device = await onlineAt(router, id);
  await grantTime(id, 100);
  await eventually(async () => expect(await quota(id)).toMatchObject({ status: 'unlimited' }));
  await later(router, 30, () => router.send(device, MB));
  await untilUsed(id, 30);
  // It is there, and what others send to it moves nothing on.
  await later(router, 600, () => router.move(device, MB));
  await later(router, 30, () => router.send(device, MB));
  await untilUsed(id, 60);
  expect(await quota(id)).toMatchObject({ status: 'unlimited', onlineSecondsLeft: 40 });
  await later(router, 30, () => router.send(device, MB));
  await later(router, 30, () => router.send(device, MB));
  await eventually(async () => expect((await quota(id)).status).toBe('exhausted'));
  await untilUsed(id, 100);
  const ended = await quota(id);
  expect(ended.onlineSecondsLeft).toBeUndefined();
  expect(ended.autoDebtBytes).toBe(0);
  expect(ended.grants[0]).toMatchObject({ onlineSeconds: 100, onlineSecondsLeft: 0 });
});

it('is written in the statement by device, and stands after a rebuild as before', async () => {
  const id = await ledger.subscriber();
  const router = newRouter();
  const device = await onlineAt(router, id);
  await grantTime(id, 3 * HOUR, { bytes: 500 * MB });
  await later(router, 30, () => router.send(device, MB));
  await untilUsed(id, 30);
  const lines = async () => (await ledger.messenger.request(method.getStatement, { subscriberId: id })).lines;
  const before = await lines();
  expect(before.find(({ cause }) => cause === 'grant')).toMatchObject({
    ...{ onlineSeconds: 3 * HOUR, onlineSecondsAfter: 3 * HOUR },
  });
  const usage = before.filter(({ cause, onlineSeconds }) => cause === 'usage' && onlineSeconds !== undefined);
  expect(usage.map(({ deviceId, onlineSeconds }) => [deviceId, onlineSeconds])).toEqual([[device, -30]]);
  const shown = await quota(id);
  await ledger.stopLedger();
  await ledger.startLedger();
  expect(await quota(id)).toEqual(shown);
  await eventually(async () => {
    const rebuilt = await ledger.messenger.request(method.rebuildReadModel, { name: 'balances' });
    expect(rebuilt.events).toBeGreaterThan(0);
  });
  expect(await quota(id)).toEqual(shown);
  expect(await lines()).toEqual(before);
});

it('gives time back by a correction, and takes its bytes with it when it is used up', async () => {
  const id = await ledger.subscriber();
  const router = newRouter();
  const device = await onlineAt(router, id);
  await grantTime(id, 60, { bytes: 500 * MB });
  await later(router, 30, () => router.send(device, MB));
  await untilUsed(id, 30);
  await ledger.messenger.request(method.correctQuota, {
    ...{ commandId: newId(), subscriberId: id, usedDeltaSeconds: -10, reason: 'uji', actor: 'operator:1' },
  });
  await untilUsed(id, 20);
  await later(router, 60, () => router.send(device, MB));
  await eventually(async () => expect(await quota(id)).toMatchObject({ status: 'exhausted' }));
  await eventually(async () => {
    const { lines } = await ledger.messenger.request(method.getStatement, { subscriberId: id });
    expect(lines.find(({ cause }) => cause === 'expiry')).toMatchObject({ balanceAfterBytes: 0 });
  });
});
