// router-session.ts — the life of one router under one lease: connect, serve, lose it, pause, connect again.
import {
  afterFailure,
  afterSuccess,
  closedBreaker,
  openForMilliseconds,
  sleep,
  toInstant,
  type Breaker,
  type MacAddress,
  type RouterFault,
  type RouterState,
  type RouterTable,
} from '@saring/kernel';
import type { Logger } from 'pino';
import type { RouterOsClient } from '../routeros/client';
import { isRoutersFault, LeaseLostError, RouterOsError, RouterUnreachableError } from '../routeros/errors';
import type { Router } from '../routeros/router';
import { ROUTER_BREAKER } from '../domain/breaker';
import { isByHand } from '../domain/by-hand';
import type { RouterRecord } from './routers';
import { AccessReconciler } from '../access/access-reconciler';
import { AccessWriter } from '../access/access-writer';
import { AppliedOnRouter } from '../access/applied-on-router';
import { BindingOwners } from '../access/binding-owners';
import { BootWatch } from './boot-watch';
import type { Lease } from './leases';
import { LineFeed } from '../readings/line-feed';
import { MeterFeed } from '../readings/meter-feed';
import { readings, routerOnline, showOnline } from './metrics';
import { Pacer } from '../access/pacer';
import { LineReconciler } from '../lines/line-reconciler';
import { RouterSnapshot, type RouterHealth } from './router-snapshot';
import { RouterRefusedError, type RouterConnector } from './router-connector';
import { faultOf } from './router-fault';
import { RouterDuties } from './router-duties';
import { RouterLoop } from './router-loop';
import { noticeWishes } from '../lines/notice-wishes';
import type { SessionDeps } from './session-deps';

/** How long a stopping session waits for the command in hand. */
const STOP_GRACE_MILLISECONDS = 2_000;

export class RouterSession {
  readonly snapshot = new RouterSnapshot();
  private readonly boot: BootWatch;
  private readonly logger: Logger;
  private loop: RouterLoop | undefined;
  private breaker: Breaker = closedBreaker;
  private breakerChangedAt: Date;
  private state: RouterState;

  constructor(
    private readonly deps: SessionDeps,
    private readonly connector: RouterConnector,
    readonly record: RouterRecord,
    private readonly lease: Lease,
  ) {
    this.logger = deps.logger.child({ routerId: record.routerId });
    this.boot = new BootWatch(record, deps.routers, deps.clock, deps.logger);
    this.state = record.state;
    this.breakerChangedAt = deps.clock.now();
  }

  /** Tends the router until the signal or the end of the lease. */
  async run(signal: AbortSignal): Promise<void> {
    await this.changeState('connecting', '');
    while (!signal.aborted && this.lease.valid()) {
      const pause = openForMilliseconds(this.breaker, this.deps.clock.monotonicMilliseconds());
      if (pause > 0) await sleep(Math.min(pause, this.lookMilliseconds), signal);
      else await this.tend(signal);
    }
  }

  get online(): boolean {
    return this.loop !== undefined;
  }

  /** How the router fares, as of its last answer. */
  get health(): RouterHealth {
    return {
      ...this.snapshot.vitals,
      breaker: this.breaker.failures > 0 ? 'open' : 'closed',
      breakerChangedAt: toInstant(this.breakerChangedAt),
      failures: this.breaker.failures,
    };
  }

  /** The open work on the router: accounts to apply, and the rest of a sweep. */
  get pendingCommands(): number {
    return (this.loop?.waiting ?? 0) + this.snapshot.drift.filter(({ state }) => state === 'waiting').length;
  }

  /** Brings the router up to date for these accounts as soon as it can; while it is away, its next sweep does. */
  accountsChanged(subscriberIds: readonly string[], openedAt?: string): void {
    this.loop?.accountsChanged(subscriberIds, openedAt);
  }

  /** The gateway's clock. */
  now(): string {
    return toInstant(this.deps.clock.now());
  }

  sweepSoon(): void {
    this.loop?.sweepSoon();
  }

  /**
   * Publishes the rows of some devices now. @returns false when another reading came first.
   * @throws RouterUnreachableError
   */
  async observe(macs: readonly MacAddress[]): Promise<boolean> {
    return this.reached().observe(macs);
  }

  /** Compares what the router holds for some devices with what it should hold. @throws RouterUnreachableError */
  async inspect(macs: readonly MacAddress[]): ReturnType<RouterDuties['inspect']> {
    return this.reached().duties.inspect(macs);
  }

  /** What a repair would write now. @throws RouterUnreachableError */
  async preview(): ReturnType<RouterDuties['preview']> {
    const loop = this.reached();
    return loop.work(() => loop.duties.preview());
  }

  /** @returns false when the command is not due any more. @throws RouterUnreachableError */
  async repair(key: string): Promise<boolean> {
    const loop = this.reached();
    return loop.work(() => loop.duties.repair(key));
  }

  /** @throws RouterUnreachableError */
  async rows(table: RouterTable): ReturnType<RouterDuties['rows']> {
    return this.reached().duties.rows(table);
  }

  /** @returns false when the router does not see the device. @throws RouterUnreachableError */
  async disconnect(mac: MacAddress): Promise<boolean> {
    const loop = this.reached();
    return loop.work(() => loop.duties.disconnect(mac));
  }

  /** What speaks against a fixed address. @throws RouterUnreachableError */
  async addressFault(
    ...wanted: Parameters<RouterDuties['addressFault']>
  ): ReturnType<RouterDuties['addressFault']> {
    return this.reached().duties.addressFault(...wanted);
  }

  /** @throws RouterUnreachableError */
  async applyAddresses(): Promise<void> {
    const loop = this.reached();
    return loop.work(() => loop.duties.applyAddresses());
  }

  /** @throws RouterUnreachableError */
  async applyLines(): Promise<void> {
    return this.reached().applyLines();
  }

  /** For reads beside the other work. @throws RouterUnreachableError */
  get lines(): LineReconciler {
    return this.reached().duties.lines;
  }

  /** For a peer: nobody on the bus may read a password. */
  seal(password: string, lineId: string): Buffer {
    return this.deps.lines.seal(password, lineId);
  }

  /** Sweeps out of turn; resolves when it is done. @throws RouterUnreachableError */
  async sweepNow(): Promise<void> {
    return this.reached().sweepNow();
  }

  /** Takes everything of ours off the router; nothing is put there again by this session. @throws RouterUnreachableError */
  async retire(): Promise<readonly string[]> {
    return this.reached().retire();
  }

  /** Work that other work on the router waits for. @throws RouterUnreachableError */
  async exclusively<T>(work: (router: Router) => Promise<T>): Promise<T> {
    const loop = this.reached();
    return loop.work(() => work(loop.duties.router));
  }

  /** Reads and keeps the router's configuration. @throws RouterUnreachableError */
  async saveConfiguration(): Promise<void> {
    const loop = this.reached();
    await loop.work(() => loop.duties.saveConfiguration());
  }

  /** Reads and keeps what the router holds of PPPoE; its alarms follow at once. @throws RouterUnreachableError */
  async readLines(): Promise<void> {
    const loop = this.reached();
    await loop.work(() => loop.duties.readLines());
    this.sweepSoon();
  }

  isOwned(mac: MacAddress): boolean {
    return this.deps.desired.devices.has(mac);
  }

  /** For reads beside the other work. @throws RouterUnreachableError */
  get router(): Router {
    return this.reached().duties.router;
  }

  private reached(): RouterLoop {
    if (!this.loop) throw this.unreachable();
    return this.loop;
  }

  private unreachable(): RouterUnreachableError {
    return new RouterUnreachableError(`router ${this.record.name} is ${this.state}`);
  }

  private async tend(signal: AbortSignal): Promise<void> {
    try {
      this.loop = await this.connect();
      showOnline(this.record.name);
      await this.changeState('online', '');
      await this.serve(this.loop, signal);
    } catch (error) {
      await this.failed(error as Error);
    } finally {
      const { loop } = this;
      this.loop = undefined;
      // A router that this gateway released on purpose raises no alarm.
      if (signal.aborted) routerOnline.remove({ router: this.record.name });
      else routerOnline.set({ router: this.record.name }, 0);
      loop?.end(this.unreachable());
    }
  }

  /** Work in hand may end at a stop; a hanging router does not delay it. */
  private async serve(loop: RouterLoop, signal: AbortSignal): Promise<void> {
    const endSoon = (): void => {
      setTimeout(() => loop.end(this.unreachable()), STOP_GRACE_MILLISECONDS).unref();
    };
    signal.addEventListener('abort', endSoon);
    try {
      await loop.run(signal);
    } finally {
      signal.removeEventListener('abort', endSoon);
    }
  }

  private async connect(): Promise<RouterLoop> {
    const { client, router } = await this.connector.connect(this.record, () => this.lease.valid());
    try {
      return await this.begin(client, router);
    } catch (error) {
      client.die(new RouterOsError('lost', 'the session could not start'));
      throw error;
    }
  }

  private async begin(client: RouterOsClient, router: Router): Promise<RouterLoop> {
    const { deps, record, lease, boot, snapshot, logger } = this;
    const isMarkerDeleted = (await boot.establish(router)).kind === 'rewrite';
    const applied = await AppliedOnRouter.load(record.routerId, deps.applied, deps.facts);
    const owners = new BindingOwners(router, deps.signature);
    const feed = this.feedOf(router, owners);
    const lines = new LineReconciler(
      router,
      deps.signature,
      () => deps.lines.desiredOn(record.routerId),
      () => noticeWishes(deps.config),
    );
    const lineFeed = this.lineFeedOf(router, lines);
    const writer = new AccessWriter({
      ...{ router, feed, owners, logger, routerName: record.name },
      readSessions: () => lineFeed.read(),
      pacer: new Pacer(deps.config.ROUTER_WRITES_PER_SECOND, deps.clock),
      mayWrite: () => lease.valid(),
      onWritten: (writes) => deps.writes.add(record.routerId, writes),
    });
    const reconciler: AccessReconciler = new AccessReconciler({
      ...{ router, feed, writer, owners, snapshot, desired: deps.desired, signature: deps.signature },
      ...{ lists: record.lists, config: deps.config, lines },
      fixedAddresses: () => deps.fixedAddresses.onRouter(record.routerId),
      onApplied: (accounts) => applied.note(accounts),
      onLaneMissing: () => loop.sweepSoon(),
    });
    await owners.learn();
    const tools = { router, reconciler, lines, feed, lineFeed, boot, snapshot };
    const duties = new RouterDuties(deps, record, tools, logger, isMarkerDeleted);
    const loop = new RouterLoop(client, duties, lease, deps, logger, () => this.answered());
    return loop;
  }

  private feedOf(router: Router, owners: BindingOwners): MeterFeed {
    const { deps, record, lease, boot, snapshot } = this;
    return new MeterFeed(deps.nats, deps.clock, deps.logger, {
      routerId: record.routerId,
      linkBitsPerSecondPerDevice: record.linkBitsPerSecondPerDevice,
      pollSeconds: () => this.deps.config.POLL_SECONDS,
      router,
      bootId: () => boot.bootId,
      attribution: {
        ownerOf: (mac) => owners.ownerOf(mac),
        macKeyOf: (mac) => deps.macKeys.keyOf(mac),
        isByHand: (host) => isByHand(snapshot.byHand, host),
      },
      mayPublish: () => lease.valid(),
      onVitals: (vitals) => (snapshot.vitals = vitals),
      onPublished: (outcome) => readings.inc({ router: record.name, outcome }),
    });
  }

  private lineFeedOf(router: Router, lines: LineReconciler): LineFeed {
    const { deps, record, lease, boot } = this;
    const { routerId } = record;
    return new LineFeed(deps.nats, deps.clock, deps.logger, {
      ...{ routerId, router },
      bootId: () => boot.bootId,
      lineIds: async () => lines.ownersOf(await deps.lines.namesOn(routerId)),
      keyOf: (username) => deps.macKeys.keyOf(`line ${username}`),
      mayPublish: () => lease.valid(),
    });
  }

  private answered(): void {
    if (this.breaker.failures > 0) this.breakerChangedAt = this.deps.clock.now();
    this.breaker = afterSuccess();
  }

  private async failed(error: Error): Promise<void> {
    const { deps, record, logger } = this;
    const now = deps.clock.monotonicMilliseconds();
    if (this.breaker.failures === 0) this.breakerChangedAt = deps.clock.now();
    this.breaker = afterFailure(this.breaker, now, ROUTER_BREAKER, Math.random());
    if (error instanceof LeaseLostError) return;
    if (!isRoutersFault(error) && !(error instanceof RouterRefusedError)) {
      logger.warn({ error: error.message }, 'the session could not start');
      return;
    }
    const refusal =
      error instanceof RouterRefusedError || (error instanceof RouterOsError && isRefusal(error));
    // Nothing changes by knocking fast at a door that was closed on purpose.
    if (refusal)
      this.breaker = { ...this.breaker, openUntilMilliseconds: now + ROUTER_BREAKER.longestMilliseconds };
    if (record.serial === undefined && this.breaker.failures <= AWAITED.tries)
      this.breaker = { ...this.breaker, openUntilMilliseconds: now + AWAITED.pauseMilliseconds };
    logger.warn(
      { router: record.name, error: error.message, failures: this.breaker.failures },
      'the router is away',
    );
    await this.changeState(refusal ? 'refused' : 'offline', error.message, faultOf(error));
  }

  private async changeState(
    state: RouterState,
    reason: string,
    fault: RouterFault | null = null,
  ): Promise<void> {
    if (this.state === state) return;
    this.state = state;
    const { routerId } = this.record;
    try {
      await this.deps.routers.saveState(routerId, state, reason, fault);
    } catch (error) {
      this.logger.warn({ error: (error as Error).message }, 'the state could not be saved');
    }
    if (state !== 'connecting') await this.deps.facts.routerStateChanged(routerId, state, reason);
  }

  /** While it pauses, a session still notices soon that its lease went. */
  private get lookMilliseconds(): number {
    return this.deps.config.LEASE_SECONDS * 1_000;
  }
}

/** A router that was never reached is being readied, and somebody watches: for two minutes it is tried often. */
const AWAITED = { tries: 40, pauseMilliseconds: 3_000 };

const isRefusal = ({ failure }: RouterOsError): boolean =>
  failure === 'login_refused' || failure === 'certificate_changed' || failure === 'tls_refused';
