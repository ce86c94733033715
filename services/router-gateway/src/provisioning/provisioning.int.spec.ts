// provisioning.int.spec.ts — a fresh router gets a hotspot from a plan that was read before, and loses it again.
import { RouterGateway } from '@saring/contracts';
import { RefusalError } from '@saring/messaging';
import { eventually } from '@saring/testing';
import {
  runScript,
  startRouterOsSimulator,
  type RouterOsSimulator,
} from '../../../../infra/simulators/routeros/src';
import { PATIENCE_MILLISECONDS, SimulatedSite } from '../testing/simulated-site';

const rpc = RouterGateway.method;
let town: SimulatedSite<RouterOsSimulator>;
afterEach(() => town.close());

const HOTSPOT_MENUS = ['ip/hotspot', 'ip/dhcp-server', 'ip/dhcp-server/network', 'ip/pool'];
const EMPTY = HOTSPOT_MENUS.map((menu) => `/${menu.replaceAll('/', ' ')} remove [find]`).join('\n');
const wishes = { interface: 'bridge-hotspot', address: '10.5.50.1/24', mostConnections: 200 };

/** A router as it leaves its box but for its bridge: what a person would have set up is taken away. */
const freshTown = async (): Promise<string> => {
  town = await SimulatedSite.start(await startRouterOsSimulator());
  await town.startGateway();
  const [router] = (await town.messenger.request(rpc.listRouters, {})).items;
  const routerId = router?.routerId ?? '';
  await eventually(() => town.messenger.request(rpc.listInterfaces, { routerId }));
  runScript(town.simulator.router(), EMPTY);
  return routerId;
};

const rowsOf = (menu: string) => town.simulator.router().rows(menu);
const preview = (routerId: string, change: object = {}) =>
  town.messenger.request(rpc.previewProvisioning, { routerId, ...wishes, ...change });
const provision = (routerId: string, planHash: string, commandId = 'setup-1') =>
  town.messenger.request(
    rpc.provisionRouter,
    { routerId, ...wishes, planHash, commandId, actor: 'op-1' },
    PATIENCE_MILLISECONDS,
  );

it('does what was read, once, and undoes it', async () => {
  const routerId = await freshTown();
  const before = HOTSPOT_MENUS.map(rowsOf);
  const plan = await preview(routerId);
  expect(plan.steps.map(({ part }) => part)).toEqual([
    ...['pool', 'dhcp_server', 'dhcp_network', 'profile', 'hotspot', 'nat', 'connections'],
  ]);
  expect(plan.script.split('\n')).toHaveLength(plan.steps.length + 1);
  const done = await provision(routerId, plan.planHash);
  expect(done).toMatchObject({ state: 'done', stepsDone: plan.steps.length, refusal: '', actor: 'op-1' });
  expect(await provision(routerId, plan.planHash)).toEqual(done);
  expect(rowsOf('ip/hotspot')).toMatchObject([{ interface: 'bridge-hotspot' }]);
  expect((await preview(routerId)).steps).toEqual([]);
  const { items } = await town.messenger.request(rpc.listInterfaces, { routerId });
  expect(items.filter(({ hotspot }) => hotspot).map(({ name }) => name)).toEqual(['bridge-hotspot']);
  const undo = { routerId, provisioningId: done.provisioningId, commandId: 'undo-1', actor: 'op-1' };
  expect(await town.messenger.request(rpc.undoProvisioning, undo, PATIENCE_MILLISECONDS)).toMatchObject({
    state: 'undone',
    left: [],
  });
  expect(await town.messenger.request(rpc.undoProvisioning, undo, PATIENCE_MILLISECONDS)).toMatchObject({
    state: 'undone',
  });
  expect(HOTSPOT_MENUS.map(rowsOf)).toEqual(before);
  expect((await town.messenger.request(rpc.listProvisionings, { routerId })).items).toHaveLength(1);
});

it('refuses a plan that is not the one that was read, and one that cannot be', async () => {
  const routerId = await freshTown();
  await expect(provision(routerId, 'another')).rejects.toEqual(new RefusalError('ROUTER.PLAN_CHANGED'));
  const faulty = await preview(routerId, { address: '192.168.88.9/24' });
  expect(faulty).toMatchObject({ faults: ['network_taken'], steps: [] });
  expect((await town.messenger.request(rpc.listProvisionings, { routerId })).items).toEqual([]);
});

it('stops at what the router refuses, says so, and can be undone', async () => {
  const routerId = await freshTown();
  const { planHash } = await preview(routerId);
  town.simulator.router().faults.refuse('/ip/hotspot/add', 'failure: hotspot is not allowed by device-mode');
  const partly = await provision(routerId, planHash);
  expect(partly).toMatchObject({ state: 'partly', stepsDone: 4 });
  expect(partly.refusal).toContain('device-mode');
  const undo = { routerId, provisioningId: partly.provisioningId, commandId: 'undo-1', actor: 'op-1' };
  expect(await town.messenger.request(rpc.undoProvisioning, undo, PATIENCE_MILLISECONDS)).toMatchObject({
    state: 'undone',
    left: [],
  });
  expect(rowsOf('ip/pool')).toEqual([]);
});
