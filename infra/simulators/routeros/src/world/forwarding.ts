// forwarding.ts — what the router's own rules do with a packet: walks the chains of raw, filter and mangle.
import type { Row } from '../tables/table';
import { rangeContains } from '../tables/values';

export interface Packet {
  sourceAddress: string;
  sourceMac?: string;
  destinationAddress: string;
  destinationPort: number;
  /** From or to a client that has logged in; a bypassed one has not. */
  hotspotAuth: boolean;
  /** Meant for the router itself. */
  localDestination: boolean;
  interface: string;
}

interface Verdict {
  outcome: 'accept' | 'drop' | 'fasttrack';
  mark?: string;
}

export interface Ruleset {
  rules: Iterable<Row>;
  inList: (list: string, address: string) => boolean;
}

const negatable = (text: string, matches: (value: string) => boolean): boolean =>
  text.startsWith('!') ? !matches(text.slice(1)) : matches(text);

const portMatches = (ports: string, port: number): boolean =>
  ports.split(',').some((part) => {
    const [from = '', to = from] = part.split('-');
    return Number(from) <= port && port <= Number(to);
  });

const hotspotMatches = (wanted: string, packet: Packet): boolean => {
  const facts: Record<string, boolean> = {
    auth: packet.hotspotAuth,
    'local-dst': packet.localDestination,
    'from-client': packet.sourceMac !== undefined,
    'to-client': packet.sourceMac === undefined,
  };
  return wanted.split(',').every((word) => negatable(word, (name) => facts[name] ?? false));
};

type Matcher = (value: string, packet: Packet, inList: Ruleset['inList']) => boolean;

const MATCHERS: Record<string, Matcher> = {
  'src-address': (value, packet) => negatable(value, (range) => rangeContains(range, packet.sourceAddress)),
  'dst-address': (value, packet) =>
    negatable(value, (range) => rangeContains(range, packet.destinationAddress)),
  'src-address-list': (value, packet, inList) =>
    negatable(value, (list) => inList(list, packet.sourceAddress)),
  'dst-address-list': (value, packet, inList) =>
    negatable(value, (list) => inList(list, packet.destinationAddress)),
  'src-mac-address': (value, packet) => negatable(value, (mac) => mac === packet.sourceMac),
  'in-interface': (value, packet) =>
    negatable(value, (name) => (name === packet.interface) === (packet.sourceMac !== undefined)),
  'out-interface': (value, packet) =>
    negatable(value, (name) => (name === packet.interface) === (packet.sourceMac === undefined)),
  'dst-address-type': (value, packet) =>
    negatable(value, (type) => type === 'local' && packet.localDestination),
  protocol: (value) => negatable(value, (name) => name === 'tcp'),
  'dst-port': (value, packet) => negatable(value, (ports) => portMatches(ports, packet.destinationPort)),
  hotspot: hotspotMatches,
  // A flow in full swing has packets of each of these states.
  'connection-state': (value) => negatable(value, (states) => /established|related|new/.test(states)),
};

/** Fields of a rule that say what it does or how it fares, not what it matches. */
const NOT_MATCHERS = new Set([
  ...[
    '.id',
    'chain',
    'action',
    'comment',
    'disabled',
    'dynamic',
    'invalid',
    'log',
    'log-prefix',
    'passthrough',
  ],
  ...[
    'new-packet-mark',
    'jump-target',
    'reject-with',
    'address-list',
    'address-list-timeout',
    'bytes',
    'packets',
    'hw-offload',
    'to-addresses',
    'to-ports',
  ],
]);

const ruleMatches = (rule: Row, packet: Packet, inList: Ruleset['inList']): boolean =>
  rule.disabled !== 'true' &&
  Object.entries(rule).every(([name, value]) => {
    if (NOT_MATCHERS.has(name)) return true;
    // A condition that the simulator cannot judge is taken as not met.
    return MATCHERS[name]?.(value, packet, inList) ?? false;
  });

const MAX_JUMPS = 16;

/** Walks one chain; undefined means that the packet came out at its end. */
const walkChain = (
  ruleset: Ruleset,
  chain: string,
  packet: Packet,
  found: Verdict,
  jumps: number,
): Verdict | undefined => {
  for (const rule of ruleset.rules) {
    if (rule.chain !== chain || !ruleMatches(rule, packet, ruleset.inList)) continue;
    switch (rule.action) {
      case 'accept':
        return { ...found, outcome: 'accept' };
      case 'drop':
      case 'reject':
      case 'tarpit':
        return { outcome: 'drop' };
      case 'fasttrack-connection':
        return { ...found, outcome: 'fasttrack' };
      case 'return':
        return undefined;
      case 'mark-packet':
        found.mark = rule['new-packet-mark'];
        if (rule.passthrough === 'false' || rule.passthrough === 'no') return found;
        break;
      case 'jump': {
        const inner =
          jumps < MAX_JUMPS
            ? walkChain(ruleset, rule['jump-target'] ?? '', packet, found, jumps + 1)
            : undefined;
        if (inner) return inner;
        break;
      }
      default:
    }
  }
  return undefined;
};

/** Where dst-nat sends a packet before anything else is asked; undefined: where it was going. */
export const translated = (
  { rules, inList }: Ruleset,
  packet: Packet,
): { address: string; port: number } | undefined => {
  for (const rule of rules) {
    if (rule.chain !== 'dstnat' || !ruleMatches(rule, packet, inList)) continue;
    if (rule.action === 'accept') return undefined;
    if (rule.action !== 'dst-nat') continue;
    const { destinationAddress, destinationPort } = packet;
    return {
      address: rule['to-addresses'] ?? destinationAddress,
      port: Number(rule['to-ports'] ?? destinationPort),
    };
  }
  return undefined;
};

/** The verdict of a table of rules on a packet in a built-in chain; a chain that ends accepts. */
export const judge = (ruleset: Ruleset, chain: string, packet: Packet): Verdict => {
  const found: Verdict = { outcome: 'accept' };
  return walkChain(ruleset, chain, packet, found, 0) ?? found;
};
