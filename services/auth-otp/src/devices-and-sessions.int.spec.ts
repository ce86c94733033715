import 'reflect-metadata';
import { AuthOtp } from '@saring/contracts';
import { eventually } from '@saring/testing';
import { AuthStack, refusal } from './testing/auth-stack';

let auth: AuthStack;
const method = AuthOtp.method;
const familyOf = (accessToken: string) =>
  Buffer.from(accessToken.split('.')[0] ?? '', 'base64url')
    .toString()
    .split('|')[2];

beforeAll(async () => {
  auth = await AuthStack.start();
});
afterAll(() => auth?.close());
beforeEach(() => auth.nextTest());

describe('devices', () => {
  it('evicts one over the limit and ends its session', async () => {
    const first = await auth.logIn();
    for (let index = 0; index < 3; index += 1) {
      auth.later(1_000);
      await auth.logIn(first.phone);
    }
    const { items } = await auth.ask.request(method.listDevices, { subscriberId: first.subscriberId });
    expect(items).toHaveLength(3);
    expect(items.map(({ mac }) => mac)).not.toContain(first.mac);
    await expect(
      auth.ask.request(method.refreshSession, { refreshToken: first.refreshToken }),
    ).rejects.toEqual(refusal('AUTH.SESSION_REVOKED'));
  });
  it('moves from another subscriber only with consent, and the code outlives the question', async () => {
    const before = await auth.logIn();
    const phone = auth.newPhone();
    const { challengeId } = await auth.requestOtp(phone, before.mac);
    await expect(auth.verifyOtp(challengeId, auth.codeOf(challengeId), before.mac)).rejects.toEqual(
      refusal('AUTH.DEVICE_OF_ANOTHER'),
    );
    const after = await auth.verifyOtp(challengeId, auth.codeOf(challengeId), before.mac, true);
    expect(after).toMatchObject({ newDevice: true, newSubscriber: true });
    expect(after.deviceId).not.toBe(before.deviceId);
    expect((await auth.ask.request(method.listDevices, { subscriberId: before.subscriberId })).items).toEqual(
      [],
    );
    await eventually(
      () => auth.devices.filter(({ subscriberId }) => subscriberId === before.subscriberId).length === 2,
    );
  });
  it('is labelled and removed by its owner only', async () => {
    const session = await auth.logIn();
    const other = await auth.logIn();
    const device = { subscriberId: session.subscriberId, deviceId: session.deviceId };
    await expect(
      auth.ask.request(method.labelDevice, { ...device, label: ' HP Ibu ' }),
    ).resolves.toMatchObject({
      label: 'HP Ibu',
    });
    const theft = {
      commandId: 'c1',
      subscriberId: other.subscriberId,
      deviceId: session.deviceId,
      actor: 'a',
    };
    await expect(auth.ask.request(method.removeDevice, theft)).rejects.toEqual(
      refusal('AUTH.DEVICE_UNKNOWN'),
    );
    await auth.ask.request(method.removeDevice, { commandId: 'c2', ...device, actor: 'a' });
    await auth.ask.request(method.removeDevice, { commandId: 'c2', ...device, actor: 'a' });
    await expect(auth.ask.request(method.findDevice, { mac: session.mac })).rejects.toEqual(
      refusal('AUTH.DEVICE_UNKNOWN'),
    );
  });
  it('pages through all subscribers with devices', async () => {
    const seen: string[] = [];
    for (let after = ''; ;) {
      const { items } = await auth.ask.request(method.listAllDevices, { afterSubscriberId: after, limit: 2 });
      seen.push(...items.map(({ subscriberId }) => subscriberId));
      if (items.length === 0) break;
      after = items[items.length - 1]?.subscriberId ?? '';
    }
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual([...new Set(seen)].sort());
  });
});

describe('sessions', () => {
  it('pass on, bear two tabs at once, and end whole when a token comes again later', async () => {
    const session = await auth.logIn();
    const [left, right] = await Promise.all([
      auth.refresh(session.refreshToken),
      auth.refresh(session.refreshToken),
    ]);
    // One child, however many ask: a thief in the grace holds no session of their own.
    expect(left?.refreshToken).toBe(right?.refreshToken);
    auth.later(6);
    const next = await auth.refresh(right?.refreshToken ?? '');
    await expect(auth.refresh(session.refreshToken)).rejects.toEqual(refusal('AUTH.SESSION_REUSED'));
    await expect(auth.refresh(next.refreshToken)).rejects.toEqual(refusal('AUTH.SESSION_REVOKED'));
  });
  it('take the device that a router tells later, once', async () => {
    const phone = auth.newPhone();
    const { challengeId } = await auth.requestOtp(phone);
    const session = await auth.verifyOtp(challengeId, auth.codeOf(challengeId));
    expect(session.deviceId).toBe('');
    const [mac, strange] = [auth.newMac(), auth.newMac()];
    const bound = await auth.refresh(session.refreshToken, mac);
    expect(bound).toMatchObject({ newDevice: true });
    const elsewhere = await auth.refresh(bound.refreshToken, strange);
    expect(elsewhere).toMatchObject({ newDevice: false, deviceId: bound.deviceId });
    await expect(auth.ask.request(method.findDevice, { mac: strange })).rejects.toEqual(
      refusal('AUTH.DEVICE_UNKNOWN'),
    );
  });
  it('end when asked, and nonsense ends nothing', async () => {
    const session = await auth.logIn();
    await auth.ask.request(method.endSession, { refreshToken: session.refreshToken });
    await auth.ask.request(method.endSession, { refreshToken: 'nonsense' });
    const { items } = await auth.ask.request(method.listEndedSessions, {});
    expect(items).toEqual([expect.objectContaining({ familyId: familyOf(session.accessToken) })]);
    const later = await auth.ask.request(method.listEndedSessions, { since: items[0]?.endedAt });
    expect(later.items).toEqual([]);
    await expect(auth.refresh(session.refreshToken)).rejects.toEqual(refusal('AUTH.SESSION_REVOKED'));
    await expect(auth.refresh('nonsense')).rejects.toEqual(refusal('AUTH.SESSION_EXPIRED'));
  });
});

it('keeps personal data out of its streams', async () => {
  await auth.logIn();
  const { rows } = await auth.pool.query<{ data: unknown; metadata: unknown }>(
    'select data, metadata from events',
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toMatch(/\+62|AA:BB|10\.5\.50/);
});
