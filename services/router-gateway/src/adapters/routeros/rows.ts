// Rows of a router's menus as the domain sees them.
import { parseMacAddress, type MacAddress } from '@saring/kernel';
import type { BindingType } from '../../domain/access';
import type { Binding, Host, ListEntry } from '../../domain/actual';
import { parseDurationSeconds } from '../../domain/duration';
import type { Row, Trap } from './reply';

/** The router answered, but not what any RouterOS would: the connection is given up and tried again. */
export class UnreadableReplyError extends Error {
  override readonly name = 'UnreadableReplyError';
}

/** The router refused a command that every RouterOS of ours takes. */
export class RouterTrapError extends Error {
  override readonly name = 'RouterTrapError';
  constructor(
    readonly path: string,
    readonly trap: Trap,
  ) {
    super(`${path}: ${trap.message}`);
  }
}

/** Any of the values, in the words of the router's stack machine. */
export const anyOf = (name: string, values: readonly string[]): string[] =>
  values.length < 2
    ? values.map((value) => `?${name}=${value}`)
    : [...values.map((value) => `?${name}=${value}`), `?#${'|'.repeat(values.length - 1)}`];

const numberIn = (row: Row, name: string): number => {
  const value = Number(row[name]);
  if (row[name] === undefined || !Number.isSafeInteger(value) || value < 0)
    throw new UnreadableReplyError(`host ${row['.id'] ?? '?'} has an unreadable ${name}`);
  return value;
};

/** The same MACs come again with every poll: each is parsed once. */
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

export const hostOf = (row: Row): Host | undefined => {
  const mac = macIn(row);
  const uptimeSeconds = parseDurationSeconds(row['uptime']);
  if (!mac || !row['.id']) return undefined;
  if (uptimeSeconds === undefined)
    throw new UnreadableReplyError(`host ${row['.id']} has an unreadable uptime`);
  return {
    id: row['.id'],
    mac,
    address: row['address'] ?? '',
    toAddress: row['to-address'],
    uptimeSeconds,
    idleSeconds: parseDurationSeconds(row['idle-time']) ?? 0,
    bytesIn: numberIn(row, 'bytes-in'),
    bytesOut: numberIn(row, 'bytes-out'),
    bypassed: row['bypassed'] === undefined ? undefined : isYes(row['bypassed']),
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
