// line-readings.int.spec.ts — what is on a router is read each hour and on demand; what is wrong raises an alarm.
import { RouterGateway } from '@saring/contracts';
import { idFrom, newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { startRouterOsSimulator, type RouterOsSimulator } from '../../../../infra/simulators/routeros/src';
import { SimulatedSite } from '../testing/simulated-site';

const rpc = RouterGateway.method;

let town: SimulatedSite<RouterOsSimulator>;
beforeEach(async () => {
  town = await SimulatedSite.start(await startRouterOsSimulator({ clock: 'manual' }));
  router().put('ip/pool', { name: 'home', ranges: '10.20.0.2-10.20.3.254' });
});
afterEach(() => town.close());

const router = () => town.simulator.router();
const start = () =>
  town.startGateway({ POLL_SECONDS: '3600', SWEEP_SECONDS: '3600', ROUTER_WRITES_PER_SECOND: '10000' });
const reading = async () => town.messenger.request(rpc.getLineReading, { routerId: await town.routerId() });
const readNow = async () => town.messenger.request(rpc.readLines, { routerId: await town.routerId() });
const alarms = async () =>
  (await town.messenger.request(rpc.listAlarms, { routerId: await town.routerId() })).items
    .filter(({ code }) => code === 'ROUTER.LINES_IN_CONFLICT')
    .map(({ detail }) => detail);

it('is read at the first sweep and on demand, and its conflicts are an alarm until they are gone', async () => {
  router().put('ppp/secret', { name: 'pak-budi', password: 'x', service: 'pppoe', profile: 'default' });
  await start();
  await eventually(async () =>
    expect(await reading()).toMatchObject({ secrets: 1, foreign: 1, online: 0, findings: [] }),
  );
  expect(await alarms()).toEqual([]);

  const routerId = await town.routerId();
  await town.messenger.request(rpc.createLine, {
    ...{ commandId: newId(), actor: 'operator:sri', subscriberId: idFrom('budi'), routerId, pool: 'home' },
    ...{ username: 'pak-budi', uploadKilobitsPerSecond: 2_000, downloadKilobitsPerSecond: 10_000 },
  });
  const { findings, totalFindings } = await readNow();
  expect(findings).toMatchObject([{ kind: 'name_taken', username: 'pak-budi' }]);
  expect(totalFindings).toBe(1);
  await eventually(async () => expect(await alarms()).toEqual(['PPPoE secrets: 1 name_taken']));

  const [secret] = router().rows('ppp/secret');
  router()
    .table('ppp/secret')
    .remove(secret?.['.id'] ?? '');
  expect(await readNow()).toMatchObject({ foreign: 0, findings: [] });
  await eventually(async () => expect(await alarms()).toEqual([]));
});
