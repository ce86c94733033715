// The gateway and the ledger on a router with hardware's timing: few API threads, a slow CPU, tables that come late,
// replies that overtake each other. What moved is charged to the byte, and access is as it should be.
import { QuotaLedger, RouterGateway, SubscriberTermsChangedSchema } from '@saring/contracts';
import { GB, idFrom, MB, newId } from '@saring/kernel';
import { publishFact } from '@saring/messaging';
import { quotaLedger } from '@saring/quota-ledger';
import { createLogger, startService, type RunningService } from '@saring/service-kit';
import { eventually } from '@saring/testing';
import { startRouterOsSimulator, type RouterOsSimulator } from '../../../infra/simulators/routeros/src';
import { SimulatedSite } from '../../router-gateway/src/testing/simulated-site';

type Timing = Parameters<ReturnType<RouterOsSimulator['router']>['faults']['takeTiming']>[0];

/** Behaviours seen on routers: each for some polls, while phones move bytes. */
const TIMINGS: readonly (readonly [name: string, timing: Timing])[] = [
  ['one thread, each reply another time late', { handlers: 1, latencyMs: [0, 60] }],
  ['replies overtake each other', { handlers: 4, latencyMs: [0, 250] }],
  ['a CPU that takes its time for each row', { handlers: 2, latencyMs: [5, 40], rowMs: 3 }],
  ['tables late by anything', { handlers: 2, latencyMs: [0, 30], tableLateMs: [0, 900] }],
  ['a table far too late', { tableLateMs: [3_200, 3_200] }],
  ['all of it', { handlers: 2, latencyMs: [0, 120], rowMs: 2, tableLateMs: [0, 500] }],
];
const POLLS_OF_EACH = 3;
const STRANGERS = 60;
const BUDI = idFrom('subscriber', 'budi');
const SITI = idFrom('subscriber', 'siti');
const PATIENCE_MILLISECONDS = 60_000;

let town: SimulatedSite<RouterOsSimulator>;
let ledger: RunningService;
const moved = new Map<string, number>();
const versions = new Map<string, number>();

const phoneOf = (subscriberId: string) => town.simulator.phone(subscriberId === BUDI ? 1 : 2);
const router = () => town.simulator.router();

const move = (subscriberId: string, bytesIn: number, bytesOut: number): void => {
  const really = phoneOf(subscriberId).transfer(bytesIn, bytesOut);
  moved.set(subscriberId, (moved.get(subscriberId) ?? 0) + really.bytesIn + really.bytesOut);
};
const tellTerms = async (subscriberId: string, blocked: boolean): Promise<void> => {
  const version = (versions.get(subscriberId) ?? 0) + 1;
  versions.set(subscriberId, version);
  const at = new Date().toISOString();
  const terms = { subscriberId, version, role: 'subscriber', approval: 'approved', blocked, at };
  await publishFact(town.nats, SubscriberTermsChangedSchema, terms, { id: newId(), at, source: 'auth-otp' });
};
const polls = async (): Promise<number> =>
  (await town.readings()).filter(({ kind }) => kind === 'poll').length;
const isCharged = (): Promise<unknown> =>
  eventually(async () => {
    for (const [subscriberId, bytes] of moved) {
      const { usedBytes } = await town.messenger.request(QuotaLedger.method.getQuota, { subscriberId });
      expect(usedBytes).toBe(bytes);
    }
  }, PATIENCE_MILLISECONDS);
const isHeldAs = (subscriberId: string, type: string): Promise<unknown> =>
  eventually(() => town.bindingOf(phoneOf(subscriberId).mac) === type, PATIENCE_MILLISECONDS);

beforeEach(async () => {
  town = await SimulatedSite.start(await startRouterOsSimulator({ phones: 2 }));
  town.residents.speakForLedger = false;
  const logger = createLogger('silent');
  ledger = await startService(quotaLedger, { env: town.stack.env, nats: town.nats, logger });
  // A table of some length, so that its rows come between other replies.
  router().addSyntheticHosts(STRANGERS);
  for (const subscriberId of [BUDI, SITI]) {
    phoneOf(subscriberId).join();
    await tellTerms(subscriberId, false);
    await town.messenger.request(QuotaLedger.method.grantQuota, {
      ...{ commandId: newId(), subscriberId, bytes: 500 * GB },
      ...{ source: 'operator', reason: 'uji', actor: 'operator:1' },
    });
    town.residents.settle(subscriberId, 'active', phoneOf(subscriberId).mac);
  }
});
afterEach(async () => {
  await ledger.stop();
  await town.close();
});

it('charges to the byte and keeps access right, whatever the timing', async () => {
  await town.startGateway({ POLL_SECONDS: '0.3', SWEEP_SECONDS: '2', LEASE_SECONDS: '6' });
  for (const subscriberId of [BUDI, SITI]) {
    await isHeldAs(subscriberId, 'bypassed');
    move(subscriberId, 0, MB);
  }
  await isCharged();
  for (const [round, [, timing]] of TIMINGS.entries()) {
    router().faults.takeTiming(timing);
    const isBlocked = round % 2 === 0;
    await tellTerms(SITI, isBlocked);
    for (let poll = 0; poll < POLLS_OF_EACH; poll += 1) {
      const before = await polls();
      move(BUDI, 1_001 * (poll + 1), 77_003);
      move(SITI, 0, 50_021);
      await eventually(async () => (await polls()) > before, PATIENCE_MILLISECONDS);
    }
    await isHeldAs(SITI, isBlocked ? 'regular' : 'bypassed');
    await isHeldAs(BUDI, 'bypassed');
    await isCharged();
  }
  router().faults.takeTiming({});
  move(BUDI, 1, 1);
  await isCharged();
  const { items } = await town.messenger.request(RouterGateway.method.listRouters, {});
  expect(items[0]?.state).toBe('online');
  // Nobody's device has more than its one binding, and no list holds an address twice.
  const bindings = town.ours('ip/hotspot/ip-binding').map((row) => row['mac-address']);
  expect(bindings.sort()).toEqual([...new Set(bindings)].sort());
  expect(town.listsOf(phoneOf(BUDI).address)).toEqual(['active']);
  expect(router().faults.connectionCount).toBe(1);
});
