// unique-amount.ts — which few rupiah tell an order apart from all others that are paid into the same account.

/**
 * What an order may pay on top, in the order in which it is tried: from a place of its own, so that neighbours are not
 * asked for neighbouring amounts.
 * @param seed of the order, any whole number.
 */
export const addedChoices = (seed: number, mostAdded: number): readonly number[] =>
  Array.from({ length: mostAdded }, (_, index) => ((seed + index) % mostAdded) + 1);

/** Null: every amount is taken. @param taken sums that others are asked for. */
export const freeAdded = (
  amountRupiah: number,
  taken: ReadonlySet<number>,
  choices: readonly number[],
): number | null => choices.find((added) => !taken.has(amountRupiah + added)) ?? null;
