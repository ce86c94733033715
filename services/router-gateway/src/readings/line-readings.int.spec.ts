// line-readings.int.spec.ts — PPPoE sessions of a simulated router as they are read: redials, ends by our hand, reboots,
// takeovers, and a hotspot whose interface carries sessions, too.
import { lineMeterOf, RouterGateway } from '@saring/contracts';
import { idFrom, newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { startRouterOsSimulator, type RouterOsSimulator } from '../../../../infra/simulators/routeros/src';
import { SimulatedSite, type Gateway } from '../testing/simulated-site';

const rpc = RouterGateway.method;
const BUDI = idFrom('budi');

let town: SimulatedSite<RouterOsSimulator>;
let gateway: Gateway;
let routerId: string;
beforeEach(async () => {
  town = await SimulatedSite.start(await startRouterOsSimulator({ clock: 'manual' }));
  router().put('ip/pool', { name: 'home', ranges: '10.20.0.2-10.20.3.254' });
  gateway = await start();
  routerId = await town.routerId();
});
afterEach(() => town.close());

const start = async (): Promise<Gateway> => {
  const slow = { POLL_SECONDS: '3600', SWEEP_SECONDS: '3600', ROUTER_WRITES_PER_SECOND: '10000' };
  const started = await town.startGateway(slow);
  await eventually(async () => expect(await sweep()).toBeDefined());
  return started;
};
const router = () => town.simulator.router();
const modem = (number: number) => town.simulator.modem(number);
const command = () => ({ commandId: newId(), actor: 'operator:sri' });
/** Reads once, too. */
const sweep = async () => {
  const id = await town.routerId();
  return id === '' ? undefined : town.sweep(id).catch(() => undefined);
};
const create = (username: string) =>
  town.messenger.request(rpc.createLine, {
    ...{
      ...command(),
      subscriberId: BUDI,
      routerId,
      username,
      pool: 'home',
      password: `rahasia-${username}`,
    },
    ...{ uploadKilobitsPerSecond: 2_000, downloadKilobitsPerSecond: 10_000 },
  });
const linesRead = async () =>
  (await town.readings()).filter((reading) => reading.routerId === lineMeterOf(routerId));
/** The rows of the last reading. */
const rows = async () => {
  const last = (await linesRead()).at(-1);
  return (last?.ids ?? []).map((id, index) => ({
    id,
    owner: last?.owners[index],
    bytesIn: last?.bytesIn[index],
    bytesOut: last?.bytesOut[index],
  }));
};

it('are read as their lines’, each session as a row of its own, and not among the hosts', async () => {
  const { lineId } = await create('budi');
  modem(1).dial('budi', 'rahasia-budi');
  modem(1).transfer(10, 2_000);
  await sweep();
  const [first] = await rows();
  expect(first).toMatchObject({ owner: lineId, bytesIn: 10, bytesOut: 2_000 });
  modem(1).hangUp();
  modem(1).dial('budi', 'rahasia-budi');
  modem(1).transfer(1, 30);
  await sweep();
  const [second] = await rows();
  expect(second).toMatchObject({ owner: lineId, bytesIn: 1, bytesOut: 30 });
  expect(second?.id).not.toBe(first?.id);
  const hosts = (await town.readings()).filter((reading) => reading.routerId === routerId);
  expect(hosts.flatMap(({ owners }) => owners)).not.toContain(lineId);
  for (const { interfaceNames } of await linesRead()) expect(interfaceNames).toEqual([]);
});

it('are read just before we end them: a suspension loses nothing', async () => {
  const { lineId } = await create('budi');
  modem(1).dial('budi', 'rahasia-budi');
  await sweep();
  modem(1).transfer(7, 5_000_000);
  await town.messenger.request(rpc.suspendLine, { ...command(), lineId, reason: 'uji' });
  expect(modem(1).isOnline).toBe(false);
  expect(await rows()).toEqual([expect.objectContaining({ owner: lineId, bytesIn: 7, bytesOut: 5_000_000 })]);
  town.simulator.advance(5);
  modem(1).transfer(1, 2);
  await town.messenger.request(rpc.removeLine, { ...command(), lineId, reason: 'pindah' });
  expect(await rows()).toEqual([expect.objectContaining({ owner: lineId, bytesIn: 1, bytesOut: 2 })]);
});

it('of secrets that are nobody’s line are read without an owner, and with one from the takeover on', async () => {
  await create('budi');
  router().put('ppp/profile', { name: '10M', 'remote-address': 'home' });
  router().put('ppp/secret', { name: 'lama', password: 'x', service: 'pppoe', profile: '10M' });
  expect(modem(2).dial('lama', 'x')).toBe(true);
  modem(2).transfer(0, 900);
  await sweep();
  expect(await rows()).toEqual([expect.objectContaining({ owner: '', bytesOut: 900 })]);
  const adopt = { ...command(), routerId, username: 'lama', subscriberId: BUDI };
  const { lineId } = await town.messenger.request(rpc.adoptLine, adopt);
  modem(2).transfer(0, 100);
  await sweep();
  expect(await rows()).toEqual([expect.objectContaining({ owner: lineId, bytesOut: 1_000 })]);
});

it('are of a boot: a restart of the router begins another', async () => {
  await create('budi');
  modem(1).dial('budi', 'rahasia-budi');
  modem(1).transfer(5, 5);
  await sweep();
  await router().powerOff();
  await router().powerOn();
  await eventually(async () => {
    town.simulator.advance(5);
    await sweep();
    const boots = new Set((await linesRead()).map(({ bootId }) => bootId));
    expect(boots.size).toBe(2);
    expect((await rows()).map(({ bytesIn }) => bytesIn)).toEqual([0]);
  });
});

it('on a hotspot’s own interface leave the hotspot without that witness', async () => {
  const witness = async () =>
    (await town.readings()).filter((reading) => reading.routerId === routerId).at(-1)?.interfaceNames;
  expect(await witness()).toHaveLength(1);
  const [name] = (await witness()) ?? [];
  router().put('interface/pppoe-server/server', { interface: name ?? '', 'service-name': 'rumah' });
  await gateway.stop();
  gateway = await start();
  expect(await witness()).toEqual([]);
});

it('200 of them come through a storm of redials as 200 rows of 200 lines', async () => {
  const many = Array.from({ length: 200 }, (_, index) => `rumah-${String(index + 1).padStart(4, '0')}`);
  for (const name of many) await create(name);
  for (const [index, name] of many.entries()) modem(index + 1).dial(name, `rahasia-${name}`);
  for (const index of many.keys()) modem(index + 1).transfer(1, 1_000 + index);
  await sweep();
  expect(await rows()).toHaveLength(200);
  for (const index of many.keys()) modem(index + 1).hangUp();
  for (const [index, name] of many.entries()) modem(index + 1).dial(name, `rahasia-${name}`);
  for (const index of many.keys()) modem(index + 1).transfer(2, 5);
  await sweep();
  const found = await rows();
  expect(new Set(found.map(({ owner }) => owner)).size).toBe(200);
  expect(found.every(({ bytesIn, bytesOut }) => bytesIn === 2 && bytesOut === 5)).toBe(true);
});
