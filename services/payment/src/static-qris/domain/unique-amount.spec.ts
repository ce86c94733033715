// unique-amount.spec.ts — given who waits, when another asks for a sum, then it is nobody else's; and all are used before any
// is refused.
import fc from 'fast-check';
import { addedChoices, freeAdded } from './unique-amount';

it('tries each once, from a place of its own', () => {
  expect(addedChoices(7, 5)).toEqual([3, 4, 5, 1, 2]);
  fc.assert(
    fc.property(fc.nat(2 ** 32 - 1), fc.integer({ min: 1, max: 999 }), (seed, most) => {
      const sorted = [...addedChoices(seed, most)].sort((one, other) => one - other);
      expect(sorted).toEqual(Array.from({ length: most }, (_, index) => index + 1));
    }),
  );
});

type Step =
  | { readonly do: 'order'; readonly amount: number; readonly seed: number }
  | { readonly do: 'end'; readonly index: number };
const steps = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('order' as const),
        // Neighbouring prices reach into each other's sums.
        amount: fc.integer({ min: 10_000, max: 10_012 }),
        seed: fc.nat(2 ** 32 - 1),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('end' as const), index: fc.nat(50) }) },
  ),
  { maxLength: 80 },
);

const MOST = 8;
/** @param forgets what is taken: a rule that the search must find broken. */
const play = (all: readonly Step[], forgets = false): void => {
  const open: number[] = [];
  for (const step of all) {
    if (step.do === 'end') {
      open.splice(step.index % Math.max(1, open.length), 1);
      continue;
    }
    const taken = new Set(forgets ? open.slice(1) : open);
    const added = freeAdded(step.amount, taken, addedChoices(step.seed, MOST));
    const sums = Array.from({ length: MOST }, (_, index) => step.amount + index + 1);
    if (added === null) expect(sums.every((sum) => open.includes(sum))).toBe(true);
    else {
      expect(added).toBeGreaterThanOrEqual(1);
      expect(added).toBeLessThanOrEqual(MOST);
      open.push(step.amount + added);
    }
    if (new Set(open).size < open.length) throw new Error('two orders ask for the same sum');
  }
};

it('never asks two that wait for the same sum, and refuses only when all are taken', () => {
  fc.assert(
    fc.property(steps, (all) => play(all)),
    { numRuns: Number(process.env['SEARCH_RUNS'] ?? 1_000) },
  );
});

it('finds a rule that forgets who waits', () => {
  expect(() => fc.assert(fc.property(steps, (all) => play(all, true)))).toThrow('Property failed');
});
