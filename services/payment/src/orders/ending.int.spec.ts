// How orders end by the wish of a person: cancelled, confirmed by hand, refunded; and what is offered when.
import 'reflect-metadata';
import { Payment } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { startMidtransSimulator } from '../../../../infra/simulators/midtrans/src';
import { LARGEST_PROOF_BYTES } from '../proofs/proof-image';
import { PaymentStack, refusal } from '../testing/payment-stack';
import { INDISCREET, SECRET_WORDS } from '../testing/secrets';

const rpc = Payment.method;
const TRANSFER = 'BCA 1234567 a.n. RW 05';
let stack: PaymentStack;
beforeAll(async () => {
  stack = await PaymentStack.start(startMidtransSimulator, { MANUAL_TRANSFER_TEXT: TRANSFER });
});
afterAll(() => stack.close());
beforeEach(() => stack.behave({}));

const cancel = (orderId: string, commandId = newId()) =>
  stack.ask.request(rpc.cancelPayment, { commandId, orderId, reason: 'other method', actor: 'subscriber' });
const confirm = (orderId: string, amountRupiah = 25_000, commandId = newId(), note = 'seen') =>
  stack.ask.request(rpc.confirmPayment, { commandId, orderId, amountRupiah, note, actor: 'op-1' });
const refund = (orderId: string, change: object = {}) => {
  const request = { commandId: newId(), orderId, amountRupiah: 0, reason: 'wrong package', actor: 'op-1' };
  return stack.ask.request(rpc.refundPayment, { ...request, ...change });
};
const paidOrder = async (change: object = {}) => {
  const order = await stack.openOrder({ ...INDISCREET, ...change });
  stack.becomes(order.orderNumber, 'settlement');
  return stack.reaches(order.orderId, 'paid');
};
const vendorStatus = (orderNumber: string) => stack.simulator.vendor.find(orderNumber)?.status;

describe('cancelling', () => {
  it('ends the order at the gateway too, once', async () => {
    const { orderId, orderNumber } = await stack.openOrder();
    const commandId = newId();
    expect((await cancel(orderId, commandId)).state).toBe('cancelled');
    expect(vendorStatus(orderNumber)).toBe('cancel');
    const again = await cancel(orderId, commandId);
    expect(again.state).toBe('cancelled');
    expect(again.instructions).toBeUndefined();
  });
  it('finds that it is paid already, and says so', async () => {
    stack.behave({ notices: 'lost' });
    const { orderId, orderNumber } = await stack.openOrder();
    stack.becomes(orderNumber, 'settlement');
    expect((await cancel(orderId)).state).toBe('paid');
    await expect(cancel(orderId)).rejects.toEqual(refusal('PAYMENT.NOT_OPEN'));
  });
  it('says when the gateway cannot be asked, and changes nothing', async () => {
    const { orderId } = await stack.openOrder();
    stack.behave({ faults: [{ call: 'cancel', kind: '429' }] });
    await expect(cancel(orderId)).rejects.toEqual(refusal('PAYMENT.GATEWAY_UNAVAILABLE'));
    expect((await stack.get(orderId)).state).toBe('pending');
  });
  it('catches a charge that was still on its way', async () => {
    stack.behave({ hidden: true, notices: 'lost', faults: [{ call: 'charge', kind: 'cut', times: 1 }] });
    const { orderId, orderNumber } = await stack.openOrder();
    expect((await cancel(orderId)).state).toBe('cancelled');
    stack.behave({ notices: 'lost' });
    stack.later(1.1);
    await eventually(() => expect(vendorStatus(orderNumber)).toBe('cancel'));
    expect((await stack.get(orderId)).state).toBe('cancelled');
  });
  it('needs a key, and an order', async () => {
    const { orderId } = await stack.openOrder();
    await expect(cancel(orderId, '')).rejects.toEqual(refusal('COMMAND.ID_MISSING'));
    await expect(cancel(newId())).rejects.toEqual(refusal('PAYMENT.UNKNOWN'));
    await expect(cancel('x')).rejects.toEqual(refusal('PAYMENT.UNKNOWN'));
  });
});

describe('a manual order', () => {
  const PIXEL = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const attach = (orderId: string, subscriberId: string, image: Buffer) =>
    stack.ask.request(rpc.attachProof, { commandId: newId(), orderId, subscriberId, image });
  const open = () => stack.openOrder({ method: 'manual' });
  const found = async (waiting: boolean) =>
    (await stack.ask.request(rpc.findProofs, { orderIds: [], ended: true, waiting })).orderIds;
  const ended = () => found(false);

  it('says where to transfer to, and is paid when an operator says so', async () => {
    const order = await open();
    expect(order).toMatchObject({
      gateway: 'manual',
      state: 'pending',
      instructions: { transferText: TRANSFER },
    });
    await expect(confirm(order.orderId, 24_000)).rejects.toEqual(refusal('PAYMENT.AMOUNT_MISMATCH'));
    const commandId = newId();
    expect((await confirm(order.orderId, 25_000, commandId)).state).toBe('paid');
    expect((await confirm(order.orderId, 25_000, commandId)).state).toBe('paid');
    await expect(confirm(order.orderId, 26_000, commandId)).rejects.toEqual(refusal('COMMAND.ID_REUSED'));
    await expect(confirm(order.orderId)).rejects.toEqual(refusal('PAYMENT.ALREADY_PAID'));
    await eventually(() => expect(stack.statesOf(order.orderId)).toEqual(['created', 'pending', 'paid']));
    const { notes } = await stack.get(order.orderId);
    expect(notes).toMatchObject([{ kind: 'confirm', actor: 'op-1', text: 'seen' }]);
  });
  it('expires by itself, and may be confirmed late', async () => {
    const { orderId } = await open();
    stack.later(24 * 60 + 1);
    await stack.reaches(orderId, 'expired');
    expect(await confirm(orderId)).toMatchObject({ state: 'paid', alerts: ['paid_after_end'] });
  });
  it('waits for an operator once its picture is there, and makes way for no other order', async () => {
    const { orderId, subscriberId } = await open();
    await attach(orderId, subscriberId, PIXEL);
    const makeWay = stack.ask.request(rpc.cancelPayment, {
      ...{ commandId: newId(), orderId, reason: 'replaced', actor: subscriberId, unlessProved: true },
    });
    await expect(makeWay).rejects.toEqual(refusal('PAYMENT.PROOF_SENT'));
    stack.later(24 * 60 + 1);
    await stack.ask.request(rpc.recheckPayment, { orderId }, 15_000);
    expect(await stack.get(orderId)).toMatchObject({ state: 'pending', hasProof: true });
    expect([await ended(), await found(true)]).toEqual([
      expect.not.arrayContaining([orderId]),
      expect.arrayContaining([orderId]),
    ]);
    expect(await confirm(orderId)).toMatchObject({ state: 'paid', alerts: [] });
    expect(await found(true)).not.toContain(orderId);
  });
  it('is cancelled by its buyer although its picture is there, and may still be confirmed', async () => {
    const { orderId, subscriberId } = await open();
    await attach(orderId, subscriberId, PIXEL);
    expect(await ended()).not.toContain(orderId);
    expect(await cancel(orderId)).toMatchObject({ state: 'cancelled', hasProof: true });
    expect(await ended()).toContain(orderId);
    expect(await confirm(orderId)).toMatchObject({ state: 'paid', alerts: ['paid_after_end'] });
    expect(await ended()).not.toContain(orderId);
  });
  it('is answered when an operator calls it off, until another picture comes', async () => {
    const { orderId, subscriberId } = await open();
    await attach(orderId, subscriberId, PIXEL);
    const actor = 'operator:sri';
    await stack.ask.request(rpc.cancelPayment, { commandId: newId(), orderId, reason: 'no money', actor });
    expect(await ended()).not.toContain(orderId);
    stack.later(1);
    await attach(orderId, subscriberId, PIXEL);
    expect(await ended()).toContain(orderId);
    stack.later(31 * 24 * 60);
    expect(await ended()).not.toContain(orderId);
  });
  it('has its picture before another order takes its place, or is cancelled before it comes', async () => {
    for (let count = 0; count < 5; count += 1) {
      const { orderId, subscriberId } = await open();
      const [, makeWay] = await Promise.allSettled([
        attach(orderId, subscriberId, PIXEL),
        stack.ask.request(rpc.cancelPayment, {
          ...{ commandId: newId(), orderId, reason: 'replaced', actor: subscriberId, unlessProved: true },
        }),
      ]);
      const { state, hasProof } = await stack.get(orderId);
      expect([state, hasProof]).toEqual([makeWay.status === 'fulfilled' ? 'cancelled' : 'pending', true]);
    }
  });
  it('takes a picture of the transfer from its subscriber, and shows it', async () => {
    const { orderId, subscriberId } = await open();
    expect((await attach(orderId, subscriberId, PIXEL)).hasProof).toBe(true);
    const proof = await stack.ask.request(rpc.getProof, { orderId });
    expect(proof.contentType).toBe('image/png');
    expect(Buffer.from(proof.image).equals(PIXEL)).toBe(true);
    await expect(attach(orderId, newId(), PIXEL)).rejects.toEqual(refusal('PAYMENT.UNKNOWN'));
  });
  it('takes nothing else for a picture', async () => {
    const { orderId, subscriberId } = await open();
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>');
    const huge = Buffer.from(PIXEL);
    huge.writeUInt32BE(20_000, 16);
    for (const image of [Buffer.from('GIF89a'), svg, huge, Buffer.alloc(0)])
      await expect(attach(orderId, subscriberId, image)).rejects.toEqual(refusal('PAYMENT.PROOF_INVALID'));
    const large = Buffer.concat([PIXEL, Buffer.alloc(LARGEST_PROOF_BYTES)]);
    await expect(attach(orderId, subscriberId, large)).rejects.toEqual(refusal('PAYMENT.PROOF_TOO_LARGE'));
    await expect(stack.ask.request(rpc.getProof, { orderId })).rejects.toEqual(
      refusal('PAYMENT.PROOF_UNKNOWN'),
    );
  });
  it('credits what a gateway does not prove, with a note, and only with one', async () => {
    const { orderId, orderNumber } = await stack.openOrder();
    await expect(confirm(orderId, 25_000, newId(), ' ')).rejects.toEqual(refusal('PAYMENT.NOTE_REQUIRED'));
    expect(await confirm(orderId, 25_000, newId(), 'seen in the dashboard')).toMatchObject({ state: 'paid' });
    const { notes } = await stack.get(orderId);
    expect(notes).toMatchObject([{ kind: 'confirm', text: 'seen in the dashboard' }]);
    // Should the vendor prove it after all, it is the same money.
    stack.becomes(orderNumber, 'settlement');
    await stack.handledAll();
    expect(await stack.get(orderId)).toMatchObject({ state: 'paid', alerts: [] });
  });
});

describe('refunding', () => {
  it('is done by the gateway, in parts and once for a key', async () => {
    const { orderId } = await paidOrder();
    const commandId = newId();
    const part = await refund(orderId, { amountRupiah: 10_000, commandId });
    expect(part).toMatchObject({ state: 'paid', refundedRupiah: 10_000 });
    expect((await refund(orderId, { amountRupiah: 10_000, commandId })).refundedRupiah).toBe(10_000);
    await expect(refund(orderId, { amountRupiah: 15_001 })).rejects.toEqual(
      refusal('PAYMENT.REFUND_TOO_MUCH'),
    );
    expect(await refund(orderId)).toMatchObject({ state: 'refunded', refundedRupiah: 25_000 });
    await stack.handledAll();
    await eventually(() =>
      expect(stack.statesOf(orderId)).toEqual(['created', 'pending', 'paid', 'paid', 'refunded']),
    );
  });
  it('of a wallet that gives back all or nothing is all', async () => {
    const { orderId } = await paidOrder({ method: 'shopeepay' });
    const part = refund(orderId, { amountRupiah: 1_000 });
    await expect(part).rejects.toEqual(refusal('PAYMENT.REFUND_WHOLE_ONLY'));
    expect((await refund(orderId)).state).toBe('refunded');
  });
  it('of a transfer is paid out by hand and written down', async () => {
    const { orderId } = await paidOrder({ method: 'va', bank: 'bca' });
    await expect(refund(orderId)).rejects.toEqual(refusal('PAYMENT.REFUND_BY_HAND'));
    expect((await refund(orderId, { payoutNote: 'cash to 081234567890' })).state).toBe('refunded');
    const { notes } = await stack.get(orderId);
    expect(notes).toMatchObject([{ kind: 'payout', text: 'cash to 081234567890 (wrong package)' }]);
  });
  it('24: that failed says so again under the same key, and another key asks anew', async () => {
    const { orderId } = await paidOrder();
    stack.behave({ refundDenied: true });
    const again = { commandId: newId() };
    await expect(refund(orderId, again)).rejects.toEqual(refusal('PAYMENT.REFUND_FAILED'));
    stack.behave({ refundDenied: false });
    await expect(refund(orderId, again)).rejects.toEqual(refusal('PAYMENT.REFUND_FAILED'));
    expect((await refund(orderId)).state).toBe('refunded');
  });
  it('that the bank refuses alerts an operator', async () => {
    const { orderId } = await paidOrder();
    stack.behave({ refundDenied: true });
    await expect(refund(orderId)).rejects.toEqual(refusal('PAYMENT.REFUND_FAILED'));
    await eventually(() => expect(stack.alertsOf(orderId)).toEqual(['refund_failed']));
    expect((await stack.get(orderId)).state).toBe('paid');
    stack.behave({});
    expect((await refund(orderId)).state).toBe('refunded');
  });
  it.each(['timeout', '429'])(
    'without an answer (%s) is asked for again, under the same key',
    async (kind) => {
      const { orderId } = await paidOrder();
      stack.behave({ notices: 'lost', faults: [{ call: 'refund', kind, times: 1 }] });
      expect((await refund(orderId)).refundedRupiah).toBe(0);
      await eventually(async () => {
        stack.later(1.1);
        expect(await stack.get(orderId)).toMatchObject({ state: 'refunded', refundedRupiah: 25_000 });
      });
    },
  );
  it('is for paid orders', async () => {
    const { orderId } = await stack.openOrder();
    await expect(refund(orderId)).rejects.toEqual(refusal('PAYMENT.NOT_PAID'));
  });
});

describe('what can be paid with', () => {
  const methods = () => stack.ask.request(rpc.getMethods, { site: 'site-1' });

  it('is what the gateway and the operator offer', async () => {
    const { open, items } = await methods();
    expect(open).toBe(true);
    expect(items.map(({ method }) => method)).toEqual(['qris', 'gopay', 'shopeepay', 'va', 'manual']);
    expect(items[0]).toMatchObject({ feePercent: 0.7, feeRupiah: 0 });
    expect(items[3]).toMatchObject({
      feeRupiah: 4_000,
      banks: ['bca', 'bni', 'bri', 'cimb', 'permata', 'mandiri'],
    });
  });
  it('is less while the gateway is left alone, and as before when it is back', async () => {
    stack.behave({ faults: [{ call: 'charge', kind: '429' }] });
    await eventually(async () => {
      await stack
        .openOrder()
        .catch((error: unknown) => expect(error).toEqual(refusal('PAYMENT.GATEWAY_UNAVAILABLE')));
      expect(await methods()).toMatchObject({
        open: false,
        reason: 'breaker_open',
        items: [{ method: 'manual' }],
      });
    });
    const { orderId } = stack.newOrder();
    await expect(stack.openOrder({ orderId })).rejects.toEqual(refusal('PAYMENT.GATEWAY_UNAVAILABLE'));
    await expect(stack.get(orderId)).rejects.toEqual(refusal('PAYMENT.UNKNOWN'));
    stack.behave({});
    stack.later(3);
    expect((await stack.openOrder()).state).toBe('pending');
    expect((await methods()).open).toBe(true);
  });
  it('is Snap where the operator wants so', async () => {
    await stack.stopService();
    await stack.startService({ MIDTRANS_MODE: 'snap' });
    expect((await methods()).items.map(({ method }) => method)).toEqual(['snap', 'manual']);
    const order = await stack.openOrder({ method: 'snap' });
    expect(order.instructions).toMatchObject({
      snapToken: expect.any(String),
      redirectUrl: expect.any(String),
    });
    expect((await cancel(order.orderId)).state).toBe('cancelled');
    await fetch(`${stack.simulator.baseUrl}/control/orders/${order.orderNumber}/choose`, {
      method: 'POST',
      body: JSON.stringify({ payment_type: 'qris' }),
    });
    stack.becomes(order.orderNumber, 'settlement');
    const late = await stack.reaches(order.orderId, 'paid');
    expect(late.alerts).toEqual(['paid_after_end']);
    expect((await refund(order.orderId)).state).toBe('refunded');
  });
  it('is nothing but what operators take, without a key', async () => {
    await stack.stopService();
    await stack.startService({ MIDTRANS_SERVER_KEY: '', MANUAL_TRANSFER_TEXT: '' });
    expect(await methods()).toMatchObject({ open: false, reason: 'not_configured', items: [] });
    const manual = { method: 'manual' };
    for (const actor of ['subscriber', 'device'])
      await expect(stack.openOrder({ ...manual, actor })).rejects.toEqual(
        refusal('PAYMENT.METHOD_UNAVAILABLE'),
      );
    const order = await stack.openOrder({ ...manual, actor: 'op-1' });
    expect((await confirm(order.orderId)).state).toBe('paid');
    await stack.stopService();
    await stack.startService();
  });
});

it('lists orders, newest first, by page and by state', async () => {
  const list = (state: string, limit: number, before?: string) =>
    stack.ask.request(rpc.listPayments, { state, limit, ...(before ? { before } : {}) });
  const first = await stack.openOrder();
  const second = await stack.openOrder();
  const page = await list('all', 1);
  expect(page.items.map(({ orderId }) => orderId)).toEqual([second.orderId]);
  expect((await list('all', 1, page.nextBefore)).items.map(({ orderId }) => orderId)).toEqual([
    first.orderId,
  ]);
  expect(
    (await list('open', 200)).items.every(({ state }) => ['created', 'pending', 'denied'].includes(state)),
  ).toBe(true);
  expect((await list('alerted', 200)).items.every(({ alerts }) => alerts.length > 0)).toBe(true);
  expect((await list('paid', 200)).items.every(({ state }) => state === 'paid')).toBe(true);
  await expect(list('lost', 1)).rejects.toEqual(refusal('PAYMENT.STATE_INVALID'));
});

it('keeps what people wrote out of the streams', async () => {
  const { rows } = await stack.pool.query<{ data: object }>('select data from events');
  expect(rows.length).toBeGreaterThan(50);
  expect(JSON.stringify(rows)).not.toMatch(/081234567890|6281234567890|rahasia|wrong package|other method/);
});

it('logs no key, signature, token or number of anybody', () => {
  const said = stack.lines.join('\n');
  expect(stack.lines.length).toBeGreaterThan(10);
  for (const secret of SECRET_WORDS) expect(said).not.toMatch(secret);
});
