// examples.ts — a few of those whom a message to many is for, with what each gets.
import { Inject, Injectable } from '@nestjs/common';
import { AuthOtp } from '@saring/contracts';
import { Messenger, UnavailableError } from '@saring/messaging';
import { PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { commandOf, textFor } from './broadcast-text';
import { firstRecipients, type StoredBroadcast } from './broadcasts.rows';

const EXAMPLES = 3;
export type Example = {
  readonly subscriberId: string;
  readonly name: string;
  readonly phone: string;
  readonly text: string;
};

@Injectable()
export class Examples {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    private readonly messenger: Messenger,
  ) {}

  /** None while nobody is found, and while auth-otp gives no answer: how far it is does not wait for them. */
  async of(broadcast: StoredBroadcast): Promise<Example[]> {
    if (broadcast.state === 'resolving') return [];
    const subscriberIds = [...(await firstRecipients(this.pool, broadcast.id, EXAMPLES))];
    if (subscriberIds.length === 0) return [];
    try {
      const { items } = await this.messenger.request(AuthOtp.method.describeSubscribers, { subscriberIds });
      return items.map(({ subscriberId, name, phone, locale }) => {
        const { text } = textFor(broadcast, { name, locale }, commandOf(broadcast.id, subscriberId));
        return { subscriberId, name, phone, text };
      });
    } catch (error) {
      if (error instanceof UnavailableError) return [];
      throw error;
    }
  }
}
