// Any history of sales and drawers leaves books that add up; leaving out a rule does not.
import * as fc from 'fast-check';
import type { PaymentMethod } from '@saring/kernel';
import { drawerDecider, type DrawerCommand } from '../../counter/domain/drawer';
import { cashTaken, type Sale, type SaleTerms } from '../../sales/domain/sale';
import { saleDecider } from '../../sales/domain/sale.decide';
import { drawerPostings, salePostings, type Posting } from './postings';

const at = '2026-11-28T03:00:00.000Z';
const CASHIER = 'ani';
const FEE = 350;
const RUNS = Number(process.env['SEARCH_RUNS'] ?? 500);
const METHODS: readonly PaymentMethod[] = ['cash', 'transfer', 'card', 'qris', 'manual'];

type SalePostings = typeof salePostings;
type DrawerPostings = typeof drawerPostings;

/** What happens to a payment, in order; each is a report of the state that it comes to. */
const reports = fc.array(
  fc.oneof(
    fc.record({ state: fc.constant('paid' as const), refunded: fc.constant(0) }),
    fc.record({ state: fc.constant('paid' as const), refunded: fc.integer({ min: 1, max: 49_999 }) }),
    fc.record({ state: fc.constant('refunded' as const), refunded: fc.constant(50_000) }),
    fc.record({ state: fc.constant('reversed' as const), refunded: fc.constant(0) }),
    // Another transaction of the order: paid, or given back.
    fc.record({ state: fc.constantFrom('extra' as const, 'returned' as const), refunded: fc.nat(2) }),
  ),
  { maxLength: 5 },
);
const sales = fc.array(fc.record({ method: fc.constantFrom(...METHODS), reports }), { maxLength: 6 });
const moves = fc.array(
  fc.oneof(
    fc.record({ type: fc.constant('OpenDrawer' as const), rupiah: fc.nat(200_000) }),
    fc.record({ type: fc.constant('PayIn' as const), rupiah: fc.integer({ min: 1, max: 50_000 }) }),
    fc.record({ type: fc.constant('PayOut' as const), rupiah: fc.integer({ min: 1, max: 50_000 }) }),
    fc.record({ type: fc.constant('CloseDrawer' as const), rupiah: fc.nat(400_000) }),
  ),
  { maxLength: 8 },
);

const termsOf = (method: PaymentMethod): SaleTerms => ({
  ...{ subscriberId: 's', purpose: 'package', method, bank: null, site: 'a', returnUrl: null },
  goods: { description: '', bytes: 1 } as SaleTerms['goods'],
  price: { amountRupiah: 50_000, discountRupiah: 0, promoId: null, promoName: null },
  ...(method === 'qris' || method === 'manual' ? {} : { cashier: CASHIER }),
});

type Case = {
  readonly method: PaymentMethod;
  readonly reports: readonly {
    state: 'paid' | 'refunded' | 'reversed' | 'extra' | 'returned';
    refunded: number;
  }[];
};

/** Plays one sale. @returns the sale as it ends, and what was posted. */
const playSale = (
  { method, reports: given }: Case,
  post: SalePostings,
): { sale: Sale; postings: Posting[] } => {
  let sale = saleDecider.initialState();
  const postings: Posting[] = [];
  const play = (command: Parameters<typeof saleDecider.decide>[1]): void => {
    const decision = saleDecider.decide(sale, command);
    if (!decision.accepted) return;
    for (const event of decision.events) {
      postings.push(...post(sale, event));
      sale = saleDecider.evolve(sale, event);
    }
  };
  play({ type: 'PlaceOrder', terms: termsOf(method), at });
  given.forEach(({ state, refunded }, index) => {
    if (state === 'extra' || state === 'returned') {
      const returnedBy = state === 'extra' ? null : refunded === 0 ? 'payout' : 'gateway';
      const transactionId = `t${refunded}`;
      play({
        type: 'NoteExtraPayment',
        transactionId,
        amountRupiah: 50_000,
        returnedBy,
        returnedRupiah: 0,
        at,
      });
      return;
    }
    play({
      ...{ type: 'ApplyPayment', at },
      payment: {
        ...{ version: index + 2, state, since: at, orderNumber: 'SRG', expiresAt: at },
        ...{ refundedRupiah: refunded, reason: state, gateway: 'midtrans-snap' },
        feeRupiah: method === 'qris' ? FEE : 0,
      },
    });
  });
  return { sale, postings };
};

const balanceOf = (postings: readonly Posting[], account: string): number =>
  postings.filter((one) => one.account === account).reduce((sum, { amountRupiah }) => sum + amountRupiah, 0);
const total = (postings: readonly Posting[]): number =>
  postings.reduce((sum, { amountRupiah }) => sum + amountRupiah, 0);

/** @returns what is wrong with the books of a history; empty: nothing. */
const faultsOf = (
  played: readonly Case[],
  drawerMoves: readonly { type: DrawerCommand['type']; rupiah: number }[],
  post: SalePostings = salePostings,
  postDrawer: DrawerPostings = drawerPostings,
): readonly string[] => {
  const faults: string[] = [];
  const all: Posting[] = [];
  let taken = 0;
  let extra = 0;
  let fees = 0;
  for (const one of played) {
    const { sale, postings } = playSale(one, post);
    all.push(...postings);
    taken += cashTaken(sale);
    for (const { amountRupiah } of sale.extraPayments ?? []) extra += amountRupiah;
    if (one.method === 'qris') fees += sale.round * FEE;
  }
  let drawer = drawerDecider.initialState();
  for (const { type, rupiah } of drawerMoves) {
    const head = { at, operatorId: CASHIER };
    const command = {
      OpenDrawer: { ...head, type: 'OpenDrawer', floatRupiah: rupiah },
      PayIn: { ...head, type: 'PayIn', amountRupiah: rupiah, reason: 'r' },
      PayOut: { ...head, type: 'PayOut', amountRupiah: rupiah, reason: 'r', takenRupiah: taken },
      CloseDrawer: {
        ...head,
        type: 'CloseDrawer',
        countedRupiah: rupiah,
        note: 'n',
        handedTo: null,
        takenRupiah: taken,
      },
    }[type] as DrawerCommand;
    const decision = drawerDecider.decide(drawer, command);
    if (!decision.accepted) continue;
    for (const event of decision.events) {
      all.push(...postDrawer(event));
      drawer = drawerDecider.evolve(drawer, event);
    }
  }
  if (total(all) !== 0) faults.push('the books do not add up');
  const inDrawer = drawer.ownRupiah + taken - drawer.takenBeforeRupiah;
  if (balanceOf(all, 'cash') !== inDrawer) faults.push('the cash account is not what the drawer must hold');
  if (balanceOf(all, 'extra_payments') !== -extra) faults.push('money that bought nothing is not owed back');
  if (balanceOf(all, 'gateway_fees') !== fees) faults.push('the fees are not those of the payments');
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
    salePostings(
      event.type === 'RefundNoted' || event.type === 'OrderRefunded'
        ? { ...before, refundedRupiah: 0 }
        : before,
      event,
    );
  const reversesAll: SalePostings = (before, event) =>
    salePostings(event.type === 'OrderReversed' ? { ...before, refundedRupiah: 0 } : before, event);
  const forgetsDifferences: DrawerPostings = (event) =>
    drawerPostings(event).filter(({ account }) => account !== 'cash_differences');
  const forgetsRefunds: SalePostings = (before, event) =>
    event.type === 'OrderRefunded' ? [] : salePostings(before, event);

  const keepsExtra: SalePostings = (before, event) =>
    event.type === 'ExtraPaymentReturned' ? [] : salePostings(before, event);
  const forgetsFees: SalePostings = (before, event) =>
    salePostings(before, event.type === 'OrderPaid' ? { ...event, feeRupiah: 0 } : event);

  it.each([
    ['keeps what bought nothing after it went back', keepsExtra, drawerPostings],
    ['forgets what gateways keep', forgetsFees, drawerPostings],
    ['books each part of a refund from the start', refundsAgain, drawerPostings],
    ['takes back at a reversal what was refunded before', reversesAll, drawerPostings],
    ['forgets the refunds', forgetsRefunds, drawerPostings],
    ['forgets what was missing in the drawer', salePostings, forgetsDifferences],
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
