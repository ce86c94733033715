import { PAYMENT_STATES, type PaymentState } from '@saring/kernel';
import { Injectable } from '@nestjs/common';
import { Payment, type PaymentOrder } from '@saring/contracts';
import { Messenger, RefusalError, UnavailableError } from '@saring/messaging';
import type { PaymentReport } from './domain/sale.decide';
import type { OrderRow } from './orders.rows';

/** A gateway may take its time to open, cancel or refund. */
const GATEWAY_TIMEOUT_MILLISECONDS = 15_000;
/** A page must not wait for details that it only shows. */
const LOOK_TIMEOUT_MILLISECONDS = 3_000;
/** A refusal that will pass: nothing is wrong with the order. */
const GATEWAY_DOWN = 'PAYMENT.GATEWAY_UNAVAILABLE';

export const isPaymentState = (state: string): state is PaymentState =>
  PAYMENT_STATES.some((one) => one === state);

/** Whether payment cannot be had now, as opposed to a no for this order. */
export const isPaymentDown = (error: unknown): boolean =>
  error instanceof UnavailableError || (error instanceof RefusalError && error.code === GATEWAY_DOWN);

/** Undefined while payment or its vendor is away. @throws every other fault. */
const unlessDown = async <Answer>(asked: Promise<Answer>): Promise<Answer | undefined> => {
  try {
    return await asked;
  } catch (error) {
    if (!isPaymentDown(error)) throw error;
    return undefined;
  }
};

export const isPaymentUnknown = (error: unknown): boolean =>
  error instanceof RefusalError && error.code === 'PAYMENT.UNKNOWN';

export const isPaidAlready = (error: unknown): boolean =>
  error instanceof RefusalError && error.code === 'PAYMENT.ALREADY_PAID';

/** Its payer has sent a picture, and waits for the operator who looks at it. */
export const isInCheck = (error: unknown): boolean =>
  error instanceof RefusalError && error.code === 'PAYMENT.PROOF_SENT';

/** @throws Error for a state that the contract does not have. */
export const reportOf = (payment: PaymentOrder): PaymentReport => {
  if (!isPaymentState(payment.state)) throw new Error(`payment in an unknown state: ${payment.state}`);
  return {
    version: payment.version,
    state: payment.state,
    since: payment.paidAt ?? payment.createdAt,
    orderNumber: payment.orderNumber,
    expiresAt: payment.expiresAt || null,
    refundedRupiah: payment.refundedRupiah,
    reason: payment.state,
    gateway: payment.plugin?.split('@', 1)[0] ?? payment.gateway,
    feeRupiah: payment.feeRupiah,
    addedRupiah: payment.addedRupiah,
  };
};

export type RefundCause = { readonly commandId: string; readonly reason: string; readonly actor: string };

/** How much, and how it was paid out by hand. */
export type AskedRefund = { readonly amountRupiah: number; readonly payoutNote: string | null };

/** Requests of billing to payment. Each throws RefusalError or UnavailableError. */
@Injectable()
export class Payments {
  constructor(private readonly messenger: Messenger) {}

  /** The same order opens the same payment, however often it is asked for. @param actor who orders: some may not use all. */
  open({ orderId, sale }: OrderRow, actor: string): Promise<PaymentOrder> {
    const { subscriberId, price, goods, method, bank, site, returnUrl } = sale.terms;
    return this.messenger.request(
      Payment.method.openPayment,
      {
        orderId,
        subscriberId,
        amountRupiah: price.amountRupiah,
        method,
        ...(bank === null ? {} : { bank }),
        site,
        description: goods.description,
        ...(returnUrl === null ? {} : { returnUrl }),
        actor,
      },
      GATEWAY_TIMEOUT_MILLISECONDS,
    );
  }

  /** Which of some orders have a picture of a transfer; none while payment cannot say. */
  async withProof(orderIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (orderIds.length === 0) return new Set();
    return new Set(await unlessDown(this.findProofs({ orderIds: [...orderIds] })));
  }

  /** Unpaid orders that ended with a picture which no operator has answered. @throws as each request. */
  endedWithProof(): Promise<readonly string[]> {
    return this.findProofs({ orderIds: [], ended: true });
  }

  /** How many orders have a picture that no operator has answered; undefined while payment cannot say. */
  async countProofs(): Promise<number | undefined> {
    return (await unlessDown(this.findProofs({ orderIds: [], ended: true, waiting: true })))?.length;
  }

  private async findProofs(request: {
    readonly orderIds: string[];
    readonly ended?: boolean;
    readonly waiting?: boolean;
  }): Promise<readonly string[]> {
    return (await this.messenger.request(Payment.method.findProofs, request, LOOK_TIMEOUT_MILLISECONDS))
      .orderIds;
  }

  get(orderId: string): Promise<PaymentOrder> {
    return this.messenger.request(Payment.method.getPayment, { orderId }, LOOK_TIMEOUT_MILLISECONDS);
  }

  /** An operator has the money in hand. */
  confirm(
    orderId: string,
    amountRupiah: number,
    cause: { readonly commandId: string; readonly actor: string; readonly note: string },
  ): Promise<PaymentOrder> {
    const request = { ...cause, orderId, amountRupiah };
    return this.messenger.request(Payment.method.confirmPayment, request, GATEWAY_TIMEOUT_MILLISECONDS);
  }

  /** @param unlessProved an order whose payer has sent a picture stays: RefusalError PAYMENT.PROOF_SENT. */
  cancel(
    orderId: string,
    cause: { readonly commandId: string; readonly reason: string; readonly actor: string },
    unlessProved: boolean,
  ): Promise<PaymentOrder> {
    const request = { ...cause, orderId, unlessProved };
    return this.messenger.request(Payment.method.cancelPayment, request, GATEWAY_TIMEOUT_MILLISECONDS);
  }

  refundTransaction(
    request: RefundCause & {
      readonly orderId: string;
      readonly transactionId: string;
      readonly payoutNote?: string;
    },
  ): Promise<PaymentOrder> {
    return this.messenger.request(Payment.method.refundTransaction, request, GATEWAY_TIMEOUT_MILLISECONDS);
  }

  /** Its money stays: it buys the same once more. */
  keepTransaction(
    request: RefundCause & { readonly orderId: string; readonly transactionId: string },
  ): Promise<PaymentOrder> {
    return this.messenger.request(Payment.method.keepTransaction, request, GATEWAY_TIMEOUT_MILLISECONDS);
  }

  /** @param asked `amountRupiah` 0: all that is left. `payoutNote` null: the gateway is asked to. */
  refund(
    orderId: string,
    cause: RefundCause,
    { amountRupiah, payoutNote }: AskedRefund,
  ): Promise<PaymentOrder> {
    return this.messenger.request(
      Payment.method.refundPayment,
      { ...cause, orderId, amountRupiah, ...(payoutNote === null ? {} : { payoutNote }) },
      GATEWAY_TIMEOUT_MILLISECONDS,
    );
  }
}
