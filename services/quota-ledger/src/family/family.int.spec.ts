// family.int.spec.ts — a family over the real store: members use the payer's quota, are stopped with it and at their own
// limits, and all of it is the same after a rebuild.
import 'reflect-metadata';
import { QuotaLedger, QuotaNoticeSchema } from '@saring/contracts';
import { MB, newId } from '@saring/kernel';
import { consumeFacts, onFact, type Consumption } from '@saring/messaging';
import { eventually } from '@saring/testing';
import { Counters } from '../testing/counters';
import { LedgerStack, specLogger } from '../testing/ledger-stack';

const { method } = QuotaLedger;
let ledger: LedgerStack;
let facts: Consumption;
const told: { readonly to: string; readonly kind: string; readonly of: string }[] = [];

beforeAll(async () => {
  ledger = await LedgerStack.start({ FAMILY_MEMBERS_LIMIT: '2' });
  facts = consumeFacts(ledger.nats, {
    from: 'quota_ledger',
    durable: 'family-spec',
    onError: (error) => specLogger.error(error),
    handlers: [
      onFact(
        QuotaNoticeSchema,
        async ({ subscriberId: to, kind, otherId: of = '' }) => void told.push({ to, kind, of }),
      ),
    ],
  });
});
afterAll(async () => {
  await facts?.stop();
  await ledger?.close();
});

const ask = (payerId: string, subscriberId: string, limits: object = {}, commandId = newId()) =>
  ledger.messenger.request(method.inviteToFamily, {
    ...{ commandId, payerId, subscriberId, actor: 'subscriber', ...limits },
  });
const answer = (payerId: string, subscriberId: string, accept = true) =>
  ledger.messenger.request(method.answerFamilyInvitation, {
    ...{ commandId: newId(), payerId, subscriberId, accept, actor: 'subscriber' },
  });
const quotaOf = (subscriberId: string) => ledger.messenger.request(method.getQuota, { subscriberId });
const familyOf = (subscriberId: string) => ledger.messenger.request(method.getFamily, { subscriberId });
const joinedFamily = async (limits: object = {}) => {
  const [payer, member] = [await ledger.subscriber(), await ledger.subscriber()];
  await ask(payer, member, limits);
  await answer(payer, member);
  return { payer, member };
};

it('charges the payer for what a member uses, stops both, and opens both when the payer buys', async () => {
  const { payer, member } = await joinedFamily();
  await ledger.grant(payer, 10 * MB);
  await eventually(async () =>
    expect(await quotaOf(member)).toMatchObject({
      ...{ status: 'active', remainingBytes: 0 },
      family: { payerId: payer, status: 'active', remainingBytes: 10 * MB },
    }),
  );
  const router = new Counters(ledger.nats);
  const phone = router.phone(member);
  await router.read();
  router.move(phone, 4 * MB);
  await router.read();
  await eventually(async () => expect((await quotaOf(payer)).remainingBytes).toBe(6 * MB));
  expect(await quotaOf(member)).toMatchObject({
    ...{ usedBytes: 0, autoDebtBytes: 0, family: { usedBytes: 4 * MB, remainingBytes: 6 * MB } },
  });
  router.move(phone, 6 * MB);
  await router.read();
  await eventually(async () => expect((await quotaOf(member)).status).toBe('exhausted'));
  await ledger.grant(payer, 5 * MB);
  await eventually(async () => expect((await quotaOf(member)).status).toBe('active'));
  const { lines } = await ledger.messenger.request(method.getStatement, { subscriberId: payer, limit: 50 });
  const used = (lines ?? []).filter(({ cause }) => cause === 'usage');
  expect(used.reduce((sum, { amountBytes }) => sum + amountBytes, 0)).toBe(-10 * MB);
  expect(used.every(({ deviceId }) => deviceId === phone)).toBe(true);

  const before = [await quotaOf(payer), await quotaOf(member), await familyOf(payer), await familyOf(member)];
  await ledger.messenger.request(method.rebuildReadModel, { name: 'balances' }, 30_000);
  expect([
    await quotaOf(payer),
    await quotaOf(member),
    await familyOf(payer),
    await familyOf(member),
  ]).toEqual(before);
  await ledger.stopLedger();
  await ledger.startLedger();
  router.move(phone, 2 * MB);
  await router.read();
  await eventually(async () => expect((await quotaOf(payer)).remainingBytes).toBe(3 * MB));
});

it('stops a member at the limit of the day, and lets the payer lift it', async () => {
  const { payer, member } = await joinedFamily({ dailyBytes: 3 * MB });
  await ledger.grant(payer, 100 * MB);
  await eventually(async () => expect((await quotaOf(member)).status).toBe('active'));
  const router = new Counters(ledger.nats);
  const phone = router.phone(member);
  await router.read();
  router.move(phone, 3 * MB);
  await router.read();
  await eventually(async () =>
    expect(await quotaOf(member)).toMatchObject({ status: 'exhausted', family: { limit: 'day' } }),
  );
  expect((await quotaOf(payer)).status).toBe('active');
  expect((await familyOf(payer)).members).toMatchObject([
    { subscriberId: member, state: 'joined', usedTodayBytes: 3 * MB, limit: 'day' },
  ]);
  await ledger.messenger.request(method.changeFamilyLimits, {
    ...{ commandId: newId(), payerId: payer, subscriberId: member, shareBytes: 50 * MB, actor: 'subscriber' },
  });
  await eventually(async () => expect((await quotaOf(member)).status).toBe('active'));
});

it('goes back to the own account when a member leaves, at once', async () => {
  const { payer, member } = await joinedFamily();
  await ledger.grant(payer, 10 * MB);
  await eventually(async () => expect((await quotaOf(member)).status).toBe('active'));
  const end = { commandId: newId(), payerId: payer, subscriberId: member, by: 'payer', actor: 'subscriber' };
  await ledger.messenger.request(method.endFamilyMembership, end);
  // The same once more changes nothing.
  await ledger.messenger.request(method.endFamilyMembership, end);
  await eventually(async () => expect((await quotaOf(member)).status).toBe('exhausted'));
  expect(await familyOf(payer)).toMatchObject({ members: [] });
  await eventually(() => expect(told).toContainEqual({ to: member, kind: 'family_removed', of: payer }));
  expect(told.filter(({ to }) => to === member)).toEqual([
    { to: member, kind: 'family_invited', of: payer },
    { to: member, kind: 'family_removed', of: payer },
  ]);
});

it('refuses more than the limit, chains, oneself, and limits that let nothing through', async () => {
  const { payer, member } = await joinedFamily();
  const others = [await ledger.subscriber(), await ledger.subscriber()];
  const [second = '', third = ''] = others;
  await ask(payer, second);
  await expect(ask(payer, third)).rejects.toMatchObject({ code: 'QUOTA.FAMILY_FULL' });
  await expect(ask(member, third)).rejects.toMatchObject({ code: 'QUOTA.FAMILY_MEMBER_SHARES' });
  await expect(ask(third, member)).rejects.toMatchObject({ code: 'QUOTA.FAMILY_TAKEN' });
  await expect(ask(payer, payer)).rejects.toMatchObject({ code: 'REQUEST.MALFORMED' });
  for (const dailyBytes of [0, -1, 0.5])
    await expect(ask(third, second, { dailyBytes })).rejects.toMatchObject({
      code: dailyBytes === 0 ? 'QUOTA.BYTES_REQUIRED' : 'REQUEST.INVALID',
    });
  await answer(payer, second, false);
  await eventually(() => expect(told).toContainEqual({ to: payer, kind: 'family_declined', of: second }));
  await expect(answer(payer, second)).rejects.toMatchObject({ code: 'QUOTA.FAMILY_INVITATION_UNKNOWN' });
  // Who joined a family has none of their own: an invitation of theirs from before is worth nothing.
  await ask(second, third);
  await ask(payer, second);
  await answer(payer, second);
  await expect(answer(second, third)).rejects.toMatchObject({ code: 'QUOTA.FAMILY_INVITATION_UNKNOWN' });
});
