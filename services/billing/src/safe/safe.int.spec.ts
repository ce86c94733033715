// The safe of a site: what it held first is booked, drawers take their change from it, and the books say what lies in it.
import 'reflect-metadata';
import { Billing } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { BillingStack, refusal } from '../testing/billing-stack';

const method = Billing.method;
let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());

const operatorId = newId();
const actor = `operator:${operatorId}`;
const dayFromNow = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const move = (site: string, way: string, amountRupiah: number, change: object = {}) =>
  billing.ask(method.moveSafe, {
    ...{ commandId: newId(), actor, operatorId, site, way, amountRupiah, reason: 'counted with Budi' },
    ...change,
  });
const holds = async (site: string, holdsRupiah: number) => {
  await eventually(async () => {
    const { items } = await billing.ask(method.listSafes, {});
    expect(items.find((one) => one.site === site)?.holdsRupiah ?? 0).toBe(holdsRupiah);
  });
};

it('holds what came in less what went out, drawers too; the books add up', async () => {
  const site = `rw${newId().slice(0, 6)}`;
  await billing.ask(method.openDrawer, {
    ...{ commandId: newId(), actor, operatorId, floatRupiah: 200_000, site },
  });
  await holds(site, -200_000);
  await move(site, 'owner_in', 500_000);
  await move(site, 'bank_out', 250_000);
  await move(site, 'short', 1_000);
  await holds(site, 49_000);
  await billing.ask(method.closeDrawer, { commandId: newId(), actor, operatorId, countedRupiah: 200_000 });
  await holds(site, 249_000);
  const { items, totalRupiah } = await billing.ask(method.getTrialBalance, {
    ...{ fromDate: dayFromNow(-1), toDate: dayFromNow(1), site },
  });
  expect(totalRupiah).toBe(0);
  expect(Object.fromEntries(items.map(({ account, balanceRupiah }) => [account, balanceRupiah]))).toEqual({
    ...{ safe: 249_000, cash: 0, owner: -500_000, bank: 250_000, cash_differences: 1_000 },
  });
});

it('shows a move, a drawer and its closing to who asks right after the answer', async () => {
  const site = `rw${newId().slice(0, 6)}`;
  const who = newId();
  const command = () => ({ commandId: newId(), actor: `operator:${who}`, operatorId: who });
  const held = async () =>
    (await billing.ask(method.listSafes, {})).items.find((one) => one.site === site)?.holdsRupiah ?? 0;
  for (let times = 1; times <= 5; times += 1) {
    await move(site, 'owner_in', 100_000);
    expect(await held()).toBe(times * 100_000);
    await billing.ask(method.openDrawer, { ...command(), floatRupiah: 30_000, site });
    expect(await held()).toBe(times * 100_000 - 30_000);
    await billing.ask(method.closeDrawer, { ...command(), countedRupiah: 30_000 });
    expect(await held()).toBe(times * 100_000);
    const { items } = await billing.ask(method.listClosings, { operatorId: who, limit: 50 });
    expect(items).toHaveLength(times);
  }
});

it('is moved once a command, never for nothing or without a word', async () => {
  const site = `rw${newId().slice(0, 6)}`;
  const commandId = newId();
  await move(site, 'owner_in', 70_000, { commandId });
  await move(site, 'owner_in', 70_000, { commandId });
  await holds(site, 70_000);
  await expect(move(site, 'owner_in', 80_000, { commandId })).rejects.toEqual(refusal('COMMAND.ID_REUSED'));
  await expect(move(site, 'owner_in', 0)).rejects.toEqual(refusal('RUPIAH.INVALID'));
  await expect(move(site, 'owner_in', 1, { reason: '  ' })).rejects.toEqual(refusal('QUOTA.REASON_REQUIRED'));
  await expect(move(site, 'stolen', 1)).rejects.toEqual(refusal('REQUEST.INVALID'));
});
