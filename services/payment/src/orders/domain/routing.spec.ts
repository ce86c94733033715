// routing.spec.ts — an order goes to the next gateway only where the one before surely took nothing: whatever gets lost,
// comes late or is charged by two at once, it can be paid at one gateway, and is credited once.
import fc from 'fast-check';
import type { GatewayReport } from './gateway-report';
import { initialState, type PaymentEvent, type PaymentOrder, type PaymentTerms } from './payment-order';
import { isCollectedBy, paymentDecider, type PaymentCommand } from './payment-order.decide';
import { at, terms as sample } from './spec/order-samples';

const GATEWAYS = ['plugin', 'midtrans-core'] as const;
type Name = (typeof GATEWAYS)[number];
const termsAt = (gateway: Name): PaymentTerms => ({
  ...sample,
  gateway,
  ...(gateway === 'plugin' ? { plugin: 'duitku@1.0.0' } : {}),
});
const collectorOf = (gateway: Name) => ({
  gateway,
  ...(gateway === 'plugin' ? { plugin: 'duitku@1.0.0' } : {}),
});

/** A request on its way: it may land before or after its answer is given up. */
type Charge = { readonly gateway: Name; readonly by: 'maker' | 'other' };
type Step =
  | { readonly do: 'charge again'; readonly lies: boolean }
  /** The vendor takes or refuses the oldest request that is on its way, and says so, or its answer is lost. */
  | { readonly do: 'answer'; readonly takes: boolean; readonly isHeard: boolean; readonly index: number }
  /** Its time-out is over while the request is still on its way. */
  | { readonly do: 'give up'; readonly index: number }
  | { readonly do: 'pay'; readonly index: number }
  | { readonly do: 'ask' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('charge again' as const), lies: fc.boolean() }),
  fc.record({
    do: fc.constant('answer' as const),
    takes: fc.boolean(),
    isHeard: fc.boolean(),
    index: fc.nat(3),
  }),
  fc.record({ do: fc.constant('give up' as const), index: fc.nat(3) }),
  fc.record({ do: fc.constant('pay' as const), index: fc.nat(1) }),
  fc.constant({ do: 'ask' as const }),
);

type Mutation = 'moves what is unknown' | 'moves what was charged again';

class World {
  order: PaymentOrder = initialState();
  readonly events: PaymentEvent[] = [];
  /** Where it can be paid. */
  readonly payable = new Set<Name>();
  readonly paid = new Set<Name>();
  private readonly onTheWay: Charge[] = [];
  private readonly givenUp: Charge[] = [];

  constructor(private readonly mutation?: Mutation) {
    this.take({ type: 'CreatePayment', at, terms: termsAt('plugin') });
    this.onTheWay.push({ gateway: 'plugin', by: 'maker' });
  }

  run(one: Step): void {
    switch (one.do) {
      case 'charge again':
        return this.chargeAgain(one.lies);
      case 'answer':
        return this.answer(one);
      case 'give up':
        return this.giveUp(one.index);
      case 'pay':
        for (const gateway of [...this.payable].slice(one.index, one.index + 1)) this.paid.add(gateway);
        return;
      case 'ask':
        return this.ask();
    }
  }

  ask(): void {
    const gateway = this.collector;
    if (!gateway || !this.payable.has(gateway)) return;
    this.take({
      type: 'RecordReport',
      at,
      ourMerchantId: '',
      report: reportOf(gateway, this.paid.has(gateway)),
    });
  }

  get credits(): number {
    return this.events.filter(({ type }) => type === 'PaymentPaid').length;
  }

  get collector(): Name | undefined {
    return GATEWAYS.find((name) => isCollectedBy(this.order.terms, collectorOf(name)));
  }

  /** As a check does: the status says absent (a vendor may forget for a moment), then the same number again. */
  private chargeAgain(lies: boolean): void {
    const gateway = this.collector;
    if (!gateway || (this.payable.has(gateway) && !lies)) return;
    this.take({ type: 'RepeatCharge', at });
    if (this.order.state !== 'created' || this.collector !== gateway) return;
    this.onTheWay.push({ gateway, by: 'other' });
  }

  private answer({ takes, isHeard, index }: Extract<Step, { do: 'answer' }>): void {
    const waiting = [...this.onTheWay, ...this.givenUp];
    const charge = waiting[index % Math.max(1, waiting.length)];
    if (!charge) return;
    const isAwaited = this.onTheWay.includes(charge);
    this.remove(charge);
    if (takes) this.payable.add(charge.gateway);
    if (isAwaited) this.settle(charge, isHeard ? (takes ? 'accepted' : 'rejected') : 'unknown');
  }

  private giveUp(index: number): void {
    const charge = this.onTheWay[index % Math.max(1, this.onTheWay.length)];
    if (!charge) return;
    this.remove(charge);
    this.givenUp.push(charge);
    this.settle(charge, 'unknown');
  }

  private settle(charge: Charge, outcome: 'accepted' | 'rejected' | 'unknown'): void {
    if (outcome === 'accepted') return this.take({ type: 'MarkPending', at });
    const isMoved =
      outcome === 'rejected' || (this.mutation === 'moves what is unknown' && outcome === 'unknown');
    if (isMoved && charge.by === 'maker' && charge.gateway === 'plugin') {
      if (this.mutation === 'moves what was charged again')
        this.order = { ...this.order, isChargedAgain: false };
      const before = this.events.length;
      const from = collectorOf('plugin');
      this.take({ type: 'RoutePayment', at, from, terms: termsAt('midtrans-core') });
      if (this.events.length > before) {
        this.onTheWay.push({ gateway: 'midtrans-core', by: 'maker' });
        return;
      }
    }
    if (outcome === 'rejected') this.take({ type: 'CancelPayment', at, reason: 'rejected by the gateway' });
  }

  private remove(charge: Charge): void {
    for (const list of [this.onTheWay, this.givenUp]) {
      const index = list.indexOf(charge);
      if (index >= 0) list.splice(index, 1);
    }
  }

  private take(command: PaymentCommand): void {
    const decision = paymentDecider.decide(this.order, command);
    if (!decision.accepted) return;
    for (const event of decision.events) {
      this.order = paymentDecider.evolve(this.order, event);
      this.events.push(event);
    }
  }
}

const reportOf = (gateway: Name, isPaid: boolean): GatewayReport => ({
  ...{ standing: isPaid ? 'paid' : 'pending', orderNumber: sample.orderNumber, currency: 'IDR' },
  ...{ amountRupiah: sample.amountRupiah, merchantId: '', transactionId: `at ${gateway}` },
  ...{ paymentType: 'qris', settledAt: null, refunds: [] },
});

const RUNS = { numRuns: Number(process.env['SEARCH_RUNS'] ?? 2_000) };
const holds = (mutation?: Mutation) =>
  fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
    const world = new World(mutation);
    for (const one of steps) {
      world.run(one);
      if (world.payable.size > 1) throw new Error('it can be paid at two gateways');
      if (world.credits > 1) throw new Error('it is credited twice');
    }
    // Reconciliation asks the gateway that collects it: there the money is, if it is anywhere.
    world.ask();
    if (world.paid.size !== world.credits) throw new Error('what was paid is not credited');
  });

it('can be paid at one gateway, and what is paid is credited once', () => {
  fc.assert(holds(), RUNS);
});

it.each(['moves what is unknown', 'moves what was charged again'] as const)(
  'finds a rule that %s',
  (mutation) => {
    expect(() => fc.assert(holds(mutation), { numRuns: 50_000, seed: 7 })).toThrow('Property failed');
  },
);
