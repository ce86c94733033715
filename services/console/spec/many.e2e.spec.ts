// many.e2e.spec.ts — what concerns many people at once: goodwill for a place, and the debts of all.
import { ConsolePage } from './console-page';

const ROUTER = '00000000-0000-4000-8000-0000000000c1';
const CITRA = '00000000-0000-4000-8000-00000000000c';
const AT = '2026-11-27T03:00:00.000Z';
const GB = 1_073_741_824;
const given = {
  ...{ goodwillId: CITRA, routerId: ROUTER, extendSeconds: 86_400, bytes: 0, lastsSeconds: 0 },
  ...{ reason: 'listrik padam', actor: 'operator:00000000-0000-4000-8000-0000000000bb', silent: false },
  ...{ givenAt: AT, subscribers: 12, waiting: 2, given: 9, skipped: 1 },
};
const MAY = ['quota:read', 'quota:goodwill', 'routers:read'];
const answers = {
  'GET /api/v1/routers': { items: [{ routerId: ROUTER, name: 'Pondok 1', site: 'rw05', state: 'online' }] },
  'GET /api/v1/goodwill': { items: [given], nextCursor: null },
  'GET /api/v1/goodwill/preview': {
    ...{
      subscribers: 12,
      recent: [] as object[],
      first: [{ subscriberId: CITRA, name: 'Citra Kirana', phone: '+6281299900010' }],
    },
  },
  'POST /api/v1/goodwill': given,
};

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

const choose = async (place: string) => {
  await desk.open('/goodwill', MAY, answers);
  await desk.page.getByRole('button', { name: 'Beri kompensasi' }).click();
  await desk.page.getByRole('combobox', { name: 'Untuk semua orang di' }).click();
  await desk.page.getByRole('option', { name: place }).click();
  await desk.seen('12 orang akan menerimanya: Citra Kirana…');
};
const give = async () => {
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Alasan').fill('listrik padam');
  await dialog.getByRole('button', { name: 'Beri kompensasi' }).click();
  await desk.seen('Sedang diberikan kepada 12 orang.');
  return desk.sent('POST /api/v1/goodwill')[0]?.body;
};

describe('goodwill', () => {
  it('says before who would get it, and is given to no more than that', async () => {
    await choose('Pondok 1');
    expect(await desk.faults('goodwill')).toEqual([]);
    expect(await give()).toEqual({
      ...{ routerId: ROUTER, extendDays: 1, reason: 'listrik padam', mostSubscribers: 12 },
    });
  });

  it('asks before a place gets something again within a day', async () => {
    answers['GET /api/v1/goodwill/preview'].recent = [given];
    await choose('Pondok 1');
    answers['GET /api/v1/goodwill/preview'].recent = [];
    await desk.seen(/^\+1 hari · .* oleh Budi$/);
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByLabel('Alasan').fill('listrik padam');
    expect(await dialog.getByRole('button', { name: 'Beri kompensasi' }).isDisabled()).toBe(true);
    expect(await desk.faults('goodwill-again')).toEqual([]);
    await dialog.getByLabel('Ya, beri lagi').check();
    expect(await give()).toMatchObject({ routerId: ROUTER, again: true });
  });

  it('may be quota for a site, without a message', async () => {
    await choose('rw05');
    await desk.page.getByLabel('Kuota', { exact: true }).check();
    await desk.page.getByLabel('Kuota (GB)').fill('2');
    await desk.page.getByLabel('Tanpa pesan ke pelanggan').check();
    expect(await give()).toEqual({
      ...{ site: 'rw05', bytes: 2 * GB, days: 30, silent: true },
      ...{ reason: 'listrik padam', mostSubscribers: 12 },
    });
  });

  it('shows how far it has come', async () => {
    await desk.open('/goodwill', MAY, answers);
    await desk.seen(/^9 dari 12 sudah menerima · 1 dilewati · .* oleh Budi$/);
    await desk.seen('Pondok 1');
    expect(await desk.faults('goodwill-list')).toEqual([]);
  });
});

it('the debts of all are listed by due date, with their sum', async () => {
  const debt = {
    ...{ subscriberId: CITRA, debtId: CITRA, name: 'Citra Kirana', phone: '+6281299900010', site: 'rw05' },
    ...{ sizeBytes: GB, unpaidBytes: GB, unlimited: false, priceRupiah: 20_000, unpaidRupiah: 15_000 },
    ...{ givenAt: AT, dueAt: AT, reason: 'bayar besok', overdue: true },
  };
  const totals = { totalDebts: 1, totalSubscribers: 1, totalBytes: GB, totalRupiah: 15_000 };
  await desk.open('/debts', ['quota:read'], {
    'GET /api/v1/books/debts': { items: [debt], nextCursor: null, ...totals },
  });
  await desk.seen(/^1 tunggakan dari 1 orang: Rp.15\.000$/);
  await desk.seen('Citra Kirana');
  await desk.page.getByText('Terlambat', { exact: true }).first().click();
  await desk.asked('GET /api/v1/books/debts', 2);
  await desk.seen('Citra Kirana');
  expect(desk.sent('GET /api/v1/books/debts').map(({ query }) => query['state'])).toEqual(['all', 'overdue']);
  expect(await desk.faults('debts')).toEqual([]);
});

it('settles a debt where it stands in the list', async () => {
  const debt = {
    ...{ subscriberId: CITRA, debtId: ROUTER, name: 'Citra Kirana', phone: '+6281299900010', site: 'rw05' },
    ...{ sizeBytes: GB, unpaidBytes: GB, unlimited: false, priceRupiah: 20_000, unpaidRupiah: 15_000 },
    ...{ givenAt: AT, dueAt: AT, reason: 'bayar besok', overdue: true },
  };
  const totals = { totalDebts: 1, totalSubscribers: 1, totalBytes: GB, totalRupiah: 15_000 };
  const path = `/api/v1/subscribers/${CITRA}`;
  const order = {
    ...{ orderId: ROUTER, orderNumber: 'SRG-1', invoiceNumber: 'rw05/202611/0009', state: 'fulfilled' },
    ...{ purpose: 'settlement', createdAt: AT, method: 'cash', amountRupiah: 15_000, refundedRupiah: 0 },
  };
  await desk.open('/debts', ['quota:read', 'counter:sell', 'subscribers:read'], {
    'GET /api/v1/books/debts': { items: [debt], nextCursor: null, ...totals },
    [`GET ${path}/debts/estimate`]: {
      ...{ totalRupiah: 15_000, totalBytes: GB, autoDebtBytes: 0, autoDebtRupiah: 0 },
      items: [{ debtId: ROUTER, reason: 'bayar besok', amountRupiah: 15_000, bytes: GB }],
    },
    'GET /api/v1/drawer': {
      operatorId: CITRA,
      open: true,
      expectedRupiah: 0,
      lastDifferenceRupiah: 0,
      version: 1,
    },
    [`POST ${path}/orders`]: { order, changeRupiah: 5_000 },
  });
  await desk.page.getByRole('button', { name: 'Lunasi tunggakan Citra Kirana' }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Rp.20\.000$/ }).click();
  expect(await desk.faults('debts-settle')).toEqual([]);
  await dialog.locator('button[type=submit]').click();
  await desk.seen(/rw05\/202611\/0009/);
  expect(desk.sent(`POST ${path}/orders`)[0]?.body).toEqual({
    ...{ debtId: ROUTER, method: 'cash', paidRupiah: 20_000 },
  });
  // The list is asked for again.
  await desk.asked('GET /api/v1/books/debts', 2);
});
