// debt-limit-messages.ts — tells operators whose debt has reached the limit, once a cause.
import { Inject, Injectable } from '@nestjs/common';
import { QuotaNoticeSchema, type QuotaNotice } from '@saring/contracts';
import { harmlessName, type Clock } from '@saring/kernel';
import { onFact } from '@saring/messaging';
import { CLOCK, type FactReader } from '@saring/service-kit';
import { DebtNotices } from '../debts/debt-notice';
import { OperatorMessages } from './operator-messages';
import { People } from './people';

/** The list of debts shows what is older. */
const NEWS_MILLISECONDS = 12 * 3_600_000;

@Injectable()
export class DebtLimitMessages implements FactReader {
  readonly facts = {
    from: 'quota_ledger',
    durable: 'billing-debt-limits',
    waiting: 'a message of a debt limit waits',
    handlers: [onFact(QuotaNoticeSchema, (fact) => this.onNotice(fact))],
  };

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly messages: OperatorMessages,
    private readonly people: People,
    private readonly debts: DebtNotices,
  ) {}

  private async onNotice(notice: QuotaNotice): Promise<void> {
    const { kind, cause, subscriberId, at } = notice;
    if (kind !== 'debt_at_limit' || this.clock.now().getTime() - Date.parse(at) > NEWS_MILLISECONDS) return;
    const { name, phone, site } = await this.people.find(subscriberId);
    await this.messages.sendAll('debt_limit', async ({ locale }) => {
      // Null: settled by now.
      const message = await this.debts.messageOf(notice, { locale, site });
      if (message === null) return null;
      const params = {
        person: [harmlessName(name), phone].filter(Boolean).join(', '),
        amount: message.params['amount'] ?? '-',
      };
      return { cause: `debt-limit:${subscriberId}:${cause}`, template: 'operator.debt_limit', params };
    });
  }
}
