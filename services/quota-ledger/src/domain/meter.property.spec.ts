// The searches of the meter's model on the product's own meter: random histories of two routers, two devices and their
// accounts, with raced readers, reboots, re-created rows, reused ids, roaming, rebinding, redelivery, crashes, resets,
// lost and set-back streams, tables up to 25 s late read row by row, and rows that cannot be read.
import fc from 'fast-check';
import { CONTRADICTIONS_MOST } from './meter-witness';
import { RULES, World, type Op, type Rules, type WorldKind } from './meter-world';

const two = fc.nat({ max: 1 });
const op: fc.Arbitrary<Op> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constant('move' as const), two, two, fc.constantFrom(10, 100, 500)) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('tick' as const), fc.constantFrom(0.4, 1, 4.3, 10, 60)) },
  {
    weight: 5,
    arbitrary: fc.tuple(
      fc.constantFrom('read' as const, 'poll' as const, 'poll' as const),
      two,
      fc.constantFrom(0.2, 0.5, 1, 3, 12, 25),
      fc.nat({ max: 2 ** 31 - 1 }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom('publish' as const, 'redeliver' as const), fc.nat({ max: 3 })),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(
      fc.constantFrom(
        'crash' as const,
        'reboot' as const,
        'reset' as const,
        'lostStream' as const,
        'setBackStream' as const,
      ),
      two,
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(
      fc.constantFrom('bind' as const, 'gone' as const, 'goneSameId' as const, 'uptimeAgain' as const),
      two,
      two,
    ),
  },
);
const history = fc.array(op, { minLength: 3, maxLength: 40 });
const jump: fc.Arbitrary<Op> = fc.oneof(
  fc.tuple(fc.constant('jump' as const), fc.nat({ max: 2 }), two),
  fc.tuple(fc.constant('fallBack' as const), two),
);
/** Counters that jump for some readings and fall back, in the midst of all else. */
const jumpyHistory = fc.array(fc.oneof({ weight: 4, arbitrary: op }, { weight: 1, arbitrary: jump }), {
  minLength: 3,
  maxLength: 40,
});

const play = (ops: readonly Op[], kind: WorldKind): World => {
  const world = new World(kind);
  for (const one of ops) world.run(one);
  world.settle();
  return world;
};

const sum = (sums: ReturnType<World['truth']>): number =>
  Object.values(sums).reduce((all, [bytes]) => all + bytes, 0);

/** A new row looks like one whose uptime began again: there the meter reports what it leaves out. */
const isDoubtful = ([name]: Op): boolean => name === 'goneSameId' || name === 'uptimeAgain';

const expectNoneTooMuch = (world: World): void => {
  const truth = world.truth();
  for (const [account, [bytes]] of Object.entries(world.charged()))
    expect(bytes).toBeLessThanOrEqual(truth[account]?.[0] ?? 0);
};

const chargesWhatMoved = (kind: WorldKind) =>
  fc.property(history, (ops) => {
    const world = play(ops, kind);
    if (!ops.some(isDoubtful)) expect(world.charged()).toEqual(world.truth());
    expectNoneTooMuch(world);
    expect(sum(world.truth()) - sum(world.charged())).toBeLessThanOrEqual(world.said());
  });

const chargesNoneTooMuch = (kind: WorldKind) =>
  fc.property(history, (ops) => expectNoneTooMuch(play(ops, kind)));

/** Where counters alone play false: no row goes, no owner changes. */
const STEADY = new Set(['tick', 'move', 'read', 'poll', 'publish', 'redeliver', 'crash', 'jump', 'fallBack']);
const steadyHistory = jumpyHistory.map((ops) => ops.filter(([name]) => STEADY.has(name)));

/** A jump is held and its fall voids it: only moved bytes are charged, whatever the counters showed. */
const chargesNoJump = (kind: WorldKind) =>
  fc.property(steadyHistory, (ops) => {
    const world = play(ops, kind);
    expect(world.charged()).toEqual(world.truth());
  });

/** A row whose counters fall as its uptime begins again looks like a new row to any reader. */
const chargesNoJumpTooMuch = (kind: WorldKind) =>
  fc.property(
    jumpyHistory.map((ops) => ops.filter(([name]) => name !== 'uptimeAgain')),
    (ops) => expectNoneTooMuch(play(ops, kind)),
  );

/** Four rows that are there before anything counts, then readings of any of them, more than a witness may contradict. */
const blindHistory = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.tuple(two, two, fc.constantFrom(3_000, 9_000), fc.constantFrom(10, 60)) },
      { weight: 1, arbitrary: fc.tuple(fc.constantFrom('crash' as const, 'redeliver' as const), two) },
    ),
    { minLength: 10, maxLength: 60 },
  )
  .map((rounds): Op[] => [
    ...[0, 1].flatMap((router) => [0, 1].map((mac): Op => ['move', mac, router, 1])),
    ...[0, 1].map((router): Op => ['poll', router, 0, 0]),
    ...rounds.flatMap((round): Op[] =>
      round.length === 2
        ? [round]
        : [
            ['tick', round[3]],
            ['move', round[0], round[1], round[2]],
            ['poll', round[1], 0, 0],
          ],
    ),
  ]);

/** One young row that changes owner between jumps, which all else finds once in 28,000 histories. */
const reboundHistory = fc.array(
  fc.oneof(
    fc.constantFrom<Op>(['move', 1, 1, 10], ['jump', 1, 1], ['fallBack', 1], ['poll', 1, 0, 0]),
    fc.tuple(fc.constant('bind' as const), fc.constant(1), two),
  ),
  { minLength: 4, maxLength: 16 },
);
const chargesNoReboundJump = (kind: WorldKind) =>
  fc.property(reboundHistory, (ops) => expectNoneTooMuch(play(ops, kind)));

/** A witness that never agrees holds so many readings of a router, and no more; what is not held is charged. */
const holdsNoMoreThanBelieved = (kind: WorldKind) =>
  fc.property(blindHistory, (ops) => {
    const world = play(ops, kind);
    for (const router of [0, 1]) expect(world.heldEvents(router)).toBeLessThanOrEqual(CONTRADICTIONS_MOST);
    expect(sum(world.charged()) + world.said()).toBe(sum(world.truth()));
  });

/** Traffic of others hides a small jump of several rows, or of a row that a cut reads alone; not that of one row. */
const chargesNoSmallJump = (kind: WorldKind) =>
  fc.property(
    steadyHistory.map((ops) => ops.filter((one) => one[0] !== 'jump' || one[1] === 0)),
    (ops) => expectNoneTooMuch(play(ops, kind)),
  );

/** `npm run search` sets more: 10,000 and up. */
const RUNS = Number(process.env['SEARCH_RUNS'] ?? 600);
const PUNCTUAL: WorldKind = { rules: RULES, hasHistory: false, isLate: false };
const LATE: WorldKind = { ...PUNCTUAL, isLate: true };
/** Without a witness a jump shows only where the link could not have carried it. */
const OWNED: WorldKind = { ...PUNCTUAL, hasOwners: true, jumpUnits: 1e14 };
/** A jump that no history makes up for, so that its fall shows; and one that the link could have carried. */
const WITNESSED: WorldKind = { ...OWNED, hasWitness: true, jumpUnits: 25_000 };
const BLIND: WorldKind = { ...OWNED, hasWitness: true, isBlind: true };
const SMALL_JUMP: WorldKind = { ...WITNESSED, jumpUnits: 900, linkBitsPerSecond: 800_000_000 };

/** Shares of what moved that late tables cost, over many histories. */
const lossOf = (rules: Rules, runs: number, kind = LATE) => {
  let moved = 0;
  let lost = 0;
  let unsaid = 0;
  for (const ops of fc.sample(history, { numRuns: runs, seed: 11 })) {
    const world = play(ops, { ...kind, rules });
    const lostHere = Math.max(0, sum(world.truth()) - sum(world.charged()));
    moved += sum(world.truth());
    lost += lostHere;
    unsaid += Math.max(0, lostHere - world.said());
  }
  return { lostShare: lost / moved, unsaidShare: unsaid / moved };
};

describe('the meter charges what moved, each byte once', () => {
  it('with all rules', () => fc.assert(chargesWhatMoved(PUNCTUAL), { numRuns: RUNS }));
  it('on a router with history at the first look', () =>
    fc.assert(chargesWhatMoved({ ...PUNCTUAL, hasHistory: true }), { numRuns: RUNS }));
  it('never too much when tables come late, row by row, with rows left out', () =>
    fc.assert(chargesNoneTooMuch(LATE), { numRuns: RUNS }));
  it('never too much when counters wrap', () =>
    fc.assert(chargesNoneTooMuch({ ...LATE, wrapBytes: 700 }), { numRuns: RUNS }));
  it('with a witness', () =>
    fc.assert(chargesWhatMoved({ ...PUNCTUAL, hasWitness: true }), { numRuns: RUNS }));
  it('though counters jump and fall back, with a witness', () =>
    fc.assert(chargesNoJump(WITNESSED), { numRuns: RUNS }));
  it('though counters jump and fall back, without a witness', () =>
    fc.assert(chargesNoJump(OWNED), { numRuns: RUNS }));
  it('though counters of rows with a history jump and fall back', () =>
    fc.assert(chargesNoJump({ ...WITNESSED, hasHistory: true }), { numRuns: RUNS }));
  it('never too much when counters jump amid all else', () =>
    fc.assert(chargesNoJumpTooMuch(OWNED), { numRuns: RUNS }));
  it('never too much when counters jump amid all else, with a witness', () =>
    fc.assert(chargesNoJumpTooMuch(WITNESSED), { numRuns: RUNS }));
  it('never too much when counters jump by less than phones move', () =>
    fc.assert(chargesNoSmallJump(SMALL_JUMP), { numRuns: RUNS }));
  it('never too much when rows change owner amid jumps', () =>
    fc.assert(chargesNoReboundJump(OWNED), { numRuns: RUNS }));
  it('never too much when a jump falls back after its row has changed owner, and the wire carried as much', () => {
    const history: readonly Op[] = [
      ...([
        ['jump', 1, 0],
        ['move', 1, 0, 10],
        ['poll', 0, 0.2, 0],
        ['bind', 1, 0],
      ] as const),
      ...([
        ['move', 0, 0, 10],
        ['goneSameId', 0, 0],
        ['read', 1, 0.2, 0],
      ] as const),
    ].map((one) => [...one] as Op);
    expectNoneTooMuch(play(history, WITNESSED));
  });
  it('never too much when counters jump amid late tables', () =>
    fc.assert(chargesNoJumpTooMuch({ ...OWNED, isLate: true }), { numRuns: RUNS }));
  it('holding no more than it must, where the witness is blind', () =>
    fc.assert(holdsNoMoreThanBelieved(BLIND), { numRuns: RUNS }));
  it('loses little to late tables, and says nearly all of it', () => {
    const { lostShare, unsaidShare } = lossOf(RULES, RUNS);
    expect(lostShare).toBeLessThan(0.002);
    expect(unsaidShare).toBeLessThan(0.0005);
  });
  it('holds little because a late table and its witness are not of one instant', () =>
    expect(lossOf(RULES, RUNS, { ...LATE, hasWitness: true }).lostShare).toBeLessThan(0.002));
});

describe('leaving out any one rule charges wrong', () => {
  const failsIn = (kind: WorldKind, property: typeof chargesWhatMoved): boolean =>
    fc.check(property(kind), { seed: 7, numRuns: 40_000, endOnFailure: true }).failed;

  const CHARGES_WRONG: [name: string, rules: Partial<Rules>, hasHistory?: boolean][] = [
    ['a message at or below the last is dropped', { dropAtOrBelowLast: false, cas: true }],
    ['a place belongs to its stream', { streamIdentity: false }],
    ['what another stream shows of before is old news', { dropOlder: false }],
    ['a reading is refused when another was published since', { cas: false }],
    ['a boot is told by its marker', { boot: false }],
    ['an old row only sets a watermark', { bornAfter: false }, true],
    ['a cut is stored even for a row of nobody', { keepCuts: false }],
    ['a MAC is read before its binding changes owner', { cut: false }],
    ['routers are read before a reset', { resetReads: false }],
    ['a row is told by its birth', { birth: false }],
    ['of a later birth only the growth is charged', { laterChargesGrowth: false }],
  ];
  it.each(CHARGES_WRONG)('%s', (_name, without, hasHistory = false) =>
    expect(failsIn({ ...PUNCTUAL, rules: { ...RULES, ...without }, hasHistory }, chargesWhatMoved)).toBe(
      true,
    ),
  );

  const CHARGES_TOO_MUCH: [name: string, rules: Partial<Rules>][] = [
    ['a reading that left rows out forgets none', { keepUnseen: false }],
    ['a counter that fell charges the new total, a later birth the growth', { laterChargesGrowth: false }],
  ];
  it.each(CHARGES_TOO_MUCH)('%s', (_name, without) =>
    expect(failsIn({ ...LATE, rules: { ...RULES, ...without } }, chargesNoneTooMuch)).toBe(true),
  );

  const CHARGES_JUMPS: [name: string, rules: Partial<Rules>, kind: WorldKind][] = [
    ['a row that was there before is not made anew because its counters fell', { fellIsSame: false }, OWNED],
    ['the same, where a witness looks', { fellIsSame: false, contradiction: false }, WITNESSED],
    ['what falls back goes on from before what is held', { fallsBack: false }, OWNED],
    ['what the interfaces did not carry is held, however slow', { contradiction: false }, WITNESSED],
  ];
  it.each(CHARGES_JUMPS)('%s', (_name, without, kind) =>
    expect(failsIn({ ...kind, rules: { ...RULES, ...without } }, chargesNoJump)).toBe(true),
  );

  it('a held total that may be old is no growth that a fall takes back', () =>
    expect(failsIn({ ...OWNED, rules: { ...RULES, totalsStay: false } }, chargesNoReboundJump)).toBe(true));
  it('a witness that contradicts too often in a row counts as none', () =>
    expect(failsIn({ ...BLIND, rules: { ...RULES, disbelief: false } }, holdsNoMoreThanBelieved)).toBe(true));

  const LOSES: [name: string, rules: Partial<Rules>][] = [
    ['a row whose counters fell was made anew', { counterFell: false }],
    ['births are intervals between two uptimes', { interval: false }],
    ['a reading that left rows out is no new start', { keepStart: false }],
  ];
  it.each(LOSES)('%s', (_name, without) =>
    expect(lossOf({ ...RULES, ...without }, 4_000).lostShare).toBeGreaterThan(0.005),
  );
});
