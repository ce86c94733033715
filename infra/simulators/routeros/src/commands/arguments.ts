// arguments.ts — checks the `=name=value` words of a command and spells values as RouterOS stores them.
import { invalidValue, noMatchingValue, unknownParameter } from '../protocol/traps';
import type { Row } from '../tables/table';
import {
  formatDuration,
  parseAddressRange,
  parseBoolean,
  parseDurationSeconds,
  parseMac,
  parseRatePair,
} from '../tables/values';
import type { Command } from './schema';

/** Longest time-out of an address-list entry: 35w3d13h13m56s. */
const MAX_LIST_TIMEOUT_SECONDS = 21_474_836;

/** Names that the API itself understands on every command. */
const API_NAMES = new Set(['.id', '.proplist', '.tag', '.query']);

const BOOLEAN_NAMES = new Set([
  'disabled',
  'dynamic',
  'log',
  'shared',
  'advertise',
  'eui-64',
  'passthrough',
  'use-radius',
]);

/** Words that an argument of a menu may take. */
const ENUMERATIONS: Record<string, readonly string[]> = {
  'ip/hotspot/ip-binding type': ['regular', 'bypassed', 'blocked'],
  'ip/hotspot/host type': ['regular', 'bypassed', 'blocked'],
  'ip/hotspot/walled-garden action': ['allow', 'deny'],
  'ip/hotspot/walled-garden/ip action': ['accept', 'drop', 'reject'],
  'ppp/secret service': ['any', 'async', 'l2tp', 'ovpn', 'pppoe', 'pptp', 'sstp'],
};

const POLICIES = [
  ...[
    'local',
    'telnet',
    'ssh',
    'ftp',
    'reboot',
    'read',
    'write',
    'policy',
    'test',
    'winbox',
    'password',
    'web',
  ],
  ...['sniff', 'sensitive', 'api', 'romon', 'dude', 'tikapp'],
];
/** Words of a group's policy that version 6 does not know. */
const POLICIES_OF_7 = ['rest-api'];

/** Traps at a policy that this version does not know. */
export const checkPolicy = (policy: string | undefined, isVersion6: boolean): void => {
  const known = isVersion6 ? POLICIES : [...POLICIES, ...POLICIES_OF_7];
  for (const word of policy?.split(',') ?? [])
    if (!known.includes(word.replace(/^!/, ''))) throw noMatchingValue('policy');
};

const RATE_NAMES = new Set(['max-limit', 'limit-at', 'burst-limit', 'burst-threshold']);

const spellRate = (value: string): string | undefined => {
  const pair = parseRatePair(value);
  return pair && `${pair.upBits}/${pair.downBits}`;
};

const spellDuration = (value: string): string | undefined => {
  const seconds = parseDurationSeconds(value);
  return seconds === undefined ? undefined : formatDuration(seconds);
};

const spellListTimeout = (value: string): string | undefined => {
  if (value === 'none-dynamic' || value === 'none-static') return value;
  const seconds = parseDurationSeconds(value);
  return seconds === undefined || seconds > MAX_LIST_TIMEOUT_SECONDS ? undefined : formatDuration(seconds);
};

const isBareAddress = (value: string): boolean =>
  /^[\d.\-/]+$/.test(value) && parseAddressRange(value) !== undefined;

/** Digits and points that are no address are no name either. */
const spellListAddress = (value: string): string | undefined =>
  /^[\d.\-/]+$/.test(value) && !isBareAddress(value) ? undefined : value.replace(/\/32$/, '');

type Speller = (value: string) => string | undefined;

const spellerFor = (menu: string, name: string, type: true | string): Speller | undefined => {
  if (menu === 'ip/firewall/address-list' && name === 'timeout') return spellListTimeout;
  if (menu === 'ip/firewall/address-list' && name === 'address') return spellListAddress;
  if (name === 'target' && menu === 'queue/simple') {
    return (value) =>
      value
        .split(',')
        .map((one) => (/^[\d.]+$/.test(one) ? `${one}/32` : one))
        .join(',');
  }
  if (RATE_NAMES.has(name) && menu === 'queue/simple') return spellRate;
  if (typeof type !== 'string') return undefined;
  if (type.includes('MAC address')) return parseMac;
  if (type.includes('time interval')) return spellDuration;
  // A PPP address may also be a pool's name.
  if (type.includes('IP address') && !menu.startsWith('ppp'))
    return (value) => (isBareAddress(value) ? value : undefined);
  return undefined;
};

const spell = (menu: string, name: string, type: true | string, value: string): string => {
  if (value === '') return value;
  if (BOOLEAN_NAMES.has(name)) {
    const boolean = parseBoolean(value);
    if (boolean === undefined) throw noMatchingValue(name);
    return boolean;
  }
  const words = ENUMERATIONS[`${menu} ${name}`];
  if (words && !words.includes(value)) throw noMatchingValue(name);
  const speller = spellerFor(menu, name, type);
  const spelled = speller ? speller(value) : value;
  if (spelled === undefined) throw invalidValue(name);
  return spelled;
};

interface CommandWords {
  /** `=name=value` words, in the router's spelling. */
  values: Row;
  queries: string[];
}

/** Splits the words after the command; traps at a name that RouterOS does not know or a value it cannot read. */
export const readArguments = (menu: string, command: Command, words: readonly string[]): CommandWords => {
  const values: Row = {};
  const queries: string[] = [];
  for (const word of words) {
    if (word.startsWith('?')) queries.push(word);
    const match = /^=([^=]+)=([\s\S]*)$/.exec(word);
    if (!match) continue;
    const [name, value] = [match[1] ?? '', match[2] ?? ''];
    const type = command.arguments.get(name);
    if (type === undefined && !API_NAMES.has(name)) throw unknownParameter(name);
    values[name] = spell(menu, name, type ?? true, value);
  }
  return { values, queries };
};
