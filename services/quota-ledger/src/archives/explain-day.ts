// explain-day.ts — what each device moved at a router on a day of an archived month, from the archive files alone.
import { fromRecorded } from '@saring/event-sourcing';
import { endOfLocalDay, instantAfter, isLocalDate, localInstant } from '@saring/kernel';
import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { monthsOf } from '../domain/closing';
import type { UsageMetered } from '../domain/meter';
import { evolveTable, forEachCharge, newMeterTable, type MeterTable } from '../domain/meter-charges';
import { meterStream } from '../streams';
import { unpackArchive } from './archive-file';
import type { ArchiveFolder } from './archive-folder';
import { ArchiveRows, type ArchiveRow } from './archive.rows';

export type ExplainedDevice = {
  readonly deviceId: string;
  readonly subscriberId: string;
  bytesIn: number;
  bytesOut: number;
  /** Of growth that was held that day, whatever was decided of it later. */
  heldBytes: number;
};

type Question = {
  readonly routerId: string;
  /** `yyyy-mm-dd`, in `timeZone`. */
  readonly day: string;
  readonly timeZone: string;
  /** Absent: all. */
  readonly deviceId?: string;
};

type Archives = {
  readonly pool: Pool;
  readonly folder: Pick<ArchiveFolder, 'read'>;
  /** Of the installation: its months are those of the files. */
  readonly timeZone: string;
};

/**
 * Each file begins with a closing, which says whose every row of the meter is; the events behind it say the growth.
 * @returns by account and device, those that moved the most first.
 * @throws Error where the day is none, or not archived whole, or a file is not the one that was noted.
 */
export const explainDay = async (
  { pool, folder, timeZone: monthZone }: Archives,
  { routerId, day, timeZone, deviceId }: Question,
): Promise<readonly ExplainedDevice[]> => {
  if (!isLocalDate(day)) throw new Error(`${day} is no day: yyyy-mm-dd`);
  const from = localInstant(day, '00:00', timeZone).toISOString();
  const until = instantAfter(endOfLocalDay(day, timeZone).toISOString(), 1);
  const monthOf = monthsOf(monthZone);
  const stream = meterStream(routerId);
  const rows = await new ArchiveRows(pool).filesOf(stream);
  const files = filesBetween(rows, monthOf(from), monthOf(instantAfter(until, -1)));
  if (files.length === 0) throw new Error(`${day} of ${stream} is not archived: ${lastOf(rows)}`);
  const devices = new Map<string, ExplainedDevice>();
  for (const file of files)
    for await (const { event, table } of eventsIn(folder, file))
      if (event.at >= from && event.at < until) addTo(devices, event, table);
  return [...devices.values()]
    .filter((device) => deviceId === undefined || device.deviceId === deviceId)
    .sort((left, right) => right.bytesIn + right.bytesOut - left.bytesIn - left.bytesOut);
};

/** A file holds what came behind the one before, up to its month's end. Empty: the last of the months is in none. */
const filesBetween = (
  rows: readonly ArchiveRow[],
  firstMonth: string,
  lastMonth: string,
): readonly ArchiveRow[] => {
  const first = rows.findIndex(({ month }) => month >= firstMonth);
  const last = rows.findIndex(({ month }) => month >= lastMonth);
  return last < 0 ? [] : rows.slice(first, last + 1);
};

const lastOf = (rows: readonly ArchiveRow[]): string =>
  rows.length > 0 ? `the last month is ${rows[rows.length - 1]?.month}` : 'nothing of it is';

async function* eventsIn(
  folder: Pick<ArchiveFolder, 'read'>,
  row: ArchiveRow,
): AsyncGenerator<{ readonly event: UsageMetered; readonly table: MeterTable }> {
  const { file, sha256, stream, month, from, until } = row;
  const hash = createHash('sha256');
  async function* hashed(): AsyncGenerator<Buffer> {
    for await (const chunk of folder.read(file)) {
      hash.update(chunk);
      yield chunk;
    }
  }
  const table = newMeterTable();
  for await (const recorded of unpackArchive(file, hashed(), { stream, month, from, until })) {
    const event = fromRecorded<UsageMetered>(recorded);
    evolveTable(table, event);
    yield { event, table };
  }
  if (hash.digest('hex') !== sha256)
    throw new Error(`${file} is not the file that was noted: its SHA-256 is another`);
}

const addTo = (devices: Map<string, ExplainedDevice>, event: UsageMetered, table: MeterTable): void =>
  forEachCharge(table, event, ({ device, owner, inBytes, outBytes, heldSeconds }) => {
    const key = `${owner}|${device}`;
    const sums = devices.get(key) ?? {
      ...{ deviceId: device, subscriberId: owner },
      ...{ bytesIn: 0, bytesOut: 0, heldBytes: 0 },
    };
    devices.set(key, sums);
    if (heldSeconds !== null) sums.heldBytes += inBytes + outBytes;
    else {
      sums.bytesIn += inBytes;
      sums.bytesOut += outBytes;
    }
  });
