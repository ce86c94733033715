// A subscriber asks for another package, an operator answers: once, now or from the next period on, to the rupiah.
import { givenWith } from '@saring/event-sourcing';
import { billingAccountDecider, type BillingCommand } from './billing-account.decide';
import type { BillingEvent } from './billing-events';
import { billsProcess } from './bills.process';
import { issueOn, type Issuing } from './issuing';
import { addDays } from './periods';
import type { PlanTerms } from './plan-terms';

const at = '2026-12-11T02:00:00.000Z';
const site = 'rw05';
const subscriptionId = 's';
const terms: PlanTerms = {
  ...{ packageId: 'p', packageName: 'Rumah', bytes: 0, unlimited: true, fupThresholdBytes: null },
  ...{ speedDownKilobitsPerSecond: 10_000, speedUpKilobitsPerSecond: 5_000, deviceLimit: 3 },
  ...{ unit: 'month', count: 1, anchorDay: 1, priceRupiah: 310_000, prorates: true },
  ...{ issueDaysBefore: 7, graceDays: 3 },
};
const faster: PlanTerms = {
  ...terms,
  ...{ packageId: 'q', packageName: 'Rumah cepat', priceRupiah: 465_000 },
  ...{ speedDownKilobitsPerSecond: 20_000, speedUpKilobitsPerSecond: 10_000 },
};
const startOf = (_site: string, date: string) => `${date}T00:00:00.000Z`;
const issuing = (today: string): Issuing => ({
  ...{ today: { [site]: today }, billIdOf: (...of: string[]) => of.join(' '), startOf, at },
});
const issue = (today: string): BillingCommand => ({ ...issuing(today), type: 'IssueBills' });
const started = (more: object = { lineId: 'line' }): BillingEvent => ({
  ...{ type: 'SubscriptionStarted', subscriptionId, site, terms, at, startsOn: '2026-12-01', ...more },
});
const issued = (from: string, to: string, amountRupiah = 310_000, revision = ''): BillingEvent => ({
  ...{ type: 'BillIssued', billId: `s ${from}${revision}`, subscriptionId, site, from, to, amountRupiah, at },
  ...{ startsAt: startOf('', from), lastsUntil: startOf('', addDays(to, 3)) },
});
const december = issued('2026-12-01', '2027-01-01');
const january = issued('2027-01-01', '2027-02-01');
const voidedJanuary: BillingEvent = {
  ...{ type: 'BillVoided', reason: 'plan changed', at },
  released: { billId: 's 2027-01-01', amountRupiah: 0, site },
};
const asks = {
  ...{ subscriptionId, requestId: 'r1', packageId: 'q', packageName: 'Rumah cepat', priceRupiah: 465_000 },
  note: 'untuk kuliah',
};
const ask = (change: object = {}): BillingCommand =>
  ({
    type: 'AskPackageChange',
    ...asks,
    note: ' untuk kuliah ',
    isOffered: true,
    at,
    ...change,
  }) as BillingCommand;
const requested: BillingEvent = { type: 'PackageChangeRequested', ...asks, at };
const of = { subscriptionId, requestId: 'r1' };
const withdraw: BillingCommand = { type: 'WithdrawPackageChange', ...of, at };
const withdrawn: BillingEvent = { type: 'PackageChangeWithdrawn', ...of, at };
const refusing = (reason: string): BillingCommand => ({ type: 'RefusePackageChange', ...of, reason, at });
const refused: BillingEvent = { type: 'PackageChangeRefused', ...of, reason: 'kabel penuh', at };
const approve = (today: string, change: object = {}): BillingCommand =>
  ({
    ...issuing(today),
    type: 'ApprovePackageChange',
    ...of,
    terms: faster,
    isOffered: true,
    ...change,
  }) as BillingCommand;
const act = (today: string, command: object) =>
  ({ ...issuing(today), subscriptionId, ...command }) as BillingCommand;
const change = (today: string, more: object = {}) =>
  act(today, { type: 'ChangePlan', terms: faster, ...more });
const changed = (nextFrom: string): BillingEvent => ({
  ...{ type: 'SubscriptionPlanChanged', subscriptionId, terms: faster, nextFrom, at },
});
const scheduled = (holdsFrom: string, more: object = {}): BillingEvent => ({
  ...{ type: 'SubscriptionPlanScheduled', subscriptionId, terms: faster, holdsFrom, at, ...more },
});
const approved = (holdsFrom: string): BillingEvent => ({
  ...{ type: 'PackageChangeApproved', ...of, priceRupiah: 465_000, holdsFrom, at },
});
const begun: BillingEvent = { type: 'ScheduledPlanBegun', subscriptionId, at };
const paused: BillingEvent = {
  ...{ type: 'SubscriptionPaused', subscriptionId, reason: 'mudik', nextFrom: '2026-12-11', at },
};
const ended: BillingEvent = {
  type: 'SubscriptionEnded',
  subscriptionId,
  reason: 'pindah',
  holdsLine: true,
  at,
};
const cut: BillingEvent = {
  ...{ type: 'BillCredited', reason: 'plan changed', cutOn: '2026-12-11', creditRupiah: 210_000, at },
  released: { billId: 's 2026-12-01', amountRupiah: 0, site },
};
const account = givenWith(billingAccountDecider, expect);
const fold = (...events: readonly BillingEvent[]) =>
  events.reduce(billingAccountDecider.evolve, billingAccountDecider.initialState());

describe('a subscriber who asks for another package', () => {
  it('waits for an answer', () => account(started(), december).when(ask()).then(requested));
  it('asks for one at a time', () =>
    account(started(), requested)
      .when(ask({ requestId: 'r2' }))
      .thenRefused('BILLING.PACKAGE_CHANGE_WAITING'));
  it('asks again after a refusal', () =>
    account(started(), requested, refused)
      .when(ask({ requestId: 'r2' }))
      .then({ ...requested, requestId: 'r2' } as BillingEvent));
  it('is not offered what is hidden', () =>
    account(started())
      .when(ask({ isOffered: false }))
      .thenRefused('BILLING.PACKAGE_NOT_OFFERED'));
  it('is not offered today’s package', () =>
    account(started())
      .when(ask({ packageId: 'p' }))
      .thenRefused('BILLING.PACKAGE_NOT_OFFERED'));
  it('is not offered what comes already', () =>
    account(started(), scheduled('2027-01-01')).when(ask()).thenRefused('BILLING.PACKAGE_NOT_OFFERED'));
  it('is refused while the subscription is paused', () =>
    account(started(), paused).when(ask()).thenRefused('BILLING.SUBSCRIPTION_PAUSED'));
  it('is refused when the subscription is about to end', () =>
    account(started({ lineId: 'line', endsOn: '2027-03-01' }))
      .when(ask())
      .thenRefused('BILLING.SUBSCRIPTION_ENDING'));
  it('is refused when it has ended', () =>
    account(started(), ended).when(ask()).thenRefused('BILLING.SUBSCRIPTION_ENDED'));
  it('withdraws it', () => account(started(), requested).when(withdraw).then(withdrawn));
  it('cannot withdraw what was approved', () =>
    account(started(), requested, changed('2026-12-11'), approved('2026-12-11'))
      .when(withdraw)
      .thenRefused('BILLING.PACKAGE_CHANGE_ANSWERED'));
});

describe('an operator who answers', () => {
  it('approves from today on: days are credited and charged', () =>
    account(started(), december, requested)
      .when(approve('2026-12-11'))
      .then(cut, changed('2026-12-11'), approved('2026-12-11')));
  it('approves from the next period on: today’s stays as it is', () =>
    account(started(), december, requested)
      .when(approve('2026-12-11', { fromNextPeriod: true }))
      .then(scheduled('2027-01-01'), approved('2027-01-01')));
  it('refuses with a reason', () =>
    account(started(), requested).when(refusing(' kabel penuh ')).then(refused));
  it('gives a reason', () =>
    account(started(), requested).when(refusing(' ')).thenRefused('QUOTA.REASON_REQUIRED'));
  it('answers once', () =>
    account(started(), requested, refused)
      .when(approve('2026-12-11'))
      .thenRefused('BILLING.PACKAGE_CHANGE_ANSWERED'));
  it('finds nothing to answer behind a withdrawal', () =>
    account(started(), requested, withdrawn)
      .when(refusing('x'))
      .thenRefused('BILLING.PACKAGE_CHANGE_ANSWERED'));
  it('finds none of another id', () =>
    account(started(), requested)
      .when({ ...withdraw, requestId: 'r2' } as BillingCommand)
      .thenRefused('BILLING.PACKAGE_CHANGE_UNKNOWN'));
  it('approves no package that went away', () =>
    account(started(), requested)
      .when(approve('2026-12-11', { isOffered: false }))
      .thenRefused('BILLING.PACKAGE_INACTIVE'));
  it('approves nothing while the subscription rests, and can still refuse', () => {
    account(started(), requested, paused)
      .when(approve('2026-12-11'))
      .thenRefused('BILLING.SUBSCRIPTION_PAUSED');
    account(started(), requested, paused).when(refusing('kabel penuh')).then(refused);
  });
  it('approves no period that never comes', () =>
    account(started({ lineId: 'line', endsOn: '2027-01-01' }), december, requested)
      .when(approve('2026-12-11', { fromNextPeriod: true }))
      .thenRefused('BILLING.SUBSCRIPTION_ENDING'));
  it('finds it closed when the subscription ended', () => {
    account(started(), requested, ended)
      .when(approve('2026-12-11'))
      .thenRefused('BILLING.PACKAGE_CHANGE_ANSWERED');
    expect(fold(started(), requested, ended).subscriptions['s']?.ask?.state).toBe('closed');
  });
});

describe('an operator’s own change of package', () => {
  it('answers a request for the same one', () =>
    account(started(), december, requested)
      .when(change('2026-12-11'))
      .then(cut, changed('2026-12-11'), approved('2026-12-11')));
  it('leaves a request for another one waiting', () => {
    const other = { ...faster, packageId: 'z' };
    account(started(), december, requested)
      .when(change('2026-12-11', { terms: other }))
      .then(cut, { ...changed('2026-12-11'), terms: other } as BillingEvent);
  });
});

describe('a package from the next period on', () => {
  it('bills anew what was billed by the old one', () =>
    account(started(), december, january, requested)
      .when(approve('2026-12-28', { fromNextPeriod: true }))
      .then(voidedJanuary, scheduled('2027-01-01', { nextFrom: '2027-01-01' }), approved('2027-01-01')));
  it('costs the new price from its first day on', () =>
    account(started(), december, january, voidedJanuary, scheduled('2027-01-01', { nextFrom: '2027-01-01' }))
      .when(issue('2026-12-28'))
      .then(issued('2027-01-01', '2027-02-01', 465_000, ' 1')));
  it('begins on its day, and not before', () => {
    account(started(), december, scheduled('2027-01-01'))
      .when(issue('2026-12-31'))
      .then(issued('2027-01-01', '2027-02-01', 465_000));
    const newJanuary = issued('2027-01-01', '2027-02-01', 465_000);
    account(started(), december, scheduled('2027-01-01'), newJanuary).when(issue('2027-01-01')).then(begun);
  });
  it('gives its line the speed when it begins', () => {
    const before = fold(started(), december, scheduled('2027-01-01'));
    expect(before.speeds).toEqual({});
    expect(before.subscriptions['s']?.terms).toEqual(terms);
    const after = fold(started(), december, scheduled('2027-01-01'), begun);
    expect(after.speeds).toEqual({
      line: { uploadKilobitsPerSecond: 10_000, downloadKilobitsPerSecond: 20_000 },
    });
    expect(after.subscriptions['s']).toMatchObject({ terms: faster, planned: null });
    const kinds = billsProcess.after(begun).map(({ kind }) => kind);
    expect(kinds).toEqual(['set_line_quotas', 'set_line_speeds']);
  });
  it('is looked for on its day, also where no bill is due', () => {
    const postpaid = { ...terms, postpaid: true };
    const state = fold(started({ lineId: 'line', terms: postpaid }), scheduled('2026-12-20'));
    expect(state.subscriptions['s'] && issueOn(state.subscriptions['s'])).toBe('2026-12-20');
  });
  it('bills what was had after it by the old price', () => {
    const postpaid: PlanTerms = { ...terms, postpaid: true };
    const later = { ...scheduled('2027-01-01'), terms: { ...faster, postpaid: true } } as BillingEvent;
    account(started({ lineId: 'line', terms: postpaid }), later)
      .when(issue('2027-01-01'))
      .then({ ...december, dueOn: '2027-01-08' } as BillingEvent, begun);
  });
  it('is over when the package is changed from today on', () =>
    expect(
      fold(started(), december, scheduled('2027-01-01'), changed('2026-12-11')).subscriptions['s']?.planned,
    ).toBeNull());
});

describe('who asked', () => {
  it('is told once', () => {
    const told: BillingEvent = { type: 'PackageChangeTold', requestId: 'r1', at };
    const confirm: BillingCommand = { type: 'ConfirmPackageChangeTold', requestId: 'r1', at };
    expect(billsProcess.after(refused).map(({ kind }) => kind)).toEqual(['tell_package_changes']);
    account(started(), requested, refused).when(confirm).then(told);
    account(started(), requested, refused, told).when(confirm).thenNothing();
  });
});
