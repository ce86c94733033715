// console-pages.e2e.spec.ts — every page of the console before the very program of `npm start`: no fault of accessibility in
// two languages and themes; what a role may not do is absent, and refused by the server.
import { findingsOf } from '../../portal/spec/axe';
import { ConsoleVisit, SCREEN } from './testing/console-visit';

const STORY_MILLISECONDS = 300_000;
const NAME = 'Citra Kirana';

let visit: ConsoleVisit;
beforeAll(async () => {
  visit = await ConsoleVisit.start();
  const made = await visit.operator.post('/api/v1/subscribers', {
    ...{ phone: '0812 9990 0010', name: NAME, site: 'site-1' },
  });
  expect(made.status).toBe(201);
  await visit.signIn();
}, STORY_MILLISECONDS);
afterAll(() => visit?.close(), STORY_MILLISECONDS);

const PAGES = [
  ['', { id: 'Beranda', en: 'Home' }],
  ['/subscribers', { id: 'Pelanggan', en: 'Subscribers' }],
  ['/jobs', { id: 'Pekerjaan latar', en: 'Background jobs' }],
  ['/requests', { id: 'Permintaan Komandan', en: 'Komandan requests' }],
  ['/orders', { id: 'Pesanan', en: 'Orders' }],
  ['/alerts', { id: 'Peringatan pembayaran', en: 'Payment alerts' }],
  ['/debts', { id: 'Tunggakan', en: 'Debts' }],
  ['/goodwill', { id: 'Kompensasi', en: 'Goodwill' }],
  ['/routers', { id: 'Router', en: 'Routers' }],
  ['/packages', { id: 'Paket', en: 'Packages' }],
  ['/promos', { id: 'Promo', en: 'Promos' }],
  ['/sites', { id: 'Lokasi dan merek', en: 'Sites and brand' }],
  ['/drawer', { id: 'Laci kas', en: 'Cash drawer' }],
  ['/held', { id: 'Pemakaian ditahan', en: 'Held usage' }],
  ['/messages', { id: 'Pesan', en: 'Messages' }],
  ['/broadcasts', { id: 'Siaran', en: 'Messages to many' }],
  ['/broadcasts?tab=out', { id: 'Siaran', en: 'Messages to many' }],
  ['/broadcasts/new', { id: 'Siaran baru', en: 'New message to many' }],
  ['/templates', { id: 'Templat pesan', en: 'Message texts' }],
  ['/templates/otp-code', { id: 'Kode masuk', en: 'Login code' }],
  ['/audit', { id: 'Catatan tindakan', en: 'Audit log' }],
  ['/plugins', { id: 'Plugin pembayaran', en: 'Payment plugins' }],
  ['/settings', { id: 'Setelan', en: 'Settings' }],
  ['/team', { id: 'Tim', en: 'Team' }],
  ['/reports', { id: 'Laporan', en: 'Reports' }],
  ['/import', { id: 'Impor pelanggan', en: 'Import subscribers' }],
  ['/batches', { id: 'Tugas massal', en: 'Bulk work' }],
  ['/account', { id: 'Akun saya', en: 'My account' }],
  ['/about', { id: 'Tentang Saring', en: 'About Saring' }],
] as const;

it.each([
  ['id', 'light'],
  ['en', 'light'],
  ['id', 'dark'],
  ['en', 'dark'],
] as const)(
  'has pages without a fault of accessibility in %s, %s',
  async (locale, theme) => {
    await visit.context.addCookies([{ name: 'saring_locale', value: locale, url: visit.url() }]);
    await visit.page.emulateMedia({ colorScheme: theme });
    for (const [path, title] of PAGES) {
      await visit.page.goto(visit.url(path));
      await visit.heading(title[locale]);
      expect([path, await findingsOf(visit.page)]).toEqual([path, []]);
    }
    await visit.page.goto(visit.url('/subscribers'));
    await visit.page.getByRole('link', { name: NAME }).click();
    await visit.heading(NAME);
    await visit.page.getByRole('tabpanel').waitFor();
    await visit.page.waitForLoadState('networkidle');
    expect(await findingsOf(visit.page)).toEqual([]);
    await visit.picture(`person-${locale}-${theme}`);
    await visit.page.getByRole('button', { name: locale === 'id' ? 'Jual paket' : 'Sell a package' }).click();
    await visit.page.getByRole('dialog').waitFor();
    expect(await findingsOf(visit.page)).toEqual([]);
    await visit.page.keyboard.press('Escape');
    await visit.page.setViewportSize({ width: 390, height: 844 });
    await visit.picture(`person-phone-${locale}-${theme}`);
    await visit.page.setViewportSize(SCREEN.viewport);
  },
  STORY_MILLISECONDS,
);

it(
  'shows a role what it may do, and edge refuses the rest',
  async () => {
    const made = await visit.operator.post<{ oneTimePassword: string }>('/api/v1/operators', {
      ...{ email: 'teknisi@saring.test', name: 'Teknisi', role: 'technician' },
    });
    expect(made.status).toBe(201);
    const first = made.body.oneTimePassword;
    await visit.context.clearCookies();
    await visit.tryToSignIn('teknisi@saring.test', first);
    await visit.page.getByLabel('Kata sandi sekarang').fill(first);
    await visit.page.getByLabel('Kata sandi baru').fill('sandi-teknisi-1');
    await visit.page.getByRole('button', { name: 'Simpan' }).click();
    await visit.heading('Beranda');
    const names = await visit.page.getByRole('navigation').getByRole('link').allTextContents();
    expect(names).toContain('Router');
    expect(names).not.toContain('Pesanan');
    await visit.page.goto(visit.url('/orders'));
    await visit.heading('Bukan bagian peran Anda');
    expect(await visit.page.evaluate("fetch('/api/v1/orders').then(({ status }) => status)")).toBe(403);
  },
  STORY_MILLISECONDS,
);

it('was never stopped by the Content-Security-Policy, nor by a fault of its own', () =>
  expect(visit.complaints).toEqual([]));
