// otp-budget.ts — how many codes a day may cost: pumped codes are paid for, and get the sending number banned.
import { ok, refused, type Result } from '@saring/kernel';
import { LANE_SHARES, LANES, type Lane } from './lanes';

type OtpBudget = { readonly perDay: number; readonly perSitePerDay: number };
export type OtpsToday = { readonly all: number; readonly ofSite: number };

/** Lanes that anyone can get into with an unknown number: the way of a flood. */
export const UNKNOWN_LANES = ['newcomer', 'stranger'] as const satisfies readonly Lane[];
type UnknownLane = (typeof UNKNOWN_LANES)[number];

/** A window holds this part of what a lane may take in a day: whatever is spent in a minute leaves the rest. */
export const OTP_WINDOWS = [
  { seconds: 300, part: { newcomer: 1 / 8, stranger: 1 / 24 } },
  { seconds: 3_600, part: { newcomer: 1 / 4, stranger: 1 / 6 } },
] as const;
/** So many fit into any window, however small the budget of a day is. */
const LEAST_A_WINDOW = 5;
const RETRY_SECONDS = 60;

/** Codes of a lane within a window. */
export type RecentOtps = OtpsToday & { readonly seconds: number; readonly lane: UnknownLane };

type OtpRefusal =
  | 'NOTIFICATION.OTP_SENDING_OFF'
  | 'NOTIFICATION.OTP_BUDGET_SPENT'
  | 'NOTIFICATION.OTP_BUSY'
  | 'NOTIFICATION.CHANNEL_DOWN';

/**
 * Whether one more code may be taken; each lane leaves a reserve to those above it, and codes for numbers that nobody
 * knows are spread over the day.
 * @param recent of unknown lanes, within the windows.
 */
export const mayTakeOtp = (
  today: OtpsToday,
  recent: readonly RecentOtps[],
  budget: OtpBudget,
  channel: { readonly otpSending: boolean; readonly isOpen: boolean },
  lane: Lane,
): Result<true, OtpRefusal> => {
  if (!channel.otpSending) return refused('NOTIFICATION.OTP_SENDING_OFF');
  // Strangers cannot spend what known people and their devices need.
  const share = LANE_SHARES[lane];
  if (
    today.all >= Math.ceil(budget.perDay * share) ||
    today.ofSite >= Math.ceil(budget.perSitePerDay * share)
  )
    return refused('NOTIFICATION.OTP_BUDGET_SPENT');
  if (isFlooded(recent, budget, lane))
    return refused('NOTIFICATION.OTP_BUSY', { retryInSeconds: RETRY_SECONDS });
  // A code that cannot leave within its few minutes only makes people wait.
  if (channel.isOpen) return refused('NOTIFICATION.CHANNEL_DOWN');
  return ok(true);
};

const isUnknown = (lane: Lane): lane is UnknownLane => UNKNOWN_LANES.some((unknown) => unknown === lane);

/** Codes of an unknown lane count against its own share, and against those of the unknown lanes above. */
const isFlooded = (recent: readonly RecentOtps[], budget: OtpBudget, lane: Lane): boolean =>
  isUnknown(lane) &&
  UNKNOWN_LANES.slice(0, UNKNOWN_LANES.indexOf(lane) + 1).some((level) => {
    const sharing = LANES.slice(LANES.indexOf(level));
    return OTP_WINDOWS.some(({ seconds, part }) => {
      const taken = recent.filter((one) => one.seconds === seconds && sharing.includes(one.lane));
      const limitOf = (perDay: number): number =>
        Math.max(LEAST_A_WINDOW, Math.ceil(perDay * LANE_SHARES[level] * part[level]));
      const sum = (of: keyof OtpsToday): number => taken.reduce((total, one) => total + one[of], 0);
      return sum('all') >= limitOf(budget.perDay) || sum('ofSite') >= limitOf(budget.perSitePerDay);
    });
  });
