// line-quota.ts — what a line may move in a period, and what happens beyond it. Its package says it, or an operator by hand:
// while a hand does, the package waits behind it.
import { accept, refuse, type Decision } from '@saring/event-sourcing';
import { assertNever, type Instant, type QuotaPeriod } from '@saring/kernel';
import type { LineTerms } from './line-terms';

export type LineQuota = QuotaPeriod & {
  /** Both ways. */
  readonly bytes: number;
  /** Beyond it, of the customer; both 0: the line is held until its next period. */
  readonly slowUploadKilobitsPerSecond: number;
  readonly slowDownloadKilobitsPerSecond: number;
};
export type SlowSpeed = Pick<LineQuota, 'slowUploadKilobitsPerSecond' | 'slowDownloadKilobitsPerSecond'>;
export type QuotaStanding = {
  /** In force. Null: it may move as much as it likes. */
  readonly quota: LineQuota | null;
  /** An operator has set it, or that there is none. */
  readonly isQuotaByHand: boolean;
  readonly handQuota: LineQuota | null;
  /** Of the package of the subscription that pays for the line. */
  readonly packageQuota: LineQuota | null;
  /** Of the account that billing last said it of: what is older comes too late. */
  readonly packageVersion: number;
  /** The first day of the period whose quota is used up; empty: none is. */
  readonly usedUpIn: string;
};
export type QuotaEvent =
  /** By hand. */
  | { readonly type: 'LineQuotaSet'; readonly quota: LineQuota | null }
  | { readonly type: 'LineQuotaFollowsPackage' }
  | {
      readonly type: 'LinePackageQuotaSet';
      readonly quota: LineQuota | null;
      readonly basisVersion: number;
    }
  /** Of all packages: the setting changed. */
  | ({ readonly type: 'LineFupSpeedSet' } & SlowSpeed)
  | { readonly type: 'LineQuotaUsedUp'; readonly period: string; readonly usedBytes: number }
  | { readonly type: 'LineQuotaFreed' };
export type QuotaCommand =
  | { readonly type: 'SetLineQuota'; readonly quota: LineQuota | null }
  | { readonly type: 'FollowPackageQuota' }
  | { readonly type: 'SetPackageQuota'; readonly quota: LineQuota | null; readonly basisVersion: number }
  | ({ readonly type: 'SetFupSpeed' } & SlowSpeed)
  /** @param period the first day of the one that runs. */
  | { readonly type: 'JudgeLineQuota'; readonly period: string; readonly usedBytes: number };
export type QuotaRefusal = 'LINE.QUOTA_INVALID';
type Limited = QuotaStanding & { readonly terms: LineTerms };
type QuotaDecision = Decision<QuotaEvent & { readonly at: Instant }, QuotaRefusal>;

export const withoutQuota = (): QuotaStanding => ({
  ...{ quota: null, isQuotaByHand: false, handQuota: null, packageQuota: null },
  ...{ packageVersion: 0, usedUpIn: '' },
});

export const slows = (quota: LineQuota): boolean => quota.slowDownloadKilobitsPerSecond > 0;

/**
 * A hand comes before the package. A line that keeps the profile of its router has no slower one: a package that would slow
 * it leaves it as it is.
 */
export const quotaInForce = (line: Limited): Pick<QuotaStanding, 'quota' | 'usedUpIn'> => {
  const { isQuotaByHand, handQuota, packageQuota, terms } = line;
  const ofPackage = packageQuota && slows(packageQuota) && terms.profile !== '' ? null : packageQuota;
  const quota = isQuotaByHand ? handQuota : ofPackage;
  return { quota, usedUpIn: quota ? line.usedUpIn : '' };
};

export const decideQuota = (
  line: Limited,
  command: QuotaCommand & { readonly at: Instant },
): QuotaDecision => {
  const { at } = command;
  switch (command.type) {
    case 'SetLineQuota':
      return setQuota(line, command.quota, at);
    case 'FollowPackageQuota':
      return line.isQuotaByHand ? accept({ type: 'LineQuotaFollowsPackage', at }) : accept();
    case 'SetPackageQuota': {
      const { quota, basisVersion } = command;
      // Also where nothing changes: what was decided before comes too late then.
      return basisVersion <= line.packageVersion
        ? accept()
        : accept({ type: 'LinePackageQuotaSet', quota, basisVersion, at });
    }
    case 'SetFupSpeed': {
      const { packageQuota } = line;
      const { slowUploadKilobitsPerSecond, slowDownloadKilobitsPerSecond } = command;
      const speed = { slowUploadKilobitsPerSecond, slowDownloadKilobitsPerSecond };
      const isNews = packageQuota && slows(packageQuota) && !isAt(packageQuota, speed);
      return isNews ? accept({ type: 'LineFupSpeedSet', ...speed, at }) : accept();
    }
    case 'JudgeLineQuota':
      return judgeQuota(line, command);
    default:
      return assertNever(command);
  }
};

export const isAt = (quota: LineQuota, speed: SlowSpeed): boolean =>
  quota.slowUploadKilobitsPerSecond === speed.slowUploadKilobitsPerSecond &&
  quota.slowDownloadKilobitsPerSecond === speed.slowDownloadKilobitsPerSecond;

/** A line that keeps the profile of its router can be held alone. */
const setQuota = (line: Limited, quota: LineQuota | null, at: Instant): QuotaDecision => {
  if (quota) {
    const { bytes, slowUploadKilobitsPerSecond: up, slowDownloadKilobitsPerSecond: down } = quota;
    const isWhole = bytes > 0 && up > 0 === down > 0 && quota.periodDay >= 1;
    if (!isWhole || (up > 0 && line.terms.profile !== '')) return refuse('LINE.QUOTA_INVALID');
  }
  return line.isQuotaByHand && JSON.stringify(line.handQuota) === JSON.stringify(quota)
    ? accept()
    : accept({ type: 'LineQuotaSet', at, quota });
};

const judgeQuota = (
  { quota, usedUpIn }: Limited,
  { period, usedBytes, at }: Extract<QuotaCommand, { type: 'JudgeLineQuota' }> & { readonly at: Instant },
): QuotaDecision => {
  if (!quota) return accept();
  if (usedBytes < quota.bytes) return usedUpIn === '' ? accept() : accept({ type: 'LineQuotaFreed', at });
  return usedUpIn === period ? accept() : accept({ type: 'LineQuotaUsedUp', at, period, usedBytes });
};

/** What is used up of another quota is judged anew by the next look. */
export const evolveQuota = (line: QuotaStanding, event: QuotaEvent): Partial<QuotaStanding> => {
  switch (event.type) {
    case 'LineQuotaSet':
      return { isQuotaByHand: true, handQuota: event.quota };
    case 'LineQuotaFollowsPackage':
      return { isQuotaByHand: false, handQuota: null };
    case 'LinePackageQuotaSet':
      return { packageQuota: event.quota, packageVersion: event.basisVersion };
    case 'LineFupSpeedSet': {
      const { slowUploadKilobitsPerSecond, slowDownloadKilobitsPerSecond } = event;
      const speed = { slowUploadKilobitsPerSecond, slowDownloadKilobitsPerSecond };
      return { packageQuota: line.packageQuota && { ...line.packageQuota, ...speed } };
    }
    case 'LineQuotaUsedUp':
      return { usedUpIn: event.period };
    case 'LineQuotaFreed':
      return { usedUpIn: '' };
    default:
      return assertNever(event);
  }
};

type Used = Pick<QuotaStanding, 'quota' | 'usedUpIn'>;

/** Its quota is used up, and nothing slower is left. */
export const isHeldForQuota = ({ quota, usedUpIn }: Used): boolean =>
  usedUpIn !== '' && quota !== null && !slows(quota);

/** Its quota is used up, and it goes on more slowly. */
export const isSlowed = ({ quota, usedUpIn }: Used): boolean =>
  usedUpIn !== '' && quota !== null && slows(quota);

/** What its router should hold now. A limit that is slower anyway stays. */
export const termsInForce = (line: Used & { readonly terms: LineTerms }): LineTerms => {
  const { terms, quota } = line;
  if (!quota || !isSlowed(line)) return terms;
  const slower = (own: number, slow: number): number => (own === 0 ? slow : Math.min(own, slow));
  return {
    ...terms,
    uploadKilobitsPerSecond: slower(terms.uploadKilobitsPerSecond, quota.slowUploadKilobitsPerSecond),
    downloadKilobitsPerSecond: slower(terms.downloadKilobitsPerSecond, quota.slowDownloadKilobitsPerSecond),
  };
};
