import { idFrom, type MacAddress } from '@saring/kernel';
import type { Binding, ConfigRow, Host } from './actual';
import { isByHand } from './by-hand';
import { parseListNames } from './access';
import { findAlarms, type Surroundings } from './alarms';
import { decideBoot, LONGEST_TIMEOUT_SECONDS } from './boot';
import { bootIdIn, Signature } from './comments';
import { durationOf, parseDurationSeconds } from './duration';
import {
  gardenFault,
  gardenOf,
  MOST_GARDEN_HOSTS,
  PAYMENT_HOSTS,
  planGarden,
  WHATSAPP_HOSTS,
} from './garden';
import { MANGLE_PATH, planLanes, QUEUE_PATH, QUEUE_TYPE_PATH, type ActualLanes, type Lane } from './lanes';
import { readingParts, ROWS_PER_PART, isTornApart, witnessColumns } from './reading';

const signature = new Signature('0a1b2c3d');
const other = new Signature('99999999');

describe('durations', () => {
  it.each([
    ['1w2d3h4m5s', 788_645],
    ['4m', 240],
    ['00:05:00', 300],
    ['1d02:03:04', 93_784],
    ['35w3d13h13m56s', LONGEST_TIMEOUT_SECONDS],
    ['0s', 0],
    ['900ms', 0],
    ['never', undefined],
    ['', undefined],
    ['soon', undefined],
  ])('%s is %s seconds', (text, seconds) => expect(parseDurationSeconds(text)).toBe(seconds));
  it('are written in seconds', () => expect(durationOf(180)).toBe('180s'));
});

describe('comments', () => {
  const [subscriberId, deviceId, bootId] = [idFrom('s'), idFrom('d'), idFrom('b')];
  it('name the installation, the owner of a binding and the boot', () => {
    const comment = signature.binding(subscriberId, deviceId);
    expect(comment).toBe(`saring|0a1b2c3d|${subscriberId}|${deviceId}`);
    expect(signature.ownerIn(comment)).toEqual({ subscriberId, deviceId });
    expect(bootIdIn(signature.boot(bootId))).toBe(bootId);
  });
  it('of another installation are not ours and name that installation', () => {
    const comment = other.binding(subscriberId, deviceId);
    expect(signature.isOurs(comment)).toBe(false);
    expect(signature.ownerIn(comment)).toBeUndefined();
    expect(signature.otherIn(comment)).toBe('99999999');
    expect(signature.otherIn(signature.entry(subscriberId))).toBeUndefined();
    expect(bootIdIn(other.boot(bootId))).toBe(bootId);
    expect(signature.isOurName(other.name('fup', 'up'))).toBe(false);
  });
  it('from before installations had ids count as ours', () => {
    expect(signature.ownerIn(`saring|${subscriberId}|${deviceId}`)).toEqual({ subscriberId, deviceId });
    expect(signature.isLane('saring|fup|up')).toBe(true);
    expect(signature.isOurName('saring-fup-up')).toBe(true);
    expect(bootIdIn(`saring|boot|${bootId}`)).toBe(bootId);
  });
  it('of what saring.rsc made are left alone by every installation', () =>
    expect(signature.isOurs('saring|site|portal')).toBe(false));
  it.each(['saring|', 'saring|x|y', `saring|${subscriberId}`, `mine|${subscriberId}|${deviceId}`, undefined])(
    '%s names nobody',
    (comment) => {
      expect(signature.ownerIn(comment)).toBeUndefined();
      expect(bootIdIn(comment)).toBeUndefined();
    },
  );
});

describe('boot', () => {
  const [boot, other] = [idFrom('boot'), idFrom('other')];
  const marker = { bootId: boot, entryId: '*1', timeoutSeconds: LONGEST_TIMEOUT_SECONDS - 100, isOurs: true };
  const held = { bootId: boot, uptimeSeconds: 5_000, ageSeconds: 30, sameConnection: false };
  it('is the one that the marker names', () =>
    expect(decideBoot(marker, 5_030, held, other)).toEqual({ kind: 'same', bootId: boot }));
  it('believes the marker rather than the memory', () =>
    expect(decideBoot(marker, 5_030, { ...held, bootId: other }, other)).toEqual({
      kind: 'same',
      bootId: boot,
    }));
  it('has its marker renewed before it runs out', () =>
    expect(decideBoot({ ...marker, timeoutSeconds: 1_000 }, 5_030, held, other)).toEqual({
      kind: 'renew',
      bootId: boot,
      entryId: '*1',
    }));
  it('is identified by the marker of another installation, without renewing it', () =>
    expect(decideBoot({ ...marker, timeoutSeconds: 1_000, isOurs: false }, 5_030, held, other)).toEqual({
      kind: 'same',
      bootId: boot,
    }));
  it('is new at the first look', () =>
    expect(decideBoot(undefined, 5_030, undefined, other)).toEqual({ kind: 'new', bootId: other }));
  it('is new when the uptime began again', () =>
    expect(decideBoot(undefined, 12, held, other)).toEqual({ kind: 'new', bootId: other }));
  it('is new when a long absence hides that the uptime began again', () =>
    expect(decideBoot(undefined, 6_000, { ...held, ageSeconds: 90_000 }, other)).toEqual({
      kind: 'new',
      bootId: other,
    }));
  it('is new when the uptime is less than it was, however little', () =>
    expect(decideBoot(undefined, 4_999, { ...held, ageSeconds: 0 }, other)).toEqual({
      kind: 'new',
      bootId: other,
    }));
  it('is new when the router came back sooner than it should be that old', () =>
    expect(decideBoot(undefined, 5_010, held, other)).toEqual({ kind: 'new', bootId: other }));
  it('is the same while the connection is open, whatever the clocks say', () =>
    expect(
      decideBoot(undefined, 5_001, { ...held, ageSeconds: -90_000, sameConnection: true }, other),
    ).toEqual({ kind: 'rewrite', bootId: boot }));
  it('is the same when the marker was deleted on a router that kept running', () =>
    expect(decideBoot(undefined, 5_031, held, other)).toEqual({ kind: 'rewrite', bootId: boot }));
});

describe('the slow lane', () => {
  const speed = { upBitsPerSecond: 512_000, downBitsPerSecond: 1_024_000 };
  const lane: Lane = { name: 'fup', list: 'fup', speed };
  const faster: Lane = { ...lane, speed: { ...speed, downBitsPerSecond: 2_000_000 } };
  const none: ActualLanes = { [MANGLE_PATH]: [], [QUEUE_PATH]: [], [QUEUE_TYPE_PATH]: [] };
  const complete = (): ActualLanes => {
    const commands = planLanes([lane], ['bridge1'], none, signature);
    const rowsAt = (path: string) =>
      commands
        .filter((one) => one.path === path)
        .map(({ attributes }, index) => ({
          id: `*${index}`,
          attributes: { ...attributes, disabled: 'false' },
        }));
    return {
      [MANGLE_PATH]: rowsAt(MANGLE_PATH),
      [QUEUE_PATH]: rowsAt(QUEUE_PATH),
      [QUEUE_TYPE_PATH]: rowsAt(QUEUE_TYPE_PATH),
    };
  };
  it('is two queue types, two marks and one queue', () => {
    expect(planLanes([lane], ['bridge1'], none, signature).map(({ path, action }) => [path, action])).toEqual(
      [
        [QUEUE_TYPE_PATH, 'add'],
        [QUEUE_TYPE_PATH, 'add'],
        [MANGLE_PATH, 'add'],
        [MANGLE_PATH, 'add'],
        [QUEUE_PATH, 'add'],
      ],
    );
  });
  it('needs nothing when it is complete', () =>
    expect(planLanes([lane], ['bridge1'], complete(), signature)).toEqual([]));
  it('changes speed by its types alone', () =>
    expect(planLanes([faster], ['bridge1'], complete(), signature)).toMatchObject([
      { path: QUEUE_TYPE_PATH, action: 'set', attributes: { 'pcq-rate': '2000000' } },
    ]));
  it('is enabled again, and loses a duplicate row', () => {
    const actual = complete();
    const [queue] = actual[QUEUE_PATH];
    const off = { id: '*q', attributes: { ...queue?.attributes, disabled: 'true' } };
    const surplus = { id: '*z', attributes: { comment: signature.lane('fup', 'up') } };
    const changed = { ...actual, [QUEUE_PATH]: [off], [MANGLE_PATH]: [...actual[MANGLE_PATH], surplus] };
    expect(planLanes([lane], ['bridge1'], changed, signature)).toMatchObject([
      { path: QUEUE_PATH, action: 'set', id: '*q', attributes: { disabled: 'no' } },
      { path: MANGLE_PATH, action: 'remove', id: '*z' },
    ]);
  });
  it('reads a rate in whichever way the router spells it', () => {
    const actual = complete();
    const types = actual[QUEUE_TYPE_PATH].map(({ id, attributes }) => ({
      id,
      attributes: { ...attributes, 'pcq-rate': attributes['pcq-rate'] === '512000' ? '512k' : '1024k' },
    }));
    expect(planLanes([lane], ['bridge1'], { ...actual, [QUEUE_TYPE_PATH]: types }, signature)).toEqual([]);
  });
  it('leaves queues and marks of others alone', () => {
    const foreign: ConfigRow[] = [
      { id: '*f', attributes: { name: 'warung', comment: 'warung' } },
      { id: '*g', attributes: { comment: other.lane('fup', 'queue') } },
    ];
    const actual = complete();
    expect(
      planLanes(
        [lane],
        ['bridge1'],
        { ...actual, [QUEUE_PATH]: [...foreign, ...actual[QUEUE_PATH]] },
        signature,
      ),
    ).toEqual([]);
  });
});

describe('the walled garden', () => {
  const row = (id: string, host: string, comment = signature.garden()): ConfigRow => ({
    id,
    attributes: { 'dst-host': host, comment },
  });
  it('gets missing hosts, loses those no longer configured, and leaves the rows of others', () => {
    const actual = [
      row('*1', 'klikbca.com'),
      row('*2', 'klikbca.com'),
      row('*3', 'old.example'),
      row('*4', 'x.example', 'warung'),
      row('*5', 'y.example', other.garden()),
    ];
    expect(
      planGarden(['klikbca.com', 'm.dana.id'], actual, signature).map(({ action, id, attributes }) => [
        action,
        id ?? attributes['dst-host'],
      ]),
    ).toEqual([
      ['add', 'm.dana.id'],
      ['remove', '*2'],
      ['remove', '*3'],
    ]);
  });
  it.each(['ocsp.*', '*.whatsapp.com', 'localhost', '', 'a b.com', '-x.com'])('takes no %j', (host) =>
    expect(gardenFault(host)).toMatch(/full host name/),
  );
  it('begins with full names, each once', () => {
    const hosts = PAYMENT_HOSTS.map(({ host }) => host);
    expect(hosts.flatMap((host) => gardenFault(host) ?? [])).toEqual([]);
    expect(new Set(hosts).size).toBe(hosts.length);
    expect(hosts.length).toBeLessThanOrEqual(MOST_GARDEN_HOSTS);
  });
  it('lets words of WhatsApp through unless that is switched off, and no pictures', () => {
    const garden = (on: boolean) =>
      gardenOf({ WALLED_GARDEN_HOSTS: ['wa.me', 'm.dana.id'], WALLED_GARDEN_WHATSAPP: on });
    expect(garden(false)).toEqual(['wa.me', 'm.dana.id']);
    expect(garden(true)).toHaveLength(WHATSAPP_HOSTS.length + 1);
    expect(garden(true)).toEqual(expect.arrayContaining(['e1.whatsapp.net', 'e16.whatsapp.net', 'wa.me']));
    expect(garden(true).filter((host) => /^(mm|media|v\.)/.test(host))).toEqual([]);
    expect(WHATSAPP_HOSTS.flatMap((host) => gardenFault(host) ?? [])).toEqual([]);
  });
});

const calm: Surroundings = {
  filterRules: [],
  ipv6Addresses: [],
  hotspotInterfaces: ['bridge1'],
  schedulers: [],
  scripts: [],
  bindings: [],
  hosts: [],
  conflicts: [],
  bootMarkerDeleted: false,
  refusals: [],
  stubbornHostIds: [],
  leftOut: [],
  configurationChangedAt: null,
  lineFindings: [],
  signature,
};
const codesOf = (change: Partial<Surroundings>): string[] =>
  findAlarms({ ...calm, ...change }).map(({ code }) => code);

describe('alarms', () => {
  const mac: MacAddress = 'AA:BB:CC:00:00:01';
  const host: Host = {
    id: '*h',
    mac,
    address: '10.5.50.9',
    uptimeSeconds: 1,
    idleSeconds: 0,
    bytesIn: 0,
    bytesOut: 0,
  };
  const ours: Binding = {
    id: '*o',
    mac,
    type: 'bypassed',
    comment: signature.binding(idFrom('s'), idFrom('d')),
    disabled: false,
  };
  const foreign = (row: Partial<Binding>): Binding => ({
    id: '*f',
    type: 'regular',
    disabled: false,
    ...row,
  });
  const quiet: Surroundings = {
    filterRules: [],
    ipv6Addresses: [],
    hotspotInterfaces: ['bridge1'],
    schedulers: [],
    scripts: [],
    bindings: [ours],
    hosts: [host],
    conflicts: [],
    bootMarkerDeleted: false,
    refusals: [],
    stubbornHostIds: [],
    leftOut: [],
    configurationChangedAt: null,
    lineFindings: [],
    signature,
  };

  it('counts what is wrong with secrets, and names nobody', () => {
    const lineFindings = [
      { kind: 'name_taken' },
      { kind: 'changed_by_hand' },
      { kind: 'name_taken' },
    ] as const;
    expect(findAlarms({ ...quiet, lineFindings })).toEqual([
      { code: 'ROUTER.LINES_IN_CONFLICT', detail: 'PPPoE secrets: 1 changed_by_hand, 2 name_taken' },
    ]);
  });
  it('says in words which host rows it cannot read', () => {
    const leftOut = [{ id: '*12', problem: 'bytes-in is missing' }];
    expect(findAlarms({ ...quiet, leftOut })).toEqual([
      {
        code: 'ROUTER.ROW_UNREADABLE',
        detail: '1 host row(s) cannot be read and are not metered: host *12: bytes-in is missing',
      },
    ]);
  });
  it('reports foreign bindings that let devices through, except disabled ones and those of another installation', () => {
    const passing = foreign({ mac: 'AA:BB:CC:00:00:09', type: 'bypassed', comment: 'TV' });
    expect(codesOf({ bindings: [ours, passing] })).toEqual(['ROUTER.BYPASSED_BY_HAND']);
    expect(codesOf({ bindings: [ours, { ...passing, disabled: true }] })).toEqual([]);
    expect(codesOf({ bindings: [{ ...passing, type: 'regular' }] })).toEqual([]);
    const other = new Signature('ffffffff').binding(idFrom('s'), idFrom('d'));
    expect(codesOf({ bindings: [{ ...passing, comment: other }] })).toEqual(['ROUTER.OTHER_INSTALLATION']);
  });
  it('takes a host for passed by hand when a binding names its MAC or covers its address', () => {
    const range = [foreign({ type: 'bypassed', address: '10.5.50.0/24' })];
    expect(isByHand(range, host)).toBe(true);
    expect(isByHand(range, { ...host, address: '10.5.51.9' })).toBe(false);
    expect(isByHand([foreign({ type: 'bypassed', mac })], host)).toBe(true);
    expect(isByHand([foreign({ type: 'bypassed', mac, address: '10.9.9.9' })], host)).toBe(false);
  });
  const codes = (change: Partial<Surroundings>): string[] =>
    findAlarms({ ...quiet, ...change }).map(({ code }) => code);

  it('are silent on a quiet router', () => expect(findAlarms(quiet)).toEqual([]));
  it('report a foreign binding in the place of ours, and a deleted marker', () => {
    expect(codes({ conflicts: [{ subscriberId: 's', bindingId: '*9' }] })).toEqual([
      'ROUTER.FOREIGN_BINDING',
    ]);
    expect(codes({ bootMarkerDeleted: true })).toEqual(['ROUTER.BOOT_MARKER_DELETED']);
  });
  it('report an active FastTrack rule', () => {
    const rule = { id: '*1', action: 'fasttrack-connection', disabled: false };
    expect(codes({ filterRules: [rule] })).toEqual(['ROUTER.FASTTRACK']);
    expect(codes({ filterRules: [{ ...rule, disabled: true }] })).toEqual([]);
  });
  it('report IPv6 on a hotspot interface, except the link-local address', () => {
    const row = { address: '2001:db8::1/64', interface: 'bridge1', disabled: false };
    expect(codes({ ipv6Addresses: [row] })).toEqual(['ROUTER.IPV6_ON_HOTSPOT']);
    expect(
      codes({
        ipv6Addresses: [
          { ...row, interface: 'ether1' },
          { ...row, address: 'FE80::1/64' },
          { ...row, disabled: true },
        ],
      }),
    ).toEqual([]);
  });
  it.each<[string, Partial<Binding>]>([
    ['the same MAC', { mac }],
    ['the address of our device', { address: '10.5.50.0/24' }],
    ['a range around it', { address: '10.5.50.5-10.5.50.20' }],
  ])('report a foreign binding above ours for %s', (_name, row) => {
    expect(codes({ bindings: [foreign(row), ours] })).toEqual(['ROUTER.FOREIGN_BINDING']);
    expect(codes({ bindings: [ours, foreign(row)] })).toEqual([]);
    expect(codes({ bindings: [foreign({ ...row, disabled: true }), ours] })).toEqual([]);
  });
  it.each([{ mac: 'AA:BB:CC:00:00:02' }, { address: '10.5.51.0/24' }])(
    'let a foreign binding be that is not ours to mind: %j',
    (row) => {
      expect(codes({ bindings: [foreign(row), ours] })).toEqual([]);
    },
  );
  it('report a foreign scheduler that clears hosts, itself or by a script', () => {
    const clears = '/ip hotspot host remove [find]';
    const row = { name: 'nightly', onEvent: clears, disabled: false };
    expect(codes({ schedulers: [row] })).toEqual(['ROUTER.FOREIGN_SCHEDULER']);
    expect(
      codes({ schedulers: [{ ...row, onEvent: 'clean' }], scripts: [{ name: 'clean', source: clears }] }),
    ).toEqual(['ROUTER.FOREIGN_SCHEDULER']);
    expect(
      codes({
        schedulers: [
          { ...row, disabled: true },
          { ...row, comment: 'saring|x' },
          { ...row, onEvent: '/log info hello' },
        ],
      }),
    ).toEqual([]);
  });
});

describe('alarms of the first week', () => {
  it.each([
    ['[ /ip hotspot active remove [find where user=budi] ]', []],
    [':local dc [/ip hotspot user get [find name=x] comment]; /ip hotspot user remove $x', []],
    ['/ip hotspot host remove [find]', ['ROUTER.FOREIGN_SCHEDULER']],
    ['/ip/hotspot/ip-binding/remove [find dynamic]', ['ROUTER.FOREIGN_SCHEDULER']],
    ['/ip hotspot ip-binding disable [find]', ['ROUTER.FOREIGN_SCHEDULER']],
  ])('a scheduler that runs %s raises %j', (onEvent, expected) =>
    expect(codesOf({ schedulers: [{ name: '1-Hari', onEvent, disabled: false }] })).toEqual(expected),
  );
  it('report another installation by its bindings or its boot marker', () => {
    expect(
      codesOf({ bindings: [{ id: '*1', type: 'bypassed', comment: other.entry('x'), disabled: false }] }),
    ).toEqual(['ROUTER.OTHER_INSTALLATION']);
    expect(codesOf({ bootMarkerComment: other.boot(idFrom('b')) })).toEqual(['ROUTER.OTHER_INSTALLATION']);
    expect(codesOf({ bootMarkerComment: signature.boot(idFrom('b')) })).toEqual([]);
  });
  it('report a lane and other commands that the router refuses, in its own words', () => {
    const refusals = [
      { path: '/queue/simple', message: 'unknown parameter x', serves: 'lane' as const },
      { path: '/ip/hotspot/ip-binding', message: 'not enough permissions (9)' },
    ];
    expect(findAlarms({ ...calm, refusals })).toEqual([
      {
        code: 'ROUTER.LANE_REFUSED',
        detail: 'the router refused 1 command(s): /queue/simple: unknown parameter x',
      },
      {
        code: 'ROUTER.WRITES_REFUSED',
        detail: 'the router refused 1 command(s): /ip/hotspot/ip-binding: not enough permissions (9)',
      },
    ]);
  });
  it('report hosts that do not follow their binding', () =>
    expect(codesOf({ stubbornHostIds: ['*A'] })).toEqual(['ROUTER.HOST_STUBBORN']));
});

describe('a reading', () => {
  const head = {
    routerId: 'r',
    bootId: 'b',
    routerUptimeSeconds: 5,
    observedAt: '2026-11-21T00:00:00.000Z',
    kind: 'poll' as const,
    readingId: 'x',
    linkBitsPerSecondPerDevice: 250e6,
    routerUptimeAfterSeconds: 6,
    ...witnessColumns([{ name: 'bridge1', bytesIn: 7, bytesOut: 8 }], [{ id: '*9', problem: 'x' }]),
  };
  const attribution = {
    ownerOf: () => undefined,
    macKeyOf: (mac: string) => `key ${mac}`,
    isByHand: () => false,
  };
  const hosts = (count: number): Host[] =>
    Array.from({ length: count }, (_, n) => ({
      id: `*${n}`,
      mac: 'AA:BB:CC:00:00:01',
      address: '10.0.0.1',
      uptimeSeconds: n,
      idleSeconds: 0,
      bytesIn: n,
      bytesOut: 2 * n,
    }));

  it('of no rows is still one part, which says that every row is gone', () =>
    expect(readingParts(head, [], attribution)).toMatchObject([{ part: 0, parts: 1, ids: [] }]));
  it('carries both uptimes, the witness and what was left out', () =>
    expect(readingParts(head, [], attribution)[0]).toMatchObject({
      routerUptimeSeconds: 5,
      routerUptimeAfterSeconds: 6,
      interfaceNames: ['bridge1'],
      interfaceBytesIn: [7],
      interfaceBytesOut: [8],
      leftOutIds: ['*9'],
    }));
  it('names the rows without owner of devices that a foreign binding lets through', () => {
    const byHand = { ...attribution, isByHand: ({ id }: Host) => id === '*1' };
    expect(readingParts(head, hosts(3), byHand)[0]?.byHandRows).toEqual([1]);
    const owned = { ...byHand, ownerOf: () => ({ subscriberId: idFrom('s'), deviceId: idFrom('d') }) };
    expect(readingParts(head, hosts(3), owned)[0]?.byHandRows).toEqual([]);
  });
  it('is torn apart when the table took more than 30 s or the router booted meanwhile', () => {
    expect(isTornApart(100, 130)).toBe(false);
    expect(isTornApart(100, 131)).toBe(true);
    expect(isTornApart(100, 4)).toBe(true);
  });
  it('of many rows goes in parts that lose none and stay below 64 KB', () => {
    const parts = readingParts(head, hosts(ROWS_PER_PART * 2 + 1), {
      ...attribution,
      ownerOf: () => ({ subscriberId: idFrom('s'), deviceId: idFrom('d') }),
    });
    expect(parts.map(({ part, parts: all, ids }) => [part, all, ids.length])).toEqual([
      [0, 3, ROWS_PER_PART],
      [1, 3, ROWS_PER_PART],
      [2, 3, 1],
    ]);
    expect(parts.flatMap(({ ids }) => ids)).toHaveLength(ROWS_PER_PART * 2 + 1);
    for (const part of parts) expect(Buffer.byteLength(JSON.stringify(part))).toBeLessThan(65_536);
  });
});

it('takes list names by status only', () => {
  expect(parseListNames({ active: 'hs-active' })).toEqual({ active: 'hs-active' });
  expect(parseListNames({ aktif: 'x' })).toBeUndefined();
  expect(parseListNames({ active: ' ' })).toBeUndefined();
});
