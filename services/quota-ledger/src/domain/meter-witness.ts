// meter-witness.ts — what the hotspot's own interfaces carried, against what its rows claim (docs/adr, "The wire is the
// witness").
import type { Meter, MeterRow, Witness } from './meter';
import { ROUNDING_SECONDS } from './meter';

/** Headers, other people's frames and two reads that are not one instant: rows may claim this much more. */
const CLAIM_TOLERANCE_SHARE = 0.05;
const CLAIM_TOLERANCE_BYTES = 10_000_000;
const BITS_PER_BYTE = 8;

export type Entry = {
  readonly row: MeterRow;
  readonly in: number;
  readonly out: number;
  /** Seconds that the growth had. */
  readonly seconds: number;
  readonly unclaimedBytes: number;
  isHeld: boolean;
};

/** What the interfaces carried since the last stored reading; null: no witness saw the whole time. */
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

/**
 * Holds growth above what the link limit allows, unless the interfaces carried what all rows claim.
 * @param claimedBytes what the rows of this part claim.
 */
export const holdUnwitnessed = (
  meter: Meter,
  entries: readonly Entry[],
  claimedBytes: number,
  carried: number | null,
  linkBitsPerSecond: number,
): void => {
  meter.claimedBytes += claimedBytes;
  const suspicious = entries.filter(
    (entry) =>
      entry.in + entry.out > ((entry.seconds + 2 * ROUNDING_SECONDS) * linkBitsPerSecond) / BITS_PER_BYTE,
  );
  if (suspicious.length === 0) return;
  const possibleBytes = carried === null ? -1 : carried * (1 + CLAIM_TOLERANCE_SHARE) + CLAIM_TOLERANCE_BYTES;
  if (meter.claimedBytes <= possibleBytes) return;
  for (const entry of suspicious) {
    entry.isHeld = true;
    meter.claimedBytes -= entry.in + entry.out;
  }
};
