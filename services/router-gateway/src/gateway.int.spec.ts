import { RouterGateway } from '@saring/contracts';
import { idFrom, systemClock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { eventually } from '@saring/testing';
import {
  runScript,
  startRouterOsSimulator,
  type RouterOsSimulator,
} from '../../../infra/simulators/routeros/src';
import { SimulatedSite, SITE } from './testing/simulated-site';

const rpc = RouterGateway.method;
const BUDI = idFrom('budi');
const SITI = idFrom('siti');

let town: SimulatedSite<RouterOsSimulator>;
afterEach(() => town.close());

describe('a new router', () => {
  it('is readied by one fetched script that holds its password, for an hour', async () => {
    town = await SimulatedSite.start(await startRouterOsSimulator());
    let jumpMilliseconds = 0;
    const clock = { ...systemClock, now: () => new Date(Date.now() + jumpMilliseconds) };
    await town.startGateway({}, undefined, clock);
    const request = {
      ...{ commandId: 'onboard-1', name: 'Pondok 2', host: '127.0.0.1', site: 'site-2' },
      ...{ portalUrl: 'https://wifi.example', gatewayAddress: '10.0.0.2/32', actor: 'spec' },
    };
    const { routerId, token } = await town.messenger.request(rpc.startOnboarding, request);
    const { script } = await town.messenger.request(rpc.getOnboardingScript, { token });
    const router = town.simulator.router();
    expect(runScript(router, script).output.at(-1)).toBe('Saring: the router is ready.');
    expect(router.rows('user').find((row) => row['name'] === 'saring')?.['password']).toMatch(/^[\w-]{32}$/);
    expect((await town.messenger.request(rpc.startOnboarding, request)).routerId).toBe(routerId);
    // A new line ends the one before, and none outlives its hour.
    await expect(town.messenger.request(rpc.getOnboardingScript, { token })).rejects.toEqual(
      new RefusalError('ROUTER.ONBOARDING_EXPIRED'),
    );
    const again = await town.messenger.request(rpc.startOnboarding, request);
    jumpMilliseconds = 3_600_000;
    await expect(town.messenger.request(rpc.getOnboardingScript, { token: again.token })).rejects.toEqual(
      new RefusalError('ROUTER.ONBOARDING_EXPIRED'),
    );
  });
});

describe('a device and its account', () => {
  it('passes, is slowed, stopped and passes again as its status says', async () => {
    town = await SimulatedSite.start(await startRouterOsSimulator());
    await town.startGateway();
    const phone = town.simulator.phone(1);
    phone.join();
    await town.residents.setDevices(BUDI, phone.mac);
    for (const [status, binding, list] of [
      ['active', 'bypassed', 'active'],
      ['fup', 'bypassed', 'fup'],
      ['exhausted', 'regular', 'habis'],
      ['blocked', 'regular', 'blocked'],
      ['unlimited', 'bypassed', 'active'],
    ] as const) {
      const version = await town.residents.setStatus(BUDI, status);
      await eventually(
        async () => (await town.messenger.request(rpc.getAccess, { subscriberId: BUDI })).version === version,
      );
      await eventually(
        async () => (await town.messenger.request(rpc.getAccess, { subscriberId: BUDI })).applied,
      );
      expect([town.bindingOf(phone.mac), town.listsOf(phone.address)]).toEqual([binding, [list]]);
    }
    await eventually(async () => (await town.facts('fact.router_gateway.AccessApplied')).length === 5);
  });

  it('reaches the portal while it is blocked, but not under a hard block', async () => {
    town = await SimulatedSite.start(await startRouterOsSimulator());
    await town.startGateway();
    const phone = town.simulator.phone(1);
    phone.join();
    await town.residents.setDevices(BUDI, phone.mac);
    for (const [hardBlock, binding] of [
      [false, 'regular'],
      [true, 'blocked'],
      [false, 'regular'],
    ] as const) {
      await town.residents.setBlock(BUDI, hardBlock);
      await eventually(() => expect(town.bindingOf(phone.mac)).toBe(binding));
    }
  });

  it('gets the speed that was bought, and another one when that burns', async () => {
    town = await SimulatedSite.start(await startRouterOsSimulator());
    await town.startGateway();
    const phone = town.simulator.phone(1);
    phone.join();
    await town.residents.setDevices(BUDI, phone.mac);
    const router = town.simulator.router();
    const bytesASecond = (): number => {
      const route = router.routeOf({ mac: phone.mac, address: phone.address ?? '' });
      return router.queues.allowanceBytes(route.downQueue, 'down', 1_000);
    };
    await town.residents.setSpeed(BUDI, { downKilobitsPerSecond: 2_048, upKilobitsPerSecond: 1_024 });
    await eventually(() => bytesASecond() === 256_000);
    await town.residents.setSpeed(BUDI, { downKilobitsPerSecond: 10_240, upKilobitsPerSecond: 0 });
    await eventually(() => bytesASecond() === 1_280_000);
    await town.residents.setStatus(BUDI, 'active');
    await eventually(() => bytesASecond() === Number.MAX_SAFE_INTEGER);
    expect(town.listsOf(phone.address)).toEqual(['active']);
    // The lanes go with the last one who bought them.
    await eventually(
      () => router.rows('queue/simple').filter((row) => row['name']?.includes('speed')).length === 0,
    );
  });

  it('is let through slowly while it pays, and stopped again', async () => {
    town = await SimulatedSite.start(await startRouterOsSimulator());
    await town.startGateway({ FUP_DOWN_KILOBITS_PER_SECOND: '512' });
    const phone = town.simulator.phone(1);
    phone.join();
    await town.residents.setDevices(BUDI, phone.mac);
    const router = town.simulator.router();
    const route = () => router.routeOf({ mac: phone.mac, address: phone.address ?? '' });
    await town.residents.setPaymentLane(BUDI, true);
    await eventually(
      () =>
        route().outcome === 'open' &&
        router.queues.allowanceBytes(route().downQueue, 'down', 1_000) === 64_000,
    );
    await town.residents.setPaymentLane(BUDI, false);
    await eventually(() => route().outcome === 'captive' && town.listsOf(phone.address).join() === 'habis');
  });

  it('is found by its address', async () => {
    town = await SimulatedSite.start(await startRouterOsSimulator());
    await town.startGateway();
    const phone = town.simulator.phone(2);
    phone.join();
    const address = phone.address ?? '';
    const found = await eventually(() => town.messenger.request(rpc.findClient, { site: SITE, address }));
    expect(found).toMatchObject({ mac: phone.mac, address, site: SITE, routerId: await town.routerId() });
    const nobody = town.messenger.request(rpc.findClient, { site: SITE, address: '10.5.50.250' });
    await expect(nobody).rejects.toEqual(new RefusalError('ROUTER.CLIENT_UNKNOWN'));
  });

  it('has its bytes read under the owner so far before it changes hands', async () => {
    town = await SimulatedSite.start(await startRouterOsSimulator());
    await town.startGateway({ POLL_SECONDS: '3600', SWEEP_SECONDS: '3600' });
    const phone = town.simulator.phone(1);
    phone.join();
    phone.useWalledGarden(10, 20);
    await town.residents.setStatus(BUDI, 'active');
    await town.residents.setStatus(SITI, 'active');
    await town.residents.setDevices(BUDI, phone.mac);
    await eventually(() => town.bindingOf(phone.mac) === 'bypassed');
    phone.transfer(1_000, 5_000);
    await town.residents.setDevices(SITI, phone.mac);
    await eventually(() => town.ours('ip/hotspot/ip-binding').some((row) => row['comment']?.includes(SITI)));
    const cuts = (await town.readings()).filter(({ kind }) => kind === 'cut');
    expect(cuts.map(({ owners, bytesIn, bytesOut }) => [owners, bytesIn, bytesOut])).toEqual([
      [[''], [10], [20]],
      [[BUDI], [1_010], [5_020]],
    ]);
    expect(JSON.stringify(cuts)).not.toContain(phone.mac);
  });
});
