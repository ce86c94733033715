// Messages about bills over real PostgreSQL: once a bill and day, of today alone, never to who has paid; and their link.
import 'reflect-metadata';
import { Billing } from '@saring/contracts';
import { localDate, localInstant, newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { BillingStack, GB, refusal } from '../testing/billing-stack';
import { resetWorld, world } from '../testing/fakes';
import { BillMessages } from './bill-messages';
import { addDays } from './domain/periods';

const method = Billing.method;
const ZONE = 'Asia/Jakarta';
let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
beforeEach(resetWorld);

const today = () => localDate(billing.clock.now(), ZONE);
const goTo = (date: string, time: string): void => {
  const at = localInstant(date, time, ZONE).getTime();
  billing.later(Math.ceil((at - billing.clock.now().getTime()) / 1_000));
};
/** As the clock does it, to its end. */
const remind = async () => {
  for (const job of billing.app.get(BillMessages).jobs) await job.run();
};
const told = () =>
  [...world.messages.values()]
    .filter(({ template }) => template.startsWith('bill.'))
    .map((one) => one.template);
const start = async (subscriberId: string, startsOn: string) => {
  const { packageId } = await billing.newPackage({ bytes: GB, priceRupiah: 150_000, name: 'Rumah 10 Mbps' });
  return billing.ask(method.startSubscription, {
    ...{ commandId: newId(), actor: `operator:${newId()}`, subscriberId, site: 'rw05', packageId, startsOn },
    ...{ unit: 'day', count: 30, issueDaysBefore: 7, graceDays: 3 },
  });
};

it('tells of a bill by day, reminds on its days, skips those of an outage, and stops once it is paid', async () => {
  const subscriberId = newId();
  goTo(addDays(today(), 1), '02:00');
  const due = addDays(today(), 7);
  await start(subscriberId, due);
  await remind();
  expect(told()).toEqual([]);
  goTo(today(), '09:00');
  await remind();
  await remind();
  expect(told()).toEqual(['bill.issued']);
  const [issued] = [...world.messages.values()];
  expect(issued?.params).toMatchObject({ amount: 'Rp 150.000', item: expect.stringContaining('Rumah') });
  goTo(addDays(due, -4), '09:00');
  await remind();
  expect(told()).toEqual(['bill.issued']);
  goTo(addDays(due, -3), '09:00');
  await Promise.all([remind(), remind()]);
  expect(told()).toEqual(['bill.issued', 'bill.reminder']);
  // Away on the day before it is due: only the day itself is spoken of.
  goTo(due, '10:00');
  await remind();
  goTo(addDays(due, 1), '10:00');
  await remind();
  expect(told()).toEqual(['bill.issued', 'bill.reminder', 'bill.reminder', 'bill.overdue']);

  const other = newId();
  await start(other, addDays(today(), 3));
  await billing.ask(method.receiveBillPayment, {
    ...{ commandId: newId(), actor: `operator:${newId()}`, subscriberId: other, site: 'rw05' },
    ...{ method: 'transfer', amountRupiah: 150_000 },
  });
  await remind();
  // Who has paid is thanked, and reminded of nothing.
  await eventually(() => expect(told()).toHaveLength(5));
  expect(told().at(-1)).toBe('bill.received');
});

it('opens by its link what is due, by masked name, and pays it; no other link does', async () => {
  const subscriberId = newId();
  await start(subscriberId, today());
  const { payPath } = await billing.ask(method.getBillingStanding, { subscriberId });
  const linkToken = payPath.split('/').pop() ?? '';
  const link = await billing.ask(method.getBillLink, { linkToken });
  expect(link).toMatchObject({
    maskedName: 'I*** S***',
    owedRupiah: 150_000,
    bills: [{ owedRupiah: 150_000 }],
  });
  const pay = (token: string) =>
    billing.ask(method.placeBillPayment, {
      ...{ commandId: newId(), actor: 'bill-link', linkToken: token, method: 'qris', site: 'rw05' },
    });
  await expect(pay(`${linkToken.slice(0, -2)}AA`)).rejects.toEqual(refusal('BILLING.BILL_UNKNOWN'));
  await expect(billing.ask(method.getBillLink, { linkToken: 'x' })).rejects.toEqual(
    refusal('BILLING.BILL_UNKNOWN'),
  );
  const billId = link.bills[0]?.billId ?? '';
  const paper = (change: object) =>
    billing.ask(method.getBillDocument, { billId, format: 'pdf', locale: 'id', ...change });
  for (const asked of [{ linkToken }, { subscriberId }, {}])
    expect(
      Buffer.from((await paper(asked)).content)
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  expect((await paper({ format: 'png' })).fileName).toMatch(/^tagihan-rw05-.*\.png$/);
  await expect(paper({ subscriberId: newId() })).rejects.toEqual(refusal('BILLING.BILL_UNKNOWN'));
  const order = await pay(linkToken);
  expect(order).toMatchObject({ subscriberId, amountRupiah: 150_000 });
  await billing.paymentBecomes(order.orderId, 'paid');
  await billing.becomes(order.orderId, 'fulfilled');
  expect(await billing.ask(method.getBillLink, { linkToken })).toMatchObject({ owedRupiah: 0, bills: [] });
});
