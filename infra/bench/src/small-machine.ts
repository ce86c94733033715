// small-machine.ts — a neighbourhood on a machine like a Raspberry Pi: one core and 1 GB for the product and its engines,
// devices that move something all the time, read every 30 s. What it takes, and what it writes to the card.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newId, sleep } from '@saring/kernel';
import { Browser } from '../../../services/all-in-one/src/testing/browser';
import { cpuSeconds, machine, option, processTree, pssMegabytes, report, rounded, spread } from './figures';
import { startSimulatedRouter, writeRouters } from './simulated-router';
import { OPERATOR, PORT, startWholeProduct } from './whole-product';

const MEMORY_BYTES = 1_073_741_824;
const PERIOD_MICROSECONDS = 100_000;
const SAMPLE_MILLISECONDS = 10_000;
const WARM_SECONDS = 90;
const ADOPTED_MILLISECONDS = 300_000;
const GROUP = 'saring-small';
/** 200 kbit/s each: 20,000 would fill a line of 4 Gbit/s. */
const DOWN_BITS_PER_SECOND = 200_000;
const DAY_SECONDS = 86_400;
const BYTES_PER_MEGABYTE = 1_000_000;

type Phones = {
  readonly phones: readonly { readonly number: number; readonly mac: string; readonly binding?: string }[];
};

/** Control groups of version 1, as root. @returns what bounds it, in words. */
const confine = (pid: number): string => {
  const put = (controller: string, file: string, text: string): void => {
    const folder = join('/sys/fs/cgroup', controller, GROUP);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  try {
    put('memory', 'memory.limit_in_bytes', String(MEMORY_BYTES));
    put('cpu', 'cpu.cfs_period_us', String(PERIOD_MICROSECONDS));
    put('cpu', 'cpu.cfs_quota_us', String(PERIOD_MICROSECONDS));
    for (const controller of ['memory', 'cpu']) put(controller, 'cgroup.procs', String(pid));
    return '1 core, 1 GB (cgroup)';
  } catch (error) {
    return `not bounded: ${(error as Error).message}`;
  }
};

/** Bytes that a process tree has had written to the disk, by process. */
const writtenBytes = (pid: number): ReadonlyMap<number, number> =>
  new Map(
    processTree(pid).map((one) => [
      one,
      Number(/^write_bytes: (\d+)/m.exec(readFileSync(`/proc/${one}/io`, 'utf8'))?.[1] ?? 0),
    ]),
  );

export const smallMachine = async (args: readonly string[]): Promise<void> => {
  const devices = option(args, 'devices', 200);
  const seconds = option(args, 'seconds', 300);
  const simulated = await startSimulatedRouter(0, devices);
  let bounds = '';
  const routers = [{ name: 'Router', site: 'site-1', ...simulated.address }];
  const { pid, readySeconds, stop } = await startWholeProduct(
    { ROUTERS_FILE: writeRouters(routers) },
    (started) => void (bounds = confine(started)),
  );
  try {
    const joinedSeconds = await moveIn(simulated.control, devices);
    await sleep(WARM_SECONDS * 1_000);
    const memory: number[] = [];
    const [cpuBefore, diskBefore, start] = [cpuSeconds(pid), writtenBytes(pid), performance.now()];
    while (performance.now() - start < seconds * 1_000) {
      await sleep(SAMPLE_MILLISECONDS);
      memory.push(pssMegabytes(processTree(pid)));
    }
    const elapsed = (performance.now() - start) / 1_000;
    const cpu = (cpuSeconds(pid) - cpuBefore) / elapsed;
    const disk = [...writtenBytes(pid)].reduce(
      (sum, [one, bytes]) => sum + bytes - (diskBefore.get(one) ?? 0),
      0,
    );
    const of = { devices, seconds: rounded(elapsed), bounds };
    report({
      ...{
        name: 'small-machine.memory',
        value: rounded(spread(memory).p50),
        unit: 'MB PSS',
        n: memory.length,
      },
      ...{ ...spread(memory), ...of, machine: machine() },
    });
    report({ name: 'small-machine.cpu', value: rounded(cpu * 100), unit: '% of a core', n: 1, ...of });
    const perDay = (disk / elapsed) * DAY_SECONDS;
    report({
      ...{ name: 'small-machine.disk', value: rounded(perDay / BYTES_PER_MEGABYTE), unit: 'MB a day', n: 1 },
      ...of,
    });
    report({ name: 'small-machine.ready', value: rounded(readySeconds, 2), unit: 's', n: 1, ...of });
    report({ name: 'small-machine.joined', value: rounded(joinedSeconds, 2), unit: 's', n: 1, ...of });
  } finally {
    await stop();
    await simulated.stop();
  }
};

/** Each a subscriber with one device and quota, let in by the router and moving bytes. @returns how long all took. */
const moveIn = async (
  control: <T>(path: string, body?: object) => Promise<T>,
  devices: number,
): Promise<number> => {
  const operator = new Browser(`localhost:${PORT}`, PORT);
  const post = async <T>(path: string, body: object): Promise<T> => {
    const answer = await operator.post<T>(path, body, { 'idempotency-key': newId() });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  await post('/api/v1/operator/login', OPERATOR);
  const start = performance.now();
  const { phones } = await control<Phones>('state');
  for (const [index, { number, mac }] of phones.slice(0, devices).entries()) {
    const phone = `0812${String(50_000_000 + index)}`;
    const person = { phone, name: `Orang ${index}`, site: 'site-1' };
    const { subscriberId } = await post<{ subscriberId: string }>('/api/v1/subscribers', person);
    await post(`/api/v1/subscribers/${subscriberId}/devices`, { mac, label: 'HP' });
    await post(`/api/v1/subscribers/${subscriberId}/grants`, { bytes: 1e12, days: 30, reason: 'bench' });
    await control(`phones/${number}/join`, {});
    await control(`phones/${number}/traffic`, { downBitsPerSecond: DOWN_BITS_PER_SECOND });
  }
  const until = performance.now() + ADOPTED_MILLISECONDS;
  for (;;) {
    const { phones: now } = await control<Phones>('state');
    if (now.slice(0, devices).every(({ binding }) => binding === 'bypassed')) break;
    if (performance.now() > until) throw new Error('the router did not let all devices in');
    await sleep(1_000);
  }
  return (performance.now() - start) / 1_000;
};
