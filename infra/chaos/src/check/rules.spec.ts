// The checker itself: a world in which everything is right breaks no rule, and each doctored one is found, by its own rule.
import type { Facts } from './facts';
import { BUDI, BUDIS_MAC, RIGHT } from './right-world';
import { RULES, violationsOf } from './rules';

type Changed<Name extends keyof Facts> = Facts[Name][number];
const change = <Name extends keyof Facts>(
  name: Name,
  at: number,
  to: Partial<Changed<Name>>,
): Partial<Facts> => {
  const items: readonly object[] = RIGHT[name];
  return { [name]: items.map((item, index) => (index === at ? { ...item, ...to } : item)) };
};
const without = (name: keyof Facts, at: number): Partial<Facts> => {
  const items: readonly object[] = RIGHT[name];
  return { [name]: items.filter((_, index) => index !== at) };
};
const withMore = <Name extends keyof Facts>(name: Name, more: Changed<Name>): Partial<Facts> => ({
  [name]: [...(RIGHT[name] as readonly Changed<Name>[]), more],
});
const [first, second, third] = RIGHT.meters[0]?.events ?? [];
const meter = (...events: readonly (typeof first)[]): Partial<Facts> =>
  change('meters', 0, { events: events.flatMap((event) => event ?? []) });

/** What somebody did to the world, and the rule that must find it. */
const DOCTORED: readonly (readonly [what: string, rule: string, facts: Partial<Facts>])[] = [
  [
    'a reading charged twice',
    'nobody is charged for more bytes than they moved',
    meter(first, second, second, third),
  ],
  [
    'bytes charged to somebody else',
    'nobody is charged for more bytes than they moved',
    meter(first, { ...second, n: [1, 1] } as typeof second, third),
  ],
  [
    'bytes charged to nobody of the street',
    'nobody is charged for more bytes than they moved',
    meter(first, second, { n: [0], in: [1], out: [1], all: { owner: ['stranger'] } }),
  ],
  ['a lost delta', 'bytes charged are bytes moved, less what a router itself lost', meter(first, second)],
  [
    'a loss larger than the router’s own',
    'bytes charged are bytes moved, less what a router itself lost',
    change('phones', 1, { movedBytes: 621 }),
  ],
  [
    'held usage that was taken back',
    'bytes charged are bytes moved, less what a router itself lost',
    meter(first, second, { ...third, n: [0], in: [40], out: [60], held: [[0, 1]] } as typeof third, {
      n: [],
      in: [],
      out: [],
      withdrawn: [[0, 2, 0]],
    }),
  ],
  [
    'an hour that forgot bytes',
    'usage by hour is the replay of the meters',
    change('usageHours', 0, { bytes: 299 }),
  ],
  [
    'an hour of nobody',
    'usage by hour is the replay of the meters',
    withMore('usageHours', { subscriberId: 'x', bytes: 1 }),
  ],
  [
    'usage that a read model says twice',
    'balances are the replay of the events',
    change('quotas', 0, { usedBytes: 600 }),
  ],
  [
    'a balance that a read model lost',
    'balances are the replay of the events',
    change('quotas', 0, { remainingBytes: 701 }),
  ],
  [
    'a debt that a read model forgot',
    'balances are the replay of the events',
    change('quotas', 1, { debtBytes: 0 }),
  ],
  [
    'a line of a statement left out',
    'a statement adds up line by line',
    change('statements', 0, { lines: (RIGHT.statements[0]?.lines ?? []).slice(1) }),
  ],
  [
    'a statement that ends too early',
    'a statement ends at the balance',
    change('statements', 0, { lines: (RIGHT.statements[0]?.lines ?? []).slice(0, 2) }),
  ],
  [
    'a grant before the money',
    'nothing is given that the bank did not take money for',
    change('bank', 0, { status: 'pending' }),
  ],
  [
    'a doubled grant',
    'a paid order is given at most once',
    withMore('given', { subscriberId: BUDI, purchaseId: 'order-1', type: 'QuotaGranted', bytes: 0 }),
  ],
  [
    'a grant larger than what was bought',
    'a paid order is given at most once',
    change('given', 2, { bytes: 301 }),
  ],
  ['a paid order that was never given', 'every paid order is given, whole', without('given', 0)],
  ['a paid order that was given in part', 'every paid order is given, whole', without('given', 1)],
  ['a paid order that nobody knows', 'every paid order is given, whole', without('sales', 0)],
  [
    'a row behind its stream',
    'the row of an order is the replay of its events',
    change('sales', 0, { rowVersion: 2 }),
  ],
  [
    'a row that says otherwise than its events',
    'the row of an order is the replay of its events',
    change('sales', 0, { rowState: 'expired' }),
  ],
  [
    'an order that was paid twice',
    'the row of an order is the replay of its events',
    change('sales', 1, { eventTypes: ['OrderPlaced', 'OrderPaid', 'OrderPaid', 'OrderFulfilled'] }),
  ],
  ['half a posting', 'every posting of the journal adds up to nothing', without('journal', 1)],
  [
    'a payment that is not in the books',
    'money allocated, balance and refunds are what the bank took',
    { journal: RIGHT.journal.slice(0, 4) },
  ],
  [
    'a payment that is in the books twice',
    'money allocated, balance and refunds are what the bank took',
    { journal: [...RIGHT.journal, ...RIGHT.journal.slice(4)] },
  ],
  [
    'money booked on an account of nobody',
    'money allocated, balance and refunds are what the bank took',
    change('journal', 5, { account: 'owner' }),
  ],
  [
    'a person let through who has nothing left',
    'routers hold what each status asks for',
    {
      routers: RIGHT.routers.map((router) => ({
        ...router,
        bindings: router.bindings.map((row) => ({ ...row, type: 'bypassed' })),
      })),
    },
  ],
  [
    'a router that forgot somebody',
    'routers hold what each status asks for',
    change('routers', 1, { bindings: [] }),
  ],
  [
    'a stale entry in a list',
    'routers hold what each status asks for',
    change('routers', 0, {
      lists: [
        { list: 'active', address: '10.5.50.2' },
        { list: 'habis', address: '10.5.50.2' },
      ],
    }),
  ],
  [
    'two bindings of one device',
    'no device has two bindings of ours on one router',
    change('routers', 0, {
      bindings: [
        ...(RIGHT.routers[0]?.bindings ?? []),
        { mac: BUDIS_MAC, type: 'bypassed', comment: 'saring|2' },
      ],
    }),
  ],
  [
    'a message that nobody tried to send',
    'no message comes twice',
    withMore('inbox', { id: '803', target: '62811', text: 'Halo' }),
  ],
  [
    'a message to a stranger',
    'no message comes twice',
    withMore('inbox', { id: '803', target: '62899', text: 'Halo' }),
  ],
  ['a receipt that came twice', 'no message comes twice', change('inbox', 1, { text: 'Nota: 2026/11/0001' })],
  ['one message that stands for two', 'no message comes twice', change('outbox', 1, { providerId: '801' })],
  [
    'a message that counts as sent and never came',
    'what counts as sent has arrived',
    change('outbox', 0, { providerId: '900' }),
  ],
];

it('finds nothing where everything is right', () => expect(violationsOf(RIGHT, 'quiet')).toEqual([]));

it.each(DOCTORED)('finds %s', (_what, rule, facts) =>
  expect(violationsOf({ ...RIGHT, ...facts }, 'quiet').map((one) => one.rule)).toContain(rule),
);

it('has a doctored world for every rule', () =>
  expect([...new Set(DOCTORED.map(([, rule]) => rule))].sort()).toEqual(
    RULES.map(({ name }) => name).sort(),
  ));

it('asks in the middle of a fault only what holds always', () => {
  const behind = { ...RIGHT, ...meter(first), usageHours: [], statements: [], quotas: [], routers: [] };
  expect(violationsOf(behind, 'always')).toEqual([]);
  const twice = { ...behind, ...meter(first, second, second, third) };
  expect(violationsOf(twice, 'always')).toHaveLength(1);
});
