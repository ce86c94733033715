// reminders.e2e.spec.ts — a person is reminded of their debts from the list, and a second time today is refused.
import { ConsolePage } from './console-page';

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
}, 60_000);
afterAll(() => desk?.close());

const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const CITRA = id(1);
const debt = (number: number, name: string) => ({
  ...{ subscriberId: id(number), debtId: id(100 + number), sizeBytes: 1e9, unpaidBytes: 1e9 },
  ...{ unlimited: false, priceRupiah: 20_000, unpaidRupiah: 20_000, overdue: true, reason: 'kasbon' },
  ...{ givenAt: '2026-11-01T00:00:00.000Z', dueAt: '2026-11-20T00:00:00.000Z' },
  ...{ name, phone: '+6281299900010', site: 'rw05' },
});
const REMIND = `POST /api/v1/subscribers/${CITRA}/debts/reminder`;
const answers = {
  'GET /api/v1/books/debts': {
    ...{ items: [debt(1, 'Citra'), debt(2, 'Dewi')], nextCursor: null },
    ...{ totalDebts: 2, totalSubscribers: 2, totalBytes: 2e9, totalRupiah: 40_000 },
  },
  [REMIND]: { subscriberId: CITRA, day: '2026-11-28', remindedAt: '2026-11-28T10:00:00.000Z' },
};

it('reminds one person from their row', async () => {
  await desk.open('/debts', ['quota:read', 'debts:remind'], answers);
  await desk.page.getByRole('button', { name: 'Ingatkan Citra' }).waitFor();
  expect(await desk.faults('reminders')).toEqual([]);
  await desk.page.getByRole('button', { name: 'Ingatkan Citra' }).click();
  await desk.seen('Pengingat untuk Citra dikirim.');
  expect(desk.sent(REMIND)).toHaveLength(1);
});

it('reminds those who are ticked, or all of the list, by a draft', async () => {
  const batch = {
    ...{ batchId: id(9), action: 'remind', reason: '', bytes: 0, days: 0, actor: '', rows: 1 },
    ...{ waiting: 1, done: 0, skipped: 0, createdAt: '2026-11-28T10:00:00.000Z' },
  };
  const row = { number: 1, state: 'waiting', subscriberId: CITRA, name: 'Citra', phone: '•••0010', why: '' };
  const may = ['quota:read', 'debts:remind', 'subscribers:bulk'];
  await desk.open('/debts', may, {
    ...answers,
    'POST /api/v1/batches': batch,
    [`GET /api/v1/batches/${id(9)}`]: batch,
    [`GET /api/v1/batches/${id(9)}/rows`]: { items: [row], nextCursor: null },
  });
  await desk.page.getByLabel('Pilih Citra').check();
  expect(await desk.faults('reminders-many')).toEqual([]);
  await desk.page.getByRole('button', { name: 'Ingatkan 1 orang' }).click();
  await desk.page.getByRole('button', { name: 'Mulai untuk 1 baris' }).waitFor();
  expect(desk.sent('POST /api/v1/batches')[0]?.body).toEqual({ action: 'remind', subscriberIds: [CITRA] });
});

it('has no button for who may not remind', async () => {
  await desk.open('/debts', ['quota:read'], answers);
  await desk.seen('Citra');
  expect(await desk.page.getByRole('button', { name: 'Ingatkan Citra' }).count()).toBe(0);
});
