// faults.int.spec.ts — faults between a gateway and its routers, and the state that must follow.
import { RouterGateway } from '@saring/contracts';
import { idFrom, newId } from '@saring/kernel';
import { UnavailableError, RefusalError } from '@saring/messaging';
import { eventually } from '@saring/testing';
import { startRouterOsSimulator, type RouterOsSimulator } from '../../../infra/simulators/routeros/src';
import { SimulatedSite, SITE } from './testing/simulated-site';

const rpc = RouterGateway.method;
const BUDI = idFrom('budi');
const BINDINGS = 'ip/hotspot/ip-binding';
const LISTS = 'ip/firewall/address-list';

let town: SimulatedSite<RouterOsSimulator>;
const start = async (options: Parameters<typeof startRouterOsSimulator>[0] = {}): Promise<void> => {
  town = await SimulatedSite.start(await startRouterOsSimulator(options));
};
afterEach(() => town.close());

const online = (index = 0): Promise<unknown> =>
  eventually(async () => {
    const { items } = await town.messenger.request(rpc.listRouters, {});
    return items.find(({ name }) => name === town.simulator.router(index).name)?.state === 'online';
  });

const alarmCodes = async (): Promise<string[]> =>
  (await town.messenger.request(rpc.listAlarms, { routerId: '' })).items.map(({ code }) => code);

const sweepTwice = async (): Promise<void> => {
  const routerId = await town.routerId();
  for (let sweep = 0; sweep < 2; sweep += 1) await town.sweep(routerId);
};

/** Budi's phone 1 is on the WiFi and active. */
const budiIsOnline = async (env: Record<string, string> = {}): Promise<string> => {
  const phone = town.simulator.phone(1);
  phone.join();
  town.residents.settle(BUDI, 'active', phone.mac);
  await town.startGateway(env);
  await eventually(
    () => town.bindingOf(phone.mac) === 'bypassed' && town.listsOf(phone.address).join() === 'active',
  );
  return phone.mac;
};

/** Bytes charged to an owner by the plain rules: growth of known rows, whole rows born in view. */
const chargedTo = async (owner: string): Promise<number> => {
  const totals = new Map<string, number>();
  let charged = 0;
  let first = true;
  for (const { bootId, kind, ids, macKeys, owners, bytesIn, bytesOut } of await town.readings()) {
    const here = new Set<string>();
    ids.forEach((id, index) => {
      const key = `${bootId}/${id}/${macKeys[index]}`;
      here.add(key);
      const total = (bytesIn[index] ?? 0) + (bytesOut[index] ?? 0);
      if (owners[index] === owner && !first) charged += total - (totals.get(key) ?? 0);
      totals.set(key, total);
    });
    if (kind === 'poll') for (const key of totals.keys()) if (!here.has(key)) totals.delete(key);
    first = false;
  }
  return charged;
};

describe('a router', () => {
  it('that was off holds the right access after its return, and publishes so', async () => {
    await start();
    const mac = await budiIsOnline();
    const router = town.simulator.router();
    await router.powerOff();
    const { address } = town.simulator.phone(1);
    await eventually(
      async () => (await town.messenger.request(rpc.listRouters, {})).items[0]?.state === 'offline',
    );
    await expect(town.messenger.request(rpc.findClient, { site: SITE, address })).resolves.toMatchObject({
      mac,
    });
    await town.residents.setStatus(BUDI, 'exhausted');
    await eventually(
      async () =>
        (await town.messenger.request(rpc.getAccess, { subscriberId: BUDI })).pendingRouterIds.length === 1,
    );
    await router.powerOn();
    town.simulator.phone(1).wake();
    await eventually(() => town.bindingOf(mac) === 'regular' && town.listsOf(address).join() === 'habis');
    const states = (await town.facts<{ state: string }>('fact.router_gateway.RouterStateChanged')).map(
      ({ state }) => state,
    );
    expect(states).toEqual(['online', 'offline', 'online']);
  });

  it('that reboots gets a new boot, and no byte is charged twice or forgotten', async () => {
    await start();
    await budiIsOnline();
    const phone = town.simulator.phone(1);
    const router = town.simulator.router();
    const seen = (bytes: number) => eventually(async () => (await chargedTo(BUDI)) === bytes);
    phone.transfer(1_000, 9_000);
    await seen(10_000);
    // A reboot within the first seconds of a boot looks like none.
    town.simulator.advance(60);
    await eventually(async () =>
      (await town.readings()).some(({ routerUptimeSeconds }) => routerUptimeSeconds >= 60),
    );
    await router.reboot();
    await eventually(() => town.listsOf(phone.address).join() === 'active' || (phone.wake(), false));
    phone.transfer(100, 200);
    await seen(10_300);
    const readings = await town.readings();
    expect(new Set(readings.map(({ bootId }) => bootId)).size).toBe(2);
    expect(town.ours(LISTS).filter((row) => row['list'] === 'saring-boot')).toHaveLength(1);
    expect(phone.movedBytes).toEqual({ bytesIn: 1_100, bytesOut: 9_200 });
  });

  it('whose boot marker was deleted keeps its boot, and raises an alarm', async () => {
    await start();
    await budiIsOnline();
    const [marker] = town.ours(LISTS).filter((row) => row['list'] === 'saring-boot');
    town.simulator
      .router()
      .table(LISTS)
      .remove(marker?.['.id'] ?? '');
    const markerNow = () => town.ours(LISTS).find((row) => row['list'] === 'saring-boot')?.['comment'];
    await eventually(() => markerNow() === marker?.['comment']);
    await eventually(async () =>
      (await town.facts<{ code: string }>('fact.router_gateway.RouterAlarmRaised')).some(
        ({ code }) => code === 'ROUTER.BOOT_MARKER_DELETED',
      ),
    );
    expect(new Set((await town.readings()).map(({ bootId }) => bootId)).size).toBe(1);
  });

  it.each(['truncateNextReply', 'garbageNextReply', 'oversizedWordNextReply', 'cutConnections'] as const)(
    'that does %s is connected anew and kept as it should be',
    async (fault) => {
      await start();
      const mac = await budiIsOnline();
      town.simulator.router()[fault]();
      await town.residents.setStatus(BUDI, 'exhausted');
      await eventually(() => town.bindingOf(mac) === 'regular');
      town.simulator.phone(1).transfer(5, 5);
      await town.residents.setStatus(BUDI, 'active');
      await eventually(() => town.bindingOf(mac) === 'bypassed');
      town.simulator.phone(1).transfer(300, 400);
      await eventually(async () => (await chargedTo(BUDI)) === 700);
    },
  );

  it('may answer slowly', async () => {
    await start();
    const mac = await budiIsOnline();
    town.simulator.router().slowRepliesMs = 100;
    await town.residents.setStatus(BUDI, 'exhausted');
    await eventually(() => town.bindingOf(mac) === 'regular');
  });

  it('of version 6 gets the same access', async () => {
    await start({ routers: [{ personality: 'v6' }] });
    await expect(budiIsOnline()).resolves.toBeDefined();
  });

  it('that refuses the password is shown as refused', async () => {
    await start();
    await town.startGateway();
    await online();
    const routerId = await town.routerId();
    await town.messenger.request(rpc.updateRouter, {
      commandId: 'c1',
      actor: 'op',
      routerId,
      password: 'wrong',
    });
    await eventually(
      async () => (await town.messenger.request(rpc.listRouters, {})).items[0]?.fault === 'login_refused',
    );
    await town.messenger.request(rpc.updateRouter, {
      commandId: 'c2',
      actor: 'op',
      routerId,
      password: 'saring-demo',
    });
    await online();
  });

  it('is one router, however many entries name it', async () => {
    await start();
    await town.startGateway();
    await online();
    const { apiPort: port } = town.simulator.router();
    const twin = {
      commandId: 'c1',
      actor: 'op',
      name: 'twin',
      host: '127.0.0.1',
      port,
      user: 'saring',
      password: 'saring-demo',
      site: SITE,
    };
    const { routerId } = await town.messenger.request(rpc.addRouter, twin);
    await eventually(async () => {
      const { items } = await town.messenger.request(rpc.listRouters, {});
      const found = items.find((router) => router.routerId === routerId);
      return found?.state === 'refused' && found.fault === 'duplicate';
    });
  });

  it('is reached by TLS, but not after its certificate has changed', async () => {
    await start({ routers: 2 });
    await town.startGateway();
    await online();
    const { tlsPort: port } = town.simulator.router();
    const routerId = await town.routerId();
    await town.messenger.request(rpc.updateRouter, {
      commandId: 'c1',
      actor: 'op',
      routerId,
      tls: true,
      port,
    });
    await online();
    const pool = await town.stack.database.pool('router_gateway');
    const { rows } = await pool.query<{ fingerprint: string }>(
      'select fingerprint from routers where router_id = $1',
      [routerId],
    );
    expect(rows[0]?.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    await pool.query("update routers set fingerprint = 'AA' where router_id = $1", [routerId]);
    town.simulator.router().cutConnections();
    await eventually(
      async () =>
        (await town.messenger.request(rpc.listRouters, {})).items.find((one) => one.routerId === routerId)
          ?.fault === 'certificate_changed',
    );
  });
});

describe('a sweep', () => {
  it('repairs what others changed and touches nothing of theirs', async () => {
    await start();
    const mac = await budiIsOnline({ SWEEP_SECONDS: '3600', LEASE_SECONDS: '60' });
    const router = town.simulator.router();
    const routerId = await town.routerId();
    await town.sweep(routerId);
    const foreign = [
      [BINDINGS, { 'mac-address': 'AA:BB:CC:DD:EE:FF', type: 'blocked', comment: 'warung' }],
      [LISTS, { list: 'active', address: '10.9.9.9', dynamic: 'false', disabled: 'false' }],
      ['queue/simple', { name: 'warung', target: '10.9.9.9/32', disabled: 'false' }],
      ['ip/firewall/mangle', { chain: 'forward', action: 'accept', disabled: 'false' }],
    ] as const;
    foreign.forEach(([menu, row]) => router.put(menu, row));
    for (const menu of [BINDINGS, LISTS, 'queue/simple', 'ip/firewall/mangle'] as const)
      router.table(menu).removeWhere((row) => row['comment']?.startsWith('saring|') ?? false);
    const { items } = await town.sweep(routerId);
    expect(items.map(({ path, action, state }) => [path, action, state])).toEqual(
      expect.arrayContaining([[`/${BINDINGS}`, 'add', 'done']]),
    );
    expect([
      town.bindingOf(mac),
      town.ours('queue/simple').length,
      town.ours('ip/firewall/mangle').length,
    ]).toEqual(['bypassed', 2, 4]);
    foreign.forEach(([menu, row]) =>
      expect(router.rows(menu)).toEqual(expect.arrayContaining([expect.objectContaining(row)])),
    );
    const quiet = await town.sweep(routerId);
    expect(quiet.items).toEqual([]);
  });

  it('lists what works against Saring until it is gone', async () => {
    await start();
    await budiIsOnline();
    const router = town.simulator.router();
    const rule = router.put('ip/firewall/filter', {
      chain: 'forward',
      action: 'fasttrack-connection',
      disabled: 'false',
    });
    const ipv6 = router.put('ipv6/address', {
      address: '2001:db8::1/64',
      interface: 'bridge-hotspot',
      disabled: 'false',
    });
    const job = router.put('system/scheduler', {
      name: 'clean',
      'on-event': '/ip hotspot host remove [find]',
      disabled: 'false',
    });
    const alarms = async () =>
      (await town.messenger.request(rpc.listAlarms, {})).items.map(({ code }) => code).sort();
    await eventually(
      async () =>
        (await alarms()).join() === 'ROUTER.FASTTRACK,ROUTER.FOREIGN_SCHEDULER,ROUTER.IPV6_ON_HOTSPOT',
    );
    router.table('ip/firewall/filter').remove(rule['.id'] ?? '');
    router.table('ipv6/address').remove(ipv6['.id'] ?? '');
    router.table('system/scheduler').remove(job['.id'] ?? '');
    await eventually(async () => (await alarms()).length === 0);
    await eventually(async () => (await town.facts('fact.router_gateway.RouterAlarmCleared')).length === 3);
  });

  it('leaves a device to the foreign binding that takes its place, and raises an alarm', async () => {
    await start();
    const phone = town.simulator.phone(1);
    town.simulator.router().put(BINDINGS, { 'mac-address': phone.mac, type: 'regular', disabled: 'false' });
    town.residents.settle(BUDI, 'active', phone.mac);
    await town.startGateway();
    await eventually(
      async () =>
        (await town.messenger.request(rpc.listAlarms, {})).items[0]?.code === 'ROUTER.FOREIGN_BINDING',
    );
    expect(town.bindingOf(phone.mac)).toBeUndefined();
    expect((await town.messenger.request(rpc.getAccess, { subscriberId: BUDI })).applied).toBe(false);
  });

  it('slows a fup account to its speed, and only that one', async () => {
    await start({ clock: 'manual' });
    const [slow, fast] = [town.simulator.phone(1), town.simulator.phone(2)];
    slow.join();
    fast.join();
    town.residents.settle(BUDI, 'fup', slow.mac);
    town.residents.settle(idFrom('siti'), 'active', fast.mac);
    await town.startGateway({ FUP_DOWN_KILOBITS_PER_SECOND: '800', SWEEP_SECONDS: '60' });
    await eventually(
      () => town.listsOf(slow.address).join() === 'fup' && town.listsOf(fast.address).join() === 'active',
    );
    // The slow lane, and the lane for those who pay.
    await eventually(() => town.ours('queue/simple').length === 2);
    slow.startTraffic({ downBitsPerSecond: 8_000_000 });
    fast.startTraffic({ downBitsPerSecond: 8_000_000 });
    town.simulator.advance(10);
    expect([slow.movedBytes.bytesOut, fast.movedBytes.bytesOut]).toEqual([1_000_000, 10_000_000]);
  });
});

describe('what other services say', () => {
  it('is ignored when it is old', async () => {
    await start();
    const mac = await budiIsOnline();
    const version = await town.residents.setStatus(BUDI, 'exhausted');
    await eventually(() => town.bindingOf(mac) === 'regular');
    await town.residents.tellStatus(BUDI, version, 'active');
    await town.residents.tellStatus(BUDI, version - 1, 'active');
    await town.residents.tellStatus(idFrom('siti'), 1, 'active');
    await eventually(
      async () =>
        (await town.messenger.request(rpc.getAccess, { subscriberId: idFrom('siti') })).version === 1,
    );
    expect([
      town.bindingOf(mac),
      (await town.messenger.request(rpc.getAccess, { subscriberId: BUDI })).status,
    ]).toEqual(['regular', 'exhausted']);
  });

  it('must arrive before the gateway removes anything', async () => {
    await start();
    const phone = town.simulator.phone(1);
    const comment = `saring|${BUDI}|${town.residents.deviceIdOf(phone.mac)}`;
    town.simulator
      .router()
      .put(BINDINGS, { 'mac-address': phone.mac, type: 'bypassed', comment, disabled: 'false' });
    town.residents.settle(BUDI, 'active', phone.mac);
    town.residents.answering = false;
    await town.startGateway();
    await eventually(async () => (await town.readings()).length > 3);
    expect(town.bindingOf(phone.mac)).toBe('bypassed');
    town.residents.settle(BUDI, 'active');
    town.residents.answering = true;
    await eventually(() => town.bindingOf(phone.mac) === undefined);
  });

  it('that is unreadable is set aside, and later facts are handled', async () => {
    await start();
    const mac = await budiIsOnline();
    await town.residents.tellStatus('not-a-uuid', 5, 'active');
    await town.residents.tellStatus(BUDI, 5, 'sleepy');
    await town.residents.setStatus(BUDI, 'exhausted');
    await eventually(() => town.bindingOf(mac) === 'regular');
  });
});

it('an unreadable entry in a list of another service does not block the access of others', async () => {
  await start();
  town.residents.settle('not-a-uuid', 'active', 'not-a-mac');
  await expect(budiIsOnline()).resolves.toBeDefined();
});

describe('two gateways', () => {
  it('never both hold a router, and one takes over from the other', async () => {
    await start({ routers: 2 });
    const phone = town.simulator.phone(1);
    phone.join();
    town.residents.settle(BUDI, 'active', phone.mac);
    const first = await town.startGateway();
    await eventually(() => town.bindingOf(phone.mac) === 'bypassed');
    const second = await town.startGateway();
    await town.residents.setStatus(BUDI, 'exhausted');
    await eventually(() => town.bindingOf(phone.mac) === 'regular');
    expect(town.simulator.router().faults.connectionCount).toBe(1);
    // Whichever gateway is asked, the one that holds the router answers.
    for (let asked = 0; asked < 6; asked += 1)
      await expect(
        town.messenger.request(rpc.findClient, { site: SITE, address: phone.address }),
      ).resolves.toMatchObject({ mac: phone.mac });
    await first.stop();
    await town.residents.setStatus(BUDI, 'active');
    await eventually(() => town.bindingOf(phone.mac) === 'bypassed');
    await second.stop();
    await eventually(() => town.simulator.router().faults.connectionCount === 0);
  });

  it('lets the other take over when the first hangs', async () => {
    await start();
    const phone = town.simulator.phone(1);
    phone.join();
    town.residents.settle(BUDI, 'active', phone.mac);
    const first = await town.startGateway();
    await eventually(() => town.bindingOf(phone.mac) === 'bypassed');
    await town.startGateway();
    await first.nats.close();
    await town.residents.setStatus(BUDI, 'exhausted');
    // The fact may have been on its way to the first: it comes to the second if it was not acknowledged.
    await eventually(() => town.bindingOf(phone.mac) === 'regular');
    await eventually(() => town.simulator.router().faults.connectionCount === 1);
  });
});

describe('NATS', () => {
  it('that goes away and comes back costs no byte', async () => {
    await start();
    const mac = await budiIsOnline();
    const phone = town.simulator.phone(1);
    phone.transfer(1_000, 2_000);
    await eventually(async () => (await chargedTo(BUDI)) === 3_000);
    await town.stack.stopNats();
    phone.transfer(500, 500);
    await expect(town.messenger.request(rpc.listRouters, {}, 300)).rejects.toBeInstanceOf(UnavailableError);
    await town.stack.startNats();
    phone.transfer(7, 0);
    await eventually(async () => (await chargedTo(BUDI)) === 4_007);
    await town.residents.setStatus(BUDI, 'exhausted');
    await eventually(() => town.bindingOf(mac) === 'regular');
  });
});

describe('possession', () => {
  const login = async (phoneNumber: number) => {
    const phone = town.simulator.phone(phoneNumber);
    const started = await town.messenger.request(rpc.startPossession, {
      site: SITE,
      returnUrl: 'http://portal.localhost/possession/finish',
    });
    const { searchParams } = new URL(started.loginUrl);
    expect(searchParams.get('dst')).toBe(
      `http://portal.localhost/possession/finish?proof=${started.possessionId}`,
    );
    const client = { mac: phone.mac, address: phone.address ?? '' };
    const [name, password] = [searchParams.get('username') ?? '', searchParams.get('password') ?? ''];
    const refusal = town.simulator.router().logins.begin(client, name, password, 'http-pap');
    return { ...started, name, refusal, client };
  };

  it('lets a stranger reach only the portal, however often they ask', async () => {
    await start();
    await town.startGateway();
    await online();
    const phone = town.simulator.phone(7);
    phone.join();
    const router = town.simulator.router();
    for (let round = 0; round < 4; round += 1) {
      const { refusal, client } = await login(7);
      expect(refusal).toBeUndefined();
      expect(router.routeOf(client).outcome).toBe('dropped');
      expect(router.routeOf(client, { address: '192.168.88.2', port: 443 }).outcome).toBe('open');
      phone.transfer(1_000_000, 60_000_000);
      router.logins.end(client);
    }
    expect(phone.movedBytes).toEqual({ bytesIn: 0, bytesOut: 0 });
  });

  it('ends by itself after few bytes and seconds when its rule was removed', async () => {
    await start();
    await town.startGateway();
    await online();
    const phone = town.simulator.phone(7);
    phone.join();
    const router = town.simulator.router();
    const { name } = await login(7);
    router.table('ip/firewall/raw').removeWhere(() => true);
    phone.transfer(1_000_000, 60_000_000);
    expect(phone.movedBytes.bytesIn + phone.movedBytes.bytesOut).toBe(200_000);
    expect(router.rows('ip/hotspot/active')).toEqual([]);
    expect(router.rows('ip/hotspot/user').find((row) => row['name'] === name)).toMatchObject({
      'limit-uptime': '15s',
      'limit-bytes-total': '200000',
    });
  });

  it('ends when the same browser begins a new one', async () => {
    await start();
    await town.startGateway();
    await online();
    town.simulator.phone(7).join();
    const first = await login(7);
    const second = await town.messenger.request(rpc.startPossession, {
      site: SITE,
      returnUrl: 'http://portal.localhost/',
      previousPossessionId: first.possessionId,
    });
    expect(second.possessionId).not.toBe(first.possessionId);
    expect(town.ours('ip/hotspot/user')).toHaveLength(1);
  });

  it('is refused when the router refuses the rule that keeps its login off the internet', async () => {
    await start();
    await town.startGateway();
    await online();
    town.simulator.router().faults.refuse('/ip/firewall/raw/add', 'not enough permissions (9)');
    await expect(login(1)).rejects.toMatchObject({ code: 'ROUTER.PROOF_REFUSED' });
    expect(town.ours('ip/hotspot/user')).toEqual([]);
    // The connection and everything else go on.
    expect((await town.messenger.request(rpc.listRouters, {})).items[0]?.state).toBe('online');
  });

  it('proves nothing for a device that a binding lets through, nor after it has ended', async () => {
    await start();
    await town.startGateway();
    await online();
    const [open, stopped] = [town.simulator.phone(5), town.simulator.phone(6)];
    for (const phone of [open, stopped]) phone.join();
    const bind = (mac: string, type: string) =>
      town.simulator.router().put(BINDINGS, { 'mac-address': mac, type, disabled: 'false' });
    bind(open.mac, 'bypassed');
    bind(stopped.mac, 'regular');
    const finish = async (phoneNumber: number) => {
      const { possessionId } = await login(phoneNumber);
      return town.messenger.request(rpc.finishPossession, { possessionId });
    };
    await expect(finish(5)).rejects.toMatchObject({ code: 'ROUTER.DEVICE_OPEN' });
    expect(town.ours('ip/hotspot/user')).toEqual([]);
    expect(await finish(6)).toMatchObject({ mac: stopped.mac });
    const { possessionId } = await login(6);
    await town.messenger.request(rpc.endPossession, { possessionId });
    await expect(town.messenger.request(rpc.finishPossession, { possessionId })).rejects.toMatchObject({
      code: 'ROUTER.POSSESSION_NOT_PROVED',
    });
  });

  it('stays open to others during a flood of addresses, within what the router can hold', async () => {
    await start();
    await town.startGateway();
    await online();
    const phone = town.simulator.phone(3);
    phone.join();
    const ask = (asker: string) =>
      town.messenger.request(rpc.startPossession, {
        site: SITE,
        returnUrl: 'http://portal.localhost/',
        asker,
      });
    // The NAT of the site, by which a person proved a device before the flood came.
    const { possessionId, loginUrl } = await ask('site');
    const { searchParams } = new URL(loginUrl);
    const client = { mac: phone.mac, address: phone.address ?? '' };
    const [name, password] = [searchParams.get('username') ?? '', searchParams.get('password') ?? ''];
    town.simulator.router().logins.begin(client, name, password, 'http-pap');
    await town.messenger.request(rpc.finishPossession, { possessionId });
    const answers: string[] = [];
    for (let index = 0; index < 130; index += 1)
      answers.push(
        await ask(`stranger-${index}`).then(
          () => 'ok',
          (error: RefusalError) => error.code,
        ),
      );
    expect(new Set(answers)).toEqual(new Set(['ok', 'ROUTER.PROOFS_BUSY']));
    expect(await ask('site')).toMatchObject({ loginUrl: expect.stringContaining('/login') as string });
    expect(town.ours('ip/hotspot/user').length).toBeLessThanOrEqual(101);
  });
  it('is proved by a login at the router, once', async () => {
    await start();
    await town.startGateway();
    await online();
    const phone = town.simulator.phone(3);
    phone.join();
    const router = town.simulator.router();
    const { possessionId, loginUrl } = await town.messenger.request(rpc.startPossession, {
      site: SITE,
      loginUrlHint: 'http://evil.example/login',
      returnUrl: 'http://portal/',
    });
    const url = new URL(loginUrl);
    expect([url.host, url.pathname]).toEqual(['10.5.50.1', '/login']);
    const notYet = town.messenger.request(rpc.finishPossession, { possessionId });
    await expect(notYet).rejects.toEqual(new RefusalError('ROUTER.POSSESSION_NOT_PROVED'));
    const client = { mac: phone.mac, address: phone.address ?? '' };
    expect(
      router.logins.begin(
        client,
        url.searchParams.get('username') ?? '',
        url.searchParams.get('password') ?? '',
        'http-pap',
      ),
    ).toBeUndefined();
    expect(await town.messenger.request(rpc.finishPossession, { possessionId })).toMatchObject({
      ...client,
      site: SITE,
    });
    expect([router.rows('ip/hotspot/active'), town.ours('ip/hotspot/user')]).toEqual([[], []]);
    const again = town.messenger.request(rpc.finishPossession, { possessionId });
    await expect(again).rejects.toEqual(new RefusalError('ROUTER.POSSESSION_NOT_PROVED'));
  });
});

describe('a router with two installations of Saring', () => {
  it('is left alone by both, and each raises an alarm', async () => {
    await start();
    const phone = town.simulator.phone(1);
    phone.join();
    town.residents.settle(BUDI, 'active', phone.mac);
    const router = town.simulator.router();
    const foreign = { 'mac-address': phone.mac, type: 'regular', comment: `saring|ffffffff|${BUDI}|${BUDI}` };
    router.put('ip/hotspot/ip-binding', foreign);
    router.put('queue/type', { name: 'saring-ffffffff-fup-up', kind: 'pcq', 'pcq-rate': '1' });
    await town.startGateway();
    await eventually(async () => (await alarmCodes()).includes('ROUTER.OTHER_INSTALLATION'));
    expect(router.rows('ip/hotspot/ip-binding')).toMatchObject([foreign]);
    expect(router.rows('queue/type').find((row) => row['name'] === 'saring-ffffffff-fup-up')).toMatchObject({
      'pcq-rate': '1',
    });
  });

  it('recognises a reboot by one marker, whichever installation wrote it', async () => {
    await start();
    const bootId = idFrom('boot of another installation');
    town.simulator.router().put('ip/firewall/address-list', {
      ...{ list: 'saring-boot', address: '192.0.2.1', timeout: '35w' },
      comment: `saring|ffffffff|boot|${bootId}`,
    });
    await town.startGateway();
    await eventually(async () => (await alarmCodes()).includes('ROUTER.OTHER_INSTALLATION'));
    expect((await town.readings()).every((reading) => reading.bootId === bootId)).toBe(true);
  });
});

describe('what a router refuses or does not follow', () => {
  it('raises an alarm for the slow lane', async () => {
    await start();
    town.simulator.router().faults.refuse('/queue/simple/add', 'failure: not allowed by device-mode');
    await town.startGateway();
    await eventually(async () => (await alarmCodes()).includes('ROUTER.LANE_REFUSED'));
    town.simulator.router().faults.refuse('/queue/simple/add', undefined);
    await eventually(async () => !(await alarmCodes()).includes('ROUTER.LANE_REFUSED'));
  });

  it('is not repeated for ever for a host that follows another binding', async () => {
    await start();
    const phone = town.simulator.phone(1);
    phone.join();
    town.residents.settle(BUDI, 'active', phone.mac);
    const router = town.simulator.router();
    // One for the whole network comes before ours: this host never becomes bypassed.
    router.put('ip/hotspot/ip-binding', { address: '10.5.50.0/24', type: 'regular', comment: 'warung' });
    await town.startGateway();
    await eventually(async () => {
      phone.wake();
      return (await alarmCodes()).includes('ROUTER.HOST_STUBBORN');
    });
    phone.wake();
    const [row] = router.rows('ip/hotspot/host');
    await sweepTwice();
    expect(router.rows('ip/hotspot/host')[0]?.['.id']).toBe(row?.['.id']);
  });
});

describe('routers by the API', () => {
  it('lose everything of ours before they are removed', async () => {
    await start();
    const phone = town.simulator.phone(1);
    phone.join();
    town.residents.settle(BUDI, 'active', phone.mac);
    await town.startGateway();
    await eventually(() => town.bindingOf(phone.mac) === 'bypassed');
    await town.messenger.request(rpc.startPossession, { site: SITE, returnUrl: 'http://portal.localhost/' });
    phone.transfer(100, 900);
    const router = town.simulator.router();
    router.put('ip/hotspot/ip-binding', {
      'mac-address': 'AA:BB:CC:00:00:99',
      type: 'bypassed',
      comment: 'TV',
    });
    const { cleaned, left } = await town.messenger.request(rpc.removeRouter, {
      routerId: await town.routerId(),
    });
    expect([cleaned, left]).toEqual([true, []]);
    for (const menu of [
      'ip/hotspot/ip-binding',
      'ip/firewall/address-list',
      'ip/firewall/raw',
      'ip/hotspot/user',
    ])
      expect(town.ours(menu)).toEqual([]);
    expect(router.rows('queue/type').filter((one) => one['name']?.startsWith('saring-'))).toEqual([]);
    expect(router.rows('ip/hotspot/ip-binding')).toHaveLength(1);
    expect(await chargedTo(BUDI)).toBe(1_000);
    phone.wake();
    expect(phone.transfer(1, 1)).toEqual({ bytesIn: 0, bytesOut: 0 });
  });

  it('that cannot be reached are removed only when the request leaves them as they are', async () => {
    await start();
    await town.startGateway();
    await online();
    const routerId = await town.routerId();
    await town.simulator.router().powerOff();
    await expect(town.messenger.request(rpc.removeRouter, { routerId })).rejects.toMatchObject({
      code: 'ROUTER.CLEAN_UP_UNREACHABLE',
    });
    const reply = await town.messenger.request(rpc.removeRouter, { routerId, leaveAsIs: true });
    expect(reply).toMatchObject({ cleaned: false, left: [expect.stringMatching(/stay online/)] });
  });

  it('keep their password when the field is empty', async () => {
    await start();
    await town.startGateway();
    await online();
    const routerId = await town.routerId();
    await town.messenger.request(rpc.updateRouter, {
      commandId: 'u1',
      actor: 'op',
      routerId,
      name: 'Renamed',
      password: '',
    });
    await eventually(async () => {
      const { items } = await town.messenger.request(rpc.listRouters, {});
      return items[0]?.name === 'Renamed' && items[0].state === 'online';
    });
  });

  it('are added once per command, shown without their password, and removed', async () => {
    await start({ routers: 2 });
    await town.startGateway();
    await online(1);
    const { apiPort: port } = town.simulator.router(1);
    const id = await town.routerId(1);
    await town.messenger.request(rpc.removeRouter, { routerId: id });
    await eventually(() => town.simulator.router(1).faults.connectionCount === 0);
    const request = {
      commandId: 'add-1',
      actor: 'op',
      name: 'again',
      host: '127.0.0.1',
      port,
      user: 'saring',
      password: 'saring-demo',
      site: 'site-2',
    };
    const added = await town.messenger.request(rpc.addRouter, request);
    expect((await town.messenger.request(rpc.addRouter, request)).routerId).toBe(added.routerId);
    await expect(town.messenger.request(rpc.addRouter, { ...request, name: 'other' })).rejects.toMatchObject({
      code: 'COMMAND.ID_REUSED',
    });
    await expect(
      town.messenger.request(rpc.addRouter, { ...request, commandId: 'add-2' }),
    ).rejects.toMatchObject({ code: 'ROUTER.NAME_TAKEN' });
    await expect(
      town.messenger.request(rpc.addRouter, { ...request, commandId: 'add-3', port: 70_000 }),
    ).rejects.toMatchObject({ code: 'ROUTER.PORT_INVALID' });
    await expect(town.messenger.request(rpc.getDrift, { routerId: 'nobody' })).rejects.toMatchObject({
      code: 'ROUTER.UNKNOWN',
    });
    await eventually(
      async () =>
        (await town.messenger.request(rpc.listRouters, {})).items.find(({ name }) => name === 'again')
          ?.state === 'online',
    );
    const pool = await town.stack.database.pool('router_gateway');
    const { rows } = await pool.query<{ secret: Buffer }>('select secret from routers where router_id = $1', [
      added.routerId,
    ]);
    expect(rows[0]?.secret.toString('latin1')).not.toContain('saring-demo');
  });

  it('are read at once for a subscriber', async () => {
    await start({ routers: 2 });
    const phone = town.simulator.phone(1);
    phone.join();
    town.residents.settle(BUDI, 'active', phone.mac);
    await town.startGateway({ POLL_SECONDS: '3600', SWEEP_SECONDS: '3600' });
    await eventually(() => town.bindingOf(phone.mac) === 'bypassed');
    await online(1);
    phone.transfer(10, 20);
    await town.simulator.router(1).powerOff();
    await eventually(
      async () =>
        (await town.messenger.request(rpc.observeSubscriber, { subscriberId: BUDI })).unreachableRouterIds
          .length === 1,
    );
    expect(await chargedTo(BUDI)).toBe(30);
  });

  it('lets a device go that an operator cuts off, after its bytes are read, and takes it back', async () => {
    await start();
    const phone = town.simulator.phone(1);
    phone.join();
    town.residents.settle(BUDI, 'active', phone.mac);
    await town.startGateway({ POLL_SECONDS: '3600', SWEEP_SECONDS: '3600' });
    await eventually(() => town.bindingOf(phone.mac) === 'bypassed');
    await online();
    phone.transfer(10, 20);
    const rowIds = () =>
      town.simulator
        .router()
        .rows('ip/hotspot/host')
        .filter((row) => row['mac-address'] === phone.mac)
        .map((row) => row['.id']);
    const before = rowIds();
    const device = { subscriberId: BUDI, deviceId: town.residents.deviceIdOf(phone.mac) };
    const { routerNames } = await town.messenger.request(rpc.disconnectDevice, device);
    expect(routerNames).toHaveLength(1);
    expect(rowIds()).toEqual([]);
    expect(await chargedTo(BUDI)).toBe(30);
    await expect(town.messenger.request(rpc.disconnectDevice, device)).rejects.toEqual(
      new RefusalError('ROUTER.DEVICE_NOT_SEEN'),
    );
    // What Budi may do stays as it was.
    phone.transfer(1, 2);
    expect(rowIds()).not.toEqual(before);
    expect(town.bindingOf(phone.mac)).toBe('bypassed');
    await town.messenger.request(rpc.observeSubscriber, { subscriberId: BUDI });
    expect(await chargedTo(BUDI)).toBe(33);
    await town.simulator.router().powerOff();
    const error = await town.messenger.request(rpc.disconnectDevice, device).catch((one: unknown) => one);
    expect(error).toMatchObject({ code: 'ROUTER.UNREACHABLE' });
    await expect(
      town.messenger.request(rpc.disconnectDevice, { subscriberId: newId(), deviceId: device.deviceId }),
    ).rejects.toEqual(new RefusalError('AUTH.DEVICE_UNKNOWN'));
  });
});
