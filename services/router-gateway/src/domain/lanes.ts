// lanes.ts — speed lanes on a router (domain.md, "Access status"): packets of a list's addresses are marked, and one
// PCQ queue a lane gives every client its own share of the speed. No queue a person.
import type { ConfigRow } from './actual';
import type { Signature } from './comments';
import type { PlannedCommand } from './planned-command';

export const MANGLE_PATH = '/ip/firewall/mangle';
export const QUEUE_PATH = '/queue/simple';
/** RouterOS queue types carry no comment; ours are known by their names. */
export const QUEUE_TYPE_PATH = '/queue/type';

/** The speed of one client of a lane, each way. */
export type LaneSpeed = { readonly upBitsPerSecond: number; readonly downBitsPerSecond: number };

/** @param list the address-list whose addresses use the lane. */
export type Lane = { readonly name: string; readonly list: string; readonly speed: LaneSpeed };

export type ActualLanes = Readonly<
  Record<typeof MANGLE_PATH | typeof QUEUE_PATH | typeof QUEUE_TYPE_PATH, readonly ConfigRow[]>
>;

type Wanted = { readonly path: keyof ActualLanes; readonly attributes: Readonly<Record<string, string>> };

/** The order matters: the queue names the types, so they are made first. */
const wantedRows = (lane: Lane, interfaces: readonly string[], signature: Signature): Wanted[] => {
  const mark = signature.name(lane.name);
  const typeName = (direction: string): string => signature.name(lane.name, direction);
  const marking = {
    chain: 'forward',
    action: 'mark-packet',
    'new-packet-mark': mark,
    passthrough: 'yes',
    disabled: 'no',
  };
  const type = (direction: string, rate: number, classifier: string): Wanted => ({
    path: QUEUE_TYPE_PATH,
    attributes: {
      name: typeName(direction),
      kind: 'pcq',
      'pcq-rate': String(rate),
      'pcq-classifier': classifier,
    },
  });
  const marker = (direction: string, field: string): Wanted => ({
    path: MANGLE_PATH,
    attributes: { ...marking, [field]: lane.list, comment: signature.lane(lane.name, direction) },
  });
  return [
    type('up', lane.speed.upBitsPerSecond, 'src-address'),
    type('down', lane.speed.downBitsPerSecond, 'dst-address'),
    marker('up', 'src-address-list'),
    marker('down', 'dst-address-list'),
    {
      path: QUEUE_PATH,
      attributes: {
        name: mark,
        target: interfaces.join(','),
        'packet-marks': mark,
        queue: `${typeName('up')}/${typeName('down')}`,
        disabled: 'no',
        comment: signature.lane(lane.name, 'queue'),
      },
    },
  ];
};

const isOurs = (path: string, row: ConfigRow, signature: Signature): boolean =>
  path === QUEUE_TYPE_PATH
    ? signature.isOurName(row.attributes['name'])
    : signature.isLane(row.attributes['comment']);

const keyOf = (path: string, attributes: Readonly<Record<string, string>>): string | undefined =>
  path === QUEUE_TYPE_PATH ? attributes['name'] : attributes['comment'];

/** RouterOS reads true and takes yes; it reads a rate of 512000 as 512k where it likes. */
const spelled = (name: string, value: string | undefined): string | undefined => {
  if (value === 'true') return 'yes';
  if (value === 'false') return 'no';
  return name === 'pcq-rate' && value !== undefined ? String(bitsOf(value)) : value;
};

const UNITS: Readonly<Record<string, number>> = { k: 1_000, M: 1_000_000, G: 1_000_000_000 };

const bitsOf = (rate: string): number => {
  const unit = UNITS[rate.slice(-1)];
  return unit === undefined ? Number(rate) : Math.round(Number(rate.slice(0, -1)) * unit);
};

const differing = (wanted: Wanted, row: ConfigRow): Record<string, string> =>
  Object.fromEntries(
    Object.entries(wanted.attributes).filter(([name, value]) => {
      const held = spelled(name, row.attributes[name]) ?? (name === 'disabled' ? 'no' : '');
      return held !== value;
    }),
  );

/** @param interfaces those with a hotspot; without one there is no client to slow, and everything of ours is removed. */
export const planLanes = (
  lanes: readonly Lane[],
  interfaces: readonly string[],
  actual: ActualLanes,
  signature: Signature,
): PlannedCommand[] => {
  const wanted =
    interfaces.length > 0 ? lanes.flatMap((lane) => wantedRows(lane, interfaces, signature)) : [];
  const kept = new Set<ConfigRow>();
  const commands = wanted.flatMap((one): PlannedCommand[] => {
    const { path, attributes } = one;
    const row = actual[path].find(
      (candidate) =>
        isOurs(path, candidate, signature) &&
        keyOf(path, candidate.attributes) === keyOf(path, attributes) &&
        !kept.has(candidate),
    );
    if (!row)
      return [{ path, action: 'add', attributes, reason: 'a speed lane is incomplete', serves: 'lane' }];
    kept.add(row);
    const changes = differing(one, row);
    if (Object.keys(changes).length === 0) return [];
    return [
      {
        path,
        action: 'set',
        id: row.id,
        attributes: changes,
        reason: 'a speed lane was changed',
        serves: 'lane',
      },
    ];
  });
  return [...commands, ...surplus(actual, kept, signature)];
};

/** Queues before the types that they name. */
const surplus = (actual: ActualLanes, kept: ReadonlySet<ConfigRow>, signature: Signature): PlannedCommand[] =>
  ([QUEUE_PATH, MANGLE_PATH, QUEUE_TYPE_PATH] as const).flatMap((path) =>
    actual[path]
      .filter((row) => isOurs(path, row, signature) && !kept.has(row))
      .map((row) => ({
        path,
        action: 'remove',
        id: row.id,
        attributes: {},
        reason: 'no speed lane needs this any more',
        serves: 'lane',
      })),
  );
