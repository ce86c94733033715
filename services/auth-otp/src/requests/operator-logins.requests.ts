import { Controller, Inject } from '@nestjs/common';
import { AuthOtp, type ReplyOf, type RequestOf } from '@saring/contracts';
import { parsePhoneNumber, type Clock, type Refusal } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, PG_POOL, inTransaction } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import {
  closeOperatorSession,
  lockOperatorByLogin,
  OPERATOR_SESSION_SECONDS,
  openOperatorSession,
  savePassword,
  type OperatorRow,
} from '../adapters/postgres/operators';
import { hashPassword, LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../adapters/passwords';
import { OperatorCredentials, operatorReply, type Proof } from './operator-credentials';

type Methods = typeof AuthOtp.method;
type OperatorSession = ReplyOf<Methods['loginOperator']>;
/** A failed try is counted by a commit, so its refusal comes back as a value. */
type Outcome = { readonly session: OperatorSession } | { readonly refusal: Refusal };
type Login = { readonly email: string; readonly phone: string | null; readonly proof: Proof };

@Controller()
export class OperatorLoginRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly credentials: OperatorCredentials,
  ) {}

  @Answers(AuthOtp.method.loginOperator)
  loginOperator({ login, password, totp }: RequestOf<Methods['loginOperator']>): Promise<OperatorSession> {
    const email = login.trim().toLowerCase();
    const phone = parsePhoneNumber(email);
    return this.prove({ email, phone: phone.ok ? phone.value : null, proof: { password, totp } });
  }

  @Answers(AuthOtp.method.authenticateOperator)
  async authenticateOperator({
    token,
  }: RequestOf<Methods['authenticateOperator']>): Promise<ReplyOf<Methods['authenticateOperator']>> {
    return operatorReply(await this.credentials.holderOf(token));
  }

  @Answers(AuthOtp.method.endOperatorSession)
  async endOperatorSession({
    token,
  }: RequestOf<Methods['endOperatorSession']>): Promise<ReplyOf<Methods['endOperatorSession']>> {
    await closeOperatorSession(this.pool, token);
    return {};
  }

  @Answers(AuthOtp.method.changeOperatorPassword)
  async changeOperatorPassword(
    request: RequestOf<Methods['changeOperatorPassword']>,
  ): Promise<OperatorSession> {
    const { currentPassword, newPassword, totp } = request;
    const isFit = newPassword.length >= SHORTEST_PASSWORD && newPassword.length <= LONGEST_PASSWORD;
    if (!isFit || newPassword === currentPassword)
      throw new RefusalError('AUTH.PASSWORD_UNFIT', { leastCharacters: SHORTEST_PASSWORD });
    const { email } = await this.credentials.sessionHolderOf(request.token);
    const newHash = await hashPassword(newPassword);
    return this.prove(
      { email, phone: null, proof: { password: currentPassword, totp } },
      async (client, operator) => {
        await savePassword(client, operator.id, newHash);
        return { ...operator, must_change_password: false };
      },
    );
  }

  /** Opens a session for who proves to be the operator, after what they came for. */
  private async prove(
    { email, phone, proof }: Login,
    change: (client: PoolClient, operator: OperatorRow) => Promise<OperatorRow> = async (_, operator) =>
      operator,
  ): Promise<OperatorSession> {
    const outcome = await inTransaction(this.pool, async (client): Promise<Outcome> => {
      const operator = await lockOperatorByLogin(client, email, phone);
      const refusal = await this.credentials.refusalOf(client, operator, proof);
      if (refusal || !operator) return { refusal: refusal ?? { code: 'AUTH.OPERATOR_WRONG' } };
      return { session: await this.open(client, await change(client, operator)) };
    });
    if ('refusal' in outcome) throw new RefusalError(outcome.refusal.code, outcome.refusal.details);
    return outcome.session;
  }

  private async open(client: PoolClient, operator: OperatorRow): Promise<OperatorSession> {
    const token = await openOperatorSession(client, operator.id, this.clock.now());
    return { token, expiresInSeconds: OPERATOR_SESSION_SECONDS, operator: operatorReply(operator) };
  }
}
