// number-holders.ts — whose account a number is now, as auth-otp knows it.
import { Injectable } from '@nestjs/common';
import { AuthOtp } from '@saring/contracts';
import type { PhoneNumber } from '@saring/kernel';
import { Messenger } from '@saring/messaging';
import type { Holder } from './domain/holder';

@Injectable()
export class NumberHolders {
  constructor(private readonly messenger: Messenger) {}

  /** Null: nobody's. @throws UnavailableError while auth-otp does not answer. */
  async of(phone: PhoneNumber): Promise<Holder | null> {
    const { items } = await this.messenger.request(AuthOtp.method.findPhoneHolders, { phones: [phone] });
    const found = items.find((one) => one.phone === phone);
    if (!found) return null;
    const { subscriberId, heldSince } = found;
    return { subscriberId, heldSince: heldSince === undefined ? null : new Date(heldSince) };
  }
}
