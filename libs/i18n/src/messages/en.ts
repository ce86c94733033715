import type { MessageKey } from './catalogue';

export const en: Readonly<Record<MessageKey, string>> = {
  'otp.code': '*{code}* is your WiFi login code. It is good for {minutes} minutes. Do not give it to anyone.',
  'quota.granted': 'Your quota grew by {amount}. You have {remaining} left.',
  'quota.low': 'You have {remaining} left. Your speed is lowered until you add quota.',
  'quota.exhausted': 'Your quota is used up. Open the WiFi page to add quota.',
  'quota.expired': 'Your quota has expired. Open the WiFi page to add quota.',
  'access.blocked': 'Your WiFi access is blocked: {reason}. Contact the operator if this is a mistake.',
  'access.unblocked': 'Your WiFi access is open again.',
  'approval.approved': 'Your registration was approved. Enjoy the WiFi.',
  'approval.rejected': 'Your registration was rejected: {reason}.',
};
