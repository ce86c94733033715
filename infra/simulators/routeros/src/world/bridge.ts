// bridge.ts — what the hotspot's bridge counts, and how fast it goes.
import { HOTSPOT_INTERFACE } from '../tables/menu-rules';
import type { Table } from '../tables/table';

const BITS_PER_BYTE = 8;

export class Bridge {
  private stepBytes = { up: 0, down: 0 };
  private bits = { upBits: 0, downBits: 0 };

  constructor(private readonly interfaces: Table) {}

  count(bytesIn: number, bytesOut: number): void {
    this.stepBytes.up += bytesIn;
    this.stepBytes.down += bytesOut;
    const row = this.interfaces.find(({ name }) => name === HOTSPOT_INTERFACE);
    if (!row) return;
    row['rx-byte'] = String(Number(row['rx-byte'] ?? '0') + bytesIn);
    row['tx-byte'] = String(Number(row['tx-byte'] ?? '0') + bytesOut);
  }

  /** A step of the clock is over: what came since the last one is its speed. */
  step(elapsedMs: number): void {
    const perSecond = (bytes: number): number =>
      elapsedMs > 0 ? Math.round((bytes * BITS_PER_BYTE * 1_000) / elapsedMs) : 0;
    this.bits = { upBits: perSecond(this.stepBytes.up), downBits: perSecond(this.stepBytes.down) };
    this.stepBytes = { up: 0, down: 0 };
  }

  /** Bits a second through an interface in the last step; only the bridge is simulated. */
  bitsThrough(name: string): { upBits: number; downBits: number } {
    return name === HOTSPOT_INTERFACE ? this.bits : { upBits: 0, downBits: 0 };
  }
}
