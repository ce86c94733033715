// The whole way of a byte over real NATS and PostgreSQL: what the ledger charges is what simulated phones really moved,
// through reboots, cuts, damaged replies, roaming, new rows, devices that change hands and gateways that restart; and no
// account's time online runs faster than the clock.
import { QuotaLedger, SubscriberTermsChangedSchema } from '@saring/contracts';
import { GB, idFrom, newId } from '@saring/kernel';
import { publishFact } from '@saring/messaging';
import { quotaLedger } from '@saring/quota-ledger';
import { createLogger, startService, type RunningService } from '@saring/service-kit';
import { eventually } from '@saring/testing';
import { startRouterOsSimulator, type RouterOsSimulator } from '../../../infra/simulators/routeros/src';
import { SimulatedSite, type Gateway } from '../../router-gateway/src/testing/simulated-site';

const STEPS = Number(process.env['METERED_TRUTH_STEPS'] ?? 60);
const SEED = Number(process.env['METERED_TRUTH_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const PHONES = [1, 2, 3, 4, 5, 6];
const ROUTERS = [0, 1];
const SUBSCRIBERS = [0, 1, 2].map((number) => idFrom('subscriber', number));
const REBOOT_SECONDS = 20;
const LIMIT_MILLISECONDS = 480_000;

/** The same numbers for the same seed: a failure names its seed and can be had again. */
const numbersFrom = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

class Town {
  readonly moved = SUBSCRIBERS.map(() => 0);
  private readonly ownerOf = new Map(PHONES.map((phone) => [phone, Math.floor((phone - 1) / 2)]));

  constructor(
    readonly town: SimulatedSite<RouterOsSimulator>,
    private gateway: Gateway,
    private readonly random: (below: number) => number,
  ) {}

  async step(): Promise<string> {
    const phone = PHONES[this.random(PHONES.length)] ?? 1;
    const router = this.random(ROUTERS.length);
    switch (this.random(14)) {
      case 0:
        return this.afterReading(`row of phone ${phone} made anew`, () => {
          this.town.simulator.phone(phone).idle();
          this.town.simulator.phone(phone).wake();
        });
      case 1:
        return this.afterReading(`reboot of router ${router}`, () => this.reboot(router));
      case 2:
        return this.afterReading(`phone ${phone} roams`, () => this.town.simulator.phone(phone).roam(router));
      case 3:
        this.town.simulator.router(router).cutConnections();
        return `router ${router} cut`;
      case 4:
        this.town.simulator.router(router).truncateNextReply();
        return `router ${router} truncates`;
      case 5:
        this.town.simulator.router(router).garbageNextReply();
        return `router ${router} sends garbage`;
      case 6:
        await this.gateway.stop();
        this.gateway = await this.town.startGateway();
        return 'gateway restarts';
      case 7:
        return this.giveAway(phone, this.random(SUBSCRIBERS.length));
      default:
        return this.move(phone);
    }
  }

  /** Every byte that moved is charged to whom the device belonged, and none else. */
  async isCharged(): Promise<void> {
    await eventually(async () => {
      const charged = await Promise.all(SUBSCRIBERS.map((id) => this.usedBytes(id)));
      expect(charged).toEqual(this.moved);
    });
  }

  /** However phones roam and routers boot, an account's time never runs faster than the clock. */
  async isNoTimeTooMuch(openedAt: number): Promise<void> {
    const quotas = await Promise.all(
      SUBSCRIBERS.map((subscriberId) =>
        this.town.messenger.request(QuotaLedger.method.getQuota, { subscriberId }),
      ),
    );
    const most = Math.ceil((Date.now() - openedAt) / 1_000);
    for (const { usedOnlineSeconds, onlineSecondsLeft } of quotas) {
      expect(usedOnlineSeconds).toBeLessThanOrEqual(most);
      expect(onlineSecondsLeft).toBe(86_400 - usedOnlineSeconds);
    }
    expect(quotas.some(({ usedOnlineSeconds }) => usedOnlineSeconds > 0)).toBe(true);
  }

  private async usedBytes(subscriberId: string): Promise<number> {
    return (await this.town.messenger.request(QuotaLedger.method.getQuota, { subscriberId })).usedBytes;
  }

  /** A router loses counters by itself: those that are about to go are read first. */
  private async afterReading(what: string, happen: () => Promise<void> | void): Promise<string> {
    await this.isCharged();
    await happen();
    return what;
  }

  /** Back after a time that cannot be taken for going on: no real router boots within the moments of a test. */
  private async reboot(index: number): Promise<void> {
    const router = this.town.simulator.router(index);
    const { uptimeSeconds } = router;
    await router.reboot();
    this.town.simulator.clock.leap(uptimeSeconds + REBOOT_SECONDS);
  }

  private move(phone: number): string {
    const { bytesIn, bytesOut } = this.town.simulator
      .phone(phone)
      .transfer(this.random(100_000), this.random(1_000_000));
    const owner = this.ownerOf.get(phone) ?? 0;
    this.moved[owner] = (this.moved[owner] ?? 0) + bytesIn + bytesOut;
    return `phone ${phone} moves ${bytesIn + bytesOut}`;
  }

  private async giveAway(phone: number, to: number): Promise<string> {
    const from = this.ownerOf.get(phone) ?? 0;
    if (from === to) return this.move(phone);
    this.ownerOf.set(phone, to);
    await this.tellDevices(to);
    await this.tellDevices(from);
    const { mac } = this.town.simulator.phone(phone);
    const owner = `|${SUBSCRIBERS[to]}|${this.town.residents.deviceIdOf(mac)}`;
    const isBound = (router: number): boolean =>
      this.town
        .ours('ip/hotspot/ip-binding', router)
        .some((row) => row['mac-address'] === mac && row['comment']?.endsWith(owner));
    await eventually(() => ROUTERS.every(isBound));
    return `phone ${phone} goes from ${from} to ${to}`;
  }

  async tellDevices(subscriber: number): Promise<void> {
    const phones = PHONES.filter((phone) => this.ownerOf.get(phone) === subscriber);
    const macs = phones.map((phone) => this.town.simulator.phone(phone).mac);
    await this.town.residents.setDevices(SUBSCRIBERS[subscriber] ?? '', ...macs);
  }
}

let ledger: RunningService | undefined;
let town: SimulatedSite<RouterOsSimulator> | undefined;
afterEach(async () => {
  await ledger?.stop();
  await town?.close();
});

const openAccount = async (site: SimulatedSite<RouterOsSimulator>, subscriberId: string): Promise<void> => {
  const at = new Date().toISOString();
  const terms = {
    subscriberId,
    version: 1,
    role: 'subscriber',
    approval: 'approved',
    disabled: false,
    blocked: false,
    at,
  };
  await publishFact(site.nats, SubscriberTermsChangedSchema, terms, {
    id: `${subscriberId}/1`,
    at,
    source: 'auth-otp',
  });
  const grant = {
    commandId: newId(),
    source: 'operator',
    reason: 'spec',
    actor: 'spec',
    subscriberId,
    ...{ bytes: 500 * GB, onlineSeconds: 86_400 },
  };
  await site.messenger.request(QuotaLedger.method.grantQuota, grant);
};

it(
  'charges what phones moved',
  async () => {
    const simulator = await startRouterOsSimulator({ routers: ROUTERS.length, phones: PHONES.length });
    const place = await SimulatedSite.start(simulator);
    town = place;
    town.residents.speakForLedger = false;
    ledger = await startService(quotaLedger, {
      env: town.stack.env,
      nats: town.nats,
      logger: createLogger('silent'),
    });
    const openedAt = Date.now();
    for (const id of SUBSCRIBERS) await openAccount(town, id);
    const world = new Town(town, await town.startGateway(), numbersFrom(SEED));
    for (const subscriber of SUBSCRIBERS.keys()) await world.tellDevices(subscriber);
    for (const phone of PHONES) simulator.phone(phone).join(phone % ROUTERS.length);
    const isBound = (phone: number): boolean =>
      ROUTERS.every((router) => place.bindingOf(simulator.phone(phone).mac, router) === 'bypassed');
    await eventually(() => PHONES.every(isBound));
    const history: string[] = [];
    try {
      for (let step = 0; step < STEPS; step += 1) history.push(await world.step());
      await world.isCharged();
      await world.isNoTimeTooMuch(openedAt);
    } catch (error) {
      throw new Error(`METERED_TRUTH_SEED=${SEED}: ${history.join('; ')}`, { cause: error });
    }
    expect(world.moved.some((bytes) => bytes > 0)).toBe(true);
  },
  LIMIT_MILLISECONDS,
);
