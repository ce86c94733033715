// poller-process.ts — plays router-gateway: routers' readings, published in order, each behind its router's last.
import { connectNats, lastReadingSequence, publishReading, type ReadingMessage } from '@saring/messaging';
import { idFrom, newId } from '@saring/kernel';

export const HOSTS_PER_ROUTER = 200;

export type PollerTask = {
  readonly routers: number;
  readonly seconds: number;
  /** 0: as fast as the ledger takes them. */
  readonly observationsPerSecond: number;
  /** Readings under way at once, each of another router. */
  readonly inFlight: number;
  /** Each router once, whatever the time. */
  readonly once?: boolean;
};
export type PollerResult = { readonly observations: number; readonly seconds: number };

export const subscriberIdOf = (index: number): string => idFrom('bench-subscriber', index);
export const routerIdOf = (index: number): string => idFrom('bench-router', index);

type Router = {
  readonly index: number;
  sequence: number;
  uptime: number;
  readonly bytesIn: number[];
  readonly bytesOut: number[];
  readonly fixed: Fixed;
};
type Fixed = Pick<ReadingMessage, 'ids' | 'macKeys' | 'deviceIds' | 'owners'>;

const newRouter = (index: number): Router => {
  const hosts = Array.from({ length: HOSTS_PER_ROUTER }, (_, host) => index * HOSTS_PER_ROUTER + host);
  return {
    index,
    sequence: 0,
    uptime: 100_000,
    bytesIn: hosts.map(() => 0),
    bytesOut: hosts.map(() => 0),
    fixed: {
      ids: hosts.map((host) => `*${(host + 1).toString(16).toUpperCase()}`),
      macKeys: hosts.map((host) => idFrom('mac', host).slice(0, 16)),
      deviceIds: hosts.map((host) => idFrom('device', host)),
      owners: hosts.map(subscriberIdOf),
    },
  };
};

export const runPollerProcess = async (): Promise<void> => {
  const nats = await connectNats(process.env['NATS_URL'] ?? '', 'poller');
  const routers: Router[] = [];

  const pollOnce = async (router: Router): Promise<void> => {
    router.uptime += 10;
    for (let host = 0; host < HOSTS_PER_ROUTER; host += 1) {
      router.bytesIn[host] = (router.bytesIn[host] ?? 0) + 1_000 + ((host * 7 + router.uptime) % 9_000);
      router.bytesOut[host] =
        (router.bytesOut[host] ?? 0) + 20_000 + ((host * 131 + router.uptime * 17) % 900_000);
    }
    const outcome = await publishReading(
      nats,
      {
        routerId: routerIdOf(router.index),
        bootId: 'boot',
        routerUptimeSeconds: router.uptime,
        observedAt: new Date().toISOString(),
        kind: 'poll',
        readingId: newId(),
        part: 0,
        parts: 1,
        linkBitsPerSecondPerDevice: 250_000_000,
        ...router.fixed,
        bytesIn: router.bytesIn,
        bytesOut: router.bytesOut,
        uptimeSeconds: router.bytesIn.map(() => router.uptime - 50_000),
        routerUptimeAfterSeconds: router.uptime,
        leftOutIds: [],
        byHandRows: [],
        interfaceNames: ['bridge'],
        interfaceBytesIn: [sum(router.bytesIn)],
        interfaceBytesOut: [sum(router.bytesOut)],
      },
      router.sequence,
    );
    if (!outcome.stored) throw new Error('nobody else publishes for this router');
    router.sequence = outcome.sequence;
  };

  const work = async (task: PollerTask): Promise<PollerResult> => {
    for (let index = routers.length; index < task.routers; index += 1) {
      const router = newRouter(index);
      router.sequence = await lastReadingSequence(nats, routerIdOf(index));
      routers.push(router);
    }
    let next = 0;
    let observations = 0;
    const start = performance.now();
    const elapsed = () => (performance.now() - start) / 1_000;
    const lane = async (lane: number) => {
      // Each lane has routers of its own: a router's readings follow one another.
      for (let turn = lane; elapsed() < task.seconds; turn += task.inFlight) {
        if (turn >= task.routers && task.once) return;
        if (turn >= task.routers) turn = lane;
        const due =
          task.observationsPerSecond > 0 ? (next += HOSTS_PER_ROUTER) / task.observationsPerSecond : 0;
        if (due > elapsed()) await new Promise((resolve) => setTimeout(resolve, (due - elapsed()) * 1_000));
        const router = routers[turn];
        if (!router || elapsed() >= task.seconds) continue;
        await pollOnce(router);
        observations += HOSTS_PER_ROUTER;
      }
    };
    await Promise.all(
      Array.from({ length: Math.min(task.inFlight, task.routers) }, (_, index) => lane(index)),
    );
    return { observations, seconds: elapsed() };
  };

  process.on('message', (task: PollerTask | 'sum') => {
    if (task === 'sum') {
      process.send?.(
        routers.reduce(
          (sum, router) => sum + [...router.bytesIn, ...router.bytesOut].reduce((a, b) => a + b, 0),
          0,
        ),
      );
      return;
    }
    void work(task).then((result) => process.send?.(result));
  });
  process.once('SIGTERM', () => void nats.close().then(() => process.exit(0)));
  process.send?.('ready');
};

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
