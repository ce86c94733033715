// shown-accounts.ts — lets a caller wait until the projection shows what it must see.
import { waitOrAbort, type Clock } from '@saring/kernel';
import type { Pool } from 'pg';
import { readAccount, type AccountEntry } from './account-row';

/** Where another replica projects, nobody signals here: then the row is looked at, ever more rarely. */
const LOOK_MILLISECONDS = { first: 10, longest: 400 };
/** Where this process projects, the row is looked at only in case the projector stands still. */
const SIGNALLED_LOOK_MILLISECONDS = 500;

type Shown = Pick<AccountEntry, 'ownRevision' | 'account'>;

/** One account as it is shown from the moment of watching on. */
export class WatchedAccount {
  private newest: Shown | null = null;
  private changed = new AbortController();

  constructor(
    private readonly read: () => Promise<Shown>,
    private readonly clock: Clock,
    private readonly isSignalled: () => boolean,
    readonly stop: () => void,
  ) {}

  show({ ownRevision, account }: Shown): void {
    this.newest = { ownRevision, account };
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
      await waitOrAbort(Math.min(pause, remaining), this.changed.signal);
      if (this.changed.signal.aborted) continue;
      if (isWanted(await this.read())) return;
      pause = this.isSignalled()
        ? SIGNALLED_LOOK_MILLISECONDS
        : Math.min(pause * 2, LOOK_MILLISECONDS.longest);
    }
  }
}

export class ShownAccounts {
  private readonly watched = new Map<string, Set<WatchedAccount>>();
  /** Whether the projector of this process runs, and tells of what it commits. */
  isProjectedHere = false;

  constructor(
    private readonly pool: Pool,
    private readonly clock: Clock,
  ) {}

  /** Told of committed accounts by the projector of this process. */
  show(entries: Iterable<AccountEntry>): void {
    if (this.watched.size === 0) return;
    for (const entry of entries)
      for (const account of this.watched.get(entry.subscriberId) ?? []) account.show(entry);
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
