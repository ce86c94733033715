// The simulated Midtrans, spoken to by the vendor's own SDK.
import { startMidtransSimulator, type MidtransSimulator } from '../src';
import { clientsOf, isSigned, NoticeReceiver, until, type Reply } from './merchant';

const KEY = 'SB-Mid-server-test';
let simulator: MidtransSimulator;
let receiver: NoticeReceiver;
let core: ReturnType<typeof clientsOf>['core'];
let snap: ReturnType<typeof clientsOf>['snap'];

beforeEach(async () => {
  receiver = new NoticeReceiver();
  const notifyUrl = await receiver.listen();
  simulator = await startMidtransSimulator({ serverKey: KEY, notifyUrl, minuteMilliseconds: 1 });
  ({ core, snap } = clientsOf(simulator.baseUrl, KEY));
});

afterEach(async () => {
  await simulator.close();
  await receiver.close();
});

const order = (orderId: string, rupiah = 10_000): Reply => ({
  transaction_details: { order_id: orderId, gross_amount: rupiah },
});
const charge = (orderId: string, more: Reply = { payment_type: 'qris' }): Promise<Reply> =>
  core.charge({ ...order(orderId), ...more });
const ask = (method: string, path: string, body?: unknown): Promise<Response> =>
  fetch(`${simulator.baseUrl}${path}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
const behave = async (orderId: string, behaviour: Reply): Promise<void> =>
  void expect((await ask('PUT', `/control/orders/${orderId}`, behaviour)).status).toBe(200);
const act = async (orderId: string, verb: string, body: Reply = {}): Promise<number> =>
  (await ask('POST', `/control/orders/${orderId}/${verb}`, body)).status;
const refusal = (code: string | number): Reply => ({ httpStatusCode: code });
const actionNames = (reply: Reply): string[] => (reply.actions as { name: string }[]).map(({ name }) => name);

describe('charge', () => {
  it.each([
    ['qris', ['generate-qr-code', 'generate-qr-code-v2']],
    ['gopay', ['generate-qr-code', 'generate-qr-code-v2', 'deeplink-redirect', 'get-status', 'cancel']],
    ['shopeepay', ['deeplink-redirect']],
  ])('%s brings its actions', async (payment_type, names) => {
    const reply = await charge('A-1', { payment_type });
    expect(reply).toMatchObject({
      status_code: '201',
      transaction_status: 'pending',
      gross_amount: '10000.00',
      currency: 'IDR',
      payment_type,
    });
    expect(actionNames(reply)).toEqual(names);
    expect('fraud_status' in reply).toBe(payment_type !== 'gopay');
  });

  it.each([
    [
      { payment_type: 'bank_transfer', bank_transfer: { bank: 'bni' } },
      { va_numbers: [{ bank: 'bni', va_number: expect.stringMatching(/^\d{16}$/) }] },
    ],
    [{ payment_type: 'permata' }, { permata_va_number: expect.stringMatching(/^\d{16}$/) }],
    [
      { payment_type: 'bank_transfer', bank_transfer: { bank: 'permata' } },
      { payment_type: 'bank_transfer', permata_va_number: expect.stringMatching(/^\d{16}$/) },
    ],
    [{ payment_type: 'echannel' }, { bill_key: expect.stringMatching(/^\d{12}$/), biller_code: '70012' }],
  ])('%j brings its numbers', async (body, numbers) => {
    expect(await charge('A-1', body)).toMatchObject(numbers);
  });

  it('refuses what the vendor refuses', async () => {
    await charge('A-1');
    await expect(charge('A-1')).rejects.toMatchObject(refusal('406'));
    await expect(charge('A 2')).rejects.toMatchObject(refusal('400'));
    await expect(charge('A-2', { payment_type: 'shells' })).rejects.toMatchObject(refusal('400'));
    const item_details = [{ price: 4_000, quantity: 2 }];
    await expect(charge('A-2', { payment_type: 'qris', item_details })).rejects.toMatchObject(refusal('400'));
    const stranger = clientsOf(simulator.baseUrl, 'wrong').core;
    await expect(stranger.transaction.status('A-1')).rejects.toMatchObject(refusal(401));
  });

  it('keeps to the time the merchant asks for, and expires by itself', async () => {
    const custom_expiry = { expiry_duration: 1, unit: 'second' };
    await charge('A-1', { payment_type: 'qris', custom_expiry });
    await until(() => receiver.statuses.includes('expire'));
    expect(await core.transaction.status('A-1')).toMatchObject({
      status_code: '407',
      transaction_status: 'expire',
    });
  });
});

describe('a paid order', () => {
  it('is told of by signed notices and by status, under both of its ids', async () => {
    const { transaction_id: id } = await charge('A-1');
    expect(await act('A-1', 'pay')).toBe(200);
    await until(() => receiver.notices.length === 2);
    expect(receiver.notices).toMatchObject([
      { transaction_status: 'pending', status_code: '201' },
      { transaction_status: 'settlement', status_code: '200', transaction_id: id, gross_amount: '10000.00' },
    ]);
    expect(receiver.notices.every((notice) => isSigned(notice, KEY))).toBe(true);
    for (const name of ['A-1', String(id)]) {
      const status = await core.transaction.status(name);
      expect(status).toMatchObject({ status_code: '200', transaction_status: 'settlement', order_id: 'A-1' });
      expect(isSigned(status, KEY)).toBe(true);
    }
    await expect(core.transaction.cancel('A-1')).rejects.toMatchObject(refusal('412'));
  });

  it('is refunded in parts, each with a second notice when the bank has confirmed it', async () => {
    await behave('A-1', { outcome: 'pay-now' });
    await charge('A-1');
    await until(() => receiver.statuses.includes('settlement'));
    expect(await core.transaction.refund('A-1', { refund_key: 'r1', amount: 4_000 })).toMatchObject({
      status_code: '200',
      transaction_status: 'partial_refund',
      refund_amount: '4000.00',
    });
    const again = core.transaction.refund('A-1', { refund_key: 'r1', amount: 4_000 });
    await expect(again).rejects.toMatchObject(refusal('406'));
    const tooMuch = core.transaction.refund('A-1', { refund_key: 'r2', amount: 6_001 });
    await expect(tooMuch).rejects.toMatchObject(refusal('414'));
    await core.transaction.refundDirect('A-1', { refund_key: 'r2', amount: 6_000 });
    await until(() => receiver.notices.length === 6);
    expect(receiver.statuses.slice(2)).toEqual(['partial_refund', 'partial_refund', 'refund', 'refund']);
    const confirmed = receiver.notices
      .slice(2)
      .map(({ refunds }) => 'bank_confirmed_at' in ((refunds as Reply[]).at(-1) ?? {}));
    expect(confirmed).toEqual([false, true, false, true]);
  });

  it('by transfer is not refunded, ShopeePay only whole, and the bank may say no', async () => {
    simulator.vendor.behaviours.set(undefined, { outcome: 'pay-now' });
    await charge('VA', { payment_type: 'echannel' });
    await charge('SP', { payment_type: 'shopeepay' });
    await behave('NO', { outcome: 'pay-now', refundDenied: true });
    await charge('NO');
    await until(() => receiver.statuses.filter((status) => status === 'settlement').length === 3);
    await expect(core.transaction.refund('VA', {})).rejects.toMatchObject(refusal('412'));
    await expect(core.transaction.refund('SP', { amount: 1 })).rejects.toMatchObject(refusal('414'));
    expect(await core.transaction.refund('SP', {})).toMatchObject({ transaction_status: 'refund' });
    expect(await core.transaction.refundDirect('NO', {})).toMatchObject({
      status_code: '202',
      transaction_status: 'settlement',
      refund_amount: '0.00',
    });
  });
});

describe('cancel and expire', () => {
  it('close a pending order', async () => {
    await charge('A-1');
    expect(await core.transaction.cancel('A-1')).toMatchObject({
      status_code: '200',
      transaction_status: 'cancel',
    });
    await charge('A-2');
    expect(await core.transaction.expire('A-2')).toMatchObject({
      status_code: '407',
      transaction_status: 'expire',
    });
    await until(() => receiver.notices.length === 4);
    expect(receiver.notices.filter(({ status_code }) => status_code === '202')).toHaveLength(2);
    await expect(core.transaction.status('nobody')).rejects.toMatchObject(refusal('404'));
  });
});

describe('Snap', () => {
  it('knows nothing of an order until a method is chosen, and takes its id once', async () => {
    const { token, redirect_url } = await snap.createTransaction({
      ...order('S-1'),
      callbacks: { finish: 'http://toko/' },
    });
    expect(redirect_url).toBe(`${simulator.baseUrl}/snap/v4/redirection/${token}`);
    await expect(snap.transaction.status('S-1')).rejects.toMatchObject(refusal('404'));
    expect(await (await fetch(String(redirect_url))).text()).toContain('data-order="S-1"');
    await act('S-1', 'choose', { payment_type: 'gopay' });
    expect(await snap.transaction.status('S-1')).toMatchObject({ status_code: '201', payment_type: 'gopay' });
    await expect(snap.createTransaction(order('S-1'))).rejects.toMatchObject(refusal(400));
    await act('S-1', 'pay');
    await until(() => receiver.statuses.includes('settlement'));
  });
});

describe('switches', () => {
  it.each([
    [{ outcome: 'pay-now' }, ['pending', 'settlement']],
    [{ outcome: 'expire' }, ['pending', 'expire']],
    [{ outcome: 'deny-then-settle' }, ['pending', 'deny', 'settlement']],
    [{ outcome: 'settle-then-deny' }, ['pending', 'settlement', 'deny']],
    [{ outcome: 'pay-now', notices: 'duplicate' }, ['pending', 'pending', 'settlement', 'settlement']],
    [{ outcome: 'pay-now', notices: 'reordered' }, ['settlement', 'pending']],
    [{ outcome: 'pay-now', notices: 'delayed', noticeDelayMilliseconds: 30 }, ['pending', 'settlement']],
    [{ outcome: 'pay-now', upperCase: true }, ['PENDING', 'SETTLEMENT']],
  ])('%j tells %j', async (behaviour, told) => {
    await behave('A-1', behaviour);
    await charge('A-1');
    await until(() => receiver.notices.length >= told.length);
    expect(receiver.statuses).toEqual(told);
  });

  it('pay-late pays when the time to pay is over', async () => {
    await behave('A-1', { outcome: 'pay-late', afterMilliseconds: 20 });
    const custom_expiry = { order_time: '2020-01-01 00:00:00 +0700', expiry_duration: 1, unit: 'minute' };
    await charge('A-1', { payment_type: 'qris', custom_expiry });
    await until(() => receiver.statuses.includes('settlement'));
    expect(receiver.statuses).toEqual(['pending', 'settlement']);
  });

  it('loses notices, and holds them until they are let go', async () => {
    await behave('A-1', { outcome: 'pay-now', notices: 'lost' });
    await behave('A-2', { outcome: 'pay-now', notices: 'delayed' });
    await charge('A-1');
    await charge('A-2');
    for (const id of ['A-1', 'A-2'])
      await until(async () => (await core.transaction.status(id)).transaction_status === 'settlement');
    expect(receiver.notices).toEqual([]);
    await act('A-2', 'release');
    await until(() => receiver.notices.length === 2);
    expect(receiver.notices.map(({ order_id }) => order_id)).toEqual(['A-2', 'A-2']);
  });

  it('lies: another amount, a forged signature, a status changed after signing', async () => {
    await behave('A-1', { fields: { gross_amount: '1.00' } });
    await behave('A-2', { forgedSignature: true });
    await charge('A-1');
    await charge('A-2');
    await charge('A-3');
    await until(() => receiver.notices.length === 3);
    await act('A-3', 'notify', { unsignedFields: { transaction_status: 'settlement' } });
    await until(() => receiver.notices.length === 4);
    const seen = receiver.notices.map((notice) => [
      notice.order_id,
      notice.gross_amount,
      notice.transaction_status,
      isSigned(notice, KEY),
    ]);
    expect(seen.sort()).toEqual([
      ['A-1', '1.00', 'pending', true],
      ['A-2', '10000.00', 'pending', false],
      ['A-3', '10000.00', 'pending', true],
      ['A-3', '10000.00', 'settlement', true],
    ]);
    expect(await core.transaction.status('A-3')).toMatchObject({ transaction_status: 'pending' });
  });

  it('accepts a charge and never answers, or hangs up', async () => {
    await behave('A-1', { faults: [{ call: 'charge', kind: 'cut', times: 1 }] });
    await expect(charge('A-1')).rejects.toMatchObject({ httpStatusCode: null });
    expect(await core.transaction.status('A-1')).toMatchObject({ transaction_status: 'pending' });
    await behave('A-2', { faults: [{ call: 'charge', kind: 'timeout', times: 1 }] });
    const answer = expect(charge('A-2')).rejects.toMatchObject({ httpStatusCode: null });
    await until(() => receiver.notices.some(({ order_id }) => order_id === 'A-2'));
    await expect(charge('A-2')).rejects.toMatchObject(refusal('406'));
    await simulator.close();
    await answer;
  });

  it.each([429, 500])('answers %d so many times, and does nothing', async (code) => {
    await behave('A-1', { faults: [{ call: 'charge', kind: String(code), times: 1 }] });
    await expect(charge('A-1')).rejects.toMatchObject(refusal(code));
    expect(await charge('A-1')).toMatchObject({ status_code: '201' });
  });

  it('hides an order from status, and says errors by HTTP too', async () => {
    await behave('A-1', { hidden: true, httpErrors: true });
    await charge('A-1');
    await expect(core.transaction.status('A-1')).rejects.toMatchObject(refusal(404));
    await act('A-1', 'reveal');
    expect(await core.transaction.status('A-1')).toMatchObject({ transaction_status: 'pending' });
  });

  it('answers PENDING with code 200 in capitals', async () => {
    await behave('A-1', { upperCase: true });
    await charge('A-1', { payment_type: 'shopeepay' });
    expect(await core.transaction.status('A-1')).toMatchObject({
      transaction_status: 'PENDING',
      status_code: '200',
    });
  });

  it('knows only its own switches', async () => {
    for (const wrong of [
      { outcome: 'fly' },
      { colour: 'red' },
      { faults: [{ call: 'charge', kind: '418' }] },
    ])
      expect((await ask('PUT', '/control/orders/A-1', wrong)).status).toBe(400);
  });
});

describe('retries of a notice', () => {
  it.each([
    [[500, 500, 500], 2],
    [[404, 404, 404, 404], 3],
    [[503, 503, 503, 503, 503, 503], 5],
    [[302, 302], 1],
    [[418, 418, 418, 418, 418, 418, 418], 6],
    [[503, 200, 503], 2],
  ])('answered %j it is sent %d times', async (answers, times) => {
    receiver.answers = [...answers];
    await charge('A-1');
    const { notifier } = simulator.vendor;
    await until(() => notifier.deliveries.length === times && notifier.retriesDue === 0);
    expect(notifier.deliveries.map(({ status }) => status)).toEqual(answers.slice(0, times));
    const deliveries = (await (await ask('GET', '/control/notices')).json()) as unknown[];
    expect(deliveries).toEqual(notifier.deliveries);
  });
});

it('shows the orders to whoever plays the bank, and tells the page of each change', async () => {
  const stream = await fetch(`${simulator.baseUrl}/events`);
  const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
  const next = async (): Promise<string> => Buffer.from((await reader.read()).value ?? []).toString();
  expect(await next()).toContain('hello');
  await charge('A-1');
  expect(await next()).toContain('changed');
  await reader.cancel();
  expect(await (await ask('GET', '/')).text()).toContain('Bank dan dompet simulasi');
  expect(await (await ask('GET', '/control/orders')).json()).toMatchObject([
    { orderId: 'A-1', method: 'qris', status: 'pending', amount: '10000.00' },
  ]);
});
