// free-quota.int.spec.ts — the free allowance of a day over the real store: once, whatever is sent at one time.
import 'reflect-metadata';
import { QuotaLedger } from '@saring/contracts';
import { MB, newId, systemClock, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { eventually } from '@saring/testing';
import { LedgerStack } from '../testing/ledger-stack';

const { method } = QuotaLedger;
let nowMs = Date.parse('2027-03-01T05:00:00.000Z');
const clock: Clock = { ...systemClock, now: () => new Date(nowMs) };
let ledger: LedgerStack;

beforeAll(async () => {
  ledger = await LedgerStack.start({ FREE_DAILY_MEGABYTES: '100', TIME_ZONE: 'Asia/Jakarta' }, clock);
});
afterAll(() => ledger?.close());

const quotaOf = (subscriberId: string) => ledger.messenger.request(method.getQuota, { subscriberId });
const freeOf = (subscriberId: string) => ledger.messenger.request(method.getFreeQuota, { subscriberId });
const take = (subscriberId: string, deviceId: string, commandId = newId(), mostPerDay = 2) =>
  ledger.messenger.request(method.takeFreeQuota, {
    ...{ commandId, subscriberId, deviceId, mostPerDay, actor: 'subscriber' },
  });
const outcome = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'taken',
    (error: unknown) => (error instanceof RefusalError ? error.code : String(error)),
  );
const stoppedSubscriber = async (): Promise<string> => {
  const id = await ledger.subscriber();
  await eventually(async () => expect((await quotaOf(id)).status).toBe('exhausted'));
  return id;
};

it('is taken once by a device, though it asks ten times at once', async () => {
  const id = await stoppedSubscriber();
  const phone = newId();
  expect(await freeOf(id)).toMatchObject({ offered: true, bytes: 100 * MB, takenDeviceIds: [] });
  const key = newId();
  const asked = [
    ...Array.from({ length: 10 }, () => take(id, phone)),
    take(id, phone, key),
    take(id, phone, key),
  ];
  const outcomes = await Promise.all(asked.map(outcome));
  expect(outcomes.filter((one) => one === 'taken').length).toBeLessThanOrEqual(2);
  expect(new Set(outcomes.filter((one) => one !== 'taken'))).toEqual(new Set(['QUOTA.FREE_TAKEN']));
  await eventually(async () =>
    expect(await quotaOf(id)).toMatchObject({
      ...{ status: 'active', remainingBytes: 100 * MB },
      grants: [{ source: 'free', sizeBytes: 100 * MB, expiresAt: '2027-03-01T16:59:59.999Z' }],
    }),
  );
  expect(await freeOf(id)).toMatchObject({ offered: false, takenDeviceIds: [phone] });
});

it('does the same under the same key, and comes anew the next day, also after a rebuild', async () => {
  const id = await stoppedSubscriber();
  const [phone, key] = [newId(), newId()];
  const first = await take(id, phone, key);
  expect(await take(id, phone, key)).toEqual(first);
  await ledger.messenger.request(method.rebuildReadModel, { name: 'balances' }, 30_000);
  expect(await freeOf(id)).toMatchObject({ takenDeviceIds: [phone] });
  expect(await outcome(take(id, phone))).toBe('QUOTA.FREE_TAKEN');
  nowMs += 86_400_000;
  await eventually(async () => expect((await quotaOf(id)).status).toBe('expired'));
  expect(await freeOf(id)).toMatchObject({ offered: true, takenDeviceIds: [] });
  expect(await outcome(take(id, phone))).toBe('taken');
});

it('is taken by a device in one account alone, and can be taken where another account refused it', async () => {
  const [one, other] = [await stoppedSubscriber(), await stoppedSubscriber()];
  const phone = newId();
  await ledger.grant(other, MB);
  await eventually(async () => expect((await quotaOf(other)).status).toBe('active'));
  expect(await outcome(take(other, phone))).toBe('QUOTA.FREE_NOT_NEEDED');
  const key = newId();
  expect(await outcome(take(one, phone, key))).toBe('taken');
  expect(await outcome(take(one, phone, key))).toBe('taken');
  const third = await stoppedSubscriber();
  const asked = { subscriberId: third, deviceId: phone };
  expect(await ledger.messenger.request(method.getFreeQuota, asked)).toMatchObject({
    ...{ offered: true, takenDeviceIds: [phone] },
  });
  expect(await Promise.all([third, third].map((id) => outcome(take(id, phone))))).toEqual([
    ...['QUOTA.FREE_TAKEN', 'QUOTA.FREE_TAKEN'],
  ]);
  nowMs += 86_400_000;
  expect(await outcome(take(third, phone))).toBe('taken');
});

it.each([
  ['an id that is none', { deviceId: 'x' }],
  ['no place for a device', { mostPerDay: 0 }],
  ['a zone that nobody knows', { timeZone: 'Mars/Base' }],
])('refuses %s', async (_, wrong) => {
  const asked = { commandId: newId(), subscriberId: newId(), deviceId: newId(), mostPerDay: 1, actor: 's' };
  expect(await outcome(ledger.messenger.request(method.takeFreeQuota, { ...asked, ...wrong }))).toBe(
    'REQUEST.MALFORMED',
  );
});
