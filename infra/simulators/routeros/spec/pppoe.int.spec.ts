import { startRouterOsSimulator, type RouterOsSimulator } from '../src';
import { WireClient } from './wire-client';

let simulator: RouterOsSimulator;
let client: WireClient;

beforeEach(async () => {
  simulator = await startRouterOsSimulator({ clock: 'manual', startAtMs: Date.UTC(2026, 8, 28) });
  client = await WireClient.loggedIn(simulator.apiPort);
  await client.ask('/ip/pool/add', '=name=home', '=ranges=10.20.0.2-10.20.0.3');
  await client.ask('/ip/pool/add', '=name=isolir', '=ranges=10.255.255.2-10.255.255.254');
  await client.ask('/ppp/profile/add', '=name=10M', '=remote-address=home', '=rate-limit=2M/10M');
  await client.ask(
    '/ppp/profile/add',
    ...['=name=isolir', '=remote-address=isolir', '=rate-limit=64k/64k', '=address-list=isolir'],
  );
  await client.ask('/ppp/secret/add', '=name=budi', '=password=rahasia', '=service=pppoe', '=profile=10M');
});

afterEach(async () => {
  client.close();
  await simulator.close();
});

const secretId = async (): Promise<string> =>
  (await client.rows('/ppp/secret/print', '?name=budi'))[0]?.['.id'] ?? '';
const active = (): Promise<Record<string, string>[]> => client.rows('/ppp/active/print');
const setSecret = async (...words: string[]): Promise<void> =>
  void (await client.ask('/ppp/secret/set', `=.id=${await secretId()}`, ...words));
const removeActive = async (): Promise<void> => {
  for (const row of await active()) await client.ask('/ppp/active/remove', `=.id=${row['.id']}`);
};

describe('a PPPoE session', () => {
  it('brings an active row, an interface, a queue and an address of the pool, and takes them along', async () => {
    expect(simulator.modem(1).dial('budi', 'rahasia')).toBe(true);
    expect(await active()).toEqual([
      expect.objectContaining({
        ...{ name: 'budi', service: 'pppoe', 'caller-id': simulator.modem(1).mac, address: '10.20.0.2' },
        uptime: '0s',
      }),
    ]);
    const seen = await client.rows('/interface/print', '?type=pppoe-in', '=.proplist=name,rx-byte,tx-byte');
    expect(seen).toEqual([{ name: '<pppoe-budi>', 'rx-byte': '0', 'tx-byte': '0' }]);
    expect(await client.rows('/queue/simple/print', '=.proplist=name,max-limit,dynamic')).toEqual([
      { name: '<pppoe-budi>', 'max-limit': '2000000/10000000', dynamic: 'true' },
    ]);
    simulator.modem(1).hangUp();
    expect(await active()).toEqual([]);
    expect(await client.rows('/interface/print', '?type=pppoe-in')).toEqual([]);
    expect(await client.rows('/queue/simple/print')).toEqual([]);
    expect((await client.rows('/ppp/secret/print'))[0]).toMatchObject({
      'last-caller-id': simulator.modem(1).mac,
      'last-disconnect-reason': 'peer-request',
    });
  });

  it('counts from 0 each time: what the customer sends is received', async () => {
    simulator.modem(1).dial('budi', 'rahasia');
    simulator.modem(1).transfer(10, 2_000);
    const counters = (): Promise<Record<string, string>[]> =>
      client.rows('/interface/print', '?type=pppoe-in', '=.proplist=.id,rx-byte,tx-byte');
    const [first] = await counters();
    expect(first).toMatchObject({ 'rx-byte': '10', 'tx-byte': '2000' });
    expect(await client.rows('/queue/simple/print', '=.proplist=bytes')).toEqual([{ bytes: '10/2000' }]);
    await removeActive();
    simulator.advance(5);
    const [second] = await counters();
    expect(second).toMatchObject({ 'rx-byte': '0', 'tx-byte': '0' });
    expect(second?.['.id']).not.toBe(first?.['.id']);
  });

  it('keeps the profile it came up with until it is removed; then the client redials by itself', async () => {
    simulator.modem(1).dial('budi', 'rahasia');
    await setSecret('=profile=isolir');
    expect((await active())[0]?.address).toBe('10.20.0.2');
    expect(await client.rows('/ip/firewall/address-list/print')).toEqual([]);
    await removeActive();
    expect(await active()).toEqual([]);
    simulator.advance(5);
    expect((await active())[0]?.address).toBe('10.255.255.2');
    expect(await client.rows('/ip/firewall/address-list/print')).toEqual([
      expect.objectContaining({ list: 'isolir', address: '10.255.255.2', dynamic: 'true' }),
    ]);
  });

  it('survives the disabling of its secret, and is not dialled again', async () => {
    simulator.modem(1).dial('budi', 'rahasia');
    await setSecret('=disabled=yes');
    expect(await active()).toHaveLength(1);
    await removeActive();
    simulator.advance(5);
    expect(await active()).toEqual([]);
    expect(simulator.modem(1).refusal).toBe('authentication failed');
    await setSecret('=disabled=no');
    simulator.advance(5);
    expect(await active()).toHaveLength(1);
  });

  it('is refused for a wrong password, another caller id and another service', async () => {
    expect(simulator.modem(1).dial('budi', 'salah')).toBe(false);
    await setSecret(`=caller-id=${simulator.modem(1).mac}`);
    expect(simulator.modem(2).dial('budi', 'rahasia')).toBe(false);
    expect(simulator.modem(1).dial('budi', 'rahasia')).toBe(true);
    simulator.modem(1).hangUp();
    await setSecret('=service=l2tp');
    expect(simulator.modem(1).dial('budi', 'rahasia')).toBe(false);
  });

  it('runs beside another of the same name, unless the profile allows only one', async () => {
    simulator.modem(1).dial('budi', 'rahasia');
    expect(simulator.modem(2).dial('budi', 'rahasia')).toBe(true);
    expect((await client.rows('/interface/print', '?type=pppoe-in')).map(({ name }) => name)).toEqual([
      '<pppoe-budi>',
      '<pppoe-budi-1>',
    ]);
    simulator.modem(2).hangUp();
    await client.ask('/ppp/profile/set', '=.id=10M', '=only-one=yes');
    expect(simulator.modem(2).dial('budi', 'rahasia')).toBe(false);
  });

  it('takes the fixed address of its secret before the pool; an empty pool refuses', async () => {
    await setSecret('=remote-address=10.30.0.7');
    simulator.modem(1).dial('budi', 'rahasia');
    expect(simulator.modem(1).address).toBe('10.30.0.7');
    await setSecret('=remote-address=');
    for (const number of [2, 3]) expect(simulator.modem(number).dial('budi', 'rahasia')).toBe(true);
    expect(simulator.modem(4).dial('budi', 'rahasia')).toBe(false);
    expect(simulator.modem(4).refusal).toBe('could not determine remote address');
  });

  it('ends with the power and comes back by itself', async () => {
    simulator.modem(1).dial('budi', 'rahasia');
    await simulator.router().powerOff();
    expect(simulator.modem(1).isOnline).toBe(false);
    await simulator.router().powerOn();
    expect(simulator.router().rows('ppp/active')).toEqual([]);
    expect(simulator.router().rows('ppp/secret')).toHaveLength(1);
    simulator.advance(5);
    expect(simulator.modem(1).isOnline).toBe(true);
  });
});

describe('the menus of PPP', () => {
  it('refuse an unknown profile, a second secret of a name, rows of their own and the end of `default`', async () => {
    expect(await client.trapOf('/ppp/secret/add', '=name=siti', '=profile=none')).toBe(
      'input does not match any value of profile',
    );
    expect(await client.trapOf('/ppp/secret/add', '=name=budi')).toContain('already exists');
    expect(await client.trapOf('/ppp/active/add', '=name=budi')).toBe('no such command');
    expect(await client.trapOf('/ppp/profile/remove', '=.id=default')).toContain('default');
    expect((await client.rows('/ppp/profile/print')).map(({ name }) => name)).toEqual([
      ...['default', 'default-encryption', '10M', 'isolir'],
    ]);
  });

  it('are driven from outside like the phones', async () => {
    const base = `http://127.0.0.1:${simulator.httpPort}/control/modems/7`;
    const post = async (action: string, body: object): Promise<unknown> =>
      (await fetch(`${base}/${action}`, { method: 'POST', body: JSON.stringify(body) })).json();
    expect(await post('dial', { name: 'budi', password: 'rahasia' })).toMatchObject({
      ...{ online: true, address: '10.20.0.2' },
    });
    expect(await post('transfer', { bytesIn: 1, bytesOut: 2 })).toEqual({ bytesIn: 1, bytesOut: 2 });
    expect(await post('hang-up', {})).toEqual({ ok: true });
    expect(await active()).toEqual([]);
  });
});
