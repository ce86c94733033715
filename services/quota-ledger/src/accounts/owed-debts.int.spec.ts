// owed-debts.int.spec.ts — the list of debts over all subscribers, whose quota ends within a period, and who holds a package.
import 'reflect-metadata';
import { QuotaLedger } from '@saring/contracts';
import { GB, newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { LedgerStack } from '../testing/ledger-stack';

const { method } = QuotaLedger;
const HOUR = 3_600_000;
let ledger: LedgerStack;
beforeAll(async () => {
  ledger = await LedgerStack.start();
});
afterAll(() => ledger?.close());

const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString();
const give = async (subscriberId: string, bytes: number, priceRupiah: number, dueAt: string) => {
  const debt = { subscriberId, bytes, priceRupiah, dueAt, reason: 'pinjam', actor: 'operator:1' };
  return (await ledger.messenger.request(method.giveDebt, { commandId: newId(), ...debt })).id;
};
type Query = { state?: string; limit?: number; cursor?: string; dueFrom?: string; dueUntil?: string };
const search = (query: Query = {}) => ledger.messenger.request(method.searchDebts, query);

it('lists what is owed by due date, in pages, with the sums of all', async () => {
  const [sari, budi] = [await ledger.subscriber(), await ledger.subscriber()];
  const soon = inHours(0.0004);
  const first = await give(sari, 3 * GB, 10_000, soon);
  const second = await give(budi, GB, 0, inHours(48));
  const third = await give(sari, 2 * GB, 20_000, inHours(72));
  // A part that is paid by bytes leaves its share of the price, rounded up.
  await ledger.messenger.request(method.settleDebt, {
    ...{ commandId: newId(), subscriberId: sari, debtId: first, bytes: GB },
    ...{ reason: 'dibayar', actor: 'operator:1' },
  });
  const all = { totalDebts: 3, totalSubscribers: 2, totalBytes: 5 * GB, totalRupiah: 6_667 + 20_000 };
  await eventually(async () => expect(await search()).toMatchObject(all));
  const page = await search({ limit: 2 });
  expect(page).toMatchObject({ ...all, items: [{ debtId: first }, { debtId: second }] });
  expect(page.items[0]).toMatchObject({
    ...{ subscriberId: sari, unpaidBytes: 2 * GB, unpaidRupiah: 6_667, priceRupiah: 10_000, dueAt: soon },
  });
  const rest = await search({ limit: 2, cursor: page.nextCursor });
  expect(rest.items).toMatchObject([{ debtId: third, unpaidRupiah: 20_000, overdue: false }]);
  expect(rest.nextCursor).toBeUndefined();

  await eventually(async () => {
    expect(await search({ state: 'overdue' })).toMatchObject({
      ...{ totalDebts: 1, totalRupiah: 6_667, items: [{ debtId: first, overdue: true }] },
    });
  });
  expect((await search({ state: 'due' })).items.map(({ debtId }) => debtId)).toEqual([second, third]);
  const between = { dueFrom: inHours(24), dueUntil: inHours(60) };
  expect((await search(between)).items.map(({ debtId }) => debtId)).toEqual([second]);
  await expect(search({ dueFrom: 'soon' })).rejects.toMatchObject({ code: 'REQUEST.MALFORMED' });
  await expect(search({ cursor: 'x' })).rejects.toMatchObject({ code: 'REQUEST.INVALID' });
});

it('knows whose last quota ends within a period', async () => {
  const grant = async (subscriberId: string, lastsSeconds: number) =>
    ledger.messenger.request(method.grantQuota, {
      ...{ commandId: newId(), subscriberId, bytes: GB, lastsSeconds, source: 'operator' },
      ...{ reason: 'coba', actor: 'operator:1' },
    });
  const [ends, continues, forever] = [
    await ledger.subscriber(),
    await ledger.subscriber(),
    await ledger.subscriber(),
  ];
  const day = 24 * 3_600;
  for (const id of [ends, continues, forever]) await grant(id, day);
  await grant(ends, day / 2);
  await grant(continues, 3 * day);
  await grant(forever, 0);
  const ending = async (from: string, until: string) =>
    (await ledger.messenger.request(method.listEnding, { from, until })).subscriberIds;
  await eventually(async () => expect(await ending(inHours(23), inHours(25))).toEqual([ends]));
  expect(await ending(inHours(11), inHours(13))).toEqual([]);
  expect(await ending(inHours(71), inHours(73))).toEqual([continues]);
  await expect(ending('x', 'y')).rejects.toMatchObject({ code: 'REQUEST.MALFORMED' });
});

it('knows who holds something of a package that has not ended, page by page', async () => {
  const [packageId, other] = [newId(), newId()];
  const people = [await ledger.subscriber(), await ledger.subscriber(), await ledger.subscriber()].sort();
  const buy = (subscriberId: string, of: string, lastsSeconds: number) =>
    ledger.messenger.request(method.fulfilPurchase, {
      ...{ commandId: newId(), subscriberId, purchaseId: newId(), bytes: GB, lastsSeconds, packageId: of },
      ...{ reason: 'Paket', actor: 'billing' },
    });
  const [first = '', second = '', ended = ''] = people;
  for (const id of [first, second]) await buy(id, packageId, 3_600);
  await buy(first, other, 3_600);
  await buy(ended, packageId, 1);
  const holders = async (of: string, afterSubscriberId = '', limit = 100) =>
    (await ledger.messenger.request(method.listPackageHolders, { packageId: of, afterSubscriberId, limit }))
      .subscriberIds;
  await eventually(async () => expect(await holders(packageId)).toEqual([first, second]));
  expect(await holders(packageId, '', 1)).toEqual([first]);
  expect(await holders(packageId, first)).toEqual([second]);
  expect(await holders(other)).toEqual([first]);
  expect(await holders(newId())).toEqual([]);
  await expect(holders(packageId, 'x')).rejects.toMatchObject({ code: 'REQUEST.MALFORMED' });
});
