// archive.rows.ts — which revisions of which stream are in which archive file.
import type { Pool } from 'pg';
import type { ArchiveHeader } from './archive-file';

export type ArchiveRow = ArchiveHeader & {
  readonly file: string;
  readonly fileBytes: number;
  /** Of the file as it lies there. */
  readonly sha256: string;
};

export class ArchiveRows {
  constructor(private readonly pool: Pool) {}

  /** The revision behind the last that is archived; 0: none is. */
  async archivedUntil(stream: string): Promise<number> {
    const { rows } = await this.pool.query<{ until: number }>(
      'select coalesce(max(until_revision), 0) as until from archives where stream = $1',
      [stream],
    );
    return rows[0]?.until ?? 0;
  }

  /** All of a stream, the oldest first. */
  async filesOf(stream: string): Promise<readonly ArchiveRow[]> {
    const { rows } = await this.pool.query<ArchiveRow>(
      `select stream, month, from_revision as "from", until_revision as "until", file, file_bytes as "fileBytes", sha256
       from archives where stream = $1 order by from_revision`,
      [stream],
    );
    return rows;
  }

  /** Once it was read back and compared. */
  async add({ stream, from, until, month, file, fileBytes, sha256 }: ArchiveRow): Promise<void> {
    await this.pool.query(
      `insert into archives (stream, from_revision, until_revision, month, file, file_bytes, sha256)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (stream, from_revision) do nothing`,
      [stream, from, until, month, file, fileBytes, sha256],
    );
  }
}
