// outbox.requests.ts — what an operator reads of messages: the outbox, one of it, and the text of each kind.
import { Controller, Inject } from '@nestjs/common';
import { Notification, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isMessageKey, isOptionalParam, messageParams, messages } from '@saring/i18n';
import { isUuid } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, pageLimit, pageOf, PG_POOL, placeOf } from '@saring/service-kit';
import type { Pool } from 'pg';
import { phoneIn } from '../phone-in';
import { findMessage, listMessages, type ListedMessage } from './listed-messages.rows';

type Methods = typeof Notification.method;

const PAGE = { longest: 200, standard: 50 };

@Controller()
export class OutboxRequests {
  constructor(@Inject(PG_POOL) private readonly pool: Pool) {}

  @Answers(Notification.method.listMessages)
  async listMessages(request: RequestOf<Methods['listMessages']>): Promise<ReplyOf<Methods['listMessages']>> {
    const { state, template } = request;
    const limit = pageLimit(request.limit, PAGE);
    const filter = { state, template, toPhone: phoneOf(request.toPhone) };
    const rows = await listMessages(this.pool, filter, placeOf(request.cursor), limit + 1);
    return pageOf(rows, {
      limit,
      item: listedMessage,
      place: ({ id, created_at }) => ({ at: created_at.toISOString(), id }),
    });
  }

  @Answers(Notification.method.getMessage)
  async getMessage({ messageId }: RequestOf<Methods['getMessage']>): Promise<ReplyOf<Methods['getMessage']>> {
    const row = isUuid(messageId) ? await findMessage(this.pool, messageId) : null;
    if (!row) throw new RefusalError('NOTIFICATION.MESSAGE_UNKNOWN', { messageId });
    return listedMessage(row);
  }

  @Answers(Notification.method.listMessageTexts)
  async listMessageTexts(): Promise<ReplyOf<Methods['listMessageTexts']>> {
    const items = Object.entries(messages.id).flatMap(([template, indonesian]) => {
      if (!isMessageKey(template)) return [];
      const places = [...new Set(messageParams(template))];
      const optionalPlaces = places.filter(isOptionalParam);
      return [{ template, indonesian, english: messages.en[template], places, optionalPlaces }];
    });
    return { items };
  }
}

/** @throws RefusalError for what is no number; empty stays empty. */
const phoneOf = (text: string): string => (text === '' ? '' : phoneIn(text));

const listedMessage = (row: ListedMessage) => ({
  messageId: row.id,
  toPhone: row.to_phone,
  template: row.template,
  locale: row.locale,
  purpose: row.purpose,
  state: row.state,
  attempts: row.attempts,
  channel: row.channel,
  createdAt: row.created_at.toISOString(),
  ...(row.sent_at && { sentAt: row.sent_at.toISOString() }),
  ...(row.delivered_at && { deliveredAt: row.delivered_at.toISOString() }),
  ...(row.read_at && { readAt: row.read_at.toISOString() }),
  ...(row.last_error !== null && { lastError: row.last_error }),
  ...(row.fault !== null && { fault: row.fault }),
  ...(row.state === 'queued' && row.attempts > 0 && { nextAttemptAt: row.next_attempt_at.toISOString() }),
});
