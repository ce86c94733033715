// broadcasts.e2e.spec.ts — a message to many: written, its people seen before it starts, steered, and who wants none.
import { ConsolePage } from './console-page';

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const AT = '2026-11-28T03:03:00.000Z';
const BUDI = 'operator:00000000-0000-4000-8000-0000000000bb';
const MAY = ['messages:read', 'messages:control', 'routers:read'];
const LIST = '/api/v1/broadcasts';
const OUT = '/api/v1/broadcast-opt-outs';
const EVERYBODY = { site: '', query: '', statuses: [], overdue: false };
const broadcast = (change: object = {}) => ({
  ...{ broadcastId: id(1), textIndonesian: 'Halo {name},\nbesok perbaikan di Blok B.', textEnglish: '' },
  ...{ filter: EVERYBODY, perMinute: 20, state: 'ready', createdBy: BUDI, createdAt: AT, examples: [] },
  ...{ recipients: 812, waiting: 812, handed: 0, leftOut: 0, sent: 0, failed: 0, ...change },
});
const examples = [
  { subscriberId: id(11), name: 'Citra', phone: '+6281299900010', text: 'Halo Citra,\nbesok perbaikan.' },
  { subscriberId: id(12), name: '', phone: '+6281299900011', text: 'besok perbaikan.' },
];
const channel = (change: object = {}) => ({
  ...{ channel: 'cloud', open: false, reason: '', queued: 0, failedToday: 0, channels: [], prices: [] },
  ...{
    otpLeftToday: 63,
    otpUsedToday: 37,
    otpPerDay: 100,
    otpSending: true,
    broadcastRupiah: 586,
    ...change,
  },
});
const router = { routerId: id(21), name: 'Pondok 1', site: 'rw05' };
const house = {
  [`GET ${LIST}`]: { items: [], nextCursor: null },
  'GET /api/v1/messages/channel': channel(),
  'GET /api/v1/packages': { items: [{ packageId: id(31), name: 'Hemat 10 GB' }], refusal: null },
  'GET /api/v1/routers': { items: [router] },
  'GET /api/v1/site': { site: 'rw05', timeZone: 'Asia/Makassar' },
};
const press = (name: string | RegExp) => desk.page.getByRole('button', { name, exact: true }).click();
const inDialog = (name: string) =>
  desk.page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
const pick = async (field: string, option: string) => {
  await desk.page.getByRole('combobox', { name: field }).click();
  await desk.page.getByRole('option', { name: option }).click();
};
const one = `GET ${LIST}/${id(1)}`;
const open = (now: object | (() => object), answers: object = {}, may = MAY) =>
  desk.open(`/broadcasts/${id(1)}`, may, { ...house, [one]: now, ...answers });

it('is written with its audience, its time and pace, and leads to who gets it', async () => {
  let made = broadcast();
  await desk.open('/broadcasts', MAY, {
    ...house,
    [`POST ${LIST}`]: () => made,
    [one]: () => made,
  });
  await desk.seen('Belum ada siaran.');
  expect(await desk.faults('broadcasts-empty')).toEqual([]);
  await press('Siaran baru');
  await desk.seen('Keadaan akun');
  await desk.drawn();
  expect(await desk.faults('broadcasts-new-empty')).toEqual([]);
  await press('Cari penerimanya');
  await desk.seen('Isi dulu bagian ini.');
  await pick('Lokasi', 'rw05');
  await pick('Terlihat di router', 'Pondok 1');
  await pick('Punya paket', 'Hemat 10 GB');
  await pick('Keadaan akun', 'Kuota habis');
  await desk.page.keyboard.press('Escape');
  await desk.page.getByLabel('Nama, alamat, atau kamar').fill('Blok B');
  await desk.page.getByLabel('Hanya yang tunggakannya').check();
  const text = desk.page.getByRole('textbox', { name: 'Pesan', exact: true });
  await text.fill('[[Halo|Hai]] {nama}');
  await desk.seen(/\{nama\}|nama/);
  await press('Cari penerimanya');
  expect(desk.sent(`POST ${LIST}`)).toEqual([]);
  await text.fill('');
  await press('Sisipkan {name}');
  await text.pressSequentially(',');
  // Who has no name would get nothing.
  await desk.seen(/^Teks kosong\. Tulis paling sedikit satu baris/);
  await text.pressSequentially('\n[[besok|lusa]] perbaikan.');
  await desk.page
    .getByTestId('bubble')
    .getByText(/^Citra,\s(besok|lusa) perbaikan\.$/)
    .waitFor();
  await desk.page.getByText('Pada waktu tertentu').click();
  await desk.page.getByLabel('Mulai (WITA)').fill('2020-01-01T08:00');
  await desk.seen('Waktu ini sudah lewat.');
  await desk.page.getByLabel('Mulai (WITA)').fill('2099-01-01T08:00');
  await desk.page.getByLabel('Paling banyak per menit').fill('40');
  expect(await desk.faults('broadcasts-new')).toEqual([]);
  made = broadcast({ state: 'resolving', recipients: 500, waiting: 500 });
  await press('Cari penerimanya');
  await desk.seen('Siaran tersimpan, belum dijalankan.');
  await desk.seen('Mencari penerima… 500 sejauh ini');
  expect(desk.sent(`POST ${LIST}`)[0]).toMatchObject({
    key: expect.stringMatching(/^[0-9a-f]{32}$/),
    body: {
      ...{ textIndonesian: '{name},\n[[besok|lusa]] perbaikan.', textEnglish: '', perMinute: 40 },
      startsAt: '2099-01-01T00:00:00.000Z',
      filter: {
        ...{ site: 'rw05', query: 'Blok B', statuses: ['exhausted'], overdue: true },
        ...{ packageId: id(31), routerId: id(21) },
      },
    },
  });
});

it('shows who gets it, what, how long and at what cost, before it starts', async () => {
  let now = broadcast({ examples });
  await open(() => now, {
    [`POST ${LIST}/${id(1)}/steps`]: () => {
      now = broadcast({ state: 'running', examples });
      return now;
    },
  });
  await desk.seen('812 orang');
  await desk.seen('Citra · 0812 9990 0010');
  await desk.seen(/Paling banyak Rp\s475\.832 \(Rp\s586 per pesan\)/);
  expect(await desk.faults('broadcast-ready')).toEqual([]);
  await press('Jalankan');
  await desk.seen('812 orang akan menerimanya, sekitar 41 menit dengan 20 per menit.');
  await desk.seen('Pengiriman mulai sekarang.');
  expect(await desk.faults('broadcast-start')).toEqual([]);
  await inDialog('Jalankan');
  await desk.seen('Siaran berjalan.');
  expect(desk.sent(`POST ${LIST}/${id(1)}/steps`)[0]?.body).toEqual({ step: 'start' });
  await desk.page.getByRole('button', { name: 'Jeda' }).waitFor();
});

it.each([
  [{ broadcastRupiah: 0 }, /Biaya: Gratis/],
  [{ broadcastRupiah: undefined }, /Biaya: Belum diketahui/],
])('says what it costs where a message costs %o', async (change, words) => {
  await open(broadcast(), { 'GET /api/v1/messages/channel': channel(change) });
  await desk.seen(words);
});

it('follows how far it is, pauses, goes on, and stops after the consequences are said', async () => {
  const moved = { recipients: 812, waiting: 600, handed: 190, leftOut: 22, sent: 180, failed: 4 };
  let state = 'running';
  let sent = 180;
  let stopReason: string | undefined;
  await open(() => broadcast({ ...moved, state, sent, stopReason }), {
    [`POST ${LIST}/${id(1)}/steps`]: ({ body }: { body: unknown }) => {
      const { step, reason } = body as { step: string; reason?: string };
      state = { pause: 'paused', resume: 'running', stop: 'stopped' }[step] ?? state;
      stopReason = reason;
      return broadcast({ ...moved, state, stopReason });
    },
  });
  await desk.seen('212 dari 812 orang');
  sent = 184;
  await desk.page.getByRole('definition').getByText('184', { exact: true }).waitFor();
  expect(await desk.faults('broadcast-running')).toEqual([]);
  await press('Jeda');
  await desk.seen(/^Siaran dijeda/);
  await press('Lanjutkan');
  await desk.seen('Siaran dilanjutkan.');
  await press('Hentikan');
  await desk.seen(/^600 orang belum menerimanya dan tidak akan menerimanya\./);
  expect(await desk.faults('broadcast-stop')).toEqual([]);
  await desk.page.getByRole('dialog').getByLabel('Alasan').fill('Tanggalnya salah');
  await inDialog('Hentikan');
  await desk.seen('Siaran dihentikan.');
  await desk.seen('Alasan dihentikan: Tanggalnya salah');
  expect(await desk.faults('broadcast-stopped')).toEqual([]);
  await desk.gone(desk.page.getByRole('button', { name: /^(Jeda|Lanjutkan|Hentikan|Jalankan)$/ }));
  const steps = desk.sent(`POST ${LIST}/${id(1)}/steps`).map(({ body }) => body);
  expect(steps).toEqual([
    { step: 'pause' },
    { step: 'resume' },
    { step: 'stop', reason: 'Tanggalnya salah' },
  ]);
});

it('counts those who want none apart before it is started, throws it away, and begins a new one from it', async () => {
  const filter = { ...EVERYBODY, site: 'rw05', overdue: true };
  const saved = broadcast({ recipients: 812, waiting: 800, leftOut: 12, perMinute: 35, filter });
  await open(() => saved, {
    [`POST ${LIST}/${id(1)}/steps`]: () => ({ ...saved, state: 'stopped', stopReason: 'Salah tulis' }),
  });
  await desk.seen(/^800 orang · 12 lainnya tidak mau siaran$/);
  await press('Jalankan');
  await desk.seen(/^800 orang akan menerimanya/);
  await desk.page.keyboard.press('Escape');
  await press('Buang');
  await desk.seen('Belum ada yang menerimanya, dan tidak akan ada.');
  expect(await desk.faults('broadcast-discard')).toEqual([]);
  await desk.page.getByRole('dialog').getByLabel('Alasan').fill('Salah tulis');
  await inDialog('Buang');
  await desk.seen('Siaran dihentikan.');
  await desk.page.getByRole('link', { name: 'Tulis siaran baru dari yang ini' }).click();
  const text = desk.page.getByRole('textbox', { name: 'Pesan', exact: true });
  await text.waitFor();
  expect(await text.inputValue()).toBe(saved.textIndonesian);
  expect(await desk.page.getByRole('combobox', { name: 'Lokasi' }).inputValue()).toBe('rw05');
  expect(await desk.page.getByLabel('Hanya yang tunggakannya').isChecked()).toBe(true);
  expect(await desk.page.getByLabel('Paling banyak per menit').inputValue()).toBe('35 pesan');
  expect(await desk.faults('broadcasts-copied')).toEqual([]);
});

it('starts none that nobody gets, and lists what there was with whom it was for', async () => {
  await open(broadcast({ recipients: 0, waiting: 0 }));
  await desk.seen('Tidak ada yang cocok dengan pilihan ini.');
  expect(await desk.page.getByRole('button', { name: 'Jalankan' }).count()).toBe(0);
  const filter = { ...EVERYBODY, site: 'rw05', statuses: ['expired'], packageId: id(31), routerId: id(99) };
  const items = [
    broadcast({ state: 'running', startsAt: '2099-01-01T00:00:00.000Z', filter }),
    broadcast({
      broadcastId: id(2),
      state: 'done',
      waiting: 0,
      handed: 812,
      sent: 800,
      failed: 12,
      endedAt: AT,
    }),
  ];
  await desk.open('/broadcasts', ['messages:read', 'routers:read'], {
    ...house,
    [`GET ${LIST}`]: { items, nextCursor: null },
  });
  await desk.seen(
    'Lokasi rw05 · Akun: Masa aktif habis · Punya Hemat 10 GB · Terlihat di router yang sudah dihapus dalam 30 hari',
  );
  await desk.seen('Terjadwal');
  await desk.seen('Semua pelanggan yang disetujui');
  expect(await desk.faults('broadcasts')).toEqual([]);
  expect(await desk.page.getByRole('button', { name: 'Siaran baru' }).count()).toBe(0);
});

it('lists who wants none, adds a number and lifts one after a warning', async () => {
  const optOut = (number: number, by: string) => ({
    ...{ optOutId: id(number), phone: `+62812999000${number}`, out: true, by, at: AT },
  });
  let items = [optOut(41, 'subscriber'), optOut(42, BUDI)];
  await desk.open('/broadcasts?tab=out', MAY, {
    ...house,
    [`GET ${OUT}`]: () => ({ items, nextCursor: null }),
    [`POST ${OUT}`]: optOut(43, BUDI),
    [`DELETE ${OUT}/${id(41)}`]: () => {
      items = items.slice(1);
      return {};
    },
  });
  await desk.seen('Sendiri, dengan membalas BERHENTI');
  await desk.seen('Budi');
  expect(await desk.faults('opt-outs')).toEqual([]);
  await press('Tambah nomor');
  await desk.page.getByLabel('Nomor WhatsApp').fill('0812 9990 0043');
  await inDialog('Tambah nomor');
  await desk.seen('Nomor ini tidak menerima siaran lagi.');
  expect(desk.sent(`POST ${OUT}`)[0]?.body).toEqual({ phone: '0812 9990 0043' });
  await press('Terima lagi: 0812 9990 0041');
  await desk.seen(/^Lakukan hanya bila orangnya meminta/);
  await inDialog('Terima lagi');
  await desk.seen('Nomor ini menerima siaran lagi.');
  await desk.gone(desk.page.getByText('Sendiri, dengan membalas BERHENTI'));
});
