// conversations.ts — answers what people wrote, one message at a time, on one replica at a time: each once, whatever fails.
import { Inject, Injectable } from '@nestjs/common';
import { chooseLocale, type MessageKey } from '@saring/i18n';
import { botCodeIn, reverseCodeIn, sleep, type Clock } from '@saring/kernel';
import { UnavailableError } from '@saring/messaging';
import {
  CLOCK,
  inTransaction,
  LOGGER,
  PG_POOL,
  planningAgain,
  type LeaderWork,
  type Logger,
} from '@saring/service-kit';
import type { Pool } from 'pg';
import { OptOuts } from '../broadcasts/opt-outs';
import { CHANNEL_NAMES } from '../channels/channel';
import { Contacts } from '../channels/contacts';
import { OutboxNotices } from '../messages/outbox-notices';
import { SealedParams } from '../messages/sealed-params';
import type { Answer } from './answer';
import { Bot } from './bot';
import {
  deferInbound,
  nextInbound,
  planInboundAgain,
  settleInbound,
  type WaitingInbound,
} from './inbound.rows';
import { OperatorBot } from './operator-bot';
import { OptOutAnswers } from './opt-out-answers';
import { optOutIn } from './opt-out-words';
import { ReverseAnswers } from './reverse-answers';
import { openSaid } from './said';

const LOOK_MILLISECONDS = 500;
/** What did not answer is asked again after this. */
const AGAIN_MILLISECONDS = 5_000;
/** An answer that comes later than this puzzles more than it helps. */
const ANSWERED_WITHIN_MILLISECONDS = 600_000;
/** Whose wish it is to get no messages to many. */
const BY_THEMSELVES = 'subscriber';

const TELEGRAM = 'telegram';
const ELSEWHERE: Answer = { template: 'reverse.elsewhere', params: {}, locale: '', site: '' };

@Injectable()
export class Conversations implements LeaderWork {
  readonly leads = 'notification conversations';
  private pause = new AbortController();
  /** Whose turn it is: nobody waits behind the flood of another channel. */
  private turns: readonly string[] = CHANNEL_NAMES;

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly sealed: SealedParams,
    private readonly outbox: OutboxNotices,
    private readonly reverse: ReverseAnswers,
    private readonly bot: Bot,
    private readonly operators: OperatorBot,
    private readonly contacts: Contacts,
    private readonly wishes: OptOutAnswers,
    private readonly optOuts: OptOuts,
  ) {}

  /** Something came: do not wait to look. */
  wake(): void {
    this.pause.abort();
  }

  async run(signal: AbortSignal): Promise<void> {
    const again = planningAgain(this.clock, (now) => planInboundAgain(this.pool, now));
    while (!signal.aborted) {
      await again();
      this.pause = new AbortController();
      if (await this.answerNext()) continue;
      await sleep(LOOK_MILLISECONDS, AbortSignal.any([signal, this.pause.signal]));
    }
  }

  /** @returns whether there may be another one. */
  private async answerNext(): Promise<boolean> {
    const now = this.clock.now();
    const waiting = await nextInbound(this.pool, this.turns, now);
    if (!waiting) return false;
    this.turns = [...this.turns.filter((channel) => channel !== waiting.channel), waiting.channel];
    if (now.getTime() - waiting.received_at.getTime() > ANSWERED_WITHIN_MILLISECONDS) {
      await settleInbound(this.pool, waiting, 'expired');
      return true;
    }
    try {
      await this.settle(waiting, await this.answer(waiting));
    } catch (error) {
      if (error instanceof UnavailableError) {
        await deferInbound(this.pool, waiting, new Date(now.getTime() + AGAIN_MILLISECONDS));
        return true;
      }
      // What cannot be answered must not hold up what can.
      this.logger.error(
        { channel: waiting.channel, error: (error as Error).message },
        'a message got no answer',
      );
      await settleInbound(this.pool, waiting, 'ignored');
    }
    return true;
  }

  /** Null: nothing is written back. */
  private async answer(waiting: WaitingInbound): Promise<Answer | null> {
    const { text, isForwarded } = openSaid(this.sealed, waiting);
    const { phone } = waiting;
    if (waiting.channel === TELEGRAM && !(await this.isReadersOwn(waiting, null))) return null;
    const [code, botCode] = [reverseCodeIn(text), botCodeIn(text)];
    // A chat was linked some day: it proves no number now.
    if ((code ?? botCode) !== null && waiting.channel === TELEGRAM) return ELSEWHERE;
    if (code !== null) return this.reverse.answer(code, phone, isForwarded);
    if (botCode !== null) return this.operators.prove(botCode, phone, isForwarded);
    const optOut = optOutIn(text);
    if (optOut !== null) return this.wishes.answer(optOut, phone);
    const asked = (await this.isSurelyTheirs(waiting)) ? await this.operators.answer(text, phone) : null;
    return asked ?? this.bot.answer(text, phone);
  }

  /** A chat that was linked long ago may be that of the number's owner before, as for codes. */
  private async isSurelyTheirs({ channel, contact, phone }: WaitingInbound): Promise<boolean> {
    return channel !== TELEGRAM || this.isReadersOwn({ contact, phone }, 'otp.code');
  }

  /** The chat is linked by the account that has the number now. @param kind for which it would have to be good; null: any. */
  private async isReadersOwn(
    { contact, phone }: Pick<WaitingInbound, 'contact' | 'phone'>,
    kind: MessageKey | null,
  ): Promise<boolean> {
    return phone !== null && (await this.contacts.telegramChatOf(phone, kind)) === contact;
  }

  /** The answer is in the outbox when its question is settled, and both or neither. */
  private async settle(waiting: WaitingInbound, answer: Answer | null): Promise<void> {
    const { channel, message_id, phone } = waiting;
    const commandId = `inbound|${channel}|${message_id}`;
    const lifetimeSeconds = ANSWERED_WITHIN_MILLISECONDS / 1000;
    await inTransaction(this.pool, async (client) => {
      if (answer !== null && phone !== null) {
        const { optOut, ...words } = answer;
        if (optOut) await this.optOuts.set(client, phone, optOut === 'out', BY_THEMSELVES);
        await this.outbox.put(client, {
          ...{ ...words, commandId, toPhone: phone, lifetimeSeconds },
          locale: chooseLocale(answer.locale),
          // By numbers anybody's answer finds them; a chat is answered where it asked.
          onlyChannel: channel === TELEGRAM ? channel : undefined,
        });
      }
      await settleInbound(client, waiting, answer === null ? 'ignored' : 'answered');
    });
    this.outbox.wake();
  }
}
