// Any history of sales, refunds and drawers leaves books that add up, by site too; leaving out a rule does not.
import * as fc from 'fast-check';
import type { Sale } from '../../sales/domain/sale';
import type { Posting } from './postings';
import {
  ADDED,
  countsAll,
  books,
  drawerBooks,
  DRAWERS,
  FEE,
  Ledger,
  moves,
  playDrawer,
  sales,
  sum,
  sumOf,
  total,
  type Counting,
  type DrawerPostings,
  type Move,
  type Played,
  type SalePostings,
} from './spec/book-history';

const RUNS = Number(process.env['SEARCH_RUNS'] ?? 500);

const faultsOfSale = ({ sale, postings, unaskedPayoutRupiah }: Ledger, { method }: Played): string[] => {
  const faults: string[] = [];
  const { refundAsks = [], extraPayments = [] } = sale;
  const handedOut = refundAsks.filter(
    (ask) => ask.from.method === 'cash' && ask.transactionId !== null && !ask.isNoted,
  );
  if (sumOf(postings, 'extra_payments') !== total(handedOut) - total(extraPayments))
    faults.push('money that bought nothing is not owed back');
  if (method !== 'qris') return faults;
  if (sumOf(postings, 'gateway_fees') !== sale.round * FEE)
    faults.push('the fees are not those of the payments');
  if (sumOf(postings, 'surcharges') !== -sale.round * ADDED)
    faults.push('what was paid on top is not that of the payments');
  const byTransfer = refundAsks.filter((ask) => ask.from.method === 'transfer' && ask.isNoted);
  if (sumOf(postings, 'bank') + total(byTransfer) + unaskedPayoutRupiah !== 0)
    faults.push('payouts by hand are not taken from the bank');
  return faults;
};

/** @returns what is wrong with the books of a history; empty: nothing. */
const faultsOf = (
  played: readonly Played[],
  drawerMoves: readonly Move[],
  post: SalePostings = books,
  postDrawer: DrawerPostings = drawerBooks,
  counting: Counting = countsAll,
): readonly string[] => {
  const ledgers = played.map((one) => ({ one, ledger: new Ledger(one, post, counting) }));
  const faults = ledgers.flatMap(({ one, ledger }) => [...ledger.faults, ...faultsOfSale(ledger, one)]);
  const postings = ledgers.flatMap(({ ledger }) => ledger.postings);
  for (const operatorId of ['ani', 'budi'] as const) {
    const taken = ledgers.reduce((all, { ledger }) => all + (ledger.sale.cash?.[operatorId] ?? 0), 0);
    const drawer = playDrawer(operatorId, taken, drawerMoves, postDrawer);
    postings.push(...drawer.postings);
    const isIn = ({ account, party }: Posting): boolean => account === 'cash' && party === operatorId;
    if (sum(postings, isIn) !== drawer.holdsRupiah)
      faults.push('the cash account is not what the drawer must hold');
    if (sum(postings, (one) => isIn(one) && one.site !== DRAWERS[operatorId]) !== 0)
      faults.push('cash lies at a site where its drawer does not stand');
  }
  if (sum(postings) !== 0) faults.push('the books do not add up');
  for (const site of Object.values(DRAWERS))
    if (sum(postings, (one) => one.site === site) !== 0) faults.push('the books of a site do not add up');
  return faults;
};

it('adds up, and the cash account is what the drawer must hold, whatever happens', () => {
  fc.assert(
    fc.property(sales, moves, (played, drawerMoves) => {
      expect(faultsOf(played, drawerMoves)).toEqual([]);
    }),
    { numRuns: RUNS },
  );
});

describe('a book-keeper who', () => {
  const refundsAgain: SalePostings = (before, event) =>
    books(
      event.type === 'RefundNoted' || event.type === 'OrderRefunded'
        ? { ...before, refundedRupiah: 0 }
        : before,
      event,
    );
  const reversesAll: SalePostings = (before, event) =>
    books(event.type === 'OrderReversed' ? { ...before, refundedRupiah: 0 } : before, event);
  const forgetsDifferences: DrawerPostings = (event) =>
    drawerBooks(event).filter(({ account }) => account !== 'cash_differences');
  const forgets =
    (type: string): SalePostings =>
    (before, event) =>
      event.type === type ? [] : books(before, event);
  const forgetsFees: SalePostings = (before, event) =>
    books(before, event.type === 'OrderPaid' ? { ...event, feeRupiah: 0 } : event);
  const takesItWhereItCameIn: SalePostings = (before, event) =>
    books(
      {
        ...before,
        refundAsks: before.refundAsks?.map((ask) => ({ ...ask, from: { method: 'gateway' } })) ?? [],
      },
      event,
    );
  const forgetsSurcharges: SalePostings = (before, event) =>
    books(before, event.type === 'OrderPaid' ? { ...event, addedRupiah: 0 } : event);
  const forgetsSites: SalePostings = (before, event) =>
    books(before, event).filter(({ account }) => account !== 'between_sites');
  const leavesCashAtTheSale: SalePostings = (before, event) =>
    books(before, event)
      .filter(({ account }) => account !== 'between_sites')
      .map((one) => ({ ...one, site: 'a' }));

  it.each([
    ['keeps what bought nothing after it went back', forgets('ExtraPaymentReturned'), drawerBooks],
    ['forgets what gateways keep', forgetsFees, drawerBooks],
    ['forgets what buyers pay on top', forgetsSurcharges, drawerBooks],
    ['books each part of a refund from the start', refundsAgain, drawerBooks],
    ['takes back at a reversal what was refunded before', reversesAll, drawerBooks],
    ['forgets the refunds', forgets('OrderRefunded'), drawerBooks],
    ['forgets cash that was handed out', forgets('RefundAsked'), drawerBooks],
    ['forgets that a refused refund leaves the cash in the drawer', forgets('RefundReleased'), drawerBooks],
    ['takes every refund from where the money came in', takesItWhereItCameIn, drawerBooks],
    ['forgets what sites hold for each other', forgetsSites, drawerBooks],
    ['leaves cash at the site of its sale', leavesCashAtTheSale, drawerBooks],
    ['forgets what was missing in the drawer', books, forgetsDifferences],
  ])('%s is found out', (_name, post, postDrawer) => {
    const search = fc.check(
      fc.property(
        sales,
        moves,
        (played, drawerMoves) => faultsOf(played, drawerMoves, post, postDrawer).length === 0,
      ),
      { numRuns: 3_000, seed: 7 },
    );
    expect(search.failed).toBe(true);
  });
});

describe('a limit that', () => {
  const withAsks = (is: (ask: NonNullable<Sale['refundAsks']>[number]) => boolean): Counting => {
    return ({ refundAsks = [], ...sale }) => ({ ...sale, refundAsks: refundAsks.filter(is) });
  };
  it.each<[string, Counting]>([
    ['counts only what payment has confirmed', withAsks(({ isNoted }) => isNoted)],
    ['leaves out other transactions', withAsks(({ transactionId }) => transactionId === null)],
    ['is decided beside the sale', (sale) => ({ ...sale, refundAsks: [], refundedRupiah: 0 })],
  ])('%s is found out', (_name, counting) => {
    const search = fc.check(
      fc.property(sales, (played) => faultsOf(played, [], books, drawerBooks, counting).length === 0),
      { numRuns: 5_000, seed: 7 },
    );
    expect(search.failed).toBe(true);
  });
});
