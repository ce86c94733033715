// package-change-page.spec.ts — what the page without JavaScript says of each subscription: choices, what waits, and why not.
import type { SiteProfile } from '../sites/site-profiles';
import { packageChangePage, type Changeable } from './package-change-page';

const SITE: SiteProfile = {
  ...{ name: 'Warung', address: '', phone: '', contactUrl: null, termsUrl: null, privacyUrl: null },
  ...{ color: null, logoUrl: null, timeZone: 'Asia/Jakarta' },
} as unknown as SiteProfile;
const SUBSCRIPTION = {
  ...{ subscriptionId: 's1', packageName: 'Rumah', priceRupiah: 300_000, unit: 'month', count: 1 },
  ...{ paused: false, endsOn: '', ended: false },
};
const CHOICES = [
  {
    ...{ packageId: 'p2', name: 'Rumah <cepat>', description: '', priceRupiah: 450_000 },
    ...{ bytes: 0, unlimited: true, speedDownKilobitsPerSecond: 20_000, speedUpKilobitsPerSecond: 5_000 },
  },
];
const ASKED = {
  ...{ requestId: 'r1', packageId: 'p2', packageName: 'Rumah cepat', priceRupiah: 450_000, reason: '' },
  ...{ note: 'untuk <kuliah>', askedAt: '2026-11-30T02:00:00.000Z', holdsFrom: '', state: 'waiting' },
};
const shown = (subscription: object, more: object = {}): string =>
  packageChangePage({
    ...{ form: { locale: 'id', token: 't', next: '', site: SITE }, key: 'k', said: null },
    ...{ chosen: { subscriptionId: '', packageId: '', note: '' }, timeZone: 'Asia/Jakarta' },
    items: [
      { subscription: { ...SUBSCRIPTION, ...subscription }, choices: CHOICES },
    ] as unknown as Changeable[],
    ...more,
  });

it('offers packages with their price and what they cost more', () => {
  const html = shown({});
  expect(html).toContain('Rp 300.000 per bulan');
  expect(html).toContain('Rumah &lt;cepat&gt;');
  expect(html).toContain('20 Mbps unduh · kuota tanpa batas · Rp 150.000 lebih mahal');
  expect(html).toContain('name="do" value="ask"');
  expect(html).not.toContain('required checked');
});
it('shows again what was chosen and is refused', () => {
  const html = shown({}, { chosen: { subscriptionId: 's1', packageId: 'p2', note: 'cepat' } });
  expect(html).toContain('value="p2" required checked');
  expect(html).toContain('value="cepat"');
});
it('shows what waits, and offers nothing but to withdraw it', () => {
  const html = shown({ packageChange: ASKED });
  expect(html).toContain('Menunggu jawaban pengelola');
  expect(html).toContain('Diminta 30 Nov 2026, 09.00 WIB');
  expect(html).toContain('Catatan Anda: untuk &lt;kuliah&gt;');
  expect(html).toContain('name="do" value="withdraw"');
  expect(html).not.toContain('name="packageId"');
});
it('says why the last one was refused, and offers to ask again', () => {
  const html = shown({ packageChange: { ...ASKED, state: 'refused', reason: 'kabel penuh' } });
  expect(html).toContain('tidak disetujui. Alasan: kabel penuh');
  expect(html).toContain('name="do" value="ask"');
});
it('says what comes, and when', () => {
  const planned = {
    packageId: 'p2',
    packageName: 'Rumah cepat',
    priceRupiah: 450_000,
    holdsFrom: '2027-01-01',
  };
  expect(shown({ planned, unit: 'day', count: 30 })).toContain('Mulai 1 Januari: Rumah cepat, Rp 450.000');
});
it.each([
  [{ paused: true }, 'sedang dijeda'],
  [{ endsOn: '2027-02-01' }, 'berakhir 1 Februari'],
])('says why nothing can be changed: %j', (subscription, words) => {
  const html = shown(subscription);
  expect(html).toContain(words);
  expect(html).not.toContain('name="do"');
});
it('has words for who has no subscription, and where there is no other package', () => {
  expect(shown({}, { items: [] })).toContain('Anda belum punya langganan.');
  const items = [{ subscription: SUBSCRIPTION, choices: [] }];
  expect(shown({}, { items })).toContain('Belum ada paket lain');
});
