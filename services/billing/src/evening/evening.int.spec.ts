// evening.int.spec.ts — the owner's evening: one message each, once a day, by the clocks of the site; the same day by API.
import 'reflect-metadata';
import { Billing, PaymentAlertRaisedSchema, QuotaNoticeSchema } from '@saring/contracts';
import { localDate, localInstant, newId } from '@saring/kernel';
import { publishFact } from '@saring/messaging';
import { eventually } from '@saring/testing';
import { BillingStack, GB } from '../testing/billing-stack';
import { resetWorld, world } from '../testing/fakes';

let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
beforeEach(resetWorld);

const JAKARTA = 'Asia/Jakarta';
const owner = (message: string, more: { site?: string; locale?: string } = {}) => {
  const one = { message, operatorId: newId(), phone: '+6281200000001', ...more };
  world.receivers.push(one);
  return one;
};
const messages = (template: string) => world.sent.filter((message) => message.template === template);
/** Turns the clock to a time of the coming day, and has the job look. */
const turnTo = async (time: string, timeZone = JAKARTA): Promise<string> => {
  const date = localDate(new Date(billing.clock.now().getTime() + 86_400_000), timeZone);
  billing.later((localInstant(date, time, timeZone).getTime() - billing.clock.now().getTime()) / 1_000);
  await restart();
  return date;
};

/** The job sleeps by the clock of before: it is started anew with that of now. */
const restart = async (): Promise<void> => {
  await billing.stopBilling();
  await billing.startBilling();
};
/** Waits until the job has run once more. */
const lookedAgain = () =>
  eventually(async () => {
    const { rows } = await billing.pool.query<{ done: boolean }>(
      `select last_succeeded_at >= $1 as done from scheduled_jobs where name = 'evening-messages'`,
      [new Date(billing.clock.now().getTime() - 5_000)],
    );
    return rows[0]?.done ?? false;
  });

it('says once what the day brought, to each in their language', async () => {
  owner('evening');
  owner('evening', { locale: 'en' });
  const date = await turnTo('20:00');
  world.newSubscribers = 3;
  world.endingIds = [newId(), newId()];
  world.routers = [
    { routerId: newId(), name: 'Pos RT 3', state: 'offline' },
    { routerId: newId(), name: 'Balai', state: 'online' },
  ] as typeof world.routers;
  const { orderId } = await billing.newOrder();
  await billing.paymentBecomes(orderId, 'paid');
  await billing.becomes(orderId, 'fulfilled');
  await eventually(async () => {
    const day = await billing.ask(Billing.method.getDay, { date, site: '' });
    expect(day).toMatchObject({ receivedRupiah: 50_000, newSubscribers: 3, endingTomorrow: 2, silent: [] });
    expect(day.routersDown).toMatchObject([{ name: 'Pos RT 3' }]);
  });
  expect(messages('operator.evening')).toHaveLength(0);
  billing.later(3_600);
  await restart();
  await eventually(() => expect(messages('operator.evening')).toHaveLength(2));
  const [first, second] = ['id', 'en'].map((locale) =>
    messages('operator.evening').find((message) => message.locale === locale),
  );
  expect(first?.params).toMatchObject({
    received: 'Rp 50.000',
    takings: '• QRIS: Rp 50.000 (1 pembayaran)',
    packages: '• Paket 5 GB: 1 × = Rp 50.000',
    people: '3',
    ending: '2',
    waiting: '0',
    routers: 'Pos RT 3',
    site: '',
    refunded: '',
  });
  expect(second?.params['takings']).toBe('• QRIS: Rp 50,000 (1 payments)');
  // Restarted, asked again, and the day changed: still one.
  billing.later(600);
  await restart();
  await lookedAgain();
  expect(messages('operator.evening')).toHaveLength(2);
  billing.later(86_400);
  await restart();
  await eventually(() => expect(messages('operator.evening')).toHaveLength(4));
});

it('says what settled debts, what each cashier gave back, and counts no order that its buyer replaced', async () => {
  const date = await turnTo('20:00');
  const at = billing.clock.now();
  const day = () => billing.ask(Billing.method.getDay, { date, site: '' });
  const before = await day();
  const subscriberId = newId();
  const { packageId } = await billing.newPackage();
  const item = { debtId: newId(), sizeBytes: GB, unpaidBytes: GB, unlimited: false, priceRupiah: 30_000 };
  world.debts = { autoDebtBytes: 0, items: [item] as unknown as typeof world.debts.items };
  const cashier = newId();
  const by = { actor: `operator:${cashier}`, actorRole: 'admin' };
  const sell = (goods: object) =>
    billing.ask(Billing.method.sellAtCounter, {
      ...{ commandId: newId(), subscriberId, method: 'card', site: 'rw05', ...by, ...goods },
    });
  await sell({ debtId: item.debtId, paidRupiah: 30_000 });
  world.debts = { autoDebtBytes: 0, items: [] };
  const sold = await sell({ packageId, paidRupiah: 50_000 });
  await billing.ask(Billing.method.refundOrder, {
    ...{ commandId: newId(), orderId: sold.order?.orderId ?? '', amountRupiah: 10_000, keepPurchase: true },
    ...{ reason: 'mati lampu', payoutNote: 'lewat bank', payoutMethod: 'transfer', ...by },
  });
  const buyer = newId();
  await billing.placeOrder(buyer, packageId, { method: 'qris' });
  billing.later(1);
  await billing.placeOrder(buyer, packageId, { method: 'gopay' });
  await eventually(async () => {
    const after = await day();
    expect([after.settlements, after.settledRupiah]).toEqual([1, 30_000]);
    expect(after.failedOrders).toBe(before.failedOrders);
    // Sold by card, given back by transfer: each is of its own way.
    expect(after.takings.filter((taking) => taking.cashier === cashier)).toMatchObject([
      { method: 'card', receivedRupiah: 80_000, refundedRupiah: 0 },
      { method: 'transfer', receivedRupiah: 0, refundedRupiah: 10_000 },
    ]);
  });
  owner('evening');
  billing.later((localInstant(date, '21:00', JAKARTA).getTime() - at.getTime()) / 1_000);
  await restart();
  const message = await eventually(() => messages('operator.evening')[0] ?? false);
  expect(message.params['settlements']).toBe('1 × = Rp 30.000');
  expect(message.params['takings']).toContain('(2 pembayaran)');
  expect(message.params['takings']).toContain('(0 pembayaran), dikembalikan Rp 10.000');
});

it('goes by the clocks of the site that the operator chose, and says what it knows when a service is down', async () => {
  await turnTo('18:30');
  owner('evening', { site: 'rw06' });
  world.ledgerFails = 'down';
  await restart();
  // 18.30 in Jakarta is 20.30 in Jayapura.
  await lookedAgain();
  expect(messages('operator.evening')).toHaveLength(0);
  billing.later(1_800);
  await restart();
  const message = await eventually(() => messages('operator.evening')[0] ?? false);
  expect(message.params).toMatchObject({ site: 'rw06', ending: '', people: '0', received: 'Rp 0' });
});

it('tells of each alert about money and of a reached debt limit once, only who asked for it', async () => {
  const money = owner('money_alert');
  owner('debt_limit');
  const at = billing.clock.now().toISOString();
  const alert = { orderNumber: 'SRG-RW05-A', kind: 'paid_after_end', at };
  const envelope = { id: newId(), at, source: 'payment' };
  await publishFact(billing.nats, PaymentAlertRaisedSchema, alert, envelope);
  await publishFact(
    billing.nats,
    PaymentAlertRaisedSchema,
    { ...alert, kind: 'of-a-later-version' },
    { ...envelope, id: newId() },
  );
  await publishFact(
    billing.nats,
    PaymentAlertRaisedSchema,
    { ...alert, at: '2026-01-01T00:00:00.000Z' },
    { ...envelope, id: newId() },
  );
  const subscriberId = newId();
  const item = { debtId: newId(), sizeBytes: GB, unpaidBytes: GB, unlimited: false, priceRupiah: 50_000 };
  world.debts = { autoDebtBytes: 0, items: [item] as unknown as typeof world.debts.items };
  const notice = { subscriberId, version: 1, kind: 'debt_at_limit', cause: 'debt_at_limit:1', at };
  for (const version of [1, 2])
    await publishFact(
      billing.nats,
      QuotaNoticeSchema,
      { ...notice, version },
      { id: newId(), at, source: 'quota-ledger' },
    );
  await eventually(() => {
    expect(messages('operator.money_alert').map(({ params, toPhone }) => ({ ...params, toPhone }))).toEqual([
      {
        what: 'dibayar setelah pesanan berakhir; kuota tetap diberikan',
        order: 'SRG-RW05-A',
        toPhone: money.phone,
      },
      { what: 'of-a-later-version', order: 'SRG-RW05-A', toPhone: money.phone },
    ]);
    expect(messages('operator.debt_limit').map(({ params }) => params)).toEqual([
      { person: 'Ibu Sari, +628123456789', amount: 'Rp 50.000' },
    ]);
  });
});
