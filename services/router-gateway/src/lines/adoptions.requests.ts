// adoptions.requests.ts — secrets of a router that are nobody's line yet: listed with whose they may be, taken over by rule.
import { Controller, Inject } from '@nestjs/common';
import { AuthOtp, RouterGateway, type ReplyOf, type RequestOf } from '@saring/contracts';
import { toInstant, type Clock } from '@saring/kernel';
import { Messenger, RefusalError, UnavailableError } from '@saring/messaging';
import { Answers, CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import type { LineCommand } from '../domain/line';
import { phoneOfSecret } from '../domain/line-owner';
import { Routers } from '../routers/routers';
import { RouterWork, type AdoptableSecret } from '../routers/router-work';
import type { LineCandidate } from './line-reconciler';
import { Lines } from './lines';
import { MOST_LINES } from './lines.requests';
import { listLinesOn } from './lines.rows';

const rpc = RouterGateway.method;
type Rpcs = typeof rpc;
type AdoptRequest = RequestOf<Rpcs['adoptLines']>;

/** A page of secrets that are not ours, and so many in one go. */
const MOST_CANDIDATES = 500;
const SIDE_BY_SIDE = 8;

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
    let judged = await this.judge(routerId, page, new Set(profiles), secrets);
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

  private async judge(
    routerId: string,
    page: readonly AdoptableSecret[],
    profiles: ReadonlySet<string>,
    all: readonly AdoptableSecret[],
  ): Promise<readonly Judged[]> {
    const live = (await listLinesOn(this.pool, routerId)).filter(({ state }) => state !== 'removed');
    const taken = new Set(live.map(({ username }) => username));
    const made = new Set(live.map(({ line_id: lineId }) => lineId));
    const owners = await this.ownersOf(page.map(({ candidate }) => candidate));
    const named = new Map<string, number>();
    for (const { candidate } of all) named.set(candidate.username, (named.get(candidate.username) ?? 0) + 1);
    let room = MOST_LINES - live.length;
    return page.map((one) => {
      const { username, profile } = one.candidate;
      const subscriberId = owners.get(username);
      // By this command before; its comment is still to be changed.
      if (made.has(one.lineId)) return { ...one, subscriberId, refusal: '', isMade: true };
      const faultOf = (): string => {
        if (taken.has(username)) return 'LINE.NAME_TAKEN';
        if ((named.get(username) ?? 0) > 1) return 'LINE.ROW_NAME_TWICE';
        if (!profiles.has(profile)) return 'LINE.ROW_PROFILE_MISSING';
        if (subscriberId === undefined) return 'LINE.ROW_NO_OWNER';
        return room > 0 ? '' : 'LINE.ROUTER_FULL';
      };
      const refusal = faultOf();
      if (refusal === '') room -= 1;
      return { ...one, subscriberId, refusal, isMade: false };
    });
  }

  private async take(one: Judged, { commandId, actor, routerId }: AdoptRequest): Promise<Judged> {
    const { candidate, lineId, sealedPassword, subscriberId = '' } = one;
    if (one.refusal !== '' || one.isMade) return one;
    const { username, profile, remoteAddress: address, callerId, comment, disabled: isDisabled } = candidate;
    const speed = { uploadKilobitsPerSecond: 0, downloadKilobitsPerSecond: 0 };
    const terms = { ...speed, pool: '', address, callerId, profile };
    const origin = { at: toInstant(this.clock.now()), subscriberId, routerId, username, terms };
    const command: LineCommand = { type: 'AdoptLine', ...origin, comment, isDisabled };
    const content = { routerId, username, subscriberId };
    const sealed = sealedPassword === undefined ? undefined : Buffer.from(sealedPassword, 'base64');
    try {
      await this.lines.change(lineId, [command], { commandId, actor, content }, sealed);
      return { ...one, isMade: true };
    } catch (error) {
      // Somebody else took it over since it was read.
      if (error instanceof RefusalError && error.code === 'LINE.NAME_TAKEN')
        return { ...one, refusal: error.code };
      throw error;
    }
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
