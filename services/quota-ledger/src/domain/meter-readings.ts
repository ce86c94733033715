// meter-readings.ts — readings of one router for the meter's specs, and what they charge.
import { newMeter, type Meter, type UsageMetered } from './meter';
import { observe, type Observation } from './meter.decide';
import { ALL_RULES, type MeterRules } from './meter-rules';

export const OWNER = '11111111-1111-4111-8111-111111111111';
const NOW = '2026-12-01T00:00:00.000Z';

type Seen = {
  up: number;
  upTo?: number;
  rows: readonly (readonly [id: string, bytes: number, up: number])[];
};

export class Readings {
  meter: Meter = newMeter();
  readonly events: UsageMetered[] = [];
  private count = 0;

  constructor(private readonly rules: MeterRules = ALL_RULES) {}

  read({ up, upTo, rows }: Seen, more: Partial<Observation> = {}): UsageMetered | null {
    this.count += 1;
    const observation: Observation = {
      sequence: this.count,
      kind: 'poll',
      readingId: `r${this.count}`,
      part: 0,
      parts: 1,
      bootId: 'boot',
      routerUptimeSeconds: up,
      ...(upTo === undefined ? {} : { routerUptimeAfterSeconds: upTo }),
      observedAt: new Date(1_700_000_000_000 + up * 1000).toISOString(),
      linkBitsPerSecondPerDevice: 250_000_000,
      ids: rows.map(([id]) => id),
      macKeys: rows.map(() => 'mac'),
      deviceIds: rows.map(() => 'device'),
      owners: rows.map(() => OWNER),
      bytesIn: rows.map(() => 0),
      bytesOut: rows.map(([, bytes]) => bytes),
      uptimeSeconds: rows.map(([, , seconds]) => seconds),
      ...more,
    };
    const event = observe(this.meter, observation, NOW, this.rules);
    if (event) this.events.push(event);
    return event;
  }

  get chargedBytes(): number {
    return this.events.reduce((all, { in: ins, out, held }) => {
      const heldEntries = new Set(held?.map(([entry]) => entry));
      return ins.reduce((sum, bytes, at) => sum + (heldEntries.has(at) ? 0 : bytes + (out[at] ?? 0)), all);
    }, 0);
  }
}

/** Bytes that the hotspot's interface has sent. */
export const wire = (bytes: number): Partial<Observation> => ({
  witness: { name: ['bridge-hotspot'], in: [0], out: [bytes] },
});
