// cashiers.ts — who may hold a cash drawer: an operator who may sell at the counter.
import { Injectable } from '@nestjs/common';
import { AuthOtp } from '@saring/contracts';
import type { Permission } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';

const SELLING: Permission = 'counter:sell';

@Injectable()
export class Cashiers {
  constructor(private readonly messenger: Messenger) {}

  /** @throws RefusalError BILLING.HANDED_TO_NO_CASHIER also for who is unknown, or has not logged in yet. */
  async check(operatorId: string): Promise<void> {
    const { items } = await this.messenger.request(AuthOtp.method.listOperators, {});
    const operator = items.find((one) => one.operatorId === operatorId);
    if (!operator?.permissions.includes(SELLING))
      throw new RefusalError('BILLING.HANDED_TO_NO_CASHIER', { operatorId });
  }
}
