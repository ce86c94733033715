// quota-messages.int.spec.ts — the ledger's notices go out once, as messages, unless they are switched off.
import 'reflect-metadata';
import { FACTS_STREAM, QuotaNoticeSchema } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { publishFact } from '@saring/messaging';
import { eventually } from '@saring/testing';
import { BillingStack, GB } from '../testing/billing-stack';
import { resetWorld, world } from '../testing/fakes';

let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
beforeEach(resetWorld);

const notice = (kind: string, more: object = {}, at = billing.clock.now().toISOString()) =>
  publishFact(
    billing.nats,
    QuotaNoticeSchema,
    { subscriberId: newId(), version: 1, kind, cause: `${kind}:g`, bytes: 2 * GB, at, ...more },
    { id: newId(), at, source: 'quota-ledger' },
  );
const sent = () => [...world.messages.values()].map(({ template, params }) => ({ template, params }));

it('says it in words, once a cause', async () => {
  const subscriberId = newId();
  await notice('low20', { subscriberId });
  await notice('low20', { subscriberId, version: 2 });
  await notice('ends_1d', { endsAt: '2031-01-31T15:30:00.000Z' });
  await eventually(() =>
    expect(sent()).toEqual([
      { template: 'quota.low', params: { remaining: '2 GB' } },
      { template: 'quota.ends', params: { remaining: '2 GB', until: '31 Januari 2031, 22.30 WIB' } },
    ]),
  );
});

it('says of debts what is owed when it is sent, and nothing once it is settled', async () => {
  const dueAt = '2031-01-31T16:59:59.999Z';
  const item = { debtId: newId(), sizeBytes: GB, unpaidBytes: GB, unlimited: false, priceRupiah: 50_000 };
  const later = { ...item, debtId: newId(), dueAt: '2031-02-28T16:59:59.999Z' };
  world.debts = {
    autoDebtBytes: 0,
    items: [{ ...item, dueAt }, later] as unknown as typeof world.debts.items,
  };
  const amount = 'Rp 50.000';
  const due = '31 Januari 2031, 23.59 WIB';
  await notice('debt_due_3d', { endsAt: dueAt });
  await notice('debt_at_limit');
  await eventually(() =>
    expect(sent()).toEqual([
      { template: 'debt.reminder', params: { amount, due, when: 'dalam 3 hari' } },
      { template: 'debt.at_limit', params: { amount: 'Rp 100.000' } },
    ]),
  );
  resetWorld();
  world.quota = { status: 'blocked', blockReason: 'debt' };
  world.debts = {
    autoDebtBytes: 0,
    items: [{ ...item, dueAt: '2020-01-31T16:59:59.999Z' }, later] as unknown as typeof world.debts.items,
  };
  await notice('debt_due_1d', { endsAt: dueAt });
  await notice('debt_overdue', { endsAt: '2020-01-31T16:59:59.999Z' });
  await notice('debt_unblocked');
  await eventually(() =>
    expect(sent()).toEqual([
      { template: 'debt.overdue.blocked', params: { amount, due: '31 Januari 2020, 23.59 WIB' } },
      { template: 'debt.unblocked', params: { owed: 'Rp 100.000' } },
    ]),
  );
  resetWorld();
  await notice('debt_unblocked');
  await eventually(() => expect(sent()).toEqual([{ template: 'debt.unblocked', params: { owed: '' } }]));
});

it('says that the time is over where the bytes are not', async () => {
  await notice('used_up', { onlineSeconds: 0 });
  await eventually(() => expect(sent()).toEqual([{ template: 'quota.time_over', params: {} }]));
  resetWorld();
  await notice('used_up');
  await eventually(() => expect(sent()).toEqual([{ template: 'quota.exhausted', params: {} }]));
});

it('leaves out what is switched off, unknown or long past', async () => {
  await notice('restored');
  await notice('of-a-later-version');
  await notice('used_up', {}, '2026-01-01T00:00:00.000Z');
  await notice('ended');
  await eventually(() => expect(sent()).toEqual([{ template: 'quota.expired', params: {} }]));
});

it('sends nothing to a person whose number another one has now, and delays no one after them', async () => {
  world.phone = '';
  await notice('used_up');
  await eventually(async () => {
    const manager = await billing.nats.jetstreamManager();
    const { num_pending: unread, num_ack_pending: open } = await manager.consumers.info(
      FACTS_STREAM,
      'billing-quota-notices',
    );
    expect([unread, open]).toEqual([0, 0]);
  });
  world.phone = '+628123456789';
  await notice('ended');
  await eventually(() => expect(sent()).toEqual([{ template: 'quota.expired', params: {} }]));
});
