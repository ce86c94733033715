// sale.e2e.spec.ts — a sale at the counter: what is offered, what is short, how it ended, and where the focus is after it.
import { ConsolePage } from './console-page';

const CITRA = '00000000-0000-4000-8000-00000000000c';
const ORDER = '00000000-0000-4000-8000-00000000000d';
const PATH = `/api/v1/subscribers/${CITRA}`;
const AT = '2026-11-28T03:00:00.000Z';
const person = {
  ...{ subscriberId: CITRA, phone: '+6281299900010', name: 'Citra Kirana', role: 'subscriber' },
  ...{ site: 'site-1', approval: 'approved', disabled: false, blocked: false, locale: 'id', fields: {} },
  ...{ termsVersion: 0, createdAt: AT, hardBlock: false },
};
const offer = {
  ...{ packageId: ORDER, name: 'Hemat', bytes: 10 * 1_073_741_824, unlimited: false, active: true },
  ...{ priceRupiah: 20_000, finalPriceRupiah: 20_000, lastsSeconds: 30 * 86_400, promoName: '' },
};
const order = {
  ...{ orderId: ORDER, orderNumber: 'SRG-20261128-ABCD', invoiceNumber: 'site-1/202611/0007' },
  ...{ state: 'fulfilled', description: 'Hemat 10 GB', amountRupiah: 20_000, refundedRupiah: 0 },
  ...{ method: 'cash', createdAt: AT, subscriberId: CITRA, subscriberName: 'Citra Kirana' },
};
const receipt = {
  ...{ messageId: ORDER, template: 'purchase.receipt', state: 'sent', attempts: 1, createdAt: AT },
  ...{ toPhone: person.phone, locale: 'id', purpose: 'service', sentAt: AT },
};
const drawer = { operatorId: ORDER, open: true, expectedRupiah: 0, lastDifferenceRupiah: 0, version: 1 };
const answers = {
  [`GET ${PATH}`]: person,
  'GET /api/v1/packages': { items: [offer] },
  'GET /api/v1/drawer': drawer,
  'GET /api/v1/orders': { items: [order], nextCursor: null },
  'GET /api/v1/messages': { items: [receipt], nextCursor: null },
  [`POST ${PATH}/orders`]: { order, changeRupiah: 30_000 },
};
const MAY = ['subscribers:read', 'counter:sell', 'orders:read', 'messages:read'];

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

const focused = () => desk.page.evaluate<string>('document.activeElement.textContent');
const sell = async () => {
  await desk.open(`/subscribers/${CITRA}`, MAY, answers);
  await desk.page.getByRole('button', { name: 'Jual paket' }).click();
  await desk.page.getByRole('dialog').getByRole('combobox', { name: 'Paket' }).click();
  await desk.page.getByRole('option').first().click();
};

it('offers packages by quota, days and price, and says what is short before it is sent', async () => {
  await sell();
  const dialog = desk.page.getByRole('dialog');
  expect(await dialog.getByRole('combobox', { name: 'Paket' }).inputValue()).toMatch(
    /^Hemat · 10 GB · 30 hari · Rp\s?20\.000$/,
  );
  await dialog.getByLabel('Dibayar (Rp)').fill('15000');
  await desk.seen(/^Kurang Rp\s?5\.000$/);
  expect(await dialog.getByRole('button', { name: 'Jual', exact: true }).isDisabled()).toBe(true);
  expect(await desk.faults('sale-short')).toEqual([]);
  await dialog.getByLabel('Dibayar (Rp)').fill('50000');
  await desk.seen(/^Kembalian Rp\s?30\.000$/);
  await dialog.getByRole('button', { name: 'Batal' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await focused()).toBe('Jual paket');
});

it('ends with the receipt on paper and by WhatsApp, and gives the focus back', async () => {
  await sell();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('Dibayar (Rp)').fill('50000');
  await dialog.getByRole('button', { name: 'Jual', exact: true }).click();
  await desk.seen('Terjual: site-1/202611/0007. Kuota sudah diberikan.');
  expect(await desk.page.getByText(/Kembalian Rp\s?30\.000/).count()).toBe(1);
  await desk.seen('Kuitansi lewat WhatsApp: Terkirim');
  for (const width of ['58', '80'])
    expect(await dialog.getByRole('link', { name: `Cetak ${width} mm` }).getAttribute('href')).toBe(
      `/api/v1/orders/${ORDER}/receipt.pdf?paper=${width}mm`,
    );
  expect(await desk.faults('sale-end')).toEqual([]);
  await dialog.getByRole('button', { name: 'Selesai' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await focused()).toBe('Jual paket');
  expect(desk.sent(`POST ${PATH}/orders`)[0]?.body).toEqual({
    ...{ packageId: ORDER, method: 'cash', paidRupiah: 50_000 },
  });
});

it('takes cash by one tap, and says in large letters what goes back', async () => {
  await sell();
  const dialog = desk.page.getByRole('dialog');
  const sums = dialog.getByRole('group', { name: 'Uang yang diterima' }).getByRole('button');
  expect((await sums.allTextContents()).map((text) => text.replace(/\s/g, ' '))).toEqual([
    ...['Uang pas', 'Rp 50.000', 'Rp 100.000'],
  ]);
  await sums.nth(2).click();
  await desk.seen(/^Kembalian Rp\s?80\.000$/);
  expect(await desk.faults('sale-cash')).toEqual([]);
  await sums.nth(0).click();
  await dialog.getByText(/^Kembalian/).waitFor({ state: 'detached' });
  await dialog.getByRole('button', { name: 'Jual', exact: true }).click();
  await dialog.getByRole('button', { name: 'Selesai' }).waitFor();
  expect(desk.sent(`POST ${PATH}/orders`)[0]?.body).toMatchObject({ paidRupiah: 20_000 });
});

describe('the end of a sale', () => {
  const found = (cause: string, repair: string, more: object = {}) => ({
    cause,
    repair,
    steps: [],
    lines: [],
    ...more,
  });
  const sold = async (diagnosis: () => object) => {
    await desk.open(`/subscribers/${CITRA}`, [...MAY, 'devices:read'], {
      ...answers,
      [`GET ${PATH}/diagnosis`]: diagnosis,
    });
    await desk.page.getByRole('button', { name: 'Jual paket' }).click();
    await desk.page.getByRole('dialog').getByRole('combobox', { name: 'Paket' }).click();
    await desk.page.getByRole('option').first().click();
    await desk.page.getByRole('dialog').getByRole('button', { name: 'Jual', exact: true }).click();
  };

  it('says on which router access opened, once it has followed', async () => {
    let looks = 0;
    await sold(() => {
      looks += 1;
      if (looks < 3) return found('exhausted', 'sell');
      return found('none', 'none', { routerName: 'Pondok 1', deviceName: 'HP' });
    });
    await desk.seen('Menunggu router membuka aksesnya…');
    await desk.seen(/^Akses dibuka di Pondok 1 pukul \d\d\.\d\d WIB\.$/);
    expect(await desk.faults('sale-access')).toEqual([]);
  });

  it('says that it is not open, and what stands in the way', async () => {
    await sold(() => found('never_seen', 'ask', { deviceName: 'HP Citra' }));
    await desk.seen(/^Sampai pukul .* aksesnya belum terbuka\. HP Citra belum pernah terlihat/);
  });
});

it('says of a sale whose quota is not given yet that only the money is there', async () => {
  const waiting = { ...order, state: 'paid', waitingFor: 'ledger_unavailable' };
  await desk.open(`/subscribers/${CITRA}`, MAY, {
    ...answers,
    [`POST ${PATH}/orders`]: { order: waiting, changeRupiah: 0 },
  });
  await desk.page.getByRole('button', { name: 'Jual paket' }).click();
  await desk.page.getByRole('dialog').getByRole('combobox', { name: 'Paket' }).click();
  await desk.page.getByRole('option').first().click();
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Jual', exact: true }).click();
  await desk.seen('Uang untuk site-1/202611/0007 tercatat.');
  await desk.seen(/^Menunggu: buku kuota tidak menjawab/);
  expect(await desk.page.getByText('Kuota sudah diberikan').count()).toBe(0);
  expect(await desk.faults('sale-waiting')).toEqual([]);
});

it('has the receipts among the orders of a person', async () => {
  await desk.open(`/subscribers/${CITRA}`, MAY, answers);
  await desk.page.getByRole('tab', { name: 'Pesanan' }).click();
  await desk.page.getByRole('link', { name: 'Cetak 58 mm' }).waitFor();
  expect(await desk.faults('person-orders')).toEqual([]);
});

it('gives the focus back after the dialogs of the drawer', async () => {
  const shift = {
    ...{ operatorId: ORDER, number: 1, site: 'site-1', openedAt: AT, floatRupiah: 0, refunds: 0 },
    ...{ refundedRupiah: 0, paidInRupiah: 0, paidOutRupiah: 0, expectedRupiah: 0, sales: [], lines: [] },
  };
  await desk.open('/drawer', ['counter:sell'], {
    'GET /api/v1/drawer': { ...drawer, openedAt: AT },
    'GET /api/v1/drawer/shift': shift,
    'GET /api/v1/drawer/closings': { items: [], nextCursor: null },
  });
  for (const name of ['Uang masuk', 'Uang keluar', 'Tutup hari ini']) {
    await desk.page.getByRole('button', { name }).click();
    await desk.page.getByRole('dialog').waitFor();
    await desk.page.keyboard.press('Escape');
    await desk.page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focused()).toBe(name);
  }
});

describe('a bill', () => {
  const ASKED_AT = '2026-11-28T04:00:00.000Z';
  const LINK = 'https://wifi.example.id/pay/token-of-the-bill';
  const bill = {
    ...{ ...order, state: 'pending', invoiceNumber: undefined, statusUrl: LINK },
    ...{ times: 1, askedAt: ASKED_AT },
  };
  const told = { ...receipt, template: 'purchase.pending', createdAt: ASKED_AT };
  const WHATSAPP = {
    ...{
      channel: 'fonnte',
      open: false,
      reason: '',
      queued: 0,
      failedToday: 0,
      otpSending: true,
      channels: [],
      prices: [],
    },
    ...{ otpLeftToday: 63, otpUsedToday: 37, otpPerDay: 100 },
  };
  const send = async (answer: object, messages: readonly object[], may = MAY) => {
    await desk.open(`/subscribers/${CITRA}`, may, {
      ...answers,
      'GET /api/v1/messages': { items: messages, nextCursor: null },
      'GET /api/v1/messages/channel': WHATSAPP,
      'GET /api/v1/payment-methods': { items: [{ method: 'va', banks: ['bca'] }, { method: 'qris' }] },
      [`POST ${PATH}/payment-requests`]: answer,
    });
    await desk.page.getByRole('button', { name: 'Tindakan lain' }).click();
    await desk.page.getByRole('menuitem', { name: 'Kirim tagihan' }).click();
    await desk.page.getByRole('combobox', { name: 'Paket' }).click();
    await desk.page.getByRole('option', { name: /Hemat/ }).click();
  };
  const press = () => desk.page.getByRole('button', { name: 'Kirim', exact: true });

  it('for a package or for all debts ends with what became of its message, and its link', async () => {
    await send(bill, [told]);
    expect(await desk.faults('bill-dialog')).toEqual([]);
    await press().click();
    await desk.seen(/^Tagihan Rp\s?20\.000 dibuat\.$/);
    await desk.seen(/^Diserahkan ke .* pukul/);
    expect(await desk.page.getByLabel('Tautan bayar').inputValue()).toBe(LINK);
    expect(await desk.page.getByText('Tautan ini hanya terbuka di komputer server').count()).toBe(0);
    expect(await desk.faults('bill-end')).toEqual([]);
    expect(desk.sent(`POST ${PATH}/payment-requests`)[0]?.body).toEqual({
      ...{ packageId: ORDER, method: 'qris' },
    });
    await desk.page.getByRole('button', { name: 'Selesai' }).click();
    await desk.page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('that is open already is said to be sent again, at its own price, and why its message failed', async () => {
    const failed = { ...told, state: 'failed', sentAt: undefined, fault: undefined, lastError: 'no device' };
    await send({ ...bill, times: 2, amountRupiah: 15_000 }, [failed]);
    await press().click();
    await desk.seen(/^Tagihan Rp\s?15\.000 yang dibuat .* masih terbuka; dikirim lagi \(ke-2\)\.$/);
    await desk.seen(/^Harga paketnya sekarang Rp\s?20\.000\./);
    await desk.seen('Tidak terkirim: no device.');
    expect(await desk.faults('bill-failed')).toEqual([]);
  });

  it('whose message is older, or whose payment is not open yet, is not said to be sent', async () => {
    await send(bill, [{ ...told, createdAt: AT }]);
    await press().click();
    await desk.seen('Pesannya sedang disiapkan…');
    await send({ ...bill, state: 'created', statusUrl: 'http://localhost:9000/pay/token' }, []);
    await press().click();
    await desk.seen(/^Layanan pembayaran belum menjawab\./);
    await desk.seen(/^Tautan ini hanya terbuka di komputer server\./);
    expect(await desk.faults('bill-opening')).toEqual([]);
  });

  it('is sent once by a double click', async () => {
    await send(bill, [told]);
    await press().dblclick();
    await desk.seen(/^Tagihan Rp\s?20\.000 dibuat\.$/);
    expect(desk.sent(`POST ${PATH}/payment-requests`)).toHaveLength(1);
  });
});
