// The account of a voucher: opened by its code alone, with the phone in hand, for as many devices as it may have.
import 'reflect-metadata';
import { AuthOtp } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { AuthStack, refusal } from '../testing/auth-stack';

let auth: AuthStack;
const method = AuthOtp.method;
beforeAll(async () => {
  auth = await AuthStack.start();
});
afterAll(() => auth?.close());
beforeEach(() => auth.nextTest());

const open = (subscriberId: string, mac: string, change: object = {}) =>
  auth.ask.request(method.openVoucherSession, {
    ...{ subscriberId, label: 'Voucher 2 GB 7', site: 'rw05', locale: 'id', client: auth.client(mac) },
    ...change,
  });

it('is opened once, without a number or a bonus, also by two devices at the same moment', async () => {
  const subscriberId = newId();
  const [first, second] = await Promise.all([
    open(subscriberId, auth.newMac()),
    open(subscriberId, auth.newMac()),
  ]);
  expect([first?.newSubscriber, second?.newSubscriber].sort()).toEqual([false, true]);
  expect(first).toMatchObject({ subscriberId, approval: 'approved' });
  const { phone, name } = await auth.ask.request(method.getSubscriber, { subscriberId });
  expect([phone, name]).toEqual(['', 'Voucher 2 GB 7']);
  const fact = await eventually(() => auth.terms.find((one) => one.subscriberId === subscriberId) ?? false);
  expect(fact).toMatchObject({ selfRegistered: false });
  expect(auth.ledger.grants.filter((grant) => grant.subscriberId === subscriberId)).toEqual([]);
});

it('takes a phone from the voucher before it without asking, from a person only with consent', async () => {
  const mac = auth.newMac();
  const yesterday = newId();
  await open(yesterday, mac);
  const today = newId();
  expect((await open(today, mac)).newDevice).toBe(true);
  expect((await auth.ask.request(method.listDevices, { subscriberId: yesterday })).items).toEqual([]);
  const person = await auth.logIn();
  await expect(open(today, person.mac)).rejects.toEqual(refusal('AUTH.DEVICE_OF_ANOTHER'));
  expect((await open(today, person.mac, { moveDevice: true })).newDevice).toBe(true);
});

it('never opens the account of a person', async () => {
  const person = await auth.logIn();
  await expect(open(person.subscriberId, auth.newMac())).rejects.toEqual(refusal('AUTH.SUBSCRIBER_UNKNOWN'));
  await expect(open('x', auth.newMac())).rejects.toEqual(refusal('AUTH.SUBSCRIBER_UNKNOWN'));
});
