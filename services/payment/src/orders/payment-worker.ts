// payment-worker.ts — asks the gateways about orders when their time comes; the times are in check-schedule.ts.
import { Injectable } from '@nestjs/common';
import { WorkQueue, type LeaderWork } from '@saring/service-kit';
import { CHECK, PAYMENT_WORK } from './payment-orders.rows';
import { nextCheckAt } from './domain/check-schedule';
import type { PaymentOrder } from './domain/payment-order';
import { Collecting } from './collecting';

/** An order whose gateway did not answer, or that failed, is tried again then. */
const RETRY_SECONDS = 20;
/** Few at a time: a gateway limits how often it may be asked. */
const SIDE_BY_SIDE = 4;

/** Before the check its state is not needed; after it, it says when the next one is. */
type Checked = { readonly order: PaymentOrder | null };

@Injectable()
export class PaymentWorker implements LeaderWork {
  readonly leads = 'payment checks';

  constructor(
    private readonly queue: WorkQueue,
    private readonly collecting: Collecting,
  ) {}

  run(signal: AbortSignal): Promise<void> {
    return this.queue.drain<Checked, Checked, typeof CHECK>(
      {
        topic: PAYMENT_WORK,
        process: {
          lanes: [[CHECK]],
          // An order that needs no further check has no work: its change drops it.
          isStillDue: () => true,
          retryInSeconds: () => RETRY_SECONDS,
          repeatAt: (_kind, { order }, _attempts, startedAt) => order && nextCheckAt(order, startedAt),
        },
        find: () => Promise.resolve({ order: null }),
        stateOf: (checked) => checked,
        do: { [CHECK]: (_checked, orderId) => this.check(orderId) },
        sideBySide: SIDE_BY_SIDE,
      },
      signal,
    );
  }

  private async check(orderId: string): Promise<Checked> {
    const order = await this.collecting.check(orderId);
    if (order === 'unavailable') throw new Error('the gateway gave no answer');
    return { order };
  }
}
