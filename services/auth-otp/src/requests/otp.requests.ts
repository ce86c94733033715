// otp.requests.ts — a code is asked for, typed, looked after, and its limits lifted.
import { Controller, Inject } from '@nestjs/common';
import { AuthOtp, Notification, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isUuid, newId, toInstant, type Clock } from '@saring/kernel';
import { Messenger, RefusalError, UnavailableError } from '@saring/messaging';
import { Answers, CLOCK, PG_POOL, inTransaction } from '@saring/service-kit';
import type { Pool } from 'pg';
import {
  codesSent,
  deleteChallenge,
  findOpenChallenge,
  insertChallenge,
  insertLift,
  lockPhone,
  openChallenges,
  saveDelivery,
  type Asker,
  type Delivery,
} from '../adapters/postgres/challenges';
import { findDeviceByMac } from '../adapters/postgres/devices';
import { findSubscriberByPhone } from '../adapters/postgres/subscribers';
import { KeyedDigests, newOtpCode } from '../adapters/secrets';
import { AUTH_CONFIG, type AuthConfig } from '../config';
import { mayRequestCode, OTP_LIFETIME_SECONDS } from '../domain/otp-challenge';
import { localeOf } from './locale';
import { OtpDelivery, type OrderedCode } from './otp-delivery';
import { sourceOf, type Source } from './otp-source';
import { OtpVerification } from './otp-verification';
import { readPhone } from './phone';

type Methods = typeof AuthOtp.method;
type OtpReply = ReplyOf<Methods['requestOtp']>;
type Opened = { readonly isNew: boolean; readonly reply: OtpReply };

const REASON_CHARACTERS = 300;

@Controller()
export class OtpRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
    private readonly messenger: Messenger,
    private readonly digests: KeyedDigests,
    private readonly delivery: OtpDelivery,
    private readonly verification: OtpVerification,
  ) {}

  @Answers(AuthOtp.method.requestOtp)
  async requestOtp(request: RequestOf<Methods['requestOtp']>): Promise<OtpReply> {
    const phone = readPhone(request.phone);
    const source = sourceOf(this.digests, request.client);
    const subscriber = await findSubscriberByPhone(this.pool, phone);
    const device = source.mac === null ? null : await findDeviceByMac(this.pool, source.mac);
    const isOwn = subscriber !== null && device?.subscriber_id === subscriber.id;
    const code: OrderedCode = {
      challengeId: newId(),
      code: newOtpCode(),
      phone,
      locale: localeOf(request.locale),
      site: request.client?.site ?? '',
      lane: isOwn ? 'own' : subscriber ? 'known' : 'stranger',
      sources: source.sources,
    };
    const asker = { phone, sourceKey: source.key, isOwn };
    await this.delivery.settleFor(asker);
    const { isNew, reply } = await this.open(code, asker, source.kind);
    return isNew ? { ...reply, delivery: await this.send(code, subscriber !== null) } : reply;
  }

  @Answers(AuthOtp.method.verifyOtp)
  verifyOtp(request: RequestOf<Methods['verifyOtp']>): Promise<ReplyOf<Methods['verifyOtp']>> {
    return this.verification.verify(request);
  }

  @Answers(AuthOtp.method.getOtpState)
  async getOtpState({
    challengeId,
  }: RequestOf<Methods['getOtpState']>): Promise<ReplyOf<Methods['getOtpState']>> {
    const at = this.clock.now();
    const found = isUuid(challengeId) ? await findOpenChallenge(this.pool, challengeId, at) : null;
    if (!found) throw new RefusalError('AUTH.OTP_EXPIRED');
    const delivery = await this.delivery.deliveryOf(challengeId, found.delivery);
    return { delivery, expiresInSeconds: secondsUntil(found.expires_at, at) };
  }

  @Answers(AuthOtp.method.liftOtpLimits)
  async liftOtpLimits(
    request: RequestOf<Methods['liftOtpLimits']>,
  ): Promise<ReplyOf<Methods['liftOtpLimits']>> {
    const phone = readPhone(request.phone);
    const reason = request.reason.trim().slice(0, REASON_CHARACTERS);
    if (!reason) throw new RefusalError('AUTH.REASON_MISSING');
    await insertLift(this.pool, { phone, actor: request.actor, reason }, this.clock.now());
    return {};
  }

  /**
   * Counts the limits and stores the challenge in one step, so that two requests at once cannot both pass. Where no
   * further code may go out yet, a code of the same source that can still be typed is the answer.
   */
  private open(code: OrderedCode, asker: Asker, kind: Source['kind']): Promise<Opened> {
    const { challengeId, phone, site, locale } = code;
    return inTransaction(this.pool, async (client) => {
      await lockPhone(client, asker.sourceKey);
      await lockPhone(client, phone);
      const at = this.clock.now();
      const sent = { ...(await codesSent(client, asker, at)), source: kind };
      const allowed = mayRequestCode(sent, toInstant(at));
      if (!allowed.ok) {
        const [open] = await openChallenges(client, phone, asker.sourceKey, at);
        if (!open) throw new RefusalError(allowed.refusal.code, allowed.refusal.details);
        const reply = {
          challengeId: open.id,
          expiresInSeconds: secondsUntil(open.expires_at, at),
          resendInSeconds: Number(allowed.refusal.details?.['retryInSeconds'] ?? 0),
          delivery: open.delivery,
        };
        return { isNew: false, reply };
      }
      await insertChallenge(client, {
        id: challengeId,
        phone,
        code_hmac: this.digests.ofCode(challengeId, phone, code.code),
        locale,
        site,
        source_key: asker.sourceKey,
        own_device: asker.isOwn,
        createdAt: at,
        expiresAt: new Date(at.getTime() + OTP_LIFETIME_SECONDS * 1000),
      });
      const { resendInSeconds } = allowed.value;
      return {
        isNew: true,
        reply: { challengeId, expiresInSeconds: OTP_LIFETIME_SECONDS, resendInSeconds },
      };
    });
  }

  private async send(code: OrderedCode, isKnown: boolean): Promise<Delivery> {
    // Where strangers cannot register none gets a code; a question of the same cost keeps the reply's time the same,
    // and nobody learns from it what became of the code.
    const isClosed = this.config.SELF_REGISTRATION === 'off';
    try {
      if (isClosed && !isKnown) await this.messenger.request(Notification.method.getChannelState, {});
      else await this.delivery.order(code);
    } catch (error) {
      // Nobody holds this challenge yet: without its code it counts against nobody.
      await deleteChallenge(this.pool, code.challengeId);
      if (error instanceof UnavailableError) throw new RefusalError('NOTIFICATION.UNAVAILABLE');
      throw error;
    }
    if (!isClosed) return this.delivery.outcomeOf(code.challengeId);
    await saveDelivery(this.pool, code.challengeId, 'sent');
    return 'sent';
  }
}

const secondsUntil = (instant: Date, at: Date): number =>
  Math.max(0, Math.ceil((instant.getTime() - at.getTime()) / 1000));
