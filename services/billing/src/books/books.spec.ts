// books.spec.ts — the journal folds sales as their events pass by, and reads a stream only of one it has not seen.
import { toAppend, type RecordedEvent } from '@saring/event-sourcing';
import type { PostgresEventStore } from '@saring/event-store';
import { newId } from '@saring/kernel';
import type { Pool } from 'pg';
import { billingConfig } from '../config';
import type { SaleEvent, SaleTerms } from '../sales/domain/sale';
import type { SiteProfiles } from '../sites/site-profiles';
import { Books } from './books';

const at = '2026-11-21T07:00:00.000Z';
const terms = {
  ...{ subscriberId: 's', purpose: 'package', method: 'qris', bank: null, site: 'rw05', returnUrl: null },
  goods: { description: '', bytes: 1, bonusBytes: 0 },
  price: { amountRupiah: 50_000, discountRupiah: 0, promoId: null, promoName: null },
} as unknown as SaleTerms;
const about = { subscriberId: 's', purpose: 'package', amountRupiah: 50_000, from: null } as const;
const HISTORY: readonly SaleEvent[] = [
  { type: 'OrderPlaced', terms, at, about },
  { type: 'OrderPaid', paidAt: at, orderNumber: 'n', paymentVersion: 2, at, about },
  { type: 'OrderFulfilled', at, about },
  { type: 'RefundNoted', refundedRupiah: 10_000, paymentVersion: 3, at },
  { type: 'RefundNoted', refundedRupiah: 30_000, paymentVersion: 4, at },
];

const config = billingConfig.parse({
  DATABASE_URL: 'postgres://localhost/none',
  SECRETS_KEY: 'k'.repeat(32),
});
const setUp = () => {
  const stream = `sale-${newId()}`;
  const recorded = HISTORY.map((event, revision) => ({
    ...{ ...toAppend(event, {}), stream, revision, at, position: {} },
  })) as unknown as RecordedEvent[];
  const written: unknown[][] = [];
  let reads = 0;
  const client = {
    query: async (text: string, values: unknown[] = []) => {
      if (text.startsWith('insert into journal')) written.push(values);
      return { rows: [], rowCount: 1 };
    },
    release: () => undefined,
  };
  const pool = { connect: async () => client } as unknown as Pool;
  const store = {
    readStream: async (_stream: string, { from = 0 }: { from?: number } = {}) => {
      reads += 1;
      return recorded.slice(from);
    },
  } as unknown as PostgresEventStore;
  const profiles = { timeZoneOf: async () => 'Asia/Jakarta' } as unknown as SiteProfiles;
  const books = () => new Books(pool, store, config, profiles);
  return { recorded, written, books, reads: () => reads };
};

it('reads no stream of a sale whose events pass by, over any number of batches', async () => {
  const { recorded, written, books, reads } = setUp();
  const one = books();
  for (const event of recorded) await one.events.handle([event]);
  expect(reads()).toBe(0);
  expect(written.length).toBeGreaterThan(0);
});

it('reads the stream once where it begins in the middle, and writes the same', async () => {
  const [whole, later] = [setUp(), setUp()];
  await whole.books().events.handle(whole.recorded);
  const one = later.books();
  for (const event of later.recorded.slice(3)) await one.events.handle([event]);
  expect(later.reads()).toBe(1);
  const amounts = (rows: readonly unknown[][]) => rows.map((values) => values[8]);
  expect(amounts(whole.written)).toEqual([50_000, -50_000, 10_000, -10_000, 20_000, -20_000]);
  expect(amounts(later.written)).toEqual([10_000, -10_000, 20_000, -20_000]);
});
