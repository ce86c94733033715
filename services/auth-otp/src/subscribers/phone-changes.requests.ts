// phone-changes.requests.ts — an account changes its number: with a code on both numbers, or by an operator.
import { Controller, Inject } from '@nestjs/common';
import { AuthOtp, type ReplyOf, type RequestOf } from '@saring/contracts';
import type { CommandContext } from '@saring/event-sourcing';
import { isUuid, type Clock, type Refusal } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, PG_POOL, inTransaction } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { findChallenge, lockPhone, type ChallengeRow } from '../otp/challenges.rows';
import { findSubscriber, type SubscriberRow } from './subscribers.rows';
import { Subscribers, type SubscriberChange } from './subscribers';
import { OtpCodes } from '../otp/otp-codes';
import { OtpProof, type ProvedCode } from '../otp/otp-proof';
import { readPhone } from './phone';
import { PhoneNumbers } from './phone-numbers';
import { subscriberReply } from './subscriber-reply';

type Methods = typeof AuthOtp.method;
type SubscriberReply = ReplyOf<Methods['setPhone']>;
type Confirm = RequestOf<Methods['confirmPhoneChange']>;
type Challenges = { readonly current: ChallengeRow; readonly next: ChallengeRow };

const REASON_CHARACTERS = 300;

@Controller()
export class PhoneChangeRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly codes: OtpCodes,
    private readonly proof: OtpProof,
    private readonly numbers: PhoneNumbers,
    private readonly subscribers: Subscribers,
  ) {}

  /** Whether another account has the new number is not said before it is proved. */
  @Answers(AuthOtp.method.requestPhoneChange)
  async requestPhoneChange(
    request: RequestOf<Methods['requestPhoneChange']>,
  ): Promise<ReplyOf<Methods['requestPhoneChange']>> {
    const { subscriberId, locale, client } = request;
    const phone = readPhone(request.newPhone);
    const subscriber = await this.subscriber(subscriberId);
    if (subscriber.phone === null) throw new RefusalError('AUTH.PHONE_MISSING');
    if (subscriber.phone === phone) throw new RefusalError('AUTH.PHONE_SAME');
    const wanted = { locale, client, changeOf: subscriberId };
    // The new one first: where it has no WhatsApp, the old one gets no code for nothing.
    const next = await this.codes.issue({ ...wanted, phone });
    return { current: await this.codes.issue({ ...wanted, phone: subscriber.phone }), next };
  }

  @Answers(AuthOtp.method.confirmPhoneChange)
  async confirmPhoneChange(request: Confirm): Promise<SubscriberReply> {
    const { subscriberId, nextChallengeId } = request;
    const cause = { commandId: nextChallengeId, actor: 'subscriber', content: null };
    const refusal = await this.subscribers.once(subscriberId, cause, async (change) => {
      const challenges = await this.challengesOf(request);
      return inTransaction(this.pool, (client) => this.confirm(client, change, challenges, request, cause));
    });
    if (refusal) throw new RefusalError(refusal.code, refusal.details);
    return subscriberReply(await this.subscriber(subscriberId));
  }

  @Answers(AuthOtp.method.setPhone)
  async setPhone(request: RequestOf<Methods['setPhone']>): Promise<SubscriberReply> {
    const { subscriberId, commandId, actor } = request;
    const phone = readPhone(request.phone);
    const reason = request.reason.trim().slice(0, REASON_CHARACTERS);
    const cause = { commandId, actor, content: { phone, reason } };
    await this.decide(subscriberId, cause, async (client, change) => {
      await lockPhone(client, phone);
      await this.numbers.change(client, change, phone, { cause, at: this.clock.now(), reason });
    });
    return subscriberReply(await this.subscriber(subscriberId));
  }

  @Answers(AuthOtp.method.releasePhone)
  async releasePhone(request: RequestOf<Methods['releasePhone']>): Promise<SubscriberReply> {
    const { subscriberId, commandId, actor } = request;
    const reason = request.reason.trim().slice(0, REASON_CHARACTERS);
    const cause = { commandId, actor, content: { release: reason } };
    await this.decide(subscriberId, cause, (client, change) =>
      this.numbers.release(client, change, { cause, at: this.clock.now(), reason }),
    );
    return subscriberReply(await this.subscriber(subscriberId));
  }

  private async decide(
    subscriberId: string,
    cause: CommandContext,
    run: (client: PoolClient, change: SubscriberChange) => Promise<void>,
  ): Promise<void> {
    await this.subscribers.once(subscriberId, cause, (change) =>
      inTransaction(this.pool, (client) => run(client, change)),
    );
  }

  /** Both codes are checked, so that the page can say which one is wrong; `which` of the details names it. */
  private async confirm(
    client: PoolClient,
    change: SubscriberChange,
    { current, next }: Challenges,
    { currentCode, nextCode }: Confirm,
    cause: CommandContext,
  ): Promise<Refusal | null> {
    // In one order, so that two people who swap numbers never wait for each other.
    for (const phone of [current.phone, next.phone].sort()) await lockPhone(client, phone);
    const proved: ProvedCode[] = [];
    for (const [which, challenge, code] of [
      ['current', current, currentCode],
      ['next', next, nextCode],
    ] as const) {
      const result = await this.proof.prove(client, challenge, code);
      if (!result.ok) return { ...result.refusal, details: { ...result.refusal.details, which } };
      proved.push(result.value);
    }
    const subscriber = await findSubscriber(client, change.id);
    // The number has changed since its code was asked for: it proves nothing any more.
    if (subscriber?.phone !== current.phone) return { code: 'AUTH.OTP_EXPIRED' };
    const at = this.clock.now();
    await this.numbers.change(client, change, readPhone(next.phone), { cause, at });
    for (const one of proved) await this.proof.consume(client, one, at);
    return null;
  }

  /** Only codes that were asked for to change the number of this very account. */
  private async challengesOf({
    subscriberId,
    currentChallengeId,
    nextChallengeId,
  }: Confirm): Promise<Challenges> {
    const [current, next] = await Promise.all(
      [currentChallengeId, nextChallengeId].map((id) => (isUuid(id) ? findChallenge(this.pool, id) : null)),
    );
    if (!current || !next || current.change_of !== subscriberId || next.change_of !== subscriberId)
      throw new RefusalError('AUTH.OTP_EXPIRED');
    return { current, next };
  }

  private async subscriber(subscriberId: string): Promise<SubscriberRow> {
    const row = isUuid(subscriberId) ? await findSubscriber(this.pool, subscriberId) : null;
    if (!row) throw new RefusalError('AUTH.SUBSCRIBER_UNKNOWN');
    return row;
  }
}
