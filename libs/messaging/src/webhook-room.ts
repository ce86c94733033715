// webhook-room.ts — makes room for notices that come: what was handled goes, what waits stays.
import { WEBHOOKS_STREAM } from '@saring/contracts';
import { NatsError, type Consumer, type JetStreamManager, type MsgRequest } from 'nats';

const LOOK_MILLISECONDS = 1_000;
/** Handled notices are kept for those who want to look at them until the stream is so full. */
const CROWDED_SHARE = 0.5;

/** Those before the first that waits: so many are deleted at one look, since no notice is read meanwhile. */
const MOST_AT_A_LOOK = 200;
const NOT_FOUND = '404';

/**
 * The stream refuses what it has no room for, and never drops what is stored: so whoever sends junk pushes no notice
 * out. While more than half of it is taken, what was handled is deleted one by one. Not by a purge, quick as it is: with it
 * NATS forgets what every reader of the subject has in hand, and a notice that waits would never come again.
 */
export class WebhookRoom {
  private lookedAt = -Infinity;
  private isCrowded = false;
  private readonly handled: number[] = [];
  /** Up to it nothing of the subject is left that was handled. */
  private sweptTo = 0;

  constructor(
    private readonly manager: JetStreamManager,
    private readonly consumer: Consumer,
    private readonly subject: string,
  ) {}

  /** Between two pulls. */
  async make(): Promise<void> {
    await this.look();
    const sequences = this.handled.splice(0);
    if (!this.isCrowded) return;
    for (const sequence of sequences)
      await this.manager.streams.deleteMessage(WEBHOOKS_STREAM, sequence, false);
  }

  /** Its effect is stored and it is acknowledged. */
  add(sequence: number): void {
    if (this.isCrowded) this.handled.push(sequence);
  }

  private async look(): Promise<void> {
    const now = performance.now();
    if (now - this.lookedAt < LOOK_MILLISECONDS) return;
    this.lookedAt = now;
    const { config, state } = await this.manager.streams.info(WEBHOOKS_STREAM);
    this.isCrowded = config.max_bytes > 0 && state.bytes > config.max_bytes * CROWDED_SHARE;
    if (!this.isCrowded) return;
    const { stream_seq: floor } = (await this.consumer.info()).ack_floor;
    for (let count = 0; count < MOST_AT_A_LOOK && this.sweptTo < floor; count += 1) {
      const sequence = await this.nextFrom(this.sweptTo + 1);
      if (sequence > floor) this.sweptTo = floor;
      else {
        await this.manager.streams.deleteMessage(WEBHOOKS_STREAM, sequence, false);
        this.sweptTo = sequence;
      }
    }
  }

  /** The first of the subject from there on; beyond all where there is none. */
  private async nextFrom(from: number): Promise<number> {
    // Known to NATS since 2.9, not yet to the types of its client.
    const asked = { seq: from, next_by_subj: this.subject } as MsgRequest;
    try {
      return (await this.manager.streams.getMessage(WEBHOOKS_STREAM, asked)).seq;
    } catch (error) {
      if (error instanceof NatsError && error.code === NOT_FOUND) return Infinity;
      throw error;
    }
  }
}
