// account-commands.ts — decides commands on the projected balance, no older than the account's last own event.
import { Inject, Injectable } from '@nestjs/common';
import { contentHash, type EventStore } from '@saring/event-sourcing';
import { currentTraceparent, RefusalError } from '@saring/messaging';
import { assertNever, type Clock } from '@saring/kernel';
import { CLOCK, EVENT_STORE, PG_POOL, STALE_RETRIES, StaleError } from '@saring/service-kit';
import type { Pool } from 'pg';
import type { AccountEvent } from '../domain/account';
import { ShownAccounts } from '../balances/shown-accounts';
import { accountStream } from '../streams';
import { CommandBatches, type Attempt, type Earlier } from './command-batches';

/**
 * How long a command waits, from its coming in, for the projection to show events that it knows of: less than a
 * caller's last try waits for an answer, and for all of its attempts together.
 */
const PROJECTED_WITHIN_MILLISECONDS = 2_500;

export type AccountCommandEnvelope = {
  readonly subscriberId: string;
  readonly commandId: string;
  readonly command: Attempt['command'];
  /** The content that two equal commands share: without the times and ids of this attempt. */
  readonly content: unknown;
  readonly actor?: string;
};

type Handled = {
  readonly revision: number;
  readonly events: readonly AccountEvent[];
  readonly repeated: boolean;
};

@Injectable()
export class AccountCommands {
  private readonly underWay = new Map<string, Promise<unknown>>();
  private readonly batches: CommandBatches;

  constructor(
    @Inject(EVENT_STORE) store: EventStore,
    @Inject(PG_POOL) pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly shown: ShownAccounts,
  ) {
    this.batches = new CommandBatches(store, pool);
  }

  /**
   * Commands of one account follow one another here; only other replicas and the ledger's own events conflict.
   * @throws RefusalError with the domain's code, or `COMMAND.ID_REUSED`; StaleError when others kept appending, or what
   *   they appended is not shown in time.
   */
  async handle(envelope: AccountCommandEnvelope): Promise<Handled> {
    const deadline = this.clock.monotonicMilliseconds() + PROJECTED_WITHIN_MILLISECONDS;
    const before = this.underWay.get(envelope.subscriberId) ?? Promise.resolve();
    const mine = before.then(() => this.decideAndAppend(envelope, deadline));
    const ended = Promise.allSettled([mine]);
    this.underWay.set(envelope.subscriberId, ended);
    try {
      return await mine;
    } finally {
      if (this.underWay.get(envelope.subscriberId) === ended) this.underWay.delete(envelope.subscriberId);
    }
  }

  private async decideAndAppend(envelope: AccountCommandEnvelope, deadline: number): Promise<Handled> {
    const { subscriberId, commandId, command, content, actor } = envelope;
    const traceparent = currentTraceparent();
    const metadata = {
      commandId,
      commandHash: contentHash(content),
      ...(actor ? { actor } : {}),
      ...(traceparent ? { traceparent } : {}),
    };
    for (let attempt = 0; attempt < STALE_RETRIES; attempt += 1) {
      const handled = await this.attempt({ subscriberId, commandId, command, metadata }, deadline);
      if (handled) return handled;
      if (this.clock.monotonicMilliseconds() >= deadline) break;
    }
    throw new StaleError(accountStream(subscriberId));
  }

  /** @returns null when someone was faster; then what they did is projected. */
  private async attempt(attempt: Attempt, deadline: number): Promise<Handled | null> {
    // Watched from before the append on: the projection may be faster than the append's answer.
    const account = this.shown.watch(attempt.subscriberId);
    try {
      const attempted = await this.batches.attempt(attempt);
      switch (attempted.kind) {
        case 'repeated':
          return repeated(attempted.earlier, attempt);
        case 'refused':
          throw new RefusalError(attempted.refusal.code, attempted.refusal.details);
        case 'unchanged':
          return { revision: attempted.revision, events: [], repeated: false };
        case 'appended':
        case 'stale': {
          // A caller that reads after its command sees what it did.
          const { revision } = attempted;
          const isShown = ({ ownRevision }: { ownRevision: number }) => ownRevision >= revision;
          await account.until(isShown, deadline - this.clock.monotonicMilliseconds());
          return attempted.kind === 'stale' ? null : { revision, events: attempted.events, repeated: false };
        }
        default:
          return assertNever(attempted);
      }
    } finally {
      account.stop();
    }
  }
}

const repeated = ({ contentHash, revision }: Earlier, { commandId, metadata }: Attempt): Handled => {
  if (contentHash !== metadata.commandHash) throw new RefusalError('COMMAND.ID_REUSED', { commandId });
  return { revision, events: [], repeated: true };
};
