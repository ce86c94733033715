import { createHash } from 'node:crypto';
import { Controller, Inject } from '@nestjs/common';
import { Notification, type ReplyOf, type RequestOf } from '@saring/contracts';
import { contentHash } from '@saring/event-sourcing';
import { chooseLocale, isMessageKey, isOptionalParam, messageParams, type MessageKey } from '@saring/i18n';
import { newId, parsePhoneNumber, toInstant, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, inTransaction, PG_POOL } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { CHANNEL, type Channel } from '../adapters/channels/channel';
import { readChannel, saveOtpSending } from '../adapters/postgres/channel-state';
import {
  countQueued,
  findByCommand,
  insertMessage,
  listMessages,
  otpsToday,
  type NewMessage,
  type SealedAttachment,
} from '../adapters/postgres/outbox';
import { SealedParams } from '../adapters/sealed-params';
import { NOTIFICATION_CONFIG, type NotificationConfig } from '../config';
import { isOpen } from '../domain/breaker';
import { LIFETIME_SECONDS, type Purpose } from '../domain/message';
import { mayTakeOtp } from '../domain/otp-budget';
import { Sender } from '../sender';

type Methods = typeof Notification.method;
type SendRequest = RequestOf<Methods['sendMessage']>;
type ChannelReply = ReplyOf<Methods['getChannelState']>;
type SendReply = ReplyOf<Methods['sendMessage']>;

const PAGE = { longest: 200, standard: 50 };
const PARAM_CHARACTERS = 500;
/** What WhatsApp shows at once, and no name that a path could hide in. */
const ATTACHMENT = {
  mostBytes: 500 * 1024,
  types: ['application/pdf', 'image/png', 'image/jpeg'],
  name: /^[\w][\w .-]{0,99}$/,
};

@Controller()
export class MessageRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CHANNEL) private readonly channel: Channel,
    @Inject(NOTIFICATION_CONFIG) private readonly config: NotificationConfig,
    private readonly sealed: SealedParams,
    private readonly sender: Sender,
  ) {}

  @Answers(Notification.method.sendMessage)
  async sendMessage(request: SendRequest): Promise<SendReply> {
    if (!request.commandId) throw new RefusalError('COMMAND.ID_MISSING');
    const message = this.read(request);
    const earlier = await this.repeated(message);
    if (earlier) return earlier;
    const isStored = await inTransaction(this.pool, async (client) => {
      if (message.purpose === 'otp') await this.takeFromBudget(client, message);
      return insertMessage(client, message);
    });
    if (!isStored) return (await this.repeated(message)) ?? { messageId: message.id, state: 'queued' };
    this.sender.wake();
    return { messageId: message.id, state: 'queued' };
  }

  @Answers(Notification.method.getChannelState)
  getChannelState(): Promise<ChannelReply> {
    return this.channelState();
  }

  @Answers(Notification.method.setOtpSending)
  async setOtpSending(request: RequestOf<Methods['setOtpSending']>): Promise<ChannelReply> {
    await saveOtpSending(this.pool, request.on);
    return this.channelState();
  }

  private async channelState(): Promise<ChannelReply> {
    const at = this.clock.now();
    const { breaker, otpSending } = await readChannel(this.pool);
    const today = await otpsToday(this.pool, '', this.config.TIME_ZONE, at);
    return {
      channel: this.channel.name,
      open: isOpen(breaker, toInstant(at)),
      reason: breaker.reason,
      queued: await countQueued(this.pool),
      otpLeftToday: Math.max(0, this.config.OTP_DAILY_BUDGET - today.all),
      otpSending: otpSending && this.config.OTP_SENDING,
    };
  }

  @Answers(Notification.method.listMessages)
  async listMessages(request: RequestOf<Methods['listMessages']>): Promise<ReplyOf<Methods['listMessages']>> {
    const limit = Math.min(PAGE.longest, request.limit > 0 ? request.limit : PAGE.standard);
    const rows = await listMessages(this.pool, request.state, limit);
    return {
      items: rows.map((row) => ({
        messageId: row.id,
        template: row.template,
        state: row.state,
        attempts: row.attempts,
        createdAt: row.created_at.toISOString(),
        ...(row.sent_at ? { sentAt: row.sent_at.toISOString() } : {}),
        ...(row.last_error === null ? {} : { lastError: row.last_error }),
      })),
    };
  }

  private read(request: SendRequest): NewMessage {
    const { commandId, template, params, purpose, site } = request;
    const phone = parsePhoneNumber(request.toPhone);
    if (!phone.ok) throw new RefusalError(phone.refusal.code);
    if (!isMessageKey(template)) throw new RefusalError('NOTIFICATION.TEMPLATE_UNKNOWN', { template });
    if (purpose !== 'otp' && purpose !== 'notice') throw new RefusalError('NOTIFICATION.PURPOSE_INVALID');
    const id = newId();
    const locale = chooseLocale(request.locale);
    const createdAt = this.clock.now();
    return {
      id,
      commandId,
      contentHash: contentHash({
        to: phone.value,
        template,
        params,
        locale,
        purpose,
        site,
        ...fileHash(request),
      }),
      toPhone: phone.value,
      template,
      paramsSealed: this.sealed.seal(id, neededParams(template, params)),
      attachment: this.sealedAttachment(id, request),
      locale,
      purpose,
      site,
      createdAt,
      expiresAt: expiryOf(request.expiresAt, purpose, createdAt),
    };
  }

  /** @throws RefusalError NOTIFICATION.ATTACHMENT_INVALID for a file that is too large, empty or of another kind. */
  private sealedAttachment(messageId: string, { attachment }: SendRequest): SealedAttachment | null {
    if (!attachment) return null;
    const { fileName, contentType, content } = attachment;
    const isRefused =
      !ATTACHMENT.types.includes(contentType) ||
      !ATTACHMENT.name.test(fileName) ||
      content.length === 0 ||
      content.length > ATTACHMENT.mostBytes;
    if (isRefused)
      throw new RefusalError('NOTIFICATION.ATTACHMENT_INVALID', { mostBytes: ATTACHMENT.mostBytes });
    return { name: fileName, type: contentType, sealed: this.sealed.sealBytes(messageId, content) };
  }

  /** The reply of the first time. @throws RefusalError COMMAND.ID_REUSED for other content under the same key. */
  private async repeated(message: NewMessage): Promise<SendReply | null> {
    const earlier = await findByCommand(this.pool, message.commandId);
    if (!earlier) return null;
    if (earlier.content_hash !== message.contentHash)
      throw new RefusalError('COMMAND.ID_REUSED', { commandId: message.commandId });
    return { messageId: earlier.id, state: earlier.state };
  }

  /** One code at a time is counted: many at once cannot pass the last place together. */
  private async takeFromBudget(client: PoolClient, message: NewMessage): Promise<void> {
    await client.query(`select pg_advisory_xact_lock(hashtext('otp-budget'))`);
    const today = await otpsToday(client, message.site, this.config.TIME_ZONE, message.createdAt);
    const { breaker, otpSending } = await readChannel(client);
    const budget = {
      perDay: this.config.OTP_DAILY_BUDGET,
      perSitePerDay: this.config.OTP_DAILY_BUDGET_PER_SITE,
    };
    const allowed = mayTakeOtp(today, budget, {
      otpSending: otpSending && this.config.OTP_SENDING,
      isOpen: isOpen(breaker, toInstant(message.createdAt)),
    });
    if (!allowed.ok) throw new RefusalError(allowed.refusal.code);
  }
}

/** The file as a part of what makes two requests the same; nothing for a message without one. */
const fileHash = ({ attachment }: SendRequest): { readonly attachment?: string } =>
  attachment ? { attachment: createHash('sha256').update(attachment.content).digest('base64url') } : {};

/** @throws RefusalError NOTIFICATION.PARAM_MISSING; params that the template does not need are dropped. */
const neededParams = (
  template: MessageKey,
  params: Readonly<Record<string, string>>,
): Record<string, string> =>
  Object.fromEntries(
    messageParams(template).map((param) => {
      const value = params[param] ?? (isOptionalParam(param) ? '' : undefined);
      if (value === undefined) throw new RefusalError('NOTIFICATION.PARAM_MISSING', { param });
      return [param, value.slice(0, PARAM_CHARACTERS)];
    }),
  );

const expiryOf = (expiresAt: string | undefined, purpose: Purpose, createdAt: Date): Date => {
  if (expiresAt === undefined) return new Date(createdAt.getTime() + LIFETIME_SECONDS[purpose] * 1000);
  const expiry = new Date(expiresAt);
  if (Number.isNaN(expiry.getTime())) throw new RefusalError('NOTIFICATION.EXPIRY_INVALID');
  return expiry;
};
