// account-commands.ts — decides commands on the projected balance, no older than the account's last own event.
import {
  contentHash,
  fromRecorded,
  readWholeStream,
  toAppend,
  type EventStore,
} from '@saring/event-sourcing';
import { currentTraceparent, RefusalError } from '@saring/messaging';
import { idFrom, type Clock } from '@saring/kernel';
import { STALE_RETRIES, StaleError } from '@saring/service-kit';
import type { Pool } from 'pg';
import { decide, type AccountCommand } from '../domain/quota-account.decide';
import type { AccountEvent } from '../domain/quota-account';
import { readAccount } from '../projections/account-row';
import { accountStream } from '../streams';

/** How long a command waits for the projection to show an event that it knows of. */
const PROJECTED_WITHIN_MILLISECONDS = 4_000;
const LOOK_EVERY_MILLISECONDS = 5;

export type AccountCommandEnvelope = {
  readonly subscriberId: string;
  readonly commandId: string;
  /** Given the account's own events up to the decision where it must look back further than the folded account. */
  readonly command: AccountCommand | ((history: readonly AccountEvent[]) => AccountCommand);
  /** What makes two commands the same: without the times and ids made for this attempt. */
  readonly content: unknown;
  readonly actor?: string;
};

export type Handled = {
  readonly revision: number;
  readonly events: readonly AccountEvent[];
  readonly repeated: boolean;
};

export class AccountCommands {
  private readonly underWay = new Map<string, Promise<void>>();

  constructor(
    private readonly store: EventStore,
    private readonly pool: Pool,
    private readonly clock: Clock,
  ) {}

  /**
   * Commands of one account follow one another here; only other replicas and the ledger's own events conflict.
   * @throws RefusalError with the domain's code, or `COMMAND.ID_REUSED`; StaleError when others kept appending.
   */
  async handle(envelope: AccountCommandEnvelope): Promise<Handled> {
    const before = this.underWay.get(envelope.subscriberId) ?? Promise.resolve();
    const mine = before.then(() => this.decideAndAppend(envelope));
    const ended = mine.then(
      () => undefined,
      () => undefined,
    );
    this.underWay.set(envelope.subscriberId, ended);
    try {
      return await mine;
    } finally {
      if (this.underWay.get(envelope.subscriberId) === ended) this.underWay.delete(envelope.subscriberId);
    }
  }

  private async decideAndAppend(envelope: AccountCommandEnvelope): Promise<Handled> {
    const stream = accountStream(envelope.subscriberId);
    const traceparent = currentTraceparent();
    const metadata = {
      commandId: envelope.commandId,
      commandHash: contentHash(envelope.content),
      ...(envelope.actor ? { actor: envelope.actor } : {}),
      ...(traceparent ? { traceparent } : {}),
    };
    for (let attempt = 0; attempt < STALE_RETRIES; attempt += 1) {
      const earlier = await this.handledBefore(envelope.commandId);
      if (earlier) return repeated(earlier, metadata.commandHash, envelope.commandId);
      const entry = await readAccount(this.pool, envelope.subscriberId);
      const command =
        typeof envelope.command === 'function'
          ? envelope.command(await this.history(stream, entry.ownRevision))
          : envelope.command;
      const decision = decide(entry.account, command);
      if (!decision.accepted) throw new RefusalError(decision.refusal.code, decision.refusal.details);
      if (decision.events.length === 0) return { revision: entry.ownRevision, events: [], repeated: false };
      // The content is part of the ids: the same key with other content is a conflict, never a silent repeat.
      const ids = decision.events.map((_, index) =>
        idFrom(stream, envelope.commandId, metadata.commandHash, index),
      );
      const events = decision.events.map((event, index) => toAppend(event, metadata, ids[index]));
      const outcome = await this.store.append(
        stream,
        events,
        entry.ownRevision < 0 ? 'none' : entry.ownRevision,
      );
      await this.projected(envelope.subscriberId, outcome.revision);
      if (outcome.ok) return { revision: outcome.revision, events: decision.events, repeated: false };
    }
    throw new StaleError(stream);
  }

  private async handledBefore(commandId: string): Promise<{ content_hash: string; revision: number } | null> {
    const { rows } = await this.pool.query<{ content_hash: string; revision: number }>(
      'select content_hash, revision from handled_commands where command_id = $1',
      [commandId],
    );
    return rows[0] ?? null;
  }

  /** The account's own events, none after the revision that the decision is made on. */
  private async history(stream: string, revision: number): Promise<readonly AccountEvent[]> {
    const recorded = await readWholeStream(this.store, stream);
    return recorded
      .filter((event) => event.revision <= revision)
      .map((event) => fromRecorded<AccountEvent>(event));
  }

  /** Waits until the projection shows a revision; a caller that reads after its command sees what it did. */
  private async projected(subscriberId: string, revision: number): Promise<void> {
    const deadline = this.clock.monotonicMilliseconds() + PROJECTED_WITHIN_MILLISECONDS;
    while (this.clock.monotonicMilliseconds() < deadline) {
      const { rows } = await this.pool.query<{ own_revision: number }>(
        'select own_revision from quota_accounts where subscriber_id = $1',
        [subscriberId],
      );
      if ((rows[0]?.own_revision ?? -1) >= revision) return;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MILLISECONDS));
    }
  }
}

const repeated = (
  earlier: { content_hash: string; revision: number },
  contentHash: string,
  commandId: string,
): Handled => {
  if (earlier.content_hash !== contentHash) throw new RefusalError('COMMAND.ID_REUSED', { commandId });
  return { revision: earlier.revision, events: [], repeated: true };
};
