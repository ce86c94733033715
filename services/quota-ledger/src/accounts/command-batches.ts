// command-batches.ts — commands of different accounts, read, decided and appended together: what comes while a batch
// is under way is the next one, so that nothing waits to be gathered and many cost little more than one.
import { toAppend, type AppendOutcome, type EventMetadata, type EventStore } from '@saring/event-sourcing';
import { idFrom, type Refusal } from '@saring/kernel';
import type { Pool } from 'pg';
import type { AccountEvent } from '../domain/account';
import { recordOf } from '../domain/purchase';
import { purchaseKey } from '../domain/purchase-changes';
import type { AccountCommand } from '../domain/account-command';
import { decide } from '../domain/quota-account.decide';
import { newEntry, readAccounts } from '../balances/account-row';
import type { AccountEntry } from '../balances/usage-block';
import { readPurchases, type Purchases } from '../balances/purchase-rows';
import { accountStream } from '../streams';

export const COMMANDS_A_BATCH = 64;
/** One more batch is read while another is appended; more would only make them smaller. */
const BATCHES_SIDE_BY_SIDE = 2;

/** A command as it is asked for: what became of its purchase so far is looked up here. */
type AskedCommand<C extends AccountCommand = AccountCommand> = C extends { readonly earlier: unknown }
  ? Omit<C, 'earlier'>
  : C;

export type Attempt = {
  readonly subscriberId: string;
  readonly commandId: string;
  readonly command: AskedCommand;
  readonly metadata: EventMetadata & { readonly commandHash: string };
};

/** Where a command took effect before, with the hash of what it asked then. */
export type Earlier = { readonly contentHash: string; readonly revision: number };

type Attempted =
  | { readonly kind: 'repeated'; readonly earlier: Earlier }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'unchanged'; readonly revision: number }
  | { readonly kind: 'appended'; readonly revision: number; readonly events: readonly AccountEvent[] }
  /** Someone else has brought the account to this revision meanwhile. */
  | { readonly kind: 'stale'; readonly revision: number };

type Waiting = {
  readonly attempt: Attempt;
  resolve(attempted: Attempted): void;
  reject(error: unknown): void;
};
type Decided = {
  readonly attempt: Attempt;
  readonly entry: AccountEntry;
  readonly events: readonly AccountEvent[];
};

export class CommandBatches {
  private readonly waiting: Waiting[] = [];
  private running = 0;

  constructor(
    private readonly store: EventStore,
    private readonly pool: Pool,
  ) {}

  /** Tries once. Of one account one attempt at a time is the caller's to see to. */
  attempt(attempt: Attempt): Promise<Attempted> {
    const attempted = new Promise<Attempted>((resolve, reject) =>
      this.waiting.push({ attempt, resolve, reject }),
    );
    if (this.running < BATCHES_SIDE_BY_SIDE)
      this.work().catch((error: unknown) => {
        for (const { reject } of this.waiting.splice(0)) reject(error);
      });
    return attempted;
  }

  private async work(): Promise<void> {
    this.running += 1;
    try {
      while (this.waiting.length > 0) await this.workThrough(this.waiting.splice(0, COMMANDS_A_BATCH));
    } finally {
      this.running -= 1;
    }
  }

  private async workThrough(batch: readonly Waiting[]): Promise<void> {
    try {
      const attempted = await this.decideAndAppend(batch.map(({ attempt }) => attempt));
      for (const { attempt, resolve, reject } of batch) {
        const one = attempted.get(attempt);
        if (one instanceof Error) reject(one);
        else if (one) resolve(one);
        else reject(new Error(`command ${attempt.commandId} came to nothing`));
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  private async decideAndAppend(attempts: readonly Attempt[]): Promise<Map<Attempt, Attempted | Error>> {
    // Accounts first: whatever they show of a command or a purchase of now, the other tables show as well. Where those
    // show more, the account has moved on and the append conflicts.
    const accounts = await this.accountsOf(attempts);
    const [earlier, purchases] = await Promise.all([
      this.handledBefore(attempts),
      readPurchases(this.pool, purchasesOf(attempts)),
    ]);
    const outcomes = new Map<Attempt, Attempted | Error>();
    const accepted: Decided[] = [];
    for (const attempt of attempts) {
      const before = earlier.get(attempt.commandId);
      const entry = accounts.get(attempt.subscriberId) ?? newEntry(attempt.subscriberId);
      const one = before
        ? ({ kind: 'repeated', earlier: before } as const)
        : decided({ attempt, entry }, purchases);
      if (one instanceof Error || 'kind' in one) outcomes.set(attempt, one);
      else accepted.push(one);
    }
    const appended = accepted.length > 0 ? await this.store.appendBatch(accepted.map(toStreamAppend)) : [];
    for (const [index, { attempt, events }] of accepted.entries())
      outcomes.set(attempt, attemptedBy(appended[index], events));
    return outcomes;
  }

  private async accountsOf(attempts: readonly Attempt[]): Promise<ReadonlyMap<string, AccountEntry>> {
    const ids = [...new Set(attempts.map(({ subscriberId }) => subscriberId))];
    const entries = await readAccounts(this.pool, 'subscriber_id = any($1::uuid[])', [ids]);
    return new Map(entries.map((entry) => [entry.subscriberId, entry]));
  }

  private async handledBefore(attempts: readonly Attempt[]): Promise<ReadonlyMap<string, Earlier>> {
    const { rows } = await this.pool.query<{ command_id: string; content_hash: string; revision: number }>(
      'select command_id, content_hash, revision from handled_commands where command_id = any($1::text[])',
      [attempts.map(({ commandId }) => commandId)],
    );
    return new Map(
      rows.map((row) => [row.command_id, { contentHash: row.content_hash, revision: row.revision }]),
    );
  }
}

/** A failure in one decision concerns that command alone. */
const decided = (
  { attempt, entry }: Pick<Decided, 'attempt' | 'entry'>,
  purchases: Purchases,
): Decided | Attempted | Error => {
  try {
    const decision = decide(entry.account, commandOf(attempt, purchases));
    if (!decision.accepted) return { kind: 'refused', refusal: decision.refusal };
    if (decision.events.length === 0) return { kind: 'unchanged', revision: entry.ownRevision };
    return { attempt, entry, events: decision.events };
  } catch (error) {
    return error as Error;
  }
};

const commandOf = ({ subscriberId, command }: Attempt, purchases: Purchases): AccountCommand =>
  'purchaseId' in command
    ? { ...command, earlier: recordOf(purchases.get(purchaseKey(subscriberId, command.purchaseId))) }
    : command;

const purchasesOf = (attempts: readonly Attempt[]) =>
  attempts.flatMap(({ subscriberId, command }) =>
    'purchaseId' in command ? [{ subscriberId, purchaseId: command.purchaseId }] : [],
  );

const toStreamAppend = ({ attempt, entry, events }: Decided) => {
  const { subscriberId, commandId, metadata } = attempt;
  const stream = accountStream(subscriberId);
  return {
    stream,
    expectedRevision: entry.ownRevision < 0 ? ('none' as const) : entry.ownRevision,
    // The content is part of the ids: the same key with other content is a conflict, never a silent repeat.
    events: events.map((event, index) =>
      toAppend(event, metadata, idFrom(stream, commandId, metadata.commandHash, index)),
    ),
  };
};

const attemptedBy = (
  outcome: AppendOutcome | undefined,
  events: readonly AccountEvent[],
): Attempted | Error => {
  if (!outcome) return new Error('an append gave no outcome');
  const { revision } = outcome;
  return outcome.ok ? { kind: 'appended', revision, events } : { kind: 'stale', revision };
};
