// phone-of.ts — the phone number of a subscriber's account.
import { AuthOtp } from '@saring/contracts';
import type { Messenger } from '@saring/messaging';

/** @returns '' for who logs in with a voucher alone. */
export const phoneOf = async (messenger: Messenger, subscriberId: string): Promise<string> =>
  (await messenger.request(AuthOtp.method.getSubscriber, { subscriberId })).phone;
