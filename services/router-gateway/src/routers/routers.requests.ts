// routers.requests.ts — the routers themselves: known ones, their drift and alarms.
import { Controller, Inject } from '@nestjs/common';
import { RouterGateway, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isUuid, newId } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, LOGGER, type Logger } from '@saring/service-kit';
import { parseListNames } from '../domain/access';
import { GATEWAY_CONFIG, type GatewayConfig } from '../config';
import { RouterAlarms } from './alarms.rows';
import { HandledCommands } from './handled-commands.rows';
import { Routers, type NewRouter, type RouterRecord } from './routers.rows';
import { Fleet } from './fleet';
import { RouterUnreachableError } from '../routeros/errors';
import { RouterWork, type RouterView } from './router-work';

const rpc = RouterGateway.method;
type Rpcs = typeof rpc;
const BITS_PER_MEGABIT = 1_000_000;
const MOST_PORT = 65_535;
const EVERYTHING_STAYS = 'ip-bindings and whatever else Saring made: bound devices stay online and unmetered';

@Controller()
export class RouterRequests {
  constructor(
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly routers: Routers,
    private readonly alarms: RouterAlarms,
    private readonly commands: HandledCommands,
    private readonly fleet: Fleet,
    private readonly work: RouterWork,
  ) {}

  @Answers(rpc.listRouters)
  async list(): Promise<ReplyOf<Rpcs['listRouters']>> {
    return {
      items: await Promise.all((await this.routers.list()).map((record) => this.show(record))),
    };
  }

  @Answers(rpc.addRouter)
  async add(request: RequestOf<Rpcs['addRouter']>): Promise<ReplyOf<Rpcs['addRouter']>> {
    const { commandId, password, $typeName: _, ...router } = request;
    const added = await this.addOnce(commandId, { ...router, password }, password);
    return this.known(added.routerId);
  }

  /**
   * @param content what the command is known by; with the password where the caller chose it.
   * @param password of the gateway's user on the router.
   */
  async addOnce(
    commandId: string,
    {
      actor: _actor,
      ...content
    }: Omit<NewRouter, 'routerId' | 'password' | 'linkBitsPerSecondPerDevice' | 'lists'> & {
      readonly actor: string;
      readonly password?: string;
      readonly linkMegabitsPerSecondPerDevice?: number;
      readonly listNames?: Readonly<Record<string, string>>;
    },
    password: string,
  ): Promise<{ routerId: string }> {
    const { linkMegabitsPerSecondPerDevice, listNames, ...fields } = content;
    const router = { ...fields, password };
    if (!router.name || !router.host || !router.user || !router.site)
      throw new RefusalError('ROUTER.INCOMPLETE');
    checkPort(router.port);
    const routerId = newId();
    const linkBitsPerSecondPerDevice =
      linkBitsIn(linkMegabitsPerSecondPerDevice) ??
      this.config.LINK_MEGABITS_PER_SECOND_PER_DEVICE * BITS_PER_MEGABIT;
    const lists = listsIn(listNames);
    const done = await this.commands.once(commandId, content, routerId);
    if (!done.fresh) return done;
    if (!(await this.routers.add({ ...router, routerId, lists, linkBitsPerSecondPerDevice }))) {
      await this.commands.forget(commandId);
      throw new RefusalError('ROUTER.NAME_TAKEN', { name: router.name });
    }
    this.fleet.announceChange();
    return { routerId };
  }

  @Answers(rpc.updateRouter)
  async update(request: RequestOf<Rpcs['updateRouter']>): Promise<ReplyOf<Rpcs['updateRouter']>> {
    const { commandId, routerId, actor: _actor, $typeName: _, ...asked } = request;
    // A form that is saved with its password field left empty changes everything but the password.
    const { linkMegabitsPerSecondPerDevice, listNames, ...fields } = asked;
    const change = {
      ...{ ...fields, password: asked.password || undefined },
      linkBitsPerSecondPerDevice: linkBitsIn(linkMegabitsPerSecondPerDevice),
      lists: listsIn(listNames),
    };
    await this.find(routerId);
    if (change.port !== undefined) checkPort(change.port);
    const done = await this.commands.once(commandId, { routerId, ...change }, routerId);
    if (!done.fresh) return this.known(routerId);
    if (!(await this.routers.update(routerId, change))) {
      await this.commands.forget(commandId);
      throw new RefusalError('ROUTER.NAME_TAKEN', { name: change.name ?? '' });
    }
    this.fleet.announceChange();
    return this.known(routerId);
  }

  @Answers(rpc.removeRouter)
  async remove({
    routerId,
    leaveAsIs,
  }: RequestOf<Rpcs['removeRouter']>): Promise<ReplyOf<Rpcs['removeRouter']>> {
    await this.find(routerId);
    const left = leaveAsIs ? [EVERYTHING_STAYS] : await this.cleanUp(routerId);
    await this.routers.remove(routerId);
    this.fleet.announceChange();
    return { cleaned: left.length === 0, left: [...left] };
  }

  /** Without this, devices bound on a removed router would stay online and unmetered for ever. */
  private async cleanUp(routerId: string): Promise<readonly string[]> {
    try {
      return await this.work.on(routerId, 'cleanUp');
    } catch (error) {
      if (!(error instanceof RouterUnreachableError)) throw error;
      throw new RefusalError('ROUTER.CLEAN_UP_UNREACHABLE', { routerId });
    }
  }

  @Answers(rpc.getDrift)
  async drift(request: RequestOf<Rpcs['getDrift']>): Promise<ReplyOf<Rpcs['getDrift']>> {
    await this.find(request.routerId);
    return driftOf(request.routerId, await this.view(request.routerId));
  }

  @Answers(rpc.sweepRouter)
  async sweep(request: RequestOf<Rpcs['sweepRouter']>): Promise<ReplyOf<Rpcs['sweepRouter']>> {
    await this.find(request.routerId);
    try {
      return driftOf(request.routerId, await this.work.on(request.routerId, 'sweep'));
    } catch (error) {
      this.logger.info(
        { routerId: request.routerId, error: (error as Error).message },
        'a router could not be swept',
      );
      throw new RefusalError('ROUTER.UNREACHABLE', { routerId: request.routerId });
    }
  }

  @Answers(rpc.listAlarms)
  async listAlarms({ routerId }: RequestOf<Rpcs['listAlarms']>): Promise<ReplyOf<Rpcs['listAlarms']>> {
    return { items: await this.alarms.list(routerId) };
  }

  @Answers(rpc.listByHand)
  async byHand({ routerId }: RequestOf<Rpcs['listByHand']>): Promise<ReplyOf<Rpcs['listByHand']>> {
    await this.find(routerId);
    return { items: [...((await this.work.tryOn(routerId, 'byHand')) ?? [])] };
  }

  /** Undefined while no gateway tends the router. */
  private view(routerId: string): Promise<RouterView | undefined> {
    return this.work.tryOn(routerId, 'view');
  }

  private async find(routerId: string): Promise<RouterRecord> {
    const record = isUuid(routerId) ? await this.routers.find(routerId) : undefined;
    if (!record) throw new RefusalError('ROUTER.UNKNOWN', { routerId });
    return record;
  }

  private async known(routerId: string): Promise<ReplyOf<Rpcs['addRouter']>> {
    return this.show(await this.find(routerId));
  }

  private async show(record: RouterRecord): Promise<ReplyOf<Rpcs['addRouter']>> {
    const view = await this.view(record.routerId);
    return {
      routerId: record.routerId,
      name: record.name,
      host: record.host,
      port: record.port,
      tls: record.tls,
      user: record.user,
      site: record.site,
      state: record.state,
      stateReason: record.stateReason,
      lastSeenAt: record.lastSeenAt,
      identity: record.identity,
      version: record.version,
      board: record.board,
      serial: record.serial ?? '',
      uptimeSeconds: view?.uptimeSeconds ?? record.boot?.uptimeSeconds ?? 0,
      hostCount: view?.hostCount ?? 0,
      linkBitsPerSecondPerDevice: record.linkBitsPerSecondPerDevice,
      listNames: { ...record.lists },
    };
  }
}

const driftOf = (routerId: string, view: RouterView | undefined): ReplyOf<Rpcs['getDrift']> => ({
  routerId,
  sweptAt: view?.sweptAt,
  items: [...(view?.drift ?? [])],
  pendingCommands: view?.pendingCommands ?? 0,
});

const checkPort = (port: number): void => {
  if (!Number.isInteger(port) || port < 1 || port > MOST_PORT)
    throw new RefusalError('ROUTER.PORT_INVALID', { port });
};

const MOST_LINK_MEGABITS = 100_000;

/** @returns undefined where nothing is asked. */
const linkBitsIn = (megabits: number | undefined): number | undefined => {
  if (megabits === undefined) return undefined;
  if (!(megabits >= 1 && megabits <= MOST_LINK_MEGABITS))
    throw new RefusalError('REQUEST.MALFORMED', { field: 'linkMegabitsPerSecondPerDevice' });
  return Math.round(megabits * BITS_PER_MEGABIT);
};

const listsIn = (names: Readonly<Record<string, string>> | undefined) => {
  const lists = parseListNames(names ?? {});
  if (!lists) throw new RefusalError('REQUEST.MALFORMED', { field: 'listNames' });
  return lists;
};
