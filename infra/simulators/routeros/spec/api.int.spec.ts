import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { startRouterOsSimulator, type RouterOsSimulator } from '../src';
import { encodeSentence, SentenceParser } from '../src/protocol/words';
import { toRow, WireClient } from './wire-client';

let simulator: RouterOsSimulator;
let client: WireClient;

beforeEach(async () => {
  simulator = await startRouterOsSimulator({
    clock: 'manual',
    startAtMs: Date.UTC(2026, 8, 28),
    users: [{ name: 'tamu', password: 'tamu', group: 'read' }],
  });
  client = await WireClient.loggedIn(simulator.apiPort);
});

afterEach(async () => {
  client.close();
  await simulator.close();
});

describe('login', () => {
  it('takes the challenge login and refuses a wrong answer to it', async () => {
    const old = await WireClient.open(simulator.apiPort);
    const [done = []] = await old.ask('/login');
    const challenge = Buffer.from(toRow(done).ret ?? '', 'hex');
    expect(challenge).toHaveLength(16);
    const hash = createHash('md5')
      .update(Buffer.from([0]))
      .update('saring-demo')
      .update(challenge)
      .digest('hex');
    expect(await old.ask('/login', '=name=saring', `=response=00${hash}`)).toEqual([['!done']]);
    expect(await old.rows('/system/identity/print')).toEqual([{ name: 'MikroTik-1' }]);
    // The challenge is spent.
    expect(await old.trapOf('/login', '=name=saring', `=response=00${hash}`)).toBe('cannot log in');
    old.close();
  });

  it('refuses a wrong password, and hangs up on commands without login', async () => {
    const stranger = await WireClient.open(simulator.apiPort);
    expect(await stranger.ask('/login', '=name=saring', '=password=wrong')).toEqual([
      ['!trap', '=message=invalid user name or password (6)'],
      ['!done'],
    ]);
    expect(await stranger.trapOf('/system/resource/print')).toBe('not logged in');
    await stranger.ask('/system/resource/print');
    expect(await stranger.ask('/system/resource/print')).toEqual([
      ['!fatal', 'too many commands before login'],
    ]);
    await stranger.until(() => stranger.closed);
  });

  it('speaks TLS on its second port', async () => {
    const socket = connectTls({ port: simulator.tlsPort, host: '127.0.0.1', rejectUnauthorized: false });
    const parser = new SentenceParser();
    const reply = new Promise<string[][]>((resolve) => {
      const got: string[][] = [];
      socket.on('data', (chunk) => got.push(...parser.push(Buffer.from(chunk))) >= 2 && resolve(got));
    });
    socket.write(encodeSentence(['/login', '=name=saring', '=password=saring-demo']));
    socket.write(encodeSentence(['/system/identity/print']));
    expect((await reply).slice(0, 2)).toEqual([['!done'], ['!re', '=name=MikroTik-1']]);
    expect(socket.getPeerCertificate().subject.CN).toBe('localhost');
    socket.destroy();
  });

  it('lets a read user look and not touch', async () => {
    const guest = await WireClient.loggedIn(simulator.apiPort, 'tamu', 'tamu');
    expect(await guest.rows('/system/identity/print')).toHaveLength(1);
    expect(await guest.trapOf('/system/identity/set', '=name=x')).toBe('not enough permissions (9)');
    guest.close();
  });
});

describe('sentences', () => {
  it('come whole out of single bytes', async () => {
    for (const byte of encodeSentence(['/system/identity/print', '.tag=7']))
      client.socket.write(Buffer.from([byte]));
    await client.until(() =>
      client.sentences.some((words) => words[0] === '!done' && words.includes('.tag=7')),
    );
    expect(client.sentences.slice(-2)).toEqual([
      ['!re', '.tag=7', '=name=MikroTik-1'],
      ['!done', '.tag=7'],
    ]);
  });

  it('that are no framing end the connection', async () => {
    client.socket.write(Buffer.from([0xf0, 0x80, 0, 0, 0]));
    await client.until(() => client.closed);
  });

  it('say goodbye on /quit', async () => {
    expect(await client.ask('/quit')).toEqual([['!fatal', 'session terminated on request']]);
    await client.until(() => client.closed);
  });
});

describe('refusals', () => {
  it.each([
    ['no such command prefix', ['/ip/tea/print']],
    ['no such command', ['/ip/hotspot/host/set', '=.id=*1']],
    ['no such command', ['/ip/hotspot/host/add']],
    ['unknown parameter colour', ['/ip/hotspot/ip-binding/add', '=colour=red']],
    ['unknown parameter type', ['/ip/firewall/address-list/add', '=type=bypassed']],
    ['missing =.id=', ['/ip/hotspot/ip-binding/set', '=type=regular']],
    ['missing =list=', ['/ip/firewall/address-list/add', '=address=1.2.3.4']],
    ['no such item (4)', ['/ip/hotspot/ip-binding/remove', '=.id=*99']],
    ['input does not match any value of type', ['/ip/hotspot/ip-binding/add', '=type=free']],
    ['input does not match any value of server', ['/ip/hotspot/ip-binding/add', '=server=nowhere']],
    ['invalid value for argument mac-address', ['/ip/hotspot/ip-binding/add', '=mac-address=12:34']],
    [
      'invalid value for argument timeout',
      ['/ip/firewall/address-list/add', '=list=a', '=address=1.2.3.4', '=timeout=36w'],
    ],
  ])('%s', async (message, words) => expect(await client.trapOf(...words)).toBe(message));

  it('of a second one say which', async () => {
    const binding = ['/ip/hotspot/ip-binding/add', '=mac-address=A4:C3:F0:00:00:01', '=type=bypassed'];
    const entry = ['/ip/firewall/address-list/add', '=list=active', '=address=10.5.50.11'];
    const user = ['/ip/hotspot/user/add', '=name=u'];
    expect([await client.trapOf(...binding), await client.trapOf(...binding)]).toEqual([
      undefined,
      'failure: such client already exists',
    ]);
    expect([
      await client.trapOf(...entry),
      await client.trapOf(...entry.slice(0, 2), '=address=10.5.50.11/32'),
    ]).toEqual([undefined, 'failure: already have such entry']);
    expect(await client.trapOf(...entry, '=disabled=yes')).toBeUndefined();
    expect([await client.trapOf(...user), await client.trapOf(...user)]).toEqual([
      undefined,
      'failure: already have user with this name for this server',
    ]);
    expect(await client.trapOf('/ip/address/add', '=address=10.5.50.1/24', '=interface=ether1')).toBe(
      'failure: already have such address',
    );
  });

  it('of a missing item are worded as the generation does', async () => {
    simulator.router().personality = 'v6';
    expect(await client.trapOf('/ip/hotspot/ip-binding/remove', '=.id=*99')).toBe('no such item');
  });
});

describe('lists', () => {
  it('are added to, changed, moved and emptied', async () => {
    const add = async (mac: string, ...more: string[]): Promise<string> => {
      const replies = await client.ask('/ip/hotspot/ip-binding/add', `=mac-address=${mac}`, ...more);
      return toRow(replies[0] ?? []).ret ?? '';
    };
    const first = await add('a4-c3-f0-00-00-01', '=comment=saring|satu');
    const second = await add('A4:C3:F0:00:00:02', `=place-before=${first}`, '=disabled=yes');
    expect(await client.rows('/ip/hotspot/ip-binding/print')).toEqual([
      { '.id': second, 'mac-address': 'A4:C3:F0:00:00:02', disabled: 'true' },
      { '.id': first, 'mac-address': 'A4:C3:F0:00:00:01', disabled: 'false', comment: 'saring|satu' },
    ]);
    await client.ask('/ip/hotspot/ip-binding/set', `=.id=${first},${second}`, '=type=bypassed', '=comment=');
    await client.ask('/ip/hotspot/ip-binding/move', `=numbers=${second}`);
    await client.ask('/ip/hotspot/ip-binding/enable', `=numbers=${second}`);
    expect(
      await client.rows(
        '/ip/hotspot/ip-binding/print',
        '=.proplist=mac-address,comment,disabled',
        '?type=bypassed',
      ),
    ).toEqual([
      { 'mac-address': 'A4:C3:F0:00:00:01', disabled: 'false' },
      { 'mac-address': 'A4:C3:F0:00:00:02', disabled: 'false' },
    ]);
    const [counted = []] = await client.ask('/ip/hotspot/ip-binding/print', '=count-only=');
    expect(toRow(counted)).toEqual({ ret: '2' });
    await client.ask('/ip/hotspot/ip-binding/remove', `=.id=${first},${second}`);
    expect(await client.ask('/ip/hotspot/ip-binding/print', '.tag=9')).toEqual([
      ['!empty', '.tag=9'],
      ['!done', '.tag=9'],
    ]);
    simulator.router().emptyReplies = false;
    expect(await client.ask('/ip/hotspot/ip-binding/print')).toEqual([['!done']]);
  });

  it('notify listeners, until cancelled', async () => {
    client.send('/ip/firewall/address-list/listen', '.tag=2');
    const id = toRow(
      (await client.ask('/ip/firewall/address-list/add', '=list=active', '=address=10.5.50.9'))[1] ?? [],
    ).ret;
    await client.ask('/ip/firewall/address-list/remove', `=.id=${id}`);
    const heard = client.sentences
      .filter((words) => words[0] === '!re' && words.includes('.tag=2'))
      .map(toRow);
    expect(heard).toEqual([
      expect.objectContaining({ '.id': id, list: 'active', address: '10.5.50.9' }),
      { '.id': id, '.dead': 'yes' },
    ]);
    const before = client.sentences.length;
    client.send('/cancel', '=tag=2', '.tag=3');
    await client.until(() => client.sentences.length >= before + 3);
    expect(client.sentences.slice(before)).toEqual([
      ['!trap', '.tag=2', '=category=2', '=message=interrupted'],
      ['!done', '.tag=3'],
      ['!done', '.tag=2'],
    ]);
    await client.ask('/ip/firewall/address-list/add', '=list=active', '=address=10.5.50.10');
    expect(client.sentences.slice(before + 3).filter((words) => words[0] === '!re')).toEqual([]);
  });
});

describe('faults on the wire', () => {
  it('cut a reply half-way, cut everything, or lead with what is no framing', async () => {
    simulator.router().truncateNextReply();
    client.send('/system/resource/print');
    await client.until(() => client.closed);
    expect(client.sentences.some(([word]) => word === '!re')).toBe(false);

    const second = await WireClient.loggedIn(simulator.apiPort);
    simulator.router().cutConnections();
    await second.until(() => second.closed);

    for (const [spoil, firstByte] of [
      ['garbageNextReply', 0xff],
      ['oversizedWordNextReply', 0xf0],
    ] as const) {
      const third = await WireClient.loggedIn(simulator.apiPort);
      third.socket.removeAllListeners('data');
      const bytes = new Promise<Buffer>((resolve) => third.socket.once('data', resolve));
      simulator.router()[spoil]();
      third.send('/system/identity/print');
      expect((await bytes)[0]).toBe(firstByte);
      third.close();
    }
  });

  it('hold replies back as long as they are set to', async () => {
    simulator.router().slowRepliesMs = 600_000;
    client.send('/system/identity/print', '.tag=slow');
    await client.until(() => simulator.commandCount === 2);
    simulator.router().slowRepliesMs = 0;
    expect(await client.rows('/system/identity/print')).toHaveLength(1);
    expect(client.sentences.flat()).not.toContain('.tag=slow');
  });
});

describe('cancel', () => {
  const doneOf = (tag: string): string[][] =>
    client.sentences.filter((words) => words[0] === '!done' && words.includes(`.tag=${tag}`));

  it('ends a long print in the middle, and ends it once', async () => {
    simulator.router().addSyntheticHosts(20_000);
    client.socket.pause();
    client.send('/ip/hotspot/host/print', '.tag=long');
    client.send('/cancel', '=tag=long', '.tag=stop');
    const other = await WireClient.loggedIn(simulator.apiPort);
    await other.until(() => simulator.commandCount === 4);
    other.close();
    client.socket.resume();
    await client.until(() => doneOf('long').length > 0);
    await client.ask('/system/identity/print');
    expect(doneOf('long')).toHaveLength(1);
    expect(client.sentences.filter((words) => words.includes('=message=interrupted'))).toHaveLength(1);
    const rows = client.sentences.filter((words) => words[0] === '!re' && words.includes('.tag=long'));
    expect(rows.length).toBeLessThan(20_000);
  });

  it('keeps a command that still waits from being carried out', async () => {
    simulator.router().slowRepliesMs = 20;
    const add = encodeSentence(['/ip/firewall/address-list/add', '=list=l', '=address=10.0.0.1', '.tag=add']);
    client.socket.write(Buffer.concat([add, encodeSentence(['/cancel', '=tag=add', '.tag=stop'])]));
    await client.until(() => doneOf('add').length === 1);
    // This one waits as long as the cancelled one, and began later.
    expect(await client.rows('/ip/firewall/address-list/print')).toEqual([]);
    expect(doneOf('add')).toHaveLength(1);
  });
});

describe('power', () => {
  it('gone, ends every connection and refuses new ones until it is back on the same ports', async () => {
    const { apiPort, tlsPort } = simulator;
    // A socket that never shakes hands must not hold the plug in.
    const mute = connect(tlsPort, '127.0.0.1');
    await new Promise((resolve) => mute.once('connect', resolve));
    client.send('/ip/hotspot/host/listen', '.tag=1');
    simulator.phone(1).join();
    await simulator.router().powerOff();
    await client.until(() => client.closed);
    expect(client.sentences.flat()).not.toContain('=.dead=yes');
    await expect(WireClient.open(apiPort)).rejects.toThrow('ECONNREFUSED');
    await simulator.router().powerOn();
    expect([simulator.apiPort, simulator.tlsPort]).toEqual([apiPort, tlsPort]);
    const again = await WireClient.loggedIn(apiPort);
    expect(await again.rows('/ip/hotspot/host/print')).toEqual([]);
    again.close();
    mute.destroy();
  });

  it('may be cycled by a command', async () => {
    simulator.advance(100);
    await client.ask('/system/reboot');
    await client.until(() => client.closed && simulator.router().isOn);
    expect(simulator.router().uptimeSeconds).toBe(0);
  });
});

describe('other generations', () => {
  it('write dates and empty prints as version 6 did', async () => {
    simulator.router().personality = 'v6';
    simulator.router().clockOffsetSeconds = -86_400;
    expect(await client.rows('/system/clock/print')).toEqual([
      expect.objectContaining({ date: 'sep/27/2026', time: '00:00:00' }),
    ]);
    expect(await client.ask('/ip/hotspot/host/print')).toEqual([['!done']]);
    expect(await client.rows('/system/resource/print', '=.proplist=version')).toEqual([
      { version: '6.49.10 (long-term)' },
    ]);
  });
});

describe('a slow router', () => {
  it('sends a host table as it is when it is sent, not as it was when it was asked for', async () => {
    const router = simulator.router();
    router.faults.takeTiming({ tableLateMs: [50, 50] });
    simulator.phone(1).join();
    client.send('/ip/hotspot/host/print', '=.proplist=bytes-in', '.tag=late');
    simulator.phone(1).useWalledGarden(77, 0);
    await client.until(() => client.sentences.some((words) => words.includes('=bytes-in=77')));
  });

  it('carries out as many commands at once as it has threads, in order', async () => {
    const router = simulator.router();
    router.faults.takeTiming({ handlers: 1, latencyMs: [1, 10] });
    for (const tag of ['a', 'b', 'c', 'd']) client.send('/system/identity/print', `.tag=${tag}`);
    const done = (): string[] =>
      client.sentences.flatMap((words) => (words[0] === '!done' ? [words[1] ?? ''] : []));
    await client.until(() => done().filter((tag) => /^\.tag=[abcd]$/.test(tag)).length === 4);
    expect(done().filter((tag) => /^\.tag=[abcd]$/.test(tag))).toEqual([
      '.tag=a',
      '.tag=b',
      '.tag=c',
      '.tag=d',
    ]);
  });
});

describe('a version', () => {
  const comment = ['/ip/dhcp-server/option/add', '=name=x', '=code=114', "=value='x'", '=comment=c'] as const;
  it.each([
    ['7.15.3', 'unknown parameter comment'],
    ['6.49', 'unknown parameter comment'],
  ])('%s refuses an argument that came later', async (version, message) => {
    simulator.router().personality = version;
    expect(await client.trapOf(...comment)).toBe(message);
  });
  it('7.16 takes it, and says so of itself', async () => {
    simulator.router().personality = '7.16';
    expect((await client.ask(...comment))[0]?.[0]).toBe('!done');
    expect(await client.rows('/system/resource/print', '=.proplist=version')).toEqual([
      { version: '7.16 (stable)' },
    ]);
  });
  it('that there never was cannot be had', () =>
    expect(() => (simulator.router().personality = '7.99')).toThrow(/no RouterOS version/));
});

describe('commands beyond lists', () => {
  it('log a host in, bind it, and make its lease static', async () => {
    simulator.phone(1).join();
    await client.ask('/ip/hotspot/user/add', '=name=u', '=password=p');
    expect(await client.trapOf('/ip/hotspot/active/login', '=user=u', '=password=p', '=ip=10.5.50.99')).toBe(
      'failure: unknown host IP',
    );
    expect(
      await client.trapOf('/ip/hotspot/active/login', '=user=u', '=password=p', '=ip=10.5.50.11'),
    ).toBeUndefined();
    expect(await client.rows('/ip/hotspot/active/print', '=.proplist=user,mac-address')).toEqual([
      { user: 'u', 'mac-address': 'A4:C3:F0:00:00:01' },
    ]);
    await client.ask('/ip/hotspot/host/make-binding', '=numbers=*1', '=type=bypassed');
    expect(await client.rows('/ip/hotspot/host/print', '=.proplist=authorized,bypassed')).toEqual([
      { authorized: 'true', bypassed: 'true' },
    ]);
    await client.ask('/ip/dhcp-server/lease/make-static', '=.id=*1');
    expect(
      await client.trapOf(
        '/ip/dhcp-server/lease/add',
        '=address=10.5.50.77',
        '=mac-address=A4:C3:F0:00:00:01',
        '=server=dhcp1',
      ),
    ).toBe('failure: already have static lease for this client');
    await client.ask('/ip/hotspot/active/remove', '=.id=*1');
    expect(await client.rows('/ip/hotspot/host/print', '=.proplist=authorized')).toEqual([
      { authorized: 'false' },
    ]);
  });

  it('spell queues as RouterOS stores them, and take references only to what is there', async () => {
    await client.ask(
      '/queue/simple/add',
      '=name=fup',
      '=target=10.5.50.11,10.6.0.0/16',
      '=max-limit=512k/2M',
      '=comment=saring|fup',
    );
    expect(
      await client.rows('/queue/simple/print', '=.proplist=name,target,max-limit,bytes,packet-marks'),
    ).toEqual([
      {
        name: 'fup',
        target: '10.5.50.11/32,10.6.0.0/16',
        'max-limit': '512000/2000000',
        bytes: '0/0',
        'packet-marks': '',
      },
    ]);
    expect(await client.trapOf('/queue/simple/add', '=name=fup')).toBe('failure: already have such name');
    expect(await client.trapOf('/queue/simple/add', '=max-limit=fast')).toBe(
      'invalid value for argument max-limit',
    );
    expect(await client.trapOf('/ip/hotspot/user/add', '=name=u', '=profile=none')).toBe(
      'input does not match any value of profile',
    );
    await client.ask('/queue/simple/comment', '=numbers=fup', '=comment=');
    await client.ask('/queue/simple/unset', '=numbers=fup', '=value-name=target');
    expect(await client.rows('/queue/simple/print', '=.proplist=name,target,comment')).toEqual([
      { name: 'fup' },
    ]);
    await client.ask('/ip/dhcp-server/lease/add', '=address=10.5.50.9', '=server=all');
    expect(await client.rows('/ip/dhcp-server/lease/print', '=.proplist=server,status,last-seen')).toEqual([
      { status: 'waiting', 'last-seen': 'never' },
    ]);
  });

  it('count down a list entry, and send a late follower what is there and what comes', async () => {
    await client.ask(
      '/ip/firewall/address-list/add',
      '=list=fup',
      '=address=10.5.50.11',
      '=timeout=00:01:30',
    );
    simulator.advance(30);
    client.send('/ip/firewall/address-list/print', '=follow=', '=.proplist=list,timeout', '.tag=f');
    await client.ask('/ip/firewall/address-list/set', '=.id=*1', '=timeout=2h');
    simulator.advance(7_199);
    expect(simulator.router().rows('ip/firewall/address-list')[0]?.timeout).toBe('1s');
    simulator.advance(1);
    await client.until(() => client.sentences.flat().includes('=.dead=yes'));
    const heard = client.sentences
      .filter((words) => words[0] === '!re' && words.includes('.tag=f'))
      .map(toRow);
    expect(heard).toEqual([
      { list: 'fup', timeout: '1m' },
      { list: 'fup', timeout: '2h' },
      { '.id': '*1', '.dead': 'yes' },
    ]);
  });

  it('identify the router', async () => {
    expect(await client.rows('/system/routerboard/print', '=.proplist=serial-number')).toEqual([
      { 'serial-number': 'SIM000000001' },
    ]);
    expect(await client.rows('/system/license/print', '=.proplist=software-id')).toEqual([
      { 'software-id': 'SIML-0001' },
    ]);
    expect(await client.rows('/interface/print', '?type=bridge', '=.proplist=name')).toEqual([
      { name: 'bridge-hotspot' },
    ]);
    expect(await client.trapOf('/interface/print', '?#x')).toBe('invalid query');
  });

  it('name the router, save a backup, run a script, find and get', async () => {
    await client.ask('/system/identity/set', '=name=Gerbang');
    expect(await client.rows('/system/identity/print')).toEqual([{ name: 'Gerbang' }]);
    await client.ask('/system/backup/save', '=name=malam');
    expect(await client.rows('/file/print', '=.proplist=name')).toContainEqual({ name: 'malam.backup' });
    await client.ask('/system/script/add', '=name=s', '=source=:put 1');
    await client.ask('/system/script/run', '=number=s');
    expect(await client.rows('/system/script/print', '=.proplist=run-count')).toEqual([{ 'run-count': '1' }]);
    expect(await client.ask('/ip/hotspot/get', '=.id=hotspot1', '=value-name=idle-timeout')).toEqual([
      ['!done', '=ret=5m'],
    ]);
    expect(await client.trapOf('/ip/hotspot/ip-binding/unset', '=.id=*1')).toBe('no such command');
  });
});

it('streams 20,000 hosts to a client that reads slowly', async () => {
  simulator.router().addSyntheticHosts(20_000);
  client.socket.pause();
  client.send('/ip/hotspot/host/print', '.tag=all');
  // Another client is answered while the first one does not read.
  const other = await WireClient.loggedIn(simulator.apiPort);
  expect(await other.rows('/system/identity/print')).toHaveLength(1);
  other.close();
  client.socket.resume();
  await client.until(
    () => client.sentences.at(-1)?.includes('.tag=all') === true && client.sentences.at(-1)?.[0] === '!done',
  );
  const rows = client.sentences.filter(([word]) => word === '!re').map(toRow);
  expect(new Set(rows.map((row) => row['.id'])).size).toBe(20_000);
  expect(Object.keys(rows[0] ?? {})).toHaveLength(18);
});
