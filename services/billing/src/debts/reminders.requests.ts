// reminders.requests.ts — an operator's reminder of debts.
import { Controller } from '@nestjs/common';
import { Billing, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isUuid, toInstant } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers } from '@saring/service-kit';
import { DebtReminders } from './reminders';

type Methods = typeof Billing.method;

@Controller()
export class ReminderRequests {
  constructor(private readonly reminders: DebtReminders) {}

  @Answers(Billing.method.remindDebtor)
  async remindDebtor({
    commandId,
    actor,
    subscriberId,
  }: RequestOf<Methods['remindDebtor']>): Promise<ReplyOf<Methods['remindDebtor']>> {
    if (!isUuid(subscriberId)) throw new RefusalError('REQUEST.MALFORMED', { field: 'subscriberId' });
    const { day, at } = await this.reminders.remind({ commandId, actor, subscriberId });
    return { subscriberId, day, remindedAt: toInstant(at) };
  }
}
