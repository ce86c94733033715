// routes.ts — how a client's bytes travel through a router at this moment: rules, bindings, logins, marks and queues.
import { HOTSPOT_INTERFACE } from '../tables/menu-rules';
import type { Row, Table } from '../tables/table';
import type { AddressLists } from './address-lists';
import type { Bindings } from './bindings';
import { judge, translated, type Packet, type Ruleset } from './forwarding';
import type { Client } from './hosts';
import type { Logins } from './logins';
import type { Queues } from './queues';

export interface Destination {
  address: string;
  port: number;
  /** Reachable before login. */
  walledGarden?: boolean;
}

/** How a client's bytes travel through the router at this moment. */
export interface Route {
  /** `dropped` by a rule or a blocked binding, `captive` where the login page answers instead. */
  outcome: 'open' | 'captive' | 'dropped';
  /** Past queues and counters, as FastTrack does. */
  fastTracked: boolean;
  upQueue: Row | undefined;
  downQueue: Row | undefined;
}

/** The tables of a router that decide over packets. */
interface Forwarder {
  readonly isOn: boolean;
  readonly clientPrefix: string;
  readonly bindings: Bindings;
  readonly lists: AddressLists;
  readonly logins: Logins;
  readonly queues: Queues;
  ruledAddressOf(client: Client): string;
  table(menu: string): Table;
}

const INTERNET: Destination = { address: '203.0.113.80', port: 443 };
/** A client's own end of a connection. */
const CLIENT_PORT = 50_000;
/** Rules name no interface of a session: each has its own. */
const PPPOE_INTERFACE = 'pppoe-in';

const rulesetOf = (router: Forwarder, menu: string): Ruleset => ({
  rules: [...router.table(menu).all()],
  inList: (list, address) => router.lists.contains(list, address),
});

/** One packet each way: from the client, and the answer to it. */
const packetsOf = (router: Forwarder, client: Client, destination: Destination): [Packet, Packet] => {
  const hotspotAuth = router.logins.of(client) !== undefined;
  const localDestination = destination.address === `${router.clientPrefix}1`;
  const up: Packet = {
    sourceAddress: router.ruledAddressOf(client),
    sourceMac: client.mac,
    destinationAddress: destination.address,
    destinationPort: destination.port,
    hotspotAuth,
    localDestination,
    interface: HOTSPOT_INTERFACE,
  };
  const down: Packet = {
    sourceAddress: destination.address,
    destinationAddress: router.ruledAddressOf(client),
    destinationPort: CLIENT_PORT,
    hotspotAuth,
    localDestination: false,
    interface: HOTSPOT_INTERFACE,
  };
  return [up, down];
};

/** The last mark that the chains of mangle put on a packet is the one that a queue sees. */
const markOf = (rules: Ruleset, packet: Packet): string | undefined =>
  ['prerouting', 'forward', 'postrouting']
    .map((chain) => judge(rules, chain, packet).mark)
    .filter((mark) => mark !== undefined)
    .pop();

const closed = (outcome: 'captive' | 'dropped'): Route => ({
  outcome,
  fastTracked: false,
  upQueue: undefined,
  downQueue: undefined,
});

/** Where what a PPPoE session sends arrives; undefined: the rules drop it. */
export const findLineRoute = (
  router: Forwarder,
  session: { readonly address: string; readonly mac: string },
  destination: Destination = INTERNET,
): Destination | undefined => {
  if (!router.isOn) return undefined;
  const packet: Packet = {
    ...{ sourceAddress: session.address, sourceMac: session.mac },
    ...{ destinationAddress: destination.address, destinationPort: destination.port },
    ...{ hotspotAuth: false, localDestination: false, interface: PPPOE_INTERFACE },
  };
  if (judge(rulesetOf(router, 'ip/firewall/raw'), 'prerouting', packet).outcome === 'drop') return undefined;
  const arrival = translated(rulesetOf(router, 'ip/firewall/nat'), packet) ?? destination;
  const sent = { ...packet, destinationAddress: arrival.address, destinationPort: arrival.port };
  return judge(rulesetOf(router, 'ip/firewall/filter'), 'forward', sent).outcome === 'drop'
    ? undefined
    : arrival;
};

/** The fate of a client's traffic towards a destination. */
export const findRoute = (router: Forwarder, client: Client, destination: Destination = INTERNET): Route => {
  if (!router.isOn) return closed('dropped');
  const packets = packetsOf(router, client, destination);
  const raw = rulesetOf(router, 'ip/firewall/raw');
  if (packets.some((packet) => judge(raw, 'prerouting', packet).outcome === 'drop')) return closed('dropped');
  const binding = router.bindings.typeOf(client.mac, client.address);
  if (binding === 'blocked') return closed('dropped');
  const loggedIn = router.logins.of(client) !== undefined;
  if (binding !== 'bypassed' && !loggedIn && !destination.walledGarden) return closed('captive');
  const filter = rulesetOf(router, 'ip/firewall/filter');
  const verdicts = packets.map((packet) => judge(filter, 'forward', packet).outcome);
  if (verdicts.includes('drop')) return closed('dropped');
  const mangle = rulesetOf(router, 'ip/firewall/mangle');
  const [upQueue, downQueue] = packets.map((packet) =>
    router.queues.queueFor(router.ruledAddressOf(client), markOf(mangle, packet)),
  );
  return { outcome: 'open', fastTracked: verdicts.includes('fasttrack'), upQueue, downQueue };
};
