// agents.int.spec.ts — an agent from the deposit to the customer: debited with the sale or not at all, and in the books.
import 'reflect-metadata';
import { Billing } from '@saring/contracts';
import { localDate, newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { BillingStack, GB, refusal } from '../testing/billing-stack';
import { resetWorld, world } from '../testing/fakes';

const method = Billing.method;
const PHONE = '+6281299900010';
let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
beforeEach(resetWorld);

type Change = Readonly<Record<string, unknown>>;
const newCashier = () => `operator:${newId()}`;
const setTerms = (agentId: string, change: Change = {}) =>
  billing.ask(method.setAgentTerms, {
    ...{ commandId: newId(), actor: newCashier(), agentId, site: 'rw05', marginPercent: 10 },
    ...change,
  });
const pay = (agentId: string, amountRupiah: number, change: Change = {}) =>
  billing.ask(method.moveDeposit, {
    ...{ commandId: newId(), actor: newCashier(), agentId, amountRupiah, method: 'cash' },
    ...change,
  });
/** With a stock of 2 GB for Rp 5,000 each. */
const newAgent = async ({ depositRupiah = 20_000, amount = 5 } = {}) => {
  const agentId = newId();
  await setTerms(agentId);
  if (depositRupiah > 0) await pay(agentId, depositRupiah, { method: 'transfer' });
  const { packageId } = await billing.newPackage({ bytes: 2 * GB, priceRupiah: 5_000, name: '2 GB' });
  const batch = await billing.ask(method.makeVouchers, {
    ...{
      commandId: newId(),
      actor: newCashier(),
      packageId,
      amount,
      prefix: 'AG',
      codeLength: 8,
      site: 'rw05',
    },
    agentId,
  });
  return { agentId, packageId, batchId: batch.batchId };
};
const sell = (agentId: string, packageId: string, change: Change = {}) =>
  billing.ask(method.sellAsAgent, {
    ...{ commandId: newId(), actor: `operator:${agentId}`, agentId, packageId, amount: 1 },
    ...change,
  });
const standing = (agentId: string) => billing.ask(method.getAgent, { agentId });

it('is debited at the own price with the vouchers of the own stock, once a command', async () => {
  const { agentId, packageId } = await newAgent();
  const commandId = newId();
  const first = await sell(agentId, packageId, { commandId, amount: 2 });
  expect(first).toMatchObject({ sellRupiah: 10_000, costRupiah: 9_000, depositRupiah: 11_000 });
  expect(first.vouchers.map(({ number }) => number)).toEqual([1, 2]);
  expect((await sell(agentId, packageId, { commandId, amount: 2 })).vouchers).toEqual(first.vouchers);
  await expect(sell(agentId, packageId, { commandId })).rejects.toEqual(refusal('COMMAND.ID_REUSED'));
  expect(await standing(agentId)).toMatchObject({
    depositRupiah: 11_000,
    stock: [{ packageId, left: 3, sellRupiah: 5_000, costRupiah: 4_500 }],
    today: { sold: 2, sellRupiah: 10_000, costRupiah: 9_000 },
  });
  const { items } = await billing.ask(method.listAgentEntries, { agentId });
  expect(items).toMatchObject([
    { kind: 'sold', amountRupiah: -9_000, balanceRupiah: 11_000, sold: 2, description: '2 GB' },
    { kind: 'received', amountRupiah: 20_000, balanceRupiah: 20_000 },
  ]);
});

it('is refused without money, stock or leave, and then nothing is sold', async () => {
  const { agentId, packageId, batchId } = await newAgent({ depositRupiah: 4_499, amount: 2 });
  const refused = (code: string, change: Change = {}) =>
    expect(sell(agentId, packageId, change)).rejects.toEqual(refusal(code));
  await refused('BILLING.DEPOSIT_SHORT');
  await setTerms(agentId, { creditLimitRupiah: 1, paused: true });
  await refused('BILLING.AGENT_PAUSED');
  await setTerms(agentId, { creditLimitRupiah: 100_000 });
  await refused('BILLING.VOUCHERS_SOLD_OUT', { amount: 3 });
  await refused('REQUEST.INVALID', { amount: 2, phone: PHONE });
  // Another's stock is not the own one.
  const { packageId: other } = await newAgent();
  await expect(sell(agentId, other)).rejects.toEqual(refusal('BILLING.VOUCHERS_SOLD_OUT'));
  await expect(sell(newId(), packageId)).rejects.toEqual(refusal('BILLING.AGENT_UNKNOWN'));
  expect(await billing.ask(method.getVoucherBatch, { batchId })).toMatchObject({
    unsold: 2,
    sold: 0,
    agentId,
  });
  expect((await standing(agentId)).depositRupiah).toBe(4_499);
});

it('never sells more than the deposit covers, however many taps come at once', async () => {
  const { agentId, packageId } = await newAgent({ depositRupiah: 13_500, amount: 10 });
  const taps = await Promise.allSettled(Array.from({ length: 8 }, () => sell(agentId, packageId)));
  for (const tap of taps)
    if (tap.status === 'rejected') expect(tap.reason).toEqual(refusal('BILLING.DEPOSIT_SHORT'));
  const sold = taps.flatMap((tap) => (tap.status === 'fulfilled' ? tap.value.vouchers : []));
  expect(new Set(sold.map(({ code }) => code)).size).toBe(3);
  expect(await standing(agentId)).toMatchObject({ depositRupiah: 0, today: { sold: 3 } });
});

describe('a sale to a number', () => {
  it('goes into its account, once', async () => {
    const { agentId, packageId } = await newAgent();
    const subscriberId = newId();
    world.holders = [{ phone: PHONE, subscriberId }];
    const asked = { commandId: newId(), phone: PHONE };
    expect(await sell(agentId, packageId, asked)).toMatchObject({ toAccount: true, sent: false });
    expect(await sell(agentId, packageId, asked)).toMatchObject({ toAccount: true });
    const given = [...world.bonuses.values()].filter((one) => one.subscriberId === subscriberId);
    expect(given).toMatchObject([{ source: 'voucher', bytes: 2 * GB }]);
    expect((await standing(agentId)).depositRupiah).toBe(15_500);
  });

  it('without an account gets the code by WhatsApp, once', async () => {
    const { agentId, packageId } = await newAgent();
    const asked = { commandId: newId(), phone: PHONE };
    const sale = await sell(agentId, packageId, asked);
    expect(sale).toMatchObject({ toAccount: false, sent: true });
    await sell(agentId, packageId, asked);
    expect(world.sent).toMatchObject([
      { template: 'voucher.code', toPhone: PHONE, params: { item: '2 GB', code: sale.vouchers[0]?.code } },
    ]);
  });
});

it('gets back what a void voucher cost, not what the customer paid', async () => {
  const { agentId, packageId, batchId } = await newAgent();
  await sell(agentId, packageId);
  const { items } = await billing.ask(method.listVouchers, { batchId, state: 'sold' });
  const asked = { commandId: newId(), actor: newCashier(), voucherId: items[0]?.voucherId ?? '' };
  await billing.ask(method.voidVoucher, { ...asked, reason: 'salah jual', returned: 'cash' });
  await billing.ask(method.voidVoucher, { ...asked, reason: 'salah jual', returned: 'cash' });
  expect(await standing(agentId)).toMatchObject({
    depositRupiah: 20_000,
    today: { sold: 0, sellRupiah: 0, costRupiah: 0 },
  });
  const month = localDate(billing.clock.now(), 'Asia/Jakarta').slice(0, 7);
  const sales = (salesOfMonth: string) => billing.ask(method.listAgentEntries, { agentId, salesOfMonth });
  expect((await sales(month)).items).toMatchObject([
    { kind: 'returned', sold: -1, sellRupiah: -5_000, amountRupiah: 4_500 },
    { kind: 'sold', sold: 1, sellRupiah: 5_000, amountRupiah: -4_500 },
  ]);
  expect((await sales('2020-12')).items).toEqual([]);
  await expect(sales('2026-13')).rejects.toMatchObject({ code: 'REQUEST.INVALID' });
});

it('is paid in and out of drawer and bank, and every rupiah of it is in the books', async () => {
  const { agentId, packageId } = await newAgent({ depositRupiah: 0 });
  const cashier = newCashier();
  const operatorId = cashier.replace('operator:', '');
  const commandId = newId();
  await pay(agentId, 50_000, { commandId, actor: cashier });
  await pay(agentId, 50_000, { commandId, actor: cashier });
  await sell(agentId, packageId, { amount: 2 });
  await pay(agentId, 1_000, { actor: cashier, paidOut: true });
  const tooMuch = pay(agentId, 40_001, { actor: cashier, paidOut: true });
  await expect(tooMuch).rejects.toEqual(refusal('BILLING.DEPOSIT_SHORT'));
  const closed = pay(agentId, 1_000, { paidOut: true });
  await expect(closed).rejects.toEqual(refusal('BILLING.DRAWER_CLOSED'));
  expect((await standing(agentId)).depositRupiah).toBe(40_000);
  expect(await billing.ask(method.getDrawer, { operatorId })).toMatchObject({ expectedRupiah: 49_000 });
  const day = localDate(billing.clock.now(), 'Asia/Jakarta');
  const today = { fromDate: day, toDate: day };
  await eventually(async () => {
    const { items } = await billing.ask(method.getTrialBalance, today);
    const of = (account: string, party: string) =>
      items.find((one) => one.account === account && one.party === party)?.balanceRupiah;
    expect(of('cash', operatorId)).toBe(49_000);
    expect(of('agent_deposits', agentId)).toBe(-40_000);
  });
  const { cashiers, methods } = await billing.ask(method.getTakings, today);
  // Received when the agent paid it in; what is sold from it later brings nothing more.
  expect(cashiers.find(({ name }) => name === operatorId)).toMatchObject({
    ...{ receivedRupiah: 50_000, refundedRupiah: 1_000 },
  });
  expect(methods.find(({ name }) => name === 'deposit')).toMatchObject({
    receivedRupiah: 0,
    refundedRupiah: 0,
  });
});
