// poll.ts — a router of 20,000 hosts read, parsed and published by router-gateway's own code, to a durable NATS.
import { createHmac } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { idFrom, newId, systemClock, type MacAddress } from '@saring/kernel';
import { startNatsServer } from '@saring/local';
import { connectNats, ensureStreams } from '@saring/messaging';
import { createLogger } from '@saring/service-kit';
import { connectRouterOs } from '../../../services/router-gateway/src/routeros/connect';
import { Router } from '../../../services/router-gateway/src/routeros/router';
import { Signature } from '../../../services/router-gateway/src/domain/comments';
import type { Attribution, Owner } from '../../../services/router-gateway/src/domain/reading';
import { MeterFeed } from '../../../services/router-gateway/src/readings/meter-feed';
import { machine, percentile, report, rounded, spread } from './figures';
import { startSimulatedRouter } from './simulated-router';

const HOSTS = 20_000;
const RUNS = 15;
const MEMORY_SAMPLE_MILLISECONDS = 2;
const LINK_BITS_PER_SECOND = 250_000_000;
const BYTES_PER_MEGABYTE = 1_048_576;

export const poll = async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'saring-poll-'));
  chmodSync(folder, 0o755);
  const server = await startNatsServer({ storeDir: join(folder, 'nats'), dataDir: '.data' });
  const simulated = await startSimulatedRouter(HOSTS);
  const nats = await connectNats(server.url, 'bench');
  const { client } = await connectRouterOs(simulated.address);
  try {
    await ensureStreams(await nats.jetstreamManager());
    const bootId = newId();
    const feed = new MeterFeed(nats, systemClock, createLogger('warn'), {
      routerId: newId(),
      linkBitsPerSecondPerDevice: LINK_BITS_PER_SECOND,
      pollSeconds: () => 30,
      router: new Router(client, new Signature('00000000'), () => true),
      bootId: () => bootId,
      attribution: everyHostOwned(),
      mayPublish: () => true,
      onPublished: () => undefined,
    });
    await measure(feed);
  } finally {
    client.ended();
    await nats.close();
    await simulated.stop();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};

const measure = async (feed: MeterFeed): Promise<void> => {
  const memory = watchMemory();
  // The first reads compile the code and learn the keys of the MACs, as a gateway's first reads do.
  for (let run = 0; run < RUNS; run += 1) {
    collectGarbage();
    await readOnce(feed);
  }
  const onePeakMegabytes = memory.peakMegabytes();
  const milliseconds: number[] = [];
  const cpuMilliseconds: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const cpuBefore = process.cpuUsage();
    const start = performance.now();
    await readOnce(feed);
    milliseconds.push(performance.now() - start);
    const cpu = process.cpuUsage(cpuBefore);
    cpuMilliseconds.push((cpu.user + cpu.system) / 1_000);
  }
  const { restMegabytes } = memory;
  const backToBackPeakMegabytes = memory.peakMegabytes();
  memory.stop();
  const median = rounded(percentile(milliseconds, 0.5));
  const readerCpuMilliseconds = rounded(percentile(cpuMilliseconds, 0.5));
  report({
    name: 'poll',
    value: median,
    unit: 'ms',
    n: RUNS,
    ...spread(milliseconds),
    rows: HOSTS,
    readerCpuMilliseconds,
    machine: machine(),
  });
  const aboveRest = rounded(onePeakMegabytes - restMegabytes);
  report({
    name: 'poll.memory',
    value: aboveRest,
    unit: 'MB above rest',
    n: RUNS,
    restMegabytes,
    onePeakMegabytes,
    backToBackPeakMegabytes,
  });
};

const readOnce = async (feed: MeterFeed): Promise<void> => {
  const { hosts, stored } = await feed.read();
  if (!stored || hosts.length !== HOSTS)
    throw new Error(`${hosts.length} hosts, stored ${stored}: the figure is void`);
};

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** The resident memory of this process: at rest after a collection, and the most since it is watched. */
const watchMemory = () => {
  collectGarbage();
  const megabytes = (): number => rounded(process.memoryUsage.rss() / BYTES_PER_MEGABYTE);
  const restMegabytes = megabytes();
  let peak = restMegabytes;
  const sample = (): number => (peak = Math.max(peak, megabytes()));
  const timer = setInterval(sample, MEMORY_SAMPLE_MILLISECONDS);
  return { restMegabytes, peakMegabytes: sample, stop: () => clearInterval(timer) };
};

/** Every host belongs to someone; keys and owners are held by MAC, as the gateway holds them. */
const everyHostOwned = (): Attribution => {
  const owners = new Map<MacAddress, Owner>();
  const keys = new Map<MacAddress, string>();
  const held = <T>(known: Map<MacAddress, T>, mac: MacAddress, make: () => T): T => {
    const value = known.get(mac) ?? make();
    known.set(mac, value);
    return value;
  };
  return {
    ownerOf: (mac) =>
      held(owners, mac, () => ({
        subscriberId: idFrom('bench-subscriber', mac),
        deviceId: idFrom('bench-device', mac),
      })),
    macKeyOf: (mac) =>
      held(keys, mac, () =>
        createHmac('sha256', 'bench').update(mac).digest().subarray(0, 12).toString('base64url'),
      ),
    isByHand: () => false,
  };
};
