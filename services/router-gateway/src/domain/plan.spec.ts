import { type AccessStatus, idFrom, type MacAddress } from '@saring/kernel';
import fc from 'fast-check';
import { bindingTypeOf, DEFAULT_LIST_NAMES, listOf, type DesiredDevice } from './access';
import type { Actual, Binding, Host, ListEntry } from './actual';
import { Signature } from './comments';
import { parseDurationSeconds } from './duration';
import { BINDING_PATH, GHOST_IDLE_SECONDS, HOST_PATH, LIST_PATH, plan, type Desired } from './plan';
import type { PlannedCommand } from './planned-command';
import { MOST_SPEED_CLASSES, SpeedClasses } from './speed-classes';

const SWEEP_SECONDS = 60;
const signature = new Signature('0a1b2c3d');
const isOurs = (comment: string | undefined): boolean => signature.isOurs(comment);
const mac = (n: number): MacAddress => `AA:BB:CC:00:00:${n.toString(16).padStart(2, '0').toUpperCase()}`;
const address = (n: number): string => `10.5.50.${n + 2}`;
const subscriber = (n: number): string => idFrom('subscriber', n);
const deviceId = (n: number): string => idFrom('device', n);

const device = (n: number, status: AccessStatus, owner = n, blockReason?: string): DesiredDevice => ({
  mac: mac(n),
  deviceId: deviceId(n),
  subscriberId: subscriber(owner),
  status,
  blockReason,
});
const desired = (...devices: DesiredDevice[]): Desired => ({
  devices: new Map(devices.map((one) => [one.mac, one])),
  lists: DEFAULT_LIST_NAMES,
  sweepSeconds: SWEEP_SECONDS,
  signature,
  speeds: new SpeedClasses(
    devices.flatMap(({ speed }) => speed ?? []),
    signature,
  ),
});
const host = (n: number, at = n, idleSeconds = 1): Host => ({
  id: `*h${n}-${at}`,
  mac: mac(n),
  address: address(at),
  uptimeSeconds: 9_000,
  idleSeconds,
  bytesIn: 0,
  bytesOut: 0,
});
const nothing: Actual = { hosts: [], bindings: [], entries: [] };
const binding = (n: number, owner: number, type: Binding['type'] = 'bypassed'): Binding => ({
  id: `*b${n}`,
  mac: mac(n),
  type,
  comment: signature.binding(subscriber(owner), deviceId(n)),
  disabled: false,
});
const entry = (at: number, list: string, owner: number, timeoutSeconds = 170): ListEntry => ({
  id: `*e${at}-${list}`,
  list,
  address: address(at),
  timeoutSeconds,
  comment: signature.entry(subscriber(owner)),
  disabled: false,
});

const brief = (commands: readonly PlannedCommand[]): unknown[] =>
  commands.map(({ path, action, id, attributes, cut }) => [path, action, id ?? '', attributes, cut ?? '']);

/** The tables of RouterOS after the commands; refuses what RouterOS refuses. */
const apply = (actual: Actual, commands: readonly PlannedCommand[]): Actual => {
  let { bindings, entries } = actual;
  let next = 0;
  for (const { path, action, id, attributes } of commands) {
    next += 1;
    if (path === BINDING_PATH) {
      if (action === 'remove') bindings = bindings.filter((row) => row.id !== id);
      else if (action === 'add') {
        if (bindings.some((row) => row.mac === attributes['mac-address'] && !row.address && !row.disabled))
          throw new Error('such client already exists');
        const row = {
          id: `*n${next}`,
          mac: attributes['mac-address'] as MacAddress,
          type: attributes['type'] as Binding['type'],
        };
        bindings = [...bindings, { ...row, comment: attributes['comment'], disabled: false }];
      } else
        bindings = bindings.map((row) =>
          row.id === id
            ? {
                ...row,
                ...(attributes as Partial<Binding>),
                disabled: attributes['disabled'] ? false : row.disabled,
              }
            : row,
        );
    } else {
      const timeoutSeconds = parseDurationSeconds(attributes['timeout']);
      if (action === 'remove') entries = entries.filter((row) => row.id !== id);
      else if (action === 'add')
        entries = [
          ...entries,
          { id: `*n${next}`, list: '', address: '', ...attributes, timeoutSeconds, disabled: false },
        ];
      else
        entries = entries.map((row) =>
          id?.split(',').includes(row.id)
            ? {
                ...row,
                list: attributes['list'] ?? row.list,
                comment: attributes['comment'] ?? row.comment,
                timeoutSeconds: timeoutSeconds ?? row.timeoutSeconds,
                disabled: attributes['disabled'] ? false : row.disabled,
              }
            : row,
        );
      const keys = entries.filter((row) => !row.disabled).map((row) => `${row.list} ${row.address}`);
      if (new Set(keys).size !== keys.length) throw new Error('failure: already have such entry');
    }
  }
  return { hosts: actual.hosts, bindings, entries };
};

describe('what a status means on the router', () => {
  it.each<[AccessStatus, string | undefined, string, string]>([
    ['active', undefined, 'bypassed', 'active'],
    ['unlimited', undefined, 'bypassed', 'active'],
    ['fup', undefined, 'bypassed', 'fup'],
    ['exhausted', undefined, 'regular', 'habis'],
    ['expired', undefined, 'regular', 'expired'],
    ['inactive', undefined, 'regular', 'inactive'],
    ['blocked', 'abuse', 'regular', 'blocked'],
    ['blocked', 'debt', 'regular', 'blocked'],
  ])('%s (%s) is a %s binding and the list %s', (status, blockReason, type, list) => {
    expect([bindingTypeOf({ status, blockReason }), listOf(status)]).toEqual([type, list]);
  });
});

describe('a speed that was bought', () => {
  const fast = { downKilobitsPerSecond: 10_240, upKilobitsPerSecond: 5_120 };
  const at = (status: AccessStatus, speed = fast): DesiredDevice => ({ ...device(1, status), speed });
  const listsOf = (one: DesiredDevice, actual: Partial<Actual> = {}) =>
    plan(desired(one), { ...nothing, hosts: [host(1)], bindings: [binding(1, 1)], ...actual }).commands.map(
      ({ action, attributes }) => [action, attributes['list']],
    );
  it('is a list of its own in place of active', () => {
    expect(listsOf(at('active'))).toEqual([['add', 'saring-0a1b2c3d-speed-10240-5120']]);
    expect(listsOf(at('unlimited'))).toEqual([['add', 'saring-0a1b2c3d-speed-10240-5120']]);
    expect(listsOf(at('fup'))).toEqual([['add', 'fup']]);
  });
  it('moves the address when it changes, and back to active when it ends', () => {
    const entries = [entry(1, 'saring-0a1b2c3d-speed-10240-5120', 1)];
    expect(listsOf(device(1, 'active'), { entries })).toEqual([['set', 'active']]);
    expect(listsOf(at('active', { ...fast, upKilobitsPerSecond: 0 }), { entries })).toEqual([
      ['set', 'saring-0a1b2c3d-speed-10240-0'],
    ]);
  });
  it('is one of a bounded number of lanes; who has none of his own shares a slower one', () => {
    const speeds = Array.from({ length: 40 }, (_, n) => ({
      downKilobitsPerSecond: 1_024 * (40 - n),
      upKilobitsPerSecond: 512,
    }));
    const classes = new SpeedClasses(speeds, signature);
    expect(classes.lanes).toHaveLength(MOST_SPEED_CLASSES);
    expect(classes.surplus).toBe(16);
    expect(classes.lanes[0]).toMatchObject({
      speed: { downBitsPerSecond: 1_024_000, upBitsPerSecond: 512_000 },
    });
    expect(classes.listOf({ downKilobitsPerSecond: 1_024 * 40, upKilobitsPerSecond: 512 })).toBe(
      `saring-0a1b2c3d-speed-${1_024 * 24}-512`,
    );
  });
});

describe('the payment lane', () => {
  it('lets a stopped device through in a list of its own, and stops it again', () => {
    const paying: DesiredDevice = { ...device(1, 'exhausted'), paymentLane: true };
    const actual = {
      ...nothing,
      hosts: [host(1)],
      bindings: [binding(1, 1, 'regular')],
      entries: [entry(1, 'habis', 1)],
    };
    const { commands } = plan(desired(paying), actual);
    expect(
      commands.map(({ action, attributes }) => [action, attributes['type'] ?? attributes['list']]),
    ).toEqual([
      ['set', 'bypassed'],
      ['set', 'saring-0a1b2c3d-speed-pay'],
    ]);
    const after = plan(desired(device(1, 'exhausted')), apply(actual, commands));
    expect(after.commands.map(({ attributes }) => attributes['type'] ?? attributes['list'])).toEqual([
      'regular',
      'habis',
    ]);
  });
});

describe('one device', () => {
  it('gets a binding by MAC and its address in the list, after its bytes so far were read', () => {
    const { commands } = plan(desired(device(1, 'active')), { ...nothing, hosts: [host(1)] });
    expect(brief(commands)).toEqual([
      [
        BINDING_PATH,
        'add',
        '',
        { 'mac-address': mac(1), type: 'bypassed', comment: signature.binding(subscriber(1), deviceId(1)) },
        mac(1),
      ],
      [
        LIST_PATH,
        'add',
        '',
        { list: 'active', address: address(1), timeout: '180s', comment: signature.entry(subscriber(1)) },
        '',
      ],
    ]);
  });

  it('passes from active to habis by two commands, and keeps its owner without a cut', () => {
    const actual = { hosts: [host(1)], bindings: [binding(1, 1)], entries: [entry(1, 'active', 1)] };
    expect(brief(plan(desired(device(1, 'exhausted')), actual).commands)).toEqual([
      [BINDING_PATH, 'set', '*b1', { type: 'regular' }, ''],
      [LIST_PATH, 'set', '*e1-active', { list: 'habis', timeout: '180s' }, ''],
    ]);
  });

  it('that moves to another account is cut first', () => {
    const actual = { ...nothing, bindings: [binding(1, 1)] };
    expect(plan(desired(device(1, 'active', 2)), actual).commands).toMatchObject([
      { action: 'set', cut: mac(1), attributes: { comment: signature.binding(subscriber(2), deviceId(1)) } },
    ]);
  });

  it('without an owner any more is cut and loses its binding and entry', () => {
    const actual = { hosts: [host(1)], bindings: [binding(1, 1)], entries: [entry(1, 'active', 1)] };
    expect(brief(plan(desired(), actual).commands)).toEqual([
      [BINDING_PATH, 'remove', '*b1', {}, mac(1)],
      [LIST_PATH, 'remove', '*e1-active', {}, ''],
    ]);
  });

  it('leaves what is right alone', () => {
    const actual = { hosts: [host(1)], bindings: [binding(1, 1)], entries: [entry(1, 'active', 1)] };
    expect(plan(desired(device(1, 'active')), actual).commands).toEqual([]);
  });

  it('has its entry renewed before two sweeps are left', () => {
    const actual = { hosts: [host(1)], bindings: [binding(1, 1)], entries: [entry(1, 'active', 1, 120)] };
    expect(brief(plan(desired(device(1, 'active')), actual).commands)).toEqual([
      [LIST_PATH, 'set', '*e1-active', { timeout: '180s' }, ''],
    ]);
  });

  it('shares its renewal with others', () => {
    const hosts = [host(1), host(2)];
    const actual = {
      hosts,
      bindings: [binding(1, 1), binding(2, 2)],
      entries: [entry(1, 'active', 1, 9), entry(2, 'active', 2, 9)],
    };
    expect(brief(plan(desired(device(1, 'active'), device(2, 'active')), actual).commands)).toEqual([
      [LIST_PATH, 'set', '*e1-active,*e2-active', { timeout: '180s' }, ''],
    ]);
  });

  it('whose host row still follows a former binding has the row removed, after a cut', () => {
    const actual = {
      hosts: [{ ...host(1), bypassed: true }],
      bindings: [binding(1, 1, 'regular')],
      entries: [entry(1, 'habis', 1)],
    };
    expect(brief(plan(desired(device(1, 'exhausted')), actual).commands)).toEqual([
      [HOST_PATH, 'remove', '*h1-1', {}, mac(1)],
    ]);
    expect(plan(desired(device(1, 'active')), actual).commands.map(({ path }) => path)).not.toContain(
      HOST_PATH,
    );
  });

  it('gets its binding enabled again when it was disabled by hand', () => {
    const actual = { ...nothing, bindings: [{ ...binding(1, 1), disabled: true }] };
    expect(plan(desired(device(1, 'active')), actual).commands).toMatchObject([
      { action: 'set', attributes: { disabled: 'no' } },
    ]);
  });

  it('keeps one binding of several', () => {
    const actual = { ...nothing, bindings: [binding(1, 1), { ...binding(1, 1), id: '*b9' }] };
    expect(plan(desired(device(1, 'active')), actual).commands).toMatchObject([
      { action: 'remove', id: '*b9' },
    ]);
  });

  it('gets a new binding when the old one holds for one address only', () => {
    const actual = { ...nothing, bindings: [{ ...binding(1, 1), address: address(1) }] };
    expect(plan(desired(device(1, 'active')), actual).commands.map(({ action }) => action)).toEqual([
      'remove',
      'add',
    ]);
  });
});

describe('what belongs to others', () => {
  const foreign: Binding = { id: '*f', mac: mac(1), type: 'regular', comment: 'warung', disabled: false };

  it('is reported, not touched, where RouterOS would take no second binding', () => {
    expect(plan(desired(device(1, 'active')), { ...nothing, bindings: [foreign] })).toEqual({
      commands: [],
      conflicts: [{ subscriberId: subscriber(1), bindingId: '*f' }],
    });
  });

  it('stays when no account has the device', () => {
    const entries = [{ ...entry(1, 'active', 1), comment: 'by hand' }];
    expect(plan(desired(), { hosts: [host(1)], bindings: [foreign], entries }).commands).toEqual([]);
  });

  it('is enough where the same entry exists by hand', () => {
    const entries = [{ ...entry(1, 'active', 1), id: '*hand', comment: undefined }, entry(1, 'habis', 1)];
    const actual = { hosts: [host(1)], bindings: [binding(1, 1)], entries };
    expect(brief(plan(desired(device(1, 'active')), actual).commands)).toEqual([
      [LIST_PATH, 'remove', '*e1-habis', {}, ''],
    ]);
  });
});

describe('addresses', () => {
  it('are taken from the previous holder', () => {
    const actual = {
      hosts: [host(2, 1)],
      bindings: [binding(1, 1), binding(2, 2, 'regular')],
      entries: [entry(1, 'active', 1)],
    };
    const commands = plan(desired(device(1, 'active'), device(2, 'exhausted')), actual).commands;
    expect(brief(commands)).toEqual([
      [
        LIST_PATH,
        'set',
        '*e1-active',
        { list: 'habis', comment: signature.entry(subscriber(2)), timeout: '180s' },
        '',
      ],
    ]);
  });

  it('follow the livest row when a ghost claims the same one', () => {
    const hosts = [host(1, 1, 100_000), host(2, 1, 3)];
    const actual = { hosts, bindings: [binding(1, 1)], entries: [entry(1, 'active', 1)] };
    expect(brief(plan(desired(device(1, 'active')), actual).commands)).toEqual([
      [LIST_PATH, 'remove', '*e1-active', {}, ''],
    ]);
  });

  it('of a ghost are in no list while the device lives elsewhere', () => {
    const hosts = [host(1, 1, GHOST_IDLE_SECONDS), host(1, 7)];
    const commands = plan(desired(device(1, 'active')), {
      hosts,
      bindings: [binding(1, 1)],
      entries: [],
    }).commands;
    expect(commands.map(({ attributes }) => attributes['address'])).toEqual([address(7)]);
  });
});

it('looks only at the devices in question', () => {
  const actual = { ...nothing, bindings: [binding(2, 2)] };
  expect(plan(desired(device(1, 'active')), actual, new Set([mac(1)])).commands).toMatchObject([
    { action: 'add' },
  ]);
});

describe('any router', () => {
  const statuses: AccessStatus[] = [
    'blocked',
    'inactive',
    'expired',
    'unlimited',
    'exhausted',
    'fup',
    'active',
  ];
  const someDevices = fc.uniqueArray(
    fc
      .record({ n: fc.nat(5), owner: fc.nat(3), status: fc.constantFrom(...statuses), debt: fc.boolean() })
      .map(({ n, owner, status, debt }) => device(n, status, owner, debt ? 'debt' : undefined)),
    { selector: (one) => one.mac },
  );
  const someHosts = fc.uniqueArray(
    fc
      .tuple(fc.nat(5), fc.nat(5), fc.constantFrom(0, 10, GHOST_IDLE_SECONDS, 90_000))
      .map(([n, at, idle]) => host(n, at, idle)),
    { selector: (one) => one.id },
  );
  const someBindings = fc
    .array(
      fc.record({
        n: fc.nat(5),
        owner: fc.nat(3),
        type: fc.constantFrom<Binding['type']>('regular', 'bypassed', 'blocked'),
        disabled: fc.boolean(),
        ours: fc.boolean(),
        withAddress: fc.boolean(),
      }),
    )
    .map((rows) => {
      const seen = new Set<string>();
      return rows.flatMap(({ n, owner, type, disabled, ours, withAddress }, index): Binding[] => {
        const key = `${mac(n)} ${withAddress ? address(n) : ''}`;
        if (seen.has(key)) return [];
        seen.add(key);
        const comment = ours
          ? signature.binding(subscriber(owner), deviceId(n))
          : index % 2
            ? 'foreign'
            : undefined;
        return [
          {
            id: `*b${index}`,
            mac: mac(n),
            address: withAddress ? address(n) : undefined,
            type,
            comment,
            disabled: disabled && ours,
          },
        ];
      });
    });
  const someEntries = fc
    .array(
      fc.record({
        at: fc.nat(5),
        list: fc.constantFrom('active', 'fup', 'habis', 'elsewhere'),
        owner: fc.nat(3),
        timeout: fc.constantFrom(5, 119, 121, 180),
        ours: fc.boolean(),
      }),
    )
    .map((rows) => {
      const unique = new Map(rows.map((row) => [`${row.list} ${row.at}`, row]));
      return [...unique.values()].map(({ at, list, owner, timeout, ours }): ListEntry =>
        ours
          ? entry(at, list, owner, timeout)
          : { ...entry(at, list, owner), timeoutSeconds: undefined, comment: 'foreign' },
      );
    });
  const someRouter = fc.record({ hosts: someHosts, bindings: someBindings, entries: someEntries });

  it('holds what is desired after the plan, keeps all that is foreign, and needs nothing more', () => {
    fc.assert(
      fc.property(someDevices, someRouter, (devices, actual) => {
        const want = desired(...devices);
        const { commands, conflicts } = plan(want, actual);
        const after = apply(actual, commands);
        expect(plan(want, after).commands).toEqual([]);
        const foreignOf = (router: Actual) =>
          [...router.bindings, ...router.entries].filter((row) => !isOurs(row.comment));
        expect(foreignOf(after)).toEqual(foreignOf(actual));
        expect(after.entries.filter(({ list }) => list === 'elsewhere')).toEqual(
          actual.entries.filter(({ list }) => list === 'elsewhere'),
        );
        for (const one of devices) {
          if (conflicts.some(({ subscriberId }) => subscriberId === one.subscriberId)) continue;
          const ours = after.bindings.filter((row) => row.mac === one.mac && isOurs(row.comment));
          expect(ours).toMatchObject([
            {
              type: bindingTypeOf(one),
              comment: signature.binding(one.subscriberId, one.deviceId),
              disabled: false,
            },
          ]);
        }
        for (const row of after.bindings)
          if (isOurs(row.comment)) expect(want.devices.has(row.mac ?? '')).toBe(true);
        const ours = after.entries
          .filter((row) => isOurs(row.comment) && row.list !== 'elsewhere')
          .map((row) => row.address);
        expect(new Set(ours).size).toBe(ours.length);
      }),
      { numRuns: 500 },
    );
  });

  it('never changes the owner of a device without a cut', () => {
    fc.assert(
      fc.property(someDevices, someRouter, (devices, actual) => {
        const ownersOf = (router: Actual) =>
          new Map(
            [...router.bindings]
              .reverse()
              .filter((row) => isOurs(row.comment))
              .map((row) => [row.mac, row.comment?.split('|')[1]]),
          );
        const { commands } = plan(desired(...devices), actual);
        const cut = new Set(commands.map((command) => command.cut));
        const [before, after] = [ownersOf(actual), ownersOf(apply(actual, commands))];
        for (const key of new Set([...before.keys(), ...after.keys()]))
          if (before.get(key) !== after.get(key)) expect(cut.has(key)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
