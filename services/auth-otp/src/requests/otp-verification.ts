import { Inject, Injectable } from '@nestjs/common';
import { AuthOtp, type ReplyOf, type RequestOf } from '@saring/contracts';
import type { PostgresEventStore } from '@saring/event-store';
import { isUuid, newId, toInstant, type Clock, type PhoneNumber, type Refusal } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { CLOCK, PG_POOL, inTransaction, retryStale } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import {
  challengeState,
  consumeChallenges,
  countFailedTry,
  findChallenge,
  openChallenges,
  type ChallengeRow,
} from '../adapters/postgres/challenges';
import { openFamily } from '../adapters/postgres/sessions';
import { SubscriberChange } from '../adapters/postgres/subscriber-change';
import { findSubscriberByPhone, insertSubscriber, saveTerms } from '../adapters/postgres/subscribers';
import { lockPhone } from '../adapters/postgres/challenges';
import { KeyedDigests, sameDigest } from '../adapters/secrets';
import { AUTH_CONFIG, type AuthConfig } from '../config';
import { SUBSCRIBER_EVENTS } from '../events';
import { checkCode } from '../domain/otp-challenge';
import { Enrolment, type DeviceInHand } from './enrolment';
import { sourceOf } from './otp-source';
import { readPhone } from './phone';
import { SessionTokens } from './session-tokens';

type VerifyOtp = typeof AuthOtp.method.verifyOtp;
type Session = ReplyOf<VerifyOtp>;

/** What was read before the transaction; a conflict on any of it reads it again. */
type Login = {
  readonly challenge: ChallengeRow;
  readonly change: SubscriberChange;
  readonly isNew: boolean;
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
    @Inject(SUBSCRIBER_EVENTS) private readonly events: PostgresEventStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(AUTH_CONFIG) private readonly config: AuthConfig,
    private readonly digests: KeyedDigests,
    private readonly enrolment: Enrolment,
    private readonly tokens: SessionTokens,
  ) {}

  /** @throws RefusalError of otp-challenge.ts, or AUTH.DEVICE_OF_ANOTHER, which leaves the code as it was. */
  async verify(request: RequestOf<VerifyOtp>): Promise<Session> {
    const outcome = await retryStale(async () => {
      const login = await this.prepare(request);
      return inTransaction(this.pool, (client) => this.logIn(client, login));
    });
    if ('refusal' in outcome) throw new RefusalError(outcome.refusal.code, outcome.refusal.details);
    this.events.wake();
    return outcome.session;
  }

  private async prepare(request: RequestOf<VerifyOtp>): Promise<Login> {
    const challenge = await this.challengeOf(request);
    if (!challenge) throw new RefusalError('AUTH.OTP_EXPIRED');
    const row = await findSubscriberByPhone(this.pool, challenge.phone);
    const change = await SubscriberChange.load(this.events, row?.id ?? newId());
    const device = await this.enrolment.look(request.client, change.subscriberId);
    return { challenge, change, isNew: !row, device, request };
  }

  /** By its id; else, for who reopened the page and has the code only, the newest that this device asked for. */
  private async challengeOf({
    challengeId,
    phone,
    client,
  }: RequestOf<VerifyOtp>): Promise<ChallengeRow | null> {
    if (challengeId !== '') return isUuid(challengeId) ? findChallenge(this.pool, challengeId) : null;
    const asked = readPhone(phone);
    const { key } = sourceOf(this.digests, client);
    return (await openChallenges(this.pool, asked, key, this.clock.now()))[0] ?? null;
  }

  private async logIn(client: PoolClient, login: Login): Promise<Outcome> {
    const { challenge, change, request } = login;
    const at = this.clock.now();
    await lockPhone(client, challenge.phone);
    const state = await challengeState(client, challenge, at);
    if (!state) return { refusal: { code: 'AUTH.OTP_EXPIRED' } };
    // A message may come late: every code that was sent here and can still be typed is right.
    const siblings = await openChallenges(client, challenge.phone, challenge.source_key, at);
    const typedDigest = this.digestOf(challenge, request.code);
    const isRepeated = state.wrongCodes.includes(typedDigest);
    const matches = this.isRight(login, [challenge, ...siblings]);
    const checked = checkCode(state, { matches, isRepeated, at: toInstant(at) });
    if (!checked.ok) {
      if (checked.refusal.code === 'AUTH.OTP_WRONG' && !isRepeated)
        await countFailedTry(client, challenge.id, typedDigest);
      return { refusal: checked.refusal };
    }
    const cause = { commandId: challenge.id, actor: 'subscriber' };
    if (login.isNew) await this.register(client, login, at);
    const enrolled = login.device
      ? await this.enrolment.enrol(client, change, login.device, {
          consented: request.moveDevice,
          evictDeviceId: request.evictDeviceId,
          ...{ cause, at },
        })
      : null;
    await change.append(this.events, client);
    await saveTerms(client, change);
    const family = await openFamily(client, change.subscriberId, enrolled?.deviceId ?? null, at);
    const tokens = await this.tokens.issue(client, family, change.terms, at, null);
    await consumeChallenges(client, [challenge.id, ...siblings.map(({ id }) => id)], at);
    return { session: { ...tokens, newSubscriber: login.isNew, newDevice: enrolled?.isNew ?? false } };
  }

  private isRight({ isNew, request }: Login, candidates: readonly ChallengeRow[]): boolean {
    // No code of a stranger is right where strangers cannot register; none was sent.
    if (isNew && this.config.SELF_REGISTRATION === 'off') return false;
    return candidates.some((candidate) =>
      sameDigest(this.digestOf(candidate, request.code), candidate.code_hmac),
    );
  }

  private digestOf({ id, phone }: ChallengeRow, code: string): string {
    return this.digests.ofCode(id, phone, code);
  }

  private async register(client: PoolClient, { change, challenge }: Login, at: Date): Promise<void> {
    const approval = this.config.SELF_REGISTRATION === 'approved' ? 'approved' : 'pending';
    const cause = { commandId: challenge.id, actor: 'subscriber' };
    change.decide({ type: 'RegisterSubscriber', at: toInstant(at), role: 'subscriber', approval }, cause);
    const { locale, site } = challenge;
    await insertSubscriber(
      client,
      change,
      { phone: challenge.phone as PhoneNumber, name: '', locale, site, fields: {} },
      at,
    );
  }
}
