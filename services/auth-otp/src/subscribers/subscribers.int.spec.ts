import 'reflect-metadata';
import { AuthOtp } from '@saring/contracts';
import { eventually } from '@saring/testing';
import { AuthStack, refusal } from '../testing/auth-stack';

let auth: AuthStack;
const method = AuthOtp.method;

beforeAll(async () => {
  auth = await AuthStack.start();
});
afterAll(() => auth?.close());
beforeEach(() => auth.nextTest());

describe('subscribers', () => {
  const create = (commandId: string, phone: string, name = 'Ibu Sari') =>
    auth.ask.request(method.createSubscriber, {
      commandId,
      phone,
      name,
      fields: { block: 'A' },
      site: 'rw05',
      actor: 'op',
    });

  it('are created once, found, listed and changed', async () => {
    const phone = auth.newPhone();
    const made = await create('create-1', phone);
    expect(await create('create-1', phone)).toEqual(made);
    await expect(create('create-1', phone, 'Another')).rejects.toEqual(refusal('COMMAND.ID_REUSED'));
    await expect(create('create-2', phone)).rejects.toEqual(refusal('AUTH.PHONE_TAKEN'));
    expect(await auth.ask.request(method.findSubscriber, { phone: `0${phone.slice(3)}` })).toEqual(made);
    // Who reads numbers masked finds this one whole, or by its last four digits: never digit by digit.
    const found = async (query: string) =>
      (await auth.ask.request(method.listSubscribers, { query, wholeNumbers: true })).items.map(
        (one) => one.phone,
      );
    expect(await found(`0${phone.slice(3)}`)).toEqual([phone]);
    expect(await found(phone)).toEqual([phone]);
    expect(await found(phone.slice(-4))).toContain(phone);
    for (const part of [phone.slice(-5), phone.slice(-5, -1), `0${phone.slice(3, -1)}`, phone.slice(3, 8)])
      expect(await found(part)).not.toContain(phone);
    const { items } = await auth.ask.request(method.listSubscribers, { query: `0${phone.slice(3)}` });
    expect(items).toEqual([made]);
    const subscriberIds = [made.subscriberId, '00000000-0000-4000-8000-000000000000', 'x'];
    expect((await auth.ask.request(method.describeSubscribers, { subscriberIds })).items).toEqual([made]);
    const changed = await auth.ask.request(method.updateSubscriber, {
      commandId: 'update-1',
      subscriberId: made.subscriberId,
      role: 'komandan',
      name: 'Sari',
      fields: { room: '3' },
      actor: 'op',
    });
    expect(changed).toMatchObject({
      role: 'komandan',
      name: 'Sari',
      fields: { block: 'A', room: '3' },
      termsVersion: 2,
    });
  });
  it('are counted by site, time of registration and id', async () => {
    const { subscriberId, createdAt } = await create('create-counted', auth.newPhone());
    const count = async (query: object) =>
      (await auth.ask.request(method.countSubscribers, { subscriberIds: [subscriberId], ...query }))
        .subscribers;
    expect(await count({})).toBe(1);
    expect(await count({ site: 'rw05', registeredFrom: createdAt })).toBe(1);
    expect(await count({ site: 'rw06' })).toBe(0);
    const idsOf = async (query: object) =>
      (await auth.ask.request(method.listSubscriberIds, query)).subscriberIds;
    const all = await idsOf({ site: 'rw05' });
    expect(all).toContain(subscriberId);
    expect(await idsOf({ site: 'rw05', afterId: all[0], limit: 1 })).toEqual(all.slice(1, 2));
    const update = { subscriberId, actor: 'op', commandId: 'disable-counted', disabled: true };
    await auth.ask.request(method.updateSubscriber, update);
    expect(await idsOf({})).not.toContain(subscriberId);
    expect(await count({ registeredUntil: createdAt })).toBe(0);
    await expect(count({ registeredFrom: 'yesterday' })).rejects.toEqual(refusal('REQUEST.MALFORMED'));
  });
  it('get a message on an approval, a rejection, a block and its end', async () => {
    const phone = auth.newPhone();
    const { subscriberId } = await create('create-told', phone);
    const command = (commandId: string) => ({ commandId, subscriberId, actor: 'op' });
    await auth.ask.request(method.decideApproval, {
      ...command('t1'),
      approve: false,
      reason: 'bukan warga',
    });
    await auth.ask.request(method.decideApproval, { ...command('t2'), approve: true, reason: '' });
    await auth.ask.request(method.blockSubscriber, { ...command('t3'), reason: 'debt' });
    await auth.ask.request(method.unblockSubscriber, { ...command('t4'), reason: 'lunas' });
    await eventually(() =>
      expect(
        auth.mail.sent
          .filter(({ toPhone }) => toPhone === phone)
          .map(({ template, params }) => [template, params]),
      ).toEqual([
        ['approval.rejected', { reason: 'bukan warga' }],
        ['approval.approved', {}],
        ['access.blocked', { reason: 'tunggakan' }],
        ['access.unblocked', {}],
      ]),
    );
  });
  it('are blocked with a reason that other services learn', async () => {
    const { subscriberId } = await create('create-3', auth.newPhone());
    const blocked = await auth.ask.request(method.blockSubscriber, {
      commandId: 'block-1',
      subscriberId,
      reason: 'abuse',
      actor: 'op',
    });
    expect(blocked).toMatchObject({ blocked: true, blockReason: 'abuse', termsVersion: 2 });
    await eventually(() =>
      auth.terms.some(
        (fact) => fact.subscriberId === subscriberId && fact.blocked && fact.blockReason === 'abuse',
      ),
    );
    const free = await auth.ask.request(method.unblockSubscriber, {
      commandId: 'block-2',
      subscriberId,
      reason: 'ok',
      actor: 'op',
    });
    expect(free.blocked).toBe(false);
  });
  it('are listed page by page, newest first', async () => {
    for (let index = 0; index < 3; index += 1) {
      auth.later(1);
      await create(`page-${index}`, auth.newPhone(), `Warga 50%_${index}`);
    }
    const first = await auth.ask.request(method.listSubscribers, { query: '50%_', limit: 2 });
    const second = await auth.ask.request(method.listSubscribers, {
      query: '50%_',
      limit: 2,
      afterId: first.nextAfterId,
    });
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual([
      'Warga 50%_2',
      'Warga 50%_1',
      'Warga 50%_0',
    ]);
    expect(second.nextAfterId).toBeUndefined();
    const waiting = await auth.ask.request(method.listSubscribers, {
      query: '50%_',
      approval: 'pending',
      limit: 9,
    });
    const approved = await auth.ask.request(method.listSubscribers, {
      query: '50%_',
      approval: 'approved',
      limit: 9,
    });
    expect([waiting.items.length, approved.items.length].sort()).toEqual([0, 3]);
  });
  it('unknown get a clear refusal', async () => {
    await expect(auth.ask.request(method.getSubscriber, { subscriberId: 'x' })).rejects.toEqual(
      refusal('AUTH.SUBSCRIBER_UNKNOWN'),
    );
    await expect(
      auth.ask.request(method.blockSubscriber, {
        commandId: 'x',
        subscriberId: 'x',
        reason: 'r',
        actor: 'op',
      }),
    ).rejects.toEqual(refusal('AUTH.SUBSCRIBER_UNKNOWN'));
  });
});
