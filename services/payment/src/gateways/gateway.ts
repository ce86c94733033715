// gateway.ts — the port of everything that collects money: what may be asked of it, and what it may answer. Outcomes are
// values; a gateway never throws for what its vendor does, and no outcome holds a key, a token or a phone number.
import type { GatewayFault, GatewayName, Instant, PaymentMethod, Rupiah } from '@saring/kernel';
import type { GatewayReport } from '../orders/domain/gateway-report';
import type { PaymentTerms } from '../orders/domain/payment-order';

/** How to pay, as the payer needs it; kept in a table row, never in a stream. */
export type PaymentInstructions = {
  readonly qrString?: string;
  readonly qrImageUrl?: string;
  readonly deeplinkUrl?: string;
  readonly vaBank?: string;
  readonly vaNumber?: string;
  readonly billKey?: string;
  readonly billerCode?: string;
  readonly snapToken?: string;
  readonly redirectUrl?: string;
  readonly transferText?: string;
  readonly merchantName?: string;
};

/** The vendor cannot be reached or is busy: asking again later may work. `reason` is short and safe to log. */
export type Unavailable = {
  readonly outcome: 'unavailable';
  readonly reason: string;
  /** Of a charge: surely nothing was taken, so that another gateway may be asked. Absent: nobody knows. */
  readonly isUntaken?: true;
};

export type ChargeRequest = {
  readonly terms: PaymentTerms;
  /** When it is asked: the time to pay that is left counts from here. */
  readonly askedAt: Instant;
  readonly description: string;
  readonly returnUrl?: string;
};

export type ChargeOutcome =
  | { readonly outcome: 'accepted'; readonly instructions: PaymentInstructions }
  /** The vendor knows this order number already: ask for its status. */
  | { readonly outcome: 'duplicate' }
  | { readonly outcome: 'rejected'; readonly reason: string }
  /** The payer may try again with another order. */
  | { readonly outcome: 'denied'; readonly reason: string }
  /** It may have been taken: unknown before the status is asked. */
  | { readonly outcome: 'unknown'; readonly reason: string }
  | Unavailable;

export type StatusOutcome =
  | {
      readonly outcome: 'report';
      readonly report: GatewayReport;
      /** As far as a status repeats them. */
      readonly instructions: PaymentInstructions;
    }
  /** Not known there, as Snap answers until a method is chosen. */
  | { readonly outcome: 'absent' }
  | Unavailable;

/** `refused`: it is past that (maybe paid): ask for its status. */
export type EndOutcome = { readonly outcome: 'done' | 'refused' | 'absent' } | Unavailable;

export type RefundRequest = {
  readonly orderNumber: string;
  /** Of an order that was paid twice: which transaction. Absent: the order's. */
  readonly transactionId?: string;
  /** The same for every try of one refund. */
  readonly key: string;
  readonly amountRupiah: Rupiah;
  readonly reason: string;
};
/** `accepted` is not final: the status says when the bank has confirmed it. */
export type RefundOutcome =
  { readonly outcome: 'accepted' } | { readonly outcome: 'refused'; readonly reason: string } | Unavailable;

/** Whether the vendor would take an order from us, asked without one. */
export type ProbeOutcome =
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'failed'; readonly fault: GatewayFault; readonly reason: string };

/**
 * Whether a charge surely made nothing that could be paid. What is denied has used up its number at the vendor, where
 * another try may succeed; what is unknown may have been taken.
 */
export const isSurelyUntaken = (outcome: ChargeOutcome): boolean =>
  outcome.outcome === 'rejected' || (outcome.outcome === 'unavailable' && outcome.isUntaken === true);

export type QrPicture = { readonly image: Uint8Array; readonly contentType: string };

/** `no`: only by hand. `whole`: all or nothing. */
export type Refundable = 'no' | 'whole' | 'part';

export type MethodOffer = {
  readonly method: PaymentMethod;
  readonly banks: readonly string[];
  /** What its vendor keeps, as the gateway says; absent: as the operator has set it. */
  readonly fee?: { readonly rupiah: number; readonly percent: number };
  /** Absent: no limit of its own. */
  readonly leastRupiah?: Rupiah;
  readonly mostRupiah?: Rupiah;
};

/** A buyer waits no longer for what is only said to the books, and nothing goes on behind it. */
export const FEE_MILLISECONDS = 1_500;

export type FeeQuestion = {
  readonly method: PaymentMethod;
  /** What the payer pays. */
  readonly amountRupiah: Rupiah;
  readonly bank: string | null;
};

export interface Gateway {
  readonly name: GatewayName;
  /** Which one, where several have the name: `duitku@1.0.0`. */
  readonly label?: string;
  readonly offers: readonly MethodOffer[];
  /** Proves the keys and the way to the vendor; nothing is made and no money moves. */
  probe(): Promise<ProbeOutcome>;
  /** What it keeps of one payment, where its offer cannot say it; null or absent: as the offer says. Nothing of it is believed yet. */
  ownFee?(asked: FeeQuestion): Promise<number | null>;
  charge(request: ChargeRequest): Promise<ChargeOutcome>;
  status(orderNumber: string): Promise<StatusOutcome>;
  /**
   * Of one of several transactions that a payer may have begun for one order.
   * @param isOurs it has paid the order: then the answer need not name the order again.
   */
  transactionStatus(orderNumber: string, transactionId: string, isOurs: boolean): Promise<StatusOutcome>;
  /** What it draws where it gives no text to draw; null: it cannot be had, or is none of its own pictures. */
  qrPicture(url: string): Promise<QrPicture | null>;
  cancel(orderNumber: string): Promise<EndOutcome>;
  expire(orderNumber: string): Promise<EndOutcome>;
  refund(request: RefundRequest): Promise<RefundOutcome>;
  /** @param paymentType what it was paid by, as the gateway's report called it. */
  refundable(paymentType: string): Refundable;
}
