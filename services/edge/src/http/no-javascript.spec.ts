// no-javascript.spec.ts — what the pages without JavaScript say: whom to ask, what debts are, and that a tap worked.
import type { SiteProfile } from '../sites/site-profiles';
import { errorPage, phonePage, type FormPage } from '../login/login-pages';
import { newPhonePage } from '../subscribers/phone-change-page';
import { shopPage } from '../shop/shop-page';
import { statusPage } from '../quota/status-page';

const SITE: SiteProfile = {
  name: 'Warung <Budi>',
  address: 'Jl. Melati 5',
  phone: '0812 3456 7890',
  contactUrl: 'https://wa.me/6281234567890?text=Halo',
  termsUrl: 'https://budi.example/syarat',
  privacyUrl: 'https://budi.example/privasi',
  color: null,
  logoUrl: null,
  timeZone: 'Asia/Jakarta',
};
const FORM: FormPage = { locale: 'id', token: 't', next: '', site: SITE };
const GB = 1_073_741_824;
const QUOTA = {
  status: 'active',
  remainingBytes: 0,
  usedBytes: 0,
  debtBytes: 0,
  debtRupiah: 0,
  unlimited: false,
};
const status = (
  quota: object,
  device: object = { thisDevice: 'unknown', todo: 'none' },
  isNewcomer = false,
): string =>
  statusPage({
    ...{ locale: 'id', inactivity: 'inactive', next: '', timeZone: 'Asia/Jakarta', tokens: null, isNewcomer },
    ...{ profile: SITE, device, quota: { ...QUOTA, grants: [], holdings: [], paymentLane: null, ...quota } },
  } as unknown as Parameters<typeof statusPage>[0]);

const shop = (debts: object | null): string =>
  shopPage({
    ...{ form: FORM, key: 'k', refusal: null, chosen: { item: '', way: '' }, debts },
    methods: { open: true, items: [{ method: 'qris', banks: [] }] },
    packages: [{ packageId: 'p1', name: 'Harian', description: '', bytes: GB }],
  } as unknown as Parameters<typeof shopPage>[0]);

const FOOTER =
  /<\/main><footer>.*wa\.me.*Jl\. Melati 5.*budi\.example\/syarat.*budi\.example\/privasi.*<\/footer>/;

describe('every page without JavaScript', () => {
  it.each([
    ['login', phonePage(FORM, '')],
    ['status', status({})],
    ['shop', shop(null)],
    ['change of number', newPhonePage(FORM, '')],
    ['refusal', errorPage(SITE, 'id', 'REQUEST.CROSS_SITE', {})],
  ])('names whom to ask, and the terms: %s', (_, html) => {
    expect(html).toMatch(FOOTER);
    expect(html).toContain('<strong>Warung &lt;Budi&gt;</strong>');
  });
  it('has no footer where nothing is known', () => {
    const unknown = { ...SITE, address: '', phone: '', contactUrl: null, termsUrl: null, privacyUrl: null };
    expect(phonePage({ ...FORM, site: unknown }, '')).not.toContain('<footer>');
  });
});

const bodyOf = (html: string): string => /<main>.*<\/main>/s.exec(html)?.[0] ?? '';

it.each(['exhausted', 'expired', 'blocked'])('leads a subscriber who is %s to the operator', (state) =>
  expect(bodyOf(status({ status: state }))).toContain('wa.me'),
);
it('leads no one away who is online', () => expect(bodyOf(status({}))).not.toContain('wa.me'));
it('leads whose number was released to the operator that the text names', () => {
  expect(bodyOf(phonePage(FORM, '', 'released'))).toMatch(/tanya pengelola.*wa\.me/s);
});
it('says after "not mine" that it worked', () => {
  expect(phonePage(FORM, '', 'disowned')).toContain('Perangkat ini sudah keluar dari akun itu');
});
it('says why access is blocked in words', () => {
  const byDebt = { status: 'blocked', blockReason: 'debt', debtBytes: GB, debtRupiah: 50_000 };
  expect(status(byDebt)).toContain('Alasan: tunggakan');
  const html = status({ ...byDebt, debtBlock: 'overdue', debtDueAt: '2026-11-30T16:59:59.999Z' });
  expect(html).toContain('Lunasi tunggakan untuk membuka akses. Alasan: tunggakan lewat jatuh tempo');
  expect(html).toContain('Rp 50.000 · 1 GB');
  expect(html).toContain('30 Nov 2026, 23.59 WIB');
});

describe('a debt', () => {
  const auto = { autoDebtBytes: GB, autoDebtRupiah: 10_000, totalBytes: GB, totalRupiah: 10_000, items: [] };
  const PAYS_FIRST = 'Kuota yang dibeli membayar tunggakan lebih dulu.';

  it('from usage alone is below the packages that pay it, and says so', () => {
    const html = shop(auto);
    expect(html.indexOf('value="p1"')).toBeLessThan(html.indexOf(PAYS_FIRST));
    expect(html.indexOf(PAYS_FIRST)).toBeLessThan(html.indexOf('value="debts"'));
  });
  it('that an operator lent is above them', () => {
    const html = shop({ ...auto, items: [{ debtId: 'd1' }] });
    expect(html.indexOf('value="debts"')).toBeLessThan(html.indexOf('value="p1"'));
  });
  it('is explained where the status names it', () => {
    const sentence = 'Kuota yang dibeli membayarnya lebih dulu.';
    expect(status({ debtBytes: GB })).toContain(sentence);
    expect(status({})).not.toContain(sentence);
  });
});

it('tells a newcomer that access is being opened, not that quota is to be bought', () => {
  const none = { status: 'exhausted' };
  const device = { thisDevice: 'unknown', todo: 'buy' };
  expect(status(none, device, true)).toContain('Akses sedang dibuka');
  expect(status(none, device, true)).not.toContain('href="/shop"');
  expect(status(none, device)).toContain('Belum ada kuota');
  expect(status(none, device)).toContain('href="/shop"');
});
