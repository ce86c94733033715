// A bill that is given up is a loss, waited for no more and paid by nothing; a security is the subscriber's until it is over.
import { givenWith } from '@saring/event-sourcing';
import { billingPostings } from '../../books/domain/postings';
import { openBills } from './billing-account';
import type { BillingEvent } from './billing-events';
import { billingAccountDecider, type BillingCommand } from './billing-account.decide';
import { mustHold } from './line-holds';
import type { PlanTerms } from './plan-terms';

const at = '2026-11-29T02:00:00.000Z';
const site = 'rw05';
const terms: PlanTerms = {
  ...{ packageId: 'p', packageName: 'Rumah', bytes: 0, unlimited: true, fupThresholdBytes: null },
  ...{ speedDownKilobitsPerSecond: 10_000, speedUpKilobitsPerSecond: 5_000, deviceLimit: 3 },
  ...{ unit: 'month', count: 1, anchorDay: 1, priceRupiah: 150_000, prorates: true },
  ...{ issueDaysBefore: 7, graceDays: 3 },
};
const started: BillingEvent = {
  ...{ type: 'SubscriptionStarted', subscriptionId: 's', site, terms, startsOn: '2026-12-01', at },
  lineId: 'line',
};
const billId = '2026-12-01';
const december: BillingEvent = {
  ...{ type: 'BillIssued', billId, subscriptionId: 's', site, from: billId, to: '2027-01-01' },
  ...{ startsAt: `${billId}T00:00:00.000Z`, lastsUntil: '2027-01-01T00:00:00.000Z', at },
  amountRupiah: 150_000,
};
const overdue: BillingEvent = { type: 'BillOverdue', billId, at };
const part: BillingEvent = { type: 'MoneyAllocated', billId, amountRupiah: 50_000, site, at };
const received = (amountRupiah: number): BillingEvent => ({
  ...{ type: 'MoneyReceived', receiptId: `r${amountRupiah}`, amountRupiah, method: 'cash', cashier: 'ani' },
  ...{ site, drawerSite: site, note: '', at },
});
const receive = (amountRupiah: number): BillingCommand =>
  ({ ...received(amountRupiah), type: 'ReceiveMoney' }) as BillingCommand;
const writeOff: BillingCommand = { type: 'WriteBillOff', billId, reason: ' pindah ', at };
const writtenOff: BillingEvent = {
  ...{ type: 'BillWrittenOff', billId, amountRupiah: 100_000, site, reason: 'pindah', at },
};
const reclaimed: BillingEvent = { type: 'BillReclaimed', billId, amountRupiah: 100_000, site, at };
const account = givenWith(billingAccountDecider, expect);
const owing = [started, december, received(50_000), part, overdue];
const sums = (...events: BillingEvent[]) => {
  const all: Record<string, number> = {};
  for (const { account: name, amountRupiah } of events.flatMap(billingPostings))
    all[name] = (all[name] ?? 0) + amountRupiah;
  return all;
};

describe('a bill that is given up', () => {
  it('loses what is owed on it, once, with a reason', () => {
    account(...owing)
      .when(writeOff)
      .then(writtenOff);
    account(...owing, writtenOff)
      .when(writeOff)
      .then();
    account(...owing)
      .when({ ...writeOff, reason: ' ' } as BillingCommand)
      .thenRefused('QUOTA.REASON_REQUIRED');
    account(started).when(writeOff).thenRefused('BILLING.BILL_UNKNOWN');
    account(started, december, { ...part, amountRupiah: 150_000 } as BillingEvent)
      .when(writeOff)
      .thenRefused('BILLING.NO_BILL_DUE');
    expect(openBills(account(...owing, writtenOff).state())).toEqual([]);
    expect(sums(...owing, writtenOff)).toMatchObject({ bad_debts: 100_000, revenue: -150_000 });
  });
  it('is paid by money that comes, all or a part of it, behind what is owed', () => {
    account(...owing, writtenOff)
      .when(receive(100_000))
      .then(received(100_000), reclaimed, { ...part, amountRupiah: 100_000 } as BillingEvent);
    account(...owing, writtenOff)
      .when(receive(30_000))
      .then(received(30_000), reclaimed, { ...part, amountRupiah: 30_000 } as BillingEvent);
  });
  it('is paid by no balance of before, and goes on holding its line', () => {
    expect(account(...owing, received(100_000), writtenOff).state()).toMatchObject({
      balanceRupiah: 100_000,
    });
    expect(mustHold(account(...owing, writtenOff).state(), 'line')).toBe(true);
  });
  it('is owed again where it is reclaimed, and paid by what lies there', () => {
    account(...owing, writtenOff, received(100_000))
      .when({ type: 'ReclaimBill', billId, at })
      .then(reclaimed, { ...part, amountRupiah: 100_000 } as BillingEvent);
    account(...owing)
      .when({ type: 'ReclaimBill', billId, at })
      .then();
    expect(sums(...owing, writtenOff, reclaimed)['bad_debts']).toBe(0);
  });
  it('was no loss where it is made void', () =>
    account(...owing, writtenOff)
      .when({ type: 'VoidBill', billId, reason: 'salah', at })
      .then(reclaimed, {
        ...{ type: 'BillVoided', reason: 'salah', at },
        released: { billId, amountRupiah: 50_000, site },
      }));
});

describe('a security', () => {
  const taking = {
    ...{ subscriptionId: 's', receiptId: 'd', amountRupiah: 200_000, cashier: 'ani', site, drawerSite: site },
    ...{ method: 'cash' as const, note: '', at },
  };
  const taken: BillingEvent = { type: 'DepositTaken', ...taking };
  const released = (reason: string): BillingEvent => ({
    ...{ type: 'DepositReleased', subscriptionId: 's', amountRupiah: 200_000, site, reason, at },
  });
  const rest: BillingEvent = { ...part, amountRupiah: 100_000 } as BillingEvent;
  const ended: BillingEvent = { type: 'SubscriptionEnded', subscriptionId: 's', reason: 'x', at };

  it('is taken once under its receipt, and pays no bill while it is one', () => {
    account(...owing)
      .when({ type: 'TakeDeposit', ...taking })
      .then(taken);
    account(...owing, taken)
      .when({ type: 'TakeDeposit', ...taking })
      .then();
    account(started, ended)
      .when({ type: 'TakeDeposit', ...taking })
      .thenRefused('BILLING.SUBSCRIPTION_ENDED');
    account()
      .when({ type: 'TakeDeposit', ...taking })
      .thenRefused('BILLING.SUBSCRIPTION_UNKNOWN');
    expect(sums(taken)).toEqual({ cash: 200_000, subscriber_deposits: -200_000 });
    expect(account(...owing, taken).state()).toMatchObject({ balanceRupiah: 0 });
  });
  it('becomes balance as a whole, which pays what is owed by itself', () => {
    const release: BillingCommand = { type: 'ReleaseDeposit', subscriptionId: 's', reason: ' selesai ', at };
    account(...owing, taken)
      .when(release)
      .then(released('selesai'), rest);
    account(...owing)
      .when(release)
      .then();
    account(...owing, taken)
      .when({ ...release, reason: '' })
      .thenRefused('QUOTA.REASON_REQUIRED');
    expect(account(...owing, taken, released('selesai'), rest).state()).toMatchObject({
      balanceRupiah: 100_000,
    });
    expect(sums(taken, released('selesai'), rest)).toEqual({
      ...{ cash: 200_000, subscriber_deposits: 0, subscriber_balances: -100_000, revenue: -100_000 },
    });
  });
  it('is released by the end of its subscription, at once or by contract', () => {
    const issuing = {
      ...{ today: { [site]: '2027-01-01' }, at },
      billIdOf: (_id: string, from: string) => from,
      startOf: (_site: string, date: string) => `${date}T00:00:00.000Z`,
    };
    account(...owing, taken)
      .when({ type: 'EndSubscription', subscriptionId: 's', reason: 'pindah', ...issuing })
      .then(
        { type: 'SubscriptionEnded', subscriptionId: 's', reason: 'pindah', holdsLine: true, at },
        released('pindah'),
        rest,
      );
    account({ ...started, endsOn: '2027-01-01' } as BillingEvent, december, taken, received(150_000))
      .when({ type: 'IssueBills', ...issuing })
      .then(
        { type: 'SubscriptionEnded', subscriptionId: 's', reason: 'contract end', holdsLine: true, at },
        released('contract end'),
        { ...part, amountRupiah: 150_000 } as BillingEvent,
      );
  });
});
