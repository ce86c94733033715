// payment-lane.ts — a few minutes of slow internet for who is stopped and has an order open, so that bank apps and app
// switches work on every phone (domain.md, "Access status"). What is used there is charged like anything else.
import { instantAfter, type Instant } from '@saring/kernel';

/** How long, how much and how often; `seconds` 0: there is no lane. */
export type LaneTerms = { readonly seconds: number; readonly bytes: number; readonly perDay: number };

/** One opening; the account keeps those of the last day. */
export type LaneOpening = {
  readonly orderId: string;
  readonly at: Instant;
  readonly until: Instant;
  /** Closed as soon as the account has used so much in all. */
  readonly usedLimitBytes: number;
};

const DAY_MILLISECONDS = 86_400_000;

/** The openings that count against the limit of a day. */
export const openingsOfDay = (openings: readonly LaneOpening[], now: Instant): readonly LaneOpening[] =>
  openings.filter(({ at }) => instantAfter(at, DAY_MILLISECONDS) > now);

export const isLaneOpen = (openings: readonly LaneOpening[], usedBytes: number, now: Instant): boolean =>
  openings.some(({ until, usedLimitBytes }) => now < until && usedBytes < usedLimitBytes);

type LaneStanding = { readonly open: boolean; readonly until: Instant; readonly leftBytes: number };

/** So long a person may still wonder where the internet went. */
const SHOWN_AFTER_MILLISECONDS = 3_600_000;

/** The state of the last opening; null: there was none, or it is forgotten. */
export const laneStandingOf = (
  openings: readonly LaneOpening[],
  usedBytes: number,
  now: Instant,
): LaneStanding | null => {
  const last = openings.at(-1);
  if (!last || now >= instantAfter(last.until, SHOWN_AFTER_MILLISECONDS)) return null;
  const leftBytes = Math.max(0, last.usedLimitBytes - usedBytes);
  return { open: isLaneOpen([last], usedBytes, now), until: last.until, leftBytes };
};

/** One that has half of its time and bytes left serves the next order too: a change of mind costs none of the day's. */
const isFresh = (opening: LaneOpening, usedBytes: number, at: Instant, terms: LaneTerms): boolean =>
  instantAfter(at, terms.seconds * 500) <= opening.until &&
  usedBytes + terms.bytes / 2 <= opening.usedLimitBytes;

/** A new opening, or null: the order had its own, a fresh one goes on, or the day's are used up. */
export const openingFor = (
  openings: readonly LaneOpening[],
  order: { readonly orderId: string; readonly at: Instant; readonly usedBytes: number },
  terms: LaneTerms,
): LaneOpening | null => {
  const { orderId, at, usedBytes } = order;
  const today = openingsOfDay(openings, at);
  if (terms.seconds === 0 || today.length >= terms.perDay) return null;
  if (openings.some((one) => one.orderId === orderId)) return null;
  if (openings.some((one) => isFresh(one, usedBytes, at, terms))) return null;
  return {
    orderId,
    at,
    until: instantAfter(at, terms.seconds * 1_000),
    usedLimitBytes: usedBytes + terms.bytes,
  };
};
