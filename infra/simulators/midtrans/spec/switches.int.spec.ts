// The switches of the simulated Midtrans, and how it sends its notices again.
import { act, ask, behave, charge, core, KEY, receiver, refusal, simulator } from './bench';
import { isSigned, until } from './merchant';

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
