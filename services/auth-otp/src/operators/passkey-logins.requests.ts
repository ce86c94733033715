// passkey-logins.requests.ts — signing in by a passkey: it says who it is, and stands for password and second factor.
import { Controller, Inject } from '@nestjs/common';
import { AuthOtp, type Client, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isUuid, toInstant, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, inTransaction, LOGGER, PG_POOL, type Logger } from '@saring/service-kit';
import type { Pool } from 'pg';
import { recordFailedPasskeyLogin, recordPasskeyLogin } from '../audit/login-record';
import { addressKeyOf, sessionOriginOf } from '../otp/otp-source';
import { hashToken } from '../secrets';
import { counterWentBack, mayUseChallenge, relyingPartyOf } from './domain/passkey';
import { operatorReply } from './operator-credentials';
import { OPERATOR_SESSION_SECONDS, openOperatorSession } from './operator-tokens.rows';
import { OperatorTries } from './operator-tries';
import { findOperator, type OperatorRow } from './operators.rows';
import { insertPasskeyChallenge, takePasskeyChallenge, type TakenChallenge } from './passkey-challenges.rows';
import { loginOptions, parseLoginProof, provedLogin, type LoginProof } from './passkey-proofs';
import { findPasskey, savePasskeyUse, suspectPasskey, type PasskeyRow } from './passkeys.rows';

type Methods = typeof AuthOtp.method;
type OperatorSession = ReplyOf<Methods['loginWithPasskey']>;
type Where = { readonly at: Date; readonly address: string };
type Found = { readonly passkey: PasskeyRow; readonly operator: OperatorRow };

@Controller()
export class PasskeyLoginRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly tries: OperatorTries,
  ) {}

  @Answers(AuthOtp.method.beginPasskeyLogin)
  async beginPasskeyLogin({
    origin,
    client,
  }: RequestOf<Methods['beginPasskeyLogin']>): Promise<ReplyOf<Methods['beginPasskeyLogin']>> {
    const rpId = relyingPartyOf(origin);
    if (!rpId.ok) throw new RefusalError(rpId.refusal.code);
    const { challenge, optionsJson } = await loginOptions(rpId.value);
    const challengeId = await insertPasskeyChallenge(
      this.pool,
      { challenge, purpose: 'log_in', operatorId: null, origin, addressKey: addressKeyOf(client) },
      this.clock.now(),
    );
    return { challengeId, optionsJson };
  }

  /**
   * Failures are counted by credential and address, known or not: who does not know a credential's id closes nothing
   * of its owner, and who does closes it where they are. The password stays open.
   */
  @Answers(AuthOtp.method.loginWithPasskey)
  async loginWithPasskey({
    challengeId,
    proofJson,
    client,
  }: RequestOf<Methods['loginWithPasskey']>): Promise<OperatorSession> {
    const where = { at: this.clock.now(), address: client?.address ?? '' };
    const challenge = await this.takenChallenge(challengeId, where.at);
    const proof = parseLoginProof(proofJson);
    if (!proof) throw new RefusalError('AUTH.PASSKEY_REFUSED');
    const trier = { account: `passkey:${hashToken(proof.id)}`, addressKey: addressKeyOf(client) };
    const found = await this.find(proof, challenge);
    try {
      await this.tries.take(trier);
      if (!found) throw new RefusalError('AUTH.PASSKEY_UNKNOWN');
      const counter = await this.provedCounter(proof, challenge, found, where);
      await this.tries.succeeded(trier);
      return await this.open(found, counter, where, client);
    } catch (error) {
      if (found && error instanceof RefusalError)
        await recordFailedPasskeyLogin(this.pool, found.operator.email, error.code, where);
      throw error;
    }
  }

  private async takenChallenge(challengeId: string, at: Date): Promise<TakenChallenge> {
    const challenge = isUuid(challengeId) ? await takePasskeyChallenge(this.pool, challengeId) : null;
    const usable = mayUseChallenge(challenge, { purpose: 'log_in', operatorId: null, at: toInstant(at) });
    if (!usable.ok || !challenge) throw new RefusalError('AUTH.PASSKEY_EXPIRED');
    return challenge;
  }

  private async find(proof: LoginProof, { origin }: TakenChallenge): Promise<Found | null> {
    const rpId = relyingPartyOf(origin);
    const passkey = rpId.ok ? await findPasskey(this.pool, proof.id, rpId.value) : null;
    const operator = passkey ? await findOperator(this.pool, passkey.operator_id) : null;
    return passkey && operator ? { passkey, operator } : null;
  }

  private async provedCounter(
    proof: LoginProof,
    challenge: TakenChallenge,
    { passkey, operator }: Found,
    { at }: Where,
  ): Promise<number> {
    const counter = await provedLogin(proof, challenge, passkey);
    if (counter === null) throw new RefusalError('AUTH.PASSKEY_REFUSED');
    if (!counterWentBack(passkey.counter, counter)) return counter;
    await suspectPasskey(this.pool, passkey.id, at);
    this.logger.warn(
      { operatorId: operator.id, passkeyId: passkey.id, before: passkey.counter, counter },
      'a passkey counts backwards: there may be a copy of it; its login is refused',
    );
    throw new RefusalError('AUTH.PASSKEY_COPIED');
  }

  private open(
    { passkey, operator }: Found,
    counter: number,
    where: Where,
    from: Client | undefined,
  ): Promise<OperatorSession> {
    return inTransaction(this.pool, async (client) => {
      // Taken away or used elsewhere since it was read.
      if (!(await savePasskeyUse(client, passkey.id, counter, where.at)))
        throw new RefusalError('AUTH.PASSKEY_REFUSED');
      await recordPasskeyLogin(client, operator, where);
      const origin = sessionOriginOf(from);
      const token = await openOperatorSession(client, operator.id, where.at, passkey.id, origin);
      return { token, expiresInSeconds: OPERATOR_SESSION_SECONDS, operator: operatorReply(operator) };
    });
  }
}
