// payment-facts.ts — takes over what became of payments, each version once.
import { Inject, Injectable } from '@nestjs/common';
import { PaymentStateChangedSchema, type PaymentStateChanged } from '@saring/contracts';
import { idFrom } from '@saring/kernel';
import { onFact, RefusalError } from '@saring/messaging';
import { LOGGER, type FactReader, type Logger } from '@saring/service-kit';
import { isPaymentState } from './payments';
import { Sales } from './sales';

/** Applies the states of payments from payment's facts, each version once. */
@Injectable()
export class PaymentFacts implements FactReader {
  readonly facts = {
    from: 'payment',
    durable: 'billing-payments',
    waiting: 'a payment waits to be taken over',
    handlers: [onFact(PaymentStateChangedSchema, (fact) => this.apply(fact))],
  };

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly sales: Sales,
  ) {}

  private async apply(fact: PaymentStateChanged): Promise<void> {
    const { orderId, orderNumber, version, state, at, refundedRupiah, reason } = fact;
    if (!isPaymentState(state)) throw new Error(`payment in an unknown state: ${state}`);
    const payment = { version, state, since: at, orderNumber, expiresAt: null, refundedRupiah, reason };
    const cause = { commandId: idFrom('payment', orderId, version), actor: 'payment' };
    try {
      await this.sales.change(orderId, { type: 'ApplyPayment', payment }, cause);
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error;
      this.logger.error({ orderId, refusal: error.code }, 'a payment belongs to no order of ours');
    }
  }
}
