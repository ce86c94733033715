// shown-accounts.ts — accounts as the projection shows them: read from memory where it can be kept true, and waited for.
import { Inject, Injectable } from '@nestjs/common';
import { sleep, type Clock } from '@saring/kernel';
import { CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { copyOfAccount } from '../domain/charge-usage';
import { readAccount } from './account-row';
import type { AccountEntry } from './usage-block';

/** Where another replica projects, no signal comes: then the row is read, ever more rarely. */
const LOOK_MILLISECONDS = { first: 10, longest: 400 };
/** Where this process projects, the row is read only in case the projector is stuck. */
const SIGNALLED_LOOK_MILLISECONDS = 500;

/** Less than a caller waits before it asks another replica. */
const REACHED_WITHIN_MILLISECONDS = 900;
/** Accounts kept for readers; beyond it all are read again. */
const KEPT_ACCOUNTS = 20_000;

type Shown = Pick<AccountEntry, 'ownRevision' | 'statusRevision' | 'account'>;

/** One account as it is shown from the moment of watching on. */
class WatchedAccount {
  private newest: Shown | null = null;
  private changed = new AbortController();

  constructor(
    private readonly read: () => Promise<Shown>,
    private readonly clock: Clock,
    private readonly isSignalled: () => boolean,
    readonly stop: () => void,
  ) {}

  show(shown: Shown): void {
    this.newest = shown;
    this.changed.abort();
  }

  /** Resolves once the account is as wanted, or after the limit. */
  async until(isWanted: (shown: Shown) => boolean, limitMilliseconds: number): Promise<void> {
    const deadline = this.clock.monotonicMilliseconds() + limitMilliseconds;
    let pause = this.isSignalled() ? SIGNALLED_LOOK_MILLISECONDS : LOOK_MILLISECONDS.first;
    for (;;) {
      if (this.newest && isWanted(this.newest)) return;
      this.changed = new AbortController();
      const remaining = deadline - this.clock.monotonicMilliseconds();
      if (remaining <= 0) return;
      await sleep(Math.min(pause, remaining), this.changed.signal);
      if (this.changed.signal.aborted) continue;
      if (isWanted(await this.read())) return;
      pause = this.isSignalled()
        ? SIGNALLED_LOOK_MILLISECONDS
        : Math.min(pause * 2, LOOK_MILLISECONDS.longest);
    }
  }
}

@Injectable()
export class ShownAccounts {
  private readonly watched = new Map<string, Set<WatchedAccount>>();
  private readonly kept = new Map<string, Shown>();
  private readonly reading = new Map<string, Promise<Shown>>();
  private isProjectedHere = false;

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Called by the projector of this process with committed accounts. */
  show(entries: Iterable<AccountEntry>): void {
    if (this.watched.size + this.kept.size + this.reading.size === 0) return;
    for (const entry of entries) {
      const { subscriberId, ownRevision, statusRevision } = entry;
      const isKept = this.kept.has(subscriberId);
      const watchers = this.watched.get(subscriberId);
      // A read that is under way may be older than this: it is not kept, and no one else waits for it.
      this.reading.delete(subscriberId);
      if (!isKept && !watchers) continue;
      // A copy: the projector goes on charging its own.
      const shown = { ownRevision, statusRevision, account: copyOfAccount(entry.account) };
      if (isKept) this.kept.set(subscriberId, shown);
      for (const watched of watchers ?? []) watched.show(shown);
    }
  }

  /** The projector of this process begins and signals its commits; or ends. */
  projectHere(isProjectedHere: boolean): void {
    this.isProjectedHere = isProjectedHere;
    this.forget();
  }

  /** The rows may have moved on without this process. */
  forget(): void {
    this.kept.clear();
    this.reading.clear();
  }

  /** The account as it was last committed. While another replica projects, always from its row. */
  read(subscriberId: string): Promise<Shown> {
    const kept = this.kept.get(subscriberId);
    if (kept) return Promise.resolve(kept);
    if (!this.isProjectedHere) return readAccount(this.pool, subscriberId);
    const underWay = this.reading.get(subscriberId);
    if (underWay) return underWay;
    const reading: Promise<Shown> = readAccount(this.pool, subscriberId).then(
      ({ ownRevision, statusRevision, account }) => {
        const shown = { ownRevision, statusRevision, account };
        if (this.reading.get(subscriberId) === reading) this.keep(subscriberId, shown);
        return shown;
      },
      (error: unknown) => {
        if (this.reading.get(subscriberId) === reading) this.reading.delete(subscriberId);
        throw error;
      },
    );
    this.reading.set(subscriberId, reading);
    return reading;
  }

  /**
   * Waits until a command's version is shown, or for the limit: a page shows what it has just written.
   * @param termsVersion of the subscriber's terms that the account has taken over; undefined: it may have none.
   */
  async reach(subscriberId: string, version: number, termsVersion?: number): Promise<void> {
    const isShown = ({ ownRevision, account: { terms } }: Shown): boolean =>
      ownRevision >= version &&
      (termsVersion === undefined || (terms !== null && terms.version >= termsVersion));
    const watched = this.watch(subscriberId);
    try {
      if (!isShown(await this.read(subscriberId))) await watched.until(isShown, REACHED_WITHIN_MILLISECONDS);
    } finally {
      watched.stop();
    }
  }

  private keep(subscriberId: string, shown: Shown): void {
    this.reading.delete(subscriberId);
    if (this.kept.size >= KEPT_ACCOUNTS) this.kept.clear();
    this.kept.set(subscriberId, shown);
  }

  /** Watches before the caller acts or looks itself, so that nothing is missed in between; `stop` ends it. */
  watch(subscriberId: string): WatchedAccount {
    const watchers = this.watched.get(subscriberId) ?? new Set<WatchedAccount>();
    this.watched.set(subscriberId, watchers);
    const account = new WatchedAccount(
      () => readAccount(this.pool, subscriberId),
      this.clock,
      () => this.isProjectedHere,
      () => {
        watchers.delete(account);
        if (watchers.size === 0 && this.watched.get(subscriberId) === watchers)
          this.watched.delete(subscriberId);
      },
    );
    watchers.add(account);
    return account;
  }
}
