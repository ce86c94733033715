// adoptions.requests.ts — secrets of a router that are nobody's line yet: listed with whose they may be, taken over by rule.
import { Controller, Inject } from '@nestjs/common';
import { AuthOtp, RouterGateway, type ReplyOf, type RequestOf } from '@saring/contracts';
import { idFrom, isUuid, toInstant, type Clock } from '@saring/kernel';
import { Messenger, RefusalError, UnavailableError } from '@saring/messaging';
import { Answers, CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { judgeAdoptions } from '../domain/adoptions';
import type { LineCommand } from '../domain/line';
import { phoneOfSecret } from '../domain/line-owner';
import { Routers } from '../routers/routers';
import { RouterWork, type AdoptableSecret } from '../routers/router-work';
import type { LineCandidate } from './line-reconciler';
import { LineViews } from './line-views';
import { Lines } from './lines';
import { MOST_LINES } from './lines.requests';
import { listLinesOn } from './lines.rows';

const rpc = RouterGateway.method;
type Rpcs = typeof rpc;
type AdoptRequest = RequestOf<Rpcs['adoptLines']>;

/** A page of secrets that are not ours, and so many in one go. */
const MOST_CANDIDATES = 500;
const SIDE_BY_SIDE = 8;

type Head = Pick<AdoptRequest, 'commandId' | 'actor' | 'routerId'>;
type Found = { readonly secrets: readonly AdoptableSecret[]; readonly profiles: readonly string[] };
type Judged = AdoptableSecret & {
  readonly subscriberId?: string;
  readonly refusal: string;
  readonly isMade: boolean;
};

@Controller()
export class AdoptionRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly lines: Lines,
    private readonly views: LineViews,
    private readonly routers: Routers,
    private readonly work: RouterWork,
    private readonly messenger: Messenger,
  ) {}

  @Answers(rpc.listLineCandidates)
  async candidates({
    routerId,
  }: RequestOf<Rpcs['listLineCandidates']>): Promise<ReplyOf<Rpcs['listLineCandidates']>> {
    await this.routers.known(routerId);
    const found = await this.work.orRefuse(routerId, 'lineCandidates');
    const page = found.slice(0, MOST_CANDIDATES);
    const owners = await this.ownersOf(page);
    return {
      total: found.length,
      items: page.map((one) => ({ ...one, proposedSubscriberId: owners.get(one.username) })),
    };
  }

  /** The router is asked first: what is taken over is what it holds now. */
  @Answers(rpc.adoptLine)
  async adoptOne(request: RequestOf<Rpcs['adoptLine']>): Promise<ReplyOf<Rpcs['adoptLine']>> {
    const { commandId, actor, routerId, username, subscriberId } = request;
    if (!isUuid(subscriberId)) throw new RefusalError('AUTH.SUBSCRIBER_UNKNOWN');
    await this.routers.known(routerId);
    const lineId = idFrom('line', commandId);
    if ((await this.lines.load(lineId)).state.state === null) {
      const found = await this.work.orRefuse(routerId, 'adoptable', { commandId, username });
      const [secret] = found.secrets;
      if (!secret) throw new RefusalError('LINE.CANDIDATE_GONE', { username });
      const owners = new Map([[username, subscriberId]]);
      const [judged] = await this.judge(routerId, [{ ...secret, lineId }], found, owners);
      if (!judged || judged.refusal !== '') throw new RefusalError(judged?.refusal ?? '', { username });
      await this.store(judged, request);
    } else
      await this.lines.change(lineId, [], {
        commandId,
        actor,
        content: { routerId, username, subscriberId },
      });
    return this.views.applied(lineId);
  }

  /** Nothing changes on the router but comments: what was taken over before is no candidate any more. */
  @Answers(rpc.adoptLines)
  async adopt(request: AdoptRequest): Promise<ReplyOf<Rpcs['adoptLines']>> {
    const { routerId, commandId, profile, prefix, checkOnly } = request;
    await this.routers.known(routerId);
    const { secrets, profiles } = await this.work.orRefuse(routerId, 'adoptable', { commandId });
    const found = secrets.filter(
      ({ candidate }) =>
        (profile === '' || candidate.profile === profile) && candidate.username.startsWith(prefix),
    );
    const page = found.slice(0, MOST_CANDIDATES);
    const owners = await this.ownersOf(page.map(({ candidate }) => candidate));
    let judged = await this.judge(routerId, page, { secrets, profiles }, owners);
    if (!checkOnly) {
      const ended: Judged[] = [];
      for (let start = 0; start < judged.length; start += SIDE_BY_SIDE) {
        const part = judged.slice(start, start + SIDE_BY_SIDE);
        ended.push(...(await Promise.all(part.map((one) => this.take(one, request)))));
      }
      judged = ended;
      await this.work.tryOn(routerId, 'applyLines');
    }
    return {
      items: judged.map(shownOf),
      adopted: judged.filter(({ isMade }) => isMade).length,
      faulty: judged.filter(({ refusal }) => refusal !== '').length,
      left: found.length - page.length,
    };
  }

  /** @param owners by name of the secret */
  private async judge(
    routerId: string,
    page: readonly AdoptableSecret[],
    { secrets, profiles }: Found,
    owners: ReadonlyMap<string, string>,
  ): Promise<readonly Judged[]> {
    const live = (await listLinesOn(this.pool, routerId)).filter(({ state }) => state !== 'removed');
    const made = new Set(live.map(({ line_id: lineId }) => lineId));
    // By this command before; its comment is still to be changed.
    const isMade = ({ lineId }: AdoptableSecret): boolean => made.has(lineId);
    const fresh = page.filter((one) => !isMade(one));
    const faults = judgeAdoptions(
      fresh.map(({ candidate }) => candidate),
      {
        ...{ owners, names: secrets.map(({ candidate }) => candidate.username) },
        ...{ profiles: new Set(profiles), taken: new Set(live.map(({ username }) => username)) },
        room: MOST_LINES - live.length,
      },
    ).values();
    return page.map((one) => ({
      ...{ ...one, subscriberId: owners.get(one.candidate.username), isMade: isMade(one) },
      refusal: isMade(one) ? '' : (faults.next().value ?? ''),
    }));
  }

  private async take(one: Judged, request: Head): Promise<Judged> {
    if (one.refusal !== '' || one.isMade) return one;
    try {
      await this.store(one, request);
      return { ...one, isMade: true };
    } catch (error) {
      // Somebody else took it over since it was read.
      if (error instanceof RefusalError && error.code === 'LINE.NAME_TAKEN')
        return { ...one, refusal: error.code };
      throw error;
    }
  }

  /** @throws RefusalError LINE.NAME_TAKEN */
  private async store(
    { candidate, lineId, sealedPassword, subscriberId = '' }: Judged,
    { commandId, actor, routerId }: Head,
  ): Promise<void> {
    const { username, profile, remoteAddress: address, callerId, comment, disabled: isDisabled } = candidate;
    const speed = { uploadKilobitsPerSecond: 0, downloadKilobitsPerSecond: 0 };
    const terms = { ...speed, pool: '', address, callerId, profile };
    const origin = { at: toInstant(this.clock.now()), subscriberId, routerId, username, terms };
    const command: LineCommand = { type: 'AdoptLine', ...origin, comment, isDisabled };
    const content = { routerId, username, subscriberId };
    const sealed = sealedPassword === undefined ? undefined : Buffer.from(sealedPassword, 'base64');
    await this.lines.change(lineId, [command], { commandId, actor, content }, sealed);
  }

  /** By name; nobody is proposed while auth-otp does not answer. */
  private async ownersOf(secrets: readonly LineCandidate[]): Promise<ReadonlyMap<string, string>> {
    const phoneOf = new Map(
      secrets.flatMap((one) => {
        const phone = phoneOfSecret(one);
        return phone === null ? [] : [[one.username, phone] as const];
      }),
    );
    const phones = [...new Set(phoneOf.values())];
    if (phones.length === 0) return new Map();
    try {
      const { items } = await this.messenger.request(AuthOtp.method.findPhoneHolders, { phones });
      const holders = new Map(items.map(({ phone, subscriberId }) => [phone, subscriberId]));
      return new Map(
        [...phoneOf].flatMap(([username, phone]) => {
          const subscriberId = holders.get(phone);
          return subscriberId === undefined ? [] : [[username, subscriberId] as const];
        }),
      );
    } catch (error) {
      if (error instanceof UnavailableError) return new Map();
      throw error;
    }
  }
}

const shownOf = ({ candidate, subscriberId, refusal, lineId, isMade }: Judged) => ({
  ...{ username: candidate.username, profile: candidate.profile, comment: candidate.comment, refusal },
  ...(subscriberId === undefined ? {} : { subscriberId }),
  ...(isMade ? { lineId } : {}),
});
