// Hours of packages through the running ledger: they begin and end by themselves, also while it was down.
import 'reflect-metadata';
import { QuotaLedger, type Quota } from '@saring/contracts';
import { MB, newId, systemClock } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { Counters } from './testing/counters';
import { LedgerStack } from './testing/ledger-stack';

const { method } = QuotaLedger;
const HOUR_MILLISECONDS = 3_600_000;
let ledger: LedgerStack;
/** 20.00 WITA of a day that is ahead. */
const start = Math.ceil(Date.now() / 86_400_000) * 86_400_000 + 12 * HOUR_MILLISECONDS;
let aheadMilliseconds = start - Date.now();
const clock = {
  ...systemClock,
  now: () => new Date(systemClock.now().getTime() + aheadMilliseconds),
};
const toHour = (hour: number): void => {
  aheadMilliseconds = start + (hour - 20) * HOUR_MILLISECONDS + 1_000 - Date.now();
};

beforeAll(async () => {
  ledger = await LedgerStack.start({}, clock);
});
afterAll(() => ledger.close());

const quota = (subscriberId: string): Promise<Quota> =>
  ledger.messenger.request(method.getQuota, { subscriberId });
const untilStatus = (subscriberId: string, status: string) =>
  eventually(async () => expect(await quota(subscriberId)).toMatchObject({ status }));
const night = (subscriberId: string, more = {}) =>
  ledger.messenger.request(method.grantQuota, {
    ...{ commandId: newId(), subscriberId, source: 'voucher', bytes: 500 * MB, reason: 'Jam kalong' },
    ...{ actor: 'billing', validHours: '22:00-06:00', timeZone: 'Asia/Makassar', ...more },
  });
const statement = async (subscriberId: string) =>
  (await ledger.messenger.request(method.getStatement, { subscriberId })).lines;
const recordedOf = async (subscriberId: string) => {
  const { items } = await ledger.messenger.request(method.listAccess, { limit: 1_000 });
  return items.find((one) => one.subscriberId === subscriberId);
};

it('begins and ends by itself, burns in between, and stands after a restart in the wrong hour', async () => {
  toHour(20);
  const id = await ledger.subscriber();
  await night(id);
  await untilStatus(id, 'exhausted');
  const waiting = await quota(id);
  expect(waiting).toMatchObject({ remainingBytes: 0, holdings: [] });
  expect(waiting.laterHoldings).toMatchObject([
    { bytes: 500 * MB, validHours: '22:00-06:00', zoneMinutes: 480, turnsAt: clockAt(22) },
  ]);
  toHour(22);
  await eventually(async () => expect(await recordedOf(id)).toMatchObject({ status: 'active' }));
  const router = new Counters(ledger.nats, true, clock);
  await router.read();
  const device = router.phone(id);
  aheadMilliseconds += 30_000;
  router.move(device, 20 * MB);
  await router.read(30);
  await eventually(async () => expect(await quota(id)).toMatchObject({ usedBytes: 20 * MB }));
  expect((await quota(id)).holdings).toMatchObject([{ bytes: 480 * MB, turnsAt: clockAt(30) }]);
  await ledger.stopLedger();
  toHour(31);
  await ledger.startLedger();
  await eventually(async () => expect(await recordedOf(id)).toMatchObject({ status: 'exhausted' }));
  const lines = await statement(id);
  expect(lines.find(({ cause }) => cause === 'grant')).toMatchObject({ validHours: '22:00-06:00' });
  expect(lines[0]).toMatchObject({ cause: 'status', reason: 'outside-hours', balanceAfterBytes: 480 * MB });
  const shown = await quota(id);
  await eventually(async () => {
    const rebuilt = await ledger.messenger.request(method.rebuildReadModel, { name: 'balances' });
    expect(rebuilt.events).toBeGreaterThan(0);
  });
  expect(await quota(id)).toEqual(shown);
  expect(await statement(id)).toEqual(lines);
  // What was rebuilt turns again.
  toHour(46);
  await eventually(async () => expect(await recordedOf(id)).toMatchObject({ status: 'active' }));
});

const clockAt = (hour: number): string => new Date(start + (hour - 20) * HOUR_MILLISECONDS).toISOString();

it('is faster by night, and looks at nobody again whose hours change nothing', async () => {
  toHour(68);
  const id = await ledger.subscriber();
  await night(id, {
    ...{ validHours: '', speedHours: '22:00-06:00', hoursSpeedDownKilobitsPerSecond: 20_000 },
    speedDownKilobitsPerSecond: 5_000,
  });
  await eventually(async () =>
    expect(await recordedOf(id)).toMatchObject({ speedDownKilobitsPerSecond: 5_000 }),
  );
  toHour(70);
  await eventually(async () =>
    expect(await recordedOf(id)).toMatchObject({ speedDownKilobitsPerSecond: 20_000 }),
  );
  const turnOf = async () => {
    const { rows } = await ledger.pool.query<{ next_turn_at: Date }>(
      'select next_turn_at from quota_accounts where subscriber_id = $1',
      [id],
    );
    return rows[0]?.next_turn_at.toISOString();
  };
  await eventually(async () => expect(await turnOf()).toBe(clockAt(78)));
  // Unlimited beside it: nothing that is recorded changes at six, and the next look is at ten.
  await ledger.grant(id, 0, { unlimited: true });
  await untilStatus(id, 'unlimited');
  toHour(78);
  await eventually(async () => expect(await turnOf()).toBe(clockAt(94)));
});

it.each([
  ['hours that are none', { validHours: '22:00-22:00' }],
  ['a time that no clock shows', { validHours: '24:00-06:00' }],
  ['a first use without bytes', { bytes: 0, unlimited: true, lastsSeconds: 3_600, startsAtFirstUse: true }],
])('refuses %s', async (_, more) => {
  const id = await ledger.subscriber();
  await expect(night(id, more)).rejects.toMatchObject({ code: expect.stringMatching(/^REQUEST/) as string });
});
