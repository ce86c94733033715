// A router's readings on their way to its meter: expected behind the last one, held until stored or refused
// (architecture.md, "Reading").
import type { Clock, MacAddress } from '@saring/kernel';
import { newId, toInstant } from '@saring/kernel';
import { lastReadingSequence, publishReading } from '@saring/messaging';
import type { NatsConnection } from 'nats';
import type { Logger } from 'pino';
import type { Router } from '../adapters/routeros/router';
import type { Host } from '../domain/actual';
import { readingParts, type Attribution, type ReadingKind, type ReadingPart } from '../domain/reading';

const RETRY_MILLISECONDS = 250;

export type Reading = {
  readonly hosts: readonly Host[];
  readonly uptimeSeconds: number;
  readonly stored: boolean;
};

export type FeedSource = {
  readonly routerId: string;
  readonly linkBitsPerSecondPerDevice: number;
  readonly router: Router;
  readonly bootId: () => string;
  readonly attribution: Attribution;
  /** Whether this gateway may still speak for the router. */
  readonly mayPublish: () => boolean;
  readonly onPublished: (outcome: 'stored' | 'overtaken') => void;
};

export class MeterFeed {
  /** Undefined: not known; asked before the next reading. */
  private lastSequence: number | undefined;

  constructor(
    private readonly nats: NatsConnection,
    private readonly clock: Clock,
    private readonly logger: Logger,
    private readonly source: FeedSource,
  ) {}

  /**
   * Reads hosts and publishes them. A reading that someone else's overtook is thrown away (`stored` false).
   * @param macs absent: all hosts, as a poll; else those of a cut.
   */
  async read(macs?: readonly MacAddress[]): Promise<Reading> {
    const { router } = this.source;
    this.lastSequence ??= await lastReadingSequence(this.nats, this.source.routerId);
    const uptimeSeconds = await router.uptimeSeconds();
    const hosts = await router.hosts(macs);
    // A cut of a device without rows has nothing to tell.
    if (macs && hosts.length === 0) return { hosts, uptimeSeconds, stored: true };
    const stored = await this.publish(this.partsOf(macs ? 'cut' : 'poll', uptimeSeconds, hosts));
    this.source.onPublished(stored ? 'stored' : 'overtaken');
    return { hosts, uptimeSeconds, stored };
  }

  private partsOf(kind: ReadingKind, routerUptimeSeconds: number, hosts: readonly Host[]): ReadingPart[] {
    const { routerId, linkBitsPerSecondPerDevice, attribution } = this.source;
    const head = {
      routerId,
      bootId: this.source.bootId(),
      routerUptimeSeconds,
      observedAt: toInstant(this.clock.now()),
      kind,
      readingId: newId(),
      linkBitsPerSecondPerDevice,
    };
    return readingParts(head, hosts, attribution);
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
          'a reading is held until it can be stored',
        );
        await new Promise((resolve) => setTimeout(resolve, RETRY_MILLISECONDS));
      }
    }
  }
}
