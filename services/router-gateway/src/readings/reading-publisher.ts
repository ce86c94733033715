// reading-publisher.ts — puts the parts of a reading behind the last one of its name: held until stored or refused
// (architecture.md, "Reading").
import { sleep } from '@saring/kernel';
import { lastReadingSequence, publishReading } from '@saring/messaging';
import type { NatsConnection } from 'nats';
import type { Logger } from 'pino';
import type { ReadingPart } from '../domain/reading';

const RETRY_MILLISECONDS = 250;

export class ReadingPublisher {
  /** Undefined: unknown, and asked before the next reading. */
  private lastSequence: number | undefined;

  /** @param mayPublish whether this gateway may still publish readings of the router. */
  constructor(
    private readonly nats: NatsConnection,
    private readonly logger: Logger,
    private readonly name: string,
    private readonly mayPublish: () => boolean,
  ) {}

  /** Before the router is read: what is published since makes the reading old. */
  async prepare(): Promise<void> {
    this.lastSequence ??= await lastReadingSequence(this.nats, this.name);
  }

  /** @returns false when another reading came first. */
  async publish(parts: readonly ReadingPart[]): Promise<boolean> {
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
      if (!this.mayPublish()) throw new Error('the lease ended before the reading was stored');
      try {
        const outcome = await publishReading(this.nats, part, expected);
        return outcome.stored ? outcome.sequence : undefined;
      } catch (error) {
        this.logger.warn(
          { reading: part.routerId, error: (error as Error).message },
          'a reading could not be stored; retrying',
        );
        await sleep(RETRY_MILLISECONDS);
      }
    }
  }
}
