// configurations.int.spec.ts — somebody changes a router by hand: it is seen, said, compared and accepted.
import { RouterGateway } from '@saring/contracts';
import { RefusalError } from '@saring/messaging';
import { eventually } from '@saring/testing';
import {
  runScript,
  startRouterOsSimulator,
  type RouterOsSimulator,
} from '../../../../infra/simulators/routeros/src';
import { SimulatedSite } from '../testing/simulated-site';

const rpc = RouterGateway.method;
const PAGE = { limit: 10 };
let town: SimulatedSite<RouterOsSimulator>;
afterEach(() => town.close());

it('keeps one for each change, and raises an alarm until an operator knows of it', async () => {
  town = await SimulatedSite.start(await startRouterOsSimulator());
  await town.startGateway();
  const [router] = (await town.messenger.request(rpc.listRouters, {})).items;
  const routerId = router?.routerId ?? '';
  const save = (commandId: string) =>
    town.messenger.request(rpc.saveConfiguration, { routerId, commandId, actor: 'op-1' });
  const list = async () =>
    (await town.messenger.request(rpc.listConfigurations, { routerId, ...PAGE })).items;
  const alarms = async () => {
    await town.sweep(routerId);
    return (await town.messenger.request(rpc.listAlarms, { routerId })).items.map(({ code }) => code);
  };
  await eventually(() => save('first'));
  const [first] = await list();
  expect(first).toMatchObject({ accepted: true });
  await save('again');
  expect(await list()).toHaveLength(1);

  runScript(
    town.simulator.router(),
    '/ip dns set servers=9.9.9.9\n/user add name=mallory group=full password=x',
  );
  const changed = await save('changed');
  expect(changed.text).toContain('/user group="full" name="mallory"\n');
  expect(changed.text).not.toContain('password');
  expect(await list()).toMatchObject([{ accepted: false }, { accepted: true }]);
  await eventually(async () => expect(await alarms()).toContain('ROUTER.CONFIGURATION_CHANGED'));
  const between = { routerId, from: first?.configurationId, to: changed.configurationId };
  const { items } = await town.messenger.request(rpc.getConfigurationChanges, between);
  expect(items).toContainEqual(
    expect.objectContaining({ menu: '/user', action: 'added', line: 'group="full" name="mallory"' }),
  );
  const accept = { routerId, configurationId: changed.configurationId, commandId: 'known', actor: 'op-1' };
  expect(await town.messenger.request(rpc.acceptConfiguration, accept)).toMatchObject({
    accepted: true,
    acceptedBy: 'op-1',
  });
  await eventually(async () => expect(await alarms()).not.toContain('ROUTER.CONFIGURATION_CHANGED'));
  await expect(
    town.messenger.request(rpc.getConfiguration, { routerId, configurationId: routerId }),
  ).rejects.toEqual(new RefusalError('ROUTER.CONFIGURATION_UNKNOWN'));
});

it('is not changed by what Saring itself writes, nor by time', async () => {
  town = await SimulatedSite.start(await startRouterOsSimulator());
  await town.startGateway();
  const [router] = (await town.messenger.request(rpc.listRouters, {})).items;
  const routerId = router?.routerId ?? '';
  const save = (commandId: string) =>
    town.messenger.request(rpc.saveConfiguration, { routerId, commandId, actor: 'op-1' });
  const { digest } = await eventually(() => save('first'));
  const phone = town.simulator.phone(1);
  phone.join();
  await town.residents.setDevices('00000000-0000-4000-8000-000000000001', phone.mac);
  await town.residents.setStatus('00000000-0000-4000-8000-000000000001', 'active');
  await eventually(() => town.bindingOf(phone.mac) === 'bypassed');
  expect((await save('second')).digest).toBe(digest);
});
