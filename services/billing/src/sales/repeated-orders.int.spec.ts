// The answer to a repeated command of a buyer, and how often a story reads its sale.
import 'reflect-metadata';
import { Billing } from '@saring/contracts';
import { PostgresEventStore } from '@saring/event-store';
import { newId } from '@saring/kernel';
import { BillingStack, GB, refusal } from '../testing/billing-stack';
import { resetWorld } from '../testing/fakes';

let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
beforeEach(resetWorld);
afterEach(() => jest.restoreAllMocks());

describe('a command that is answered with an open order of the same goods', () => {
  const reusing = async () => {
    const { packageId } = await billing.newPackage();
    const subscriberId = newId();
    const open = await billing.placeOrder(subscriberId, packageId);
    const commandId = newId();
    const again = (change: object = {}) =>
      billing.placeOrder(subscriberId, packageId, { commandId, ...change });
    expect((await again()).orderId).toBe(open.orderId);
    return { orderId: open.orderId, again };
  };

  it('is answered with it when it comes late, after that order has ended', async () => {
    const { orderId, again } = await reusing();
    await billing.paymentBecomes(orderId, 'expired');
    await billing.becomes(orderId, 'expired');
    expect(await again()).toMatchObject({ orderId, state: 'expired' });
  });

  it('places no second order when it comes late, after that order was paid', async () => {
    const { orderId, again } = await reusing();
    await billing.paymentBecomes(orderId, 'paid');
    await billing.becomes(orderId, 'fulfilled');
    expect(await again()).toMatchObject({ orderId, state: 'fulfilled' });
  });

  it('is refused with other content', async () => {
    const { again } = await reusing();
    await expect(again({ method: 'gopay' })).rejects.toEqual(refusal('COMMAND.ID_REUSED'));
  });
});

it('gives two at once of one command one order', async () => {
  const { packageId } = await billing.newPackage();
  const [subscriberId, commandId] = [newId(), newId()];
  const place = () => billing.placeOrder(subscriberId, packageId, { commandId });
  const [one, other] = await Promise.all([place(), place()]);
  expect(one.orderId).toBe(other.orderId);
});

it('answers a late repetition of a change of the shop without changing it again', async () => {
  const { packageId } = await billing.newPackage({ bytes: GB });
  const name = (text: string, commandId = newId()) =>
    billing.ask(Billing.method.updatePackage, { commandId, packageId, name: text, actor: 'op' });
  const commandId = newId();
  await name('Old', commandId);
  await name('New');
  expect(await name('Old', commandId)).toMatchObject({ name: 'New' });
});

it('reads the stream of a new sale twice: to place it, and to note its payment', async () => {
  const { packageId } = await billing.newPackage();
  const reads = jest.spyOn(PostgresEventStore.prototype, 'readStream');
  const { orderId } = await billing.placeOrder(newId(), packageId);
  expect(reads.mock.calls.filter(([stream]) => stream === `sale-${orderId}`)).toHaveLength(2);
});
