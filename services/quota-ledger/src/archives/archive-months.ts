// archive-months.ts — copies the closed months of all meters to archive files, and reads each back before it counts.
import type { EventStore, RecordedEvent } from '@saring/event-sourcing';
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Pool } from 'pg';
import { meterStream } from '../streams';
import { packArchive, unpackArchive, type ArchiveHeader } from './archive-file';
import type { ArchiveFolder } from './archive-folder';
import { ArchiveRows } from './archive.rows';
import { closedMonths } from './closed-months';

const PAGE_EVENTS = 200;

export class ArchiveMonths {
  private readonly rows: ArchiveRows;

  constructor(
    private readonly store: EventStore,
    private readonly pool: Pool,
    private readonly folder: ArchiveFolder,
  ) {
    this.rows = new ArchiveRows(pool);
  }

  /**
   * Archives the next month that is closed and not archived. Ended at any point it goes on with the next run: a month counts
   * once its row is there, and the same events give the same file. No event is removed.
   * @returns what was archived; null: all is.
   * @throws Error when a file that was written is not what the store says.
   */
  async archiveNext(): Promise<ArchiveHeader | null> {
    for (const stream of await this.meters()) {
      const [next] = await closedMonths(this.store, stream, await this.rows.archivedUntil(stream));
      if (!next) continue;
      await this.archive(next);
      return next;
    }
    return null;
  }

  private async archive(header: ArchiveHeader): Promise<void> {
    const name = nameOf(header);
    await this.folder.write(name, packArchive(header, this.eventsOf(header)));
    const { sha256, fileBytes } = await this.verify(name, header);
    await this.rows.add({ ...header, file: name, fileBytes, sha256 });
  }

  /** What the file gives back is, event by event, what the store has. */
  private async verify(name: string, header: ArchiveHeader) {
    const hash = createHash('sha256');
    let fileBytes = 0;
    async function* counted(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const chunk of packed) {
        hash.update(chunk);
        fileBytes += chunk.length;
        yield chunk;
      }
    }
    const stored = this.eventsOf(header);
    for await (const archived of unpackArchive(name, counted(this.folder.read(name)), header)) {
      const { value } = (await stored.next()) as { value: RecordedEvent | undefined };
      if (!value || !isDeepStrictEqual(plain(archived), plain(value)))
        throw new Error(`${name} differs from the store at revision ${archived.revision}`);
    }
    return { sha256: hash.digest('hex'), fileBytes };
  }

  private async *eventsOf({ stream, from, until }: ArchiveHeader): AsyncGenerator<RecordedEvent> {
    for (let next = from; next < until; next += PAGE_EVENTS) {
      const limit = Math.min(PAGE_EVENTS, until - next);
      const page = await this.store.readStream(stream, { from: next, limit });
      if (page.length !== limit) throw new Error(`${stream} has no event behind revision ${next}`);
      yield* page;
    }
  }

  private async meters(): Promise<readonly string[]> {
    const { rows } = await this.pool.query<{ stream: string; isLines: boolean }>(
      `select distinct router_id as stream, false as "isLines" from router_hours
       union select stream, true from line_meters order by 1`,
    );
    return rows.map(({ stream, isLines }) => (isLines ? stream : meterStream(stream)));
  }
}

/** Flat: the same in a folder and in a bucket. */
const nameOf = ({ stream, month, from, until }: ArchiveHeader): string =>
  `archive-${stream}.${month}.${from}-${until}.jsonl.zst`;

/** Ids and times of stored events are made when they are asked for. */
const plain = ({ eventId, stream, revision, position, type, data, metadata, recordedAt }: RecordedEvent) => ({
  ...{ eventId, stream, revision, position, type, data, metadata, recordedAt },
});
