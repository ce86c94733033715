// messages.e2e.spec.ts — the channel is tried, and messages that did not go out are looked at.
import { ConsolePage } from './console-page';

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

const ID = '00000000-0000-4000-8000-000000000001';
const CITRA = '00000000-0000-4000-8000-000000000002';
const AT = '2026-11-28T03:03:00.000Z';
const channel = {
  ...{ channel: 'fonnte', open: false, reason: '', queued: 0, failedToday: 1, channels: [], prices: [] },
  ...{ otpLeftToday: 63, otpUsedToday: 37, otpPerDay: 100, otpSending: true },
};
const message = {
  ...{ messageId: ID, template: 'debt.reminder', state: 'failed', attempts: 1, createdAt: AT },
  ...{ toPhone: '+6281299900010', locale: 'id', purpose: 'notice' },
  ...{ fault: 'number_refused', lastError: 'target invalid' },
};
const house = {
  'GET /api/v1/messages': { items: [message], nextCursor: null },
  [`GET /api/v1/messages/${ID}`]: message,
  'GET /api/v1/messages/channel': channel,
  'POST /api/v1/messages/test': { messageId: ID, state: 'queued' },
};
const MAY = ['messages:read', 'messages:control'];

const test = async (end: object) => {
  let asked = 0;
  const one = {
    ...message,
    template: 'channel.test',
    purpose: 'test',
    fault: undefined,
    lastError: undefined,
  };
  await desk.open('/messages', MAY, {
    ...house,
    [`GET /api/v1/messages/${ID}`]: () =>
      (asked += 1) === 1 ? { ...one, state: 'queued' } : { ...one, ...end },
  });
  await desk.page.getByRole('button', { name: 'Kirim pesan uji' }).click();
  await desk.page.getByLabel('Nomor WhatsApp').fill('0812 9990 0010');
  await desk.page.getByRole('button', { name: 'Kirim', exact: true }).click();
  await desk.seen('Menunggu giliran…');
};

it('follows a test until the vendor has taken it', async () => {
  await test({ state: 'sent', sentAt: AT });
  await desk.seen('Diserahkan ke Fonnte pukul 10.03 WIB.');
  expect(desk.sent('POST /api/v1/messages/test')[0]?.body).toEqual({
    toPhone: '0812 9990 0010',
    locale: 'id',
  });
  expect(await desk.faults('messages-test')).toEqual([]);
});

it.each([
  ['token_refused', 'Tidak terkirim: Token ditolak.', /^Salin token perangkat, atau pengguna dan kata sandi/],
  ['device_disconnected', 'Tidak terkirim: WhatsApp tidak tersambung.', /pindai kode QR/],
  ['no_quota', 'Tidak terkirim: Kuota pesan habis.', /^Perpanjang atau naikkan paket Fonnte/],
  ['unreachable', 'Tidak terkirim: Penyedia tidak terjangkau.', /alamatnya di Setelan/],
])('says what is wrong and what to do: %s', async (fault, words, advice) => {
  await test({ state: 'failed', fault, lastError: 'vendor' });
  await desk.seen(words);
  await desk.seen(advice);
});

it('says of each of two channels how it fares', async () => {
  const channels = [
    { name: 'gowa', open: true, reason: '', fault: 'device_disconnected', openUntil: AT },
    { name: 'fonnte', open: false, reason: '' },
  ];
  await desk.open('/messages', MAY, { ...house, 'GET /api/v1/messages/channel': { ...channel, channels } });
  await desk.seen('WhatsApp lewat Fonnte');
  await desk.seen('Berhenti: WhatsApp tidak tersambung');
  await desk.seen(/^Buka dasbor Gowa/);
  await desk.seen('Berjalan');
  expect(await desk.faults('messages-channels')).toEqual([]);
});

it('says what codes and notices cost this month', async () => {
  const prices = [
    { category: 'authentication', delivered: 1_204, billable: 1_204, amountRupiah: 541_800 },
    { category: 'referral', delivered: 3, billable: 3 },
    { category: 'service', delivered: 88, billable: 0 },
    { category: 'utility', delivered: 40, billable: 31, amountRupiah: 7_750 },
  ];
  const state = { ...channel, channel: 'cloud', prices };
  await desk.open('/messages', MAY, { ...house, 'GET /api/v1/messages/channel': state });
  await desk.seen('WhatsApp lewat Cloud API');
  await desk.seen(/^Kode masuk: 1\.204 sampai, 1\.204 ditagih \(sekitar Rp.541\.800\)$/);
  await desk.seen('referral: 3 sampai, 3 ditagih');
  await desk.seen('Balasan dalam 24 jam: 88 sampai, 0 ditagih (gratis)');
  await desk.seen(/^Pemberitahuan: 40 sampai, 31 ditagih/);
  expect(await desk.faults('messages-prices')).toEqual([]);
});

it('shows why a message failed, and finds others by state, kind and number', async () => {
  await desk.open('/messages', MAY, house);
  await desk.seen('Kode masuk hari ini: 37 dari 100');
  await desk.seen('Nomor tidak di WhatsApp');
  expect(await desk.faults('messages')).toEqual([]);
  await desk.page.getByRole('button', { name: /^Lihat Pengingat jatuh tempo/ }).click();
  await desk.seen('target invalid');
  await desk.seen(/^Periksa nomornya/);
  expect(await desk.faults('messages-one')).toEqual([]);
  await desk.page.keyboard.press('Escape');
  await desk.page.getByRole('link', { name: '1 gagal dalam 24 jam' }).click();
  await desk.page.waitForURL(/state=failed/);
  await desk.page.getByLabel('Nomor', { exact: true }).fill('0812 9990 0010');
  const asked = { state: 'failed', phone: '0812 9990 0010' };
  await desk.lastAsked('GET /api/v1/messages', asked);
});

it('says plainly that a kind is switched off, and leads to the texts', async () => {
  const off = { ...message, state: 'switched_off', fault: undefined, lastError: undefined };
  await desk.open('/messages', MAY, {
    ...house,
    'GET /api/v1/messages': { items: [off], nextCursor: null },
    [`GET /api/v1/messages/${ID}`]: off,
  });
  await desk.seen('Dimatikan');
  await desk.page.getByRole('button', { name: /^Lihat Pengingat jatuh tempo/ }).click();
  await desk.seen(/^Tidak dikirim: jenis pesan ini dimatikan/);
  await desk.page.keyboard.press('Escape');
  expect(await desk.page.getByRole('link', { name: 'Templat pesan' }).first().getAttribute('href')).toMatch(
    /templates$/,
  );
});

it('says that no WhatsApp is connected, and tests nothing for who may not', async () => {
  await desk.open('/messages', ['messages:read'], {
    ...house,
    'GET /api/v1/messages/channel': { ...channel, channel: 'log' },
  });
  await desk.seen('Belum ada WhatsApp');
  expect(await desk.page.getByRole('button', { name: 'Kirim pesan uji' }).count()).toBe(0);
});

it("shows a person's messages on their page", async () => {
  await desk.open(`/subscribers/${CITRA}`, ['subscribers:read', 'messages:read'], {
    ...house,
    [`GET /api/v1/subscribers/${CITRA}`]: {
      ...{ subscriberId: CITRA, phone: '•••0010', name: 'Citra', site: 'rw05', role: 'subscriber' },
      ...{ approval: 'approved', blocked: false, createdAt: AT, locale: 'id', fields: {}, version: 1 },
    },
  });
  await desk.page.getByRole('tab', { name: 'Pesan' }).click();
  await desk.seen('Pengingat jatuh tempo');
  await desk.lastAsked('GET /api/v1/messages', { subscriberId: CITRA });
  expect(await desk.faults('person-messages')).toEqual([]);
});
