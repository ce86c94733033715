// The life of one router under one lease: connect, serve, lose it, pause, connect again.
import { Inject, Injectable } from '@nestjs/common';
import type { Clock, MacAddress, RouterState } from '@saring/kernel';
import { CLOCK, LOGGER, NATS } from '@saring/service-kit';
import type { NatsConnection } from 'nats';
import type { Logger } from 'pino';
import { GatewayFacts } from '../adapters/facts';
import { MacKeys } from '../adapters/mac-keys';
import type { RouterOsClient } from '../adapters/routeros/client';
import { connectRouterOs } from '../adapters/routeros/connect';
import { LeaseLostError, RouterOsError } from '../adapters/routeros/errors';
import { Router } from '../adapters/routeros/router';
import { GATEWAY_CONFIG, type GatewayConfig } from '../config';
import {
  afterFailure,
  closedBreaker,
  isOpen,
  LONGEST_PAUSE_MILLISECONDS,
  pauseMilliseconds,
  type Breaker,
} from '../domain/breaker';
import { Signature } from '../domain/comments';
import type { LaneSpeed } from '../domain/lanes';
import { DesiredAccess } from '../projections/desired-access';
import { isByHand } from '../domain/by-hand';
import { RouterRecords } from '../registry/applied';
import { ProofUsers } from '../registry/proof-users';
import { Sightings } from '../registry/sightings';
import { Routers, type RouterRecord } from '../registry/routers';
import { AccessKeeper } from './access-keeper';
import { BootWatch } from './boot-watch';
import type { Lease } from './leases';
import { MeterFeed } from './meter-feed';
import { readings, routerOnline, routerWrites } from './metrics';
import { Pacer } from './pacer';
import { Picture } from './picture';
import { isRoutersFault, Rounds, RouterUnreachableError, type Connected } from './rounds';

/** How long a stopping session waits for the command in hand. */
const STOP_GRACE_MILLISECONDS = 2_000;

/** The router was reached and is not the one it should be: an operator must look. */
class RouterRefusedError extends Error {
  override readonly name = 'RouterRefusedError';
}

const BITS_PER_KILOBIT = 1_000;

/** What every session needs, whichever its router. */
@Injectable()
export class SessionParts {
  readonly pollSeconds: number;
  readonly sweepSeconds: number;
  readonly leaseSeconds: number;
  readonly writesPerSecond: number;
  readonly gardenHosts: readonly string[];
  readonly fupSpeed: LaneSpeed;

  constructor(
    @Inject(NATS) readonly nats: NatsConnection,
    @Inject(CLOCK) readonly clock: Clock,
    @Inject(LOGGER) readonly logger: Logger,
    @Inject(GATEWAY_CONFIG) config: GatewayConfig,
    readonly signature: Signature,
    readonly routers: Routers,
    readonly records: RouterRecords,
    readonly desired: DesiredAccess,
    readonly facts: GatewayFacts,
    readonly macKeys: MacKeys,
    readonly proofUsers: ProofUsers,
    readonly sightings: Sightings,
  ) {
    this.pollSeconds = config.POLL_SECONDS;
    this.sweepSeconds = config.SWEEP_SECONDS;
    this.leaseSeconds = config.LEASE_SECONDS;
    this.writesPerSecond = config.ROUTER_WRITES_PER_SECOND;
    this.gardenHosts = config.WALLED_GARDEN_HOSTS;
    this.fupSpeed = {
      upBitsPerSecond: config.FUP_UP_KILOBITS_PER_SECOND * BITS_PER_KILOBIT,
      downBitsPerSecond: config.FUP_DOWN_KILOBITS_PER_SECOND * BITS_PER_KILOBIT,
    };
  }
}

export class RouterSession {
  readonly picture = new Picture();
  private readonly boot: BootWatch;
  private rounds: Rounds | undefined;
  private breaker: Breaker = closedBreaker;
  private state: RouterState;

  constructor(
    private readonly parts: SessionParts,
    readonly record: RouterRecord,
    private readonly lease: Lease,
  ) {
    this.boot = new BootWatch(record, parts.routers, parts.clock, parts.logger);
    this.state = record.state;
  }

  /** Tends the router until the signal or the end of the lease. */
  async run(signal: AbortSignal): Promise<void> {
    await this.changeState('connecting', '');
    while (!signal.aborted && this.lease.valid()) {
      const pause = pauseMilliseconds(this.breaker, this.parts.clock.monotonicMilliseconds());
      if (pause > 0) await this.sleep(Math.min(pause, this.lookMilliseconds), signal);
      else await this.tend(signal);
    }
  }

  get online(): boolean {
    return this.rounds !== undefined;
  }

  /** What the router still waits for: accounts to apply, and the rest of a sweep. */
  get pendingCommands(): number {
    return (this.rounds?.waiting ?? 0) + this.picture.drift.filter(({ state }) => state === 'waiting').length;
  }

  /** Brings the router up to date for these accounts as soon as it can; while it is away, its next sweep does. */
  accountsChanged(subscriberIds: readonly string[]): void {
    this.rounds?.accountsChanged(subscriberIds);
  }

  sweepSoon(): void {
    this.rounds?.sweepSoon();
  }

  /** Does something with the router between its other work. @throws RouterUnreachableError */
  async work<T>(job: (connected: Connected) => Promise<T>): Promise<T> {
    return this.reached().work(job);
  }

  /** Sweeps out of turn; resolves when it is done. @throws RouterUnreachableError */
  async sweepNow(): Promise<void> {
    return this.reached().sweepNow();
  }

  /** Takes everything of ours off the router; nothing is put there again by this session. @throws RouterUnreachableError */
  async retire(): Promise<readonly string[]> {
    return this.reached().retire();
  }

  isOwned(mac: MacAddress): boolean {
    return this.parts.desired.devices.has(mac);
  }

  /** For reads beside the other work. @throws RouterUnreachableError */
  get router(): Router {
    return this.reached().router;
  }

  private reached(): Rounds {
    if (!this.rounds) throw this.unreachable();
    return this.rounds;
  }

  private unreachable(): RouterUnreachableError {
    return new RouterUnreachableError(`router ${this.record.name} is ${this.state}`);
  }

  private async tend(signal: AbortSignal): Promise<void> {
    try {
      this.rounds = await this.connect();
      routerOnline.set({ router: this.record.name }, 1);
      await this.changeState('online', '');
      await this.serve(this.rounds, signal);
    } catch (error) {
      await this.failed(error as Error);
    } finally {
      const { rounds } = this;
      this.rounds = undefined;
      // A router that was let go is nobody's alarm.
      if (signal.aborted) routerOnline.remove({ router: this.record.name });
      else routerOnline.set({ router: this.record.name }, 0);
      rounds?.end(this.unreachable());
    }
  }

  /** What is in hand at the end may end well; a router that hangs does not hold up the stop. */
  private async serve(rounds: Rounds, signal: AbortSignal): Promise<void> {
    const endSoon = (): void => {
      setTimeout(() => rounds.end(this.unreachable()), STOP_GRACE_MILLISECONDS).unref();
    };
    signal.addEventListener('abort', endSoon);
    try {
      await rounds.serve(signal);
    } finally {
      signal.removeEventListener('abort', endSoon);
    }
  }

  private async connect(): Promise<Rounds> {
    const { parts, record } = this;
    const password = await parts.routers.passwordOf(record.routerId);
    const current = await parts.routers.find(record.routerId);
    const { client, fingerprint } = await connectRouterOs({
      ...record,
      password,
      pinnedFingerprint: current?.fingerprint,
    });
    try {
      const router = new Router(client, parts.signature, () => this.lease.valid());
      const identity = await router.identify();
      if (current?.serial && current.serial !== identity.serial)
        throw new RouterRefusedError('ROUTER.SERIAL_CHANGED');
      if (!(await parts.routers.recognise(record.routerId, { ...identity, fingerprint })))
        throw new RouterRefusedError('ROUTER.DUPLICATE');
      return await this.begin(client, router);
    } catch (error) {
      client.die(new RouterOsError('lost', 'the session could not start'));
      throw error;
    }
  }

  private async begin(client: RouterOsClient, router: Router): Promise<Rounds> {
    const { parts, record, lease, boot, picture } = this;
    const markerDeleted = (await boot.establish(router)).kind === 'rewrite';
    const applied = await parts.records.appliedOn(record.routerId);
    const mayWrite = (): boolean => lease.valid();
    const feed: MeterFeed = new MeterFeed(parts.nats, parts.clock, parts.logger, {
      routerId: record.routerId,
      linkBitsPerSecondPerDevice: record.linkBitsPerSecondPerDevice,
      router,
      bootId: () => boot.bootId,
      attribution: {
        ownerOf: (mac) => keeper.ownerOf(mac),
        macKeyOf: (mac) => parts.macKeys.keyOf(mac),
        isByHand: (host) => isByHand(picture.byHand, host),
      },
      mayPublish: mayWrite,
      onPublished: (outcome) => readings.inc({ router: record.name, outcome }),
    });
    const { desired, logger, sweepSeconds, fupSpeed, signature, gardenHosts } = parts;
    const keeper: AccessKeeper = new AccessKeeper({
      ...{ router, feed, desired, picture, logger, sweepSeconds, fupSpeed, signature, gardenHosts, mayWrite },
      lists: record.lists,
      pacer: new Pacer(parts.writesPerSecond, parts.clock),
      onApplied: (accounts) => rounds.noteApplied(accounts),
      onLaneMissing: () => rounds.sweepSoon(),
      onWritten: (outcome) => routerWrites.inc({ router: record.name, outcome }),
    });
    await keeper.learnOwners();
    const onSwept = (): void => {
      this.breaker = closedBreaker;
    };
    const context = { parts, record, lease, boot, picture, markerDeleted, applied, onSwept };
    const rounds = new Rounds({ client, router, keeper, feed }, context);
    return rounds;
  }

  private async failed(error: Error): Promise<void> {
    const { parts, record } = this;
    const now = parts.clock.monotonicMilliseconds();
    this.breaker = afterFailure(this.breaker, now, Math.random());
    if (error instanceof LeaseLostError) return;
    if (!isRoutersFault(error) && !(error instanceof RouterRefusedError)) {
      parts.logger.warn({ routerId: record.routerId, error: error.message }, 'the session could not start');
      return;
    }
    const refusal =
      error instanceof RouterRefusedError || (error instanceof RouterOsError && isRefusal(error));
    // Nothing changes by knocking fast at a door that was closed on purpose.
    if (refusal) this.breaker = { ...this.breaker, retryAtMilliseconds: now + LONGEST_PAUSE_MILLISECONDS };
    const { routerId, name } = record;
    parts.logger.warn(
      { routerId, router: name, error: error.message, open: isOpen(this.breaker) },
      'the router is away',
    );
    await this.changeState(refusal ? 'refused' : 'offline', error.message);
  }

  private async changeState(state: RouterState, reason: string): Promise<void> {
    if (this.state === state) return;
    this.state = state;
    const { routerId } = this.record;
    try {
      await this.parts.routers.saveState(routerId, state, reason);
    } catch (error) {
      this.parts.logger.warn({ routerId, error: (error as Error).message }, 'the state could not be saved');
    }
    if (state !== 'connecting') await this.parts.facts.routerStateChanged(routerId, state, reason);
  }

  /** While it pauses, a session still notices soon that its lease went. */
  private get lookMilliseconds(): number {
    return this.parts.leaseSeconds * 1_000;
  }

  private sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      signal.addEventListener('abort', done);
    });
  }
}

const isRefusal = ({ failure }: RouterOsError): boolean =>
  failure === 'login_refused' || failure === 'certificate_changed' || failure === 'tls_refused';
