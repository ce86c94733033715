// broadcasts.requests.ts — operators make, look at and steer messages to many.
import { Controller, Inject } from '@nestjs/common';
import { Notification, type ReplyOf, type RequestOf } from '@saring/contracts';
import { contentHash } from '@saring/event-sourcing';
import { BROADCAST_RULES, tidyWording, wordingFaults } from '@saring/i18n';
import { BROADCAST_STEPS, isUuid, newId, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, inTransaction, pageLimit, pageOf, PG_POOL, placeOf } from '@saring/service-kit';
import type { Pool } from 'pg';
import {
  countRecipients,
  findBroadcast,
  findBroadcastByCommand,
  insertBroadcast,
  listBroadcasts,
  saveBroadcastState,
  type BroadcastCounts,
  type StoredBroadcast,
} from './broadcasts.rows';
import { Examples, type Example } from './examples';
import { afterStep, type Filter } from './domain/broadcast';

type Methods = typeof Notification.method;
type CreateRequest = RequestOf<Methods['createBroadcast']>;
type BroadcastReply = ReplyOf<Methods['getBroadcast']>;

const PAGE = { longest: 50, standard: 20 };

@Controller()
export class BroadcastRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly examples: Examples,
  ) {}

  @Answers(Notification.method.createBroadcast)
  async createBroadcast(request: CreateRequest): Promise<BroadcastReply> {
    const { commandId, actor, perMinute } = request;
    const filter = filterIn(request.filter ?? {});
    const texts = {
      text_indonesian: textIn(request.textIndonesian),
      text_english: request.textEnglish === '' ? '' : textIn(request.textEnglish),
    };
    const starts_at = timeIn(request.startsAt);
    const content = contentHash({
      ...{ ...texts, filter, perMinute, actor },
      ...{ startsAt: starts_at?.toISOString() ?? '' },
    });
    const id = newId();
    await insertBroadcast(this.pool, {
      ...{ id, command_id: commandId, content_hash: content, ...texts, filter, per_minute: perMinute },
      ...{ starts_at, created_by: actor, created_at: this.clock.now() },
    });
    const stored = await findBroadcastByCommand(this.pool, commandId);
    if (stored?.content_hash !== content) throw new RefusalError('COMMAND.ID_REUSED', { commandId });
    return this.reply(stored);
  }

  @Answers(Notification.method.listBroadcasts)
  async listBroadcasts(
    request: RequestOf<Methods['listBroadcasts']>,
  ): Promise<ReplyOf<Methods['listBroadcasts']>> {
    const limit = pageLimit(request.limit, PAGE);
    const rows = await listBroadcasts(this.pool, placeOf(request.cursor), limit + 1);
    const counted = await Promise.all(
      rows.map(async (row) => ({ row, counts: await countRecipients(this.pool, row.id) })),
    );
    return pageOf(counted, {
      limit,
      item: ({ row, counts }) => broadcastReply(row, counts),
      place: ({ row }) => ({ at: row.created_at.toISOString(), id: row.id }),
    });
  }

  @Answers(Notification.method.getBroadcast)
  async getBroadcast({ broadcastId }: RequestOf<Methods['getBroadcast']>): Promise<BroadcastReply> {
    const row = known(isUuid(broadcastId) ? await findBroadcast(this.pool, broadcastId) : null);
    return this.reply(row, await this.examples.of(row));
  }

  /** Under the row's lock: once it is answered nobody more gets a message that is paused or stopped. */
  @Answers(Notification.method.steerBroadcast)
  async steerBroadcast(request: RequestOf<Methods['steerBroadcast']>): Promise<BroadcastReply> {
    const { broadcastId } = request;
    const step = BROADCAST_STEPS.find((one) => one === request.step);
    if (!step) throw new RefusalError('REQUEST.MALFORMED', { field: 'step' });
    await inTransaction(this.pool, async (client) => {
      const { state } = known(isUuid(broadcastId) ? await findBroadcast(client, broadcastId, true) : null);
      const next = afterStep(state, step);
      if (!next.ok) throw new RefusalError(next.refusal.code, next.refusal.details);
      if (next.value !== state)
        await saveBroadcastState(client, broadcastId, next.value, this.clock.now(), reasonIn(request.reason));
    });
    return this.reply(known(await findBroadcast(this.pool, broadcastId)));
  }

  private async reply(row: StoredBroadcast, examples: readonly Example[] = []): Promise<BroadcastReply> {
    return broadcastReply(row, await countRecipients(this.pool, row.id), examples);
  }
}

/** @throws RefusalError NOTIFICATION.BROADCAST_UNKNOWN */
const known = (row: StoredBroadcast | null): StoredBroadcast => {
  if (!row) throw new RefusalError('NOTIFICATION.BROADCAST_UNKNOWN');
  return row;
};

/** @throws RefusalError NOTIFICATION.TEXT_… for a text that could not be sent. */
const textIn = (written: string): string => {
  const text = tidyWording(written);
  const [fault] = wordingFaults(text, BROADCAST_RULES);
  if (fault) throw new RefusalError(fault.code, fault.details);
  return text;
};

/** What is not named is left out: stored filters of before named no more. */
const filterIn = ({
  site = '',
  query = '',
  statuses = [],
  overdue = false,
  packageId = '',
  routerId = '',
}: Partial<NonNullable<CreateRequest['filter']>>): Filter => {
  if (packageId !== '' && !isUuid(packageId)) throw new RefusalError('BILLING.PACKAGE_UNKNOWN');
  if (routerId !== '' && !isUuid(routerId)) throw new RefusalError('ROUTER.UNKNOWN', { routerId });
  return {
    ...{ site, query, statuses: [...statuses], overdue },
    ...(packageId === '' ? {} : { packageId }),
    ...(routerId === '' ? {} : { routerId }),
  };
};

/** @throws RefusalError NOTIFICATION.EXPIRY_INVALID for what is no time. */
const timeIn = (text: string | undefined): Date | null => {
  if (text === undefined) return null;
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new RefusalError('NOTIFICATION.EXPIRY_INVALID');
  return at;
};

/** Null: nobody said why. */
const reasonIn = (written: string | undefined): string | null => written?.trim() || null;

const broadcastReply = (
  row: StoredBroadcast,
  counts: BroadcastCounts,
  examples: readonly Example[] = [],
): BroadcastReply => {
  const { left_out: leftOut, ...counted } = counts;
  return {
    ...{ broadcastId: row.id, textIndonesian: row.text_indonesian, textEnglish: row.text_english },
    filter: { ...row.filter, statuses: [...row.filter.statuses] },
    perMinute: row.per_minute,
    ...{ state: row.state, createdBy: row.created_by, createdAt: row.created_at.toISOString() },
    ...(row.starts_at && { startsAt: row.starts_at.toISOString() }),
    ...(row.ended_at && { endedAt: row.ended_at.toISOString() }),
    ...(row.stop_reason !== null && { stopReason: row.stop_reason }),
    ...{ ...counted, leftOut, examples: [...examples] },
  };
};
