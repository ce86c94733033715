// A day of an archived month, explained from its files, against what the running ledger says of it.
import 'reflect-metadata';
import { QuotaLedger } from '@saring/contracts';
import type { RecordedEvent } from '@saring/event-sourcing';
import { GB, localDate, MB, systemClock } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { Counters } from '../testing/counters';
import { LedgerStack } from '../testing/ledger-stack';
import { packArchive, unpackArchive, type ArchiveHeader } from './archive-file';
import type { ArchiveFolder } from './archive-folder';
import { ArchiveMonths } from './archive-months';
import { ArchiveRows } from './archive.rows';
import { explainDay } from './explain-day';

const DAY_MILLISECONDS = 86_400_000;
const ZONE = 'Asia/Jakarta';
const DAYS = 40;
const { method } = QuotaLedger;
let ledger: LedgerStack;
let aheadMilliseconds = 0;
const clock = { ...systemClock, now: () => new Date(systemClock.now().getTime() + aheadMilliseconds) };
const files = new Map<string, Buffer>();

async function* piecesOf(name: string): AsyncGenerator<Buffer> {
  const file = files.get(name);
  if (!file) throw new Error(`there is no ${name}`);
  yield file;
}
const packed = async (content: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
};
const folder: ArchiveFolder = {
  write: async (name, content) => void files.set(name, await packed(content)),
  read: piecesOf,
};

let router: Counters;
let subscriberId: string;
const days: string[] = [];
beforeAll(async () => {
  ledger = await LedgerStack.start({}, clock);
  subscriberId = await ledger.subscriber();
  await ledger.grant(subscriberId, 900 * GB);
  router = new Counters(ledger.nats, true, clock);
  const phones = [router.phone(subscriberId), router.phone(subscriberId)] as const;
  await router.read();
  let bytes = 0;
  // A day at a time, over more than a month: the same phones and another each tenth day, and one reading nobody believes.
  for (let day = 0; day < DAYS; day += 1) {
    days.push(localDate(clock.now(), ZONE));
    const late = day % 10 === 9 ? router.phone(subscriberId) : phones[0];
    for (const [index, device] of [...phones, late].entries()) {
      router.move(device, (day + 1) * MB + index);
      router.send(device, 1_000 + day);
      bytes += (day + 1) * MB + index + 1_000 + day;
    }
    await router.read();
    if (day === 5) router.move(phones[1], 200 * GB);
    if (day === 5) await router.read();
    aheadMilliseconds += DAY_MILLISECONDS;
  }
  await eventually(async () =>
    expect((await ledger.messenger.request(method.getQuota, { subscriberId })).usedBytes).toBe(bytes),
  );
  // The last readings are of a month that no later one has closed.
  while (await new ArchiveMonths(ledger.store, ledger.pool, folder).archiveNext());
});
afterAll(() => ledger.close());

const explained = (day: string, deviceId?: string, timeZone = ZONE) =>
  explainDay(
    { pool: ledger.pool, folder, timeZone: ZONE },
    { routerId: router.routerId, day, timeZone, ...(deviceId ? { deviceId } : {}) },
  );
const archivedDays = (): readonly string[] => {
  const last = days.at(-1)?.slice(0, 7) ?? '';
  return days.filter((day) => day.slice(0, 7) < last);
};

it('says of each archived day and device what the ledger says', async () => {
  expect(archivedDays().length).toBeGreaterThan(0);
  for (const day of archivedDays()) {
    const range = { subscriberId, fromDate: day, toDate: day, timeZone: ZONE };
    const said = await ledger.messenger.request(method.getUsage, range);
    const byDevice = (items: readonly { deviceId: string; bytesIn: number; bytesOut: number }[]) =>
      items
        .filter(({ bytesIn, bytesOut }) => bytesIn + bytesOut > 0)
        .map(({ deviceId, bytesIn, bytesOut }) => [deviceId, bytesIn, bytesOut])
        .sort();
    expect([day, byDevice(await explained(day))]).toEqual([day, byDevice(said.days)]);
  }
});

it('says what was held, and answers for one device alone', async () => {
  const all = await Promise.all(archivedDays().map((day) => explained(day)));
  const held = all.flat().reduce((sum, { heldBytes }) => sum + heldBytes, 0);
  expect(held).toBe(archivedDays().includes(days[5] ?? '') ? 200 * GB : 0);
  const [day = ''] = archivedDays();
  const [first] = await explained(day);
  expect(await explained(day, first?.deviceId)).toEqual([first]);
});

it('refuses a day that is none, or not archived whole', async () => {
  await expect(explained('2026-02-31')).rejects.toThrow('is no day');
  await expect(explained(days.at(-1) ?? '')).rejects.toThrow(/is not archived: the last month is/);
  // Far to the west the last day of a month ends when the next month is long begun here.
  await expect(explained(archivedDays().at(-1) ?? '', undefined, 'Etc/GMT+12')).rejects.toThrow(
    'is not archived',
  );
});

it('refuses a file that is whole, but not the one that was noted', async () => {
  const [row] = await new ArchiveRows(ledger.pool).filesOf(`meter-${router.routerId}`);
  if (!row) throw new Error('nothing is archived');
  const { stream, month, from, until, file } = row;
  const header: ArchiveHeader = { stream, month, from, until };
  async function* changed(): AsyncGenerator<RecordedEvent> {
    for await (const event of unpackArchive(file, piecesOf(file), header))
      yield { ...event, metadata: { actor: 'somebody' } };
  }
  const original = files.get(file) ?? Buffer.alloc(0);
  files.set(file, await packed(packArchive(header, changed())));
  await expect(explained(archivedDays()[0] ?? '')).rejects.toThrow('its SHA-256 is another');
  files.set(file, original);
});
