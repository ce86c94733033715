// refund-story.ts — what was said and done about giving an order's money back, in the order in which it happened.
import type { Instant, RefundStepKind, RefundMethod } from '@saring/kernel';
import { evolve, initialState, type Sale, type SaleEvent } from './sale';

/** An event with who caused it, as it is recorded. */
export type Caused = { readonly event: SaleEvent; readonly actor: string };

type RefundStep = {
  readonly at: Instant;
  readonly kind: RefundStepKind;
  readonly amountRupiah?: number;
  readonly bytes?: number;
  /** Which way the money goes, of what was asked for. */
  readonly method?: RefundMethod;
  readonly actor?: string;
  readonly reason?: string;
};

/** A step before its end is known: what is asked for waits until it is confirmed or refused. */
type Open = RefundStep & { readonly key?: string };

export const refundStory = (history: readonly Caused[]): readonly RefundStep[] => {
  let sale = initialState();
  const steps: Open[] = [];
  for (const { event, actor } of history) {
    const after = evolve(sale, event);
    const ended = endedBy(event);
    for (const [index, { key, ...step }] of steps.entries())
      if (key !== undefined && ended.includes(key)) steps[index] = { ...step, kind: 'asked' };
    steps.push(...stepsOf(sale, event, actor));
    sale = after;
  }
  return steps.map(({ key: _key, ...step }) => step);
};

/** The keys of what is no longer waited for. */
const endedBy = (event: SaleEvent): readonly string[] => {
  if (event.type === 'RefundReleased') return [event.key];
  if (event.type === 'RefundNoted' || event.type === 'OrderRefunded') return event.confirms ?? [];
  // The key of a transaction's ask is that transaction here.
  return event.type === 'ExtraPaymentReturned' ? [event.transactionId] : [];
};

const stepsOf = (sale: Sale, event: SaleEvent, actor: string): readonly Open[] => {
  switch (event.type) {
    case 'RefundAsked': {
      const { at, key, transactionId, amountRupiah, from, reason } = event;
      const how = { at, amountRupiah, method: from.method, actor, ...(reason ? { reason } : {}) };
      return [{ ...how, kind: 'waiting', key: transactionId ?? key }];
    }
    case 'RefundReleased': {
      const asked = sale.refundAsks?.find(({ key }) => key === event.key);
      return [{ at: event.at, kind: 'refused', ...(asked ? { amountRupiah: asked.amountRupiah } : {}) }];
    }
    case 'RefundNoted':
    case 'OrderRefunded':
      return returned(event.at, event.refundedRupiah - sale.refundedRupiah);
    case 'ExtraPaymentReturned':
      return event.by === 'purchase' ? [] : returned(event.at, event.amountRupiah);
    case 'OrderReversed':
      return [{ at: event.at, kind: 'reversed', amountRupiah: sale.terms?.price.amountRupiah ?? 0 }];
    case 'PurchaseKept':
      return event.isKept ? [{ at: event.at, kind: 'kept', actor, reason: event.reason }] : [];
    case 'PurchasePartTakenBack':
      return [{ at: event.at, kind: 'part_taken_back', bytes: event.bytes }];
    case 'PurchaseTakenBack':
      return [
        {
          ...{ at: event.at, kind: 'taken_back' },
          bytes: Math.max(0, (sale.terms?.goods.bytes ?? 0) - (sale.partsTakenBytes ?? 0)),
        },
      ];
    default:
      return [];
  }
};

const returned = (at: Instant, amountRupiah: number): readonly Open[] =>
  amountRupiah > 0 ? [{ at, kind: 'returned', amountRupiah }] : [];
