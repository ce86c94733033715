// Any history of bills, payments, money that goes back and lost requests through the real decisions of billing and the ledger:
// in the end the hotspot of a subscription without a line is blocked if a bill holds it, and only then; and time alone lets
// nobody go who has not paid.
import fc from 'fast-check';
import type { BillingAccount } from '../../billing/src/bills/domain/billing-account';
import { openBills } from '../../billing/src/bills/domain/billing-account';
import {
  billingAccountDecider,
  type BillingCommand,
} from '../../billing/src/bills/domain/billing-account.decide';
import { isHotspotUnsettled, mustHoldHotspot } from '../../billing/src/bills/domain/line-holds';
import { addDays } from '../../billing/src/bills/domain/periods';
import type { PlanTerms } from '../../billing/src/bills/domain/plan-terms';
import { accessStatus } from '../../quota-ledger/src/domain/access-status';
import type { AccountCommand } from '../../quota-ledger/src/domain/account-command';
import { initialState, type QuotaAccount } from '../../quota-ledger/src/domain/account';
import { evolve } from '../../quota-ledger/src/domain/quota-account';
import { decide } from '../../quota-ledger/src/domain/quota-account.decide';

const RUNS = Number(process.env['SEARCH_RUNS'] ?? 1_500);
const at = '2026-11-29T02:00:00.000Z';
const site = 'rw05';
const terms: PlanTerms = {
  ...{ packageId: 'p', packageName: 'Hotspot', bytes: 1, unlimited: false, fupThresholdBytes: null },
  ...{ speedDownKilobitsPerSecond: 0, speedUpKilobitsPerSecond: 0, deviceLimit: 1 },
  ...{ unit: 'day', count: 10, anchorDay: 0, priceRupiah: 100, prorates: false },
  ...{ issueDaysBefore: 2, graceDays: 3 },
};
/** What is left out, to see that the search finds it. */
type Rules = {
  /** Billing notes that it asks before it asks. */
  readonly notesAsking: boolean;
  /** The ledger refuses what was decided on an older account. */
  readonly ordersByVersion: boolean;
  /** Where a bill lapses that held, the next one holds on. */
  readonly holdsOver: boolean;
};
const ALL_RULES: Rules = { notesAsking: true, ordersByVersion: true, holdsOver: true };

type Way = 'done' | 'request lost' | 'answer lost' | 'late';
type Step =
  | { readonly do: 'wait'; readonly days: number }
  | { readonly do: 'pay'; readonly rupiah: number; readonly receipt: number }
  | { readonly do: 'takeBack'; readonly receipt: number }
  | { readonly do: 'makeVoid' | 'give' | 'arrive' }
  | { readonly do: 'work'; readonly way: Way };
type Hold = { readonly held: boolean; readonly basisVersion: number };

class World {
  isLetGoByTime = false;
  private today = '2026-12-01';
  private account: BillingAccount = billingAccountDecider.initialState();
  private version = 0;
  private quota: QuotaAccount = initialState();
  private readonly late: Hold[] = [];

  constructor(private readonly rules: Rules) {
    this.ledger({
      ...{ type: 'ChangeTerms', version: 1, role: 'subscriber', approval: 'approved', disabled: false },
      ...{ blocked: false, blockReason: null, at },
    });
    this.billing({ type: 'StartSubscription', subscriptionId: 's', site, terms, startsOn: this.today, at });
    this.look();
  }

  take(step: Step): void {
    switch (step.do) {
      case 'wait':
        for (let day = 0; day < step.days; day += 1) this.pass();
        return;
      case 'pay':
        return this.billing({
          ...{ type: 'ReceiveMoney', receiptId: String(step.receipt), amountRupiah: step.rupiah, site, at },
          ...{ method: 'qris', orderId: 'o', cashier: '', drawerSite: null, note: '' },
        });
      case 'takeBack':
        this.billing({ type: 'TakeReceiptBack', receiptId: String(step.receipt), site, at });
        return this.look();
      case 'makeVoid': {
        const [bill] = openBills(this.account);
        return bill && this.billing({ type: 'VoidBill', billId: bill.id, reason: 'x', at });
      }
      case 'give': {
        for (const { id } of Object.values(this.account.bills))
          this.billing({ type: 'ConfirmGiven', billId: id, at });
        return;
      }
      case 'arrive':
        return this.setHold(this.late.shift());
      case 'work':
        return this.work(step.way);
    }
  }

  /** Everything that waits is done, and what was under way arrives last. @returns whether the status is as it must be. */
  get isTrueInTheEnd(): boolean {
    for (let tries = 0; isHotspotUnsettled(this.account) && tries < 5; tries += 1) this.work('done');
    while (this.late.length > 0) this.setHold(this.late.shift());
    const isBlocked = accessStatus(this.quota, at) === 'blocked';
    return !this.isLetGoByTime && isBlocked === mustHoldHotspot(this.account);
  }

  private pass(): void {
    const wasHeld = mustHoldHotspot(this.account);
    this.today = addDays(this.today, 1);
    this.look();
    // Only what pays a bill, or makes it void by hand, lets go.
    const isFree = openBills(this.account).length === 0;
    if (wasHeld && !isFree && !mustHoldHotspot(this.account)) this.isLetGoByTime = true;
  }

  private look(): void {
    const today = { [site]: this.today };
    const startOf = (_site: string, date: string): string => `${date}T00:00:00.000Z`;
    this.billing({ type: 'IssueBills', today, billIdOf: (_id, from) => from, startOf, at });
    this.billing({ type: 'JudgeBills', today, graceDays: 3, at });
  }

  /** As bills/line-holds.ts does it. */
  private work(way: Way): void {
    if (!isHotspotUnsettled(this.account)) return;
    if (this.rules.notesAsking) this.billing({ type: 'AskHotspotHold', at });
    const hold = { held: mustHoldHotspot(this.account), basisVersion: this.version };
    if (way === 'late') this.late.push(hold);
    else if (way !== 'request lost') this.setHold(hold);
    if (way !== 'done') return;
    if (!this.rules.notesAsking) this.billing({ type: 'AskHotspotHold', at });
    this.billing({ type: 'ConfirmHotspotHold', held: hold.held, at });
  }

  private setHold(hold: Hold | undefined): void {
    if (!hold) return;
    if (!this.rules.ordersByVersion)
      this.quota = { ...this.quota, billHold: { held: false, basisVersion: 0 } };
    this.ledger({ type: 'SetBillHold', ...hold, at });
  }

  private billing(command: BillingCommand): void {
    const decision = billingAccountDecider.decide(this.account, command);
    if (!decision.accepted) return;
    const isDropped = !this.rules.holdsOver && command.type === 'IssueBills';
    const events = decision.events.filter(({ type }) => !(isDropped && type === 'BillOverdue'));
    this.account = events.reduce(billingAccountDecider.evolve, this.account);
    if (isDropped) this.account = withoutLapse(this.account);
    this.version += events.length;
  }

  private ledger(command: AccountCommand): void {
    const decision = decide(this.quota, command);
    if (decision.accepted) this.quota = decision.events.reduce<QuotaAccount>(evolve, this.quota);
  }
}

const withoutLapse = (account: BillingAccount): BillingAccount => ({
  ...account,
  subscriptions: Object.fromEntries(
    Object.entries(account.subscriptions).map(([id, one]) => [id, { ...one, isLapsed: false }]),
  ),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 12 }) }),
  fc.record({
    ...{ do: fc.constant('pay' as const), rupiah: fc.constantFrom(40, 100, 250), receipt: fc.nat(5) },
  }),
  fc.record({ do: fc.constant('takeBack' as const), receipt: fc.nat(5) }),
  fc.record({ do: fc.constantFrom('makeVoid' as const, 'give', 'arrive') }),
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

it('blocks the hotspot while a bill past its grace holds it, and only then, whatever is lost or comes late', () => {
  const { failed, counterexample } = search(ALL_RULES);
  expect({ failed, counterexample }).toEqual({ failed: false, counterexample: null });
});

it.each(['notesAsking', 'ordersByVersion', 'holdsOver'] as const)('needs the rule %s', (rule) => {
  expect(search({ ...ALL_RULES, [rule]: false }).failed).toBe(true);
});
