// otp-verification.ts — a typed code becomes a session.
import { Inject, Injectable } from '@nestjs/common';
import { AuthOtp, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isUuid, type Clock, type Refusal } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK, PG_POOL, inTransaction, retryStale } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { KeyedDigests } from '../secrets';
import { SessionTokens } from '../sessions/session-tokens';
import { newFamily } from '../sessions/sessions.rows';
import { readPhone } from '../subscribers/phone';
import { Subscribers, termsOf } from '../subscribers/subscribers';
import { Admission, type Admitted, type Arrival } from './admission';
import { findChallenge, lockPhone, openChallenges, type ChallengeRow } from './challenges.rows';
import { OtpProof } from './otp-proof';
import { sourceOf } from './otp-source';
import { findReverseAccess } from './reverse-codes.rows';

type VerifyOtp = typeof AuthOtp.method.verifyOtp;
type Session = ReplyOf<VerifyOtp>;

/** A failed try is counted by a commit, so its refusal comes back as a value. */
type Outcome = { readonly session: Session } | { readonly refusal: Refusal };

/** Turns a code into a session: challenge, subscriber, device and session change in one transaction or not at all. */
@Injectable()
export class OtpVerification {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly digests: KeyedDigests,
    private readonly admission: Admission,
    private readonly proof: OtpProof,
    private readonly subscribers: Subscribers,
    private readonly tokens: SessionTokens,
  ) {}

  /** @throws RefusalError of otp-challenge.ts, or of a question, which leaves the code as it was. */
  async verify(request: RequestOf<VerifyOtp>): Promise<Session> {
    const outcome = await retryStale(async () => {
      const challenge = await this.challengeOf(request);
      if (!challenge) throw new RefusalError('AUTH.OTP_EXPIRED');
      const arrival = await this.admission.prepare(challenge, request.client, request);
      return inTransaction(this.pool, (client) => this.logIn(client, arrival, request.code));
    });
    if ('refusal' in outcome) throw new RefusalError(outcome.refusal.code, outcome.refusal.details);
    this.subscribers.wake();
    return outcome.session;
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

  private async logIn(client: PoolClient, arrival: Arrival, code: string): Promise<Outcome> {
    const { challenge, change } = arrival;
    const at = this.clock.now();
    await lockPhone(client, challenge.phone);
    const proved = await this.proof.prove(client, challenge, code, this.admission.mayEnter(arrival));
    if (!proved.ok) return { refusal: proved.refusal };
    const admitted = await this.admission.admit(client, arrival, at);
    const family = newFamily(change.id, admitted.enrolled?.deviceId ?? null);
    const tokens = await this.tokens.issue(client, family, termsOf(change), at, null);
    await this.proof.consume(client, proved.value, at);
    return { session: { ...tokens, ...(await this.newsOf(client, arrival, admitted)) } };
  }

  /** What this login brought about, with what its message did before the page came back. */
  private async newsOf(
    client: PoolClient,
    { challenge, isNew }: Arrival,
    { enrolled, deviceOfAnother }: Admitted,
  ) {
    const before = challenge.reverse ? await findReverseAccess(client, challenge.id) : null;
    const isThis = before !== null && before.deviceId === enrolled?.deviceId;
    return {
      newSubscriber: isNew || (before?.newSubscriber ?? false),
      newDevice: (enrolled?.isNew ?? false) || (isThis && before.newDevice),
      deviceOfAnother,
      putOut: [...(before?.putOut ?? []), ...(enrolled?.putOut ?? [])],
    };
  }
}
