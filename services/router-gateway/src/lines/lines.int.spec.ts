// lines.int.spec.ts — lines on a simulated router: made, suspended, restored, taken over, through a reboot and a storm.
import { RouterGateway } from '@saring/contracts';
import { idFrom, newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { startRouterOsSimulator, type RouterOsSimulator } from '../../../../infra/simulators/routeros/src';
import { SimulatedSite, SITE, type Gateway } from '../testing/simulated-site';

const rpc = RouterGateway.method;
const BUDI = idFrom('budi');
const ISOLIR = /^10\.255\.2(4\d|5[0-4])\./;
const HOME = /^10\.20\./;
const MANY = 200;

let town: SimulatedSite<RouterOsSimulator>;
let gateway: Gateway;
beforeEach(async () => {
  town = await SimulatedSite.start(await startRouterOsSimulator({ clock: 'manual' }));
  router().put('ip/pool', { name: 'home', ranges: '10.20.0.2-10.20.3.254' });
  gateway = await town.startGateway({
    ...{ POLL_SECONDS: '3600', SWEEP_SECONDS: '3600', ROUTER_WRITES_PER_SECOND: '10000' },
  });
  await eventually(async () => (await sweep()) !== undefined);
});
afterEach(() => town.close());

const router = () => town.simulator.router();
const modem = (number: number) => town.simulator.modem(number);
const command = () => ({ commandId: newId(), actor: 'operator:sri' });
const sweep = async () => {
  const routerId = await town.routerId();
  return routerId === '' ? undefined : town.sweep(routerId).catch(() => undefined);
};
const create = async (username: string, change: { readonly pool?: string; readonly address?: string } = {}) =>
  town.messenger.request(rpc.createLine, {
    ...{ ...command(), subscriberId: BUDI, routerId: await town.routerId(), username, pool: 'home' },
    ...{ uploadKilobitsPerSecond: 2_000, downloadKilobitsPerSecond: 10_000, password: `rahasia-${username}` },
    ...change,
  });
const lines = async () => {
  const found = [];
  let cursor: string | undefined;
  do {
    const page = await town.messenger.request(rpc.listLines, { limit: 200, cursor: cursor ?? '' });
    found.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return found;
};
const standings = async () => (await lines()).map(({ standing }) => standing);
const secret = (name: string) =>
  router()
    .rows('ppp/secret')
    .find((row) => row['name'] === name);

it('is dialled, suspended into isolir and restored to its fixed address, each proved by the new session', async () => {
  const { lineId, standing, state } = await create('budi', { pool: '', address: '10.20.0.77' });
  expect([state, standing]).toEqual(['active', 'offline']);
  expect(secret('budi')?.['comment']).toMatch(/^saring\|[0-9a-f]{8}\|line\|/);
  expect(modem(1).dial('budi', 'rahasia-budi')).toBe(true);
  expect((await lines())[0]).toMatchObject({ standing: 'online', sessionAddress: '10.20.0.77' });

  const suspended = await town.messenger.request(rpc.suspendLine, { ...command(), lineId, reason: 'bill' });
  expect(suspended).toMatchObject({ state: 'suspended', standing: 'offline', sessionAddress: '' });
  expect(modem(1).isOnline).toBe(false);
  town.simulator.advance(5);
  const [isolated] = await lines();
  expect(isolated).toMatchObject({ standing: 'online' });
  expect(isolated?.sessionAddress).toMatch(ISOLIR);
  expect(router().rows('ip/firewall/address-list')).toContainEqual(
    expect.objectContaining({ list: 'isolir', address: isolated?.sessionAddress }),
  );

  await town.messenger.request(rpc.restoreLine, { ...command(), lineId });
  town.simulator.advance(5);
  expect((await lines())[0]).toMatchObject({ state: 'active', sessionAddress: '10.20.0.77' });
  // Nothing is left to do, and nobody is cut off again.
  const { dials } = modem(1);
  await sweep();
  town.simulator.advance(5);
  expect(modem(1).dials).toBe(dials);
});

it('is held for a bill and suspended by hand, each lifted by its own side', async () => {
  const { lineId } = await create('budi');
  modem(1).dial('budi', 'rahasia-budi');
  const hold = (held: boolean, basisVersion: number) =>
    town.messenger.request(rpc.setLineHold, { ...command(), lineId, held, basisVersion });
  expect(await hold(true, 5)).toMatchObject({ state: 'suspended' });
  town.simulator.advance(5);
  expect(modem(1).address).toMatch(ISOLIR);
  await expect(town.messenger.request(rpc.restoreLine, { ...command(), lineId })).rejects.toMatchObject({
    code: 'LINE.HELD_FOR_BILL',
  });
  await town.messenger.request(rpc.suspendLine, { ...command(), lineId, reason: 'rusak' });
  expect((await lines())[0]).toMatchObject({ suspendedByHand: true, heldForBill: true });
  expect(await hold(false, 9)).toMatchObject({ state: 'suspended' });
  await town.messenger.request(rpc.restoreLine, { ...command(), lineId });
  town.simulator.advance(5);
  expect(modem(1).address).toMatch(HOME);
  // A request that was under way since before the payment comes too late.
  expect(await hold(true, 7)).toMatchObject({ state: 'active' });
});

it('is changed with its session, disabled, and removed with all that lines needed', async () => {
  const { lineId, routerId } = await create('budi');
  modem(1).dial('budi', 'rahasia-budi');
  const terms = { uploadKilobitsPerSecond: 5_000, downloadKilobitsPerSecond: 20_000, pool: 'home' };
  const change = { ...command(), lineId, ...terms, password: 'sandi-baru', callerId: modem(1).mac };
  await town.messenger.request(rpc.changeLine, change);
  // What is absent stays.
  await town.messenger.request(rpc.changeLine, { ...command(), lineId, ...terms });
  expect(secret('budi')?.['caller-id']).toBe(modem(1).mac);
  town.simulator.advance(5);
  expect(modem(1).isOnline).toBe(false);
  modem(1).dial('budi', 'sandi-baru');
  const queue = router()
    .rows('queue/simple')
    .find((row) => row['name'] === '<pppoe-budi>');
  expect(queue?.['max-limit']).toBe('5000000/20000000');
  expect(await town.messenger.request(rpc.getLinePassword, { lineId })).toMatchObject({
    password: 'sandi-baru',
  });
  await town.messenger.request(rpc.disableLine, { ...command(), lineId, reason: 'moved' });
  town.simulator.advance(5);
  expect(modem(1).isOnline).toBe(false);
  await town.messenger.request(rpc.removeLine, { ...command(), lineId, reason: 'gone' });
  expect(router().rows('ppp/secret')).toEqual([]);
  expect(
    router()
      .rows('ppp/profile')
      .map(({ name }) => name),
  ).toEqual(['default', 'default-encryption']);
  expect(
    router()
      .rows('ip/pool')
      .map(({ name }) => name),
  ).toEqual(['hs-pool', 'home']);
  expect(await lines()).toEqual([]);
  // The name is free again; the same command twice makes one line.
  const again = { ...command(), subscriberId: BUDI, routerId, username: 'budi', pool: 'home' };
  const first = await town.messenger.request(rpc.createLine, again);
  expect((await town.messenger.request(rpc.createLine, again)).lineId).toBe(first.lineId);
  await expect(create('budi')).rejects.toMatchObject({ code: 'LINE.NAME_TAKEN' });
  const made = await town.messenger.request(rpc.getLinePassword, { lineId: first.lineId });
  expect(made.password).toMatch(/^[a-z2-9]{14}$/);
});

it('gives a fixed address to one line alone', async () => {
  await create('tetap', { pool: '', address: '10.20.9.9' });
  const second = create('tetap-2', { pool: '', address: '10.20.9.9' });
  await expect(second).rejects.toMatchObject({ code: 'LINE.ADDRESS_TAKEN' });
});

it('is found by a part of its name or by its fixed address, in order, without asking routers', async () => {
  await create('Melati-07', { pool: '', address: '10.20.8.70' });
  const found = async (search: string, more: object = {}) =>
    (await town.messenger.request(rpc.listLines, { search, limit: 50, ...more })).items;
  const names = async (search: string) => (await found(search)).map(({ username }) => username);
  expect(await names('melati')).toEqual(['Melati-07']);
  expect(await names(' LATI-0 ')).toEqual(['Melati-07']);
  expect(await names('10.20.8.70')).toEqual(['Melati-07']);
  expect(await names('10.20.8.')).toEqual(['Melati-07']);
  expect(await names('20.8.70')).toEqual([]);
  expect(await names('melati%07')).toEqual([]);
  expect(await names('melati_07')).toEqual([]);
  expect(await found('melati', { withoutStanding: true })).toMatchObject([{ standing: '' }]);
  expect(await found('melati', { routerId: newId() })).toEqual([]);
});

it('refuses a cursor that no page has given', async () => {
  const strange = town.messenger.request(rpc.listLines, { cursor: 'xx' });
  await expect(strange).rejects.toMatchObject({ code: 'REQUEST.INVALID' });
});

it('shows a secret of somebody else under its name as a conflict, and leaves it alone', async () => {
  router().put('ppp/secret', {
    name: 'budi',
    password: 'milik-lain',
    profile: 'default',
    comment: 'Pak Budi',
  });
  const before = secret('budi');
  expect(await create('budi')).toMatchObject({ standing: 'name_taken' });
  await sweep();
  expect(secret('budi')).toEqual(before);
});

it('is taken over with nothing changed but the comment, and given back what it had after a suspension', async () => {
  router().put('ppp/profile', { name: '10M', 'remote-address': 'home', 'rate-limit': '2M/10M' });
  router().put('ppp/secret', {
    ...{ name: 'siti', password: 'lama-sekali', service: 'any', profile: '10M', disabled: 'false' },
    ...{ comment: 'Bu Siti RT 3' },
  });
  modem(1).dial('siti', 'lama-sekali');
  const routerId = await town.routerId();
  const { items, total } = await town.messenger.request(rpc.listLineCandidates, { routerId });
  expect(total).toBe(1);
  expect(items[0]).toMatchObject({ username: 'siti', profile: '10M', online: true, comment: 'Bu Siti RT 3' });
  const before = secret('siti');
  const taking = { ...command(), routerId, username: 'siti', subscriberId: BUDI };
  const { lineId, standing } = await town.messenger.request(rpc.adoptLine, taking);
  expect(standing).toBe('online');
  expect({ ...secret('siti'), comment: '' }).toEqual({ ...before, comment: '' });
  expect(modem(1).dials).toBe(1);
  expect((await town.messenger.request(rpc.listLineCandidates, { routerId })).items).toEqual([]);
  expect(await town.messenger.request(rpc.getLinePassword, { lineId })).toMatchObject({
    password: 'lama-sekali',
  });
  await town.messenger.request(rpc.suspendLine, { ...command(), lineId, reason: 'bill' });
  town.simulator.advance(5);
  expect(modem(1).address).toMatch(ISOLIR);
  await town.messenger.request(rpc.restoreLine, { ...command(), lineId });
  town.simulator.advance(5);
  expect([modem(1).address?.match(HOME) !== null, secret('siti')?.['profile']]).toEqual([true, '10M']);
});

/** Again while the router is slow: the same command changes nothing twice. */
const patiently = async <T>(ask: () => Promise<T>): Promise<T> =>
  (await eventually(async () => ({ answer: await ask() }), PATIENCE_MILLISECONDS)).answer;
const PATIENCE_MILLISECONDS = 60_000;

it('holds for 200 lines: suspended and restored all, through a reboot and a storm of redials', async () => {
  const numbers = Array.from({ length: MANY }, (_, index) => index + 1);
  const ids: string[] = [];
  for (const n of numbers) ids.push((await create(`rumah-${n}`)).lineId);
  for (const n of numbers) modem(n).dial(`rumah-${n}`, `rahasia-rumah-${n}`);
  expect(new Set(await standings())).toEqual(new Set(['online']));

  for (const lineId of ids) {
    const suspend = { ...command(), lineId, reason: 'bill' };
    await patiently(() => town.messenger.request(rpc.suspendLine, suspend));
  }
  town.simulator.advance(5);
  expect((await lines()).every(({ sessionAddress }) => ISOLIR.test(sessionAddress))).toBe(true);

  await router().reboot();
  // Everybody dials at once, and again.
  for (const _ of [1, 2]) for (const n of numbers) modem(n).dialAgain();
  town.simulator.advance(5);
  await eventually(async () => (await standings()).every((one) => one === 'online'));
  expect(router().rows('ppp/active')).toHaveLength(MANY);

  for (const lineId of ids) {
    const restore = { ...command(), lineId };
    await patiently(() => town.messenger.request(rpc.restoreLine, restore));
  }
  town.simulator.advance(5);
  await eventually(async () => (await standings()).every((one) => one === 'online'));
  expect((await lines()).every(({ sessionAddress }) => HOME.test(sessionAddress))).toBe(true);
  const dials = numbers.map((n) => modem(n).dials);
  await sweep();
  town.simulator.advance(5);
  expect(numbers.map((n) => modem(n).dials)).toEqual(dials);
}, 480_000);

it('reaches names, the portal and the notice while it is suspended, and nothing else; hands are mended', async () => {
  await gateway.stop();
  await town.startGateway({
    ...{ POLL_SECONDS: '3600', SWEEP_SECONDS: '3600', ROUTER_WRITES_PER_SECOND: '10000' },
    ...{ PUBLIC_URL: 'https://wifi.example.id', NOTICE_ADDRESS: '192.168.88.2:9080' },
  });
  await eventually(async () => (await sweep()) !== undefined);
  router().put('ip/firewall/filter', { chain: 'forward', action: 'accept', comment: 'LAN' });
  expect(router().rows('ip/firewall/nat')).toEqual([]);
  const { lineId } = await create('budi');
  await sweep();
  modem(1).dial('budi', 'rahasia-budi');
  const web = { address: '203.0.113.80', port: 80 };
  const secure = { ...web, port: 443 };
  const portal = { address: '192.168.88.2', port: 443 };
  expect([modem(1).reaches(web), modem(1).reaches(secure)]).toEqual([web, secure]);

  const hold = { ...command(), lineId, held: true, basisVersion: 3 };
  await town.messenger.request(rpc.setLineHold, hold);
  town.simulator.advance(5);
  expect(modem(1).reaches(secure)).toBeUndefined();
  expect(modem(1).reaches(portal)).toEqual(portal);
  expect(modem(1).reaches(web)).toEqual({ address: '192.168.88.2', port: 9_080 });
  expect(modem(1).reaches({ ...web, port: 53 })).toEqual({ ...web, port: 53 });
  const at = { site: SITE, address: modem(1).address ?? '' };
  expect(await town.messenger.request(rpc.findLineAt, at)).toMatchObject({
    ...{ lineId, subscriberId: BUDI, state: 'suspended', heldForBill: true, suspendedByHand: false },
  });
  await expect(
    town.messenger.request(rpc.findLineAt, { ...at, address: '10.255.250.9' }),
  ).rejects.toMatchObject({ code: 'LINE.UNKNOWN' });

  // A hand that takes the last rule away is mended by the next sweep; the rule of others stays behind ours.
  const last = router()
    .rows('ip/firewall/filter')
    .find(({ action }) => action === 'drop');
  router()
    .table('ip/firewall/filter')
    .remove(last?.['.id'] ?? '');
  await sweep();
  expect(modem(1).reaches(secure)).toBeUndefined();
  expect(
    router()
      .rows('ip/firewall/filter')
      .map(({ action, comment }) => (comment === 'LAN' ? comment : action)),
  ).toEqual(['accept', 'accept', 'accept', 'drop', 'LAN']);
  await town.messenger.request(rpc.removeLine, { ...command(), lineId, reason: 'gone' });
  await sweep();
  expect(router().rows('ip/firewall/filter')).toHaveLength(1);
  expect(router().rows('ip/firewall/nat')).toEqual([]);
});

it('reaches a router that was away when it was suspended', async () => {
  const { lineId } = await create('budi');
  modem(1).dial('budi', 'rahasia-budi');
  await router().powerOff();
  await eventually(async () => (await standings())[0] === 'unreachable');
  await town.messenger.request(rpc.suspendLine, { ...command(), lineId, reason: 'bill' });
  await router().powerOn();
  await eventually(async () => {
    town.simulator.advance(3);
    return ISOLIR.test(modem(1).address ?? '');
  });
});
