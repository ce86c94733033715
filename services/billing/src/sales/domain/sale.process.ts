// sale.process.ts — what is due after each event of a sale, and whether it still is when its time comes.
import type { Process, WorkItem } from '@saring/event-sourcing';
import { assertNever, instantAfter, type Instant } from '@saring/kernel';
import { mustGiveExtras, newExtras, newlyReturned } from './extra-payments';
import { isOpen, mustFulfil, mustTakeBack, mustTakeParts, type Sale, type SaleEvent } from './sale';

/** reconcile: ask payment for the state. tell_…: messages. The rest: ask the ledger. */
export type WorkKind =
  | 'reconcile'
  | 'fulfil'
  | 'take_back'
  | 'take_parts'
  | 'give_extras'
  | 'tell_pending'
  | 'tell_asked'
  | 'tell_called_off'
  | 'tell_fulfilled'
  | 'tell_refunded'
  | 'tell_part_refunded'
  | 'tell_extra'
  | 'tell_extra_returned';

/** After this without any fact of its payment, billing asks payment. */
const RECONCILE_FIRST_SECONDS = 120;
/** Payments that have ended are asked for until so long after their expiry: some settle late. */
const RECONCILE_AFTER_EXPIRY_SECONDS = 86_400;
/** Paid orders are re-checked daily for this long, in case a reversal's fact was lost. */
const RECONCILE_AFTER_PAYMENT_SECONDS = 30 * 86_400;
/** A message that could not be ordered in so many attempts (about 16 hours) is out of date. */
export const TELL_TRIES = 200;

const RETRY_SECONDS = [1, 2, 5, 15, 30, 60, 120, 300];
const RECONCILE_SECONDS = [300, 900, 1_800, 3_600];
const RECONCILE_PAID_SECONDS = 86_400;

const step = (steps: readonly number[], tries: number): number =>
  steps[Math.min(tries, steps.length) - 1] ?? 1;

/** How long to wait after so many failed tries, one or more. */
export const retrySeconds = (tries: number): number => step(RETRY_SECONDS, tries);

/** When payment is to be asked again after so many times, one or more. */
const reconcileInSeconds = (sale: Sale, times: number): number =>
  sale.paidAt === null ? step(RECONCILE_SECONDS, times) : RECONCILE_PAID_SECONDS;

const later = (at: Instant, seconds: number): Instant => instantAfter(at, seconds * 1_000);

const halfway = (from: Instant, to: Instant): Instant =>
  new Date((new Date(from).getTime() + new Date(to).getTime()) / 2).toISOString();

const workAfter = (event: SaleEvent): readonly WorkItem<WorkKind>[] => {
  switch (event.type) {
    case 'OrderPlaced':
      return [{ kind: 'reconcile', notBefore: later(event.at, RECONCILE_FIRST_SECONDS) }];
    case 'PaymentOpened':
      return event.isAskedFor
        ? [{ kind: 'tell_asked', notBefore: event.at }]
        : [{ kind: 'tell_pending', notBefore: halfway(event.at, event.expiresAt) }];
    case 'OrderCancelled':
      return [{ kind: 'tell_called_off', notBefore: event.at }];
    case 'PaymentAskedFor':
      return [{ kind: 'tell_asked', notBefore: event.at }];
    case 'OrderPaid':
      return [{ kind: 'fulfil', notBefore: event.at }];
    case 'OrderFulfilled':
      return [{ kind: 'tell_fulfilled', notBefore: event.at }];
    case 'OrderRefunded':
    case 'OrderReversed':
      return [
        { kind: 'take_back', notBefore: event.at },
        { kind: 'tell_refunded', notBefore: event.at },
      ];
    case 'RefundNoted':
      return [
        { kind: 'take_parts', notBefore: event.at },
        { kind: 'tell_part_refunded', notBefore: event.at },
      ];
    case 'ExtraPaymentReturned':
      return [
        ...(event.by === 'purchase' ? ([{ kind: 'give_extras', notBefore: event.at }] as const) : []),
        { kind: 'tell_extra_returned', notBefore: event.at },
      ];
    case 'ExtraPaymentReceived':
      return [{ kind: 'tell_extra', notBefore: event.at }];
    case 'ExtraPaymentTakenBack':
      return event.takesPurchase ? [{ kind: 'take_back', notBefore: event.at }] : [];
    case 'InvoiceNumbered':
    case 'FulfilmentDeferred':
    case 'OrderExpired':
    case 'OrderDenied':
    case 'PaymentSeen':
    case 'PurchaseKept':
    case 'PurchaseTakenBack':
    case 'PurchaseShared':
    case 'PurchasePartTakenBack':
    case 'ExtraPurchaseGiven':
    case 'ExtraPurchaseTakenBack':
    case 'RefundAsked':
    case 'RefundReleased':
      return [];
    default:
      return assertNever(event);
  }
};

const isStillDue = (kind: WorkKind, sale: Sale, now: Instant): boolean => {
  switch (kind) {
    case 'reconcile':
      return mayStillChange(sale, now);
    case 'fulfil':
      return mustFulfil(sale);
    case 'take_back':
      return mustTakeBack(sale);
    case 'take_parts':
      return mustTakeParts(sale);
    case 'give_extras':
      return mustGiveExtras(sale);
    case 'tell_part_refunded':
      return sale.refundedRupiah > 0 && (sale.state === 'paid' || sale.state === 'fulfilled');
    case 'tell_pending':
      // Whoever was sent it as a bill needs no reminder of it.
      return sale.askedFor === undefined && canBePaid(sale, now);
    case 'tell_asked':
      // Asked for while its payment is still being opened, it is told of when that is open.
      return canBePaid(sale, now);
    case 'tell_called_off':
      // Whoever cancels an own order knows.
      return sale.state === 'cancelled' && sale.askedFor !== undefined;
    case 'tell_fulfilled':
      return sale.state === 'fulfilled';
    case 'tell_refunded':
      return sale.paidAt !== null && (sale.state === 'refunded' || sale.state === 'reversed');
    case 'tell_extra':
      return newExtras(sale, now).length > 0;
    case 'tell_extra_returned':
      return newlyReturned(sale, now).length > 0;
    default:
      return assertNever(kind);
  }
};

const canBePaid = ({ state, expiresAt }: Sale, now: Instant): boolean =>
  state === 'pending' && expiresAt !== null && now < expiresAt;

const mayStillChange = (sale: Sale, now: Instant): boolean => {
  if (isOpen(sale)) return true;
  // Of what was reversed another transaction may still pay.
  if (sale.state === 'refunded') return false;
  if (sale.paidAt !== null) return now < later(sale.paidAt, RECONCILE_AFTER_PAYMENT_SECONDS);
  return now < later(sale.expiresAt ?? sale.placedAt, RECONCILE_AFTER_EXPIRY_SECONDS);
};

export const saleProcess: Process<Sale, SaleEvent, WorkKind> = {
  // A slow gateway or a silent WhatsApp delays no quota.
  lanes: [
    ['fulfil', 'take_back', 'take_parts', 'give_extras'],
    ['reconcile'],
    [
      'tell_pending',
      'tell_asked',
      'tell_called_off',
      'tell_fulfilled',
      'tell_refunded',
      'tell_part_refunded',
      'tell_extra',
      'tell_extra_returned',
    ],
  ],
  after: workAfter,
  isStillDue,
  retryInSeconds: (kind, sale, attempts) => {
    if (kind === 'reconcile') return reconcileInSeconds(sale, attempts);
    return kind.startsWith('tell_') && attempts >= TELL_TRIES ? null : retrySeconds(attempts);
  },
  // A payment that may still change is asked about again, ever later.
  repeatAt: (kind, sale, attempts, startedAt) =>
    kind === 'reconcile' ? later(startedAt, reconcileInSeconds(sale, attempts)) : null,
};
