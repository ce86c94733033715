// phone.ts — a phone number as a request gives it.
import { parsePhoneNumber, type PhoneNumber } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';

/** @throws RefusalError PHONE.INVALID */
export const readPhone = (text: string): PhoneNumber => {
  const phone = parsePhoneNumber(text);
  if (!phone.ok) throw new RefusalError(phone.refusal.code);
  return phone.value;
};
