// Any history of bills, payments, money that goes back, hands and lost requests through the real decisions of billing and the
// gateway: in the end a line is suspended if a hand or a bill past its grace holds it, and only then.
import fc from 'fast-check';
import type { BillingAccount } from '../../billing/src/bills/domain/billing-account';
import { openBills } from '../../billing/src/bills/domain/billing-account';
import {
  billingAccountDecider,
  type BillingCommand,
} from '../../billing/src/bills/domain/billing-account.decide';
import type { BillingEvent } from '../../billing/src/bills/domain/billing-events';
import { billsProcess } from '../../billing/src/bills/domain/bills.process';
import { linesToSettle, mustHold } from '../../billing/src/bills/domain/line-holds';
import { addDays } from '../../billing/src/bills/domain/periods';
import type { PlanTerms } from '../../billing/src/bills/domain/plan-terms';
import { lineDecider, type Line, type LineCommand } from '../../router-gateway/src/domain/line';

const RUNS = Number(process.env['SEARCH_RUNS'] ?? 1_500);
const at = '2026-11-29T02:00:00.000Z';
const GRACE_DAYS = 3;
const site = 'rw05';
const terms: PlanTerms = {
  ...{ packageId: 'p', packageName: 'Rumah', bytes: 0, unlimited: true, fupThresholdBytes: null },
  ...{ speedDownKilobitsPerSecond: 0, speedUpKilobitsPerSecond: 0, deviceLimit: 1 },
  ...{ unit: 'day', count: 10, anchorDay: 0, priceRupiah: 100, prorates: false },
  ...{ issueDaysBefore: 2, graceDays: 3 },
};
/** What is left out, to see that the search finds it. */
type Rules = {
  /** Billing notes that it asks before it asks. */
  readonly notesAsking: boolean;
  /** The gateway refuses what was decided on an older account. */
  readonly ordersByVersion: boolean;
  /** The gateway keeps the hand and the bill apart. */
  readonly keepsReasonsApart: boolean;
};
const ALL_RULES: Rules = { notesAsking: true, ordersByVersion: true, keepsReasonsApart: true };

type Way = 'done' | 'request lost' | 'answer lost' | 'late';
type Step =
  | { readonly do: 'wait'; readonly days: number }
  | { readonly do: 'pay'; readonly rupiah: number; readonly receipt: number }
  | { readonly do: 'takeBack'; readonly receipt: number }
  | { readonly do: 'makeVoid' | 'suspend' | 'restore' | 'arrive' }
  | { readonly do: 'work'; readonly way: Way };
type Hold = { readonly held: boolean; readonly basisVersion: number };

class World {
  private today = '2026-12-01';
  private account: BillingAccount = billingAccountDecider.initialState();
  private version = 0;
  private line: Line = lineDecider.initialState();
  private isHandOn = false;
  private isWorkDue = false;
  private readonly late: Hold[] = [];

  constructor(private readonly rules: Rules) {
    this.gateway({
      ...{ type: 'CreateLine', subscriberId: 'b', routerId: 'r', username: 'u', at },
      terms: {
        ...{ uploadKilobitsPerSecond: 0, downloadKilobitsPerSecond: 0, pool: 'home', address: '' },
        ...{ callerId: '', profile: '' },
      },
    });
    const subscription = { subscriptionId: 's', site, terms, startsOn: this.today, lineId: 'line' };
    this.billing({ type: 'StartSubscription', ...subscription, at });
    this.look();
  }

  take(step: Step): void {
    const receiptOf = (key: number): string => `receipt ${key}`;
    switch (step.do) {
      case 'wait':
        this.today = addDays(this.today, step.days);
        return this.look();
      case 'pay':
        return this.billing({
          ...{
            type: 'ReceiveMoney',
            receiptId: receiptOf(step.receipt),
            amountRupiah: step.rupiah,
            site,
            at,
          },
          ...{ method: 'qris', orderId: 'o', cashier: '', drawerSite: null, note: '' },
        });
      case 'takeBack':
        this.billing({ type: 'TakeReceiptBack', receiptId: receiptOf(step.receipt), site, at });
        return this.look();
      case 'makeVoid': {
        const [bill] = openBills(this.account);
        return bill && this.billing({ type: 'VoidBill', billId: bill.id, reason: 'x', at });
      }
      case 'suspend':
        this.isHandOn = true;
        return this.gateway({ type: 'SuspendLine', reason: 'x', at });
      case 'restore':
        this.isHandOn = false;
        return this.gateway({ type: 'RestoreLine', at });
      case 'arrive':
        return this.setHold(this.late.shift());
      case 'work':
        return this.work(step.way);
    }
  }

  /** Everything that waits is done, and what was under way arrives last. @returns whether the line is as it must be. */
  get isTrueInTheEnd(): boolean {
    this.look();
    for (let tries = 0; this.isWorkDue && tries < 5; tries += 1) this.work('done');
    while (this.late.length > 0) this.setHold(this.late.shift());
    const isOwedPastGrace = openBills(this.account).some(
      ({ from }) => addDays(from, GRACE_DAYS) < this.today,
    );
    return (this.line.state === 'suspended') === (this.isHandOn || isOwedPastGrace);
  }

  private look(): void {
    const today = { [site]: this.today };
    const startOf = (_site: string, date: string): string => `${date}T00:00:00.000Z`;
    this.billing({ type: 'IssueBills', today, billIdOf: (_id, from) => from, startOf, at });
    this.billing({ type: 'JudgeBills', today, graceDays: GRACE_DAYS, at });
  }

  /** As bills/line-holds.ts does it. */
  private work(way: Way): void {
    if (!this.isWorkDue) return;
    for (const lineId of linesToSettle(this.account)) {
      if (this.rules.notesAsking) this.billing({ type: 'AskLineHold', lineId, at });
      const hold = { held: mustHold(this.account, lineId), basisVersion: this.version };
      if (way === 'late') this.late.push(hold);
      else if (way !== 'request lost') this.setHold(hold);
      if (way !== 'done') return;
      if (!this.rules.notesAsking) this.billing({ type: 'AskLineHold', lineId, at });
      this.billing({ type: 'ConfirmLineHold', lineId, held: hold.held, at });
    }
    this.isWorkDue = linesToSettle(this.account).length > 0;
  }

  private setHold(hold: Hold | undefined): void {
    if (!hold) return;
    if (!this.rules.ordersByVersion) this.line = { ...this.line, holdVersion: 0 };
    this.gateway({ type: 'SetLineHold', ...hold, at });
    if (!this.rules.keepsReasonsApart && !hold.held) this.line = { ...this.line, state: 'active' };
  }

  private billing(command: BillingCommand): void {
    const decision = billingAccountDecider.decide(this.account, command);
    const events: readonly BillingEvent[] = decision.accepted ? decision.events : [];
    this.account = events.reduce(billingAccountDecider.evolve, this.account);
    this.version += events.length;
    const isAdded = events.flatMap(billsProcess.after).some(({ kind }) => kind === 'settle_lines');
    // The queue drops what is not due.
    if (isAdded) this.isWorkDue = true;
    if (this.isWorkDue) this.isWorkDue = billsProcess.isStillDue('settle_lines', this.account, at);
  }

  private gateway(command: LineCommand): void {
    const decision = lineDecider.decide(this.line, command);
    if (decision.accepted) this.line = decision.events.reduce(lineDecider.evolve, this.line);
  }
}

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 8 }) }),
  fc.record({
    ...{ do: fc.constant('pay' as const), rupiah: fc.constantFrom(40, 100, 250), receipt: fc.nat(5) },
  }),
  fc.record({ do: fc.constant('takeBack' as const), receipt: fc.nat(5) }),
  fc.record({ do: fc.constantFrom('makeVoid' as const, 'suspend', 'restore', 'arrive') }),
  fc.record({
    do: fc.constant('work' as const),
    way: fc.constantFrom<Way>('done', 'request lost', 'answer lost', 'late'),
  }),
);
const search = (rules: Rules) =>
  fc.check(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const world = new World(rules);
      for (const one of steps) world.take(one);
      return world.isTrueInTheEnd;
    }),
    { numRuns: RUNS, seed: 11 },
  );

it('suspends a line by a hand or a bill past its grace, and by nothing else, whatever is lost or comes late', () => {
  const { failed, counterexample } = search(ALL_RULES);
  expect({ failed, counterexample }).toEqual({ failed: false, counterexample: null });
});

it.each(['notesAsking', 'ordersByVersion', 'keepsReasonsApart'] as const)('needs the rule %s', (rule) => {
  expect(search({ ...ALL_RULES, [rule]: false }).failed).toBe(true);
});
