// agents.e2e.spec.ts — a manager sets an agent up and takes the deposit; the agent sells with three taps on a phone.
import { ConsolePage } from './console-page';

const BUDI = '00000000-0000-4000-8000-0000000000b0';
const DEWI = '00000000-0000-4000-8000-0000000000d0';
const HARIAN = '00000000-0000-4000-8000-0000000000e1';
const AT = '2026-11-28T03:00:00.000Z';
const sums = { sold: 12, sellRupiah: 60_000, costRupiah: 54_000 };
const budi = {
  ...{ agentId: BUDI, site: 'site-1', paused: false, depositRupiah: 46_000, creditLimitRupiah: 0 },
  ...{
    marginPercent: 10,
    prices: [],
    today: { sold: 2, sellRupiah: 10_000, costRupiah: 9_000 },
    month: sums,
  },
  ...{ topUpLeastRupiah: 10_000, topUpMostRupiah: 5_000_000, mustMakeUp: false },
  stock: [{ packageId: HARIAN, packageName: 'Harian 2 GB', left: 8, sellRupiah: 5_000, costRupiah: 4_500 }],
};
const entries = {
  items: [
    {
      ...{ line: 3, at: AT, kind: 'sold', amountRupiah: -9_000, balanceRupiah: 46_000, sold: 2 },
      ...{ sellRupiah: 10_000, description: 'Harian 2 GB', operatorId: '' },
    },
    {
      ...{ line: 2, at: AT, kind: 'received', amountRupiah: 55_000, balanceRupiah: 55_000, sold: 0 },
      ...{ sellRupiah: 0, description: '', operatorId: BUDI },
    },
  ],
  nextCursor: null,
};
const colleagues = {
  items: [
    { operatorId: BUDI, name: 'Warung Budi', sells: false, agent: true },
    { operatorId: DEWI, name: 'Toko Dewi', sells: false, agent: true },
  ],
};

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

const managed = {
  'GET /api/v1/agents': { items: [budi] },
  'GET /api/v1/operator/colleagues': colleagues,
  [`GET /api/v1/agents/${BUDI}/entries`]: entries,
  [`POST /api/v1/agents/${BUDI}/deposits`]: { ...budi, depositRupiah: 96_000 },
  [`PUT /api/v1/agents/${DEWI}`]: { ...budi, agentId: DEWI },
};
const dialog = () => desk.page.getByRole('dialog');

it('shows deposit, stock and commission of each, takes money in, and shows the statement', async () => {
  await desk.open('/agents', ['agents:read', 'agents:write'], managed);
  await desk.seen('Warung Budi');
  await desk.seen('8 Harian 2 GB');
  await desk.seen('Rp 6.000');
  expect(await desk.faults('agents')).toEqual([]);
  await desk.page.getByRole('button', { name: 'Terima deposit' }).click();
  await dialog().getByLabel('Jumlah (Rp)').fill('50000');
  expect(await desk.faults('agents-deposit')).toEqual([]);
  await dialog().getByRole('button', { name: 'Terima deposit' }).click();
  await desk.seen('Diterima. Deposit sekarang Rp 96.000.');
  expect(desk.sent(`POST /api/v1/agents/${BUDI}/deposits`)[0]?.body).toEqual({
    ...{ amountRupiah: 50_000, method: 'cash', note: '' },
  });
  await desk.page.getByRole('button', { name: 'Mutasi deposit' }).click();
  await dialog().getByText('Deposit diterima').waitFor();
  expect(await desk.faults('agents-entries')).toEqual([]);
});

it.each(['-5', '\u22125'])('refuses %s beside the field, and sends nothing', async (typed) => {
  await desk.open('/agents', ['agents:read', 'agents:write'], managed);
  await desk.page.getByRole('button', { name: 'Terima deposit' }).click();
  await dialog().getByLabel('Jumlah (Rp)').pressSequentially(typed);
  await dialog().getByText('Paling sedikit Rp 1.').waitFor();
  expect(await dialog().getByLabel('Jumlah (Rp)').inputValue()).toBe('-5');
  await dialog().getByRole('button', { name: 'Terima deposit' }).click();
  await desk.drawn();
  expect(desk.sent(`POST /api/v1/agents/${BUDI}/deposits`)).toEqual([]);
});

it('makes an agent of an operator of that role', async () => {
  await desk.open('/agents', ['agents:read', 'agents:write'], managed);
  await desk.page.getByRole('button', { name: 'Jadikan agen' }).click();
  await dialog().getByText('Cara Toko Dewi menjual').waitFor();
  await dialog().getByLabel('Lokasi').fill('site-1');
  expect(await desk.faults('agents-terms')).toEqual([]);
  await dialog().getByRole('button', { name: 'Simpan' }).click();
  await desk.seen('Tersimpan.');
  expect(desk.sent(`PUT /api/v1/agents/${DEWI}`)[0]?.body).toEqual({
    ...{ site: 'site-1', marginPercent: 10, creditLimitRupiah: 0, paused: false },
  });
});

const sold = {
  ...{ saleId: BUDI, sellRupiah: 5_000, costRupiah: 4_500, depositRupiah: 41_500 },
  ...{ vouchers: [{ number: 9, code: 'AG-7K3M-PX9A' }], toAccount: false, sent: false },
};
const selling = (sale: object = sold, agent: object = budi) => ({
  'GET /api/v1/agent': agent,
  'GET /api/v1/agent/entries': entries,
  'GET /api/v1/agent/top-ups': { items: [], nextCursor: null },
  'POST /api/v1/agent/sales': sale,
});

it('is where an agent begins, and sells a code with three taps', async () => {
  await desk.open('/', ['agents:sell'], selling());
  await desk.page.waitForURL('**/sell');
  await desk.seen('Hari ini 2 terjual, komisi Rp 1.000');
  await desk.page.getByRole('button', { name: /Harian 2 GB/ }).click();
  expect(await desk.faults('agent-sale')).toEqual([]);
  await desk.page.getByRole('button', { name: 'Jual Rp 5.000' }).click();
  await desk.seen('AG-7K3M-PX9A');
  await desk.seen('Terima Rp 5.000 dari pembeli.');
  expect(await desk.faults('agent-sold')).toEqual([]);
  await desk.page.emulateMedia({ media: 'print' });
  await desk.seen(/^Harian 2 GB · Rp 5.000$/);
  await desk.seen('AG-7K3M-PX9A');
  expect(
    await desk.page
      .getByText(/Mutasi deposit|Terima Rp|Salin/)
      .filter({ visible: true })
      .count(),
  ).toBe(0);
  await desk.page.emulateMedia({ media: 'screen' });
  expect(desk.sent('POST /api/v1/agent/sales')[0]?.body).toEqual({ packageId: HARIAN, amount: 1, phone: '' });
  await desk.page.getByRole('button', { name: 'Jual lagi' }).click();
  await desk.page.getByRole('button', { name: /Harian 2 GB/ }).waitFor();
});

it('says that a number got its quota, and what the deposit does not cover', async () => {
  await desk.open('/sell', ['agents:sell'], selling({ ...sold, toAccount: true }));
  await desk.page.getByRole('button', { name: /Harian 2 GB/ }).click();
  await desk.page.getByLabel('Nomor HP pembeli').fill('0812 9990 0010');
  await desk.page.getByRole('button', { name: 'Jual Rp 5.000' }).click();
  await desk.seen('Kuota sudah masuk ke akun 0812 9990 0010.');
  expect(await desk.page.getByText('AG-7K3M-PX9A').count()).toBe(0);
  await desk.open('/sell', ['agents:sell'], selling(sold, { ...budi, depositRupiah: 4_499 }));
  await desk.page.getByRole('button', { name: /Harian 2 GB/ }).click();
  await desk.seen('Deposit tidak cukup: perlu Rp 4.500.');
  expect(await desk.page.getByRole('button', { name: 'Jual Rp 5.000' }).isDisabled()).toBe(true);
});

const TOP_UP = '00000000-0000-4000-8000-0000000000f1';
const topUpOrder = {
  ...{ orderId: TOP_UP, orderNumber: 'SRG-SITE-1-4F7K2M9QX3T8W6ABCDEF', state: 'pending', method: 'qris' },
  ...{ purpose: 'agent_deposit', description: 'Isi deposit agen', amountRupiah: 200_000, discountRupiah: 0 },
  ...{ refundedRupiah: 0, bytes: 0, bonusBytes: 0, unlimited: false, startsAtFirstUse: false },
  ...{ onlineSeconds: 0, expiryPolicy: 'per-grant', createdAt: AT, expiresAt: '2099-01-01T00:00:00.000Z' },
  ...{ purchaseKept: false, hasProof: false, qrString: '00020101021226660014ID.LINKAJA.WWW6304F1F6' },
};

describe('a top-up', () => {
  let phone: ConsolePage;
  beforeAll(async () => {
    phone = await ConsolePage.start(true);
  });
  afterAll(() => phone?.close());
  const sheet = () => phone.page.getByRole('dialog');

  it('is typed, shown as a QRIS code, and in the deposit once it is paid', async () => {
    let placed: object | null = null;
    const own = () => (placed ? { ...topUpOrder, ...placed } : null);
    await phone.open('/sell', ['agents:sell'], {
      ...selling(),
      'GET /api/v1/agent': () => ({
        ...budi,
        depositRupiah: own()?.state === 'fulfilled' ? 246_000 : 46_000,
      }),
      'GET /api/v1/agent/top-ups': () => ({ items: own() ? [own()] : [], nextCursor: null }),
      [`GET /api/v1/agent/top-ups/${TOP_UP}`]: () => own() ?? {},
      'GET /api/v1/agent/top-up-methods': {
        ...{ open: true, reason: null },
        items: [
          { method: 'qris', banks: [] },
          { method: 'va', banks: ['bca', 'bni'] },
        ],
      },
      'POST /api/v1/agent/top-ups': () => {
        placed = {};
        return topUpOrder;
      },
    });
    await phone.page.getByRole('button', { name: 'Isi deposit' }).click();
    await sheet().getByLabel('Jumlah (Rp)').fill('200000');
    await phone.drawn();
    expect(await phone.faults('agent-top-up')).toEqual([]);
    await sheet().getByRole('button', { name: 'Lanjut bayar' }).click();
    await sheet().getByRole('img', { name: 'Kode QRIS' }).waitFor();
    expect(await phone.faults('agent-top-up-qris')).toEqual([]);
    expect(phone.sent('POST /api/v1/agent/top-ups')[0]?.body).toEqual({
      ...{ amountRupiah: 200_000, method: 'qris' },
    });
    placed = { state: 'fulfilled' };
    await phone.seen('Deposit bertambah Rp 200.000.');
    await sheet().getByRole('button', { name: 'Selesai' }).click();
    await phone.seen('Rp 246.000');
  });

  it('says why nothing is sold after its money went back', async () => {
    await phone.open(
      '/sell',
      ['agents:sell'],
      selling(sold, { ...budi, depositRupiah: -18_000, mustMakeUp: true }),
    );
    await phone.seen(/deposit kurang Rp 18\.000/);
    await phone.page.getByRole('button', { name: /Harian 2 GB/ }).click();
    expect(await phone.page.getByRole('button', { name: 'Jual Rp 5.000' }).isDisabled()).toBe(true);
    expect(await phone.faults('agent-below-nothing')).toEqual([]);
  });
});
