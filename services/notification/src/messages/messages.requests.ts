import { createHash } from 'node:crypto';
import { Controller, Inject, type OnApplicationShutdown } from '@nestjs/common';
import { Notification, type ReplyOf, type RequestOf } from '@saring/contracts';
import { contentHash } from '@saring/event-sourcing';
import { chooseLocale, isMessageKey, isOptionalParam, messageParams, type MessageKey } from '@saring/i18n';
import { type Clock, type MessagePurpose, newId, sleep } from '@saring/kernel';
import { RefusalError, UnavailableError } from '@saring/messaging';
import { Answers, CLOCK, inTransaction, PG_POOL, SiteDirectory, TravellingParams } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { phoneIn } from '../phone-in';
import { Channels } from '../channels/channels';
import { Kinds } from '../kinds/kinds';
import { readOtpSending } from './channel-state.rows';
import {
  findByCommand,
  insertMessage,
  otpsToday,
  recentOtps,
  statesOf,
  type MessageState,
  type NewMessage,
  type SealedAttachment,
} from './outbox.rows';
import { SealedParams } from './sealed-params';
import { NOTIFICATION_CONFIG, type NotificationConfig } from '../config';
import { isLane, LANES, type Lane } from './domain/lanes';
import { LIFETIME_SECONDS } from './domain/message';
import { mayTakeOtp } from './domain/otp-budget';
import { codesAsked } from './metrics';
import { zonesOf } from './otp-zones';
import { Sender } from './sender';
import { Senders } from './senders';
import { endKinds } from './switched-off.rows';
import { Switches } from '../switches/switches';

type Methods = typeof Notification.method;
type SendRequest = RequestOf<Methods['sendMessage']>;
type SendReply = ReplyOf<Methods['sendMessage']>;

const PARAM_CHARACTERS = 500;
const MOST_SOURCES = 4;
const MOST_STATES = 50;
/** How long, how often and for how many at once it is waited for what a channel says at once. */
const OUTCOME = { longestMilliseconds: 3_000, everyMilliseconds: 50, mostWaiting: 50 };
const WAITING_STATES: ReadonlySet<string> = new Set(['queued', 'sending']);
/** Files that WhatsApp shows at once, without a name that hides a path. */
const ATTACHMENT = {
  mostBytes: 500 * 1024,
  types: ['application/pdf', 'image/png', 'image/jpeg'],
  name: /^[\w][\w .-]{0,99}$/,
};

@Controller()
export class MessageRequests implements OnApplicationShutdown {
  private readonly stopping = new AbortController();
  private waiting = 0;

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly channels: Channels,
    @Inject(NOTIFICATION_CONFIG) private readonly config: NotificationConfig,
    private readonly sealed: SealedParams,
    private readonly travelling: TravellingParams,
    private readonly sender: Sender,
    private readonly sites: SiteDirectory,
    private readonly kinds: Kinds,
    private readonly switches: Switches,
    private readonly senders: Senders,
  ) {}

  onApplicationShutdown(): void {
    this.stopping.abort();
  }

  @Answers(Notification.method.sendMessage)
  async sendMessage(request: SendRequest): Promise<SendReply> {
    const message = this.read(request);
    const earlier = await this.repeated(message);
    if (earlier) return earlier;
    const { template } = message;
    const isNotice = message.purpose === 'notice';
    const isKindOff = isNotice && (await this.kinds.off()).includes(template);
    const isOff = isKindOff || (isNotice && (await this.switches.isOff(message.toPhone, template)));
    const state = isOff ? 'switched_off' : 'queued';
    const isStored = await inTransaction(this.pool, async (client) => {
      if (message.purpose === 'otp') await this.takeFromBudget(client, message);
      const isNew = await insertMessage(client, message);
      if (isOff) await endKinds(client, [template], isKindOff ? null : message.toPhone);
      return isNew;
    });
    if (!isStored) return (await this.repeated(message)) ?? { messageId: message.id, state };
    if (message.purpose === 'otp') codesAsked.inc();
    if (!isOff) this.sender.wake();
    return { messageId: message.id, state };
  }

  /** No channel that could carry it works. */
  private async isDownFor({ toPhone: to, template, attachment, createdAt }: NewMessage): Promise<boolean> {
    const outline = { to, template, hasAttachment: attachment !== null };
    const { channels } = await this.channels.forMessage(outline);
    const freeAt = await this.senders.freeAt([], createdAt);
    return channels.every((channel) => freeAt(channel) > createdAt.getTime());
  }

  /** Waits, within limits, until none of them waits to be sent. */
  @Answers(Notification.method.getMessageStates)
  async getMessageStates({
    commandIds,
    waitMilliseconds,
  }: RequestOf<Methods['getMessageStates']>): Promise<ReplyOf<Methods['getMessageStates']>> {
    const ids = commandIds.slice(0, MOST_STATES);
    const mayWait = this.waiting < OUTCOME.mostWaiting;
    const longest = mayWait ? Math.min(OUTCOME.longestMilliseconds, waitMilliseconds) : 0;
    const deadline = this.clock.monotonicMilliseconds() + longest;
    this.waiting += 1;
    try {
      for (;;) {
        const rows = await statesOf(this.pool, ids);
        const isSettled = !rows.some(({ state }) => WAITING_STATES.has(state));
        if (isSettled || this.clock.monotonicMilliseconds() >= deadline)
          return { items: rows.map(stateReply) };
        if (this.stopping.signal.aborted)
          throw new UnavailableError('getMessageStates', 'notification stops');
        await sleep(OUTCOME.everyMilliseconds, this.stopping.signal);
      }
    } finally {
      this.waiting -= 1;
    }
  }

  /** @throws RefusalError REQUEST.MALFORMED for what was not sealed for this message. */
  private paramsOf({ commandId, params, sealedParams }: SendRequest): Readonly<Record<string, string>> {
    if (sealedParams === '') return params;
    try {
      return this.travelling.open(commandId, sealedParams);
    } catch {
      throw new RefusalError('REQUEST.MALFORMED', { field: 'sealedParams' });
    }
  }

  private read(request: SendRequest): NewMessage {
    const { commandId, template, purpose, site } = request;
    const params = this.paramsOf(request);
    const toPhone = phoneIn(request.toPhone);
    if (!isMessageKey(template)) throw new RefusalError('NOTIFICATION.TEMPLATE_UNKNOWN', { template });
    if (purpose !== 'otp' && purpose !== 'notice') throw new RefusalError('NOTIFICATION.PURPOSE_INVALID');
    const id = newId();
    const locale = chooseLocale(request.locale);
    const createdAt = this.clock.now();
    return {
      id,
      commandId,
      contentHash: contentHash({
        to: toPhone,
        template,
        params,
        locale,
        purpose,
        site,
        ...fileHash(request),
      }),
      toPhone,
      template,
      paramsSealed: this.sealed.seal(id, neededParams(template, params)),
      attachment: this.sealedAttachment(id, request),
      locale,
      purpose,
      site,
      lane: laneOf(request, purpose),
      sources: request.sources.slice(0, MOST_SOURCES),
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
    const today = await otpsToday(
      client,
      message.site,
      zonesOf(this.sites, this.config, message.site),
      message.createdAt,
    );
    const recent = await recentOtps(client, message.site, message.createdAt);
    const otpSending = await readOtpSending(client);
    const isDown = await this.isDownFor(message);
    const budget = {
      perDay: this.config.OTP_DAILY_BUDGET,
      perSitePerDay: this.config.OTP_DAILY_BUDGET_PER_SITE,
    };
    const allowed = mayTakeOtp(
      today,
      recent,
      budget,
      {
        otpSending: otpSending && this.config.OTP_SENDING,
        isOpen: isDown,
      },
      message.lane,
    );
    if (!allowed.ok) throw new RefusalError(allowed.refusal.code, allowed.refusal.details);
  }
}

const stateReply = ({ command_id: commandId, state, last_error: lastError }: MessageState) => ({
  commandId,
  state,
  lastError: lastError ?? '',
});

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

/** @throws RefusalError NOTIFICATION.LANE_INVALID; a code whose sender knows of no lanes is a known number's. */
const laneOf = ({ lane }: SendRequest, purpose: MessagePurpose): Lane => {
  if (purpose === 'notice') return 'notice';
  if (lane === '') return 'known';
  if (!isLane(lane) || lane === 'notice')
    throw new RefusalError('NOTIFICATION.LANE_INVALID', { lanes: LANES.join(', ') });
  return lane;
};

const expiryOf = (expiresAt: string | undefined, purpose: MessagePurpose, createdAt: Date): Date => {
  const standard = new Date(createdAt.getTime() + LIFETIME_SECONDS[purpose] * 1000);
  if (expiresAt === undefined) return standard;
  const expiry = new Date(expiresAt);
  if (Number.isNaN(expiry.getTime())) throw new RefusalError('NOTIFICATION.EXPIRY_INVALID');
  return purpose === 'otp' && expiry > standard ? standard : expiry;
};
