// home.e2e.spec.ts — the home page's figures, live, and the reports behind them.
import { ConsolePage } from './console-page';

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

const BUDI = '00000000-0000-4000-8000-0000000000bb';
const sum = (name: string, payments: number, receivedRupiah: number, change: object = {}) => ({
  ...{ name, label: '', payments, receivedRupiah, settlements: 0, settledRupiah: 0, refundedRupiah: 0 },
  ...{ sold: payments, soldRupiah: receivedRupiah, soldBytes: payments * 10_737_418_240 },
  incomeRupiah: receivedRupiah,
  ...change,
});
const dayOf = (day: number): string => `2026-11-${String(day).padStart(2, '0')}`;
const takings = {
  today: sum('', 12, 480_000),
  yesterday: sum('', 20, 950_000, { refundedRupiah: 50_000 }),
  week: sum('', 110, 5_300_000),
  month: sum('', 430, 21_700_000),
  thirtyDays: sum('', 455, 22_900_000),
  date: '2026-11-28',
  days: Array.from({ length: 28 }, (_, index) => sum(dayOf(index + 1), 10, 300_000 + index * 37_000)),
  methods: [sum('cash', 200, 9_000_000), sum('qris', 255, 13_900_000)],
  cashiers: [sum('', 255, 13_900_000), sum(BUDI, 200, 9_000_000)],
};
const quota = {
  statuses: [
    { status: 'active', accounts: 812 },
    { status: 'exhausted', accounts: 61 },
    { status: 'blocked', accounts: 9 },
  ],
  ...{ ending: 44, pendingRequests: 3, held: 1, unclaimedBytes: 120_000_000, chargedBytes: 812_000_000_000 },
  owed: { debts: 30, subscribers: 25, rupiah: 1_250_000 },
  overdue: { debts: 4, subscribers: 4, rupiah: 180_000 },
};
const PERMISSIONS = [
  'books:read',
  'quota:read',
  'orders:read',
  'subscribers:read',
  'quota:grant',
  'messages:read',
];
const answers = {
  'GET /api/v1/figures/takings': takings,
  'GET /api/v1/figures/quota': quota,
  'GET /api/v1/figures/orders': { unfulfilled: 2, open: 5, proofs: 3 },
  'GET /api/v1/figures/subscribers': { pending: 7 },
  'GET /api/v1/alerts': { items: [], nextCursor: null },
  'GET /api/v1/messages/channel': {
    ...{ channel: 'fonnte', open: false, reason: '', queued: 0, otpLeftToday: 480 },
    ...{ otpSending: true, failedToday: 3 },
  },
};

describe('the home page', () => {
  it('shows money, people and what waits, each with its list', async () => {
    await desk.open('/', PERMISSIONS, answers);
    await desk.seen('Rp 480.000');
    await desk.seen('Rp 900.000');
    await desk.seen('812');
    await desk.seen('3 gagal hari ini');
    await desk.seen('4 orang; semua utang Rp 1.250.000');
    expect(await desk.faults('home-figures')).toEqual([]);
    await desk.page.getByRole('link', { name: /Tunggakan lewat/ }).click();
    await desk.page.waitForURL(/debts/);
  });

  it('leads from the proofs that wait to their confirmation', async () => {
    const orders = { 'GET /api/v1/orders': { items: [], nextCursor: null } };
    await desk.open('/', [...PERMISSIONS, 'orders:confirm'], { ...answers, ...orders });
    const proofs = desk.page.getByRole('link', { name: /Bukti pembayaran menunggu/ });
    expect(await proofs.textContent()).toContain('3');
    await proofs.click();
    await desk.page.getByRole('dialog', { name: 'Konfirmasi transfer' }).waitFor();
  });

  it('asks again for what has changed, and for nothing else', async () => {
    await desk.open('/', PERMISSIONS, {
      ...answers,
      'GET /api/v1/operator/events': {
        stream: 'retry: 60000\n\nevent: orders\ndata: {}\n\n',
        after: 'GET /api/v1/figures/orders',
      },
    });
    await desk.seen('Rp 480.000');
    await desk.asked('GET /api/v1/figures/orders', 2);
    expect(desk.sent('GET /api/v1/figures/takings').length).toBe(1);
  });

  it('begins for a cashier with the own drawer, selling and who waits, and nothing that they may not open', async () => {
    const may = ['counter:sell', 'subscribers:read', 'subscribers:approve', 'orders:read'];
    await desk.open('/', may, {
      ...answers,
      'GET /api/v1/drawer': { open: true, expectedRupiah: 350_000, openedAt: '2026-11-28T01:00:00.000Z' },
    });
    const card = desk.page.getByRole('region', { name: 'Laci kas Anda' });
    await card.getByText(/^Rp\s?350\.000$/).waitFor();
    expect(await desk.faults('home-cashier')).toEqual([]);
    await desk.page.getByRole('link', { name: /^Menunggu persetujuan/ }).waitFor();
    await card.getByRole('button', { name: 'Jual: cari pelanggan' }).click();
    await desk.page.getByRole('dialog').locator('input:focus').waitFor();
    expect(desk.sent('GET /api/v1/figures/takings')).toEqual([]);
    expect(desk.sent('GET /api/v1/jobs')).toEqual([]);
  });

  it('shows who may not see money none of it', async () => {
    await desk.open('/', ['orders:read'], answers);
    await desk.seen('Dibayar, belum diberikan');
    expect(desk.sent('GET /api/v1/figures/takings')).toEqual([]);
    expect(desk.sent('GET /api/v1/figures/quota')).toEqual([]);
  });
});

describe('reports', () => {
  it('tells what is owed by how late it is, with files by debt and by person', async () => {
    const sums = (debts: number, rupiah: number) => ({ debts, subscribers: debts, rupiah, bytes: 1e9 });
    const late = ['notDue', 'week', 'month', 'quarter', 'older'].map((name, index) => ({
      ...{ name, ...sums(index, index * 10_000) },
    }));
    await desk.open('/reports', ['quota:read'], {
      'GET /api/v1/reports/usage': { periods: [] },
      'GET /api/v1/reports/debts': { total: sums(10, 100_000), ages: late },
    });
    await desk.page.getByText('Tunggakan', { exact: true }).last().click();
    await desk.seen('Lewat lebih dari 90 hari');
    await desk.seen(/^Rp\s?100\.000$/);
    expect(await desk.faults('reports-debts')).toEqual([]);
    await desk.page.getByText('Per orang').click();
    const file = desk.page.getByRole('link', { name: 'Unduh PDF' });
    expect(await file.getAttribute('href')).toBe('/api/v1/reports/debts.pdf?lines=debtor');
  });

  const report = {
    total: sum('', 22, 1_000_000, { refundedRupiah: 50_000 }),
    periods: [sum('2026-11-27', 12, 600_000), sum('2026-11-28', 10, 400_000, { refundedRupiah: 50_000 })],
    methods: takings.methods,
    cashiers: takings.cashiers,
    packages: [sum('p1', 22, 1_000_000, { label: 'Hemat 10 GB' })],
  };
  const bytes = (name: string) => ({ name, carriedBytes: 9e11, chargedBytes: 8e11, unclaimedBytes: 1e9 });
  const reports = {
    'GET /api/v1/reports/takings': report,
    'GET /api/v1/reports/usage': { total: bytes(''), periods: [bytes('2026-11-27'), bytes('2026-11-28')] },
  };

  it('show takings with their sum, by package and cashier, and usage', async () => {
    await desk.open('/reports', PERMISSIONS, reports);
    await desk.seen('Rp 950.000');
    expect(await desk.faults('reports')).toEqual([]);
    const file = desk.page.getByRole('link', { name: 'Unduh XLSX' });
    expect(await file.getAttribute('href')).toMatch(/reports\/takings\.xlsx\?from=\d{4}-\d\d-01&to=/);
    await desk.page.getByText('Paket terlaris').click();
    await desk.seen('Hemat 10 GB');
    await desk.page.getByText('Pemakaian').click();
    await desk.seen(/27 Nov 2026/);
    await desk.page.getByText('Bulan', { exact: true }).click();
    await desk.lastAsked('GET /api/v1/reports/usage', { by: 'month' });
  });

  it('show what vouchers brought by day, package, seller and batch, with files of just that', async () => {
    const batch = '00000000-0000-4000-8000-0000000000b1';
    const vouchers = (name: string, label: string, sold: number, stock: number) => ({
      ...{ name, label, stock, sold, redeemed: sold - 1, soldRupiah: sold * 10_000 },
      ...{ returnedRupiah: 10_000, costRupiah: sold * 2_000 },
    });
    await desk.open('/reports', [...PERMISSIONS, 'vouchers:read'], {
      ...reports,
      'GET /api/v1/reports/vouchers': {
        total: vouchers('', '', 15, 85),
        periods: [vouchers('2026-11-27', '', 5, 0), vouchers('2026-11-28', '', 10, 0)],
        packages: [vouchers('00000000-0000-4000-8000-0000000000a1', 'Hemat 10 GB', 15, 85)],
        sellers: [vouchers('Warung Bu Tini', '', 9, 41), vouchers('', '', 6, 44)],
        batches: [vouchers(batch, 'Hemat 10 GB', 15, 85)],
      },
    });
    const choose = (name: string) =>
      desk.page.getByRole('radiogroup', { name: 'Voucher per apa' }).getByText(name, { exact: true }).click();
    const href = (kind: string) =>
      desk.page.getByRole('link', { name: `Unduh ${kind}` }).getAttribute('href');
    await desk.page.getByText('Voucher', { exact: true }).last().click();
    await desk.seen(/28 Nov 2026/);
    // 150.000 sold, 10.000 given back, 30.000 cost.
    await desk.seen(/^Rp\s?110\.000$/);
    await choose('Paket');
    await desk.seen('Hemat 10 GB');
    await choose('Penjual');
    await desk.seen('Warung Bu Tini');
    await desk.seen('Tanpa penjual');
    expect(await href('PDF')).toMatch(/^\/api\/v1\/reports\/vouchers\.pdf\?from=.*&lines=seller$/);
    expect(await desk.faults('reports-vouchers')).toEqual([]);
    await choose('Kelompok');
    expect(await href('CSV')).toMatch(/vouchers\.csv\?.*&lines=batch$/);
    expect(await desk.page.getByRole('link', { name: 'Hemat 10 GB' }).getAttribute('href')).toMatch(
      new RegExp(`/vouchers/${batch}$`),
    );
  });
});
