// The search of shared/reference/meter-model on the product's own meter: random histories of two routers, two devices
// and their accounts, with raced readers, reboots, re-created rows, reused ids, roaming, rebinding, redelivery,
// crashes and resets. What is charged must be what moved, less only what a router lost by itself.
import fc from 'fast-check';
import { evolveTable, forEachCharge, newMeterTable } from './meter-charges';
import { evolveMeter, newMeter, type Meter, type UsageMetered } from './meter';
import { ALL_RULES, observe, type MeterRules, type Observation } from './meter.decide';

type Op =
  | ['tick', number]
  | ['move', number, number, number]
  | ['read' | 'poll' | 'crash' | 'reboot' | 'reset', number]
  | ['publish' | 'redeliver', number]
  | ['bind' | 'gone' | 'goneSameId', number, number];

/** Rules outside the meter: the publisher's compare-and-set, the cut, the fresh reading before a reset. */
type WorldRules = { readonly cas: boolean; readonly cut: boolean; readonly resetReads: boolean };
type Rules = MeterRules & WorldRules;
const RULES: Rules = { ...ALL_RULES, cas: true, cut: true, resetReads: true };

const ACCOUNTS = ['a', 'b', 'c'] as const;
const LINK = 8 * 1_000_000_000;
type Row = {
  id: string;
  mac: number;
  birth: number;
  bytes: number;
  read: number;
  parts: { owner: string; bytes: number; era: number }[];
};

class World {
  time = 100_000;
  readonly routers = [0, 1].map(() => ({
    boot: 100_000,
    bootNumber: 1,
    nextId: 1,
    rows: new Map<number, Row>(),
    dead: [] as Row[],
  }));
  readonly owners: string[] = ['', ''];
  readonly era = new Map<string, number>(ACCOUNTS.map((account) => [account, 0]));
  /** The stream of messages of each router, and the events that its meter appended. */
  readonly messages: Observation[][] = [[], []];
  readonly pending: { router: number; expected: number; reading: Observation; bytes: [Row, number][] }[] = [];
  readonly log: ({ router: number; event: UsageMetered } | { reset: string })[] = [];
  private readonly meters: Meter[] = [newMeter(), newMeter()];
  private readings = 0;

  constructor(private readonly rules: Rules) {}

  /** A phone that moved bytes before Saring ever looked at the router. */
  addLegacyRow(): void {
    for (const router of this.routers) {
      router.boot = this.time - 50_000;
      const parts = [{ owner: '', bytes: 1_800, era: 0 }];
      router.rows.set(0, {
        id: `*${router.nextId++}`,
        mac: 0,
        birth: this.time - 40_000,
        bytes: 1_800,
        read: 0,
        parts,
      });
    }
    this.owners[0] = 'a';
  }

  read(router: number, kind: 'poll' | 'cut', mac?: number) {
    const { boot, bootNumber, rows } = this.routers[router]!;
    const shown = [...rows.values()].filter((row) => mac === undefined || row.mac === mac);
    const reading: Observation = {
      sequence: 0,
      kind,
      readingId: `reading-${(this.readings += 1)}`,
      part: 0,
      parts: 1,
      bootId: `boot-${bootNumber}`,
      routerUptimeSeconds: this.time - boot,
      observedAt: new Date(this.time * 1000).toISOString(),
      linkBitsPerSecondPerDevice: LINK,
      ids: shown.map((row) => row.id),
      macKeys: shown.map((row) => `mac-${row.mac}`),
      deviceIds: shown.map((row) => `device-${row.mac}`),
      owners: shown.map((row) => this.owners[row.mac]!),
      bytesIn: shown.map(() => 0),
      bytesOut: shown.map((row) => row.bytes),
      uptimeSeconds: shown.map((row) => this.time - row.birth),
    };
    return {
      router,
      expected: this.messages[router]!.length,
      reading,
      bytes: shown.map((row): [Row, number] => [row, row.bytes]),
    };
  }

  publish({ router, expected, reading, bytes }: ReturnType<World['read']>): void {
    const stream = this.messages[router]!;
    if (this.rules.cas && expected !== stream.length) return;
    for (const [row, read] of bytes) row.read = Math.max(row.read, read);
    const message = { ...reading, sequence: stream.length + 1 };
    stream.push(message);
    this.meter(router, message);
  }

  meter(router: number, message: Observation): void {
    const event = observe(
      this.meters[router]!,
      message,
      new Date(this.time * 1000).toISOString(),
      this.rules,
    );
    if (event) this.log.push({ router, event: JSON.parse(JSON.stringify(event)) as UsageMetered });
  }

  /** The process ends: what it knew is gone, and the messages since its last saved place come again. */
  crash(router: number, redelivered: number): void {
    const events = this.log.flatMap((entry) =>
      'event' in entry && entry.router === router ? [entry.event] : [],
    );
    const from = events.findLastIndex((event) => event.all !== undefined);
    this.meters[router] = events.slice(Math.max(from, 0)).reduce(evolveMeter, newMeter());
    for (const message of this.messages[router]!.slice(-redelivered || this.messages[router]!.length))
      this.meter(router, message);
  }

  run([name, a, b = 0, n = 0]: Op): void {
    const router = this.routers[name === 'move' || name === 'gone' || name === 'goneSameId' ? b : a % 2]!;
    switch (name) {
      case 'tick':
        this.time += a;
        break;
      case 'move': {
        const row = router.rows.get(a) ?? {
          id: `*${router.nextId++}`,
          mac: a,
          birth: this.time,
          bytes: 0,
          read: 0,
          parts: [],
        };
        router.rows.set(a, row);
        row.bytes += n;
        row.parts.push({ owner: this.owners[a]!, bytes: n, era: this.era.get(this.owners[a]!) ?? 0 });
        break;
      }
      case 'gone':
      case 'goneSameId': {
        const row = router.rows.get(a);
        if (!row) break;
        router.dead.push(row);
        router.rows.delete(a);
        // Births are known to two seconds only (BIRTH_TOLERANCE_SECONDS): no router gives an .id away sooner.
        this.time += 3;
        if (name === 'goneSameId')
          router.rows.set(a, { id: row.id, mac: a, birth: this.time, bytes: 0, read: 0, parts: [] });
        break;
      }
      case 'reboot':
        router.dead.push(...router.rows.values());
        router.rows.clear();
        Object.assign(router, { boot: this.time, bootNumber: router.bootNumber + 1, nextId: 1 });
        this.time += 1;
        break;
      case 'read':
        this.time += 1;
        this.pending.push(this.read(a % 2, 'poll'));
        break;
      case 'publish':
        if (this.pending.length > 0) this.publish(this.pending.splice(a % this.pending.length, 1)[0]!);
        break;
      case 'poll':
        this.time += 1;
        this.publish(this.read(a % 2, 'poll'));
        break;
      case 'redeliver':
        for (const message of this.messages[a % 2]!.slice(-2)) this.meter(a % 2, message);
        break;
      case 'crash':
        this.crash(a % 2, 3);
        break;
      case 'bind':
        if (this.rules.cut) for (const index of [0, 1]) this.publish(this.read(index, 'cut', a));
        this.owners[a] = ACCOUNTS[b]!;
        break;
      case 'reset':
        if (this.rules.resetReads) for (const index of [0, 1]) this.publish(this.read(index, 'poll'));
        this.log.push({ reset: ACCOUNTS[a]! });
        this.era.set(ACCOUNTS[a]!, (this.era.get(ACCOUNTS[a]!) ?? 0) + 1);
        break;
    }
  }

  settle(): void {
    while (this.pending.length > 0) this.publish(this.pending.shift()!);
    this.time += 30;
    for (const index of [0, 1]) this.publish(this.read(index, 'poll'));
  }

  /** What routers ever showed of what each account's phones moved, in all and since its last reset. */
  truth(): Record<string, [number, number]> {
    const truth: Record<string, [number, number]> = { a: [0, 0], b: [0, 0], c: [0, 0] };
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

  charged(): Record<string, [number, number]> {
    const charged: Record<string, [number, number]> = { a: [0, 0], b: [0, 0], c: [0, 0] };
    const tables = [newMeterTable(), newMeterTable()];
    for (const entry of this.log) {
      if ('reset' in entry) {
        charged[entry.reset]![1] = 0;
        continue;
      }
      evolveTable(tables[entry.router]!, entry.event);
      forEachCharge(tables[entry.router]!, entry.event, ({ owner, inBytes, outBytes, heldSeconds }) => {
        if (heldSeconds !== null) return;
        charged[owner]![0] += inBytes + outBytes;
        charged[owner]![1] += inBytes + outBytes;
      });
    }
    return charged;
  }
}

const two = fc.nat({ max: 1 });
const op: fc.Arbitrary<Op> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.constant('move' as const), two, two, fc.constantFrom(10, 100, 500)) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('tick' as const), fc.constantFrom(1, 4, 10, 60)) },
  { weight: 3, arbitrary: fc.tuple(fc.constantFrom('read' as const, 'poll' as const, 'poll' as const), two) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom('publish' as const, 'redeliver' as const), fc.nat({ max: 3 })),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom('crash' as const, 'reboot' as const, 'reset' as const), two),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom('bind' as const, 'gone' as const, 'goneSameId' as const), two, two),
  },
);

const play = (ops: readonly Op[], rules: Rules, legacy: boolean): World => {
  const world = new World(rules);
  if (legacy) world.addLegacyRow();
  for (const router of [0, 1]) {
    world.time += 2;
    world.publish(world.read(router, 'poll'));
  }
  for (const one of ops) world.run(one);
  world.settle();
  return world;
};

const chargesWhatMoved = (rules: Rules, legacy: boolean) =>
  fc.property(fc.array(op, { minLength: 3, maxLength: 40 }), (ops) => {
    const world = play(ops, rules, legacy);
    expect(world.charged()).toEqual(world.truth());
  });

/** `npm run bench -- meter-search` and CI's nightly set more: 10,000 and up. */
const RUNS = Number(process.env['SEARCH_RUNS'] ?? 600);

describe('the meter charges what moved, each byte once', () => {
  it('with all rules', () => fc.assert(chargesWhatMoved(RULES, false), { numRuns: RUNS }));
  it('with all rules, on a router with history at the first look', () =>
    fc.assert(chargesWhatMoved(RULES, true), { numRuns: RUNS }));
});

describe('leaving out any one rule charges wrong', () => {
  const MUTANTS: [name: string, rules: Partial<Rules>, legacy?: boolean][] = [
    ['a message at or below the last is dropped', { dropAtOrBelowLast: false, cas: true }],
    ['a reading is refused when another was published since', { cas: false }],
    ['a boot is told by its marker', { boot: false }],
    ['a row is told by its birth', { birth: false }],
    ['an old row only sets a watermark', { bornAfter: false }, true],
    ['a cut is stored even for a row of nobody', { keepCuts: false }],
    ['a MAC is read before its binding changes owner', { cut: false }],
    ['routers are read before a reset', { resetReads: false }],
  ];
  it.each(MUTANTS)('%s', (_name, without, legacy = false) => {
    const found = fc.check(chargesWhatMoved({ ...RULES, ...without }, legacy), {
      seed: 7,
      numRuns: 40_000,
      endOnFailure: true,
    });
    expect(found.failed).toBe(true);
  });
});
