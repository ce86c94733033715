import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { PaymentStateChangedSchema, type PaymentStateChanged } from '@saring/contracts';
import { idFrom } from '@saring/kernel';
import { consumeFacts, onFact, RefusalError, type Consumption } from '@saring/messaging';
import { LOGGER, NATS, type Logger } from '@saring/service-kit';
import type { NatsConnection } from 'nats';
import { isPaymentState } from '../adapters/payments';
import { Sales } from '../sales';

/** Takes over what became of payments, as facts tell it, each version once. */
@Injectable()
export class PaymentFacts implements OnApplicationBootstrap, OnApplicationShutdown {
  private consumption: Consumption | null = null;

  constructor(
    @Inject(NATS) private readonly nats: NatsConnection,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly sales: Sales,
  ) {}

  onApplicationBootstrap(): void {
    this.consumption = consumeFacts(this.nats, {
      from: 'payment',
      durable: 'billing-payments',
      handlers: [onFact(PaymentStateChangedSchema, (fact) => this.apply(fact))],
      onError: (error, subject) =>
        this.logger.warn({ subject, error: (error as Error).message }, 'a payment waits to be taken over'),
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.consumption?.stop();
  }

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
