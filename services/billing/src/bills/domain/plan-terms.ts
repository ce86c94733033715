// plan-terms.ts — what a subscription was agreed on: package, price, rhythm, discount and when it is billed.
import { periodFrom, type Rhythm } from './periods';

/** Off the price of each of the first periods: a share of it, or so many rupiah. */
export type Discount = {
  /** Of its first periods, had or not. */
  readonly periods: number;
  readonly percent: number;
  /** 0 where a share is given. */
  readonly rupiah: number;
};
/** What a period gives, fixed when it was agreed: later changes of the package do not change it. */
export type PlanTerms = Rhythm & {
  readonly packageId: string;
  readonly packageName: string;
  /** 0 when unlimited. */
  readonly bytes: number;
  readonly unlimited: boolean;
  readonly speedDownKilobitsPerSecond: number;
  readonly speedUpKilobitsPerSecond: number;
  /** Null: the site's standard. */
  readonly fupThresholdBytes: number | null;
  readonly deviceLimit: number;
  /** Of each period; 0 or absent: its time online is not counted. */
  readonly onlineSeconds?: number;
  /** Agreed, of one whole period. */
  readonly priceRupiah: number;
  /** The first period is charged by its days where the anchor cuts it short. */
  readonly prorates: boolean;
  /** A bill is issued so long before it is due. */
  readonly issueDaysBefore: number;
  /** What an earlier period gave lasts so long into one that is not paid. */
  readonly graceDays: number;
  /** Billed when a period is over; absent: before it begins. */
  readonly postpaid?: boolean;
  readonly discount?: Discount;
  /** Once, with the first bill. */
  readonly installationRupiah?: number;
};

/** The first day without the discount; null: it has none. */
export const discountEnd = (terms: PlanTerms, startsOn: string): string | null => {
  if (!terms.discount) return null;
  let until = startsOn;
  for (let count = 0; count < terms.discount.periods; count += 1) until = periodFrom(until, terms).to;
  return until;
};

export type LineSpeed = {
  readonly uploadKilobitsPerSecond: number;
  readonly downloadKilobitsPerSecond: number;
};

/** What a line gets with another package; null: it stays as it is, as where the package says none. */
export const changedSpeed = (before: PlanTerms, after: PlanTerms): LineSpeed | null => {
  const { speedUpKilobitsPerSecond: up, speedDownKilobitsPerSecond: down } = after;
  const isSame = up === before.speedUpKilobitsPerSecond && down === before.speedDownKilobitsPerSecond;
  return isSame || up === 0 || down === 0
    ? null
    : { uploadKilobitsPerSecond: up, downloadKilobitsPerSecond: down };
};

/** Null where it stands: the line may move as much as it likes. */
export type PackageQuota = {
  /** At full speed, both ways. */
  readonly bytes: number;
  /** Beyond them it goes on at the FUP speed of lines; else it is held until its next period. */
  readonly slows: boolean;
  /** A period begins on this day of each month, whatever is billed at once. */
  readonly periodDay: number;
  /** Of a rhythm by days or weeks: so many days each; 0: by months. */
  readonly periodDays: number;
  /** A date on which one began; empty: by months. */
  readonly periodFrom: string;
};
/** What the gateway has; `unsure` from before it is asked until its answer is stored. */
export type LineQuotaState = PackageQuota | null | 'unsure';
