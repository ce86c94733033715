// Buying and settling in a real browser at a phone's width, before a fake edge.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { eventually, LOOK_MILLISECONDS } from '@saring/testing';
import type { BillingStanding, Order } from '@saring/api-client';
import { findingsOf } from './axe';
import { buildPortal } from './built-portal';
import { CODE, FakeEdge, GB } from './fake-edge';

const PICTURES = resolve(__dirname, '../../../test-output/portal');
const PHONE = { viewport: { width: 360, height: 740 } };

let edge: FakeEdge;
let base: string;
let browser: Browser;
let contexts: BrowserContext[] = [];

beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true });
  edge = new FakeEdge(buildPortal());
  base = await edge.start();
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic'],
  });
});
afterAll(async () => {
  await browser?.close();
  await edge?.stop();
});
afterEach(async () => {
  for (const context of contexts) await context.close();
  contexts = [];
  edge.reset();
  expect([...edge.drift]).toEqual([]);
});

const newPage = async (options = {}): Promise<Page> => {
  const context = await browser.newContext({ ...PHONE, timezoneId: 'UTC', locale: 'en-GB', ...options });
  contexts.push(context);
  context.setDefaultTimeout(LOOK_MILLISECONDS);
  return context.newPage();
};
/** The picture, and what would not fit a small screen or a thumb. */
const picture = async (page: Page, name: string): Promise<void> => {
  await page.screenshot({ path: join(PICTURES, `shop-${name}.png`), fullPage: true });
  const found = await page.evaluate(() => ({
    overflow: document.documentElement.scrollWidth - innerWidth,
    small: [...document.querySelectorAll('button, a.button, label.choice')]
      .filter((element) => element.getClientRects().length > 0)
      .filter((element) => element.getBoundingClientRect().height < 44)
      .map((element) => element.outerHTML),
  }));
  expect(found).toEqual({ overflow: 0, small: [] });
  expect(await findingsOf(page)).toEqual([]);
};
const enterShop = async (page: Page): Promise<void> => {
  await page.goto(base);
  await page.fill('#phone', '0812 3456 7890');
  await page.click('form button');
  await page.fill('#code', CODE);
  await page.click('.menu a[href^="/beli"]');
  await page.waitForSelector('h1:has-text("Beli kuota")');
};
const shop = () => edge.world.shop;
const settleOrder = (state: Order['state']) => {
  const { orders } = shop();
  const last = orders.length - 1;
  const settled = { ...orders[last]!, state, invoiceNumber: 'rw05/202611/00017' };
  orders[last] = settled;
  edge.tell('order', { orderId: settled.orderId, state });
};
const choose = async (page: Page, packageName: string, method: string): Promise<void> => {
  await page.click(`.offer:has-text("${packageName}")`);
  await page.click(`.choice:has-text("${method}")`);
};

it('leads from habis by QRIS to a receipt', async () => {
  Object.assign(edge.world.quota, { status: 'exhausted', remainingBytes: 0 });
  edge.world.access = { status: 'exhausted', applied: true, thisDevice: 'captive', todo: 'buy' };
  const page = await newPage();
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(message.text());
  });
  await page.goto(base);
  await page.fill('#phone', '0812 3456 7890');
  await page.click('form button');
  await page.fill('#code', CODE);
  await page.click('button:has-text("Beli kuota")');
  await page.waitForSelector('.offer-best');
  expect(await page.textContent('.offer-best')).toMatch(
    /Paling hemat.*\+5 GB bonus.*Promo akhir tahun.*Rp 315\.000/s,
  );
  await picture(page, 'window');
  await choose(page, 'Keluarga', 'QRIS');
  await picture(page, 'choose');
  await page.click('button:has-text("Bayar Rp 315.000")');
  await page.waitForSelector('.qr');
  await page.waitForSelector('text=/Sisa waktu 1[45]:/');
  await picture(page, 'qris');
  expect(await page.getAttribute('a:has-text("Simpan gambar")', 'href')).toBe(
    '/api/v1/pay/status-token-0123456789/qr.png',
  );
  expect(shop().placed[0]).toMatchObject({ body: { packageId: 'p-keluarga', method: 'qris' } });
  expect(shop().placed[0]?.key).toMatch(/^[0-9a-f]{32}$/);
  await page.reload();
  await page.waitForSelector('.qr');
  await eventually(() => edge.openPages > 0);
  settleOrder('paid');
  await page.waitForSelector('text=kuota sedang ditambahkan');
  settleOrder('fulfilled');
  await page.waitForSelector('text=Terima kasih, pembayaran diterima');
  await picture(page, 'done');
  expect(await page.getAttribute('a:has-text("PDF")', 'href')).toBe(
    '/api/v1/pay/status-token-0123456789/receipt.pdf',
  );
  expect(wrong.filter((text) => !text.startsWith('Failed to load resource'))).toEqual([]);
});

it('buys a voucher for somebody else: its code is shown, copied and shared', async () => {
  const page = await newPage();
  await enterShop(page);
  await choose(page, 'Hemat', 'QRIS');
  await page.click('.choice:has-text("Untuk orang lain")');
  await picture(page, 'choose-voucher');
  await page.click('button:has-text("Bayar")');
  await page.waitForSelector('.qr');
  expect(shop().placed[0]).toMatchObject({ body: { asVoucher: true, method: 'qris' } });
  await eventually(() => edge.openPages > 0);
  const { orders } = shop();
  orders[orders.length - 1] = { ...orders[orders.length - 1]!, voucherCodes: ['7KQ9-34MX-AACD'] };
  settleOrder('fulfilled');
  await page.waitForSelector('.copyable:has-text("7KQ9-34MX-AACD")');
  const shared = (await page.getAttribute('a:has-text("Bagikan lewat WhatsApp")', 'href')) ?? '';
  expect(new URL(shared).searchParams.get('text')).toContain('7KQ9-34MX-AACD');
  await picture(page, 'voucher');
});

it.each(['expired', 'cancelled', 'denied'] as const)(
  'learns that an order was paid after it was %s',
  async (state) => {
    const page = await newPage();
    await enterShop(page);
    await choose(page, 'Hemat', 'QRIS');
    await page.click('button:has-text("Bayar")');
    await page.waitForSelector('.qr');
    await eventually(() => edge.openPages > 0);
    settleOrder(state);
    await page.waitForSelector('text=Kalau sudah membayar');
    await picture(page, `late-${state}`);
    settleOrder('fulfilled');
    await page.waitForSelector('text=Terima kasih, pembayaran diterima');
  },
);

it('learns of late money by itself where nothing live comes, and stops to ask in the end', async () => {
  edge.world.hasEvents = false;
  const page = await newPage();
  await page.clock.install();
  await enterShop(page);
  await choose(page, 'Hemat', 'QRIS');
  await page.click('button:has-text("Bayar")');
  await page.waitForSelector('.qr');
  settleOrder('expired');
  await page.clock.runFor(5_000);
  await page.waitForSelector('text=Kalau sudah membayar');
  settleOrder('fulfilled');
  await page.clock.runFor(31_000);
  await page.waitForSelector('text=Terima kasih, pembayaran diterima');
  settleOrder('cancelled');
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await page.waitForSelector('text=Kalau sudah membayar');
  await page.clock.runFor(2 * 3_600_000);
  let asked = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/orders/o1')) asked += 1;
  });
  await page.clock.runFor(3_600_000);
  expect(asked).toBe(0);
});

it.each([
  ['of a small phone', { width: 320, height: 568 }],
  ['of a usual one', { width: 390, height: 844 }],
  ['of a laptop', { width: 1280, height: 720 }],
])('shows the whole code above the tab bar %s', async (_, viewport) => {
  const page = await newPage({ viewport });
  await enterShop(page);
  await choose(page, 'Keluarga', 'QRIS');
  await page.click('button:has-text("Bayar Rp 315.000")');
  await page.waitForSelector('.qr');
  const edges = await page.evaluate(() => ({
    code: document.querySelector('.qr')?.getBoundingClientRect().bottom ?? Infinity,
    bar: document.querySelector('.menu')?.getBoundingClientRect().top ?? 0,
  }));
  expect(edges.code).toBeLessThanOrEqual(edges.bar);
  await picture(page, `qris-${viewport.width}`);
});

it('gives the bank, its number to copy, and how to pay there', async () => {
  const page = await newPage();
  await enterShop(page);
  await choose(page, 'Hemat', 'Virtual account');
  await picture(page, 'banks');
  await page.click('button:has-text("Bayar")');
  await page.waitForSelector('text=Nomor virtual account');
  expect(await page.textContent('.copyable strong')).toBe('8123456789012345');
  await page.click('button:has-text("Salin")');
  await page.waitForSelector('text=Disalin');
  await page.click('summary');
  expect(await page.locator('.steps li').count()).toBeGreaterThan(3);
  await picture(page, 'va');
  await page.click('text=Batalkan pesanan');
  await page.waitForSelector('h1:has-text("Dibatalkan")');
  await page.click('button:has-text("Coba lagi")');
  await page.click('.choice:has-text("Virtual account")');
  await page.click('.choice:has-text("Mandiri")');
  await page.click('button:has-text("Bayar")');
  await page.waitForSelector('text=bill key');
  expect(shop().placed[1]?.body).toMatchObject({ packageId: 'p-hemat', method: 'va', bank: 'mandiri' });
  expect(shop().placed[0]?.key).not.toBe(shop().placed[1]?.key);
});

it.each([
  ['GoPay', 'http://wallet.invalid/pay', 'Buka aplikasi'],
  ['Halaman pembayaran', 'http://snap.invalid/pay', 'Lanjut ke halaman pembayaran'],
])('opens %s at once, and is there when one comes back', async (method, address, words) => {
  const page = await newPage();
  const opened: string[] = [];
  await page.route('http://*.invalid/**', (route) => {
    opened.push(route.request().url());
    return route.fulfill({ body: 'wallet' });
  });
  await enterShop(page);
  await choose(page, 'Hemat', method);
  await page.click('button:has-text("Bayar")');
  await page.waitForURL(address);
  await page.goBack();
  await page.waitForSelector(`a.button:has-text("${words}")`);
  expect(opened).toEqual([address]);
});

it.each([
  [
    'Android',
    'Mozilla/5.0 (Linux; Android 14; Pixel; wv) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36',
  ],
  ['an iPhone', 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148'],
])('opens no app from the captive mini-browser of %s', async (_, userAgent) => {
  const page = await newPage({ userAgent });
  await enterShop(page);
  await choose(page, 'Hemat', 'GoPay');
  await page.click('button:has-text("Bayar")');
  await page.waitForSelector('a.button:has-text("Buka aplikasi")');
  expect(page.url()).toContain(`${base}/beli`);
  await picture(page, 'wallet');
});

it('takes a photo of a transfer, made small enough', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'saring-proof-'));
  const page = await newPage();
  await enterShop(page);
  await choose(page, 'Hemat', 'Transfer manual');
  await page.click('button:has-text("Bayar")');
  await page.waitForSelector('text=Transfer ke');
  const photo = join(folder, 'photo.png');
  writeFileSync(photo, await page.screenshot());
  await page.setInputFiles('input[type=file]', photo);
  await page.waitForSelector('text=Bukti sudah dikirim');
  await picture(page, 'transfer');
  expect(shop().proofs).toBe(1);
  rmSync(folder, { recursive: true });
});

it('shows a sum of its own by the printed code, its own digits marked, and takes the proof', async () => {
  const page = await newPage();
  await enterShop(page);
  await choose(page, 'Hemat', 'QRIS (diperiksa)');
  // Before the order: the sum on it is no surprise.
  await page.waitForSelector('text=ditambah paling banyak Rp 200 sebagai penanda');
  await page.click('button:has-text("Bayar")');
  await page.waitForSelector('text=Bayar tepat sejumlah ini');
  const sum = page.locator('.copyable strong').first();
  const price = shop().orders.at(-1)?.amountRupiah ?? 0;
  expect(await sum.textContent()).toBe(String(price + 137));
  expect(await sum.locator('mark').textContent()).toBe(String(price + 137).slice(-3));
  await page.waitForSelector('text=Atas nama WIFI RW 05');
  await page.waitForSelector('input[type=file]', { state: 'attached' });
  await picture(page, 'printed-code');
});

it('says that a proof is being checked once it is sent, and takes one after the end, too', async () => {
  const page = await newPage();
  await enterShop(page);
  await choose(page, 'Hemat', 'QRIS (diperiksa)');
  await page.click('button:has-text("Bayar")');
  await page.waitForSelector('.qr');
  await page.click('text=Batalkan pesanan');
  await page.waitForSelector('text=Kalau sudah membayar, kirim buktinya');
  expect(await page.locator('text=begitu bank memberi tahu').count()).toBe(0);
  await page.click('button:has-text("Coba lagi")');
  await page.click('.choice:has-text("QRIS (diperiksa)")');
  await page.click('button:has-text("Bayar")');
  await page.waitForSelector('.qr');
  const folder = mkdtempSync(join(tmpdir(), 'saring-proof-'));
  const photo = join(folder, 'photo.png');
  writeFileSync(photo, await page.screenshot());
  await page.setInputFiles('input[type=file]', photo);
  await page.waitForSelector('h1:has-text("Bukti diterima, sedang diperiksa")');
  expect(await page.locator('.qr').isVisible()).toBe(false);
  await page.waitForSelector('text=Bukti sudah dikirim');
  await picture(page, 'in-check');
  await page.click('summary:has-text("Cara bayar")');
  await page.waitForSelector('.qr', { state: 'visible' });
  await page.click('button:has-text("Kembali")');
  await page.waitForSelector('h2:has-text("Bukti diterima, sedang diperiksa")');
  await page.click('button:has-text("Lihat pesanan")');
  await page.waitForSelector('h1:has-text("Bukti diterima, sedang diperiksa")');
  rmSync(folder, { recursive: true });
});

it('says what a way to pay adds before the order, and on it', async () => {
  shop().methods.items = [{ method: 'va', banks: ['bca'], addedFee: { rupiah: 4_000, percent: 0 } }];
  const page = await newPage();
  await enterShop(page);
  await choose(page, 'Hemat', 'Virtual account');
  await page.waitForSelector('text=Ditambah biaya Rp 4.000');
  await picture(page, 'added-fee');
});

it('settles one item by the same dialog', async () => {
  const item = {
    unlimited: false,
    sizeBytes: 10 * GB,
    givenAt: '2026-11-01T00:00:00.000Z',
    dueAt: '2026-10-31T16:59:59.000Z',
    paidByPurchase: false,
  };
  shop().debts = {
    autoDebtBytes: 2 * GB,
    autoDebtRupiah: 20_000,
    items: [
      { ...item, debtId: 'd1', unpaidBytes: 10 * GB, amountRupiah: 100_000, reason: 'Talangan ujian' },
      {
        ...item,
        dueAt: '2099-12-31T16:59:59.000Z',
        debtId: 'd2',
        unpaidBytes: 5 * GB,
        amountRupiah: 50_000,
        reason: '',
      },
    ],
    totalBytes: 17 * GB,
    totalRupiah: 170_000,
  };
  const byDebt = { debtBytes: 17 * GB, debtRupiah: 150_000, debtDueAt: item.dueAt, debtBlock: 'overdue' };
  Object.assign(edge.world.quota, { status: 'blocked', blockReason: 'debt', ...byDebt });
  const page = await newPage();
  await page.goto(base);
  await page.fill('#phone', '0812 3456 7890');
  await page.click('form button');
  await page.fill('#code', CODE);
  await page.waitForSelector('text=Alasan: tunggakan lewat jatuh tempo');
  await page.waitForSelector('.figure:has-text("Rp 150.000"):has-text("Jatuh tempo")');
  await picture(page, 'blocked-for-debt');
  await page.click('button:has-text("Lunasi tunggakan")');
  await page.waitForSelector('h2:has-text("Tunggakan")');
  await page.waitForSelector('text=Lunasi dengan uang: membeli paket tidak menguranginya');
  await page.waitForSelector('li:has-text("Talangan ujian"):has-text("lewat jatuh tempo")');
  await page.waitForSelector('li:has-text("50.000"):has-text("jatuh tempo 31 Des")');
  await page.waitForSelector('text=Setelah lunas, paket bisa dibeli lagi');
  expect(await page.isDisabled('.offer:has-text("Hemat")')).toBe(true);
  await picture(page, 'debts');
  await page.click('li:has-text("Talangan ujian") button');
  await page.waitForSelector('text=Rp 100.000');
  await page.click('button:has-text("Bayar Rp 100.000")');
  await page.waitForSelector('.qr');
  expect(shop().placed[0]?.body).toMatchObject({ debtId: 'd1', method: 'qris' });
  settleOrder('fulfilled');
  await page.waitForSelector('text=Tunggakan yang Anda bayar sudah lunas');
  await page.click('text=Kembali');
  await page.click('button:has-text("Lunasi semua, Rp 170.000")');
  await page.click('button:has-text("Bayar Rp 170.000")');
  await page.waitForSelector('.qr');
  expect(shop().placed[1]?.body).toMatchObject({ all: true, method: 'qris' });
});

it('shows the whole code above the tab bar of a small phone, whatever notice there is', async () => {
  const until = new Date(Date.now() + 600_000).toISOString();
  const paymentLane = { open: true, until, leftBytes: 30 * 1_048_576 };
  edge.world.quota = { ...edge.world.quota, status: 'exhausted', remainingBytes: 0, paymentLane };
  const page = await newPage({ viewport: { width: 320, height: 568 } });
  await enterShop(page);
  await page.waitForSelector('.notice:has-text("Internet pelan untuk membayar")');
  await choose(page, 'Hemat', 'QRIS');
  await page.click('button:has-text("Bayar")');
  await page.waitForSelector('.qr');
  await picture(page, 'qris-lane-320');
  const isWhole = await page.evaluate(() => {
    const [code, menu] = ['.qr', '.menu'].map((one) => document.querySelector(one)!.getBoundingClientRect());
    return scrollY === 0 && code!.top >= 0 && code!.bottom <= menu!.top;
  });
  expect(isWhole).toBe(true);
});

it('sells packages before it asks for a debt that each of them pays, and says what they are', async () => {
  const owed = { autoDebtBytes: GB, autoDebtRupiah: 110_000, totalBytes: GB, totalRupiah: 110_000 };
  shop().debts = { ...owed, items: [] };
  const page = await newPage();
  await enterShop(page);
  expect(await page.textContent('.offer')).toContain('Cukup untuk dua minggu');
  const order = await page.locator('.offers, #debts').evaluateAll((found) => found.map(({ id }) => id));
  expect(order).toEqual(['', 'debts']);
});

it('is closed while payment is away, and hides nothing else', async () => {
  shop().methods = { open: false, reason: 'breaker_open', items: [] };
  const page = await newPage();
  await enterShop(page);
  await page.waitForSelector('text=Toko sedang tutup');
  expect(await page.isDisabled('.offer:has-text("Hemat")')).toBe(true);
  await picture(page, 'closed');
});

it('sells what it can though debts cannot be priced', async () => {
  shop().hasUnpricedDebts = true;
  const page = await newPage();
  await enterShop(page);
  expect(await page.locator('.offer').count()).toBe(3);
});

it('shows on the first page what waits for its money, and leads to paying it', async () => {
  const page = await newPage();
  await enterShop(page);
  await choose(page, 'Hemat', 'QRIS');
  await page.click('button:has-text("Bayar")');
  await page.waitForSelector('.qr');
  await page.click('.menu a[href^="/"]:has-text("Beranda")');
  await page.waitForSelector('h2:has-text("Menunggu pembayaran")');
  await picture(page, 'home-open-order');
  await page.click('button:has-text("Bayar Rp 100.000")');
  await page.waitForSelector('.qr');
  await page.goBack();
  await page.waitForSelector('h2:has-text("Menunggu pembayaran")');
  settleOrder('fulfilled');
  await page.waitForSelector('h2:has-text("Menunggu pembayaran")', { state: 'detached' });
});

it('offers who has nothing left what is free today, and takes it once', async () => {
  const active = edge.world.quota;
  edge.world.quota = { ...active, status: 'exhausted', remainingBytes: 0, holdings: [] };
  const offer = { bytes: 500 * 1_048_576, unlimited: false, onlineSeconds: 3_600 };
  shop().free = { ...offer, state: 'free', speedKilobitsPerSecond: 2_000 };
  const page = await newPage();
  await enterShop(page);
  await page.click('.menu a:has-text("Beranda")');
  await page.waitForSelector('h2:has-text("Gratis hari ini: 500 MB · 1 jam pakai · sampai 2 Mbps")');
  await picture(page, 'home-free');
  edge.world.quota = active;
  await page.dblclick('button:has-text("Ambil sekarang")');
  await page.waitForSelector('#free-today', { state: 'detached' });
  expect(shop().freeKeys).toHaveLength(1);
  edge.world.quota = { ...active, status: 'exhausted', remainingBytes: 0, holdings: [] };
  shop().free = { ...shop().free!, state: 'taken' };
  await page.reload();
  await page.waitForSelector('text=Kuota gratis hari ini sudah diambil');
  await picture(page, 'home-free-taken');
});

it('says on the first page that a bill is due, before anything is suspended for it', async () => {
  const bill = (number: string, dueInDays: number, more: object = {}): BillingStanding['bills'][number] => ({
    ...{ billId: number, subscriptionId: 's', number, packageName: 'Rumah 20 Mbps', fromDate: '2026-12-01' },
    ...{ toDate: '2027-01-01', amountRupiah: 150_000, paidRupiah: 0, owedRupiah: 150_000, void: false },
    ...{ given: false, overdue: false, periodRupiah: 150_000, discountRupiah: 0, installationRupiah: 0 },
    ...{ taxRupiah: 0, taxBasisPoints: 0, taxIncluded: false, creditedRupiah: 0, writtenOffRupiah: 0 },
    dueOn: new Date(Date.now() + dueInDays * 86_400_000).toISOString().slice(0, 10),
    ...more,
  });
  const paid = { owedRupiah: 0, paidRupiah: 150_000 };
  const subscription = { ended: false } as BillingStanding['subscriptions'][number];
  shop().bills = {
    ...shop().bills,
    subscriptions: [subscription],
    ...{ bills: [bill('T/3', 20), bill('T/2', -2), bill('T/1', -40, paid)], owedRupiah: 300_000 },
    payments: [
      {
        ...{ receiptId: 'r1', number: 'K-0FA1B2C3', paidAt: '2026-11-01T02:00:00.000Z', method: 'cash' },
        ...{ amountRupiah: 150_000, paidRupiah: 150_000, balanceRupiah: 0, cashier: '', note: '' },
        bills: [{ billId: 'T/1', number: 'T/1', amountRupiah: 150_000 }],
      },
    ],
  };
  const page = await newPage();
  await enterShop(page);
  await page.click('.menu a:has-text("Beranda")');
  await page.waitForSelector('h2:has-text("Tagihan lewat jatuh tempo")');
  await picture(page, 'home-bill-due');
  expect(await page.locator('section:has(#bills-due) p').innerText()).toBe('Rumah 20 Mbps (T/2)');
  await page.click('a:has-text("Bayar Rp 150.000")');
  await page.waitForSelector('h2:has-text("Tagihan saya")');
  await page.waitForSelector('a[href="/package-change"]:has-text("Ganti paket")');
  await page.click('summary:has-text("Pembayaran langsung")');
  const receipt = page.locator('a:has-text("K-0FA1B2C3")');
  expect(await receipt.getAttribute('href')).toBe('/api/v1/me/bills/payments/r1/receipt.pdf');
  await picture(page, 'bill-receipts');
});

it('lists orders, and leads back to the one that waits', async () => {
  const page = await newPage();
  await enterShop(page);
  await choose(page, 'Hemat', 'QRIS');
  await page.click('button:has-text("Bayar")');
  await page.waitForSelector('.qr');
  await page.click('text=Kembali');
  await page.waitForSelector('h2:has-text("Menunggu pembayaran")');
  await page.click('button:has-text("Riwayat pesanan")');
  await page.waitForSelector('.order-line');
  await picture(page, 'history');
  await page.click('.order-line');
  await page.waitForSelector('.qr');
});

it('offers buying without a login to a device that a router has proved', async () => {
  edge.world.standing = {
    known: true,
    claimed: false,
    registered: true,
    online: false,
    status: 'exhausted',
    blockReason: null,
    thisDevice: 'captive',
    todo: 'buy',
  };
  const page = await newPage();
  await page.goto(base);
  expect(await page.getAttribute('a:has-text("Beli kuota tanpa masuk")', 'href')).toBe('/shop');
  await picture(page, 'device');
});

it('says that the price has changed, shows the new one, and asks once more', async () => {
  const page = await newPage();
  await enterShop(page);
  await choose(page, 'Keluarga', 'QRIS');
  const { packages } = shop();
  const at = packages.findIndex(({ packageId }) => packageId === 'p-keluarga');
  packages[at] = { ...packages[at]!, finalPriceRupiah: 330_000 };
  await page.click('button:has-text("Bayar Rp 315.000")');
  await page.waitForSelector('text=The price has changed');
  await picture(page, 'price-changed');
  await page.click('button:has-text("Bayar Rp 330.000")');
  await page.waitForSelector('.qr');
  const [first, second] = shop().placed;
  expect([first?.body, second?.body]).toMatchObject([{ shownRupiah: 315_000 }, { shownRupiah: 330_000 }]);
  expect(first?.key).toBe(second?.key);
});
