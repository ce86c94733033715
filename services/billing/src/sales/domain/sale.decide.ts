// sale.decide.ts — what may happen to a sale. Payments arrive late, twice and out of order; the version decides.
import { accept, refuse, type Decider, type Decision } from '@saring/event-sourcing';
import {
  assertNever,
  type Instant,
  type OrderState,
  type PaidBackChannel,
  type PaymentState,
} from '@saring/kernel';
import { askedOften } from './asked-for';
import { evolveWithCash } from './cash';
import type { ExtraPayment } from './extra-payments';
import {
  askedBackRupiah,
  asksConfirmedBy,
  askWith,
  extraAskOf,
  ownBackRupiah,
  type RefundAsk,
} from './refund-asks';
import {
  evolve,
  initialState,
  isOpen,
  isPurchaseKept,
  isSamePart,
  isShared,
  mustFulfil,
  type About,
  type PurchasePart,
  type Sale,
  type SaleEvent,
  type SaleTerms,
  type Surplus,
} from './sale';

/** The state of the sale's payment, from a fact or from payment's answer. */
export type PaymentReport = {
  readonly version: number;
  readonly state: PaymentState;
  /** When it came to that state; of paid: when the money moved. */
  readonly since: Instant;
  /** When payment came to know of it, by our clock; absent: the report does not say. */
  readonly reportedAt?: Instant;
  readonly orderNumber: string;
  /** Null: the report does not say; then it opens nothing. */
  readonly expiresAt: Instant | null;
  readonly refundedRupiah: number;
  readonly reason: string;
  readonly gateway?: string;
  readonly feeRupiah?: number;
  /** Paid on top of the price. */
  readonly addedRupiah?: number;
};

export type SaleCommand =
  | {
      readonly type: 'PlaceOrder';
      readonly terms: SaleTerms;
      readonly orderNumber?: string;
      readonly at: Instant;
    }
  | { readonly type: 'AskForPayment'; readonly at: Instant }
  | { readonly type: 'ApplyPayment'; readonly payment: PaymentReport; readonly at: Instant }
  | { readonly type: 'NumberInvoice'; readonly invoiceNumber: string; readonly at: Instant }
  /** No payment was ever opened for it. */
  | { readonly type: 'GiveUpOrder'; readonly reason: string; readonly at: Instant }
  | { readonly type: 'DeferFulfilment'; readonly reason: string; readonly at: Instant }
  | {
      readonly type: 'ConfirmFulfilment';
      readonly round: number;
      readonly surplus?: Surplus;
      readonly at: Instant;
    }
  /** Before a refund: what it is to do to what was bought. */
  | {
      readonly type: 'KeepPurchase';
      readonly isKept: boolean;
      /** Of a part: its share is taken back. */
      readonly isShared: boolean;
      readonly reason: string;
      readonly at: Instant;
    }
  /** `mostRupiah`: what the operator's role may give back of one order; null: all. Amount 0: all that is left. */
  | ({
      readonly type: 'AskRefund';
      readonly mostRupiah: number | null;
      readonly reason?: string;
      readonly at: Instant;
    } & RefundAsk)
  | { readonly type: 'ReleaseRefund'; readonly key: string; readonly at: Instant }
  | ({ readonly type: 'ConfirmPartTakenBack'; readonly at: Instant } & Omit<PurchasePart, 'bytes'>)
  | { readonly type: 'ConfirmExtraGiven'; readonly transactionId: string; readonly at: Instant }
  | { readonly type: 'ConfirmExtraTakenBack'; readonly transactionId: string; readonly at: Instant }
  | { readonly type: 'ConfirmTakenBack'; readonly round: number; readonly at: Instant }
  | {
      readonly type: 'NoteExtraPayment';
      readonly transactionId: string;
      readonly amountRupiah: number;
      /** Null: it was paid, or went back through its gateway. */
      readonly returnedBy: PaidBackChannel | null;
      /** What of it has gone back through its gateway so far; 0: nothing new. */
      readonly returnedRupiah: number;
      readonly at: Instant;
    };

export type SaleRefusal =
  | 'BILLING.ORDER_UNKNOWN'
  | 'BILLING.ORDER_EXISTS'
  | 'BILLING.ORDER_NOT_OPEN'
  | 'BILLING.ORDER_REFUNDED'
  | 'BILLING.ASKED_OFTEN'
  | 'BILLING.ABOVE_LIMIT';
type Outcome = Decision<SaleEvent, SaleRefusal>;
type Placed = Sale & { readonly terms: SaleTerms };
type CommandOf<T extends SaleCommand['type']> = Extract<SaleCommand, { type: T }>;

const isPlaced = (sale: Sale): sale is Placed => sale.terms !== null;

const decide = (sale: Sale, command: SaleCommand): Outcome => {
  if (command.type === 'PlaceOrder') return placeOrder(sale, command);
  if (!isPlaced(sale)) return refuse('BILLING.ORDER_UNKNOWN');
  switch (command.type) {
    case 'AskForPayment':
      return askForPayment(sale, command);
    case 'ApplyPayment':
      return applyPayment(sale, command);
    case 'NumberInvoice':
      return numberInvoice(sale, command);
    case 'GiveUpOrder':
      return giveUpOrder(sale, command);
    case 'DeferFulfilment':
      return deferFulfilment(sale, command);
    case 'ConfirmFulfilment':
      // Refunded meanwhile: the take-back that is due undoes it, and the new payment is another purchase.
      return mustFulfil(sale) && command.round === sale.round
        ? accept({
            ...{ type: 'OrderFulfilled', at: command.at, about: aboutOf(sale) },
            ...(command.surplus && { surplus: command.surplus }),
          })
        : accept();
    case 'KeepPurchase':
      return keepPurchase(sale, command);
    case 'AskRefund':
      return askRefund(sale, command);
    case 'ReleaseRefund':
      return askWith(sale, command.key)?.isNoted === false
        ? accept({ type: 'RefundReleased', key: command.key, at: command.at })
        : accept();
    case 'ConfirmPartTakenBack':
      return confirmPartTakenBack(sale, command);
    case 'ConfirmExtraGiven':
      return sale.extrasToGive?.includes(command.transactionId)
        ? accept({ type: 'ExtraPurchaseGiven', transactionId: command.transactionId, at: command.at })
        : accept();
    case 'ConfirmExtraTakenBack':
      return sale.extrasToTakeBack?.includes(command.transactionId)
        ? accept({ type: 'ExtraPurchaseTakenBack', transactionId: command.transactionId, at: command.at })
        : accept();
    case 'ConfirmTakenBack':
      return confirmTakenBack(sale, command);
    case 'NoteExtraPayment':
      return noteExtraPayment(sale, command);
    default:
      return assertNever(command);
  }
};

export const saleDecider: Decider<Sale, SaleCommand, SaleEvent, SaleRefusal> = {
  initialState,
  evolve: evolveWithCash,
  decide,
};

const aboutOf = ({ terms, state }: Placed): About => aboutTerms(terms, state);

const aboutTerms = (terms: SaleTerms, from: OrderState | null): About => ({
  subscriberId: terms.subscriberId,
  purpose: terms.purpose,
  amountRupiah: terms.price.amountRupiah,
  from,
  ...(terms.cashier === undefined ? {} : { atCounter: true }),
});

const placeOrder = (sale: Sale, { terms, orderNumber, at }: CommandOf<'PlaceOrder'>): Outcome => {
  if (sale.terms) return refuse('BILLING.ORDER_EXISTS');
  const about = aboutTerms(terms, null);
  return accept({ type: 'OrderPlaced', terms, ...(orderNumber && { orderNumber }), at, about });
};

const askForPayment = (sale: Placed, { at }: CommandOf<'AskForPayment'>): Outcome => {
  if (!isOpen(sale)) return refuse('BILLING.ORDER_NOT_OPEN', { state: sale.state });
  return askedOften(sale, at) ?? accept({ type: 'PaymentAskedFor', at });
};

const giveUpOrder = (sale: Placed, { reason, at }: CommandOf<'GiveUpOrder'>): Outcome => {
  if (sale.state !== 'created') return refuse('BILLING.ORDER_NOT_OPEN');
  const paymentVersion = sale.paymentVersion;
  return accept({ type: 'OrderCancelled', reason, paymentVersion, at, about: aboutOf(sale) });
};

/** Numbered once, in the append that records the payment: no number is given to what is not paid. */
const numberInvoice = (sale: Placed, { invoiceNumber, at }: CommandOf<'NumberInvoice'>): Outcome =>
  sale.paidAt === null || sale.invoiceNumber !== null
    ? accept()
    : accept({ type: 'InvoiceNumbered', invoiceNumber, at });

const deferFulfilment = (sale: Placed, { reason, at }: CommandOf<'DeferFulfilment'>): Outcome =>
  mustFulfil(sale) && sale.waitingFor !== reason
    ? accept({ type: 'FulfilmentDeferred', reason, at })
    : accept();

const keepPurchase = (sale: Placed, command: CommandOf<'KeepPurchase'>): Outcome => {
  if (sale.paidAt === null || isGone(sale.state)) return accept();
  const { round } = sale;
  const { isKept, reason, at } = command;
  const events: SaleEvent[] = [];
  if (isPurchaseKept(sale) !== isKept) events.push({ type: 'PurchaseKept', round, isKept, reason, at });
  if (isShared(sale) !== command.isShared)
    events.push({ type: 'PurchaseShared', round, isShared: command.isShared, reason, at });
  return accept(...events);
};

/** One decision of one sale: of several at once each sees those before it. */
const askRefund = (sale: Placed, command: CommandOf<'AskRefund'>): Outcome => {
  const { key, transactionId, mostRupiah, from, reason, at } = command;
  if (askWith(sale, key)) return accept();
  if (transactionId !== null && extraAskOf(sale, transactionId)) return accept();
  if (transactionId !== null && sale.endedExtras?.includes(transactionId))
    return refuse('BILLING.ORDER_REFUNDED');
  const amountRupiah =
    command.amountRupiah || Math.max(0, sale.terms.price.amountRupiah - ownBackRupiah(sale));
  const allRupiah = askedBackRupiah(sale) + amountRupiah;
  if (mostRupiah !== null && allRupiah > mostRupiah)
    return refuse('BILLING.ABOVE_LIMIT', { amountRupiah: allRupiah, mostRupiah });
  return amountRupiah === 0
    ? accept()
    : accept({
        ...{ type: 'RefundAsked', key, transactionId, amountRupiah, from },
        ...(reason ? { reason } : {}),
        at,
      });
};

const confirmPartTakenBack = (
  sale: Placed,
  { round, upToRupiah, at }: CommandOf<'ConfirmPartTakenBack'>,
): Outcome => {
  const part = sale.partsToTakeBack?.find((one) => isSamePart(one, { round, upToRupiah }));
  return part ? accept({ type: 'PurchasePartTakenBack', ...part, at }) : accept();
};

const confirmTakenBack = (sale: Placed, { round, at }: CommandOf<'ConfirmTakenBack'>): Outcome =>
  sale.roundsToTakeBack.includes(round) ? accept({ type: 'PurchaseTakenBack', round, at }) : accept();

/** Each transaction comes once and goes back once, however often a fact is repeated. */
const noteExtraPayment = (sale: Placed, command: CommandOf<'NoteExtraPayment'>): Outcome => {
  const { transactionId, amountRupiah, returnedBy, returnedRupiah, at } = command;
  const held = sale.extraPayments?.find((one) => one.transactionId === transactionId);
  if (returnedRupiah > 0) return takeExtraBack(sale, held, command);
  if (sale.endedExtras?.includes(transactionId)) return accept();
  if (returnedBy === null)
    return held ? accept() : accept({ type: 'ExtraPaymentReceived', transactionId, amountRupiah, at });
  if (!held) return accept();
  return accept({
    type: 'ExtraPaymentReturned',
    transactionId,
    amountRupiah: leftOf(held),
    by: returnedBy,
    at,
  });
};

const leftOf = ({ amountRupiah, backRupiah = 0 }: ExtraPayment): number => amountRupiah - backRupiah;

/** It went back through its gateway: by a refund, or because its bank took it. */
const takeExtraBack = (
  sale: Placed,
  held: ExtraPayment | undefined,
  { transactionId, returnedRupiah, at }: CommandOf<'NoteExtraPayment'>,
): Outcome => {
  const used = sale.usedExtras?.find((one) => one.transactionId === transactionId);
  const extra = held ?? used;
  if (!extra) return accept();
  const amountRupiah = returnedRupiah - (extra.backRupiah ?? 0);
  if (amountRupiah <= 0) return accept();
  const isAll = returnedRupiah >= extra.amountRupiah;
  if (held && isAll)
    return accept({ type: 'ExtraPaymentReturned', transactionId, amountRupiah, by: 'gateway', at });
  const takesPurchase = isAll && used?.by === 'purchase' && !sale.extrasToTakeBack?.includes(transactionId);
  const isHeld = held !== undefined;
  return accept({ type: 'ExtraPaymentTakenBack', transactionId, amountRupiah, takesPurchase, isHeld, at });
};

const END_EVENTS = { expired: 'OrderExpired', denied: 'OrderDenied' } as const;

const applyPayment = (sale: Placed, { payment, at }: CommandOf<'ApplyPayment'>): Outcome => {
  const { version: paymentVersion, state } = payment;
  if (paymentVersion <= sale.paymentVersion) return accept();
  const events = changesBy(sale, payment, { at, paymentVersion, about: aboutOf(sale) });
  if (events.length > 0) return accept(...events);
  // An opening that does not say until when is told again, with it; everything else is behind us now.
  if (state === 'created' || state === 'pending') return accept();
  return accept({ type: 'PaymentSeen', paymentVersion, at });
};

/** The changes that a newer report of the payment makes. */
const changesBy = (sale: Placed, payment: PaymentReport, by: By): readonly SaleEvent[] => {
  // Less has gone back than before: it was reversed, which nobody heard of, and paid anew.
  if (payment.state === 'paid' && !isGone(sale.state) && payment.refundedRupiah < sale.refundedRupiah) {
    const reversed: SaleEvent = { type: 'OrderReversed', ...by };
    const anew = evolve(sale, reversed) as Placed;
    return [reversed, ...changesBy(anew, payment, { ...by, about: aboutOf(anew) })];
  }
  const event = changeBy(sale, payment, by);
  if (!event) return [];
  // The first word of a payment may be that a part of it went back already.
  const isPartBack = event.type === 'OrderPaid' && payment.refundedRupiah > 0;
  return isPartBack ? [event, refundNoted(evolve(sale, event), payment.refundedRupiah, by)] : [event];
};

/** Null: none. */
const changeBy = (sale: Placed, payment: PaymentReport, by: By): SaleEvent | null => {
  switch (payment.state) {
    case 'created':
      return null;
    case 'pending':
      return pendingBy(sale, payment, by);
    case 'paid':
      return paidBy(sale, payment, by);
    case 'cancelled':
      return isOpen(sale) ? { type: 'OrderCancelled', reason: payment.reason, ...by } : null;
    case 'expired':
    case 'denied':
      return isOpen(sale) ? { type: END_EVENTS[payment.state], ...by } : null;
    case 'refunded':
      return isGone(sale.state)
        ? null
        : { type: 'OrderRefunded', ...backBy(sale, payment.refundedRupiah), ...by };
    case 'reversed':
      return isGone(sale.state) ? null : { type: 'OrderReversed', ...by };
    default:
      return assertNever(payment.state);
  }
};

type By = { readonly at: Instant; readonly paymentVersion: number; readonly about: About };

const isGone = (state: OrderState): boolean => state === 'refunded' || state === 'reversed';

const pendingBy = (
  sale: Placed,
  { orderNumber, expiresAt, addedRupiah }: PaymentReport,
  by: By,
): SaleEvent | null =>
  sale.state === 'created' && expiresAt !== null
    ? {
        ...{ type: 'PaymentOpened', orderNumber, expiresAt, ...by },
        ...(addedRupiah ? { addedRupiah } : {}),
        ...(sale.askedFor ? { isAskedFor: true } : {}),
      }
    : null;

/**
 * Also after it had expired, was cancelled or denied: who has paid gets what was ordered. After the money went back a
 * newer `paid` is another transaction (services/payment, report.decide.ts): it is paid anew. A reversal that is heard
 * of only after the payment that followed it is old news then, and the first purchase stands.
 */
const paidBy = (sale: Placed, payment: PaymentReport, by: By): SaleEvent | null => {
  const { since: paidAt, orderNumber, refundedRupiah, reportedAt, gateway, feeRupiah, addedRupiah } = payment;
  const kept = {
    ...(reportedAt ? { reportedAt } : {}),
    ...(gateway ? { gateway } : {}),
    ...(feeRupiah ? { feeRupiah } : {}),
    ...(addedRupiah ? { addedRupiah } : {}),
  };
  if (sale.paidAt === null || isGone(sale.state))
    return { type: 'OrderPaid', paidAt, orderNumber, ...kept, ...by };
  if (refundedRupiah <= sale.refundedRupiah) return null;
  return refundNoted(sale, refundedRupiah, by);
};

const refundNoted = (sale: Sale, refundedRupiah: number, { paymentVersion, at }: By): SaleEvent => ({
  ...{ type: 'RefundNoted', ...backBy(sale, refundedRupiah), paymentVersion, at },
});

const backBy = (
  sale: Sale,
  refundedRupiah: number,
): { readonly refundedRupiah: number; readonly confirms?: readonly string[] } => {
  const confirmed = asksConfirmedBy(sale, refundedRupiah - sale.refundedRupiah);
  return confirmed.length === 0
    ? { refundedRupiah }
    : { refundedRupiah, confirms: confirmed.map(({ key }) => key) };
};
