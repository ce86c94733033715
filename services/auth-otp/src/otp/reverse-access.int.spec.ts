// The device that showed a code gets in by the message alone: over real PostgreSQL and NATS.
import { AuthOtp } from '@saring/contracts';
import { reverseCodeIn } from '@saring/kernel';
import { AuthStack, refusal } from '../testing/auth-stack';

let auth: AuthStack;
const method = AuthOtp.method;

beforeAll(async () => {
  auth = await AuthStack.start();
});
afterAll(() => auth?.close());
beforeEach(() => auth.nextTest());

const open = (mac = auth.newMac(), macKnownBy = 'address') =>
  auth.ask.request(method.openReverseCode, { locale: 'id', client: auth.client(mac, macKnownBy) });
const prove = (message: string, phone: string) =>
  auth.ask.request(method.proveReverseCode, { code: reverseCodeIn(message) ?? '', phone });
const find = (mac: string) => auth.ask.request(method.findReverseCode, { client: auth.client(mac) });
const goOn = (mac: string, answers: { moveDevice?: boolean; accountAnswer?: string } = {}) =>
  auth.ask.request(method.openReverseAccess, { client: auth.client(mac), ...answers });
/** Whose device a MAC is; null: nobody's. */
const ownerOf = async (mac: string) => {
  const found = await auth.ask.request(method.describeDevice, { mac });
  return found.standing === 'enrolled' ? found.subscriberId : null;
};
const idOf = async (phone: string) => (await auth.ask.request(method.findSubscriber, { phone })).subscriberId;

describe('given a phone whose page has closed', () => {
  it('when its message comes, then exactly the device that showed the code is in', async () => {
    const [phone, mac, other] = [auth.newPhone(), auth.newMac(), auth.newMac()];
    const { message } = await open(mac);
    await open(other);
    expect(await find(mac)).toMatchObject({ state: 'waiting', opened: false, expiresInSeconds: 300 });
    expect(await prove(message, phone)).toMatchObject({ outcome: 'proved', opened: true });
    expect(await ownerOf(mac)).toBe(await idOf(phone));
    expect(await ownerOf(other)).toBeNull();
    expect(await find(mac)).toMatchObject({ state: 'proved', opened: true });
    expect(await find(other)).toMatchObject({ state: 'waiting', opened: false });
    // What was kept of the device until then is forgotten.
    const { rows } = await auth.pool.query(
      "select count(*)::int as kept from reverse_codes where state = 'proved' and (mac is not null or address is not null)",
    );
    expect(rows).toEqual([{ kept: 0 }]);
  });

  it('when the page is there after all, then its digits still log it in, and say what the message did', async () => {
    const [phone, mac] = [auth.newPhone(), auth.newMac()];
    const { challengeId, code, message } = await open(mac);
    await prove(message, phone);
    const session = await auth.verifyOtp(challengeId, code, mac);
    expect(session).toMatchObject({ newSubscriber: true, newDevice: true, putOut: [] });
    expect(session.subscriberId).toBe(await ownerOf(mac));
    await expect(auth.verifyOtp(challengeId, code, mac)).rejects.toEqual(refusal('AUTH.OTP_USED'));
    const { rows } = await auth.pool.query('select id from devices where mac = $1', [mac]);
    expect(rows).toEqual([{ id: session.deviceId }]);
  });

  it('when the message comes twice at once, then the device is enrolled once', async () => {
    const [phone, mac] = [auth.newPhone(), auth.newMac()];
    const { message } = await open(mac);
    const both = await Promise.all([prove(message, phone), prove(message, phone), prove(message, phone)]);
    expect(both.map(({ opened }) => opened)).toEqual([true, true, true]);
    const subscriberId = await idOf(phone);
    const { rows } = await auth.pool.query('select mac from devices where subscriber_id = $1', [
      subscriberId,
    ]);
    expect(rows).toEqual([{ mac }]);
  });

  it('when the time is over, then nothing opens any more', async () => {
    const [phone, late, proved] = [auth.newPhone(), auth.newMac(), auth.newMac()];
    const { message } = await open(late);
    auth.later(301);
    expect(await prove(message, phone)).toMatchObject({ outcome: 'expired', opened: false });
    await expect(find(late)).rejects.toEqual(refusal('AUTH.OTP_EXPIRED'));
    await expect(goOn(late)).rejects.toEqual(refusal('AUTH.OTP_EXPIRED'));
    await prove((await open(proved)).message, phone);
    auth.later(301);
    await expect(find(proved)).rejects.toEqual(refusal('AUTH.OTP_EXPIRED'));
  });

  it('when its owner has put it out, then the same message does not bring it back', async () => {
    const [phone, mac] = [auth.newPhone(), auth.newMac()];
    const { message } = await open(mac);
    await prove(message, phone);
    const subscriberId = await idOf(phone);
    const { items } = await auth.ask.request(method.listDevices, { subscriberId });
    await auth.ask.request(method.removeDevice, {
      ...{
        subscriberId,
        deviceId: items[0]?.deviceId,
        actor: 'subscriber',
        commandId: `out-${subscriberId}`,
      },
    });
    expect(await prove(message, phone)).toMatchObject({ outcome: 'proved', opened: false });
    expect(await ownerOf(mac)).toBeNull();
    await expect(find(mac)).rejects.toEqual(refusal('AUTH.OTP_EXPIRED'));
    await expect(goOn(mac)).rejects.toEqual(refusal('AUTH.OTP_EXPIRED'));
    expect(await ownerOf(mac)).toBeNull();
  });
});

describe('given a message whose words say whether the phone is connected', () => {
  it('when it comes again, then it says so while that is true, and nothing of a code whose time is over', async () => {
    const phone = auth.newPhone();
    const { message } = await open();
    await prove(message, phone);
    expect(await prove(message, phone)).toMatchObject({ outcome: 'proved', opened: true });
    auth.later(301);
    expect(await prove(message, phone)).toMatchObject({ outcome: 'expired', opened: false });
  });

  it('when the account may not go online, then it does not', async () => {
    const { phone, subscriberId } = await auth.logIn();
    await auth.ask.request(method.blockSubscriber, {
      ...{ commandId: `block-${subscriberId}`, subscriberId, reason: 'debt', actor: 'op' },
    });
    const blocked = auth.newMac();
    expect(await prove((await open(blocked)).message, phone)).toMatchObject({
      outcome: 'proved',
      opened: false,
    });
    expect(await ownerOf(blocked)).toBe(subscriberId);
    await auth.pool.query('update subscribers set blocked = false, disabled = true where id = $1', [
      subscriberId,
    ]);
    expect(await prove((await open()).message, phone)).toMatchObject({ outcome: 'proved', opened: false });
    await auth.restart({ SELF_REGISTRATION: 'pending' });
    const [newcomer, mac] = [auth.newPhone(), auth.newMac()];
    expect(await prove((await open(mac)).message, newcomer)).toMatchObject({
      outcome: 'proved',
      opened: false,
    });
    expect(await ownerOf(mac)).toBe(await idOf(newcomer));
    await auth.restart({});
  });
});

describe('given a question that a login asks', () => {
  it('when the device is another subscriber’s, then it moves by consent on the device alone', async () => {
    const { mac, subscriberId } = await auth.logIn();
    const phone = auth.newPhone();
    const { message } = await open(mac);
    expect(await prove(message, phone)).toMatchObject({ outcome: 'proved', opened: false });
    expect(await ownerOf(mac)).toBe(subscriberId);
    expect(await find(mac)).toMatchObject({ state: 'proved', opened: false });
    await expect(goOn(mac)).rejects.toEqual(refusal('AUTH.DEVICE_OF_ANOTHER'));
    // Another device answers for none but itself.
    await expect(goOn(auth.newMac(), { moveDevice: true })).rejects.toEqual(refusal('AUTH.OTP_EXPIRED'));
    await goOn(mac, { moveDevice: true });
    expect(await ownerOf(mac)).toBe(await idOf(phone));
    expect(await find(mac)).toMatchObject({ opened: true });
  });

  it('when all devices are online, then none gives way unasked', async () => {
    const phone = auth.newPhone();
    const macs = [auth.newMac(), auth.newMac(), auth.newMac()];
    for (const mac of macs) {
      await auth.logIn(phone, mac);
      auth.gateway.seen.set(mac, { online: true, site: 'rw05' });
      auth.later(600);
    }
    const mac = auth.newMac();
    const { message } = await open(mac);
    expect(await prove(message, phone)).toMatchObject({ outcome: 'proved', opened: false });
    await expect(goOn(mac)).rejects.toEqual(refusal('AUTH.DEVICES_ONLINE'));
    auth.gateway.seen.set(macs[1] ?? '', { online: false, site: 'rw05' });
    await goOn(mac);
    expect(await Promise.all([ownerOf(mac), ownerOf(macs[1] ?? '')])).toEqual([await idOf(phone), null]);
  });

  it('when the number was long silent, then nothing opens until it is said whose account it is', async () => {
    const { phone, subscriberId } = await auth.logIn();
    auth.later(100 * 86_400);
    const mac = auth.newMac();
    const { message } = await open(mac);
    expect(await prove(message, phone)).toMatchObject({ outcome: 'proved', opened: false });
    await expect(goOn(mac)).rejects.toEqual(refusal('AUTH.NUMBER_SILENT'));
    await goOn(mac, { accountAnswer: 'afresh' });
    expect(await ownerOf(mac)).toBe(await idOf(phone));
    expect(await ownerOf(mac)).not.toBe(subscriberId);
  });
});

describe('given a MAC that is worth less', () => {
  it('when only a login behind NAT proved it, then it takes no device from its owner', async () => {
    const { mac, subscriberId } = await auth.logIn();
    const { message } = await open(mac, 'possession');
    expect(await prove(message, auth.newPhone())).toMatchObject({ outcome: 'proved', opened: false });
    expect(await ownerOf(mac)).toBe(subscriberId);
    const fresh = auth.newMac();
    const phone = auth.newPhone();
    await prove((await open(fresh, 'possession')).message, phone);
    expect(await ownerOf(fresh)).toBe(await idOf(phone));
  });

  it('when no router names the device, then the message opens nothing, and the digits all', async () => {
    const phone = auth.newPhone();
    const { challengeId, code, message, opensDevice } = await open('');
    expect([opensDevice, (await open()).opensDevice]).toEqual([false, true]);
    expect(await prove(message, phone)).toMatchObject({ outcome: 'proved', opened: false });
    await expect(find('')).rejects.toEqual(refusal('AUTH.OTP_EXPIRED'));
    await expect(auth.verifyOtp(challengeId, code)).resolves.toMatchObject({ newSubscriber: true });
  });

  it('when a code was sent by another number first, then the device is not the second one’s', async () => {
    const [first, second, mac] = [auth.newPhone(), auth.newPhone(), auth.newMac()];
    const { message } = await open(mac);
    await prove(message, first);
    expect(await prove(message, second)).toMatchObject({ outcome: 'taken', opened: false });
    expect(await ownerOf(mac)).toBe(await idOf(first));
  });
});
