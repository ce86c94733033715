// meter-feed.ts — a router's readings on their way to its meter: expected behind the last one, held until stored or
// refused (architecture.md, "Reading").
import { newId, sleep, toInstant, type Clock, type MacAddress } from '@saring/kernel';
import { lastReadingSequence, publishReading } from '@saring/messaging';
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

const RETRY_MILLISECONDS = 250;
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
  /** Undefined: unknown, and asked before the next reading. */
  private lastSequence: number | undefined;
  private interfaces: readonly string[] = [];
  private interfacesAskedAt = -Infinity;

  constructor(
    private readonly nats: NatsConnection,
    private readonly clock: Clock,
    private readonly logger: Logger,
    private readonly source: FeedSource,
  ) {}

  /**
   * Reads hosts and publishes them. A reading that another one overtook is thrown away (`stored` false).
   * @param macs absent: all hosts, as a poll; else those of a cut.
   */
  async read(macs?: readonly MacAddress[]): Promise<Reading> {
    this.lastSequence ??= await lastReadingSequence(this.nats, this.source.routerId);
    const table = await this.readTable(macs);
    const { hosts, leftOut, uptimeBefore, uptimeAfter: uptimeSeconds } = table;
    // A cut of a device without rows has nothing to publish.
    if (macs && hosts.length + leftOut.length === 0)
      return { hosts, leftOut, uptimeSeconds, stored: true, isTorn: false };
    if (isTornApart(uptimeBefore, uptimeSeconds)) {
      this.source.onPublished('torn');
      return { hosts, leftOut, uptimeSeconds, stored: false, isTorn: true };
    }
    const stored = await this.publish(this.partsOf(macs ? 'cut' : 'poll', table));
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
    this.interfaces = await this.source.router.hotspotInterfaces();
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
      ...witnessColumns(table.counters, table.leftOut),
    };
    return readingParts(head, table.hosts, attribution);
  }

  private async publish(parts: readonly ReadingPart[]): Promise<boolean> {
    for (const part of parts) {
      const sequence = await this.publishPart(part, this.lastSequence ?? 0);
      this.lastSequence = sequence;
      if (sequence === undefined) return false;
    }
    return true;
  }

  /** @returns the part's sequence; undefined when another reading came first. */
  private async publishPart(part: ReadingPart, expected: number): Promise<number | undefined> {
    for (;;) {
      if (!this.source.mayPublish()) throw new Error('the lease ended before the reading was stored');
      try {
        const outcome = await publishReading(this.nats, part, expected);
        return outcome.stored ? outcome.sequence : undefined;
      } catch (error) {
        this.logger.warn(
          { routerId: part.routerId, error: (error as Error).message },
          'a reading could not be stored; retrying',
        );
        await sleep(RETRY_MILLISECONDS);
      }
    }
  }
}
