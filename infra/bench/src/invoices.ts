// invoices.ts — subscriptions whose next period is due, billed by the one run of the job that issues bills. Their papers are
// made when somebody asks for them.
import { Billing } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { connectNats, Messenger } from '@saring/messaging';
import { machine, option, report, rounded } from './figures';
import { startBenchStack, startRole } from './stack';

const SITE = 'site-1';
const JOB = 'issue-bills';
const actor = 'operator:bench';
const PACKAGE = { name: 'Rumah', bytes: 0, unlimited: true, days: 30, priceRupiah: 150_000, active: true };
const SIDE_BY_SIDE = 16;
const REQUEST_MILLISECONDS = 60_000;
const LOOK_MILLISECONDS = 100;
const LIMIT_MILLISECONDS = 600_000;
const DAY_MILLISECONDS = 86_400_000;
/** The date of the site moves on by its zone: 25 hours lie between the two. */
const WEST = 'Pacific/Pago_Pago';
const EAST = 'Pacific/Kiritimati';
const ISSUED_DAYS_BEFORE = 7;

/** A period that is billed tomorrow. */
const startsOn = (): string => {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: WEST }).format(new Date());
  return new Date(Date.parse(today) + (ISSUED_DAYS_BEFORE + 1) * DAY_MILLISECONDS).toISOString().slice(0, 10);
};

/** `--subscriptions=10000` */
export const invoices = async (args: readonly string[]): Promise<void> => {
  const count = option(args, 'subscriptions', 10_000);
  const stack = await startBenchStack();
  const office = await startRole('office', stack.env);
  const nats = await connectNats(stack.env['NATS_URL'] ?? '', 'bench');
  try {
    const messenger = new Messenger(nats);
    const ask: Messenger['request'] = (rpc, request) => messenger.request(rpc, request, REQUEST_MILLISECONDS);
    let version = 0;
    const moveTo = async (timeZone: string): Promise<void> => {
      const profile = { site: SITE, timeZone, version };
      ({ version } = await ask(Billing.method.setSiteProfile, { commandId: newId(), profile, actor }));
    };
    await moveTo(WEST);
    const people = await subscribed(ask, count);
    await moveTo(EAST);
    const milliseconds = await runOnce(ask);
    for (const subscriberId of [people[0], people.at(-1)]) {
      const { bills } = await ask(Billing.method.getBillingStanding, { subscriberId });
      if (bills.length !== 1 || !bills[0]?.number) throw new Error('a subscription was not billed once');
    }
    report({
      ...{ name: 'invoices', value: rounded(milliseconds / 1_000, 2), unit: 's', n: 1 },
      ...{
        subscriptions: count,
        each: rounded(milliseconds / count, 2),

        machine: machine(),
      },
    });
  } finally {
    await nats.close();
    await office.stop();
    await stack.close();
  }
};

const subscribed = async (ask: Messenger['request'], count: number): Promise<readonly string[]> => {
  const { packageId } = await ask(Billing.method.createPackage, {
    ...{ commandId: newId(), package: PACKAGE, actor },
  });
  const people = Array.from({ length: count }, () => newId());
  const from = startsOn();
  let next = 0;
  await Promise.all(
    Array.from({ length: SIDE_BY_SIDE }, async () => {
      for (let index = next++; index < count; index = next++) {
        const { bills } = await ask(Billing.method.startSubscription, {
          ...{ commandId: newId(), actor, subscriberId: people[index], site: SITE, packageId },
          ...{ unit: 'month', count: 1, startsOn: from, issueDaysBefore: ISSUED_DAYS_BEFORE, graceDays: 3 },
        });
        if (bills.length > 0) throw new Error('a subscription was billed before its day');
      }
    }),
  );
  return people;
};

/** By the job's own book. @returns from its start to its end. */
const runOnce = async (ask: Messenger['request']): Promise<number> => {
  const asked = new Date().toISOString();
  await ask(Billing.method.runJob, { name: JOB });
  const end = performance.now() + LIMIT_MILLISECONDS;
  while (performance.now() < end) {
    const { scheduled } = await ask(Billing.method.listJobs, {});
    const job = scheduled.find(({ name }) => name === JOB);
    if (job?.lastError) throw new Error(job.lastError);
    const { lastStartedAt: began = '', lastSucceededAt: done = '' } = job ?? {};
    if (began >= asked && done >= began) return Date.parse(done) - Date.parse(began);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
  }
  throw new Error('the job did not end');
};
