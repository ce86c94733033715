// meter-feed.ts — a router's readings of its hosts on their way to its meter (architecture.md, "Reading").
import { newId, toInstant, type Clock, type MacAddress } from '@saring/kernel';
import { inSpan } from '@saring/messaging';
import type { NatsConnection } from 'nats';
import type { Logger } from 'pino';
import type { Router } from '../routeros/router';
import type { Vitals } from '../routers/router-snapshot';
import type { Host, HostTable, InterfaceCounters, LeftOutRow } from '../domain/actual';
import {
  isTornApart,
  readingParts,
  witnessColumns,
  type Attribution,
  type ReadingKind,
  type ReadingPart,
} from '../domain/reading';
import { ReadingPublisher } from './reading-publisher';

/** How long the list of hotspot interfaces is reused before the router is asked again. */
const INTERFACES_KEPT_MILLISECONDS = 60_000;

type Reading = {
  readonly hosts: readonly Host[];
  readonly leftOut: readonly LeftOutRow[];
  readonly uptimeSeconds: number;
  readonly stored: boolean;
  /** The table took too long to be one reading. */
  readonly isTorn: boolean;
};

type Table = HostTable & {
  readonly uptimeBefore: number;
  readonly uptimeAfter: number;
  readonly counters: readonly InterfaceCounters[];
};

type FeedSource = {
  readonly routerId: string;
  readonly linkBitsPerSecondPerDevice: number;
  /** How often the router is to be read just now. */
  readonly pollSeconds: () => number;
  readonly router: Router;
  readonly bootId: () => string;
  readonly attribution: Attribution;
  /** Whether this gateway may still publish readings of the router. */
  readonly mayPublish: () => boolean;
  /** Receives what the router says of itself at each reading. */
  readonly onVitals?: (vitals: Vitals) => void;
  readonly onPublished: (outcome: 'stored' | 'overtaken' | 'torn') => void;
};

export class MeterFeed {
  private readonly publisher: ReadingPublisher;
  private interfaces: readonly string[] = [];
  private interfacesAskedAt = -Infinity;

  constructor(
    nats: NatsConnection,
    private readonly clock: Clock,
    logger: Logger,
    private readonly source: FeedSource,
  ) {
    this.publisher = new ReadingPublisher(nats, logger, source.routerId, source.mayPublish);
  }

  /**
   * Reads hosts and publishes them. A reading that another one overtook is thrown away (`stored` false).
   * @param macs absent: all hosts, as a poll; else those of a cut.
   */
  read(macs?: readonly MacAddress[]): Promise<Reading> {
    const kind = macs ? 'cut' : 'poll';
    return inSpan(`read router ${kind}`, { 'saring.router': this.source.routerId }, () =>
      this.readHosts(macs),
    );
  }

  private async readHosts(macs?: readonly MacAddress[]): Promise<Reading> {
    await this.publisher.prepare();
    const table = await this.readTable(macs);
    const { hosts, leftOut, uptimeBefore, uptimeAfter: uptimeSeconds } = table;
    // A cut of a device without rows has nothing to publish.
    if (macs && hosts.length + leftOut.length === 0)
      return { hosts, leftOut, uptimeSeconds, stored: true, isTorn: false };
    if (isTornApart(uptimeBefore, uptimeSeconds)) {
      this.source.onPublished('torn');
      return { hosts, leftOut, uptimeSeconds, stored: false, isTorn: true };
    }
    const stored = await this.publisher.publish(this.partsOf(macs ? 'cut' : 'poll', table));
    this.source.onPublished(stored ? 'stored' : 'overtaken');
    return { hosts, leftOut, uptimeSeconds, stored, isTorn: false };
  }

  /** The uptime before and after the rows says when they were read; the interfaces are the witness of what they claim. */
  private async readTable(macs?: readonly MacAddress[]): Promise<Table> {
    const { router } = this.source;
    const interfaces = await this.hotspotInterfaces();
    const uptimeBefore = await this.uptimeBefore();
    const [table, counters] = await Promise.all([
      router.hostTable(macs),
      router.interfaceCounters(interfaces),
    ]);
    return { ...table, counters, uptimeBefore, uptimeAfter: await router.uptimeSeconds() };
  }

  private async uptimeBefore(): Promise<number> {
    const askedAt = this.clock.monotonicMilliseconds();
    const { uptimeSeconds, ...resource } = await this.source.router.resource();
    this.source.onVitals?.({
      ...{ ...resource, answeredAt: toInstant(this.clock.now()) },
      answerMilliseconds: Math.round(this.clock.monotonicMilliseconds() - askedAt),
    });
    return uptimeSeconds;
  }

  private async hotspotInterfaces(): Promise<readonly string[]> {
    const now = this.clock.monotonicMilliseconds();
    if (now - this.interfacesAskedAt < INTERFACES_KEPT_MILLISECONDS) return this.interfaces;
    this.interfaces = await this.source.router.witnessInterfaces();
    this.interfacesAskedAt = now;
    return this.interfaces;
  }

  private partsOf(kind: ReadingKind, table: Table): ReadingPart[] {
    const { routerId, linkBitsPerSecondPerDevice, attribution } = this.source;
    const head = {
      routerId,
      bootId: this.source.bootId(),
      routerUptimeSeconds: table.uptimeBefore,
      routerUptimeAfterSeconds: table.uptimeAfter,
      observedAt: toInstant(this.clock.now()),
      kind,
      readingId: newId(),
      linkBitsPerSecondPerDevice,
      ...(kind === 'poll' ? { pollSeconds: this.source.pollSeconds() } : {}),
      ...witnessColumns(table.counters, table.leftOut),
    };
    return readingParts(head, table.hosts, attribution);
  }
}
