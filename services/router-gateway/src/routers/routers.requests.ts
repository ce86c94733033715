// routers.requests.ts — the routers themselves: known ones, their drift and alarms.
import { Controller, Inject } from '@nestjs/common';
import { RouterGateway, type ReplyOf, type RequestOf } from '@saring/contracts';
import { RefusalError } from '@saring/messaging';
import { Answers, LOGGER, type Logger } from '@saring/service-kit';
import { RouterAlarms } from './alarms.rows';
import { HandledCommands } from './handled-commands.rows';
import { checkPort, linkBitsIn, listsIn, RouterRegistration } from './router-registration';
import { Routers, type RouterRecord } from './routers';
import { Fleet } from './fleet';
import { RouterUnreachableError } from '../routeros/errors';
import { RouterWork, type RouterView } from './router-work';

const rpc = RouterGateway.method;
type Rpcs = typeof rpc;
const EVERYTHING_STAYS = 'ip-bindings and whatever else Saring made: bound devices stay online and unmetered';

@Controller()
export class RouterRequests {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly routers: Routers,
    private readonly alarms: RouterAlarms,
    private readonly commands: HandledCommands,
    private readonly fleet: Fleet,
    private readonly work: RouterWork,
    private readonly registration: RouterRegistration,
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
    const added = await this.registration.addOnce(commandId, { ...router, password }, password);
    return this.known(added.routerId);
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
    await this.routers.known(routerId);
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
    await this.routers.known(routerId);
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
    await this.routers.known(request.routerId);
    return driftOf(request.routerId, await this.view(request.routerId));
  }

  @Answers(rpc.sweepRouter)
  async sweep(request: RequestOf<Rpcs['sweepRouter']>): Promise<ReplyOf<Rpcs['sweepRouter']>> {
    await this.routers.known(request.routerId);
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
    await this.routers.known(routerId);
    return { items: [...((await this.work.tryOn(routerId, 'byHand')) ?? [])] };
  }

  /** Undefined while no gateway tends the router. */
  private view(routerId: string): Promise<RouterView | undefined> {
    return this.work.tryOn(routerId, 'view');
  }

  private async known(routerId: string): Promise<ReplyOf<Rpcs['addRouter']>> {
    return this.show(await this.routers.known(routerId));
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
      ...(record.fault === null ? {} : { fault: record.fault }),
      lastSeenAt: record.lastSeenAt,
      identity: record.identity,
      version: record.version,
      board: record.board,
      serial: record.serial ?? '',
      uptimeSeconds: view?.uptimeSeconds ?? record.boot?.uptimeSeconds ?? 0,
      hostCount: view?.hostCount ?? 0,
      linkBitsPerSecondPerDevice: record.linkBitsPerSecondPerDevice,
      listNames: { ...record.lists },
      ...(view ? { health: view.health } : {}),
    };
  }
}

const driftOf = (routerId: string, view: RouterView | undefined): ReplyOf<Rpcs['getDrift']> => ({
  routerId,
  sweptAt: view?.sweptAt,
  items: [...(view?.drift ?? [])],
  pendingCommands: view?.pendingCommands ?? 0,
});
