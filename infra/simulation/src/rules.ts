// rules.ts — what the simulated neighbourhood relies on, rule by rule: each left out is a mistake that a run must find.

export type Rules = {
  /** The ledger remembers what it gave for a purchase. Without: a grant at each delivery of the paid fact. */
  readonly oneGrantAPurchase: boolean;
  /** A meter drops what it has metered, whatever is delivered again. Without: a forgotten watermark. */
  readonly watermarks: boolean;
  /** A reading is refused when another was stored since it was begun. */
  readonly readingsInOrder: boolean;
  /** Money that goes back is in the books. */
  readonly refundsPosted: boolean;
  /** A report of a payment that is older than what is known changes nothing. */
  readonly paymentVersions: boolean;
  /** A status that is older than what the gateway has changes nothing. */
  readonly statusVersions: boolean;
  /** Billing asks payment, and payment its vendor, where no word came. */
  readonly asksAgain: boolean;
  /** What is due is stored with the event that it is due after. Without: a crash forgets it. */
  readonly durableWork: boolean;
  /** Rows and their checkpoint are stored at once. Without: a crash skips events. */
  readonly oneTransaction: boolean;
  /** Money for bills is booked once under its receipt. */
  readonly oneReceipt: boolean;
  /** What is paid after its order ended is given all the same. */
  readonly latePaymentsCount: boolean;
};

export const ALL_RULES: Rules = {
  oneGrantAPurchase: true,
  watermarks: true,
  readingsInOrder: true,
  refundsPosted: true,
  paymentVersions: true,
  statusVersions: true,
  asksAgain: true,
  durableWork: true,
  oneTransaction: true,
  oneReceipt: true,
  latePaymentsCount: true,
};

/** An invariant that does not hold: its name, and with which numbers. */
export class Violation extends Error {
  constructor(
    readonly invariant: string,
    detail: string,
  ) {
    super(`${invariant}: ${detail}`);
  }
}

/** @throws Violation where the two differ. */
export const mustEqual = (invariant: string, about: string, actual: unknown, expected: unknown): void => {
  if (actual === expected) return;
  throw new Violation(invariant, `${about} is ${String(actual)}, and must be ${String(expected)}`);
};
