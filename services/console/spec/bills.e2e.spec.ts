// bills.e2e.spec.ts — subscriptions of a person: begun, paid, changed, paused, given a line, ended; a bill made void.
import { ConsolePage } from './console-page';

const CITRA = '00000000-0000-4000-8000-00000000000c';
const PATH = `/api/v1/subscribers/${CITRA}`;
const SUBSCRIPTION = '00000000-0000-4000-8000-0000000000e1';
const LINE = '00000000-0000-4000-8000-0000000000f1';
const PACKAGE = '00000000-0000-4000-8000-0000000000c1';
const person = {
  ...{
    subscriberId: CITRA,
    phone: '+6281299900010',
    name: 'Citra Kirana',
    role: 'subscriber',
    site: 'site-1',
  },
  ...{ approval: 'approved', disabled: false, blocked: false, locale: 'id', fields: {}, termsVersion: 0 },
  ...{ createdAt: '2026-11-01T00:00:00.000Z', hardBlock: false },
};
const offer = {
  ...{
    packageId: PACKAGE,
    name: 'Rumah 10 Mbps',
    bytes: 0,
    unlimited: true,
    lastsSeconds: 2_592_000,
    days: 30,
  },
  ...{ priceRupiah: 150_000, finalPriceRupiah: 150_000, active: true, sortOrder: 0, bestValue: false },
  ...{ speedDownKilobitsPerSecond: 10_240, speedUpKilobitsPerSecond: 5_120, bonusBytes: 0, description: '' },
  ...{
    startsAtFirstUse: false,
    expiryPolicy: 'per-grant',
    rolledBytes: 0,
    prolongedGrants: 0,
    onlineSeconds: 0,
    onSale: true,
    ...{
      validHours: '',
      speedHours: '',
      hoursSpeedDownKilobitsPerSecond: 0,
      hoursSpeedUpKilobitsPerSecond: 0,
    },
    deviceLimit: 3,
  },
};
const line = {
  ...{ lineId: LINE, subscriberId: CITRA, routerId: LINE, routerName: 'Pondok 1', username: 'rumah-0001' },
  ...{ state: 'suspended', uploadKilobitsPerSecond: 0, downloadKilobitsPerSecond: 0, pool: 'rumah' },
  ...{ address: '', callerId: '', profile: '', adopted: false, standing: 'offline', subscriberName: '' },
  ...{ sessionAddress: '', onlineSince: '', suspendedByHand: false, heldForBill: true },
};
const subscription = {
  ...{ subscriptionId: SUBSCRIPTION, site: 'site-1', packageId: PACKAGE, packageName: 'Rumah 10 Mbps' },
  ...{ priceRupiah: 150_000, unit: 'month', count: 1, anchorDay: 1, issueDaysBefore: 7, graceDays: 3 },
  ...{ nextFrom: '2027-01-01', ended: false, lineId: '', paused: false, postpaid: false, endsOn: '' },
  ...{ discountPercent: 0, discountRupiah: 0, discountUntil: '', installationRupiah: 0, depositRupiah: 0 },
};
const bill = (number: number, fromDate: string, toDate: string, more: object) => ({
  ...{
    billId: `00000000-0000-4000-8000-00000000001${number}`,
    subscriptionId: SUBSCRIPTION,
    fromDate,
    toDate,
  },
  ...{ number: `site-1/202611/000${number}`, packageName: 'Rumah 10 Mbps', amountRupiah: 150_000 },
  ...{ dueOn: fromDate, periodRupiah: 150_000, discountRupiah: 0, installationRupiah: 0, taxRupiah: 0 },
  ...{ taxBasisPoints: 0, taxIncluded: false, creditedRupiah: 0, writtenOffRupiah: 0 },
  ...{ paidRupiah: 150_000, owedRupiah: 0, void: false, given: true, overdue: false, ...more },
});
const standing = {
  ...{ subscriberId: CITRA, balanceRupiah: 0, owedRupiah: 100_000, payPath: '/bill/token' },
  ...{ subscriptions: [subscription] },
  bills: [
    bill(2, '2026-12-01', '2027-01-01', { paidRupiah: 50_000, owedRupiah: 100_000, given: false }),
    bill(1, '2026-11-01', '2026-12-01', {}),
  ],
  payments: [],
};
const none = { ...standing, owedRupiah: 0, subscriptions: [], bills: [] };
const RECEIPT = '00000000-0000-4000-8000-0000000000a1';
const payment = {
  ...{ receiptId: RECEIPT, number: 'K-00000000', paidAt: '2026-11-29T02:00:00.000Z', method: 'cash' },
  ...{ amountRupiah: 150_000, paidRupiah: 200_000, balanceRupiah: 50_000, note: '' },
  cashier: '00000000-0000-4000-8000-0000000000aa',
  bills: [{ billId: standing.bills[0]?.billId, number: 'site-1/202611/0002', amountRupiah: 100_000 }],
};
const ALL = ['subscribers:read', 'bills:read', 'bills:write', 'counter:sell'];

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

const open = async (permissions: readonly string[], found: object, more: Record<string, object> = {}) => {
  await desk.open(`/subscribers/${CITRA}`, permissions, {
    [`GET ${PATH}`]: person,
    [`GET ${PATH}/bills`]: found,
    'GET /api/v1/packages': { items: [offer] },
    ...more,
  });
  await desk.page.getByRole('tab', { name: 'Langganan' }).click();
};

const choose = async (act: string) => {
  await desk.page.getByRole('button', { name: /^Lainnya untuk/ }).click();
  await desk.page.getByRole('menuitem', { name: act }).click();
};

it('begins a subscription by the month', async () => {
  await open(ALL, none, { [`POST ${PATH}/subscriptions`]: standing });
  await desk.seen(/^Belum berlangganan\./);
  await desk.page.getByRole('button', { name: 'Mulai langganan' }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Paket' }).click();
  await desk.page.getByRole('option', { name: /^Rumah/ }).click();
  await dialog.getByLabel('Tanggal tagihan').fill('1');
  expect(await desk.faults('subscription-start')).toEqual([]);
  await dialog.getByRole('button', { name: 'Mulai', exact: true }).click();
  await desk.seen('Langganan dimulai.');
  expect(desk.sent(`POST ${PATH}/subscriptions`)[0]?.body).toEqual({
    ...{ packageId: PACKAGE, unit: 'month', count: 1, anchorDay: 1, issueDaysBefore: 7, graceDays: 3 },
  });
});

it('begins one that pays for a PPPoE line, and shows it with its bill past grace', async () => {
  const held = {
    ...standing,
    subscriptions: [{ ...subscription, lineId: LINE }],
    bills: [bill(1, '2026-11-01', '2026-12-01', { owedRupiah: 150_000, given: false, overdue: true })],
  };
  await open([...ALL, 'lines:read'], held, {
    [`POST ${PATH}/subscriptions`]: held,
    'GET /api/v1/lines': { items: [line], nextCursor: null },
  });
  await desk.seen('Jalur rumah-0001');
  await desk.seen(/lewat tenggang: diisolir$/);
  expect(await desk.faults('bill-overdue')).toEqual([]);
  await desk.page.getByRole('button', { name: 'Mulai langganan' }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Paket' }).click();
  await desk.page.getByRole('option', { name: /^Rumah/ }).click();
  await dialog.getByRole('combobox', { name: 'Jalur PPPoE' }).click();
  await desk.page.getByRole('option', { name: 'rumah-0001' }).click();
  // One grace for all lines stands in the settings.
  expect(await dialog.getByLabel('Tenggang (hari)').count()).toBe(0);
  expect(await desk.faults('subscription-line')).toEqual([]);
  await dialog.getByRole('button', { name: 'Mulai', exact: true }).click();
  await desk.seen('Langganan dimulai.');
  expect(desk.sent(`POST ${PATH}/subscriptions`)[0]?.body).toMatchObject({
    packageId: PACKAGE,
    lineId: LINE,
  });
});

it('shows bills with what is owed, and takes a payment', async () => {
  await open(ALL, standing, {
    [`POST ${PATH}/bill-payments`]: {
      ...{ ...standing, owedRupiah: 0, balanceRupiah: 50_000 },
      ...{ payments: [payment], receiptId: RECEIPT },
    },
  });
  await desk.seen(/^Belum dibayar .*100\.000 · Saldo/);
  await desk.seen('site-1/202611/0002');
  await desk.seen('Lunas, sudah diberikan');
  expect(await desk.faults('bills')).toEqual([]);
  await desk.page.getByRole('button', { name: 'Terima pembayaran' }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Diterima (Rp)').fill('150000');
  await dialog.getByLabel('Uang yang diserahkan (Rp)').fill('100000');
  await dialog.getByText(/^Kurang .*50\.000$/).waitFor();
  await dialog.getByLabel('Uang yang diserahkan (Rp)').fill('200000');
  await dialog.getByText(/^Kembalian .*50\.000$/).waitFor();
  expect(await desk.faults('bill-payment')).toEqual([]);
  await dialog.getByRole('button', { name: 'Terima pembayaran' }).click();
  await desk.seen(/^Lunas\. Saldo .*50\.000\.$/);
  expect(desk.sent(`POST ${PATH}/bill-payments`)[0]?.body).toEqual({
    ...{ amountRupiah: 150_000, method: 'cash', paidRupiah: 200_000 },
  });
  const end = desk.page.getByRole('dialog');
  await end.getByText(/150\.000 diterima, nota K-00000000\./).waitFor();
  await end.getByText(/^Kembalian .*50\.000$/).waitFor();
  const receipt = `${PATH}/bill-payments/${RECEIPT}/receipt.pdf`;
  const links = end.getByRole('link');
  expect(await links.evaluateAll((all) => all.map((one) => one.getAttribute('href')))).toEqual([
    ...[receipt, `${receipt}?paper=58mm`, `${receipt}?paper=80mm`],
  ]);
  expect(await desk.faults('bill-payment-end')).toEqual([]);
  await end.getByRole('button', { name: 'Selesai' }).click();
  await desk.gone(end);
});

it('prints the receipt of a payment in hand once more, and says what it paid', async () => {
  await open(ALL, { ...standing, payments: [payment] });
  await desk.seen('Pembayaran di tangan');
  await desk.seen(/^site-1\/202611\/0002: .*100\.000$/);
  await desk.seen(/^saldo .*50\.000$/);
  const print = desk.page.getByRole('link', { name: 'Cetak 58 mm' });
  expect(await print.getAttribute('href')).toBe(`${PATH}/bill-payments/${RECEIPT}/receipt.pdf?paper=58mm`);
  expect(await desk.faults('bill-payments')).toEqual([]);
});

it('makes a bill void and ends a subscription on a day, each with a reason', async () => {
  const billId = standing.bills[0]?.billId ?? '';
  await open(ALL, standing, {
    [`POST /api/v1/bills/${billId}/void`]: standing,
    [`POST /api/v1/subscriptions/${SUBSCRIPTION}/end`]: standing,
  });
  await desk.page.getByRole('button', { name: 'Batalkan' }).click();
  await desk.page.getByLabel('Alasan').fill('salah paket');
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Batalkan' }).click();
  await desk.seen('Tagihan site-1/202611/0002 batal.');
  await choose('Akhiri');
  await desk.page.getByLabel('Alasan').fill('pindah rumah');
  await desk.page.getByLabel('Hari pertama tanpa langganan').fill('2099-01-01');
  expect(await desk.faults('subscription-end')).toEqual([]);
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Akhiri' }).click();
  await desk.seen('Langganan akan berakhir pada hari itu.');
  expect(desk.sent(`POST /api/v1/subscriptions/${SUBSCRIPTION}/end`)[0]?.body).toEqual({
    ...{ reason: 'pindah rumah', endsOn: '2099-01-01' },
  });
});

it('begins one with terms that most do without', async () => {
  await open(ALL, none, { [`POST ${PATH}/subscriptions`]: standing });
  await desk.page.getByRole('button', { name: 'Mulai langganan' }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Paket' }).click();
  await desk.page.getByRole('option', { name: /^Rumah/ }).click();
  await dialog.getByLabel(/^Syarat lain/).check();
  await dialog.getByLabel('Diskon (%)', { exact: true }).fill('50');
  await dialog.getByLabel('Untuk berapa masa').fill('3');
  await dialog.getByLabel('Biaya pemasangan (Rp)').fill('250000');
  await dialog.getByRole('textbox', { name: 'Akhir kontrak' }).fill('2027-12-01');
  expect(await desk.faults('subscription-terms')).toEqual([]);
  await dialog.getByRole('button', { name: 'Mulai', exact: true }).click();
  await desk.seen('Langganan dimulai.');
  expect(desk.sent(`POST ${PATH}/subscriptions`)[0]?.body).toEqual({
    ...{ packageId: PACKAGE, unit: 'month', count: 1, issueDaysBefore: 7, graceDays: 3 },
    ...{ discountPercent: 50, discountPeriods: 3, installationRupiah: 250_000, endsOn: '2027-12-01' },
  });
});

const ASK = '00000000-0000-4000-8000-0000000000d1';
const ask = {
  ...{ requestId: ASK, packageId: PACKAGE, packageName: 'Rumah 20 Mbps', priceRupiah: 225_000 },
  ...{ note: 'anak mulai kuliah', askedAt: '2026-11-30T02:00:00.000Z', state: 'waiting' },
  ...{ reason: '', holdsFrom: '' },
};
const asking = { ...standing, subscriptions: [{ ...subscription, packageChange: ask }] };

it('approves the change of package that its subscriber asks for, from the next period on', async () => {
  const preview = `GET /api/v1/subscriptions/${SUBSCRIPTION}/change`;
  const approve = `POST /api/v1/package-changes/${ASK}/approve`;
  const planned = {
    ...{ packageId: PACKAGE, packageName: 'Rumah 20 Mbps', priceRupiah: 225_000, holdsFrom: '2027-01-01' },
  };
  let isApproved = false;
  const after = { ...standing, subscriptions: [{ ...subscription, planned }] };
  await open(ALL, standing, {
    [`GET ${PATH}/bills`]: () => (isApproved ? after : asking),
    [preview]: {
      ...{ creditedRupiah: 150_000, chargedRupiah: 225_000, holdsFrom: '2027-01-01' },
      ...{ owedRupiah: 175_000, balanceRupiah: 0 },
    },
    [approve]: () => {
      isApproved = true;
      return after;
    },
  });
  await desk.seen(/^Minta ganti paket ke Rumah 20 Mbps, Rp.225\.000$/);
  await desk.seen('“anak mulai kuliah”');
  await desk.picture('package-change-asked');
  expect(await desk.faults('package-change')).toEqual([]);
  await desk.page.getByRole('button', { name: 'Setujui ganti paket ke Rumah 20 Mbps' }).click();
  const dialog = desk.page.getByRole('dialog');
  await desk.lastAsked(preview, { packageId: PACKAGE, priceRupiah: '225000' });
  await dialog.getByText('Masa berikutnya').click();
  await desk.lastAsked(preview, { packageId: PACKAGE, priceRupiah: '225000', fromNextPeriod: 'true' });
  await dialog.getByText(/^Berlaku mulai/).waitFor();
  await desk.picture('package-change-approve');
  expect(await desk.faults('package-change-dialog')).toEqual([]);
  await dialog.getByRole('button', { name: 'Setujui' }).click();
  await desk.seen(/^Paket diganti; pelanggan dikabari/);
  expect(desk.sent(approve)[0]?.body).toEqual({ fromNextPeriod: true });
  await desk.seen(/^Mulai .* Rumah 20 Mbps, Rp.225\.000$/);
  await desk.gone(desk.page.getByRole('button', { name: /^Tolak ganti paket/ }));
});

it('refuses a change of package with a reason, and says where somebody else was faster', async () => {
  const refuse = `POST /api/v1/package-changes/${ASK}/refuse`;
  let isAnswered = true;
  await open(ALL, asking, {
    [refuse]: () => {
      if (!isAnswered) return standing;
      isAnswered = false;
      return {
        ...{ code: 'BILLING.PACKAGE_CHANGE_ANSWERED', status: 409 },
        ...{ title: 'Permintaan ini sudah tidak menunggu', detail: 'Muat ulang halaman ini.' },
      };
    },
  });
  await desk.page.getByRole('button', { name: 'Tolak ganti paket ke Rumah 20 Mbps' }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Alasan').fill('kabel penuh');
  await dialog.getByRole('button', { name: 'Tolak' }).click();
  await dialog.getByText('Permintaan ini sudah tidak menunggu').waitFor();
  await dialog.getByRole('button', { name: 'Tolak' }).click();
  await desk.seen(/^Permintaan ditolak/);
  expect(desk.sent(refuse).at(-1)?.body).toEqual({ reason: 'kabel penuh' });
});

it('shows who may not answer what waits, without the answers', async () => {
  await open(['subscribers:read', 'bills:read'], asking);
  await desk.seen(/^Minta ganti paket ke Rumah 20 Mbps/);
  expect(await desk.page.getByRole('button', { name: /^Setujui/ }).count()).toBe(0);
});

it('changes the package once it has said what is credited and billed', async () => {
  const route = `/api/v1/subscriptions/${SUBSCRIPTION}/change`;
  await open(ALL, standing, {
    [`GET ${route}`]: {
      ...{ creditedRupiah: 100_000, chargedRupiah: 300_000, holdsFrom: '2026-12-11' },
      ...{ owedRupiah: 200_000, balanceRupiah: 0 },
    },
    [`POST ${route}`]: standing,
  });
  await desk.page.getByRole('button', { name: 'Ganti paket' }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Paket' }).click();
  await desk.page.getByRole('option', { name: /^Rumah/ }).click();
  await dialog.getByLabel('Harga satu masa (Rp)').fill('300000');
  await desk.lastAsked(`GET ${route}`, { packageId: PACKAGE, priceRupiah: '300000' });
  await desk.seen(/^Berlaku mulai/);
  await desk.seen(/dikurangi Rp.100\.000$/);
  expect(await desk.faults('subscription-change')).toEqual([]);
  await dialog.getByRole('button', { name: 'Ganti paket' }).click();
  await desk.seen('Paket diganti.');
  expect(desk.sent(`POST ${route}`)[0]?.body).toEqual({ packageId: PACKAGE, priceRupiah: 300_000 });
});

it('pauses with a reason, and resumes', async () => {
  await open(ALL, standing, { [`POST /api/v1/subscriptions/${SUBSCRIPTION}/pause`]: standing });
  await choose('Jeda');
  await desk.page.getByLabel('Alasan').fill('mudik');
  expect(await desk.faults('subscription-pause')).toEqual([]);
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Jeda' }).click();
  await desk.seen('Langganan dijeda.');
  expect(desk.sent(`POST /api/v1/subscriptions/${SUBSCRIPTION}/pause`)[0]?.body).toEqual({ reason: 'mudik' });

  const resting = { ...standing, subscriptions: [{ ...subscription, paused: true }] };
  await open(ALL, resting, { [`POST /api/v1/subscriptions/${SUBSCRIPTION}/resume`]: standing });
  await desk.seen('Dijeda');
  await desk.page.getByRole('button', { name: 'Lanjutkan' }).click();
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Lanjutkan' }).click();
  await desk.seen('Langganan berjalan lagi.');
  expect(desk.sent(`POST /api/v1/subscriptions/${SUBSCRIPTION}/resume`)).toHaveLength(1);
});

it('gives a running subscription a line', async () => {
  await open([...ALL, 'lines:read'], standing, {
    'GET /api/v1/lines': { items: [line], nextCursor: null },
    [`POST /api/v1/subscriptions/${SUBSCRIPTION}/line`]: standing,
  });
  await choose('Pilih jalur');
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Jalur PPPoE' }).click();
  await desk.page.getByRole('option', { name: 'rumah-0001' }).click();
  expect(await desk.faults('subscription-set-line')).toEqual([]);
  await dialog.getByRole('button', { name: 'Pilih jalur' }).click();
  await desk.seen('Jalur dipasang pada langganan.');
  expect(desk.sent(`POST /api/v1/subscriptions/${SUBSCRIPTION}/line`)[0]?.body).toEqual({ lineId: LINE });
});

it('says what a bill is made of, and the terms of its subscription', async () => {
  const made = {
    ...{ amountRupiah: 177_500, discountRupiah: 75_000, installationRupiah: 100_000, taxRupiah: 19_250 },
    ...{ taxBasisPoints: 1_150, creditedRupiah: 16_750, dueOn: '2027-01-08' },
  };
  const terms = { postpaid: true, discountPercent: 50, discountUntil: '2027-02-01', endsOn: '2027-12-01' };
  await open(ALL, {
    ...standing,
    subscriptions: [{ ...subscription, ...terms }],
    bills: [bill(1, '2026-12-01', '2027-01-01', made)],
  });
  for (const text of [
    /^PPN 11,5%: /,
    /^diskon Rp/,
    /^pemasangan Rp/,
    /^dikurangi Rp/,
    /^bayar paling lambat/,
    /^pascabayar/,
  ])
    await desk.seen(text);
  expect(await desk.faults('bill-parts')).toEqual([]);
});

it('hands balance back with a reason', async () => {
  const route = `POST ${PATH}/balance-payouts`;
  await open(
    [...ALL, 'orders:refund'],
    { ...standing, owedRupiah: 0, balanceRupiah: 50_000 },
    {
      [route]: { ...standing, balanceRupiah: 0 },
    },
  );
  await desk.page.getByRole('button', { name: 'Kembalikan saldo' }).click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Alasan').fill('pindah rumah');
  expect(await desk.faults('balance-payout')).toEqual([]);
  await dialog.getByRole('button', { name: 'Kembalikan saldo' }).click();
  await desk.seen(/^Saldo dikembalikan\./);
  expect(desk.sent(route)[0]?.body).toEqual({
    ...{ amountRupiah: 50_000, method: 'cash', reason: 'pindah rumah' },
  });
});

it('gives a bill up as a loss with a reason, and waits for it again', async () => {
  const billId = standing.bills[0]?.billId ?? '';
  const route = `POST /api/v1/bills/${billId}/write-off`;
  await open([...ALL, 'bills:write-off'], standing, { [route]: standing });
  await desk.page.getByRole('button', { name: 'Hapuskan' }).click();
  await desk.page.getByLabel('Alasan').fill('pindah tanpa kabar');
  expect(await desk.faults('bill-write-off')).toEqual([]);
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Hapuskan' }).click();
  await desk.seen('Tagihan site-1/202611/0002 dihapuskan.');
  expect(desk.sent(route)[0]?.body).toEqual({ reason: 'pindah tanpa kabar' });

  const [first, ...others] = standing.bills;
  const lost = [{ ...first, owedRupiah: 0, writtenOffRupiah: 100_000 }, ...others];
  const back = `POST /api/v1/bills/${billId}/reclaim`;
  await open([...ALL, 'bills:write-off'], { ...standing, owedRupiah: 0, bills: lost }, { [back]: standing });
  await desk.seen(/^Dihapuskan Rp/);
  await desk.page.getByRole('button', { name: 'Tagih lagi' }).click();
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Tagih lagi' }).click();
  await desk.seen('Tagihan site-1/202611/0002 ditagih lagi.');
  expect(desk.sent(back)).toHaveLength(1);
});

it('takes a security for a subscription, and makes it balance', async () => {
  const route = `POST /api/v1/subscriptions/${SUBSCRIPTION}/deposit`;
  const secured = { ...standing, subscriptions: [{ ...subscription, depositRupiah: 200_000 }] };
  await open(ALL, standing, { [route]: secured });
  await choose('Terima deposit');
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Diterima (Rp)').fill('200000');
  expect(await desk.faults('subscription-deposit')).toEqual([]);
  await dialog.getByRole('button', { name: 'Terima deposit' }).click();
  await desk.seen(/^Deposit diterima: Rp/);
  expect(desk.sent(route)[0]?.body).toEqual({ amountRupiah: 200_000, method: 'cash' });

  const release = `POST /api/v1/subscriptions/${SUBSCRIPTION}/deposit-release`;
  await open(ALL, secured, { [release]: standing });
  await desk.seen(/^Deposit Rp/);
  await choose('Jadikan deposit saldo');
  await desk.page.getByLabel('Alasan').fill('selesai');
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Jadikan deposit saldo' }).click();
  await desk.seen('Deposit menjadi saldo.');
  expect(desk.sent(release)[0]?.body).toEqual({ reason: 'selesai' });
});

it('offers nothing that its operator may not do', async () => {
  await open(['subscribers:read', 'bills:read'], standing);
  await desk.seen('Lunas, sudah diberikan');
  for (const name of ['Batalkan', 'Ganti paket', /^Lainnya/, 'Terima pembayaran', 'Mulai langganan'])
    expect(await desk.page.getByRole('button', { name }).count()).toBe(0);
});
