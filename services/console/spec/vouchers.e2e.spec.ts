// vouchers.e2e.spec.ts — vouchers for operators: made, sold with their codes, printed, made void.
import { ConsolePage } from './console-page';

const BATCH = '00000000-0000-4000-8000-0000000000b1';
const PACKAGE = '00000000-0000-4000-8000-0000000000c1';
const ACCOUNT = '00000000-0000-4000-8000-0000000000d1';
const batch = {
  ...{ batchId: BATCH, packageId: PACKAGE, packageName: 'Harian', bytes: 5_368_709_120, unlimited: false },
  ...{
    lastsSeconds: 86_400,
    startsAtFirstUse: true,
    deviceLimit: 1,
    amount: 40,
    prefix: 'RW',
    codeLength: 8,
  },
  ...{ priceRupiah: 5_000, costRupiah: 4_000, seller: 'Warung Bu Ani', note: '', site: 'site-1' },
  ...{ madeAt: '2026-11-28T01:00:00.000Z', actor: 'operator:00000000-0000-4000-8000-0000000000aa' },
  ...{
    printed: 0,
    unsold: 30,
    sold: 6,
    active: 2,
    usedUp: 1,
    ...{ onlineSeconds: 0, validHours: '' },
    expired: 0,
    void: 1,
    revenueRupiah: 45_000,
  },
  redeemableUntil: '2027-12-31T16:59:59.999Z',
};
const ticket = {
  ...{ name: 'WiFi RW 05', phone: '0812 3456 7890', color: '#0b6b47', logoUrl: null },
  redeemUrl: 'https://wifi.example.id/voucher',
};
const offer = {
  ...{ packageId: PACKAGE, name: 'Harian', bytes: 5_368_709_120, unlimited: false, lastsSeconds: 86_400 },
  ...{ days: 1, priceRupiah: 5_000, finalPriceRupiah: 5_000, active: true, sortOrder: 0, bestValue: false },
  ...{ speedDownKilobitsPerSecond: 0, speedUpKilobitsPerSecond: 0, bonusBytes: 0, description: '' },
  ...{
    startsAtFirstUse: true,
    expiryPolicy: 'per-grant',
    rolledBytes: 0,
    prolongedGrants: 0,
    onlineSeconds: 0,
    onSale: true,
    ...{
      validHours: '',
      speedHours: '',
      hoursSpeedDownKilobitsPerSecond: 0,
      hoursSpeedUpKilobitsPerSecond: 0,
    },
    deviceLimit: 1,
  },
};
const drawer = {
  ...{ operatorId: '00000000-0000-4000-8000-0000000000aa', open: true, version: 4 },
  ...{ openedAt: '2026-11-28T01:00:00.000Z', expectedRupiah: 350_000, lastDifferenceRupiah: 0 },
};
const voucher = (number: number, state: string, more: object = {}) => ({
  ...{ voucherId: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`, batchId: BATCH },
  ...{ number, state, ...more },
});
const at = '2026-11-28T03:00:00.000Z';
const vouchers = [
  voucher(1, 'active', { soldAt: at, redeemedAt: at, subscriberId: ACCOUNT }),
  voucher(2, 'void', { soldAt: at, voidedAt: at, reason: 'salah jual' }),
  voucher(3, 'sold', { soldAt: at }),
  voucher(4, 'unsold'),
];
const codes = [
  { number: 1, code: 'RW-7K3Q-9MXA' },
  { number: 2, code: 'RW-QQ34-TTW6' },
];
const ANSWERS = {
  'GET /api/v1/voucher-batches': { items: [batch], nextCursor: null },
  [`GET /api/v1/voucher-batches/${BATCH}`]: batch,
  [`GET /api/v1/voucher-batches/${BATCH}/ticket`]: ticket,
  [`GET /api/v1/voucher-batches/${BATCH}/vouchers`]: ({
    query,
  }: {
    query: Readonly<Record<string, string>>;
  }) => ({
    items: vouchers.filter(({ state }) => !query['state'] || query['state'] === state),
    nextCursor: null,
  }),
  'GET /api/v1/drawer': drawer,
};
const OWNER = [
  ...['vouchers:read', 'vouchers:make', 'vouchers:print', 'vouchers:reprint', 'vouchers:void'],
  ...['counter:sell', 'subscribers:read'],
];

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

it('lists batches with their stock, and makes one of a package', async () => {
  await desk.open('/vouchers', OWNER, {
    ...ANSWERS,
    'GET /api/v1/packages': { items: [offer] },
    'POST /api/v1/voucher-batches': batch,
  });
  await desk.seen('Warung Bu Ani');
  await desk.seen('30 / 40');
  expect(await desk.faults('vouchers')).toEqual([]);
  await desk.page.getByRole('button', { name: 'Buat voucher' }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Paket' }).click();
  await desk.page.getByRole('option', { name: /^Harian/ }).click();
  await dialog.getByLabel('Jumlah').fill('40');
  await dialog.getByRole('combobox', { name: 'Lokasi' }).fill('site-1');
  await dialog.getByLabel('Awalan kode').fill('rw');
  await dialog.getByLabel('Penjual', { exact: true }).fill('Warung Bu Ani');
  await dialog.getByLabel('Dapat dipakai sampai').fill('2027-12-31');
  expect(await desk.faults('vouchers-make')).toEqual([]);
  await dialog.getByRole('button', { name: 'Buat', exact: true }).click();
  await desk.seen('40 voucher Harian sudah jadi.');
  expect(desk.sent('POST /api/v1/voucher-batches')[0]?.body).toEqual({
    ...{ packageId: PACKAGE, amount: 40, prefix: 'RW', codeLength: 8, seller: 'Warung Bu Ani', note: '' },
    ...{ site: 'site-1', redeemableUntil: '2027-12-31' },
  });
  await desk.seen('Voucher Harian');
});

it('says what is wrong with a field beside it, and goes to it', async () => {
  const refused = (code: string, detail: string, errors: readonly object[]) => ({
    ...{ code, status: 422, title: 'Ditolak', detail, type: '/problems/x', traceId: '1' },
    details: { errors },
  });
  let problem = refused('BILLING.VOUCHER_PRICE_ZERO', 'Voucher dijual, jadi harganya paling sedikit Rp 1.', [
    { field: 'priceRupiah', rule: 'matches' },
  ]);
  await desk.open('/vouchers', OWNER, {
    ...ANSWERS,
    'GET /api/v1/packages': { items: [offer] },
    'POST /api/v1/voucher-batches': () => problem,
  });
  await desk.page.getByRole('button', { name: 'Buat voucher' }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Paket' }).click();
  await desk.page.getByRole('option', { name: /^Harian/ }).click();
  await dialog.getByRole('combobox', { name: 'Lokasi' }).fill('rw99');
  await dialog.getByLabel('Harga satu voucher (Rp)').fill('0');
  await dialog.getByRole('button', { name: 'Buat', exact: true }).click();
  const price = dialog.getByLabel('Harga satu voucher (Rp)');
  await dialog.getByText('Voucher dijual').nth(1).waitFor();
  expect(await price.getAttribute('aria-invalid')).toBe('true');
  expect(await price.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await desk.faults('vouchers-refused')).toEqual([]);
  problem = refused('REQUEST.INVALID', 'amount paling banyak 5000; seller paling banyak 60 huruf.', [
    ...[
      { field: 'amount', rule: 'max', limit: 5_000 },
      { field: 'seller', rule: 'maxLength', limit: 60 },
    ],
  ]);
  await price.fill('5000');
  await dialog.getByRole('button', { name: 'Buat', exact: true }).click();
  await desk.seen('Paling banyak 5000.');
  await desk.seen('Paling banyak 60 huruf.');
});

it('sells the next ones and shows their codes until they are given', async () => {
  const sale = {
    saleId: ACCOUNT,
    batchId: BATCH,
    amountRupiah: 10_000,
    changeRupiah: 10_000,
    method: 'cash',
  };
  await desk.open(`/vouchers/${BATCH}`, OWNER, {
    ...ANSWERS,
    [`POST /api/v1/voucher-batches/${BATCH}/sales`]: { ...sale, soldAt: at, vouchers: codes },
  });
  await desk.seen('salah jual');
  expect(await desk.faults('voucher-batch')).toEqual([]);
  await desk.page.getByRole('button', { name: 'Jual' }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Berapa lembar').fill('2');
  await dialog.getByLabel('Nomor pada tiket pertama').fill('4');
  await desk.seen('Menjual nomor 4');
  await dialog.getByText(/^Total .*10\.000$/).waitFor();
  await dialog.getByLabel('Dibayar (Rp)').fill('20000');
  expect(await desk.faults('voucher-sale')).toEqual([]);
  await dialog.getByRole('button', { name: 'Terima uang' }).click();
  await desk.seen('RW-QQ34-TTW6');
  await desk.seen(/^2 voucher terjual, .*10\.000\. Kembalian .*10\.000\.$/);
  expect(desk.sent(`POST /api/v1/voucher-batches/${BATCH}/sales`)[0]?.body).toEqual({
    ...{ amount: 2, method: 'cash', paidRupiah: 20_000, firstNumber: 4 },
  });
  expect(await desk.faults('voucher-codes')).toEqual([]);
  await desk.page.evaluate('window.print = () => { window.printed = true; }');
  await desk.page.getByRole('button', { name: 'Cetak tiket' }).click();
  await desk.seen('2 kode asli siap dicetak.');
  expect(await desk.page.getByRole('article').count()).toBe(2);
  expect(desk.sent(`POST /api/v1/voucher-batches/${BATCH}/print`)).toEqual([]);
});

it('prints on each ticket how long it may be used', async () => {
  const hours = { ...batch, packageName: 'Tiket', bytes: 0, unlimited: true, onlineSeconds: 10_800 };
  await desk.open(`/vouchers/${BATCH}/print`, OWNER, {
    ...ANSWERS,
    [`GET /api/v1/voucher-batches/${BATCH}`]: { ...hours, lastsSeconds: 0, startsAtFirstUse: false },
  });
  await desk.page.getByText('Struk 58 mm', { exact: true }).click();
  await desk.page.getByRole('article').getByText('3 jam pakai', { exact: true }).waitFor();
  expect(await desk.faults('tickets-time')).toEqual([]);
});

it.each([
  ['A4, 21 besar', 21],
  ['A4, 40', 40],
  ['A4, 60 kecil', 40],
  ['Struk 58 mm', 1],
  ['Struk 80 mm', 1],
])('shows %s with codes of no worth before it fetches real ones', async (design, tickets) => {
  await desk.open(`/vouchers/${BATCH}/print`, OWNER, {
    ...ANSWERS,
    [`POST /api/v1/voucher-batches/${BATCH}/print`]: { batch: { ...batch, printed: 1 }, items: codes },
  });
  await desk.page.getByText(design, { exact: true }).click();
  expect(await desk.page.getByText('RW-XXXX-XXXX').count()).toBe(tickets);
  expect(await desk.faults(`tickets-${design.replaceAll(/\W+/g, '-')}`)).toEqual([]);
  expect(desk.sent(`POST /api/v1/voucher-batches/${BATCH}/print`)).toEqual([]);
  await desk.page.evaluate('window.print = () => { window.printed = document.body.innerText; }');
  await desk.page.getByRole('button', { name: 'Cetak' }).click();
  await desk.seen('2 kode asli siap dicetak.');
  expect(await desk.page.evaluate('window.printed')).toContain('RW-QQ34-TTW6');
  await desk.page.emulateMedia({ media: 'print' });
  // Nothing around the tickets takes a sheet of its own.
  const pdf = await desk.page.pdf({ preferCSSPageSize: true });
  const sizes = pdf.toString('latin1').match(/\/MediaBox \[[\d. ]+\]/g) ?? [];
  expect([sizes.length, new Set(sizes).size]).toEqual([design.startsWith('A4') ? 1 : codes.length, 1]);
  expect(await desk.page.getByRole('navigation').isVisible()).toBe(false);
  await desk.page.emulateMedia({ media: 'screen' });
});

it('prints again only for who may, and says that old sheets stay valid', async () => {
  const printed = { ...ANSWERS, [`GET /api/v1/voucher-batches/${BATCH}`]: { ...batch, printed: 2 } };
  await desk.open(`/vouchers/${BATCH}/print`, ['vouchers:read', 'vouchers:print'], printed);
  await desk.seen(/^Sudah dicetak 2×\. Mencetak ulang memerlukan izin/);
  expect(await desk.page.getByRole('button', { name: 'Cetak ulang' }).isDisabled()).toBe(true);
  await desk.open(`/vouchers/${BATCH}/print`, OWNER, printed);
  await desk.seen(/^Sudah dicetak 2×\. Lembar lama tetap berlaku/);
  expect(await desk.page.getByRole('button', { name: 'Cetak ulang' }).isDisabled()).toBe(false);
});

it('makes one void with a reason and says what becomes of the money', async () => {
  const voucherId = vouchers[2]?.voucherId ?? '';
  await desk.open(`/vouchers/${BATCH}`, OWNER, {
    ...ANSWERS,
    [`POST /api/v1/vouchers/${voucherId}/void`]: voucher(3, 'void', { voidedAt: at, reason: 'hilang' }),
  });
  await desk.page.getByRole('button', { name: 'Batalkan' }).nth(1).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Tunai dari laci saya').click();
  await dialog.getByLabel('Alasan').fill('hilang');
  expect(await desk.faults('voucher-void')).toEqual([]);
  await dialog.getByRole('button', { name: 'Batalkan' }).click();
  await desk.seen('Voucher nomor 3 batal.');
  expect(desk.sent(`POST /api/v1/vouchers/${voucherId}/void`)[0]?.body).toEqual({
    ...{ reason: 'hilang', returned: 'cash' },
  });
});

it('offers nothing that its operator may not do', async () => {
  await desk.open(`/vouchers/${BATCH}`, ['vouchers:read'], ANSWERS);
  await desk.seen('salah jual');
  for (const name of ['Jual', 'Batalkan', 'Cetak tiket'])
    expect(await desk.page.getByRole('button', { name }).count()).toBe(0);
});
