// order-facts.ts — opens the payment lane for people who are stopped and have an order open, once an order.
import { Inject, Injectable } from '@nestjs/common';
import { OrderStateChangedSchema, type OrderStateChanged } from '@saring/contracts';
import { idFrom, MB, toInstant, type Clock } from '@saring/kernel';
import { onFact } from '@saring/messaging';
import { CLOCK, type FactReader } from '@saring/service-kit';
import { LEDGER_CONFIG, type LedgerConfig } from '../config';
import { AccountCommands } from './account-commands';

const SECONDS_A_MINUTE = 60;

@Injectable()
export class OrderFacts implements FactReader {
  readonly facts = {
    from: 'billing',
    durable: 'quota-ledger-orders',
    waiting: 'a payment lane waits to be opened',
    handlers: [onFact(OrderStateChangedSchema, (fact) => this.apply(fact))],
  };

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LEDGER_CONFIG) private readonly config: LedgerConfig,
    private readonly commands: AccountCommands,
  ) {}

  private async apply({
    subscriberId,
    orderId,
    state,
    purpose,
    atCounter,
  }: OrderStateChanged): Promise<void> {
    // Who tops a deposit up is an operator, without an account here.
    if (state !== 'pending' || atCounter || purpose === 'agent_deposit') return;
    const { PAYMENT_LANE_MINUTES, PAYMENT_LANE_MEGABYTES, PAYMENT_LANES_PER_DAY } = this.config;
    const terms = {
      seconds: PAYMENT_LANE_MINUTES * SECONDS_A_MINUTE,
      bytes: PAYMENT_LANE_MEGABYTES * MB,
      perDay: PAYMENT_LANES_PER_DAY,
    };
    await this.commands.handle({
      subscriberId,
      commandId: idFrom('payment-lane', orderId),
      content: { orderId },
      command: { type: 'OpenPaymentLane', orderId, terms, at: toInstant(this.clock.now()) },
    });
  }
}
