// Whatever order payments are reported in and wherever billing stops: what is paid is given once, what is refunded is not
// kept, and nothing else is given.
import type { PaymentState } from '@saring/kernel';
import fc from 'fast-check';
import { mustFulfil, mustTakeBack, type Sale, type SaleEvent, type SaleTerms } from './sale';
import { saleDecider, type PaymentReport, type SaleCommand } from './sale.decide';
import { saleProcess, type WorkKind } from './sale.process';

const at = '2026-11-21T07:00:00.000Z';
const AMOUNT = 50_000;
const terms: SaleTerms = {
  subscriberId: 'sari',
  purpose: 'package',
  goods: {
    description: 'Paket',
    packageId: 'p',
    bytes: 1,
    bonusBytes: 0,
    unlimited: false,
    days: 1,
    fupThresholdBytes: null,
    debtId: null,
    items: [],
    autoDebtBytes: 0,
  },
  price: { amountRupiah: AMOUNT, discountRupiah: 0, promoId: null, promoName: null },
  method: 'qris',
  bank: null,
  site: 'rw05',
  returnUrl: null,
};

const NEXT: Readonly<Record<PaymentState, readonly PaymentState[]>> = {
  created: ['pending', 'denied'],
  pending: ['paid', 'expired', 'cancelled', 'denied'],
  expired: ['paid'],
  cancelled: ['paid'],
  denied: ['paid'],
  // Paid again: a part was refunded.
  paid: ['paid', 'refunded', 'reversed'],
  refunded: [],
  // By another transaction.
  reversed: ['paid'],
};

/** A true history of a payment, each report with its version. */
const payments = fc.array(fc.nat(3), { maxLength: 9 }).map((choices) => {
  const reports: PaymentReport[] = [];
  let state: PaymentState = 'created';
  for (const choice of [0, ...choices]) {
    const next: readonly PaymentState[] = NEXT[state];
    if (next.length === 0) break;
    const before = state;
    state = next[choice % next.length] ?? state;
    const isPart = before === 'paid' && state === 'paid';
    const refundedRupiah = state === 'refunded' ? AMOUNT : isPart ? reports.length : 0;
    const version = reports.length + 2;
    reports.push({
      version,
      state,
      since: at,
      orderNumber: 'SRG',
      expiresAt: at,
      refundedRupiah,
      reason: '',
    });
  }
  return reports;
});

/** How one try at the ledger goes. `unheard`: it did it, and billing stopped before it knew. */
type Try = 'done' | 'failed' | 'unheard';
type Step = { readonly hear: number } | { readonly work: Try } | { readonly late: true };
const steps = fc.array(
  fc.oneof(
    fc.record({ hear: fc.nat(10) }),
    fc.constant({ late: true as const }),
    fc.record({ work: fc.constantFrom<Try>('done', 'failed', 'unheard') }),
  ),
  { maxLength: 30 },
);

/** A ledger that gives once under a key, and never after it has taken back. */
class Ledger {
  private readonly rounds = new Map<number, 'given' | 'taken'>();

  fulfil(round: number): void {
    if (!this.rounds.has(round)) this.rounds.set(round, 'given');
  }
  takeBack(round: number): void {
    this.rounds.set(round, 'taken');
  }
  get given(): number {
    return [...this.rounds.values()].filter((standing) => standing === 'given').length;
  }
}

class Run {
  readonly events: SaleEvent[] = [];
  readonly ledger = new Ledger();
  asksToGive = 0;
  private sale: Sale = saleDecider.initialState();
  private readonly due = new Set<WorkKind>();
  private late: SaleCommand | null = null;

  constructor() {
    this.command({ type: 'PlaceOrder', terms, at });
  }

  command(command: SaleCommand): void {
    const decision = saleDecider.decide(this.sale, command);
    if (!decision.accepted) throw new Error(decision.refusal.code);
    for (const event of decision.events) {
      this.events.push(event);
      this.sale = saleDecider.evolve(this.sale, event);
      for (const { kind } of saleProcess.after(event)) this.due.add(kind);
    }
    if (decision.events.some(({ type }) => type === 'OrderPaid'))
      this.command({ type: 'NumberInvoice', invoiceNumber: '1', at });
  }

  hear(payment: PaymentReport | undefined): void {
    if (payment) this.command({ type: 'ApplyPayment', payment, at });
  }

  /** As the worker does it: what is no longer called for is dropped, what fails stays due. */
  work(tried: Try): void {
    for (const kind of ['fulfil', 'take_back'] as const) {
      if (!this.due.has(kind)) continue;
      if (!saleProcess.isStillDue(kind, this.sale, at)) this.due.delete(kind);
      else if (tried === 'failed') this.command({ type: 'DeferFulfilment', reason: 'down', at });
      else this.ask(kind, tried);
    }
  }

  private ask(kind: 'fulfil' | 'take_back', tried: Try): void {
    const { round, roundsToTakeBack } = this.sale;
    if (kind === 'fulfil') {
      this.asksToGive += 1;
      this.ledger.fulfil(round);
    } else roundsToTakeBack.forEach((one) => this.ledger.takeBack(one));
    const confirm: SaleCommand = { type: 'ConfirmFulfilment', round, at };
    // Another replica may have got the fact, and apply it much later.
    if (kind === 'fulfil') this.late = confirm;
    if (tried === 'unheard') return;
    if (kind === 'fulfil') this.command(confirm);
    else for (const one of roundsToTakeBack) this.command({ type: 'ConfirmTakenBack', round: one, at });
    this.due.delete(kind);
  }

  hearLateAnswer(): void {
    if (this.late) this.command(this.late);
  }

  count(type: SaleEvent['type']): number {
    return this.events.filter((event) => event.type === type).length;
  }

  /** Nothing of the ledger is left to be done. */
  get isSettled(): boolean {
    return !mustFulfil(this.sale) && !mustTakeBack(this.sale);
  }
}

const live = (reports: readonly PaymentReport[], script: readonly Step[]): Run => {
  const run = new Run();
  for (const step of script) {
    if ('hear' in step) run.hear(reports[step.hear]);
    else if ('late' in step) run.hearLateAnswer();
    else run.work(step.work);
  }
  // In the end the last state arrives, by its fact or by asking, and the ledger is up.
  run.hear(reports[reports.length - 1]);
  run.work('done');
  run.work('done');
  return run;
};

it('a paid order is given exactly once, an unpaid one never, and what is refunded is not kept', () => {
  fc.assert(
    fc.property(payments, steps, (reports, script) => {
      const run = live(reports, script);
      const last = reports[reports.length - 1]?.state;
      expect(run.isSettled).toBe(true);
      expect(run.ledger.given).toBe(last === 'paid' ? 1 : 0);
      const rounds = run.count('OrderPaid');
      expect(rounds).toBeLessThanOrEqual(reports.filter(({ state }) => state === 'paid').length);
      expect(run.count('OrderFulfilled')).toBeLessThanOrEqual(rounds);
      expect(run.count('InvoiceNumbered')).toBe(Math.min(rounds, 1));
      // Nothing is taken back that was never known as paid, and nothing unpaid is ever asked for.
      if (rounds === 0) expect([run.asksToGive, run.count('PurchaseTakenBack')]).toEqual([0, 0]);
      if (last === 'refunded' || last === 'reversed') expect(run.count('PurchaseTakenBack')).toBe(rounds);
    }),
    { numRuns: Number(process.env['SEARCH_RUNS'] ?? 2_000) },
  );
});

it('a report that is repeated or late changes nothing', () => {
  fc.assert(
    fc.property(payments, steps, fc.nat(10), (reports, script, again) => {
      const run = live(reports, script);
      const before = run.events.length;
      run.hear(reports[again]);
      run.work('done');
      expect(run.events.length).toBe(before);
    }),
    { numRuns: Number(process.env['SEARCH_RUNS'] ?? 500) },
  );
});
