// presence.int.spec.ts — who is there, who was, and who has just come, as the routers' host tables say.
import { RouterGateway } from '@saring/contracts';
import { idFrom, systemClock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { eventually } from '@saring/testing';
import { startRouterOsSimulator, type RouterOsSimulator } from '../../../infra/simulators/routeros/src';
import { SimulatedSite, SITE } from './testing/simulated-site';

const rpc = RouterGateway.method;
const BUDI = idFrom('budi');

let town: SimulatedSite<RouterOsSimulator>;
afterEach(() => town.close());

const presenceOf = async (...macs: string[]) =>
  (await town.messenger.request(rpc.findPresence, { macs })).items;

it('shows a device as online while it moves bytes, and its last time after that, though its row stays', async () => {
  town = await SimulatedSite.start(await startRouterOsSimulator());
  let aheadMilliseconds = 0;
  const clock = { ...systemClock, now: () => new Date(Date.now() + aheadMilliseconds) };
  await town.startGateway({}, undefined, clock);
  const [phone, stranger] = [town.simulator.phone(1), town.simulator.phone(2)];
  phone.join();
  stranger.join();
  await town.residents.setDevices(BUDI, phone.mac);
  await town.residents.setStatus(BUDI, 'active');
  await eventually(async () =>
    expect(await presenceOf(phone.mac, stranger.mac)).toEqual([
      expect.objectContaining({ mac: phone.mac, site: SITE, address: phone.address, online: true }),
    ]),
  );
  const [{ routerId = '' } = {}] = await presenceOf(phone.mac);
  const subscribersAt = async (of: string, since = new Date(Date.now() - 3_600_000).toISOString()) =>
    (await town.messenger.request(rpc.listSubscribersAt, { routerId: of, since })).subscriberIds;
  expect(await subscribersAt(routerId)).toEqual([BUDI]);
  expect(await subscribersAt(idFrom('another'))).toEqual([]);
  expect(await subscribersAt(routerId, new Date(Date.now() + 3_600_000).toISOString())).toEqual([]);
  // Its row stays for days; the phone has left.
  const seenAt = (await presenceOf(phone.mac))[0]?.lastSeenAt ?? '';
  const before = phone.mac;
  phone.usePrivateMac();
  await town.residents.setDevices(BUDI, phone.mac);
  aheadMilliseconds = 121_000;
  const [absent] = await presenceOf(before);
  expect(absent).toMatchObject({ online: false });
  expect(Date.parse(absent?.lastSeenAt ?? '') - Date.parse(seenAt)).toBeLessThan(60_000);
  await eventually(async () => expect(await presenceOf(phone.mac)).toMatchObject([{ online: true }]));
});

it('lists new devices on the router of the asker by their names, without those of subscribers', async () => {
  town = await SimulatedSite.start(await startRouterOsSimulator({ routers: 2 }));
  await town.startGateway();
  const [phone, television, neighbour] = [1, 2, 3].map((number) => town.simulator.phone(number));
  if (!phone || !television || !neighbour) throw new Error('three phones');
  phone.join();
  neighbour.join(1);
  await town.residents.setDevices(BUDI, phone.mac);
  await town.residents.setStatus(BUDI, 'active');
  await eventually(() => expect(town.bindingOf(phone.mac)).toBe('bypassed'));
  const newcomers = async () =>
    (await town.messenger.request(rpc.listNewcomers, { site: SITE, address: phone.address ?? '' })).items;
  await eventually(async () => expect(await newcomers()).toEqual([]));
  television.join();
  const lease = town.simulator
    .router()
    .table('ip/dhcp-server/lease')
    .find((row) => row['mac-address'] === television.mac);
  town.simulator
    .router()
    .table('ip/dhcp-server/lease')
    .update(lease?.['.id'] ?? '', { 'host-name': 'LG-webOS' });
  expect(await newcomers()).toEqual([
    expect.objectContaining({ mac: television.mac, name: 'LG-webOS', address: television.address }),
  ]);
  await town.residents.setDevices(BUDI, phone.mac, television.mac);
  await eventually(async () => expect(await newcomers()).toEqual([]));
  await expect(
    town.messenger.request(rpc.listNewcomers, { site: SITE, address: '10.5.50.250' }),
  ).rejects.toEqual(new RefusalError('ROUTER.CLIENT_UNKNOWN'));
});
