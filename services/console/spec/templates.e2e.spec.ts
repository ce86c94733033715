// templates.e2e.spec.ts — texts of messages are found, written with a live preview, tried, saved and taken back.
import { isAlwaysSent, isMessageKey, LOCALES, messages, samplesOf, wordingRules } from '@saring/i18n';
import { ConsolePage } from './console-page';

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

const ID = '00000000-0000-4000-8000-000000000001';
const BUDI = 'operator:00000000-0000-4000-8000-0000000000bb';
const AT = '2026-11-28T03:03:00.000Z';
const LOW = 'Sisa kuota Anda {remaining}. Buka halaman WiFi untuk mengisi kuota.\n{page}';
const samples = { remaining: '1,2 GB', page: 'https://wifi.contoh.id', contact: '0812 3456 7890' };
const text = (change: object = {}) => ({
  ...{ locale: 'id', text: LOW, house: LOW, version: 0, samples, ...change },
});
const low = (change: object = {}, own: object = {}) => ({
  ...{ template: 'quota.low', places: ['contact', 'page', 'remaining'] },
  ...{ optionalPlaces: ['contact', 'page'], requiredPlaces: [], alwaysSent: false, off: false },
  texts: [
    text(own),
    text({ locale: 'en', text: 'You have {remaining} left.', house: 'You have {remaining} left.' }),
  ],
  ...change,
});
const code = {
  ...{
    template: 'otp.code',
    places: ['code', 'contact', 'minutes', 'page'],
    optionalPlaces: ['contact', 'page'],
  },
  ...{ requiredPlaces: ['code'], alwaysSent: true, off: false },
  texts: [
    text({
      ...{ text: '*{code}* kode Anda, {minutes} menit.', house: '*{code}* kode Anda.', version: 2 },
      ...{ by: BUDI, at: AT, samples: { code: '482915', minutes: '5', page: '', contact: '' } },
    }),
    text({ locale: 'en', text: '{code} is your code.', house: '{code} is your code.' }),
  ],
};
const TEMPLATES = 'GET /api/v1/message-templates';
const OF = '/api/v1/message-templates/quota.low/id';
const house = {
  [TEMPLATES]: { items: [low(), code] },
  [`GET ${OF}/versions`]: {
    items: [
      { version: 1, text: 'Kuota tinggal {remaining}.', house: false, by: BUDI, at: AT },
      { version: 0, text: LOW, house: true },
    ],
  },
  'GET /api/v1/messages/channel': {
    ...{ channel: 'fonnte', open: false, reason: '', queued: 0, failedToday: 0, channels: [] },
    ...{ otpLeftToday: 63, otpUsedToday: 37, otpPerDay: 100, otpSending: true },
  },
};
const MAY = ['messages:read', 'messages:control'];
const field = () => desk.page.getByLabel('Teks', { exact: true });
const bubble = () => desk.page.getByTestId('bubble').innerText();

it('lists kinds by subject, marks what was changed, and finds a word', async () => {
  await desk.open('/templates', MAY, house);
  await desk.seen('Masuk dan nomor');
  await desk.page.getByRole('region', { name: 'Masuk dan nomor' }).getByText('Diubah').waitFor();
  expect(await desk.page.getByText('Diubah').count()).toBe(1);
  expect(await desk.faults('templates')).toEqual([]);
  await desk.page.keyboard.press('/');
  await desk.page.keyboard.type('mengisi');
  await desk.gone(desk.page.getByRole('link', { name: 'Kode masuk' }));
  await desk.page.getByRole('link', { name: 'Kuota hampir habis' }).click();
  await desk.page.waitForURL(/templates\/quota-low/);
  await field().waitFor();
});

it('has a subject and a name for every kind there is', async () => {
  const items = Object.keys(messages.id)
    .filter(isMessageKey)
    .map((template) => ({
      ...{ template, ...wordingRules(template), alwaysSent: isAlwaysSent(template), off: false },
      texts: LOCALES.map((locale) => ({
        ...{ locale, text: messages[locale][template], house: messages[locale][template], version: 0 },
        samples: samplesOf(template, locale),
      })),
    }));
  await desk.open('/templates', MAY, { ...house, [TEMPLATES]: { items } });
  await desk.seen('Siaran dan uji');
  expect(await desk.page.getByRole('main').getByRole('listitem').count()).toBe(items.length);
  expect(await desk.faults('templates-all')).toEqual([]);
});

it('says that nothing matches, and that a kind is not there', async () => {
  await desk.open('/templates', MAY, house);
  await desk.page.getByLabel('Cari pesan atau kata').fill('zzz');
  await desk.seen('Tidak ada pesan yang cocok.');
  await desk.open('/templates/no-kind', MAY, house);
  await desk.seen('Pesan ini tidak ada.');
});

it('shows a text as it arrives while it is written, with what is wrong beside it, and saves it by keyboard', async () => {
  const saved = low({}, { text: 'Halo, sisa {remaining}', version: 1, by: BUDI, at: AT });
  let isSaved = false;
  await desk.open('/templates/quota-low', MAY, {
    ...house,
    [TEMPLATES]: () => ({ items: [isSaved ? saved : low(), code] }),
    [`PUT ${OF}`]: () => {
      isSaved = true;
      return saved;
    },
  });
  expect(await bubble()).toBe(
    'Sisa kuota Anda 1,2 GB. Buka halaman WiFi untuk mengisi kuota.\nhttps://wifi.contoh.id',
  );
  expect(await desk.page.getByRole('button', { name: /^Simpan teks/ }).isDisabled()).toBe(true);
  await field().fill('*Halo* {kuota} [[a|b]');
  await desk.seen(/Pilihan kata salah/);
  await field().fill('*Halo* {kuota}');
  await desk.seen('Isian tidak dikenal. Pesan ini tidak punya isian “kuota”.');
  expect(await desk.page.getByRole('button', { name: /^Simpan teks/ }).isDisabled()).toBe(true);
  expect(await desk.faults('template-wrong')).toEqual([]);
  await field().fill('*Halo*, sisa ');
  await desk.page.getByRole('button', { name: 'Sisipkan {remaining}' }).click();
  await desk.page.getByTestId('bubble').getByText('1,2 GB').waitFor();
  expect(await desk.page.getByTestId('bubble').locator('strong').innerText()).toBe('Halo');
  expect(await field().inputValue()).toBe('*Halo*, sisa {remaining}');
  expect(await desk.faults('template')).toEqual([]);
  await field().press('Control+s');
  await desk.seen('Tersimpan. Berlaku mulai pesan berikutnya.');
  expect(desk.sent(`PUT ${OF}`)[0]?.body).toEqual({ text: '*Halo*, sisa {remaining}', expectedVersion: 0 });
  await desk.seen('Dipakai sekarang');
});

it('takes back an earlier text, and reads who wrote it', async () => {
  await desk.open('/templates/quota-low', MAY, { ...house, [`POST ${OF}/restore`]: low() });
  await desk.seen(/^Budi, /);
  await desk.page.getByRole('button', { name: 'Pakai lagi: Versi 1' }).click();
  await desk.seen('Teks itu berlaku lagi.');
  expect(desk.sent(`POST ${OF}/restore`)[0]?.body).toEqual({ version: 1, expectedVersion: 0 });
});

it('sends what is written to a number as an example, before it is saved', async () => {
  const message = {
    ...{ messageId: ID, template: 'quota.low', state: 'sent', attempts: 1, createdAt: AT, sentAt: AT },
    ...{ toPhone: '+6281299900010', locale: 'id', purpose: 'test', channel: 'fonnte' },
  };
  await desk.open('/templates/quota-low', MAY, {
    ...house,
    'POST /api/v1/messages/test': { messageId: ID, state: 'queued' },
    [`GET /api/v1/messages/${ID}`]: message,
  });
  await field().fill('Sisa {remaining}');
  await desk.page.getByRole('button', { name: 'Kirim contoh' }).click();
  await desk.page.getByLabel('Nomor WhatsApp').fill('0812 9990 0010');
  await desk.page.getByRole('button', { name: 'Kirim', exact: true }).click();
  await desk.seen(/^Diserahkan ke Fonnte/);
  expect(desk.sent('POST /api/v1/messages/test')[0]?.body).toEqual({
    ...{ toPhone: '0812 9990 0010', locale: 'id', kind: 'quota.low', text: 'Sisa {remaining}' },
  });
});

it('switches a kind off, but none that is always sent', async () => {
  let isOff = false;
  const off = low({ off: true, offBy: BUDI, offAt: AT });
  await desk.open('/templates/quota-low', MAY, {
    ...house,
    [TEMPLATES]: () => ({ items: [isOff ? off : low(), code] }),
    'PUT /api/v1/message-templates/quota.low': () => {
      isOff = true;
      return off;
    },
  });
  await desk.page.getByRole('switch', { name: 'Kirim pesan ini' }).click();
  await desk.seen(/^Dimatikan oleh Budi, /);
  expect(desk.sent('PUT /api/v1/message-templates/quota.low')[0]?.body).toEqual({ on: false });
  expect(await desk.faults('template-off')).toEqual([]);
  await desk.open('/templates/otp-code', MAY, {
    ...house,
    'GET /api/v1/message-templates/otp.code/id/versions': { items: [] },
  });
  await desk.seen('Kode, uang, dan pengaman akun selalu dikirim.');
  expect(await desk.page.getByRole('switch', { name: 'Kirim pesan ini' }).isDisabled()).toBe(true);
});

it('says that a stored text no longer fits, offers other words, and changes nothing for who may not', async () => {
  const unfit = low({}, { version: 3, unfit: 'Halo {old} [[a|b]]', by: BUDI, at: AT });
  await desk.open('/templates/quota-low', MAY, { ...house, [TEMPLATES]: { items: [unfit] } });
  await desk.seen(/^Teks yang disimpan tidak cocok lagi/);
  expect(await field().inputValue()).toBe('Halo {old} [[a|b]]');
  await desk.page.getByRole('button', { name: 'Pilihan kata lain' }).click();
  expect(await desk.faults('template-unfit')).toEqual([]);
  await desk.open('/templates/quota-low', ['messages:read'], house);
  await desk.seen(/^Budi, /);
  expect(await field().getAttribute('readonly')).not.toBeNull();
  for (const name of [/^Simpan teks/, 'Kirim contoh', /^Pakai lagi/])
    expect(await desk.page.getByRole('button', { name }).count()).toBe(0);
});

it('says why when somebody else saved meanwhile', async () => {
  await desk.open('/templates/quota-low', MAY, {
    ...house,
    [`PUT ${OF}`]: {
      ...{ status: 409, code: 'NOTIFICATION.TEXT_CHANGED_MEANWHILE', title: 'Teks sudah diubah orang lain' },
      ...{ detail: 'Muat ulang, lalu ubah lagi.', details: { version: '1' } },
    },
  });
  await field().fill('Sisa {remaining}!');
  await desk.page.getByRole('button', { name: /^Simpan teks/ }).click();
  await desk.seen('Teks sudah diubah orang lain');
  expect(await field().inputValue()).toBe('Sisa {remaining}!');
});
