// access-status.ts — records what an account may do when the fold says otherwise than the last record (architecture.md).
import { Inject, Injectable } from '@nestjs/common';
import { toAppend, type EventStore } from '@saring/event-sourcing';
import { idFrom, toInstant, sleep, type Clock } from '@saring/kernel';
import { CLOCK, EVENT_STORE, keepDoing, LOGGER, PG_POOL, runTogether } from '@saring/service-kit';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { isRecordDue } from '../domain/access-status';
import { copyOfAccount } from '../domain/charge-usage';
import { debtStandingDue, type DebtRules } from '../domain/debt-standing';
import { standingToTell, untoldMembers } from '../domain/family';
import { hasBegun, isTimeEndDue } from '../domain/grant';
import type { AccountEvent, QuotaAccount } from '../domain/account';
import { evolve } from '../domain/quota-account';
import type { AccountCommand } from '../domain/account-command';
import { decide } from '../domain/quota-account.decide';
import { readAccounts } from '../balances/account-row';
import type { AccountEntry } from '../balances/usage-block';
import { debtRulesOf, LEDGER_CONFIG, type DebtSettings } from '../config';
import { accountStream } from '../streams';
import { moveTurns } from './turn-rows';

const BATCH_ACCOUNTS = 500;
const BATCH_BLOCKS = 8;
const EXPIRY_EVERY_MILLISECONDS = 1_000;
/** A status that no event and no retry brought is found by the next look at all accounts. */
const SWEEP_EVERY_MILLISECONDS = 600_000;
const RETRY_MILLISECONDS = 500;
const IDLE_MILLISECONDS = 1_000;

@Injectable()
export class AccessStatusReaction {
  private readonly waiting = new Map<string, AccountEntry>();
  private wake = new AbortController();

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(LEDGER_CONFIG) private readonly config: DebtSettings,
  ) {}

  /** As they are now: an operator may change them. */
  private get debtRules(): DebtRules {
    return debtRulesOf(this.config);
  }

  /** Called with committed accounts; appends for those whose status changed. A conflict comes back with its event. */
  consider(entries: Iterable<AccountEntry>): void {
    const now = toInstant(this.clock.now());
    for (const entry of entries) {
      const { account } = entry;
      const isDue = isRecordDue(account, now) || isGrantDue(account) || this.isDebtDue(account, now);
      if (isDue || untoldMembers(account).length > 0) this.wait(entry);
    }
    if (this.waiting.size > 0) this.wake.abort();
  }

  private isDebtDue(account: QuotaAccount, now: string): boolean {
    return debtStandingDue(account, this.debtRules, now) !== null;
  }

  private wait(entry: AccountEntry): void {
    const waiting = this.waiting.get(entry.subscriberId);
    // A look at all accounts may bring an entry that is older than the projector's.
    if (waiting && waiting.ownRevision > entry.ownRevision) return;
    // A copy: the projector goes on folding its own.
    this.waiting.set(entry.subscriberId, { ...entry, account: copyOfAccount(entry.account) });
  }

  /** Until aborted: records what is considered, what time alone changes, and what a crash left unrecorded. */
  async runExpiry(signal: AbortSignal): Promise<void> {
    signal.addEventListener('abort', () => this.wake.abort(), { once: true });
    await runTogether(signal, [
      (inner) => this.recordWaiting(inner),
      (inner) => this.expire(inner),
      (inner) => this.turn(inner),
      (inner) => this.sweep(inner),
    ]);
  }

  /** A status whose append failed stays in `waiting` and is tried again ('records a status whose append failed'). */
  private async recordWaiting(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.wake = new AbortController();
      const batch = [...this.waiting.values()].slice(0, BATCH_ACCOUNTS);
      if (batch.length === 0) {
        await sleep(IDLE_MILLISECONDS, this.wake.signal);
        continue;
      }
      try {
        await this.record(batch);
        const untold = await this.tellMembers(batch);
        // An entry that was added meanwhile stays, and so does a payer whose member did something at that moment.
        for (const entry of batch)
          if (this.waiting.get(entry.subscriberId) === entry && !untold.has(entry))
            this.waiting.delete(entry.subscriberId);
        if (untold.size > 0) await sleep(RETRY_MILLISECONDS, signal);
      } catch (error) {
        this.logger.warn({ error: (error as Error).message }, 'access statuses wait to be recorded');
        await sleep(RETRY_MILLISECONDS, signal);
      }
    }
  }

  private async record(entries: readonly AccountEntry[]): Promise<void> {
    const at = toInstant(this.clock.now());
    const appends = entries.flatMap((entry) => {
      const due = recordsDue(entry, this.debtRules, at);
      if (due.length === 0) return [];
      const stream = accountStream(entry.subscriberId);
      // One decision a basis: two replicas that see the same account record it once.
      const metadata = entry.traceparent ? { traceparent: entry.traceparent } : {};
      const events = due.map((event, index) =>
        toAppend(event, metadata, idFrom(stream, 'access-status', entry.ownRevision, index)),
      );
      return [
        { stream, expectedRevision: entry.ownRevision < 0 ? ('none' as const) : entry.ownRevision, events },
      ];
    });
    if (appends.length > 0) await this.store.appendBatch(appends);
  }

  /**
   * How a payer's account stands is recorded in the accounts of members, so that each of these decides alone.
   * @returns payers of whom a member moved on meanwhile.
   */
  private async tellMembers(payers: readonly AccountEntry[]): Promise<ReadonlySet<AccountEntry>> {
    const untold = new Map(
      payers.flatMap((payer) => untoldMembers(payer.account).map((memberId) => [memberId, payer] as const)),
    );
    if (untold.size === 0) return new Set();
    const at = toInstant(this.clock.now());
    const members = await readAccounts(this.pool, 'subscriber_id = any($1::uuid[])', [[...untold.keys()]]);
    const told = members.flatMap(({ subscriberId, account, ownRevision }) => {
      const payer = untold.get(subscriberId);
      if (!payer) return [];
      const standing = standingToTell(payer.account);
      const { subscriberId: payerId } = payer;
      const decision = decide(account, { type: 'RecordFamilyStanding', payerId, ...standing, at });
      if (!decision.accepted || decision.events.length === 0) return [];
      const stream = accountStream(subscriberId);
      const events = decision.events.map((event) =>
        toAppend(event, {}, idFrom(stream, 'family-standing', ownRevision)),
      );
      return [{ payer, append: { stream, expectedRevision: ownRevision, events } }];
    });
    if (told.length === 0) return new Set();
    const outcomes = await this.store.appendBatch(told.map(({ append }) => append));
    return new Set(told.filter((_, index) => !outcomes[index]?.ok).map(({ payer }) => payer));
  }

  /** The timer of domain.md: records grants whose time is over. */
  private async expire(signal: AbortSignal): Promise<void> {
    await keepDoing(signal, () => this.expireDue(), {
      pauseMilliseconds: EXPIRY_EVERY_MILLISECONDS,
      retryMilliseconds: RETRY_MILLISECONDS,
      onError: ({ message }) => this.logger.warn({ error: message }, 'expiries wait to be recorded'),
    });
  }

  /** The same for hours that begin or end: each look at an account moves it on to its next turn. */
  private async turn(signal: AbortSignal): Promise<void> {
    await keepDoing(signal, () => this.turnDue(), {
      pauseMilliseconds: EXPIRY_EVERY_MILLISECONDS,
      retryMilliseconds: RETRY_MILLISECONDS,
      onError: ({ message }) => this.logger.warn({ error: message }, 'hours of packages wait to be recorded'),
    });
  }

  private async turnDue(): Promise<boolean> {
    const at = toInstant(this.clock.now());
    const due = await readAccounts(
      this.pool,
      `next_turn_at <= $1 order by next_turn_at limit ${BATCH_ACCOUNTS}`,
      [at],
    );
    if (due.length === 0) return false;
    await this.record(due);
    await moveTurns(this.pool, due, at);
    return due.length === BATCH_ACCOUNTS;
  }

  private async sweep(signal: AbortSignal): Promise<void> {
    await keepDoing(signal, () => this.considerAll(signal), {
      pauseMilliseconds: SWEEP_EVERY_MILLISECONDS,
      retryMilliseconds: RETRY_MILLISECONDS,
      onError: ({ message }) => this.logger.warn({ error: message }, 'the look at all accounts waits'),
    });
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
      const expired = decision.accepted ? decision.events : [];
      // A payment lane that closes, or a debt that falls due, is a change of access alone.
      const due = expired.length > 0 ? expired : recordsDue(entry, this.debtRules, at);
      if (due.length === 0) return [];
      const stream = accountStream(entry.subscriberId);
      const events = due.map((event, index) =>
        toAppend(event, {}, idFrom(stream, 'expire', entry.ownRevision, index)),
      );
      return [{ stream, expectedRevision: entry.ownRevision, events }];
    });
    if (appends.length > 0) await this.store.appendBatch(appends);
    return due.length === BATCH_ACCOUNTS;
  }

  private async considerAll(signal: AbortSignal): Promise<void> {
    for (let after = 0; !signal.aborted;) {
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

const isGrantDue = ({ grants, usedBytes }: QuotaAccount): boolean =>
  grants.some((grant) => hasBegun(grant, usedBytes) || isTimeEndDue(grant));

/** Grants whose clock starts or whose time is used up, and how the debts stand, then the status that follows from the account with them. */
const recordsDue = (
  { account, ownRevision }: AccountEntry,
  rules: DebtRules,
  at: string,
): readonly AccountEvent[] => {
  const commands: readonly AccountCommand[] = [
    { type: 'StartGrants', at },
    { type: 'EndUsedUpTime', at },
    { type: 'RecordDebtStanding', rules, at },
    { type: 'RecordAccessStatus', basisRevision: ownRevision, at },
  ];
  const events: AccountEvent[] = [];
  for (const command of commands) {
    const decision = decide(events.reduce<QuotaAccount>(evolve, account), command);
    if (decision.accepted) events.push(...decision.events);
  }
  return events;
};
