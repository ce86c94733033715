// closed-months.ts — the months of a meter that are closed and not archived yet.
import { fromRecorded, type EventStore, type RecordedEvent } from '@saring/event-sourcing';
import { EVENTS_BETWEEN_CHECKPOINTS, type UsageMetered } from '../domain/meter';
import type { ArchiveHeader } from './archive-file';

/**
 * From the newest checkpoint, which names the last closing, back along the closings: few reads, however long the stream.
 * @param archivedUntil the revision behind what is archived.
 * @returns oldest first, without a gap; each but the first of the stream begins with a closing.
 */
export const closedMonths = async (
  store: EventStore,
  stream: string,
  archivedUntil: number,
): Promise<readonly ArchiveHeader[]> => {
  const closings: { readonly revision: number; readonly month: string }[] = [];
  let revision = await lastClosing(store, stream);
  while (revision !== null && revision > archivedUntil) {
    const [recorded] = await store.readStream(stream, { from: revision, limit: 1 });
    const { closes: month, lastClosing: before } = recorded ? meteredOf(recorded) : {};
    if (month === undefined) throw new Error(`${stream} has no closing at revision ${revision}`);
    closings.unshift({ revision, month });
    revision = before ?? null;
  }
  return closings.map(({ revision: until, month }, index) => ({
    ...{ stream, month, from: closings[index - 1]?.revision ?? archivedUntil, until },
  }));
};

const lastClosing = async (store: EventStore, stream: string): Promise<number | null> => {
  const newest = await store.readStream(stream, {
    direction: 'backwards',
    limit: EVENTS_BETWEEN_CHECKPOINTS + 1,
  });
  const checkpoint = newest.find((recorded) => meteredOf(recorded).all !== undefined);
  if (!checkpoint) return null;
  const { closes, lastClosing: before } = meteredOf(checkpoint);
  return closes === undefined ? (before ?? null) : checkpoint.revision;
};

const meteredOf = (recorded: RecordedEvent): UsageMetered => fromRecorded<UsageMetered>(recorded);
