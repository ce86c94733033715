// The words of Mikhmon and mktxp (data/wire), sent to simulated routers of three versions.
import { startRouterOsSimulator, type RouterOsSimulator } from '../src';
import mikhmon from '../data/wire/mikhmon.json';
import mktxp from '../data/wire/mktxp.json';
import { toRow, WireClient } from './wire-client';

interface Sentence {
  words: string[];
  /** Fields that the tool reads of each row. */
  reads?: string[];
  /** At least so many rows, or, of zero, none. */
  rows?: number;
  /** The words of the trap: in every version, in 6, in 7. */
  trap?: string;
  trap6?: string;
  trap7?: string;
}

/** The menu of the new WiFi packages came with 7.13. */
const WIFI = '/interface/wifi/';
const TOOLS: readonly (readonly [name: string, sentences: readonly Sentence[]])[] = [
  ['Mikhmon', mikhmon.sentences],
  ['mktxp', mktxp.sentences],
];

let simulator: RouterOsSimulator;
const start = async (personality: string): Promise<WireClient> => {
  simulator = await startRouterOsSimulator({ clock: 'manual', routers: [{ personality }] });
  simulator.phone(1).join();
  return WireClient.loggedIn(simulator.apiPort);
};
afterEach(() => simulator.close());

const expectedTrap = (sentence: Sentence, version: string): string | undefined => {
  if (version === '7.12.2' && sentence.words[0]?.startsWith(WIFI)) return 'no such command prefix';
  return sentence.trap ?? (version.startsWith('6') ? sentence.trap6 : sentence.trap7);
};

/** The fault of a reply; undefined when it is as the tool expects it. */
const faultOf = (sentence: Sentence, replies: string[][], version: string): string | undefined => {
  const trapped = replies.find(([word]) => word === '!trap');
  const trap = trapped && toRow(trapped).message;
  if (trap !== expectedTrap(sentence, version)) return `trap ${trap}`;
  const rows = replies.filter(([word]) => word === '!re').map(toRow);
  const wanted = sentence.rows ?? 0;
  if (trap === undefined && (rows.length < wanted || (sentence.rows === 0 && rows.length > 0)))
    return `${rows.length} rows`;
  const missing = sentence.reads?.find((field) => rows.some((row) => row[field] === undefined));
  if (missing !== undefined) return `no ${missing}`;
  const isCount = sentence.words.includes('=count-only=');
  const ret = toRow(replies.at(-1) ?? []).ret;
  return isCount && !/^\d+$/.test(ret ?? '') ? `count ${ret}` : undefined;
};

describe.each(TOOLS)('%s', (_name, sentences) => {
  it.each(['6.49', '7.12.2', '7.24'])('finds in RouterOS %s all that it asks for', async (version) => {
    const client = await start(version);
    const faults: string[] = [];
    for (const sentence of sentences) {
      const fault = faultOf(sentence, await client.ask(...sentence.words), version);
      if (fault !== undefined) faults.push(`${sentence.words.join(' ')}: ${fault}`);
    }
    expect(faults).toEqual([]);
    client.close();
  });
});

describe('a tool', () => {
  it('sees the traffic of the hotspot, each second until it cancels', async () => {
    const client = await start('7.24');
    simulator.router().put('ip/hotspot/ip-binding', {
      'mac-address': simulator.phone(1).mac,
      type: 'bypassed',
      disabled: 'false',
    });
    simulator.phone(1).startTraffic({ downBitsPerSecond: 8_000_000 });
    simulator.advance(2);
    const [row] = await client.rows('/interface/monitor-traffic', '=interface=bridge-hotspot', '=once=');
    expect(row).toMatchObject({ 'rx-bits-per-second': '0', 'tx-bits-per-second': '8000000' });
    client.send('/interface/monitor-traffic', '=interface=ether1,bridge-hotspot', '.tag=7');
    const told = () => client.sentences.filter((words) => words[0] === '!re' && words[1] === '.tag=7');
    await client.until(() => told().length >= 4);
    client.send('/cancel', '=tag=7', '.tag=8');
    await client.until(() => client.sentences.some((words) => words.join() === '!done,.tag=7'));
    expect(new Set(told().map((words) => toRow(words).name))).toEqual(new Set(['ether1', 'bridge-hotspot']));
    expect(await client.trapOf('/interface/monitor-traffic', '=interface=ether9', '=once=')).toBe(
      'input does not match any value of interface',
    );
    client.close();
  });

  it('pings who is there, and waits in vain for who is not', async () => {
    const client = await start('7.12.2');
    const rows = await client.rows('/ping', `=address=${simulator.phone(1).address}`, '=count=2');
    expect(rows).toMatchObject([
      { seq: '0', sent: '1', received: '1', 'packet-loss': '0' },
      { seq: '1', sent: '2', received: '2', 'packet-loss': '0' },
    ]);
    const [lost] = await client.rows('/ping', '=address=10.5.50.250', '=count=1');
    expect(lost).toMatchObject({ status: 'timeout', received: '0', 'packet-loss': '100' });
    client.close();
  });

  it('is refused an address that is none, and a binding of another server lets no one through', async () => {
    const client = await start('7.24');
    const add = (address: string) =>
      client.trapOf('/ip/firewall/address-list/add', '=list=active', `=address=${address}`);
    expect(await add('999.1.1.1')).toBe('invalid value for argument address');
    expect(await add('10.5.50.0/24')).toBeUndefined();
    expect(await add('10.5.50.2-10.5.50.9')).toBeUndefined();
    expect(await add('bank.example')).toBeUndefined();
    const { mac } = simulator.phone(1);
    const bypassed = async () => (await client.rows('/ip/hotspot/host/print'))[0]?.bypassed;
    simulator.router().put('ip/hotspot/ip-binding', { 'mac-address': mac, type: 'bypassed', server: 'lain' });
    expect(await bypassed()).toBe('false');
    simulator.router().put('ip/hotspot/ip-binding', {
      ...{ 'mac-address': mac, type: 'bypassed', server: 'hotspot1' },
    });
    expect(await bypassed()).toBe('true');
    client.close();
  });

  it('shuts the router down, and it does not come back by itself', async () => {
    const client = await start('6.49');
    await client.ask('/system/shutdown');
    await client.until(() => client.closed);
    expect(simulator.router().isOn).toBe(false);
  });

  it('finds its own session, and only while it is open', async () => {
    const client = await start('7.24');
    const other = await WireClient.loggedIn(simulator.apiPort);
    expect(await client.rows('/user/active/print')).toHaveLength(2);
    other.close();
    await client.until(() => simulator.router().rows('user/active').length === 1);
    client.close();
  });
});
