// money.rules.ts — what the bank took is given once and booked once.
import type { Facts, Rule, SaleFacts } from './facts';

const SETTLED = new Set(['settlement', 'capture']);
/** Where money is, and what gateways keep of it. */
const RECEIVED_ON = new Set(['gateway', 'gateway_fees']);
/** Whose money it then is, or what it earned. */
const ALLOCATED_TO = new Set([
  ...['revenue', 'debt_settlements', 'extra_payments', 'subscriber_balances'],
  ...['agent_deposits', 'surcharges', 'refunds'],
]);

const isSettled = (facts: Facts, sale: SaleFacts): boolean =>
  facts.bank.some(({ orderNumber, status }) => orderNumber === sale.orderNumber && SETTLED.has(status));

const givenTo = ({ given }: Facts, { orderId }: SaleFacts) =>
  given.filter(({ purchaseId }) => purchaseId === orderId);

const onlyWhatIsPaid: Rule = {
  name: 'nothing is given that the bank did not take money for',
  when: 'always',
  find: (facts) =>
    facts.sales.flatMap((sale) =>
      givenTo(facts, sale).length > 0 && !isSettled(facts, sale)
        ? [`order ${sale.orderNumber} is given, at the bank it is not paid`]
        : [],
    ),
};

const neverTwice: Rule = {
  name: 'a paid order is given at most once',
  when: 'always',
  find: (facts) =>
    facts.sales.flatMap((sale) => {
      const bytes = givenTo(facts, sale).reduce((sum, one) => sum + one.bytes, 0);
      const grants = givenTo(facts, sale).filter(({ type }) => type === 'QuotaGranted').length;
      return grants > 1 || bytes > sale.bytes
        ? [`order ${sale.orderNumber} of ${sale.bytes} bytes gave ${bytes} in ${grants} grants`]
        : [];
    }),
};

const givenWhole: Rule = {
  name: 'every paid order is given, whole',
  when: 'quiet',
  find: (facts) => [
    ...facts.sales.flatMap((sale) => {
      const bytes = givenTo(facts, sale).reduce((sum, one) => sum + one.bytes, 0);
      return isSettled(facts, sale) && bytes !== sale.bytes
        ? [
            `order ${sale.orderNumber} is paid for ${sale.bytes} bytes and gave ${bytes} (it is ${sale.rowState})`,
          ]
        : [];
    }),
    ...facts.bank.flatMap(({ orderNumber, status }) =>
      SETTLED.has(status) && !facts.sales.some((sale) => sale.orderNumber === orderNumber)
        ? [`the bank took money for ${orderNumber}, an order that nobody knows`]
        : [],
    ),
  ],
};

const rowIsReplay: Rule = {
  name: 'the row of an order is the replay of its events',
  when: 'always',
  find: ({ sales }) =>
    sales.flatMap(({ orderNumber, rowVersion, rowState, eventTypes }) => [
      ...(rowVersion === eventTypes.length
        ? []
        : [`order ${orderNumber}: its row has taken in ${rowVersion} events of ${eventTypes.length}`]),
      ...((rowState === 'fulfilled') === eventTypes.includes('OrderFulfilled')
        ? []
        : [`order ${orderNumber} is ${rowState}, its events are ${eventTypes.join(', ')}`]),
      ...(eventTypes.filter((type) => type === 'OrderPaid').length > 1
        ? [`order ${orderNumber} is paid more than once`]
        : []),
    ]),
};

const journalBalances: Rule = {
  name: 'every posting of the journal adds up to nothing',
  when: 'always',
  find: ({ journal }) => {
    const sums = new Map<string, number>();
    for (const { stream, revision, amountRupiah } of journal) {
      const key = `${stream}@${revision}`;
      sums.set(key, (sums.get(key) ?? 0) + amountRupiah);
    }
    return [...sums].flatMap(([key, sum]) => (sum === 0 ? [] : [`${key} adds up to Rp ${sum}`]));
  },
};

const booked: Rule = {
  name: 'money allocated, balance and refunds are what the bank took',
  when: 'quiet',
  find: ({ bank, journal }) => {
    const taken = bank
      .filter(({ status }) => SETTLED.has(status))
      .reduce((sum, { amountRupiah }) => sum + amountRupiah, 0);
    const sumOn = (accounts: ReadonlySet<string>): number =>
      journal.filter(({ account }) => accounts.has(account)).reduce((sum, one) => sum + one.amountRupiah, 0);
    const [received, allocated] = [sumOn(RECEIVED_ON), -sumOn(ALLOCATED_TO)];
    return [
      ...(received === taken ? [] : [`the bank took Rp ${taken}, the books received Rp ${received}`]),
      ...(allocated === taken ? [] : [`the bank took Rp ${taken}, the books allocate Rp ${allocated}`]),
    ];
  },
};

export const MONEY_RULES: readonly Rule[] = [
  onlyWhatIsPaid,
  neverTwice,
  givenWhole,
  rowIsReplay,
  journalBalances,
  booked,
];
