// router-duties.ts — what a gateway does on a router it holds: read its hosts, sweep it, look around for alarms.
import type { MacAddress, RouterTable } from '@saring/kernel';
import type { Logger } from 'pino';
import { RouterTrapError } from '../routeros/errors';
import type { Router } from '../routeros/router';
import type { Host } from '../domain/actual';
import { findAlarms, type Alarm, type Surroundings } from '../domain/alarms';
import { byHandIn } from '../domain/by-hand';
import type { LineReading } from '../domain/line-findings';
import type { RouterRecord } from './routers';
import type { AccessReconciler, Swept } from '../access/access-reconciler';
import type { LineReconciler } from '../lines/line-reconciler';
import type { BootWatch } from './boot-watch';
import type { LineFeed } from '../readings/line-feed';
import type { MeterFeed } from '../readings/meter-feed';
import { pollSeconds, routerHosts } from './metrics';
import type { RouterSnapshot } from './router-snapshot';
import type { SessionDeps } from './session-deps';

type Marker = Pick<Surroundings, 'bootMarkerDeleted' | 'bootMarkerComment'>;

const HOUR_MILLISECONDS = 3_600_000;
const LINE_READING_HOURS = 1;
const NOTHING_READ: LineReading = { secrets: 0, foreign: 0, online: 0, findings: [] };

type HostReading = {
  readonly hosts: readonly Host[];
  /** Accounts of devices that were not at their place in the reading before. */
  readonly arrivals: readonly string[];
  /** False: the reading was not stored, and the next one should follow soon. */
  readonly isCounted: boolean;
};

/** The dependencies of the duties on one router. */
type RouterTools = {
  readonly router: Router;
  readonly reconciler: AccessReconciler;
  readonly feed: MeterFeed;
  readonly lineFeed: LineFeed;
  readonly boot: BootWatch;
  readonly lines: LineReconciler;
  readonly snapshot: RouterSnapshot;
};

export class RouterDuties {
  /** @param isMarkerDeleted the boot marker was missing when the connection began, though the router had not booted. */
  constructor(
    private readonly deps: SessionDeps,
    private readonly record: RouterRecord,
    private readonly tools: RouterTools,
    private readonly logger: Logger,
    private isMarkerDeleted: boolean,
  ) {}

  get router(): Router {
    return this.tools.router;
  }

  /** Whether all that the router should hold is known. */
  get isReady(): boolean {
    return this.deps.desired.complete;
  }

  applyAccounts(traces: ReadonlyMap<string, string | undefined>): Promise<ReadonlySet<string>> {
    return this.tools.reconciler.applyAccounts(traces);
  }

  inspect(macs: readonly MacAddress[]): ReturnType<AccessReconciler['inspect']> {
    return this.tools.reconciler.inspect(macs);
  }

  preview(): ReturnType<AccessReconciler['preview']> {
    return this.tools.reconciler.preview();
  }

  repair(key: string): Promise<boolean> {
    return this.tools.reconciler.repair(key);
  }

  rows(table: RouterTable): ReturnType<AccessReconciler['rows']> {
    return this.tools.reconciler.rows(table);
  }

  disconnect(mac: MacAddress): Promise<boolean> {
    return this.tools.reconciler.disconnect(mac);
  }

  applyAddresses(): Promise<void> {
    return this.tools.reconciler.applyAddresses();
  }

  applyLines(): Promise<void> {
    return this.tools.reconciler.applyLines();
  }

  get lines(): LineReconciler {
    return this.tools.lines;
  }

  addressFault(
    ...wanted: Parameters<AccessReconciler['addressFault']>
  ): ReturnType<AccessReconciler['addressFault']> {
    return this.tools.reconciler.addressFault(...wanted);
  }

  cleanUp(): Promise<readonly string[]> {
    return this.tools.reconciler.cleanUp();
  }

  async observe(macs: readonly MacAddress[]): Promise<boolean> {
    return (await this.tools.feed.read(macs)).stored;
  }

  /** Keeps the host table up to date between readings. @param onArrival gets the account of a device at a new place. */
  watchHosts(onArrival: (subscriberId: string) => void): void {
    this.router.listenToHosts(({ id, gone, mac, address }) => {
      const { hosts } = this.tools.snapshot;
      if (gone) return hosts.remove(id);
      const device = mac && this.deps.desired.devices.get(mac);
      if (device && address !== undefined && !hosts.has(id, mac, address)) onArrival(device.subscriberId);
    });
  }

  /** Reads the host table and publishes its counters. */
  async readHosts(): Promise<HostReading> {
    const { record } = this;
    const { snapshot, boot } = this.tools;
    const known = new Set(snapshot.hosts.all().map(placeOf));
    const stopTimer = pollSeconds.startTimer({ router: record.name });
    snapshot.hosts.beginReading();
    const { hosts: table, leftOut, uptimeSeconds, stored, isTorn } = await this.tools.feed.read();
    stopTimer();
    const hosts = snapshot.hosts.endReading(table);
    routerHosts.set({ router: record.name }, hosts.length);
    snapshot.uptimeSeconds = uptimeSeconds;
    boot.noteUptime(uptimeSeconds);
    snapshot.leftOut = leftOut;
    await this.noteSightings(hosts);
    await this.tools.lineFeed.read();
    const arrivals = hosts.flatMap((host) =>
      known.has(placeOf(host)) ? [] : (this.deps.desired.devices.get(host.mac)?.subscriberId ?? []),
    );
    return { hosts, arrivals, isCounted: stored || isTorn };
  }

  /** @returns what is known of the boot marker. */
  async establishBoot(): Promise<Marker> {
    const { kind, markerComment } = await this.tools.boot.establish(this.router);
    return { bootMarkerDeleted: kind === 'rewrite', bootMarkerComment: markerComment };
  }

  /** @param urgent applies what has become urgent between two steps of the sweep. */
  async sweep(hosts: readonly Host[], urgent: () => Promise<ReadonlySet<string>>): Promise<Swept> {
    const { reconciler, snapshot } = this.tools;
    await this.deps.lineQuotas.judge(this.record.routerId, this.record.site);
    const swept = await reconciler.sweep(hosts, urgent);
    snapshot.byHand = byHandIn(swept.bindings, this.deps.signature);
    snapshot.sweptAt = this.deps.clock.now().toISOString();
    return swept;
  }

  /** Looks for what else on the router matters. A menu that our user may not read leaves its alarms as they were. */
  async lookAround(swept: Swept, { bootMarkerDeleted, ...marker }: Marker): Promise<void> {
    const { signature, sightings, fixedAddresses, desired } = this.deps;
    const { snapshot } = this.tools;
    try {
      await this.removeExpiredProofUsers();
      await sightings.forgetOld();
      await this.deps.commands.forgetOld();
      await this.deps.writes.forgetOld(this.record.routerId);
      await fixedAddresses.forgetOthers(this.record.routerId, (mac) => desired.devices.has(mac));
      await this.saveConfigurationInTime();
      const lineFindings = await this.readLinesInTime();
      const surroundings = await this.router.surroundings();
      const { leftOut } = snapshot;
      const seen = { ...surroundings, ...swept, ...marker, hosts: snapshot.hosts.all(), leftOut };
      const deleted = bootMarkerDeleted || this.isMarkerDeleted;
      const configuration = await this.deps.configurations.newest(this.record.routerId);
      const configurationChangedAt =
        configuration?.accepted === false ? configuration.taken_at.toISOString() : null;
      const around = {
        ...{ ...seen, bootMarkerDeleted: deleted, signature, configurationChangedAt, lineFindings },
      };
      await this.replaceAlarms(findAlarms(around));
      this.isMarkerDeleted = false;
    } catch (error) {
      if (!(error instanceof RouterTrapError)) throw error;
      this.logger.warn({ error: error.message }, 'the router refuses what alarms are read from');
    }
  }

  /** Reads what people configured and keeps it where it is another than before. */
  async saveConfiguration(): Promise<void> {
    const { configurations, clock } = this.deps;
    await configurations.save(this.record.routerId, await this.router.configuration(), clock.now());
  }

  /** Reads what the router holds of PPPoE, whoever made it, and keeps what is wrong with it. */
  async readLines(): Promise<LineReading> {
    const reading = await this.tools.lines.reading();
    await this.deps.lineReadings.save(this.record.routerId, reading, this.deps.clock.now());
    return reading;
  }

  private async readLinesInTime(): Promise<LineReading['findings']> {
    const newest = await this.deps.lineReadings.newest(this.record.routerId);
    const age = newest ? this.deps.clock.now().getTime() - newest.readAt.getTime() : Infinity;
    if (newest && age < LINE_READING_HOURS * HOUR_MILLISECONDS) return newest.reading.findings;
    try {
      return (await this.readLines()).findings;
    } catch (error) {
      if (!(error instanceof RouterTrapError)) throw error;
      // A router without PPP, or whose menus our user may not read, keeps its other alarms.
      await this.deps.lineReadings.save(this.record.routerId, NOTHING_READ, this.deps.clock.now());
      return [];
    }
  }

  private async saveConfigurationInTime(): Promise<void> {
    const { configurations, clock, config } = this.deps;
    const newest = await configurations.newest(this.record.routerId);
    const age = newest ? clock.now().getTime() - newest.seen_at.getTime() : Infinity;
    if (age >= config.CONFIGURATION_HOURS * HOUR_MILLISECONDS) await this.saveConfiguration();
  }

  /** A sighting that could not be written is written at the next reading: access does not wait for it. */
  private async noteSightings(hosts: readonly Host[]): Promise<void> {
    const { sightings, desired } = this.deps;
    try {
      await sightings.note(this.record, hosts, (mac) => desired.devices.has(mac));
    } catch (error) {
      this.logger.warn({ error: (error as Error).message }, 'the sightings could not be written');
    }
  }

  private async removeExpiredProofUsers(): Promise<void> {
    const { proofUsers, clock } = this.deps;
    for (const user of await proofUsers.expiredOn(this.record.routerId, clock.now())) {
      await this.router.removeUser(user.userName);
      await proofUsers.remove(user.possessionId);
    }
  }

  private async replaceAlarms(alarms: readonly Alarm[]): Promise<void> {
    const { facts } = this.deps;
    const { routerId } = this.record;
    const { raised, cleared } = await this.deps.alarms.replace(routerId, alarms);
    for (const alarm of raised) await facts.alarmRaised(routerId, alarm);
    for (const code of cleared) await facts.alarmCleared(routerId, code);
  }
}

/** A device that is at the same address under the same row needs nothing new. */
const placeOf = ({ id, mac, address }: Host): string => `${id} ${mac} ${address}`;
