// rules.ts — all rules that must hold, and what breaks them.
import { BYTES_RULES } from './bytes.rules';
import type { Facts, Rule, Violation } from './facts';
import { MONEY_RULES } from './money.rules';
import { WORLD_RULES } from './world.rules';

export const RULES: readonly Rule[] = [...BYTES_RULES, ...MONEY_RULES, ...WORLD_RULES];

/** @param when `always`: only what holds in the middle of a fault; `quiet`: everything. @returns every break, in words. */
export const violationsOf = (facts: Facts, when: Rule['when']): readonly Violation[] =>
  RULES.filter((rule) => when === 'quiet' || rule.when === 'always').flatMap(({ name, find }) =>
    find(facts).map((what) => ({ rule: name, what })),
  );
