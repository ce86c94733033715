// silent-number.ts — whether a number may have another holder by now (domain.md, "Recycled numbers").
const DAY_MILLISECONDS = 86_400_000;

/** @param provedAt when a code or an operator last vouched for it. */
export const isNumberSilent = (provedAt: Date, at: Date, silentDays: number): boolean =>
  at.getTime() - provedAt.getTime() >= silentDays * DAY_MILLISECONDS;
