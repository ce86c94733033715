import { Phone } from '../src/world/phone';
import { Router } from '../src/world/router';
import { WorldClock } from '../src/world/clock';
import { moveTraffic } from '../src/world/traffic';
import type { Row } from '../src/tables/table';

const world = (routers = 2, phones = 3) => {
  const clock = new WorldClock('manual', Date.UTC(2026, 8, 28));
  const all = Array.from({ length: routers }, (_, index) => new Router(index, {}, [], clock));
  const carried = Array.from({ length: phones }, (_, index) => new Phone(index + 1, all));
  clock.onStep((elapsedMs) => {
    moveTraffic(carried, all, elapsedMs);
    for (const router of all) router.step(0);
  });
  const [router, other] = all as [Router, Router];
  const [phone, second] = carried as [Phone, Phone];
  return { clock, router, other, phone, second, phones: carried };
};

type World = ReturnType<typeof world>;
const bypass = ({ router }: World, phone: Phone): Row =>
  router.put('ip/hotspot/ip-binding', { 'mac-address': phone.mac, type: 'bypassed', disabled: 'false' });
const hostsOf = (router: Router): Row[] => router.rows('ip/hotspot/host');
const outcome = ({ router, phone }: World): string | undefined =>
  phone.client && router.routeOf(phone.client).outcome;

describe('what a phone may do', () => {
  it('is nothing but the portal until a binding or a login says otherwise', () => {
    const w = world();
    w.phone.join();
    expect(hostsOf(w.router)).toEqual([
      expect.objectContaining({ bypassed: 'false', authorized: 'false', 'bytes-out': '0' }),
    ]);
    expect([outcome(w), w.phone.transfer(10, 20)]).toEqual(['captive', { bytesIn: 0, bytesOut: 0 }]);

    const binding = bypass(w, w.phone);
    expect([outcome(w), w.phone.transfer(10, 20)]).toEqual(['open', { bytesIn: 10, bytesOut: 20 }]);
    expect(hostsOf(w.router)[0]).toMatchObject({ bypassed: 'true', 'bytes-in': '10', 'bytes-out': '20' });

    w.router.table('ip/hotspot/ip-binding').update(binding['.id'] ?? '', { type: 'blocked' });
    expect(outcome(w)).toBe('dropped');
    w.router.table('ip/hotspot/ip-binding').update(binding['.id'] ?? '', { type: 'regular' });
    expect([outcome(w), hostsOf(w.router)[0]?.bypassed]).toEqual(['captive', 'false']);
  });

  it('follows the first binding that fits', () => {
    const w = world();
    w.phone.join();
    const ours = bypass(w, w.phone);
    w.router.put('ip/hotspot/ip-binding', { address: '10.5.50.0/24', type: 'blocked' }, ours['.id']);
    expect(outcome(w)).toBe('dropped');
  });

  it('is decided by raw rules over lists, before any binding', () => {
    const w = world();
    w.phone.join();
    bypass(w, w.phone);
    w.router.put('ip/firewall/raw', {
      chain: 'prerouting',
      action: 'drop',
      'src-address-list': 'habis',
      hotspot: '!auth,!local-dst',
    });
    expect(outcome(w)).toBe('open');
    const entry = w.router.put('ip/firewall/address-list', {
      list: 'habis',
      address: w.phone.address ?? '',
      timeout: '10m',
    });
    expect(outcome(w)).toBe('dropped');
    w.router.put(
      'ip/firewall/raw',
      { chain: 'prerouting', action: 'accept', 'dst-port': '443', protocol: 'tcp' },
      '*1',
    );
    expect(outcome(w)).toBe('open');
    w.router.table('ip/firewall/raw').remove('*2');
    w.clock.advance(601);
    expect(w.router.table('ip/firewall/address-list').get(entry['.id'] ?? '')).toBeUndefined();
    expect(outcome(w)).toBe('open');
  });

  it('slips past counters and queues under FastTrack', () => {
    const w = world();
    w.phone.join();
    bypass(w, w.phone);
    w.router.put('ip/firewall/filter', {
      chain: 'forward',
      action: 'fasttrack-connection',
      'connection-state': 'established,related',
    });
    expect(w.phone.transfer(5, 5)).toEqual({ bytesIn: 0, bytesOut: 0 });
    expect([w.phone.uncountedBytes, hostsOf(w.router)[0]?.['bytes-in']]).toEqual([
      { bytesIn: 5, bytesOut: 5 },
      '0',
    ]);
  });

  it('is opened by a login of a hotspot user, whose profile brings a queue', () => {
    const w = world();
    w.phone.join();
    w.router.put('ip/hotspot/user/profile', { name: 'pelan', 'rate-limit': '1M/2M' });
    w.router.put('ip/hotspot/user', { name: 'u', password: 'p', profile: 'pelan' });
    const client = w.phone.client ?? { mac: '', address: '' };
    expect(w.router.logins.begin(client, 'u', 'wrong')).toBe('invalid username or password');
    expect(w.router.logins.begin(client, 'u', 'p')).toBeUndefined();
    expect(hostsOf(w.router)[0]?.authorized).toBe('true');
    w.phone.startTraffic({ downBitsPerSecond: 10_000_000, upBitsPerSecond: 10_000_000 });
    w.clock.advance(4);
    expect(w.phone.movedBytes).toEqual({ bytesIn: 500_000, bytesOut: 1_000_000 });
    expect(w.router.rows('ip/hotspot/active')[0]).toMatchObject({
      'bytes-out': '1000000',
      'mac-address': w.phone.mac,
    });
    w.router.logins.end(client);
    expect([outcome(w), w.router.table('queue/simple').size]).toEqual(['captive', 0]);
  });
});

describe('rates', () => {
  const fup = (w: World, type: Row): void => {
    w.router.put('queue/type', { name: 'fup-up', kind: 'pcq', ...type });
    w.router.put('queue/type', { name: 'fup-down', kind: 'pcq', ...type });
    for (const side of ['src', 'dst']) {
      w.router.put('ip/firewall/mangle', {
        chain: 'forward',
        action: 'mark-packet',
        [`${side}-address-list`]: 'fup',
        'new-packet-mark': 'fup',
        passthrough: 'false',
      });
    }
    w.router.put('queue/simple', {
      name: 'fup',
      target: '10.5.50.0/24',
      'packet-marks': 'fup',
      queue: 'fup-up/fup-down',
      'max-limit': '4000000/4000000',
    });
  };

  it('of listed clients are held by the marked queue, each by its own PCQ share', () => {
    const w = world();
    fup(w, { 'pcq-rate': '1M' });
    for (const phone of [w.phone, w.second]) {
      phone.join();
      bypass(w, phone);
      phone.startTraffic({ downBitsPerSecond: 20_000_000 });
    }
    w.router.put('ip/firewall/address-list', { list: 'fup', address: w.phone.address ?? '' });
    w.clock.advance(8);
    expect([w.phone.movedBytes.bytesOut, w.second.movedBytes.bytesOut]).toEqual([1_000_000, 20_000_000]);
    expect(w.router.rows('queue/simple')[0]).toMatchObject({ bytes: '0/1000000', rate: '0/1000000' });
    w.router.put('ip/firewall/address-list', { list: 'fup', address: w.second.address ?? '' });
    w.clock.advance(8);
    expect([w.phone.movedBytes.bytesOut, w.second.movedBytes.bytesOut]).toEqual([2_000_000, 21_000_000]);
  });

  it('are shared when the queue has one limit for all', () => {
    const w = world();
    fup(w, { 'pcq-rate': '0' });
    for (const phone of [w.phone, w.second]) {
      phone.join();
      bypass(w, phone);
      phone.startTraffic({ downBitsPerSecond: 20_000_000 });
      w.router.put('ip/firewall/address-list', { list: 'fup', address: phone.address ?? '' });
    }
    w.clock.advance(2);
    expect([w.phone.movedBytes.bytesOut, w.second.movedBytes.bytesOut]).toEqual([500_000, 500_000]);
  });
});

it('a child queue takes what its parent lets it', () => {
  const w = world();
  w.phone.join();
  bypass(w, w.phone);
  w.router.put('queue/simple', {
    name: 'rumah',
    target: '10.5.50.0/24',
    'max-limit': '8M/8M',
    parent: 'none',
  });
  w.router.put('queue/simple', {
    name: 'tamu',
    target: '10.5.50.11/32',
    'max-limit': '1M/16M',
    parent: 'rumah',
  });
  w.phone.startTraffic({ downBitsPerSecond: 20_000_000, upBitsPerSecond: 20_000_000 });
  w.clock.advance(1);
  expect(w.phone.movedBytes).toEqual({ bytesIn: 125_000, bytesOut: 1_000_000 });
  w.router.table('queue/simple').update('*1', { disabled: 'true' });
  w.clock.advance(1);
  expect(w.phone.movedBytes.bytesOut).toBe(1_000_000 + 2_500_000);
});

it('a binding that is given another MAC leaves the first one without', () => {
  const w = world();
  w.phone.join();
  w.second.join();
  const binding = bypass(w, w.phone);
  w.router.table('ip/hotspot/ip-binding').update(binding['.id'] ?? '', { 'mac-address': w.second.mac });
  expect(hostsOf(w.router).map((row) => row.bypassed)).toEqual(['false', 'true']);
});

it('an address is in a list by itself, by a net or by a range, as long as the entry is enabled', () => {
  const { router } = world();
  const put = (address: string): string =>
    router.put('ip/firewall/address-list', { list: 'l', address })['.id'] ?? '';
  const ids = [put('10.0.0.1'), put('10.0.1.0/24'), put('10.0.2.5-10.0.2.9')];
  const inList = (): boolean[] =>
    ['10.0.0.1', '10.0.1.200', '10.0.2.9', '10.0.2.10'].map((address) => router.lists.contains('l', address));
  expect(inList()).toEqual([true, true, true, false]);
  for (const id of ids) router.table('ip/firewall/address-list').update(id, { disabled: 'true' });
  expect(inList()).toEqual([false, false, false, false]);
  router.table('ip/firewall/address-list').update(ids[0] ?? '', { disabled: 'false', address: '10.0.2.10' });
  expect(inList()).toEqual([false, false, false, true]);
});

it('rules may jump to chains of their own and return from them', () => {
  const w = world();
  w.phone.join();
  bypass(w, w.phone);
  const rule = (row: Row): Row => w.router.put('ip/firewall/filter', row);
  rule({ chain: 'forward', action: 'jump', 'jump-target': 'tamu', 'src-address': '10.5.50.0/24' });
  rule({ chain: 'tamu', action: 'return', 'src-mac-address': `!${w.second.mac}` });
  rule({ chain: 'tamu', action: 'drop' });
  rule({ chain: 'forward', action: 'drop', 'connection-bytes': '1-2' });
  expect(outcome(w)).toBe('open');
  w.router.table('ip/firewall/filter').remove('*2');
  expect(outcome(w)).toBe('dropped');
});

describe('a hotspot user', () => {
  const logIn = (w: ReturnType<typeof world>, limits: Record<string, string>): string | undefined => {
    w.router.put('ip/hotspot/user', { name: 'sekali', password: 'x', ...limits });
    w.phone.join();
    return w.router.logins.begin(w.phone.client ?? { mac: '', address: '' }, 'sekali', 'x');
  };
  const again = (w: ReturnType<typeof world>): string | undefined =>
    w.router.logins.begin(w.phone.client ?? { mac: '', address: '' }, 'sekali', 'x');

  it('is logged out at the limit of its bytes, and not let in again', () => {
    const w = world();
    expect(logIn(w, { 'limit-bytes-total': '1000' })).toBeUndefined();
    expect(w.phone.transfer(300, 900)).toEqual({ bytesIn: 300, bytesOut: 700 });
    expect(outcome(w)).toBe('captive');
    expect(again(w)).toBe('user sekali has reached traffic limit');
    expect(w.router.rows('ip/hotspot/user')[0]).toMatchObject({ 'bytes-in': '300', 'bytes-out': '700' });
  });

  it('is logged out at the limit of its time, over all its logins', () => {
    const w = world();
    logIn(w, { 'limit-uptime': '10s' });
    w.clock.advance(6);
    w.router.logins.end(w.phone.client ?? { mac: '', address: '' });
    expect(again(w)).toBeUndefined();
    w.clock.advance(4);
    expect(outcome(w)).toBe('captive');
    expect(again(w)).toBe('user sekali has reached uptime limit');
  });

  it('is on the list of its profile while it is logged in', () => {
    const w = world();
    w.router.put('ip/hotspot/user/profile', { name: 'proof', 'address-list': 'proof' });
    logIn(w, { profile: 'proof' });
    expect(w.router.lists.contains('proof', w.phone.address ?? '')).toBe(true);
    w.router.logins.end(w.phone.client ?? { mac: '', address: '' });
    expect(w.router.lists.contains('proof', w.phone.address ?? '')).toBe(false);
  });
});

it('translates a client of another network for its rules, unless it is let through', () => {
  const w = world();
  w.phone.join(0, { address: '172.16.0.2' });
  w.router.translations.set(w.phone.mac, '172.16.2.172');
  expect(hostsOf(w.router)[0]).toMatchObject({ address: '172.16.0.2', 'to-address': '172.16.2.172' });
  w.router.put('ip/firewall/address-list', { list: 'habis', address: '172.16.2.172' });
  w.router.put('ip/firewall/raw', { chain: 'prerouting', action: 'drop', 'src-address-list': 'habis' });
  expect(outcome(w)).toBe('dropped');
  bypass(w, w.phone);
  expect(hostsOf(w.router)[0]).toMatchObject({ 'to-address': '172.16.0.2' });
  expect(outcome(w)).toBe('open');
});

describe('rows', () => {
  it('of clients that are let through stay, however long they are silent', () => {
    const w = world();
    bypass(w, w.phone);
    w.phone.join();
    w.phone.transfer(1_000, 2_000);
    w.clock.advance(3 * 86_400);
    expect(hostsOf(w.router)).toEqual([
      expect.objectContaining({ '.id': '*1', bypassed: 'true', 'idle-time': '3d', 'bytes-in': '1000' }),
    ]);
  });

  it('go after the idle time-out and come back new, from zero', () => {
    const w = world();
    w.phone.join();
    w.phone.useWalledGarden(1_000, 2_000);
    w.clock.advance(299);
    expect(hostsOf(w.router)[0]).toMatchObject({ '.id': '*1', uptime: '4m59s', 'idle-time': '4m59s' });
    w.clock.advance(1);
    expect(hostsOf(w.router)).toEqual([]);
    w.phone.useWalledGarden(1, 1);
    expect(hostsOf(w.router)[0]).toMatchObject({ '.id': '*2', uptime: '0s', 'bytes-in': '1' });
    expect(w.phone.walledGardenBytes).toEqual({ bytesIn: 1_001, bytesOut: 2_001 });
  });

  it('take freed ids again when the router is set so', () => {
    const w = world();
    w.router.hosts.table.reuseIds = true;
    w.phone.join();
    w.phone.idle();
    w.second.join();
    expect(hostsOf(w.router)).toEqual([
      expect.objectContaining({ '.id': '*1', 'mac-address': w.second.mac }),
    ]);
  });

  it('stay behind when a phone roams, and a ghost of the same MAC stays for good', () => {
    const w = world();
    w.phone.join();
    w.phone.leaveGhost(7, 8);
    w.phone.roam(1);
    expect(hostsOf(w.router).map((row) => row['mac-address'])).toEqual([w.phone.mac, w.phone.mac]);
    expect(hostsOf(w.other)[0]?.address).toBe('10.5.51.11');
    w.clock.advance(400);
    expect(hostsOf(w.router)).toEqual([expect.objectContaining({ 'idle-time': '3d6m40s', 'bytes-in': '7' })]);
  });

  it('of a private MAC are a stranger’s', () => {
    const w = world();
    bypass(w, w.phone);
    w.phone.join();
    const before = w.phone.mac;
    w.phone.usePrivateMac();
    expect(w.phone.mac).not.toBe(before);
    expect(Number.parseInt(w.phone.mac.slice(0, 2), 16) & 0x02).toBe(2);
    expect(outcome(w)).toBe('captive');
  });

  it('are seen for what they are when the walled garden is used before login', () => {
    const w = world();
    w.phone.join();
    w.phone.useWalledGarden(3, 4);
    expect(hostsOf(w.router)[0]).toMatchObject({ 'bytes-in': '3', 'bytes-out': '4' });
    expect([w.phone.movedBytes.bytesIn, w.phone.walledGardenBytes]).toEqual([0, { bytesIn: 3, bytesOut: 4 }]);
  });
});

it('weeks go by at once when nothing flows', () => {
  const w = world();
  w.phone.join();
  w.router.put('ip/firewall/address-list', {
    list: 'saring-boot',
    address: '127.0.0.1',
    timeout: '35w3d13h13m56s',
  });
  w.clock.leap(21_474_835);
  expect([w.router.table('ip/firewall/address-list').size, hostsOf(w.router)]).toEqual([1, []]);
  w.clock.leap(1);
  expect([
    w.router.table('ip/firewall/address-list').size,
    w.router.rows('system/resource')[0]?.uptime,
  ]).toEqual([0, '35w3d13h13m56s']);
});

it('a reboot forgets what RouterOS keeps in memory only, and nothing else', async () => {
  const w = world();
  w.phone.join();
  bypass(w, w.phone);
  w.router.put('ip/firewall/address-list', {
    list: 'saring-boot',
    address: '127.0.0.1',
    timeout: '35w3d13h13m56s',
    comment: 'abc',
  });
  w.router.put('ip/firewall/address-list', { list: 'kantor', address: '10.0.0.1' });
  w.router.put('queue/simple', { name: 'q', target: '10.5.50.11/32' });
  w.phone.transfer(1, 1);
  w.clock.advance(90);
  expect(w.router.rows('ip/firewall/address-list')[0]).toMatchObject({
    dynamic: 'true',
    timeout: '35w3d13h12m26s',
  });
  await w.router.powerOff();
  expect(w.phone.transfer(1, 1)).toEqual({ bytesIn: 0, bytesOut: 0 });
  w.clock.advance(30);
  await w.router.powerOn();
  expect(w.router.rows('system/resource')[0]?.uptime).toBe('0s');
  expect(w.router.rows('ip/firewall/address-list').map((row) => row.list)).toEqual(['kantor']);
  expect([hostsOf(w.router), w.router.rows('ip/hotspot/active')]).toEqual([[], []]);
  expect([w.router.table('ip/hotspot/ip-binding').size, w.router.table('queue/simple').size]).toEqual([1, 1]);
  w.phone.transfer(2, 2);
  expect(hostsOf(w.router)[0]).toMatchObject({ '.id': '*1', 'bytes-in': '2', bypassed: 'true' });
});
