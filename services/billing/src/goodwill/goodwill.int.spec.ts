// goodwill.int.spec.ts — goodwill for many: fixed when it is given, each once, over failures and restarts.
import 'reflect-metadata';
import { Billing, LIVE_WORK_SUBJECT } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { BillingStack, GB, refusal } from '../testing/billing-stack';
import { resetWorld, world } from '../testing/fakes';

const { method } = Billing;
const DAY = 86_400;
let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
beforeEach(resetWorld);

const head = () => ({ commandId: newId(), actor: 'operator:1', reason: 'listrik padam' });
type Asked = {
  site?: string;
  routerId?: string;
  extendSeconds?: number;
  bytes?: number;
  lastsSeconds?: number;
  mostSubscribers?: number;
  again?: boolean;
};
const give = (asked: Asked, of = head()) =>
  billing.ask(method.giveGoodwill, { ...of, again: true, ...asked });
const done = (goodwillId: string) =>
  eventually(async () => {
    const goodwill = await billing.ask(method.getGoodwill, { goodwillId });
    return goodwill.waiting === 0 && goodwill;
  });
const messages = (template: string) => world.sent.filter((message) => message.template === template);

it('says who would get it, and gives each a day and a message, once', async () => {
  world.people = Array.from({ length: 250 }, newId).sort();
  const preview = await billing.ask(method.previewGoodwill, { site: 'rw05' });
  expect(preview).toMatchObject({ subscribers: 250, subscriberIds: world.people.slice(0, 20) });
  const of = head();
  const given = await give({ site: 'rw05', extendSeconds: DAY, mostSubscribers: 250 }, of);
  expect(given).toMatchObject({ subscribers: 250, extendSeconds: DAY, reason: 'listrik padam' });
  // Who comes later gets nothing of it, and the same command again gives nothing more.
  world.people.push(newId());
  expect(await give({ site: 'rw05', extendSeconds: DAY, mostSubscribers: 250 }, of)).toMatchObject({
    goodwillId: given.goodwillId,
  });
  await expect(give({ site: 'rw05', extendSeconds: 2 * DAY }, of)).rejects.toEqual(
    refusal('COMMAND.ID_REUSED'),
  );
  expect(await done(given.goodwillId)).toMatchObject({ given: 250, skipped: 0 });
  await eventually(() => expect(messages('quota.extended')).toHaveLength(250));
  expect(messages('quota.extended')[0]?.params).toEqual({ time: '1 hari', reason: 'listrik padam' });
  expect(world.extended.size).toBe(250);
  expect(world.extensions).toBe(250);
  const { items } = await billing.ask(method.listGoodwill, { limit: 1 });
  expect(items).toMatchObject([{ goodwillId: given.goodwillId, given: 250 }]);
});

it.each([
  ['away', 'down'],
  ['busy', 'COMMAND.BUSY'],
])('goes on where it stood after the ledger was %s and billing was stopped', async (_, fails) => {
  world.people = Array.from({ length: 40 }, newId);
  const [odd = ''] = world.people;
  world.extendFails = (subscriberId) => (subscriberId === odd ? 'QUOTA.NOTHING_TO_EXTEND' : null);
  world.ledgerFails = fails;
  const { goodwillId } = await give({ routerId: newId(), extendSeconds: DAY });
  expect(await billing.ask(method.getGoodwill, { goodwillId })).toMatchObject({ waiting: 40, given: 0 });
  await billing.stopBilling();
  world.ledgerFails = null;
  await billing.startBilling();
  billing.later(600);
  expect(await done(goodwillId)).toMatchObject({ given: 39, skipped: 1 });
  const skipped = await billing.ask(method.listGoodwillReceivers, { goodwillId, state: 'skipped' });
  expect(skipped.items).toMatchObject([{ subscriberId: odd, refusal: 'QUOTA.NOTHING_TO_EXTEND' }]);
  expect(world.extended.size).toBe(39);
  await eventually(() => expect(messages('quota.extended')).toHaveLength(39));
  const page = await billing.ask(method.listGoodwillReceivers, { goodwillId, limit: 30 });
  const rest = await billing.ask(method.listGoodwillReceivers, {
    goodwillId,
    limit: 30,
    cursor: page.nextCursor,
  });
  expect(new Set([...page.items, ...rest.items].map(({ subscriberId }) => subscriberId)).size).toBe(40);
});

it('gives bytes in place of time, and refuses what makes no sense', async () => {
  world.people = [newId(), newId()];
  const { goodwillId } = await give({ site: 'rw05', bytes: GB });
  expect(await done(goodwillId)).toMatchObject({ given: 2, bytes: GB });
  expect([...world.bonuses.values()]).toMatchObject([
    { bytes: GB, source: 'bonus', reason: 'listrik padam' },
    { bytes: GB, source: 'bonus', reason: 'listrik padam' },
  ]);
  await eventually(() => expect(messages('quota.goodwill')).toHaveLength(2));
  expect(messages('quota.goodwill')[0]?.params).toMatchObject({ amount: '1 GB', lasts: '' });
  world.people = [newId()];
  await give({ site: 'rw05', bytes: GB, lastsSeconds: 7 * DAY });
  await eventually(() =>
    expect(messages('quota.goodwill').at(-1)?.params).toMatchObject({ lasts: '7 hari' }),
  );
  world.people = [newId(), newId()];
  await expect(give({ site: 'rw05', extendSeconds: DAY, mostSubscribers: 1 })).rejects.toEqual(
    refusal('BILLING.GOODWILL_TOO_MANY'),
  );
  world.people = [];
  await expect(give({ site: 'rw05', extendSeconds: DAY })).rejects.toEqual(
    refusal('BILLING.GOODWILL_FOR_NOBODY'),
  );
  await expect(give({ extendSeconds: DAY })).rejects.toEqual(refusal('REQUEST.INVALID'));
  await expect(give({ site: 'rw05' })).rejects.toEqual(refusal('REQUEST.INVALID'));
  await expect(give({ site: 'rw05', bytes: GB }, { ...head(), reason: ' ' })).rejects.toEqual(
    refusal('QUOTA.REASON_REQUIRED'),
  );
  await expect(billing.ask(method.getGoodwill, { goodwillId: newId() })).rejects.toEqual(
    refusal('BILLING.GOODWILL_UNKNOWN'),
  );
});

it('tells open pages that it changed something of people', async () => {
  let heard = 0;
  const listening = billing.nats.subscribe(LIVE_WORK_SUBJECT, { callback: () => (heard += 1) });
  await billing.nats.flush();
  world.people = [newId()];
  await give({ site: 'rw-live', extendSeconds: DAY });
  await eventually(() => heard > 0);
  listening.unsubscribe();
});

it('asks once more before a place gets something again within a day, also of two at once', async () => {
  world.people = [newId()];
  const once = { site: 'rw77', extendSeconds: DAY, again: false };
  const of = head();
  const both = await Promise.allSettled([give(once, of), give(once)]);
  const [refused] = both.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(refused).toEqual(refusal('BILLING.GOODWILL_REPEATED'));
  const { recent } = await billing.ask(method.previewGoodwill, { site: 'rw77' });
  expect(recent).toMatchObject([{ actor: 'operator:1', extendSeconds: DAY, reason: 'listrik padam' }]);
  await expect(give({ ...once, bytes: GB, extendSeconds: 0 })).rejects.toEqual(
    refusal('BILLING.GOODWILL_REPEATED'),
  );
  // Elsewhere nobody got anything, and whoever means it gives again.
  await give({ ...once, site: 'rw78' });
  await give({ ...once, again: true });
  expect((await billing.ask(method.previewGoodwill, { site: 'rw77' })).recent).toHaveLength(2);
});
