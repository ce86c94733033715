// otp-verification.ts — a typed code becomes a session; a number that was long silent is asked whose account it is.
import { Inject, Injectable } from '@nestjs/common';
import { AuthOtp, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isUuid, newId, toInstant, type Clock, type PhoneNumber, type Refusal } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK, PG_POOL, inTransaction, retryStale } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { findChallenge, lockPhone, openChallenges, type ChallengeRow } from './challenges.rows';
import { newFamily } from '../sessions/sessions.rows';
import { findSubscriberByPhone, savePhoneProof, type SubscriberRow } from '../subscribers/subscribers.rows';
import { KeyedDigests } from '../secrets';
import { AUTH_CONFIG, type AuthConfig } from '../config';
import { isNumberSilent } from './domain/silent-number';
import { Subscribers, termsOf, type SubscriberChange } from '../subscribers/subscribers';
import { Enrolment, isOutOfReach, type DeviceInHand } from '../devices/enrolment';
import { OtpProof } from './otp-proof';
import { sourceOf } from './otp-source';
import { readPhone } from '../subscribers/phone';
import { PhoneNumbers } from '../subscribers/phone-numbers';
import { SessionTokens } from '../sessions/session-tokens';

type VerifyOtp = typeof AuthOtp.method.verifyOtp;
type Session = ReplyOf<VerifyOtp>;

/** Data read before the transaction; a conflict on any of it reads all again. */
type Login = {
  readonly challenge: ChallengeRow;
  readonly change: SubscriberChange;
  readonly isNew: boolean;
  /** Of a number that was long silent, from a device that is not this account's. */
  readonly silent: SubscriberRow | null;
  /** The account that is left without the number, where its new holder starts afresh. */
  readonly former: SubscriberChange | null;
  readonly device: DeviceInHand | null;
  readonly request: RequestOf<VerifyOtp>;
};

/** A failed try is counted by a commit, so its refusal comes back as a value. */
type Outcome = { readonly session: Session } | { readonly refusal: Refusal };

/** Turns a code into a session: challenge, subscriber, device and session change in one transaction or not at all. */
@Injectable()
export class OtpVerification {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
    private readonly digests: KeyedDigests,
    private readonly enrolment: Enrolment,
    private readonly proof: OtpProof,
    private readonly numbers: PhoneNumbers,
    private readonly subscribers: Subscribers,
    private readonly tokens: SessionTokens,
  ) {}

  /** @throws RefusalError of otp-challenge.ts, or of a question, which leaves the code as it was. */
  async verify(request: RequestOf<VerifyOtp>): Promise<Session> {
    const outcome = await retryStale(async () => {
      const login = await this.prepare(request);
      return inTransaction(this.pool, (client) => this.logIn(client, login));
    });
    if ('refusal' in outcome) throw new RefusalError(outcome.refusal.code, outcome.refusal.details);
    this.subscribers.wake();
    return outcome.session;
  }

  private async prepare(request: RequestOf<VerifyOtp>): Promise<Login> {
    const challenge = await this.challengeOf(request);
    if (!challenge) throw new RefusalError('AUTH.OTP_EXPIRED');
    const row = await findSubscriberByPhone(this.pool, challenge.phone);
    const change = row ? await this.subscribers.load(row.id) : this.subscribers.fresh(newId());
    const device = await this.enrolment.look(request.client, change);
    const isKnownDevice = device?.known?.subscriber_id === row?.id;
    const silent = row && !isKnownDevice && this.isSilent(row) ? row : null;
    if (!silent || request.accountAnswer !== 'afresh')
      return { challenge, change, isNew: !row, silent, former: null, device, request };
    const fresh = this.subscribers.fresh(newId());
    const asNew = await this.enrolment.look(request.client, fresh);
    return { challenge, change: fresh, isNew: true, silent, former: change, device: asNew, request };
  }

  private isSilent({ phone_proved_at }: SubscriberRow): boolean {
    return isNumberSilent(phone_proved_at, this.clock.now(), this.config.NUMBER_SILENT_DAYS);
  }

  /** By its id; else, for who reopened the page and has the code only, the newest that this device asked for. */
  private async challengeOf({
    challengeId,
    phone,
    client,
  }: RequestOf<VerifyOtp>): Promise<ChallengeRow | null> {
    if (challengeId !== '') {
      const challenge = isUuid(challengeId) ? await findChallenge(this.pool, challengeId) : null;
      // A code that changes a number opens no session.
      return challenge?.change_of === null ? challenge : null;
    }
    const { key } = sourceOf(this.digests, client);
    const asked = { phone: readPhone(phone), source_key: key, change_of: null };
    return (await openChallenges(this.pool, asked, this.clock.now()))[0] ?? null;
  }

  private async logIn(client: PoolClient, login: Login): Promise<Outcome> {
    const { challenge, change, request } = login;
    const at = this.clock.now();
    await lockPhone(client, challenge.phone);
    // No code of a stranger is right where strangers cannot register; none was sent.
    const isClosed = this.config.SELF_REGISTRATION === 'off';
    const isStranger = login.isNew && !login.former;
    const proved = await this.proof.prove(client, challenge, request.code, !(isClosed && isStranger));
    if (!proved.ok) return { refusal: proved.refusal };
    await this.settleOwner(client, login, at);
    const cause = { commandId: challenge.id, actor: 'subscriber' };
    if (login.isNew) await this.register(client, login, at);
    const deviceOfAnother = login.device !== null && isOutOfReach(login.device);
    const enrolled =
      login.device && !deviceOfAnother
        ? await this.enrolment.enrol(client, change, login.device, {
            consented: request.moveDevice,
            evictDeviceId: request.evictDeviceId,
            ...{ cause, at },
          })
        : null;
    await this.subscribers.append(client, change, cause);
    // The row of a registration says the same already.
    if (!login.isNew) await savePhoneProof(client, change.id, at);
    const family = newFamily(change.id, enrolled?.deviceId ?? null);
    const tokens = await this.tokens.issue(client, family, termsOf(change), at, null);
    await this.proof.consume(client, proved.value, at);
    const newDevice = enrolled?.isNew ?? false;
    const putOut = [...(enrolled?.putOut ?? [])];
    return { session: { ...tokens, newSubscriber: login.isNew, newDevice, deviceOfAnother, putOut } };
  }

  /**
   * A number that was long silent may have another holder by now, so it is asked whose account it is.
   * @throws RefusalError AUTH.NUMBER_SILENT until it is answered.
   */
  private async settleOwner(client: PoolClient, { silent, former, request, challenge }: Login, at: Date) {
    if (!silent) {
      // Another login came between the question and this answer: whose number it is, an operator has to say.
      if (request.accountAnswer === 'afresh') throw new RefusalError('AUTH.NUMBER_ASK_OPERATOR');
      return;
    }
    if (former) {
      if (this.config.SELF_REGISTRATION === 'off') throw new RefusalError('AUTH.NUMBER_ASK_OPERATOR');
      const cause = { commandId: `release-${challenge.id}`, actor: 'subscriber' };
      await this.numbers.release(client, former, { cause, at, reason: 'recycled' });
    } else if (request.accountAnswer !== 'mine') {
      throw new RefusalError('AUTH.NUMBER_SILENT', {
        since: silent.created_at.toISOString(),
        lastAt: silent.phone_proved_at.toISOString(),
      });
    }
  }

  private async register(client: PoolClient, { change, challenge }: Login, at: Date): Promise<void> {
    const approval = this.config.SELF_REGISTRATION === 'approved' ? 'approved' : 'pending';
    const cause = { commandId: challenge.id, actor: 'subscriber' };
    const command = { type: 'RegisterSubscriber', at: toInstant(at), role: 'subscriber', approval } as const;
    this.subscribers.decide(change, command, cause);
    const { locale, site } = challenge;
    await this.subscribers.insert(
      client,
      change,
      { phone: challenge.phone as PhoneNumber, name: '', locale, site, fields: {} },
      at,
    );
  }
}
