// Slowing a fup account (domain.md, "Access status"): packets of the list's addresses are marked, and one PCQ queue
// gives every client its own share of the speed. No queue a person.
import type { ConfigRow } from './actual';
import { fupComment, isFupComment } from './comments';
import type { PlannedCommand } from './plan';

export const MANGLE_PATH = '/ip/firewall/mangle';
export const QUEUE_PATH = '/queue/simple';
/** RouterOS queue types carry no comment; ours are known by this beginning of their names. */
export const QUEUE_TYPE_PATH = '/queue/type';
const QUEUE_TYPE_PREFIX = 'saring-fup-';
const MARK = 'saring-fup';

/** What one client gets, each way. */
export type FupSpeed = { readonly upBitsPerSecond: number; readonly downBitsPerSecond: number };

export type ActualFup = Readonly<
  Record<typeof MANGLE_PATH | typeof QUEUE_PATH | typeof QUEUE_TYPE_PATH, readonly ConfigRow[]>
>;

type Wanted = { readonly path: keyof ActualFup; readonly attributes: Readonly<Record<string, string>> };

/** The order matters: the queue names the types, so they are made first. */
const wantedRows = (speed: FupSpeed, list: string, interfaces: readonly string[]): Wanted[] => {
  const mark = {
    chain: 'forward',
    action: 'mark-packet',
    'new-packet-mark': MARK,
    passthrough: 'yes',
    disabled: 'no',
  };
  const type = (direction: string, rate: number, classifier: string): Wanted => ({
    path: QUEUE_TYPE_PATH,
    attributes: {
      name: `${QUEUE_TYPE_PREFIX}${direction}`,
      kind: 'pcq',
      'pcq-rate': String(rate),
      'pcq-classifier': classifier,
    },
  });
  return [
    type('up', speed.upBitsPerSecond, 'src-address'),
    type('down', speed.downBitsPerSecond, 'dst-address'),
    { path: MANGLE_PATH, attributes: { ...mark, 'src-address-list': list, comment: fupComment('up') } },
    { path: MANGLE_PATH, attributes: { ...mark, 'dst-address-list': list, comment: fupComment('down') } },
    {
      path: QUEUE_PATH,
      attributes: {
        name: MARK,
        target: interfaces.join(','),
        'packet-marks': MARK,
        queue: `${QUEUE_TYPE_PREFIX}up/${QUEUE_TYPE_PREFIX}down`,
        disabled: 'no',
        comment: fupComment('queue'),
      },
    },
  ];
};

const isOurs = (path: string, row: ConfigRow): boolean =>
  path === QUEUE_TYPE_PATH
    ? (row.attributes['name'] ?? '').startsWith(QUEUE_TYPE_PREFIX)
    : isFupComment(row.attributes['comment']);

const keyOf = ({ path, attributes }: Wanted): string | undefined =>
  path === QUEUE_TYPE_PATH ? attributes['name'] : attributes['comment'];

/** RouterOS reads true and takes yes. */
const spelled = (value: string | undefined): string | undefined =>
  value === 'true' ? 'yes' : value === 'false' ? 'no' : value;

const differing = (wanted: Wanted, row: ConfigRow): Record<string, string> =>
  Object.fromEntries(
    Object.entries(wanted.attributes).filter(([name, value]) => {
      const held = spelled(row.attributes[name]) ?? (name === 'disabled' ? 'no' : '');
      return held !== value;
    }),
  );

/** @param interfaces those with a hotspot; without one there is nobody to slow, and everything of ours is taken away. */
export const planFup = (
  speed: FupSpeed,
  list: string,
  interfaces: readonly string[],
  actual: ActualFup,
): PlannedCommand[] => {
  const wanted = interfaces.length > 0 ? wantedRows(speed, list, interfaces) : [];
  const kept = new Set<ConfigRow>();
  const commands = wanted.flatMap((one): PlannedCommand[] => {
    const row = actual[one.path].find((candidate) => {
      const key = candidate.attributes[one.path === QUEUE_TYPE_PATH ? 'name' : 'comment'];
      return isOurs(one.path, candidate) && key === keyOf(one);
    });
    const { path, attributes } = one;
    if (!row) return [{ path, action: 'add', attributes, reason: 'the slow lane is incomplete' }];
    kept.add(row);
    const changes = differing(one, row);
    if (Object.keys(changes).length === 0) return [];
    return [{ path, action: 'set', id: row.id, attributes: changes, reason: 'the slow lane was changed' }];
  });
  return [...commands, ...surplus(actual, kept)];
};

/** Queues before the types that they name. */
const surplus = (actual: ActualFup, kept: ReadonlySet<ConfigRow>): PlannedCommand[] =>
  ([QUEUE_PATH, MANGLE_PATH, QUEUE_TYPE_PATH] as const).flatMap((path) =>
    actual[path]
      .filter((row) => isOurs(path, row) && !kept.has(row))
      .map((row) => ({
        path,
        action: 'remove',
        id: row.id,
        attributes: {},
        reason: 'the slow lane has one too many',
      })),
  );
