// console-import.e2e.spec.ts — a list of 1,000 subscribers with errors among them is imported at the console, is stopped in
// the middle by a restart, and ends with each good line done once and each bad one named.
import { eventually } from '@saring/testing';
import { findingsOf } from '../../portal/spec/axe';
import { ConsoleVisit } from './testing/console-visit';

const STORY_MILLISECONDS = 180_000;
const LINES = 1_000;
const GIGABYTE = 1_073_741_824;

let visit: ConsoleVisit;
beforeAll(async () => {
  visit = await ConsoleVisit.start();
}, STORY_MILLISECONDS);
afterAll(() => visit?.close(), STORY_MILLISECONDS);

const phoneOf = (number: number): string => `0812${String(30_000_000 + number)}`;
/** Every 50th number is none, every 100th but one line says a quota that is none, the last ten repeat the second ten. */
const isBadPhone = (number: number): boolean => number % 50 === 7;
const isBadQuota = (number: number): boolean => number % 100 === 31;
const isRepeated = (number: number): boolean => number >= LINES - 10;
const lineOf = (number: number): string => {
  const phone = isBadPhone(number) ? '0812' : phoneOf(isRepeated(number) ? number - LINES + 20 : number);
  return [`Warga ${number}`, phone, isBadQuota(number) ? 'banyak' : '5', '30', `B-${number}`].join(';');
};
const numbers = Array.from({ length: LINES }, (_, number) => number);
const isGood = (number: number): boolean => !isBadPhone(number) && !isBadQuota(number) && !isRepeated(number);
const GOOD = numbers.filter(isGood).length;

type Batch = { rows: number; waiting: number; done: number; skipped: number };
const batch = async (id: string): Promise<Batch> =>
  (await visit.operator.get<Batch>(`/api/v1/batches/${id}`)).body;

it(
  'does each good line once, though it is stopped in the middle, and names each bad one',
  async () => {
    const { page } = visit;
    await visit.signIn();
    await page.goto(visit.url('/import'));
    const csv = ['Nama;No HP;Kuota (GB);Hari;Kamar', ...numbers.map(lineOf)].join('\n');
    await page.setInputFiles('input[type=file]', {
      ...{ name: 'warga.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) },
    });
    await page.getByRole('button', { name: 'Periksa 1.000 baris' }).click();
    await page.getByRole('button', { name: `Mulai untuk ${GOOD} baris` }).waitFor();
    const id = new URL(page.url()).pathname.split('/').pop() ?? '';
    expect(await batch(id)).toMatchObject({ rows: LINES, waiting: GOOD, skipped: LINES - GOOD, done: 0 });
    expect(await findingsOf(page)).toEqual([]);
    await visit.picture('import-checked');
    await page.getByRole('button', { name: `Mulai untuk ${GOOD} baris` }).click();
    await visit.seen(`Dimulai untuk ${GOOD} baris.`);
    await eventually(async () => expect((await batch(id)).done).toBeGreaterThan(20), STORY_MILLISECONDS);
    await visit.saring.restart();
    await eventually(
      async () => expect(await batch(id)).toMatchObject({ done: GOOD, waiting: 0, skipped: LINES - GOOD }),
      STORY_MILLISECONDS,
    );
    await page.reload();
    await visit.seen(`${GOOD} dari 1.000 selesai`);
    await visit.picture('import-ended');
    const report = await visit.operator.get<string>(`/api/v1/batches/${id}/rows.csv`);
    expect(report.body.trim().split('\n')).toHaveLength(LINES + 1);
    const people = await visit.operator.get<string>('/api/v1/subscribers.csv');
    expect(people.body.trim().split('\n')).toHaveLength(GOOD + 1);
    // Every 97th of them holds what its line said, once.
    for (const number of numbers.filter((one) => isGood(one) && one % 97 === 0)) {
      const found = await visit.operator.get<{ items: { subscriberId: string; name: string }[] }>(
        `/api/v1/subscribers?phone=${phoneOf(number)}`,
      );
      const [person] = found.body.items;
      expect(person?.name).toBe(`Warga ${number}`);
      const quota = await visit.operator.get<{ remainingBytes: number }>(
        `/api/v1/subscribers/${person?.subscriberId}/quota`,
      );
      expect(quota.body.remainingBytes).toBe(5 * GIGABYTE);
    }
  },
  2 * STORY_MILLISECONDS,
);
