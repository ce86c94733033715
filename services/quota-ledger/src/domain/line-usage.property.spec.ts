// The searches of the meter of lines: random histories of two routers and three lines with redials, ghosts, roaming,
// reboots, sessions that we end, raced readers, crashes and redelivery, and modems that redial while tables are printed.
import fc from 'fast-check';
import { LINE_RULES, LINES, LineWorld, type LineOp, type LineRules } from './line-world';

const two = fc.nat({ max: 1 });
const line = fc.nat({ max: LINES.length - 1 });
const op: fc.Arbitrary<LineOp> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constant('move' as const), line, two, fc.constantFrom(10, 100, 500)) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('tick' as const), fc.constantFrom(0.4, 1, 4.3, 10, 60)) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('dial' as const), line, two) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom('hangUp' as const, 'end' as const), line, two) },
  {
    weight: 5,
    arbitrary: fc.tuple(
      fc.constantFrom('read' as const, 'poll' as const, 'poll' as const),
      two,
      fc.nat({ max: 2 ** 31 - 1 }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(
      fc.constantFrom('publish' as const, 'redeliver' as const, 'crash' as const, 'reboot' as const),
      two,
    ),
  },
);
const history = fc.array(op, { minLength: 3, maxLength: 60 });
/** Where sessions end by our hand alone, nothing that moved may be lost. */
const tameHistory = history.map((ops) =>
  ops.filter(([name]) => !['hangUp', 'reboot', 'read'].includes(name)),
);

const play = (ops: readonly LineOp[], rules: LineRules, isRacy: boolean): LineWorld => {
  const world = new LineWorld(rules, isRacy);
  for (const one of ops) world.run(one);
  world.settle();
  return world;
};

const chargesWhatWasShown = (rules: LineRules, isRacy = false) =>
  fc.property(history, (ops) => {
    const world = play(ops, rules, isRacy);
    const truth = world.truth();
    for (const [lineId, { downloadBytes, uncountedBytes, sessions }] of Object.entries(world.charged())) {
      const { shown, sessions: seen } = truth[lineId]!;
      expect([lineId, downloadBytes, uncountedBytes, sessions]).toEqual([lineId, shown, 0, seen]);
    }
  });

const chargesWhatMoved = (rules: LineRules) =>
  fc.property(tameHistory, (ops) => {
    const world = play(ops, rules, false);
    for (const [lineId, { moved }] of Object.entries(world.truth()))
      expect([lineId, world.charged()[lineId]?.downloadBytes]).toEqual([lineId, moved]);
  });

/** Whatever modems do between the two tables. */
const chargesAmidTables = (rules: LineRules) => chargesWhatWasShown(rules, true);

const RUNS = Number(process.env['SEARCH_RUNS'] ?? 600);

describe('the meter of lines counts what sessions moved, each byte once', () => {
  it('whatever redials, roams and reboots', () =>
    fc.assert(chargesWhatWasShown(LINE_RULES), { numRuns: RUNS }));
  it('to the last byte where we end the sessions', () =>
    fc.assert(chargesWhatMoved(LINE_RULES), { numRuns: RUNS }));
  it('while modems redial amid the tables', () =>
    fc.assert(chargesAmidTables(LINE_RULES), { numRuns: RUNS }));
});

describe('leaving out any one rule counts wrong', () => {
  const failsIn = (
    property: (rules: LineRules) => ReturnType<typeof chargesWhatMoved>,
    without: Partial<LineRules>,
  ): boolean =>
    fc.check(property({ ...LINE_RULES, ...without }), { seed: 7, numRuns: 20_000, endOnFailure: true })
      .failed;

  it('a row is its interface, not the session that was paired with it', () =>
    expect(failsIn(chargesAmidTables, { byInterface: false })).toBe(true));
  it('interfaces are read before sessions', () =>
    expect(failsIn(chargesAmidTables, { interfacesFirst: false })).toBe(true));
  it('an interface is as old as the session that it was first seen with', () =>
    expect(failsIn(chargesAmidTables, { birthKept: false })).toBe(true));
  it('what we end is read first', () =>
    expect(failsIn(chargesWhatMoved, { readBeforeEnd: false })).toBe(true));
  it('a reading that another overtook is thrown away', () =>
    expect(failsIn(chargesWhatWasShown, { cas: false })).toBe(true));
  it('a boot is told by its marker', () => expect(failsIn(chargesWhatWasShown, { boot: false })).toBe(true));
  it('a message at or below the last is dropped', () =>
    expect(failsIn(chargesWhatWasShown, { dropAtOrBelowLast: false })).toBe(true));
  it('an old row only sets a watermark', () =>
    expect(failsIn(chargesAmidTables, { bornAfter: false })).toBe(true));
});
