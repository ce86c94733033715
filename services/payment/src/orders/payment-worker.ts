// payment-worker.ts — asks the gateways about orders when their time comes; the times are in check-schedule.ts.
import { Injectable } from '@nestjs/common';
import { instantAfter } from '@saring/kernel';
import { WorkQueue, type LeaderWork } from '@saring/service-kit';
import { CHECK, CONFIRM, PAYMENT_WORK } from './payment-orders.rows';
import { PaymentOrders } from './payment-orders';
import { nextCheckAt } from './domain/check-schedule';
import type { PaymentOrder } from './domain/payment-order';
import { Collecting } from './collecting';

/** An order whose gateway did not answer, or that failed, is tried again ever later. */
const RETRY_SECONDS = [20, 20, 40, 80, 160, 300];
/** After a genuine notice that the status did not confirm: how long after each look the next one is. */
const CONFIRM_SECONDS = [15, 60];
/** Few at a time: a gateway limits how often it may be asked. */
const SIDE_BY_SIDE = 4;

/** Before the check its state is not needed; after it, it says when the next one is. */
type Checked = { readonly order: PaymentOrder | null; readonly isChanged?: boolean };

const step = (steps: readonly number[], attempts: number): number =>
  steps[Math.min(attempts, steps.length) - 1] ?? 1;

@Injectable()
export class PaymentWorker implements LeaderWork {
  readonly leads = 'payment checks';

  constructor(
    private readonly queue: WorkQueue,
    private readonly collecting: Collecting,
    private readonly orders: PaymentOrders,
  ) {}

  run(signal: AbortSignal): Promise<void> {
    return this.queue.drain<Checked, Checked, typeof CHECK | typeof CONFIRM>(
      {
        topic: PAYMENT_WORK,
        process: {
          lanes: [[CONFIRM], [CHECK]],
          // An order that needs no further check has no work: its change drops it.
          isStillDue: () => true,
          retryInSeconds: (_kind, _checked, attempts) => step(RETRY_SECONDS, attempts),
          repeatAt: (kind, { order, isChanged }, attempts, startedAt) => {
            if (kind === CHECK) return order && nextCheckAt(order, startedAt);
            const seconds = CONFIRM_SECONDS[attempts - 1];
            return isChanged || seconds === undefined ? null : instantAfter(startedAt, seconds * 1_000);
          },
        },
        find: () => Promise.resolve({ order: null }),
        stateOf: (checked) => checked,
        do: {
          [CHECK]: (_checked, orderId) => this.check(orderId),
          [CONFIRM]: (_checked, orderId) => this.confirm(orderId),
        },
        sideBySide: SIDE_BY_SIDE,
      },
      signal,
    );
  }

  /** Only until something has become of the order; its own checks go on as they were. */
  private async confirm(orderId: string): Promise<Checked> {
    const before = await this.orders.row(orderId);
    const checked = await this.check(orderId);
    const { version } = await this.orders.row(orderId);
    return { ...checked, isChanged: version !== before.version };
  }

  private async check(orderId: string): Promise<Checked> {
    const order = await this.collecting.check(orderId);
    if (order === 'unavailable') throw new Error('the gateway gave no answer');
    return { order };
  }
}
