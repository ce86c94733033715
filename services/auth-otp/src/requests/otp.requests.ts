import { Controller, Inject } from '@nestjs/common';
import { AuthOtp, Notification, type ReplyOf, type RequestOf } from '@saring/contracts';
import { newId, parseMacAddress, parsePhoneNumber, toInstant, type Clock } from '@saring/kernel';
import { Messenger, RefusalError, UnavailableError } from '@saring/messaging';
import { Answers, CLOCK, PG_POOL, inTransaction } from '@saring/service-kit';
import type { Pool } from 'pg';
import { codesSent, deleteChallenge, insertChallenge } from '../adapters/postgres/challenges';
import { findSubscriberByPhone } from '../adapters/postgres/subscribers';
import { lockPhone } from '../adapters/postgres/challenges';
import { KeyedDigests, newOtpCode } from '../adapters/secrets';
import { AUTH_CONFIG, type AuthConfig } from '../config';
import { mayRequestCode, OTP_LIFETIME_SECONDS } from '../domain/otp-challenge';
import { localeOf } from './locale';
import { OtpVerification } from './otp-verification';

type RequestOtp = typeof AuthOtp.method.requestOtp;
type VerifyOtp = typeof AuthOtp.method.verifyOtp;
type Code = {
  readonly challengeId: string;
  readonly code: string;
  readonly phone: string;
  readonly locale: string;
  readonly site: string;
};

@Controller()
export class OtpRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
    private readonly messenger: Messenger,
    private readonly digests: KeyedDigests,
    private readonly verification: OtpVerification,
  ) {}

  @Answers(AuthOtp.method.requestOtp)
  async requestOtp(request: RequestOf<RequestOtp>): Promise<ReplyOf<RequestOtp>> {
    const phone = parsePhoneNumber(request.phone);
    if (!phone.ok) throw new RefusalError(phone.refusal.code);
    const site = request.client?.site ?? '';
    const code: Code = {
      challengeId: newId(),
      code: newOtpCode(),
      phone: phone.value,
      locale: localeOf(request.locale),
      site,
    };
    const resendInSeconds = await this.open(code, request.client?.mac ?? '');
    await this.send(code);
    return { challengeId: code.challengeId, expiresInSeconds: OTP_LIFETIME_SECONDS, resendInSeconds };
  }

  @Answers(AuthOtp.method.verifyOtp)
  verifyOtp(request: RequestOf<VerifyOtp>): Promise<ReplyOf<VerifyOtp>> {
    return this.verification.verify(request);
  }

  /** Counts the limits and stores the challenge in one step, so that two requests at once cannot both pass. */
  private open(code: Code, mac: string): Promise<number> {
    const { challengeId, phone, site, locale } = code;
    const parsedMac = parseMacAddress(mac);
    const deviceKey = parsedMac.ok ? this.digests.ofDevice(site, parsedMac.value) : null;
    return inTransaction(this.pool, async (client) => {
      if (deviceKey) await lockPhone(client, deviceKey);
      await lockPhone(client, phone);
      const at = this.clock.now();
      const allowed = mayRequestCode(await codesSent(client, phone, deviceKey, at), toInstant(at));
      if (!allowed.ok) throw new RefusalError(allowed.refusal.code, allowed.refusal.details);
      await insertChallenge(client, {
        id: challengeId,
        phone,
        code_hmac: this.digests.ofCode(challengeId, phone, code.code),
        locale,
        site,
        deviceKey,
        createdAt: at,
        expiresAt: new Date(at.getTime() + OTP_LIFETIME_SECONDS * 1000),
      });
      return allowed.value.resendInSeconds;
    });
  }

  private async send(code: Code): Promise<void> {
    try {
      // Where strangers cannot register none gets a code; a question of the same cost keeps the reply's time the same.
      if (this.config.SELF_REGISTRATION === 'off' && !(await findSubscriberByPhone(this.pool, code.phone)))
        await this.messenger.request(Notification.method.getChannelState, {});
      else await this.order(code);
    } catch (error) {
      // Nobody holds this challenge yet: without its code it counts against nobody.
      await deleteChallenge(this.pool, code.challengeId);
      if (error instanceof UnavailableError) throw new RefusalError('NOTIFICATION.UNAVAILABLE');
      throw error;
    }
  }

  private async order({ challengeId, code, phone, locale, site }: Code): Promise<void> {
    await this.messenger.request(Notification.method.sendMessage, {
      commandId: challengeId,
      toPhone: phone,
      template: 'otp.code',
      params: { code, minutes: String(OTP_LIFETIME_SECONDS / 60) },
      locale,
      purpose: 'otp',
      site,
      expiresAt: toInstant(new Date(this.clock.now().getTime() + OTP_LIFETIME_SECONDS * 1000)),
    });
  }
}
