// Two clients that are not ours must find a RouterOS here: Debian's python3-librouteros and npm's routeros-client.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { RouterOSClient } from 'routeros-client';
import { startRouterOsSimulator, type RouterOsSimulator } from '../src';

const PYTHON = '/usr/bin/python3';
const run = promisify(execFile);
let simulator: RouterOsSimulator;

beforeEach(async () => {
  simulator = await startRouterOsSimulator({ clock: 'manual' });
  simulator.phone(1).join();
});

afterEach(() => simulator.close());

const hasLibrouteros = async (): Promise<boolean> => {
  if (!existsSync(PYTHON)) return false;
  return run(PYTHON, ['-c', 'import librouteros']).then(
    () => true,
    () => false,
  );
};

it('python3-librouteros logs in both ways, prints, adds, sets, removes, queries and is refused', async () => {
  if (!(await hasLibrouteros())) {
    // CI has the Debian package; a laptop without it still has the other foreign client.
    expect(process.env.CI).toBeFalsy();
    return;
  }
  // This client does not know `!empty` either: it belongs to RouterOS 7.18, the client is older.
  simulator.router().emptyReplies = false;
  const script = join(__dirname, 'librouteros-probe.py');
  const { stdout } = await run(PYTHON, [script, String(simulator.apiPort), String(simulator.tlsPort)]);
  expect(JSON.parse(stdout)).toEqual({
    hosts: [{ 'mac-address': 'A4:C3:F0:00:00:01', address: '10.5.50.11', bypassed: false }],
    added: '*1',
    afterSet: [{ type: 'bypassed', comment: 'saring|uji' }],
    queried: ['10.5.50.11', '10.5.50.12'],
    afterRemove: [],
    traps: [
      'no such command prefix',
      'unknown parameter colour',
      'no such item (4)',
      'failure: such client already exists',
    ],
    wrongPassword: 'invalid user name or password (6)',
    challengeLogin: 'MikroTik-1',
    overTls: 'MikroTik-1',
    long: 300,
  });
  expect(simulator.router().rows('ip/hotspot/ip-binding')).toEqual([]);
});

describe('routeros-client', () => {
  const connect = async () => {
    simulator.router().emptyReplies = false;
    const client = new RouterOSClient({
      host: '127.0.0.1',
      port: simulator.apiPort,
      user: 'saring',
      password: 'saring-demo',
      keepalive: false,
    });
    return { client, api: await client.connect() };
  };

  it('prints, adds, sets, queries, removes and is refused', async () => {
    const { client, api } = await connect();
    const bindings = () => api.menu('/ip/hotspot/ip-binding');
    expect(await api.menu('/ip/hotspot/host').select(['mac-address', 'address']).get()).toEqual([
      expect.objectContaining({ macAddress: 'A4:C3:F0:00:00:01', address: '10.5.50.11' }),
    ]);
    const added = await bindings().add({ 'mac-address': 'A4:C3:F0:00:00:01', type: 'regular' });
    expect(added).toMatchObject({ id: '*1', macAddress: 'A4:C3:F0:00:00:01' });
    await bindings().where('id', '*1').update({ type: 'bypassed', comment: 'saring|uji' });
    expect(simulator.router().rows('ip/hotspot/ip-binding')).toEqual([
      expect.objectContaining({ type: 'bypassed', comment: 'saring|uji' }),
    ]);
    await bindings().add({ 'mac-address': 'A4:C3:F0:00:00:02', type: 'blocked' });
    expect(await bindings().where('type', 'blocked').get()).toEqual([expect.objectContaining({ id: '*2' })]);
    await expect(bindings().add({ 'mac-address': 'A4:C3:F0:00:00:02', type: 'blocked' })).rejects.toThrow(
      'such client already exists',
    );
    await bindings().where('id', '*1').remove();
    expect(simulator.router().rows('ip/hotspot/ip-binding')).toHaveLength(1);
    expect(simulator.router().rows('ip/hotspot/host')[0]).toMatchObject({ bypassed: 'false' });
    client.close();
  });

  it('cannot get in with a wrong password', async () => {
    const client = new RouterOSClient({
      host: '127.0.0.1',
      port: simulator.apiPort,
      user: 'saring',
      password: 'x',
      keepalive: false,
    });
    await expect(client.connect()).rejects.toThrow('Username or password is invalid');
  });
});
