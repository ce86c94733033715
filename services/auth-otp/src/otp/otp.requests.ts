// otp.requests.ts — a code is asked for, typed, looked after, and its limits lifted.
import { Controller, Inject } from '@nestjs/common';
import { AuthOtp, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isUuid, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { findOpenChallenge, insertLift } from './challenges.rows';
import { OtpCodes, secondsUntil } from './otp-codes';
import { OtpDelivery } from './otp-delivery';
import { OtpVerification } from './otp-verification';
import { readPhone } from '../subscribers/phone';

type Methods = typeof AuthOtp.method;

const REASON_CHARACTERS = 300;

@Controller()
export class OtpRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly codes: OtpCodes,
    private readonly delivery: OtpDelivery,
    private readonly verification: OtpVerification,
  ) {}

  @Answers(AuthOtp.method.requestOtp)
  async requestOtp(request: RequestOf<Methods['requestOtp']>): Promise<ReplyOf<Methods['requestOtp']>> {
    const { locale, client } = request;
    return this.codes.issue({ phone: readPhone(request.phone), locale, client, changeOf: null });
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
}
