import 'reflect-metadata';
import { authOtp } from '@saring/auth-otp';
import { GB, newId } from '@saring/kernel';
import { notification } from '@saring/notification';
import { startWhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import type { Browser } from '../testing/browser';
import { EdgeStack } from '../testing/edge-stack';
import { resetWorld, world } from '../testing/fakes';

let edge: EdgeStack;

beforeAll(async () => {
  edge = await EdgeStack.start({
    services: [notification, authOtp],
    whatsapp: await startWhatsAppSimulator(),
  });
});
afterAll(() => edge?.close());
beforeEach(() => resetWorld());

describe('a session', () => {
  it('that was logged out opens nothing, wherever its access token is kept', async () => {
    const { browser } = await edge.subscriber();
    const thief = edge.newBrowser();
    for (const [name, value] of browser.cookies) thief.cookies.set(name, value);
    expect((await thief.get('/api/v1/me')).status).toBe(200);
    expect((await browser.post('/api/v1/auth/logout')).status).toBe(204);
    expect((await thief.get('/api/v1/me')).json).toMatchObject({ status: 401, code: 'AUTH.UNAUTHENTICATED' });
  });
});

describe('subscribers', () => {
  it('are counted as they are listed', async () => {
    const operator = await edge.operator();
    const name = `Hitung ${newId().slice(0, 8)}`;
    for (const number of [1, 2])
      await operator.post('/api/v1/subscribers', { phone: edge.newPhone(), name: `${name} ${number}` });
    const count = async (query: string) =>
      (await operator.get(`/api/v1/subscribers/count?${new URLSearchParams({ query }).toString()}`)).json;
    expect(await count(name)).toEqual({ matches: 2, more: false });
    expect(await count(`${name} 2`)).toEqual({ matches: 1, more: false });
    expect(await count(`${name} 3`)).toEqual({ matches: 0, more: false });
  });
});

describe('a subscriber', () => {
  it('without quota takes what is free today, once, on a device of their own', async () => {
    world.clients.set('10.5.50.14', 'AA:00:00:00:00:14');
    const browser = edge.browser('10.5.50.14');
    await edge.logIn(browser, edge.newPhone());
    const offered = async (from: Browser) => (await from.get('/api/v1/me/free-quota')).json['offer'];
    expect(await offered(browser)).toBeNull();
    world.freeDevices = [];
    world.quota = { ...world.quota, status: 'exhausted' };
    expect(await offered(browser)).toMatchObject({ state: 'free', bytes: GB, onlineSeconds: null });
    expect((await browser.post('/api/v1/me/free-quota')).status).toBe(204);
    const deviceId = world.freeTakings[0]?.deviceId ?? '';
    expect(world.freeTakings).toMatchObject([{ deviceId, timeZone: 'Asia/Jakarta', actor: 'subscriber' }]);

    const form = (await browser.get('/status', { accept: 'text/html' })).text;
    expect(form).toContain('Gratis hari ini: 1 GB');
    const valueOf = (name: string) =>
      new RegExp(`name="${name}" value="([^"]+)"`).exec(form.split('/status/free')[1] ?? '')?.[1] ?? '';
    const sent = { token: valueOf('token'), key: valueOf('key') };
    const taken = await browser.call('/status/free', { method: 'POST', form: sent });
    expect([taken.status, taken.headers['location']]).toEqual([303, '/status']);
    await browser.call('/status/free', { method: 'POST', form: sent });
    expect(new Set(world.freeTakings.slice(1).map(({ commandId }) => commandId)).size).toBe(1);
    expect((await browser.call('/status/free', { method: 'POST', form: { key: 'x' } })).status).toBe(403);

    world.freeDevices = [deviceId];
    expect(await offered(browser)).toMatchObject({ state: 'taken' });
    expect((await browser.get('/status', { accept: 'text/html' })).text).toContain('sudah diambil');
    const elsewhere = edge.browser('10.9.9.9');
    for (const [name, value] of browser.cookies) elsewhere.cookies.set(name, value);
    world.freeDevices = [];
    expect(await offered(elsewhere)).toMatchObject({ state: 'elsewhere' });
    expect((await elsewhere.post('/api/v1/me/free-quota')).json).toMatchObject({
      ...{ status: 409, code: 'QUOTA.FREE_DEVICE_UNKNOWN' },
    });
  });
  it('logs in by a code and sees their quota', async () => {
    world.clients.set('10.5.50.11', 'AA:00:00:00:00:11');
    const browser = edge.browser('10.5.50.11');
    const phone = edge.newPhone();
    const asked = await browser.post('/api/v1/auth/otp', { phone });
    expect([asked.status, asked.json]).toEqual([
      202,
      { challengeId: expect.any(String), expiresInSeconds: 300, resendInSeconds: 60, delivery: 'sent' },
    ]);
    const verified = await browser.post('/api/v1/auth/otp/verify', {
      challengeId: asked.json['challengeId'],
      code: await edge.codeFor(phone),
    });
    expect(verified.status).toBe(200);
    expect(verified.json).toMatchObject({ approval: 'approved', newSubscriber: true, newDevice: true });
    expect(verified.text).not.toMatch(/srr_|Token/);
    const quota = await browser.get('/api/v1/me/quota');
    expect(quota.json).toMatchObject({
      status: 'active',
      grantedBytes: 5 * GB,
      usedBytes: GB,
      remainingBytes: 4 * GB,
      debtBytes: 0,
      unlimited: false,
      expiresAt: '2099-01-01T00:00:00.000Z',
    });
    expect((await browser.get('/api/v1/me')).json).toMatchObject({
      phone: `+62${phone.slice(1)}`,
      role: 'subscriber',
    });
    expect((await browser.get('/api/v1/me/devices')).json).toMatchObject({
      items: [{ mac: 'AA:00:00:00:00:11', isThis: true }],
    });
    expect((await browser.get('/api/v1/me/statement?limit=7')).json).toMatchObject({
      items: [{ amountBytes: 7 }],
      nextCursor: 'x',
    });
    expect((await browser.get('/api/v1/me/usage?from=2026-11-01&to=2026-11-02')).json).toMatchObject({
      items: [{ bytesOut: 2 }],
    });
    expect((await browser.get('/api/v1/me/access')).json).toEqual({
      ...{ status: 'active', applied: true, thisDevice: 'open', todo: 'none' },
    });
  });

  it('is passed on, and logged out', async () => {
    const browser = edge.browser();
    await edge.logIn(browser, edge.newPhone());
    const before = browser.cookies.get('saring_refresh');
    browser.cookies.delete('saring_access');
    expect((await browser.get('/api/v1/me/quota')).status).toBe(401);
    expect((await browser.post('/api/v1/auth/refresh')).status).toBe(200);
    expect(browser.cookies.get('saring_refresh')).not.toBe(before);
    expect((await browser.get('/api/v1/me/quota')).status).toBe(200);
    expect((await browser.post('/api/v1/auth/logout')).status).toBe(204);
    expect([browser.cookies.has('saring_access'), browser.cookies.has('saring_refresh')]).toEqual([
      false,
      false,
    ]);
    expect((await browser.post('/api/v1/auth/refresh')).json).toMatchObject({ code: 'AUTH.UNAUTHENTICATED' });
  });

  it('keeps what they change of themselves', async () => {
    const browser = edge.browser();
    await edge.logIn(browser, edge.newPhone());
    expect(
      (await browser.call('/api/v1/me', { method: 'PATCH', json: { name: 'Ibu Sari', locale: 'en' } }))
        .status,
    ).toBe(204);
    expect((await browser.get('/api/v1/me')).json).toMatchObject({ name: 'Ibu Sari', locale: 'en' });
    expect(
      (await browser.call('/api/v1/me', { method: 'PATCH', json: { role: 'komandan' } })).json,
    ).toMatchObject({ code: 'REQUEST.INVALID' });
  });

  it('logs in while no gateway answers, and gets the device later', async () => {
    world.isGatewayDown = true;
    const browser = edge.browser('10.5.50.12');
    expect(await edge.logIn(browser, edge.newPhone())).toMatchObject({ deviceId: '', newDevice: false });
    world.isGatewayDown = false;
    world.clients.set('10.5.50.12', 'AA:00:00:00:00:12');
    expect((await browser.post('/api/v1/auth/refresh')).json).toMatchObject({ newDevice: true });
  });
});

describe('the device in hand', () => {
  const thisDevice = async (browser: Browser) => {
    const { thisDevice: standing, todo } = (await browser.get('/api/v1/me/access')).json;
    return [standing, todo];
  };

  it('on another MAC is shown everywhere, is back silently once the old one has gone, else at a tap', async () => {
    world.clients.set('10.5.51.1', 'AA:00:00:00:51:01');
    const browser = edge.browser('10.5.51.1');
    await edge.logIn(browser, edge.newPhone());
    expect(await thisDevice(browser)).toEqual(['open', 'none']);
    // The phone's MAC and address change; its cookies stay.
    world.clients.set('10.5.51.2', 'AA:00:00:00:51:02');
    const moved = edge.browser('10.5.51.2');
    for (const [name, value] of browser.cookies) moved.cookies.set(name, value);
    world.presence.set('AA:00:00:00:51:01', true);
    expect(await thisDevice(moved)).toEqual(['unknown', 'replace']);
    expect((await moved.get('/captive-portal/api')).json).toMatchObject({ captive: true });
    const page = await moved.get('/status?next=http://first.example/');
    expect(page.text).toContain('Perangkat ini belum tersambung');
    expect(page.text).not.toMatch(/Anda tersambung|first\.example\/">Lanjutkan/);
    expect((await moved.post('/api/v1/auth/refresh')).json).toMatchObject({ newDevice: false });
    world.presence.set('AA:00:00:00:51:01', false);
    expect((await moved.get('/status')).text).toContain('Anda tersambung');
    expect(await thisDevice(moved)).toEqual(['open', 'none']);
    expect((await moved.get('/api/v1/me/devices')).json).toMatchObject({
      items: [{ mac: 'AA:00:00:00:51:02', isThis: true }],
    });
    // Once more, while routers still see the MAC before: one tap.
    world.presence.set('AA:00:00:00:51:02', true);
    world.clients.set('10.5.51.3', 'AA:00:00:00:51:03');
    const again = edge.browser('10.5.51.3');
    for (const [name, value] of moved.cookies) again.cookies.set(name, value);
    const tapped = await again.post('/api/v1/auth/refresh', { replaceDevice: true });
    expect(tapped.json).toMatchObject({ newDevice: true });
    expect(await thisDevice(again)).toEqual(['open', 'none']);
  });

  it('that was put out or moved, or that a router keeps waiting, never reads that it is connected', async () => {
    world.clients.set('10.5.52.1', 'AA:00:00:00:52:01');
    const browser = edge.browser('10.5.52.1');
    await edge.logIn(browser, edge.newPhone());
    world.accessApplied = false;
    expect(await thisDevice(browser)).toEqual(['captive', 'wait']);
    world.accessApplied = true;
    const { items } = (await browser.get('/api/v1/me/devices')).json as { items: { deviceId: string }[] };
    await browser.call(`/api/v1/me/devices/${items[0]?.deviceId}`, { method: 'DELETE' });
    expect((await browser.get('/api/v1/device')).json).toMatchObject({
      ...{ thisDevice: 'evicted', todo: 'login', online: false, registered: false },
    });
    // Another number takes the phone of one who is still logged in elsewhere.
    world.clients.set('10.5.52.2', 'AA:00:00:00:52:02');
    const owner = edge.browser('10.5.52.2');
    await edge.logIn(owner, edge.newPhone());
    world.clients.set('10.5.52.9', 'AA:00:00:00:52:01');
    const other = edge.browser('10.5.52.9');
    await edge.logIn(other, edge.newPhone());
    const elsewhere = edge.browser('10.5.52.9');
    for (const [name, value] of owner.cookies) elsewhere.cookies.set(name, value);
    expect(await thisDevice(elsewhere)).toEqual(['moved', 'login']);
    expect((await elsewhere.get('/status')).text).toContain('Perangkat ini dipakai nomor lain');
  });
});

it('is not taken for the device that had its address a moment ago', async () => {
  world.clients.set('10.5.55.1', 'AA:00:00:00:55:01');
  const browser = edge.browser('10.5.55.1');
  await edge.logIn(browser, edge.newPhone());
  const thisDevice = async () => (await browser.get('/api/v1/me/access')).json['thisDevice'];
  expect(await thisDevice()).toBe('open');
  world.clients.set('10.5.55.1', 'AA:00:00:00:55:02');
  expect(await thisDevice()).toBe('unknown');
  const replaced = await browser.post('/api/v1/auth/refresh', { replaceDevice: true });
  expect(replaced.json).toMatchObject({ newDevice: true });
  expect(await thisDevice()).toBe('open');
});

it('is logged out by any of its cookies', async () => {
  const { browser } = await edge.subscriber();
  const other = edge.browser(browser.address);
  for (const [name, value] of browser.cookies) other.cookies.set(name, value);
  other.cookies.delete('saring_refresh');
  expect((await other.post('/api/v1/auth/logout')).status).toBe(204);
  expect((await browser.get('/api/v1/me')).status).toBe(401);
});

it('is guarded against other sites whatever Authorization says beside its cookies', async () => {
  const { browser } = await edge.subscriber();
  for (const authorization of ['Basic YTpi', 'Bearer srk_x', 'nonsense']) {
    const headers = { origin: 'http://evil.example', authorization };
    const answer = await browser.raw('/api/v1/me', { method: 'PATCH', json: { name: 'x' }, headers });
    expect(answer.json).toMatchObject({ code: 'REQUEST.CROSS_SITE' });
  }
});

describe('a device without a browser', () => {
  it('is found on its router and added by who found it, five searches a day', async () => {
    const { browser, subscriberId } = await edge.subscriber();
    const other = await edge.subscriber();
    const mac = 'AA:00:00:00:53:01';
    world.newcomers = [{ mac, address: '10.5.53.1', name: 'LG-webOS', appearedSecondsAgo: 12 }];
    const { items } = (await browser.get('/api/v1/me/devices/newcomers')).json as {
      items: { found: string; name: string }[];
    };
    expect(items).toEqual([{ mac, name: 'LG-webOS', appearedSecondsAgo: 12, found: expect.any(String) }]);
    const adding = { found: items[0]?.found, label: 'TV' };
    expect((await other.browser.post('/api/v1/me/devices', adding)).json).toMatchObject({
      code: 'AUTH.DEVICE_NOT_FOUND',
    });
    expect((await browser.post('/api/v1/me/devices', adding)).json).toMatchObject({
      ...{ mac, label: 'TV', subscriberId },
    });
    for (let search = 1; search < 5; search += 1) await browser.get('/api/v1/me/devices/newcomers');
    expect((await browser.get('/api/v1/me/devices/newcomers')).status).toBe(429);
  });

  it('is none with a person at it, and buys nothing for who claimed it', async () => {
    const { browser } = await edge.subscriber();
    const newcomer = (number: number) => {
      const [mac, address] = [`AA:00:00:00:54:0${number}`, `10.5.54.${number}`];
      world.clients.set(address, mac);
      return { mac, address, name: '', appearedSecondsAgo: 12 };
    };
    const [asks, looks, quiet] = [newcomer(1), newcomer(2), newcomer(3)];
    world.newcomers = [asks, looks, quiet];
    await edge.browser(asks.address).post('/api/v1/auth/otp', { phone: edge.newPhone() });
    await edge.browser(looks.address).get('/login', { accept: 'text/html' });
    type Found = { items: { found: string; mac: string }[] };
    const { items } = (await browser.get('/api/v1/me/devices/newcomers')).json as Found;
    expect(items.map(({ mac }) => mac)).toEqual([quiet.mac]);
    expect((await browser.post('/api/v1/me/devices', { found: items[0]?.found, label: 'TV' })).status).toBe(
      201,
    );
    const person = edge.browser(quiet.address);
    expect((await person.get('/api/v1/device')).json).toMatchObject({
      ...{ claimed: true, status: null, registered: true },
    });
    expect((await person.get('/api/v1/orders')).json).toMatchObject({ code: 'AUTH.UNAUTHENTICATED' });
    const order = { packageId: '00000000-0000-4000-8000-000000000001', method: 'qris' };
    expect(
      (
        await person.call('/api/v1/orders', {
          method: 'POST',
          json: order,
          headers: { 'idempotency-key': 'o-1' },
        })
      ).json,
    ).toMatchObject({ code: 'AUTH.UNAUTHENTICATED' });
    const page = (await person.get('/status', { accept: 'text/html' })).text;
    expect(page).toContain('Perangkat ini ditambahkan ke akun lain');
    expect(page).not.toContain('4 GB');
    const token = /name="token" value="([^"]+)"/.exec(page)?.[1] ?? '';
    // No one may say it for a device that is not in their hand.
    const stranger = edge.browser('10.5.54.9');
    expect((await stranger.post('/api/v1/device/disown')).json).toMatchObject({
      code: 'AUTH.DEVICE_UNKNOWN',
    });
    const said = await person.call('/status/disown', { method: 'POST', form: { token } });
    expect([said.status, said.headers['location']]).toEqual([303, '/login?disowned=yes']);
    expect((await person.get('/login?disowned=yes')).text).toContain('sudah keluar dari akun itu');
    expect((await person.get('/api/v1/device')).json).toMatchObject({ claimed: false, registered: false });
    expect((await person.post('/api/v1/device/disown')).json).toMatchObject({ code: 'AUTH.DEVICE_UNKNOWN' });
    // It is not claimed a second time, and a login on it is as ever.
    expect(
      (await browser.post('/api/v1/me/devices', { found: items[0]?.found, label: 'TV' })).json,
    ).toMatchObject({
      code: 'AUTH.DEVICE_NOT_FOUND',
    });
    await edge.logIn(person, edge.newPhone());
    expect((await person.post('/api/v1/device/disown')).json).toMatchObject({ code: 'AUTH.DEVICE_UNKNOWN' });
  });

  it('is added by an operator by its MAC', async () => {
    const { subscriberId } = await edge.subscriber();
    const operator = await edge.operator();
    const path = `/api/v1/subscribers/${subscriberId}/devices`;
    expect((await operator.post(path, { mac: 'aa-00-00-00-53-02', label: 'CCTV' })).json).toMatchObject({
      ...{ mac: '•••53:02', label: 'CCTV' },
    });
    expect((await operator.post(path, { mac: 'nonsense', label: 'CCTV' })).json).toMatchObject({
      code: 'MAC.INVALID',
    });
  });

  it('is named and moved by an operator, and the audit log says from what to what', async () => {
    const { subscriberId } = await edge.subscriber();
    const other = await edge.subscriber();
    const operator = await edge.operator();
    const path = `/api/v1/subscribers/${subscriberId}/devices`;
    const added = (await operator.post(path, { mac: 'aa-00-00-00-53-03', label: 'Lama' })).json;
    const device = `${path}/${String(added['deviceId'])}`;
    const named = await operator.call(device, { method: 'PATCH', json: { label: 'Baru' } });
    expect(named.json).toMatchObject({ label: 'Baru' });
    const { items } = (await operator.get(`/api/v1/audit?target=${subscriberId}`)).json as {
      items: object[];
    };
    expect(items[0]).toMatchObject({
      ...{ permission: 'devices:add', bodyJson: '{"label":"Baru"}', beforeJson: '{"label":"Lama"}' },
    });
    const to = { toSubscriberId: other.subscriberId };
    expect((await operator.post(`${device}/move`, { toSubscriberId: subscriberId })).json).toMatchObject({
      ...{ status: 422, code: 'AUTH.DEVICE_STAYS' },
    });
    expect((await operator.post(`${device}/move`, to)).status).toBe(204);
    expect((await operator.get(path)).json['items']).toEqual([]);
    expect((await operator.get(`/api/v1/subscribers/${other.subscriberId}/devices`)).json).toMatchObject({
      items: [{ label: 'Baru' }],
    });
    expect((await operator.post(`${device}/move`, to)).json).toMatchObject({ code: 'AUTH.DEVICE_UNKNOWN' });
  });
});

describe('possession behind NAT', () => {
  it('gives the device to the browser that began it, once', async () => {
    const browser = edge.browser('10.5.50.1');
    await edge.logIn(browser, edge.newPhone());
    const started = await browser.post('/api/v1/possession', { loginUrlHint: 'http://10.5.50.1/login' });
    expect(started.json['loginUrl']).toContain('/possession/finish');
    const other = edge.browser('10.5.50.1');
    expect((await other.get('/possession/finish')).json).toMatchObject({
      code: 'ROUTER.POSSESSION_NOT_PROVED',
    });
    const finished = await browser.get('/possession/finish');
    expect([finished.status, finished.headers['location']]).toEqual([303, '/']);
    expect((await browser.get('/api/v1/me/devices')).json).toMatchObject({
      items: [{ mac: 'AA:00:00:00:00:99' }],
    });
    expect((await browser.get('/possession/finish')).status).toBe(422);
  });
  it('counts a household of IPv6 as one asker, and a device that a router shows as that device', async () => {
    const askerAt = async (address: string) => {
      await edge.browser(address).post('/api/v1/possession');
      return world.proofAskers.at(-1);
    };
    const household = await askerAt('2001:db8:0:8::1');
    expect(household).toMatchObject({ isDevice: false });
    expect(await askerAt('2001:db8:0:8::2')).toEqual(household);
    expect(await askerAt('2001:db8:0:9::1')).not.toEqual(household);
    expect(household?.asker).not.toContain('2001');
    world.clients.set('10.5.51.77', 'AA:00:00:00:00:77');
    expect(await askerAt('10.5.51.77')).toMatchObject({ isDevice: true });
  });
  it('is finished only at the address where it began', async () => {
    const start = async (address: string) => {
      const browser = edge.browser(address);
      await browser.post('/api/v1/possession');
      return browser;
    };
    const at = (address: string, from: Browser) => {
      const browser = edge.browser(address);
      for (const [name, value] of from.cookies) browser.cookies.set(name, value);
      return browser.get('/possession/finish');
    };
    const begun = await start('10.5.51.1');
    expect((await at('10.5.51.2', begun)).json).toMatchObject({ code: 'ROUTER.POSSESSION_NOT_PROVED' });
    expect((await at('10.5.51.1', begun)).status).toBe(303);
    const household = await start('2001:db8:0:7::1');
    expect((await at('2001:db8:0:7::2', household)).status).toBe(303);
    // A forged cookie is refused.
    const forged = await start('10.5.51.3');
    forged.cookies.set('saring_possession', '00000000-0000-4000-8000-000000000000');
    expect((await forged.get('/possession/finish')).status).toBe(422);
  });
  it('is void once another browser comes back from the router', async () => {
    const thief = edge.browser('10.5.51.5');
    const { loginUrl } = (await thief.post('/api/v1/possession')).json as { loginUrl: string };
    const returnUrl = new URL(new URL(loginUrl).searchParams.get('dst') ?? '');
    const path = `${returnUrl.pathname}${returnUrl.search}`;
    expect(path).toMatch(/^\/possession\/finish\?proof=/);
    const victim = edge.browser('10.5.51.5');
    expect((await victim.get(path)).json).toMatchObject({ code: 'ROUTER.POSSESSION_NOT_PROVED' });
    expect((await thief.get(path)).json).toMatchObject({ code: 'ROUTER.POSSESSION_NOT_PROVED' });
  });
});

describe('possession of a device of another', () => {
  it('gives a login that says whose consent is missing, never the device', async () => {
    world.possessionMac = 'AA:00:00:00:00:98';
    world.clients.set('10.5.50.41', world.possessionMac);
    const owner = edge.browser('10.5.50.41');
    await edge.logIn(owner, edge.newPhone());
    const thief = edge.newBrowser();
    await thief.post('/api/v1/possession');
    await thief.get('/possession/finish');
    const phone = edge.newPhone();
    const { challengeId } = (await thief.post('/api/v1/auth/otp', { phone })).json;
    const verification = { challengeId, code: await edge.codeFor(phone), moveDevice: true };
    expect((await thief.post('/api/v1/auth/otp/verify', verification)).json).toMatchObject({
      ...{ deviceId: '', newDevice: false, deviceOfAnother: true },
    });
    expect((await thief.get('/api/v1/me/access')).json).toMatchObject({ thisDevice: 'moved', todo: 'owner' });
    const page = (await thief.get('/status')).text;
    expect(page).toContain('Minta pemiliknya menghapusnya di halaman Perangkat');
    expect(page).not.toContain('>Masuk di perangkat ini<');
    expect((await owner.get('/api/v1/me/devices')).json).toMatchObject({
      items: [{ mac: 'AA:00:00:00:00:98' }],
    });
  });
});

describe('the captive-portal API', () => {
  it('answers as RFC 8908 has it', async () => {
    world.clients.set('10.5.50.30', 'AA:00:00:00:00:30');
    const browser = edge.browser('10.5.50.30');
    const before = await browser.get('/captive-portal/api');
    expect(before.headers['content-type']).toBe('application/captive+json');
    expect(before.json).toEqual({
      captive: true,
      'user-portal-url': 'http://portal.phone1.localhost:9100/',
      'can-extend-session': true,
    });
    await edge.logIn(browser, edge.newPhone());
    const system = edge.browser('10.5.50.30');
    const after = (await system.get('/captive-portal/api')).json;
    expect(after).toMatchObject({ captive: false, 'bytes-remaining': 4 * GB, 'can-extend-session': true });
    // Seconds and bytes of the same: of all that is left, until the last of it ends.
    const last = Date.parse('2099-01-01T00:00:00.000Z');
    expect(Math.abs(Date.now() + Number(after['seconds-remaining']) * 1_000 - last)).toBeLessThan(60_000);
    world.quota = { status: 'blocked', blockReason: 'abuse' };
    expect((await system.get('/captive-portal/api')).json).toMatchObject({ captive: true });
    expect((await system.get('/api/v1/device')).json).toEqual({
      known: true,
      claimed: false,
      registered: true,
      online: false,
      status: 'blocked',
      blockReason: 'abuse',
      thisDevice: 'captive',
      todo: 'contact',
    });
  });
  it('says nothing to a device that no router knows', async () =>
    expect((await edge.browser('10.9.9.9').get('/api/v1/device')).json).toEqual({
      known: false,
      claimed: false,
      registered: false,
      online: false,
      status: null,
      blockReason: null,
      thisDevice: 'unknown',
      todo: 'prove',
    }));
});

describe('an expiry', () => {
  it('is extended by days and hours, and by some of either', async () => {
    const { subscriberId } = await edge.subscriber();
    const operator = await edge.operator();
    const extend = (json: object) =>
      operator.call(`/api/v1/subscribers/${subscriberId}/grants/extend`, {
        ...{ method: 'POST', json, headers: { 'idempotency-key': newId() } },
      });
    expect((await extend({ days: 1, hours: 2, reason: 'listrik padam' })).status).toBe(200);
    expect(world.extensions).toMatchObject([{ subscriberId, seconds: 93_600, reason: 'listrik padam' }]);
    expect((await extend({ reason: 'listrik padam' })).status).toBe(400);
  });
});

describe('the API itself', () => {
  it('is described, and alive', async () => {
    const browser = edge.browser();
    const document = (await browser.get('/api/docs/openapi.json')).json as { paths: Record<string, unknown> };
    for (const path of [
      '/api/v1/auth/otp',
      '/api/v1/me/quota',
      '/api/v1/events',
      '/api/v1/subscribers/{subscriberId}/grants',
      '/api/v1/routers/{routerId}/drift',
    ])
      expect(Object.keys(document.paths)).toContain(path);
    expect((await browser.get('/api/docs')).text).toContain('swagger-ui');
    expect((await browser.get('/health/live')).json).toEqual({ live: true });
    expect(await browser.get('/health/ready')).toMatchObject({ status: 200, json: { ready: true } });
  });
});

describe('the site of a subscriber', () => {
  const create = async (change: Record<string, unknown>) =>
    (await edge.operator()).post('/api/v1/subscribers', { phone: edge.newPhone(), ...change });

  it.each(['', ' ', 'x y', '_all', '../a', 'x'.repeat(33)])('is refused as "%s"', async (site) => {
    const operator = await edge.operator();
    const asked = await operator.post('/api/v1/subscribers', { phone: edge.newPhone(), site });
    expect(asked.json).toMatchObject({
      status: 400,
      details: { errors: [{ field: 'site', rule: 'matches' }] },
    });
  });

  it('is that of the address where none is given, and can be changed', async () => {
    const { json } = await create({});
    expect(json).toMatchObject({ site: 'site-1' });
    const operator = await edge.operator();
    const change = (site: string) =>
      operator.call(`/api/v1/subscribers/${String(json['subscriberId'])}`, {
        method: 'PATCH',
        json: { site },
      });
    expect((await change('rw06')).json).toMatchObject({ site: 'rw06' });
    expect((await change('x y')).status).toBe(400);
  });
});
