// correction.ts — what a correction of a balance leaves, said before it is sent; the ledger decides again.
type Balance = {
  readonly unlimited: boolean;
  readonly usedBytes: number;
  readonly remainingBytes: number;
  /** Used beyond the grants: what comes back pays it first. */
  readonly autoDebtBytes: number;
  readonly grants: readonly {
    readonly sizeBytes: number;
    readonly remainingBytes: number;
    readonly unlimited: boolean;
    readonly expired: boolean;
  }[];
};

type Corrected = {
  readonly remainingBytes: number;
  readonly autoDebtBytes: number;
  /** More comes back than was ever used: it is refused. */
  readonly isTooMuch: boolean;
};

/**
 * @param usedDeltaBytes above zero: more was used; below: less.
 * @param owes whether what is used beyond the grants becomes debt: not for a Komandan.
 */
export const corrected = (balance: Balance, usedDeltaBytes: number, owes: boolean): Corrected => {
  const { remainingBytes, autoDebtBytes, usedBytes } = balance;
  if (usedDeltaBytes >= 0) {
    if (balance.unlimited) return { remainingBytes, autoDebtBytes, isTooMuch: false };
    const beyond = Math.max(0, usedDeltaBytes - remainingBytes);
    return {
      remainingBytes: Math.max(0, remainingBytes - usedDeltaBytes),
      autoDebtBytes: autoDebtBytes + (owes ? beyond : 0),
      isTooMuch: false,
    };
  }
  const backBytes = -usedDeltaBytes;
  const paidBytes = Math.min(autoDebtBytes, backBytes);
  const room = balance.grants
    .filter(({ unlimited, expired }) => !unlimited && !expired)
    .reduce((sum, grant) => sum + grant.sizeBytes - grant.remainingBytes, 0);
  return {
    remainingBytes: remainingBytes + Math.min(room, backBytes - paidBytes),
    autoDebtBytes: autoDebtBytes - paidBytes,
    isTooMuch: backBytes > usedBytes,
  };
};
