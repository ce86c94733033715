// adoptions.int.spec.ts — secrets of a simulated router, made by others, become lines by rule: only comments change.
import { RouterGateway } from '@saring/contracts';
import { idFrom, newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { startRouterOsSimulator, type RouterOsSimulator } from '../../../../infra/simulators/routeros/src';
import { SimulatedSite } from '../testing/simulated-site';

const rpc = RouterGateway.method;
const MANY = 300;
const ADOPTING_MILLISECONDS = 60_000;

let town: SimulatedSite<RouterOsSimulator>;
beforeEach(async () => {
  town = await SimulatedSite.start(await startRouterOsSimulator({ clock: 'manual' }));
  router().put('ip/pool', { name: 'home', ranges: '10.20.0.2-10.20.3.254' });
  const addresses = { 'local-address': '10.20.0.1', 'remote-address': 'home' };
  router().put('ppp/profile', { name: '10M', 'rate-limit': '5M/10M', ...addresses });
  await town.startGateway({
    ...{ POLL_SECONDS: '3600', SWEEP_SECONDS: '3600', ROUTER_WRITES_PER_SECOND: '10000' },
  });
  await eventually(async () => (await candidates()) !== undefined);
});
afterEach(() => town.close());

const router = () => town.simulator.router();
const phoneOf = (number: number): string => `0812${String(40_000_000 + number)}`;
const candidates = async () => {
  const routerId = await town.routerId();
  if (routerId === '') return undefined;
  return town.messenger.request(rpc.listLineCandidates, { routerId }).catch(() => undefined);
};
const adopt = async (rule: object, commandId = newId()) => {
  const head = { commandId, actor: 'operator:sri', routerId: await town.routerId() };
  return town.messenger.request(rpc.adoptLines, { ...head, ...rule }, ADOPTING_MILLISECONDS);
};
const put = (name: string, comment: string, profile = '10M') =>
  router().put('ppp/secret', { name, password: `sandi-${name}`, service: 'pppoe', profile, comment });
const register = (number: number): string => {
  const id = idFrom('person', String(number));
  town.residents.holders.set(`+62${phoneOf(number).slice(1)}`, id);
  return id;
};

it('lists whose secrets may be, and takes over by profile and prefix what is known', async () => {
  const budi = register(1);
  register(2);
  put('rumah-budi', `RT 3 ${phoneOf(1)}`);
  put('rumah-siti', 'tanpa nomor');
  put('kos-ani', phoneOf(2));
  put('rumah-lama', phoneOf(2), 'hilang');
  expect((await candidates())?.items.map((one) => [one.username, one.proposedSubscriberId])).toEqual([
    ...[
      ['kos-ani', idFrom('person', '2')],
      ['rumah-budi', budi],
      ['rumah-lama', idFrom('person', '2')],
    ],
    ['rumah-siti', undefined],
  ]);
  const before = structuredClone(router().rows('ppp/secret'));
  const rule = { prefix: 'rumah-' };
  const checked = await adopt({ ...rule, checkOnly: true });
  expect(checked).toMatchObject({ adopted: 0, faulty: 2, left: 0 });
  expect(checked.items.map(({ username, refusal }) => [username, refusal])).toEqual([
    ...[
      ['rumah-budi', ''],
      ['rumah-lama', 'LINE.ROW_PROFILE_MISSING'],
      ['rumah-siti', 'LINE.ROW_NO_OWNER'],
    ],
  ]);
  expect(router().rows('ppp/secret')).toEqual(before);

  expect(await adopt({ ...rule, profile: '10M' })).toMatchObject({ adopted: 1, faulty: 1 });
  const withoutComment = (rows: typeof before) => rows.map(({ comment: _, ...row }) => row);
  expect(withoutComment(router().rows('ppp/secret'))).toEqual(withoutComment(before));
  const { items } = await town.messenger.request(rpc.listLines, {});
  expect(items).toMatchObject([
    { username: 'rumah-budi', subscriberId: budi, adopted: true, profile: '10M' },
  ]);
  expect(await town.messenger.request(rpc.getLinePassword, { lineId: items[0]?.lineId ?? '' })).toMatchObject(
    {
      password: 'sandi-rumah-budi',
    },
  );
});

it('judges one secret as it judges many, keeps its comment, and gives it back when the line is let go', async () => {
  const budi = register(1);
  put('rumah-lama', 'Pak Budi', 'hilang');
  put('rumah-budi', 'Pak Budi RT 3');
  const head = { actor: 'operator:sri', routerId: await town.routerId() };
  const take = (username: string) =>
    town.messenger.request(rpc.adoptLine, { ...head, commandId: newId(), username, subscriberId: budi });
  await expect(take('rumah-lama')).rejects.toMatchObject({ code: 'LINE.ROW_PROFILE_MISSING' });
  await expect(take('rumah-siti')).rejects.toMatchObject({ code: 'LINE.CANDIDATE_GONE' });
  // The simulator shows its own rows, which change.
  const secrets = () => structuredClone(router().rows('ppp/secret'));
  const before = secrets();
  const { lineId, formerComment } = await take('rumah-budi');
  expect(formerComment).toBe('Pak Budi RT 3');
  const stand = { actor: 'operator:sri', lineId, reason: 'uji' };
  const ask = (method: typeof rpc.suspendLine | typeof rpc.releaseLine) =>
    town.messenger.request(method, { ...stand, commandId: newId() });
  await ask(rpc.suspendLine);
  expect(secrets()).not.toEqual(before);
  expect(await ask(rpc.releaseLine)).toMatchObject({ state: 'removed' });
  expect(secrets()).toEqual(before);
  await town.sweep(head.routerId);
  expect(secrets()).toEqual(before);
  // It is nobody's again, and may be taken over anew.
  expect((await candidates())?.items.map(({ username }) => username)).toContain('rumah-budi');
  expect((await take('rumah-budi')).lineId).not.toBe(lineId);
  await expect(ask(rpc.suspendLine)).rejects.toMatchObject({ code: 'LINE.REMOVED' });
});

it('takes each of many over once, however often it is asked, and cuts nobody off', async () => {
  for (let number = 0; number < MANY; number += 1) {
    register(number);
    put(`u${number}`, phoneOf(number));
  }
  const modem = town.simulator.modem(1);
  expect(modem.dial('u7', 'sandi-u7')).toBe(true);
  const { dials } = modem;
  const commandId = newId();
  expect(await adopt({}, commandId)).toMatchObject({ adopted: MANY, faulty: 0 });
  expect(await adopt({}, commandId)).toMatchObject({ adopted: 0, faulty: 0 });
  expect((await candidates())?.total).toBe(0);
  expect(router().rows('ppp/secret')).toHaveLength(MANY);
  expect(
    router()
      .rows('ppp/secret')
      .every(({ comment }) => comment?.startsWith('saring|')),
  ).toBe(true);
  town.simulator.advance(5);
  expect(modem.dials).toBe(dials);
});
