// line-usage.int.spec.ts — what lines moved, from readings to days: redials, reboots, a ledger that starts again.
import { lineMeterOf, QuotaLedger } from '@saring/contracts';
import { newId, toInstant } from '@saring/kernel';
import { lastReadingSequence, publishReading } from '@saring/messaging';
import { eventually } from '@saring/testing';
import { LedgerStack } from '../testing/ledger-stack';
import { gatewayRouters } from '../testing/fake-gateway';

const rpc = QuotaLedger.method;
const ZONE = 'Asia/Jakarta';
const BUDI = newId();
const SITI = newId();

let ledger: LedgerStack;
let routerId: string;
beforeAll(async () => {
  ledger = await LedgerStack.start();
});
afterAll(() => ledger?.close());
beforeEach(() => {
  routerId = newId();
  gatewayRouters.add(routerId);
});

type Row = {
  readonly id: string;
  readonly lineId: string;
  readonly up: number;
  readonly down: number;
  readonly age: number;
};

const read = async (
  uptime: number,
  rows: readonly Row[],
  boot = 'boot-1',
  at = new Date(),
): Promise<void> => {
  const name = lineMeterOf(routerId);
  const outcome = await publishReading(
    ledger.nats,
    {
      ...{ routerId: name, bootId: boot, routerUptimeSeconds: uptime, routerUptimeAfterSeconds: uptime },
      ...{ observedAt: toInstant(at), kind: 'poll', readingId: newId(), part: 0, parts: 1 },
      linkBitsPerSecondPerDevice: 10_000_000_000,
      ids: rows.map(({ id }) => id),
      macKeys: rows.map(({ lineId }) => lineId),
      deviceIds: rows.map(() => ''),
      owners: rows.map(({ lineId }) => lineId),
      bytesIn: rows.map(({ up }) => up),
      bytesOut: rows.map(({ down }) => down),
      uptimeSeconds: rows.map(({ age }) => age),
    },
    await lastReadingSequence(ledger.nats, name),
  );
  expect(outcome.stored).toBe(true);
};
const usageOf = async (lineId: string) => {
  const since = '2020-01-01T00:00:00.000Z';
  const { items } = await ledger.messenger.request(rpc.countLineUsage, { lines: [{ lineId, since }] });
  const [{ uploadBytes, downloadBytes, uncountedBytes, sessions, reboots } = {}] = items;
  return [uploadBytes, downloadBytes, uncountedBytes, sessions, reboots];
};

it('counts each session from nothing, says which a reboot ended, and is nobody’s quota', async () => {
  const subscriberId = await ledger.subscriber();
  await ledger.grant(subscriberId, 1_000_000);
  const [line, other] = [newId(), newId()];
  await read(1_000, []);
  await read(1_030, [{ id: '*1', lineId: line, up: 10, down: 500, age: 20 }]);
  await read(1_060, [
    { id: '*1', lineId: line, up: 15, down: 900, age: 50 },
    { id: '*2', lineId: other, up: 1, down: 1, age: 5 },
  ]);
  // It dialled again: a row of its own, from nothing.
  await read(1_090, [{ id: '*3', lineId: line, up: 3, down: 40, age: 10 }]);
  await eventually(async () => expect(await usageOf(line)).toEqual([18, 940, 0, 2, 0]));
  await read(20, [{ id: '*1', lineId: line, up: 2, down: 60, age: 5 }], 'boot-2');
  await eventually(async () => expect(await usageOf(line)).toEqual([20, 1_000, 0, 3, 1]));
  expect(await usageOf(other)).toEqual([1, 1, 0, 1, 0]);
  const { items } = await ledger.messenger.request(rpc.listAccess, { afterSubscriberId: '' });
  expect(items.map((one) => one.subscriberId)).not.toContain(line);
  const { rows } = await ledger.pool.query('select 1 from router_hours where router_id like $1', [
    `${routerId}%`,
  ]);
  expect(rows).toEqual([]);
});

it('counts nothing of what a line moved before it was ours, and says what it cannot tell', async () => {
  const line = newId();
  await read(1_000, [{ id: '*1', lineId: line, up: 7, down: 7_000, age: 900 }]);
  await read(1_030, [{ id: '*1', lineId: line, up: 8, down: 7_100, age: 930 }]);
  await eventually(async () => expect(await usageOf(line)).toEqual([1, 100, 0, 1, 0]));
  // As old as the last reading, and it was not in it.
  await read(1_060, [
    { id: '*1', lineId: line, up: 8, down: 7_100, age: 960 },
    { id: '*9', lineId: line, up: 0, down: 300, age: 500 },
  ]);
  await eventually(async () => expect(await usageOf(line)).toEqual([1, 100, 300, 2, 0]));
});

it('says days where the site is', async () => {
  await read(1_000, [], 'boot-1', new Date('2026-11-01T10:00:00Z'));
  const at = (uptime: number, down: number, instant: string) =>
    read(uptime, [{ id: '*1', lineId: BUDI, up: 0, down, age: uptime - 1_001 }], 'boot-1', new Date(instant));
  await at(1_100, 100, '2026-11-01T16:59:00Z');
  await at(1_200, 350, '2026-11-01T17:30:00Z');
  const asked = { lineId: BUDI, fromDate: '2026-11-01', toDate: '2026-11-30', timeZone: ZONE };
  await eventually(async () => {
    const { days, total } = await ledger.messenger.request(rpc.getLineUsage, asked);
    expect(days.map(({ day, downloadBytes }) => [day, downloadBytes])).toEqual([
      ['2026-11-01', 100],
      ['2026-11-02', 250],
    ]);
    expect(total?.downloadBytes).toBe(350);
  });
  const since = '2026-11-01T17:00:00.000Z';
  const { items } = await ledger.messenger.request(rpc.countLineUsage, { lines: [{ lineId: BUDI, since }] });
  expect(items).toMatchObject([{ lineId: BUDI, downloadBytes: 250 }]);
});

it('goes on where it stopped, also from the beginning of the store', async () => {
  const row = (down: number, age: number) => [{ id: '*1', lineId: SITI, up: 0, down, age }];
  await read(1_000, []);
  for (let round = 1; round <= 30; round += 1)
    await read(1_000 + round * 30, row(round * 10, round * 30 - 1));
  await eventually(async () => expect(await usageOf(SITI)).toEqual([0, 300, 0, 1, 0]));
  await ledger.stopLedger();
  await read(1_930, row(310, 929));
  await ledger.startLedger();
  await eventually(async () => expect(await usageOf(SITI)).toEqual([0, 310, 0, 1, 0]));
  // Balances that are built again take the checkpoints of all with them.
  await ledger.pool.query("delete from checkpoints where name = 'line-usage'");
  await ledger.stopLedger();
  await ledger.startLedger();
  await read(1_960, row(320, 959));
  await eventually(async () => expect(await usageOf(SITI)).toEqual([0, 320, 0, 1, 0]));
});
