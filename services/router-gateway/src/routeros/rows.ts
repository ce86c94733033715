// rows.ts — rows of a router's menus as the domain sees them.
import { parseMacAddress, type MacAddress } from '@saring/kernel';
import type {
  Binding,
  BindingType,
  Host,
  HostTable,
  InterfaceCounters,
  InterfaceState,
  LeftOutRow,
  ListEntry,
} from '../domain/actual';
import { parseDurationSeconds } from '../domain/duration';
import type { ActiveSession, SessionInterface } from '../domain/line-sessions';
import { UnreadableReplyError } from './errors';
import type { Row } from './reply';

/** Any of the values, in the words of the router's stack machine. */
export const anyOf = (name: string, values: readonly string[]): string[] =>
  values.length < 2
    ? values.map((value) => `?${name}=${value}`)
    : [...values.map((value) => `?${name}=${value}`), `?#${'|'.repeat(values.length - 1)}`];

const byteCountIn = (row: Row, name: string): number | undefined => {
  const value = Number(row[name]);
  return row[name] !== undefined && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
};

/** Every poll brings the same MACs, so each is parsed once. */
const knownMacs = new Map<string, MacAddress>();
const MOST_KNOWN_MACS = 200_000;

export const macIn = (row: Row): MacAddress | undefined => {
  const text = row['mac-address'] ?? '';
  const known = knownMacs.get(text);
  if (known !== undefined) return known;
  const parsed = parseMacAddress(text);
  if (!parsed.ok) return undefined;
  if (knownMacs.size >= MOST_KNOWN_MACS) knownMacs.clear();
  knownMacs.set(text, parsed.value);
  return parsed.value;
};

export const isYes = (value: string | undefined): boolean => value === 'true' || value === 'yes';

/**
 * A host table as it was printed. One row that cannot be read costs that row, never the router: it is named, so that
 * the meter forgets nothing. A row that appears twice, because the table changed while it was printed, counts once.
 */
export const hostTableOf = (rows: readonly Row[]): HostTable => {
  const hosts = new Map<string, Host>();
  const leftOut: LeftOutRow[] = [];
  for (const row of rows) {
    const host = hostOf(row);
    if ('problem' in host) leftOut.push({ id: row['.id'] ?? '?', problem: host.problem });
    else hosts.set(`${host.id} ${host.mac}`, host);
  }
  return { hosts: [...hosts.values()], leftOut };
};

const hostOf = (row: Row): Host | { readonly problem: string } => {
  const mac = macIn(row);
  const uptimeSeconds = parseDurationSeconds(row['uptime']);
  const bytesIn = byteCountIn(row, 'bytes-in');
  const bytesOut = byteCountIn(row, 'bytes-out');
  if (!row['.id']) return { problem: 'it has no .id' };
  // The row's own words are left out, because they may contain a MAC.
  if (!mac) return { problem: 'mac-address is missing or unreadable' };
  if (uptimeSeconds === undefined) return { problem: wordsOf(row, 'uptime') };
  if (bytesIn === undefined) return { problem: wordsOf(row, 'bytes-in') };
  if (bytesOut === undefined) return { problem: wordsOf(row, 'bytes-out') };
  return {
    id: row['.id'],
    mac,
    address: row['address'] ?? '',
    toAddress: row['to-address'],
    uptimeSeconds,
    idleSeconds: parseDurationSeconds(row['idle-time']) ?? 0,
    bytesIn,
    bytesOut,
    bypassed: row['bypassed'] === undefined ? undefined : isYes(row['bypassed']),
  };
};

const MOST_WORDS_LENGTH = 40;
const wordsOf = (row: Row, name: string): string =>
  row[name] === undefined ? `${name} is missing` : `${name} is "${row[name].slice(0, MOST_WORDS_LENGTH)}"`;

/** Byte counters of interfaces that a hotspot runs on. An unreadable counter is not used as a witness. */
export const interfaceCountersOf = (rows: readonly Row[]): InterfaceCounters[] =>
  rows.flatMap((row) => {
    const bytesIn = byteCountIn(row, 'rx-byte');
    const bytesOut = byteCountIn(row, 'tx-byte');
    return row['name'] && bytesIn !== undefined && bytesOut !== undefined
      ? [{ name: row['name'], bytesIn, bytesOut }]
      : [];
  });

/** Sessions that PPPoE clients dialled. One without an uptime cannot be metered, and none of its interface is. */
export const activeSessionsOf = (rows: readonly Row[]): ActiveSession[] =>
  rows.flatMap((row) => {
    const uptimeSeconds = parseDurationSeconds(row['uptime']);
    return row['service'] === 'pppoe' && row['name'] && uptimeSeconds !== undefined
      ? [{ id: row['.id'] ?? '', username: row['name'], uptimeSeconds }]
      : [];
  });

/** One whose counters cannot be read is named: the meter forgets nothing because of it. */
export const sessionInterfacesOf = (
  rows: readonly Row[],
): { readonly interfaces: readonly SessionInterface[]; readonly leftOut: readonly LeftOutRow[] } => {
  const interfaces: SessionInterface[] = [];
  const leftOut: LeftOutRow[] = [];
  for (const row of rows) {
    const { '.id': id = '?', name = '' } = row;
    const bytesIn = byteCountIn(row, 'rx-byte');
    const bytesOut = byteCountIn(row, 'tx-byte');
    if (bytesIn === undefined) leftOut.push({ id, problem: wordsOf(row, 'rx-byte') });
    else if (bytesOut === undefined) leftOut.push({ id, problem: wordsOf(row, 'tx-byte') });
    else interfaces.push({ id, name, bytesIn, bytesOut });
  }
  return { interfaces, leftOut };
};

export const interfaceStateOf = (row: Row, hotspots: readonly string[]): InterfaceState => ({
  name: row['name'] ?? '',
  type: row['type'] ?? '',
  running: isYes(row['running']),
  disabled: isYes(row['disabled']),
  comment: row['comment'] ?? '',
  receivedBytes: byteCountIn(row, 'rx-byte') ?? 0,
  sentBytes: byteCountIn(row, 'tx-byte') ?? 0,
  hotspot: hotspots.includes(row['name'] ?? ''),
});

export type Resource = {
  readonly uptimeSeconds: number;
  readonly cpuLoadPercent?: number;
  readonly freeMemoryBytes?: number;
  readonly totalMemoryBytes?: number;
};

/** @throws UnreadableReplyError without an uptime; what else it does not say stays away. */
export const resourceOf = (row: Row): Resource => {
  const uptimeSeconds = parseDurationSeconds(row['uptime']);
  if (uptimeSeconds === undefined) throw new UnreadableReplyError('the router reports no uptime');
  return {
    uptimeSeconds,
    cpuLoadPercent: byteCountIn(row, 'cpu-load'),
    freeMemoryBytes: byteCountIn(row, 'free-memory'),
    totalMemoryBytes: byteCountIn(row, 'total-memory'),
  };
};

export const bindingOf = (row: Row): Binding => ({
  id: row['.id'] ?? '',
  mac: macIn(row),
  address: row['address'],
  // RouterOS may leave out the type `regular`.
  type: (row['type'] ?? 'regular') as BindingType,
  comment: row['comment'],
  disabled: isYes(row['disabled']),
});

export const entryOf = (row: Row): ListEntry => ({
  id: row['.id'] ?? '',
  list: row['list'] ?? '',
  address: row['address'] ?? '',
  timeoutSeconds: parseDurationSeconds(row['timeout']),
  comment: row['comment'],
  disabled: isYes(row['disabled']),
});
