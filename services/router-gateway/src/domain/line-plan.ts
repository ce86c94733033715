// line-plan.ts — the smallest list of commands that brings the PPPoE lines of a router from what it holds to what it
// should hold. Secrets, profiles and pools of others are never touched: where one is in the way, that is a conflict.
import type { LineConflict } from '@saring/kernel';
import type { ConfigRow } from './actual';
import type { Signature } from './comments';
import type { LineTerms } from './line-terms';
import {
  isInRanges,
  ISOLIR,
  namesOf,
  profileOf,
  remoteOf,
  secretOf,
  type LineNames,
  type DesiredLine,
} from './line-rows';
import type { PlannedCommand } from './planned-command';

export const SECRET_PATH = '/ppp/secret';
export const PROFILE_PATH = '/ppp/profile';
export const SESSION_PATH = '/ppp/active';
export const POOL_PATH = '/ip/pool';

/** What a router holds of PPP. */
export type ActualLines = {
  readonly secrets: readonly ConfigRow[];
  readonly profiles: readonly ConfigRow[];
  readonly pools: readonly ConfigRow[];
  readonly sessions: readonly ConfigRow[];
  /** The limit of each session's queue, by the name of its interface. */
  readonly limits: ReadonlyMap<string, string>;
};

type LinePlan = {
  readonly commands: readonly PlannedCommand[];
  /** By line: what of somebody else is in its way. */
  readonly conflicts: ReadonlyMap<string, LineConflict>;
};

type Attributes = Readonly<Record<string, string>>;
type Kept = { readonly line: DesiredLine; readonly row: ConfigRow | undefined };

export const planLines = (
  desired: readonly DesiredLine[],
  actual: ActualLines,
  signature: Signature,
): LinePlan => {
  const names = namesOf(signature);
  const live = desired.filter(({ state }) => state !== 'removed');
  const conflicts = new Map<string, LineConflict>();
  const kept: Kept[] = [];
  const usernames = new Set(live.map(({ username }) => username));
  for (const line of live) {
    const found = placeOf(line, actual, usernames, { signature, names });
    if ('conflict' in found) conflicts.set(line.lineId, found.conflict);
    else kept.push(found);
  }
  const keptIds = new Set(kept.flatMap(({ row }) => row?.id ?? []));
  // A line in conflict keeps what it has: it is looked at, not taken down.
  const stays = new Set([...keptIds, ...secretsOf(conflicts, actual, signature)]);
  const released = releasedOf(desired, actual, signature);
  for (const { row } of released) if (row) stays.add(row.id);
  const needless = actual.secrets.filter(
    ({ id, attributes }) => signature.lineIn(attributes['comment']) !== undefined && !stays.has(id),
  );
  const profiles = planProfiles(kept, needless, actual, signature, names);
  return {
    commands: [
      ...profiles.before,
      ...needless.map(({ id, attributes }) => dropped(SECRET_PATH, id, attributes['name'])),
      ...kept.flatMap((one) => secretCommands(one, commentOf(one, signature), names)),
      ...released.flatMap(({ line, row }) => [
        ...secretCommands({ line, row }, line.formerComment ?? '', names),
        ...sessionsToRelease(line, row, actual, names),
      ]),
      ...planSessions(desired, kept, needless, actual, names),
      ...profiles.after,
    ],
    conflicts,
  };
};

/**
 * The secret that a line has, or may have; or what is in the way. One of ours under the line's name is taken whatever
 * its comment says, because no second one of that name can be.
 */
const placeOf = (
  line: DesiredLine,
  { secrets, profiles, pools }: ActualLines,
  usernames: ReadonlySet<string>,
  { signature, names }: { readonly signature: Signature; readonly names: LineNames },
): Kept | { readonly conflict: LineConflict } => {
  const named = secrets.find(({ attributes }) => attributes['name'] === line.username);
  const signed = secrets.find(
    ({ attributes }) =>
      signature.lineIn(attributes['comment']) === line.lineId && !usernames.has(attributes['name'] ?? ''),
  );
  if (named && signature.lineIn(named.attributes['comment']) === undefined) {
    const isOthers = signature.otherIn(named.attributes['comment']) !== undefined;
    if (!line.isAdopted || isOthers || signed) return { conflict: 'name_taken' };
  }
  const profile = secretOf(line, names).profile;
  const atProfile = profiles.find(({ attributes }) => attributes['name'] === profile);
  if (line.terms.profile !== '' && line.state !== 'suspended') {
    if (!atProfile) return { conflict: 'profile_missing' };
  } else if (atProfile && !signature.isLinePart(atProfile.attributes['comment']))
    return { conflict: 'profile_taken' };
  const pool = remoteOf(line, names);
  const isKnown = pool === '' || pool === names.pool || pools.some((one) => one.attributes['name'] === pool);
  if (!isKnown) return { conflict: 'pool_missing' };
  return { line, row: named ?? signed };
};

const commentOf = ({ line }: Kept, signature: Signature): string =>
  signature.line(line.lineId, line.passwordVersion);

/** Lines that were let go and whose secret does not have its former comment yet. They are found by nothing else. */
const releasedOf = (
  desired: readonly DesiredLine[],
  { secrets }: ActualLines,
  signature: Signature,
): readonly Kept[] =>
  desired.flatMap((line) => {
    if (line.formerComment === undefined) return [];
    const row = secrets.find(({ attributes }) => signature.lineIn(attributes['comment']) === line.lineId);
    return row ? [{ line, row }] : [];
  });

/** Of a line that was let go while it was suspended: its client dials again with what it had before. */
const sessionsToRelease = (
  line: DesiredLine,
  row: ConfigRow | undefined,
  { sessions }: ActualLines,
  names: LineNames,
): PlannedCommand[] =>
  row?.attributes['profile'] === names.isolir
    ? sessions
        .filter(({ attributes }) => attributes['name'] === line.username)
        .map(({ id }) => dropped(SESSION_PATH, id, line.username))
    : [];

/** Of lines in conflict: the secrets of ours that they have all the same. */
const secretsOf = (
  conflicts: ReadonlyMap<string, LineConflict>,
  { secrets }: ActualLines,
  signature: Signature,
): string[] =>
  secrets.flatMap(({ id, attributes }) => {
    const lineId = signature.lineIn(attributes['comment']);
    return lineId !== undefined && conflicts.has(lineId) ? [id] : [];
  });

const secretCommands = ({ line, row }: Kept, comment: string, names: LineNames): PlannedCommand[] => {
  const about = { target: line.username };
  const wanted: Attributes = { name: line.username, ...secretOf(line, names), comment };
  if (!row) {
    const attributes = withoutEmpty({ ...wanted, password: line.password ?? '', service: 'pppoe' });
    return [{ path: SECRET_PATH, action: 'add', attributes, about, reason: 'a line gets its secret' }];
  }
  const differing = differences(wanted, row.attributes);
  const held = row.attributes['password'];
  // A router that hides its passwords shows by the comment which one it got.
  const isOther =
    line.password !== undefined &&
    (held === undefined ? differing.set['comment'] !== undefined : held !== line.password);
  const attributes = {
    ...differing.set,
    ...(isOther ? { password: line.password ?? '' } : {}),
  };
  const base = { path: SECRET_PATH, id: row.id, about, reason: `the line is ${line.state}` } as const;
  return [
    ...differing.unset.map((name): PlannedCommand => {
      return { ...base, action: 'unset', attributes: { 'value-name': name } };
    }),
    ...(Object.keys(attributes).length > 0 ? [{ ...base, action: 'set' as const, attributes }] : []),
  ];
};

type ProfileParts = {
  readonly before: readonly PlannedCommand[];
  readonly after: readonly PlannedCommand[];
};

/** Profiles and the pool of isolir: made before the secrets that name them, taken away behind the last one. */
const planProfiles = (
  kept: readonly Kept[],
  needless: readonly ConfigRow[],
  { profiles, pools, secrets }: ActualLines,
  signature: Signature,
  names: LineNames,
): ProfileParts => {
  const wanted = new Map<string, Attributes>();
  // The way into isolir is there before it is needed.
  if (kept.length > 0) wanted.set(names.isolir, ISOLIR.profile(names));
  for (const { line } of kept)
    if (line.terms.profile === '' && line.state !== 'suspended') wanted.set(...profileOf(line.terms, names));
  const before: PlannedCommand[] = [];
  const pool = pools.find(({ attributes }) => attributes['name'] === names.pool);
  if (kept.length > 0 && !pool) before.push(added(POOL_PATH, { name: names.pool, ranges: ISOLIR.ranges }));
  for (const [name, attributes] of wanted) {
    const comment = signature.linePart('profile');
    const row = profiles.find((one) => one.attributes['name'] === name);
    if (!row) before.push(added(PROFILE_PATH, withoutEmpty({ name, ...attributes, comment })));
    else if (signature.isLinePart(row.attributes['comment']))
      before.push(...changed(PROFILE_PATH, row, { ...attributes, comment }, name));
  }
  const going = new Set(needless.map(({ id }) => id));
  const used = new Set([
    ...secrets.filter(({ id }) => !going.has(id) && !kept.some(({ row }) => row?.id === id)).map(profileIn),
    ...kept.map(({ line }) => secretOf(line, names).profile),
  ]);
  const idle = profiles.filter(
    ({ attributes }) =>
      signature.isLinePart(attributes['comment']) &&
      !wanted.has(attributes['name'] ?? '') &&
      !used.has(attributes['name'] ?? ''),
  );
  const after = idle.map(({ id, attributes }) => dropped(PROFILE_PATH, id, attributes['name']));
  const isPoolUsed =
    kept.length > 0 ||
    profiles.some(
      (row) => row.attributes['remote-address'] === names.pool && !idle.some(({ id }) => id === row.id),
    );
  if (pool && !isPoolUsed) after.push(dropped(POOL_PATH, pool.id, names.pool));
  return { before, after };
};

/** Sessions that came up with something else than they should have now: their clients dial again at once. */
const planSessions = (
  desired: readonly DesiredLine[],
  kept: readonly Kept[],
  needless: readonly ConfigRow[],
  actual: ActualLines,
  names: LineNames,
): PlannedCommand[] => {
  const live = new Map(kept.map(({ line }) => [line.username, line]));
  const taken = new Set(desired.filter(({ state }) => state !== 'removed').map(({ username }) => username));
  const renamed = kept.flatMap(({ line, row }) => {
    const name = row?.attributes['name'] ?? line.username;
    return name === line.username ? [] : [name];
  });
  const gone = new Set([
    ...needless.map(({ attributes }) => attributes['name'] ?? ''),
    ...desired
      .filter(({ state, formerComment }) => state === 'removed' && formerComment === undefined)
      .map(({ username }) => username),
    ...renamed,
  ]);
  const drops = new Set([...needless, ...kept.flatMap(({ row }) => row ?? [])].map(({ id }) => id));
  const held = new Set(
    actual.secrets.filter(({ id }) => !drops.has(id)).map(({ attributes }) => attributes['name']),
  );
  return actual.sessions.flatMap((session) => {
    const name = session.attributes['name'] ?? '';
    const line = live.get(name);
    const isGone = !taken.has(name) && gone.has(name) && !held.has(name);
    if (!isGone && (!line || isSessionRight(line, session, actual, names))) return [];
    return [dropped(SESSION_PATH, session.id, name)];
  });
};

/**
 * Whether a session came up with what its line should have now. RouterOS does not name the profile of a session; its
 * address, its caller and the limit of its queue say it.
 */
export const isSessionRight = (
  line: DesiredLine,
  { attributes }: ConfigRow,
  { pools, limits }: ActualLines,
  names: LineNames,
): boolean => {
  const { address = '', name = '' } = attributes;
  const isIsolir = isInRanges(rangesOf(pools, names.pool) ?? ISOLIR.ranges, address);
  if (line.state === 'disabled' || line.state === 'removed') return false;
  if (line.state === 'suspended') return isIsolir;
  if (isIsolir) return false;
  // What a profile of somebody else gives is not ours to enforce.
  if (line.terms.profile !== '') return true;
  const { callerId } = line.terms;
  if (callerId !== '' && attributes['caller-id'] !== callerId) return false;
  const ranges = line.terms.address === '' ? rangesOf(pools, line.terms.pool) : line.terms.address;
  if (ranges !== undefined && !isInRanges(ranges, address)) return false;
  const limit = limits.get(`<pppoe-${name}>`);
  return limit === undefined || limit === limitOf(line.terms);
};

const BITS_PER_KILOBIT = 1_000;
/** As a router prints the limit of a queue; no limit makes no queue. */
const limitOf = ({ uploadKilobitsPerSecond: up, downloadKilobitsPerSecond: down }: LineTerms): string =>
  `${up * BITS_PER_KILOBIT}/${down * BITS_PER_KILOBIT}`;

const rangesOf = (pools: readonly ConfigRow[], name: string): string | undefined =>
  pools.find(({ attributes }) => attributes['name'] === name)?.attributes['ranges'];

const profileIn = ({ attributes }: ConfigRow): string => attributes['profile'] ?? 'default';

const withoutEmpty = (attributes: Attributes): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== ''));

/** How booleans are printed and written. */
const SPELLED: Readonly<Record<string, string>> = { true: 'yes', false: 'no' };
const spelled = (value: string): string => SPELLED[value] ?? value;
/** A field that is not printed holds this. */
const ABSENT: Readonly<Record<string, string>> = {
  disabled: 'no',
  profile: 'default',
  'only-one': 'default',
};

const differences = (
  wanted: Attributes,
  held: Attributes,
): { readonly set: Record<string, string>; readonly unset: string[] } => {
  const set: Record<string, string> = {};
  const unset: string[] = [];
  for (const [name, value] of Object.entries(wanted)) {
    const now = spelled(held[name] ?? ABSENT[name] ?? '');
    if (now === value) continue;
    // RouterOS takes no empty address: the field is taken away.
    if (value === '') unset.push(name);
    else set[name] = value;
  }
  return { set, unset };
};

const added = (path: string, attributes: Attributes): PlannedCommand => ({
  ...{ path, action: 'add', attributes, about: { target: attributes['name'] } },
  reason: 'lines need it',
});

const changed = (path: string, row: ConfigRow, wanted: Attributes, target: string): PlannedCommand[] => {
  const { set, unset } = differences(wanted, row.attributes);
  const base = { path, id: row.id, about: { target }, reason: 'it was changed by hand' } as const;
  return [
    ...unset.map((name): PlannedCommand => {
      return { ...base, action: 'unset', attributes: { 'value-name': name } };
    }),
    ...(Object.keys(set).length > 0 ? [{ ...base, action: 'set' as const, attributes: set }] : []),
  ];
};

const dropped = (path: string, id: string, target = ''): PlannedCommand => ({
  ...{ path, action: 'remove', id, attributes: {}, about: { target } },
  reason: path === SESSION_PATH ? 'the session came up with something else' : 'no line needs it any more',
});
