// notices.ts — decides on notices about a quota and records them, so that each cause is told once.
import { setImmediate } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { toAppend, type EventStore } from '@saring/event-sourcing';
import { idFrom, toInstant, type Clock } from '@saring/kernel';
import { CLOCK, EVENT_STORE, keepDoing, LOGGER, PG_POOL, runTogether } from '@saring/service-kit';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { isRecordDue } from '../domain/access-status';
import { noticesDue } from '../domain/notices';
import { readAccounts } from '../balances/account-row';
import type { AccountEntry } from '../balances/usage-block';
import { accountStream } from '../streams';

const BATCH_ACCOUNTS = 500;
/** A message may come so late; the projection is not asked for every batch. */
const DECIDE_EVERY_MILLISECONDS = 5_000;
/** How often ends that time alone brings near, and what a crash left undecided, are looked for. */
const SWEEP_EVERY_MILLISECONDS = 600_000;
const RETRY_MILLISECONDS = 1_000;
const NIL_ID = '00000000-0000-0000-0000-000000000000';

@Injectable()
export class NoticesReaction {
  private readonly touched = new Map<string, AccountEntry>();

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Called with committed accounts. */
  consider(entries: Iterable<AccountEntry>): void {
    for (const entry of entries) this.touched.set(entry.subscriberId, entry);
  }

  async run(signal: AbortSignal): Promise<void> {
    await runTogether(signal, [
      (inner) => this.every(DECIDE_EVERY_MILLISECONDS, inner, () => this.decideTouched()),
      (inner) => this.every(SWEEP_EVERY_MILLISECONDS, inner, () => this.sweep(inner)),
    ]);
  }

  private every(milliseconds: number, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    return keepDoing(signal, work, {
      pauseMilliseconds: milliseconds,
      retryMilliseconds: RETRY_MILLISECONDS,
      onError: ({ message }) => this.logger.warn({ error: message }, 'notices about quotas wait'),
    });
  }

  /** The sweep finds what failed here. */
  private async decideTouched(): Promise<void> {
    const entries = [...this.touched.values()];
    this.touched.clear();
    for (let start = 0; start < entries.length; start += BATCH_ACCOUNTS) {
      await this.decide(entries.slice(start, start + BATCH_ACCOUNTS));
      // Mostly nothing is due and nothing is waited for: without a turn for others 100,000 accounts would hold up
      // metering for a quarter of a second.
      await setImmediate();
    }
  }

  private async sweep(signal: AbortSignal): Promise<void> {
    for (let after = NIL_ID; !signal.aborted;) {
      const page = await readAccounts(
        this.pool,
        `subscriber_id > $1 order by subscriber_id limit ${BATCH_ACCOUNTS}`,
        [after],
      );
      await this.decide(page);
      const last = page.at(-1);
      if (!last || page.length < BATCH_ACCOUNTS) return;
      after = last.subscriberId;
    }
  }

  /** A conflict comes back with its event; a status that waits to be recorded goes first. */
  private async decide(entries: readonly AccountEntry[]): Promise<void> {
    const at = toInstant(this.clock.now());
    const appends = entries.flatMap(({ subscriberId, account, ownRevision }) => {
      const due = isRecordDue(account, at) ? null : noticesDue(account, at);
      if (due === null) return [];
      const stream = accountStream(subscriberId);
      // One decision a basis: two replicas that see the same account record it once.
      const events = [toAppend(due, {}, idFrom(stream, 'notices', ownRevision))];
      return [{ stream, expectedRevision: ownRevision, events }];
    });
    if (appends.length > 0) await this.store.appendBatch(appends);
  }
}
