// line-world.ts — routers with PPPoE sessions, readers and a store in toy units: what the property test of the meter of
// lines plays with. Sessions and interfaces are two tables, read one after the other while modems redial.
import { newMeter, type Meter, type UsageMetered } from './meter';
import { evolveMeter } from './meter-fold';
import { observe, type Observation } from './meter.decide';
import { ALL_RULES, type MeterRules } from './meter-rules';
import { foldLines, newLineTable, type LineGrowth } from './line-usage';

export type LineOp =
  | ['tick', number]
  | ['dial' | 'hangUp' | 'end', line: number, router: number]
  | ['move', line: number, router: number, bytes: number]
  | ['read' | 'poll', router: number, seed: number]
  | ['publish' | 'redeliver' | 'crash' | 'reboot', number];

/** What the reader does, by name, so that a search may leave one out. */
export type LineRules = MeterRules & {
  /** A row is its interface's: a session is paired with it by name, at another instant. */
  readonly byInterface: boolean;
  /** Interfaces are read before sessions: what a session moved is read before it can end. */
  readonly interfacesFirst: boolean;
  /** An interface is as old as the session that it was first seen with. */
  readonly birthKept: boolean;
  /** Sessions that we end are read first. */
  readonly readBeforeEnd: boolean;
  /** A reading that another overtook is thrown away. */
  readonly cas: boolean;
};
export const LINE_RULES: LineRules = {
  ...ALL_RULES,
  ...{ byInterface: true, interfacesFirst: true, birthKept: true, readBeforeEnd: true, cas: true },
};

export const LINES = [
  '11111111-1111-4111-8111-111111111111',
  '22222222-2222-4222-8222-222222222222',
  '33333333-3333-4333-8333-333333333333',
] as const;

type Session = {
  readonly line: number;
  readonly interfaceId: number;
  readonly activeId: number;
  readonly since: number;
  bytes: number;
  /** Of these, what it moved before the first reading. */
  readonly before: number;
  /** The most that a stored reading has shown. */
  shown: number;
};
type RouterState = {
  boot: number;
  bootNumber: number;
  nextId: number;
  sessions: Session[];
  ended: Session[];
  /** What the reader remembers: when each interface was born. */
  births: Map<number, number>;
};
type Pending = {
  readonly router: number;
  readonly expected: number;
  readonly reading: Observation;
  readonly shown: readonly (readonly [Session, number])[];
};

const BEFORE_BYTES = 1_800;
const REQUEST_SECONDS = 0.3;
const LINK = 8 * 1_000_000_000;

export class LineWorld {
  private time = 100_000;
  private random = 1;
  private isRacy = false;
  private readings = 0;
  private readonly routers: RouterState[] = [0, 1].map(() => ({
    ...{ boot: 90_000, bootNumber: 1, nextId: 1, sessions: [], ended: [], births: new Map() },
  }));
  private readonly streams: Observation[][] = [[], []];
  private readonly meters: Meter[] = [newMeter(), newMeter()];
  private readonly log: { readonly router: number; readonly event: UsageMetered }[] = [];
  private readonly pending: Pending[] = [];

  /** @param isRacy modems redial between the two tables of a reading. */
  constructor(
    private readonly rules: LineRules,
    isRacy: boolean,
  ) {
    // A session that ran before anybody looked: what it moved until then is nobody's.
    for (const router of this.routers) {
      this.dial(router, 0);
      for (const one of router.sessions) Object.assign(one, { bytes: BEFORE_BYTES, before: BEFORE_BYTES });
    }
    this.time += 100;
    for (const router of [0, 1]) this.readNow(router);
    this.isRacy = isRacy;
  }

  run(op: LineOp): void {
    switch (op[0]) {
      case 'tick':
        this.time += op[1];
        return;
      case 'dial':
        return this.dial(this.routers[op[2]]!, op[1]);
      case 'hangUp':
        return this.end(this.routers[op[2]]!, op[1]);
      case 'end':
        if (this.rules.readBeforeEnd) this.readNow(op[2]);
        return this.end(this.routers[op[2]]!, op[1]);
      case 'move':
        for (const one of this.routers[op[2]]!.sessions) if (one.line === op[1]) one.bytes += op[3];
        return;
      case 'read':
      case 'poll': {
        this.time += 1;
        const reading = this.read(op[1], op[2]);
        if (op[0] === 'poll') this.publish(reading);
        else this.pending.push(reading);
        return;
      }
      case 'publish':
        if (this.pending.length > 0) this.publish(this.pending.splice(op[1] % this.pending.length, 1)[0]!);
        return;
      case 'redeliver':
        return this.streams[op[1] % 2]!.slice(-2).forEach((message) => this.meter(op[1] % 2, message));
      case 'crash':
        return this.crash(op[1] % 2);
      case 'reboot':
        return this.reboot(this.routers[op[1] % 2]!);
    }
  }

  settle(): void {
    for (const reading of this.pending.splice(0)) this.publish(reading);
    this.time += 30;
    for (const router of [0, 1]) this.readNow(router);
  }

  /** Bytes of each line that stored readings showed; and all that moved. */
  truth(): Record<string, { shown: number; moved: number; sessions: number }> {
    const sums = Object.fromEntries(LINES.map((line) => [line, { shown: 0, moved: 0, sessions: 0 }]));
    for (const { sessions, ended } of this.routers)
      for (const { line, shown, bytes, before } of [...sessions, ...ended]) {
        const sum = sums[LINES[line]!]!;
        sum.shown += Math.max(0, shown - before);
        sum.moved += bytes - before;
        if (shown >= 0) sum.sessions += 1;
      }
    return sums;
  }

  /** What the events say. */
  charged(): Record<string, LineGrowth> {
    const nothing = () => ({ uploadBytes: 0, downloadBytes: 0, uncountedBytes: 0, sessions: 0 });
    const sums: Record<string, LineGrowth> = Object.fromEntries(LINES.map((line) => [line, nothing()]));
    const tables = [newLineTable(), newLineTable()];
    for (const { router, event } of this.log)
      for (const [lineId, growth] of foldLines(tables[router]!, event)) {
        const sum = sums[lineId]!;
        for (const name of Object.keys(growth) as (keyof LineGrowth)[]) sum[name] += growth[name];
      }
    return sums;
  }

  private dial(router: RouterState, line: number): void {
    const [interfaceId, activeId] = [router.nextId, router.nextId + 1];
    router.nextId += 2;
    router.sessions.push({ line, interfaceId, activeId, since: this.time, bytes: 0, before: 0, shown: -1 });
    this.time += 0.01;
  }

  private end(router: RouterState, line: number): void {
    router.ended.push(...router.sessions.filter((one) => one.line === line));
    router.sessions = router.sessions.filter((one) => one.line !== line);
  }

  private reboot(router: RouterState): void {
    router.ended.push(...router.sessions);
    const { bootNumber } = router;
    Object.assign(router, { boot: this.time, bootNumber: bootNumber + 1, nextId: 1, sessions: [] });
    router.births.clear();
    this.time += 1;
  }

  private roll(below: number): number {
    this.random = (Math.imul(this.random, 1_664_525) + 1_013_904_223) >>> 0;
    return (this.random / 2 ** 32) * below;
  }

  /** Between the two tables a modem may redial or move, and a new one dial in. */
  private happenMeanwhile(router: RouterState): void {
    this.time += REQUEST_SECONDS;
    if (!this.isRacy) return;
    for (const session of [...router.sessions]) {
      if (this.roll(1) < 0.3) session.bytes += Math.floor(this.roll(50));
      if (this.roll(1) >= 0.3) continue;
      this.end(router, session.line);
      this.time += this.roll(3);
      this.dial(router, session.line);
      for (const one of router.sessions)
        if (one.line === session.line) one.bytes += Math.floor(this.roll(50));
    }
    if (this.roll(1) < 0.3) this.dial(router, Math.floor(this.roll(LINES.length)));
  }

  private read(at: number, seed: number): Pending {
    const router = this.routers[at]!;
    this.random = Math.imul(seed + 1, 2_654_435_761) >>> 0;
    const expected = this.streams[at]!.length;
    const uptime = (): number => Math.floor(this.time - router.boot);
    const before = uptime();
    const active = (): Map<number, { id: number; up: number }[]> => {
      const found = new Map<number, { id: number; up: number }[]>();
      for (const { line, activeId, since } of router.sessions)
        found.set(line, [
          ...(found.get(line) ?? []),
          { id: activeId, up: Math.floor(this.time) - Math.floor(since) },
        ]);
      return found;
    };
    const carriers = () => router.sessions.map((session) => ({ session, bytes: session.bytes }));
    const { interfacesFirst } = this.rules;
    const first = interfacesFirst ? carriers() : active();
    this.happenMeanwhile(router);
    const second = interfacesFirst ? active() : carriers();
    const [interfaces, sessions] = (interfacesFirst ? [first, second] : [second, first]) as [
      ReturnType<typeof carriers>,
      ReturnType<typeof active>,
    ];
    const after = uptime();
    const rows: { session: Session; bytes: number; id: number; up: number }[] = [];
    const leftOutIds: string[] = [];
    for (const { session, bytes } of interfaces) {
      const found = sessions.get(session.line)?.shift();
      if (!found) {
        leftOutIds.push(`*${session.interfaceId}`);
        continue;
      }
      const birth = router.births.get(session.interfaceId) ?? after - found.up;
      if (this.rules.birthKept) router.births.set(session.interfaceId, birth);
      rows.push({ session, bytes, id: found.id, up: Math.max(0, after - birth) });
    }
    const reading: Observation = {
      ...{ sequence: 0, kind: 'poll', readingId: `reading-${(this.readings += 1)}`, part: 0, parts: 1 },
      bootId: `boot-${router.bootNumber}`,
      routerUptimeSeconds: before,
      routerUptimeAfterSeconds: after,
      observedAt: new Date(Math.round(this.time * 1_000)).toISOString(),
      linkBitsPerSecondPerDevice: LINK,
      leftOutIds,
      ids: rows.map(({ session, id }) => `*${this.rules.byInterface ? session.interfaceId : id}`),
      macKeys: rows.map(({ session }) => `key-${session.line}`),
      deviceIds: rows.map(() => ''),
      owners: rows.map(({ session }) => LINES[session.line]!),
      bytesIn: rows.map(() => 0),
      bytesOut: rows.map(({ bytes }) => bytes),
      uptimeSeconds: rows.map(({ up }) => up),
    };
    return {
      router: at,
      expected,
      reading,
      shown: rows.map(({ session, bytes }) => [session, bytes] as const),
    };
  }

  private readNow(router: number): void {
    this.publish(this.read(router, this.readings));
  }

  private publish({ router, expected, reading, shown }: Pending): void {
    const stream = this.streams[router]!;
    if (this.rules.cas && expected !== stream.length) return;
    for (const [session, bytes] of shown) session.shown = Math.max(session.shown, bytes);
    const message = { ...reading, sequence: stream.length + 1, stream: 'stream' };
    stream.push(message);
    this.meter(router, message);
  }

  private meter(router: number, message: Observation): void {
    const now = new Date(Math.round(this.time * 1_000)).toISOString();
    const event = observe(this.meters[router]!, message, now, this.rules);
    if (event) this.log.push({ router, event: JSON.parse(JSON.stringify(event)) as UsageMetered });
  }

  /** The process ends: what it knew is gone, and the last messages come again. */
  private crash(router: number): void {
    const events = this.log.flatMap((one) => (one.router === router ? [one.event] : []));
    const from = Math.max(
      0,
      events.findLastIndex((event) => event.all !== undefined),
    );
    this.meters[router] = events.slice(from).reduce(evolveMeter, { ...newMeter(), revision: from - 1 });
    for (const message of this.streams[router]!.slice(-3)) this.meter(router, message);
  }
}
