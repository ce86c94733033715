// The simulated Midtrans, spoken to by the vendor's own SDK.
import { act, ask, behave, charge, core, KEY, order, receiver, refusal, simulator, snap } from './bench';
import { clientsOf, isSigned, until, type Reply } from './merchant';

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
  it('is reported by signed notices and by status, under both of its ids', async () => {
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

it('shows the orders to the person who plays the bank, and updates the page at each change', async () => {
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
