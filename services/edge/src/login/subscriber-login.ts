import { Inject, Injectable } from '@nestjs/common';
import type { MessageShape } from '@bufbuild/protobuf';
import { AuthOtp, Notification, QuotaLedger, type RequestOf } from '@saring/contracts';
import type { Clock, ReverseCodeState } from '@saring/kernel';
import { Messenger, RefusalError, UnavailableError } from '@saring/messaging';
import { CLOCK } from '@saring/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ClientLookup, type Client } from '../captive/client-lookup';
import { Limits } from '../http/limits';
import { RATE_LIMITS, type RateLimit } from '../http/rate-limits';
import { RequestContexts } from '../http/request-context';
import { SubscriberSessions, type Session } from './subscriber-sessions';

type VerifyOtp = RequestOf<typeof AuthOtp.method.verifyOtp>;
/** A code, with the challenge that it is of, or with the number that it was sent to. */
type Verification = Pick<VerifyOtp, 'code' | 'moveDevice'> &
  Partial<Pick<VerifyOtp, 'challengeId' | 'phone' | 'evictDeviceId' | 'accountAnswer'>>;
type PhoneConfirmation = Omit<RequestOf<typeof AuthOtp.method.confirmPhoneChange>, '$typeName' | '$unknown'>;
type OtpReply = MessageShape<typeof AuthOtp.method.requestOtp.output>;
/** The values that a page keeps while a code is on its way. */
type SentCode = Pick<OtpReply, 'challengeId' | 'expiresInSeconds' | 'resendInSeconds' | 'delivery'>;

type ReverseCode = Pick<
  MessageShape<typeof AuthOtp.method.openReverseCode.output>,
  'challengeId' | 'code' | 'message' | 'toPhone' | 'expiresInSeconds' | 'opensDevice'
> & {
  /** Opens WhatsApp with the message in it. */
  readonly link: string;
};

export type ShownCode = { readonly state: ReverseCodeState; readonly opened: boolean };
type AccessAnswers = Partial<Pick<VerifyOtp, 'moveDevice' | 'evictDeviceId' | 'accountAnswer'>>;

/** How long a first login waits for the ledger to hear of the new subscriber. */
const KNOWN_WITHIN_MILLISECONDS = 2_000;
/** The ledger waits with its answer; one that does not is not asked on and on. */
const KNOWN_QUESTIONS_MOST = 4;

/** The two steps of a login, the same for the API and for the pages without JavaScript. */
@Injectable()
export class SubscriberLogin {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly messenger: Messenger,
    private readonly contexts: RequestContexts,
    private readonly clients: ClientLookup,
    private readonly sessions: SubscriberSessions,
    private readonly limits: Limits,
  ) {}

  async requestCode(request: FastifyRequest, phone: string): Promise<SentCode> {
    const client = await this.limited(request, RATE_LIMITS.otpByDevice, RATE_LIMITS.otpByAddress);
    const { locale } = this.contexts.of(request);
    return sentCode(await this.messenger.request(AuthOtp.method.requestOtp, { phone, locale, client }));
  }

  /** One to each number, counted as any other. */
  async requestPhoneCodes(
    request: FastifyRequest,
    subscriberId: string,
    newPhone: string,
  ): Promise<{ readonly current: SentCode; readonly next: SentCode }> {
    const client = await this.limited(request, RATE_LIMITS.otpByDevice, RATE_LIMITS.otpByAddress);
    const { locale } = this.contexts.of(request);
    const asking = { subscriberId, newPhone, locale, client };
    const { current, next } = await this.messenger.request(AuthOtp.method.requestPhoneChange, asking);
    if (!current || !next) throw new Error('a change of number was answered without its codes');
    return { current: sentCode(current), next: sentCode(next) };
  }

  /** @returns the number from now on. */
  async confirmPhone(request: FastifyRequest, confirmation: PhoneConfirmation): Promise<string> {
    await this.limited(request, RATE_LIMITS.codeByDevice, RATE_LIMITS.codeByAddress);
    return (await this.messenger.request(AuthOtp.method.confirmPhoneChange, confirmation)).phone;
  }

  async verifyCode(
    request: FastifyRequest,
    reply: FastifyReply,
    verification: Verification,
  ): Promise<Session> {
    const client = await this.limited(request, RATE_LIMITS.codeByDevice, RATE_LIMITS.codeByAddress);
    const session = await this.messenger.request(AuthOtp.method.verifyOtp, { ...verification, client });
    this.sessions.open(request, reply, session);
    if (session.newSubscriber && session.approval === 'approved') await this.known(session.subscriberId);
    return session;
  }

  /** Whether a code has left, which a page asks while it waits. */
  async codeState(request: FastifyRequest, challengeId: string) {
    const { site } = this.contexts.of(request);
    this.limits.take(RATE_LIMITS.codeState, site, this.clients.countedAs(request));
    return this.messenger.request(AuthOtp.method.getOtpState, { challengeId });
  }

  /** A code for the person to send, where a channel takes messages. @throws RefusalError AUTH.REVERSE_UNAVAILABLE */
  async openReverse(request: FastifyRequest): Promise<ReverseCode> {
    const client = await this.limited(request, RATE_LIMITS.otpByDevice, RATE_LIMITS.otpByAddress);
    const { locale } = this.contexts.of(request);
    const opened = await this.messenger.request(AuthOtp.method.openReverseCode, { locale, client });
    const { challengeId, code, message, toPhone, expiresInSeconds, opensDevice } = opened;
    const link = `https://wa.me/${toPhone.slice(1)}?text=${encodeURIComponent(message)}`;
    return { challengeId, code, message, toPhone, expiresInSeconds, opensDevice, link };
  }

  /** Whether the person's message has come, which a page asks while it waits. */
  async reverseStanding(request: FastifyRequest, challengeId: string) {
    const { site } = this.contexts.of(request);
    this.limits.take(RATE_LIMITS.codeState, site, this.clients.countedAs(request));
    return this.messenger.request(AuthOtp.method.getReverseCode, { challengeId });
  }

  /** The code that this very device showed and whose page may be gone; null: none, or it cannot be said now. */
  async shownHere(request: FastifyRequest): Promise<ShownCode | null> {
    const client = await this.clients.forAuth(request);
    if (!client.mac) return null;
    try {
      this.limits.take(RATE_LIMITS.codeState, client.site, client.mac);
      const { state, opened } = await this.messenger.request(AuthOtp.method.findReverseCode, { client });
      return { state: state as ReverseCodeState, opened };
    } catch (error) {
      if (error instanceof UnavailableError || error instanceof RefusalError) return null;
      throw error;
    }
  }

  /** Lets the device in that showed a proved code, as far as its questions are answered; opens no session. */
  async openAccess(request: FastifyRequest, answers: AccessAnswers): Promise<void> {
    const client = await this.limited(request, RATE_LIMITS.codeByDevice, RATE_LIMITS.codeByAddress);
    await this.messenger.request(AuthOtp.method.openReverseAccess, { ...answers, client });
  }

  /** Whether people can write to us; false where nobody says so. */
  async takesMessages(): Promise<boolean> {
    try {
      return (await this.messenger.request(Notification.method.getInbox, {})).phone !== '';
    } catch (error) {
      if (error instanceof UnavailableError || error instanceof RefusalError) return false;
      throw error;
    }
  }

  /** By device where a router knows it: a site behind one address does not share a limit. Loosely by address otherwise. */
  private async limited(request: FastifyRequest, byDevice: RateLimit, byAddress: RateLimit): Promise<Client> {
    const { site, addressKey } = this.contexts.of(request);
    const client = await this.clients.forAuth(request);
    if (client.mac) this.limits.take(byDevice, site, client.mac);
    else this.limits.take(byAddress, site, addressKey);
    return client;
  }

  /**
   * Avoids showing "not active" while the approval fact is still in transit. The login stands whether
   * or not the ledger hears of it in time.
   */
  private async known(subscriberId: string): Promise<void> {
    const deadline = this.clock.monotonicMilliseconds() + KNOWN_WITHIN_MILLISECONDS;
    for (let question = 0; question < KNOWN_QUESTIONS_MOST; question += 1) {
      const remaining = Math.floor(deadline - this.clock.monotonicMilliseconds());
      if (remaining <= 0) return;
      try {
        const { status } = await this.messenger.request(QuotaLedger.method.getQuota, {
          ...{ subscriberId, activeWithinMilliseconds: remaining },
        });
        if (status !== 'inactive') return;
      } catch (error) {
        if (error instanceof UnavailableError || error instanceof RefusalError) return;
        throw error;
      }
    }
  }
}

const sentCode = ({ challengeId, expiresInSeconds, resendInSeconds, delivery }: OtpReply): SentCode => ({
  ...{ challengeId, expiresInSeconds, resendInSeconds, delivery },
});
