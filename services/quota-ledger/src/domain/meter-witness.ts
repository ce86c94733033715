// meter-witness.ts — what the hotspot's own interfaces carried, against what its rows claim (docs/adr, "The wire is the
// witness").
import { ROUNDING_SECONDS, type Meter, type MeterRow, type Witness } from './meter';
import type { Fall } from './meter-rows';
import type { MeterRules } from './meter-rules';

/** Headers, other people's frames and two reads that are not one instant: rows may claim this much more. */
const CLAIM_TOLERANCE_SHARE = 0.05;
const CLAIM_TOLERANCE_BYTES = 10_000_000;
const BITS_PER_BYTE = 8;
/**
 * A counter that jumps contradicts one reading and proves the witness right when it falls back. At a reading every 30 s
 * this is five minutes: so long only interfaces contradict that do not count what passes (hardware offload).
 */
export const CONTRADICTIONS_MOST = 10;
/** Rows that claim less say nothing of their witness: a dead one has carried nearly as much. */
const AGREEMENT_BYTES_LEAST = 1_000_000;

export type Entry = {
  readonly row: MeterRow;
  readonly in: number;
  readonly out: number;
  /** Seconds that the growth had. */
  readonly seconds: number;
  /** The router's uptime at the watermark before. */
  readonly since: number;
  readonly fall: Fall | null;
  /** Entries of events before that the fall makes void. */
  readonly withdrawn: readonly (readonly [revision: number, entry: number])[];
  readonly unclaimedBytes: number;
  /** Seconds that its device was online since the reading before. */
  readonly onlineSeconds: number;
  readonly isByHand: boolean;
  isHeld: boolean;
  /** Held is the total of a row that may be old: not growth, so that no fall takes it back. */
  isHeldTotal: boolean;
};

/** Bytes that the interfaces carried since the last stored reading; null: no witness saw the whole time. */
export const carriedBytes = (before: Witness | null, now: Witness | undefined): number | null => {
  if (!before || !now || now.name.length === 0) return null;
  if (before.name.length !== now.name.length) return null;
  let bytes = 0;
  for (const [index, name] of now.name.entries()) {
    const at = before.name.indexOf(name);
    if (at < 0) return null;
    const inBytes = (now.in[index] ?? 0) - (before.in[at] ?? 0);
    const outBytes = (now.out[index] ?? 0) - (before.out[at] ?? 0);
    // Counters that fell were reset or wrapped: they saw only a part.
    if (inBytes < 0 || outBytes < 0) return null;
    bytes += inBytes + outBytes;
  }
  return bytes;
};

/** Counters of interfaces begin at nothing with each boot: they bound what its first reading may claim. */
export const mostCarriedBytes = (meter: Meter, now: Witness | undefined): number | null => {
  const isFirstOfBoot = meter.witness === null && meter.prev !== null && meter.prev[0] !== meter.boot;
  if (!isFirstOfBoot || !now || now.name.length === 0) return null;
  return [...now.in, ...now.out].reduce((sum, bytes) => sum + bytes, 0);
};

type Claims = {
  /** Of all rows, those without an owner too. */
  readonly entries: readonly Entry[];
  readonly carried: number | null;
  /** No more than this was carried; null: unknown. */
  readonly mostCarried: number | null;
  /** Between the first row and the last: the witness is of some instant between. */
  readonly spanSeconds: number;
  readonly linkBitsPerSecond: number;
};

/** The verdict of one reading on its witness; null: neither. */
export type Verdict = 'agrees' | 'contradicts';

/** A witness that has contradicted too often counts as none until it agrees again. */
export const isBelieved = ({ contradictions }: Meter, { disbelief }: MeterRules): boolean =>
  !disbelief || contradictions < CONTRADICTIONS_MOST;

/** Moves the count on at the end of a reading. */
export const heed = (meter: Meter, verdict: Verdict | null): void => {
  if (verdict === 'agrees') meter.contradictions = 0;
  if (verdict === 'contradicts')
    meter.contradictions = Math.min(meter.contradictions + 1, CONTRADICTIONS_MOST);
};

/**
 * Holds what was not carried: growth above what the link limit allows, unless the interfaces carried what all rows
 * claim; growth below it, where they certainly did not; and the total of a row whose counters fell, unless they prove it.
 * @returns what all that is claimed since the witness before says of it.
 */
export const holdUnwitnessed = (meter: Meter, claims: Claims, rules: MeterRules): Verdict | null => {
  const { entries } = claims;
  for (const entry of entries) {
    meter.claimedBytes += bytesOf(entry);
    if (entry.fall === 'back') meter.fellBackBytes += bytesOf(entry);
  }
  const isTrusted = isBelieved(meter, rules);
  const carried = rules.witness && isTrusted ? claims.carried : null;
  // It was the counter that was wrong.
  if (entries.some(({ fall }) => fall === 'back')) meter.contradictions = 0;
  const verdict = verdictOf(meter, claims);
  holdUnsure(meter, entries, carried, rules);
  const allowed = BITS_PER_BYTE / claims.linkBitsPerSecond;
  const suspicious = entries.filter(
    (entry) => bytesOf(entry) * allowed > entry.seconds + 2 * ROUNDING_SECONDS && !entry.isHeld,
  );
  if (suspicious.length > 0 && meter.claimedBytes > possibleBytes(meter, carried))
    for (const entry of suspicious) hold(meter, entry);
  if (claims.mostCarried !== null && rules.contradiction && isTrusted)
    holdContradicted(meter, claims, claims.mostCarried);
  return verdict;
};

const verdictOf = (meter: Meter, claims: Claims): Verdict | null => {
  const { carried } = claims;
  if (carried === null) return null;
  const claimed = meter.claimedBytes + meter.heldBytes;
  if (claimed > mostPossibleBytes(meter, claims, carried)) return 'contradicts';
  const isTold = claimed >= AGREEMENT_BYTES_LEAST && claimed <= carried * (1 + CLAIM_TOLERANCE_SHARE);
  return isTold ? 'agrees' : null;
};

const bytesOf = (entry: Entry): number => entry.in + entry.out;

const hold = (meter: Meter, entry: Entry): void => {
  entry.isHeld = true;
  const bytes = bytesOf(entry);
  meter.claimedBytes -= bytes;
  meter.heldBytes += bytes;
  if (entry.fall === 'back') meter.fellBackBytes -= bytes;
};

/** Growth that falls back was carried in part while it was held. */
const possibleBytes = (meter: Meter, carried: number | null): number =>
  carried === null
    ? -1
    : carried * (1 + CLAIM_TOLERANCE_SHARE) +
      CLAIM_TOLERANCE_BYTES +
      Math.min(meter.spareBytes, meter.fellBackBytes);

/** The same with what the link carries while the two tables were printed. */
const mostPossibleBytes = (meter: Meter, claims: Claims, carried: number): number => {
  // Spans are whole seconds, rounded down.
  const spans = claims.spanSeconds + (meter.witness?.span ?? 0) + ROUNDING_SECONDS;
  return possibleBytes(meter, carried) + (spans * claims.linkBitsPerSecond) / BITS_PER_BYTE;
};

/** A total that may be old is charged only if the interfaces carried it beside all that others claim and is held. */
const holdUnsure = (
  meter: Meter,
  entries: readonly Entry[],
  carried: number | null,
  rules: MeterRules,
): void => {
  for (const entry of entries) {
    if (entry.fall !== 'unsure' && entry.fall !== 'unlikely') continue;
    const isProved =
      entry.fall === 'unsure' && carried !== null && meter.claimedBytes + meter.heldBytes <= carried;
    if (isProved || bytesOf(entry) === 0) continue;
    hold(meter, entry);
    entry.isHeldTotal = rules.totalsStay;
  }
};

/**
 * Nothing says which rows are wrong. Held is each growth that explains the excess alone (of a small excess only the
 * smallest such), else the largest ones first; none if what is too much was claimed before these rows.
 */
const holdContradicted = (meter: Meter, claims: Claims, carried: number): void => {
  const { entries } = claims;
  const possible = mostPossibleBytes(meter, claims, carried);
  if (meter.claimedBytes <= possible) return;
  const left = entries.filter((entry) => !entry.isHeld && bytesOf(entry) > 0);
  left.sort((one, other) => bytesOf(one) - bytesOf(other));
  if (left.reduce((sum, entry) => sum + bytesOf(entry), 0) < meter.claimedBytes - possible) return;
  while (meter.claimedBytes > possible) {
    const excess = meter.claimedBytes - possible;
    const alone = left.findIndex((entry) => bytesOf(entry) >= excess);
    const isLarge = excess > possible - carried;
    const wrong = alone < 0 ? left.splice(-1) : left.splice(alone, isLarge ? left.length : 1);
    if (wrong.length === 0) return;
    for (const entry of wrong) hold(meter, entry);
  }
};
