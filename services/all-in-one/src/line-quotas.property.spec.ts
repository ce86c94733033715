// Any history of packages, hands and lost requests through the real decisions of billing and the gateway: in the end a line
// has the quota that a hand set last, or without one that of its package, and none where nobody says one.
import fc from 'fast-check';
import { initialState, type BillingAccount } from '../../billing/src/bills/domain/billing-account';
import {
  billingAccountDecider,
  type BillingCommand,
} from '../../billing/src/bills/domain/billing-account.decide';
import { billsProcess } from '../../billing/src/bills/domain/bills.process';
import { linesToLimit, quotaFor } from '../../billing/src/bills/domain/line-quotas';
import { addDays } from '../../billing/src/bills/domain/periods';
import type { PackageQuota, PlanTerms } from '../../billing/src/bills/domain/plan-terms';
import { lineDecider, type Line, type LineCommand } from '../../router-gateway/src/domain/line';

const RUNS = Number(process.env['SEARCH_RUNS'] ?? 1_500);
const at = '2026-11-29T02:00:00.000Z';
const site = 'rw05';
const terms: PlanTerms = {
  ...{ packageId: 'p', packageName: 'Rumah', bytes: 5, unlimited: false, fupThresholdBytes: 0 },
  ...{ speedDownKilobitsPerSecond: 0, speedUpKilobitsPerSecond: 0, deviceLimit: 1 },
  ...{ unit: 'month', count: 1, anchorDay: 1, priceRupiah: 100, prorates: false },
  ...{ issueDaysBefore: 2, graceDays: 3 },
};
const NO_SPEED = { slowUploadKilobitsPerSecond: 0, slowDownloadKilobitsPerSecond: 0 };

/** What is left out, to see that the search finds it. */
type Rules = {
  /** Billing notes that it asks before it asks. */
  readonly notesAsking: boolean;
  /** The gateway refuses what was decided on an older account. */
  readonly ordersByVersion: boolean;
  /** The gateway keeps the hand and the package apart. */
  readonly keepsHandApart: boolean;
};
const ALL_RULES: Rules = { notesAsking: true, ordersByVersion: true, keepsHandApart: true };

type Way = 'done' | 'request lost' | 'answer lost' | 'late';
type Step =
  | { readonly do: 'package'; readonly bytes: number }
  | { readonly do: 'hand'; readonly bytes: number }
  | { readonly do: 'follow' | 'end' | 'begin' | 'arrive' | 'wait' }
  | { readonly do: 'work'; readonly way: Way };
type Told = { readonly quota: PackageQuota | null; readonly basisVersion: number };

class World {
  private today = '2026-12-01';
  private account: BillingAccount = initialState();
  private version = 0;
  private line: Line = lineDecider.initialState();
  private hand: number | null = null;
  private begun = 0;
  private bytes: number | null = null;
  private isWorkDue = false;
  private readonly late: Told[] = [];

  constructor(private readonly rules: Rules) {
    this.gateway({
      ...{ type: 'CreateLine', subscriberId: 'b', routerId: 'r', username: 'u', at },
      terms: {
        ...{ uploadKilobitsPerSecond: 0, downloadKilobitsPerSecond: 0, pool: 'home', address: '' },
        ...{ callerId: '', profile: '' },
      },
    });
    this.begin();
  }

  take(step: Step): void {
    const subscriptionId = `s ${this.begun}`;
    switch (step.do) {
      case 'package':
        if (this.bytes === null) return;
        this.bytes = step.bytes;
        return this.billing({
          type: 'ChangePlan',
          subscriptionId,
          terms: termsOf(step.bytes),
          ...this.issuing,
        });
      case 'hand':
        this.hand = step.bytes;
        return this.gateway({ type: 'SetLineQuota', quota: byHand(step.bytes), at });
      case 'follow':
        this.hand = null;
        return this.gateway({ type: 'FollowPackageQuota', at });
      case 'end':
        if (this.bytes === null) return;
        this.bytes = null;
        return this.billing({ type: 'EndSubscription', subscriptionId, reason: 'x', ...this.issuing });
      case 'begin':
        return this.bytes === null ? this.begin() : undefined;
      case 'wait':
        this.today = addDays(this.today, 20);
        return this.billing({ type: 'IssueBills', ...this.issuing });
      case 'arrive':
        return this.tell(this.late.shift());
      case 'work':
        return this.work(step.way);
    }
  }

  /** Everything that waits is done, and what was under way arrives last. */
  get isTrueInTheEnd(): boolean {
    for (let tries = 0; this.isWorkDue && tries < 5; tries += 1) this.work('done');
    while (this.late.length > 0) this.tell(this.late.shift());
    const wanted = this.hand ?? this.bytes ?? 0;
    return (this.line.quota?.bytes ?? 0) === wanted;
  }

  private get issuing() {
    const startOf = (_site: string, date: string): string => `${date}T00:00:00.000Z`;
    const billIdOf = (...of: string[]): string => of.join(' ');
    return { today: { [site]: this.today }, billIdOf, startOf, at };
  }

  private begin(): void {
    this.begun += 1;
    this.bytes = terms.bytes;
    this.billing({
      ...{ type: 'StartSubscription', subscriptionId: `s ${this.begun}`, site, terms, at },
      ...{ startsOn: this.today, lineId: 'line' },
    });
  }

  /** As bills/line-quotas.ts does it. */
  private work(way: Way): void {
    if (!this.isWorkDue) return;
    for (const lineId of linesToLimit(this.account)) {
      if (this.rules.notesAsking) this.billing({ type: 'AskLineQuota', lineId, at });
      const quota = quotaFor(this.account, lineId);
      const told = { quota, basisVersion: this.version };
      if (way === 'late') this.late.push(told);
      else if (way !== 'request lost') this.tell(told);
      if (way !== 'done') return;
      if (!this.rules.notesAsking) this.billing({ type: 'AskLineQuota', lineId, at });
      this.billing({ type: 'ConfirmLineQuota', lineId, quota, at });
    }
    this.isWorkDue = linesToLimit(this.account).length > 0;
  }

  private tell(told: Told | undefined): void {
    if (!told) return;
    if (!this.rules.ordersByVersion) this.line = { ...this.line, packageVersion: 0 };
    const { quota, basisVersion } = told;
    const asked = quota && { bytes: quota.bytes, periodDay: quota.periodDay, ...NO_SPEED };
    this.gateway(
      this.rules.keepsHandApart
        ? { type: 'SetPackageQuota', quota: asked, basisVersion, at }
        : { type: 'SetLineQuota', quota: asked, at },
    );
  }

  private billing(command: BillingCommand): void {
    const decision = billingAccountDecider.decide(this.account, command);
    const events = decision.accepted ? decision.events : [];
    this.account = events.reduce(billingAccountDecider.evolve, this.account);
    this.version += events.length;
    const isAdded = events.flatMap(billsProcess.after).some(({ kind }) => kind === 'set_line_quotas');
    // The queue drops what is not due.
    if (isAdded) this.isWorkDue = true;
    if (this.isWorkDue) this.isWorkDue = billsProcess.isStillDue('set_line_quotas', this.account, at);
  }

  private gateway(command: LineCommand): void {
    const decision = lineDecider.decide(this.line, command);
    if (decision.accepted) this.line = decision.events.reduce(lineDecider.evolve, this.line);
  }
}

const termsOf = (bytes: number): PlanTerms => ({ ...terms, bytes, unlimited: bytes === 0 });
const byHand = (bytes: number) => (bytes === 0 ? null : { bytes, ...NO_SPEED, periodDay: 1 });

const bytes = fc.constantFrom(0, 5, 7);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom('package' as const, 'hand' as const), bytes }),
  fc.record({ do: fc.constantFrom('follow' as const, 'end', 'begin', 'arrive', 'wait') }),
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

it('gives a line the quota of a hand, else of its package, whatever is lost or comes late', () => {
  const { failed, counterexample } = search(ALL_RULES);
  expect({ failed, counterexample }).toEqual({ failed: false, counterexample: null });
});

it.each(['notesAsking', 'ordersByVersion', 'keepsHandApart'] as const)('needs the rule %s', (rule) => {
  expect(search({ ...ALL_RULES, [rule]: false }).failed).toBe(true);
});
