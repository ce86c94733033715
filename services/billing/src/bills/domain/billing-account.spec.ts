// Each period is billed once, before it begins; every rupiah lies in one place: with a bill or as balance.
import { givenWith } from '@saring/event-sourcing';
import { daysBetween, idFrom } from '@saring/kernel';
import fc from 'fast-check';
import { mustGive, openBills, owedRupiah, type BillingAccount } from './billing-account';
import { billingAccountDecider, type BillingCommand } from './billing-account.decide';
import { billingPostings, salePostings } from '../../books/domain/postings';
import { saleDecider } from '../../sales/domain/sale.decide';
import type { SaleEvent, SaleTerms } from '../../sales/domain/sale';
import type { BillingEvent } from './billing-events';
import { billsProcess } from './bills.process';
import type { Issuing } from './issuing';
import { addDays, periodFrom, prorated, type Rhythm } from './periods';
import type { PlanTerms } from './plan-terms';

const at = '2026-11-29T02:00:00.000Z';
const terms: PlanTerms = {
  ...{ packageId: 'p', packageName: 'Rumah', bytes: 0, unlimited: true, fupThresholdBytes: null },
  ...{ speedDownKilobitsPerSecond: 10_000, speedUpKilobitsPerSecond: 5_000, deviceLimit: 3 },
  ...{ unit: 'month', count: 1, anchorDay: 1, priceRupiah: 150_000, prorates: true },
  ...{ issueDaysBefore: 7, graceDays: 3 },
};
const startOf = (_site: string, date: string) => `${date}T00:00:00.000Z`;
const issuing = (today: string): Issuing => ({
  ...{ today: { rw05: today }, billIdOf: (...of: string[]) => of.join(' '), startOf, at },
});
const issue = (today: string): BillingCommand => ({ ...issuing(today), type: 'IssueBills' });
const started: BillingEvent = {
  ...{ type: 'SubscriptionStarted', subscriptionId: 's', site: 'rw05', terms, startsOn: '2026-12-01', at },
};
const issued = (from: string, to: string, amountRupiah = 150_000): BillingEvent => ({
  ...{
    type: 'BillIssued',
    billId: `s ${from}`,
    subscriptionId: 's',
    site: 'rw05',
    from,
    to,
    amountRupiah,
    at,
  },
  ...{ startsAt: startOf('', from), lastsUntil: startOf('', addDays(to, 3)) },
});
const december = issued('2026-12-01', '2027-01-01');
const method = 'cash';
const receipt = { receiptId: 'r', cashier: 'ani', site: 'rw05', drawerSite: 'rw05', note: '' };
const receive = (amountRupiah: number): BillingCommand => ({
  ...{ type: 'ReceiveMoney', ...receipt, method, amountRupiah, at },
});
const received = (amountRupiah: number): BillingEvent => ({
  ...{ type: 'MoneyReceived', ...receipt, method, amountRupiah, at },
});
const allocated = (billId: string, amountRupiah: number): BillingEvent => ({
  ...{ type: 'MoneyAllocated', billId, amountRupiah, site: 'rw05', at },
});
const account = givenWith(billingAccountDecider, expect);

it('issues a bill seven days before its period, and once', () => {
  account(started).when(issue('2026-11-23')).then();
  account(started).when(issue('2026-11-24')).then(december);
  account(started, december).when(issue('2026-12-10')).then();
});

it('pays the oldest bill first, and keeps what is too much for the next', () => {
  account(started, december)
    .when(receive(100_000))
    .then(received(100_000), allocated('s 2026-12-01', 100_000));
  account(started, december)
    .when(receive(200_000))
    .then(received(200_000), allocated('s 2026-12-01', 150_000));
  account(started, december, received(200_000), allocated('s 2026-12-01', 150_000))
    .when(issue('2026-12-25'))
    .then(issued('2027-01-01', '2027-02-01'), allocated('s 2027-01-01', 50_000));
});

const january = issued('2027-01-01', '2027-02-01');
const online = (amountRupiah: number, billId?: string): BillingCommand => ({
  ...{ type: 'ReceiveMoney', ...receipt, drawerSite: null, method: 'qris', amountRupiah, orderId: 'o', at },
  ...(billId === undefined ? {} : { billId }),
});
const takeBack: BillingCommand = { type: 'TakeReceiptBack', receiptId: 'r', site: 'rw05', at };
const takenBack = (amountRupiah: number): BillingEvent => ({
  ...{ type: 'ReceiptTakenBack', receiptId: 'r', amountRupiah, site: 'rw05', at },
});

it('pays the bill that the payer named before older ones, and books a receipt once', () => {
  account(started, december, january)
    .when(online(200_000, 's 2027-01-01'))
    .then(
      expect.objectContaining({ type: 'MoneyReceived', amountRupiah: 200_000, orderId: 'o' }),
      allocated('s 2027-01-01', 150_000),
      allocated('s 2026-12-01', 50_000),
    );
  account(started, december, received(150_000), allocated('s 2026-12-01', 150_000))
    .when(online(150_000))
    .then();
});

it('takes a receipt back once: out of the balance, then of what is still to be given, then of the rest', () => {
  const given: BillingEvent = { type: 'BillGiven', billId: 's 2026-12-01', at };
  const paid = [allocated('s 2026-12-01', 150_000), allocated('s 2027-01-01', 150_000)];
  const history = [started, december, january, received(310_000), ...paid, given];
  const released = (billId: string): BillingEvent => ({
    ...{ type: 'MoneyReleased', billId, amountRupiah: 150_000, site: 'rw05', at },
  });
  const all = [released('s 2027-01-01'), released('s 2026-12-01'), takenBack(310_000)];
  account(...history)
    .when(takeBack)
    .then(...all);
  account(...history, ...all)
    .when(takeBack)
    .then();
  // What was had is owed after its period, too.
  account(...history, ...all)
    .when(issue('2027-01-02'))
    .then();
});

it('never books a receipt whose money went back before it came', () => {
  account(started, december).when(takeBack).then(takenBack(0));
  account(started, december, takenBack(0)).when(receive(150_000)).then();
});

it('charges a first period that its anchor cuts short by its days, down to the rupiah', () => {
  const cut: BillingEvent = { ...started, startsOn: '2026-11-20' };
  account(cut)
    .when(issue('2026-11-20'))
    .then(issued('2026-11-20', '2026-12-01', 55_000));
  expect(prorated(100_000, 1, 30)).toBe(3_333);
});

it('owes nothing for a period that was over unpaid, and bills none that is over', () => {
  const released = { billId: 's 2026-12-01', amountRupiah: 100_000, site: 'rw05' };
  account(started, december, received(100_000), allocated('s 2026-12-01', 100_000))
    .when(issue('2027-02-03'))
    .then(
      { type: 'BillVoided', reason: 'lapsed', released, at },
      { type: 'PeriodsSkipped', subscriptionId: 's', nextFrom: '2027-02-01', at },
      issued('2027-02-01', '2027-03-01'),
      allocated('s 2027-02-01', 100_000),
    );
});

it('makes a bill void with a reason, once, and not what was given', () => {
  const voiding = (reason: string): BillingCommand => ({
    type: 'VoidBill',
    billId: 's 2026-12-01',
    reason,
    at,
  });
  const given: BillingEvent = { type: 'BillGiven', billId: 's 2026-12-01', at };
  const released = { billId: 's 2026-12-01', amountRupiah: 0, site: 'rw05' };
  const voided: BillingEvent = { type: 'BillVoided', reason: 'salah', released, at };
  account(started, december).when(voiding(' salah ')).then(voided);
  account(started, december).when(voiding(' ')).thenRefused('QUOTA.REASON_REQUIRED');
  account(started, december, voided).when(voiding('salah')).thenRefused('BILLING.BILL_VOID');
  account(started).when(voiding('salah')).thenRefused('BILLING.BILL_UNKNOWN');
  account(started, december, received(150_000), allocated('s 2026-12-01', 150_000), given)
    .when(voiding('salah'))
    .thenRefused('BILLING.BILL_GIVEN');
});

it('issues nothing more once it has ended', () => {
  const ended: BillingEvent = {
    ...{ type: 'SubscriptionEnded', subscriptionId: 's', reason: 'pindah', holdsLine: true, at },
  };
  const end: BillingCommand = {
    ...{ ...issuing('2026-11-29'), type: 'EndSubscription', subscriptionId: 's', reason: 'pindah' },
  };
  account(started).when(end).then(ended);
  account(started, ended).when(issue('2026-12-24')).then();
  account().when(end).thenRefused('BILLING.SUBSCRIPTION_UNKNOWN');
});

it.each([
  ['2027-01-31', { unit: 'month', count: 1, anchorDay: 31 }, '2027-02-28'],
  ['2027-02-28', { unit: 'month', count: 1, anchorDay: 31 }, '2027-03-31'],
  ['2028-01-30', { unit: 'month', count: 1, anchorDay: 30 }, '2028-02-29'],
  ['2026-12-15', { unit: 'month', count: 3, anchorDay: 15 }, '2027-03-15'],
  ['2026-12-30', { unit: 'week', count: 1, anchorDay: 30 }, '2027-01-06'],
  ['2026-12-31', { unit: 'day', count: 1, anchorDay: 31 }, '2027-01-01'],
] as const)('a period from %s of %j ends before %s', (from, rhythm, to) => {
  expect(periodFrom(from, rhythm).to).toBe(to);
});

describe('balance', () => {
  const payOut = (amountRupiah: number, reason = ' pindah '): BillingCommand => ({
    ...{ type: 'PayOutBalance', amountRupiah, method, cashier: 'ani', site: 'rw05', drawerSite: 'rw05', at },
    reason,
  });
  const out = (amountRupiah: number): BillingEvent => ({
    ...{ type: 'BalancePaidOut', amountRupiah, method, cashier: 'ani', site: 'rw05', drawerSite: 'rw05', at },
    reason: 'pindah',
  });
  const history = [started, december, received(200_000), allocated('s 2026-12-01', 150_000)];
  it('is handed back with a reason, and never more than there is', () => {
    account(...history)
      .when(payOut(50_000))
      .then(out(50_000));
    account(...history)
      .when(payOut(50_001))
      .thenRefused('BILLING.BALANCE_SHORT');
    account(...history)
      .when(payOut(50_000, ' '))
      .thenRefused('QUOTA.REASON_REQUIRED');
    account(...history, out(50_000))
      .when(payOut(1))
      .thenRefused('BILLING.BALANCE_SHORT');
  });
  it('is owed again where money that was handed out goes back, too', () => {
    const twice = [started, received(50_000), out(50_000), takenBack(50_000)];
    expect(account(...twice).state().balanceRupiah).toBe(-50_000);
    account(...twice)
      .when(issue('2026-11-24'))
      .then(december);
    account(...twice, december)
      .when({ ...receive(80_000), receiptId: 'r2' } as BillingCommand)
      .then({ ...received(80_000), receiptId: 'r2' } as BillingEvent, allocated('s 2026-12-01', 30_000));
  });
});

describe('over any history', () => {
  const rhythms: fc.Arbitrary<Rhythm> = fc.record({
    unit: fc.constantFrom('day', 'week', 'month'),
    count: fc.integer({ min: 1, max: 4 }),
    anchorDay: fc.integer({ min: 1, max: 31 }),
  });
  const steps = fc.array(
    fc.oneof(
      fc.record({ wait: fc.integer({ min: 0, max: 70 }) }),
      fc.record({ pay: fc.integer({ min: 1, max: 400_000 }), key: fc.nat(30) }),
      fc.record({ takeBack: fc.nat(15).map((half) => half * 2) }),
      fc.record({ makeVoid: fc.nat(5) }),
      fc.record({ give: fc.nat(5) }),
    ),
    { maxLength: 40 },
  );
  const apply = (state: BillingAccount, command: BillingCommand) => {
    const decision = billingAccountDecider.decide(state, command);
    const events = decision.accepted ? decision.events : [];
    return { events, state: events.reduce(billingAccountDecider.evolve, state) };
  };
  /** Of one key all are one receipt. Only money of orders goes back: even keys. */
  const paying = (act: object): BillingCommand => {
    const { pay, key } = act as { pay: number; key: number };
    const command = { ...receipt, receiptId: `r${key}`, amountRupiah: pay, at };
    return key % 2 === 0
      ? { type: 'ReceiveMoney', ...command, drawerSite: null, method: 'qris', orderId: `o${key}` }
      : { type: 'ReceiveMoney', ...command, method };
  };

  /** What the books make of it, with the sales that brought receipts and took them back. */
  const accountsOf = (events: readonly BillingEvent[]) => {
    const saleOf = (amountRupiah: number) => ({
      ...saleDecider.initialState(),
      round: 1,
      terms: { purpose: 'bills', method: 'qris', site: 'rw05', price: { amountRupiah } } as SaleTerms,
    });
    const postings = events.flatMap((event) => {
      const own = billingPostings(event);
      if (event.type === 'MoneyReceived' && event.orderId !== undefined)
        return [...own, ...salePostings(saleOf(event.amountRupiah), { type: 'OrderPaid' } as SaleEvent, '')];
      if (event.type !== 'ReceiptTakenBack') return own;
      const reversed = { type: 'OrderReversed' } as SaleEvent;
      return [...own, ...salePostings(saleOf(event.amountRupiah), reversed, '')];
    });
    const of = (...accounts: string[]) =>
      postings.reduce((sum, one) => sum + (accounts.includes(one.account) ? one.amountRupiah : 0), 0);
    return {
      sum: postings.reduce((sum, { amountRupiah }) => sum + amountRupiah, 0) || 0,
      balance: of('subscriber_balances') || -0,
      income: of('revenue', 'refunds') || -0,
    };
  };

  const history = (rhythm: Rhythm, first: number, acts: readonly object[]) => {
    const startsOn = addDays('2026-01-01', first);
    let today = startsOn;
    let state = apply(billingAccountDecider.initialState(), {
      ...{ type: 'StartSubscription', subscriptionId: idFrom('s'), site: 'rw05', startsOn, at },
      terms: { ...terms, ...rhythm },
    }).state;
    const events: BillingEvent[] = [];
    const take = (command: BillingCommand) => {
      const after = apply(state, command);
      events.push(...after.events);
      ({ state } = after);
    };
    take(issue(today));
    for (const act of acts) {
      const bill = (index: number) =>
        Object.keys(state.bills)[index % Math.max(1, Object.keys(state.bills).length)] ?? '';
      if ('wait' in act) take(issue((today = addDays(today, Number(act.wait)))));
      else if ('pay' in act) take(paying(act));
      else if ('takeBack' in act)
        take({ type: 'TakeReceiptBack', receiptId: `r${Number(act.takeBack)}`, site: 'rw05', at });
      else if ('makeVoid' in act)
        take({ type: 'VoidBill', billId: bill(Number(act.makeVoid)), reason: 'x', at });
      else if ('give' in act) take({ type: 'ConfirmGiven', billId: bill(Number(act.give)), at });
    }
    return { state, events, today };
  };

  it('what came in is with bills or is balance, and no bill is paid beyond its amount', () => {
    fc.assert(
      fc.property(rhythms, fc.nat(800), steps, (rhythm, first, acts) => {
        const { state, events } = history(rhythm, first, acts);
        const sumOf = (type: 'MoneyReceived' | 'ReceiptTakenBack') =>
          events.reduce((sum, event) => sum + (event.type === type ? event.amountRupiah : 0), 0);
        const stayed = sumOf('MoneyReceived') - sumOf('ReceiptTakenBack');
        const bills = Object.values(state.bills);
        const paid = bills.reduce((sum, { paidRupiah }) => sum + paidRupiah, 0);
        expect(paid + state.balanceRupiah).toBe(stayed);
        expect(state.balanceRupiah).toBeGreaterThanOrEqual(0);
        expect(
          bills.every(({ paidRupiah, amountRupiah }) => paidRupiah >= 0 && paidRupiah <= amountRupiah),
        ).toBe(true);
        // Money never waits beside a bill that is owed.
        if (state.balanceRupiah > 0) expect(openBills(state)).toEqual([]);
        expect(accountsOf(events)).toMatchObject({
          ...{ sum: 0, balance: -state.balanceRupiah, income: -paid },
        });
        expect(bills.filter(mustGive).every((bill) => owedRupiah(bill) === 0)).toBe(true);
        const gives = events.filter(({ type }) => type === 'BillGiven');
        expect(new Set(gives.map((event) => ('billId' in event ? event.billId : ''))).size).toBe(
          gives.length,
        );
      }),
    );
  });

  it('no day is billed twice, and none that runs or comes next is left out', () => {
    fc.assert(
      fc.property(rhythms, fc.nat(800), steps, (rhythm, first, acts) => {
        const { state, events, today } = history(rhythm, first, acts);
        const periods = events.flatMap((event) => (event.type === 'BillIssued' ? [event] : []));
        for (const [index, { from, to }] of periods.entries()) {
          expect(daysBetween(from, to)).toBeGreaterThan(0);
          const before = periods[index - 1];
          if (before) expect(before.to <= from).toBe(true);
        }
        const [subscription] = Object.values(state.subscriptions);
        expect(addDays(subscription?.nextFrom ?? '', -7) > today).toBe(true);
        expect(periods.some(({ from, to }) => from <= today && today < to)).toBe(true);
      }),
    );
  });
});

it('gives each paid period when it begins', () => {
  const paid: BillingEvent[] = [started, december, received(150_000), allocated('s 2026-12-01', 150_000)];
  const state = paid.reduce(billingAccountDecider.evolve, billingAccountDecider.initialState());
  expect(billsProcess.after(allocated('s 2026-12-01', 150_000))).toEqual([
    { kind: 'give_period', notBefore: at },
    { kind: 'settle_lines', notBefore: at },
    { kind: 'settle_hotspot', notBefore: at },
  ]);
  expect(billsProcess.isStillDue('give_period', state, at)).toBe(true);
  expect(billsProcess.repeatAt('give_period', state, 1, at)).toBe('2026-12-01T00:00:00.000Z');
  const given = billingAccountDecider.evolve(state, { type: 'BillGiven', billId: 's 2026-12-01', at });
  expect(billsProcess.isStillDue('give_period', given, at)).toBe(false);
  expect(billsProcess.repeatAt('give_period', given, 1, at)).toBeNull();
});

describe('M8, of an earlier system:', () => {
  it('too little stays owed on its bill, and is never "fully applied"', () => {
    const paid = account(started, december, received(149_999), allocated('s 2026-12-01', 149_999)).state();
    expect(Object.values(paid.bills).map(owedRupiah)).toEqual([1]);
    expect(paid.balanceRupiah).toBe(0);
  });
  it('too much stays balance in one place until a bill uses it, a year later, too', () => {
    const paid = [started, december, received(170_000), allocated('s 2026-12-01', 150_000)];
    expect(account(...paid).state().balanceRupiah).toBe(20_000);
    const used = account(...paid)
      .when(issue('2027-12-25'))
      .events();
    expect(used.filter(({ type }) => type === 'MoneyAllocated')).toEqual([allocated('s 2027-12-01', 20_000)]);
  });
});
