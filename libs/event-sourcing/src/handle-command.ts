import { createHash } from 'node:crypto';
import { idFrom, type Refusal } from '@saring/kernel';
import { type Decider, type DomainEvent } from './decider';
import { type EventMetadata, type EventStore, type RecordedEvent, readWholeStream } from './event-store';

/** How often a command is decided again when someone else appended in between. */
export const REVISION_CONFLICT_RETRIES = 8;

export class ConflictError extends Error {
  constructor(readonly stream: string) {
    super(`stream ${stream} kept changing under a command: tried ${REVISION_CONFLICT_RETRIES} times`);
    this.name = 'ConflictError';
  }
}

export type CommandEnvelope<Command> = {
  readonly stream: string;
  /** Idempotency key: the same key with the same content answers as the first time. */
  readonly commandId: string;
  readonly command: Command;
  /** What makes two commands the same, without times and ids made for the attempt. Absent: the command itself. */
  readonly content?: unknown;
  readonly actor?: string;
  readonly traceparent?: string;
};

export type CommandOutcome<Event> =
  | {
      readonly ok: true;
      readonly events: readonly Event[];
      readonly revision: number;
      readonly repeated: boolean;
    }
  | { readonly ok: false; readonly refusal: Refusal };

/** Stable over key order: what two commands are compared by. */
export const contentHash = (content: unknown): string =>
  createHash('sha256').update(canonicalJson(content)).digest('base64url').slice(0, 22);

const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_key, nested: unknown) =>
    nested && typeof nested === 'object' && !Array.isArray(nested)
      ? Object.fromEntries(Object.entries(nested).sort(([left], [right]) => (left < right ? -1 : 1)))
      : nested,
  );

export const commandMetadata = (envelope: CommandEnvelope<unknown>): EventMetadata => ({
  commandId: envelope.commandId,
  commandHash: contentHash(envelope.content ?? envelope.command),
  ...(envelope.actor ? { actor: envelope.actor } : {}),
  ...(envelope.traceparent ? { traceparent: envelope.traceparent } : {}),
});

/**
 * Loads, folds, decides and appends with the exact revision; a conflict is decided again a bounded number of times.
 * Refusals: the decider's own, and `COMMAND.ID_REUSED` where the key was used with other content.
 */
export const handleCommand = async <State, Command, Event extends DomainEvent, Code extends string>(
  store: EventStore,
  decider: Decider<State, Command, Event, Code>,
  envelope: CommandEnvelope<Command>,
): Promise<CommandOutcome<Event>> => {
  const metadata = commandMetadata(envelope);
  for (let attempt = 0; attempt < REVISION_CONFLICT_RETRIES; attempt += 1) {
    const history = await readWholeStream(store, envelope.stream);
    const earlier = history.filter((event) => event.metadata.commandId === envelope.commandId);
    if (earlier.length > 0) return repeated(earlier, metadata);
    const decision = decider.decide(foldRecorded(decider, history), envelope.command);
    if (!decision.accepted) return { ok: false, refusal: decision.refusal };
    const revision = history.length - 1;
    if (decision.events.length === 0) return { ok: true, events: [], revision, repeated: false };
    const outcome = await store.append(
      envelope.stream,
      decision.events.map((event, index) =>
        toAppend(event, metadata, idFrom(envelope.stream, envelope.commandId, index)),
      ),
      revision < 0 ? 'none' : revision,
    );
    if (outcome.ok) return { ok: true, events: decision.events, revision: outcome.revision, repeated: false };
  }
  throw new ConflictError(envelope.stream);
};

const foldRecorded = <State, Event extends DomainEvent>(
  decider: Pick<Decider<State, never, Event>, 'initialState' | 'evolve'>,
  history: readonly RecordedEvent[],
): State =>
  history.reduce(
    (state, recorded) => decider.evolve(state, fromRecorded<Event>(recorded)),
    decider.initialState(),
  );

/** A domain event as it is stored: its type apart, the rest as data. */
export const toAppend = (event: DomainEvent, metadata: EventMetadata, eventId?: string) => {
  const { type, ...data } = event;
  return { type, data, metadata, ...(eventId ? { eventId } : {}) };
};

/** A stored event as its domain knows it. The caller names the union its stream holds. */
export const fromRecorded = <Event extends DomainEvent>(recorded: RecordedEvent): Event =>
  ({ ...(recorded.data as object), type: recorded.type }) as unknown as Event;

const repeated = <Event extends DomainEvent>(
  earlier: readonly RecordedEvent[],
  metadata: EventMetadata,
): CommandOutcome<Event> =>
  earlier[0]?.metadata.commandHash === metadata.commandHash
    ? {
        ok: true,
        events: earlier.map((event) => fromRecorded<Event>(event)),
        revision: earlier[earlier.length - 1]?.revision ?? -1,
        repeated: true,
      }
    : { ok: false, refusal: { code: 'COMMAND.ID_REUSED', details: { commandId: metadata.commandId ?? '' } } };
