// test-messages.requests.ts — an operator tries the channel: one message of its own kind to one number.
import { Controller, Inject } from '@nestjs/common';
import { Notification, type ReplyOf, type RequestOf } from '@saring/contracts';
import { contentHash } from '@saring/event-sourcing';
import {
  chooseLocale,
  isMessageKey,
  samplesOf,
  tidyWording,
  wordingFaults,
  wordingRules,
  type Locale,
  type MessageKey,
} from '@saring/i18n';
import { newId, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, inTransaction, PG_POOL } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { phoneIn } from '../phone-in';
import { TRIED_TEXT } from '../kinds/kinds';
import { LIFETIME_SECONDS } from './domain/message';
import { maySendTest, TEST_LIMIT } from './domain/test-limit';
import { findByCommand, insertMessage, testsSince, type NewMessage } from './outbox.rows';
import { SealedParams } from './sealed-params';
import { Sender } from './sender';

type Methods = typeof Notification.method;
type TestRequest = RequestOf<Methods['sendTestMessage']>;
type TestReply = ReplyOf<Methods['sendTestMessage']>;

@Controller()
export class TestMessageRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly sealed: SealedParams,
    private readonly sender: Sender,
  ) {}

  @Answers(Notification.method.sendTestMessage)
  async sendTestMessage(request: TestRequest): Promise<TestReply> {
    const message = this.read(request);
    const isStored = await inTransaction(this.pool, async (client) => {
      if (await findByCommand(client, message.commandId)) return false;
      await this.takeFromLimit(client, request.actor, message.createdAt);
      return insertMessage(client, message);
    });
    if (isStored) {
      this.sender.wake();
      return { messageId: message.id, state: 'queued' };
    }
    const earlier = await findByCommand(this.pool, message.commandId);
    if (earlier?.content_hash !== message.contentHash)
      throw new RefusalError('COMMAND.ID_REUSED', { commandId: message.commandId });
    return { messageId: earlier.id, state: earlier.state };
  }

  /** One test at a time is counted: many at once cannot pass the last place together. */
  private async takeFromLimit(client: PoolClient, actor: string, at: Date): Promise<void> {
    await client.query('select pg_advisory_xact_lock(hashtext($1))', [`test-messages ${actor}`]);
    const since = new Date(at.getTime() - TEST_LIMIT.seconds * 1000);
    const allowed = maySendTest(await testsSince(client, actor, since), at);
    if (!allowed.ok) throw new RefusalError(allowed.refusal.code, allowed.refusal.details);
  }

  private read({ commandId, actor, toPhone, locale, site, ...tried }: TestRequest): NewMessage {
    const phone = phoneIn(toPhone);
    const [id, createdAt, template] = [newId(), this.clock.now(), kindOf(tried.template)] as const;
    const said = { toPhone: phone, template, locale: chooseLocale(locale), site };
    const params = triedParams(template, said.locale, tried.text);
    return {
      ...{ ...said, id, commandId, createdAt, purpose: 'test', lane: 'own', attachment: null },
      contentHash: contentHash({ ...said, actor, ...(template !== CHANNEL_TEST && { text: tried.text }) }),
      paramsSealed: this.sealed.seal(id, params),
      sources: [actor],
      expiresAt: new Date(createdAt.getTime() + LIFETIME_SECONDS.test * 1000),
    };
  }
}

const CHANNEL_TEST: MessageKey = 'channel.test';

/** @throws RefusalError NOTIFICATION.TEMPLATE_UNKNOWN; none: the channel alone is tried. */
const kindOf = (template: string): MessageKey => {
  if (template === '') return CHANNEL_TEST;
  if (!isMessageKey(template)) throw new RefusalError('NOTIFICATION.TEMPLATE_UNKNOWN', { template });
  return template;
};

/** Values for example, and the text to try where there is one. @throws RefusalError for a text that cannot be sent. */
const triedParams = (
  template: MessageKey,
  locale: Locale,
  written: string,
): Readonly<Record<string, string>> => {
  if (written === '') return samplesOf(template, locale);
  const text = tidyWording(written);
  const [fault] = wordingFaults(text, wordingRules(template));
  if (fault) throw new RefusalError(fault.code, fault.details);
  return { ...samplesOf(template, locale), [TRIED_TEXT]: text };
};
