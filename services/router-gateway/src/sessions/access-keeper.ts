// Keeps one router's bindings, lists and queues as they should be: for some accounts at once, for all in a sweep.
import type { MacAddress } from '@saring/kernel';
import { inSpan, withTraceparent } from '@saring/messaging';
import type { Logger } from 'pino';
import { LeaseLostError } from '../adapters/routeros/errors';
import type { Router } from '../adapters/routeros/router';
import type { ListNames } from '../domain/access';
import type { Binding, Host } from '../domain/actual';
import type { Refusal } from '../domain/alarms';
import type { Signature } from '../domain/comments';
import { planGarden } from '../domain/garden';
import { planLanes, type Lane, type LaneSpeed } from '../domain/lanes';
import {
  HOST_PATH,
  isRenewal,
  plan,
  ruledAddressOf,
  type Conflict,
  type Desired,
  type PlannedCommand,
} from '../domain/plan';
import type { Owner } from '../domain/reading';
import type { Account } from '../projections/access-tables';
import { SpeedClasses } from '../domain/speed-classes';
import type { DesiredAccess } from '../projections/desired-access';
import type { MeterFeed } from './meter-feed';
import type { Pacer } from './pacer';
import type { Picture } from './picture';

/** Writes between two looks at what has become urgent meanwhile. */
const COMMANDS_A_STEP = 20;
/** A cut that others keep overtaking is a router with two readers: given up, and tried again later. */
const CUT_TRIES = 5;
/** What the console shows of one sweep. */
export const MOST_DRIFT_ITEMS = 500;
/** How often a host row that does not follow its binding is removed before it is left alone. */
const HOST_REMOVALS = 2;

export type DriftItem = {
  path: string;
  action: string;
  subject: string;
  detail: string;
  state: 'done' | 'waiting' | 'failed';
};

/** What a sweep saw of the bindings, and what the router did not do. */
export type Swept = {
  readonly bindings: readonly Binding[];
  readonly conflicts: readonly Conflict[];
  readonly refusals: readonly Refusal[];
  readonly stubbornHostIds: readonly string[];
  readonly hotspotInterfaces: readonly string[];
};

export type KeeperParts = {
  readonly router: Router;
  readonly feed: MeterFeed;
  readonly desired: DesiredAccess;
  readonly picture: Picture;
  readonly pacer: Pacer;
  readonly lists: ListNames;
  readonly sweepSeconds: number;
  readonly fupSpeed: LaneSpeed;
  readonly signature: Signature;
  /** Hosts that every stopped person reaches. */
  readonly gardenHosts: readonly string[];
  readonly logger: Logger;
  readonly mayWrite: () => boolean;
  /** Asks for a sweep: a speed has come up that has no lane yet. */
  readonly onLaneMissing: () => void;
  readonly onWritten: (outcome: 'done' | 'refused') => void;
  /** Told which accounts the router now holds as they should be. */
  readonly onApplied: (accounts: readonly Account[]) => Promise<void>;
};

const driftOf = ({ path, action, subscriberId, reason }: PlannedCommand): DriftItem => ({
  path,
  action,
  subject: subscriberId ?? '',
  detail: reason,
  state: 'waiting',
});

type Execution = {
  /** Runs between two steps; the accounts it dealt with are left out of the rest. */
  readonly urgent?: () => Promise<ReadonlySet<string>>;
  readonly drift?: ReadonlyMap<PlannedCommand, DriftItem>;
  readonly traces?: ReadonlyMap<string, string | undefined>;
};

export class AccessKeeper {
  /** Whom each bound device belongs to, as the router's own bindings say. */
  private owners = new Map<MacAddress, Owner>();

  /** Rows written since the running sweep was planned: what it still has for them is out of date. */
  private readonly written = new Set<string>();
  /** What the router refused since the running sweep began. */
  private refusals: Refusal[] = [];
  /** Lists whose speed lanes the last sweep made. */
  private lanes: ReadonlySet<string> = new Set();
  /** Removals of the rows of a MAC that would not follow its binding. */
  private readonly hostRemovals = new Map<MacAddress, number>();

  constructor(private readonly parts: KeeperParts) {}

  ownerOf(mac: MacAddress): Owner | undefined {
    return this.owners.get(mac);
  }

  /** Learns the owners from the router; before the first reading. */
  async learnOwners(): Promise<void> {
    this.owners = this.ownersIn(await this.parts.router.bindings());
  }

  /**
   * Brings the router up to date for some accounts, by a few small reads.
   * @param traces by account, the trace that asked for it: its writes are spans of that one.
   */
  applyAccounts(traces: ReadonlyMap<string, string | undefined>): Promise<void> {
    const subscriberIds = [...traces.keys()];
    return withTraceparent(traces.values().next().value, () =>
      inSpan('apply access', { 'saring.accounts': traces.size }, async () => {
        const { router, desired } = this.parts;
        const { hosts } = this.parts.picture;
        const accounts = subscriberIds
          .flatMap((id) => desired.account(id) ?? [])
          .filter(({ status }) => status);
        const macs = new Set(subscriberIds.flatMap((id) => desired.macsOf(id)));
        for (const [mac, owner] of this.owners) if (traces.has(owner.subscriberId)) macs.add(mac);
        const [bindings, freshHosts] = await Promise.all([
          router.bindings([...macs]),
          router.hosts([...macs]),
        ]);
        hosts.replaceOf(macs, freshHosts);
        const addresses = new Set(freshHosts.map(ruledAddressOf));
        const entries = await router.entriesAt([...addresses]);
        const wanted = this.desired();
        // A speed that nobody had before is a lane that the router lacks.
        if (wanted.speeds.lists.some((list) => !this.lanes.has(list))) this.parts.onLaneMissing();
        const { commands, conflicts } = plan(wanted, { hosts: hosts.at(addresses), bindings, entries }, macs);
        const { due } = this.withoutStubborn(commands, freshHosts);
        const failed = await this.execute(due, { traces });
        await this.parts.onApplied(accounts.filter(untroubled(failed, conflicts)));
      }),
    );
  }

  /**
   * Compares all of the router with what it should hold, and mends it.
   * @param hosts as just read.
   * @param urgent runs what has become urgent between two steps; the accounts it dealt with are left out of the rest.
   */
  async sweep(hosts: readonly Host[], urgent: () => Promise<ReadonlySet<string>>): Promise<Swept> {
    const { router, desired, lists, fupSpeed, signature, gardenHosts } = this.parts;
    const accounts = [...desired.withDevices()];
    const wanted = this.desired();
    this.written.clear();
    this.refusals = [];
    const [bindings, entries, lanes, hotspotInterfaces, garden] = await Promise.all([
      router.bindings(),
      router.entriesOf(listsOf(wanted)),
      router.lanes(),
      router.hotspotInterfaces(),
      router.garden(),
    ]);
    this.owners = this.ownersIn(bindings);
    const access = plan(wanted, { hosts, bindings, entries });
    const { due, stubbornHostIds } = this.withoutStubborn(access.commands, hosts);
    const slow: Lane[] = [
      { name: 'fup', list: lists.fup, speed: fupSpeed },
      { name: 'pay', list: wanted.speeds.payList, speed: fupSpeed },
    ];
    const commands = [
      ...planLanes([...slow, ...wanted.speeds.lanes], hotspotInterfaces, lanes, signature),
      ...planGarden(gardenHosts, garden, signature),
      ...due,
    ];
    const failed = await this.execute(commands, { urgent, drift: this.showDrift(commands) });
    this.lanes = new Set(wanted.speeds.lists);
    await this.parts.onApplied(accounts.filter(untroubled(failed, access.conflicts)));
    const { conflicts } = access;
    return { bindings, conflicts, refusals: this.refusals, stubbornHostIds, hotspotInterfaces };
  }

  /**
   * A host that keeps the rule of a binding that Saring does not see (of one hotspot server, of a range) would be
   * removed at every sweep for ever, with its connections: after a few tries it is left alone and told.
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

  private ownersIn(bindings: readonly Binding[]): Map<MacAddress, Owner> {
    const owners = new Map<MacAddress, Owner>();
    for (const { mac, comment } of bindings) {
      const owner = this.parts.signature.ownerIn(comment);
      if (mac && owner && !owners.has(mac)) owners.set(mac, owner);
    }
    return owners;
  }

  /**
   * Takes off the router whatever this installation made: bindings after their bytes were read, then lists, lanes and
   * proofs, the boot marker last.
   * @returns what the router kept, in words; empty when nothing is left.
   */
  async cleanUp(): Promise<readonly string[]> {
    const { router, signature } = this.parts;
    const { hosts } = await this.parts.feed.read();
    const nobody: Desired = { ...this.desired(), devices: new Map() };
    const [bindings, entries, lanes] = await Promise.all([
      router.bindings(),
      router.entriesOf(listsOf(nobody)),
      router.lanes(),
    ]);
    this.owners = this.ownersIn(bindings);
    const freed = hosts.filter(({ mac, bypassed }) => bypassed && this.owners.has(mac));
    await this.execute(
      [
        ...plan(nobody, { hosts: [], bindings, entries }).commands,
        ...freed.map(({ id }) => removal(HOST_PATH, id)),
        ...planLanes([], [], lanes, signature),
        ...planGarden([], await router.garden(), signature),
        ...(await router.proofRows()).map(({ path, id }) => removal(path, id)),
      ],
      {},
    );
    await router.removeBootMarker();
    return this.whatIsLeft();
  }

  private async whatIsLeft(): Promise<readonly string[]> {
    const { router, signature, lists } = this.parts;
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
    const { desired, lists, sweepSeconds, signature } = this.parts;
    const speeds = new SpeedClasses(desired.speeds(), signature);
    return { devices: desired.devices, lists, sweepSeconds, signature, speeds };
  }

  private showDrift(commands: readonly PlannedCommand[]): ReadonlyMap<PlannedCommand, DriftItem> {
    const shown = commands.filter((command) => !isRenewal(command)).slice(0, MOST_DRIFT_ITEMS);
    const items = new Map(shown.map((command) => [command, driftOf(command)]));
    this.parts.picture.drift = [...items.values()];
    return items;
  }

  /** @returns the accounts for which a command failed. */
  private async execute(
    commands: readonly PlannedCommand[],
    { urgent, drift, traces }: Execution,
  ): Promise<ReadonlySet<string>> {
    const failed = new Set<string>();
    const dealtWith = new Set<string>();
    for (let start = 0; start < commands.length; start += COMMANDS_A_STEP) {
      const step = commands
        .slice(start, start + COMMANDS_A_STEP)
        .filter(({ subscriberId }) => !dealtWith.has(subscriberId ?? ''))
        .flatMap((command) => (urgent ? this.stillDue(command) : [command]));
      const cut = [...new Set(step.flatMap((command) => command.cut ?? []))];
      await this.cut(cut);
      for (const command of step) {
        const done = await withTraceparent(traces?.get(command.subscriberId ?? ''), () =>
          this.write(command),
        );
        const item = drift?.get(command);
        if (item) item.state = done ? 'done' : 'failed';
        if (!done && command.subscriberId) failed.add(command.subscriberId);
      }
      await this.relearnOwners(cut);
      if (urgent && start + COMMANDS_A_STEP < commands.length)
        for (const id of await urgent()) dealtWith.add(id);
    }
    return failed;
  }

  /** The command without the rows that something more urgent has written since. */
  private stillDue(command: PlannedCommand): PlannedCommand[] {
    if (command.id === undefined) return [command];
    const ids = command.id.split(',');
    const due = ids.filter((id) => !this.written.has(rowKey(command.path, id)));
    if (due.length === ids.length) return [command];
    return due.length > 0 ? [{ ...command, id: due.join() }] : [];
  }

  private async write(command: PlannedCommand): Promise<boolean> {
    await this.parts.pacer.take();
    if (!this.parts.mayWrite()) throw new LeaseLostError('the lease ended before a write');
    const { path, action, subscriberId } = command;
    const reply = await inSpan(`routeros ${path}/${action}`, {}, () => this.parts.router.execute(command));
    this.parts.onWritten(reply.ok ? 'done' : 'refused');
    for (const id of command.id?.split(',') ?? []) this.written.add(rowKey(path, id));
    if (reply.ok) return true;
    // One of several rows may have gone by itself meanwhile: the others are done one by one.
    if (command.id?.includes(',')) return this.writeEach(command, command.id.split(','));
    if (this.refusals.length < MOST_DRIFT_ITEMS)
      this.refusals.push({ path, message: reply.trap.message, serves: command.serves });
    this.parts.logger.warn(
      { path, action, subscriberId, trap: reply.trap.message },
      'the router refused a command',
    );
    return false;
  }

  private async writeEach(command: PlannedCommand, ids: readonly string[]): Promise<boolean> {
    let done = true;
    for (const id of ids) done = (await this.write({ ...command, id })) && done;
    return done;
  }

  /** Just before bindings change owner: what their devices moved so far belongs to the owners so far. */
  private async cut(macs: readonly MacAddress[]): Promise<void> {
    for (let tries = 1; macs.length > 0; tries += 1) {
      if ((await this.parts.feed.read(macs)).stored) return;
      if (tries === CUT_TRIES)
        throw new LeaseLostError('someone else keeps publishing readings of this router');
    }
  }

  private async relearnOwners(macs: readonly MacAddress[]): Promise<void> {
    if (macs.length === 0) return;
    const fresh = this.ownersIn(await this.parts.router.bindings(macs));
    for (const mac of macs) {
      const owner = fresh.get(mac);
      if (owner) this.owners.set(mac, owner);
      else this.owners.delete(mac);
    }
  }
}

/** Every address-list that an account of ours may be on. */
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

const rowKey = (path: string, id: string): string => `${path} ${id}`;

const untroubled =
  (failed: ReadonlySet<string>, conflicts: readonly Conflict[]) =>
  ({ subscriberId }: Account): boolean =>
    !failed.has(subscriberId) && !conflicts.some((conflict) => conflict.subscriberId === subscriberId);
