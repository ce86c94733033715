import 'reflect-metadata';
import { AccessStatusChangedSchema, AuthOtp } from '@saring/contracts';
import { publishFact } from '@saring/messaging';
import { eventually } from '@saring/testing';
import { AuthStack, refusal } from '../testing/auth-stack';

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
    // The one that was there last is the first to log in: logins say nothing of who is there.
    auth.gateway.seen.set(first.mac, { online: false, site: 'rw05' });
    for (let index = 0; index < 3; index += 1) {
      auth.later(1_000);
      const { mac, putOut } = await auth.logIn(first.phone);
      if (index === 2)
        expect(putOut).toMatchObject([{ deviceId: first.deviceId, name: `…${first.mac.slice(-5)}` }]);
      auth.gateway.seen.set(mac, { online: true, site: 'rw05' });
    }
    const { items } = await auth.ask.request(method.listDevices, { subscriberId: first.subscriberId });
    expect(items).toHaveLength(3);
    expect(items.map(({ mac }) => mac)).not.toContain(first.mac);
    await expect(
      auth.ask.request(method.refreshSession, { refreshToken: first.refreshToken }),
    ).rejects.toEqual(refusal('AUTH.SESSION_REVOKED'));
  });
  it('are as many as the packages allow, as the ledger said last', async () => {
    const first = await auth.logIn();
    const { subscriberId } = first;
    const allow = async (version: number, deviceLimit: number) => {
      const at = new Date().toISOString();
      const fact = { subscriberId, version, status: 'active', at, remainingBytes: 1, deviceLimit };
      await publishFact(auth.nats, AccessStatusChangedSchema, fact, {
        ...{ id: `${subscriberId}-${version}`, at, source: 'quota-ledger' },
      });
    };
    const limitIs = (limit: number) =>
      eventually(async () =>
        expect((await auth.ask.request(method.listDevices, { subscriberId })).limit).toBe(limit),
      );
    await limitIs(3);
    await allow(7, 4);
    await limitIs(4);
    for (let index = 0; index < 3; index += 1) await auth.logIn(first.phone);
    expect((await auth.ask.request(method.listDevices, { subscriberId })).items).toHaveLength(4);
    // A late old fact, then the end of the package: neither alone puts a device out.
    await allow(6, 9);
    await allow(8, 0);
    await limitIs(3);
    expect((await auth.ask.request(method.listDevices, { subscriberId })).items).toHaveLength(4);
  });
  it('asks before it puts out one that is online, and messages the person', async () => {
    const first = await auth.logIn();
    const others = [await auth.logIn(first.phone), await auth.logIn(first.phone)];
    for (const { mac } of [first, ...others]) auth.gateway.seen.set(mac, { online: true, site: 'rw05' });
    auth.later(2 * 86_400);
    const mac = auth.newMac();
    const { challengeId } = await auth.requestOtp(first.phone, mac);
    const code = auth.codeOf(challengeId);
    const refused = await auth.verifyOtp(challengeId, code, mac).catch((error: unknown) => error);
    expect(refused).toEqual(refusal('AUTH.DEVICES_ONLINE'));
    const { choices } = (refused as { details: { choices: { deviceId: string }[] } }).details;
    expect(choices.map(({ deviceId }) => deviceId).sort()).toEqual(
      [first, ...others].map(({ deviceId }) => deviceId).sort(),
    );
    // The code outlives the question.
    await auth.verifyOtp(challengeId, code, mac, false, first.deviceId);
    const { items } = await auth.ask.request(method.listDevices, { subscriberId: first.subscriberId });
    expect(items.map((device) => device.mac)).toEqual([...others.map((one) => one.mac), mac]);
    expect(await auth.ask.request(method.describeDevice, { mac: first.mac })).toMatchObject({
      standing: 'evicted',
      subscriberId: first.subscriberId,
    });
    await eventually(() =>
      expect(auth.mail.sent).toContainEqual(
        expect.objectContaining({ template: 'device.evicted', toPhone: first.phone, purpose: 'notice' }),
      ),
    );
  });
  it('puts no device out while no gateway reports who is present', async () => {
    const first = await auth.logIn();
    for (let index = 0; index < 2; index += 1) await auth.logIn(first.phone);
    auth.gateway.isAway = true;
    auth.later(2 * 86_400);
    await expect(auth.logIn(first.phone)).rejects.toEqual(refusal('AUTH.DEVICES_ONLINE'));
  });
  it('without a browser is added by MAC, counted as any other, and described', async () => {
    const { subscriberId } = await auth.logIn();
    const other = await auth.logIn();
    const mac = auth.newMac();
    const add = { commandId: 'tv-1', subscriberId, mac, label: ' TV ruang tamu ', actor: 'operator:1' };
    const added = await auth.ask.request(method.addDevice, add);
    expect(added).toMatchObject({ mac, label: 'TV ruang tamu', subscriberId });
    expect(await auth.ask.request(method.addDevice, add)).toMatchObject({ deviceId: added.deviceId });
    await expect(
      auth.ask.request(method.addDevice, { ...add, commandId: 'tv-2', mac: other.mac }),
    ).rejects.toEqual(refusal('AUTH.DEVICE_OF_ANOTHER'));
    await expect(
      auth.ask.request(method.addDevice, { ...add, commandId: 'tv-3', mac: 'nonsense' }),
    ).rejects.toEqual(refusal('MAC.INVALID'));
    expect((await auth.ask.request(method.listDevices, { subscriberId })).items).toHaveLength(2);
    expect(await auth.ask.request(method.describeDevice, { mac: auth.newMac() })).toMatchObject({
      standing: 'unknown',
      subscriberId: '',
    });
  });
  it('added by hand puts no device out unasked: the refusal names the choices, and which one is missed least', async () => {
    const first = await auth.logIn();
    const others = [await auth.logIn(first.phone), await auth.logIn(first.phone)];
    auth.gateway.seen.set(first.mac, { online: true, site: 'rw05' });
    for (const [index, { mac }] of others.entries())
      auth.gateway.seen.set(mac, {
        online: false,
        site: 'rw05',
        lastSeenAt: `2026-11-0${3 - index}T00:00:00.000Z`,
      });
    const { subscriberId } = first;
    const add = {
      commandId: `full-${subscriberId}`,
      subscriberId,
      mac: auth.newMac(),
      label: 'TV',
      actor: 'operator:1',
    };
    const refused = await auth.ask.request(method.addDevice, add).catch((error: unknown) => error);
    expect(refused).toEqual(refusal('AUTH.DEVICES_FULL'));
    const choices = (refused as { details: { choices: object[] } }).details.choices;
    expect(choices).toHaveLength(3);
    expect(choices).toContainEqual({
      ...{ deviceId: others[1]?.deviceId, name: `…${others[1]?.mac.slice(-5)}`, first: true },
      ...{ online: false, lastSeenAt: '2026-11-02T00:00:00.000Z' },
    });
    expect(choices).toContainEqual(
      expect.objectContaining({ deviceId: first.deviceId, first: false, online: true }),
    );
    expect((await auth.ask.request(method.listDevices, { subscriberId })).items).toHaveLength(3);
    // An online one goes, too, where it is named.
    await auth.ask.request(method.addDevice, { ...add, evictDeviceId: first.deviceId });
    const { items, former } = await auth.ask.request(method.listDevices, { subscriberId });
    expect(items.map(({ mac }) => mac)).toEqual([...others.map(({ mac }) => mac), add.mac]);
    expect(former).toMatchObject([{ deviceId: first.deviceId, name: `…${first.mac.slice(-5)}` }]);
    await eventually(() =>
      expect(auth.mail.sent).toContainEqual(
        expect.objectContaining({
          ...{ template: 'device.evicted', toPhone: first.phone },
          params: { device: `…${first.mac.slice(-5)}` },
        }),
      ),
    );
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
  it('never moves by a proof behind NAT, which its owner did not have to give; the login is kept', async () => {
    const owner = await auth.logIn();
    const client = auth.client(owner.mac, 'possession');
    const { challengeId } = await auth.ask.request(method.requestOtp, {
      ...{ phone: auth.newPhone(), locale: 'id', client },
    });
    const session = await auth.ask.request(method.verifyOtp, {
      ...{ challengeId, code: auth.codeOf(challengeId), client, moveDevice: true },
    });
    expect(session).toMatchObject({ deviceId: '', deviceOfAnother: true, newDevice: false });
    const refreshed = await auth.ask.request(method.refreshSession, {
      ...{ refreshToken: session.refreshToken, client, replaceDevice: true },
    });
    expect(refreshed).toMatchObject({ deviceId: '', newDevice: false });
    const of = async (subscriberId: string) =>
      (await auth.ask.request(method.listDevices, { subscriberId })).items.map(({ mac }) => mac);
    expect([await of(owner.subscriberId), await of(session.subscriberId)]).toEqual([[owner.mac], []]);
    // An edge that does not say how it knows a MAC is believed no more than that.
    const silent = { ...client, macKnownBy: '' };
    const again = await auth.ask.request(method.refreshSession, {
      ...{ refreshToken: refreshed.refreshToken, client: silent },
    });
    expect(again).toMatchObject({ deviceId: '' });
    // Once its owner has removed it, it is free.
    const { subscriberId, deviceId } = owner;
    await auth.ask.request(method.removeDevice, {
      commandId: 'r1',
      subscriberId,
      deviceId,
      actor: 'subscriber',
    });
    const freed = await auth.ask.request(method.refreshSession, { refreshToken: again.refreshToken, client });
    expect(freed.newDevice).toBe(true);
    expect(await auth.ask.request(method.describeDevice, { mac: owner.mac })).toMatchObject({
      ...{ subscriberId: session.subscriberId, enrolledBy: 'possession' },
    });
  });
  it('is moved by an operator, whole or not at all, with its name and without its sessions', async () => {
    const giver = await auth.logIn();
    const receiver = await auth.logIn();
    const { subscriberId, deviceId, mac } = giver;
    await auth.ask.request(method.labelDevice, { subscriberId, deviceId, label: 'HP Ibu' });
    const move = {
      ...{ commandId: `move-${deviceId}`, subscriberId, deviceId, actor: 'operator:1' },
      toSubscriberId: receiver.subscriberId,
    };
    const devicesOf = async (of: string) =>
      (await auth.ask.request(method.listDevices, { subscriberId: of })).items;
    await expect(
      auth.ask.request(method.moveDevice, { ...move, deviceId: receiver.deviceId }),
    ).rejects.toEqual(refusal('AUTH.DEVICE_UNKNOWN'));
    for (const [toSubscriberId, code] of [
      [subscriberId, 'AUTH.DEVICE_STAYS'],
      ['00000000-0000-4000-8000-000000000000', 'AUTH.SUBSCRIBER_UNKNOWN'],
      ['nobody', 'AUTH.SUBSCRIBER_UNKNOWN'],
    ] as const)
      await expect(auth.ask.request(method.moveDevice, { ...move, toSubscriberId })).rejects.toEqual(
        refusal(code),
      );
    // The receiver has as many as they may: nobody loses anything.
    const others = [await auth.logIn(receiver.phone), await auth.logIn(receiver.phone)];
    const full = await auth.ask.request(method.moveDevice, move).catch((error: unknown) => error);
    expect(full).toEqual(refusal('AUTH.DEVICES_FULL'));
    expect((full as { details: { choices: object[] } }).details.choices).toHaveLength(3);
    expect(await devicesOf(subscriberId)).toMatchObject([{ deviceId }]);

    const evictDeviceId = others[0]?.deviceId;
    await auth.ask.request(method.moveDevice, { ...move, evictDeviceId });
    // Sent again it is done already.
    await auth.ask.request(method.moveDevice, { ...move, evictDeviceId });
    expect(await devicesOf(subscriberId)).toEqual([]);
    const now = await devicesOf(receiver.subscriberId);
    expect(now).toHaveLength(3);
    expect(now).toContainEqual(expect.objectContaining({ mac, label: 'HP Ibu', enrolledBy: 'operator' }));
    await expect(
      auth.ask.request(method.refreshSession, { refreshToken: giver.refreshToken }),
    ).rejects.toEqual(refusal('AUTH.SESSION_REVOKED'));
    await eventually(() =>
      expect(auth.mail.sent).toContainEqual(
        expect.objectContaining({ template: 'device.moved', toPhone: giver.phone }),
      ),
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
  it('take the device that a router names later, once', async () => {
    const phone = auth.newPhone();
    const { challengeId } = await auth.requestOtp(phone);
    const session = await auth.verifyOtp(challengeId, auth.codeOf(challengeId));
    expect(session.deviceId).toBe('');
    const [mac, strange] = [auth.newMac(), auth.newMac()];
    const bound = await auth.refresh(session.refreshToken, mac);
    expect(bound).toMatchObject({ newDevice: true });
    // Nothing says that the first MAC has gone: it may be a copy of the session on another phone.
    const elsewhere = await auth.refresh(bound.refreshToken, strange);
    expect(elsewhere).toMatchObject({ newDevice: false, deviceId: bound.deviceId });
    await expect(auth.ask.request(method.findDevice, { mac: strange })).rejects.toEqual(
      refusal('AUTH.DEVICE_UNKNOWN'),
    );
  });
  it('come back silently under a new MAC once routers of the site have lost the old one', async () => {
    const session = await auth.logIn();
    await auth.ask.request(method.labelDevice, {
      subscriberId: session.subscriberId,
      deviceId: session.deviceId,
      label: 'HP Ibu',
    });
    const mac = auth.newMac();
    for (const seen of [
      { online: true, site: 'rw05' },
      { online: false, site: 'elsewhere' },
    ]) {
      auth.gateway.seen.set(session.mac, seen);
      const tried = await auth.refresh(session.refreshToken, mac);
      expect(tried).toMatchObject({ newDevice: false, deviceId: session.deviceId });
    }
    auth.gateway.seen.set(session.mac, { online: false, site: 'rw05' });
    const back = await auth.refresh(session.refreshToken, mac);
    expect(back).toMatchObject({ newDevice: true });
    const { items } = await auth.ask.request(method.listDevices, { subscriberId: session.subscriberId });
    expect(items).toEqual([expect.objectContaining({ mac, label: 'HP Ibu', deviceId: back.deviceId })]);
    expect(await auth.ask.request(method.describeDevice, { mac: session.mac })).toMatchObject({
      standing: 'replaced',
    });
    // The session goes on, and so does the device when its old MAC is back.
    auth.later(60);
    auth.gateway.seen.set(mac, { online: false, site: 'rw05' });
    expect(await auth.refresh(back.refreshToken, session.mac)).toMatchObject({ newDevice: true });
  });
  it('come back at a tap while the old MAC is still seen, never with the MAC of another', async () => {
    const session = await auth.logIn();
    const other = await auth.logIn();
    auth.gateway.seen.set(session.mac, { online: true, site: 'rw05' });
    const refused = await auth.refresh(session.refreshToken, other.mac, true);
    expect(refused).toMatchObject({ newDevice: false, deviceId: session.deviceId });
    const mac = auth.newMac();
    expect(await auth.refresh(session.refreshToken, mac, true)).toMatchObject({ newDevice: true });
    expect((await auth.ask.request(method.findDevice, { mac })).subscriberId).toBe(session.subscriberId);
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
