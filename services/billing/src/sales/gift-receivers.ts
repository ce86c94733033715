// gift-receivers.ts — whose account a gift goes to: found by the number, and no more often asked than people give.
import { Injectable } from '@nestjs/common';
import { AuthOtp, type Subscriber } from '@saring/contracts';
import { Messenger, RefusalError } from '@saring/messaging';
import { Tries } from '../vouchers/tries';

type Giving = { readonly subscriberId: string; readonly phone: string; readonly site: string };

const NOBODY: ReadonlySet<string> = new Set(['AUTH.SUBSCRIBER_UNKNOWN', 'PHONE.INVALID']);

@Injectable()
export class GiftReceivers {
  constructor(
    private readonly tries: Tries,
    private readonly messenger: Messenger,
  ) {}

  /**
   * Whoever cannot be given anything is unknown, whatever the reason: the buyer learns that a gift arrives, or not.
   * Numbers that are there count as tries, too: an open order tells who is a customer as well as a refusal does.
   * @throws RefusalError BILLING.GIFT_TRIES, BILLING.RECEIVER_UNKNOWN, BILLING.RECEIVER_SELF
   */
  async find({ subscriberId, phone, site }: Giving): Promise<string> {
    await this.tries.charge(`gift:${subscriberId}`, 'BILLING.GIFT_TRIES');
    const person = await this.personOf(phone);
    if (!person || person.site !== site || person.approval !== 'approved')
      throw new RefusalError('BILLING.RECEIVER_UNKNOWN');
    if (person.subscriberId === subscriberId) throw new RefusalError('BILLING.RECEIVER_SELF');
    if (person.disabled || person.blocked) throw new RefusalError('BILLING.RECEIVER_UNKNOWN');
    return person.subscriberId;
  }

  /** @returns null: nobody has the number, or it is none. */
  private async personOf(phone: string): Promise<Subscriber | null> {
    try {
      return await this.messenger.request(AuthOtp.method.findSubscriber, { phone });
    } catch (error) {
      if (error instanceof RefusalError && NOBODY.has(error.code)) return null;
      throw error;
    }
  }
}
