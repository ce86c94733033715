// fixed-addresses.int.spec.ts — a printer keeps its address on a simulated router, whatever happens to either.
import { RouterGateway } from '@saring/contracts';
import { idFrom } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { eventually } from '@saring/testing';
import { startRouterOsSimulator, type RouterOsSimulator } from '../../../../infra/simulators/routeros/src';
import { SimulatedSite } from '../testing/simulated-site';

const BUDI = idFrom('budi');
const rpc = RouterGateway.method;
const LEASES = 'ip/dhcp-server/lease';

let town: SimulatedSite<RouterOsSimulator>;
beforeEach(async () => {
  town = await SimulatedSite.start(await startRouterOsSimulator());
  printer().join();
  town.residents.settle(BUDI, 'active', printer().mac);
  await town.startGateway({ POLL_SECONDS: '3600', SWEEP_SECONDS: '3600' });
  await eventually(() => town.bindingOf(printer().mac) === 'bypassed');
});
afterEach(() => town.close());

const printer = () => town.simulator.phone(1);
const place = async () => ({
  subscriberId: BUDI,
  deviceId: town.residents.deviceIdOf(printer().mac),
  routerId: await town.routerId(),
});
const fix = async (address: string) =>
  town.messenger.request(rpc.fixAddress, { ...(await place()), address });
const listed = async () =>
  (await town.messenger.request(rpc.listFixedAddresses, { macs: [printer().mac] })).items.map(
    ({ address }) => address,
  );
const statics = () =>
  town.simulator
    .router()
    .rows(LEASES)
    .filter((row) => row['dynamic'] !== 'true')
    .map((row) => row['address']);
const sweep = async () => town.sweep(await town.routerId());

it('is given at the next visit, put back when someone deletes it, and taken away when it is freed', async () => {
  await fix('10.5.50.77');
  expect(await listed()).toEqual(['10.5.50.77']);
  printer().leave();
  printer().join();
  expect(printer().address).toBe('10.5.50.77');
  await sweep();
  expect(town.listsOf('10.5.50.77').join()).toBe('active');
  const router = town.simulator.router();
  for (const row of router.rows(LEASES)) router.table(LEASES).remove(row['.id'] ?? '');
  const { items } = await sweep();
  expect(items.map(({ path }) => path)).toContain('/ip/dhcp-server/lease');
  expect(statics()).toEqual(['10.5.50.77']);
  await fix('10.5.50.78');
  expect(statics()).toEqual(['10.5.50.78']);
  await town.messenger.request(rpc.freeAddress, await place());
  expect([await listed(), statics()]).toEqual([[], []]);
});

it('is refused in words where it cannot be, and nothing is kept of it', async () => {
  const router = town.simulator.router();
  await expect(fix('192.168.1.5')).rejects.toEqual(
    new RefusalError('ROUTER.ADDRESS_OUTSIDE', { address: '192.168.1.5' }),
  );
  await expect(fix('10.5.50.1')).rejects.toMatchObject({ code: 'ROUTER.ADDRESS_TAKEN' });
  await expect(fix('fe80::1')).rejects.toMatchObject({ code: 'REQUEST.MALFORMED' });
  router.put(LEASES, { 'mac-address': printer().mac, address: '10.5.50.40', dynamic: 'false' });
  await expect(fix('10.5.50.77')).rejects.toMatchObject({ code: 'ROUTER.LEASE_BY_HAND' });
  await router.powerOff();
  await eventually(async () => {
    const error: unknown = await fix('10.5.50.77').catch((one: unknown) => one);
    return (error as RefusalError).code === 'ROUTER.UNREACHABLE';
  });
  expect(await listed()).toEqual([]);
});

it('ends with the device, and with the router', async () => {
  await fix('10.5.50.77');
  await town.residents.setDevices(BUDI);
  await eventually(async () => {
    await sweep();
    return statics().length === 0 && (await listed()).length === 0;
  });
  await town.residents.setDevices(BUDI, printer().mac);
  await eventually(async () => (await fix('10.5.50.79')).address === '10.5.50.79');
  await town.messenger.request(rpc.removeRouter, { routerId: await town.routerId() });
  expect(statics()).toEqual([]);
});
