// lag.ts — how long observations have been waiting to be metered.
import { lastOfPartition } from '@saring/messaging';
import type { NatsConnection } from 'nats';
import { Counter, Gauge } from 'prom-client';
import type { Places } from './places';

/** Behind by more than this, the service is not ready. */
export const METER_LAG_MOST_SECONDS = 60;

const meterLag = new Gauge({
  name: 'saring_meter_lag_seconds',
  help: 'How long the oldest observation that a lane looked for has been waiting to be metered',
  labelNames: ['lane'],
});
export const streamsReplaced = new Counter({
  name: 'saring_meter_streams_replaced_total',
  help: 'Partitions that were read from the beginning because their stream was lost, replaced or set back',
});

type Target = { readonly stream: string; readonly sequence: number; readonly since: number };

/** Looks from time to time at the last message of each partition, and whether it is metered by the next look. */
export class MeterLag {
  private readonly targets = new Map<number, Target>();
  private readonly secondsByLane = new Map<number, number>();

  constructor(private readonly nats: NatsConnection) {}

  /** The longest wait of all lanes; 0 where another process meters. */
  get seconds(): number {
    return Math.max(0, ...this.secondsByLane.values());
  }

  async look(lane: number, places: Places, nowMilliseconds: number): Promise<void> {
    let longest = 0;
    for (const [partition, place] of places.all()) {
      const target = this.targets.get(partition);
      if (target && target.stream === place.stream && place.sequence < target.sequence) {
        longest = Math.max(longest, (nowMilliseconds - target.since) / 1_000);
        continue;
      }
      const sequence = await lastOfPartition(this.nats, partition);
      this.targets.set(partition, { stream: place.stream, sequence, since: nowMilliseconds });
    }
    this.secondsByLane.set(lane, longest);
    meterLag.set({ lane: String(lane) }, longest);
  }

  /** This process meters no more. */
  forget(lane: number): void {
    this.secondsByLane.delete(lane);
    meterLag.remove({ lane: String(lane) });
  }
}
