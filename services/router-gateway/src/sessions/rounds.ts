// The work on one connected router: poll, sweep, apply, again. One thing at a time, so that a cut, the write behind it
// and a poll never cross.
import type { MacAddress } from '@saring/kernel';
import { currentTraceparent } from '@saring/messaging';
import type { RouterOsClient } from '../adapters/routeros/client';
import { LeaseLostError, RouterOsError } from '../adapters/routeros/errors';
import type { Router } from '../adapters/routeros/router';
import { RouterTrapError, UnreadableReplyError } from '../adapters/routeros/rows';
import type { Host } from '../domain/actual';
import { findAlarms, type Alarm, type Surroundings } from '../domain/alarms';
import { byHandIn } from '../domain/by-hand';
import type { Account } from '../projections/access-tables';
import type { AppliedVersions } from '../registry/applied';
import type { RouterRecord } from '../registry/routers';
import type { AccessKeeper, Swept } from './access-keeper';
import type { BootWatch } from './boot-watch';
import type { Lease } from './leases';
import type { MeterFeed } from './meter-feed';
import { pollSeconds, routerHosts } from './metrics';
import type { Picture } from './picture';
import type { SessionParts } from './router-session';

/** Accounts brought up to date together, so that a burst costs few reads. */
const ACCOUNTS_A_BATCH = 50;
/** After a fault that is not the router's (NATS, PostgreSQL) the work is tried again so soon. */
const RETRY_MILLISECONDS = 1_000;
const FACTS_IN_FLIGHT = 64;
/** Requests that may wait for one router. */
const MOST_JOBS = 200;
/** How often at least the lease is looked at, as a share of its life. */
const LEASE_LOOKS = 4;

/** The router cannot be asked now. */
export class RouterUnreachableError extends Error {
  override readonly name = 'RouterUnreachableError';
}

/** A router in hand: its menus, what keeps its access, where its readings go. */
export type Connected = {
  readonly client: RouterOsClient;
  readonly router: Router;
  readonly keeper: AccessKeeper;
  readonly feed: MeterFeed;
};

type Job = { readonly run: () => Promise<void>; readonly fail: (error: Error) => void };

export type RoundsContext = {
  readonly parts: SessionParts;
  readonly record: RouterRecord;
  readonly lease: Lease;
  readonly boot: BootWatch;
  readonly picture: Picture;
  /** The marker was missing when the connection began, though the router had not booted. */
  readonly markerDeleted: boolean;
  readonly applied: Map<string, AppliedVersions>;
  /** Told after each sweep that went through. */
  readonly onSwept: () => void;
};

export class Rounds {
  /** Accounts to bring up to date at once, with the trace that asked for it. */
  private readonly urgent = new Map<string, string | undefined>();
  private readonly jobs: Job[] = [];
  private markerDeleted: boolean;
  /** Cleaned up, and about to be removed: from now on it is only read. */
  private isRetired = false;
  private nextPoll = 0;
  private nextSweep = 0;
  private wake: () => void = () => undefined;

  constructor(
    private readonly connected: Connected,
    private readonly context: RoundsContext,
  ) {
    this.markerDeleted = context.markerDeleted;
    connected.router.listenToHosts((change) => this.hostChanged(change));
    const stop = (): void => this.wake();
    connected.client.died.then(stop, stop);
  }

  get router(): Router {
    return this.connected.router;
  }

  get waiting(): number {
    return this.urgent.size;
  }

  /** A take-over sweeps at once, and once more after a lease's time, when its predecessor has surely stopped. */
  async serve(signal: AbortSignal): Promise<void> {
    const { parts, lease } = this.context;
    const stop = (): void => this.wake();
    signal.addEventListener('abort', stop);
    this.nextPoll = this.nextSweep = this.now();
    let second = this.now() + parts.leaseSeconds * 1_000;
    try {
      while (!signal.aborted && lease.valid()) {
        if (this.now() >= second) {
          this.nextSweep = 0;
          second = Infinity;
        }
        if (!(await this.doNext()))
          await this.idle(Math.min(this.nextPoll, this.isRetired ? Infinity : this.nextSweep, second));
      }
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  accountsChanged(subscriberIds: readonly string[]): void {
    const traceparent = currentTraceparent();
    for (const id of subscriberIds) this.hurry(id, traceparent);
    this.wake();
  }

  /** What was asked for by a trace stays in it, whatever else asks for the same account meanwhile. */
  private hurry(subscriberId: string, traceparent: string | undefined): void {
    this.urgent.set(subscriberId, traceparent ?? this.urgent.get(subscriberId));
  }

  /** Does something with the router between its other work. @throws RouterUnreachableError */
  work<T>(job: (connected: Connected) => Promise<T>): Promise<T> {
    if (this.jobs.length >= MOST_JOBS)
      return Promise.reject(new RouterUnreachableError('too much waits for the router'));
    return new Promise((resolve, reject) => {
      const run = async (): Promise<void> => {
        try {
          resolve(await job(this.connected));
        } catch (error) {
          reject(error as Error);
          throw error;
        }
      };
      this.jobs.push({ run, fail: reject });
      this.wake();
    });
  }

  sweepSoon(): void {
    this.nextSweep = 0;
    this.wake();
  }

  sweepNow(): Promise<void> {
    return this.work(() => this.sweep());
  }

  /** The last work on a router that is being removed. @returns what stayed on it, in words. */
  retire(): Promise<readonly string[]> {
    return this.work(async ({ keeper }) => {
      const left = await keeper.cleanUp();
      this.isRetired = true;
      return left;
    });
  }

  /** Ends the connection; what still waits for it is told. */
  end(why: Error): void {
    this.connected.client.die(new RouterOsError('lost', 'the session ended'));
    for (const { fail } of this.jobs.splice(0)) fail(why);
  }

  /** @returns false when there was nothing to do. */
  private async doNext(): Promise<boolean> {
    const { parts, record } = this.context;
    try {
      // However much is urgent, what is not read in time may be lost with its row.
      if (this.now() >= this.nextPoll + parts.pollSeconds * 1_000) await this.poll();
      else if (this.urgentNow) await this.applyUrgent();
      else if (this.jobs.length > 0) await this.jobs.shift()?.run();
      else if (!this.isRetired && this.now() >= this.nextSweep) await this.sweep();
      else if (this.now() >= this.nextPoll) await this.poll();
      else return false;
    } catch (error) {
      if (isRoutersFault(error)) throw error;
      // Not the router's fault: it stays connected, and what was due is due again shortly.
      parts.logger.warn({ routerId: record.routerId, error: (error as Error).message }, 'router work failed');
      await this.sleep(RETRY_MILLISECONDS);
    }
    return true;
  }

  private get urgentNow(): boolean {
    return this.urgent.size > 0 && this.context.parts.desired.complete && !this.isRetired;
  }

  private async applyUrgent(): Promise<ReadonlySet<string>> {
    const batch = new Map([...this.urgent].slice(0, ACCOUNTS_A_BATCH));
    for (const id of batch.keys()) this.urgent.delete(id);
    try {
      await this.connected.keeper.applyAccounts(batch);
    } catch (error) {
      for (const [id, traceparent] of batch) this.hurry(id, this.urgent.get(id) ?? traceparent);
      throw error;
    }
    return new Set(batch.keys());
  }

  private async poll(): Promise<void> {
    const { parts, picture } = this.context;
    const known = new Set(picture.hosts.all().map(placeOf));
    for (const host of await this.readHosts()) {
      const device = parts.desired.devices.get(host.mac);
      if (device && !known.has(placeOf(host))) this.hurry(device.subscriberId, undefined);
    }
  }

  private async readHosts(): Promise<readonly Host[]> {
    const { parts, picture, boot, record } = this.context;
    const stop = pollSeconds.startTimer({ router: record.name });
    const { hosts, leftOut, uptimeSeconds, stored, isTorn } = await this.connected.feed.read();
    stop();
    routerHosts.set({ router: record.name }, hosts.length);
    this.nextPoll = this.now() + (stored || isTorn ? parts.pollSeconds * 1_000 : RETRY_MILLISECONDS);
    picture.uptimeSeconds = uptimeSeconds;
    boot.noteUptime(uptimeSeconds);
    picture.hosts.replaceAll(hosts);
    picture.leftOut = leftOut;
    await this.noteSightings(hosts);
    return hosts;
  }

  /** A time that could not be written is written at the next reading: access does not wait for it. */
  private async noteSightings(hosts: readonly Host[]): Promise<void> {
    const { parts, record } = this.context;
    try {
      await parts.sightings.note(record, hosts, (mac) => parts.desired.devices.has(mac));
    } catch (error) {
      parts.logger.warn(
        { routerId: record.routerId, error: (error as Error).message },
        'who was seen could not be written',
      );
    }
  }

  private async sweep(): Promise<void> {
    const { parts, picture, boot, onSwept } = this.context;
    const { router, keeper } = this.connected;
    const { kind, markerComment } = await boot.establish(router);
    const hosts = await this.readHosts();
    this.nextSweep = this.now() + parts.sweepSeconds * 1_000;
    if (!parts.desired.complete) return;
    const found = await keeper.sweep(hosts, () => this.applyUrgent());
    picture.byHand = byHandIn(found.bindings, parts.signature);
    picture.sweptAt = parts.clock.now().toISOString();
    onSwept();
    await this.lookAround(found, { bootMarkerDeleted: kind === 'rewrite', bootMarkerComment: markerComment });
  }

  /** What else is on the router. A menu that our user may not read leaves its alarms as they were. */
  private async lookAround(
    swept: Swept,
    { bootMarkerDeleted, ...marker }: Pick<Surroundings, 'bootMarkerDeleted' | 'bootMarkerComment'>,
  ): Promise<void> {
    const { parts, record, picture } = this.context;
    const { router } = this.connected;
    const { signature } = parts;
    try {
      await this.removeExpiredProofUsers();
      await parts.sightings.forgetOld();
      const surroundings = await router.surroundings();
      const { leftOut } = picture;
      const hosts = picture.hosts.all();
      const seen = { ...surroundings, ...swept, ...marker, hosts, leftOut };
      const deleted = bootMarkerDeleted || this.markerDeleted;
      await this.noteAlarms(findAlarms({ ...seen, bootMarkerDeleted: deleted, signature }));
      this.markerDeleted = false;
    } catch (error) {
      if (!(error instanceof RouterTrapError)) throw error;
      parts.logger.warn(
        { routerId: record.routerId, error: error.message },
        'the router does not let us look for alarms',
      );
    }
  }

  private async removeExpiredProofUsers(): Promise<void> {
    const { parts, record } = this.context;
    for (const user of await parts.proofUsers.expiredOn(record.routerId, parts.clock.now())) {
      await this.router.removeUser(user.userName);
      await parts.proofUsers.remove(user.possessionId);
    }
  }

  private hostChanged({
    id,
    gone,
    mac,
    address,
  }: {
    id: string;
    gone: boolean;
    mac?: MacAddress;
    address?: string;
  }): void {
    const { parts, picture } = this.context;
    if (gone) return picture.hosts.remove(id);
    const device = mac && parts.desired.devices.get(mac);
    if (!device || address === undefined || picture.hosts.has(id, mac, address)) return;
    this.accountsChanged([device.subscriberId]);
  }

  /** Told by the keeper: the router holds what it should for these. */
  async noteApplied(accounts: readonly Account[]): Promise<void> {
    const { parts, record, applied } = this.context;
    const news = accounts.filter(({ subscriberId, statusVersion, devicesVersion }) => {
      const held = applied.get(subscriberId);
      return held?.statusVersion !== statusVersion || held.devicesVersion !== devicesVersion;
    });
    if (news.length === 0) return;
    await parts.records.saveApplied(record.routerId, news);
    for (const account of news) applied.set(account.subscriberId, account);
    for (let start = 0; start < news.length; start += FACTS_IN_FLIGHT) {
      const some = news.slice(start, start + FACTS_IN_FLIGHT);
      await Promise.all(
        some.map((account) => parts.facts.accessApplied(record.routerId, account, account.status ?? '')),
      );
    }
  }

  private async noteAlarms(alarms: readonly Alarm[]): Promise<void> {
    const { parts, record } = this.context;
    const { raised, cleared } = await parts.records.replaceAlarms(record.routerId, alarms);
    for (const alarm of raised) await parts.facts.alarmRaised(record.routerId, alarm);
    for (const code of cleared) await parts.facts.alarmCleared(record.routerId, code);
  }

  private now(): number {
    return this.context.parts.clock.monotonicMilliseconds();
  }

  private async idle(until: number): Promise<void> {
    const { client } = this.connected;
    const longest = (this.context.parts.leaseSeconds * 1_000) / LEASE_LOOKS;
    // Something may have come in while the last look ended.
    if (this.urgentNow || this.jobs.length > 0) return;
    if (!client.dead) await this.sleep(Math.max(0, Math.min(until - this.now(), longest)));
    if (client.dead) throw client.dead;
  }

  /** Ends early when there is something to do. */
  private sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** A device that is at the same address under the same row needs nothing new. */
const placeOf = ({ id, mac, address }: Host): string => `${id} ${mac} ${address}`;

/** Whether the router, or the way to it, is to blame: the connection is given up and made anew. */
export const isRoutersFault = (error: unknown): boolean =>
  error instanceof RouterOsError ||
  error instanceof RouterTrapError ||
  error instanceof UnreadableReplyError ||
  error instanceof LeaseLostError;
