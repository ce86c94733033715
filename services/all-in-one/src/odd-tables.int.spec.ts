// Host tables as hardware gives them: late, with rows that cannot be read, with devices faster than the link limit and
// devices that someone lets pass by hand. The ledger charges what moved all the same, and says what it cannot charge.
import { QuotaLedger, RouterGateway, SubscriberTermsChangedSchema } from '@saring/contracts';
import { GB, idFrom, MB, newId } from '@saring/kernel';
import { publishFact } from '@saring/messaging';
import { quotaLedger } from '@saring/quota-ledger';
import { createLogger, startService, type RunningService } from '@saring/service-kit';
import { eventually } from '@saring/testing';
import { startRouterOsSimulator, type RouterOsSimulator } from '../../../infra/simulators/routeros/src';
import { SimulatedSite } from '../../router-gateway/src/testing/simulated-site';

const BUDI = idFrom('subscriber', 'budi');
const LATE_MILLISECONDS = 3_500;
const LATE_POLLS = 4;
const HOUR_MILLISECONDS = 3_600_000;

let town: SimulatedSite<RouterOsSimulator>;
let ledger: RunningService;
let moved: number;

beforeEach(async () => {
  moved = 0;
  town = await SimulatedSite.start(await startRouterOsSimulator({ phones: 3 }));
  town.residents.speakForLedger = false;
  ledger = await startService(quotaLedger, {
    env: town.stack.env,
    nats: town.nats,
    logger: createLogger('silent'),
  });
  const phone = town.simulator.phone(1);
  phone.join();
  const at = new Date().toISOString();
  const terms = { subscriberId: BUDI, version: 1, role: 'subscriber', approval: 'approved', at };
  await publishFact(town.nats, SubscriberTermsChangedSchema, terms, { id: newId(), at, source: 'auth-otp' });
  await town.messenger.request(QuotaLedger.method.grantQuota, {
    ...{ commandId: newId(), subscriberId: BUDI, bytes: 500 * GB },
    ...{ source: 'operator', reason: 'uji', actor: 'operator:1' },
  });
  town.residents.settle(BUDI, 'active', phone.mac);
  await town.startGateway({ POLL_SECONDS: '0.5' });
  await eventually(() => town.bindingOf(phone.mac) === 'bypassed');
  // The row is known from here on.
  await charges(await move(MB));
});
afterEach(async () => {
  await ledger.stop();
  await town.close();
});

const move = async (bytes: number): Promise<number> => {
  const { bytesIn, bytesOut } = town.simulator.phone(1).transfer(0, bytes);
  moved += bytesIn + bytesOut;
  return moved;
};
const quota = () => town.messenger.request(QuotaLedger.method.getQuota, { subscriberId: BUDI });
const charges = (bytes: number) => eventually(async () => expect((await quota()).usedBytes).toBe(bytes));
const polls = async (): Promise<number> =>
  (await town.readings()).filter(({ kind }) => kind === 'poll').length;
const alarms = async () =>
  (await town.messenger.request(RouterGateway.method.listAlarms, { routerId: await town.routerId() })).items;
const books = async () => {
  const [from = '', to = ''] = [-1, 1].map((hours) =>
    new Date(Date.now() + hours * HOUR_MILLISECONDS).toISOString(),
  );
  const routerId = await town.routerId();
  return (await town.messenger.request(QuotaLedger.method.getRouterBooks, { routerId, from, to })).total;
};

it('loses and doubles no byte when every other table is late', async () => {
  const { faults } = town.simulator.router();
  for (let poll = 0; poll < LATE_POLLS; poll += 1) {
    const late = poll % 2 === 0 ? LATE_MILLISECONDS : 0;
    faults.takeTiming({ tableLateMs: [late, late] });
    const before = await polls();
    await move(MB);
    await eventually(async () => (await polls()) > before);
  }
  faults.takeTiming({});
  await charges(moved);
  expect(await books()).toMatchObject({ unclaimedBytes: 0 });
});

it('keeps a router online and metered of which one row cannot be read, and says which', async () => {
  town.simulator.router().put('ip/hotspot/host', {
    ...{ 'mac-address': 'AA:BB:CC:DD:EE:01', address: '10.5.50.77', uptime: '5s' },
    ...{ 'bytes-in': '18446744073709551615', 'bytes-out': '1' },
  });
  await eventually(async () => (await alarms()).some(({ code }) => code === 'ROUTER.ROW_UNREADABLE'));
  const [alarm] = (await alarms()).filter(({ code }) => code === 'ROUTER.ROW_UNREADABLE');
  expect(alarm?.detail).toMatch(/^1 host row\(s\) cannot be read .*bytes-in is "18446744073709551615"$/);
  await move(5 * MB);
  await charges(moved);
  const { items } = await town.messenger.request(RouterGateway.method.listRouters, {});
  expect(items[0]?.state).toBe('online');
});

it('charges a device that is faster than the link limit, because its interface carried it', async () => {
  await move(4 * GB);
  await charges(moved);
  expect(await quota()).toMatchObject({ heldBytes: 0 });
  // The same on a counter that jumps alone is held.
  const { mac, address = '' } = town.simulator.phone(1);
  town.simulator.router().hosts.count({ mac, address }, 0, 6 * GB);
  await eventually(async () => (await quota()).heldBytes === 6 * GB);
  expect((await quota()).usedBytes).toBe(moved);
  // It falls back to what the device moved: the held usage is void, and real growth is charged as ever.
  town.simulator.router().hosts.count({ mac, address }, 0, -6 * GB);
  await move(20 * MB);
  await charges(moved);
  expect((await quota()).heldBytes).toBe(0);
  expect(await books()).toMatchObject({ overchargedBytes: 0 });
});

it('counts what passes by hand apart, and tells of it', async () => {
  const camera = town.simulator.phone(2);
  town.simulator.router().put('ip/hotspot/ip-binding', {
    ...{ 'mac-address': camera.mac, type: 'bypassed', comment: 'TV' },
  });
  camera.join();
  await eventually(async () => (await alarms()).some(({ code }) => code === 'ROUTER.BYPASSED_BY_HAND'));
  const routerId = await town.routerId();
  const list = () => town.messenger.request(RouterGateway.method.listByHand, { routerId });
  await eventually(async () => (await list()).items.some(({ online }) => online));
  camera.transfer(0, 20 * MB);
  await eventually(async () => ((await list()).items[0]?.bytes ?? 0) >= 20 * MB);
  expect((await list()).items).toMatchObject([{ comment: 'TV', mac: camera.mac }]);
  await move(MB);
  await eventually(async () => ((await books())?.byHandBytes ?? 0) >= 20 * MB);
  await charges(moved);
});
