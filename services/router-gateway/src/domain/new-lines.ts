// new-lines.ts — rows of a file of new lines as somebody wrote them, and what they ask for or what is wrong with them.
import { isHostAddress } from './host-address';
import { MEASURES, parseMacAddress, parsePhoneNumber } from '@saring/kernel';
import type { LineTerms } from './line-terms';

export type NewLineRow = {
  readonly fileRow: number;
  readonly phone: string;
  readonly username: string;
  readonly password: string;
  readonly download: string;
  readonly upload: string;
  readonly pool: string;
  readonly address: string;
  readonly callerId: string;
};
type NewLineDefaults = {
  readonly prefix: string;
  readonly uploadKilobitsPerSecond: number;
  readonly downloadKilobitsPerSecond: number;
  readonly pool: string;
};
export type UnderstoodRow = {
  readonly row: NewLineRow;
  /** In E.164; empty where it cannot be read. */
  readonly phone: string;
  /** Empty: the next of the pattern. */
  readonly username: string;
  readonly terms: LineTerms;
  /** The first thing that is wrong; empty: nothing. */
  readonly refusal: string;
};

const KILOBITS = 1_000;
const SPEED = /^\d{1,6}(?:[.,]\d{1,3})?$/;
/** What an export puts before cells that a spreadsheet would run. */
const unquoted = (text: string): string => text.trim().replace(/^'(?=[=+\-@|%])/, '');

/** Kilobits of megabits; null: it is no speed. */
const speedIn = (text: string, standard: number): number | null => {
  if (text === '') return standard;
  const number = text.replace(/\s*mbps$/i, '');
  return SPEED.test(number) ? Math.round(Number(number.replace(',', '.')) * KILOBITS) : null;
};

const fits = (name: 'lineName' | 'linePassword' | 'poolName', text: string): boolean => {
  const { least, most, pattern } = MEASURES[name];
  return text.length >= least && text.length <= most && pattern.test(text);
};

export const understoodRow = (row: NewLineRow, defaults: NewLineDefaults): UnderstoodRow => {
  const [phoneText, username, address, mac] = [row.phone, row.username, row.address, row.callerId].map(
    unquoted,
  ) as [string, string, string, string];
  const phone = parsePhoneNumber(phoneText);
  const up = speedIn(unquoted(row.upload), defaults.uploadKilobitsPerSecond);
  const down = speedIn(unquoted(row.download), defaults.downloadKilobitsPerSecond);
  const pool = unquoted(row.pool) || (address === '' ? defaults.pool : '');
  const callerId = mac === '' ? undefined : parseMacAddress(mac);
  const terms = {
    ...{ uploadKilobitsPerSecond: up ?? 0, downloadKilobitsPerSecond: down ?? 0 },
    ...{ pool, address, callerId: callerId?.ok ? callerId.value : '', profile: '' },
  };
  const faults: readonly (readonly [isWrong: boolean, code: string])[] = [
    [!phone.ok, phone.ok ? '' : phone.refusal.code],
    [username === '' ? defaults.prefix === '' : !fits('lineName', username), 'LINE.ROW_NAME_INVALID'],
    [!fits('linePassword', row.password.trim()), 'LINE.ROW_PASSWORD_INVALID'],
    [
      up === null || down === null || Math.max(up, down) > MEASURES.kilobitsPerSecond.most,
      'LINE.ROW_SPEED_INVALID',
    ],
    [!fits('poolName', pool), 'LINE.ROW_POOL_INVALID'],
    [address !== '' && !isHostAddress(address), 'LINE.ROW_ADDRESS_INVALID'],
    [callerId?.ok === false, 'LINE.ROW_MAC_INVALID'],
    [
      (pool === '') === (address === '') ||
        terms.uploadKilobitsPerSecond > 0 !== terms.downloadKilobitsPerSecond > 0,
      'LINE.TERMS_INVALID',
    ],
  ];
  const refusal = faults.find(([isWrong]) => isWrong)?.[1] ?? '';
  return { row, phone: phone.ok ? phone.value : '', username, terms, refusal };
};

const NUMBER_DIGITS = 4;

/** The number behind the prefix of a name; null: the name is not of this pattern. */
const numberOf = (prefix: string, name: string): number | null => {
  const number = name.startsWith(prefix) ? name.slice(prefix.length) : '';
  return /^\d{1,9}$/.test(number) ? Number(number) : null;
};

type HeldLine = { readonly subscriberId: string; readonly username: string; readonly address: string };
export type NamedRow = UnderstoodRow & { readonly name: string; readonly subscriberId: string };

type Held = {
  readonly prefix: string;
  readonly lines: readonly HeldLine[];
  /** Of secrets of somebody else. */
  readonly foreignNames: readonly string[];
  /** Pools of the router; null: it is away, and nobody knows. */
  readonly pools: readonly string[] | null;
  /** How many lines the router may still get. */
  readonly room: number;
};

/**
 * Gives each row its name, one of the pattern (`rumah-0001`) behind the highest there is, and says what is in its way.
 * A row without a name is known by its person: one who has a line of the pattern gets no second one, however often the
 * file is sent.
 */
export const nameRows = (
  rows: readonly UnderstoodRow[],
  holders: ReadonlyMap<string, string>,
  { prefix, lines, foreignNames, pools, room }: Held,
): readonly NamedRow[] => {
  const taken = new Set([...lines.map(({ username }) => username), ...foreignNames]);
  const said = new Set<string>();
  const addresses = new Set(lines.map(({ address }) => address));
  const owners = new Set(
    lines.flatMap(({ username, subscriberId }) => (numberOf(prefix, username) === null ? [] : subscriberId)),
  );
  const names = [...taken, ...rows.map(({ username }) => username)];
  let last = Math.max(0, ...names.map((name) => numberOf(prefix, name) ?? 0));
  let left = room;
  return rows.map((row) => {
    const subscriberId = holders.get(row.phone) ?? '';
    const faultOf = (): string => {
      if (row.refusal !== '') return row.refusal;
      if (subscriberId === '') return 'AUTH.SUBSCRIBER_UNKNOWN';
      if (row.username === '' && owners.has(subscriberId)) return 'LINE.ROW_HAS_LINE';
      if (taken.has(row.username)) return 'LINE.NAME_TAKEN';
      if (said.has(row.username)) return 'LINE.ROW_NAME_TWICE';
      if (row.terms.address !== '' && addresses.has(row.terms.address)) return 'LINE.ADDRESS_TAKEN';
      if (row.terms.pool !== '' && pools?.includes(row.terms.pool) === false) return 'LINE.ROW_POOL_MISSING';
      return left > 0 ? '' : 'LINE.ROUTER_FULL';
    };
    const refusal = faultOf();
    if (row.username !== '') said.add(row.username);
    if (refusal !== '') return { ...row, refusal, subscriberId, name: row.username };
    left -= 1;
    addresses.add(row.terms.address);
    if (row.username !== '') return { ...row, subscriberId, name: row.username };
    owners.add(subscriberId);
    last += 1;
    return { ...row, subscriberId, name: `${prefix}${String(last).padStart(NUMBER_DIGITS, '0')}` };
  });
};
