// settings.e2e.spec.ts — what the program runs with, found by a word, with what was changed marked.
import { ConsolePage } from './console-page';

const common = { kind: 'number', choices: [], whole: true, source: 'default', isSet: true };
const answers = {
  'GET /api/v1/settings': {
    items: [
      {
        ...{ ...common, service: 'auth-otp', name: 'DEVICE_LIMIT', least: 1, most: 20, standard: '3' },
        ...{ value: '5', source: 'machine' },
      },
      { ...common, service: 'edge', name: 'PORT', least: 0, most: 65_535, standard: '9000', value: '9000' },
      {
        ...{ ...common, service: 'auth-otp', name: 'SELF_REGISTRATION', kind: 'choice', whole: false },
        ...{ choices: ['approved', 'pending', 'off'], standard: 'approved', value: 'approved' },
      },
      {
        ...{ ...common, service: 'notification', name: 'FONNTE_TOKEN', kind: 'secret', whole: false },
        ...{ source: 'machine' },
      },
    ],
    silent: ['payment'],
  },
};

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
}, 60_000);
afterAll(() => desk?.close());
const row = (name: string) => desk.page.getByRole('row').filter({ hasText: name });

it('shows what holds, the default and where it comes from, marks what is changed, and hides secrets', async () => {
  await desk.open('/settings', ['settings:read'], answers);
  await desk.seen('Setelan diubah di berkas .env dan berlaku mulai program dinyalakan lagi.');
  await desk.seen('Tidak menjawab: payment');
  await row('DEVICE_LIMIT').waitFor();
  expect(await row('DEVICE_LIMIT').getByRole('cell').allTextContents()).toEqual([
    'DEVICE_LIMITDiubahPerangkat paling banyak tiap pelanggan1 sampai 20',
    ...['5', '3', 'Mesin ini'],
  ]);
  expect(await row('FONNTE_TOKEN').getByRole('cell').nth(1).textContent()).toBe('Diisi');
  expect(await row('VA_EXPIRY_MINUTES').getByRole('cell').nth(1).textContent()).toBe('Tidak dilaporkan');
  expect(await desk.faults('settings')).toEqual([]);
});

it('finds a setting by its words, from the keyboard', async () => {
  await desk.open('/settings', ['settings:read'], answers);
  await row('DEVICE_LIMIT').waitFor();
  await desk.page.keyboard.press('/');
  await desk.page.keyboard.type('perangkat paling');
  await row('OTP_SENDING').waitFor({ state: 'detached' });
  await row('DEVICE_LIMIT').waitFor();
  await desk.page.keyboard.type('zzz');
  await desk.seen('Tidak ada yang cocok.');
});
