// Alerts as operators see them: each with its order and with what was done about it.
import 'reflect-metadata';
import { Payment } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { startMidtransSimulator } from '../../../../infra/simulators/midtrans/src';
import { PaymentStack, refusal } from '../testing/payment-stack';

const rpc = Payment.method;
let stack: PaymentStack;
beforeAll(async () => {
  stack = await PaymentStack.start(startMidtransSimulator);
});
afterAll(() => stack.close());

const list = (change: object = {}) =>
  stack.ask.request(rpc.listAlerts, { state: 'all', limit: 10, ...change });
const setState = (alertId: string, state: string, note?: string) =>
  stack.ask.request(rpc.setAlertState, { alertId, state, actor: 'op-1', ...(note ? { note } : {}) });
const alerted = async () => {
  const order = await stack.openOrder();
  stack.notice(order.orderNumber, { transaction_status: 'settlement' }, { gross_amount: '1.00' });
  return eventually(async () => {
    const [alert] = (await list({ orderId: order.orderId })).items;
    if (!alert) throw new Error('no alert yet');
    return { order, alert };
  });
};

it('11: an alert says which order, is open, and is seen and done with a note', async () => {
  const { order, alert } = await alerted();
  expect(alert).toMatchObject({
    kind: 'bad_signature',
    state: 'open',
    orderId: order.orderId,
    orderNumber: order.orderNumber,
    note: '',
  });
  expect((await setState(alert.alertId, 'seen')).state).toBe('seen');
  const done = await setState(alert.alertId, 'done', 'asked the buyer');
  expect(done).toMatchObject({ state: 'done', note: 'asked the buyer', changedBy: 'op-1' });
  expect((await setState(alert.alertId, 'open')).note).toBe('asked the buyer');
});

it('lists alerts newest first, by state and by page', async () => {
  const first = await alerted();
  const second = await alerted();
  const page = await list({ limit: 1 });
  expect(page.items.map(({ alertId }) => alertId)).toEqual([second.alert.alertId]);
  const next = await list({ limit: 1, before: page.nextBefore });
  expect(next.items.map(({ alertId }) => alertId)).toEqual([first.alert.alertId]);
  await setState(first.alert.alertId, 'done');
  expect((await list({ state: 'done' })).items.map(({ alertId }) => alertId)).toEqual([first.alert.alertId]);
});

it('names no further page after the last alert', async () => {
  const { order } = await alerted();
  const { items, nextBefore } = await list({ limit: 1, orderId: order.orderId });
  expect([items.length, nextBefore]).toEqual([1, undefined]);
});

it('lists what is about no order of ours', async () => {
  await stack.store(stack.signedNotice('SRG-elsewhere-ABCDEFGHIJKLMNOPQRST'));
  await eventually(async () => {
    const alert = (await list()).items.find(({ kind }) => kind === 'unknown_order');
    expect(alert).toMatchObject({ orderNumber: 'SRG-elsewhere-ABCDEFGHIJKLMNOPQRST' });
    expect(alert?.orderId).toBeUndefined();
  });
});

it('refuses what is no alert and no state', async () => {
  const { alert } = await alerted();
  await expect(setState(newId(), 'seen')).rejects.toEqual(refusal('PAYMENT.ALERT_UNKNOWN'));
  await expect(setState('x', 'seen')).rejects.toEqual(refusal('PAYMENT.ALERT_UNKNOWN'));
  await expect(setState(alert.alertId, 'gone')).rejects.toEqual(refusal('PAYMENT.STATE_INVALID'));
  await expect(list({ state: 'gone' })).rejects.toEqual(refusal('PAYMENT.STATE_INVALID'));
});
