// money-alert-messages.ts — tells operators of each alert about money, once.
import { Inject, Injectable } from '@nestjs/common';
import { PaymentAlertRaisedSchema, type PaymentAlertRaised } from '@saring/contracts';
import type { Clock } from '@saring/kernel';
import { onFact, type FactContext } from '@saring/messaging';
import { CLOCK, type FactReader } from '@saring/service-kit';
import { alertText } from './operator.texts';
import { OperatorMessages } from './operator-messages';

/** The list of alerts shows what is older. */
const NEWS_MILLISECONDS = 12 * 3_600_000;

@Injectable()
export class MoneyAlertMessages implements FactReader {
  readonly facts = {
    from: 'payment',
    durable: 'billing-money-alerts',
    waiting: 'a message about money waits',
    handlers: [onFact(PaymentAlertRaisedSchema, (fact, context) => this.onAlert(fact, context))],
  };

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly messages: OperatorMessages,
  ) {}

  private async onAlert({ kind, at, orderNumber }: PaymentAlertRaised, { id }: FactContext): Promise<void> {
    if (this.clock.now().getTime() - Date.parse(at) > NEWS_MILLISECONDS) return;
    await this.messages.sendAll('money_alert', ({ locale }) => ({
      cause: `alert:${id}`,
      template: 'operator.money_alert',
      params: { what: alertText(kind, locale), order: orderNumber },
    }));
  }
}
