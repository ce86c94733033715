// right-world.ts — a small world in which everything is right, to be doctored by the spec.
import type { Facts } from './facts';

export const BUDI = 'b0d1';
const SITI = '5171';
export const BUDIS_MAC = 'A4:C3:F0:00:00:01';
const SITIS_MAC = 'A4:C3:F0:00:00:02';

/** Budi bought 1,000 bytes and moved 300, one reading of 100 twice over two rows; Siti bought 500, moved 600 and owes 100. */
export const RIGHT: Facts = {
  phones: [
    {
      number: 1,
      mac: BUDIS_MAC,
      address: '10.5.50.2',
      router: 0,
      movedBytes: 300,
      lostAtMostBytes: 0,
      subscriberId: BUDI,
    },
    {
      number: 2,
      mac: SITIS_MAC,
      address: '10.5.50.3',
      router: 1,
      movedBytes: 620,
      lostAtMostBytes: 20,
      subscriberId: SITI,
    },
  ],
  meters: [
    {
      stream: 'meter-1',
      events: [
        { n: [0, 1], in: [10, 50], out: [90, 50], rows: { owner: [BUDI, SITI] } },
        { n: [0, 2], in: [0, 7], out: [100, 7], rows: { owner: [''] } },
        { n: [0], in: [40], out: [60], all: { owner: [BUDI] } },
      ],
    },
    { stream: 'meter-2', events: [{ n: [0], in: [100], out: [400], rows: { owner: [SITI] } }] },
  ],
  given: [
    { subscriberId: BUDI, purchaseId: 'order-1', type: 'QuotaGranted', bytes: 1_000 },
    { subscriberId: SITI, purchaseId: 'order-2', type: 'DebtSettled', bytes: 200 },
    { subscriberId: SITI, purchaseId: 'order-2', type: 'QuotaGranted', bytes: 300 },
  ],
  quotas: [
    { subscriberId: BUDI, status: 'active', usedBytes: 300, remainingBytes: 700, debtBytes: 0 },
    { subscriberId: SITI, status: 'exhausted', usedBytes: 600, remainingBytes: 0, debtBytes: 100 },
  ],
  statements: [
    {
      subscriberId: BUDI,
      lines: [
        { id: '1', amountBytes: 1_000, balanceAfterBytes: 1_000 },
        { id: '2', amountBytes: 0, balanceAfterBytes: 1_000 },
        { id: '3', amountBytes: -300, balanceAfterBytes: 700 },
      ],
    },
    {
      subscriberId: SITI,
      lines: [
        { id: '1', amountBytes: 500, balanceAfterBytes: 500 },
        { id: '2', amountBytes: -600, balanceAfterBytes: -100 },
      ],
    },
  ],
  usageHours: [
    { subscriberId: BUDI, bytes: 300 },
    { subscriberId: SITI, bytes: 600 },
  ],
  bank: [
    { orderNumber: 'SRG-1', amountRupiah: 5_000, status: 'settlement' },
    { orderNumber: 'SRG-2', amountRupiah: 3_000, status: 'settlement' },
    { orderNumber: 'SRG-3', amountRupiah: 3_000, status: 'pending' },
  ],
  sales: [
    {
      ...{ orderId: 'order-1', orderNumber: 'SRG-1', subscriberId: BUDI, bytes: 1_000, amountRupiah: 5_000 },
      ...{ rowState: 'fulfilled', rowVersion: 4 },
      eventTypes: ['OrderPlaced', 'PaymentOpened', 'OrderPaid', 'OrderFulfilled'],
    },
    {
      ...{ orderId: 'order-2', orderNumber: 'SRG-2', subscriberId: SITI, bytes: 500, amountRupiah: 3_000 },
      ...{ rowState: 'fulfilled', rowVersion: 3 },
      eventTypes: ['OrderPlaced', 'OrderPaid', 'OrderFulfilled'],
    },
    {
      ...{ orderId: 'order-3', orderNumber: 'SRG-3', subscriberId: SITI, bytes: 500, amountRupiah: 3_000 },
      ...{
        rowState: 'pending',
        rowVersion: 2,
        eventTypes: ['OrderPlaced', 'PaymentOpened'],
      },
    },
  ],
  journal: [
    { stream: 'sale-1', revision: 2, account: 'gateway', amountRupiah: 5_000 },
    { stream: 'sale-1', revision: 2, account: 'revenue', amountRupiah: -5_000 },
    { stream: 'sale-1', revision: 2, account: 'gateway_fees', amountRupiah: 35 },
    { stream: 'sale-1', revision: 2, account: 'gateway', amountRupiah: -35 },
    { stream: 'sale-2', revision: 1, account: 'gateway', amountRupiah: 3_000 },
    { stream: 'sale-2', revision: 1, account: 'revenue', amountRupiah: -3_000 },
  ],
  outbox: [
    { id: 'm1', target: '62811', state: 'sent', attempted: true, providerId: '801' },
    { id: 'm2', target: '62811', state: 'unknown', attempted: true, providerId: null },
    { id: 'm3', target: '62811', state: 'queued', attempted: false, providerId: null },
  ],
  inbox: [
    { id: '801', target: '62811', text: 'Pembayaran diterima.\nNota: 2026/11/0001\nTerima kasih' },
    { id: '802', target: '62811', text: 'Pembayaran diterima.\nNota: 2026/11/0002\nTerima kasih' },
  ],
  routers: [
    {
      index: 0,
      bindings: [
        { mac: BUDIS_MAC, type: 'bypassed', comment: 'saring|1' },
        { mac: SITIS_MAC, type: 'regular', comment: 'saring|1' },
      ],
      lists: [{ list: 'active', address: '10.5.50.2' }],
    },
    {
      index: 1,
      bindings: [
        { mac: BUDIS_MAC, type: 'bypassed', comment: 'saring|1' },
        { mac: SITIS_MAC, type: 'regular', comment: 'saring|1' },
      ],
      lists: [{ list: 'habis', address: '10.5.50.3' }],
    },
  ],
};
