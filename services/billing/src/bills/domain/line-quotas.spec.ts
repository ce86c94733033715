// What a package gives its line in a period, and when the gateway is told.
import { givenWith } from '@saring/event-sourcing';
import { billingAccountDecider } from './billing-account.decide';
import type { BillingEvent } from './billing-events';
import { billsProcess } from './bills.process';
import { linesToLimit, quotaFor } from './line-quotas';
import type { PackageQuota, PlanTerms } from './plan-terms';

const at = '2026-11-29T02:00:00.000Z';
const GB = 1_073_741_824;
const terms: PlanTerms = {
  ...{ packageId: 'p', packageName: 'Rumah', bytes: 300 * GB, unlimited: false, fupThresholdBytes: null },
  ...{ speedDownKilobitsPerSecond: 10_000, speedUpKilobitsPerSecond: 5_000, deviceLimit: 3 },
  ...{ unit: 'month', count: 1, anchorDay: 5, priceRupiah: 150_000, prorates: true },
  ...{ issueDaysBefore: 7, graceDays: 3 },
};
const started = (change: Partial<PlanTerms> = {}, lineId = 'line', subscriptionId = 's'): BillingEvent => ({
  ...{ type: 'SubscriptionStarted', subscriptionId, site: 'rw05', terms: { ...terms, ...change }, at },
  ...{ startsOn: '2026-12-05', lineId },
});
const quota: PackageQuota = {
  ...{ bytes: 300 * GB, slows: true, periodDay: 5, periodDays: 0, periodFrom: '' },
};
const changed: BillingEvent = {
  ...{ type: 'SubscriptionPlanChanged', subscriptionId: 's', nextFrom: '2026-12-20', at },
  terms: { ...terms, bytes: 500 * GB },
};
const asked: BillingEvent = { type: 'LineQuotaAsked', lineId: 'line', at };
const confirmed = (of: PackageQuota | null): BillingEvent => ({
  ...{ type: 'LineQuotaConfirmed', lineId: 'line', quota: of, at },
});
const ended: BillingEvent = { type: 'SubscriptionEnded', subscriptionId: 's', reason: 'x', at };
const account = givenWith(billingAccountDecider, expect);
const of = (...events: BillingEvent[]) => quotaFor(account(...events).state(), 'line');
const waiting = (...events: BillingEvent[]) => linesToLimit(account(...events).state());

it.each<[string, Partial<PlanTerms>, Partial<PackageQuota> | null]>([
  ['slows behind its bytes without a threshold of its own', {}, {}],
  ['slows at its FUP threshold', { fupThresholdBytes: 100 * GB }, { bytes: 200 * GB }],
  ['slows at once where the threshold is all of it', { fupThresholdBytes: 300 * GB }, { bytes: 1 }],
  ['holds behind its bytes with a threshold of 0', { fupThresholdBytes: 0 }, { slows: false }],
  ['limits nothing where it is unlimited', { bytes: 0, unlimited: true }, null],
  ['gives its bytes each month, however many are billed at once', { count: 3 }, {}],
  [
    'gives its bytes each week of its own',
    { unit: 'week', count: 2, anchorDay: 0 },
    { periodDay: 1, periodDays: 14, periodFrom: '2026-12-05' },
  ],
])('%s', (_what, change, expected) => {
  expect(of(started(change))).toEqual(expected && { ...quota, ...expected });
});

it('begins its days anew with a change, and is gone with its subscription', () => {
  const days = { unit: 'day', count: 30 } as const;
  const anew = { ...changed, terms: { ...terms, ...days } };
  expect(of(started(days), anew)).toMatchObject({ periodDays: 30, periodFrom: '2026-12-20' });
  expect(of(started(), ended)).toBeNull();
  expect(of(started(), ended, started({ bytes: GB }, 'line', 't'))).toMatchObject({ bytes: GB });
});

it('is told until it is confirmed, anew with a change, and no more with the next bill', () => {
  expect(waiting(started())).toEqual(['line']);
  expect(waiting(started(), asked)).toEqual(['line']);
  expect(waiting(started(), asked, confirmed(quota))).toEqual([]);
  expect(waiting(started(), asked, confirmed(quota), changed)).toEqual(['line']);
  // The answer was lost, and all is as before: the gateway may have the other.
  const back: BillingEvent = { ...changed, terms };
  expect(waiting(started(), asked, confirmed(quota), changed, asked, back)).toEqual(['line']);
  expect(waiting(started(), asked, confirmed(quota), ended)).toEqual(['line']);
  expect(waiting(started({ bytes: 0, unlimited: true }))).toEqual([]);
  account(started()).when({ type: 'AskLineQuota', lineId: 'line', at }).then(asked);
  account(started(), asked).when({ type: 'AskLineQuota', lineId: 'line', at }).then();
  account(started(), asked)
    .when({ type: 'ConfirmLineQuota', lineId: 'line', quota, at })
    .then(confirmed(quota));
  account(started()).when({ type: 'ConfirmLineQuota', lineId: 'line', quota, at }).then();
});

it('is the old and the new line when a subscription pays for another', () => {
  const other: BillingEvent = { type: 'SubscriptionLineSet', subscriptionId: 's', lineId: 'other', at };
  expect([...waiting(started(), asked, confirmed(quota), other)].sort()).toEqual(['line', 'other']);
  expect(of(started(), other)).toBeNull();
});

it('is due after all that may change it, in a lane of its own', () => {
  const isDue = (event: BillingEvent) =>
    billsProcess.after(event).some(({ kind }) => kind === 'set_line_quotas');
  expect([started(), changed, ended].every(isDue)).toBe(true);
  expect(isDue(confirmed(quota))).toBe(false);
  const owed = account(started()).state();
  expect(billsProcess.isStillDue('set_line_quotas', owed, at)).toBe(true);
  expect(billsProcess.repeatAt('set_line_quotas', owed, 1, at)).toBe(at);
});
