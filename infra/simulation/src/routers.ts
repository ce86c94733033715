// routers.ts — simulated routers whose counters are read in any order, and the product's meters that charge what they show.
import { newMeter, type Meter, type UsageMetered } from '../../../services/quota-ledger/src/domain/meter';
import { evolveMeter } from '../../../services/quota-ledger/src/domain/meter-fold';
import { observe, type Observation } from '../../../services/quota-ledger/src/domain/meter.decide';
import { ALL_RULES as METER_RULES } from '../../../services/quota-ledger/src/domain/meter-rules';
import type { SimulatedClock } from './clock';
import type { Rules } from './rules';

const LINK_BITS_PER_SECOND = 8e12;
/** Births are known to two seconds. */
const BETWEEN_BIRTHS_SECONDS = 4;
const DELIVERED_AGAIN = 3;

/** A device's row as its router counts it. `shownBytes`: what a stored reading said of it at most. */
type Row = {
  readonly id: string;
  readonly person: number;
  readonly bornAt: number;
  bytes: number;
  shownBytes: number;
};
type Reading = {
  readonly expected: number;
  readonly observation: Observation;
  readonly rows: readonly (readonly [row: Row, bytes: number])[];
};

/** One router, what is read of it and under way, its stream of readings, and its meter. */
export class SimulatedRouter {
  private bootAt: number;
  private boots = 1;
  private nextId = 1;
  private rows = new Map<number, Row>();
  private gone: Row[] = [];
  private readings: Reading[] = [];
  private published = 0;
  private lastMessages: Observation[] = [];
  private meter: Meter = newMeter();
  /** The meter's events from its last checkpoint on. */
  private events: UsageMetered[] = [];
  private readonly meterRules: typeof METER_RULES;

  constructor(
    readonly name: string,
    private readonly clock: SimulatedClock,
    private readonly rules: Rules,
    private readonly store: (event: UsageMetered, revision: number) => void,
    /** Bytes of a person that a router showed for good; called once for each row that is over. */
    private readonly settle: (person: number, shownBytes: number) => void,
  ) {
    this.meterRules = { ...METER_RULES, dropAtOrBelowLast: rules.watermarks };
    this.bootAt = clock.seconds - 100;
    this.poll();
  }

  move(person: number, bytes: number): void {
    let row = this.rows.get(person);
    if (!row) {
      row = { id: `*${this.nextId++}`, person, bornAt: this.clock.seconds, bytes: 0, shownBytes: 0 };
      this.rows.set(person, row);
    }
    row.bytes += bytes;
  }

  leave(person: number): void {
    const row = this.rows.get(person);
    if (!row) return;
    this.gone.push(row);
    this.rows.delete(person);
    this.clock.seconds += BETWEEN_BIRTHS_SECONDS;
  }

  /** Hosts and counters are gone: what nobody had read is lost. */
  reboot(): void {
    this.gone.push(...this.rows.values());
    this.rows.clear();
    this.clock.seconds += BETWEEN_BIRTHS_SECONDS;
    this.bootAt = this.clock.seconds;
    this.boots += 1;
    this.nextId = 1;
    this.clock.seconds += 1;
  }

  /** Begins a reading, which is stored later or never. */
  read(): void {
    this.clock.seconds += 1;
    const uptime = this.clock.seconds - this.bootAt;
    const rows = [...this.rows.values()];
    const observation: Observation = {
      ...{ sequence: 0, kind: 'poll', readingId: `${this.name}-${this.boots}-${uptime}`, part: 0, parts: 1 },
      ...{ bootId: `boot-${this.boots}`, routerUptimeSeconds: uptime, routerUptimeAfterSeconds: uptime },
      ...{ observedAt: this.clock.now, linkBitsPerSecondPerDevice: LINK_BITS_PER_SECOND },
      ids: rows.map(({ id }) => id),
      macKeys: rows.map(({ person }) => `mac-${person}`),
      deviceIds: rows.map(({ person }) => `device-${person}`),
      owners: rows.map(({ person }) => `p${person}`),
      bytesIn: rows.map(() => 0),
      bytesOut: rows.map(({ bytes }) => bytes),
      uptimeSeconds: rows.map(({ bornAt }) => this.clock.seconds - bornAt),
    };
    this.readings.push({
      ...{ expected: this.published, observation },
      rows: rows.map((row) => [row, row.bytes] as const),
    });
  }

  publish(choice: number): void {
    const [reading] = this.readings.splice(choice % Math.max(1, this.readings.length), 1);
    if (!reading) return;
    if (this.rules.readingsInOrder && reading.expected !== this.published) return;
    for (const [row, bytes] of reading.rows) row.shownBytes = Math.max(row.shownBytes, bytes);
    const message = { ...reading.observation, sequence: (this.published += 1), stream: 's' };
    this.lastMessages = [...this.lastMessages, message].slice(-DELIVERED_AGAIN);
    this.observe(message);
  }

  poll(): void {
    this.read();
    this.publish(this.readings.length - 1);
  }

  deliverAgain(): void {
    for (const message of this.lastMessages) this.observe(message);
  }

  /** What the process knew is gone: the meter wakes up from its events, and messages come again. */
  crash(): void {
    const asleep = { ...newMeter(), revision: this.meter.revision - this.events.length };
    this.meter = this.events.reduce(evolveMeter, asleep);
    this.deliverAgain();
  }

  /** What is under way is stored or refused, and everything is read once more. */
  settleAll(): void {
    while (this.readings.length > 0) this.publish(0);
    this.clock.seconds += BETWEEN_BIRTHS_SECONDS;
    this.poll();
    for (const { person, shownBytes } of this.gone) this.settle(person, shownBytes);
    this.gone = [];
  }

  /** Of rows that are there, and those that went since the last quiet. */
  shownBytesOf(person: number): number {
    const row = this.rows.get(person);
    return this.gone.reduce(
      (sum, one) => (one.person === person ? sum + one.shownBytes : sum),
      row?.shownBytes ?? 0,
    );
  }

  private observe(message: Observation): void {
    const event = observe(this.meter, message, this.clock.now, this.meterRules);
    if (!event) return;
    if (event.all) this.events = [];
    this.events.push(event);
    this.store(event, this.meter.revision);
  }
}
