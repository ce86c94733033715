import { Controller, Inject } from '@nestjs/common';
import { AuthOtp, type ReplyOf, type RequestOf } from '@saring/contracts';
import type { CommandContext } from '@saring/event-sourcing';
import { type Clock, idFrom, isUuid, type SubscriberRole, toInstant } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, PG_POOL, type Queryable, pageLimit } from '@saring/service-kit';
import type { Pool } from 'pg';
import {
  countSubscribers,
  findPhoneHolders,
  findSubscriber,
  findSubscriberByPhone,
  findSubscriberIds,
  findSubscribers,
  listSubscriberIds,
  listSubscribers,
  savePersonalData,
  type SubscriberFilter,
} from './subscribers.rows';
import type { SubscriberCommand } from './domain/subscriber.decide';
import { Subscribers, termsOf } from './subscribers';
import { localeOf } from './locale';
import { readPhone } from './phone';
import { subscriberReply } from './subscriber-reply';

type Methods = typeof AuthOtp.method;
type SubscriberReply = ReplyOf<Methods['getSubscriber']>;

/** The longest page of subscribers, and the page of who names no size. */
const PAGE = { longest: 200, standard: 50 };
const IDS_LONGEST = 5_000;
const PERSONAL = { nameCharacters: 100, fields: 30, fieldCharacters: 200 };

const parseRole = (role: string): SubscriberRole => {
  if (role !== 'subscriber' && role !== 'komandan') throw new RefusalError('AUTH.ROLE_INVALID');
  return role;
};

const checkPersonal = (name: string, fields: Record<string, string>): void => {
  const entries = Object.entries(fields);
  const tooLong = entries.some((entry) => entry.some((text) => text.length > PERSONAL.fieldCharacters));
  if (name.length > PERSONAL.nameCharacters || entries.length > PERSONAL.fields || tooLong)
    throw new RefusalError('AUTH.PERSONAL_DATA_TOO_LONG');
};

/** @throws RefusalError REQUEST.MALFORMED */
const timeIn = (text: string): string | null => {
  if (text === '') return null;
  if (Number.isNaN(Date.parse(text)))
    throw new RefusalError('REQUEST.MALFORMED', { field: 'registeredFrom' });
  return text;
};

const filterOf = ({
  query,
  approval,
  site,
  blocked,
  wholeNumbers = false,
}: Pick<RequestOf<Methods['listSubscribers']>, 'query' | 'approval' | 'site' | 'blocked'> & {
  readonly wholeNumbers?: boolean;
}): SubscriberFilter => ({
  ...{ query: query.trim(), approval, site, blocked: blocked ?? null, wholeNumbers },
});

@Controller()
export class SubscriberRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly subscribers: Subscribers,
  ) {}

  @Answers(AuthOtp.method.getSubscriber)
  async getSubscriber(request: RequestOf<Methods['getSubscriber']>): Promise<SubscriberReply> {
    return this.reply(request.subscriberId);
  }

  @Answers(AuthOtp.method.findSubscriber)
  async findSubscriber(request: RequestOf<Methods['findSubscriber']>): Promise<SubscriberReply> {
    const row = await findSubscriberByPhone(this.pool, readPhone(request.phone));
    if (!row) throw new RefusalError('AUTH.SUBSCRIBER_UNKNOWN');
    return subscriberReply(row);
  }

  @Answers(AuthOtp.method.listSubscribers)
  async listSubscribers(
    request: RequestOf<Methods['listSubscribers']>,
  ): Promise<ReplyOf<Methods['listSubscribers']>> {
    const limit = pageLimit(request.limit, PAGE);
    const afterId = isUuid(request.afterId) ? request.afterId : null;
    const rows = await listSubscribers(this.pool, {
      ...filterOf(request),
      afterId,
      limit: limit + 1,
    });
    const items = rows.slice(0, limit);
    const last = items[items.length - 1];
    return {
      items: items.map(subscriberReply),
      ...(rows.length > limit && last ? { nextAfterId: last.id } : {}),
    };
  }

  @Answers(AuthOtp.method.describeSubscribers)
  async describeSubscribers({
    subscriberIds,
  }: RequestOf<Methods['describeSubscribers']>): Promise<ReplyOf<Methods['describeSubscribers']>> {
    const rows = await findSubscribers(this.pool, subscriberIds.filter(isUuid).slice(0, PAGE.longest));
    return { items: rows.map(subscriberReply) };
  }

  @Answers(AuthOtp.method.listSubscriberIds)
  async listSubscriberIds(
    request: RequestOf<Methods['listSubscriberIds']>,
  ): Promise<ReplyOf<Methods['listSubscriberIds']>> {
    const { site, afterId } = request;
    const limit = Math.min(IDS_LONGEST, request.limit > 0 ? request.limit : IDS_LONGEST);
    const page = { site, afterId: isUuid(afterId) ? afterId : null, limit };
    return { subscriberIds: [...(await listSubscriberIds(this.pool, page))] };
  }

  @Answers(AuthOtp.method.findSubscriberIds)
  async findSubscriberIds(
    request: RequestOf<Methods['findSubscriberIds']>,
  ): Promise<ReplyOf<Methods['findSubscriberIds']>> {
    const limit = Math.min(IDS_LONGEST, request.limit > 0 ? request.limit : IDS_LONGEST);
    const afterId = isUuid(request.afterId) ? request.afterId : null;
    const page = { ...filterOf(request), afterId, limit };
    return { subscriberIds: [...(await findSubscriberIds(this.pool, page))] };
  }

  @Answers(AuthOtp.method.findPhoneHolders)
  async findPhoneHolders({
    phones,
  }: RequestOf<Methods['findPhoneHolders']>): Promise<ReplyOf<Methods['findPhoneHolders']>> {
    return { items: [...(await findPhoneHolders(this.pool, phones.slice(0, IDS_LONGEST)))] };
  }

  @Answers(AuthOtp.method.countSubscribers)
  async countSubscribers({
    site,
    registeredFrom,
    registeredUntil,
    subscriberIds,
    approval,
  }: RequestOf<Methods['countSubscribers']>): Promise<ReplyOf<Methods['countSubscribers']>> {
    const query = {
      from: timeIn(registeredFrom),
      until: timeIn(registeredUntil),
      site: site || null,
      approval,
    };
    return {
      subscribers: await countSubscribers(this.pool, { ...query, ids: subscriberIds.filter(isUuid) }),
    };
  }

  @Answers(AuthOtp.method.createSubscriber)
  async createSubscriber(request: RequestOf<Methods['createSubscriber']>): Promise<SubscriberReply> {
    const phone = readPhone(request.phone);
    checkPersonal(request.name, request.fields);
    const role = parseRole(request.role || 'subscriber');
    const { name, site, fields, actor, commandId } = request;
    // The same command finds the same subscriber.
    const subscriberId = idFrom('subscriber', commandId);
    const context = { commandId, actor, content: { phone, name, role, site, fields } };
    const at = this.clock.now();
    const register = async () => {
      const holder = await findSubscriberByPhone(this.pool, phone);
      if (holder && holder.id !== subscriberId)
        throw new RefusalError('AUTH.PHONE_TAKEN', { subscriberId: holder.id });
      return [{ type: 'RegisterSubscriber', at: toInstant(at), role, approval: 'approved' } as const];
    };
    const data = { phone, name, locale: localeOf(''), site, fields };
    await this.subscribers.handle(subscriberId, register, context, (client, change) =>
      this.subscribers.insert(client, change, data, at),
    );
    return this.reply(subscriberId);
  }

  @Answers(AuthOtp.method.updateSubscriber)
  async updateSubscriber(request: RequestOf<Methods['updateSubscriber']>): Promise<SubscriberReply> {
    const { subscriberId, name, role, locale, disabled, fields, site, commandId, actor } = request;
    checkPersonal(name ?? '', fields);
    const at = toInstant(this.clock.now());
    const commands: SubscriberCommand[] = [
      ...(role === undefined ? [] : [{ type: 'ChangeRole' as const, at, role: parseRole(role) }]),
      ...(disabled === undefined ? [] : [{ type: 'SetDisabled' as const, at, disabled }]),
    ];
    const context = { commandId, actor, content: { name, role, locale, disabled, fields, site } };
    const spoken = locale === undefined ? undefined : localeOf(locale);
    return this.change(subscriberId, commands, context, (client) =>
      savePersonalData(client, subscriberId, { name, locale: spoken, fields, site }),
    );
  }

  @Answers(AuthOtp.method.decideApproval)
  async decideApproval(request: RequestOf<Methods['decideApproval']>): Promise<SubscriberReply> {
    const { subscriberId, approve, reason, commandId, actor } = request;
    const command = { type: 'DecideApproval' as const, at: toInstant(this.clock.now()), approve, reason };
    return this.change(subscriberId, [command], { commandId, actor, content: { approve, reason } });
  }

  @Answers(AuthOtp.method.blockSubscriber)
  async blockSubscriber(request: RequestOf<Methods['blockSubscriber']>): Promise<SubscriberReply> {
    const { subscriberId, reason, commandId, actor, hardBlock } = request;
    const command = { type: 'BlockSubscriber' as const, at: toInstant(this.clock.now()), reason, hardBlock };
    // A block from before it could be hard has the same content as one that is not.
    const content = hardBlock ? { block: reason, hardBlock } : { block: reason };
    return this.change(subscriberId, [command], { commandId, actor, content });
  }

  @Answers(AuthOtp.method.unblockSubscriber)
  async unblockSubscriber(request: RequestOf<Methods['unblockSubscriber']>): Promise<SubscriberReply> {
    const { subscriberId, reason, commandId, actor } = request;
    const command = { type: 'UnblockSubscriber' as const, at: toInstant(this.clock.now()), reason };
    return this.change(subscriberId, [command], { commandId, actor, content: { unblock: reason } });
  }

  private async change(
    subscriberId: string,
    commands: readonly SubscriberCommand[],
    context: CommandContext,
    alongside: (on: Queryable) => Promise<void> = async () => undefined,
  ): Promise<SubscriberReply> {
    await this.subscribers.handle(subscriberId, commands, context, async (client, change) => {
      termsOf(change);
      await alongside(client);
    });
    return this.reply(subscriberId);
  }

  private async reply(subscriberId: string): Promise<SubscriberReply> {
    const row = isUuid(subscriberId) ? await findSubscriber(this.pool, subscriberId) : null;
    if (!row) throw new RefusalError('AUTH.SUBSCRIBER_UNKNOWN');
    return subscriberReply(row);
  }
}
