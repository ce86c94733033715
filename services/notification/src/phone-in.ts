// phone-in.ts — the phone number that a request names.
import { parsePhoneNumber, type PhoneNumber } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';

/** @throws RefusalError for what is no number. */
export const phoneIn = (text: string): PhoneNumber => {
  const phone = parsePhoneNumber(text);
  if (!phone.ok) throw new RefusalError(phone.refusal.code);
  return phone.value;
};
