// Time online over random histories: two phones of one account roam between two routers that are read at odd times,
// reboot and answer twice, while the meters crash and wake up. No second of the clock is charged twice, none that nobody
// was online; and leaving out any one rule charges too much.
import fc from 'fast-check';
import { OnlineWorld, SOLD_SECONDS, type OnlineOp } from './online-world';
import { ALL_RULES, type MeterRules } from './meter-rules';

const two = fc.nat({ max: 1 });
const op: fc.Arbitrary<OnlineOp> = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(fc.constant('pass' as const), fc.constantFrom(1, 7, 30, 31, 90, 400)) },
  { weight: 6, arbitrary: fc.tuple(fc.constant('read' as const), two) },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom('redeliver' as const, 'crash' as const, 'reboot' as const), two),
  },
  { weight: 2, arbitrary: fc.tuple(fc.constant('roam' as const), two, two) },
  {
    weight: 3,
    arbitrary: fc.tuple(
      fc.constantFrom('leave' as const, 'use' as const, 'rest' as const, 'push' as const),
      two,
    ),
  },
);
const LENGTH = { minLength: 3, maxLength: 60 };
/** One phone at one router. */
const atHome = (...more: readonly 'crash'[]): fc.Arbitrary<OnlineOp[]> =>
  fc.array(
    fc.oneof(
      fc.tuple(fc.constant('pass' as const), fc.constantFrom(1, 7, 30, 31, 90)),
      fc.tuple(
        fc.constantFrom('read' as const, 'read' as const, 'redeliver' as const, 'reboot' as const, ...more),
        fc.constant(0),
      ),
      fc.tuple(fc.constantFrom('use' as const, 'rest' as const, 'push' as const), fc.constant(0)),
    ),
    LENGTH,
  );
const history = fc.oneof(fc.array(op, LENGTH), atHome('crash'));

const play = (ops: readonly OnlineOp[], rules: MeterRules = ALL_RULES): OnlineWorld => {
  const world = new OnlineWorld(rules);
  for (const one of ops) world.run(one);
  return world;
};

const RUNS = 20_000;

const chargesNoneTooMuch = (rules: MeterRules) =>
  fc.property(history, (ops) => {
    const world = play(ops, rules);
    return world.usedSeconds <= world.online.size;
  });

describe('time online', () => {
  it('is charged for no second twice, and for none that nobody was online', () =>
    fc.assert(chargesNoneTooMuch(ALL_RULES), { numRuns: RUNS }));

  it('leaves what was bought and is not used', () =>
    fc.assert(
      fc.property(history, (ops) => {
        const { account, usedSeconds } = play(ops);
        expect(account.grants[0]?.leftSeconds).toBe(SOLD_SECONDS - usedSeconds);
        expect(account.autoDebtBytes).toBe(0);
      }),
      { numRuns: 2_000 },
    ));

  it('of one phone at one router is charged to the second, whatever reboots and is answered twice', () => {
    fc.assert(
      fc.property(atHome(), (ops) => {
        const world = play(ops);
        expect(world.usedSeconds).toBe(world.online.size);
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('leaving out any one rule charges time that nobody was online', () => {
  const RULES: readonly [name: string, without: Partial<MeterRules>][] = [
    ['online is who sent something', { onlineSends: false }],
    ['a gap counts no longer than a limit', { onlineGap: false }],
    ['a meter that woke up counts from the first reading it sees', { onlineShown: false }],
    ['a new row counts from its birth', { onlineBorn: false }],
  ];
  it.each(RULES)('%s', (_name, without) => {
    const failing = fc.check(chargesNoneTooMuch({ ...ALL_RULES, ...without }), {
      ...{ seed: 7, numRuns: RUNS, endOnFailure: true },
    });
    expect(failing.failed).toBe(true);
  });

  it('each second of the clock counts once, whichever phones were online', () => {
    const counted = fc.property(history, (ops) => {
      const world = play(ops);
      return world.rowsSeconds <= world.online.size;
    });
    expect(fc.check(counted, { seed: 7, numRuns: RUNS, endOnFailure: true }).failed).toBe(true);
  });
});
