// narrow-screen.e2e.spec.ts — the shop without JavaScript on the narrowest phone, in a real browser.
import { create } from '@bufbuild/protobuf';
import { BillingStandingSchema, DebtPriceSchema, PackageSchema } from '@saring/contracts';
import { chromium, type Browser, type Locator } from 'playwright-core';
import { shopPage } from './shop-page';

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
  });
});
afterAll(async () => {
  await browser?.close();
});

const SITE = {
  name: 'Warung Budi',
  address: 'Jl. Melati 5',
  phone: '',
  contactUrl: 'https://wa.me/62812',
  timeZone: 'Asia/Jakarta',
  ...{ termsUrl: null, privacyUrl: null, color: null, logoUrl: null },
};
const lent = { unlimited: false, unpaidBytes: 2_147_483_648, amountRupiah: 1_950_000, paidByPurchase: false };
const offer = (name: string, finalPriceRupiah: number) =>
  create(PackageSchema, {
    ...{ packageId: name, name, description: 'Cukup untuk sehari', finalPriceRupiah, bestValue: true },
    ...{ bytes: 2_147_483_648, priceRupiah: 2_000_000, lastsSeconds: 10_800, startsAtFirstUse: true },
  });
const html = shopPage({
  form: { locale: 'id', token: 't', next: '', site: SITE },
  ...{ key: 'k', refusal: null, chosen: { item: '', way: '' } },
  bills: create(BillingStandingSchema, {
    ...{ balanceRupiah: 25_000, owedRupiah: 300_000, subscriptions: [{ ended: false }] },
    bills: ['rw05/202611/0002', 'rw05/202611/0001'].map((number) => ({
      ...{
        billId: number,
        number,
        packageName: 'Keluargabahagiasekalian',
        fromDate: '2026-12-01',
        dueOn: '2026-12-01',
      },
      ...{ amountRupiah: 1_950_000, owedRupiah: 150_000, void: false },
    })),
    payments: [{ receiptId: 'r1', number: 'K-202611/0001', amountRupiah: 1_950_000 }],
  }),
  debts: {
    ...{ autoDebtBytes: 51_380_224, autoDebtRupiah: 0, totalBytes: 4_346_347_520, totalRupiah: 3_910_000 },
    items: [
      create(DebtPriceSchema, {
        ...lent,
        debtId: 'd1',
        reason: 'Talangan ujian anak',
        dueAt: '2026-11-27T16:59:59.999Z',
      }),
      create(DebtPriceSchema, { ...lent, debtId: 'd2', reason: '', dueAt: '2026-12-31T16:59:59.999Z' }),
    ],
  },
  ...{ mayGive: true, isOwing: false, mustPayBill: false, now: new Date('2026-11-28T05:00:00.000Z') },
  openOrders: [{ description: 'Keluargabahagiasekalian', amountRupiah: 1_950_000, statusToken: 'token' }],
  methods: { open: true, reason: null, items: [{ method: 'va', banks: ['bca', 'mandiri'] }] },
  packages: [offer('Harian', 5_000), offer('Keluargabahagiasekalian', 1_950_000)],
});

const rightOf = async (element: Locator): Promise<number> => {
  const box = await element.boundingBox();
  return box === null ? 0 : box.x + box.width;
};

it.each([320, 360])('keeps every card inside the page at %d px', async (width) => {
  const page = await browser.newPage({ viewport: { width, height: 640 } });
  await page.setContent(html);
  // The heading is as wide as the room that the cards have.
  const room = await rightOf(page.locator('h1'));
  const parts = await page.locator('main :is(fieldset, .choice, .choice b, select, .button)').all();
  expect(parts.length).toBeGreaterThan(12);
  for (const part of parts) expect(await rightOf(part)).toBeLessThanOrEqual(room + 0.5);
  await page.close();
});
