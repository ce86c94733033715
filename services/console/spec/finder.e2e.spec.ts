// finder.e2e.spec.ts — Ctrl K: an order by a part of its number, a colleague, what the open page offers and what others do.
import { eventually } from '@saring/testing';
import { ACTS, wordsOf } from '../src/shell/acts';
import { ConsolePage } from './console-page';

const AT = '2026-11-27T03:00:00.000Z';
const BUDI = '00000000-0000-4000-8000-0000000000bb';
const DRAWER = 'GET /api/v1/drawer';
const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
afterAll(() => desk?.close());

const order = {
  ...{ orderId: id(7), orderNumber: 'SRG-RW05-7', state: 'fulfilled', purpose: 'package' },
  ...{ description: 'Hemat 10 GB', amountRupiah: 50_000, refundedRupiah: 0, method: 'cash', createdAt: AT },
  ...{ subscriberId: id(12), subscriberName: 'Citra Kirana', subscriberPhone: '+6281299900010' },
  ...{ cashier: BUDI, invoiceNumber: 'rw05/202611/0007' },
};

const type = async (word: string): Promise<void> => {
  await desk.page.keyboard.press('Control+k');
  await desk.page.getByRole('dialog').locator('input:focus').waitFor();
  await desk.page.keyboard.type(word);
};
const find = async (word: string, row: string): Promise<void> => {
  await type(word);
  await desk.page.locator('[data-action]', { hasText: row }).first().waitFor();
  // Rows that come later move the others: what is pressed then is not what was meant.
  await desk.drawn();
};

it('the finder takes a part of a number, whichever it is of, and goes to the order by Enter', async () => {
  await desk.open('/about', ['orders:read'], {
    'GET /api/v1/orders': { items: [order], nextCursor: null },
  });
  await find('611/0007', 'rw05/202611/0007');
  await desk.lastAsked('GET /api/v1/orders', { numberPart: '611/0007', limit: '8' });
  expect(await desk.faults('finder')).toEqual([]);
  await desk.page.keyboard.press('Enter');
  await desk.page.waitForURL(`**/orders/${id(7)}`);
});

it('the finder takes a part of the name of a line, or of the number of a bill, and goes to its person', async () => {
  const line = {
    ...{ lineId: id(21), subscriberId: id(12), subscriberName: 'Citra Kirana', routerId: id(1) },
    ...{ routerName: 'Pondok 1', username: 'melati-07', state: 'active', address: '10.20.8.70' },
    ...{ uploadKilobitsPerSecond: 0, downloadKilobitsPerSecond: 0, pool: '', callerId: '', profile: '' },
    ...{ adopted: false, standing: '', sessionAddress: '', onlineSince: '', suspendedByHand: false },
    heldForBill: false,
  };
  const bill = {
    ...{ billId: id(22), subscriberId: id(12), number: 'rw05/202611/0042', site: 'rw05' },
    ...{ packageName: 'Rumah 10 Mbps', fromDate: '2026-11-01', toDate: '2026-12-01', dueOn: '2026-11-01' },
    ...{ amountRupiah: 150_000, owedRupiah: 0, pastGrace: false, name: 'Citra Kirana' },
    ...{ phone: '+6281299900010', address: '', room: '' },
  };
  await desk.open('/about', ['subscribers:read', 'lines:read', 'bills:read'], {
    'GET /api/v1/subscribers': { items: [], nextCursor: null },
    'GET /api/v1/lines': { items: [line], nextCursor: null },
    'GET /api/v1/bills': {
      ...{ items: [bill], nextCursor: null, totalBills: 1, totalSubscribers: 1, totalRupiah: 0 },
    },
  });
  await find('10.20.8', 'melati-07');
  await desk.lastAsked('GET /api/v1/lines', { search: '10.20.8', withoutStanding: 'true', limit: '8' });
  await desk.page.keyboard.press('Escape');
  await find('611/0042', 'rw05/202611/0042');
  await desk.lastAsked('GET /api/v1/bills', { numberPart: '611/0042', limit: '8' });
  expect(await desk.faults('finder-bill')).toEqual([]);
  await desk.page.locator('[data-action]', { hasText: 'rw05/202611/0042' }).click();
  await desk.page.waitForURL(`**/subscribers/${id(12)}`);
});

const drawerFor = (label: string) => ({
  [DRAWER]: { open: label !== 'Buka laci', expectedRupiah: 0, openedAt: AT },
});

it('the finder keeps what is chosen where something comes before it, and the arrows go on from there', async () => {
  await desk.open('/about', ['counter:sell', 'subscribers:block'], drawerFor('Buka laci'));
  const held = Promise.withResolvers<void>();
  await desk.page.route('**/api/v1/drawer', async (route) => {
    await held.promise;
    await route.fallback();
  });
  await find('lac', 'Laci kas');
  await desk.page.keyboard.press('Enter');
  await desk.page.getByRole('heading', { level: 1, name: 'Laci kas' }).waitFor();
  await type('buka');
  const first = desk.page.locator('[data-action]').first();
  const chosen = desk.page.locator('[data-action][data-selected]');
  await first
    .and(chosen)
    .filter({ hasNotText: /^Buka laci$/ })
    .waitFor();
  const before = await chosen.allTextContents();
  held.resolve();
  await first.filter({ hasText: /^Buka laci$/ }).waitFor();
  await desk.drawn();
  expect(await chosen.allTextContents()).toEqual(before);
  await desk.page.keyboard.press('ArrowUp');
  await first.and(chosen).waitFor();
  await desk.page.keyboard.press('Enter');
  await desk.page.getByRole('dialog', { name: 'Buka laci' }).waitFor();
});

describe('what another page offers', () => {
  it('looks well', async () => {
    const orders = { 'GET /api/v1/orders': { items: [], nextCursor: null } };
    await desk.open('/orders', ['orders:read', 'quota:read', 'debts:remind'], orders);
    await find('ingat', 'Ingatkan');
    await desk.page.keyboard.press('ArrowDown');
    await desk.page.locator('[data-selected]').waitFor();
    expect(await desk.faults('finder-act')).toEqual([]);
  });

  it.each(ACTS.filter(({ how }) => how === 'press').map((act) => [wordsOf(act, 'id'), act] as const))(
    'is done there: %s',
    async (label, { to, permissions }) => {
      await desk.open('/about', permissions, drawerFor(label));
      await find(label.toLowerCase(), label);
      await desk.page.locator('[data-action]', { hasText: label }).first().click();
      const at = `/console${to}`;
      await desk.page.waitForURL(({ pathname }) => pathname.startsWith(at));
      // It was pressed: a dialog of its own, the tab that is chosen now, or a page behind the one of the button.
      const pressed = '[role=dialog] :is(input, button):visible, [role=tab][aria-selected=true]';
      await eventually(
        async () =>
          new URL(desk.page.url()).pathname !== at || (await desk.page.locator(pressed).count()) > 0,
      );
    },
  );
});

it('the finder leads to where one of a list is chosen first, and offers nothing that is forbidden', async () => {
  await desk.open('/about', ['quota:read', 'debts:remind'], {
    'GET /api/v1/debts': { items: [], nextCursor: null },
  });
  await find('ingat', 'Ingatkan');
  await desk.seen('Tunggakan · pilih orangnya dulu');
  await desk.page.keyboard.press('Enter');
  await desk.page.waitForURL('**/debts');
  await type('buka laci');
  await desk.seen('Tidak ada yang cocok.');
  expect(await desk.page.locator('[data-action]').count()).toBe(0);
});

it('the finder finds a colleague', async () => {
  await desk.open('/about', ['operators:read'], { 'GET /api/v1/operators': { items: [] } });
  await find('bud', 'Budi');
  await desk.page.keyboard.press('Enter');
  await desk.page.waitForURL('**/team?colleague=00000000-0000-4000-8000-0000000000bb');
});

it('the finder begins empty, however soon it is opened again', async () => {
  await desk.open('/about', ['orders:read'], { 'GET /api/v1/orders': { items: [], nextCursor: null } });
  await desk.page.emulateMedia({ reducedMotion: 'no-preference' });
  const field = desk.page.getByRole('dialog').locator('input:focus');
  for (const typed of ['xyzw', 'zzzz']) {
    await desk.page.keyboard.press('Control+k');
    await field.waitFor();
    await eventually(async () => expect(await field.inputValue()).toBe(''));
    await desk.page.keyboard.type(typed);
    expect(await field.inputValue()).toBe(typed);
    await desk.page.keyboard.press('Escape');
  }
  await desk.page.emulateMedia({ reducedMotion: 'reduce' });
});

it('the finder means the page whose name begins so, before what stands on any other', async () => {
  const orders = { 'GET /api/v1/orders': { items: [], nextCursor: null } };
  await desk.open('/orders', ['orders:read', 'counter:sell'], { ...orders, ...drawerFor('Buka laci') });
  await find('lac', 'Buka laci');
  await desk.page.keyboard.press('Enter');
  await desk.page.waitForURL('**/drawer');
  await desk.seen('Laci Anda tertutup.');
  await desk.gone(desk.page.getByRole('dialog'));
});
