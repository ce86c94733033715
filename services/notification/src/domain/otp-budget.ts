// otp-budget.ts — how many codes a day may cost: pumped codes are paid for, and get the sending number banned.
import { ok, refused, type Result } from '@saring/kernel';
import { LANE_SHARES, type Lane } from './lanes';

export type OtpBudget = { readonly perDay: number; readonly perSitePerDay: number };
export type OtpsToday = { readonly all: number; readonly ofSite: number };

export type OtpRefusal =
  'NOTIFICATION.OTP_SENDING_OFF' | 'NOTIFICATION.OTP_BUDGET_SPENT' | 'NOTIFICATION.CHANNEL_DOWN';

/** Whether one more code may be taken; each lane leaves a reserve to those above it. */
export const mayTakeOtp = (
  today: OtpsToday,
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
  // A code that cannot leave within its few minutes only makes people wait.
  if (channel.isOpen) return refused('NOTIFICATION.CHANNEL_DOWN');
  return ok(true);
};
