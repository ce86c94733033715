import 'reflect-metadata';
import { Billing } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { register } from 'prom-client';
import { BillingStack, GB } from '../testing/billing-stack';
import { resetWorld, world } from '../testing/fakes';

let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
beforeEach(resetWorld);

const messagesWith = (template: string) =>
  [...world.messages.values()].filter((message) => message.template === template);

describe('a sale', () => {
  it('is ordered, paid, given once and confirmed by message', async () => {
    const sold = await billing.newPackage();
    const subscriberId = newId();
    const placed = await billing.placeOrder(subscriberId, sold.packageId);
    expect(placed).toMatchObject({ state: 'pending', amountRupiah: 50_000, method: 'qris' });
    expect(placed.instructions?.qrString).toBe(`qr-of-${placed.orderId}`);
    await billing.paymentBecomes(placed.orderId, 'paid');
    const order = await billing.becomes(placed.orderId, 'fulfilled');
    expect(order.invoiceNumber).toMatch(/^rw05\/\d{6}\/0001$/);
    expect(world.fulfilled.get(placed.orderId)).toMatchObject({
      subscriberId,
      bytes: 5 * GB,
      lastsSeconds: 30 * 86_400,
      isSettlement: false,
    });
    const states = () =>
      billing.facts.filter((fact) => fact.orderId === placed.orderId).map((fact) => fact.state);
    await eventually(() => expect(states()).toEqual(['created', 'pending', 'paid', 'fulfilled']));
    const message = await eventually(() => messagesWith('purchase.receipt')[0] ?? false);
    expect(message.params).toMatchObject({
      item: 'Paket 5 GB',
      amount: 'Rp 50.000',
      invoice: order.invoiceNumber,
    });
    expect(message.params['link']).toBe(`https://wifi.example.id/pay/${order.statusToken}`);
    expect(message.attachment).toMatchObject({ contentType: 'image/png' });
  });

  it('that is paid twice over and out of order is given and measured once', async () => {
    const measured = async () => {
      const text = await register.getSingleMetricAsString('saring_order_fulfilment_seconds');
      return Number(/seconds_count (\d+)/.exec(text)?.[1]);
    };
    const before = await measured();
    const { orderId } = await billing.newOrder();
    await billing.paymentBecomes(orderId, 'paid');
    for (const [state, version] of [
      ['paid', 3],
      ['expired', 1],
      ['paid', 3],
    ] as const)
      await billing.tellPayment(orderId, state, version);
    await billing.becomes(orderId, 'fulfilled');
    expect(await measured()).toBe(before + 1);
    // A fact behind them has been taken over, so these have too.
    const other = await billing.newOrder();
    await billing.paymentBecomes(other.orderId, 'expired');
    await billing.becomes(other.orderId, 'expired');
    expect((await billing.getOrder(orderId)).state).toBe('fulfilled');
    expect(world.fulfilKeys.size).toBe(1);
  });

  it('waits, visibly, for a ledger that is down or says no, and is given when it does', async () => {
    const { orderId } = await billing.newOrder();
    world.ledgerFails = 'QUOTA.NOT_LEADER';
    await billing.paymentBecomes(orderId, 'paid');
    await eventually(async () =>
      expect(await billing.getOrder(orderId)).toMatchObject({
        state: 'paid',
        waitingFor: 'QUOTA.NOT_LEADER',
      }),
    );
    world.ledgerFails = 'down';
    await billing.ask(Billing.method.retryFulfilment, { orderId });
    expect(await billing.getOrder(orderId)).toMatchObject({
      state: 'paid',
      waitingFor: 'ledger_unavailable',
    });
    const { items } = await billing.ask(Billing.method.listOrders, { state: 'unfulfilled' });
    expect(items.map((order) => order.orderId)).toEqual([orderId]);
    world.ledgerFails = null;
    const retried = await billing.ask(Billing.method.retryFulfilment, { orderId });
    expect(retried).toMatchObject({ state: 'fulfilled' });
    expect(retried.waitingFor).toBeUndefined();
    expect([...world.fulfilled.keys()]).toEqual([orderId]);
  });

  it('is given by itself once the ledger is back, also by a billing that was restarted', async () => {
    const { orderId } = await billing.newOrder();
    world.ledgerFails = 'down';
    await billing.paymentBecomes(orderId, 'paid');
    await eventually(async () =>
      expect((await billing.getOrder(orderId)).waitingFor).toBe('ledger_unavailable'),
    );
    await billing.stopBilling();
    world.ledgerFails = null;
    await billing.startBilling();
    await billing.becomes(orderId, 'fulfilled');
    expect([...world.fulfilled.keys()]).toEqual([orderId]);
  });

  it('paid while billing was stopped is given when it starts', async () => {
    const { orderId } = await billing.newOrder();
    await billing.stopBilling();
    await billing.paymentBecomes(orderId, 'paid');
    await billing.startBilling();
    await billing.becomes(orderId, 'fulfilled');
  });

  it('paid while NATS was away is given when it is back', async () => {
    const { orderId } = await billing.newOrder();
    await billing.stack.stopNats();
    await billing.stack.startNats();
    await eventually(() => billing.paymentBecomes(orderId, 'paid').then(() => true));
    await billing.becomes(orderId, 'fulfilled');
  });

  it('paid while PostgreSQL was away is given when it is back', async () => {
    const { orderId } = await billing.newOrder();
    billing.database.down();
    await billing.paymentBecomes(orderId, 'paid');
    await expect(billing.getOrder(orderId)).rejects.toThrow();
    billing.database.restore();
    await billing.becomes(orderId, 'fulfilled');
    expect(world.fulfilKeys.size).toBe(1);
  });

  it('settled late, after it had expired, is given all the same', async () => {
    const { orderId } = await billing.newOrder();
    await billing.paymentBecomes(orderId, 'expired');
    await billing.becomes(orderId, 'expired');
    await billing.paymentBecomes(orderId, 'paid');
    await billing.becomes(orderId, 'fulfilled');
  });

  it('whose facts were lost is found by asking payment', async () => {
    const { orderId } = await billing.newOrder();
    const paying = world.payments.get(orderId);
    if (!paying) throw new Error('no payment');
    Object.assign(paying, { state: 'paid', version: 9, paidAt: new Date().toISOString() });
    billing.later(150);
    // Not by a look at the order, which would ask too.
    await eventually(() => world.fulfilled.has(orderId));
    await billing.becomes(orderId, 'fulfilled');
  });

  it('that is reversed or refunded is taken back, with a message', async () => {
    const reversed = await billing.newOrder();
    await billing.paymentBecomes(reversed.orderId, 'paid');
    await billing.becomes(reversed.orderId, 'fulfilled');
    world.ledgerFails = 'down';
    await billing.paymentBecomes(reversed.orderId, 'reversed');
    await billing.becomes(reversed.orderId, 'reversed');
    expect(world.revoked.size).toBe(0);
    world.ledgerFails = null;
    await eventually(() => world.revoked.has(reversed.orderId));

    const refunded = await billing.newOrder();
    const refund = (orderId: string) =>
      billing.ask(Billing.method.refundOrder, {
        commandId: newId(),
        orderId,
        reason: 'salah paket',
        actor: 'op',
      });
    await expect(refund(refunded.orderId)).rejects.toMatchObject({ code: 'BILLING.ORDER_NOT_PAID' });
    await billing.paymentBecomes(refunded.orderId, 'paid');
    await billing.becomes(refunded.orderId, 'fulfilled');
    expect(await refund(refunded.orderId)).toMatchObject({ state: 'refunded', refundedRupiah: 50_000 });
    await eventually(() => world.revoked.has(refunded.orderId));
    await expect(refund(refunded.orderId)).rejects.toMatchObject({ code: 'BILLING.ORDER_REFUNDED' });
    await expect(
      billing.ask(Billing.method.previewRefund, { orderId: refunded.orderId }),
    ).rejects.toMatchObject({ code: 'BILLING.ORDER_REFUNDED' });
    await eventually(() => expect(messagesWith('purchase.refunded')).toHaveLength(2));
  });

  it('not paid halfway to its end is reminded of, once', async () => {
    const { orderId } = await billing.newOrder();
    expect(messagesWith('purchase.pending')).toHaveLength(0);
    billing.later(500);
    await eventually(() => expect(messagesWith('purchase.pending')).toHaveLength(1));
    // A code to scan is behind the link.
    expect(messagesWith('purchase.pending')[0]?.params).toMatchObject({
      ...{ amount: 'Rp 50.000', payTo: '', link: expect.stringMatching(/\/pay\//) },
      until: expect.stringMatching(/^\d+ \S+ \d{4}, \d\d\.\d\d WIB$/),
    });
    billing.later(100);
    await billing.paymentBecomes(orderId, 'paid');
    await billing.becomes(orderId, 'fulfilled');
    expect(messagesWith('purchase.pending')).toHaveLength(1);
  });

  it.each([
    [{ vaBank: 'bca', vaNumber: '8123456789012345' }, 'BCA 8123456789012345'],
    [
      { billKey: '990000123456', billerCode: '70012' },
      'Mandiri: Kode perusahaan (biller code) 70012, Kode bayar (bill key) 990000123456',
    ],
    [{ transferText: 'BCA 123 a.n. RW 05' }, 'BCA 123 a.n. RW 05'],
  ])('is reminded of with what to pay to: %j', async (instructions, payTo) => {
    world.instructions = instructions as typeof world.instructions;
    await billing.newOrder();
    billing.later(500);
    await eventually(() =>
      expect(messagesWith('purchase.pending').map(({ params }) => params['payTo'])).toEqual([payTo]),
    );
  });
});

it('invoices are numbered without gaps, however many are paid at once', async () => {
  const { rows } = await billing.pool.query<{ month: string; last: number }>(
    `select month, last_number as last from invoice_counters where site = 'rw05'`,
  );
  const lastOf = new Map(rows.map(({ month, last }) => [month, last]));
  const orders = await Promise.all(Array.from({ length: 12 }, () => billing.newOrder()));
  const paid = orders.map(({ orderId }) => billing.paymentBecomes(orderId, 'paid'));
  // The page that looks takes a payment over too: both ways at once must not number twice.
  const looked = orders.map(({ orderId }) => billing.getOrder(orderId));
  await Promise.all([...paid, ...looked]);
  const done = await Promise.all(orders.map(({ orderId }) => billing.becomes(orderId, 'fulfilled')));
  // A month may begin just now.
  for (const [month, invoices] of Map.groupBy(
    done,
    ({ invoiceNumber = '' }) => invoiceNumber.split('/')[1],
  )) {
    const numbers = (invoices ?? []).map(({ invoiceNumber = '' }) => Number(invoiceNumber.split('/')[2]));
    const first = (lastOf.get(month ?? '') ?? 0) + 1;
    expect(numbers.sort((one, other) => one - other)).toEqual(numbers.map((_, index) => first + index));
  }
});

it('an order that was reversed and is paid again is given again, once, with a message', async () => {
  const { orderId } = await billing.newOrder();
  await billing.paymentBecomes(orderId, 'paid');
  const { invoiceNumber } = await billing.becomes(orderId, 'fulfilled');
  const receipts = () =>
    messagesWith('purchase.receipt').filter(({ params }) => params['invoice'] === invoiceNumber);
  // A receipt that is still to be sent when the order is reversed is not sent any more.
  await eventually(() => expect(receipts()).toHaveLength(1));
  await billing.paymentBecomes(orderId, 'reversed');
  await eventually(() => world.revoked.has(orderId));
  await billing.paymentBecomes(orderId, 'paid');
  expect(await billing.becomes(orderId, 'fulfilled')).toMatchObject({ invoiceNumber });
  const purchases = [...world.fulfilled.keys()].filter((id) => !world.revoked.has(id));
  expect(purchases).toHaveLength(1);
  expect(world.fulfilled.size).toBe(2);
  await eventually(() => expect(receipts()).toHaveLength(2));
  const paying = world.payments.get(orderId);
  await billing.tellPayment(orderId, 'reversed', (paying?.version ?? 0) - 1);
  await billing.tellPayment(orderId, 'paid', paying?.version ?? 0);
  await billing.paymentBecomes(orderId, 'reversed');
  await billing.becomes(orderId, 'reversed');
  await eventually(() => expect(world.revoked.size).toBe(2));
});

it('payment hears who orders: some may not use every method', async () => {
  const { orderId } = await billing.newOrder();
  expect(world.payments.get(orderId)?.request.actor).toBe('subscriber');
});

it('a reversal whose fact is found by asking payment', async () => {
  const { orderId } = await billing.newOrder();
  await billing.paymentBecomes(orderId, 'paid');
  await billing.becomes(orderId, 'fulfilled');
  const paying = world.payments.get(orderId);
  if (!paying) throw new Error('no payment');
  Object.assign(paying, { state: 'reversed', version: 9 });
  billing.later(3_600);
  await eventually(() => world.revoked.has(orderId));
  await billing.becomes(orderId, 'reversed');
});
