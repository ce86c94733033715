// A line is held while a bill of it is owed past its grace, and let go by whatever pays it.
import { givenWith } from '@saring/event-sourcing';
import type { BillingEvent } from './billing-events';
import { billingAccountDecider, type BillingCommand } from './billing-account.decide';
import { billsProcess } from './bills.process';
import { isHotspotUnsettled, linesToSettle, mustHold, mustHoldHotspot } from './line-holds';
import type { PlanTerms } from './plan-terms';

const at = '2026-11-29T02:00:00.000Z';
const terms: PlanTerms = {
  ...{ packageId: 'p', packageName: 'Rumah', bytes: 0, unlimited: true, fupThresholdBytes: null },
  ...{ speedDownKilobitsPerSecond: 10_000, speedUpKilobitsPerSecond: 5_000, deviceLimit: 3 },
  ...{ unit: 'month', count: 1, anchorDay: 1, priceRupiah: 150_000, prorates: true },
  ...{ issueDaysBefore: 7, graceDays: 3 },
};
const without: BillingEvent = {
  ...{ type: 'SubscriptionStarted', subscriptionId: 's', site: 'rw05', terms, startsOn: '2026-12-01', at },
};
const started: BillingEvent = { ...without, lineId: 'line' };
const issued = (from: string, to: string): BillingEvent => ({
  ...{ type: 'BillIssued', billId: from, subscriptionId: 's', site: 'rw05', from, to, amountRupiah: 150_000 },
  ...{ startsAt: `${from}T00:00:00.000Z`, lastsUntil: `${to}T00:00:00.000Z`, at },
});
const december = issued('2026-12-01', '2027-01-01');
const january = issued('2027-01-01', '2027-02-01');
const february = issued('2027-02-01', '2027-03-01');
const judge = (today: string, graceDays: number | null = 3): BillingCommand => ({
  ...{ type: 'JudgeBills', today: { rw05: today }, graceDays, at },
});
const issue = (today: string): BillingCommand => ({
  ...{ type: 'IssueBills', today: { rw05: today }, billIdOf: (_id, from) => from, at },
  startOf: (_site, date) => `${date}T00:00:00.000Z`,
});
const overdue: BillingEvent = { type: 'BillOverdue', billId: '2026-12-01', at };
const paid = (billId = '2026-12-01'): BillingEvent => ({
  ...{ type: 'MoneyAllocated', billId, amountRupiah: 150_000, site: 'rw05', at },
});
const released: BillingEvent = {
  ...{ type: 'MoneyReleased', billId: '2026-12-01', amountRupiah: 150_000, site: 'rw05', at },
};
const asked: BillingEvent = { type: 'LineHoldAsked', lineId: 'line', at };
const confirmed = (held: boolean): BillingEvent => ({ type: 'LineHoldConfirmed', lineId: 'line', held, at });
const account = givenWith(billingAccountDecider, expect);
const stateOf = (...events: BillingEvent[]) => account(...events).state();

it('is overdue on the day after its grace, with 0 days on the day after it is due, and never when it is off', () => {
  account(started, december).when(judge('2026-12-04')).then();
  account(started, december).when(judge('2026-12-05')).then(overdue);
  account(started, december).when(judge('2026-12-01', 0)).then();
  account(started, december).when(judge('2026-12-02', 0)).then(overdue);
  account(started, december).when(judge('2026-12-31', null)).then();
  account(started, december, overdue).when(judge('2026-12-06')).then();
  account(started, december, paid()).when(judge('2026-12-31')).then();
});

it('is let go where the grace becomes longer or lines are not held any more', () => {
  const extended: BillingEvent = { type: 'GraceExtended', billId: '2026-12-01', at };
  account(started, december, overdue).when(judge('2026-12-06', 10)).then(extended);
  account(started, december, overdue).when(judge('2026-12-06', null)).then(extended);
  expect(mustHold(stateOf(started, december, overdue, extended), 'line')).toBe(false);
});

describe('of a subscription without a line', () => {
  const longer: BillingEvent = { ...without, terms: { ...terms, graceDays: 10 } } as BillingEvent;
  const lapse: BillingEvent = {
    ...{ type: 'BillVoided', reason: 'lapsed', at },
    released: { billId: '2026-12-01', amountRupiah: 0, site: 'rw05' },
  };
  const given: BillingEvent = { type: 'BillGiven', billId: '2027-01-01', at };
  const held = stateOf(without, december, overdue);

  it('a bill holds the hotspot behind its grace, or behind that of its quota where it is longer', () => {
    account(without, december).when(judge('2026-12-04')).then();
    account(without, december).when(judge('2026-12-05')).then(overdue);
    account(longer, december).when(judge('2026-12-11')).then();
    account(longer, december).when(judge('2026-12-12')).then(overdue);
    account(without, december).when(judge('2026-12-31', null)).then();
    expect(linesToSettle(held)).toEqual([]);
    expect([mustHoldHotspot(held), isHotspotUnsettled(held)]).toEqual([true, true]);
    expect(isHotspotUnsettled(stateOf(started, december, overdue))).toBe(false);
    expect(mustHoldHotspot(stateOf(without, december, overdue, paid()))).toBe(false);
    expect(mustHoldHotspot(stateOf(without, december, overdue, paid(), released))).toBe(true);
  });
  it('is settled when the ledger has confirmed it, and in doubt from the moment it is asked', () => {
    const asked: BillingEvent = { type: 'HotspotHoldAsked', at };
    const confirmed: BillingEvent = { type: 'HotspotHoldConfirmed', held: true, at };
    account(without, december, overdue).when({ type: 'AskHotspotHold', at }).then(asked);
    account(without, asked).when({ type: 'ConfirmHotspotHold', held: true, at }).then(confirmed);
    account(without).when({ type: 'ConfirmHotspotHold', held: true, at }).then();
    expect(isHotspotUnsettled(stateOf(without, december, overdue, asked, confirmed))).toBe(false);
    // Its answer was lost, and the bill is paid meanwhile: the ledger may hold it.
    expect(isHotspotUnsettled(stateOf(without, december, overdue, asked, paid()))).toBe(true);
  });
  it('the next bill holds it on where one lapses, without a grace of its own, until one is given', () => {
    const next: BillingEvent = { type: 'BillOverdue', billId: '2027-01-01', at };
    account(without, december, overdue, january).when(issue('2027-01-01')).then(lapse, next);
    account(without, december, january).when(issue('2027-01-01')).then(lapse);
    account(without, december, overdue, january, lapse).when(judge('2027-01-01')).then(next);
    account(without, december, january, lapse).when(judge('2027-01-01')).then();
    const back = [without, december, overdue, january, lapse, next, paid('2027-01-01'), given, february];
    account(...back)
      .when(judge('2027-02-02'))
      .then();
  });
});

it('holds the line, lets it go with the payment, and holds it at once when the money goes back', () => {
  expect(mustHold(stateOf(started, december, overdue), 'line')).toBe(true);
  expect(mustHold(stateOf(started, december, overdue, paid()), 'line')).toBe(false);
  expect(mustHold(stateOf(started, december, overdue, paid(), released), 'line')).toBe(true);
  const half: BillingEvent = { ...paid(), amountRupiah: 149_999 } as BillingEvent;
  expect(mustHold(stateOf(started, december, overdue, half), 'line')).toBe(true);
});

it('is settled when the gateway has confirmed what the bills say, and in doubt from the moment it is asked', () => {
  expect(linesToSettle(stateOf(started, december))).toEqual([]);
  expect(linesToSettle(stateOf(started, december, overdue))).toEqual(['line']);
  expect(linesToSettle(stateOf(started, december, overdue, asked))).toEqual(['line']);
  expect(linesToSettle(stateOf(started, december, overdue, asked, confirmed(true)))).toEqual([]);
  // Its answer was lost, and the bill is paid meanwhile: the gateway may hold it.
  expect(linesToSettle(stateOf(started, december, overdue, asked, paid()))).toEqual(['line']);
  account(started, december, overdue).when({ type: 'AskLineHold', lineId: 'line', at }).then(asked);
  account(started, asked).when({ type: 'AskLineHold', lineId: 'line', at }).then();
  account(started, asked)
    .when({ type: 'ConfirmLineHold', lineId: 'line', held: true, at })
    .then(confirmed(true));
});

it('is due after all that may change it, and until it is settled', () => {
  const kinds = (event: BillingEvent) => billsProcess.after(event).map(({ kind }) => kind);
  expect(kinds(overdue)).toEqual(['settle_lines', 'settle_hotspot']);
  expect(kinds(paid())).toEqual(['give_period', 'settle_lines', 'settle_hotspot']);
  expect(kinds(released)).toEqual(['settle_lines', 'settle_hotspot']);
  const owed = stateOf(started, december, overdue);
  expect(billsProcess.isStillDue('settle_lines', owed, at)).toBe(true);
  expect(billsProcess.repeatAt('settle_lines', owed, 1, at)).toBe(at);
  const settled = stateOf(started, december, overdue, asked, confirmed(true));
  expect(billsProcess.isStillDue('settle_lines', settled, at)).toBe(false);
  expect(billsProcess.repeatAt('settle_lines', settled, 1, at)).toBeNull();
});

it('owes the oldest bill for its days of grace, and nothing for periods in which the line was held throughout', () => {
  account(started, december, overdue, january, february).when(issue('2027-01-02')).then();
  account(started, december, overdue, january, february)
    .when(issue('2027-02-02'))
    .then({
      ...{ type: 'BillVoided', reason: 'lapsed', at },
      released: { billId: '2027-01-01', amountRupiah: 0, site: 'rw05' },
    });
  // Lines that are never held are used, and owed for.
  account(started, december, january, february).when(issue('2027-02-02')).then();
});
