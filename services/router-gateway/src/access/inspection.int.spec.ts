// inspection.int.spec.ts — what a gateway answers when it is asked what routers hold for one account now.
import { RouterGateway } from '@saring/contracts';
import { idFrom } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { startRouterOsSimulator, type RouterOsSimulator } from '../../../../infra/simulators/routeros/src';
import { SimulatedSite } from '../testing/simulated-site';

const rpc = RouterGateway.method;
const BUDI = idFrom('budi');
/** Nothing is repaired or read but by what a spec brings about. */
const IDLE = { POLL_SECONDS: '3600', SWEEP_SECONDS: '3600' };
const RIGHT = { binding: 'right', list: 'right', lane: 'right' };
const UNSEEN = { present: false, binding: 'unseen', list: 'unseen', lane: 'unseen' };

let town: SimulatedSite<RouterOsSimulator>;
afterEach(() => town.close());

const inspect = (subscriberId = BUDI) => town.messenger.request(rpc.inspectAccess, { subscriberId });
const removeRows = (menu: string, isMeant: (row: Readonly<Record<string, string>>) => boolean): void => {
  const router = town.simulator.router();
  for (const row of router.rows(menu).filter(isMeant)) router.table(menu).remove(row['.id'] ?? '');
};

/** Budi's phone on the WiFi, its access applied. */
const online = async (status: 'active' | 'fup' = 'active') => {
  town = await SimulatedSite.start(await startRouterOsSimulator());
  await town.startGateway(IDLE);
  const phone = town.simulator.phone(1);
  phone.join();
  await town.residents.setDevices(BUDI, phone.mac);
  const version = await town.residents.setStatus(BUDI, status);
  await eventually(async () => {
    const access = await town.messenger.request(rpc.getAccess, { subscriberId: BUDI });
    return access.version === version && access.applied;
  });
  const routerId = await town.routerId();
  // The sweep of the start is over: it would repair what a spec breaks.
  await town.sweep(routerId);
  return { deviceId: town.residents.deviceIdOf(phone.mac), routerId };
};

it('says of an account that it does not know nothing but which routers there are', async () => {
  await online();
  const { status, devices, routers } = await inspect(idFrom('nobody'));
  expect([status, devices]).toEqual([undefined, []]);
  expect(routers).toMatchObject([{ routerId: await town.routerId(), answered: true }]);
});

it('finds a device where it is, with all that it should have', async () => {
  const { deviceId, routerId } = await online();
  const { status, devices, routers } = await inspect();
  expect(status).toBe('active');
  expect(routers).toMatchObject([{ routerId, state: 'online', answered: true }]);
  expect(devices).toMatchObject([{ deviceId, routerId, present: true, ...RIGHT }]);
});

it('tells a lane that is gone of who passes through it, and of nobody else', async () => {
  await online('fup');
  expect((await inspect()).devices).toMatchObject([RIGHT]);
  removeRows('queue/simple', () => true);
  expect((await inspect()).devices).toMatchObject([{ ...RIGHT, lane: 'wrong' }]);
});

it('answers for a router that is away: not asked in vain, and nothing said of its devices', async () => {
  const { deviceId, routerId } = await online();
  town.simulator.router().faults.refuse('/ip/hotspot/host/print', 'failure: busy');
  const { devices, routers } = await inspect();
  expect(routers).toMatchObject([{ routerId, answered: false }]);
  expect(devices).toMatchObject([{ deviceId, ...UNSEEN }]);
});
