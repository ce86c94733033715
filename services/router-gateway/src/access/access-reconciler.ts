// access-reconciler.ts — brings one router to what it should hold: for some accounts at once, for all in a sweep.
import type { MacAddress, RouterTable } from '@saring/kernel';
import { inSpan, withTraceparent } from '@saring/messaging';
import type { Router } from '../routeros/router';
import type { GatewayConfig } from '../config';
import type { ListNames } from '../domain/access';
import type { Binding, Host } from '../domain/actual';
import type { Refusal } from '../domain/alarms';
import type { Signature } from '../domain/comments';
import { addressFault, planFixedAddresses } from '../domain/fixed-address';
import { gardenOf, planGarden } from '../domain/garden';
import { planLanes, type Lane, type LaneSpeed } from '../domain/lanes';
import { inspect, type InspectedHost } from '../domain/inspection';
import { HOST_PATH, plan, ruledAddressOf, type Conflict, type Desired } from '../domain/plan';
import type { PlannedCommand } from '../domain/planned-command';
import type { Account } from './access-tables.rows';
import { SpeedClasses } from '../domain/speed-classes';
import type { DesiredAccess } from './desired-access';
import type { AccessWriter } from './access-writer';
import type { BindingOwners } from './binding-owners';
import { driftOf, keyOf, type DriftItem } from './drift';
import { bindingRows, entryRows, hostRows, type RouterRow } from './router-rows';
import type { LineReconciler } from '../lines/line-reconciler';
import type { MeterFeed } from '../readings/meter-feed';
import type { RouterSnapshot } from '../routers/router-snapshot';

/** How often a host row that does not follow its binding is removed before it is left alone. */
const HOST_REMOVALS = 2;

/** The bindings that a sweep found, and what the router refused or did not follow. */
export type Swept = {
  readonly bindings: readonly Binding[];
  readonly conflicts: readonly Conflict[];
  readonly refusals: readonly Refusal[];
  readonly stubbornHostIds: readonly string[];
  readonly hotspotInterfaces: readonly string[];
};

type ReconcilerDeps = {
  readonly router: Router;
  readonly feed: MeterFeed;
  readonly writer: AccessWriter;
  readonly owners: BindingOwners;
  readonly desired: DesiredAccess;
  readonly snapshot: RouterSnapshot;
  readonly lists: ListNames;
  readonly signature: Signature;
  readonly config: ReconcilerConfig;
  /** The addresses that devices are to have on this router, by MAC. */
  readonly lines: LineReconciler;
  readonly fixedAddresses: () => Promise<ReadonlyMap<MacAddress, string>>;
  /** Asks for a sweep because an account has a speed without a lane. */
  readonly onLaneMissing: () => void;
  /** Receives the accounts that the router now holds correctly. */
  readonly onApplied: (accounts: readonly Account[]) => Promise<void>;
};

/** The time between sweeps, the speed of the slow lane, and the hosts that every stopped person reaches. */
type ReconcilerConfig = Pick<
  GatewayConfig,
  | 'SWEEP_SECONDS'
  | 'FUP_UP_KILOBITS_PER_SECOND'
  | 'FUP_DOWN_KILOBITS_PER_SECOND'
  | 'WALLED_GARDEN_HOSTS'
  | 'WALLED_GARDEN_WHATSAPP'
>;

export class AccessReconciler {
  /** The lists that got speed lanes in the last sweep. */
  private lanes: ReadonlySet<string> = new Set();
  /** How often the host rows of a MAC were removed because they did not follow its binding. */
  private readonly hostRemovals = new Map<MacAddress, number>();

  constructor(private readonly deps: ReconcilerDeps) {}

  /**
   * Brings the router up to date for some accounts, by a few small reads.
   * @param traces the trace that asked for each account; the account's writes become its spans.
   * @returns those that the router now holds as it should.
   */
  applyAccounts(traces: ReadonlyMap<string, string | undefined>): Promise<ReadonlySet<string>> {
    const subscriberIds = [...traces.keys()];
    return withTraceparent(traces.values().next().value, () =>
      inSpan('apply access', { 'saring.accounts': traces.size }, async () => {
        const { router, desired, owners, writer } = this.deps;
        const { hosts } = this.deps.snapshot;
        const accounts = subscriberIds
          .flatMap((id) => desired.account(id) ?? [])
          .filter(({ status }) => status);
        const macs = new Set(subscriberIds.flatMap((id) => desired.macsOf(id)));
        for (const mac of owners.macsOf(traces)) macs.add(mac);
        const [bindings, freshHosts] = await Promise.all([
          router.bindings([...macs]),
          router.hosts([...macs]),
        ]);
        hosts.replaceOf(macs, freshHosts);
        const addresses = new Set(freshHosts.map(ruledAddressOf));
        const entries = await router.entriesAt([...addresses]);
        const wanted = this.desired();
        // A speed that no account had before needs a lane that the router does not have yet.
        if (wanted.speeds.lists.some((list) => !this.lanes.has(list))) this.deps.onLaneMissing();
        const { commands, conflicts } = plan(wanted, { hosts: hosts.at(addresses), bindings, entries }, macs);
        const { due } = this.withoutStubborn(commands, freshHosts);
        const failed = await writer.execute(due, { traces });
        const held = accounts.filter(untroubled(failed, conflicts));
        await this.deps.onApplied(held);
        return new Set(held.map(({ subscriberId }) => subscriberId));
      }),
    );
  }

  /**
   * Compares the whole router with what it should hold, and repairs the differences.
   * @param hosts as just read.
   * @param urgent runs what has become urgent between two steps; the accounts it dealt with are left out of the rest.
   */
  async sweep(hosts: readonly Host[], urgent: () => Promise<ReadonlySet<string>>): Promise<Swept> {
    const { router, desired, signature, owners, writer, config } = this.deps;
    const accounts = [...desired.withDevices()];
    const wanted = this.desired();
    writer.beginSweep();
    const [bindings, entries, lanes, hotspotInterfaces, garden] = await Promise.all([
      router.bindings(),
      router.entriesOf(listsOf(wanted)),
      router.lanes(),
      router.hotspotInterfaces(),
      router.garden(),
    ]);
    owners.take(bindings);
    const access = plan(wanted, { hosts, bindings, entries });
    const { due, stubbornHostIds } = this.withoutStubborn(access.commands, hosts);
    const commands = [
      ...planLanes(lanesOf(wanted, config), hotspotInterfaces, lanes, signature),
      ...planGarden(gardenOf(config), garden, signature),
      ...(await this.planAddresses()),
      ...(await this.deps.lines.plan()),
      ...(await this.deps.lines.planNotice()),
      ...due,
    ];
    const failed = await writer.execute(commands, { urgent, drift: this.showDrift(commands) });
    this.lanes = new Set(wanted.speeds.lists);
    await this.deps.onApplied(accounts.filter(untroubled(failed, access.conflicts)));
    const { conflicts } = access;
    return { bindings, conflicts, refusals: writer.refusals, stubbornHostIds, hotspotInterfaces };
  }

  /** What a repair would write now; changes nothing. */
  async preview(): Promise<readonly DriftItem[]> {
    return [...driftOf(await this.due()).values()];
  }

  /** Sends one command of a preview. @returns false when it is not due any more. */
  async repair(key: string): Promise<boolean> {
    const command = (await this.due()).find((one) => keyOf(one) === key);
    if (!command) return false;
    await this.deps.writer.execute([command], {});
    return true;
  }

  /** A table of the router, in its order. */
  async rows(table: RouterTable): Promise<readonly RouterRow[]> {
    const { router, desired, signature } = this.deps;
    switch (table) {
      case 'hosts':
        return hostRows(await router.hosts(), desired.devices);
      case 'bindings':
        return bindingRows(await router.bindings(), signature);
      case 'lists':
        return entryRows(await router.entriesOf(listsOf(this.desired())), signature);
      default:
        return table satisfies never;
    }
  }

  /** Compares what the router holds for some devices with what it should hold; changes nothing. */
  async inspect(
    macs: readonly MacAddress[],
  ): Promise<{ readonly hosts: readonly InspectedHost[]; readonly lanesRight: boolean }> {
    const { router, signature, config } = this.deps;
    const wanted = this.desired();
    const [bindings, hosts, lanes, interfaces] = await Promise.all([
      router.bindings(),
      router.hosts(macs),
      router.lanes(),
      router.hotspotInterfaces(),
    ]);
    const entries = await router.entriesAt([...new Set(hosts.map(ruledAddressOf))]);
    return {
      hosts: inspect(wanted, { hosts, bindings, entries }, macs),
      lanesRight: planLanes(lanesOf(wanted, config), interfaces, lanes, signature).length === 0,
    };
  }

  /**
   * Takes a device's rows off the host table, after their bytes are read: its connections end, and its next packet makes
   * a row anew. @returns false when the router does not see it.
   */
  async disconnect(mac: MacAddress): Promise<boolean> {
    const { router, desired, writer } = this.deps;
    const subscriberId = desired.devices.get(mac)?.subscriberId;
    const hosts = await router.hosts([mac]);
    const reason = 'an operator cut the device off';
    await writer.execute(
      hosts.map(({ id }) => ({ ...removal(HOST_PATH, id), subscriberId, cut: mac, reason })),
      {},
    );
    return hosts.length > 0;
  }

  /** Brings the leases of fixed addresses up to date now. */
  async applyAddresses(): Promise<void> {
    await this.deps.writer.execute(await this.planAddresses(), {});
  }

  /** Brings the PPPoE lines up to date now. */
  async applyLines(): Promise<void> {
    await this.deps.writer.execute(await this.deps.lines.plan(), {});
  }

  /** @returns what speaks against a fixed address on this router. */
  async addressFault(wanted: { mac: MacAddress; address: string }): Promise<ReturnType<typeof addressFault>> {
    return addressFault(wanted, await this.deps.router.dhcp(), this.deps.signature);
  }

  /** Everything that differs on the router now. Before both lists are known, a missing account proves nothing. */
  private async due(): Promise<readonly PlannedCommand[]> {
    const { router, desired, signature, config } = this.deps;
    if (!desired.complete) return [];
    const wanted = this.desired();
    const [hosts, bindings, entries, lanes, hotspotInterfaces, garden] = await Promise.all([
      ...([router.hosts(), router.bindings(), router.entriesOf(listsOf(wanted))] as const),
      ...([router.lanes(), router.hotspotInterfaces(), router.garden()] as const),
    ]);
    return [
      ...planLanes(lanesOf(wanted, config), hotspotInterfaces, lanes, signature),
      ...planGarden(gardenOf(config), garden, signature),
      ...(await this.planAddresses()),
      ...(await this.deps.lines.plan()),
      ...(await this.deps.lines.planNotice()),
      ...plan(wanted, { hosts, bindings, entries }).commands,
    ];
  }

  /** A device that nobody has any more keeps no address. */
  private async planAddresses(): Promise<PlannedCommand[]> {
    const { router, desired, signature } = this.deps;
    const [wanted, leases] = await Promise.all([this.deps.fixedAddresses(), router.fixedLeases()]);
    const held = new Map([...wanted].filter(([mac]) => desired.devices.has(mac)));
    return planFixedAddresses(held, leases, signature);
  }

  /**
   * A host may follow a binding that Saring does not read (one for a hotspot server or a range). Without a limit, each
   * sweep would remove its row and cut its connections. After a few attempts the row stays and raises an alarm.
   */
  private withoutStubborn(
    commands: readonly PlannedCommand[],
    hosts: readonly Host[],
  ): { due: PlannedCommand[]; stubbornHostIds: string[] } {
    const removals = commands.filter(({ path, cut }) => path === HOST_PATH && cut !== undefined);
    const disobedient = new Set(removals.map(({ cut }) => cut));
    for (const { mac } of hosts) if (!disobedient.has(mac)) this.hostRemovals.delete(mac);
    const stubborn = removals.filter(({ cut = '' }) => (this.hostRemovals.get(cut) ?? 0) >= HOST_REMOVALS);
    for (const mac of disobedient) if (mac) this.hostRemovals.set(mac, (this.hostRemovals.get(mac) ?? 0) + 1);
    return {
      due: commands.filter((command) => !stubborn.includes(command)),
      stubbornHostIds: stubborn.map(({ id = '' }) => id),
    };
  }

  /**
   * Removes from the router everything that this installation made: bindings after their bytes were read, then lists,
   * lanes and proofs, and the boot marker last.
   * @returns what the router kept, in words; empty when nothing is left.
   */
  async cleanUp(): Promise<readonly string[]> {
    const { router, signature, owners, writer } = this.deps;
    const { hosts } = await this.deps.feed.read();
    const nobody: Desired = { ...this.desired(), devices: new Map() };
    const [bindings, entries, lanes] = await Promise.all([
      router.bindings(),
      router.entriesOf(listsOf(nobody)),
      router.lanes(),
    ]);
    owners.take(bindings);
    const freed = hosts.filter(({ mac, bypassed }) => bypassed && owners.ownerOf(mac));
    await writer.execute(
      [
        ...plan(nobody, { hosts: [], bindings, entries }).commands,
        ...freed.map(({ id }) => removal(HOST_PATH, id)),
        ...planLanes([], [], lanes, signature),
        ...planGarden([], await router.garden(), signature),
        ...(await this.deps.lines.planNone()),
        ...planFixedAddresses(new Map(), await router.fixedLeases(), signature),
        ...(await router.proofRows()).map(({ path, id }) => removal(path, id)),
      ],
      {},
    );
    await router.removeBootMarker();
    return this.whatIsLeft();
  }

  private async whatIsLeft(): Promise<readonly string[]> {
    const { router, signature, lists } = this.deps;
    const bindings = (await router.bindings()).filter(({ comment }) => signature.isOurs(comment));
    const entries = (await router.entriesOf([...new Set(Object.values(lists))])).filter(({ comment }) =>
      signature.isOurs(comment),
    );
    const rows = await router.proofRows();
    return [
      ...(bindings.length > 0
        ? [`${bindings.length} ip-binding(s): their devices stay online, unmetered`]
        : []),
      ...(entries.length > 0 ? [`${entries.length} address-list entries`] : []),
      ...(rows.length > 0 ? [`${rows.length} row(s) of the proof of possession`] : []),
    ];
  }

  private desired(): Desired {
    const { desired, lists, signature, config } = this.deps;
    const speeds = new SpeedClasses(desired.speeds(), signature);
    return { devices: desired.devices, lists, sweepSeconds: config.SWEEP_SECONDS, signature, speeds };
  }

  private showDrift(commands: readonly PlannedCommand[]): ReadonlyMap<PlannedCommand, DriftItem> {
    const items = driftOf(commands);
    this.deps.snapshot.drift = [...items.values()];
    return items;
  }
}

/** Every address-list that can contain one of our accounts. */
const listsOf = ({ lists, speeds }: Desired): string[] => [
  ...new Set([...Object.values(lists), ...speeds.lists]),
];

const removal = (path: string, id: string): PlannedCommand => ({
  path,
  action: 'remove',
  id,
  attributes: {},
  reason: 'the router is being removed from Saring',
});

/** Every lane that the router should have: the slow one, the one to pay by, and those of bought speeds. */
const lanesOf = ({ lists, speeds }: Desired, config: ReconcilerConfig): readonly Lane[] => {
  const speed = fupSpeedOf(config);
  return [
    { name: 'fup', list: lists.fup, speed },
    { name: 'pay', list: speeds.payList, speed },
    ...speeds.lanes,
  ];
};

const BITS_PER_KILOBIT = 1_000;

const fupSpeedOf = (config: ReconcilerConfig): LaneSpeed => ({
  upBitsPerSecond: config.FUP_UP_KILOBITS_PER_SECOND * BITS_PER_KILOBIT,
  downBitsPerSecond: config.FUP_DOWN_KILOBITS_PER_SECOND * BITS_PER_KILOBIT,
});

const untroubled =
  (failed: ReadonlySet<string>, conflicts: readonly Conflict[]) =>
  ({ subscriberId }: Account): boolean =>
    !failed.has(subscriberId) && !conflicts.some((conflict) => conflict.subscriberId === subscriberId);
