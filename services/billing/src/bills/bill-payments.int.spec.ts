// Bills paid by orders: booked once however often it is told, late too; taken back with the money; true in the books.
import 'reflect-metadata';
import { Billing } from '@saring/contracts';
import { localDate, newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { BillingStack, GB, refusal } from '../testing/billing-stack';
import { resetWorld, world } from '../testing/fakes';

const method = Billing.method;
let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
/** Of each test its own: what another one did may come into the books late. */
let site = '';
beforeEach(() => {
  resetWorld();
  site = `rw${newId().slice(0, 6)}`;
});

const start = async (subscriberId: string, priceRupiah = 150_000) => {
  const { packageId } = await billing.newPackage({ bytes: 50 * GB, priceRupiah, name: 'Rumah 10 Mbps' });
  return billing.ask(method.startSubscription, {
    ...{ commandId: newId(), actor: `operator:${newId()}`, subscriberId, site, packageId },
    ...{ unit: 'day', count: 30, issueDaysBefore: 7, graceDays: 3 },
  });
};
const payBills = (subscriberId: string, change: object = {}) =>
  billing.ask(method.placeBillPayment, {
    ...{ commandId: newId(), actor: 'subscriber', subscriberId, method: 'qris', site, ...change },
  });
const standing = (subscriberId: string) => billing.ask(method.getBillingStanding, { subscriberId });
const accounts = async () => {
  const today = localDate(billing.clock.now(), 'Asia/Jakarta');
  const { items } = await billing.ask(method.getTrialBalance, { fromDate: today, toDate: today, site });
  return (account: string) =>
    items.filter((one) => one.account === account).reduce((sum, one) => sum + one.balanceRupiah, 0);
};

it('pays all bills that are due once, gives their periods, tells the payer and the books', async () => {
  const subscriberId = newId();
  await start(subscriberId);
  await start(subscriberId, 50_000);
  const before = await accounts();
  const order = await payBills(subscriberId);
  expect(order).toMatchObject({ purpose: 'bills', amountRupiah: 200_000, state: 'pending' });
  expect(await payBills(subscriberId)).toMatchObject({ orderId: order.orderId });
  await billing.paymentBecomes(order.orderId, 'paid');
  await billing.tellPayment(order.orderId, 'paid', 2);
  const paid = await billing.becomes(order.orderId, 'fulfilled');
  expect(paid.invoiceNumber).toMatch(new RegExp(`^${site}/`));
  await eventually(async () =>
    expect(await standing(subscriberId)).toMatchObject({
      ...{ owedRupiah: 0, balanceRupiah: 0, bills: [{ given: true }, { given: true }] },
    }),
  );
  await eventually(() =>
    expect([...world.messages.values()].filter(({ template }) => template === 'bill.paid')).toMatchObject([
      { params: { item: '2 tagihan', amount: 'Rp 200.000' } },
    ]),
  );
  const receipt = await billing.ask(method.getReceipt, {
    ...{ orderId: order.orderId, subscriberId, format: 'pdf', locale: 'id' },
  });
  expect(Buffer.from(receipt.content).subarray(0, 5).toString()).toBe('%PDF-');
  await eventually(async () => {
    const after = await accounts();
    const grown = (account: string) => after(account) - before(account);
    expect([grown('revenue'), grown('subscriber_balances')]).toEqual([-200_000, 0]);
    expect(grown('gateway') + grown('gateway_fees')).toBe(200_000);
  });
  await expect(payBills(subscriberId)).rejects.toEqual(refusal('BILLING.NO_BILL_DUE'));
});

it('pays the one bill that was chosen; of a stranger none is found', async () => {
  const subscriberId = newId();
  await start(subscriberId);
  const { bills } = await start(subscriberId, 50_000);
  const billId = bills.find(({ amountRupiah }) => amountRupiah === 50_000)?.billId ?? '';
  await expect(payBills(newId(), { billId })).rejects.toEqual(refusal('BILLING.BILL_UNKNOWN'));
  const order = await payBills(subscriberId, { billId, shownRupiah: 50_000 });
  expect(order).toMatchObject({ billId, amountRupiah: 50_000 });
  await billing.paymentBecomes(order.orderId, 'paid');
  await billing.becomes(order.orderId, 'fulfilled');
  const after = await standing(subscriberId);
  expect(after.bills.find((bill) => bill.billId === billId)).toMatchObject({ owedRupiah: 0 });
  expect(after).toMatchObject({ owedRupiah: 150_000 });
});

it('books what is paid after its end, and what cash has paid meanwhile stays as balance', async () => {
  const subscriberId = newId();
  await start(subscriberId);
  const order = await payBills(subscriberId);
  await billing.paymentBecomes(order.orderId, 'expired');
  await billing.becomes(order.orderId, 'expired');
  await billing.ask(method.receiveBillPayment, {
    ...{ commandId: newId(), actor: `operator:${newId()}`, subscriberId, site },
    ...{ method: 'cash', amountRupiah: 150_000 },
  });
  await billing.paymentBecomes(order.orderId, 'paid');
  await billing.becomes(order.orderId, 'fulfilled');
  expect(await standing(subscriberId)).toMatchObject({ owedRupiah: 0, balanceRupiah: 150_000 });
});

it('owes the bill again once a bank has taken the money back, and takes the next payment', async () => {
  const subscriberId = newId();
  await start(subscriberId);
  const order = await payBills(subscriberId);
  await billing.paymentBecomes(order.orderId, 'paid');
  await billing.becomes(order.orderId, 'fulfilled');
  await billing.paymentBecomes(order.orderId, 'reversed');
  await eventually(async () =>
    expect(await standing(subscriberId)).toMatchObject({ owedRupiah: 150_000, balanceRupiah: 0 }),
  );
  const again = await payBills(subscriberId);
  await billing.paymentBecomes(again.orderId, 'paid');
  await billing.becomes(again.orderId, 'fulfilled');
  expect(await standing(subscriberId)).toMatchObject({ owedRupiah: 0, balanceRupiah: 0 });
});

it('takes a refund out of the bills, and leaves them paid where it is goodwill', async () => {
  const subscriberId = newId();
  await start(subscriberId);
  const order = await payBills(subscriberId);
  await billing.paymentBecomes(order.orderId, 'paid');
  await billing.becomes(order.orderId, 'fulfilled');
  const back = (change: object) =>
    billing.ask(method.refundOrder, {
      ...{ commandId: newId(), actor: `operator:${newId()}`, actorRole: 'super_admin', reason: 'salah' },
      ...{ orderId: order.orderId, ...change },
    });
  await expect(back({ amountRupiah: 50_000, takeBackShare: true })).rejects.toEqual(
    refusal('BILLING.PART_HAS_NO_SHARE'),
  );
  await back({ amountRupiah: 50_000, keepPurchase: true });
  expect(await standing(subscriberId)).toMatchObject({ owedRupiah: 0 });
  await back({});
  await eventually(async () => expect(await standing(subscriberId)).toMatchObject({ owedRupiah: 150_000 }));
});

it('gives no money back a second time that was paid out as balance', async () => {
  const subscriberId = newId();
  const { bills } = await start(subscriberId);
  const order = await payBills(subscriberId);
  const by = { actor: `operator:${newId()}`, actorRole: 'super_admin', reason: 'salah' };
  await billing.ask(method.voidBill, { commandId: newId(), ...by, billId: bills[0]?.billId ?? '' });
  await billing.paymentBecomes(order.orderId, 'paid');
  await billing.becomes(order.orderId, 'fulfilled');
  expect(await standing(subscriberId)).toMatchObject({ balanceRupiah: 150_000 });
  await billing.ask(method.payOutBalance, {
    ...{ commandId: newId(), ...by, subscriberId, site, method: 'transfer', amountRupiah: 100_000 },
  });
  const back = { commandId: newId(), ...by, orderId: order.orderId };
  await expect(billing.ask(method.refundOrder, back)).rejects.toEqual(refusal('BILLING.BALANCE_SHORT'));
  expect(await standing(subscriberId)).toMatchObject({ balanceRupiah: 50_000 });
});

it('gives money back once, however a refund and a payout meet', async () => {
  for (let round = 0; round < 8; round += 1) {
    const subscriberId = newId();
    const { bills } = await start(subscriberId);
    const order = await payBills(subscriberId);
    const by = { actor: `operator:${newId()}`, actorRole: 'super_admin', reason: 'salah' };
    await billing.ask(method.voidBill, { commandId: newId(), ...by, billId: bills[0]?.billId ?? '' });
    await billing.paymentBecomes(order.orderId, 'paid');
    await billing.becomes(order.orderId, 'fulfilled');
    const payout = { ...by, subscriberId, site, method: 'transfer', amountRupiah: 150_000 };
    const answers = await Promise.allSettled([
      billing.ask(method.refundOrder, { commandId: newId(), ...by, orderId: order.orderId }),
      billing.ask(method.payOutBalance, { commandId: newId(), ...payout }),
    ]);
    for (const answer of answers)
      if (answer.status === 'rejected') expect(answer.reason).toEqual(refusal('BILLING.BALANCE_SHORT'));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await eventually(async () => expect(await standing(subscriberId)).toMatchObject({ balanceRupiah: 0 }));
  }
});

it('writes once to who pays in hand, and to nobody whose money went back before', async () => {
  const subscriberId = newId();
  await start(subscriberId);
  const pay = {
    ...{ commandId: newId(), actor: `operator:${newId()}`, subscriberId, method: 'transfer', site },
    ...{ amountRupiah: 100_000, note: '' },
  };
  const told = () => [...world.messages.values()].filter(({ template }) => template === 'bill.received');
  await billing.ask(method.receiveBillPayment, pay);
  await billing.ask(method.receiveBillPayment, pay);
  await eventually(() =>
    expect(told()).toMatchObject([{ params: { amount: 'Rp 100.000', rest: 'Sisa tagihan: Rp 50.000' } }]),
  );
  const rest = { ...pay, commandId: newId(), amountRupiah: 60_000 };
  await billing.ask(method.receiveBillPayment, rest);
  await eventually(() =>
    expect(told()[1]?.params).toMatchObject({ rest: 'Tagihan lunas. Saldo: Rp 10.000' }),
  );
  expect(told()).toHaveLength(2);
});

it('hands a receipt of money in hand to its payer alone, and books what is not the change', async () => {
  const subscriberId = newId();
  const { bills } = await start(subscriberId);
  const command = {
    ...{ commandId: newId(), actor: `operator:${newId()}`, subscriberId, site },
    ...{ method: 'cash', amountRupiah: 160_000, paidRupiah: 200_000 },
  };
  const taken = await billing.ask(method.receiveBillPayment, command);
  expect(await billing.ask(method.receiveBillPayment, command)).toMatchObject({ receiptId: taken.receiptId });
  const { payments } = await standing(subscriberId);
  expect(payments).toMatchObject([
    {
      ...{ receiptId: taken.receiptId, amountRupiah: 160_000, paidRupiah: 200_000, balanceRupiah: 10_000 },
      bills: [{ billId: bills[0]?.billId, number: bills[0]?.number, amountRupiah: 150_000 }],
    },
  ]);
  const receiptOf = (who: string, receiptId = taken.receiptId ?? '', more: object = {}) =>
    billing.ask(method.getBillPaymentReceipt, {
      ...{ subscriberId: who, receiptId, format: 'pdf', locale: 'id', ...more },
    });
  for (const paper of ['', '58mm', '80mm']) {
    const { content, fileName } = await receiptOf(subscriberId, undefined, { paper });
    expect([Buffer.from(content).subarray(0, 5).toString(), fileName]).toEqual([
      ...['%PDF-', `nota-${payments[0]?.number ?? ''}.pdf`],
    ]);
  }
  await expect(receiptOf(newId())).rejects.toEqual(refusal('BILLING.PAYMENT_UNKNOWN'));
  await expect(receiptOf(subscriberId, newId())).rejects.toEqual(refusal('BILLING.PAYMENT_UNKNOWN'));
  await expect(receiptOf(subscriberId, '__proto__')).rejects.toEqual(refusal('BILLING.PAYMENT_UNKNOWN'));
  const wrong = (change: object) =>
    billing.ask(method.receiveBillPayment, { ...command, commandId: newId(), ...change });
  await expect(wrong({ paidRupiah: 159_999 })).rejects.toEqual(refusal('BILLING.PAID_WRONG'));
  await expect(wrong({ method: 'transfer' })).rejects.toEqual(refusal('BILLING.PAID_WRONG'));
});
