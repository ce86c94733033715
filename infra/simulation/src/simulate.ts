// simulate.ts — plays days of a neighbourhood from a seed, and shortens what fails to the fewest steps that still do.
import { ALL_RULES, Violation, type Rules } from './rules';
import { dayOf, dice, type Step } from './steps';
import { Neighbourhood } from './world';

export type Failure = {
  readonly seed: number;
  readonly invariant: string;
  readonly message: string;
  /** The fewest steps found that break the same invariant. */
  readonly steps: readonly Step[];
};
type Outcome = { readonly steps: number; readonly failure: Failure | null };

const TRIES_MOST = 3_000;

/** @param stepsADay about how many happen between two quiet nights. */
export const simulate = async (
  seed: number,
  days: number,
  { rules = ALL_RULES, stepsADay = 2_000 }: { readonly rules?: Rules; readonly stepsADay?: number } = {},
): Promise<Outcome> => {
  const roll = dice(seed);
  const world = new Neighbourhood(rules);
  const taken: Step[] = [];
  for (let day = 0; day < days; day += 1)
    for (const step of dayOf(roll, stepsADay)) {
      taken.push(step);
      try {
        await world.take(step);
      } catch (error) {
        const { invariant, message } = violationOf(error);
        const steps = await shorten(taken, invariant, rules);
        return { steps: taken.length, failure: { seed, invariant, message, steps } };
      }
    }
  return { steps: taken.length, failure: null };
};

/** @returns the invariant that a list of steps breaks; null: none. */
export const broken = async (steps: readonly Step[], rules: Rules = ALL_RULES): Promise<string | null> => {
  try {
    const world = new Neighbourhood(rules);
    for (const step of steps) await world.take(step);
    return null;
  } catch (error) {
    return violationOf(error).invariant;
  }
};

/** What the product throws is a failure like any other, by its words. */
const violationOf = (error: unknown): { readonly invariant: string; readonly message: string } => {
  if (error instanceof Violation) return error;
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { invariant: error instanceof Error ? error.message : message, message };
};

/** Leaves out ever smaller parts of the steps, as long as the same invariant breaks. */
const shorten = async (steps: readonly Step[], invariant: string, rules: Rules): Promise<readonly Step[]> => {
  let kept = steps;
  let tries = 0;
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    let at = 0;
    while (at < kept.length && tries < TRIES_MOST) {
      const shorter = [...kept.slice(0, at), ...kept.slice(at + size)];
      tries += 1;
      if ((await broken(shorter, rules)) === invariant) kept = shorter;
      else at += size;
    }
  }
  return kept;
};
