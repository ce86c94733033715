// What a charge says to the vendor, and what the vendor refunds: each is a fault that a shop has reported.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BANKS, type PaymentMethod } from '@saring/kernel';
import type { PaymentTerms } from '../../orders/domain/payment-order';
import { CoreGateway } from './core-gateway';
import { SnapGateway } from './snap-gateway';
import type { VendorSettings } from './vendor-client';

let server: Server;
let heard: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => (text += part.toString()));
    request.on('end', () => {
      heard.push(text);
      response.writeHead(400, { 'content-type': 'application/json' }).end('{"status_code":"400"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => (heard = []));

const settings = (qrisAcquirer = 'gopay'): VendorSettings => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...{ serverKey: 'SB-Mid-server-spec', clientKey: 'SB-Mid-client-spec', timeoutMilliseconds: 3_000 },
    ...{ coreBaseUrl: url, otherCoreBaseUrl: null, snapBaseUrl: `${url}/snap/v1`, qrisAcquirer },
  };
};
const terms = (method: PaymentMethod): PaymentTerms => ({
  ...{ orderId: 'o', orderNumber: 'SRG-rw05-ABCDEFGHIJKLMNOPQRST', subscriberId: 's', site: 'rw05' },
  ...{ amountRupiah: 50_000, method, bank: method === 'va' ? (BANKS[0] ?? null) : null },
  ...{ gateway: 'midtrans-core', expiresAt: '2000-01-01T00:15:00.000Z' },
});
/** On a box whose clock is in the past. */
const askedAt = '2000-01-01T00:00:00.000Z';

it('16: leaves the beginning of the time to pay to the clock of the vendor', async () => {
  await new CoreGateway(settings()).charge({ terms: terms('qris'), askedAt, description: '5 GB' });
  await new SnapGateway(settings()).charge({ terms: terms('snap'), askedAt, description: '5 GB' });
  expect(heard).toHaveLength(2);
  expect(JSON.parse(heard[0] ?? '')).toMatchObject({
    custom_expiry: { expiry_duration: 15, unit: 'minute' },
  });
  for (const body of heard) expect(body).not.toMatch(/order_time|start_time/);
});

it.each(['gopay', 'airpay shopee'])('17: takes QRIS by the acquirer that is set: %s', async (acquirer) => {
  await new CoreGateway(settings(acquirer)).charge({ terms: terms('qris'), askedAt, description: '5 GB' });
  expect(JSON.parse(heard[0] ?? '')).toMatchObject({ payment_type: 'qris', qris: { acquirer } });
});

it.each([
  ['credit_card', 'part'],
  ['dana', 'part'],
  ['ovo', 'part'],
  ['qris', 'part'],
  ['gopay', 'part'],
  ['shopeepay', 'whole'],
  ['akulaku', 'whole'],
  ['kredivo', 'whole'],
  ['bank_transfer', 'no'],
  ['cstore', 'no'],
])('15: has what was paid by %s refunded by the vendor: %s', (paymentType, refundable) => {
  expect(new SnapGateway(settings()).refundable(paymentType)).toBe(refundable);
});
