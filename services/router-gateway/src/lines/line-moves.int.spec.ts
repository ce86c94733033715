// line-moves.int.spec.ts — lines that get another name or another router: one secret at a time, whatever is away.
import { RouterGateway } from '@saring/contracts';
import { idFrom, newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { startRouterOsSimulator, type RouterOsSimulator } from '../../../../infra/simulators/routeros/src';
import { SimulatedSite } from '../testing/simulated-site';

const rpc = RouterGateway.method;
const BUDI = idFrom('budi');

let town: SimulatedSite<RouterOsSimulator>;
let routerIds: string[];
beforeEach(async () => {
  town = await SimulatedSite.start(await startRouterOsSimulator({ clock: 'manual', routers: 2 }));
  for (const one of [0, 1])
    town.simulator.router(one).put('ip/pool', { name: 'home', ranges: '10.20.0.2-10.20.3.254' });
  await town.startGateway({
    ...{ POLL_SECONDS: '3600', SWEEP_SECONDS: '3600', ROUTER_WRITES_PER_SECOND: '10000' },
  });
  await eventually(async () => {
    routerIds = [await town.routerId(0), await town.routerId(1)];
    for (const routerId of routerIds) await sweep(routerId);
  });
});
afterEach(() => town.close());

const modem = (number: number) => town.simulator.modem(number);
const command = () => ({ commandId: newId(), actor: 'operator:sri' });
const sweep = (routerId = '') => town.sweep(routerId);
const create = async (username: string, password = 'rahasia-sekali') => {
  const { lineId } = await town.messenger.request(rpc.createLine, {
    ...{ ...command(), subscriberId: BUDI, routerId: routerIds[0] ?? '', username, pool: 'home', password },
    ...{ uploadKilobitsPerSecond: 5_000, downloadKilobitsPerSecond: 20_000 },
  });
  return lineId;
};
const move = (lineId: string, to: number) =>
  town.messenger.request(rpc.moveLine, { ...command(), lineId, routerId: routerIds[to] ?? '' });
const names = (router: number) => town.ours('ppp/secret', router).map(({ name }) => name);

it('a name is changed in the secret that is there, and its session ends', async () => {
  const lineId = await create('budi');
  await create('siti');
  modem(1).dial('budi', 'rahasia-sekali');
  const rename = (username: string) =>
    town.messenger.request(rpc.renameLine, { ...command(), lineId, username });
  await expect(rename('siti')).rejects.toMatchObject({ code: 'LINE.NAME_TAKEN' });
  const { '.id': id } = town.ours('ppp/secret')[0] ?? {};
  expect(await rename('budi-baru')).toMatchObject({ username: 'budi-baru', standing: 'offline' });
  expect(town.ours('ppp/secret').find((row) => row['.id'] === id)).toMatchObject({ name: 'budi-baru' });
  expect(modem(1).isOnline).toBe(false);
  expect(modem(1).dial('budi', 'rahasia-sekali')).toBe(false);
  expect(modem(1).dial('budi-baru', 'rahasia-sekali')).toBe(true);
});

it('the last line of a router leaves nothing there', async () => {
  const lineId = await create('budi');
  modem(1).dial('budi', 'rahasia-sekali');
  const moved = await move(lineId, 1);
  expect(moved).toMatchObject({ routerId: routerIds[1], standing: 'offline' });
  expect([names(0), names(1)]).toEqual([[], ['budi']]);
  expect(town.ours('ppp/profile', 0)).toEqual([]);
  expect(modem(1).isOnline).toBe(false);
  expect(modem(1).dial('budi', 'rahasia-sekali', 0)).toBe(false);
  expect(modem(1).dial('budi', 'rahasia-sekali', 1)).toBe(true);
  // And back, where it left.
  await move(lineId, 0);
  expect([names(0), names(1)]).toEqual([['budi'], []]);
  await sweep(routerIds[0]);
  expect(names(0)).toEqual(['budi']);
});

it('a router that is away loses the line when it is back, and nobody else’s of its name', async () => {
  const lineId = await create('budi');
  await town.simulator.router(0).powerOff();
  await move(lineId, 1);
  expect(names(1)).toEqual(['budi']);
  await town.simulator.router(0).powerOn();
  await eventually(async () => {
    await sweep(routerIds[0]);
    expect(names(0)).toEqual([]);
  });
  town.simulator
    .router(0)
    .put('ppp/secret', { name: 'budi', password: 'x', service: 'pppoe', profile: 'default' });
  await sweep(routerIds[0]);
  expect(town.simulator.router(0).rows('ppp/secret')).toHaveLength(1);
});

it('is refused where its name is another line’s', async () => {
  const lineId = await create('budi');
  const other = await create('siti');
  await move(other, 1);
  await town.messenger.request(rpc.renameLine, { ...command(), lineId: other, username: 'budi' });
  await expect(move(lineId, 1)).rejects.toMatchObject({ code: 'LINE.NAME_TAKEN' });
  expect([names(0), names(1)]).toEqual([['budi'], ['budi']]);
});
