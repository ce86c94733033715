// subscriber-names.ts — names, numbers and addresses of the people whom a list of other things names by their ids.
import { Injectable } from '@nestjs/common';
import { AuthOtp } from '@saring/contracts';
import { maskPhoneNumber, type PhoneNumber } from '@saring/kernel';
import { Messenger, UnavailableError } from '@saring/messaging';

/** As many as auth-otp describes at once. */
const IDS_AT_ONCE = 100;
/** Of a phone in a file, as the record of operators holds it, too. */
export const lastDigitsOf = (phone: string): string => (phone === '' ? '' : `•••${phone.slice(-4)}`);

/** Of a phone on the page of another subscriber; empty: not known. */
export const maskedPhone = (phone: string): string =>
  phone === '' ? '' : maskPhoneNumber(phone as PhoneNumber);

type Person = {
  readonly name: string;
  readonly phone: string;
  readonly site: string;
  /** What an operator wrote down, by its name: `address`, `room` and others. */
  readonly fields: Readonly<Record<string, string>>;
};

@Injectable()
export class SubscriberNames {
  constructor(private readonly messenger: Messenger) {}

  /** Whoever cannot be named is left out: a list of money is shown while auth-otp is down, too. */
  async of(ids: readonly string[]): Promise<ReadonlyMap<string, Person>> {
    const subscriberIds = [...new Set(ids)];
    const names = new Map<string, Person>();
    try {
      for (let at = 0; at < subscriberIds.length; at += IDS_AT_ONCE) {
        const asked = { subscriberIds: subscriberIds.slice(at, at + IDS_AT_ONCE) };
        const { items } = await this.messenger.request(AuthOtp.method.describeSubscribers, asked);
        for (const { subscriberId, name, phone, site, fields } of items)
          names.set(subscriberId, { name, phone, site, fields });
      }
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
    }
    return names;
  }
}
