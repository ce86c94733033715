// subscriber-names.ts — names and numbers of the people whom a list of other things names by their ids.
import { Injectable } from '@nestjs/common';
import { AuthOtp } from '@saring/contracts';
import { Messenger, UnavailableError } from '@saring/messaging';

type Name = { readonly name: string; readonly phone: string };

@Injectable()
export class SubscriberNames {
  constructor(private readonly messenger: Messenger) {}

  /** Whoever cannot be named is left out: a list of money is shown while auth-otp is down, too. */
  async of(ids: readonly string[]): Promise<ReadonlyMap<string, Name>> {
    const subscriberIds = [...new Set(ids)];
    if (subscriberIds.length === 0) return new Map();
    try {
      const { items } = await this.messenger.request(AuthOtp.method.describeSubscribers, { subscriberIds });
      return new Map(items.map(({ subscriberId, name, phone }) => [subscriberId, { name, phone }]));
    } catch (error) {
      if (error instanceof UnavailableError) return new Map();
      throw error;
    }
  }
}
