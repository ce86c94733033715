// setting-up.e2e.spec.ts — a new owner's pages: first steps, a router, the brand, packages and promos.
import { offerWords } from '@saring/i18n';
import { ConsolePage } from './console-page';

const ROUTER = '00000000-0000-4000-8000-0000000000cc';
const router = {
  ...{ routerId: ROUTER, name: 'Pondok 1', host: '192.168.88.1', port: 8_729, tls: true, user: 'saring' },
  ...{
    site: 'pondok',
    state: 'offline',
    stateReason: 'no answer',
    fault: 'login_refused',
    identity: '',
    version: '',
    board: '',
  },
  ...{ serial: '', uptimeSeconds: 0, hostCount: 0, listNames: {}, linkBitsPerSecondPerDevice: 0 },
};
const MAY = [
  ...['routers:read', 'routers:write', 'sites:read', 'sites:write', 'packages:write', 'subscribers:read'],
  ...['messages:read', 'messages:control', 'orders:read', 'orders:recheck', 'quota:read'],
];
const channel = {
  ...{ channel: 'log', open: false, reason: '', queued: 0, otpLeftToday: 100, otpSending: true },
};
const house = {
  'GET /api/v1/routers': { items: [router] },
  'GET /api/v1/packages': { items: [] },
  'GET /api/v1/promos': { items: [] },
  'GET /api/v1/payment-gateway': { methods: [], transfer: false },
  'GET /api/v1/messages': { items: [], nextCursor: null },
  'GET /api/v1/messages/channel': channel,
  'GET /api/v1/subscribers': { items: [], nextCursor: null },
  'GET /api/v1/sites/pondok/profile': {
    set: null,
    shown: {
      ...{ name: 'WiFi Warga', address: '', phone: '', contactUrl: null, termsUrl: null, privacyUrl: null },
      ...{ color: null, logoUrl: null, timeZone: 'Asia/Jakarta' },
    },
  },
};

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

it('the first steps stand on the home page until all are done, each with its page', async () => {
  await desk.open('', MAY, house);
  await desk.seen('0 dari 7 selesai');
  expect(await desk.faults('first-steps')).toEqual([]);
  await desk.page.getByRole('link', { name: 'Kerjakan: Buat paket yang dijual' }).click();
  await desk.seen('Belum ada paket. Mulai dari contoh, lalu ubah sesuka Anda:');
});

it('a package begins with an example and is made as it was changed', async () => {
  const made = {
    ...{
      packageId: ROUTER,
      name: 'Harian',
      priceRupiah: 4_000,
      finalPriceRupiah: 4_000,
      bytes: 1,
      active: true,
    },
  };
  await desk.open('/packages', MAY, { ...house, 'POST /api/v1/packages': made });
  expect(await desk.faults('presets')).toEqual([]);
  await desk.seen('3 jam pakai · 7 hari');
  await desk.page.getByRole('button', { name: 'Pakai contoh ini' }).first().click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Harga (Rp)').fill('4000');
  await dialog.getByRole('button', { name: 'Simpan' }).click();
  await desk.seen('Paket tersimpan.');
  expect(desk.sent('POST /api/v1/packages')[0]?.body).toMatchObject({
    ...{
      name: 'Harian',
      priceRupiah: 4_000,
      bytes: 1_073_741_824,
      days: 1,
      hours: 0,
      startsAtFirstUse: true,
    },
  });
});

it('a quota of one and a half gigabytes is written with a comma, and a thousand never becomes one', async () => {
  await desk.open('/packages', MAY, { ...house, 'POST /api/v1/packages': {} });
  await desk.page.getByRole('button', { name: 'Pakai contoh ini' }).first().click();
  const dialog = desk.page.getByRole('dialog');
  const quota = dialog.getByLabel('Kuota (GB)');
  const save = dialog.getByRole('button', { name: 'Simpan' });
  await quota.fill('1.000');
  await desk.seen('Tulis seribu tanpa titik (1000), pecahan dengan koma (1,5).');
  expect(await desk.faults('gigabytes')).toEqual([]);
  await save.click();
  expect(await quota.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true);
  expect(desk.sent('POST /api/v1/packages')).toEqual([]);
  await quota.fill('1,5 GB');
  await save.click();
  await desk.asked('POST /api/v1/packages', 1);
  expect(desk.sent('POST /api/v1/packages')[0]?.body).toMatchObject({ bytes: 1_610_612_736 });
});

it('a router is added by one line to paste, and says while one waits', async () => {
  const onboarding = {
    ...{ routerId: ROUTER, command: '/tool fetch url="https://wifi.example/x"', warning: null },
    expiresAt: '2026-11-28T15:00:00.000Z',
  };
  await desk.open('/routers', MAY, {
    ...house,
    'POST /api/v1/routers/onboarding': onboarding,
    [`GET /api/v1/routers/${ROUTER}`]: router,
  });
  await desk.page.getByRole('button', { name: 'Tambah router' }).click();
  const form = desk.page.getByRole('dialog');
  await form.getByLabel('Nama router').fill('Pondok 1');
  await form.getByLabel('Lokasi').fill('pondok');
  await form.getByLabel('Alamat router').fill('192.168.88.1');
  await form.getByLabel('Alamat server ini').fill('192.168.88.2/32');
  await form.getByRole('button', { name: 'Buat baris penyiapan' }).click();
  await desk.seen('/tool fetch url="https://wifi.example/x"');
  await desk.seen(/^Menunggu router tersambung: Nama pengguna atau kata sandi salah/);
  expect(await desk.faults('add-router')).toEqual([]);
  expect(desk.sent('POST /api/v1/routers/onboarding')[0]?.body).toEqual({
    ...{
      name: 'Pondok 1',
      site: 'pondok',
      host: '192.168.88.1',
      port: 8_729,
      gatewayAddress: '192.168.88.2/32',
    },
  });
});

it('the brand of a site is saved without what was left empty', async () => {
  await desk.open('/sites', MAY, {
    ...house,
    'PUT /api/v1/sites/pondok/profile': house['GET /api/v1/sites/pondok/profile'],
  });
  await desk.page.getByLabel('Nama usaha').fill('WiFi Pondok');
  await desk.page.getByRole('combobox', { name: 'Zona waktu' }).click();
  await desk.page.getByRole('option', { name: 'Asia/Makassar' }).click();
  expect(await desk.faults('site')).toEqual([]);
  await desk.page.getByRole('button', { name: 'Simpan' }).click();
  await desk.seen('Tersimpan. Halaman WiFi menunjukkannya sekarang.');
  expect(desk.sent('PUT /api/v1/sites/pondok/profile')[0]?.body).toEqual({
    ...{ name: 'WiFi Pondok', timeZone: 'Asia/Makassar' },
  });
});

it('a promo is a discount or a bonus, with its times', async () => {
  const promo = {
    ...{ promoId: ROUTER, name: 'Akhir pekan', kind: 'discount', state: 'active', published: true },
    ...{ startsAt: '2026-11-28T00:00:00.000Z', discountPercent: 20, discountRupiah: 0, bonusBytes: 0 },
    ...{ bonusDays: 0, packageIds: [], description: '' },
  };
  const promos = { ...house, 'GET /api/v1/promos': { items: [promo] }, 'POST /api/v1/promos': promo };
  await desk.open('/promos', MAY, promos);
  await desk.seen('Potongan 20 %');
  await desk.page.getByRole('button', { name: 'Tambah promo' }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Nama').fill('Bonus Ramadan');
  await dialog.getByRole('combobox', { name: 'Jenis' }).click();
  await desk.page.getByRole('option', { name: 'Bonus kuota' }).click();
  await dialog.getByLabel('Bonus (GB)').fill('2');
  expect(await desk.faults('promo')).toEqual([]);
  await dialog.getByRole('button', { name: 'Simpan' }).click();
  await desk.seen('Promo tersimpan.');
  expect(desk.sent('POST /api/v1/promos')[0]?.body).toMatchObject({
    ...{ kind: 'bonus_quota', bonusBytes: 2_147_483_648, discountPercent: 0, packageIds: [] },
  });
});

describe('a preview', () => {
  const offer = {
    ...{ packageId: ROUTER, name: 'Harian', description: '', bytes: 1_073_741_824, unlimited: false },
    ...{ priceRupiah: 5_000, finalPriceRupiah: 5_000, active: true, lastsSeconds: 86_400, days: 1 },
    ...{ startsAtFirstUse: true, speedDownKilobitsPerSecond: 0, speedUpKilobitsPerSecond: 0 },
    ...{ deviceLimit: 0, bonusBytes: 0, bestValue: false, sortOrder: 0, expiryPolicy: 'per-grant' },
    ...{ rolledBytes: 0, prolongedGrants: 0, onlineSeconds: 0, onSale: true },
    ...{
      validHours: '',
      speedHours: '',
      hoursSpeedDownKilobitsPerSecond: 0,
      hoursSpeedUpKilobitsPerSecond: 0,
    },
  };
  const shown = () => desk.page.getByRole('region', { name: 'Begini di portal' });
  const lines = async () => (await shown().innerText()).replace(/\u00a0/g, ' ');

  it('of a package is the card of the shop, in its words, as it is typed', async () => {
    await desk.open('/packages', MAY, { ...house, 'GET /api/v1/packages': { items: [offer] } });
    await desk.page.getByRole('button', { name: 'Ubah' }).first().click();
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByLabel('Harga (Rp)').fill('7500');
    await dialog.getByLabel('Nama').fill('Harian Cepat');
    await dialog.getByLabel('Hari', { exact: true }).fill('2');
    const words = offerWords(
      {
        ...offer,
        name: 'Harian Cepat',
        lastsSeconds: 2 * 86_400,
        priceRupiah: 7_500,
        finalPriceRupiah: 7_500,
      },
      ...(['id', String] as const),
    );
    await shown().getByText('7.500').waitFor();
    for (const line of [words.size, words.name, ...words.facts]) expect(await lines()).toContain(line);
    expect(await desk.faults('package-preview')).toEqual([]);
  });

  it('of time online is the time, alone or beside what else there is', async () => {
    await desk.open('/packages', MAY, {
      ...house,
      'GET /api/v1/packages': { items: [offer] },
      'POST /api/v1/packages': { ...offer, unlimited: true, bytes: 0, onlineSeconds: 10_800 },
    });
    await desk.page.getByRole('button', { name: 'Paket baru' }).click();
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByLabel('Nama').fill('Tiket');
    await dialog.getByLabel('Lama pakai (jam)').fill('3');
    await shown().getByText('3 jam pakai').waitFor();
    expect(await lines()).toContain('1 GB');
    await dialog.getByLabel('Tanpa batas', { exact: true }).check();
    await dialog.getByLabel('Lama pakai (menit)').fill('30');
    await shown().getByText('3 jam 30 menit pakai').waitFor();
    expect(await lines()).not.toContain('Tanpa batas');
    expect(await desk.faults('package-time')).toEqual([]);
    await dialog.getByRole('button', { name: 'Simpan' }).click();
    await desk.seen('Paket tersimpan.');
    expect(desk.sent('POST /api/v1/packages')[0]?.body).toMatchObject({
      ...{ name: 'Tiket', unlimited: true, bytes: 0, onlineSeconds: 12_600 },
    });
  });

  it('of a package of hours says them, with the speed of others', async () => {
    const hours = { validHours: '00:00-06:00', speedHours: '', hoursSpeedDownKilobitsPerSecond: 0 };
    await desk.open('/packages', MAY, {
      ...house,
      'GET /api/v1/packages': { items: [{ ...offer, ...hours }] },
      [`PATCH /api/v1/packages/${ROUTER}`]: { ...offer, ...hours },
    });
    await desk.seen('00.00–06.00');
    await desk.page.getByRole('button', { name: 'Ubah' }).first().click();
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByLabel('Berlaku dari jam').fill('23:30');
    await shown().getByText('setiap hari pukul 23.30–06.00').waitFor();
    await dialog.getByLabel('Kecepatan lain dari').fill('22:00');
    await dialog.getByLabel('sampai pukul').fill('05:00');
    await dialog.getByLabel('Unduh pada jam itu').fill('20000');
    await shown().getByText('pukul 22.00–05.00: sampai 20 Mbps').waitFor();
    expect(await desk.faults('package-hours')).toEqual([]);
    await dialog.getByRole('button', { name: 'Simpan' }).click();
    await desk.seen('Paket tersimpan.');
    const [sent] = desk.sent(`PATCH /api/v1/packages/${ROUTER}`);
    expect(sent?.body).toMatchObject({
      ...{ validHours: '23:30-06:00', speedHours: '22:00-05:00', hoursSpeedDownKilobitsPerSecond: 20_000 },
    });
  });

  it('of a package with dates says until when it is sold and good, and sends what was changed', async () => {
    const dated = { ...offer, onSale: false, sellUntil: '2027-03-11T17:00:00.000Z' };
    await desk.open('/packages', MAY, {
      ...house,
      'GET /api/v1/packages': { items: [dated] },
      [`PATCH /api/v1/packages/${ROUTER}`]: { ...dated, validUntil: '2027-03-20T17:00:00.000Z' },
    });
    await desk.seen('Tidak dijual saat ini · sampai');
    await desk.page.getByRole('button', { name: 'Ubah' }).first().click();
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByLabel('Kuota berakhir paling lambat').fill('2027-03-21T00:00');
    await shown().getByText('berakhir paling lambat').waitFor();
    await shown().getByText('dijual sampai').waitFor();
    expect(await desk.faults('package-dates')).toEqual([]);
    await dialog.getByLabel('Dijual sampai').fill('');
    await dialog.getByRole('button', { name: 'Simpan' }).click();
    await desk.seen('Paket tersimpan.');
    const [sent] = desk.sent(`PATCH /api/v1/packages/${ROUTER}`);
    expect(sent?.body).toMatchObject({ sellUntil: null });
    expect(sent?.body).toHaveProperty('validUntil', new Date('2027-03-21T00:00').toISOString());
    expect(sent?.body).not.toHaveProperty('sellFrom');
  });

  it('of a promo is what it makes of a package, by the rule of the till', async () => {
    await desk.open('/promos', MAY, { ...house, 'GET /api/v1/packages': { items: [offer] } });
    await desk.page.getByRole('button', { name: 'Tambah promo' }).click();
    await desk.page.getByRole('dialog').getByLabel('Nama').fill('Akhir pekan');
    await desk.page.getByRole('dialog').getByLabel('Potongan (%)').fill('33');
    await shown().getByText('3.350').waitFor();
    expect(await lines()).toContain('Rp 5.000');
    expect(await lines()).toContain('Akhir pekan');
    expect(await desk.faults('promo-preview')).toEqual([]);
  });
});
