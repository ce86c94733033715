// order-search.ts — what an operator looks for among the orders of all, as billing understands it.
import { Injectable } from '@nestjs/common';
import { AuthOtp } from '@saring/contracts';
import { Messenger, RefusalError } from '@saring/messaging';
import type { OrdersQuery } from '../shop/shop-bodies';

type Search = Omit<OrdersQuery, 'limit' | 'cursor'>;

@Injectable()
export class OrderSearch {
  constructor(private readonly messenger: Messenger) {}

  /** Null: nobody has that number. */
  async of({ state, number, invoice, phone, subscriberId, ...rest }: Search) {
    const holder = phone === undefined ? subscriberId : await this.holderOf(phone);
    if (holder === null) return null;
    return {
      ...rest,
      state: state ?? 'all',
      subscriberId: holder ?? '',
      orderNumber: number,
      invoiceNumber: invoice,
    };
  }

  private async holderOf(phone: string): Promise<string | null> {
    try {
      return (await this.messenger.request(AuthOtp.method.findSubscriber, { phone })).subscriberId;
    } catch (error) {
      if (error instanceof RefusalError && error.code === 'AUTH.SUBSCRIBER_UNKNOWN') return null;
      throw error;
    }
  }
}
