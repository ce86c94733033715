// reminders.e2e.spec.ts — a person is reminded of their debts from the list, and a second time today is refused.
import { ConsolePage } from './console-page';

let desk: ConsolePage;
beforeAll(async () => {
  desk = await ConsolePage.start();
});
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

it('reminds those who are ticked: a draft is looked at, started, and tells the end of each row', async () => {
  let isStarted = false;
  const batch = () => ({
    ...{ batchId: id(9), action: 'remind', reason: '', bytes: 0, days: 0, actor: '', rows: 2 },
    ...{ createdAt: '2026-11-28T10:00:00.000Z', waiting: isStarted ? 0 : 2, done: isStarted ? 1 : 0 },
    ...(isStarted ? { startedAt: '2026-11-28T10:01:00.000Z', skipped: 1 } : { skipped: 0 }),
  });
  const row = (number: number, name: string, end: object = {}) => ({
    ...{ number, state: isStarted ? 'done' : 'waiting', subscriberId: id(number), name, phone: '•••0010' },
    ...{ why: '', ...(isStarted ? end : {}) },
  });
  const today = { state: 'skipped', refusal: 'BILLING.REMINDED_TODAY', why: 'Sudah diingatkan hari ini' };
  const may = ['quota:read', 'debts:remind', 'subscribers:bulk'];
  await desk.open('/debts', may, {
    ...answers,
    'POST /api/v1/batches': batch,
    [`GET /api/v1/batches/${id(9)}`]: batch,
    [`GET /api/v1/batches/${id(9)}/rows`]: () => ({
      items: [row(1, 'Citra'), row(2, 'Dewi', today)],
      nextCursor: null,
    }),
    [`POST /api/v1/batches/${id(9)}/start`]: () => {
      isStarted = true;
      return batch();
    },
  });
  await desk.page.getByLabel('Pilih Citra').check();
  await desk.page.getByLabel('Pilih Dewi').check();
  expect(await desk.faults('reminders-many')).toEqual([]);
  await desk.page.getByRole('button', { name: 'Ingatkan 2 orang' }).click();
  const start = desk.page.getByRole('button', { name: 'Mulai untuk 2 baris' });
  await start.waitFor();
  expect(desk.sent('POST /api/v1/batches')[0]?.body).toEqual({
    ...{ action: 'remind', subscriberIds: [CITRA, id(2)] },
  });
  await start.click();
  await desk.seen('Sudah diingatkan hari ini');
  await start.waitFor({ state: 'detached' });
  expect(await desk.faults('reminders-report')).toEqual([]);
});

it('reminds all of the list that is shown', async () => {
  await desk.open('/debts', ['quota:read', 'debts:remind', 'subscribers:bulk'], answers);
  await desk.page.getByText('Terlambat', { exact: true }).first().click();
  await desk.page.getByRole('button', { name: 'Ingatkan semua di daftar ini' }).click();
  await desk.asked('POST /api/v1/batches', 1);
  expect(desk.sent('POST /api/v1/batches')[0]?.body).toEqual({ action: 'remind', debts: 'overdue' });
});

it('has no button for who may not remind', async () => {
  await desk.open('/debts', ['quota:read'], answers);
  await desk.seen('Citra');
  expect(await desk.page.getByRole('button', { name: 'Ingatkan Citra' }).count()).toBe(0);
});
