// orders.e2e.spec.ts — what an operator sees of an order's money and does about it, before an edge of the spec's own.
import { ConsolePage } from './console-page';

const ORDER = '00000000-0000-4000-8000-00000000000a';
const TWICE = '00000000-0000-4000-8000-00000000000b';
const GB = 1_073_741_824;
const PATH = `/api/v1/orders/${ORDER}`;
const MAY = [
  'orders:read',
  'orders:recheck',
  'orders:confirm',
  'orders:refund',
  'orders:retry',
  'audit:read',
];

const order = {
  orderId: ORDER,
  orderNumber: 'SRG-RW05-4F7K2M9QX3T8W6ABCDEF',
  state: 'fulfilled',
  purpose: 'package',
  description: 'Hemat 10 GB',
  amountRupiah: 50_000,
  discountRupiah: 0,
  refundedRupiah: 0,
  bytes: 10 * GB,
  bonusBytes: 0,
  unlimited: false,
  method: 'snap',
  createdAt: '2026-11-27T03:00:00.000Z',
  expiresAt: null,
  paidAt: '2026-11-27T03:05:00.000Z',
  fulfilledAt: '2026-11-27T03:05:01.000Z',
  invoiceNumber: 'rw05/202611/0007',
  hasProof: false,
  purchaseKept: false,
  onlineSeconds: 0,
  startsAtFirstUse: false,
  expiryPolicy: 'per-grant',
};
const whole = { leftRupiah: 50_000, takenBackBytes: 4 * GB, takesNothingBack: false, usedBytes: 6 * GB };
/** The server's own sums: half of the money is half of the quota. */
const preview = ({ query }: { query: Readonly<Record<string, string>> }) => ({
  ...whole,
  shareBytes: query['amountRupiah'] === '25000' ? 5 * GB : 0,
});
const answers = {
  [`GET ${PATH}`]: order,
  [`GET ${PATH}/refund`]: preview,
  [`GET ${PATH}/transactions`]: { items: [] },
  [`GET ${PATH}/trace`]: {
    steps: [
      { at: '2026-11-27T03:00:00.000Z', kind: 'placed', actor: 'subscriber' },
      { at: '2026-11-27T03:04:00.000Z', kind: 'waiting', actor: 'billing', reason: 'ledger_unavailable' },
      { at: '2026-11-27T03:05:00.000Z', kind: 'given', actor: 'billing' },
    ],
  },
  [`GET ${PATH}/refunds`]: { steps: [], takingBack: false },
  [`POST ${PATH}/refund`]: { ...order, version: 3 },
};

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

const dialog = () => desk.page.getByRole('dialog');
const askForRefund = async (more: Record<string, object> = {}) => {
  await desk.open(`/orders/${ORDER}`, MAY, { ...answers, ...more });
  await desk.page.getByRole('button', { name: 'Kembalikan uang' }).click();
};
const refund = async () => {
  await dialog().getByLabel('Alasan').fill('salah paket');
  await dialog().getByRole('button', { name: 'Kembalikan uang' }).click();
  await desk.seen(/^Pengembalian .* tercatat/);
  return desk.sent(`POST ${PATH}/refund`)[0]?.body;
};

describe('a refund', () => {
  it('of all takes back what is left, and says what becomes debt', async () => {
    await askForRefund();
    await desk.seen('Kuota yang ditarik: 4 GB.');
    await desk.seen('Sudah terpakai 6 GB: menjadi tunggakan.');
    expect(await refund()).toEqual({ reason: 'salah paket' });
  });

  it('of a part takes back its share, as the server counts it', async () => {
    await askForRefund();
    await dialog().getByLabel('Jumlah (Rp)').fill('25000');
    await desk.seen('Ditarik sebesar bagian uangnya');
    await desk.seen('Kuota yang ditarik: 4 GB.');
    await desk.seen('Sudah terpakai 1 GB: menjadi tunggakan.');
    expect(await desk.faults('refund')).toEqual([]);
    expect(await refund()).toEqual({ reason: 'salah paket', amountRupiah: 25_000, takeBackShare: true });
    await desk.lastAsked(`GET ${PATH}/refund`, { amountRupiah: '25000' });
  });

  it('that leaves the quota says that nothing will be taken back', async () => {
    await askForRefund();
    await dialog().getByLabel('Jumlah (Rp)').fill('25000');
    await dialog().getByLabel('Tetap milik pelanggan').check();
    await desk.seen('Tidak ada kuota yang akan ditarik: pelanggan tetap memilikinya.');
    expect(await refund()).toEqual({ reason: 'salah paket', amountRupiah: 25_000, keepPurchase: true });
  });

  it('of what is not there any more says that nothing will be taken back', async () => {
    const gone = { ...whole, takenBackBytes: 0, usedBytes: 0, shareBytes: 0, takesNothingBack: true };
    await askForRefund({ [`GET ${PATH}/refund`]: gone });
    await desk.seen('Tidak ada kuota yang akan ditarik: yang dibeli sudah tidak ada.');
  });

  it('of an unlimited package names no bytes', async () => {
    const all = { ...whole, takenBackBytes: 0, usedBytes: 0, shareBytes: 0 };
    await askForRefund({
      [`GET ${PATH}`]: { ...order, unlimited: true, bytes: 0 },
      [`GET ${PATH}/refund`]: all,
    });
    await desk.seen('Paket tanpa batas ditarik kembali.');
  });
});

describe('a refund', () => {
  it('above what the role may give back says so before it is sent', async () => {
    const little = { ...whole, shareBytes: 0, allowedRupiah: 20_000, refusal: 'BILLING.ABOVE_LIMIT' };
    await askForRefund({ [`GET ${PATH}/refund`]: little });
    await desk.seen(/^Peran Anda hanya boleh mengembalikan .*20\.000 lagi dari pesanan ini\.$/);
    await dialog().getByLabel('Alasan').fill('salah paket');
    expect(await dialog().getByRole('button', { name: 'Kembalikan uang' }).isDisabled()).toBe(true);
  });

  it('that is paid out by hand says out of what', async () => {
    await askForRefund();
    await dialog().getByLabel('Tunai dari laci Anda').check();
    await desk.seen(/^Rp.50\.000 keluar dari laci Anda\.$/);
    await dialog().getByLabel('Catatan pembayaran').fill('diberikan di loket');
    expect(await desk.faults('refund-payout')).toEqual([]);
    const payout = { payoutNote: 'diberikan di loket', payoutMethod: 'cash' };
    expect(await refund()).toEqual({ reason: 'salah paket', ...payout });
    await desk.seen(/^Pengembalian Rp.50\.000 tercatat, tunai dari laci Anda; kuotanya ditarik, /);
  });

  it('of money that was taken by hand assumes no way back', async () => {
    await askForRefund({ [`GET ${PATH}`]: { ...order, method: 'cash' } });
    await desk.seen('Kuota yang ditarik: 4 GB.');
    await dialog().getByLabel('Alasan').fill('salah paket');
    const send = dialog().getByRole('button', { name: 'Kembalikan uang' });
    expect(await dialog().getByLabel('Lewat gerbang pembayaran').count()).toBe(0);
    expect(await send.isDisabled()).toBe(true);
    await dialog().getByLabel('Transfer bank').check();
    expect(await refund()).toEqual({ reason: 'salah paket', payoutMethod: 'transfer' });
  });

  it('that is refused says so in its form, and not any more when it succeeds', async () => {
    const short = { code: 'BILLING.DRAWER_SHORT', status: 409, title: 'Uang di laci tidak cukup' };
    let isShort = true;
    await askForRefund({
      [`POST ${PATH}/refund`]: () =>
        isShort ? { ...short, detail: 'Laci kosong.', details: {} } : { ...order, version: 3 },
    });
    await dialog().getByLabel('Alasan').fill('salah paket');
    await dialog().getByRole('button', { name: 'Kembalikan uang' }).click();
    await dialog().getByRole('alert').getByText('Laci kosong.').waitFor();
    expect(await desk.page.getByText('Laci kosong.').count()).toBe(1);
    expect(await desk.faults('refund-refused')).toEqual([]);
    isShort = false;
    await refund();
    expect(await desk.page.getByText('Laci kosong.').count()).toBe(0);
  });
});

describe('an order that is paid and not given', () => {
  it.each([
    ['ledger_unavailable', 'Menunggu: buku kuota tidak menjawab; dicoba lagi dengan sendirinya'],
    ['QUOTA.NOT_LEADER', 'Menunggu: buku kuota tidak menjawab; dicoba lagi dengan sendirinya'],
    ['QUOTA.BLOCKED', /^Menunggu: buku kuota menolak \(QUOTA\.BLOCKED\)/],
  ])('says in words what it waits for (%s)', async (waitingFor, words) => {
    await desk.open(`/orders/${ORDER}`, MAY, {
      ...answers,
      [`GET ${PATH}`]: { ...order, state: 'paid', fulfilledAt: undefined, waitingFor },
    });
    await desk.seen(words);
  });
});

describe('an order that was paid twice', () => {
  const extra = (state: string) => ({
    items: [{ transactionId: TWICE, amountRupiah: 50_000, returned: false, state, returnedRupiah: 0 }],
  });
  const twice = (state: string) => ({ ...answers, [`GET ${PATH}/transactions`]: extra(state) });
  const at = `POST ${PATH}/transactions/${TWICE}`;

  it('refunds the second transaction, by hand where the operator says how', async () => {
    await desk.open(`/orders/${ORDER}`, MAY, {
      ...twice('held'),
      [`${at}/refund`]: { ...order, version: 3 },
    });
    await desk.seen('Menunggu keputusan');
    expect(await desk.faults('paid-twice')).toEqual([]);
    await desk.page.getByRole('button', { name: 'Kembalikan yang ini' }).focus();
    await desk.page.keyboard.press('Enter');
    await dialog().getByLabel('Transfer bank').check();
    await dialog().getByLabel('Catatan pembayaran').fill('ke BCA 123');
    await dialog().getByLabel('Alasan').fill('dibayar dua kali');
    await dialog().getByRole('button', { name: 'Kembalikan yang ini' }).click();
    await desk.seen('Pengembalian diminta.');
    expect(desk.sent(`${at}/refund`)[0]?.body).toEqual({
      ...{ reason: 'dibayar dua kali', payoutMethod: 'transfer', payoutNote: 'ke BCA 123' },
    });
  });

  it('gives the package once more for it', async () => {
    await desk.open(`/orders/${ORDER}`, MAY, { ...twice('held'), [`${at}/give`]: { ...order, version: 3 } });
    await desk.page.getByRole('button', { name: 'Berikan sekali lagi' }).click();
    await dialog().getByLabel('Alasan').fill('mau dua');
    await dialog().getByRole('button', { name: 'Berikan sekali lagi' }).click();
    await desk.seen('Paket diberikan sekali lagi.');
    expect(desk.sent(`${at}/give`)[0]?.body).toEqual({ reason: 'mau dua' });
  });

  it.each([
    ['returning', 'Pengembalian diminta'],
    ['returned', 'Dikembalikan'],
    ['kept', 'Diberikan sekali lagi'],
    ['reversed', 'Ditarik bank'],
  ])('says %s in words, and offers nothing more', async (state, words) => {
    await desk.open(`/orders/${ORDER}`, MAY, twice(state));
    await desk.seen(words);
    expect(await desk.page.getByRole('button', { name: 'Kembalikan yang ini' }).count()).toBe(0);
  });
});

describe('the order page', () => {
  it('asks no gateway about what was paid in cash', async () => {
    await desk.open(`/orders/${ORDER}`, MAY, { ...answers, [`GET ${PATH}`]: { ...order, method: 'cash' } });
    await desk.seen('Tunai');
    expect(await desk.page.getByRole('button', { name: 'Tanya bank lagi' }).count()).toBe(0);
  });
});

it('says what of a settlement was owed no more when it was given', async () => {
  await desk.open(`/orders/${ORDER}`, MAY, {
    ...answers,
    [`GET ${PATH}`]: { ...order, purpose: 'settlement', surplusBytes: 2 * GB, surplusUnlimited: false },
  });
  await desk.seen('Sudah tidak terutang, menjadi kuota');
  await desk.seen('2 GB');
});

it('tells the story of a refund on the page of its order', async () => {
  const [at, actor] = ['2026-11-28T01:10:00.000Z', 'operator:00000000-0000-4000-8000-0000000000bb'];
  const steps = [
    { at, kind: 'kept', actor, reason: 'mati lampu' },
    { at, kind: 'asked', amountRupiah: 20_000, method: 'cash', actor, reason: 'mati lampu' },
    { at, kind: 'returned', amountRupiah: 20_000 },
    { at, kind: 'waiting', amountRupiah: 30_000, method: 'gateway', actor, reason: 'pindah rumah' },
    { at, kind: 'part_taken_back', bytes: 4 * GB },
  ];
  await desk.open(`/orders/${ORDER}`, MAY, {
    ...answers,
    [`GET ${PATH}`]: { ...order, refundedRupiah: 20_000 },
    [`GET ${PATH}/refunds`]: { steps, takingBack: true },
  });
  await desk.seen(/^Budi mengembalikan Rp.20\.000 tunai dari lacinya\.$/);
  await desk.seen('Yang dibeli tetap milik pelanggan, kata Budi.');
  await desk.seen(/^Rp.20\.000 sudah keluar\.$/);
  await desk.seen(/^Budi mengembalikan Rp.30\.000 lewat gerbang pembayaran\. Menunggu kabar/);
  await desk.seen('Kuota 4 GB ditarik kembali sebagai bagian uangnya.');
  await desk.seen('Yang dibeli masih akan ditarik kembali: dicoba sampai berhasil.');
  await desk.seen('Alasan: pindah rumah');
  expect(await desk.faults('refund-story')).toEqual([]);
});

describe('an order by the printed code', () => {
  const unpaid = { paidAt: null, fulfilledAt: null, invoiceNumber: null };
  const printed = {
    ...{ ...order, ...unpaid, method: 'static_qris', state: 'cancelled' },
    ...{ amountRupiah: 5_000, addedRupiah: 68, hasProof: true },
  };

  it('is confirmed after its end, too, with the sum that must come in', async () => {
    await desk.open(`/orders/${ORDER}`, MAY, {
      ...answers,
      [`GET ${PATH}`]: printed,
      [`POST ${PATH}/confirm`]: { ...printed, state: 'paid', version: 4 },
    });
    await desk.seen('Harus masuk');
    await desk.seen(/^Rp.5\.068$/);
    expect(await desk.faults('late-transfer')).toEqual([]);
    await desk.page.getByRole('button', { name: 'Konfirmasi pembayaran' }).click();
    await dialog().getByLabel('Alasan').fill('mutasi sore');
    await dialog().getByRole('button', { name: 'Konfirmasi pembayaran' }).click();
    await desk.gone(dialog());
    expect(desk.sent(`POST ${PATH}/confirm`)[0]?.body).toEqual({ amountRupiah: 5_068, note: 'mutasi sore' });
  });

  it('of a gateway is not: that says itself when money comes late', async () => {
    await desk.open(`/orders/${ORDER}`, MAY, { ...answers, [`GET ${PATH}`]: { ...printed, method: 'qris' } });
    await desk.seen('Dibatalkan');
    expect(await desk.page.getByRole('button', { name: 'Konfirmasi pembayaran' }).count()).toBe(0);
  });

  it('stands in the list with what must come in, and that its proof is there', async () => {
    await desk.open('/orders', MAY, { 'GET /api/v1/orders': { items: [printed], nextCursor: null } });
    await desk.seen(/^Rp.5\.068$/);
    await desk.seen(/^Ada bukti$/);
    expect(await desk.faults('orders-with-proof')).toEqual([]);
  });
});

it('says what happened to an order, and calls an open one off', async () => {
  const open = { ...order, state: 'pending', paidAt: undefined, fulfilledAt: undefined };
  await desk.open(`/orders/${ORDER}`, MAY, {
    ...answers,
    [`GET ${PATH}`]: JSON.parse(JSON.stringify(open)) as object,
    [`POST ${PATH}/call-off`]: { ...order, state: 'cancelled', version: null },
  });
  await desk.seen('Pesanan dibuat');
  await desk.seen(/^Belum dapat diberikan: /);
  expect(await desk.faults('order-trace')).toEqual([]);
  await desk.page.getByRole('button', { name: 'Batalkan pesanan' }).click();
  await dialog().getByRole('button', { name: 'Batalkan pesanan' }).click();
  await desk.seen('Pesanan dibatalkan.');
  expect(desk.sent(`POST ${PATH}/call-off`)).toHaveLength(1);
});

it('confirms transfers that wait at once, and says how each ended', async () => {
  const transfer = (last: string, more: object) => ({
    ...{ ...order, orderId: `00000000-0000-4000-8000-0000000000${last}`, method: 'manual', state: 'pending' },
    ...{ orderNumber: `SRG-RW05-${last.repeat(10)}`, subscriberName: `Citra ${last}`, paidAt: null },
    ...{ fulfilledAt: null, invoiceNumber: null, hasProof: true, ...more },
  });
  const waiting = [
    transfer('a1', {}),
    transfer('a2', { state: 'cancelled' }),
    transfer('a3', { hasProof: false }),
  ];
  // The sum tells it apart: it is what the operator looks for on the account.
  const printed = transfer('b1', { method: 'static_qris', addedRupiah: 37, hasProof: false });
  const route = 'POST /api/v1/orders/confirmations';
  await desk.open('/orders', MAY, {
    'GET /api/v1/orders': ({ query }: { query: Readonly<Record<string, string>> }) => ({
      items: query['method'] === 'static_qris' ? [printed] : waiting,
      nextCursor: null,
    }),
    [route]: {
      items: [
        { orderId: waiting[0]?.orderId, state: 'done', code: null, why: '' },
        {
          orderId: waiting[1]?.orderId,
          state: 'refused',
          code: 'PAYMENT.ALREADY_PAID',
          why: 'Sudah dibayar.',
        },
      ],
    },
  });
  await desk.page.getByRole('button', { name: 'Konfirmasi transfer' }).click();
  await desk.lastAsked('GET /api/v1/orders', { state: 'to_confirm', method: 'manual' });
  await desk.seen(/Citra b1 · Rp.50\.037/);
  await desk.seen(/dibatalkan pembeli$/);
  // Whose proof is there is ticked.
  await desk.seen(/^2 dipilih, Rp.100\.000$/);
  await dialog().getByLabel('Catatan').fill('mutasi pagi');
  expect(await desk.faults('confirm-transfers')).toEqual([]);
  await dialog().getByRole('button', { name: 'Konfirmasi 2 pembayaran' }).click();
  await desk.seen('1 dikonfirmasi, 1 tidak bisa.');
  await desk.seen('Sudah dibayar.');
  expect(await dialog().getByRole('button', { name: 'Konfirmasi 2 pembayaran' }).count()).toBe(0);
  expect(desk.sent(route)[0]?.body).toEqual({
    items: waiting.slice(0, 2).map(({ orderId }) => ({ orderId, amountRupiah: 50_000 })),
    note: 'mutasi pagi',
  });
});

const RINI = '00000000-0000-4000-8000-0000000000c1';

it('shows whom a gift went to, and leads there', async () => {
  const gift = { ...order, purpose: 'voucher', gift: true, receiverId: RINI };
  await desk.open(`/orders/${ORDER}`, MAY, {
    ...answers,
    [`GET ${PATH}`]: { ...gift, receiverName: 'Rini', receiverPhone: '+6281299900010' },
  });
  await desk.seen('Penerima hadiah');
  const link = desk.page.getByRole('link', { name: 'Rini' });
  expect(await link.getAttribute('href')).toBe(`/console/subscribers/${RINI}`);
  expect(await desk.faults('order-gift')).toEqual([]);
});
