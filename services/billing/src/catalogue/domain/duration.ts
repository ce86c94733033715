// duration.ts — how long what is sold lasts: minutes, hours or days, from the purchase or from the first use.
export const SECONDS_A_DAY = 86_400;

export type Duration = {
  /** 0: it never expires. */
  readonly lastsSeconds: number;
  /** Its clock starts at its first use, not when it is bought. */
  readonly startsAtFirstUse: boolean;
};

/** Orders placed before packages had hours say whole days only. */
export const durationOf = (goods: Partial<Duration> & { readonly days: number }): Duration => ({
  lastsSeconds: goods.lastsSeconds ?? goods.days * SECONDS_A_DAY,
  startsAtFirstUse: goods.startsAtFirstUse ?? false,
});

/** For readers that know days alone: a part of a day is a day. */
export const wholeDays = (lastsSeconds: number): number => Math.ceil(lastsSeconds / SECONDS_A_DAY);
