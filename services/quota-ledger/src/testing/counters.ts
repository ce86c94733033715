// A simulated router's counters, published as router-gateway does.
import { newId, systemClock, type Clock } from '@saring/kernel';
import { lastReadingSequence, publishReading } from '@saring/messaging';
import type { NatsConnection } from 'nats';
import { gatewayRouters } from './fake-gateway';

export class Counters {
  readonly routerId = newId();
  uptime = 1_000;
  /** Bytes that the hotspot's interface sent; null: none can be read. */
  carriedBytes: number | null = null;
  readonly byHand = new Set<string>();
  readonly rows = new Map<
    string,
    { id: string; device: string; owner: string; bytes: number; sent: number; born: number }
  >();

  constructor(
    private readonly nats: NatsConnection,
    known = true,
    private readonly clock: Pick<Clock, 'now'> = systemClock,
  ) {
    if (known) gatewayRouters.add(this.routerId);
  }

  phone(owner: string): string {
    const device = newId();
    this.rows.set(device, {
      id: `*${this.rows.size + 1}`,
      device,
      owner,
      bytes: 0,
      sent: 0,
      born: this.uptime,
    });
    return device;
  }

  async read(seconds = 30): Promise<void> {
    const expected = await lastReadingSequence(this.nats, this.routerId);
    this.uptime += seconds;
    const rows = [...this.rows.values()];
    const outcome = await publishReading(
      this.nats,
      {
        routerId: this.routerId,
        bootId: 'boot',
        routerUptimeSeconds: this.uptime,
        observedAt: this.clock.now().toISOString(),
        kind: 'poll',
        readingId: newId(),
        part: 0,
        parts: 1,
        linkBitsPerSecondPerDevice: 250_000_000,
        ids: rows.map((row) => row.id),
        macKeys: rows.map((row) => `k${row.id}`),
        deviceIds: rows.map((row) => row.device),
        owners: rows.map((row) => row.owner),
        bytesIn: rows.map((row) => row.sent),
        bytesOut: rows.map((row) => row.bytes),
        uptimeSeconds: rows.map((row) => this.uptime - row.born),
        routerUptimeAfterSeconds: this.uptime,
        byHandRows: rows.flatMap((row, index) => (this.byHand.has(row.device) ? [index] : [])),
        ...this.witness(),
      },
      expected,
    );
    if (!outcome.stored) throw new Error('nobody else publishes for this router');
  }

  move(device: string, bytes: number): void {
    const row = this.rows.get(device);
    if (!row) throw new Error(`no phone ${device}`);
    row.bytes += bytes;
    if (this.carriedBytes !== null) this.carriedBytes += bytes;
  }

  /** The device sends: it is there. */
  send(device: string, bytes: number): void {
    const row = this.rows.get(device);
    if (!row) throw new Error(`no phone ${device}`);
    row.sent += bytes;
  }

  private witness() {
    if (this.carriedBytes === null) return {};
    return { interfaceNames: ['bridge'], interfaceBytesIn: [0], interfaceBytesOut: [this.carriedBytes] };
  }
}
