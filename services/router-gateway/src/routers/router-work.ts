// router-work.ts — what a request may ask of a router, done by whichever gateway holds its lease: here, or by a peer
// over NATS.
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { idFrom, sleep, type MacAddress, type RouterTable } from '@saring/kernel';
import { listen, RefusalError, type Listening } from '@saring/messaging';
import { LOGGER, NATS } from '@saring/service-kit';
import { NatsError, type NatsConnection } from 'nats';
import type { Logger } from 'pino';
import {
  isRoutersFault,
  LeaseLostError,
  RouterOsError,
  RouterTrapError,
  RouterUnreachableError,
} from '../routeros/errors';
import type { ProvisioningStep, ProvisioningWishes } from '../domain/provisioning';
import type { Host } from '../domain/actual';
import type { DriftItem } from '../access/drift';
import type { RouterRow } from '../access/router-rows';
import { Fleet } from './fleet';
import { livest } from './host-table';
import { Leases } from './leases';
import { isByHand } from '../domain/by-hand';
import type { LineCandidate } from '../lines/line-reconciler';
import type { RouterHealth, RouterSnapshot } from './router-snapshot';
import type { RouterSession } from './router-session';

const PEER_TIMEOUT_MILLISECONDS = 10_000;
const peerSubject = (gatewayId: string): string => `router-gateway.peer.${gatewayId}`;

export type RouterView = {
  readonly uptimeSeconds: number;
  readonly hostCount: number;
  readonly sweptAt?: string;
  readonly drift: readonly DriftItem[];
  readonly pendingCommands: number;
  readonly health: RouterHealth;
};
type RowsAsked = {
  readonly table: RouterTable;
  readonly query: string;
  readonly offset: number;
  readonly limit: number;
};
type RowsPage = { readonly at: string; readonly total: number; readonly items: readonly RouterRow[] };

export type AdoptableSecret = {
  readonly candidate: LineCandidate;
  readonly lineId: string;
  readonly sealedPassword?: string;
};
const adoptedLineId = (commandId: string, username: string): string => idFrom('line', commandId, username);

const keysOf = ({ mac, address, target, subscriberId = '', deviceId = '' }: RouterRow): readonly string[] =>
  [mac, address, target, subscriberId, deviceId].map((value) => value.toLowerCase());
type ByHandDevice = {
  readonly bindingId: string;
  readonly mac: string;
  readonly comment: string;
  readonly bytes: number;
  readonly online: boolean;
};
/** How long a device counts as new to a router: enough time to switch it on and look. */
const NEWCOMER_SECONDS = 180;
const MOST_NEWCOMERS = 20;
type Newcomer = {
  readonly mac: string;
  readonly address: string;
  readonly name: string;
  readonly appearedSecondsAgo: number;
};
type ClientAddress = { readonly mac: string; readonly address: string };

const viewOf = ({ snapshot, pendingCommands, health }: RouterSession): RouterView => {
  const { uptimeSeconds, hosts, sweptAt, drift } = snapshot;
  return { uptimeSeconds, hostCount: hosts.size, sweptAt, drift, pendingCommands, health };
};

const MOST_BY_HAND = 500;
const byHandOf = ({ byHand, hosts: table }: RouterSnapshot): readonly ByHandDevice[] => {
  const hosts = table.all();
  return byHand.slice(0, MOST_BY_HAND).map((binding) => {
    const found = hosts.filter((host) => isByHand([binding], host));
    return {
      bindingId: binding.id,
      mac: binding.mac ?? '',
      comment: binding.comment ?? '',
      bytes: found.reduce((sum, { bytesIn, bytesOut }) => sum + bytesIn + bytesOut, 0),
      online: found.length > 0,
    };
  });
};

const hostAt = async (session: RouterSession, address: string): Promise<Host | undefined> => {
  if (!session.online) return session.snapshot.hosts.holderOf(address);
  try {
    return livest(await session.router.hostsAt(address));
  } catch (error) {
    if (error instanceof RouterOsError) return session.snapshot.hosts.holderOf(address);
    throw error;
  }
};

/** Every kind of work, on a session of ours. Arguments and results are plain JSON: they may cross to a peer. */
const works = {
  view: async (session: RouterSession) => viewOf(session),

  /** Bindings of other people that let devices through, with the bytes that their hosts moved. */
  byHand: async (session: RouterSession) => byHandOf(session.snapshot),

  sweep: async (session: RouterSession) => {
    await session.sweepNow();
    return viewOf(session);
  },

  /** Asks the router; while it is away, answers from what it was last seen with. */
  clientAt: async (session: RouterSession, address: string): Promise<ClientAddress | null> => {
    const host = await hostAt(session, address);
    return host ? { mac: host.mac, address } : null;
  },

  /** Recent devices without a subscriber, newest first; null: the router does not know the asker's address. */
  newcomers: async (session: RouterSession, address: string): Promise<readonly Newcomer[] | null> => {
    const hosts = await session.router.hosts();
    const asker = livest(hosts.filter((host) => host.address === address || host.toAddress === address));
    if (!asker) return null;
    const found = hosts
      .filter(({ mac, uptimeSeconds }) => uptimeSeconds <= NEWCOMER_SECONDS && mac !== asker.mac)
      .filter(({ mac }) => !session.isOwned(mac))
      .sort((left, right) => left.uptimeSeconds - right.uptimeSeconds)
      .slice(0, MOST_NEWCOMERS);
    const names = await session.router.dhcpNames(found.map(({ mac }) => mac));
    return found.map(({ mac, address: at, uptimeSeconds }) => ({
      ...{ mac, address: at, name: names.get(mac) ?? '', appearedSecondsAgo: uptimeSeconds },
    }));
  },

  /** Publishes the rows of some devices now. False: another reading came first, or the lease ended. */
  observe: async (session: RouterSession, macs: readonly MacAddress[]): Promise<boolean> => {
    try {
      return await session.observe(macs);
    } catch (error) {
      if (error instanceof LeaseLostError) return false;
      throw error;
    }
  },

  /** What the router holds for some devices, compared with what it should hold. */
  inspect: (session: RouterSession, macs: readonly MacAddress[]) => session.inspect(macs),

  /** What a repair would write now. */
  preview: (session: RouterSession) => session.preview(),

  /** Sends one command of a preview. False: it is not due any more. */
  repair: (session: RouterSession, key: string) => session.repair(key),

  /** A page of a table. Only whole MACs, addresses, names and ids are found, so that nobody guesses them by parts. */
  rows: async (session: RouterSession, { table, query, offset, limit }: RowsAsked): Promise<RowsPage> => {
    const rows = await session.rows(table);
    const wanted = query.trim().toLowerCase();
    const found = rows.filter((row) => wanted === '' || keysOf(row).includes(wanted));
    const items = found.slice(offset, offset + limit);
    return { at: session.now(), total: found.length, items };
  },

  disconnect: (session: RouterSession, mac: MacAddress) => session.disconnect(mac),

  addressFault: (session: RouterSession, wanted: { mac: MacAddress; address: string }) =>
    session.addressFault(wanted),

  applyAddresses: (session: RouterSession) => session.applyAddresses(),

  applyLines: (session: RouterSession) => session.applyLines(),

  lineSights: (session: RouterSession) => session.lines.sights(),

  lineAt: (session: RouterSession, address: string) => session.lines.lineAt(address),

  readLines: (session: RouterSession) => session.readLines(),

  /** The names of its pools. */
  linePools: (session: RouterSession) => session.lines.pools(),

  lineCandidates: (session: RouterSession) => session.lines.candidates(),

  /**
   * Secrets that may become lines, each with the id of its line, and the profiles of the router. With a name: those of it,
   * which become the one line of the command.
   */
  adoptable: async (
    session: RouterSession,
    { commandId, username }: { commandId: string; username?: string },
  ): Promise<{ secrets: readonly AdoptableSecret[]; profiles: readonly string[] }> => {
    const { secrets, profiles } = await session.lines.adoptable();
    const isAsked = ({ candidate }: { candidate: LineCandidate }): boolean =>
      username === undefined || candidate.username === username;
    const sealedOf = (password: string | undefined, lineId: string) =>
      password === undefined ? undefined : session.seal(password, lineId);
    return {
      profiles,
      secrets: secrets.filter(isAsked).map(({ candidate, password }) => {
        const lineId =
          username === undefined ? adoptedLineId(commandId, candidate.username) : idFrom('line', commandId);
        return { candidate, lineId, sealedPassword: sealedOf(password, lineId)?.toString('base64') };
      }),
    };
  },

  saveConfiguration: (session: RouterSession) => session.saveConfiguration(),

  interfaces: (session: RouterSession) => session.router.interfaces(),

  planProvisioning: (session: RouterSession, wishes: ProvisioningWishes) =>
    session.router.provisioning.plan(wishes),

  provision: async (session: RouterSession, steps: readonly ProvisioningStep[]) => {
    const done = await session.exclusively((router) => router.provisioning.send(steps));
    // A hotspot that is there now gets its lists, lanes and walled garden.
    session.sweepSoon();
    return done;
  },

  unprovision: (session: RouterSession, steps: readonly ProvisioningStep[]) =>
    session.exclusively((router) => router.provisioning.undo(steps)),

  loginHosts: (session: RouterSession) => session.router.loginHosts(),

  /** @returns the reason of the router's refusal; null when the user was made. */
  addProofUser: async (
    session: RouterSession,
    { name, password, portalHost }: { name: string; password: string; portalHost: string },
  ): Promise<string | null> => {
    try {
      await session.router.addProofUser(name, password, portalHost);
      return null;
    } catch (error) {
      if (error instanceof RouterTrapError) return error.message;
      throw error;
    }
  },

  /** Takes everything of this installation off the router. @returns what the router still keeps, in words. */
  cleanUp: (session: RouterSession): Promise<readonly string[]> => session.retire(),

  removeProofUser: (session: RouterSession, user: string) => session.router.removeUser(user),

  /** The device that logged in with a one-time user, and whether a binding let it through before; ends that login and the user. */
  takeLogin: async (
    session: RouterSession,
    user: string,
  ): Promise<(ClientAddress & { isLetThrough: boolean }) | null> => {
    const active = await session.router.activeOf(user);
    if (!active) return null;
    const [hosts, bindings] = await Promise.all([
      session.router.hosts([active.mac]),
      session.router.bindings([active.mac]),
    ]);
    const isLetThrough =
      hosts.some(({ bypassed }) => bypassed) ||
      bindings.some(({ type, disabled }) => type === 'bypassed' && !disabled);
    await session.router.removeActive(active.id);
    await session.router.removeUser(user);
    return { mac: active.mac, address: active.address, isLetThrough };
  },
};

type Works = typeof works;
type Argument<Kind extends keyof Works> = Parameters<Works[Kind]>[1];
type Outcome<Kind extends keyof Works> = Awaited<ReturnType<Works[Kind]>>;
type PeerRequest = { readonly routerId: string; readonly kind: keyof Works; readonly argument: unknown };
type PeerReply = { readonly outcome?: unknown; readonly unreachable?: string };

@Injectable()
export class RouterWork implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly gatewayId: string;
  private listening: Listening | undefined;

  constructor(
    @Inject(NATS) private readonly nats: NatsConnection,
    private readonly fleet: Fleet,
    private readonly leases: Leases,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.gatewayId = leases.gatewayId;
  }

  onApplicationBootstrap(): void {
    this.listening = listen(this.nats, peerSubject(this.gatewayId), {
      read: (message) => message.json<PeerRequest>(),
      handle: async (request, message) => {
        message.respond(JSON.stringify(await this.answer(request)));
      },
      onError: (error) => this.logger.warn({ error: error.message }, 'a request of a peer was not answered'),
    });
  }

  onApplicationShutdown(): void {
    this.listening?.stop();
  }

  /** @throws RouterUnreachableError when no gateway reaches the router now. */
  async on<Kind extends keyof Works>(
    routerId: string,
    kind: Kind,
    argument?: Argument<Kind>,
  ): Promise<Outcome<Kind>> {
    const session = this.fleet.sessionOf(routerId);
    if (session) return (await this.here(session, kind, argument)) as Outcome<Kind>;
    const holder = await this.leases.holderOf(routerId);
    if (!holder || holder === this.gatewayId)
      throw new RouterUnreachableError(`no gateway holds router ${routerId}`);
    return (await this.askPeer(holder, { routerId, kind, argument })) as Outcome<Kind>;
  }

  /** @throws RefusalError ROUTER.UNREACHABLE when no gateway reaches the router now. */
  async orRefuse<Kind extends keyof Works>(
    routerId: string,
    kind: Kind,
    argument?: Argument<Kind>,
  ): Promise<Outcome<Kind>> {
    try {
      return await this.on(routerId, kind, argument);
    } catch (error) {
      if (!(error instanceof RouterUnreachableError)) throw error;
      throw new RefusalError('ROUTER.UNREACHABLE', { routerId });
    }
  }

  /** Undefined when no gateway reaches the router now. */
  async tryOn<Kind extends keyof Works>(
    routerId: string,
    kind: Kind,
    argument?: Argument<Kind>,
  ): Promise<Outcome<Kind> | undefined> {
    try {
      return await this.on(routerId, kind, argument);
    } catch (error) {
      if (error instanceof RouterUnreachableError) return undefined;
      throw error;
    }
  }

  /** A router that disconnects during the work is unreachable, here as through a peer. */
  private async here(session: RouterSession, kind: keyof Works, argument: unknown): Promise<unknown> {
    try {
      return await inTime(perform(session, kind, argument), kind);
    } catch (error) {
      if (isRoutersFault(error)) throw new RouterUnreachableError((error as Error).message);
      throw error;
    }
  }

  private async askPeer(holder: string, request: PeerRequest): Promise<unknown> {
    try {
      const message = await this.nats.request(peerSubject(holder), JSON.stringify(request), {
        timeout: PEER_TIMEOUT_MILLISECONDS,
      });
      const reply = message.json<PeerReply>();
      if (reply.unreachable !== undefined) throw new RouterUnreachableError(reply.unreachable);
      return reply.outcome;
    } catch (error) {
      if (error instanceof NatsError)
        throw new RouterUnreachableError(`gateway ${holder} does not answer: ${error.code}`);
      throw error;
    }
  }

  private async answer({ routerId, kind, argument }: PeerRequest): Promise<PeerReply> {
    const session = this.fleet.sessionOf(routerId);
    if (!session || !(kind in works))
      return { unreachable: `gateway ${this.gatewayId} does not hold router ${routerId}` };
    try {
      return { outcome: (await perform(session, kind, argument)) ?? null };
    } catch (error) {
      this.logger.info(
        { routerId, kind, error: (error as Error).message },
        'a peer asked for work that failed',
      );
      return { unreachable: (error as Error).message };
    }
  }
}

/** What people wait for at a router that hangs, in all: less than the door waits. */
const WORK_MILLISECONDS = 20_000;
/** Work that must be known to have ended, however long it takes. */
const UNTIMED: ReadonlySet<keyof Works> = new Set(['cleanUp', 'provision', 'unprovision']);

/** The work itself goes on: its connection ends by the time-out of its commands. */
const inTime = async (work: Promise<unknown>, kind: keyof Works): Promise<unknown> => {
  if (UNTIMED.has(kind)) return work;
  const done = new AbortController();
  const late = sleep(WORK_MILLISECONDS, done.signal).then(() => {
    if (!done.signal.aborted) throw new RouterUnreachableError(`the router takes too long for ${kind}`);
  });
  try {
    return await Promise.race([work, late.then(() => work)]);
  } finally {
    done.abort();
  }
};

const perform = (session: RouterSession, kind: keyof Works, argument: unknown): Promise<unknown> =>
  (works[kind] as (session: RouterSession, argument: unknown) => Promise<unknown>)(session, argument);
