// The vendor's own sample payloads, signed with a key of ours, and everything a liar may do to them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkNotice, LONGEST_NOTICE_BYTES, signatureOf } from './notice';
import { instructionsOf, readAmount, reportOf } from './vendor-report';

const KEY = 'SB-Mid-server-of-the-specs';
const ORDER = 'SRG-rw05-ABCDEFGHIJKLMNOPQRST';
const FIXTURES = join(__dirname, 'fixtures');
const payload = (name: string): Record<string, unknown> =>
  (JSON.parse(readFileSync(join(FIXTURES, `${name}.json`), 'utf8')) as { payload: Record<string, unknown> })
    .payload;

const signed = (body: Record<string, unknown>): Record<string, unknown> => ({
  ...body,
  signature_key: signatureOf(
    String(body['order_id']),
    String(body['status_code']),
    String(body['gross_amount']),
    KEY,
  ),
});
const bytes = (body: unknown): Uint8Array =>
  Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
const check = (body: unknown) => checkNotice(bytes(body), KEY);
const notice = (change: Record<string, unknown> = {}) => ({
  ...payload('webhook-qris-settlement-2026'),
  order_id: ORDER,
  ...change,
});

describe('every sample payload, signed again', () => {
  const STANDINGS: Record<string, string> = {
    'cancel-notif-202': 'cancelled 244108',
    'cancel-response-200': 'cancelled 30000',
    'card-deny-challenge-202': 'denied 100000',
    'direct-refund-202-rejected-stays-settlement': 'unclear 10000',
    'error-412': 'unclear null',
    'expire-notif-permata-202': 'expired 698879',
    'expire-response-407': 'expired 10000',
    'gopay-charge-201': 'pending 10000',
    'gopay-notif-expire-nofraud': 'expired 275000',
    'gopay-notif-pending-nofraud': 'pending 275000',
    'gopay-notif-settlement-nofraud': 'paid 275000',
    'permata-charge-201': 'pending 145000',
    'qris-charge-201': 'pending 275000',
    'qris-notif-expire': 'expired 275000',
    'qris-notif-pending': 'pending 275000',
    'qris-notif-settlement': 'paid 275000',
    'refund-error-406-dup': 'unclear null',
    'refund-error-414': 'unclear null',
    'refund-notif-1-unconfirmed': 'refunded 30000',
    'refund-notif-2-bank-confirmed': 'refunded 30000',
    'refund-response-200': 'refunded 10000',
    'shopeepay-charge-201': 'pending 25000',
    'shopeepay-notif-expire': 'expired 25000',
    'shopeepay-notif-pending': 'pending 25000',
    'shopeepay-notif-settlement': 'paid 25000',
    'snap-201': 'unclear null',
    'snap-400-orderid-used': 'unclear null',
    'snap-400-sum': 'unclear null',
    'snap-401': 'unclear null',
    'status-404': 'unclear null',
    'status-dana-PENDING-uppercase-200': 'pending 238429',
    'webhook-bni-settlement-paymentamounts-2026': 'paid 150000',
    'webhook-mandiri-echannel-settlement-2026': 'paid 30000',
    'webhook-permata-settlement-2026': 'paid 185000',
    'webhook-qris-settlement-2026': 'paid 5539',
  };
  it('is in the table', () => {
    const names = readdirSync(FIXTURES).map((file) => file.replace(/\.json$/, ''));
    expect(names.sort()).toEqual(Object.keys(STANDINGS).sort());
  });
  it.each(Object.entries(STANDINGS))('%s: %s', (name, expected) => {
    const report = reportOf(payload(name));
    expect(`${report.standing} ${report.amountRupiah}`).toBe(expected);
  });

  const notices = Object.keys(STANDINGS).filter((name) => /notif|webhook/.test(name));
  it.each(notices)('%s is genuine with our key, forged with its own signature', (name) => {
    const body = { ...payload(name), order_id: ORDER };
    expect(check(signed(body))).toMatchObject({ kind: 'genuine', orderNumber: ORDER });
    expect(check(body).kind).toBe('forged');
  });
  it('reports which refunds the bank has confirmed', () => {
    const first = reportOf(payload('refund-notif-1-unconfirmed')).refunds;
    const second = reportOf(payload('refund-notif-2-bank-confirmed')).refunds;
    expect(first.map(({ confirmed }) => confirmed)).toEqual([false, false]);
    expect(second).toEqual([
      { key: 'reference1', amountRupiah: 5_000, confirmed: true },
      { key: 'reference2', amountRupiah: 7_000, confirmed: true },
    ]);
  });
});

describe('the credit rule', () => {
  it.each([
    ['settlement', '200', 'accept', 'paid'],
    ['SETTLEMENT', '200', undefined, 'paid'],
    ['capture', '200', 'accept', 'paid'],
    ['settlement', '201', 'accept', 'unclear'],
    ['settlement', '200', 'challenge', 'challenged'],
    ['capture', '201', 'challenge', 'challenged'],
    ['settlement', '200', 'deny', 'denied'],
    ['settlement', '200', 'whatever', 'unclear'],
    ['authorize', '200', 'accept', 'pending'],
    ['chargeback', '200', 'accept', 'reversed'],
    ['partial_chargeback', '200', 'accept', 'disputed'],
    ['', '200', 'accept', 'unclear'],
  ])('%s, %s, fraud %s: %s', (status, code, fraud, standing) => {
    const body = notice({ transaction_status: status, status_code: code, fraud_status: fraud });
    expect(reportOf(body).standing).toBe(standing);
  });
  it.each([
    ['10000.00', 10_000],
    ['10000', null],
    ['10000.01', null],
    ['-1.00', null],
    ['1e3.00', null],
    [10_000, null],
    ['9999999999999.00', null],
  ])('reads the amount %j as %s', (text, rupiah) => expect(readAmount(text)).toBe(rupiah));
});

describe('a signature', () => {
  it('covers no status: an altered one is genuine, so nothing is decided by it', () =>
    expect(check({ ...signed(notice()), transaction_status: 'pending' }).kind).toBe('genuine'));
  it.each(['5539', '5539.0', '5539.50', '5539.000', '-5539.00', ''])(
    'is worth nothing over an amount that the vendor never writes: %j',
    (gross_amount) => expect(check(signed(notice({ gross_amount }))).kind).toBe('forged'),
  );
  it('is compared whatever its case', () => {
    const body = signed(notice());
    expect(check({ ...body, signature_key: String(body['signature_key']).toUpperCase() }).kind).toBe(
      'genuine',
    );
  });
  it.each([
    ['order_id', 'SRG-rw05-TSRQPONMLKJIHGFEDCBA'],
    ['gross_amount', '5540.00'],
    ['status_code', '201'],
  ])('does not hold for another %s', (field, value) => {
    expect(check({ ...signed(notice()), [field]: value }).kind).toBe('forged');
  });
  it('does not hold when digits move from one part to the next', () => {
    const { signature_key: signature } = signed({ order_id: 'A', status_code: '1200', gross_amount: '0.00' });
    const moved = signed({ order_id: 'A1', status_code: '200', gross_amount: '0.00' });
    expect(moved['signature_key']).toBe(signature);
    expect(
      check({
        ...notice(),
        order_id: 'A',
        status_code: '1200',
        gross_amount: '0.00',
        signature_key: signature,
      }).kind,
    ).toBe('forged');
    const right = signed(notice({ gross_amount: '5539.00' }));
    for (const [order_id, status_code, gross_amount] of [
      [`${ORDER}2`, '00', '5539.00'],
      [`${ORDER}20`, '0', '5539.00'],
      [ORDER, '2005', '539.00'],
      [ORDER.slice(0, -1), 'T200', '5539.00'],
    ])
      expect(check({ ...right, order_id, status_code, gross_amount }).kind).toBe('forged');
  });
  it.each([
    { order_id: 7 },
    { status_code: 200 },
    { gross_amount: 5_539 },
    { signature_key: null },
    { order_id: 'x'.repeat(51) },
  ])('needs its parts as text in their shapes: %j', (change) =>
    expect(check({ ...signed(notice()), ...change }).kind).toBe('forged'),
  );
});

it.each(['', 'null', '[]', '"x"', '{', 'order_id=1'])('cannot read %j', (text) => {
  expect(check(text)).toEqual({ kind: 'unreadable' });
});
it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  'knows no status and no way to pay by the name %s, which every object has',
  (word) => {
    const report = reportOf({
      ...payload('qris-notif-pending'),
      transaction_status: word,
      payment_type: word,
    });
    expect(report).toMatchObject({ standing: 'unclear', paymentType: word });
    expect(report.method).toBeUndefined();
  },
);

it('reads nothing beyond its limit', () => {
  expect(check(signed(notice({ padding: 'x'.repeat(LONGEST_NOTICE_BYTES) }))).kind).toBe('unreadable');
});

describe('how to pay', () => {
  const BASE = 'https://api.example.test';
  it.each([
    [
      'qris-charge-201',
      { qrImageUrl: 'https://api.midtrans.com/v4/qris/A120250718094848HaVD2xS9VKID/qr-code' },
    ],
    ['permata-charge-201', { vaBank: 'permata', vaNumber: '8778000002332015' }],
    ['webhook-bni-settlement-paymentamounts-2026', { vaBank: 'bni', vaNumber: '3333000000111111' }],
    ['webhook-mandiri-echannel-settlement-2026', { billKey: '990000000260', billerCode: '70012' }],
  ])('is read from %s', (name, expected) => expect(instructionsOf(payload(name), BASE)).toEqual(expected));
  it('finds a deep link by its name, in any position', () => {
    expect(instructionsOf(payload('gopay-charge-201'), BASE).deeplinkUrl).toMatch(/^gojek:/);
    expect(instructionsOf(payload('shopeepay-charge-201'), BASE).deeplinkUrl).toMatch(/^https:/);
  });
  it('falls back on the vendor’s picture where a status gives no text and no actions', () => {
    const body = { payment_type: 'qris', transaction_id: '0d8178e1-c6c7' };
    expect(instructionsOf(body, BASE)).toEqual({ qrImageUrl: `${BASE}/v2/qris/0d8178e1-c6c7/qr-code` });
    expect(instructionsOf({ ...body, transaction_id: '../../x' }, BASE)).toEqual({});
  });
});
