// change.ts — one stream and what is decided on it: loaded whole, decided on in memory, appended once.
import { fold, type Decider, type Decision, type DomainEvent } from './decider';
import type { EventMetadata, EventToAppend, ExpectedRevision, RecordedEvent } from './event-store';
import { contentHash, fromRecorded, toAppend } from './recorded';

/** The author of a command, and the content by which a repeated one is recognised. */
export type CommandContext = {
  readonly actor: string;
  readonly commandId?: string;
  /**
   * The content that two equal commands share, without times and ids made for the attempt. With it a command takes effect once
   * under its id. Without it the decider alone makes a repetition harmless: a gateway's report, a process's own step.
   */
  readonly content?: unknown;
  readonly traceparent?: string;
};

export class Change<State, Command, Event extends DomainEvent, Code extends string = string> {
  private readonly pending: { readonly event: Event; readonly metadata: EventMetadata }[] = [];
  private current: State;

  constructor(
    readonly id: string,
    readonly stream: string,
    private readonly decider: Decider<State, Command, Event, Code>,
    private readonly history: readonly RecordedEvent[],
  ) {
    this.current = fold(
      decider,
      history.map((recorded) => fromRecorded<Event>(recorded)),
    );
  }

  get state(): State {
    return this.current;
  }

  /** The events decided since it was loaded. */
  get events(): readonly Event[] {
    return this.pending.map(({ event }) => event);
  }

  /** Whether the stream had no event when it was loaded. */
  get isNew(): boolean {
    return this.history.length === 0;
  }

  /** Stored and pending events together: the version that the row and the facts carry. */
  get version(): number {
    return this.history.length + this.pending.length;
  }

  get expectedRevision(): ExpectedRevision {
    return this.isNew ? 'none' : this.history.length - 1;
  }

  /** The trace in which the stream began; undefined: nobody recorded it, or it is new. */
  get firstTraceparent(): string | undefined {
    return this.history[0]?.metadata.traceparent;
  }

  /** The position, counted from one, of the last event whose type matches; 0 without any. Pending events count. */
  versionOf(matches: (type: string) => boolean): number {
    const types = [...this.history, ...this.events].map(({ type }) => type);
    return types.findLastIndex(matches) + 1;
  }

  /** The content hash that a stored event carries for a command; undefined: no event of it. */
  hashOf(commandId: string): string | undefined {
    return this.history.find(({ metadata }) => metadata.commandId === commandId)?.metadata.commandHash;
  }

  /** A refused command leaves the change as it was. */
  decide(command: Command, context: CommandContext): Decision<Event, Code> {
    const decision = this.decider.decide(this.current, command);
    if (!decision.accepted) return decision;
    const metadata = metadataOf(context);
    for (const event of decision.events) {
      this.pending.push({ event, metadata });
      this.current = this.decider.evolve(this.current, event);
    }
    return decision;
  }

  /**
   * Without event ids of our own: a twin of this change is a conflict, so its transaction rolls back with everything
   * that it took, such as the next number of an invoice.
   */
  toAppend(): readonly EventToAppend[] {
    return this.pending.map(({ event, metadata }) => toAppend(event, metadata));
  }
}

const metadataOf = ({ actor, commandId, content, traceparent }: CommandContext): EventMetadata => ({
  actor,
  ...(commandId ? { commandId, commandHash: contentHash(content ?? null) } : {}),
  ...(traceparent ? { traceparent } : {}),
});
