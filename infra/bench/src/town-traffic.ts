// town-traffic.ts — readings of one router whose phones idle, browse and watch by the hours of a day; the same each time.
import { idFrom } from '@saring/kernel';
import type { Observation } from '@saring/quota-ledger';

type Mode = 'idle' | 'browse' | 'watch';
/** Bytes to a phone in one poll: half of all are below the median, two thirds within so many powers of e of it. */
const DOWN: Readonly<Record<Mode, readonly [medianBytes: number, spread: number]>> = {
  idle: [1_500, 1.5],
  browse: [150_000, 1.5],
  watch: [8_000_000, 0.7],
};
const CHANGE_SHARE = 0.05;
const WATCH_SHARE = 0.35;
/** How many phones are in use by the hour of Jakarta. */
const IN_USE: readonly (readonly [untilHour: number, share: number])[] = [
  [5, 0.03],
  [8, 0.2],
  [17, 0.35],
  [24, 0.6],
];
const ZONE_HOURS = 7;
const HOUR_MILLISECONDS = 3_600_000;

type Phone = { mode: Mode; in: number; out: number };

export class TownTraffic {
  private readonly phones: readonly Phone[];
  private readonly names: Pick<Observation, 'ids' | 'macKeys' | 'deviceIds' | 'owners'>;
  private uptime = 100_000;
  private count = 0;
  private readonly carried: [into: number, out: number] = [0, 0];
  private random = 7;

  constructor(owners: readonly string[]) {
    this.phones = owners.map(() => ({ mode: 'idle', in: 0, out: 0 }));
    this.names = {
      ids: owners.map((_, index) => `*${(index + 1).toString(16)}`),
      macKeys: owners.map((owner) => idFrom('years-mac', owner).replaceAll('-', '').slice(0, 22)),
      deviceIds: owners.map((owner) => idFrom('years-device', owner)),
      owners,
    };
  }

  read(atMilliseconds: number): Observation {
    const hour = (atMilliseconds / HOUR_MILLISECONDS + ZONE_HOURS) % 24;
    const inUse = IN_USE.find(([until]) => hour < until)?.[1] ?? 0;
    for (const phone of this.phones) this.move(phone, inUse);
    this.uptime += 30;
    this.count += 1;
    return {
      ...{ sequence: this.count, stream: '2026-01-01T00:00:00.123456789Z', kind: 'poll', part: 0, parts: 1 },
      ...{
        readingId: `reading-${this.count}`,
        bootId: 'boot-of-the-bench',
        linkBitsPerSecondPerDevice: 250e6,
      },
      ...{ routerUptimeSeconds: this.uptime, routerUptimeAfterSeconds: this.uptime },
      observedAt: new Date(atMilliseconds + Math.floor(this.roll() * 300)).toISOString(),
      witness: { name: ['bridge-hotspot'], in: [this.carried[0]], out: [this.carried[1]] },
      ...this.names,
      bytesIn: this.phones.map((phone) => phone.in),
      bytesOut: this.phones.map((phone) => phone.out),
      uptimeSeconds: this.phones.map((_, index) => this.uptime - index),
    };
  }

  private move(phone: Phone, inUse: number): void {
    if (this.roll() < CHANGE_SHARE)
      phone.mode = this.roll() >= inUse ? 'idle' : this.roll() < WATCH_SHARE ? 'watch' : 'browse';
    const [median, spread] = DOWN[phone.mode];
    const out = 1 + Math.round(median * Math.exp(spread * this.bell()));
    const into =
      1 +
      Math.round(phone.mode === 'idle' ? 1_200 * Math.exp(this.bell()) : out * (0.03 + 0.05 * this.roll()));
    phone.in += into;
    phone.out += out;
    this.carried[0] += Math.round(into * 1.02);
    this.carried[1] += Math.round(out * 1.02);
  }

  private roll(): number {
    this.random = (Math.imul(this.random, 1_664_525) + 1_013_904_223) >>> 0;
    const mixed = Math.imul(this.random ^ (this.random >>> 15), 0x2c1b3c6d);
    return ((mixed ^ (mixed >>> 12)) >>> 0) / 2 ** 32;
  }

  /** Of a normal distribution around 0. */
  private bell(): number {
    return Math.sqrt(-2 * Math.log(1 - this.roll())) * Math.cos(2 * Math.PI * this.roll());
  }
}
