// promptness.ts — whether usage is metered in time: within two polls of the reading before.
import { Counter, Histogram } from 'prom-client';
import type { ReadingMessage } from '@saring/messaging';

/** What a poll moved since the one before it is durable within so many polls of that one. */
const POLLS_MOST = 2;
/** Routers that are remembered; one that is read again after it was forgotten begins anew. */
const ROUTERS_MOST = 20_000;

const polls = new Counter({
  name: 'saring_polls_metered_total',
  help: 'Polls of routers that are durable in the ledger; late: later than two polls after the poll before',
  labelNames: ['outcome'],
});
const meteredSeconds = new Histogram({
  name: 'saring_usage_metered_seconds',
  help: 'From when a router was read until its usage is durable in the ledger',
  buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300],
});
for (const outcome of ['in_time', 'late']) polls.inc({ outcome }, 0);

/** A part of a reading, as far as it matters here. */
export type Metered = Pick<
  ReadingMessage,
  'routerId' | 'kind' | 'part' | 'parts' | 'observedAt' | 'pollSeconds'
>;

export class Promptness {
  /** When each router was polled last, in milliseconds. */
  private readonly polledAt = new Map<string, number>();

  /** Of a part that is durable now. A reading counts once, with its last part; cuts are no polls. */
  note({ routerId, kind, part, parts, observedAt, pollSeconds }: Metered, nowMilliseconds: number): void {
    if (kind !== 'poll' || part !== parts - 1) return;
    const readAt = Date.parse(observedAt);
    meteredSeconds.observe(Math.max(0, nowMilliseconds - readAt) / 1_000);
    if (pollSeconds !== undefined) {
      const since = this.polledAt.get(routerId) ?? readAt;
      const isLate = nowMilliseconds - since > POLLS_MOST * pollSeconds * 1_000;
      polls.inc({ outcome: isLate ? 'late' : 'in_time' });
    }
    if (this.polledAt.size >= ROUTERS_MOST) this.polledAt.clear();
    this.polledAt.set(routerId, readAt);
  }

  /** What is read next may have waited elsewhere: it is measured by itself. */
  forget(): void {
    this.polledAt.clear();
  }
}
