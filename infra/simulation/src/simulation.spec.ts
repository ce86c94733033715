// The short form of `npm run simulate`: a few neighbourhoods through days of which one seed chooses every step, and mistakes
// made on purpose, each of which so many seeds find.
import { ALL_RULES, type Rules } from './rules';
import { broken, simulate, type Failure } from './simulate';

const SEEDS = 12;
const DAYS = 8;
const STEPS_A_DAY = 1_500;

const BYTES = 'charged = moved less lost';
const MONEY = 'allocated + balance + refunded = received';

/** `npm run simulate` plays a seed on; the steps can be given to `broken`. */
const story = ({ seed, message, steps }: Failure): string =>
  [`seed ${seed}: ${message}`, ...steps.map((step) => JSON.stringify(step))].join('\n');

it.each(Array.from({ length: SEEDS }, (_, index) => index + 1))(
  'charges each byte, gives each paid order once and adds up, whatever comes in whatever order: seed %i',
  async (seed) => {
    const { steps, failure } = await simulate(seed, DAYS, { stepsADay: STEPS_A_DAY });
    expect(failure && story(failure)).toBeNull();
    expect(steps).toBeGreaterThan(DAYS * STEPS_A_DAY);
  },
);

it('comes to the same by the same seed', async () => {
  const rules = { ...ALL_RULES, refundsPosted: false };
  const [one, other] = [await simulate(3, DAYS, { rules }), await simulate(3, DAYS, { rules })];
  expect(one.failure).not.toBeNull();
  expect(one).toEqual(other);
});

/** The rule that is left out, what then does not hold, and how many seeds find it at most. */
it.each<[rule: keyof Rules, invariants: readonly string[], seeds: number]>([
  ['oneGrantAPurchase', ['one grant per paid order'], 2],
  ['watermarks', [BYTES], 2],
  ['readingsInOrder', [BYTES], 2],
  ['refundsPosted', ['books = what is held'], 2],
  ['paymentVersions', ['one grant per paid order', MONEY], 2],
  ['statusVersions', ['nobody is stopped who has quota'], 6],
  ['asksAgain', ['payment = vendor'], 2],
  ['durableWork', ['one grant per paid order', MONEY], 4],
  ['oneTransaction', [BYTES, 'one grant per paid order', 'read model = replay'], 3],
  ['oneReceipt', [MONEY], 4],
  ['latePaymentsCount', ['one grant per paid order', MONEY], 4],
])('finds within so many seeds that it would not hold without %s', async (rule, invariants, seeds) => {
  const rules = { ...ALL_RULES, [rule]: false };
  let failure: Failure | null = null;
  for (let seed = 1; seed <= seeds && !failure; seed += 1)
    ({ failure } = await simulate(seed, DAYS, { rules, stepsADay: STEPS_A_DAY }));
  expect(invariants).toContain(failure?.invariant);
  // The shortest list of steps does it by itself, and does nothing where the rule stands.
  expect(await broken(failure?.steps ?? [], rules)).toBe(failure?.invariant);
  expect(await broken(failure?.steps ?? [])).toBeNull();
});
