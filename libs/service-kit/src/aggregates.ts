// aggregates.ts — the one way to change state: events, rows and the id of the command are stored together or not at all.
import {
  Change,
  contentHash,
  readWholeStream,
  type CommandContext,
  type Decider,
  type DomainEvent,
} from '@saring/event-sourcing';
import type { PostgresEventStore } from '@saring/event-store';
import { currentTraceparent, RefusalError } from '@saring/messaging';
import type { Pool, PoolClient } from 'pg';
import { findHandled, isOnceOnly, rememberCommand } from './handled-commands';
import { inTransaction, retryStale, StaleError } from './transaction';

/** The commands, or how to find them once the state is known. */
export type Commands<State, Command> =
  readonly Command[] | ((state: State) => readonly Command[] | Promise<readonly Command[]>);

/** One kind of thing. A service says its decider, the name of its streams and how its row follows from a change. */
export abstract class Aggregates<State, Command, Event extends DomainEvent, Code extends string> {
  protected abstract readonly decider: Decider<State, Command, Event, Code>;

  constructor(
    protected readonly pool: Pool,
    protected readonly store: PostgresEventStore,
  ) {}

  protected abstract streamOf(id: string): string;

  /** The row as the change leaves it, and what is due after it. Only for a change with events. */
  protected abstract project(client: PoolClient, change: Change<State, Command, Event, Code>): Promise<void>;

  /** Decides what only the transaction can know, such as the next number of a series. */
  protected async complete(
    _client: PoolClient,
    _change: Change<State, Command, Event, Code>,
    _context: CommandContext,
  ): Promise<void> {}

  /** For an id just made, whose stream need not be read. */
  fresh(id: string): Change<State, Command, Event, Code> {
    return new Change(id, this.streamOf(id), this.decider, []);
  }

  async load(id: string): Promise<Change<State, Command, Event, Code>> {
    const stream = this.streamOf(id);
    return new Change(id, stream, this.decider, await readWholeStream(this.store, stream));
  }

  /** @throws RefusalError with the decider's code. @returns the events that the command leads to. */
  decide(
    change: Change<State, Command, Event, Code>,
    command: Command,
    context: CommandContext,
  ): readonly Event[] {
    const decision = change.decide(command, { traceparent: currentTraceparent(), ...context });
    if (!decision.accepted) throw new RefusalError(decision.refusal.code, decision.refusal.details);
    return decision.events;
  }

  /**
   * The state of now where the command took effect before; null where it did not. Commands without events are found in
   * the table, those from before the table in their events.
   * @throws RefusalError COMMAND.ID_REUSED for other content under the same id.
   */
  async repeated(
    change: Change<State, Command, Event, Code>,
    context: CommandContext,
  ): Promise<Change<State, Command, Event, Code> | null> {
    if (!isOnceOnly(context)) return null;
    const { commandId } = context;
    const inHistory = change.hashOf(commandId);
    const earlier = inHistory ?? (await findHandled(this.pool, change.stream, commandId));
    if (earlier === undefined) return null;
    if (earlier !== contentHash(context.content)) throw new RefusalError('COMMAND.ID_REUSED', { commandId });
    // A twin may have committed since the change was loaded: then the change is too old to answer with.
    return inHistory === undefined ? this.load(change.id) : change;
  }

  /**
   * Stores a change in the caller's transaction: the command's id, the events, the caller's own rows, the projection.
   * The caller retries what is stale and calls `wake` after its commit.
   * @throws StaleError when someone appended since `load`, or handled the same command meanwhile.
   */
  async append(
    client: PoolClient,
    change: Change<State, Command, Event, Code>,
    context: CommandContext,
    alongside?: () => Promise<void>,
  ): Promise<void> {
    const { stream, expectedRevision } = change;
    if (isOnceOnly(context) && !(await rememberCommand(client, stream, context)))
      throw new StaleError(stream);
    const isChanged = change.events.length > 0;
    if (isChanged) {
      await this.complete(client, change, context);
      const outcome = await this.store.appendIn(client, {
        stream,
        expectedRevision,
        events: change.toAppend(),
      });
      if (!outcome.ok) throw new StaleError(stream);
    }
    await alongside?.();
    if (isChanged) await this.project(client, change);
  }

  /**
   * Decides on a loaded change and stores what follows. The same command again changes nothing.
   * @param alongside rows of the caller's own in the same transaction; written for a change without events too.
   * @throws StaleError when someone was faster.
   * @returns the change as it was stored, or the state of now where the command is repeated.
   */
  async attempt(
    change: Change<State, Command, Event, Code>,
    commands: Commands<State, Command>,
    context: CommandContext,
    alongside?: (client: PoolClient, change: Change<State, Command, Event, Code>) => Promise<void>,
  ): Promise<Change<State, Command, Event, Code>> {
    const earlier = await this.repeated(change, context);
    if (earlier) return earlier;
    const found = typeof commands === 'function' ? await commands(change.state) : commands;
    for (const command of found) this.decide(change, command, context);
    // A process that finds nothing to do is spared the transaction: it has neither rows nor an id to keep.
    if (change.events.length === 0 && !alongside && !isOnceOnly(context)) return change;
    await inTransaction(this.pool, (client) =>
      this.append(client, change, context, alongside && (() => alongside(client, change))),
    );
    if (change.events.length > 0) this.wake();
    return change;
  }

  /**
   * Loads, decides and stores; when someone was faster, everything is read and decided again.
   * @param of the id, or a change just loaded, which saves the first read.
   * @throws RefusalError with the decider's code, or COMMAND.ID_REUSED.
   * @returns as `attempt`.
   */
  async handle(
    of: string | Change<State, Command, Event, Code>,
    commands: Commands<State, Command>,
    context: CommandContext,
    alongside?: (client: PoolClient, change: Change<State, Command, Event, Code>) => Promise<void>,
  ): Promise<Change<State, Command, Event, Code>> {
    let loaded = typeof of === 'string' ? undefined : of;
    const id = typeof of === 'string' ? of : of.id;
    return retryStale(async () => {
      const change = loaded ?? (await this.load(id));
      loaded = undefined;
      return this.attempt(change, commands, context, alongside);
    });
  }

  /**
   * For a story with a transaction of its own, which stores the change by `append`: runs it unless the command took
   * effect before; when someone was faster, runs it again on what is stored by then.
   * @returns what the story gives; undefined for a repeated command.
   */
  async once<Result>(
    id: string,
    context: CommandContext,
    story: (change: Change<State, Command, Event, Code>) => Promise<Result>,
  ): Promise<Result | undefined> {
    const result = await retryStale(async () => {
      const change = await this.load(id);
      return (await this.repeated(change, context)) ? undefined : story(change);
    });
    this.wake();
    return result;
  }

  /** Wakes the followers of the events in this process; to be called after a commit. */
  wake(): void {
    this.store.wake();
  }
}
