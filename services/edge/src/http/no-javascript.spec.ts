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
  more: object = {},
): string =>
  statusPage({
    ...{ locale: 'id', inactivity: 'inactive', next: '', timeZone: 'Asia/Jakarta', tokens: null, isNewcomer },
    ...{
      profile: SITE,
      openOrders: [],
      device,
      quota: { ...QUOTA, grants: [], holdings: [], laterHoldings: [], paymentLane: null, ...quota },
    },
    ...more,
  } as unknown as Parameters<typeof statusPage>[0]);

const NOW = new Date('2026-11-28T05:00:00.000Z');
const shop = (debts: object | null, more: object = {}): string =>
  shopPage({
    ...{ form: FORM, key: 'k', refusal: null, chosen: { item: '', way: '' }, debts, bills: null },
    ...{ isOwing: false, mustPayBill: false, openOrders: [], now: NOW, ...more },
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

it('says that a bill stops the hotspot, and offers to pay it', () => {
  const html = status({ status: 'blocked', blockReason: 'bill' });
  expect(html).toContain('Tagihan langganan Anda belum dibayar. Bayar untuk membuka akses.');
  expect(html).toContain('href="/shop"');
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
  describe('of several items', () => {
    const lent = { debtId: 'd1', unlimited: false, unpaidBytes: GB, amountRupiah: 50_000, reason: '<Ujian>' };
    const items = [
      { ...lent, dueAt: '2026-11-27T16:59:59.999Z', paidByPurchase: false },
      { ...lent, debtId: 'd2', reason: '', dueAt: '2026-12-31T16:59:59.999Z', paidByPurchase: false },
    ];
    const owed = { ...auto, autoDebtBytes: 0, totalRupiah: 100_000, items };
    it('each can be settled by itself, and says that it is overdue or when it is due', () => {
      const html = shop(owed);
      expect(html).toMatch(
        /value="debt:d1".*&lt;Ujian&gt;.*lewat jatuh tempo 27 Nov 2026, 23\.59 WIB.*Rp 50\.000/s,
      );
      expect(html).toMatch(/value="debt:d2".*Satu tunggakan.*· jatuh tempo 31 Des 2026, 23\.59 WIB/s);
    });
    it('are chosen before a package, and sold none to who is blocked for them', () => {
      expect(shop(owed)).toMatch(/value="debts" required checked/);
      expect(shop(owed)).toContain('value="p1"');
      const blocked = shop(owed, { isOwing: true });
      expect(blocked).toMatch(/value="debts" required checked/);
      expect(blocked).not.toContain('value="p1"');
      expect(blocked).toContain('Setelah lunas, paket bisa dibeli lagi');
      const byBytes = items.map((item) => ({ ...item, paidByPurchase: true }));
      expect(shop({ ...owed, items: byBytes }, { isOwing: true })).toContain('value="p1"');
    });
    it('says of the only one when it is due', () => {
      const html = shop({ ...owed, items: items.slice(0, 1) });
      expect(html).not.toContain('value="debt:d1"');
      expect(html).toContain('lewat jatuh tempo 27 Nov 2026');
    });
  });
  it('is explained where the status names it', () => {
    const sentence = 'Kuota yang dibeli membayarnya lebih dulu.';
    expect(status({ debtBytes: GB })).toContain(sentence);
    expect(status({})).not.toContain(sentence);
  });
});

it('shows an order that waits for its money wherever one looks', () => {
  const order = { description: 'Paket <10>', amountRupiah: 100_000, statusToken: 'token' };
  const openOrders = [order, { ...order, statusToken: undefined }];
  for (const html of [shop(null, { openOrders }), status({}, undefined, false, { openOrders })]) {
    expect(html).toMatch(/Menunggu pembayaran\..*Paket &lt;10&gt; · Rp 100\.000/s);
    expect(html.match(/href="\/pay\/token">Bayar Rp 100\.000/g)).toHaveLength(1);
  }
});

it('tells a newcomer that access is being opened, not that quota is to be bought', () => {
  const none = { status: 'exhausted' };
  const device = { thisDevice: 'unknown', todo: 'buy' };
  expect(status(none, device, true)).toContain('Akses sedang dibuka');
  expect(status(none, device, true)).not.toContain('href="/shop"');
  expect(status(none, device)).toContain('Belum ada kuota');
  expect(status(none, device)).toContain('href="/shop"');
});
