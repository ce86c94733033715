// router-tables.int.spec.ts — what an operator sees of a router: its health, its tables, what a repair would write, and
// what was written.
import { RouterGateway } from '@saring/contracts';
import { idFrom, systemClock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { eventually } from '@saring/testing';
import {
  runScript,
  startRouterOsSimulator,
  type RouterOsSimulator,
} from '../../../../infra/simulators/routeros/src';
import { SimulatedSite } from '../testing/simulated-site';

const rpc = RouterGateway.method;
const BUDI = idFrom('budi');
/** Nothing is repaired or read but by what a spec brings about. */
const IDLE = { POLL_SECONDS: '3600', SWEEP_SECONDS: '3600' };
const DAY_MILLISECONDS = 86_400_000;
let town: SimulatedSite<RouterOsSimulator>;
afterEach(() => town.close());

/** Budi's phone on the WiFi, its access applied; the sweep of the start and the one a lease later are over. */
const online = async (env: Record<string, string> = IDLE, clock = systemClock) => {
  town = await SimulatedSite.start(await startRouterOsSimulator());
  await town.startGateway(env, undefined, clock);
  const phone = town.simulator.phone(1);
  phone.join();
  await town.residents.setDevices(BUDI, phone.mac);
  const version = await town.residents.setStatus(BUDI, 'active');
  await eventually(async () => {
    const access = await town.messenger.request(rpc.getAccess, { subscriberId: BUDI });
    return access.version === version && access.applied;
  });
  const routerId = await town.routerId();
  await town.sweep(routerId);
  return { phone, routerId, deviceId: town.residents.deviceIdOf(phone.mac) };
};

/** No sweep of the gateway's own comes between what a spec breaks and what it asks. */
const LONG_LEASE = { ...IDLE, LEASE_SECONDS: '600' };

const removeBinding = (mac: string): void => {
  const router = town.simulator.router();
  const row = router.rows('ip/hotspot/ip-binding').find((one) => one['mac-address'] === mac);
  router.table('ip/hotspot/ip-binding').remove(row?.['.id'] ?? '');
};
const preview = (routerId: string) => town.messenger.request(rpc.previewRepair, { routerId });
const repair = (routerId: string, key: string, commandId: string) =>
  town.messenger.request(rpc.repairRow, { routerId, key, commandId, actor: 'op-1' });
const rows = (
  routerId: string,
  table: string,
  more: { query?: string; offset?: number; limit?: number } = {},
) =>
  town.messenger.request(rpc.listRouterRows, { routerId, table, query: '', offset: 0, limit: 50, ...more });
const writes = (routerId: string, more: { limit?: number; before?: string } = {}) =>
  town.messenger.request(rpc.listRouterWrites, { routerId, limit: 50, ...more });

it('says how busy a router is, how fast it answers and since when it is being left alone', async () => {
  const { routerId } = await online();
  const health = async () =>
    (await town.messenger.request(rpc.listRouters, {})).items.find((one) => one.routerId === routerId)
      ?.health;
  expect(await health()).toMatchObject({
    ...{ cpuLoadPercent: 3, freeMemoryBytes: 801_112_064, totalMemoryBytes: 1_073_741_824 },
    ...{ breaker: 'closed', failures: 0 },
  });
  const before = await health();
  expect(before?.answerMilliseconds).toBeGreaterThanOrEqual(0);
  town.simulator.router().faults.refuse('/system/identity/print', 'failure: busy');
  town.simulator.router().faults.refuse('/system/routerboard/print', 'failure: busy');
  town.simulator.router().faults.refuse('/system/license/print', 'failure: busy');
  town.simulator.router().faults.cutConnections();
  const away = await eventually(async () => {
    const seen = await health();
    return seen?.breaker === 'open' ? seen : false;
  });
  expect(away.failures).toBeGreaterThan(0);
  // What it said last stays, with its time.
  expect(away.answeredAt).toBe(before?.answeredAt);
});

it('shows before a repair what it would write, writes one row of it, and nothing that is not due', async () => {
  const { phone, routerId, deviceId } = await online(LONG_LEASE);
  expect((await preview(routerId)).items).toEqual([]);
  removeBinding(phone.mac);
  const { items } = await preview(routerId);
  const [missing] = items;
  expect(items).toHaveLength(1);
  expect(missing).toMatchObject({
    ...{ change: 'binding_added', action: 'add', subject: BUDI, deviceId, mac: phone.mac },
    ...{ target: 'bypassed', state: 'waiting' },
  });
  expect(missing?.command).toMatch(/^\/ip hotspot ip-binding add mac-address="[\dA-F:]+" type="bypassed"/);
  // To look repairs nothing.
  expect(town.bindingOf(phone.mac)).toBeUndefined();
  expect((await repair(routerId, missing?.key ?? '', 'row-1')).items).toEqual([]);
  expect(town.bindingOf(phone.mac)).toBe('bypassed');
  // The same command again changes nothing more; another finds it done.
  expect((await repair(routerId, missing?.key ?? '', 'row-1')).items).toEqual([]);
  await expect(repair(routerId, missing?.key ?? '', 'row-2')).rejects.toEqual(
    new RefusalError('ROUTER.PLAN_CHANGED'),
  );
});

it('names the list and the address of an entry that nobody needs', async () => {
  const { routerId } = await online(LONG_LEASE);
  const [ours] = town.ours('ip/firewall/address-list').filter((row) => row['list'] === 'active');
  runScript(
    town.simulator.router(),
    `/ip firewall address-list add list=active address=10.5.50.99 comment="${ours?.['comment']}"`,
  );
  expect((await preview(routerId)).items).toMatchObject([
    { change: 'list_left', action: 'remove', target: 'active', address: '10.5.50.99' },
  ]);
});

it('shows tables page by page, whose each row is, and finds by whole values only', async () => {
  const { phone, routerId, deviceId } = await online(LONG_LEASE);
  runScript(
    town.simulator.router(),
    '/ip hotspot ip-binding add mac-address=02:00:00:00:00:99 type=bypassed comment="CCTV"\n' +
      '/ip hotspot ip-binding add mac-address=02:00:00:00:00:98 type=regular comment="saring|ffffffff|x"\n' +
      '/ip firewall address-list add list=active address=10.5.50.77 comment="by hand"',
  );
  const bindings = await rows(routerId, 'bindings');
  expect(bindings.total).toBe(bindings.items.length);
  expect(bindings.items).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        owner: 'ours',
        subscriberId: BUDI,
        deviceId,
        mac: phone.mac,
        target: 'bypassed',
      }),
      expect.objectContaining({ owner: 'foreign', comment: 'CCTV', mac: '02:00:00:00:00:99' }),
      expect.objectContaining({ owner: 'other', mac: '02:00:00:00:00:98' }),
    ]),
  );
  const first = await rows(routerId, 'bindings', { limit: 1 });
  const second = await rows(routerId, 'bindings', { limit: 1, offset: 1 });
  expect([first.total, first.items.length, second.items.length]).toEqual([bindings.total, 1, 1]);
  expect(second.items[0]?.row).toBe(bindings.items[1]?.row);
  expect((await rows(routerId, 'hosts', { query: phone.mac.toLowerCase() })).items).toMatchObject([
    { owner: 'ours', subscriberId: BUDI, deviceId, address: phone.address, target: 'bypassed' },
  ]);
  expect((await rows(routerId, 'hosts', { query: phone.mac.slice(0, 8) })).items).toEqual([]);
  const { items: entries } = await rows(routerId, 'lists', { query: 'active' });
  expect(entries).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ owner: 'ours', subscriberId: BUDI, address: phone.address }),
      expect.objectContaining({ owner: 'foreign', comment: 'by hand', address: '10.5.50.77' }),
    ]),
  );
});

it('keeps for a day what it wrote, for whom and how it ended, without a MAC or an address', async () => {
  let jumpMilliseconds = 0;
  const clock = { ...systemClock, now: () => new Date(Date.now() + jumpMilliseconds) };
  const { phone, routerId, deviceId } = await online(LONG_LEASE, clock);
  const { items } = await writes(routerId);
  expect(items).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        ...{ change: 'binding_added', action: 'add', state: 'done', refusal: '', target: 'bypassed' },
        ...{ subscriberId: BUDI, deviceId },
      }),
      expect.objectContaining({ change: 'list_joined', target: 'active', subscriberId: BUDI }),
    ]),
  );
  const text = JSON.stringify(items);
  expect([text.includes(phone.mac), text.includes(phone.address ?? '-')]).toEqual([false, false]);
  const page = await writes(routerId, { limit: 1 });
  expect(page.items).toEqual(items.slice(0, 1));
  expect((await writes(routerId, { limit: 1, before: page.nextBefore })).items).toEqual(items.slice(1, 2));

  removeBinding(phone.mac);
  town.simulator.router().faults.refuse('/ip/hotspot/ip-binding/add', 'failure: no more memory');
  await town.sweep(routerId);
  expect((await writes(routerId)).items[0]).toMatchObject({
    ...{ change: 'binding_added', state: 'failed', refusal: 'failure: no more memory' },
  });
  jumpMilliseconds = DAY_MILLISECONDS;
  expect((await writes(routerId)).items).toEqual([]);
});
