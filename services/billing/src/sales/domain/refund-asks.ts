// refund-asks.ts — money that operators have asked to give back: it counts from when it is asked, whatever its bank says.

import type { ExtraEvent } from './extra-payments';

/** Where the money is taken from. Cash leaves a drawer when it is asked for, the rest when payment confirms it. */
export type PaidFrom =
  | { readonly method: 'gateway' }
  /** Who paid it out; absent in events from before it was noted. */
  | { readonly method: 'transfer' | 'card'; readonly operatorId?: string }
  | { readonly method: 'cash'; readonly operatorId: string; readonly site: string };

export type RefundAsk = {
  /** The same command again is the same money. */
  readonly key: string;
  /** Of another transaction of the order; null: of the order's own payment. */
  readonly transactionId: string | null;
  readonly amountRupiah: number;
  readonly from: PaidFrom;
};

/** `round`: the payment of the order that it is of. `isNoted`: what went back by payment's word has it in. */
export type StandingAsk = RefundAsk & { readonly round: number; readonly isNoted: boolean };

export type Asks = {
  readonly refundAsks?: readonly StandingAsk[];
  /** Money of other transactions that went back without being asked for here. */
  readonly extrasBackRupiah?: number;
};
type WithAsks = Asks & { readonly round: number; readonly refundedRupiah: number };

export const askWith = ({ refundAsks = [] }: Asks, key: string): StandingAsk | undefined =>
  refundAsks.find((ask) => ask.key === key);

export const extraAskOf = ({ refundAsks = [] }: Asks, transactionId: string): StandingAsk | undefined =>
  refundAsks.find((ask) => ask.transactionId === transactionId);

/** Asks of the present payment that payment has not confirmed. */
const waitingAsks = ({ refundAsks = [], round }: WithAsks): readonly StandingAsk[] =>
  refundAsks.filter((ask) => ask.transactionId === null && ask.round === round && !ask.isNoted);

const sumOf = (asks: readonly StandingAsk[]): number =>
  asks.reduce((sum, { amountRupiah }) => sum + amountRupiah, 0);

/** Of the order's own payment: what went back, and what is asked for. */
export const ownBackRupiah = (of: WithAsks): number => of.refundedRupiah + sumOf(waitingAsks(of));

/** All refunds of an order together, those of its other transactions too: a limit is not avoided by parts. */
export const askedBackRupiah = (of: WithAsks): number => {
  const extras = (of.refundAsks ?? []).filter(({ transactionId }) => transactionId !== null);
  return ownBackRupiah(of) + sumOf(extras) + (of.extrasBackRupiah ?? 0);
};

/**
 * Which asks so much more money back confirms: payment says sums only. Each ask is confirmed whole; one of just this
 * amount is the likeliest, then the oldest. What is left over was given back by others, in a vendor's dashboard.
 */
export const asksConfirmedBy = (of: WithAsks, moreRupiah: number): readonly StandingAsk[] => {
  const waiting = waitingAsks(of);
  const exact = waiting.find(({ amountRupiah }) => amountRupiah === moreRupiah);
  if (exact) return [exact];
  let left = moreRupiah;
  return waiting.filter(({ amountRupiah }) => {
    if (amountRupiah > left) return false;
    left -= amountRupiah;
    return true;
  });
};

export const withAsk = (asks: readonly StandingAsk[] = [], ask: RefundAsk, round: number): StandingAsk[] => {
  const { key, transactionId, amountRupiah, from } = ask;
  return [...asks, { key, transactionId, amountRupiah, from, round, isNoted: false }];
};

export const withNoted = (
  asks: readonly StandingAsk[] = [],
  keys: readonly string[] = [],
): readonly StandingAsk[] => asks.map((ask) => (keys.includes(ask.key) ? { ...ask, isNoted: true } : ask));

/** Money of another transaction that goes back: what was asked for, or what counts without an ask. */
export const asksAfterExtra = (of: Asks, event: ExtraEvent): Asks => {
  const isReturned = event.type === 'ExtraPaymentReturned' && event.by !== 'purchase';
  const isPart = event.type === 'ExtraPaymentTakenBack' && event.isHeld;
  if (!isReturned && !isPart) return {};
  const ask = extraAskOf(of, event.transactionId);
  if (!ask) return { extrasBackRupiah: (of.extrasBackRupiah ?? 0) + event.amountRupiah };
  return isReturned ? { refundAsks: withNoted(of.refundAsks, [ask.key]) } : {};
};
