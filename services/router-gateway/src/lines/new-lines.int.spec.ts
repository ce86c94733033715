// new-lines.int.spec.ts — many lines from the rows of a file on a simulated router: checked, made once, gone on with.
import { RouterGateway } from '@saring/contracts';
import { idFrom, newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { startRouterOsSimulator, type RouterOsSimulator } from '../../../../infra/simulators/routeros/src';
import { SimulatedSite, type Gateway } from '../testing/simulated-site';

const rpc = RouterGateway.method;
const ROWS = 200;

let town: SimulatedSite<RouterOsSimulator>;
let gateway: Gateway;
const start = () =>
  town.startGateway({ POLL_SECONDS: '3600', SWEEP_SECONDS: '3600', ROUTER_WRITES_PER_SECOND: '10000' });
beforeEach(async () => {
  town = await SimulatedSite.start(await startRouterOsSimulator({ clock: 'manual' }));
  router().put('ip/pool', { name: 'home', ranges: '10.20.0.2-10.20.3.254' });
  gateway = await start();
  await eventually(async () => (await sweep()) !== undefined);
  for (let number = 0; number < ROWS; number += 1)
    town.residents.holders.set(phoneOf(number), idFrom('person', String(number)));
});
afterEach(() => town.close());

const router = () => town.simulator.router();
const phoneOf = (number: number): string => `+62812${String(40_000_000 + number)}`;
const command = () => ({ commandId: newId(), actor: 'operator:sri' });
const sweep = async () => {
  const routerId = await town.routerId();
  if (routerId === '') return undefined;
  return town.sweep(routerId).catch(() => undefined);
};
const names = () =>
  router()
    .rows('ppp/secret')
    .map((row) => row['name'])
    .sort();
const send = async (rows: readonly object[], more: object = {}) =>
  town.messenger.request(rpc.createLines, {
    ...{ ...command(), routerId: await town.routerId(), rows: [...rows], prefix: 'rumah-', pool: 'home' },
    ...{ uploadKilobitsPerSecond: 5_000, downloadKilobitsPerSecond: 20_000 },
    ...more,
  });
const row = (number: number, more: object = {}) => ({ fileRow: number + 2, phone: phoneOf(number), ...more });

it('checks a file without making anything, and makes nothing of one with faults unless it is told to', async () => {
  router().put('ppp/secret', { name: 'toko', password: 'x', profile: 'default' });
  const rows = [
    row(0),
    row(1, { username: 'toko' }),
    row(2, { download: 'cepat' }),
    row(3, { phone: '0899' }),
    row(4, { pool: 'hilang' }),
  ];
  for (const more of [{ checkOnly: true }, {}]) {
    const checked = await send(rows, more);
    expect(checked).toMatchObject({ made: 0, faulty: 4 });
    expect(checked.rows.map(({ refusal, username }) => refusal || username)).toEqual([
      ...['rumah-0001', 'LINE.NAME_TAKEN', 'LINE.ROW_SPEED_INVALID', 'PHONE.INVALID'],
      'LINE.ROW_POOL_MISSING',
    ]);
    expect(names()).toEqual(['toko']);
  }
  expect(await send(rows, { skipFaulty: true })).toMatchObject({ made: 1, faulty: 4 });
  expect(names()).toEqual(['rumah-0001', 'toko']);
  const [made] = router()
    .rows('ppp/secret')
    .filter(({ name }) => name === 'rumah-0001');
  expect(made?.['password']).toMatch(/^[a-z2-9]{14}$/);
});

it('makes each of many rows once, though the gateway stops and the file is sent again and again', async () => {
  const rows = Array.from({ length: ROWS }, (_, number) => row(number));
  const asked = command();
  const first = send(rows, asked).catch(() => undefined);
  await eventually(async () => (await town.messenger.request(rpc.listLines, { limit: 1 })).items.length > 0);
  await gateway.stop();
  await first;
  gateway = await start();
  await eventually(async () => expect(await send(rows, asked)).toMatchObject({ made: ROWS, faulty: 0 }));
  expect(await send(rows, asked)).toMatchObject({ made: ROWS, faulty: 0 });
  // Another person with the same file on another day.
  const again = await send(rows, { skipFaulty: true });
  expect(again).toMatchObject({ made: 0, faulty: ROWS });
  expect(again.rows[0]?.refusal).toBe('LINE.ROW_HAS_LINE');
  await eventually(() => expect(names()).toHaveLength(ROWS));
  expect(new Set(names()).size).toBe(ROWS);
  expect(names().at(-1)).toBe('rumah-0200');
});

it('keeps a password that a row says for who may read it, and refuses too many rows', async () => {
  const { rows } = await send([row(0, { username: 'toko', password: 'rahasia-toko' })]);
  const lineId = rows[0]?.lineId ?? '';
  expect(await town.messenger.request(rpc.getLinePassword, { lineId })).toMatchObject({
    password: 'rahasia-toko',
  });
  expect(town.simulator.modem(1).dial('toko', 'rahasia-toko')).toBe(true);
  await expect(send(Array.from({ length: 501 }, () => row(0)))).rejects.toMatchObject({
    code: 'REQUEST.MALFORMED',
  });
});
