// run.ts — one run: a neighbourhood lives while faults strike, then everything heals, and the checker judges.
import { Browser } from '../../../services/all-in-one/src/testing/browser';
import { check, type CheckReport } from './checker';
import type { CheckConfig } from './check/read-facts';
import type { Violation } from './check/facts';
import { bringAbout } from './faults';
import { Losses } from './losses';
import { numbersFrom } from './numbers';
import { comesTrue, until, wait } from './patience';
import { internationalOf, Person, type Street } from './person';
import { describeStep, planOf, type FaultKind } from './plan';
import { bankAt, inboxAt, neighbourhoodAt } from './simulated';
import { rebuildBalances, type ServiceProcess } from './programs';
import {
  GATEWAYS,
  OF_TOMORROW,
  OPERATOR,
  SERVICE_NAMES,
  startWorld,
  type World,
  type WorldSize,
} from './world';

type ChaosOptions = {
  readonly seed: number;
  readonly seconds: number;
  readonly size: WorldSize;
  readonly kinds: readonly FaultKind[];
  /** At the end the bank says again what it may have said in vain; else the product must ask by itself, which takes minutes. */
  readonly bankRepeats: boolean;
  /** In place of faults: each service has two replicas, and one after the other is replaced. */
  readonly isRolling?: boolean;
  readonly say: (line: string) => void;
};

type ChaosResult = {
  readonly violations: readonly Violation[];
  readonly seen: CheckReport['seen'];
  readonly rules: number;
  /** How often a fault struck. */
  readonly faults: number;
  /** How often the checker looked in the middle of it. */
  readonly looks: number;
  readonly did: Readonly<Record<string, number>>;
  /** What people asked and got no answer to, or a failure, in words. */
  readonly refusals: readonly string[];
  /** From the end of the faults until every rule held, in seconds. */
  readonly quietSeconds: number;
  /** Services that ended by themselves, and how often. */
  readonly ownEnds: Readonly<Record<string, number>>;
  readonly folder: string;
};

const READY_MILLISECONDS = 180_000;
/** Reconciliation asks a bank on a schedule of minutes. */
const QUIET_MILLISECONDS = 420_000;
/** People live on while replicas of two releases stand side by side. */
const BETWEEN_REPLICAS_MILLISECONDS = 2_000;
const LOOK_MILLISECONDS = 2_500;
/** Between words about what is not so yet. */
const TELL_MILLISECONDS = 15_000;
const QUIET_LOOK_MILLISECONDS = 1_500;
const MEGABYTE = 1_048_576;
const PACKAGE = { name: 'Harian', bytes: 96 * MEGABYTE, days: 30, priceRupiah: 5_000, active: true };

/** @throws Error when the world itself could not be brought up or healed. */
export const runChaos = async (options: ChaosOptions): Promise<ChaosResult> => {
  const { size, seconds, isRolling = false } = options;
  const world = await startWorld({ ...size, isDoubled: isRolling }, seconds);
  let keepFolder = true;
  try {
    const result = await new Run(world, options).live();
    keepFolder = result.violations.length > 0;
    return result;
  } finally {
    await world.close({ keepFolder });
  }
};

class Run {
  private readonly losses: Losses;
  private readonly people: readonly Person[];
  private readonly found = new Map<string, Violation>();
  private isOver = false;
  private faults = 0;
  private looks = 0;

  constructor(
    private readonly world: World,
    private readonly options: ChaosOptions,
  ) {
    const reading = async () => {
      const { movedBytes, chargedBytes, owners } = await check(this.config(), 'always');
      const byPhone = (bytesOf: (phone: string) => number): ReadonlyMap<number, number> =>
        new Map(Object.keys(movedBytes).map((phone) => [Number(phone), bytesOf(phone)]));
      return {
        moved: byPhone((phone) => movedBytes[phone] ?? 0),
        charged: byPhone((phone) => chargedBytes[owners[phone] ?? ''] ?? 0),
      };
    };
    const readMoved = async () => await neighbourhoodAt(world.routersPort).movedBytes();
    this.losses = new Losses(reading, readMoved);
    const street: Street = {
      neighbourhood: neighbourhoodAt(world.routersPort),
      bank: bankAt(world.bankPort),
      inbox: inboxAt(world.inboxPort),
      phonesPort: world.routersPort,
      routers: world.size.routers,
      isHushed: () => this.losses.isHushed,
      isOver: () => this.isOver,
    };
    this.people = Array.from({ length: world.size.phones }, (_, index) => {
      const own = options.seed + 7_919 * (index + 1);
      return new Person(index + 1, street, numbersFrom(own), numbersFrom(own + 1));
    });
  }

  async live(): Promise<ChaosResult> {
    const { say } = this.options;
    await this.open();
    say('the product serves');
    await Promise.all(this.people.map((person) => person.arrive()));
    await Promise.all(this.people.map((person) => person.buy()));
    say(`${this.people.length} people are in; the faults begin`);
    const day = Promise.all(this.people.map((person) => person.live()));
    const looking = this.lookOn();
    await (this.options.isRolling ? this.roll() : this.strike());
    await this.heal();
    this.isOver = true;
    await Promise.all([day, looking]);
    const begin = performance.now();
    const calm = await this.calmDown();
    const quietSeconds = Math.round((performance.now() - begin) / 1_000);
    const report = calm.violations.length > 0 ? calm : await this.replay();
    for (const violation of report.violations) this.found.set(JSON.stringify(violation), violation);
    return {
      ...{ violations: [...this.found.values()], seen: report.seen, rules: report.rules },
      ...{ faults: this.faults, looks: this.looks, folder: this.world.folder, did: this.deeds() },
      quietSeconds,
      refusals: this.people.flatMap(({ refusals }) => refusals),
      ownEnds: Object.fromEntries(
        [...this.world.services.values()]
          .filter(({ ownEnds }) => ownEnds > 0)
          .map((one) => [one.name, one.ownEnds]),
      ),
    };
  }

  /** Starts the services, and an operator puts a package on sale. */
  private async open(): Promise<void> {
    for (const service of this.world.services.values()) service.start();
    await this.untilReady();
    const operator = new Browser(`localhost:${this.world.edgePort}`, this.world.edgePort);
    await until(
      async () => (await operator.post('/api/v1/operator/login', OPERATOR)).status < 300,
      'the operator is in',
      READY_MILLISECONDS,
    );
    const key = { 'idempotency-key': 'chaos-package' };
    await until(
      async () => (await operator.post('/api/v1/packages', PACKAGE, key)).status === 201,
      'a package is on sale',
      READY_MILLISECONDS,
    );
  }

  private async strike(): Promise<void> {
    const { seed, seconds, kinds, size, say } = this.options;
    const place = {
      ...{ services: SERVICE_NAMES, gateways: GATEWAYS, routers: size.routers, phones: size.phones },
      links: [...this.world.proxies.keys()],
    };
    const begin = performance.now();
    const healing: Promise<void>[] = [];
    for (const step of planOf(seed, { seconds, kinds, place })) {
      await wait(begin + step.atSeconds * 1_000 - performance.now());
      say(describeStep(step));
      const heal = await bringAbout(this.world, this.losses, step.fault);
      this.faults += 1;
      healing.push(wait(step.forSeconds * 1_000).then(heal));
    }
    await Promise.all(healing);
  }

  /**
   * As an orchestrator replaces a release: all services at once, of each one replica after the other. One is told to end,
   * and the one in its place is ready before the next is told. Those that came last speak as a later release may
   * (tomorrow.ts), while the others are of today.
   */
  private async roll(): Promise<void> {
    const services = [...this.world.services.values()];
    await this.untilMoreMoved();
    for (const { refusals } of this.people) refusals.length = 0;
    const deployments = new Set(services.map(({ service }) => service));
    await Promise.all(
      [...deployments].map(async (name) => {
        for (const replica of services.filter(({ service }) => service === name)) await this.replace(replica);
      }),
    );
    await this.untilMoreMoved();
  }

  /** People are let through, now. */
  private async untilMoreMoved(): Promise<void> {
    const moved = async (): Promise<number> =>
      Object.values((await check(this.config(), 'always')).movedBytes).reduce((sum, bytes) => sum + bytes, 0);
    const before = await moved();
    await until(async () => (await moved()) > before, 'people move bytes', READY_MILLISECONDS);
  }

  private async replace(replica: ServiceProcess): Promise<void> {
    this.options.say(`replaces ${replica.name}`);
    await replica.stop();
    replica.start(OF_TOMORROW);
    await until(() => replica.isReady(), `${replica.name} is ready again`, READY_MILLISECONDS);
    this.options.say(`${replica.name} is ready`);
    this.faults += 1;
    await wait(BETWEEN_REPLICAS_MILLISECONDS);
  }

  /** Everything runs and is whole again. */
  private async heal(): Promise<void> {
    const { postgres, nats, proxies, services } = this.world;
    this.world.disk.empty();
    this.world.shiftClocks(0);
    await Promise.all([postgres.heal(), nats.heal()]);
    for (const proxy of proxies.values()) proxy.restore();
    for (const service of services.values()) service.heal();
    await this.untilReady();
    const bank = bankAt(this.world.bankPort);
    if (!this.options.bankRepeats) return;
    for (const { orderId } of await bank.orders()) await bank.tellAgain(orderId);
  }

  private untilReady(): Promise<void> {
    return until(
      async () => {
        const services = [...this.world.services.values()];
        for (const service of services) service.start();
        return (await Promise.all(services.map((service) => service.isReady()))).every(Boolean);
      },
      'every service is ready',
      READY_MILLISECONDS,
    );
  }

  /** In the middle of it: what must hold always is looked at again and again. */
  private async lookOn(): Promise<void> {
    while (!this.isOver) {
      await wait(LOOK_MILLISECONDS);
      try {
        const { violations } = await check(this.config(), 'always');
        this.looks += 1;
        for (const violation of violations) this.found.set(JSON.stringify(violation), violation);
      } catch (error) {
        // While the database is away there is nothing to look at.
        if (!(error instanceof Error)) throw error;
      }
    }
  }

  /** What a replay of all events makes of the ledger's rows must be right by the same rules. */
  private async replay(): Promise<CheckReport> {
    await rebuildBalances(this.world.natsUrl);
    return this.calmDown();
  }

  /** Waits until every rule holds; at the limit says what does not. */
  private async calmDown(): Promise<CheckReport> {
    let last: CheckReport | null = null;
    let toldAt = performance.now();
    await comesTrue(
      async () => {
        last = await check(this.config(), 'quiet');
        if (performance.now() - toldAt > TELL_MILLISECONDS) {
          toldAt = performance.now();
          for (const { rule, what } of last.violations) this.options.say(`not yet: ${rule}: ${what}`);
        }
        return last.violations.length === 0;
      },
      QUIET_MILLISECONDS,
      QUIET_LOOK_MILLISECONDS,
    );
    if (!last) throw new Error('the checker never read everything');
    return last;
  }

  private config(): CheckConfig {
    const { databaseUrl, edgePort, routersPort, bankPort, inboxPort, size } = this.world;
    return {
      ...{ databaseUrl, apiPort: edgePort, operator: OPERATOR, routersPort, bankPort, inboxPort },
      routers: size.routers,
      phones: this.people.map(({ phone }) => ({
        ...{ number: phone, owner: internationalOf(phone) },
        lostAtMostBytes: this.losses.of(phone),
      })),
    };
  }

  private deeds(): Record<string, number> {
    const sums = { logins: 0, moves: 0, orders: 0, paid: 0 };
    for (const { did } of this.people)
      for (const deed of Object.keys(sums) as (keyof typeof sums)[]) sums[deed] += did[deed];
    return sums;
  }
}
