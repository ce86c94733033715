// holder.ts — whether what was made by a number is that of the account that has the number now.

/** The account that has a number. */
export type Holder = {
  readonly subscriberId: string;
  /** Since when; null: not known. */
  readonly heldSince: Date | null;
};

/** What stands by a number: a chat, an address, a token. */
export type Bound = {
  /** Whose account it was made for; null: made before that was kept. */
  readonly subscriberId: string | null;
  readonly madeAt: Date;
};

/**
 * Numbers change hands: what one account made by its number never serves another one. What does not say whose it is
 * serves an account that had the number already when it was made.
 * @param holder null: nobody has the number.
 */
export const isOf = (holder: Holder | null, bound: Bound): boolean => {
  if (holder === null) return false;
  if (bound.subscriberId !== null) return bound.subscriberId === holder.subscriberId;
  return holder.heldSince !== null && bound.madeAt > holder.heldSince;
};
