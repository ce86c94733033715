// The plan of lines gives what was desired, touches nothing of others, and is empty the second time.
import { idFrom, type LineState } from '@saring/kernel';
import fc from 'fast-check';
import type { ConfigRow } from './actual';
import { Signature } from './comments';
import type { LineTerms } from './line-terms';
import { planLines, POOL_PATH, PROFILE_PATH, SECRET_PATH, SESSION_PATH, type ActualLines } from './line-plan';
import { ISOLIR, namesOf, type DesiredLine } from './line-rows';
import type { PlannedCommand } from './planned-command';

const signature = new Signature('0a1b2c3d');
const names = namesOf(signature);
const POOL: ConfigRow = { id: '*p', attributes: { name: 'home', ranges: '10.20.0.2-10.20.0.254' } };
const terms: LineTerms = {
  ...{ uploadKilobitsPerSecond: 2_000, downloadKilobitsPerSecond: 10_000 },
  ...{ pool: 'home', address: '', callerId: '', profile: '' },
};
const line = (n: number, change: Partial<DesiredLine> = {}): DesiredLine => ({
  ...{ lineId: idFrom('line', n), username: `budi-${n}`, state: 'active', terms },
  ...{ isAdopted: false, passwordVersion: 1, password: `rahasia-${n}`, ...change },
});
const empty: ActualLines = {
  ...{ secrets: [], profiles: [{ id: '*0', attributes: { name: 'default' } }], pools: [POOL] },
  ...{ sessions: [], limits: new Map() },
};
const MENUS = {
  [SECRET_PATH]: 'secrets',
  [PROFILE_PATH]: 'profiles',
  [POOL_PATH]: 'pools',
  [SESSION_PATH]: 'sessions',
} as const;

/** The router as the commands leave it. */
const apply = (actual: ActualLines, commands: readonly PlannedCommand[]): ActualLines => {
  const rows = {
    ...{ secrets: [...actual.secrets], profiles: [...actual.profiles] },
    ...{ pools: [...actual.pools], sessions: [...actual.sessions] },
  };
  for (const { path, action, id = '', attributes } of commands) {
    const menu = rows[MENUS[path as keyof typeof MENUS]];
    const at = menu.findIndex((row) => row.id === id);
    if (action === 'add') {
      const twin = menu.some((row) => row.attributes['name'] === attributes['name']);
      if (twin) throw new Error(`a second ${path} ${attributes['name']}`);
      menu.push({ id: `*n${menu.length}-${attributes['name']}`, attributes });
      continue;
    }
    const row = menu[at];
    if (!row) throw new Error(`no ${path} ${id}`);
    if (action === 'remove') menu.splice(at, 1);
    else {
      const { [attributes['value-name'] ?? '']: _gone, ...left } = row.attributes;
      menu[at] = { id, attributes: action === 'unset' ? left : { ...row.attributes, ...attributes } };
    }
  }
  return { ...actual, ...rows };
};

const settle = (desired: readonly DesiredLine[], actual: ActualLines): ActualLines =>
  apply(actual, planLines(desired, actual, signature).commands);
const paths = (commands: readonly PlannedCommand[]) =>
  commands.map(({ path, action }) => `${path} ${action}`);
const secretOf = ({ secrets }: ActualLines, name: string) =>
  secrets.find(({ attributes }) => attributes['name'] === name)?.attributes;
const session = (name: string, address: string): ConfigRow => ({
  id: `*s-${name}`,
  attributes: { name, address },
});

describe('a line that was let go', () => {
  const foreign: ConfigRow = {
    id: '*7',
    attributes: { name: 'siti', profile: '10M', 'caller-id': 'C0:4A:00:00:00:01', comment: 'Bu Siti' },
  };
  const before: ActualLines = {
    ...{ ...empty, secrets: [foreign], sessions: [session('siti', '10.20.0.9')] },
    profiles: [...empty.profiles, { id: '*1', attributes: { name: '10M' } }],
  };
  const adopted = line(7, {
    ...{ username: 'siti', isAdopted: true, passwordVersion: 0 },
    password: undefined,
    terms: { ...terms, pool: '', profile: '10M', callerId: 'C0:4A:00:00:00:01' },
  });
  const released: DesiredLine = { ...adopted, state: 'removed', formerComment: 'Bu Siti' };

  it('has its former comment again and nothing else changed, and is nobody’s from then on', () => {
    const taken = settle([adopted], before);
    expect(secretOf(taken, 'siti')?.['comment']).toContain('|line|');
    const gone = settle([released], taken);
    expect(gone.secrets).toEqual(before.secrets);
    expect(gone.sessions).toEqual(before.sessions);
    // What its owner makes of it later is not ours to know.
    const later = {
      ...gone,
      secrets: [{ id: '*7', attributes: { ...foreign.attributes, comment: 'Pak Joko' } }],
    };
    expect(planLines([released], later, signature).commands).toEqual([]);
    expect(planLines([released], { ...gone, secrets: [] }, signature).commands).toEqual([]);
  });

  it('leaves isolir with it', () => {
    const held = settle([{ ...adopted, state: 'suspended' }], before);
    const isolated = { ...held, sessions: [session('siti', '10.255.240.9')] };
    expect(secretOf(isolated, 'siti')?.['profile']).toBe(names.isolir);
    const gone = settle([released], isolated);
    expect(secretOf(gone, 'siti')).toEqual(foreign.attributes);
    expect(gone.sessions).toEqual([]);
  });

  it('without a comment before has none again', () => {
    const { comment: _none, ...bare } = foreign.attributes;
    const taken = settle([adopted], { ...before, secrets: [{ id: '*7', attributes: bare }] });
    const gone = settle([{ ...released, formerComment: '' }], taken);
    expect(secretOf(gone, 'siti')?.['comment'] ?? '').toBe('');
  });
});

describe('the plan of lines', () => {
  it('makes the pool of isolir, both profiles and the secret, in this order', () => {
    const { commands } = planLines([line(1)], empty, signature);
    expect(paths(commands)).toEqual([
      ...[`${POOL_PATH} add`, `${PROFILE_PATH} add`, `${PROFILE_PATH} add`, `${SECRET_PATH} add`],
    ]);
    expect(secretOf(apply(empty, commands), 'budi-1')).toMatchObject({
      ...{ password: 'rahasia-1', service: 'pppoe', profile: `saring-0a1b2c3d-line-2000-10000-home` },
    });
  });

  it('suspends by the profile, without the fixed address, and ends the session that came up before', () => {
    const fixed = { ...terms, pool: '', address: '10.20.0.7' };
    const before = {
      ...settle([line(1, { terms: fixed })], empty),
      ...{ sessions: [session('budi-1', '10.20.0.7'), session('other', '10.20.0.8')] },
    };
    const { commands } = planLines([line(1, { terms: fixed, state: 'suspended' })], before, signature);
    const after = apply(before, commands);
    expect(secretOf(after, 'budi-1')).toMatchObject({ profile: names.isolir, password: 'rahasia-1' });
    expect(secretOf(after, 'budi-1')?.['remote-address']).toBeUndefined();
    expect(after.sessions.map(({ attributes }) => attributes['name'])).toEqual(['other']);
    const isolated = { ...after, sessions: [session('budi-1', '10.255.240.9')] };
    expect(planLines([line(1, { terms: fixed, state: 'suspended' })], isolated, signature).commands).toEqual(
      [],
    );
    const restored = planLines([line(1, { terms: fixed })], isolated, signature).commands;
    expect(paths(restored)).toContain(`${SESSION_PATH} remove`);
    expect(secretOf(apply(isolated, restored), 'budi-1')).toMatchObject({ 'remote-address': '10.20.0.7' });
  });

  it('leaves a session alone that came up as it should', () => {
    const held = settle([line(1)], empty);
    const limits = new Map([['<pppoe-budi-1>', '2000000/10000000']]);
    const right = { ...held, limits, sessions: [session('budi-1', '10.20.0.9')] };
    expect(planLines([line(1)], right, signature).commands).toEqual([]);
    const faster = { ...terms, downloadKilobitsPerSecond: 20_000 };
    expect(paths(planLines([line(1, { terms: faster })], right, signature).commands)).toEqual([
      ...[`${PROFILE_PATH} add`, `${SECRET_PATH} set`, `${SESSION_PATH} remove`, `${PROFILE_PATH} remove`],
    ]);
  });

  it('shows a name, a profile or a pool of others as a conflict and writes nothing for it', () => {
    const secrets = [{ id: '*1', attributes: { name: 'budi-1', comment: 'Pak Budi' } }];
    const taken = planLines([line(1)], { ...empty, secrets }, signature);
    expect([...taken.conflicts.values()]).toEqual(['name_taken']);
    expect(taken.commands).toEqual([]);
    const profiles = [{ id: '*2', attributes: { name: names.profile(terms) } }];
    expect([...planLines([line(1)], { ...empty, profiles }, signature).conflicts.values()]).toEqual([
      'profile_taken',
    ]);
    const nowhere = line(1, { terms: { ...terms, pool: 'none' } });
    expect([...planLines([nowhere], empty, signature).conflicts.values()]).toEqual(['pool_missing']);
  });

  it('takes over a secret by its comment alone, but never one of another installation', () => {
    const kept = { ...terms, ...{ pool: '', profile: '10M', address: '' } };
    const adopted = line(1, { terms: kept, isAdopted: true, passwordVersion: 0, password: undefined });
    const row = {
      id: '*1',
      attributes: { name: 'budi-1', profile: '10M', password: 'x', comment: 'Pak Budi' },
    };
    const profiles = [{ id: '*2', attributes: { name: '10M', 'rate-limit': '2M/10M' } }];
    const actual = { ...empty, profiles, secrets: [row], sessions: [session('budi-1', '10.9.0.1')] };
    const { commands } = planLines([adopted], actual, signature);
    expect(commands.filter(({ path }) => path === SECRET_PATH)).toEqual([
      expect.objectContaining({ action: 'set', attributes: { comment: signature.line(adopted.lineId, 0) } }),
    ]);
    expect(paths(commands)).not.toContain(`${SESSION_PATH} remove`);
    const after = apply(actual, commands);
    expect(planLines([adopted], after, signature).commands).toEqual([]);
    const other = { id: '*1', attributes: { ...row.attributes, comment: 'saring|ffffffff|line|x' } };
    expect([...planLines([adopted], { ...actual, secrets: [other] }, signature).conflicts.values()]).toEqual([
      'name_taken',
    ]);
  });

  it('tells a router that hides passwords the new one once', () => {
    const held = settle([line(1)], empty);
    const hiding = {
      ...held,
      secrets: held.secrets.map(({ id, attributes: { password: _, ...shown } }) => ({
        id,
        attributes: shown,
      })),
    };
    expect(planLines([line(1)], hiding, signature).commands).toEqual([]);
    const [command] = planLines(
      [line(1, { password: 'baru', passwordVersion: 2 })],
      hiding,
      signature,
    ).commands;
    expect(command?.attributes).toEqual({ password: 'baru', comment: signature.line(line(1).lineId, 2) });
  });

  it('takes everything off with the last line, and the session with the secret', () => {
    const held = { ...settle([line(1)], empty), sessions: [session('budi-1', '10.20.0.9')] };
    const after = settle([line(1, { state: 'removed' })], held);
    expect([after.secrets, after.sessions, after.pools]).toEqual([[], [], [POOL]]);
    expect(after.profiles).toEqual(empty.profiles);
  });
});

const someTerms = fc.record({
  uploadKilobitsPerSecond: fc.constantFrom(2_000, 5_000),
  downloadKilobitsPerSecond: fc.constantFrom(10_000, 20_000),
  ...{ pool: fc.constantFrom('home', 'shop'), address: fc.constant(''), profile: fc.constant('') },
  callerId: fc.constantFrom('', 'C0:4A:00:00:00:01'),
});
const someLines = fc.uniqueArray(
  fc
    .record({
      n: fc.nat(5),
      state: fc.constantFrom<LineState>('active', 'suspended', 'disabled', 'removed'),
      terms: someTerms,
      isAdopted: fc.boolean(),
      passwordVersion: fc.integer({ min: 1, max: 2 }),
    })
    .map(({ n, ...change }) => line(n, change)),
  { selector: ({ lineId }) => lineId },
);
const FOREIGN = [undefined, 'Pak Budi', 'saring|ffffffff|line|x|1'];
const someComment = fc.oneof(
  fc.constantFrom(...FOREIGN),
  fc
    .tuple(fc.nat(5), fc.integer({ min: 1, max: 2 }))
    .map(([n, version]) => signature.line(line(n).lineId, version)),
);
const rowsOf = (menu: string, rows: readonly Record<string, string | undefined>[]): ConfigRow[] =>
  rows.map((attributes, index) => ({
    id: `*${menu}${index}`,
    attributes: Object.fromEntries(
      Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
  }));
const byName = { selector: ({ name }: { name: string }) => name };
const someRouter: fc.Arbitrary<ActualLines> = fc
  .record({
    secrets: fc.uniqueArray(
      fc.record({
        name: fc.nat(7).map((n) => `budi-${n}`),
        comment: someComment,
        profile: fc.constantFrom('default', names.isolir, names.profile(terms), '10M'),
        password: fc.constantFrom(undefined, 'rahasia-1', 'x'),
        disabled: fc.constantFrom('true', 'false'),
        'remote-address': fc.constantFrom(undefined, '10.20.0.7'),
      }),
      byName,
    ),
    profiles: fc.uniqueArray(
      fc.record({
        name: fc.constantFrom(
          'default',
          '10M',
          names.isolir,
          names.profile(terms),
          'saring-0a1b2c3d-line-old',
        ),
        comment: fc.constantFrom(undefined, signature.linePart('profile')),
        'rate-limit': fc.constantFrom(undefined, '1M/1M'),
      }),
      byName,
    ),
    pools: fc.uniqueArray(
      fc.record({ name: fc.constantFrom('home', 'shop', names.pool), ranges: fc.constant(ISOLIR.ranges) }),
      byName,
    ),
    sessions: fc.array(
      fc.record({
        name: fc.nat(7).map((n) => `budi-${n}`),
        address: fc.constantFrom('10.20.0.7', '10.255.241.3'),
      }),
    ),
  })
  .map(({ secrets, profiles, pools, sessions }) => ({
    ...{ secrets: rowsOf('s', secrets), profiles: rowsOf('f', profiles), pools: rowsOf('p', pools) },
    ...{ sessions: rowsOf('a', sessions), limits: new Map<string, string>() },
  }));
const isOurs = ({ attributes }: ConfigRow): boolean => signature.isOurs(attributes['comment']);

describe('over random routers, the plan of lines', () => {
  it('is empty the second time', () => {
    fc.assert(
      fc.property(someLines, someRouter, (desired, actual) => {
        expect(planLines(desired, settle(desired, actual), signature).commands).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('touches nothing of others but a secret that it takes over', () => {
    fc.assert(
      fc.property(someLines, someRouter, (desired, actual) => {
        const after = settle(desired, actual);
        const adopted = new Set(desired.filter(({ isAdopted }) => isAdopted).map(({ username }) => username));
        for (const menu of ['secrets', 'profiles'] as const)
          for (const row of actual[menu].filter((one) => !isOurs(one))) {
            const now = after[menu].find(({ id }) => id === row.id)?.attributes;
            const isTaken = menu === 'secrets' && now !== undefined && signature.isOurs(now['comment']);
            if (isTaken) expect(adopted).toContain(row.attributes['name']);
            else expect(now).toEqual(row.attributes);
          }
        for (const row of actual.pools.filter(({ attributes }) => attributes['name'] !== names.pool))
          expect(after.pools).toContainEqual(row);
      }),
      { numRuns: 1_000 },
    );
  });
});
