// webhook-room.ts — makes room for notices that come: what was handled goes, what waits stays.
import { WEBHOOKS_STREAM } from '@saring/contracts';
import type { Consumer, JetStreamManager } from 'nats';

const LOOK_MILLISECONDS = 1_000;
/** Handled notices are kept for those who want to look at them until the stream is so full. */
const CROWDED_SHARE = 0.5;

/**
 * The stream refuses what it has no room for, and never drops what is stored: so whoever sends junk pushes no notice
 * out. While more than half of it is taken, what was handled is deleted, up to the first notice that waits and, behind
 * that, one by one.
 */
export class WebhookRoom {
  private lookedAt = -Infinity;
  private isCrowded = false;
  private readonly handled: number[] = [];

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
    // Asked to purge what is before 1, which is nothing, NATS purges all.
    if (floor > 0)
      await this.manager.streams.purge(WEBHOOKS_STREAM, { filter: this.subject, seq: floor + 1 });
  }
}
