// meter-world.ts — routers, phones, pollers and a store in toy units: what the meter's property test plays with.
import { evolveTable, forEachCharge, newMeterTable } from './meter-charges';
import type { MonthOf } from './closing';
import { newMeter, READING_WINDOW_SECONDS, type Meter, type UsageMetered } from './meter';
import { evolveMeter } from './meter-fold';
import { observe, type Observation } from './meter.decide';
import { ALL_RULES, type MeterRules } from './meter-rules';

export type Op =
  | ['tick', number]
  | ['move', number, number, number]
  | ['read' | 'poll', number, number, number]
  | ['crash' | 'reboot' | 'reset' | 'lostStream' | 'setBackStream', number]
  | ['publish' | 'redeliver', number]
  | ['bind' | 'gone' | 'goneSameId' | 'uptimeAgain', number, number]
  /** From here on a router's counters show too much, of one phone's row or of all (2), until they fall back. */
  | ['jump', number, number]
  | ['fallBack', number];

/** Rules outside the meter: the publisher's compare-and-set, the cut, the fresh reading before a reset. */
type WorldRules = { readonly cas: boolean; readonly cut: boolean; readonly resetReads: boolean };
export type Rules = MeterRules & WorldRules;
export const RULES: Rules = { ...ALL_RULES, cas: true, cut: true, resetReads: true };

export type WorldKind = {
  readonly rules: Rules;
  /** A phone moved bytes before Saring ever looked. */
  readonly hasHistory: boolean;
  /** Tables come late, row by row, and some rows cannot be read. */
  readonly isLate: boolean;
  /** Counters begin again at this many bytes. */
  readonly wrapBytes?: number;
  /** Phones have accounts from the start. */
  readonly hasOwners?: boolean;
  /** The hotspot's interfaces are read, and a unit is a megabyte. */
  readonly hasWitness?: boolean;
  /** The interfaces count nothing of what passes. */
  readonly isBlind?: boolean;
  /** How much too much counters show that jump. */
  readonly jumpUnits?: number;
  readonly linkBitsPerSecond?: number;
  /** The months of its calendar; absent: none ends. */
  readonly monthOf?: MonthOf;
  /** Shown each event, and the meter that made it as it then is. */
  readonly watch?: (router: number, event: UsageMetered, meter: Meter) => void;
  /** Polls come in so many messages; absent: in one. */
  readonly parts?: number;
};

const ACCOUNTS = ['a', 'b', 'c'] as const;
const LINK = 8 * 1_000_000_000;
const WITNESSED_UNIT_BYTES = 1_000_000;
/** Births are known to two seconds: no router gives an `.id` away sooner. */
const REUSE_SECONDS = 4;
const REQUEST_SECONDS = 0.001;
const LEFT_OUT_SHARE = 0.1;

type Row = {
  readonly id: string;
  readonly mac: number;
  uptimeFrom: number;
  bytes: number;
  read: number;
  parts: { owner: string; bytes: number; era: number }[];
};
type RouterState = {
  boot: number;
  bootNumber: number;
  nextId: number;
  rows: Map<number, Row>;
  dead: Row[];
  carried: number;
  jumped: Set<number>;
};
type Pending = { router: number; expected: string; reading: Observation; bytes: (readonly [Row, number])[] };
type Sums = Record<string, [all: number, sinceReset: number]>;

export class World {
  time = 100_000;
  private readonly routers: RouterState[] = [0, 1].map(() => ({
    boot: 100_000,
    bootNumber: 1,
    nextId: 1,
    rows: new Map(),
    dead: [],
    carried: 0,
    jumped: new Set(),
  }));
  private readonly owners: string[] = ['', ''];
  private readonly era = new Map<string, number>(ACCOUNTS.map((account) => [account, 0]));
  private readonly streams = [0, 1].map(() => ({ name: 1, messages: [] as Observation[] }));
  private readonly pending: Pending[] = [];
  private readonly log: ({ router: number; event: UsageMetered } | { reset: string })[] = [];
  private readonly meters: Meter[] = [newMeter(), newMeter()];
  private readings = 0;
  private random = 1;

  constructor(private readonly kind: WorldKind) {
    if (kind.hasOwners) this.owners.splice(0, 2, 'a', 'b');
    if (kind.hasHistory) this.addHistory();
    for (const router of [0, 1]) {
      this.time += 2;
      const first = this.read(router, 'poll', 0, 0);
      if (first) this.publish(first);
    }
  }

  private addHistory(): void {
    for (const router of this.routers) {
      router.boot = this.time - 50_000;
      const row = this.newRow(router, 0, this.time - 40_000);
      row.bytes = 1_800;
      row.parts.push({ owner: '', bytes: 1_800, era: 0 });
    }
    this.owners[0] = 'a';
  }

  private newRow(router: RouterState, mac: number, at = this.time, id = `*${router.nextId++}`): Row {
    const row: Row = { id, mac, uptimeFrom: at, bytes: 0, read: 0, parts: [] };
    router.rows.set(mac, row);
    return row;
  }

  private move(router: RouterState, row: Row, bytes: number): void {
    router.carried += bytes;
    const owner = this.owners[row.mac] ?? '';
    row.bytes += bytes;
    row.parts.push({ owner, bytes, era: this.era.get(owner) ?? 0 });
  }

  /** A number below `below`, from the seed of the reading under way. */
  private roll(below: number): number {
    this.random = (Math.imul(this.random, 1_664_525) + 1_013_904_223) >>> 0;
    return (this.random / 2 ** 32) * below;
  }

  private read(
    at: number,
    kind: 'poll' | 'cut',
    lateSeconds: number,
    seed: number,
    mac?: number,
  ): Pending | null {
    const router = this.routers[at]!;
    const { boot, bootNumber } = router;
    this.random = Math.imul(seed + 1, 2_654_435_761) >>> 0;
    const late = this.kind.isLate ? lateSeconds : 0;
    const expected = this.placeOf(at);
    this.time += REQUEST_SECONDS;
    const uptime = (): number => Math.floor(this.time - router.boot);
    const before = uptime();
    let carried = router.carried;
    this.time += this.roll(late);
    const shown: { row: Row; bytes: number; up: number }[] = [];
    const leftOutIds: string[] = [];
    for (const row of [...router.rows.values()].filter((one) => mac === undefined || one.mac === mac)) {
      this.time += this.roll(late / 10);
      if (this.kind.hasWitness && this.roll(1) < 0.5) carried = router.carried;
      if (late > 0) this.happenMeanwhile(router, row);
      // Taken from the table while it was printed.
      if (router.rows.get(row.mac) !== row) continue;
      if (this.kind.isLate && this.roll(1) < LEFT_OUT_SHARE) leftOutIds.push(row.id);
      else shown.push({ row, bytes: row.bytes, up: Math.floor(this.time - row.uptimeFrom) });
    }
    this.time += this.roll(late / 2);
    if (router.boot !== boot) return null;
    const wrap = this.kind.wrapBytes ?? Infinity;
    const reading: Observation = {
      sequence: 0,
      kind,
      readingId: `reading-${(this.readings += 1)}`,
      part: 0,
      parts: 1,
      bootId: `boot-${bootNumber}`,
      routerUptimeSeconds: before,
      routerUptimeAfterSeconds: uptime(),
      observedAt: this.now(),
      linkBitsPerSecondPerDevice: this.kind.linkBitsPerSecond ?? LINK,
      leftOutIds,
      ids: shown.map(({ row }) => row.id),
      macKeys: shown.map(({ row }) => `mac-${row.mac}`),
      deviceIds: shown.map(({ row }) => `device-${row.mac}`),
      owners: shown.map(({ row }) => this.owners[row.mac]!),
      bytesIn: shown.map(() => 0),
      bytesOut: shown.map(({ row, bytes }) =>
        this.counterOf(router, row, wrap === Infinity ? bytes : bytes % wrap),
      ),
      ...this.witnessOf(carried),
      uptimeSeconds: shown.map(({ up }) => up),
    };
    return { router: at, expected, reading, bytes: shown.map(({ row, bytes }) => [row, bytes] as const) };
  }

  private get unitBytes(): number {
    return this.kind.hasWitness ? WITNESSED_UNIT_BYTES : 1;
  }

  private counterOf(router: RouterState, row: Row, units: number): number {
    const jump = (this.kind.jumpUnits ?? 0) * this.unitBytes;
    return units * this.unitBytes + (router.jumped.has(row.mac) ? jump : 0);
  }

  private witnessOf(carried: number): Pick<Observation, 'witness'> {
    if (!this.kind.hasWitness) return {};
    return {
      witness: { name: ['bridge'], in: [0], out: [this.kind.isBlind ? 0 : carried * this.unitBytes] },
    };
  }

  private happenMeanwhile(router: RouterState, row: Row): void {
    if (this.roll(1) < 0.5) this.move(router, row, Math.floor(this.roll(200)));
    if (this.roll(1) >= 0.1) return;
    router.dead.push(row);
    router.rows.delete(row.mac);
    this.time += this.roll(2);
    if (this.roll(1) < 0.7) this.newRow(router, row.mac, this.time, this.roll(1) < 0.6 ? row.id : undefined);
  }

  private now(): string {
    return new Date(Math.round(this.time * 1000)).toISOString();
  }

  /** Two streams' numbers do not meet by chance. */
  private placeOf(router: number): string {
    const { name, messages } = this.streams[router]!;
    return `${name}/${messages.length}`;
  }

  private publish({ router, expected, reading, bytes }: Pending): void {
    const { name, messages } = this.streams[router]!;
    if (this.kind.rules.cas && expected !== this.placeOf(router)) return;
    const after = reading.routerUptimeAfterSeconds ?? 0;
    // A reading that the gateway or the meter drops was never shown.
    if (after - reading.routerUptimeSeconds > READING_WINDOW_SECONDS) return;
    for (const [row, read] of bytes) row.read = Math.max(row.read, read);
    for (const part of partsOf(reading, this.kind.parts ?? 1)) {
      const message = { ...part, sequence: messages.length + 1, stream: `stream-${name}` };
      messages.push(message);
      this.meter(router, message);
    }
  }

  private meter(router: number, message: Observation): void {
    const { rules, monthOf, watch } = this.kind;
    const meter = this.meters[router]!;
    const event = observe(meter, message, this.now(), rules, monthOf);
    if (!event) return;
    const stored = JSON.parse(JSON.stringify(event)) as UsageMetered;
    this.log.push({ router, event: stored });
    watch?.(router, stored, meter);
  }

  /** The process ends: what it knew is gone, and the messages since its last saved place come again. */
  private crash(router: number): void {
    const events = this.log.flatMap((one) => ('event' in one && one.router === router ? [one.event] : []));
    const from = events.findLastIndex((event) => event.all !== undefined);
    const asleep = { ...newMeter(), revision: Math.max(from, 0) - 1 };
    this.meters[router] = events.slice(Math.max(from, 0)).reduce(evolveMeter, asleep);
    for (const message of this.streams[router]!.messages.slice(-3)) this.meter(router, message);
  }

  /** The bus is lost and made again, or set back: its messages have a stream of their own, read from the beginning. */
  private replaceStream(router: number, kept: number): void {
    const stream = this.streams[router]!;
    stream.name += 1;
    stream.messages = stream.messages
      .slice(0, kept)
      .map((message) => ({ ...message, stream: `stream-${stream.name}` }));
    for (const message of stream.messages) this.meter(router, message);
  }

  private leave(router: RouterState, mac: number, sameId: boolean): void {
    const row = router.rows.get(mac);
    if (!row) return;
    router.dead.push(row);
    router.rows.delete(mac);
    this.time += REUSE_SECONDS;
    if (sameId) this.newRow(router, mac, this.time, row.id);
  }

  run(op: Op): void {
    switch (op[0]) {
      case 'tick':
        this.time += this.kind.isLate ? op[1] : Math.ceil(op[1]);
        return;
      case 'move': {
        const router = this.routers[op[2]]!;
        return this.move(router, router.rows.get(op[1]) ?? this.newRow(router, op[1]), op[3]);
      }
      case 'gone':
      case 'goneSameId':
        return this.leave(this.routers[op[2]]!, op[1], op[0] === 'goneSameId');
      case 'uptimeAgain': {
        const row = this.routers[op[2]]!.rows.get(op[1]);
        if (row) row.uptimeFrom = this.time;
        return;
      }
      case 'reboot': {
        const router = this.routers[op[1] % 2]!;
        router.dead.push(...router.rows.values());
        router.rows.clear();
        Object.assign(router, { boot: this.time, bootNumber: router.bootNumber + 1, nextId: 1, carried: 0 });
        this.time += 1;
        return;
      }
      case 'read':
      case 'poll': {
        this.time += 1;
        const reading = this.read(op[1], 'poll', op[2], op[3]);
        if (!reading) return;
        if (op[0] === 'poll') this.publish(reading);
        else this.pending.push(reading);
        return;
      }
      default:
        return this.runElsewhere(op);
    }
  }

  /** Events apart from the routers. */
  private runElsewhere(op: Op): void {
    const router = op[1] % 2;
    switch (op[0]) {
      case 'publish':
        if (this.pending.length > 0) this.publish(this.pending.splice(op[1] % this.pending.length, 1)[0]!);
        return;
      case 'redeliver':
        return this.streams[router]!.messages.slice(-2).forEach((message) => this.meter(router, message));
      case 'jump':
        for (const mac of op[1] === 2 ? [0, 1] : [op[1]]) this.routers[op[2] ?? 0]!.jumped.add(mac);
        return;
      case 'fallBack':
        return this.routers[router]!.jumped.clear();
      case 'crash':
        return this.crash(router);
      case 'lostStream':
        return this.replaceStream(router, 0);
      case 'setBackStream':
        return this.replaceStream(router, Math.max(0, this.streams[router]!.messages.length - 2));
      case 'bind':
        if (this.kind.rules.cut) for (const one of [0, 1]) this.readNow(one, 'cut', op[1]);
        this.owners[op[1]] = ACCOUNTS[op[2]]!;
        return;
      case 'reset': {
        const account = ACCOUNTS[op[1]]!;
        if (this.kind.rules.resetReads) for (const one of [0, 1]) this.readNow(one, 'poll');
        this.log.push({ reset: account });
        this.era.set(account, (this.era.get(account) ?? 0) + 1);
      }
    }
  }

  private readNow(router: number, kind: 'poll' | 'cut', mac?: number): void {
    const reading = this.read(router, kind, 0, 0, mac);
    if (reading) this.publish(reading);
  }

  settle(): void {
    for (const reading of this.pending.splice(0)) this.publish(reading);
    this.time += 30;
    for (const { jumped } of this.routers) jumped.clear();
    for (const router of [0, 1]) this.readNow(router, 'poll');
  }

  /** The bytes of each account's phones that routers ever showed, in all and since its last reset. */
  truth(): Sums {
    const truth: Sums = { a: [0, 0], b: [0, 0], c: [0, 0] };
    for (const { rows, dead } of this.routers)
      for (const row of [...rows.values(), ...dead]) {
        let left = row.read;
        for (const { owner, bytes, era } of row.parts) {
          const shown = Math.min(left, bytes);
          left -= shown;
          const sums = truth[owner];
          if (!sums) continue;
          sums[0] += shown;
          if (era === this.era.get(owner)) sums[1] += shown;
        }
      }
    return truth;
  }

  charged(): Sums {
    const charged: Sums = { a: [0, 0], b: [0, 0], c: [0, 0] };
    const tables = [newMeterTable(), newMeterTable()];
    for (const one of this.log) {
      if ('reset' in one) {
        charged[one.reset]![1] = 0;
        continue;
      }
      evolveTable(tables[one.router]!, one.event);
      forEachCharge(tables[one.router]!, one.event, ({ owner, inBytes, outBytes, heldSeconds }) => {
        if (heldSeconds !== null) return;
        charged[owner]![0] += (inBytes + outBytes) / this.unitBytes;
        charged[owner]![1] += (inBytes + outBytes) / this.unitBytes;
      });
    }
    return charged;
  }

  /** How many events of a router hold usage. */
  heldEvents(router: number): number {
    return this.log.filter((one) => 'event' in one && one.router === router && one.event.held).length;
  }

  /** Bytes that the meter reported as uncharged, and those that it holds. */
  said(): number {
    let bytes = 0;
    for (const one of this.log) {
      if (!('event' in one)) continue;
      const { event } = one;
      for (const [, unclaimed] of event.unclaimed ?? []) bytes += unclaimed;
      for (const [entry] of event.held ?? []) bytes += (event.in[entry] ?? 0) + (event.out[entry] ?? 0);
    }
    return bytes / this.unitBytes;
  }
}

/** A reading of a poll in messages of about as many rows each; a cut is one. */
const partsOf = (reading: Observation, parts: number): readonly Observation[] => {
  if (reading.kind === 'cut' || parts === 1) return [reading];
  const size = Math.ceil(reading.ids.length / parts);
  return Array.from({ length: parts }, (_, part) => {
    const cut = <T>(column: readonly T[]): readonly T[] => column.slice(part * size, (part + 1) * size);
    return {
      ...reading,
      part,
      parts,
      ...(part === parts - 1 ? {} : { witness: undefined }),
      ids: cut(reading.ids),
      macKeys: cut(reading.macKeys),
      deviceIds: cut(reading.deviceIds),
      owners: cut(reading.owners),
      bytesIn: cut(reading.bytesIn),
      bytesOut: cut(reading.bytesOut),
      uptimeSeconds: cut(reading.uptimeSeconds),
    };
  });
};
