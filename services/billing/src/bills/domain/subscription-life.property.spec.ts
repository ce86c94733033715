// Any history of payments, money that goes back, void bills, changes, pauses, ends, outages and clocks that jump, over month
// ends, leap days and time zones: every rupiah lies in one place, and no day is billed twice.
import { daysBetween, localDate, localInstant, toInstant, type Instant } from '@saring/kernel';
import fc from 'fast-check';
import { billingPostings } from '../../books/domain/postings';
import { endOf, openBills, type Bill, type BillingAccount } from './billing-account';
import { billingAccountDecider, type BillingCommand } from './billing-account.decide';
import type { BillingEvent } from './billing-events';
import type { Issuing } from './issuing';
import { addDays, type Rhythm } from './periods';
import type { PlanTerms } from './plan-terms';

const RUNS = Number(process.env['SEARCH_RUNS'] ?? 600);
/** Two sites of one payer; the far ones change their clocks, or lie a day apart. */
const ZONES = [
  ...['Asia/Jakarta', 'Asia/Jayapura', 'America/New_York', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'],
] as const;
const SITES = { a: 'rw05', b: 'rw09' } as const;
/** Some faults show in few histories. */
const RARE = 10;
const HOUR_MILLISECONDS = 3_600_000;
const GRACE_DAYS = 3;
const terms: PlanTerms = {
  ...{ packageId: 'p', packageName: 'Rumah', bytes: 0, unlimited: true, fupThresholdBytes: null },
  ...{ speedDownKilobitsPerSecond: 0, speedUpKilobitsPerSecond: 0, deviceLimit: 1 },
  ...{ unit: 'month', count: 1, anchorDay: 1, priceRupiah: 100_003, prorates: true },
  ...{ issueDaysBefore: 7, graceDays: 3 },
};

/** What is left out, to see that the search finds it. */
type Rules = {
  /** What was paid for days that are not had becomes balance. */
  readonly releasesWhatIsCredited: boolean;
  /** Bills of later periods go when they are billed anew. */
  readonly voidsLaterBills: boolean;
  /** A day that is billed anew is another bill. */
  readonly countsAnew: boolean;
  /** Money that is freed pays what is owed. */
  readonly allocatesAtOnce: boolean;
  /** A pause begins on its day. */
  readonly pausesFromItsDay: boolean;
  /** What was written off of a bill that is billed anew, or void, was no loss. */
  readonly takesLossesBack: boolean;
  /** A security does not outlive its subscription. */
  readonly releasesAtTheEnd: boolean;
};
const ALL_RULES: Rules = {
  ...{ releasesWhatIsCredited: true, voidsLaterBills: true, countsAnew: true },
  ...{ allocatesAtOnce: true, pausesFromItsDay: true, takesLossesBack: true, releasesAtTheEnd: true },
};

type Step =
  | { readonly do: 'wait'; readonly hours: number; readonly isOut: boolean }
  | { readonly do: 'pay'; readonly rupiah: number; readonly receipt: number }
  | { readonly do: 'takeBack'; readonly receipt: number }
  /** A refund by hand: asked, and later done where it was not refused, or given up. */
  | { readonly do: 'ask' | 'refund' | 'giveUp'; readonly receipt: number }
  | { readonly do: 'payOut'; readonly rupiah: number }
  | { readonly do: 'makeVoid' | 'give' | 'writeOff' | 'reclaim'; readonly bill: number }
  | { readonly do: 'deposit'; readonly rupiah: number; readonly receipt: number; readonly one: number }
  | { readonly do: 'change' | 'changeLater'; readonly rupiah: number; readonly one: number }
  | { readonly do: 'pause' | 'resume' | 'line'; readonly one: number }
  | { readonly do: 'release'; readonly one: number }
  | { readonly do: 'end'; readonly inDays: number; readonly one: number };
type LifeStep = Exclude<Extract<Step, { one: number }>, { do: 'deposit' | 'release' }>;
type Beginning = {
  /** Hours behind the first moment of the story. */
  readonly first: number;
  readonly zones: readonly [string, string];
  readonly rhythm: Rhythm;
  readonly isOfLine: boolean;
  readonly isPostpaid: boolean;
  readonly percentOff: number;
  readonly installation: number;
  readonly taxBasisPoints: number;
  readonly isTaxIncluded: boolean;
};

type MoneyEvent = 'MoneyReceived' | 'ReceiptTakenBack' | 'BalancePaidOut' | 'DepositTaken';

/** Of what is void nothing was lost. */
const lossOf = ({ isVoid, writtenOffRupiah }: Bill): number => (isVoid ? 0 : (writtenOffRupiah ?? 0));

class World {
  private now: Date;
  private account: BillingAccount = billingAccountDecider.initialState();
  private readonly events: BillingEvent[] = [];
  private readonly voidByHand = new Set<string>();
  /** A loss is taken back because somebody asked for that. */
  private isAsked = false;
  /** Refunds that may be done: the answer of the account lets them. */
  private readonly asked = new Set<number>();
  /** What banks took back, which nobody here can refuse. */
  private reversedRupiah = 0;
  /** Before the clock jumped back. */
  private latest: Date;

  constructor(
    private readonly beginning: Beginning,
    private readonly rules: Rules,
  ) {
    this.now = new Date(Date.parse('2027-12-20T02:00:00.000Z') + beginning.first * HOUR_MILLISECONDS);
    this.latest = this.now;
    for (const subscriptionId of ['a', 'b'] as const) this.start(subscriptionId);
    this.look();
  }

  take(step: Step): void {
    const { at } = this;
    switch (step.do) {
      case 'wait':
        // Clocks that are set right jump back, too.
        this.now = new Date(this.now.getTime() + step.hours * HOUR_MILLISECONDS);
        if (this.now > this.latest) this.latest = this.now;
        if (!step.isOut) this.look();
        return;
      case 'pay':
        return this.decide({
          ...{ type: 'ReceiveMoney', receiptId: `receipt ${step.receipt}`, amountRupiah: step.rupiah, at },
          ...{ method: 'cash', cashier: 'ani', site: SITES.a, drawerSite: SITES.b, note: '' },
        });
      case 'takeBack':
        this.reversedRupiah += this.account.receipts[`receipt ${step.receipt}`] ?? 0;
        return this.takeReceiptBack(step.receipt);
      case 'ask':
      case 'refund':
      case 'giveUp':
        return this.refund(step.do, step.receipt);
      case 'payOut':
        return this.decide({
          ...{ type: 'PayOutBalance', amountRupiah: step.rupiah, method: 'cash', cashier: 'ani', at },
          ...{ site: SITES.b, drawerSite: SITES.a, reason: 'x' },
        });
      case 'makeVoid': {
        const bill = this.billAt(step.bill);
        if (!bill || bill.isVoid || bill.isGiven) return;
        this.voidByHand.add(bill.id);
        return this.decide({ type: 'VoidBill', billId: bill.id, reason: 'x', at });
      }
      case 'writeOff':
        return this.decide({
          type: 'WriteBillOff',
          billId: this.billAt(step.bill)?.id ?? '',
          reason: 'x',
          at,
        });
      case 'reclaim':
        return this.decide({ type: 'ReclaimBill', billId: this.billAt(step.bill)?.id ?? '', at });
      case 'deposit':
        return this.decide({
          ...{ type: 'TakeDeposit', subscriptionId: step.one % 2 === 0 ? 'a' : 'b', at, cashier: 'ani' },
          ...{ receiptId: `deposit ${step.receipt}`, amountRupiah: step.rupiah, method: 'cash', note: '' },
          ...{ site: SITES.b, drawerSite: SITES.a },
        });
      case 'release': {
        const subscriptionId = step.one % 2 === 0 ? 'a' : 'b';
        return this.decide({ type: 'ReleaseDeposit', subscriptionId, reason: 'x', at });
      }
      case 'give': {
        const bill = this.billAt(step.bill);
        // As bills.ts does it: once its period has begun.
        return bill && bill.startsAt <= at
          ? this.decide({ type: 'ConfirmGiven', billId: bill.id, at })
          : undefined;
      }
      default:
        return this.live(step);
    }
  }

  /** What is wrong; null: nothing. */
  get fault(): string | null {
    this.look();
    const bills = Object.values(this.account.bills);
    const { balanceRupiah } = this.account;
    const sumOf = (type: MoneyEvent): number =>
      this.events.reduce((sum, event) => sum + (event.type === type ? event.amountRupiah : 0), 0);
    const paid = bills.reduce((sum, bill) => sum + bill.paidRupiah, 0);
    const paidOut = sumOf('BalancePaidOut');
    const own = Object.values(this.account.subscriptions);
    const secured = own.reduce((sum, { depositRupiah }) => sum + depositRupiah, 0);
    const came = sumOf('MoneyReceived') + sumOf('DepositTaken') - sumOf('ReceiptTakenBack');
    if (paid + balanceRupiah + paidOut + secured !== came) return 'money in';
    if (own.some(({ ended, depositRupiah }) => ended && depositRupiah !== 0)) return 'a security of nothing';
    // What a bank takes back may have been handed out; what an operator gives back never was.
    if (balanceRupiah < -Math.min(paidOut, this.reversedRupiah)) return 'balance below nothing';
    if (bills.some((bill) => bill.paidRupiah < 0 || bill.paidRupiah > bill.amountRupiah))
      return 'paid beyond';
    if (bills.some((bill) => bill.amountRupiah < 0 || !Number.isInteger(bill.amountRupiah))) return 'amount';
    if (balanceRupiah > 0 && openBills(this.account).length > 0) return 'money waits beside a bill';
    const issued = this.events.flatMap((event) => (event.type === 'BillIssued' ? [event.billId] : []));
    if (new Set(issued).size < issued.length) return 'a bill issued twice';
    return this.faultOfBooks(paid, secured) ?? this.faultOfDays(bills);
  }

  private faultOfBooks(paid: number, secured: number): string | null {
    const postings = this.events.flatMap(billingPostings);
    const of = (account: string): number =>
      postings.reduce((sum, one) => sum + (one.account === account ? one.amountRupiah : 0), 0);
    if (postings.reduce((sum, one) => sum + one.amountRupiah, 0) !== 0) return 'books do not balance';
    // What went back is in the books with its sale: here it counts as earned before.
    const back = this.events.reduce(
      (sum, event) => sum + (event.type === 'ReceiptTakenBack' ? event.amountRupiah : 0),
      0,
    );
    if (of('subscriber_balances') + this.account.balanceRupiah !== 0) return 'balance in the books';
    if (of('subscriber_deposits') + secured !== 0) return 'securities in the books';
    const lost = Object.values(this.account.bills).reduce((sum, bill) => sum + lossOf(bill), 0);
    if (of('bad_debts') !== lost) return 'losses in the books';
    return of('revenue') + paid + back + lost === 0 ? null : 'revenue in the books';
  }

  private faultOfDays(bills: readonly Bill[]): string | null {
    // Bills of one subscription begin one after another, whatever its clocks do.
    if (bills.some((bill) => bill.startsAt >= bill.lastsUntil)) return 'a bill of no time';
    for (const { id, site, ended, isPaused, nextFrom, terms: agreed } of Object.values(
      this.account.subscriptions,
    )) {
      const today = this.todayAt(site);
      const own = bills.filter((bill) => bill.subscriptionId === id);
      const holding = own
        .filter((bill) => !bill.isVoid)
        .sort((one, other) => (one.from < other.from ? -1 : 1));
      if (holding.some((bill) => daysBetween(bill.from, endOf(bill)) <= 0)) return 'a bill of no day';
      if (holding.some((bill, index) => index > 0 && endOf(holding[index - 1] as Bill) > bill.from))
        return 'a day in two bills';
      const isBilled = own
        .filter((bill) => !bill.isVoid || this.voidByHand.has(bill.id))
        .some((bill) => bill.from <= today && today < endOf(bill));
      const isLater = agreed.postpaid === true && nextFrom <= today;
      if (!ended && !isPaused && !isBilled && !isLater && this.now >= this.latest) return 'a day in no bill';
    }
    return null;
  }

  private takeReceiptBack(receipt: number): void {
    this.decide({ type: 'TakeReceiptBack', receiptId: `receipt ${receipt}`, site: SITES.a, at: this.at });
  }

  private refund(act: 'ask' | 'refund' | 'giveUp', receipt: number): void {
    const { at } = this;
    const key = `refund ${receipt}`;
    if (act === 'ask') {
      const command = { type: 'AskReceiptBack', receiptId: `receipt ${receipt}`, key, at } as const;
      if (!billingAccountDecider.decide(this.account, command).accepted) return;
      this.asked.add(receipt);
      return this.decide(command);
    }
    if (!this.asked.delete(receipt)) return;
    if (act === 'refund') return this.takeReceiptBack(receipt);
    this.decide({ type: 'ReleaseReceiptAsk', key, at });
  }

  private start(subscriptionId: 'a' | 'b'): void {
    const site = SITES[subscriptionId];
    const { rhythm, isOfLine, isPostpaid, percentOff, installation } = this.beginning;
    this.decide({
      ...{ type: 'StartSubscription', subscriptionId, site, startsOn: this.todayAt(site), at: this.at },
      ...(isOfLine ? { lineId: `line ${subscriptionId}` } : {}),
      terms: {
        ...{ ...terms, ...rhythm },
        ...(isPostpaid ? { postpaid: true } : {}),
        discount: { periods: 2, percent: percentOff, rupiah: 7_777 },
        installationRupiah: installation,
      },
    });
  }

  private live(step: LifeStep): void {
    const subscriptionId = step.one % 2 === 0 ? 'a' : 'b';
    const agreed = this.account.subscriptions[subscriptionId]?.terms ?? terms;
    const life = { ...this.issuing(), subscriptionId } as const;
    this.issue();
    const commandOf = (): BillingCommand => {
      switch (step.do) {
        case 'change':
        case 'changeLater':
          return {
            ...{ ...life, type: 'ChangePlan', terms: { ...agreed, priceRupiah: step.rupiah } },
            ...(step.do === 'changeLater' ? { fromNextPeriod: true } : {}),
          };
        case 'pause':
          return { ...life, type: 'PauseSubscription', reason: 'x' };
        case 'resume':
          return { ...life, type: 'ResumeSubscription' };
        case 'line':
          return { ...life, type: 'SetSubscriptionLine', lineId: `line ${subscriptionId}` };
        case 'end':
          return {
            ...life,
            type: 'EndSubscription',
            reason: 'over',
            endsOn: addDays(this.todayAt(SITES[subscriptionId]), step.inDays),
          };
      }
    };
    this.decide(commandOf());
    this.issue();
  }

  private get at(): Instant {
    return toInstant(this.now);
  }

  private zoneAt(site: string): string {
    return this.beginning.zones[site === SITES.a ? 0 : 1];
  }

  private todayAt(site: string): string {
    return localDate(this.now, this.zoneAt(site));
  }

  private get today(): Readonly<Record<string, string>> {
    return Object.fromEntries(Object.values(SITES).map((site) => [site, this.todayAt(site)]));
  }

  private issuing(): Issuing {
    const { taxBasisPoints: basisPoints, isTaxIncluded: isIncluded } = this.beginning;
    return {
      ...{ at: this.at, today: this.today },
      billIdOf: (id, from, ...revision) => [id, from, ...(this.rules.countsAnew ? revision : [])].join(' '),
      startOf: (site, date) => toInstant(localInstant(date, '00:00', this.zoneAt(site))),
      ...(basisPoints > 0 ? { tax: { basisPoints, isIncluded } } : {}),
    };
  }

  private issue(): void {
    this.decide({ ...this.issuing(), type: 'IssueBills' });
  }

  private look(): void {
    this.issue();
    this.decide({ type: 'JudgeBills', today: this.today, graceDays: GRACE_DAYS, at: this.at });
  }

  private billAt(index: number): Bill | undefined {
    const bills = Object.values(this.account.bills);
    return bills[index % Math.max(1, bills.length)];
  }

  private decide(command: BillingCommand): void {
    const decision = billingAccountDecider.decide(this.account, command);
    if (!decision.accepted) return;
    this.isAsked = command.type === 'ReclaimBill';
    for (const event of decision.events.flatMap((one) => this.ruled(one))) {
      this.events.push(event);
      this.account = billingAccountDecider.evolve(this.account, event);
    }
  }

  private ruled(event: BillingEvent): readonly BillingEvent[] {
    const { releasesWhatIsCredited, voidsLaterBills, allocatesAtOnce, pausesFromItsDay } = this.rules;
    if (event.type === 'BillCredited' && !releasesWhatIsCredited)
      return [{ ...event, released: { ...event.released, amountRupiah: 0 } }];
    const isLater = event.type === 'BillVoided' && event.reason !== 'lapsed' && event.reason !== 'x';
    if (isLater && !voidsLaterBills) return [];
    if (event.type === 'MoneyAllocated' && !allocatesAtOnce) return [];
    if (event.type === 'SubscriptionResumed' && !pausesFromItsDay)
      return [{ ...event, nextFrom: addDays(event.nextFrom, -1) }];
    if (event.type === 'BillReclaimed' && !this.rules.takesLossesBack && !this.isAsked) return [];
    const isOver = event.type === 'DepositReleased' && event.reason !== 'x';
    if (isOver && !this.rules.releasesAtTheEnd) return [];
    return [event];
  }
}

const one = fc.nat(1);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    ...{ do: fc.constant('wait' as const), isOut: fc.boolean() },
    hours: fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: -48, max: 4_800 })),
  }),
  fc.record({
    ...{ do: fc.constant('pay' as const), rupiah: fc.integer({ min: 1, max: 300_000 }), receipt: fc.nat(12) },
  }),
  fc.record({ do: fc.constant('takeBack' as const), receipt: fc.nat(12) }),
  fc.record({
    do: fc.constantFrom('ask' as const, 'ask' as const, 'refund' as const, 'giveUp' as const),
    receipt: fc.nat(4),
  }),
  fc.record({ do: fc.constant('payOut' as const), rupiah: fc.integer({ min: 1, max: 200_000 }) }),
  fc.record({
    do: fc.constantFrom('makeVoid' as const, 'give' as const, 'writeOff' as const, 'reclaim' as const),
    bill: fc.nat(8),
  }),
  fc.record({
    ...{ do: fc.constant('deposit' as const), rupiah: fc.integer({ min: 1, max: 300_000 }) },
    ...{ receipt: fc.nat(5), one },
  }),
  fc.record({ ...{ do: fc.constant('change' as const), one }, rupiah: fc.integer({ min: 0, max: 400_000 }) }),
  fc.record({
    do: fc.constantFrom('pause' as const, 'resume' as const, 'line' as const, 'release' as const),
    one,
  }),
  fc.record({ ...{ do: fc.constant('end' as const), one }, inDays: fc.integer({ min: 0, max: 45 }) }),
);
/** Also from the next period on. */
const laterStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: step },
  {
    weight: 1,
    arbitrary: fc.record({
      ...{ do: fc.constant('changeLater' as const), one },
      rupiah: fc.integer({ min: 0, max: 400_000 }),
    }),
  },
);
const beginning: fc.Arbitrary<Beginning> = fc
  .record({
    first: fc.nat(19_200),
    zones: fc.tuple(fc.constantFrom(...ZONES), fc.constantFrom(...ZONES)),
    rhythm: fc.record({
      unit: fc.constantFrom('day' as const, 'week' as const, 'month' as const, 'month' as const),
      count: fc.integer({ min: 1, max: 3 }),
      anchorDay: fc.integer({ min: 1, max: 31 }),
    }),
    ...{ isOfLine: fc.boolean(), isPostpaid: fc.boolean() },
    ...{ percentOff: fc.constantFrom(0, 33, 100), installation: fc.constantFrom(0, 50_000) },
    ...{ taxBasisPoints: fc.constantFrom(0, 1_100, 1_250), isTaxIncluded: fc.boolean() },
  })
  .map((found) => ({ ...found, isPostpaid: found.isPostpaid && found.isOfLine }));

const search = (rules: Rules, numRuns = RUNS, oneStep = step) =>
  fc.check(
    fc.property(beginning, fc.array(oneStep, { maxLength: 30 }), (begun, steps) => {
      const world = new World(begun, rules);
      let fault = world.fault;
      for (const next of steps) {
        world.take(next);
        if (fault === null && next.do !== 'wait') fault = world.fault;
      }
      expect(fault ?? world.fault).toBeNull();
    }),
    { numRuns, seed: 37 },
  );

it.each([
  ['whatever a subscription goes through', step],
  ['also where another package holds from the next period on', laterStep],
])(
  'keeps every rupiah in one place and bills no day twice, %s',
  (_, oneStep) => {
    const { failed, counterexample, errorInstance } = search(ALL_RULES, RUNS, oneStep);
    expect({ failed, counterexample, said: (errorInstance as Error | undefined)?.message }).toEqual({
      ...{ failed: false, counterexample: null, said: undefined },
    });
  },
  480_000,
);

it.each(Object.keys(ALL_RULES) as (keyof Rules)[])('needs the rule %s', (rule) => {
  // It stops with the first history that shows it.
  expect(search({ ...ALL_RULES, [rule]: false }, RARE * RUNS).failed).toBe(true);
});
