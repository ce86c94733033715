// Bills of many accounts issued side by side over real PostgreSQL: each period once, numbers without gaps, and no two
// transactions that wait for one another, whatever the order of the sites in which people began.
import 'reflect-metadata';
import { Billing } from '@saring/contracts';
import { localDate, newId } from '@saring/kernel';
import { BillingStack } from '../testing/billing-stack';
import { resetWorld } from '../testing/fakes';
import { Bills } from './bills';
import { addDays } from './domain/periods';

const method = Billing.method;
const DAY_SECONDS = 86_400;
/** Their days begin at other hours: no bill of one depends on that of the other. */
const SITES = ['rw05', 'rw06'] as const;
const PEOPLE = 24;

let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
beforeEach(resetWorld);

const start = (subscriberId: string, site: string, packageId: string, startsOn: string) =>
  billing.ask(method.startSubscription, {
    ...{ commandId: newId(), actor: `operator:${newId()}`, subscriberId, site, packageId, startsOn },
    ...{ unit: 'day', count: 30, issueDaysBefore: 7, graceDays: 3 },
  });
const deadlocks = async (): Promise<number> => {
  const { rows } = await billing.pool.query<{ deadlocks: string }>(
    'select deadlocks from pg_stat_database where datname = current_database()',
  );
  return Number(rows[0]?.deadlocks);
};

it('issues each period once and numbers without gaps over two sites and two runs at once', async () => {
  const { packageId } = await billing.newPackage({ priceRupiah: 150_000, name: 'Rumah' });
  const startsOn = addDays(localDate(billing.clock.now(), 'Asia/Jakarta'), 20);
  const people = Array.from({ length: PEOPLE }, () => newId());
  for (const [index, subscriberId] of people.entries())
    for (const site of index % 2 === 0 ? SITES : [...SITES].reverse())
      await start(subscriberId, site, packageId, startsOn);
  billing.later(15 * DAY_SECONDS);
  const before = await deadlocks();
  const bills = billing.app.get(Bills);
  await Promise.all([bills.issueAll(), bills.issueAll(), bills.issueAll()]);

  const { rows } = await billing.pool.query<{ subscriber_id: string; site: string; number: string }>(
    'select subscriber_id, site, number from bills where subscriber_id = any($1::uuid[]) order by site, number',
    [people],
  );
  expect(new Set(rows.map((row) => `${row.subscriber_id} ${row.site}`)).size).toBe(2 * PEOPLE);
  expect(rows).toHaveLength(2 * PEOPLE);
  for (const site of SITES) {
    const numbers = rows.filter((row) => row.site === site).map(({ number }) => Number(number.split('/')[2]));
    const first = numbers[0] ?? 0;
    expect(numbers).toEqual(numbers.map((_number, index) => first + index));
  }
  expect(await deadlocks()).toBe(before);

  // The counters are taken in the order of the sites' names, whatever the order of the subscriptions.
  const { rows: numbered } = await billing.pool.query<{ name: string; number: string }>(
    `select s.name, e.data->>'number' as number from events e join event_streams s on s.stream_id = e.stream_id
     where e.type = 'BillNumbered' and s.name = any($1::text[]) order by s.name, e.stream_position`,
    [people.map((subscriberId) => `bills-${subscriberId}`)],
  );
  for (const subscriberId of people)
    expect(
      numbered.flatMap(({ name, number }) =>
        name === `bills-${subscriberId}` ? [number.split('/')[0]] : [],
      ),
    ).toEqual(SITES);
});
