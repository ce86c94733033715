// The life of one router under one lease: connect, poll, sweep, apply, again. One thing at a time, so that a cut, the
// write behind it and a poll never cross.
import type { Clock, MacAddress } from '@saring/kernel';
import type { NatsConnection } from 'nats';
import type { Logger } from 'pino';
import { RouterOsError } from '../adapters/routeros/errors';
import { connectRouterOs } from '../adapters/routeros/connect';
import type { RouterOsClient } from '../adapters/routeros/client';
import { Router, RouterTrapError, UnreadableReplyError } from '../adapters/routeros/router';
import type { GatewayFacts } from '../adapters/facts';
import { findAlarms, type Alarm } from '../domain/alarms';
import { afterFailure, closedBreaker, isOpen, pauseMilliseconds, LONGEST_PAUSE_MILLISECONDS, type Breaker } from '../domain/breaker';
import type { FupSpeed } from '../domain/fup';
import type { Account } from '../projections/access-tables';
import type { DesiredAccess } from '../projections/desired-access';
import type { AppliedVersions, RouterRecords } from '../registry/applied';
import type { RouterRecord, RouterState, Routers } from '../registry/routers';
import { AccessKeeper, LeaseLostError, type DriftItem, type Swept } from './access-keeper';
import { BootWatch } from './boot-watch';
import { HostTable } from './host-table';
import type { Lease } from './leases';
import { MeterFeed } from './meter-feed';
import { Pacer } from './pacer';

/** Accounts brought up to date together, so that a burst costs few reads. */
const ACCOUNTS_A_BATCH = 50;
/** After a fault that is not the router's (NATS, PostgreSQL) the work is tried again so soon. */
const RETRY_MILLISECONDS = 1_000;
const FACTS_IN_FLIGHT = 64;
/** Work that may wait for one router. */
const MOST_JOBS = 200;

/** The router cannot be asked now. */
export class RouterUnreachableError extends Error {
  override readonly name = 'RouterUnreachableError';
}

/** The router was reached and is not the one it should be: an operator must look. */
class RouterRefusedError extends Error {
  override readonly name = 'RouterRefusedError';
}

export type SessionParts = {
  readonly nats: NatsConnection;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly routers: Routers;
  readonly records: RouterRecords;
  readonly desired: DesiredAccess;
  readonly facts: GatewayFacts;
  readonly macKeyOf: (mac: MacAddress) => string;
  readonly pollSeconds: number;
  readonly sweepSeconds: number;
  readonly leaseSeconds: number;
  readonly writesPerSecond: number;
  readonly fupSpeed: FupSpeed;
};

/** A router in hand: its menus, what keeps its access, where its readings go. */
export type Connected = { readonly client: RouterOsClient; readonly router: Router; readonly keeper: AccessKeeper; readonly feed: MeterFeed };

type Job = { readonly run: (connected: Connected) => Promise<void>; readonly fail: (error: Error) => void };

export class RouterSession {
  readonly hosts = new HostTable();
  private readonly boot: BootWatch;
  private readonly urgent = new Set<string>();
  private readonly jobs: Job[] = [];
  private applied = new Map<string, AppliedVersions>();
  private connected: Connected | undefined;
  private breaker: Breaker = closedBreaker;
  private wake: () => void = () => undefined;
  private nextPoll = 0;
  private nextSweep = 0;
  private hadDeletedMarker = false;
  state: RouterState;
  uptimeSeconds = 0;
  sweptAt: string | undefined;
  drift: readonly DriftItem[] = [];

  constructor(
    private readonly parts: SessionParts,
    readonly record: RouterRecord,
    private readonly lease: Lease,
  ) {
    this.boot = new BootWatch(record, parts.routers, parts.clock, parts.logger);
    this.state = record.state;
  }

  get online(): boolean {
    return this.connected !== undefined;
  }

  /** Accounts that wait to be brought up to date here. */
  get pendingCommands(): number {
    return this.urgent.size + this.drift.filter(({ state }) => state === 'waiting').length;
  }

  /** Tends the router until the signal or the end of the lease. */
  async run(signal: AbortSignal): Promise<void> {
    const stop = (): void => this.wake();
    signal.addEventListener('abort', stop);
    await this.changeState('connecting', '');
    while (!signal.aborted && this.lease.valid()) {
      const pause = pauseMilliseconds(this.breaker, this.now());
      if (pause > 0) await this.sleep(Math.min(pause, LONGEST_PAUSE_MILLISECONDS));
      else await this.tend(signal);
    }
    signal.removeEventListener('abort', stop);
  }

  /** Brings the router up to date for these accounts as soon as it can. */
  accountsChanged(subscriberIds: readonly string[]): void {
    if (!this.connected) return;
    for (const id of subscriberIds) this.urgent.add(id);
    this.wake();
  }

  /** Does something with the router between its other work. @throws RouterUnreachableError */
  work<T>(job: (connected: Connected) => Promise<T>): Promise<T> {
    if (!this.connected || this.jobs.length >= MOST_JOBS) return Promise.reject(this.unreachable());
    return new Promise((resolve, reject) => {
      const run = async (connected: Connected): Promise<void> => {
        try {
          resolve(await job(connected));
        } catch (error) {
          reject(error as Error);
          throw error;
        }
      };
      this.jobs.push({ run, fail: reject });
      this.wake();
    });
  }

  /** Reads beside the other work. @throws RouterUnreachableError */
  get router(): Router {
    if (!this.connected) throw this.unreachable();
    return this.connected.router;
  }

  /** Sweeps as soon as it can. */
  sweepSoon(): void {
    this.nextSweep = 0;
    this.wake();
  }

  /** Sweeps out of turn; resolves when it is done. */
  async sweepNow(): Promise<void> {
    await this.work((connected) => this.sweep(connected));
  }

  private async tend(signal: AbortSignal): Promise<void> {
    try {
      const connected = await this.connect();
      this.connected = connected;
      await this.changeState('online', '');
      await this.serve(connected, signal);
    } catch (error) {
      await this.failed(error as Error);
    } finally {
      this.disconnect();
    }
  }

  private async connect(): Promise<Connected> {
    const { parts, record } = this;
    const password = await parts.routers.passwordOf(record.routerId);
    const current = await parts.routers.find(record.routerId);
    const { client, fingerprint } = await connectRouterOs({ ...record, password, pinnedFingerprint: current?.fingerprint });
    try {
      const router = new Router(client);
      const identity = await router.identify();
      if (current?.serial && current.serial !== identity.serial) throw new RouterRefusedError('ROUTER.SERIAL_CHANGED');
      if (!(await parts.routers.recognise(record.routerId, { ...identity, fingerprint }))) throw new RouterRefusedError('ROUTER.DUPLICATE');
      this.hadDeletedMarker = (await this.boot.establish(router)) === 'rewrite';
      this.applied = await parts.records.appliedOn(record.routerId);
      const connected = this.assemble(client, router);
      await connected.keeper.learnOwners();
      router.listenToHosts((change) => this.hostChanged(change));
      void client.died.then(() => this.wake());
      return connected;
    } catch (error) {
      client.die(new RouterOsError('lost', 'the session could not start'));
      throw error;
    }
  }

  private assemble(client: RouterOsClient, router: Router): Connected {
    const { parts, record, lease, hosts } = this;
    const mayWrite = (): boolean => lease.valid();
    const feed: MeterFeed = new MeterFeed(parts.nats, parts.clock, parts.logger, {
      routerId: record.routerId,
      linkBitsPerSecondPerDevice: record.linkBitsPerSecondPerDevice,
      router,
      bootId: () => this.boot.bootId,
      attribution: { ownerOf: (mac) => keeper.ownerOf(mac), macKeyOf: parts.macKeyOf },
      mayPublish: mayWrite,
    });
    const { desired, clock, logger, sweepSeconds, fupSpeed } = parts;
    const pacer = new Pacer(parts.writesPerSecond, clock);
    const onApplied = (accounts: readonly Account[]): Promise<void> => this.noteApplied(accounts);
    const keeper: AccessKeeper = new AccessKeeper({
      ...{ router, feed, desired, hosts, pacer, lists: record.lists, sweepSeconds, fupSpeed, clock, logger, mayWrite, onApplied },
    });
    return { client, router, keeper, feed };
  }

  /** A take-over sweeps at once, and once more after a lease's time, when its predecessor has surely stopped. */
  private async serve(connected: Connected, signal: AbortSignal): Promise<void> {
    this.nextPoll = this.nextSweep = this.now();
    let second: number | undefined = this.now() + this.parts.leaseSeconds * 1_000;
    while (!signal.aborted && this.lease.valid()) {
      if (second !== undefined && this.now() >= second) {
        this.nextSweep = 0;
        second = undefined;
      }
      if (!(await this.doNext(connected))) await this.idle(connected.client, Math.min(this.nextPoll, this.nextSweep, second ?? Infinity));
    }
  }

  /** @returns false when there was nothing to do. */
  private async doNext(connected: Connected): Promise<boolean> {
    try {
      // However much is urgent, what is not read in time may be lost with its row.
      if (this.now() >= this.nextPoll + this.parts.pollSeconds * 1_000) await this.poll(connected);
      else if (this.urgent.size > 0 && this.parts.desired.complete) await this.applyUrgent(connected);
      else if (this.jobs.length > 0) await this.jobs.shift()?.run(connected);
      else if (this.now() >= this.nextSweep) await this.sweep(connected);
      else if (this.now() >= this.nextPoll) await this.poll(connected);
      else return false;
      return true;
    } catch (error) {
      if (isRoutersFault(error)) throw error;
      // Not the router's fault: it stays connected, and what was due is due again shortly.
      this.parts.logger.warn({ routerId: this.record.routerId, error: (error as Error).message }, 'router work failed');
      await this.sleep(RETRY_MILLISECONDS);
      return true;
    }
  }

  private async applyUrgent(connected: Connected): Promise<ReadonlySet<string>> {
    const batch = [...this.urgent].slice(0, ACCOUNTS_A_BATCH);
    for (const id of batch) this.urgent.delete(id);
    try {
      await connected.keeper.applyAccounts(batch);
    } catch (error) {
      for (const id of batch) this.urgent.add(id);
      throw error;
    }
    return new Set(batch);
  }

  private async poll(connected: Connected): Promise<void> {
    const { hosts, uptimeSeconds, stored } = await connected.feed.read();
    this.nextPoll = this.now() + (stored ? this.parts.pollSeconds * 1_000 : RETRY_MILLISECONDS);
    this.uptimeSeconds = uptimeSeconds;
    this.boot.noteUptime(uptimeSeconds);
    const { devices } = this.parts.desired;
    for (const { id, mac, address } of hosts) {
      const device = devices.get(mac);
      if (device && !this.hosts.has(id, mac, address)) this.urgent.add(device.subscriberId);
    }
    this.hosts.replaceAll(hosts);
  }

  private async sweep(connected: Connected): Promise<void> {
    const { parts, record } = this;
    const marker = await this.boot.establish(connected.router);
    await this.poll(connected);
    this.nextSweep = this.now() + parts.sweepSeconds * 1_000;
    if (!parts.desired.complete) return;
    const found = await connected.keeper.sweep(this.hosts.all(), () => this.applyUrgent(connected));
    this.drift = connected.keeper.drift;
    this.sweptAt = parts.clock.now().toISOString();
    this.breaker = closedBreaker;
    await this.lookAround(connected.router, found, marker === 'rewrite');
    parts.logger.debug({ routerId: record.routerId, drift: this.drift.length }, 'swept');
  }

  /** What else is on the router. A menu that our user may not read leaves its alarms as they were. */
  private async lookAround(router: Router, { bindings, conflicts }: Swept, markerDeleted: boolean): Promise<void> {
    try {
      await router.removeExpiredUsers(this.parts.clock.now().getTime() / 1_000);
      const [surroundings, hotspotInterfaces] = await Promise.all([router.surroundings(), router.hotspotInterfaces()]);
      const alarms = findAlarms({ ...surroundings, hotspotInterfaces, bindings, hosts: this.hosts.all() });
      await this.noteAlarms(withConflicts(alarms, conflicts, markerDeleted || this.hadDeletedMarker));
      this.hadDeletedMarker = false;
    } catch (error) {
      if (!(error instanceof RouterTrapError)) throw error;
      this.parts.logger.warn({ routerId: this.record.routerId, error: error.message }, 'the router does not let us look for alarms');
    }
  }

  private hostChanged({ id, gone, mac, address }: { id: string; gone: boolean; mac?: MacAddress; address?: string }): void {
    if (gone) return this.hosts.remove(id);
    const device = mac && this.parts.desired.devices.get(mac);
    if (!device || address === undefined || this.hosts.has(id, mac, address)) return;
    this.accountsChanged([device.subscriberId]);
  }

  private async noteApplied(accounts: readonly Account[]): Promise<void> {
    const { records, facts } = this.parts;
    const { routerId } = this.record;
    const news = accounts.filter(({ subscriberId, statusVersion, devicesVersion }) => {
      const held = this.applied.get(subscriberId);
      return held?.statusVersion !== statusVersion || held.devicesVersion !== devicesVersion;
    });
    if (news.length === 0) return;
    await records.saveApplied(routerId, news);
    for (const account of news) this.applied.set(account.subscriberId, account);
    for (let start = 0; start < news.length; start += FACTS_IN_FLIGHT)
      await Promise.all(
        news.slice(start, start + FACTS_IN_FLIGHT).map((account) => facts.accessApplied(routerId, account, account.status ?? '')),
      );
  }

  private async noteAlarms(alarms: readonly Alarm[]): Promise<void> {
    const { records, facts } = this.parts;
    const { routerId } = this.record;
    const { raised, cleared } = await records.replaceAlarms(routerId, alarms);
    for (const alarm of raised) await facts.alarmRaised(routerId, alarm);
    for (const code of cleared) await facts.alarmCleared(routerId, code);
  }

  private async failed(error: Error): Promise<void> {
    this.breaker = afterFailure(this.breaker, this.now(), Math.random());
    if (error instanceof LeaseLostError) return;
    const refusal = error instanceof RouterRefusedError || (error instanceof RouterOsError && /refused|certificate/.test(error.failure));
    // Nothing changes by knocking fast at a door that was closed on purpose.
    if (refusal) this.breaker = { ...this.breaker, retryAtMilliseconds: this.now() + LONGEST_PAUSE_MILLISECONDS };
    this.parts.logger.warn({ routerId: this.record.routerId, router: this.record.name, error: error.message, open: isOpen(this.breaker) }, 'the router is away');
    await this.changeState(refusal ? 'refused' : 'offline', error.message);
  }

  private async changeState(state: RouterState, reason: string): Promise<void> {
    const changed = this.state !== state;
    this.state = state;
    if (!changed) return;
    try {
      await this.parts.routers.saveState(this.record.routerId, state, reason);
    } catch (error) {
      this.parts.logger.warn({ routerId: this.record.routerId, error: (error as Error).message }, 'the state could not be saved');
    }
    if (state !== 'connecting') await this.parts.facts.routerStateChanged(this.record.routerId, state, reason);
  }

  private disconnect(): void {
    const { connected } = this;
    this.connected = undefined;
    connected?.client.die(new RouterOsError('lost', 'the session ended'));
    this.urgent.clear();
    for (const { fail } of this.jobs.splice(0)) fail(this.unreachable());
  }

  private unreachable(): RouterUnreachableError {
    return new RouterUnreachableError(`router ${this.record.name} is ${this.state}`);
  }

  private now(): number {
    return this.parts.clock.monotonicMilliseconds();
  }

  private async idle(client: RouterOsClient, until: number): Promise<void> {
    const pause = Math.max(0, Math.min(until - this.now(), this.parts.leaseSeconds * 250));
    if (!client.dead) await this.sleep(pause);
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

const isRoutersFault = (error: unknown): boolean =>
  error instanceof RouterOsError || error instanceof RouterTrapError || error instanceof UnreadableReplyError || error instanceof LeaseLostError;

const withConflicts = (alarms: readonly Alarm[], conflicts: readonly { bindingId: string }[], markerDeleted: boolean): Alarm[] => {
  const all = alarms.filter(({ code }) => code !== 'ROUTER.FOREIGN_BINDING' || conflicts.length === 0);
  const ids = conflicts.map(({ bindingId }) => bindingId).join(', ');
  if (ids) all.push({ code: 'ROUTER.FOREIGN_BINDING', detail: `remove ip-binding ${ids}: it stands in for a subscriber's device` });
  if (markerDeleted) all.push({ code: 'ROUTER.BOOT_MARKER_DELETED', detail: 'someone emptied the list saring-boot; leave it alone' });
  return all;
};
