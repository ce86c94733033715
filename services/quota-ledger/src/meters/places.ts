// places.ts — how far each partition of the observations is metered: a stream and a sequence in it.
import { observationStream, type ObservationStream } from '@saring/messaging';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';

/** `stream` is what the stream's creation makes of it, and how often it was set back since. */
type Place = { readonly stream: string; readonly sequence: number };
type Row = { readonly partition: number; readonly sequence: number; readonly stream: string | null };

const SET_BACK = '#';

/** The part of an identity that the bus reports. */
const createdOf = (stream: string): string => stream.split(SET_BACK)[0] ?? '';

/**
 * Where to go on. Another stream, after a loss or a restore, is read from its beginning, and so is one whose last
 * sequence lies before the place: counters are absolute, and meters drop what they have seen.
 */
export const placeIn = (row: Row | undefined, { created, lastSequence }: ObservationStream): Place => {
  if (!row) return { stream: created, sequence: 0 };
  const { sequence, stream } = row;
  // Rows from before streams had an identity.
  const known = stream ?? created;
  if (createdOf(known) !== created) return { stream: created, sequence: 0 };
  if (sequence <= lastSequence) return { stream: known, sequence };
  const times = Number(known.split(SET_BACK)[1] ?? '0');
  return { stream: `${created}${SET_BACK}${times + 1}`, sequence: 0 };
};

/** Whether what places say of a stream still holds. */
export const isStillThere = (
  places: Iterable<Place>,
  { created, lastSequence }: ObservationStream,
): boolean =>
  [...places].every(
    ({ stream, sequence }) => (stream === '' || createdOf(stream) === created) && sequence <= lastSequence,
  );

export class Places {
  private readonly places = new Map<number, Place>();

  constructor(
    private readonly pool: Pool,
    private readonly nats: NatsConnection,
    private readonly partitions: readonly number[],
  ) {}

  /** @returns the partitions that begin again, because their stream is another than the one noted. */
  async load(): Promise<readonly number[]> {
    const stream = await observationStream(this.nats);
    const { rows } = await this.pool.query<Row>(
      'select partition, sequence, stream from meter_positions where partition = any($1::int[])',
      [this.partitions],
    );
    this.places.clear();
    const noted = new Map(rows.map((row) => [row.partition, row]));
    for (const partition of this.partitions)
      this.places.set(partition, placeIn(noted.get(partition), stream));
    return rows.flatMap((row) => (this.of(row.partition).sequence < row.sequence ? [row.partition] : []));
  }

  of(partition: number): Place {
    const place = this.places.get(partition);
    if (!place) throw new Error(`partition ${partition} is not of this lane`);
    return place;
  }

  all(): IterableIterator<[number, Place]> {
    return this.places.entries();
  }

  moveOn(partition: number, sequence: number): void {
    this.places.set(partition, { ...this.of(partition), sequence });
  }

  /** @throws when the stream is not the one that the places are of. */
  async check(): Promise<void> {
    // Places go on moving while the bus answers.
    const before = [...this.places.values()];
    if (!isStillThere(before, await observationStream(this.nats)))
      throw new Error('the stream of observations was replaced or set back');
  }

  async note(): Promise<void> {
    const moved = [...this.places].filter(([, { sequence }]) => sequence > 0);
    if (moved.length === 0) return;
    await this.pool.query({
      name: 'note-places',
      text: `insert into meter_positions as m (partition, sequence, stream)
        select * from unnest($1::int[], $2::bigint[], $3::text[])
        on conflict (partition) do update
          set sequence = excluded.sequence, stream = excluded.stream, updated_at = now()
          where m.stream is distinct from excluded.stream or m.sequence < excluded.sequence`,
      values: [
        moved.map(([partition]) => partition),
        moved.map(([, { sequence }]) => sequence),
        moved.map(([, { stream }]) => stream),
      ],
    });
  }
}

/** Whether a message of the stream as it is now has been metered. */
export const isMetered = async (
  pool: Pool,
  nats: NatsConnection,
  partition: number,
  sequence: number,
): Promise<boolean> => {
  if (sequence === 0) return true;
  const { rows } = await pool.query<Row>(
    'select partition, sequence, stream from meter_positions where partition = $1 and sequence >= $2',
    [partition, sequence],
  );
  const [row] = rows;
  // Asked for after the row, which goes on moving.
  return row !== undefined && isStillThere([placeOf(row)], await observationStream(nats));
};

/** A row from before streams had an identity is taken to be of the stream that is there. */
const placeOf = ({ sequence, stream }: Row): Place => ({ stream: stream ?? '', sequence });
