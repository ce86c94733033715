// plan.ts — the smallest list of commands that brings a router from what it holds to what it should hold
// (architecture.md, "Access"). Pure: the same for one account at once and for a whole router in a sweep.
import type { MacAddress } from '@saring/kernel';
import { bindingTypeOf, listOf, type DesiredDevice, type ListNames } from './access';
import type { Actual, Binding, Host, ListEntry } from './actual';
import type { Signature } from './comments';
import { durationOf } from './duration';
import { isRenewal, type PlannedCommand } from './planned-command';
import type { SpeedClasses } from './speed-classes';

export const BINDING_PATH = '/ip/hotspot/ip-binding';
export const LIST_PATH = '/ip/firewall/address-list';
export const HOST_PATH = '/ip/hotspot/host';

/** domain.md: an entry outlives three sweeps, so that a recycled address frees itself. */
const SWEEPS_AN_ENTRY_LIVES = 3;
/** A row idle this long beside an active row of the same MAC is left over from an old address. */
export const GHOST_IDLE_SECONDS = 3_600;

/** Entries renewed by one command. */
const RENEWALS_A_COMMAND = 50;
/** The value that some versions show for a client that is not translated. */
const UNTRANSLATED = '0.0.0.0';

export type Desired = {
  /** Every trusted device, by MAC. */
  readonly devices: ReadonlyMap<MacAddress, DesiredDevice>;
  readonly lists: ListNames;
  readonly sweepSeconds: number;
  readonly signature: Signature;
  readonly speeds: SpeedClasses;
};

/** A device that the router holds a foreign binding for: RouterOS takes no second one, so an operator must decide. */
export type Conflict = { readonly subscriberId: string; readonly bindingId: string };

type Plan = { readonly commands: readonly PlannedCommand[]; readonly conflicts: readonly Conflict[] };

/** @param macs the devices in question; absent: every desired one and every one that the router holds for us. */
export const plan = (desired: Desired, actual: Actual, macs?: ReadonlySet<MacAddress>): Plan => {
  const bindings = planBindings(desired, actual.bindings, macs ?? allMacs(desired, actual.bindings));
  const changing = new Set(bindings.commands.map(({ subscriberId }) => subscriberId));
  for (const { subscriberId } of bindings.conflicts) changing.add(subscriberId);
  const stale = staleHosts(desired, actual.hosts).filter(({ subscriberId }) => !changing.has(subscriberId));
  return {
    commands: [...bindings.commands, ...stale, ...planEntries(desired, actual)],
    conflicts: bindings.conflicts,
  };
};

/** A router may keep a host under the binding it began with. Removing the row makes it look at the bindings again. */
const staleHosts = (desired: Desired, hosts: readonly Host[]): PlannedCommand[] =>
  hosts.flatMap(({ id, mac, bypassed }): PlannedCommand[] => {
    const device = desired.devices.get(mac);
    if (!device || bypassed === undefined || bypassed === (bindingTypeOf(device) === 'bypassed')) return [];
    const { subscriberId } = device;
    return [
      {
        path: HOST_PATH,
        action: 'remove',
        id,
        attributes: {},
        subscriberId,
        cut: mac,
        about: { mac, deviceId: device.deviceId },
        reason: 'the host still follows its former binding',
      },
    ];
  });

const allMacs = (desired: Desired, bindings: readonly Binding[]): ReadonlySet<MacAddress> => {
  const macs = new Set(desired.devices.keys());
  for (const { mac, comment } of bindings) if (mac && desired.signature.isOurs(comment)) macs.add(mac);
  return macs;
};

const groupBy = <Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> => {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
};

const planBindings = (
  desired: Desired,
  bindings: readonly Binding[],
  macs: ReadonlySet<MacAddress>,
): Plan => {
  const { signature } = desired;
  const byMac = groupBy(bindings, (binding) => binding.mac);
  const commands: PlannedCommand[] = [];
  const conflicts: Conflict[] = [];
  for (const mac of macs) {
    const held = byMac.get(mac) ?? [];
    const ours = held.filter((binding) => signature.isOurs(binding.comment));
    const device = desired.devices.get(mac);
    // A binding with an address lets the device through at that address only, and RouterOS cannot clear it by `set`.
    const kept = ours.find((binding) => !binding.address);
    const foreign = held.find((binding) => !signature.isOurs(binding.comment) && !binding.address);
    const conflict = device !== undefined && foreign !== undefined && !kept;
    if (conflict) conflicts.push({ subscriberId: device.subscriberId, bindingId: foreign.id });
    const needless = device ? ours.filter((binding) => binding !== kept) : ours;
    commands.push(...needless.map((binding) => dropBinding(binding, mac, signature)));
    if (device && !conflict) commands.push(...bindingFor(device, kept, signature));
  }
  return { commands, conflicts };
};

const bindingFor = (
  device: DesiredDevice,
  kept: Binding | undefined,
  signature: Signature,
): PlannedCommand[] => {
  const { mac, subscriberId, deviceId } = device;
  const type = bindingTypeOf(device);
  const comment = signature.binding(subscriberId, deviceId);
  const reason = `device ${deviceId} becomes ${type}`;
  const about = { mac, deviceId, target: type };
  if (!kept) {
    const attributes = { 'mac-address': mac, type, comment };
    return [{ path: BINDING_PATH, action: 'add', attributes, subscriberId, cut: mac, about, reason }];
  }
  const attributes: Record<string, string> = {};
  if (kept.type !== type) attributes['type'] = type;
  if (kept.comment !== comment) attributes['comment'] = comment;
  if (kept.disabled) attributes['disabled'] = 'no';
  if (Object.keys(attributes).length === 0) return [];
  const cut = signature.ownerIn(kept.comment)?.subscriberId === subscriberId ? undefined : mac;
  return [{ path: BINDING_PATH, action: 'set', id: kept.id, attributes, subscriberId, cut, about, reason }];
};

const dropBinding = (binding: Binding, mac: MacAddress, signature: Signature): PlannedCommand => ({
  path: BINDING_PATH,
  action: 'remove',
  id: binding.id,
  attributes: {},
  subscriberId: signature.ownerIn(binding.comment)?.subscriberId,
  cut: mac,
  about: { mac, deviceId: signature.ownerIn(binding.comment)?.deviceId, target: binding.type },
  reason: 'no account needs this binding any more',
});

/** The address that the router's own rules see: where the hotspot translates a client's, the translated one. */
export const ruledAddressOf = ({ address, toAddress }: Pick<Host, 'address' | 'toAddress'>): string =>
  toAddress && toAddress !== UNTRANSLATED ? toAddress : address;

/** The livest row decides whose address it is: a ghost must not lend its list to the address's new holder. */
const holders = (hosts: readonly Host[]): Map<string, Host> => {
  const byMac = groupBy(hosts, (host) => host.mac);
  const holders = new Map<string, Host>();
  for (const rows of byMac.values()) {
    const livest = Math.min(...rows.map((host) => host.idleSeconds));
    for (const host of rows) {
      if (host.idleSeconds >= GHOST_IDLE_SECONDS && host.idleSeconds > livest) continue;
      const address = ruledAddressOf(host);
      const other = holders.get(address);
      if (!other || host.idleSeconds < other.idleSeconds) holders.set(address, host);
    }
  }
  return holders;
};

const planEntries = (desired: Desired, { hosts, entries }: Actual): PlannedCommand[] => {
  const names = new Set([...Object.values(desired.lists), ...desired.speeds.lists]);
  const isStatusList = (list: string): boolean => names.has(list) || desired.signature.isSpeedList(list);
  const byAddress = groupBy(
    entries.filter((entry) => isStatusList(entry.list)),
    (entry) => entry.address,
  );
  const commands: PlannedCommand[] = [];
  const wanted = holders(hosts.filter((host) => ruledAddressOf(host) !== ''));
  for (const address of new Set([...wanted.keys(), ...byAddress.keys()])) {
    const mac = wanted.get(address)?.mac;
    const device = mac && desired.devices.get(mac);
    const held = byAddress.get(address) ?? [];
    commands.push(
      ...(device
        ? entryFor(device, address, held, desired)
        : held.filter(({ comment }) => desired.signature.isOurs(comment)).map(dropEntry)),
    );
  }
  return gatherRenewals(commands);
};

/** Renewals of many serve no single one. */
const NOBODYS = { subscriberId: undefined, about: undefined };

/** Most of a quiet sweep is renewals, all alike. */
const gatherRenewals = (commands: readonly PlannedCommand[]): PlannedCommand[] => {
  const renewals = commands.filter(isRenewal);
  const gathered: PlannedCommand[] = [];
  for (let start = 0; start < renewals.length; start += RENEWALS_A_COMMAND) {
    const some = renewals.slice(start, start + RENEWALS_A_COMMAND);
    const [first] = some;
    if (first) gathered.push({ ...first, id: some.map(({ id }) => id).join(), ...NOBODYS });
  }
  return [...commands.filter((command) => !isRenewal(command)), ...gathered];
};

const entryFor = (
  device: DesiredDevice,
  address: string,
  held: readonly ListEntry[],
  desired: Desired,
): PlannedCommand[] => {
  const { signature } = desired;
  const list = listFor(device, desired);
  const ours = held.filter((entry) => signature.isOurs(entry.comment));
  const foreign = held.some((entry) => !ours.includes(entry) && entry.list === list && !entry.disabled);
  // The same entry exists by hand already: RouterOS accepts no second one, and none is needed.
  if (foreign) return ours.map(dropEntry);
  const kept = ours.find((entry) => entry.list === list) ?? ours[0];
  const dropped = ours.filter((entry) => entry !== kept).map(dropEntry);
  const { subscriberId } = device;
  const comment = signature.entry(subscriberId);
  const timeout = durationOf(SWEEPS_AN_ENTRY_LIVES * desired.sweepSeconds);
  const about = { mac: device.mac, deviceId: device.deviceId, address, target: list };
  if (!kept) {
    const attributes = { list, address, timeout, comment };
    return [
      ...dropped,
      { path: LIST_PATH, action: 'add', attributes, subscriberId, about, reason: `address joins ${list}` },
    ];
  }
  const attributes: Record<string, string> = {};
  if (kept.list !== list) attributes['list'] = list;
  if (kept.comment !== comment) attributes['comment'] = comment;
  if (kept.disabled) attributes['disabled'] = 'no';
  const fading = (kept.timeoutSeconds ?? Infinity) <= (SWEEPS_AN_ENTRY_LIVES - 1) * desired.sweepSeconds;
  if (fading || kept.timeoutSeconds === undefined || Object.keys(attributes).length > 0)
    attributes['timeout'] = timeout;
  if (Object.keys(attributes).length === 0) return dropped;
  const reason =
    kept.list === list ? `address stays in ${list}` : `address moves from ${kept.list} to ${list}`;
  return [
    ...dropped,
    { path: LIST_PATH, action: 'set', id: kept.id, attributes, subscriberId, about, reason },
  ];
};

/** An account with a bought speed is in the list of that speed instead of `active`. */
const listFor = ({ status, speed, paymentLane }: DesiredDevice, { lists, speeds }: Desired): string => {
  if (paymentLane) return speeds.payList;
  const statusList = listOf(status);
  return (statusList === 'active' && speed ? speeds.listOf(speed) : undefined) ?? lists[statusList];
};

const dropEntry = (entry: ListEntry): PlannedCommand => ({
  path: LIST_PATH,
  action: 'remove',
  id: entry.id,
  attributes: {},
  about: { address: entry.address, target: entry.list },
  reason: `address leaves ${entry.list}`,
});
