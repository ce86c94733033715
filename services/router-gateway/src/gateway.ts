// Everything of router-gateway in one place: what it knows, what it tends, how it starts and stops.
import { createHmac } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { newId, type Clock, type MacAddress } from '@saring/kernel';
import { listen, Messenger, type Listening } from '@saring/messaging';
import {
  CLOCK,
  deriveKey,
  LOGGER,
  NATS,
  parseConfig,
  PG_POOL,
  SERVICE_ENV,
  type ServiceEnv,
} from '@saring/service-kit';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { GatewayFacts } from './adapters/facts';
import { Vault } from './adapters/vault';
import { gatewayConfig, type GatewayConfig } from './config';
import { AccessTables } from './projections/access-tables';
import { DesiredAccess } from './projections/desired-access';
import { AccessNews } from './reactions/access-news';
import { Onboardings } from './onboarding/onboardings';
import { RouterRecords } from './registry/applied';
import { Commands } from './registry/commands';
import { Installation } from './registry/installation';
import { ProofUsers } from './registry/proof-users';
import { Sightings } from './registry/sightings';
import { Routers } from './registry/routers';
import { importRoutersFile } from './registry/routers-file';
import { Fleet } from './sessions/fleet';
import { Leases } from './sessions/leases';
import { Possessions } from './sessions/possessions';
import { RouterWork } from './sessions/router-work';

const REGISTRY_SUBJECT = 'router-gateway.routers-changed';
const MAC_KEY_BYTES = 12;
const MOST_CACHED_MAC_KEYS = 200_000;
const BITS_PER_KILOBIT = 1_000;

/** A MAC's key under a secret: the same on every gateway, and no way back. */
const macKeys = (secret: Buffer): ((mac: MacAddress) => string) => {
  const cache = new Map<MacAddress, string>();
  return (mac) => {
    const held = cache.get(mac);
    if (held !== undefined) return held;
    if (cache.size >= MOST_CACHED_MAC_KEYS) cache.clear();
    const key = createHmac('sha256', secret)
      .update(mac)
      .digest()
      .subarray(0, MAC_KEY_BYTES)
      .toString('base64url');
    cache.set(mac, key);
    return key;
  };
};

@Injectable()
export class Gateway implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly config: GatewayConfig;
  readonly routers: Routers;
  readonly records: RouterRecords;
  readonly commands: Commands;
  readonly desired = new DesiredAccess();
  readonly sightings: Sightings;
  readonly fleet: Fleet;
  readonly work: RouterWork;
  readonly possessions: Possessions;
  readonly onboardings: Onboardings;
  private readonly installation: Installation;
  private readonly news: AccessNews;
  private registryNotices: Listening | undefined;

  constructor(
    @Inject(SERVICE_ENV) env: ServiceEnv,
    @Inject(PG_POOL) pool: Pool,
    @Inject(NATS) private readonly nats: NatsConnection,
    @Inject(CLOCK) clock: Clock,
    @Inject(LOGGER) readonly logger: Logger,
    @Inject(Messenger) messenger: Messenger,
  ) {
    this.config = parseConfig(gatewayConfig, env);
    const { SECRETS_KEY, LEASE_SECONDS } = this.config;
    this.routers = new Routers(pool, new Vault(deriveKey(SECRETS_KEY, 'router credentials')));
    this.records = new RouterRecords(pool);
    this.onboardings = new Onboardings(pool, this.routers, clock);
    this.commands = new Commands(pool, deriveKey(SECRETS_KEY, 'router commands'));
    this.installation = new Installation(pool);
    this.sightings = new Sightings(pool, clock);
    const { desired, routers, records, installation, sightings } = this;
    const proofUsers = new ProofUsers(pool);
    const parts = {
      ...{ nats, clock, logger, routers, records, desired, proofUsers, sightings },
      get signature() {
        return installation.signature;
      },
      facts: new GatewayFacts(nats, clock, logger),
      macKeyOf: macKeys(deriveKey(SECRETS_KEY, 'mac keys')),
      pollSeconds: this.config.POLL_SECONDS,
      sweepSeconds: this.config.SWEEP_SECONDS,
      leaseSeconds: LEASE_SECONDS,
      gardenHosts: this.config.WALLED_GARDEN_HOSTS,
      writesPerSecond: this.config.ROUTER_WRITES_PER_SECOND,
      fupSpeed: {
        upBitsPerSecond: this.config.FUP_UP_KILOBITS_PER_SECOND * BITS_PER_KILOBIT,
        downBitsPerSecond: this.config.FUP_DOWN_KILOBITS_PER_SECOND * BITS_PER_KILOBIT,
      },
    };
    const gatewayId = newId();
    const leases = new Leases(nats, gatewayId, LEASE_SECONDS, clock);
    this.fleet = new Fleet(parts, routers, leases, logger);
    this.work = new RouterWork(nats, gatewayId, this.fleet, leases, logger);
    this.possessions = new Possessions(proofUsers, routers, this.work, clock);
    const onChange = (subscriberIds: readonly string[]): void => this.fleet.accountsChanged(subscriberIds);
    const onComplete = (): void => this.fleet.sweepAll();
    this.news = new AccessNews({
      nats,
      messenger,
      tables: new AccessTables(pool),
      desired,
      logger,
      onChange,
      onComplete,
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.installation.load();
    const { ROUTERS_FILE, LINK_MEGABITS_PER_SECOND_PER_DEVICE } = this.config;
    if (ROUTERS_FILE) {
      const added = await importRoutersFile(this.routers, ROUTERS_FILE, LINK_MEGABITS_PER_SECOND_PER_DEVICE);
      if (added.length > 0) this.logger.info({ routers: added }, 'routers taken from ROUTERS_FILE');
    }
    await this.news.start();
    this.registryNotices = listen(this.nats, REGISTRY_SUBJECT, {
      read: () => undefined,
      handle: () => this.fleet.refresh(),
    });
    this.work.start();
    this.fleet.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.registryNotices?.stop();
    this.work.stop();
    await this.news.stop();
    await this.fleet.stop();
  }

  /** Tells every gateway, this one too, to look at the routers again. */
  routersChanged(): void {
    this.nats.publish(REGISTRY_SUBJECT);
  }
}
