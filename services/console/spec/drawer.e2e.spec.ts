// drawer.e2e.spec.ts — the cash drawer of an operator: counted, closed, handed over.
import { ConsolePage } from './console-page';

const BUDI = '00000000-0000-4000-8000-0000000000bb';
const drawer = {
  operatorId: '00000000-0000-4000-8000-0000000000aa',
  open: true,
  openedAt: '2026-11-28T01:00:00.000Z',
  expectedRupiah: 350_000,
  lastDifferenceRupiah: 0,
  version: 4,
};
const closed = { ...drawer, open: false, expectedRupiah: 0 };
const MAY = ['counter:sell'];

const shift = {
  ...{ operatorId: drawer.operatorId, number: 3, site: 'rw05', openedAt: drawer.openedAt },
  ...{ floatRupiah: 200_000, refunds: 1, refundedRupiah: 25_000, paidInRupiah: 20_000 },
  ...{ paidOutRupiah: 45_000, expectedRupiah: 350_000 },
  sales: [
    { method: 'cash', count: 4, amountRupiah: 190_000 },
    { method: 'card', count: 1, amountRupiah: 75_000 },
  ],
  lines: [
    { kind: 'float', count: 1, amountRupiah: 200_000 },
    { kind: 'sales', count: 4, amountRupiah: 190_000 },
    { kind: 'refunds', count: 1, amountRupiah: -25_000 },
    { kind: 'vouchers', count: 2, amountRupiah: 10_000 },
    { kind: 'paid_in', count: 1, amountRupiah: 20_000 },
    { kind: 'paid_out', count: 1, amountRupiah: -45_000 },
  ],
};
const past = {
  ...{ operatorId: BUDI, number: 7, site: 'rw05', openedAt: drawer.openedAt },
  ...{ closedAt: '2026-11-27T14:00:00.000Z', expectedRupiah: 90_000, countedRupiah: 85_000 },
  ...{ differenceRupiah: -5_000, note: 'lembar robek', handedToId: drawer.operatorId },
  closedBy: `operator:${drawer.operatorId}`,
};
const GONE = '1a2b3c4d-0000-4000-8000-0000000000ff';
const line = (account: string, party: string, balanceRupiah: number) => ({
  ...{ account, party, balanceRupiah, debitRupiah: 0, creditRupiah: 0 },
});
const BALANCE = [
  line('bank', '', 1_250_000),
  ...[line('cash', BUDI, 12_345_678), line('cash', drawer.operatorId, 350_000)],
  ...[line('cash_differences', BUDI, 5_000), line('cash_differences', GONE, -1_000)],
  ...[line('gateway', 'midtrans', 2_000_000), line('revenue', '', -15_949_678)],
];
const OWN = {
  'GET /api/v1/drawer': drawer,
  'GET /api/v1/drawer/shift': shift,
  'GET /api/v1/drawer/closings': { items: [], nextCursor: null },
};

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

it('is handed over to a colleague with what was counted', async () => {
  await desk.open('/drawer', MAY, { ...OWN, 'POST /api/v1/drawer/close': closed });
  await desk.page.getByRole('button', { name: 'Tutup hari ini' }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Uang yang dihitung (Rp)').fill('350000');
  await dialog.getByRole('combobox', { name: 'Uang diserahkan ke' }).click();
  await desk.page.getByRole('option', { name: 'Budi' }).waitFor();
  expect(await desk.page.getByRole('option').allTextContents()).toEqual(['Brankas', 'Budi']);
  await desk.page.getByRole('option', { name: 'Budi' }).click();
  expect(await desk.faults('hand-over')).toEqual([]);
  await dialog.getByRole('button', { name: 'Tutup hari ini' }).click();
  await desk.seen('Laci ditutup, uangnya sekarang di laci Budi.');
  expect(desk.sent('POST /api/v1/drawer/close')[0]?.body).toEqual({
    ...{ countedRupiah: 350_000, handedToId: BUDI },
  });
});

it('goes to the safe unless said otherwise, and a difference needs a word', async () => {
  const short = { ...closed, lastDifferenceRupiah: -5_000 };
  await desk.open('/drawer', MAY, { ...OWN, 'POST /api/v1/drawer/close': short });
  await desk.page.getByRole('button', { name: 'Tutup hari ini' }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Uang yang dihitung (Rp)').fill('345000');
  await desk.seen(/^Selisih .*5\.000$/);
  await dialog.getByLabel('Catatan').fill('lembar robek');
  await dialog.getByRole('button', { name: 'Tutup hari ini' }).click();
  await desk.seen(/^Laci ditutup dengan selisih .*5\.000\.$/);
  expect(desk.sent('POST /api/v1/drawer/close')[0]?.body).toEqual({
    ...{ countedRupiah: 345_000, note: 'lembar robek' },
  });
});

it('says that money moved by hand is kept in the books', async () => {
  await desk.open('/drawer', MAY, OWN);
  await desk.page.getByRole('button', { name: 'Uang keluar' }).click();
  await desk.seen('Tercatat di pembukuan.');
});

describe('with the books', () => {
  const ALL = {
    ...OWN,
    'GET /api/v1/drawers': { items: [{ ...drawer, operatorId: BUDI }] },
    'GET /api/v1/drawers/closings': ({ query }: { query: Readonly<Record<string, string>> }) =>
      query['cursor']
        ? { items: [{ ...past, number: 1 }], nextCursor: null }
        : { items: [past], nextCursor: 'c' },
    'GET /api/v1/books/trial-balance': { items: BALANCE, totalRupiah: 0 },
    [`POST /api/v1/drawers/${BUDI}/close`]: closed,
    [`GET /api/v1/drawers/${BUDI}/shift`]: { ...shift, operatorId: BUDI, closing: past },
  };
  const OWNER = ['counter:sell', 'books:read', 'operators:write'];

  it('shows what the shift brought and how drawers were closed, page by page, with the note', async () => {
    await desk.open('/drawer', OWNER, ALL);
    await desk.seen('Penjualan: Tunai (4)');
    await desk.seen('Pengembalian tunai (1)');
    await desk.seen('Voucher terjual (2)');
    await desk.seen('lembar robek');
    await desk.seen('Uangnya diserahkan ke Sari');
    expect(await desk.faults('drawer')).toEqual([]);
    await desk.page.getByRole('button', { name: 'Muat lagi' }).click();
    await desk.page.getByText('lembar robek').nth(1).waitFor();
  });

  it('names whose each account is, also of who works here no more, and fits a phone', async () => {
    await desk.open('/drawer', OWNER, ALL);
    await desk.seen('Mantan rekan kerja (1a2b3c4d)');
    await desk.page.getByText('Budi').nth(1).waitFor();
    expect(await desk.page.getByText('0000000000').count()).toBe(0);
    await desk.page.setViewportSize({ width: 390, height: 844 });
    const amount = desk.page.getByText(/^Rp.12\.345\.678$/);
    await amount.scrollIntoViewIfNeeded();
    const box = await amount.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(390);
    expect(await desk.faults('trial-balance')).toEqual([]);
  });

  it('prints one closing as a sheet to sign, without what stands around it', async () => {
    await desk.open(`/drawer/${BUDI}/7`, OWNER, ALL);
    await desk.seen('Catatan: lembar robek');
    expect(desk.sent(`GET /api/v1/drawers/${BUDI}/shift`)[0]?.query).toEqual({ number: '7' });
    expect(await desk.faults('closing')).toEqual([]);
    await desk.page.emulateMedia({ media: 'print' });
    expect(await desk.page.getByRole('navigation').isVisible()).toBe(false);
    expect(await desk.page.getByRole('button', { name: 'Cetak' }).isVisible()).toBe(false);
    expect(await desk.page.getByText(/^Tanda tangan/).isVisible()).toBe(true);
    await desk.page.emulateMedia({ media: 'screen' });
  });

  it('closes the drawer of who is away, for those who manage the team', async () => {
    await desk.open('/drawer', OWNER, ALL);
    await desk.page.getByRole('button', { name: 'Tutup laci Budi' }).click();
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByLabel('Uang yang dihitung (Rp)').fill('350000');
    await dialog.getByRole('button', { name: 'Tutup laci Budi' }).click();
    await desk.seen('Laci ditutup, tanpa selisih.');
    expect(desk.sent(`POST /api/v1/drawers/${BUDI}/close`)[0]?.body).toEqual({ countedRupiah: 350_000 });
    await desk.open('/drawer', ['counter:sell', 'books:read'], ALL);
    await desk.seen('Semua laci');
    expect(await desk.page.getByRole('button', { name: 'Tutup laci Budi' }).count()).toBe(0);
  });
});

it('the safe gets what it held first, and says what it holds by the books', async () => {
  await desk.open('/drawer', ['books:read', 'books:safe', 'routers:read'], {
    'GET /api/v1/drawers': { items: [] },
    'GET /api/v1/drawers/closings': { items: [], nextCursor: null },
    'GET /api/v1/books/trial-balance': { items: [], totalRupiah: 0 },
    'GET /api/v1/books/safes': { items: [{ site: 'rw05', holdsRupiah: -200_000 }] },
    'GET /api/v1/routers': { items: [] },
    'POST /api/v1/books/safes/moves': { site: 'rw05', way: 'owner_in', amountRupiah: 500_000 },
  });
  await desk.seen(/Di bawah nol/);
  await desk.page.getByRole('button', { name: 'Catat uang brankas' }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Lokasi').fill('rw05');
  await dialog.getByLabel('Jumlah (Rp)').fill('500000');
  await dialog.getByLabel('Alasan').fill('uang kembalian awal');
  const send = dialog.getByRole('button', { name: 'Catat uang brankas' });
  await dialog.getByRole('combobox', { name: 'Dari mana atau ke mana' }).click();
  await desk.page.getByRole('option', { name: 'Disetor ke bank' }).click();
  await dialog.getByText(/^Menurut pembukuan brankas ini hanya berisi/).waitFor();
  expect(await send.isDisabled()).toBe(true);
  await dialog.getByRole('combobox', { name: 'Dari mana atau ke mana' }).click();
  await desk.page.getByRole('option', { name: 'Masuk dari pemilik' }).click();
  expect(await desk.faults('safe')).toEqual([]);
  await send.click();
  await desk.seen(/^Tercatat: Masuk dari pemilik .*500\.000/);
  expect(desk.sent('POST /api/v1/books/safes/moves')[0]?.body).toEqual({
    ...{ site: 'rw05', way: 'owner_in', amountRupiah: 500_000, reason: 'uang kembalian awal' },
  });
});
