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
