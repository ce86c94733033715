// router-loop.ts — the work on one connected router, one thing at a time, so that a cut, the write behind it and a
// poll never cross.
import { sleep } from '@saring/kernel';
import { currentTraceparent } from '@saring/messaging';
import type { Logger } from 'pino';
import type { RouterOsClient } from '../routeros/client';
import { isRoutersFault, RouterOsError, RouterUnreachableError } from '../routeros/errors';
import { countOpenings, joined, type Urgency } from '../access/openings';
import type { Host } from '../domain/actual';
import type { Lease } from './leases';
import type { RouterDuties } from './router-duties';
import type { SessionDeps } from './session-deps';

/** Accounts brought up to date together, so that a burst costs few reads. */
const ACCOUNTS_A_BATCH = 50;
/** The pause after a fault that is not the router's (NATS, PostgreSQL). */
const RETRY_MILLISECONDS = 1_000;
/** Requests that may wait for one router. */
const MOST_JOBS = 200;
/** How often at least the lease is looked at, as a share of its life. */
const LEASE_LOOKS = 4;

type Job = { readonly run: () => Promise<void>; readonly fail: (error: Error) => void };

export class RouterLoop {
  /** Accounts to bring up to date at once, with what asked for it. */
  private readonly urgent = new Map<string, Urgency>();
  private readonly jobs: Job[] = [];
  /** True after the clean-up of a router that is being removed: from then on it is only read. */
  private isRetired = false;
  private nextPoll = 0;
  /** Lines that wait to be applied. */
  private linesAhead: Promise<void> | undefined;
  private nextSweep = 0;
  private polledAt = Infinity;
  private sweptAt = Infinity;
  private alarmClock = new AbortController();

  /** @param onSwept called after each sweep that went through. */
  constructor(
    private readonly client: RouterOsClient,
    readonly duties: RouterDuties,
    private readonly lease: Lease,
    private readonly deps: SessionDeps,
    private readonly logger: Logger,
    private readonly onSwept: () => void,
  ) {
    duties.watchHosts((subscriberId) => this.accountsChanged([subscriberId]));
    const stop = (): void => this.wake();
    client.died.then(stop, stop);
  }

  /** How many accounts wait to be brought up to date. */
  get waiting(): number {
    return this.urgent.size;
  }

  /** A take-over sweeps at once, and once more after a lease's time, when its predecessor has surely stopped. */
  async run(signal: AbortSignal): Promise<void> {
    const stop = (): void => this.wake();
    signal.addEventListener('abort', stop);
    this.nextPoll = this.nextSweep = this.now();
    let second = this.now() + this.deps.config.LEASE_SECONDS * 1_000;
    try {
      while (!signal.aborted && this.lease.valid()) {
        if (this.now() >= second) {
          this.nextSweep = 0;
          second = Infinity;
        }
        if (!(await this.doNext()))
          await this.idle(Math.min(this.pollDue, this.isRetired ? Infinity : this.sweepDue, second));
      }
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** @param openedAt when the ledger let them in who were stopped before; absent: something else changed. */
  accountsChanged(subscriberIds: readonly string[], openedAt?: string): void {
    const urgency = { traceparent: currentTraceparent(), openedAt };
    for (const id of subscriberIds) this.hurry(id, urgency);
    this.wake();
  }

  /** Does something with the router between the duties. @throws RouterUnreachableError */
  work<T>(job: () => Promise<T>): Promise<T> {
    if (this.jobs.length >= MOST_JOBS)
      return Promise.reject(new RouterUnreachableError('too many requests wait for the router'));
    return new Promise((resolve, reject) => {
      const run = async (): Promise<void> => {
        try {
          resolve(await job());
        } catch (error) {
          reject(error as Error);
          throw error;
        }
      };
      this.jobs.push({ run, fail: reject });
      this.wake();
    });
  }

  /** Whoever asks while one waits for its turn shares it: what lines should be is read when it begins. */
  async applyLines(): Promise<void> {
    this.linesAhead ??= this.work(() => {
      this.linesAhead = undefined;
      return this.duties.applyLines();
    });
    const mine = this.linesAhead;
    try {
      await mine;
    } finally {
      if (this.linesAhead === mine) this.linesAhead = undefined;
    }
  }

  sweepSoon(): void {
    this.nextSweep = 0;
    this.wake();
  }

  /** Sweeps out of turn; resolves when it is done. @throws RouterUnreachableError */
  sweepNow(): Promise<void> {
    return this.work(() => this.sweep());
  }

  /** Publishes the rows of some devices now. @returns false when another reading came first. */
  observe(macs: readonly string[]): Promise<boolean> {
    return this.work(() => this.duties.observe(macs));
  }

  /** The last work on a router that is being removed. @returns what stayed on it, in words. */
  retire(): Promise<readonly string[]> {
    return this.work(async () => {
      const left = await this.duties.cleanUp();
      this.isRetired = true;
      return left;
    });
  }

  /** Ends the connection; requests that still wait fail. */
  end(why: Error): void {
    this.client.die(new RouterOsError('lost', 'the session ended'));
    for (const { fail } of this.jobs.splice(0)) fail(why);
  }

  /** @returns false when there was nothing to do. */
  private async doNext(): Promise<boolean> {
    try {
      // Even urgent work waits for an overdue poll, because counters are lost when their row disappears.
      if (this.now() >= this.pollDue + this.deps.config.POLL_SECONDS * 1_000) await this.poll();
      else if (this.isUrgent) await this.applyUrgent();
      else if (this.jobs.length > 0) await this.jobs.shift()?.run();
      else if (!this.isRetired && this.now() >= this.sweepDue) await this.sweep();
      else if (this.now() >= this.pollDue) await this.poll();
      else return false;
    } catch (error) {
      if (isRoutersFault(error)) throw error;
      // The fault is not the router's: it stays connected, and the work is tried again shortly.
      this.logger.warn({ error: (error as Error).message }, 'router work failed');
      await this.pause(RETRY_MILLISECONDS);
    }
    return true;
  }

  private get isUrgent(): boolean {
    return this.urgent.size > 0 && this.duties.isReady && !this.isRetired;
  }

  private async applyUrgent(): Promise<ReadonlySet<string>> {
    const batch = new Map([...this.urgent].slice(0, ACCOUNTS_A_BATCH));
    for (const id of batch.keys()) this.urgent.delete(id);
    try {
      const traces = new Map([...batch].map(([id, { traceparent }]) => [id, traceparent]));
      const held = await this.duties.applyAccounts(traces);
      countOpenings(batch, held, this.deps.clock.now());
    } catch (error) {
      for (const [id, urgency] of batch) this.urgent.set(id, joined(urgency, this.urgent.get(id) ?? {}));
      throw error;
    }
    return new Set(batch.keys());
  }

  private hurry(subscriberId: string, urgency: Urgency): void {
    this.urgent.set(subscriberId, joined(this.urgent.get(subscriberId), urgency));
  }

  private async poll(): Promise<void> {
    const { arrivals } = await this.read();
    for (const subscriberId of arrivals) this.hurry(subscriberId, {});
  }

  private async sweep(): Promise<void> {
    const boot = await this.duties.establishBoot();
    const { hosts } = await this.read();
    this.sweptAt = this.now();
    this.nextSweep = this.sweptAt + this.deps.config.SWEEP_SECONDS * 1_000;
    if (!this.duties.isReady) return;
    const swept = await this.duties.sweep(hosts, () => this.applyUrgent());
    this.onSwept();
    await this.duties.lookAround(swept, boot);
  }

  private async read(): Promise<{ readonly hosts: readonly Host[]; readonly arrivals: readonly string[] }> {
    const { hosts, arrivals, isCounted } = await this.duties.readHosts();
    this.polledAt = this.now();
    this.nextPoll = this.polledAt + (isCounted ? this.deps.config.POLL_SECONDS * 1_000 : RETRY_MILLISECONDS);
    return { hosts, arrivals };
  }

  /** A pause that was shortened meanwhile holds at once. */
  private get pollDue(): number {
    return Math.min(this.nextPoll, this.polledAt + this.deps.config.POLL_SECONDS * 1_000);
  }

  private get sweepDue(): number {
    return Math.min(this.nextSweep, this.sweptAt + this.deps.config.SWEEP_SECONDS * 1_000);
  }

  private now(): number {
    return this.deps.clock.monotonicMilliseconds();
  }

  private async idle(until: number): Promise<void> {
    const longest = (this.deps.config.LEASE_SECONDS * 1_000) / LEASE_LOOKS;
    // Something may have come in while the last look ended.
    if (this.isUrgent || this.jobs.length > 0) return;
    if (!this.client.dead) await this.pause(Math.max(0, Math.min(until - this.now(), longest)));
    if (this.client.dead) throw this.client.dead;
  }

  /** Ends early when there is something to do. */
  private async pause(milliseconds: number): Promise<void> {
    this.alarmClock = new AbortController();
    await sleep(milliseconds, this.alarmClock.signal);
  }

  private wake(): void {
    this.alarmClock.abort();
  }
}
