// package-ask.ts — another package that a subscriber asks for, and the answer.
import type { Instant, PackageChangeState } from '@saring/kernel';

/** What a subscriber asked for last. */
export type PackageAsk = {
  readonly requestId: string;
  readonly packageId: string;
  readonly packageName: string;
  /** Of a whole period, as it was shown: what is approved costs that. */
  readonly priceRupiah: number;
  readonly note: string;
  readonly askedAt: Instant;
  /** `closed`: its subscription ended first. */
  readonly state: PackageChangeState;
  /** Why it was refused; else empty. */
  readonly reason: string;
  /** The first day of what was approved; else empty. */
  readonly holdsFrom: string;
};
/** What its subscriber is still to be written about. */
export type PackageAnswer = {
  readonly packageName: string;
  readonly priceRupiah: number;
  readonly reason: string;
  /** Empty: it was refused. */
  readonly holdsFrom: string;
  readonly at: Instant;
};
