// book-history.ts — any history of sales, refunds and drawers, and what is posted of it.
import * as fc from 'fast-check';
import type { PaymentMethod } from '@saring/kernel';
import { drawerDecider, type DrawerCommand } from '../../../counter/domain/drawer';
import type { PaidFrom } from '../../../sales/domain/refund-asks';
import type { Sale, SaleTerms } from '../../../sales/domain/sale';
import { saleDecider, type SaleCommand } from '../../../sales/domain/sale.decide';
import { drawerPostings, salePostings, type Posting } from '../../domain/postings';

const at = '2026-11-28T03:00:00.000Z';
const PRICE = 50_000;
export const FEE = 350;
/** Paid on top of the price. */
export const ADDED = 352;
/** What the role may give back of one order. */
const MOST = 60_000;
/** A drawer each, at a site of its own; sales are of site `a`. */
export const DRAWERS = { ani: 'a', budi: 'b' } as const;
type Cashier = keyof typeof DRAWERS;
const METHODS: readonly PaymentMethod[] = ['cash', 'transfer', 'card', 'qris', 'manual'];

export type SalePostings = (before: Sale, event: Parameters<typeof salePostings>[1]) => readonly Posting[];
export type DrawerPostings = (event: Parameters<typeof drawerPostings>[0]) => readonly Posting[];
export const books: SalePostings = (before, event) => salePostings(before, event, 'a');
export const drawerBooks: DrawerPostings = (event) => drawerPostings(event, 'a');

type Step =
  | { readonly do: 'paid' | 'reversed' }
  | { readonly do: 'back'; readonly rupiah: number }
  | { readonly do: 'extra'; readonly id: string }
  | { readonly do: 'extraBack'; readonly id: string; readonly by: 'gateway' | 'payout' | 'purchase' }
  | {
      readonly do: 'ask';
      readonly key: string;
      readonly of: string | null;
      readonly rupiah: number;
      readonly from: PaidFrom;
      readonly then: 'confirmed' | 'released' | 'waits';
    };

const cashier = fc.constantFrom<Cashier>('ani', 'budi');
const from = fc.oneof(
  fc.constantFrom<PaidFrom>({ method: 'gateway' }, { method: 'transfer' }, { method: 'card' }),
  cashier.map((operatorId): PaidFrom => ({ method: 'cash', operatorId, site: DRAWERS[operatorId] })),
);
const extraId = fc.constantFrom('t0', 't1');
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom('paid' as const, 'reversed' as const) }),
  fc.record({ do: fc.constant('back' as const), rupiah: fc.constantFrom(1, 20_000, PRICE) }),
  fc.record({ do: fc.constant('extra' as const), id: extraId }),
  fc.record({
    do: fc.constant('extraBack' as const),
    id: extraId,
    by: fc.constantFrom('gateway' as const, 'payout' as const, 'purchase' as const),
  }),
  fc.record({
    do: fc.constant('ask' as const),
    key: fc.constantFrom('k0', 'k1', 'k2'),
    of: fc.option(extraId, { nil: null }),
    rupiah: fc.constantFrom(10_000, 20_000, PRICE),
    from,
    then: fc.constantFrom('confirmed' as const, 'released' as const, 'waits' as const),
  }),
);
export const sales = fc.array(
  fc.record({
    method: fc.constantFrom(...METHODS),
    cashier,
    steps: fc.array(step, { maxLength: 7 }).map((steps): Step[] => [{ do: 'paid' }, ...steps]),
  }),
  { maxLength: 5 },
);
export type Played = {
  readonly method: PaymentMethod;
  readonly cashier: Cashier;
  readonly steps: readonly Step[];
};

export const moves = fc.array(
  fc.record({
    type: fc.constantFrom('OpenDrawer' as const, 'PayIn' as const, 'PayOut' as const, 'CloseDrawer' as const),
    rupiah: fc.integer({ min: 1, max: 200_000 }),
  }),
  { maxLength: 8 },
);
export type Move = { readonly type: DrawerCommand['type']; readonly rupiah: number };

const termsOf = ({ method, cashier: taker }: Played): SaleTerms => ({
  ...{ subscriberId: 's', purpose: 'package', method, bank: null, site: 'a', returnUrl: null },
  goods: { description: '', bytes: 1 } as SaleTerms['goods'],
  price: { amountRupiah: PRICE, discountRupiah: 0, promoId: null, promoName: null },
  ...(method === 'qris' || method === 'manual' ? {} : { cashier: taker }),
  ...(method === 'cash' ? { drawerSite: DRAWERS[taker] } : {}),
});

/** What of its asks a sale knows where one more is decided on. */
export type Counting = (sale: Sale) => Sale;
export const countsAll: Counting = (sale) => sale;

/** One sale as it goes, and what is posted of it. */
export class Ledger {
  sale = saleDecider.initialState();
  readonly postings: Posting[] = [];
  /** By hand and without an ask, as of orders from before there were any. */
  unaskedPayoutRupiah = 0;
  readonly faults: string[] = [];
  private version = 1;

  constructor(
    of: Played,
    private readonly post: SalePostings,
    private readonly counting: Counting,
  ) {
    this.play({ type: 'PlaceOrder', terms: termsOf(of), at });
    for (const one of of.steps) {
      this.step(one, of.method);
      this.check();
    }
  }

  /** After every step, whatever is still on its way. */
  private check(): void {
    for (const site of Object.values(DRAWERS))
      if (sum(this.postings, (one) => one.site === site) !== 0)
        this.faults.push('the books do not add up on the way');
    const { refundAsks = [], round } = this.sale;
    const counted = refundAsks.filter((ask) => ask.transactionId !== null || ask.round === round);
    if (total(counted) > MOST) this.faults.push('a role gave back more than it may');
  }

  private step(one: Step, method: PaymentMethod): void {
    const { refundedRupiah } = this.sale;
    switch (one.do) {
      case 'paid':
      case 'reversed':
        return this.report(one.do, 0, method);
      case 'back':
        return this.back(one.rupiah, method);
      case 'extra':
        return this.note(one.id, null);
      case 'extraBack': {
        const isOpen = this.sale.extraPayments?.some(({ transactionId }) => transactionId === one.id);
        const isAsked = this.sale.refundAsks?.some(({ transactionId }) => transactionId === one.id);
        if (isOpen && !isAsked && one.by === 'payout') this.unaskedPayoutRupiah += PRICE;
        // Payment does one thing with it: what is asked for goes back that way.
        return isAsked ? undefined : this.note(one.id, one.by);
      }
      case 'ask': {
        const isPaid = this.sale.state === 'paid' && refundedRupiah + one.rupiah <= PRICE;
        const isOpen = this.sale.extraPayments?.some(({ transactionId }) => transactionId === one.of);
        if (one.of === null ? isPaid : isOpen) this.ask(one, method);
      }
    }
  }

  private ask(one: Extract<Step, { do: 'ask' }>, method: PaymentMethod): void {
    const amountRupiah = one.of === null ? one.rupiah : PRICE;
    const isNew = !this.sale.refundAsks?.some(
      ({ key, transactionId }) => key === one.key || (one.of !== null && transactionId === one.of),
    );
    if (!isNew) return;
    const { key, from: source } = one;
    this.play({
      type: 'AskRefund',
      key,
      transactionId: one.of,
      amountRupiah,
      from: source,
      mostRupiah: MOST,
      at,
    });
    // Above the limit of the role.
    if (!this.sale.refundAsks?.some((ask) => ask.key === key)) return;
    if (one.then === 'released') this.play({ type: 'ReleaseRefund', key, at });
    if (one.then !== 'confirmed') return;
    if (one.of === null) this.back(amountRupiah, method);
    else this.note(one.of, source.method === 'gateway' ? 'gateway' : 'payout');
  }

  private back(rupiah: number, method: PaymentMethod): void {
    const all = Math.min(PRICE, this.sale.refundedRupiah + rupiah);
    this.report(all === PRICE ? 'refunded' : 'paid', all, method);
  }

  private note(transactionId: string, returnedBy: 'gateway' | 'payout' | 'purchase' | null): void {
    this.play({
      type: 'NoteExtraPayment',
      transactionId,
      amountRupiah: PRICE,
      returnedBy,
      returnedRupiah: 0,
      at,
    });
  }

  private report(
    state: 'paid' | 'refunded' | 'reversed',
    refundedRupiah: number,
    method: PaymentMethod,
  ): void {
    const payment = {
      ...{ version: (this.version += 1), state, since: at, orderNumber: 'SRG', expiresAt: at },
      ...{ refundedRupiah, reason: state, gateway: 'midtrans-snap' },
      ...(method === 'qris' ? { feeRupiah: FEE, addedRupiah: ADDED } : {}),
    };
    this.play({ type: 'ApplyPayment', payment, at });
  }

  private play(command: SaleCommand): void {
    const known = command.type === 'AskRefund' ? this.counting(this.sale) : this.sale;
    const decision = saleDecider.decide(known, command);
    if (!decision.accepted) return;
    for (const event of decision.events) {
      this.postings.push(...this.post(this.sale, event));
      this.sale = saleDecider.evolve(this.sale, event);
    }
  }
}

export const playDrawer = (
  operatorId: Cashier,
  taken: number,
  given: readonly Move[],
  post: DrawerPostings,
) => {
  let drawer = drawerDecider.initialState();
  const postings: Posting[] = [];
  for (const { type, rupiah } of given) {
    const head = { at, operatorId };
    const command = {
      OpenDrawer: { ...head, type: 'OpenDrawer', floatRupiah: rupiah, site: DRAWERS[operatorId] },
      PayIn: { ...head, type: 'PayIn', amountRupiah: rupiah, reason: 'r' },
      PayOut: { ...head, type: 'PayOut', amountRupiah: rupiah, reason: 'r', takenRupiah: taken },
      CloseDrawer: {
        ...{ ...head, type: 'CloseDrawer', countedRupiah: rupiah, note: 'n', handedTo: null },
        takenRupiah: taken,
      },
    }[type] as DrawerCommand;
    const decision = drawerDecider.decide(drawer, command);
    if (!decision.accepted) continue;
    for (const event of decision.events) {
      postings.push(...post(event));
      drawer = drawerDecider.evolve(drawer, event);
    }
  }
  return { postings, holdsRupiah: drawer.ownRupiah + taken - drawer.takenBeforeRupiah };
};

export const sum = (postings: readonly Posting[], is: (one: Posting) => boolean = () => true): number =>
  postings.filter(is).reduce((all, { amountRupiah }) => all + amountRupiah, 0);
export const sumOf = (postings: readonly Posting[], account: string): number =>
  sum(postings, (one) => one.account === account);

export const total = (of: readonly { readonly amountRupiah: number }[]): number =>
  of.reduce((all, { amountRupiah }) => all + amountRupiah, 0);
