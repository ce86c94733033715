// Many hosts, many routers, many accounts; clocks that jump and a database that goes away.
import { RouterGateway } from '@saring/contracts';
import { idFrom, systemClock, type Clock } from '@saring/kernel';
import { eventually, startFaultProxy } from '@saring/testing';
import { startRouterOsSimulator, type RouterOsSimulator } from '../../../infra/simulators/routeros/src';
import { ROWS_PER_PART } from './domain/reading';
import { SimulatedSite, SITE } from './testing/simulated-site';

const rpc = RouterGateway.method;
const BUDI = idFrom('budi');
const NEVER = { POLL_SECONDS: '3600', SWEEP_SECONDS: '3600', LEASE_SECONDS: '600' };

let town: SimulatedSite<RouterOsSimulator>;
const start = async (options: Parameters<typeof startRouterOsSimulator>[0] = {}): Promise<void> => {
  town = await SimulatedSite.start(await startRouterOsSimulator(options));
};
afterEach(() => town.close());

it('reads a large host table in chained parts that lose no row', async () => {
  await start();
  const hosts = 3 * ROWS_PER_PART + 1;
  town.simulator.router().addSyntheticHosts(hosts);
  await town.startGateway(NEVER);
  const parts = await eventually(async () => {
    const readings = await town.readings();
    return readings.length === 4 && readings;
  });
  expect(parts.map(({ part, parts: all, readingId }) => [part, all, readingId])).toEqual(
    [0, 1, 2, 3].map((part) => [part, 4, parts[0]?.readingId]),
  );
  expect(new Set(parts.flatMap(({ ids }) => ids)).size).toBe(hosts);
  expect(new Set(parts.flatMap(({ macKeys }) => macKeys)).size).toBe(hosts);
});

it('keeps many routers at once, and a subscriber on all of them', async () => {
  await start({ routers: 8 });
  const phone = town.simulator.phone(1);
  town.residents.settle(BUDI, 'active', phone.mac);
  await town.startGateway();
  const everywhere = town.simulator.routers.map((_router, index) => index);
  await eventually(() => everywhere.every((index) => town.bindingOf(phone.mac, index) === 'bypassed'));
  await town.simulator.router(3).powerOff();
  const version = await town.residents.setStatus(BUDI, 'exhausted');
  const reachable = everywhere.filter((index) => index !== 3);
  await eventually(() => reachable.every((index) => town.bindingOf(phone.mac, index) === 'regular'));
  await eventually(async () => {
    const access = await town.messenger.request(rpc.getAccess, { subscriberId: BUDI });
    return access.applied && access.version === version && access.pendingRouterIds.length === 1;
  });
});

it('brings a thousand accounts up to date when all change at once', async () => {
  await start();
  const people = Array.from({ length: 1_000 }, (_, number) => ({
    id: idFrom('person', number),
    mac: `02:00:00:00:${(number >> 8).toString(16).padStart(2, '0')}:${(number & 255).toString(16).padStart(2, '0')}`.toUpperCase(),
  }));
  for (const { id, mac } of people) town.residents.settle(id, 'active', mac);
  await town.startGateway({ ...NEVER, ROUTER_WRITES_PER_SECOND: '5000' });
  const count = (type: string) =>
    town.ours('ip/hotspot/ip-binding').filter((row) => row['type'] === type).length;
  await eventually(() => count('bypassed') === people.length);
  await Promise.all(people.map(({ id }) => town.residents.setStatus(id, 'exhausted')));
  await eventually(() => count('regular') === people.length);
});

it('follows a device to its new address between two polls, and frees the old one', async () => {
  await start();
  const phone = town.simulator.phone(1);
  phone.join();
  town.residents.settle(BUDI, 'active', phone.mac);
  await town.startGateway({ ...NEVER, SWEEP_SECONDS: '1', POLL_SECONDS: '3600' });
  const first = phone.address;
  await eventually(() => town.listsOf(first).join() === 'active');
  phone.idle();
  phone.join(0, { address: '10.5.50.77' });
  await eventually(() => town.listsOf('10.5.50.77').join() === 'active');
  await eventually(() => town.listsOf(first).length === 0);
});

it('frees an address at once when a new device at it becomes known', async () => {
  await start();
  const [budi, siti] = [town.simulator.phone(1), town.simulator.phone(2)];
  budi.join();
  town.residents.settle(BUDI, 'active', budi.mac);
  town.residents.settle(idFrom('siti'), 'exhausted', siti.mac);
  await town.startGateway(NEVER);
  await eventually(() => town.listsOf(budi.address).join() === 'active');
  const address = budi.address ?? '';
  budi.idle();
  budi.leave();
  siti.join(0, { address });
  await eventually(() => town.listsOf(address).join() === 'habis');
});

it('removes one-time users whose browser never came back', async () => {
  await start();
  town.simulator.router().put('ip/hotspot/user', { name: 'warung' });
  let jumpMilliseconds = 0;
  await town.startGateway({}, undefined, {
    ...systemClock,
    now: () => new Date(Date.now() + jumpMilliseconds),
  });
  const begin = { site: SITE, returnUrl: 'http://portal.localhost/' };
  await eventually(async () => {
    const begun = await town.messenger.request(rpc.startPossession, begin).catch(() => undefined);
    return begun !== undefined;
  });
  expect(town.ours('ip/hotspot/user')).toHaveLength(1);
  jumpMilliseconds = 1_000 * 3_600;
  await eventually(() =>
    town.simulator
      .router()
      .rows('ip/hotspot/user')
      .every(({ name }) => name === 'warung'),
  );
  expect(
    town.simulator
      .router()
      .rows('ip/hotspot/user')
      .map(({ name }) => name),
  ).toContain('warung');
});

it('is not misled by a clock that jumps', async () => {
  await start();
  const phone = town.simulator.phone(1);
  phone.join();
  town.residents.settle(BUDI, 'active', phone.mac);
  let jumpMilliseconds = 0;
  const clock: Clock = { ...systemClock, now: () => new Date(Date.now() + jumpMilliseconds) };
  await town.startGateway({}, undefined, clock);
  await eventually(() => town.bindingOf(phone.mac) === 'bypassed');
  for (const jump of [-86_400_000, 86_400_000]) {
    jumpMilliseconds = jump;
    const [marker] = town.ours('ip/firewall/address-list').filter((row) => row['list'] === 'saring-boot');
    town.simulator
      .router()
      .table('ip/firewall/address-list')
      .remove(marker?.['.id'] ?? '');
    const before = (await town.readings()).length;
    await eventually(async () => (await town.readings()).length > before + 5);
    await eventually(() =>
      town.ours('ip/firewall/address-list').some((row) => row['comment'] === marker?.['comment']),
    );
  }
  expect(new Set((await town.readings()).map(({ bootId }) => bootId)).size).toBe(1);
  expect(town.simulator.router().faults.connectionCount).toBe(1);
});

it('keeps reading while PostgreSQL is away, and applies the changes when it is back', async () => {
  await start();
  const { hostname, port } = new URL(town.stack.database.url);
  const proxy = await startFaultProxy({ host: hostname, port: Number(port) });
  const url = new URL(town.stack.database.url);
  url.host = `127.0.0.1:${proxy.port}`;
  const phone = town.simulator.phone(1);
  phone.join();
  town.residents.settle(BUDI, 'active', phone.mac);
  const gateway = await town.startGateway({ DATABASE_URL: url.href });
  await eventually(() => town.bindingOf(phone.mac) === 'bypassed');
  proxy.down();
  const before = (await town.readings()).length;
  await town.residents.setStatus(BUDI, 'exhausted');
  await eventually(async () => (await town.readings()).length > before);
  proxy.restore();
  await eventually(() => town.bindingOf(phone.mac) === 'regular');
  await gateway.stop();
  await proxy.close();
});
