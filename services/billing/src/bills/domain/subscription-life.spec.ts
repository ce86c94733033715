// What a subscription costs and what becomes of its bills when it changes, rests or ends, to the rupiah.
import { givenWith } from '@saring/event-sourcing';
import { amountOf, chargeFor, creditFor, type Charge, type Tax } from './bill-charge';
import { owedRupiah } from './billing-account';
import { billingAccountDecider, type BillingCommand } from './billing-account.decide';
import type { BillingEvent } from './billing-events';
import type { Issuing } from './issuing';
import { linesToSettle, mustHold } from './line-holds';
import { addDays } from './periods';
import type { Discount, PlanTerms } from './plan-terms';

const at = '2026-11-29T02:00:00.000Z';
const site = 'rw05';
const subscriptionId = 's';
const terms: PlanTerms = {
  ...{ packageId: 'p', packageName: 'Rumah', bytes: 0, unlimited: true, fupThresholdBytes: null },
  ...{ speedDownKilobitsPerSecond: 10_000, speedUpKilobitsPerSecond: 5_000, deviceLimit: 3 },
  ...{ unit: 'month', count: 1, anchorDay: 1, priceRupiah: 310_000, prorates: true },
  ...{ issueDaysBefore: 7, graceDays: 3 },
};
const faster: PlanTerms = { ...terms, packageId: 'q', packageName: 'Rumah cepat', priceRupiah: 465_000 };
const startOf = (_site: string, date: string) => `${date}T00:00:00.000Z`;
const issuing = (today: string, tax?: Tax): Issuing => ({
  ...{ today: { [site]: today }, billIdOf: (...of: string[]) => of.join(' '), startOf, at },
  ...(tax ? { tax } : {}),
});
const issue = (today: string, tax?: Tax): BillingCommand => ({ ...issuing(today, tax), type: 'IssueBills' });
const started = (change: Partial<PlanTerms> = {}, more: object = { lineId: 'line' }): BillingEvent => ({
  ...{ type: 'SubscriptionStarted', subscriptionId, site, terms: { ...terms, ...change }, at },
  ...{ startsOn: '2026-12-01', ...more },
});
const issued = (from: string, to: string, amountRupiah = 310_000, more: object = {}): BillingEvent => ({
  ...{ type: 'BillIssued', billId: `s ${from}`, subscriptionId, site, from, to, amountRupiah, at },
  ...{ startsAt: startOf('', from), lastsUntil: startOf('', addDays(to, 3)), ...more },
});
const december = issued('2026-12-01', '2027-01-01');
const januaryBill = issued('2027-01-01', '2027-02-01');
const received = (amountRupiah: number): BillingEvent => ({
  ...{ type: 'MoneyReceived', receiptId: 'r', cashier: 'ani', site, drawerSite: site, note: '' },
  ...{ method: 'cash', amountRupiah, at },
});
const allocated = (billId: string, amountRupiah: number): BillingEvent => ({
  ...{ type: 'MoneyAllocated', billId, amountRupiah, site, at },
});
const paid = [received(310_000), allocated('s 2026-12-01', 310_000)];
const given: BillingEvent = { type: 'BillGiven', billId: 's 2026-12-01', at };
const act = (today: string, command: object) =>
  ({ ...issuing(today), subscriptionId, ...command }) as BillingCommand;
const pause = (today: string) => act(today, { type: 'PauseSubscription', reason: ' mudik ' });
const resume = (today: string) => act(today, { type: 'ResumeSubscription' });
const change = (today: string) => act(today, { type: 'ChangePlan', terms: faster });
const end = (today: string, endsOn?: string) =>
  act(today, { type: 'EndSubscription', reason: 'pindah', ...(endsOn ? { endsOn } : {}) });
const account = givenWith(billingAccountDecider, expect);
/** Ten of 31 days: 21 are not had. */
const credited = (reason: string, released = 210_000): BillingEvent => ({
  ...{ type: 'BillCredited', reason, cutOn: '2026-12-11', creditRupiah: 210_000, at },
  released: { billId: 's 2026-12-01', amountRupiah: released, site },
});

describe('what a bill is made of', () => {
  const whole = { days: 31, wholeDays: 31 };
  const half: Discount = { periods: 3, percent: 50, rupiah: 0 };
  const ppn: Tax = { basisPoints: 1_100, isIncluded: false };
  it.each<[string, Charge, number]>([
    ['the price', chargeFor(150_000, whole, null, 0, null), 150_000],
    ['its days, rounded down', chargeFor(100_000, { days: 1, wholeDays: 30 }, null, 0, null), 3_333],
    ['half of it', chargeFor(99_999, whole, half, 0, null), 50_000],
    ['no less than nothing', chargeFor(9_000, whole, { ...half, percent: 0, rupiah: 10_000 }, 0, null), 0],
    [
      'a discount by its days',
      chargeFor(310_000, { days: 1, wholeDays: 31 }, { ...half, percent: 0, rupiah: 31_000 }, 0, null),
      9_000,
    ],
    ['the installation', chargeFor(150_000, whole, half, 250_000, null), 325_000],
    ['tax on top', chargeFor(150_001, whole, null, 0, ppn), 166_501],
    ['tax within', chargeFor(111_000, whole, null, 0, { ...ppn, isIncluded: true }), 111_000],
  ])('is %s', (_what, charge, amountRupiah) => {
    expect(amountOf(charge)).toBe(amountRupiah);
  });
  it('says the tax to the rupiah, and credits it with the days', () => {
    const onTop = chargeFor(310_000, whole, null, 100_000, ppn);
    expect(onTop).toMatchObject({ taxRupiah: 45_100, taxBasisPoints: 1_100 });
    expect(creditFor(onTop, { days: 21, wholeDays: 31 })).toBe(233_100);
    const within = chargeFor(111_000, whole, null, 0, { ...ppn, isIncluded: true });
    expect(within.taxRupiah).toBe(11_000);
    expect(creditFor(within, whole)).toBe(111_000);
  });
});

describe('terms', () => {
  it('take a discount off the first periods, and bill the installation once', () => {
    const discount = { periods: 2, percent: 50, rupiah: 0 };
    const begun = started({ discount, installationRupiah: 100_000 });
    const [first, second] = [issue('2026-12-01'), issue('2026-12-25')].map((command, index) =>
      account(
        begun,
        ...(index === 0
          ? []
          : [issued('2026-12-01', '2027-01-01', 0, { charge: { installationRupiah: 100_000 } })]),
      )
        .when(command)
        .events(),
    );
    expect(first).toMatchObject([{ amountRupiah: 255_000, charge: { discountRupiah: 155_000 } }]);
    expect(second).toMatchObject([{ amountRupiah: 155_000, charge: { installationRupiah: 0 } }]);
    const third = account(begun, december, issued('2027-01-01', '2027-02-01'))
      .when(issue('2027-01-25'))
      .events();
    expect(third).toMatchObject([{ amountRupiah: 410_000 }]);
  });

  it('have the tax of the day of issue, which no later one changes', () => {
    const tax = { basisPoints: 1_100, isIncluded: false };
    const events = account(started(), december).when(issue('2026-12-25', tax)).events();
    expect(events).toMatchObject([
      { from: '2027-01-01', amountRupiah: 344_100, charge: { taxRupiah: 34_100, isTaxIncluded: false } },
    ]);
    const { bills } = account(started(), december, ...events).state();
    account(started(), december, ...events)
      .when(issue('2026-12-26'))
      .then();
    expect(Object.values(bills).map(({ amountRupiah }) => amountRupiah)).toEqual([310_000, 344_100]);
  });

  it('bill after a period that was had, each of an outage, and never owe less for being late', () => {
    const begun = started({ postpaid: true });
    account(begun).when(issue('2026-12-31')).then();
    account(begun)
      .when(issue('2027-02-03'))
      .then(
        issued('2026-12-01', '2027-01-01', 310_000, { dueOn: '2027-01-08' }),
        issued('2027-01-01', '2027-02-01', 310_000, { dueOn: '2027-02-08' }),
      );
    const bill = issued('2026-12-01', '2027-01-01', 310_000, { dueOn: '2027-01-08' });
    account(begun, bill).when(issue('2027-01-20')).then();
    account(begun, bill)
      .when({ type: 'JudgeBills', today: { [site]: '2027-01-11' }, graceDays: 3, at })
      .then();
    account(begun, bill)
      .when({ type: 'JudgeBills', today: { [site]: '2027-01-12' }, graceDays: 3, at })
      .then({ type: 'BillOverdue', billId: 's 2026-12-01', at });
  });

  it('bill no period afterwards in which an older bill held the line throughout', () => {
    const bill = issued('2026-12-01', '2027-01-01', 310_000, { dueOn: '2027-01-08' });
    const overdue: BillingEvent = { type: 'BillOverdue', billId: 's 2026-12-01', at };
    const january = issued('2027-01-01', '2027-02-01', 310_000, { dueOn: '2027-02-08' });
    account(started({ postpaid: true }), bill, overdue)
      .when(issue('2027-02-01'))
      .then(january);
    account(started({ postpaid: true }), bill, overdue, january)
      .when(issue('2027-03-01'))
      .then({ type: 'PeriodsSkipped', subscriptionId, nextFrom: '2027-03-01', at });
  });

  it('need a line where they bill afterwards', () => {
    account()
      .when({
        ...{ type: 'StartSubscription', subscriptionId, site, startsOn: '2026-12-01', at },
        terms: { ...terms, postpaid: true },
      })
      .thenRefused('BILLING.POSTPAID_NEEDS_LINE');
  });

  it('end with the contract: its last period is charged by its days', () => {
    const contract = started({}, { lineId: 'line', endsOn: '2027-01-11' });
    const last = issued('2027-01-01', '2027-01-11', 100_000);
    account(contract, december).when(issue('2026-12-25')).then(last);
    account(contract, december, last).when(issue('2027-01-10')).then();
    account(contract, december, last)
      .when(issue('2027-01-11'))
      .then({ type: 'SubscriptionEnded', subscriptionId, reason: 'contract end', holdsLine: true, at });
  });
});

describe('a change of package', () => {
  const changed = (nextFrom: string): BillingEvent => ({
    ...{ type: 'SubscriptionPlanChanged', subscriptionId, terms: faster, nextFrom, at },
  });
  it('credits the days of a line that are not had, which pay for those of the new package', () => {
    const events = account(started(), december, ...paid, given)
      .when(change('2026-12-11'))
      .events();
    expect(events).toEqual([credited('plan changed'), changed('2026-12-11')]);
    account(started(), december, ...paid, given, ...events)
      .when(issue('2026-12-11'))
      .then(
        issued('2026-12-11', '2027-01-01', 315_000, { billId: 's 2026-12-11 1' }),
        allocated('s 2026-12-11 1', 210_000),
      );
  });

  it('takes back bills of later periods, and issues them anew', () => {
    const events = account(started(), december, januaryBill).when(change('2026-12-28')).events();
    expect(events.map(({ type }) => type)).toEqual([
      ...['BillCredited', 'BillVoided', 'SubscriptionPlanChanged'],
    ]);
    const history = [started(), december, januaryBill, ...events];
    const anew = account(...history)
      .when(issue('2026-12-28'))
      .events();
    const { bills } = account(...history, ...anew).state();
    // 27 days of the old, 4 of the new, then January.
    expect(Object.values(bills).map(owedRupiah)).toEqual([270_000, 0, 60_000, 465_000]);
  });

  it('leaves quota that was given, and holds behind it', () => {
    const begun = started({}, {});
    account(begun, december, ...paid, given)
      .when(change('2026-12-11'))
      .then(changed('2027-01-01'));
    // Nobody paid, so nothing was had.
    account(begun, december)
      .when(change('2026-12-11'))
      .then(
        {
          ...{ type: 'BillVoided', reason: 'plan changed', at },
          released: { billId: 's 2026-12-01', amountRupiah: 0, site },
        },
        changed('2026-12-11'),
      );
  });

  it('bills what was had before it where bills come afterwards', () => {
    account(started({ postpaid: true }))
      .when(change('2026-12-11'))
      .then(issued('2026-12-01', '2026-12-11', 100_000, { dueOn: '2026-12-18' }), changed('2026-12-11'));
  });

  it('keeps the first day of what has not begun', () => {
    account(started()).when(change('2026-11-20')).then(changed('2026-12-01'));
    account(started(), december)
      .when(change('2026-11-25'))
      .then(expect.objectContaining({ type: 'BillVoided' }), changed('2026-12-01'));
  });
});

describe('a pause', () => {
  const paused: BillingEvent = {
    ...{ type: 'SubscriptionPaused', subscriptionId, reason: 'mudik', nextFrom: '2026-12-11', at },
  };
  it('credits what is not had, bills nothing and holds the line, until it is resumed', () => {
    account(started(), december, ...paid, given)
      .when(pause('2026-12-11'))
      .then(credited('paused'), paused);
    const resting = account(started(), december, ...paid, credited('paused'), paused);
    resting.when(issue('2027-03-01')).then();
    expect(mustHold(resting.state(), 'line')).toBe(true);
    expect(linesToSettle(resting.state())).toEqual(['line']);
    resting.when(change('2026-12-20')).thenRefused('BILLING.SUBSCRIPTION_PAUSED');
    resting.when(pause('2026-12-20')).then();
    const resumed: BillingEvent = {
      ...{ type: 'SubscriptionResumed', subscriptionId, nextFrom: '2026-12-22', at },
    };
    resting.when(resume('2026-12-22')).then(resumed);
    const again = account(started(), december, ...paid, credited('paused'), paused, resumed);
    expect(mustHold(again.state(), 'line')).toBe(false);
    again
      .when(issue('2026-12-22'))
      .then(
        issued('2026-12-22', '2027-01-01', 100_000, { billId: 's 2026-12-22 2' }),
        allocated('s 2026-12-22 2', 100_000),
      );
    again.when(resume('2026-12-23')).then();
  });

  it('needs a reason, and a subscription that runs', () => {
    account(started())
      .when(act('2026-12-11', { type: 'PauseSubscription', reason: ' ' }))
      .thenRefused('QUOTA.REASON_REQUIRED');
    account().when(pause('2026-12-11')).thenRefused('BILLING.SUBSCRIPTION_UNKNOWN');
    const ended: BillingEvent = { type: 'SubscriptionEnded', subscriptionId, reason: 'x', at };
    account(started(), ended).when(pause('2026-12-11')).thenRefused('BILLING.SUBSCRIPTION_ENDED');
  });
});

describe('an end', () => {
  const ended: BillingEvent = {
    ...{ type: 'SubscriptionEnded', subscriptionId, reason: 'pindah', holdsLine: true, at },
  };
  it('credits what is not had and holds the line until another subscription pays for it', () => {
    account(started(), december, ...paid, given)
      .when(end('2026-12-11'))
      .then(credited('pindah'), ended);
    const over = account(started(), december, ...paid, credited('pindah'), ended);
    expect(mustHold(over.state(), 'line')).toBe(true);
    over.when(issue('2027-03-01')).then();
    over.when(end('2027-03-01')).then();
    const next: BillingEvent = { ...started(), subscriptionId: 't' } as BillingEvent;
    expect(mustHold(account(started(), ended, next).state(), 'line')).toBe(false);
    // Subscriptions that ended before lines were held for it leave theirs as it is.
    const before: BillingEvent = { type: 'SubscriptionEnded', subscriptionId, reason: 'x', at };
    expect(mustHold(account(started(), before).state(), 'line')).toBe(false);
  });

  it('on a later day cuts the last bill short, and comes by itself', () => {
    const set: BillingEvent = {
      ...{ type: 'SubscriptionEndSet', subscriptionId, endsOn: '2026-12-11', reason: 'pindah', at },
    };
    const anew = { ...set, nextFrom: '2026-12-11' } as BillingEvent;
    account(started(), december, ...paid, given)
      .when(end('2026-12-05', '2026-12-11'))
      .then(credited('pindah'), anew);
    account(started(), december, ...paid, credited('pindah'), anew)
      .when(issue('2026-12-10'))
      .then();
    account(started(), december, ...paid, credited('pindah'), anew)
      .when(issue('2026-12-11'))
      .then(ended);
    // Afterwards: the last bill comes on that day.
    account(started({ postpaid: true }))
      .when(end('2026-12-05', '2026-12-11'))
      .then(set);
    account(started({ postpaid: true }), set)
      .when(issue('2026-12-11'))
      .then(issued('2026-12-01', '2026-12-11', 100_000, { dueOn: '2026-12-18' }), ended);
  });

  it('bills what was had where bills come afterwards', () => {
    account(started({ postpaid: true }))
      .when(end('2026-12-11'))
      .then(issued('2026-12-01', '2026-12-11', 100_000, { dueOn: '2026-12-18' }), ended);
  });
});

describe('the end of quota', () => {
  const begun = { ...december, startsAt: at } as BillingEvent;
  const ended: BillingEvent = {
    ...{ type: 'SubscriptionEnded', subscriptionId, reason: 'pindah', holdsLine: true, at },
  };
  const voided = (billId: string): BillingEvent => ({
    ...{ type: 'BillVoided', reason: 'pindah', released: { billId, amountRupiah: 0, site }, at },
  });
  const endVoid = (today: string) =>
    act(today, { type: 'EndSubscription', reason: 'pindah', voidsRunning: true });
  const quota = started({}, {});

  it('leaves what is owed for a period that has begun, and takes later ones back', () => {
    account(quota, begun, januaryBill).when(end('2026-12-28')).then(voided('s 2027-01-01'), ended);
    expect(owedRupiah(account(quota, begun, ended).state().bills['s 2026-12-01'] as never)).toBe(310_000);
    account(quota, begun)
      .when(end('2026-12-05', '2026-12-11'))
      .then({ type: 'SubscriptionEndSet', subscriptionId, endsOn: '2026-12-11', reason: 'pindah', at });
  });
  it('makes it void, too, where the operator says so', () => {
    account(quota, begun).when(endVoid('2026-12-11')).then(voided('s 2026-12-01'), ended);
  });
  it('leaves a loss a loss, of a line, too', () => {
    const off: BillingEvent = {
      ...{ type: 'BillWrittenOff', billId: 's 2026-12-01', amountRupiah: 310_000, site, reason: 'x', at },
    };
    for (const command of [end('2026-12-11'), endVoid('2026-12-11')])
      account(quota, begun, off).when(command).then(ended);
    account(started(), begun, off).when(end('2026-12-11')).then(ended);
  });
  it('lets its deposit pay what stays owed', () => {
    const taken: BillingEvent = {
      ...{ type: 'DepositTaken', subscriptionId, receiptId: 'd', amountRupiah: 400_000, method: 'cash' },
      ...{ cashier: 'ani', site, drawerSite: site, note: '', at },
    };
    account(quota, taken, begun)
      .when(end('2026-12-11'))
      .then(
        ended,
        { type: 'DepositReleased', subscriptionId, amountRupiah: 400_000, site, reason: 'pindah', at },
        allocated('s 2026-12-01', 310_000),
      );
  });
});

describe('a line', () => {
  const set = (lineId: string) => act('2026-12-11', { type: 'SetSubscriptionLine', lineId });
  const lineSet: BillingEvent = { type: 'SubscriptionLineSet', subscriptionId, lineId: 'line', at };
  it('is given to a subscription that runs, whose bills hold it from then on', () => {
    account(started({}, {}), december).when(set('line')).then(lineSet);
    account(started({}, {}), december, lineSet).when(set('line')).then();
    const overdue: BillingEvent = { type: 'BillOverdue', billId: 's 2026-12-01', at };
    const withLine = account(started({}, {}), december, lineSet, overdue).state();
    expect(mustHold(withLine, 'line')).toBe(true);
  });

  it('that it paid for before is let go', () => {
    const overdue: BillingEvent = { type: 'BillOverdue', billId: 's 2026-12-01', at };
    const held: BillingEvent = { type: 'LineHoldConfirmed', lineId: 'line', held: true, at };
    const moved: BillingEvent = { ...lineSet, lineId: 'other' } as BillingEvent;
    const state = account(started(), december, overdue, held, moved).state();
    expect(linesToSettle(state)).toEqual(['other', 'line']);
    expect(mustHold(state, 'line')).toBe(false);
  });
});
