// lists.e2e.spec.ts — lists that come page by page, and what an operator finds orders by.
import { ConsolePage } from './console-page';

const CITRA = '00000000-0000-4000-8000-00000000000c';
const BUDI = '00000000-0000-4000-8000-0000000000bb';
const AT = '2026-11-27T03:00:00.000Z';
const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

/** Two pages; the second is the last. */
const twoPages =
  (item: (number: number) => object) =>
  ({ query }: { query: Readonly<Record<string, string>> }) =>
    query['cursor'] === 'next'
      ? { items: [item(2)], nextCursor: null }
      : { items: [item(1)], nextCursor: 'next' };
const more = () => desk.page.getByRole('button', { name: 'Muat lagi' });

const order = (number: number) => ({
  ...{ orderId: id(number), orderNumber: `SRG-RW05-${number}`, state: 'fulfilled', purpose: 'package' },
  ...{ description: 'Hemat 10 GB', amountRupiah: 50_000, refundedRupiah: 0, method: 'cash', createdAt: AT },
  ...{
    subscriberId: CITRA,
    subscriberName: 'Citra Kirana',
    subscriberPhone: '+6281299900010',
    cashier: BUDI,
  },
});

describe('orders', () => {
  const open = (path = '/orders') =>
    desk.open(path, ['orders:read'], { 'GET /api/v1/orders': twoPages(order) });

  it('name the person and the cashier, and come page by page', async () => {
    await open();
    await desk.seen('Citra Kirana');
    await desk.seen('Budi');
    await more().focus();
    await desk.page.keyboard.press('Enter');
    await desk.seen('SRG-RW05-2');
    expect(await more().count()).toBe(0);
    expect(await desk.faults('orders')).toEqual([]);
  });

  it.each([
    ['0812 9990 0010', { phone: '0812 9990 0010' }],
    ['rw05/202611/0007', { numberPart: 'rw05/202611/0007' }],
    ['4f7k', { numberPart: '4f7k' }],
  ])('are found by %s', async (text, query) => {
    await open();
    await desk.page.keyboard.press('/');
    await desk.page.keyboard.type(text);
    await desk.page.waitForURL(/number=/);
    await desk.seen('SRG-RW05-1');
    await desk.lastAsked('GET /api/v1/orders', query);
  });
});

describe('further pages', () => {
  it('of alerts are loaded, and end without an empty one', async () => {
    const alert = (number: number) => ({
      ...{ alertId: id(number), kind: 'paid_twice', state: 'open', raisedAt: AT, note: '' },
      ...{ orderId: id(number), orderNumber: `SRG-RW05-${number}` },
    });
    await desk.open('/alerts', ['orders:read'], { 'GET /api/v1/alerts': twoPages(alert) });
    await desk.seen('SRG-RW05-1');
    await more().click();
    await desk.seen('SRG-RW05-2');
    expect(await more().count()).toBe(0);
    expect(await desk.faults('alerts')).toEqual([]);
  });

  it('of messages are loaded', async () => {
    const message = (number: number) => ({
      ...{
        messageId: id(number),
        template: 'debt.reminder',
        state: 'failed',
        attempts: number,
        createdAt: AT,
        ...{ toPhone: '•••0010', locale: 'id', purpose: 'notice', fault: 'no_quota' },
        lastError: `insufficient quota ${number}`,
      },
    });
    await desk.open('/messages', ['messages:read'], {
      'GET /api/v1/messages': twoPages(message),
      'GET /api/v1/messages/channel': {
        ...{
          channel: 'fonnte',
          open: false,
          reason: '',
          queued: 0,
          failedToday: 2,
          channels: [],
          prices: [],
        },
        ...{ otpLeftToday: 90, otpUsedToday: 10, otpPerDay: 100, otpSending: true },
      },
    });
    const rows = desk.page.getByRole('button', { name: /^Lihat Pengingat jatuh tempo/ });
    await rows.first().waitFor();
    expect(await rows.count()).toBe(1);
    await more().click();
    await rows.nth(1).waitFor();
  });

  it('of held usage are loaded', async () => {
    const held = (number: number) => ({
      ...{ anomalyId: id(number), subscriberId: CITRA, bytes: number * 1_073_741_824, observedAt: AT },
      ...{ secondsSinceWatermark: 5, state: 'open' },
    });
    await desk.open('/held', ['anomalies:read', 'anomalies:decide'], {
      'GET /api/v1/anomalies': twoPages(held),
    });
    await desk.seen('1 GB');
    await more().click();
    await desk.seen('2 GB');
    expect(await desk.faults('held')).toEqual([]);
  });
});

it('a jump of a counter is judged by what the device used around it', async () => {
  const held = {
    ...{ anomalyId: id(1), subscriberId: CITRA, deviceId: id(2), routerId: id(3), bytes: 10 * 1_073_741_824 },
    ...{ observedAt: AT, secondsSinceWatermark: 5, state: 'open', carriedBytes: 1_073_741_824 },
  };
  const path = `GET /api/v1/subscribers/${CITRA}/usage/hours`;
  await desk.open('/held', ['anomalies:read', 'quota:read'], {
    'GET /api/v1/anomalies': { items: [held], nextCursor: null },
    [path]: { items: [{ hour: `${AT.slice(0, 13)}:00:00.000Z`, bytesIn: 0, bytesOut: 536_870_912 }] },
  });
  await desk.page.getByRole('button', { name: 'Grafik: 10 GB' }).click();
  await desk.seen('Jam tersibuk perangkat ini dalam sehari itu: 512 MB.');
  await desk.seen(/mengalirkan 1 GB selama itu/);
  await desk.page.getByRole('img', { name: 'Pemakaian per jam perangkat ini' }).waitFor();
  expect(await desk.faults('held-graph')).toEqual([]);
  expect(desk.sent(path)).toHaveLength(1);
});

it('background jobs have names, and one that runs says since when', async () => {
  const job = { everySeconds: 60, nextRunAt: AT, failures: 0, service: 'billing' };
  await desk.open('/jobs', ['jobs:read'], {
    'GET /api/v1/jobs': {
      scheduled: [{ ...job, name: 'evening-messages', runningSince: AT, lastStartedAt: AT }],
      queued: [
        {
          ...{ service: 'billing', topic: 'sale', kind: 'take_back', waiting: 2, due: 1, failing: 0 },
          nextAttemptAt: AT,
        },
      ],
      silent: [],
    },
  });
  await desk.seen('Laporan sore untuk pemilik');
  await desk.seen(/^Berjalan sejak 27 Nov 2026/);
  await desk.seen('Tarik kembali yang dibeli');
  expect(await desk.faults('jobs')).toEqual([]);
});

describe('on a phone', () => {
  const ROUTER = { routerId: id(7), name: 'Pondok 1', host: '10.0.0.1', site: 'site-1', state: 'online' };
  const PHONE = { width: 390, height: 844 };
  beforeEach(() => desk.page.setViewportSize(PHONE));
  afterEach(() => desk.page.setViewportSize({ width: 1440, height: 900 }));
  const overflowing = () =>
    desk.page.evaluate<string[]>(
      `[...document.querySelectorAll('main *, header *')].filter((one) => one.checkVisibility() &&
         (one.getBoundingClientRect().right > innerWidth + 1 || one.getBoundingClientRect().left < -1) &&
         !one.closest('.mantine-SegmentedControl-root'))
       .map((one) => one.outerHTML.slice(0, 120))`,
    );

  it('orders and people are cards: nothing is beyond the edge', async () => {
    await desk.open('/orders', ['orders:read', 'subscribers:read'], {
      'GET /api/v1/orders': twoPages(order),
    });
    await desk.seen('Citra Kirana');
    await desk.seen(/SRG-RW05-1$/);
    expect(await desk.page.getByRole('table').count()).toBe(0);
    expect(await overflowing()).toEqual([]);
    const person = (number: number) => ({
      ...{ subscriberId: id(number), phone: '+6281299900010', name: 'Citra Kirana', role: 'subscriber' },
      ...{ site: 'site-1', approval: 'approved', disabled: false, blocked: false, createdAt: AT, fields: {} },
    });
    await desk.open('/subscribers', ['subscribers:read', 'subscribers:bulk'], {
      'GET /api/v1/subscribers': twoPages(person),
      'GET /api/v1/subscribers/count': { matches: 2, more: false },
    });
    await desk.seen('Citra Kirana');
    expect(await desk.page.getByRole('table').count()).toBe(0);
    expect(await overflowing()).toEqual([]);
    await desk.page.getByRole('checkbox', { name: 'Pilih Citra Kirana' }).check();
    await desk.seen('Tindakan untuk 1 pelanggan');
    expect(await desk.faults('subscribers')).toEqual([]);
  });

  it('the header holds all its buttons, none of them cut', async () => {
    await desk.open('/orders', ['orders:read', 'routers:read', 'privacy:unmask'], {
      'GET /api/v1/orders': twoPages(order),
      'GET /api/v1/routers': { items: [ROUTER, { ...ROUTER, routerId: id(8), name: 'Pondok 2' }] },
    });
    await desk.page.getByRole('button', { name: /^Router/ }).waitFor();
    const header = desk.page.getByRole('banner').getByRole('button');
    for (const button of await header.all()) {
      const box = await button.boundingBox();
      expect(box?.width).toBeGreaterThanOrEqual(24);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(PHONE.width);
      const isCut = await button.evaluate((one) =>
        [...one.querySelectorAll('*'), one].some(
          (part) => part.clientWidth > 1 && part.scrollWidth > part.clientWidth + 1,
        ),
      );
      expect(isCut).toBe(false);
    }
    await desk.page.getByRole('button', { name: 'Cari' }).click();
    await desk.page.getByRole('dialog').waitFor();
  });
});
