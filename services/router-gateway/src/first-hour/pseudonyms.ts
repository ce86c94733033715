// pseudonyms.ts — takes everything personal out of a router's words: the same value gets the same replacement all over a
// report.
import { BENCH_ADDRESSES, BENCH_MAC, BENCH_NAME, BENCH_SIGNATURE } from './bench-names';

/** Attributes whose values say how a router behaves and nothing about a person or a place. All others are replaced. */
const PLAIN = new Set([
  ...['.id', '.dead', '.nextid', '.section', 'category', 'uptime', 'idle-time', 'idle-timeout', 'timeout'],
  ...['keepalive-timeout', 'host-dead-time', 'bytes-in', 'bytes-out', 'packets-in', 'packets-out'],
  ...[
    'rx-byte',
    'tx-byte',
    'bytes',
    'total-bytes',
    'rate',
    'max-limit',
    'pcq-rate',
    'pcq-classifier',
    'kind',
  ],
  ...['static', 'DHCP', 'dynamic', 'authorized', 'bypassed', 'disabled', 'invalid', 'running', 'radius'],
  ...['type', 'chain', 'action', 'hotspot', 'passthrough', 'hw', 'hw-offload', 'l3-hw-offloading', 'port'],
  ...['version', 'board-name', 'architecture-name', 'cpu', 'cpu-count', 'cpu-load', 'nlevel', 'mode', 'code'],
  ...['limit-uptime', 'limit-bytes-total', 'session-time-left', 'login-by', 'max-sessions', 'protocol'],
  ...['fetch', 'proxy', 'scheduler', 'flagged', 'policy', 'hits', 'default', 'actual-mtu', 'dst-port'],
]);
const HARMLESS = new Set([
  ...['', 'true', 'false', 'yes', 'no', 'none', 'all', 'auto', 'any', 'default', 'hotspot', 'admin'],
  ...['api', 'api-ssl', 'www', 'www-ssl', 'ssh', 'telnet', 'ftp', 'winbox'],
]);

const MAC = /\b(?:[0-9A-F]{2}[:-]){5}[0-9A-F]{2}\b/gi;
const IPV4 = /\b\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?\b/g;
// At least three groups, so that a clock's 08:30 is none.
const IPV6 = /(?<![\w:])(?:[0-9a-f]{1,4}:){2,7}[0-9a-f:]*(?:\/\d{1,3})?|(?<![\w:])::[0-9a-f]+/gi;
/** Shorter values are words that occur in any sentence. */
const SHORTEST_SECRET = 4;

type Kind = 'MAC' | 'ADDRESS' | 'TEXT';

const matchesWhole = (pattern: RegExp, text: string): boolean => text.replace(pattern, '') === '';

const kindOf = (value: string): Kind => {
  if (matchesWhole(MAC, value)) return 'MAC';
  return matchesWhole(IPV4, value) || matchesWhole(IPV6, value) ? 'ADDRESS' : 'TEXT';
};

/** Matches a value by itself, not inside another word. */
const wholeWord = (value: string): RegExp =>
  new RegExp(`(?<![\\w-])${value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`, 'g');

const isOfTheBench = (value: string): boolean =>
  value.startsWith(BENCH_NAME) ||
  value.startsWith(BENCH_SIGNATURE) ||
  value.startsWith(BENCH_ADDRESSES) ||
  value.toUpperCase().startsWith(BENCH_MAC);

export class Pseudonyms {
  private readonly standIns = new Map<string, string>();
  private readonly counts: Record<Kind, number> = { MAC: 0, ADDRESS: 0, TEXT: 0 };

  /** @param secrets values that must not appear in any sentence, such as the password. */
  constructor(private readonly secrets: readonly string[] = []) {}

  /** One sentence of a router without anything personal. */
  sentence(words: readonly string[]): string[] {
    return words.map((word) => this.word(word));
  }

  /** A free text, such as the reason of a refusal: addresses are replaced, and whatever was replaced before. */
  text(text: string): string {
    const known = [...this.standIns.keys(), ...this.secrets]
      .filter((value) => value.length >= SHORTEST_SECRET && !isOfTheBench(value))
      .sort((left, right) => right.length - left.length);
    const withoutKnown = known.reduce(
      (rest, value) => rest.replaceAll(wholeWord(value), this.of(value)),
      text,
    );
    const replace = (value: string): string => (isOfTheBench(value) ? value : this.of(value));
    return withoutKnown.replace(MAC, replace).replace(IPV4, replace).replace(IPV6, replace);
  }

  private word(word: string): string {
    if (!word.startsWith('=')) return /^[!/.?]/.test(word) ? word : this.text(word);
    const equals = word.indexOf('=', 1);
    const [name, value] = [word.slice(1, equals), word.slice(equals + 1)];
    if (name === 'message') return `=message=${this.text(value)}`;
    return `=${name}=${this.value(name, value)}`;
  }

  private value(name: string, value: string): string {
    if (PLAIN.has(name) || HARMLESS.has(value) || isOfTheBench(value)) return value;
    // What `add` and `count-only` return: an id or a number.
    if (name === 'ret' && /^(\*[0-9A-F]+|\d{1,6})$/.test(value)) return value;
    return this.of(value);
  }

  private of(value: string): string {
    if (this.standIns.has(value)) return this.standIns.get(value) ?? '';
    const isStandIn = /^(MAC|ADDRESS|TEXT)-\d+$/.test(value);
    if (isStandIn || HARMLESS.has(value)) return value;
    const kind = kindOf(value);
    this.counts[kind] += 1;
    const standIn = `${kind}-${this.counts[kind]}`;
    this.standIns.set(value, standIn);
    return standIn;
  }
}

/** Whether a text holds what looks like an address of a network or a device, other than the program's own. */
export const looksPersonal = (text: string): boolean =>
  [MAC, IPV4, IPV6].some((pattern) => [...text.matchAll(pattern)].some(([found]) => !isOfTheBench(found)));
