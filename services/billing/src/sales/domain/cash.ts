// cash.ts — the cash that a sale has brought into drawers, less what was handed out of them, by operator.
import { evolve, type Sale, type SaleEvent } from './sale';
import { askWith, type StandingAsk } from './refund-asks';

type Cash = Readonly<Record<string, number>>;

const add = (cash: Cash, operatorId: string, rupiah: number): Cash => ({
  ...cash,
  [operatorId]: (cash[operatorId] ?? 0) + rupiah,
});

/** What went back and was not paid out by hand: it is taken from where the money had come in. */
const notByHand = (asks: readonly StandingAsk[] = [], keys: readonly string[] = [], rupiah: number): number =>
  asks
    .filter(({ key, from }) => keys.includes(key) && from.method !== 'gateway')
    .reduce((left, { amountRupiah }) => left - amountRupiah, rupiah);

const intoCashierDrawer = (before: Sale, event: SaleEvent): number => {
  const priceRupiah = before.terms?.price.amountRupiah ?? 0;
  // The first word of a payment may be that its money went back.
  const unheardRupiah = before.round === 0 ? priceRupiah : 0;
  switch (event.type) {
    case 'OrderPaid':
      return priceRupiah;
    case 'OrderReversed':
      return unheardRupiah - (priceRupiah - before.refundedRupiah);
    case 'OrderRefunded':
    case 'RefundNoted': {
      const backRupiah = event.refundedRupiah - before.refundedRupiah;
      return unheardRupiah - notByHand(before.refundAsks, event.confirms, backRupiah);
    }
    default:
      return 0;
  }
};

const afterAsk = (cash: Cash, ask: Pick<StandingAsk, 'from' | 'amountRupiah'>, sign: 1 | -1): Cash =>
  ask.from.method === 'cash' ? add(cash, ask.from.operatorId, sign * ask.amountRupiah) : cash;

const cashAfter = (before: Sale, event: SaleEvent): Cash => {
  const { terms, cash = {} } = before;
  if (event.type === 'RefundAsked') return afterAsk(cash, event, -1);
  if (event.type === 'RefundReleased') {
    const ask = askWith(before, event.key);
    return ask ? afterAsk(cash, ask, 1) : cash;
  }
  if (terms?.method !== 'cash' || terms.cashier === undefined) return cash;
  const rupiah = intoCashierDrawer(before, event);
  return rupiah === 0 ? cash : add(cash, terms.cashier, rupiah);
};

/** The sale after an event, with its cash. */
export const evolveWithCash = (sale: Sale, event: SaleEvent): Sale => {
  const cash = cashAfter(sale, event);
  const after = evolve(sale, event);
  return cash === sale.cash || Object.keys(cash).length === 0 ? after : { ...after, cash };
};
