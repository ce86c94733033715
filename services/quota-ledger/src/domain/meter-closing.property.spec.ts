// Closing a meter's month: whoever folds from a closing knows what the meter knew, after any number of closings
// (docs/adr/0056). The model is the meter that made the events and never slept.
import fc from 'fast-check';
import { monthsOf } from './closing';
import { newMeter, type Meter, type MeterRow, type UsageMetered } from './meter';
import { evolveMeter } from './meter-fold';
import { RULES, World, type Op, type WorldKind } from './meter-world';

const MONTH_SECONDS = 120;
/** Toy months of two minutes, so that a short history has several. */
const monthOf = (at: string): string => String(Math.floor(Date.parse(at) / 1_000 / MONTH_SECONDS));

const two = fc.nat({ max: 1 });
const op: fc.Arbitrary<Op> = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(fc.constant('move' as const), two, two, fc.constantFrom(10, 500, 3_000)) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('tick' as const), fc.constantFrom(1, 10, 60, 130)) },
  {
    weight: 6,
    arbitrary: fc.tuple(
      fc.constantFrom('read' as const, 'poll' as const, 'poll' as const),
      two,
      fc.constantFrom(0.2, 3, 12),
      fc.nat({ max: 2 ** 31 - 1 }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom('publish' as const, 'redeliver' as const), fc.nat({ max: 3 })),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom('crash' as const, 'reboot' as const, 'lostStream' as const), two),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(
      fc.constantFrom('bind' as const, 'gone' as const, 'goneSameId' as const, 'jump' as const),
      two,
      two,
    ),
  },
  { weight: 1, arbitrary: fc.tuple(fc.constant('fallBack' as const), two) },
);
const history = fc.array(op, { minLength: 6, maxLength: 50 });

/** A row as events tell it: memory knows more of when it was last shown without having moved. */
const rowOf = ({ shownUp: _shown, up: _up, held, ...row }: MeterRow) => ({
  ...row,
  held: held && { in: held.in, out: held.out, entries: held.entries },
});

/** What events tell of a meter. Rows of nobody are in none, and a fold forgets absent rows with the next checkpoint. */
const toldOf = (meter: Meter, rows: Iterable<number>) => {
  const { revision, seq, stream, boot, prev, at, witness, lastUp, eventsSinceCheckpoint, lastClosing } =
    meter;
  const { claimedBytes, heldBytes, unclaimedBytes, spareBytes, contradictions } = meter;
  return {
    ...{ revision, seq, stream, boot, prev, at, witness, lastUp, eventsSinceCheckpoint, lastClosing },
    ...{ claimedBytes, heldBytes, unclaimedBytes, spareBytes, contradictions },
    rows: Object.fromEntries([...rows].map((number) => [number, rowOf(meter.numbered[number]!)])),
  };
};

type Told = { readonly event: UsageMetered; readonly rows: readonly number[]; readonly told: object };

/** Each event of each router with what its meter knew right after it. */
const play = (ops: readonly Op[], kind: WorldKind): readonly Told[][] => {
  const told: Told[][] = [[], []];
  const watch: WorldKind['watch'] = (router, event, meter) => {
    const rows = [...meter.rows.values()].flatMap(({ number }) => (number >= 0 ? [number] : []));
    told[router]!.push({ event, rows, told: JSON.parse(JSON.stringify(toldOf(meter, rows))) as object });
  };
  const world = new World({ ...kind, watch });
  for (const one of ops) world.run(one);
  world.settle();
  return told;
};

/** From each closing on, the fold goes with the meter event by event. @param forget what a closing leaves out. */
const foldsFromClosings = (
  kind: WorldKind,
  forget: (event: UsageMetered) => UsageMetered = (event) => event,
) =>
  fc.property(history, (ops) => {
    for (const events of play(ops, kind))
      for (const [start, { event }] of events.entries()) {
        if (event.closes === undefined) continue;
        let meter: Meter = { ...newMeter(), revision: start - 1 };
        for (const { event: next, rows, told } of events.slice(start)) {
          meter = evolveMeter(meter, next === event ? forget(next) : next);
          expect(JSON.parse(JSON.stringify(toldOf(meter, rows)))).toEqual(told);
        }
      }
  });

/** The same meter from its first event, from each closing and from each checkpoint. */
const foldsAlike = (kind: WorldKind) =>
  fc.property(history, (ops) => {
    for (const events of play(ops, kind)) {
      const whole = events.map(({ event }) => event);
      const fromZero = whole.reduce(evolveMeter, newMeter());
      for (const [start, event] of whole.entries())
        if (event.all)
          expect(whole.slice(start).reduce(evolveMeter, { ...newMeter(), revision: start - 1 })).toEqual(
            fromZero,
          );
    }
  });

const RUNS = Number(process.env['SEARCH_RUNS'] ?? 600);
const PLAIN: WorldKind = { rules: RULES, hasHistory: false, isLate: false, monthOf };
/** A witness and counters that jump: held growth, spare bytes, contradictions. */
const WITNESSED: WorldKind = { ...PLAIN, hasOwners: true, hasWitness: true, jumpUnits: 25_000 };
const IN_PARTS: WorldKind = { ...WITNESSED, parts: 2 };
const KINDS: [name: string, kind: WorldKind][] = [
  ['rows alone', PLAIN],
  ['late tables', { ...PLAIN, isLate: true }],
  ['a witness, and counters that jump', WITNESSED],
  ['readings in parts', IN_PARTS],
  ['late readings in parts', { ...IN_PARTS, isLate: true }],
];

describe('a fold from a closing', () => {
  it.each(KINDS)('knows what the meter knew: %s', (_name, kind) =>
    fc.assert(foldsFromClosings(kind), { numRuns: RUNS }),
  );
  it.each(KINDS)('equals the fold from the first event: %s', (_name, kind) =>
    fc.assert(foldsAlike(kind), { numRuns: RUNS }),
  );
});

describe('a closing that leaves something out is found', () => {
  const without =
    (...names: (keyof UsageMetered)[]) =>
    (event: UsageMetered): UsageMetered =>
      Object.fromEntries(
        Object.entries(event).filter(([name]) => !(names as string[]).includes(name)),
      ) as unknown as UsageMetered;
  const allWithout =
    (name: 'held' | 'span') =>
    (event: UsageMetered): UsageMetered => {
      const { [name]: _left, ...all } = event.all!;
      return { ...event, all: all as UsageMetered['all'] } as UsageMetered;
    };
  const LEFT_OUT: [name: string, forget: (event: UsageMetered) => UsageMetered][] = [
    ['the sums of the interval', without('sums')],
    ['the stream of its place', without('stream')],
    ['the counters of the interfaces', without('witness')],
    ['bytes that were carried while growth was held', without('spare')],
    ['how often the witness was contradicted', without('contradictions')],
    ['growth that is held', allWithout('held')],
    ['how late rows may have been born', allWithout('span')],
  ];
  it.each(LEFT_OUT)('%s', (_name, forget) =>
    expect(
      fc.check(foldsFromClosings(IN_PARTS, forget), { seed: 7, numRuns: 20_000, endOnFailure: true }).failed,
    ).toBe(true),
  );
});

describe('the month that an event closes', () => {
  const months = monthsOf('Asia/Jakarta');
  it('ends at midnight of the zone', () => {
    expect(months('2026-11-30T16:59:59.999Z')).toBe('2026-11');
    expect(months('2026-11-30T17:00:00.000Z')).toBe('2026-12');
    expect(months('2026-10-31T17:00:00.000Z')).toBe('2026-11');
  });

  it('is said once, by the first event of the next one, whatever else that says', () =>
    fc.assert(
      fc.property(history, (ops) => {
        for (const events of play(ops, IN_PARTS))
          for (const [index, { event }] of events.entries()) {
            const before = events[index - 1]?.event;
            const isFirst = before !== undefined && monthOf(before.at) !== monthOf(event.at);
            expect(event.closes).toBe(isFirst ? monthOf(before.at) : undefined);
            if (isFirst) expect(event.all).toBeDefined();
            const closings = events.slice(0, index).flatMap((one, at) => (one.event.closes ? [at] : []));
            if (event.all) expect(event.lastClosing).toBe(closings.at(-1));
          }
      }),
      { numRuns: RUNS },
    ));
});
