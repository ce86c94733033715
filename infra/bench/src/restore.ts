// restore.ts — PPPoE lines whose bills are past their grace are paid by QRIS: how long from the bank's settlement until each is
// back in a session of its own.
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuthOtp, Billing, RouterGateway } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { connectNats, Messenger } from '@saring/messaging';
import { startMidtransSimulator } from '../../simulators/midtrans/src';
import { startRouterOsSimulator } from '../../simulators/routeros/src';
import { machine, option, percentile, report, rounded } from './figures';
import type { OfficeAnswer } from './office-process';
import { startBenchStack, startRole } from './stack';

const SERVER_KEY = 'SB-Mid-server-of-the-bench';
const ROUTER_PASSWORD = 'saring-bench';
const LINE_PASSWORD = 'rahasia-rumah';
const SITE = 'site-1';
const POOL = { name: 'rumah', ranges: '10.20.0.2-10.20.3.254' };
const HOME = /^10\.20\./;
const ISOLIR = /^10\.255\.2/;
const actor = 'operator:bench';
const REQUEST_MILLISECONDS = 30_000;
const SIDE_BY_SIDE = 8;
/** Modems dial in the moment that they may: their own wait (2 s in the simulator) is not measured. */
const MODEM_STEP_MILLISECONDS = 2_000;
const LOOK_MILLISECONDS = 2;
const LIMIT_MILLISECONDS = 120_000;
/** Behind a grace of three days. */
const STARTS_ON = new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10);

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));
const until = async (isTrue: () => boolean | Promise<boolean>, what: string): Promise<void> => {
  const end = performance.now() + LIMIT_MILLISECONDS;
  while (!(await isTrue())) {
    if (performance.now() > end) throw new Error(`waited in vain: ${what}`);
    await wait(LOOK_MILLISECONDS);
  }
};
const sideBySide = async (count: number, work: (index: number) => Promise<void>): Promise<void> => {
  let next = 0;
  await Promise.all(
    Array.from({ length: SIDE_BY_SIDE }, async () => {
      for (let index = next++; index < count; index = next++) await work(index);
    }),
  );
};

/** `--lines=200 --rate=5`: so many payments a second; 0: all at once. */
export const restore = async (args: readonly string[]): Promise<void> => {
  const lines = option(args, 'lines', 200);
  const rate = option(args, 'rate', 5);
  const folder = mkdtempSync(join(tmpdir(), 'saring-restore-'));
  const town = await startRouterOsSimulator({ password: ROUTER_PASSWORD, phones: 0 });
  town.router().put('ip/pool', POOL);
  const bank = await startMidtransSimulator({ serverKey: SERVER_KEY });
  const stack = await startBenchStack();
  const routersFile = join(folder, 'routers.json');
  const at = { host: '127.0.0.1', port: town.apiPort, tls: false, user: 'saring', password: ROUTER_PASSWORD };
  writeFileSync(routersFile, JSON.stringify([{ name: 'bench', site: SITE, ...at }]));
  const office = await startRole('office', {
    ...stack.env,
    ...{ ROUTERS_FILE: routersFile, NOTICE_ADDRESS: '192.168.88.2:9080', MIDTRANS_SERVER_KEY: SERVER_KEY },
    ...{ MIDTRANS_BASE_URL: bank.baseUrl, MIDTRANS_SNAP_BASE_URL: `${bank.baseUrl}/snap/v1` },
  });
  const nats = await connectNats(stack.env['NATS_URL'] ?? '', 'bench');
  try {
    const { port } = await office.ask<OfficeAnswer>('port');
    bank.notifyUrl = `http://127.0.0.1:${port}/webhooks/midtrans`;
    const messenger = new Messenger(nats);
    const ask: Messenger['request'] = (rpc, request) => messenger.request(rpc, request, REQUEST_MILLISECONDS);
    const orders = await isolatedLines(ask, lines, (number) => town.modem(number));
    const settle = async (index: number): Promise<number> => {
      const order = bank.vendor.find(orders[index] ?? '');
      const modem = town.modem(index + 1);
      const start = performance.now();
      if (!order || !bank.vendor.move(order, 'settlement')) throw new Error('an order cannot be paid');
      await until(
        () => {
          modem.step(MODEM_STEP_MILLISECONDS);
          return HOME.test(modem.address ?? '');
        },
        `line ${index + 1} is back`,
      );
      return performance.now() - start;
    };
    const begin = performance.now();
    const took = await Promise.all(
      orders.map(async (_, index) => {
        if (rate > 0) await wait(begin + (index * 1_000) / rate - performance.now());
        return settle(index);
      }),
    );
    report({
      ...{ name: 'restore', value: rounded(percentile(took, 0.99)), unit: 'ms', n: lines, rate },
      ...{ p50: rounded(percentile(took, 0.5)), p95: rounded(percentile(took, 0.95)) },
      ...{ p99: rounded(percentile(took, 0.99)), slowest: rounded(Math.max(...took)), machine: machine() },
    });
  } finally {
    await nats.close();
    await office.stop();
    await stack.close();
    await bank.close();
    await town.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

type Modem = {
  readonly address: string | undefined;
  dial(name: string, password: string): boolean;
  step(milliseconds: number): void;
};

/** Lines that are suspended by their bills, each with an open order for it. @returns the numbers of the orders. */
const isolatedLines = async (
  ask: Messenger['request'],
  count: number,
  modemOf: (number: number) => Modem,
): Promise<readonly string[]> => {
  let routerId = '';
  await until(async () => {
    const { items } = await ask(RouterGateway.method.listRouters, {});
    routerId = items.find(({ state }) => state === 'online')?.routerId ?? '';
    return routerId !== '';
  }, 'the router is online');
  const sold = { name: 'Rumah', bytes: 0, unlimited: true, days: 30, priceRupiah: 150_000, active: true };
  const made = await ask(Billing.method.createPackage, { commandId: newId(), package: sold, actor });
  const people: string[] = [];
  await sideBySide(count, async (index) => {
    const username = `rumah-${index + 1}`;
    const { subscriberId } = await ask(AuthOtp.method.createSubscriber, {
      ...{ commandId: newId(), actor, name: username, role: 'subscriber', site: SITE },
      phone: `+62812${String(30_000_000 + index)}`,
    });
    const { lineId } = await ask(RouterGateway.method.createLine, {
      ...{ commandId: newId(), actor, subscriberId, routerId, username, pool: POOL.name },
      ...{ uploadKilobitsPerSecond: 5_000, downloadKilobitsPerSecond: 20_000, password: LINE_PASSWORD },
    });
    await ask(Billing.method.startSubscription, {
      ...{ commandId: newId(), actor, subscriberId, site: SITE, packageId: made.packageId, lineId },
      ...{ unit: 'month', count: 1, startsOn: STARTS_ON, issueDaysBefore: 7, graceDays: 3 },
    });
    modemOf(index + 1).dial(username, LINE_PASSWORD);
    people[index] = subscriberId;
  });
  await ask(Billing.method.runJob, { name: 'judge-overdue-bills' });
  await until(() => {
    const all = people.map((_, index) => modemOf(index + 1));
    for (const modem of all) modem.step(MODEM_STEP_MILLISECONDS);
    return all.every(({ address }) => ISOLIR.test(address ?? ''));
  }, 'every line is suspended');
  const orders: string[] = [];
  await sideBySide(count, async (index) => {
    const paying = { subscriberId: people[index] ?? '', method: 'qris', site: SITE, actor: 'subscriber' };
    const order = await ask(Billing.method.placeBillPayment, { commandId: newId(), ...paying });
    orders[index] = order.orderNumber;
  });
  return orders;
};
