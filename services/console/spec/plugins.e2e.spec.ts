// plugins.e2e.spec.ts — payment plugins: uploaded, refused in words, trusted, set, given ways to pay, switched off, removed.
import { ConsolePage } from './console-page';

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

const AT = '2026-11-28T03:03:00.000Z';
const BUDI = 'operator:00000000-0000-4000-8000-0000000000bb';
const SIGNER = 'q2tNZb1Zx7m0sYyVbJk3v0q8y5nq1m9s4r7t2u6w8x0';
const PLUGINS = '/api/v1/payment-plugins';
const MAY = ['settings:read', 'settings:write'];
const method = (name: string, change: object = {}) => ({
  ...{ method: name, banks: [], active: false, feeRupiah: 0, feeBasisPoints: 0, leastRupiah: 0 },
  ...{ mostRupiah: 0, ...change },
});
const setting = (
  key: string,
  [labelIndonesian, labelEnglish]: readonly [string, string],
  change: object,
) => ({
  ...{
    key,
    kind: 'text',
    labelIndonesian,
    labelEnglish,
    required: true,
    choices: [],
    value: '',
    isSet: false,
  },
  ...change,
});
const SETTINGS = [
  setting('merchantCode', ['Kode merchant', 'Merchant code'], { value: 'DS12345', isSet: true }),
  setting('apiKey', ['Kunci API', 'API key'], { kind: 'secret', isSet: true }),
  setting('baseUrl', ['Alamat API', 'API address'], {
    ...{ kind: 'url', value: 'https://sandbox.duitku.com', isSet: true },
  }),
  setting('signature', ['Tanda tangan', 'Signature'], {
    ...{ kind: 'choice', choices: ['md5', 'hmac-sha256'], value: 'md5', isSet: true },
  }),
];
const duitku = (change: object = {}) => ({
  ...{ plugin: 'duitku', version: '1.0.0', name: 'DuitKu', author: 'Saring' },
  methods: [
    method('qris', { feeBasisPoints: 70, mostRupiah: 10_000_000 }),
    method('va', { banks: ['bca', 'bni'], feeRupiah: 3_000, leastRupiah: 10_000, mostRupiah: 50_000_000 }),
    method('shopeepay'),
  ],
  ...{ hosts: ['passport.duitku.com', 'sandbox.duitku.com'], permissions: ['network', 'sign'] },
  ...{ settings: SETTINGS, trust: 'trusted', publisher: 'saring', signer: SIGNER, digest: '9f'.repeat(32) },
  ...{ installedAt: AT, installedBy: BUDI, openOrders: 0, breakerOpen: false, ...change },
});
const active = (change: object = {}) =>
  duitku({ methods: [method('qris', { feeBasisPoints: 70, active: true }), method('va')], ...change });
const open = (items: readonly object[], answers: object = {}, may = MAY) =>
  desk.open('/plugins', may, { [`GET ${PLUGINS}`]: { items }, ...answers });
const press = (name: string | RegExp) => desk.page.getByRole('button', { name }).click();
const inDialog = (name: string) =>
  desk.page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
const choose = (bytes: number) =>
  desk.page
    .locator('input[type=file]')
    .setInputFiles({ name: 'duitku.zip', mimeType: 'application/zip', buffer: Buffer.alloc(bytes, 7) });
const refusal = (code: string, details: object, title: string, detail = '') => ({
  ...{ status: 422, code, title, detail, details },
});

it('uploads a plugin, and shows what it asks for before it is used', async () => {
  let items: object[] = [];
  await open([], {
    [`GET ${PLUGINS}`]: () => ({ items }),
    [`POST ${PLUGINS}`]: () => {
      items = [duitku()];
      return duitku();
    },
  });
  await desk.seen(/^Belum ada plugin/);
  expect(await desk.faults('plugins-empty')).toEqual([]);
  await press('Unggah plugin');
  expect(await desk.faults('plugins-upload')).toEqual([]);
  await choose(2_000);
  await inDialog('Unggah plugin');
  await desk.seen('DuitKu 1.0.0 terpasang, belum dipakai.');
  expect(desk.sent(`POST ${PLUGINS}`)[0]).toMatchObject({
    ...{ body: { type: 'application/zip', bytes: 2_000 }, key: expect.stringMatching(/^[0-9a-f]{32}$/) },
  });
  await desk.seen('Menghubungi passport.duitku.com, sandbox.duitku.com, dan tidak ke alamat lain');
  await desk.seen('Menandatangani dengan rahasia Anda, tanpa melihatnya');
  await desk.seen('Penerbit saring tepercaya');
  await desk.seen(/^Rp\s3\.000$/);
  expect(await desk.faults('plugins')).toEqual([]);
});

it('says in words why a file is refused, and takes none above 10 MB', async () => {
  await open([], {
    [`POST ${PLUGINS}`]: refusal(
      'PAYMENT.PLUGIN_INVALID',
      { reason: 'signature_wrong', about: 'index.js' },
      'Berkas ini bukan plugin yang benar',
    ),
  });
  await press('Unggah plugin');
  await choose(10 * 1024 * 1024 + 1);
  await desk.seen(/^Berkas ini 10,\d+ MB|^Berkas ini 10 MB|Paling besar 10 MB\.$/);
  expect(
    await desk.page.getByRole('dialog').getByRole('button', { name: 'Unggah plugin' }).isDisabled(),
  ).toBe(true);
  await choose(20);
  await inDialog('Unggah plugin');
  await desk.seen('Isinya sudah diubah sesudah ditandatangani (index.js).');
  expect(await desk.faults('plugins-refused')).toEqual([]);
});

it('trusts a publisher whose key was compared, and uploads again', async () => {
  let isTrusted = false;
  const stranger = refusal(
    'PAYMENT.PLUGIN_UNTRUSTED',
    { signer: SIGNER },
    'Penerbit belum dipercaya',
    SIGNER,
  );
  const held = {
    ...{ name: 'PAYMENT_PLUGIN_PUBLISHERS', service: 'payment', kind: 'text', value: `toko:${SIGNER}` },
    ...{ isSet: true, source: 'env', effect: 'at_once', choices: [], whole: false, waits: false, version: 4 },
  };
  const change = {
    ...{ name: 'PAYMENT_PLUGIN_PUBLISHERS', isSet: true, version: 4, changedAt: AT, changedByName: 'Budi' },
  };
  const settings = { items: [held], changes: [change], silent: [] };
  await open([], {
    [`POST ${PLUGINS}`]: () => (isTrusted ? duitku() : stranger),
    'GET /api/v1/settings': settings,
    'PUT /api/v1/settings/PAYMENT_PLUGIN_PUBLISHERS': () => {
      isTrusted = true;
      return settings;
    },
  });
  await press('Unggah plugin');
  await choose(20);
  await inDialog('Unggah plugin');
  await desk.seen('Penerbitnya belum dipercaya');
  await desk.seen(SIGNER);
  expect(await desk.faults('plugins-stranger')).toEqual([]);
  await desk.page.getByLabel('Nama penerbit').fill('saring');
  await inDialog('Percayai dan unggah lagi');
  await desk.seen('DuitKu 1.0.0 terpasang, belum dipakai.');
  expect(desk.sent('PUT /api/v1/settings/PAYMENT_PLUGIN_PUBLISHERS')[0]?.body).toEqual({
    ...{ value: `toko:${SIGNER},saring:${SIGNER}`, expectedVersion: 4 },
  });
});

it('trusts nobody anew while those that are trusted are not known', async () => {
  await open([], {
    [`POST ${PLUGINS}`]: refusal('PAYMENT.PLUGIN_UNTRUSTED', { signer: SIGNER }, 'Belum dipercaya'),
    'GET /api/v1/settings': { items: [], changes: [], silent: ['payment'] },
  });
  await press('Unggah plugin');
  await choose(20);
  await inDialog('Unggah plugin');
  await desk.page.getByLabel('Nama penerbit').fill('saring');
  await inDialog('Percayai dan unggah lagi');
  await desk.page.getByRole('dialog').getByRole('alert').last().waitFor();
  expect(desk.calls.filter(({ route }) => route.startsWith('PUT'))).toEqual([]);
});

it('takes no plugin that nobody signed', async () => {
  await open([], {
    [`POST ${PLUGINS}`]: refusal('PAYMENT.PLUGIN_UNTRUSTED', { signer: '-' }, 'Belum dipercaya'),
  });
  await press('Unggah plugin');
  await choose(20);
  await inDialog('Unggah plugin');
  await desk.seen('Tidak ada yang menandatangani plugin ini');
  expect(await desk.page.getByLabel('Nama penerbit').count()).toBe(0);
});

it('is set by its own fields: what changed is sent, a secret is never shown', async () => {
  const route = `PUT ${PLUGINS}/duitku/settings`;
  let isRefused = true;
  await open([duitku()], {
    [route]: () => {
      if (!isRefused) return duitku();
      isRefused = false;
      const details = { setting: 'baseUrl' };
      return refusal('PAYMENT.PLUGIN_SETTING_INVALID', details, 'Nilai tidak cocok', 'Periksa baseUrl.');
    },
  });
  await press('Isi pengaturan: DuitKu');
  expect(await desk.page.getByRole('textbox', { name: 'Kode merchant' }).inputValue()).toBe('DS12345');
  expect(await desk.page.getByLabel('Kunci API', { exact: true }).inputValue()).toBe('');
  expect(await desk.faults('plugins-settings')).toEqual([]);
  await desk.page.getByLabel('Kunci API', { exact: true }).fill('rahasia-31');
  await desk.page.getByLabel('Alamat API').fill('https://jahat.contoh');
  await inDialog('Simpan pengaturan');
  await desk.seen('Periksa Alamat API.');
  await desk.page.getByLabel('Alamat API').fill('https://sandbox.duitku.com');
  await inDialog('Simpan pengaturan');
  await desk.seen('Pengaturan DuitKu tersimpan.');
  expect(desk.sent(route).map(({ body }) => body)).toEqual([
    {
      values: [
        { key: 'apiKey', value: 'rahasia-31' },
        { key: 'baseUrl', value: 'https://jahat.contoh' },
      ],
    },
    { values: [{ key: 'apiKey', value: 'rahasia-31' }] },
  ]);
});

it('says what each way to pay costs of Rp 50.000, the cheapest first, and who collects it now', async () => {
  const qris = (costRupiah: number) => [
    method('qris', { active: true, costRupiah, collectedBy: 'plugin:xendit' }),
  ];
  const va = method('va', { banks: ['bca'], costRupiah: 3_000, collectedBy: 'midtrans' });
  await open([
    duitku({ methods: [...qris(350), va, method('shopeepay', { costRupiah: 900 })] }),
    { ...duitku({ methods: qris(250) }), plugin: 'xendit', name: 'Xendit' },
  ]);
  const rows = desk.page.getByRole('region', { name: 'Biaya tiap cara bayar' }).getByRole('row');
  await rows.first().waitFor();
  const cells = await rows.allInnerTexts();
  expect(cells.slice(1).map((row) => row.replace(/\s+/g, ' ').trim())).toEqual([
    'QRIS Xendit Rp 250 Xendit',
    'QRIS DuitKu Rp 350 Xendit',
    'Virtual account DuitKu Rp 3.000 Midtrans',
    'ShopeePay DuitKu Rp 900 Belum ada',
  ]);
  expect(await desk.faults('plugins-costs')).toEqual([]);
});

it('takes a secret away that is kept, after its consequence is said', async () => {
  const route = `PUT ${PLUGINS}/duitku/settings`;
  await open([duitku()], { [route]: () => duitku() });
  await press('Isi pengaturan: DuitKu');
  const field = desk.page.getByLabel('Kunci API', { exact: true });
  const tick = desk.page.getByRole('checkbox', { name: 'Hapus yang tersimpan: Kunci API' });
  // What is typed replaces it: then there is nothing to take away.
  await field.fill('x');
  await desk.gone(tick);
  await field.fill('');
  await tick.check();
  await desk.seen(/^Terhapus begitu disimpan\./);
  expect(await field.isDisabled()).toBe(true);
  expect(await desk.faults('plugins-secret-cleared')).toEqual([]);
  await inDialog('Simpan dan hapus rahasia');
  await desk.seen('Pengaturan DuitKu tersimpan.');
  expect(desk.sent(route).map(({ body }) => body)).toEqual([{ values: [{ key: 'apiKey', value: '' }] }]);
});

it('says what is missing, tests the keys, and gives ways to pay to a version', async () => {
  const empty = SETTINGS.map((one) => (one.key === 'apiKey' ? { ...one, isSet: false } : one));
  const xendit = active({ plugin: 'xendit', name: 'Xendit' });
  const test = `POST ${PLUGINS}/duitku/versions/1.0.0/test`;
  await open([duitku({ settings: empty }), xendit], {
    [test]: { testedAt: AT, fault: 'key_refused', reason: 'Wrong signature' },
    [`PUT ${PLUGINS}/duitku/methods`]: active(),
  });
  await desk.seen('Belum diisi: Kunci API.');
  await press('Uji kunci: DuitKu 1.0.0');
  await desk.seen(/^Kunci ditolak, diuji /);
  await desk.seen('Kata penyedia: Wrong signature');
  await press('Pilih cara bayar: DuitKu 1.0.0');
  await desk.seen(/Sekarang lewat Xendit 1\.0\.0; akan pindah\./);
  expect(await desk.faults('plugins-methods')).toEqual([]);
  await desk.page.getByRole('checkbox', { name: 'QRIS' }).check();
  await inDialog('Simpan cara bayar');
  await desk.seen('DuitKu menerima pesanan baru: QRIS.');
  expect(desk.sent(`PUT ${PLUGINS}/duitku/methods`)[0]?.body).toEqual({
    ...{ version: '1.0.0', methods: ['qris'] },
  });
});

it('is switched off with its open orders named; an old version stays beside until they have ended', async () => {
  const old = duitku({ version: '1.0.0', openOrders: 2, publisher: undefined, trust: 'untrusted' });
  const now = active({ version: '1.10.0', openOrders: 1, breakerOpen: true });
  const other = duitku({ version: '1.9.0' });
  await open([old, other, now], {
    [`DELETE ${PLUGINS}/duitku/methods`]: duitku(),
    [`DELETE ${PLUGINS}/duitku/versions/1.9.0`]: { items: [old, now] },
  });
  const versions = desk.page.getByRole('region', { name: 'DuitKu', exact: true }).getByRole('listitem');
  const names = await versions.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
  expect(names.filter(Boolean)).toEqual(['DuitKu 1.10.0', 'DuitKu 1.9.0', 'DuitKu 1.0.0']);
  await desk.seen(/^Penyedia DuitKu berkali-kali tidak menjawab/);
  await desk.seen(/^Tidak menerima pesanan baru sampai kunci penerbitnya/);
  expect(await desk.faults('plugins-versions')).toEqual([]);
  expect(await desk.page.getByRole('button', { name: /^Hapus/ }).count()).toBe(1);
  await press('Hapus: DuitKu 1.9.0');
  await inDialog('Hapus');
  await desk.seen('DuitKu 1.9.0 dihapus.');
  await press('Nonaktifkan: DuitKu');
  await desk.seen(/^3 pesanan masih terbuka\. Plugin tetap mengurusnya sampai selesai/);
  expect(await desk.faults('plugins-deactivate')).toEqual([]);
  await inDialog('Nonaktifkan');
  await desk.seen('DuitKu dinonaktifkan.');
});

it('changes nothing for who may only read', async () => {
  await open([active()], {}, ['settings:read']);
  await desk.seen('Versi 1.0.0');
  for (const name of [/^Unggah/, /^Isi pengaturan/, /^Nonaktifkan/, /^Pilih cara bayar/, /^Uji kunci/])
    expect(await desk.page.getByRole('button', { name }).count()).toBe(0);
});
