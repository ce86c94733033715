// first-steps.e2e.spec.ts — the payment test and its advice, the test phone that is followed, and the list put away.
import { ConsolePage } from './console-page';

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

const ROUTER = '00000000-0000-4000-8000-0000000000cc';
const CITRA = '00000000-0000-4000-8000-000000000002';
const CODE = '00000000-0000-4000-8000-000000000003';
const NOW = new Date().toISOString();
const MAY = [
  ...['routers:read', 'routers:write', 'sites:read', 'sites:write', 'packages:write', 'subscribers:read'],
  ...['messages:read', 'messages:control', 'orders:read', 'orders:recheck', 'quota:read', 'settings:read'],
];
const router = {
  ...{ routerId: ROUTER, name: 'Pondok 1', host: '192.168.88.1', port: 8_729, tls: true, user: 'saring' },
  ...{ site: 'pondok', state: 'online', stateReason: '', identity: '', version: '', board: '', serial: '' },
  ...{ uptimeSeconds: 0, hostCount: 0, listNames: {}, linkBitsPerSecondPerDevice: 0 },
};
const channel = {
  ...{ channel: 'fonnte', open: false, reason: '', queued: 0, failedToday: 0 },
  ...{ otpLeftToday: 63, otpUsedToday: 37, otpPerDay: 100, otpSending: true, channels: [], prices: [] },
};
const code = {
  ...{ messageId: CODE, template: 'otp.code', state: 'sent', attempts: 1, createdAt: NOW, sentAt: NOW },
  ...{ toPhone: '+6281234567801', locale: 'id', purpose: 'otp' },
};
const citra = {
  ...{ subscriberId: CITRA, phone: '+6281234567801', name: '', site: 'pondok', role: 'subscriber' },
  ...{ approval: 'approved', disabled: false, blocked: false, createdAt: NOW, locale: 'id', fields: {} },
  ...{ termsVersion: 1, hardBlock: false },
};
const diagnosis = {
  ...{ cause: 'never_bought', repair: 'sell', steps: [], blockReason: null, deviceId: null },
  ...{ deviceName: null, lastSeenAt: null, routerId: null, routerName: null, orderId: null },
  lines: [],
};
const listOf = (...items: object[]) => ({ items, nextCursor: null });
const gateway = { gateway: 'midtrans-core', environment: 'sandbox', methods: ['qris'], transfer: true };
const house = {
  'GET /api/v1/routers': { items: [router] },
  [`GET /api/v1/routers/${ROUTER}/interfaces`]: { items: [] },
  'GET /api/v1/packages': { items: [] },
  'GET /api/v1/messages/channel': channel,
  'GET /api/v1/messages': listOf(),
  'GET /api/v1/subscribers': listOf(),
  'GET /api/v1/payment-gateway': gateway,
  'GET /api/v1/alerts': listOf(),
};
const button = (name: string) => desk.page.getByRole('button', { name, exact: true });

const testPayments = async (lastTest: object) => {
  await desk.open('/alerts', MAY, {
    ...house,
    'POST /api/v1/payment-gateway/test': { ...gateway, lastTest: { testedAt: NOW, reason: '', ...lastTest } },
  });
  await button('Uji pembayaran').click();
  await desk.seen('Kunci ini belum diuji.');
  await button('Uji kunci sekarang').click();
};

it('tests the payment gateway, and says that its key is taken and which ways there are', async () => {
  await testPayments({});
  await desk.seen(/^Kunci diterima /);
  await desk.seen('Midtrans: mode uji (sandbox), uang mainan');
  await desk.seen('Transfer ke rekening Anda: siap');
  expect(desk.sent('POST /api/v1/payment-gateway/test')).toHaveLength(1);
  expect(await desk.faults('gateway-test')).toEqual([]);
});

it.each([
  ['key_refused', /^Kunci ditolak, diuji/, /^Salin lagi Server Key/],
  ['wrong_environment', /^Kunci dari mode yang lain, diuji/, /pindahkan Environment/],
  ['unreachable', /^Penyedia tidak terjangkau, diuji/, /MIDTRANS_BASE_URL/],
  ['timed_out', /^Tidak ada jawaban pada waktunya, diuji/, /MIDTRANS_TIMEOUT_MILLISECONDS/],
  ['not_configured', /^Belum diatur, diuji/, /MANUAL_TRANSFER_TEXT/],
])('says what is wrong with payments and what to do: %s', async (fault, words, advice) => {
  await testPayments({ fault, reason: 'Unknown Merchant' });
  await desk.seen(words);
  await desk.seen(advice);
  await desk.seen('Kata penyedia: Unknown Merchant');
});

it('has both tests in the list of first steps, and can be put away and taken out again', async () => {
  await desk.open('', MAY, house);
  await desk.seen(/^Sambungkan router pertama/);
  await button('Kirim pesan uji').waitFor();
  await button('Uji pembayaran').waitFor();
  expect(await desk.faults('first-steps-tests')).toEqual([]);
  await button('Sembunyikan').click();
  await desk.page.getByText('Langkah pertama').waitFor({ state: 'detached' });
  await desk.open('/account', MAY, {
    ...house,
    'GET /api/v1/operator/api-keys': { items: [] },
    'GET /api/v1/operator/sessions': { items: [] },
  });
  await button('Tunjukkan langkah pertama').click();
  await desk.open('', MAY, house);
  await desk.seen('Langkah pertama');
});

it('follows a phone from the router to being online, without a touch', async () => {
  let looks = 0;
  const after = (count: number, then: object, before: object) => () => (looks >= count ? then : before);
  await desk.open('/test-phone', MAY, {
    ...house,
    'GET /api/v1/routers': () => ({ items: [{ ...router, hostCount: (looks += 1) > 1 ? 3 : 0 }] }),
    'GET /api/v1/messages': after(3, listOf(code), listOf()),
    'GET /api/v1/subscribers': after(4, listOf(citra), listOf()),
    [`GET /api/v1/subscribers/${CITRA}/diagnosis`]: after(
      6,
      { ...diagnosis, cause: 'none', repair: 'none', routerName: 'Pondok 1', lastSeenAt: NOW },
      diagnosis,
    ),
  });
  await desk.seen('Pondok 1, lokasi pondok');
  await desk.seen('3 perangkat terlihat di router.');
  await desk.seen(/^Kode untuk 0812 3456 7801 dikirim /);
  await desk.seen('Belum pernah punya kuota.');
  await desk.seen('Jual paket atau beri kuota di halaman orangnya.');
  await desk.seen(/^0812 3456 7801 online di Pondok 1, terlihat /);
  expect(await desk.faults('test-phone')).toEqual([]);
  await desk.page.getByRole('link', { name: 'Buka orangnya' }).waitFor();
  await button('Ikuti HP lain').click();
  await desk.seen('Pondok 1, lokasi pondok');
  await desk.page.evaluate('localStorage.clear()');
});

it('says what is in the way of a test phone: no router, or a code that did not go out', async () => {
  await desk.open('/test-phone', MAY, {
    ...house,
    'GET /api/v1/routers': { items: [{ ...router, state: 'offline' }] },
  });
  await desk.seen(/^Tidak ada router yang online\./);
  const lost = { ...code, state: 'failed', fault: 'token_refused', sentAt: undefined };
  await desk.open('/test-phone', MAY, { ...house, 'GET /api/v1/messages': listOf(lost) });
  await desk.seen('Kode untuk 0812 3456 7801 tidak terkirim:');
  await desk.seen(/^Salin token perangkat/);
  expect(await desk.faults('test-phone-stuck')).toEqual([]);
});
