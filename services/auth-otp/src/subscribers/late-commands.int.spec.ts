// Commands about subscribers that come again late: what was changed since stays as it is.
import 'reflect-metadata';
import { AuthOtp } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { AuthStack, refusal } from '../testing/auth-stack';

let auth: AuthStack;
const method = AuthOtp.method;
const actor = 'op';

beforeAll(async () => {
  auth = await AuthStack.start();
});
afterAll(() => auth?.close());
beforeEach(() => auth.nextTest());

const create = (commandId = newId(), phone = auth.newPhone()) =>
  auth.ask.request(method.createSubscriber, {
    commandId,
    phone,
    name: 'Ibu Sari',
    fields: {},
    site: 'rw05',
    actor,
  });
const rename = (subscriberId: string, name: string, commandId = newId()) =>
  auth.ask.request(method.updateSubscriber, { commandId, subscriberId, name, fields: {}, actor });

describe('a change of personal data, which is no event', () => {
  it('does not overwrite a newer one when it comes again late', async () => {
    const { subscriberId } = await create();
    const commandId = newId();
    await rename(subscriberId, 'Old', commandId);
    await rename(subscriberId, 'New');
    expect(await rename(subscriberId, 'Old', commandId)).toMatchObject({ name: 'New' });
  });

  it('is refused with other content under the same id', async () => {
    const { subscriberId } = await create();
    const commandId = newId();
    await rename(subscriberId, 'One', commandId);
    await expect(rename(subscriberId, 'Other', commandId)).rejects.toEqual(refusal('COMMAND.ID_REUSED'));
  });

  it('is refused for an unknown subscriber', async () => {
    const subscriberId = newId();
    await expect(rename(subscriberId, 'One')).rejects.toEqual(refusal('AUTH.SUBSCRIBER_UNKNOWN'));
    await expect(rename('nobody', 'One')).rejects.toEqual(refusal('AUTH.SUBSCRIBER_UNKNOWN'));
  });
});

it('does not lift a block that came after it, though it found nothing to lift the first time', async () => {
  const { subscriberId } = await create();
  const unblock = { commandId: newId(), subscriberId, reason: 'mistake', actor };
  await auth.ask.request(method.unblockSubscriber, unblock);
  const block = { commandId: newId(), subscriberId, reason: 'abuse', hardBlock: false, actor };
  await auth.ask.request(method.blockSubscriber, block);
  expect(await auth.ask.request(method.unblockSubscriber, unblock)).toMatchObject({ blocked: true });
});

it('answers a registration that comes again after the number has another account', async () => {
  const [commandId, phone] = [newId(), auth.newPhone()];
  const { subscriberId } = await create(commandId, phone);
  const release = { commandId: newId(), subscriberId, reason: 'new card', actor };
  await auth.ask.request(method.releasePhone, release);
  await create(newId(), phone);
  expect(await create(commandId, phone)).toMatchObject({ subscriberId });
});

it('gives two registrations at once of one command one subscriber', async () => {
  const [commandId, phone] = [newId(), auth.newPhone()];
  const [one, other] = await Promise.all([create(commandId, phone), create(commandId, phone)]);
  expect(one).toEqual(other);
});
