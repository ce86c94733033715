// access-status.ts — records what an account may do when the fold says otherwise than the last record (architecture.md).
import { toAppend, type EventStore } from '@saring/event-sourcing';
import { idFrom, toInstant, waitOrAbort, type Clock } from '@saring/kernel';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { accessStatus } from '../domain/access-status';
import { decide } from '../domain/quota-account.decide';
import { readAccounts, type AccountEntry } from '../projections/account-row';
import { accountStream } from '../streams';

const BATCH_ACCOUNTS = 500;
const BATCH_BLOCKS = 8;
const EXPIRY_EVERY_MILLISECONDS = 1_000;
const RETRY_MILLISECONDS = 500;

export class AccessStatusReaction {
  private readonly waiting = new Map<string, AccountEntry>();
  private running = false;

  constructor(
    private readonly store: EventStore,
    private readonly pool: Pool,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  /** Told of committed accounts; appends for those whose status changed. A conflict comes back with its event. */
  consider(entries: Iterable<AccountEntry>): void {
    const now = toInstant(this.clock.now());
    for (const entry of entries) {
      const { access, terms } = entry.account;
      const status = accessStatus(entry.account, now);
      if (access?.status !== status || (status === 'blocked' && access.blockReason !== terms?.blockReason))
        // A copy: the projector goes on folding its own.
        this.waiting.set(entry.subscriberId, { ...entry });
    }
    void this.drain();
  }

  private async drain(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      while (this.waiting.size > 0) {
        const batch = [...this.waiting.values()].slice(0, BATCH_ACCOUNTS);
        for (const entry of batch) this.waiting.delete(entry.subscriberId);
        await this.record(batch);
      }
    } catch (error) {
      // The sweep below finds them again.
      this.logger.warn({ error: (error as Error).message }, 'access statuses wait to be recorded');
    } finally {
      this.running = false;
    }
  }

  private async record(entries: readonly AccountEntry[]): Promise<void> {
    const at = toInstant(this.clock.now());
    const appends = entries.flatMap((entry) => {
      const decision = decide(entry.account, {
        type: 'RecordAccessStatus',
        basisRevision: entry.ownRevision,
        at,
      });
      if (!decision.accepted || decision.events.length === 0) return [];
      const stream = accountStream(entry.subscriberId);
      // One decision a basis: two replicas that see the same account record it once.
      const eventId = idFrom(stream, 'access-status', entry.ownRevision);
      const events = decision.events.map((event) => toAppend(event, {}, eventId));
      return [
        { stream, expectedRevision: entry.ownRevision < 0 ? ('none' as const) : entry.ownRevision, events },
      ];
    });
    if (appends.length > 0) await this.store.appendBatch(appends);
  }

  /** The timer of domain.md: records grants whose time is over, and with them statuses that time alone changes. */
  async runExpiry(signal: AbortSignal): Promise<void> {
    await this.considerAll();
    while (!signal.aborted) {
      try {
        const full = await this.expireDue();
        await waitOrAbort(full ? 0 : EXPIRY_EVERY_MILLISECONDS, signal);
      } catch (error) {
        this.logger.warn({ error: (error as Error).message }, 'expiries wait to be recorded');
        await waitOrAbort(RETRY_MILLISECONDS, signal);
      }
    }
  }

  private async expireDue(): Promise<boolean> {
    const at = toInstant(this.clock.now());
    const due = await readAccounts(
      this.pool,
      `next_expiry_at <= $1 order by next_expiry_at limit ${BATCH_ACCOUNTS}`,
      [at],
    );
    const appends = due.flatMap((entry) => {
      const decision = decide(entry.account, { type: 'ExpireGrants', at });
      if (!decision.accepted || decision.events.length === 0) return [];
      const stream = accountStream(entry.subscriberId);
      const events = decision.events.map((event, index) =>
        toAppend(event, {}, idFrom(stream, 'expire', entry.ownRevision, index)),
      );
      return [{ stream, expectedRevision: entry.ownRevision, events }];
    });
    if (appends.length > 0) await this.store.appendBatch(appends);
    return due.length === BATCH_ACCOUNTS;
  }

  /** At the start: accounts whose status a crash left unrecorded. */
  private async considerAll(): Promise<void> {
    for (let after = 0; ;) {
      const { rows } = await this.pool.query<{ block: number }>(
        `select block from usage_blocks where block > $1 order by block limit ${BATCH_BLOCKS}`,
        [after],
      );
      const blocks = rows.map((row) => row.block);
      this.consider(await readAccounts(this.pool, 'block = any($1::int[])', [blocks]));
      after = blocks[blocks.length - 1] ?? 0;
      if (blocks.length < BATCH_BLOCKS) return;
    }
  }
}
