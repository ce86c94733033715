// line-quotas.int.spec.ts — lines whose quota is used up, on a simulated router: slowed or held, told once, freed.
import { RouterGateway } from '@saring/contracts';
import { idFrom, newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { startRouterOsSimulator, type RouterOsSimulator } from '../../../../infra/simulators/routeros/src';
import { SimulatedSite } from '../testing/simulated-site';

const rpc = RouterGateway.method;
const BUDI = idFrom('budi');
const ISOLIR = /^10\.255\.2(4\d|5[0-4])\./;

let town: SimulatedSite<RouterOsSimulator>;
let routerId: string;
beforeEach(async () => {
  town = await SimulatedSite.start(await startRouterOsSimulator({ clock: 'manual' }));
  router().put('ip/pool', { name: 'home', ranges: '10.20.0.2-10.20.3.254' });
  await town.startGateway({
    ...{ POLL_SECONDS: '3600', SWEEP_SECONDS: '3600', ROUTER_WRITES_PER_SECOND: '10000' },
  });
  await eventually(async () => expect(await sweep()).toBeDefined());
  routerId = await town.routerId();
});
afterEach(() => town.close());

const router = () => town.simulator.router();
const modem = (number: number) => town.simulator.modem(number);
const command = () => ({ commandId: newId(), actor: 'operator:sri' });
const sweep = async () => {
  const id = await town.routerId();
  return id === '' ? undefined : town.sweep(id).catch(() => undefined);
};
const create = async (username: string): Promise<string> => {
  const { lineId } = await town.messenger.request(rpc.createLine, {
    ...{ ...command(), subscriberId: BUDI, routerId, username, pool: 'home', password: 'rahasia-sekali' },
    ...{ uploadKilobitsPerSecond: 5_000, downloadKilobitsPerSecond: 20_000 },
  });
  return lineId;
};
const setQuota = (lineId: string, bytes: number, slow = true) =>
  town.messenger.request(rpc.setLineQuota, {
    ...{ ...command(), lineId, bytes, periodDay: 1 },
    ...(slow ? { slowUploadKilobitsPerSecond: 512, slowDownloadKilobitsPerSecond: 1_024 } : {}),
  });
const limit = () =>
  router()
    .rows('queue/simple')
    .find(({ name }) => name === '<pppoe-budi>')?.['max-limit'];
const notices = async () =>
  (
    await town.facts<{ kind: string; username: string; bytes: number }>('fact.router_gateway.LineQuotaNotice')
  ).map(({ kind, username, bytes }) => [kind, username, bytes]);

it('are slowed at their quota and full again in their next period; nobody is cut off twice', async () => {
  const lineId = await create('budi');
  modem(1).dial('budi', 'rahasia-sekali');
  expect(await setQuota(lineId, 1_000)).toMatchObject({
    state: 'active',
    slowed: false,
    quota: { bytes: 1_000 },
  });
  await sweep();
  expect(limit()).toBe('5000000/20000000');
  town.residents.lineBytes.set(lineId, 1_000);
  await sweep();
  town.simulator.advance(5);
  expect(limit()).toBe('512000/1024000');
  const { dials } = modem(1);
  await sweep();
  town.simulator.advance(5);
  expect(modem(1).dials).toBe(dials);
  expect(await town.messenger.request(rpc.getLine, { lineId })).toMatchObject({
    ...{ state: 'active', slowed: true, heldForQuota: false, standing: 'online' },
  });
  town.residents.lineBytes.set(lineId, 0);
  await sweep();
  town.simulator.advance(5);
  expect(limit()).toBe('5000000/20000000');
  await eventually(async () =>
    expect(await notices()).toEqual([
      ['slowed', 'budi', 1_000],
      ['freed', 'budi', 1_000],
    ]),
  );
});

it('are held at a quota without a slower speed, beside their other reasons', async () => {
  const lineId = await create('budi');
  modem(1).dial('budi', 'rahasia-sekali');
  town.residents.lineBytes.set(lineId, 5_000);
  // Judged at once.
  expect(await setQuota(lineId, 1_000, false)).toMatchObject({ state: 'suspended', heldForQuota: true });
  town.simulator.advance(5);
  expect(modem(1).address).toMatch(ISOLIR);
  await expect(town.messenger.request(rpc.restoreLine, { ...command(), lineId })).rejects.toMatchObject({
    code: 'LINE.HELD_FOR_QUOTA',
  });
  const at = await town.messenger.request(rpc.findLineAt, {
    site: 'site-1',
    address: modem(1).address ?? '',
  });
  expect(at).toMatchObject({ lineId, heldForQuota: true, heldForBill: false });
  // More quota frees it at once.
  expect(await setQuota(lineId, 9_000, false)).toMatchObject({ state: 'active', heldForQuota: false });
  town.simulator.advance(5);
  expect(modem(1).address).toMatch(/^10\.20\./);
  expect(await setQuota(lineId, 0)).not.toHaveProperty('quota.bytes');
});

it('follow their package unless an operator set another, at the FUP speed of the setting', async () => {
  const lineId = await create('budi');
  const tell = (bytes: number, basisVersion: number) =>
    town.messenger.request(rpc.setLinePackageQuota, {
      ...{ ...command(), lineId, bytes, basisVersion, slows: true, periodDay: 1 },
      ...{ periodDays: 30, periodFrom: '2026-11-25' },
    });
  modem(1).dial('budi', 'rahasia-sekali');
  town.residents.lineBytes.set(lineId, 1_000);
  const quota = { bytes: 1_000, slowDownloadKilobitsPerSecond: 2_000, periodDays: 30 };
  expect(await tell(1_000, 7)).toMatchObject({
    slowed: true,
    quotaByHand: false,
    quota,
    packageQuota: quota,
  });
  town.simulator.advance(5);
  expect(limit()).toBe('1000000/2000000');
  expect(await setQuota(lineId, 5_000, false)).toMatchObject({
    ...{ slowed: false, quotaByHand: true, quota: { bytes: 5_000 }, packageQuota: { bytes: 1_000 } },
  });
  // A package that changes meanwhile waits behind the hand; one that was decided before comes too late.
  expect(await tell(900, 8)).toMatchObject({ quota: { bytes: 5_000 }, packageQuota: { bytes: 900 } });
  expect(await tell(10, 6)).toMatchObject({ packageQuota: { bytes: 900 } });
  const back = await town.messenger.request(rpc.setLineQuota, {
    ...{ ...command(), lineId, bytes: 0, periodDay: 1, asPackage: true },
  });
  expect(back).toMatchObject({ quotaByHand: false, slowed: true, quota: { bytes: 900 } });
  expect(await tell(0, 9)).toMatchObject({ slowed: false, state: 'active' });
  town.simulator.advance(5);
  expect(limit()).toBe('5000000/20000000');
});

it('stay as they are while the ledger does not answer', async () => {
  const lineId = await create('budi');
  await setQuota(lineId, 1_000, false);
  town.residents.lineBytes.set(lineId, 5_000);
  town.residents.speakForLedger = false;
  await sweep();
  expect(await town.messenger.request(rpc.getLine, { lineId })).toMatchObject({ state: 'active' });
  town.residents.speakForLedger = true;
  await eventually(async () => {
    await sweep();
    expect(await town.messenger.request(rpc.getLine, { lineId })).toMatchObject({ state: 'suspended' });
  });
});
