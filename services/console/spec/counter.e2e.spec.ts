// counter.e2e.spec.ts — what a cashier must not get wrong: whose dialog it is, what is missing, too much change, a paid debt.
import { ConsolePage } from './console-page';

const RINA = '00000000-0000-4000-8000-00000000000c';
const ID = '00000000-0000-4000-8000-00000000000d';
const PATH = `/api/v1/subscribers/${RINA}`;
const AT = '2026-11-28T03:00:00.000Z';
const person = {
  ...{ subscriberId: RINA, phone: '•••7801', name: 'Bu Rina', role: 'subscriber', site: 'site-1' },
  ...{ approval: 'approved', disabled: false, blocked: false, locale: 'id', fields: {} },
  ...{ termsVersion: 0, createdAt: AT, hardBlock: false },
};
const offer = {
  ...{ packageId: ID, name: 'Hemat', bytes: 10 * 1_073_741_824, unlimited: false, active: true },
  ...{ priceRupiah: 5_000, finalPriceRupiah: 5_000, lastsSeconds: 30 * 86_400, promoName: '' },
};
const order = {
  ...{
    orderId: ID,
    orderNumber: 'SRG-1',
    invoiceNumber: 'site-1/1',
    state: 'fulfilled',
    description: 'Hemat',
  },
  ...{ amountRupiah: 5_000, refundedRupiah: 0, method: 'cash', createdAt: AT, subscriberId: RINA },
  subscriberName: 'Bu Rina',
};
const drawer = { operatorId: ID, open: true, expectedRupiah: 0, lastDifferenceRupiah: 0, version: 1 };
const debt = {
  ...{ debtId: ID, subscriberId: RINA, name: 'Bu Rina', phone: '•••7801', site: 'site-1', reason: 'kasbon' },
  ...{ priceRupiah: 40_000, unpaidRupiah: 40_000, unpaidBytes: 1_000, unlimited: false, overdue: false },
  ...{ dueAt: AT, createdAt: AT },
};
const sums = { debts: 1, subscribers: 1, rupiah: 40_000, bytes: 1_000 };
const estimate = {
  ...{ totalRupiah: 40_000, totalBytes: 1_000, autoDebtBytes: 0, autoDebtRupiah: 0 },
  items: [{ debtId: ID, reason: 'kasbon', bytes: 1_000, amountRupiah: 40_000, dueAt: AT }],
};
const answers = {
  [`GET ${PATH}`]: person,
  'GET /api/v1/packages': { items: [offer] },
  'GET /api/v1/drawer': drawer,
  [`POST ${PATH}/orders`]: { order, changeRupiah: 0 },
  [`GET ${PATH}/debts/estimate`]: estimate,
  'GET /api/v1/books/debts': {
    ...{ items: [debt], nextCursor: null, totalDebts: 1, totalSubscribers: 1, totalRupiah: 40_000 },
    ...{ total: sums, overdue: sums },
  },
};
const MAY = ['subscribers:read', 'counter:sell', 'orders:read', 'quota:read'];

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

const dialog = () => desk.page.getByRole('dialog');
const openSale = async () => {
  await desk.open(`/subscribers/${RINA}`, MAY, answers);
  await desk.page.getByRole('button', { name: 'Jual paket' }).click();
};
const choose = async () => {
  await dialog().getByRole('combobox', { name: 'Paket' }).click();
  await desk.page.getByRole('option').first().click();
};

it('names the person in the dialog, and on the screen after the sale', async () => {
  await openSale();
  await desk.page.getByRole('dialog', { name: /^Jual paket.*Bu Rina · •••7801/ }).waitFor();
  await choose();
  await dialog().getByRole('button', { name: 'Jual', exact: true }).click();
  await desk.seen('Terjual: site-1/1. Kuota sudah diberikan.');
  await desk.page.getByRole('dialog', { name: /Bu Rina · •••7801/ }).waitFor();
});

it('says that a package is missing below its field, and has the focus there', async () => {
  await openSale();
  await dialog().getByRole('button', { name: 'Jual', exact: true }).click();
  await desk.seen('Pilih paketnya.');
  const field = dialog().getByRole('combobox', { name: 'Paket' });
  expect(await field.evaluate((one) => one === document.activeElement)).toBe(true);
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  expect(await desk.faults('sale-no-package')).toEqual([]);
  await choose();
  await desk.page.getByText('Pilih paketnya.').waitFor({ state: 'detached' });
  expect(desk.sent(`POST ${PATH}/orders`)).toHaveLength(0);
});

it('asks once about large change, for that amount alone', async () => {
  await openSale();
  await choose();
  await dialog().getByLabel('Dibayar (Rp)').fill('50000000');
  await desk.seen(/^Benar, Rp\s?50\.000\.000 yang diterima$/);
  await dialog().getByRole('button', { name: 'Jual', exact: true }).click();
  await desk.seen('Centang bila benar.');
  expect(await desk.faults('sale-large-change')).toEqual([]);
  expect(desk.sent(`POST ${PATH}/orders`)).toHaveLength(0);
  await dialog().getByRole('checkbox').check();
  await dialog().getByRole('button', { name: 'Jual', exact: true }).click();
  await desk.asked(`POST ${PATH}/orders`, 1);
});

it('says that an amount is too large, and never cuts it', async () => {
  await openSale();
  await choose();
  const paid = dialog().getByLabel('Dibayar (Rp)');
  await paid.fill('99999999999999');
  await desk.seen(/^Paling banyak Rp\s?1\.000\.000\.000\.$/);
  await paid.blur();
  expect(await paid.inputValue()).toBe('99.999.999.999.999');
  await dialog().getByRole('button', { name: 'Jual', exact: true }).click();
  expect(desk.sent(`POST ${PATH}/orders`)).toHaveLength(0);
});

it('names whose debt is settled, and says so when another window has settled it', async () => {
  let now: object = estimate;
  await desk.open('/debts', MAY, { ...answers, [`GET ${PATH}/debts/estimate`]: () => now });
  await desk.page.getByRole('button', { name: /Bu Rina/ }).click();
  await desk.page.getByRole('dialog', { name: /Bu Rina · •••7801/ }).waitFor();
  expect(await desk.faults('settle-named')).toEqual([]);
  await dialog().getByRole('button', { name: 'Batal' }).click();
  now = { ...estimate, totalRupiah: 0, totalBytes: 0, items: [] };
  await desk.open('/debts', MAY, { ...answers, [`GET ${PATH}/debts/estimate`]: now });
  await desk.page.getByRole('button', { name: /Bu Rina/ }).click();
  await desk.seen(/^Tunggakan ini sudah lunas/);
  expect(await dialog().getByLabel('Dibayar (Rp)').count()).toBe(0);
  expect(await dialog().getByRole('button', { name: 'Terima pelunasan' }).count()).toBe(0);
  expect(await desk.faults('settle-gone')).toEqual([]);
  await dialog().locator('.dialog-buttons').getByRole('button', { name: 'Tutup' }).click();
});
