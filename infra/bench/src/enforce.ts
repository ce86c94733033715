// enforce.ts — many devices on many routers; some use up their quota: how long from the reading that shows it until the
// router has them stopped. Real gateway and ledger, simulated routers in a process of their own.
import {
  AuthOtp,
  DevicesChangedSchema,
  QuotaLedger,
  subjectOf,
  SubscriberTermsChangedSchema,
  type Rpc,
} from '@saring/contracts';
import { idFrom, newId, sleep } from '@saring/kernel';
import {
  connectNats,
  ensureStreams,
  Messenger,
  publishFact,
  ReadingReader,
  UnavailableError,
  type ReadingMessage,
} from '@saring/messaging';
import type { NatsConnection } from 'nats';
import { cpuSeconds, machine, option, report, rounded, spread } from './figures';
import { startSimulatedRouter, writeRouters } from './simulated-router';
import { startBenchStack, startRole } from './stack';

const PAGE = 500;
const IN_FLIGHT = 32;
/** 100 kbit/s each. */
const DOWN_BITS_PER_SECOND = 100_000;
/** Used up after 20 to 80 s of it. */
const SCARCE_SECONDS = { first: 20, spread: 60 };
const PLENTY_BYTES = 1e12;
const WITHIN_MILLISECONDS = 600_000;
const BINDINGS = 'ip/hotspot/ip-binding';

type Phone = { readonly number: number; readonly mac: string; readonly binding?: string };
type Reading = Pick<ReadingMessage, 'observedAt' | 'owners' | 'bytesIn' | 'bytesOut'>;
type Simulated = Awaited<ReturnType<typeof startSimulatedRouter>>;
type Change = {
  readonly atMilliseconds: number;
  readonly kind: string;
  readonly row: Readonly<Record<string, string>>;
};

const ownerOf = (phone: number): string => idFrom('enforce-subscriber', phone);

/** `--devices=10000 --routers=20 --poll=10 --exhausted=400` */
export const enforce = async (args: readonly string[]): Promise<void> => {
  const [devices, routers] = [option(args, 'devices', 10_000), option(args, 'routers', 20)];
  const [poll, exhausted] = [option(args, 'poll', 10), option(args, 'exhausted', 400)];
  const stack = await startBenchStack();
  const simulated = await startSimulatedRouter(0, devices, routers);
  const nats = await connectNats(stack.env['NATS_URL'] ?? '', 'bench');
  try {
    await ensureStreams(await nats.jetstreamManager());
    const { phones } = await simulated.control<{ phones: readonly Phone[] }>('state');
    answerDevices(nats, phones);
    const known = simulated.addresses.map((address, index) => ({
      ...{ name: `Router ${index + 1}`, site: `site-${index + 1}`, ...address },
    }));
    const enforcer = await startRole('enforcer', {
      ...stack.env,
      ...{ ROUTERS_FILE: writeRouters(known), POLL_SECONDS: String(poll) },
    });
    try {
      const scarce = new Map(
        phones
          .filter(({ number }) => number % Math.floor(devices / exhausted) === 0)
          .map((one) => [one.number, one]),
      );
      const usedUp = watchReadings(nats, scarce);
      await moveIn(nats, simulated, phones, { routers, scarce });
      const cpu = cpuSeconds(enforcer.pid);
      const start = performance.now();
      for (let router = 0; router < routers; router += 1)
        await simulated.control(`routers/${router}/record`, { menu: BINDINGS });
      await sideBySide([...scarce.keys()], (number) =>
        simulated.control(`phones/${number}/traffic`, { downBitsPerSecond: DOWN_BITS_PER_SECOND }),
      );
      const stopped = await untilStopped(simulated, routers, scarce);
      const seconds = (performance.now() - start) / 1_000;
      const milliseconds = [...scarce].map(([number, { mac }]) => {
        const [shown, changed] = [usedUp.get(ownerOf(number)), stopped.get(mac)];
        if (shown === undefined || changed === undefined || changed < shown)
          throw new Error(`phone ${number}: shown ${shown}, stopped ${changed}: the figure is void`);
        return changed - shown;
      });
      report({
        ...{ name: 'enforce', value: spread(milliseconds).p99, unit: 'ms', n: milliseconds.length },
        ...{ ...spread(milliseconds), most: Math.max(...milliseconds), devices, routers, pollSeconds: poll },
        cpuPercent: rounded(((cpuSeconds(enforcer.pid) - cpu) / seconds) * 100),
        machine: machine(),
      });
    } finally {
      await enforcer.stop();
    }
  } finally {
    await nats.close();
    await simulated.stop();
    await stack.close();
  }
};

const bytesOf = (number: number): number =>
  Math.round((DOWN_BITS_PER_SECOND / 8) * (SCARCE_SECONDS.first + ((number * 7) % SCARCE_SECONDS.spread)));

/** When the reading was made that showed each of them used up, by subscriber; filled as readings come. */
const watchReadings = (
  nats: NatsConnection,
  scarce: ReadonlyMap<number, Phone>,
): ReadonlyMap<string, number> => {
  const limits = new Map([...scarce.keys()].map((number) => [ownerOf(number), bytesOf(number)]));
  const usedUp = new Map<string, number>();
  const reader = new ReadingReader();
  nats.subscribe('obs.>', {
    callback: (_error, message) => {
      const { observedAt, owners, bytesIn, bytesOut } = reader.read(message.data) as Reading;
      for (const [index, owner] of owners.entries()) {
        const limit = limits.get(owner);
        if (limit === undefined || usedUp.has(owner)) continue;
        const total = (bytesIn[index] ?? 0) + (bytesOut[index] ?? 0);
        if (total >= limit) usedUp.set(owner, Date.parse(observedAt));
      }
    },
  });
  return usedUp;
};

/** All are subscribers with quota and a device, on their routers, let in, and all but the scarce ones move something. */
const moveIn = async (
  nats: NatsConnection,
  simulated: Simulated,
  phones: readonly Phone[],
  { routers, scarce }: { readonly routers: number; readonly scarce: ReadonlyMap<number, Phone> },
): Promise<void> => {
  const messenger = new Messenger(nats);
  const at = new Date().toISOString();
  await sideBySide(phones, async ({ number }) => {
    const subscriberId = ownerOf(number);
    const fact = { subscriberId, version: 1, at };
    const terms = { ...fact, role: 'subscriber', approval: 'approved', disabled: false, blocked: false };
    await publishFact(nats, SubscriberTermsChangedSchema, terms, { id: newId(), at, source: 'bench' });
    await publishFact(nats, DevicesChangedSchema, fact, { id: newId(), at, source: 'bench' });
    const grant = {
      ...{ commandId: newId(), subscriberId, source: 'operator', reason: 'bench', actor: 'bench' },
      bytes: scarce.has(number) ? bytesOf(number) : PLENTY_BYTES,
    };
    await within('the ledger gave no quota', () =>
      messenger.request(QuotaLedger.method.grantQuota, grant).catch((error: unknown) => {
        if (error instanceof UnavailableError) return null;
        throw error;
      }),
    );
    await simulated.control(`phones/${number}/join`, { router: number % routers });
    if (!scarce.has(number))
      await simulated.control(`phones/${number}/traffic`, { downBitsPerSecond: DOWN_BITS_PER_SECOND });
  });
  await within('not all devices were let in', async () => {
    const { phones: now } = await simulated.control<{ phones: readonly Phone[] }>('state');
    return now.every(({ binding }) => binding === 'bypassed') || null;
  });
};

/** When each MAC was no longer let through by its router. */
const untilStopped = (
  simulated: Simulated,
  routers: number,
  scarce: ReadonlyMap<number, Phone>,
): Promise<ReadonlyMap<string, number>> =>
  within('not all were stopped', async () => {
    const stopped = new Map<string, number>();
    for (let router = 0; router < routers; router += 1) {
      const changes = await simulated.control<Change[]>(`routers/${router}/changes?menu=${BINDINGS}`);
      for (const { atMilliseconds, kind, row } of changes) {
        const mac = row['mac-address'] ?? '';
        if ((kind === 'removed' || row['type'] !== 'bypassed') && !stopped.has(mac))
          stopped.set(mac, atMilliseconds);
      }
    }
    return [...scarce.values()].every(({ mac }) => stopped.has(mac)) ? stopped : null;
  });

const within = async <T>(fault: string, look: () => Promise<T | null>): Promise<T> => {
  const until = performance.now() + WITHIN_MILLISECONDS;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (performance.now() > until) throw new Error(fault);
    await sleep(1_000);
  }
};

const sideBySide = async <T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> => {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
};

/** Plays auth-otp: each subscriber has the device of their number. */
const answerDevices = (nats: NatsConnection, phones: readonly Phone[]): void => {
  const bySubscriber = new Map(phones.map(({ number, mac }) => [ownerOf(number), { number, mac }]));
  const sorted = [...bySubscriber.keys()].sort();
  const devicesOf = (subscriberId: string) => {
    const phone = bySubscriber.get(subscriberId);
    return phone ? [{ deviceId: idFrom('enforce-device', phone.number), subscriberId, mac: phone.mac }] : [];
  };
  const answer = (method: Rpc, reply: (request: Record<string, unknown>) => object): void =>
    void nats.subscribe(subjectOf(method), {
      callback: (_error, message) => {
        const { data, id } = message.json<{ data: Record<string, unknown>; id: string }>();
        message.respond(JSON.stringify({ id, isDisposed: true, response: { reply: reply(data) } }));
      },
    });
  answer(AuthOtp.method.listDevices, ({ subscriberId }) => ({
    ...{ version: 1, items: devicesOf(String(subscriberId)) },
  }));
  answer(AuthOtp.method.listAllDevices, ({ afterSubscriberId }) => ({
    items: sorted
      .filter((id) => id > String(afterSubscriberId ?? ''))
      .slice(0, PAGE)
      .map((subscriberId) => ({ subscriberId, version: 1, devices: devicesOf(subscriberId) })),
  }));
  answer(AuthOtp.method.findPhoneHolders, () => ({ items: [] }));
};
