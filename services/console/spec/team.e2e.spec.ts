// team.e2e.spec.ts — a colleague's card, who is let in again, who leaves; one's own sessions and password.
import { ConsolePage } from './console-page';

const OWN = '00000000-0000-4000-8000-0000000000bb';
const SRI = '00000000-0000-4000-8000-0000000000cc';
const PATH = `/api/v1/operators/${SRI}`;
const person = (more: object) => ({
  ...{ operatorId: SRI, email: 'sri@saring.test', name: 'Sri Wahyuni', role: 'operator', permissions: [] },
  ...{ mustChangePassword: false, totp: true, passkeys: 2, recoveryCodes: 8 },
  ...{ messages: [], messagesSite: '', locale: 'id' },
  ...more,
});
const own = person({ operatorId: OWN, email: 'op@saring.test', name: '', role: 'super_admin', totp: false });
const MAY = ['operators:read', 'operators:write'];
const team = {
  'GET /api/v1/operator/me': { ...own, permissions: MAY },
  'GET /api/v1/operators': { items: [own, person({})] },
  [`PATCH ${PATH}`]: person({ role: 'finance' }),
  [`POST ${PATH}/reset`]: {
    operator: person({ mustChangePassword: true }),
    oneTimePassword: 'kopi-hujan-7421',
  },
  [`DELETE ${PATH}`]: {},
  [`DELETE /api/v1/operators/${OWN}`]: {},
};
const LAPTOP = '00000000-0000-4000-8000-000000000001';
const PHONE = '00000000-0000-4000-8000-000000000002';
const ANDROID = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36';
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; rv:130.0) Gecko/20100101 Firefox/130.0';
const session = (more: object) => ({
  ...{ sessionId: LAPTOP, current: true, passkey: false, address: '10.20.1.5', userAgent: FIREFOX },
  ...{ createdAt: '2026-11-28T01:00:00Z', lastSeenAt: '2026-11-28T03:00:00Z' },
  ...{ expiresAt: '2026-11-28T13:00:00Z', ...more },
});
const account = {
  'GET /api/v1/operator/me': { ...own, totp: true, recoveryCodes: 8 },
  'GET /api/v1/operator/api-keys': { items: [] },
  'GET /api/v1/operator/passkeys': { items: [] },
  'GET /api/v1/operator/sessions': {
    items: [session({}), session({ sessionId: PHONE, current: false, passkey: true, userAgent: ANDROID })],
  },
  [`DELETE /api/v1/operator/sessions/${PHONE}`]: {},
  'DELETE /api/v1/operator/sessions': {},
  'POST /api/v1/operator/password': { operator: own, expiresInSeconds: 43_200 },
};

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());
const button = (name: string | RegExp) => desk.page.getByRole('button', { name, exact: true });
const bodies = (route: string) => desk.sent(route).map(({ body }) => body);

it('opens a colleague, and gives another role and name', async () => {
  await desk.open('/team', MAY, team);
  await desk.seen('Sri Wahyuni');
  expect(await desk.faults('team')).toEqual([]);
  await button(/Sri Wahyuni/).click();
  await desk.seen('Menjual di loket dengan laci sendiri');
  expect(await button('Simpan').isDisabled()).toBe(true);
  expect(await desk.faults('team-card')).toEqual([]);
  // What each may do is read before one is chosen.
  await desk.seen(
    'Mengatur router dan jalur PPPoE; melihat pelanggan, kuota, perangkat, dan tunggakan dengan nomor tersamar',
  );
  await desk.page.getByRole('radio', { name: 'Keuangan' }).check();
  await desk.seen('Berlaku seketika, juga di sesi yang sedang terbuka');
  await button('Simpan').click();
  await desk.seen('Sri Wahyuni: Keuangan. Berlaku mulai sekarang.');
  expect(bodies(`PATCH ${PATH}`)).toEqual([{ name: 'Sri Wahyuni', role: 'finance' }]);
});

it('lets a colleague in again, by a password that is shown once', async () => {
  await desk.open('/team', MAY, team);
  await button(/Sri Wahyuni/).click();
  await button('Atur ulang').click();
  await desk.page.getByLabel('Hapus semua passkey').check();
  expect(await desk.faults('team-reset')).toEqual([]);
  await button('Atur ulang').click();
  await desk.seen('kopi-hujan-7421');
  expect(await desk.faults('team-reset-done')).toEqual([]);
  expect(bodies(`POST ${PATH}/reset`)).toEqual([{ password: true, passkeys: true }]);
});

it('asks before somebody leaves, and says what follows for oneself', async () => {
  await desk.open('/team', MAY, team);
  await button(/Sri Wahyuni/).click();
  await button('Keluarkan').click();
  await desk.seen('semua sesi, passkey, dan kunci API-nya berakhir');
  expect(desk.sent(`DELETE ${PATH}`)).toEqual([]);
  await button('Keluarkan').click();
  await desk.seen('Sri Wahyuni dikeluarkan.');
  await button(/op@saring.test/).click();
  await button('Keluarkan').click();
  await desk.seen('Anda keluar seketika dan tidak dapat masuk lagi');
  expect(await desk.faults('team-remove-own')).toEqual([]);
  await desk.page.getByRole('button', { name: 'Batal' }).click();
  expect(desk.sent(`DELETE /api/v1/operators/${OWN}`)).toEqual([]);
});

it('opens no card to who may only read', async () => {
  await desk.open('/team', ['operators:read'], {
    ...team,
    'GET /api/v1/operator/me': { ...own, role: 'admin', permissions: ['operators:read'] },
  });
  await desk.seen('Sri Wahyuni');
  expect(await button(/Sri Wahyuni/).count()).toBe(0);
  expect(await button('Orang baru').count()).toBe(0);
});

it('shows where one is signed in, and ends it', async () => {
  await desk.open('/account', [], account);
  await desk.seen('op@saring.test · Pemilik');
  await desk.seen('Firefox di Windows');
  await desk.page.getByRole('heading', { name: 'Sesi' }).scrollIntoViewIfNeeded();
  expect(await desk.faults('own-sessions')).toEqual([]);
  await button('Akhiri sesi Chrome di Android').click();
  await desk.seen('Sesi diakhiri.');
  await button('Akhiri semua yang lain').click();
  await desk.seen('Semua sesi lain diakhiri.');
  expect(desk.sent(`DELETE /api/v1/operator/sessions/${PHONE}`)).toHaveLength(1);
});

it('shows a code that proves the own number for the bot, and ends it', async () => {
  const code = { message: 'HUBUNGKAN ABCD-2345', toPhone: '+628110000000', expiresInSeconds: 600 };
  await desk.open('/account', [], {
    ...account,
    'GET /api/v1/operator/me': { ...own, botPhone: '+6281234567890', botUntil: '2027-02-28T03:00:00.000Z' },
    'POST /api/v1/operator/bot/codes': code,
    'DELETE /api/v1/operator/bot': own,
  });
  await desk.seen(/Balas BANTUAN di WhatsApp/);
  await button('Buktikan nomor').click();
  await desk.seen('HUBUNGKAN ABCD-2345');
  const link = desk.page.getByRole('link', { name: 'Buka WhatsApp' });
  expect(await link.getAttribute('href')).toBe('https://wa.me/628110000000?text=HUBUNGKAN%20ABCD-2345');
  await desk.page.getByRole('heading', { name: 'Bot pengelola' }).scrollIntoViewIfNeeded();
  expect(await desk.faults('own-bot')).toEqual([]);
  await button('Akhiri bot').click();
  await desk.seen('Nomor itu tidak membuka bot lagi.');
});

it('says where no channel takes the code', async () => {
  await desk.open('/account', [], {
    ...account,
    'POST /api/v1/operator/bot/codes': { message: 'HUBUNGKAN ABCD-2345', toPhone: '', expiresInSeconds: 600 },
  });
  await button('Buktikan nomor').click();
  await desk.seen(/WhatsApp belum menerima pesan di sini/);
  expect(await desk.page.getByText('HUBUNGKAN').count()).toBe(0);
});

it('changes the own password by the old one and a code', async () => {
  await desk.open('/account', [], account);
  await button('Ganti kata sandi').click();
  await desk.page.getByLabel('Kata sandi sekarang').fill('yang-lama-1');
  await desk.page.getByLabel('Kata sandi baru').fill('pendek');
  await button('Ganti kata sandi').click();
  await desk.seen('Paling sedikit 10 karakter.');
  await desk.page.getByLabel('Kata sandi baru').fill('yang-baru-sekali');
  await desk.page.getByLabel('Kode 6 angka dari autentikator').fill('123456');
  expect(await desk.faults('own-password')).toEqual([]);
  await button('Ganti kata sandi').click();
  await desk.seen('Kata sandi diganti; sesi Anda yang lain berakhir.');
  expect(bodies('POST /api/v1/operator/password')).toEqual([
    {
      ...{ currentPassword: 'yang-lama-1', newPassword: 'yang-baru-sekali' },
      ...{ endKeys: false, totp: '123456' },
    },
  ]);
});

it('keeps the phone number that one signs in with, and leaves the messages as they are', async () => {
  const me = { ...own, messages: ['evening'], phone: '•••5432' };
  await desk.open('/account', [], {
    ...account,
    'GET /api/v1/operator/me': me,
    'PUT /api/v1/operator/messages': me,
  });
  await desk.seen('Anda dapat masuk dengan •••5432, dan pesan untuk Anda dikirim ke sana.');
  await desk.page.getByLabel('Nomor HP baru').fill('0812 9990 0011');
  await button('Simpan nomor').click();
  await desk.seen('Nomor tersimpan: Anda dapat masuk dengannya.');
  expect(bodies('PUT /api/v1/operator/messages')).toEqual([
    { messages: ['evening'], phone: '0812 9990 0011' },
  ]);
});

it('is written to about what it may see and has chosen', async () => {
  const me = {
    ...own,
    permissions: ['routers:read', 'anomalies:read'],
    messages: ['router'],
    phone: '•••5432',
  };
  await desk.open('/account', [], {
    ...account,
    'GET /api/v1/operator/me': me,
    'PUT /api/v1/operator/messages': me,
  });
  expect(await desk.page.getByText('Peringatan uang').count()).toBe(0);
  await desk.page.getByLabel('Pemakaian yang ditahan untuk diperiksa').check();
  expect(await desk.faults('own-messages')).toEqual([]);
  await button('Simpan pilihan').click();
  await desk.seen('Pilihan tersimpan.');
  expect(bodies('PUT /api/v1/operator/messages')).toEqual([{ messages: ['router', 'held_usage'] }]);
});
