// lines.requests.ts — lines made, changed, suspended and taken over; how they stand on their routers.
import { isIPv4 } from 'node:net';
import { Controller, Inject } from '@nestjs/common';
import { RouterGateway, type ReplyOf, type RequestOf } from '@saring/contracts';
import { idFrom, isUuid, parseMacAddress, toInstant, type Clock, type Instant } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, pageLimit, PG_POOL, wrongCursor } from '@saring/service-kit';
import type { Pool } from 'pg';
import { isHostAddress } from '../domain/host-address';
import type { LineCommand } from '../domain/line';
import { isHeldForQuota } from '../domain/line-quota';
import type { LineTerms } from '../domain/line-terms';
import { Fleet } from '../routers/fleet';
import { Routers } from '../routers/routers';
import { RouterWork } from '../routers/router-work';
import { LineViews, type ShownLine } from './line-views';
import { Lines, newPassword } from './lines';
import { countLinesOn, isAddressTaken, isNameTaken, listLines, type LineRow } from './lines.rows';

const rpc = RouterGateway.method;
type Rpcs = typeof rpc;
type Request<M extends keyof Rpcs> = RequestOf<Rpcs[M]>;
type Reply<M extends keyof Rpcs> = Promise<ReplyOf<Rpcs[M]>>;

const PAGE = { longest: 200, standard: 50 };
/** Of one router: its secrets are read whole at every sweep. */
export const MOST_LINES = 5_000;

@Controller()
export class LineRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly lines: Lines,
    private readonly views: LineViews,
    private readonly routers: Routers,
    private readonly work: RouterWork,
    private readonly fleet: Fleet,
  ) {}

  @Answers(rpc.createLine)
  async create({ commandId, actor, ...asked }: Request<'createLine'>): Reply<'createLine'> {
    const { routerId, username, subscriberId } = asked;
    const lineId = idFrom('line', commandId);
    if (!isUuid(subscriberId)) throw new RefusalError('AUTH.SUBSCRIBER_UNKNOWN');
    await this.routers.known(routerId);
    const terms = { ...termsOf(asked), profile: '' };
    const { password, ...rest } = asked;
    const content = { ...rest, password: password === '' ? '' : this.lines.markOf(password) };
    const found = await this.lines.load(lineId);
    if (found.state.state === null) {
      await this.refuseTaken(routerId, username);
      await this.refuseTakenAddress(routerId, terms.address, lineId);
    }
    const command: LineCommand = {
      ...{ type: 'CreateLine', at: this.now(), subscriberId, routerId, username, terms },
    };
    const sealed = this.lines.seal(password || newPassword(), lineId);
    await this.lines.change(lineId, [command], { commandId, actor, content }, sealed);
    return this.views.applied(lineId);
  }

  @Answers(rpc.changeLine)
  async change({ commandId, actor, lineId, ...asked }: Request<'changeLine'>): Reply<'changeLine'> {
    const row = await this.known(lineId);
    const { password, keepProfile, ...rest } = asked;
    const { address: held, callerId: lock } = row.terms;
    const own = termsOf({ ...asked, address: asked.address ?? '', callerId: asked.callerId ?? '' });
    const stays = {
      ...(asked.address === undefined ? { address: held } : {}),
      ...(asked.callerId === undefined ? { callerId: lock } : {}),
    };
    const terms = { ...own, ...stays, profile: keepProfile ? row.terms.profile : '' };
    if (terms.address !== held) await this.refuseTakenAddress(row.router_id, terms.address, lineId);
    const content = { ...rest, keepProfile, password: password === '' ? '' : this.lines.markOf(password) };
    const at = this.now();
    const commands: LineCommand[] = [{ type: 'ChangeLine', at, terms }];
    if (password !== '') commands.push({ type: 'ChangePassword', at });
    const sealed = password === '' ? undefined : this.lines.seal(password, lineId);
    await this.lines.change(lineId, commands, { commandId, actor, content }, sealed);
    return this.views.applied(lineId);
  }

  @Answers(rpc.suspendLine)
  suspend(request: Request<'suspendLine'>): Reply<'suspendLine'> {
    return this.bring(request, { type: 'SuspendLine', at: this.now(), reason: request.reason });
  }

  @Answers(rpc.restoreLine)
  restore(request: Request<'restoreLine'>): Reply<'restoreLine'> {
    return this.bring(request, { type: 'RestoreLine', at: this.now() });
  }

  /** A line that is gone needs no hold. */
  @Answers(rpc.setLineHold)
  async hold({ commandId, actor, lineId, held, basisVersion }: Request<'setLineHold'>): Reply<'setLineHold'> {
    await this.known(lineId);
    const command: LineCommand = { type: 'SetLineHold', held, basisVersion, at: this.now() };
    const content = { lineId, held, basisVersion };
    const { state } = await this.lines.change(lineId, [command], { commandId, actor, content });
    await this.work.tryOn(state.routerId, 'applyLines');
    return { state: state.state ?? 'removed' };
  }

  /** Its session ends, and its client dials under the new name once it is told. */
  @Answers(rpc.renameLine)
  async rename({ commandId, actor, lineId, username }: Request<'renameLine'>): Reply<'renameLine'> {
    const row = await this.known(lineId);
    if (username !== row.username && (await isNameTaken(this.pool, row.router_id, username)))
      throw new RefusalError('LINE.NAME_TAKEN');
    const command: LineCommand = { type: 'RenameLine', username, at: this.now() };
    await this.lines.change(lineId, [command], { commandId, actor, content: { lineId, username } });
    return this.views.applied(lineId);
  }

  /** Taken down on the router before, then made on the other. One that is away loses it when it is back. */
  @Answers(rpc.moveLine)
  async move({ commandId, actor, lineId, routerId }: Request<'moveLine'>): Reply<'moveLine'> {
    const row = await this.known(lineId);
    await this.routers.known(routerId);
    const content = { lineId, routerId };
    if (row.router_id !== routerId) {
      if (row.password === null) throw new RefusalError('LINE.PASSWORD_UNKNOWN');
      await this.refuseTaken(routerId, row.username);
    }
    const command: LineCommand = { type: 'MoveLine', routerId, at: this.now() };
    await this.lines.change(lineId, [command], { commandId, actor, content });
    if (row.router_id !== routerId) await this.work.tryOn(row.router_id, 'applyLines');
    return this.views.applied(lineId);
  }

  @Answers(rpc.disableLine)
  disable(request: Request<'disableLine'>): Reply<'disableLine'> {
    return this.bring(request, { type: 'DisableLine', at: this.now(), reason: request.reason });
  }

  @Answers(rpc.removeLine)
  remove(request: Request<'removeLine'>): Reply<'removeLine'> {
    return this.bring(request, { type: 'RemoveLine', at: this.now(), reason: request.reason });
  }

  /** Its secret stays, under the comment that it had. */
  @Answers(rpc.releaseLine)
  release(request: Request<'releaseLine'>): Reply<'releaseLine'> {
    return this.bring(request, { type: 'ReleaseLine', at: this.now(), reason: request.reason });
  }

  @Answers(rpc.listLines)
  async list(request: Request<'listLines'>): Reply<'listLines'> {
    const limit = pageLimit(request.limit, PAGE);
    const filter = {
      ...{ subscriberId: idIn(request.subscriberId), routerId: idIn(request.routerId) },
      search: request.search.trim(),
    };
    const rows = await listLines(this.pool, filter, behind(request.cursor), limit + 1);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: await this.views.shown(page, request.withoutStanding),
      ...(rows.length > limit && last ? { nextCursor: `${last.line_id}|${last.username}` } : {}),
    };
  }

  @Answers(rpc.getLine)
  async get({ lineId }: Request<'getLine'>): Reply<'getLine'> {
    return this.views.one(await this.known(lineId));
  }

  /** Every router has the same addresses for suspended lines: where two at a site have it, nobody is guessed. */
  @Answers(rpc.findLineAt)
  async findAt({ site, address }: Request<'findLineAt'>): Reply<'findLineAt'> {
    if (!isIPv4(address)) throw new RefusalError('LINE.UNKNOWN');
    const found = await Promise.all(
      this.fleet.routersAt(site).map(({ routerId }) => this.work.tryOn(routerId, 'lineAt', address)),
    );
    const [lineId, ...others] = found.filter((one) => typeof one === 'string');
    if (lineId === undefined || others.length > 0) throw new RefusalError('LINE.UNKNOWN');
    const row = await this.known(lineId);
    return {
      ...{ lineId, subscriberId: row.subscriber_id, state: row.state },
      ...{ suspendedByHand: row.suspended_by_hand, heldForBill: row.held_for_bill },
      heldForQuota: isHeldForQuota({ quota: row.quota, usedUpIn: row.used_up_in }),
    };
  }

  @Answers(rpc.getLinePassword)
  async password({ lineId }: Request<'getLinePassword'>): Reply<'getLinePassword'> {
    const password = this.lines.passwordOf(await this.known(lineId));
    if (password === null) throw new RefusalError('LINE.PASSWORD_UNKNOWN');
    return { password };
  }

  private async bring(
    { commandId, actor, lineId, reason }: Request<'suspendLine'>,
    command: LineCommand,
  ): Promise<ShownLine> {
    await this.known(lineId);
    await this.lines.change(lineId, [command], { commandId, actor, content: { lineId, reason } });
    return this.views.applied(lineId);
  }

  /** Two sessions of one address cut each other off. */
  private async refuseTakenAddress(routerId: string, address: string, lineId: string): Promise<void> {
    if (address !== '' && (await isAddressTaken(this.pool, routerId, address, lineId)))
      throw new RefusalError('LINE.ADDRESS_TAKEN');
  }

  private async refuseTaken(routerId: string, username: string): Promise<void> {
    if (await isNameTaken(this.pool, routerId, username)) throw new RefusalError('LINE.NAME_TAKEN');
    if ((await countLinesOn(this.pool, routerId)) >= MOST_LINES) throw new RefusalError('LINE.ROUTER_FULL');
  }

  private async known(lineId: string): Promise<LineRow> {
    if (!isUuid(lineId)) throw new RefusalError('LINE.UNKNOWN');
    return this.lines.known(lineId);
  }

  private now(): Instant {
    return toInstant(this.clock.now());
  }
}

/** @throws RefusalError REQUEST.INVALID for what is no cursor of a page before. */
const behind = (cursor = ''): { readonly username: string; readonly lineId: string } => {
  if (cursor === '') return { username: '', lineId: '' };
  const [lineId = '', ...name] = cursor.split('|');
  if (!isUuid(lineId)) throw wrongCursor();
  return { username: name.join('|'), lineId };
};

const idIn = (id: string): string | null => {
  if (id === '') return null;
  if (!isUuid(id)) throw new RefusalError('REQUEST.MALFORMED', { field: 'subscriberId' });
  return id;
};

type AskedTerms = Omit<LineTerms, 'profile'>;

const termsOf = ({ pool, address, callerId, ...speeds }: AskedTerms): AskedTerms => {
  if (address !== '' && !isHostAddress(address))
    throw new RefusalError('REQUEST.MALFORMED', { field: 'address' });
  const mac = callerId === '' ? undefined : parseMacAddress(callerId);
  if (mac && !mac.ok) throw new RefusalError('REQUEST.MALFORMED', { field: 'callerId' });
  return {
    uploadKilobitsPerSecond: speeds.uploadKilobitsPerSecond,
    downloadKilobitsPerSecond: speeds.downloadKilobitsPerSecond,
    ...{ pool, address, callerId: mac ? mac.value : '' },
  };
};
