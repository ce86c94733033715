import 'reflect-metadata';
import { DebtChangedSchema, QuotaLedger, type DebtChanged } from '@saring/contracts';
import { GB, newId } from '@saring/kernel';
import { connectNats, consumeFacts, Messenger, onFact } from '@saring/messaging';
import { createLogger, startService, type RunningService } from '@saring/service-kit';
import { eventually, startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import { quotaLedger } from '..';

const { method } = QuotaLedger;
let stack: TestStack;
let nats: NatsConnection;
let service: RunningService;
let messenger: Messenger;

beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'spec');
  const logger = createLogger(process.env['LOG_LEVEL'] ?? 'silent');
  service = await startService(quotaLedger, { env: stack.env, nats, logger });
  messenger = new Messenger(nats);
});
afterAll(async () => {
  await service.stop();
  await nats.close();
  await stack.close();
});

const buy = (subscriberId: string, purchaseId: string, more: object = {}) =>
  messenger.request(method.fulfilPurchase, {
    commandId: newId(),
    subscriberId,
    purchaseId,
    bytes: 10 * GB,
    days: 30,
    reason: 'Paket 10 GB',
    actor: 'billing',
    ...more,
  });
const revoke = (subscriberId: string, purchaseId: string) =>
  messenger.request(method.revokePurchase, {
    commandId: newId(),
    subscriberId,
    purchaseId,
    reason: 'dibatalkan bank',
    actor: 'billing',
  });
const quotaOf = (subscriberId: string) => messenger.request(method.getQuota, { subscriberId });

it('gives a purchase once, asked for many times at once under other keys', async () => {
  const [subscriberId, purchaseId] = [newId(), newId()];
  await Promise.all(Array.from({ length: 10 }, () => buy(subscriberId, purchaseId)));
  expect(await quotaOf(subscriberId)).toMatchObject({
    remainingBytes: 10 * GB,
    grants: [{ grantId: purchaseId }],
  });
});

it('settles items by a purchase and leaves them owed again when it is taken back', async () => {
  const [subscriberId, purchaseId] = [newId(), newId()];
  const debt = await messenger.request(method.giveDebt, {
    commandId: newId(),
    subscriberId,
    bytes: 4 * GB,
    days: 30,
    priceRupiah: 40_000,
    reason: 'pinjam',
    actor: 'operator:1',
  });
  const [before] = (await messenger.request(method.listDebts, { subscriberId })).items;
  const items = [{ debtId: debt.id, bytes: 4 * GB }];
  await buy(subscriberId, purchaseId, { items });
  expect((await messenger.request(method.listDebts, { subscriberId })).items).toEqual([]);
  expect(await quotaOf(subscriberId)).toMatchObject({ remainingBytes: 10 * GB });

  await revoke(subscriberId, purchaseId);
  await revoke(subscriberId, purchaseId);
  await buy(subscriberId, purchaseId, { items });
  expect((await messenger.request(method.listDebts, { subscriberId })).items).toEqual([before]);
  expect(before).toMatchObject({ debtId: debt.id, unpaidBytes: 4 * GB, priceRupiah: 40_000 });
  expect(await quotaOf(subscriberId)).toMatchObject({ remainingBytes: 4 * GB });
  const { lines } = await messenger.request(method.getStatement, { subscriberId, limit: 50 });
  const changes = lines
    .filter((line) => line.cause !== 'status')
    .map((line) => [line.cause, line.amountBytes]);
  expect(changes).toEqual([
    ['correction', -6 * GB],
    ['grant', 6 * GB],
    ['settlement', 0],
    ['grant', 4 * GB],
    ['debt', 0],
  ]);
});

it('leaves a debt to the money that it costs, and takes no due date of the past', async () => {
  const subscriberId = newId();
  const debt = { bytes: GB, priceRupiah: 50_000, reason: 'pinjam', actor: 'operator:1' };
  const give = (dueAt?: string) =>
    messenger.request(method.giveDebt, {
      ...{ commandId: newId(), subscriberId, ...debt },
      ...(dueAt === undefined ? {} : { dueAt }),
    });
  await expect(give('2026-01-01T00:00:00Z')).rejects.toMatchObject({
    code: 'QUOTA.DUE_IN_PAST',
    details: { field: 'dueAt' },
  });
  await expect(give('tomorrow')).rejects.toMatchObject({ code: 'REQUEST.MALFORMED' });
  await expect(give('2099-02-31')).rejects.toMatchObject({ code: 'REQUEST.MALFORMED' });
  // A date alone is due when it ends, in the installation's zone.
  await give('2099-12-05');
  await buy(subscriberId, newId());
  const { items } = await messenger.request(method.listDebts, { subscriberId });
  expect(items).toMatchObject([{ unpaidBytes: GB, priceRupiah: 50_000, dueAt: '2099-12-05T16:59:59.999Z' }]);
  expect(await quotaOf(subscriberId)).toMatchObject({ remainingBytes: 11 * GB });
});

it('settles what an order addressed, and gives the rest as quota where less is owed by then', async () => {
  const [subscriberId, purchaseId] = [newId(), newId()];
  const debt = { bytes: 4 * GB, priceRupiah: 40_000, reason: 'pinjam', actor: 'operator:1' };
  const { id: debtId } = await messenger.request(method.giveDebt, {
    commandId: newId(),
    subscriberId,
    ...debt,
  });
  const settled = {
    commandId: newId(),
    subscriberId,
    debtId,
    bytes: GB,
    reason: 'tunai',
    actor: 'operator:1',
  };
  await messenger.request(method.settleDebt, settled);
  const items = [{ debtId, bytes: 4 * GB }];
  await buy(subscriberId, purchaseId, { bytes: 0, isSettlement: true, items, amountRupiah: 30_000 });
  expect((await messenger.request(method.listDebts, { subscriberId })).items).toEqual([]);
  expect(await quotaOf(subscriberId)).toMatchObject({ remainingBytes: 5 * GB });
  const { lines } = await messenger.request(method.getStatement, { subscriberId, limit: 50 });
  const ofMoney = lines.filter(({ cause }) => cause === 'settlement' || cause === 'debt');
  expect(ofMoney.map(({ cause, amountRupiah }) => [cause, amountRupiah])).toEqual([
    ['settlement', 30_000],
    ['settlement', undefined],
    ['debt', 40_000],
  ]);
});

it('leaves auto debt forgiven that a reset came after, when the purchase that paid it is taken back', async () => {
  const [subscriberId, first, second] = [newId(), newId(), newId()];
  const caused = { reason: 'uji', actor: 'operator:1' };
  const correct = (usedDeltaBytes: number) =>
    messenger.request(method.correctQuota, { commandId: newId(), subscriberId, usedDeltaBytes, ...caused });
  const owed = async () => (await quotaOf(subscriberId)).autoDebtBytes;
  const settle = { bytes: 0, isSettlement: true, autoDebtBytes: GB };
  await correct(GB);
  await buy(subscriberId, first, settle);
  await messenger.request(method.resetQuota, {
    commandId: newId(),
    subscriberId,
    keepGrants: true,
    ...caused,
  });
  await correct(GB);
  await buy(subscriberId, second, settle);
  await revoke(subscriberId, first);
  expect(await owed()).toBe(0);
  await revoke(subscriberId, second);
  expect(await owed()).toBe(GB);
});

it('refuses an id that is none, and bytes that are none', async () => {
  await expect(buy(newId(), 'x')).rejects.toMatchObject({ code: 'REQUEST.MALFORMED' });
  await expect(buy(newId(), newId(), { bytes: 0 })).rejects.toMatchObject({ code: 'QUOTA.BYTES_REQUIRED' });
});

it('publishes items that are given, settled and owed again, one fact an item', async () => {
  const heard: DebtChanged[] = [];
  const [subscriberId, purchaseId] = [newId(), newId()];
  const consumption = consumeFacts(nats, {
    from: 'quota_ledger',
    durable: 'debts-spec',
    onError: () => undefined,
    handlers: [
      onFact(DebtChangedSchema, async (fact) => {
        if (fact.subscriberId === subscriberId) heard.push(fact);
      }),
    ],
  });
  const give = (bytes: number) =>
    messenger.request(method.giveDebt, {
      commandId: newId(),
      subscriberId,
      bytes,
      days: 30,
      priceRupiah: 40_000,
      reason: 'pinjam',
      actor: 'operator:1',
    });
  const [first, second] = [(await give(4 * GB)).id, (await give(3 * GB)).id];
  const parts = [
    { debtId: first, bytes: 4 * GB },
    { debtId: second, bytes: 3 * GB },
  ];
  await buy(subscriberId, purchaseId, { items: parts });
  await revoke(subscriberId, purchaseId);
  const of = (kind: string) =>
    heard
      .filter((fact) => fact.kind === kind)
      .map(({ debtId, bytes, priceRupiah }) => ({ debtId, bytes, priceRupiah }));
  const items = [
    { debtId: first, bytes: 4 * GB, priceRupiah: 40_000 },
    { debtId: second, bytes: 3 * GB, priceRupiah: 40_000 },
  ];
  await eventually(() => {
    expect(of('given')).toEqual(items);
    expect(of('settled')).toEqual(items.map((item) => ({ ...item, priceRupiah: undefined })));
    expect(of('restored')).toEqual(items);
  });
  expect(heard.every(({ version, at }) => version >= 0 && at !== '')).toBe(true);
  expect(heard.filter(({ kind }) => kind !== 'settled').every(({ dueAt }) => dueAt !== undefined)).toBe(true);
  await consumption.stop();
});
