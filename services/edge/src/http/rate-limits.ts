// How often someone may ask. Kept in memory: each replica counts for itself, which only makes the limits looser.

/** A bucket of `burst` requests that fills again at `perMinute`. */
export type RateLimit = { readonly name: string; readonly burst: number; readonly perMinute: number };

/**
 * A hotspot may hide everyone behind one address: who is logged in is limited by themselves, the others loosely by
 * address; what costs money or can be guessed strictly, by device where one is known.
 */
export const RATE_LIMITS = {
  anyBySubscriber: { name: 'any-subscriber', burst: 300, perMinute: 600 },
  anyByAddress: { name: 'any-address', burst: 2_000, perMinute: 6_000 },
  otpByDevice: { name: 'otp-device', burst: 5, perMinute: 5 },
  otpByAddress: { name: 'otp-address', burst: 30, perMinute: 60 },
  codeByDevice: { name: 'code-device', burst: 10, perMinute: 10 },
  codeByAddress: { name: 'code-address', burst: 60, perMinute: 120 },
  codeState: { name: 'code-state', burst: 60, perMinute: 120 },
  /** Tries without the right to them, in the record: of more a minute an operator it keeps these. */
  recordedRefusals: { name: 'recorded-refusals', burst: 20, perMinute: 20 },
  /** Two requests a login. */
  passkeyLogin: { name: 'passkey-login', burst: 20, perMinute: 20 },
  operatorLogin: { name: 'operator-login', burst: 10, perMinute: 10 },
  /** A gateway sends each notice up to six times, many at once after an outage: none is to be lost to a limit. */
  webhooks: { name: 'webhooks', burst: 5_000, perMinute: 30_000 },
  orders: { name: 'orders', burst: 12, perMinute: 12 },
  documents: { name: 'documents', burst: 60, perMinute: 60 },
  onboarding: { name: 'onboarding', burst: 30, perMinute: 30 },
  /** domain.md: *5* searches a day. */
  deviceSearch: { name: 'device-search', burst: 5, perMinute: 5 / 1_440 },
  possession: { name: 'possession', burst: 60, perMinute: 60 },
} as const satisfies Record<string, RateLimit>;

/** Keys kept; beyond it the oldest is forgotten and counted from zero: a flood of keys costs no memory. */
const MOST_BUCKETS = 50_000;

type Bucket = { tokens: number; filledAtMilliseconds: number };

export class RateLimiter {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly nowMilliseconds: () => number) {}

  /** Takes one; returns 0, or the seconds until there is one again. */
  take(limit: RateLimit, key: string): number {
    const id = `${limit.name}|${key}`;
    const now = this.nowMilliseconds();
    const bucket = this.buckets.get(id) ?? { tokens: limit.burst, filledAtMilliseconds: now };
    const refill = ((now - bucket.filledAtMilliseconds) / 60_000) * limit.perMinute;
    const tokens = Math.min(limit.burst, bucket.tokens + Math.max(0, refill));
    const taken = tokens >= 1 ? tokens - 1 : tokens;
    // Set again, so that the map's order is that of the last use and the oldest goes first.
    this.buckets.delete(id);
    this.buckets.set(id, { tokens: taken, filledAtMilliseconds: now });
    this.forgetOldest();
    return tokens >= 1 ? 0 : Math.max(1, Math.ceil(((1 - tokens) / limit.perMinute) * 60));
  }

  private forgetOldest(): void {
    if (this.buckets.size <= MOST_BUCKETS) return;
    const oldest = this.buckets.keys().next().value;
    if (oldest !== undefined) this.buckets.delete(oldest);
  }
}
