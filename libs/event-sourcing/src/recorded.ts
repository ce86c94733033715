// recorded.ts — domain events in the form the store keeps, and the hash by which two commands are compared.
import { createHash } from 'node:crypto';
import type { DomainEvent } from './decider';
import type { EventMetadata, EventToAppend, RecordedEvent } from './event-store';

const HASH_CHARACTERS = 22;

/** The order of keys makes no difference. */
export const contentHash = (content: unknown): string =>
  createHash('sha256').update(canonicalJson(content)).digest('base64url').slice(0, HASH_CHARACTERS);

const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_key, nested: unknown) =>
    nested && typeof nested === 'object' && !Array.isArray(nested)
      ? Object.fromEntries(Object.entries(nested).sort(([left], [right]) => (left < right ? -1 : 1)))
      : nested,
  );

/** A domain event as it is stored: its type apart, the rest as data. */
export const toAppend = (event: DomainEvent, metadata: EventMetadata, eventId?: string): EventToAppend => {
  const { type, ...data } = event;
  return { type, data, metadata, ...(eventId ? { eventId } : {}) };
};

/** A stored event as its domain knows it. The caller names the union that its stream holds. */
export const fromRecorded = <Event extends DomainEvent>(recorded: RecordedEvent): Event =>
  ({ ...(recorded.data as object), type: recorded.type }) as unknown as Event;
