// payment-facts.ts — takes over what became of payments, each version once.
import { Inject, Injectable } from '@nestjs/common';
import {
  ExtraPaymentChangedSchema,
  PaymentStateChangedSchema,
  type ExtraPaymentChanged,
  type PaymentStateChanged,
} from '@saring/contracts';
import { idFrom, PAID_BACK_CHANNELS } from '@saring/kernel';
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
    handlers: [
      onFact(PaymentStateChangedSchema, (fact) => this.apply(fact)),
      onFact(ExtraPaymentChangedSchema, (fact) => this.noteExtra(fact)),
    ],
  };

  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly sales: Sales,
  ) {}

  private async apply(fact: PaymentStateChanged): Promise<void> {
    const { orderId, orderNumber, version, state, at, refundedRupiah, reason } = fact;
    if (!isPaymentState(state)) throw new Error(`payment in an unknown state: ${state}`);
    const { feeRupiah, addedRupiah, paidAt } = fact;
    // Each plugin's vendor holds money of its own.
    const gateway = fact.plugin ?? fact.gateway;
    const payment = {
      ...{ version, state, since: paidAt ?? at, orderNumber, expiresAt: null, refundedRupiah, reason },
      ...{ gateway, feeRupiah, addedRupiah, ...(state === 'paid' ? { reportedAt: at } : {}) },
    };
    await this.change(orderId, version, { type: 'ApplyPayment', payment });
  }

  private async noteExtra(fact: ExtraPaymentChanged): Promise<void> {
    const { orderId, transactionId, version, amountRupiah, returnedRupiah } = fact;
    const returnedBy =
      fact.returnedBy === undefined ? null : PAID_BACK_CHANNELS.find((one) => one === fact.returnedBy);
    if (returnedBy === undefined) throw new Error(`money went back by an unknown way: ${fact.returnedBy}`);
    const extra = { transactionId, amountRupiah, returnedBy, returnedRupiah };
    const command = { type: 'NoteExtraPayment', ...extra } as const;
    await this.change(orderId, version, command);
  }

  private async change(
    orderId: string,
    version: number,
    command: Parameters<Sales['change']>[1],
  ): Promise<void> {
    const cause = { commandId: idFrom('payment', orderId, version), actor: 'payment' };
    try {
      await this.sales.change(orderId, command, cause);
    } catch (error) {
      if (!(error instanceof RefusalError)) throw error;
      this.logger.error({ orderId, refusal: error.code }, 'a payment belongs to no order of ours');
    }
  }
}
