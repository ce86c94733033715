// alarms.ts — what on a router works against Saring (domain.md, "Access status"). Details name row ids, never a MAC
// or an address.
import type { Binding, Host, LeftOutRow } from './actual';
import { inRange } from './address-range';
import { byHandIn } from './by-hand';
import type { Signature } from './comments';
import type { LineFinding } from './line-findings';
import type { Conflict } from './plan';

type AlarmCode =
  | 'ROUTER.FASTTRACK'
  | 'ROUTER.IPV6_ON_HOTSPOT'
  | 'ROUTER.FOREIGN_BINDING'
  | 'ROUTER.FOREIGN_SCHEDULER'
  | 'ROUTER.BOOT_MARKER_DELETED'
  | 'ROUTER.OTHER_INSTALLATION'
  | 'ROUTER.LANE_REFUSED'
  | 'ROUTER.WRITES_REFUSED'
  | 'ROUTER.HOST_STUBBORN'
  | 'ROUTER.ROW_UNREADABLE'
  | 'ROUTER.BYPASSED_BY_HAND'
  | 'ROUTER.CONFIGURATION_CHANGED'
  | 'ROUTER.LINES_IN_CONFLICT';

export type Alarm = { readonly code: AlarmCode; readonly detail: string };

export type Surroundings = {
  readonly filterRules: readonly {
    readonly id: string;
    readonly action: string;
    readonly disabled: boolean;
  }[];
  readonly ipv6Addresses: readonly {
    readonly address: string;
    readonly interface: string;
    readonly disabled: boolean;
  }[];
  readonly hotspotInterfaces: readonly string[];
  readonly schedulers: readonly {
    readonly name: string;
    readonly onEvent: string;
    readonly disabled: boolean;
    readonly comment?: string;
  }[];
  readonly scripts: readonly { readonly name: string; readonly source: string }[];
  readonly bindings: readonly Binding[];
  readonly hosts: readonly Host[];
  /** Foreign bindings in the place of ours: RouterOS accepts no second one. */
  readonly conflicts: readonly Conflict[];
  readonly bootMarkerDeleted: boolean;
  /** The comment of the current boot marker, whichever installation wrote it. */
  readonly bootMarkerComment?: string;
  /** Commands of the last sweep that the router refused. */
  readonly refusals: readonly Refusal[];
  /** Host rows that keep another binding's rule although they were removed to begin again. */
  readonly stubbornHostIds: readonly string[];
  /** Host rows of the last reading that could not be read. */
  readonly leftOut: readonly LeftOutRow[];
  readonly signature: Signature;
  /** When a configuration was seen first that no operator knows of; null: there is none. */
  readonly configurationChangedAt: string | null;
  /** As of the last reading of PPPoE. */
  readonly lineFindings: readonly Pick<LineFinding, 'kind'>[];
};

/** A command that the router refused, with its own words. Holds no MAC and no address. */
export type Refusal = { readonly path: string; readonly message: string; readonly serves?: 'lane' };

export const findAlarms = (router: Surroundings): Alarm[] =>
  [
    fasttrack(router),
    ipv6(router),
    foreignBinding(router),
    foreignScheduler(router),
    bootMarker(router),
    otherInstallation(router),
    refused(router, 'lane'),
    refused(router, undefined),
    stubbornHosts(router),
    unreadableRows(router),
    byHand(router),
    configurationChanged(router),
    linesInConflict(router),
  ].filter((alarm) => alarm !== undefined);

/** FastTrack passes by firewall, queues and the hotspot's accounting. */
const fasttrack = ({ filterRules }: Surroundings): Alarm | undefined => {
  const active = filterRules.filter(({ action, disabled }) => action === 'fasttrack-connection' && !disabled);
  if (active.length === 0) return undefined;
  return { code: 'ROUTER.FASTTRACK', detail: `disable filter rule ${active.map(({ id }) => id).join(', ')}` };
};

/** A hotspot sees IPv4 only; every IPv6 interface has a link-local address, which leads nowhere. */
const ipv6 = ({ ipv6Addresses, hotspotInterfaces }: Surroundings): Alarm | undefined => {
  const open = ipv6Addresses.filter(
    (row) =>
      !row.disabled &&
      !row.address.toLowerCase().startsWith('fe80:') &&
      hotspotInterfaces.includes(row.interface),
  );
  if (open.length === 0) return undefined;
  return {
    code: 'ROUTER.IPV6_ON_HOTSPOT',
    detail: `remove the IPv6 address of ${[...new Set(open.map((row) => row.interface))].join(', ')}`,
  };
};

/** Foreign bindings that decide in place of ours: RouterOS takes the first one that matches. */
export const rulingAbove = (
  bindings: readonly Binding[],
  hosts: readonly Pick<Host, 'mac' | 'address'>[],
  signature: Signature,
): readonly { readonly foreign: Binding; readonly ours: Binding }[] => {
  const addressesOf = new Map<string, string[]>();
  for (const { mac, address } of hosts) addressesOf.set(mac, [...(addressesOf.get(mac) ?? []), address]);
  const above: Binding[] = [];
  return bindings.flatMap((binding) => {
    if (binding.disabled) return [];
    if (signature.isOurs(binding.comment))
      return above
        .filter((foreign) => covers(foreign, binding, addressesOf))
        .map((foreign) => ({ foreign, ours: binding }));
    above.push(binding);
    return [];
  });
};

const foreignBinding = ({ bindings, hosts, conflicts, signature }: Surroundings): Alarm | undefined => {
  const ruling = new Set(conflicts.map(({ bindingId }) => bindingId));
  for (const { foreign } of rulingAbove(bindings, hosts, signature)) ruling.add(foreign.id);
  if (ruling.size === 0) return undefined;
  return {
    code: 'ROUTER.FOREIGN_BINDING',
    detail: `move below or remove ip-binding ${[...ruling].join(', ')}`,
  };
};

const covers = (
  foreign: Binding,
  ours: Binding,
  addressesOf: ReadonlyMap<string, readonly string[]>,
): boolean => {
  if (foreign.mac && foreign.mac !== ours.mac) return false;
  if (!foreign.address) return foreign.mac !== undefined;
  const range = foreign.address;
  return (addressesOf.get(ours.mac ?? '') ?? []).some((address) => inRange(range, address));
};

/**
 * `ip hotspot host remove`, `ip-binding remove|disable`. Ending logins (`active remove`) is what voucher tools do all
 * day: it clears no host and no binding.
 */
const CLEARS_HOSTS = /hotspot[/\s]+(?:host|ip-binding)[/\s]+(?:remove|disable)\b/;

/** Clearing hosts throws away counters that were not read yet, and bindings that Saring would have to make again. */
const foreignScheduler = ({ schedulers, scripts, signature }: Surroundings): Alarm | undefined => {
  const clearing = new Set(scripts.filter(({ source }) => CLEARS_HOSTS.test(source)).map(({ name }) => name));
  const found = schedulers.filter(({ onEvent, disabled, comment }) => {
    if (disabled || signature.isOurs(comment)) return false;
    return CLEARS_HOSTS.test(onEvent) || [...clearing].some((name) => onEvent.includes(name));
  });
  if (found.length === 0) return undefined;
  return {
    code: 'ROUTER.FOREIGN_SCHEDULER',
    detail: `disable scheduler ${found.map(({ name }) => name).join(', ')}`,
  };
};

/** The marker shows a reboot; without it, bytes may be counted wrongly (architecture.md, "Boot"). */
const bootMarker = ({ bootMarkerDeleted }: Surroundings): Alarm | undefined =>
  bootMarkerDeleted
    ? { code: 'ROUTER.BOOT_MARKER_DELETED', detail: 'someone emptied the list saring-boot; leave it alone' }
    : undefined;

/** Two installations of Saring on one router: each leaves what the other signed alone, and an operator decides. */
const otherInstallation = ({ bindings, bootMarkerComment, signature }: Surroundings): Alarm | undefined => {
  const comments = [bootMarkerComment, ...bindings.map(({ comment }) => comment)];
  const others = new Set(comments.flatMap((comment) => signature.otherIn(comment) ?? []));
  if (others.size === 0) return undefined;
  return {
    code: 'ROUTER.OTHER_INSTALLATION',
    detail:
      `another Saring (${[...others].join(', ')}) manages this router too; this one is ${signature.installationId}. ` +
      'Remove the router from one of them',
  };
};

const MOST_REFUSALS_NAMED = 3;

/** A refused lane leaves everybody in it at full speed; other refusals leave single accounts as they were. */
const refused = ({ refusals }: Surroundings, serves: Refusal['serves']): Alarm | undefined => {
  const found = refusals.filter((refusal) => refusal.serves === serves);
  if (found.length === 0) return undefined;
  const words = [...new Set(found.map(({ path, message }) => `${path}: ${message}`))];
  return {
    code: serves === 'lane' ? 'ROUTER.LANE_REFUSED' : 'ROUTER.WRITES_REFUSED',
    detail: `the router refused ${found.length} command(s): ${words.slice(0, MOST_REFUSALS_NAMED).join('; ')}`,
  };
};

/** A binding that Saring does not read, such as one of another hotspot server, decides over these. */
const stubbornHosts = ({ stubbornHostIds }: Surroundings): Alarm | undefined => {
  if (stubbornHostIds.length === 0) return undefined;
  return {
    code: 'ROUTER.HOST_STUBBORN',
    detail: `hosts do not follow their ip-binding, another one may cover them: ${stubbornHostIds.join(', ')}`,
  };
};

const MOST_ROWS_NAMED = 5;

/** The bytes of such a row are charged to no account until it can be read. */
const unreadableRows = ({ leftOut }: Surroundings): Alarm | undefined => {
  if (leftOut.length === 0) return undefined;
  const named = leftOut.slice(0, MOST_ROWS_NAMED).map(({ id, problem }) => `host ${id}: ${problem}`);
  return {
    code: 'ROUTER.ROW_UNREADABLE',
    detail: `${leftOut.length} host row(s) cannot be read and are not metered: ${named.join('; ')}`,
  };
};

/** Their bytes count for no account; the meter records them for the router. */
const byHand = ({ bindings, signature }: Surroundings): Alarm | undefined => {
  const found = byHandIn(bindings, signature);
  if (found.length === 0) return undefined;
  const named = found.slice(0, MOST_ROWS_NAMED).map(({ id }) => id);
  return {
    code: 'ROUTER.BYPASSED_BY_HAND',
    detail: `bypassed by hand: ${found.length} ip-binding(s), charged to nobody: ${named.join(', ')}`,
  };
};

const configurationChanged = ({ configurationChangedAt }: Surroundings): Alarm | undefined =>
  configurationChangedAt === null
    ? undefined
    : {
        code: 'ROUTER.CONFIGURATION_CHANGED',
        detail: `somebody changed it; seen at ${configurationChangedAt}`,
      };

/** Names of lines are people's: the router's page shows them. */
const linesInConflict = ({ lineFindings }: Surroundings): Alarm | undefined => {
  if (lineFindings.length === 0) return undefined;
  const kinds = [...new Set(lineFindings.map(({ kind }) => kind))].sort();
  const counted = kinds.map((kind) => `${lineFindings.filter((one) => one.kind === kind).length} ${kind}`);
  return { code: 'ROUTER.LINES_IN_CONFLICT', detail: `PPPoE secrets: ${counted.join(', ')}` };
};
