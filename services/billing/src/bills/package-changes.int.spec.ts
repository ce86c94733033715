// A subscriber asks for another package over real PostgreSQL and NATS: one answer whoever comes first, told once, and the
// bills to the rupiah, now or from the next period on.
import 'reflect-metadata';
import { Billing } from '@saring/contracts';
import { localDate, newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { BillingStack, refusal } from '../testing/billing-stack';
import { resetWorld, world } from '../testing/fakes';
import { addDays } from './domain/periods';

const method = Billing.method;
const DAY_SECONDS = 86_400;
const STORY = 90_000;
let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
beforeEach(resetWorld);

const actor = () => `operator:${newId()}`;
const today = () => localDate(billing.clock.now(), 'Asia/Jakarta');
const packageOf = (name: string, priceRupiah: number, change: object = {}) =>
  billing.newPackage({ name, priceRupiah, ...change });

/** A line of 30 days at Rp 300.000 that is paid, and a faster package. */
const setUp = async () => {
  const subscriberId = newId();
  const lineId = newId();
  world.lines.set(lineId, subscriberId);
  const speed = { speedDownKilobitsPerSecond: 10_000, speedUpKilobitsPerSecond: 5_000 };
  const faster = { speedDownKilobitsPerSecond: 20_000, speedUpKilobitsPerSecond: 10_000 };
  const { packageId: presentId } = await packageOf('Rumah', 300_000, speed);
  const { packageId } = await packageOf('Rumah cepat', 450_000, faster);
  const { subscriptions } = await billing.ask(method.startSubscription, {
    ...{ commandId: newId(), actor: actor(), subscriberId, site: 'rw05', unit: 'day', count: 30 },
    ...{ packageId: presentId, issueDaysBefore: 7, graceDays: 3, lineId },
  });
  const subscriptionId = subscriptions[0]?.subscriptionId ?? '';
  await billing.ask(method.receiveBillPayment, {
    ...{ commandId: newId(), actor: actor(), subscriberId, site: 'rw05', method: 'cash' },
    amountRupiah: 300_000,
  });
  world.sent.length = 0;
  return { subscriberId, subscriptionId, packageId, presentId, lineId };
};
type Case = Awaited<ReturnType<typeof setUp>>;

const asking = ({ subscriberId, subscriptionId, packageId }: Case) => ({
  ...{ commandId: newId(), actor: 'subscriber', subscriberId, subscriptionId, packageId },
  note: 'anak mulai kuliah',
});
const ask = async (one: Case) => {
  const standing = await billing.ask(method.requestPackageChange, asking(one));
  return standing.subscriptions[0]?.packageChange?.requestId ?? '';
};
const changeOf = async ({ subscriberId }: Case) =>
  (await billing.ask(method.getBillingStanding, { subscriberId })).subscriptions[0]?.packageChange;
const approving = (requestId: string, change: object = {}) => ({
  ...{ commandId: newId(), actor: actor(), requestId, approve: true, ...change },
});
const refusing = (requestId: string) => ({
  ...{ commandId: newId(), actor: actor(), requestId, approve: false, reason: 'kabel penuh' },
});
const told = () => world.sent.filter(({ template }) => template.startsWith('package.change'));
const allTold = () =>
  eventually(async () => {
    const { queued } = await billing.ask(method.listJobs, {});
    expect(queued.filter(({ kind }) => kind === 'tell_package_changes')).toEqual([]);
  });

it(
  'offers what is on sale, as long and of the same kind, and never today’s package',
  async () => {
    const one = await setUp();
    const speed = { speedDownKilobitsPerSecond: 5_000, speedUpKilobitsPerSecond: 2_000 };
    const hidden = await packageOf('Tersembunyi', 90_000, { ...speed, active: false });
    const week = await packageOf('Mingguan', 90_000, { ...speed, days: 7 });
    const hotspot = await packageOf('Hotspot', 90_000);
    const night = await packageOf('Malam', 90_000, { ...speed, validHours: '00:00-06:00' });
    const slow = await packageOf('Hemat', 150_000, speed);
    const { items } = await billing.ask(method.listPackageChoices, one);
    const ids = items.map(({ packageId }) => packageId);
    expect(ids).toEqual(expect.arrayContaining([slow.packageId, one.packageId]));
    const others = [hidden, week, hotspot, night].map(({ packageId }) => packageId);
    for (const packageId of [...others, one.presentId]) expect(ids).not.toContain(packageId);
    for (const { packageId } of [hidden, week, hotspot, night]) {
      const asked = billing.ask(method.requestPackageChange, { ...asking(one), packageId });
      await expect(asked).rejects.toEqual(refusal('BILLING.PACKAGE_NOT_OFFERED'));
    }
  },
  STORY,
);

it(
  'asks once under its key, one at a time, and knows no subscription of somebody else',
  async () => {
    const one = await setUp();
    const command = asking(one);
    await Promise.all([1, 2].map(() => billing.ask(method.requestPackageChange, command)));
    const first = await changeOf(one);
    expect(first).toMatchObject({ state: 'waiting', packageName: 'Rumah cepat', priceRupiah: 450_000 });
    const again = billing.ask(method.requestPackageChange, asking(one));
    await expect(again).rejects.toEqual(refusal('BILLING.PACKAGE_CHANGE_WAITING'));
    const stranger = { ...asking(one), subscriberId: newId() };
    await expect(billing.ask(method.requestPackageChange, stranger)).rejects.toEqual(
      refusal('BILLING.SUBSCRIPTION_UNKNOWN'),
    );
    const unknown = { ...asking(one), subscriptionId: newId() };
    await expect(billing.ask(method.requestPackageChange, unknown)).rejects.toEqual(
      refusal('BILLING.SUBSCRIPTION_UNKNOWN'),
    );
    const { items, total } = await billing.ask(method.listPackageChanges, {});
    expect(total).toBeGreaterThan(0);
    expect(items.find(({ subscriberId }) => subscriberId === one.subscriberId)).toMatchObject({
      ...{ packageName: 'Rumah', priceRupiah: 300_000, site: 'rw05' },
      change: { requestId: first?.requestId, note: 'anak mulai kuliah' },
    });
    expect(told()).toEqual([]);
  },
  STORY,
);

it(
  'changes the package at once with the days credited and charged, once, and says so once',
  async () => {
    const one = await setUp();
    billing.later(10 * DAY_SECONDS);
    const requestId = await ask(one);
    const command = approving(requestId);
    const after = await billing.ask(method.decidePackageChange, command);
    expect(after).toMatchObject({
      owedRupiah: 250_000,
      subscriptions: [
        {
          ...{ packageName: 'Rumah cepat', priceRupiah: 450_000 },
          packageChange: { state: 'approved', holdsFrom: today() },
        },
      ],
    });
    expect(await billing.ask(method.decidePackageChange, command)).toMatchObject({ owedRupiah: 250_000 });
    const late = billing.ask(method.decidePackageChange, approving(requestId));
    await expect(late).rejects.toEqual(refusal('BILLING.PACKAGE_CHANGE_ANSWERED'));
    await eventually(() =>
      expect(told()).toMatchObject([
        {
          template: 'package.change_approved',
          params: { item: 'Rumah cepat', price: 'Rp 450.000', owed: 'Rp 250.000' },
        },
      ]),
    );
    await allTold();
    expect(told()).toHaveLength(1);
    expect((await billing.ask(method.listPackageChanges, {})).items).not.toContainEqual(
      expect.objectContaining({ subscriberId: one.subscriberId }),
    );
  },
  STORY,
);

it(
  'leaves today’s period as it is where it holds from the next one on, with the preview’s sums',
  async () => {
    const one = await setUp();
    const { subscriberId, subscriptionId, packageId, lineId } = one;
    const holdsFrom = addDays(today(), 30);
    // The next period is billed by the old price already.
    billing.later(25 * DAY_SECONDS);
    await billing.runJob('issue-bills');
    await eventually(async () =>
      expect(await billing.ask(method.getBillingStanding, { subscriberId })).toMatchObject({
        owedRupiah: 300_000,
      }),
    );
    const requestId = await ask(one);
    const preview = { subscriptionId, packageId, fromNextPeriod: true };
    expect(await billing.ask(method.previewSubscriptionChange, preview)).toMatchObject({
      ...{ creditedRupiah: 300_000, chargedRupiah: 450_000, owedRupiah: 450_000, holdsFrom },
    });
    const later = { fromNextPeriod: true };
    expect(await billing.ask(method.decidePackageChange, approving(requestId, later))).toMatchObject({
      owedRupiah: 450_000,
      subscriptions: [
        {
          ...{ packageName: 'Rumah', priceRupiah: 300_000 },
          planned: { packageName: 'Rumah cepat', priceRupiah: 450_000, holdsFrom },
          packageChange: { state: 'approved', holdsFrom },
        },
      ],
    });
    await allTold();
    expect(world.lineSpeeds.get(lineId)).toBeUndefined();
    billing.later(5 * DAY_SECONDS);
    await billing.runJob('issue-bills');
    await eventually(async () => {
      const { subscriptions, owedRupiah } = await billing.ask(method.getBillingStanding, { subscriberId });
      expect(owedRupiah).toBe(450_000);
      expect(subscriptions).toMatchObject([{ packageName: 'Rumah cepat', priceRupiah: 450_000 }]);
      expect(subscriptions[0]?.planned).toBeUndefined();
    });
    await eventually(() => expect(world.lineSpeeds.get(lineId)).toBe(20_000));
    const day = { fromDate: addDays(today(), -60), toDate: today() };
    await eventually(async () => {
      const { items } = await billing.ask(method.getTrialBalance, day);
      expect(items.reduce((sum, { balanceRupiah }) => sum + balanceRupiah, 0)).toBe(0);
    });
  },
  STORY,
);

it(
  'has one answer where the subscriber withdraws while an operator approves, and where two operators answer',
  async () => {
    const one = await setUp();
    const requestId = await ask(one);
    const { subscriberId, subscriptionId } = one;
    const withdraw = { commandId: newId(), actor: 'subscriber', subscriberId, subscriptionId, requestId };
    const outcomes = await Promise.allSettled([
      billing.ask(method.withdrawPackageChange, withdraw),
      billing.ask(method.decidePackageChange, approving(requestId)),
      billing.ask(method.decidePackageChange, refusing(requestId)),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ code: 'BILLING.PACKAGE_CHANGE_ANSWERED' });
    const state = (await changeOf(one))?.state;
    const { subscriptions } = await billing.ask(method.getBillingStanding, { subscriberId });
    expect(subscriptions[0]?.packageName).toBe(state === 'approved' ? 'Rumah cepat' : 'Rumah');
    await allTold();
    expect(told()).toHaveLength(state === 'withdrawn' ? 0 : 1);
  },
  STORY,
);

it(
  'is refused with a reason that is told once and may be asked again',
  async () => {
    const one = await setUp();
    const requestId = await ask(one);
    await billing.ask(method.decidePackageChange, refusing(requestId));
    await eventually(() =>
      expect(told()).toMatchObject([
        { template: 'package.change_refused', params: { item: 'Rumah cepat', reason: 'kabel penuh' } },
      ]),
    );
    await allTold();
    expect(told()).toHaveLength(1);
    expect(await changeOf(one)).toMatchObject({ state: 'refused', reason: 'kabel penuh' });
    expect(await ask(one)).not.toBe(requestId);
  },
  STORY,
);

it(
  'approves nothing that went away, paused or ended meanwhile, and leaves nothing waiting for ever',
  async () => {
    const one = await setUp();
    const requestId = await ask(one);
    const { subscriptionId, packageId } = one;
    const off = { commandId: newId(), actor: actor(), packageId, active: false };
    await billing.ask(method.updatePackage, off);
    const gone = billing.ask(method.decidePackageChange, approving(requestId));
    await expect(gone).rejects.toEqual(refusal('BILLING.PACKAGE_INACTIVE'));
    const on = { commandId: newId(), actor: actor(), subscriptionId };
    await billing.ask(method.pauseSubscription, { ...on, reason: 'mudik' });
    const resting = billing.ask(method.requestPackageChange, asking(one));
    await expect(resting).rejects.toEqual(refusal('BILLING.SUBSCRIPTION_PAUSED'));
    await billing.ask(method.endSubscription, { ...on, commandId: newId(), reason: 'pindah' });
    const over = billing.ask(method.decidePackageChange, approving(requestId));
    await expect(over).rejects.toEqual(refusal('BILLING.PACKAGE_CHANGE_ANSWERED'));
    expect(await changeOf(one)).toMatchObject({ state: 'closed' });
    expect((await billing.ask(method.listPackageChanges, {})).items).not.toContainEqual(
      expect.objectContaining({ subscriptionId }),
    );
    expect(told()).toEqual([]);
  },
  STORY,
);
