// expiry-policy.ts — what a purchase does to the ends of what the buyer still has (domain.md, "Expiry policy").
import { type ExpiryPolicy, type Instant, instantAfter } from '@saring/kernel';
import type { Duration } from './duration';
import type { Package } from './package';

/** A grant that the buyer holds, as the ledger shows it. */
export type HeldGrant = {
  readonly source: string;
  readonly packageId: string | null;
  readonly unlimited: boolean;
  readonly remainingBytes: number;
  /** Its bytes end with its time online. */
  readonly countsTime: boolean;
  readonly expiresAt: Instant | null;
  readonly expired: boolean;
  /** It ends on a date of its own. */
  readonly dated: boolean;
  /** It can be used in hours of its own alone. */
  readonly hasHours: boolean;
};

/** The text that a buyer reads before paying; empty where nothing is renewed. */
type Renewing = {
  /** `extend`: the days are added to this end. */
  readonly continuesFrom: Instant | null;
  /** `rollover`: what moves into the new grant. */
  readonly rolledBytes: number;
  /** `reset-from-now`: how many grants last as long as the new one from now on. */
  readonly prolongedGrants: number;
};

const NOTHING: Renewing = { continuesFrom: null, rolledBytes: 0, prolongedGrants: 0 };

/** The grants that buying a package now would renew: the rule of the ledger's `endOf`, which decides when it is fulfilled. */
export const renewingOf = (
  policy: ExpiryPolicy,
  sold: Duration & Pick<Package, 'packageId' | 'onlineSeconds' | 'validUntil' | 'validHours'>,
  held: readonly HeldGrant[],
  now: Instant,
): Renewing => {
  if (sold.validUntil !== null) return NOTHING;
  const live = held.filter(
    ({ source, expired, dated, expiresAt }) =>
      source === 'purchase' && !expired && !dated && (expiresAt === null || now < expiresAt),
  );
  if (policy === 'rollover') {
    if (sold.onlineSeconds > 0 || sold.validHours !== '') return NOTHING;
    const rolled = live.filter(
      ({ unlimited, remainingBytes, countsTime, hasHours }) =>
        !unlimited && !countsTime && !hasHours && remainingBytes > 0,
    );
    return { ...NOTHING, rolledBytes: rolled.reduce((sum, { remainingBytes }) => sum + remainingBytes, 0) };
  }
  if (sold.lastsSeconds === 0 || sold.startsAtFirstUse) return NOTHING;
  if (policy === 'extend') {
    const ends = live.flatMap(({ packageId, expiresAt }) =>
      packageId === sold.packageId && expiresAt !== null ? [expiresAt] : [],
    );
    return { ...NOTHING, continuesFrom: ends.sort().at(-1) ?? null };
  }
  if (policy === 'reset-from-now') {
    const end = instantAfter(now, sold.lastsSeconds * 1_000);
    const shorter = live.filter(({ expiresAt }) => expiresAt !== null && expiresAt < end);
    return { ...NOTHING, prolongedGrants: shorter.length };
  }
  return NOTHING;
};
