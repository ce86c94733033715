// tomorrow.spec.ts — what today's code does with events and words that only a later release writes, where replicas of both stand
// side by side: it stops there and says so, and guesses nothing. Fields that it does not know it passes over.
import 'reflect-metadata';
import { fromJson, toJson } from '@bufbuild/protobuf';
import { AccessStatusChangedSchema, PaymentStateChangedSchema } from '@saring/contracts';
import type { Logger } from '@saring/service-kit';
import { billingAccountDecider } from '../../../billing/src/bills/domain/billing-account.decide';
import { agentDecider } from '../../../billing/src/agents/domain/agent';
import { PaymentFacts } from '../../../billing/src/sales/payment-facts';
import type { Sales } from '../../../billing/src/sales/sales';
import { saleDecider } from '../../../billing/src/sales/domain/sale.decide';
import { paymentDecider } from '../../../payment/src/orders/domain/payment-order.decide';
import { quotaAccount } from '../../../quota-ledger/src/domain/quota-account.decide';
import { checkStatus } from '../../../router-gateway/src/access/access-tables.rows';

type Folds = { initialState(): unknown; evolve(state: never, event: never): unknown };

it.each<[string, Folds]>([
  ['quota accounts', quotaAccount],
  ['sales', saleDecider],
  ['billing accounts', billingAccountDecider],
  ['agents', agentDecider],
  ['payments', paymentDecider],
])('folds no event of %s that it does not know', (_name, { initialState, evolve }) => {
  const event = { type: 'ThingOfTomorrowHappened', at: '2026-12-01T00:00:00.000Z' };
  expect(() => evolve(initialState() as never, event as never)).toThrow();
});

it('reads what it knows of an event with fields that it does not know', () => {
  const event = {
    type: 'UsageCharged',
    bytes: 5,
    at: '2026-12-01T00:00:00.000Z',
    ofTomorrow: { words: ['x'] },
  };
  const known = quotaAccount.evolve(quotaAccount.initialState(), event as never);
  const { ofTomorrow: _, ...today } = event;
  expect(known).toEqual(quotaAccount.evolve(quotaAccount.initialState(), today as never));
});

it('passes over fields of facts that it does not know', () => {
  const fact = { subscriberId: 's', version: 3, status: 'active', ofTomorrow: { amount: 1 } };
  const read = fromJson(AccessStatusChangedSchema, fact, { ignoreUnknownFields: true });
  expect(toJson(AccessStatusChangedSchema, read)).toMatchObject({ subscriberId: 's', status: 'active' });
});

it('gives back a payment in a state that it does not know, and changes no sale', async () => {
  const change = jest.fn();
  const facts = new PaymentFacts({} as Logger, { change } as unknown as Sales);
  const handler = facts.facts.handlers.find(({ schema }) => schema === PaymentStateChangedSchema);
  const body = {
    orderId: 'o',
    orderNumber: 'n',
    version: 3,
    state: 'half_paid',
    at: '2026-12-01T00:00:00.000Z',
  };
  await expect(handler?.handle(body, { id: 'i', at: body.at, sequence: 1, attempt: 1 })).rejects.toThrow(
    'unknown state: half_paid',
  );
  expect(change).not.toHaveBeenCalled();
});

it('gives back a status that it does not know, and leaves the router as it is', () => {
  const update = { subscriberId: '0b7285aa-0000-4000-8000-000000000001', version: 3, status: 'resting' };
  expect(() => checkStatus(update as never)).toThrow();
});
