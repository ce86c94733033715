// Any order of truths, lies, polls and our own endings credits a truly paid order once, and no other one ever.
import fc from 'fast-check';
import type { GatewayReport, Standing } from './gateway-report';
import { initialState, type PaymentEvent, type PaymentOrder, type PaymentTerms } from './payment-order';
import { paymentDecider, type PaymentCommand } from './payment-order.decide';

const terms: PaymentTerms = {
  orderId: 'o-1',
  orderNumber: 'SRG-rw05-ABCDEFGHIJKLMNOPQRST',
  subscriberId: 's-1',
  site: 'rw05',
  amountRupiah: 50_000,
  method: 'va',
  bank: 'permata',
  gateway: 'midtrans-core',
  expiresAt: '2026-11-21T04:15:00.000Z',
};
const at = '2026-11-21T04:00:00.000Z';

/** What the vendor makes of an order, a step at a time; `tries` counts its transactions. */
type VendorOrder = { standing: Standing; tries: number };
const STEPS: Partial<Record<Standing, readonly Standing[]>> = {
  pending: ['paid', 'denied', 'expired', 'cancelled'],
  denied: ['paid', 'pending'],
  paid: ['denied'],
  expired: ['paid'],
};

const commandOf = (report: GatewayReport): PaymentCommand => ({
  type: 'RecordReport',
  at,
  report,
  ourMerchantId: 'G1',
});
const truth = ({ standing, tries }: VendorOrder): GatewayReport => ({
  standing,
  orderNumber: terms.orderNumber,
  amountRupiah: terms.amountRupiah,
  currency: 'IDR',
  merchantId: 'G1',
  transactionId: `t-${tries}`,
  paymentType: 'bank_transfer',
  settledAt: null,
  refunds: [],
});

type Step =
  | { readonly do: 'vendor'; readonly choice: number }
  /** A notice or a poll: either way the status is asked, and asked again. */
  | { readonly do: 'ask'; readonly times: number }
  /** An answer from before the reversal that we have seen. */
  | { readonly do: 'stale' }
  | { readonly do: 'lie'; readonly change: Partial<GatewayReport> }
  | { readonly do: 'expire' }
  | { readonly do: 'cancel' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('vendor' as const), choice: fc.nat(3) }),
  fc.record({ do: fc.constant('ask' as const), times: fc.integer({ min: 0, max: 3 }) }),
  fc.record({
    do: fc.constant('lie' as const),
    change: fc.constantFrom<Partial<GatewayReport>[]>(
      { amountRupiah: 1 },
      { amountRupiah: null },
      { currency: 'USD' },
      { merchantId: 'G2' },
      { orderNumber: 'SRG-rw05-TTTTTTTTTTTTTTTTTTTT' },
    ),
  }),
  fc.constant({ do: 'stale' as const }),
  fc.constant({ do: 'expire' as const }),
  fc.constant({ do: 'cancel' as const }),
);

class World {
  order: PaymentOrder = initialState();
  events: PaymentEvent[] = [];
  vendor: VendorOrder = { standing: 'pending', tries: 1 };
  /** Transactions that we have seen paid, and the last that we have seen go back. */
  readonly seenPaid = new Set<number>();
  private reversed = 0;
  private wasPaid = false;

  constructor() {
    this.take({ type: 'CreatePayment', at, terms });
    this.take({ type: 'MarkPending', at });
  }

  run(one: Step): void {
    if (one.do === 'vendor') this.move(one.choice);
    else if (one.do === 'ask') for (let count = 0; count < one.times; count += 1) this.ask();
    else if (one.do === 'lie')
      this.take(commandOf({ ...truth(this.vendor), standing: 'paid', ...one.change }));
    else if (one.do === 'stale') this.repeatOldAnswer();
    else if (one.do === 'expire') this.take({ type: 'ExpirePayment', at });
    else this.take({ type: 'CancelPayment', at, reason: 'requested' });
  }

  ask(): void {
    if (this.vendor.standing === 'paid') this.seenPaid.add(this.vendor.tries);
    if (this.vendor.standing === 'denied' && this.order.state === 'paid') this.reversed = this.vendor.tries;
    this.take(commandOf(truth(this.vendor)));
  }

  get balance(): number {
    const count = (type: PaymentEvent['type']) => this.events.filter((event) => event.type === type).length;
    return count('PaymentPaid') - count('PaymentReversed');
  }

  private repeatOldAnswer(): void {
    if (this.reversed > 0) this.take(commandOf(truth({ standing: 'paid', tries: this.reversed })));
  }

  private move(choice: number): void {
    // What a bank took back is paid anew or stays so; only a first refusal goes back to waiting.
    const next = (STEPS[this.vendor.standing] ?? []).filter(
      (standing) => standing !== 'pending' || !this.wasPaid,
    );
    const standing = next[choice % Math.max(next.length, 1)];
    if (!standing) return;
    // A new try after a refusal is a transaction of its own.
    const isNewTry = this.vendor.standing === 'denied';
    this.wasPaid ||= standing === 'paid';
    this.vendor = { standing, tries: this.vendor.tries + (isNewTry ? 1 : 0) };
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

it('credits each truly paid transaction once, takes back what was reversed, and ends as the vendor says', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const world = new World();
      for (const one of steps) {
        world.run(one);
        expect([0, 1]).toContain(world.balance);
      }
      // Whatever got lost, reconciliation asks at last.
      world.ask();
      const isPaid = world.vendor.standing === 'paid';
      expect(world.balance).toBe(isPaid ? 1 : 0);
      expect(world.order.state === 'paid').toBe(isPaid);
      const credits = world.events.filter(({ type }) => type === 'PaymentPaid');
      expect(credits.length).toBeLessThanOrEqual(world.seenPaid.size);
    }),
    { numRuns: Number(process.env['SEARCH_RUNS'] ?? 1_000) },
  );
});
