// How many codes a day may cost: pumped codes are paid for, and get the sending number banned.
import { ok, refused, type Result } from '@saring/kernel';

export type OtpBudget = { readonly perDay: number; readonly perSitePerDay: number };
export type OtpsToday = { readonly all: number; readonly ofSite: number };

export type OtpRefusal =
  'NOTIFICATION.OTP_SENDING_OFF' | 'NOTIFICATION.OTP_BUDGET_SPENT' | 'NOTIFICATION.CHANNEL_DOWN';

export const mayTakeOtp = (
  today: OtpsToday,
  budget: OtpBudget,
  channel: { readonly otpSending: boolean; readonly isOpen: boolean },
): Result<true, OtpRefusal> => {
  if (!channel.otpSending) return refused('NOTIFICATION.OTP_SENDING_OFF');
  if (today.all >= budget.perDay || today.ofSite >= budget.perSitePerDay)
    return refused('NOTIFICATION.OTP_BUDGET_SPENT');
  // A code that cannot leave within its few minutes only makes people wait.
  if (channel.isOpen) return refused('NOTIFICATION.CHANNEL_DOWN');
  return ok(true);
};
