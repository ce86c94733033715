import { Controller, Inject } from '@nestjs/common';
import { AuthOtp, type ReplyOf, type RequestOf } from '@saring/contracts';
import { parsePhoneNumber, toInstant, type Clock, type Refusal } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import {
  API_KEY_PREFIX,
  closeOperatorSession,
  findOperatorOfKey,
  findOperatorOfSession,
  lockOperatorByLogin,
  OPERATOR_SESSION_SECONDS,
  openOperatorSession,
  saveLoginOutcome,
  savePassword,
  type OperatorRow,
} from '../adapters/postgres/operators';
import { inTransaction } from '../adapters/postgres/transaction';
import { hashPassword, LONGEST_PASSWORD, passwordMatches, SHORTEST_PASSWORD } from '../adapters/passwords';
import { lockoutSeconds, mayTryPassword } from '../domain/operator-lockout';
import { permissionsOf } from '../domain/permissions';

type Methods = typeof AuthOtp.method;
type OperatorSession = ReplyOf<Methods['loginOperator']>;
type Outcome = { readonly session: OperatorSession } | { readonly refusal: Refusal };

export const operatorReply = (row: OperatorRow) => ({
  operatorId: row.id,
  email: row.email,
  name: row.name,
  role: row.role,
  permissions: [...permissionsOf(row.role, row.must_change_password)],
  mustChangePassword: row.must_change_password,
});

@Controller()
export class OperatorLoginRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Answers(AuthOtp.method.loginOperator)
  async loginOperator(request: RequestOf<Methods['loginOperator']>): Promise<OperatorSession> {
    const login = request.login.trim().toLowerCase();
    const phone = parsePhoneNumber(login);
    const outcome = await inTransaction(this.pool, async (client): Promise<Outcome> => {
      const operator = await lockOperatorByLogin(client, login, phone.ok ? phone.value : null);
      const refusal = await this.refusalOf(client, operator, request.password);
      return refusal || !operator
        ? { refusal: refusal ?? { code: 'AUTH.OPERATOR_WRONG' } }
        : { session: await this.open(client, operator) };
    });
    if ('refusal' in outcome) throw new RefusalError(outcome.refusal.code, outcome.refusal.details);
    return outcome.session;
  }

  @Answers(AuthOtp.method.authenticateOperator)
  async authenticateOperator(
    request: RequestOf<Methods['authenticateOperator']>,
  ): Promise<ReplyOf<Methods['authenticateOperator']>> {
    return operatorReply(await this.holderOf(request.token));
  }

  @Answers(AuthOtp.method.endOperatorSession)
  async endOperatorSession(
    request: RequestOf<Methods['endOperatorSession']>,
  ): Promise<ReplyOf<Methods['endOperatorSession']>> {
    await closeOperatorSession(this.pool, request.token);
    return {};
  }

  @Answers(AuthOtp.method.changeOperatorPassword)
  async changeOperatorPassword(
    request: RequestOf<Methods['changeOperatorPassword']>,
  ): Promise<OperatorSession> {
    const { currentPassword, newPassword } = request;
    if (
      newPassword.length < SHORTEST_PASSWORD ||
      newPassword.length > LONGEST_PASSWORD ||
      newPassword === currentPassword
    )
      throw new RefusalError('AUTH.PASSWORD_UNFIT', { leastCharacters: SHORTEST_PASSWORD });
    const { email } = await this.holderOf(request.token);
    const newHash = await hashPassword(newPassword);
    const outcome = await inTransaction(this.pool, async (client): Promise<Outcome> => {
      const operator = await lockOperatorByLogin(client, email, null);
      const refusal = await this.refusalOf(client, operator, currentPassword);
      if (refusal || !operator) return { refusal: refusal ?? { code: 'AUTH.OPERATOR_WRONG' } };
      await savePassword(client, operator.id, newHash);
      return { session: await this.open(client, { ...operator, must_change_password: false }) };
    });
    if ('refusal' in outcome) throw new RefusalError(outcome.refusal.code, outcome.refusal.details);
    return outcome.session;
  }

  private async holderOf(token: string): Promise<OperatorRow> {
    const find = token.startsWith(`${API_KEY_PREFIX}_`) ? findOperatorOfKey : findOperatorOfSession;
    const operator = await find(this.pool, token, this.clock.now());
    if (!operator) throw new RefusalError('AUTH.OPERATOR_UNAUTHENTICATED');
    return operator;
  }

  /** Null when the password is right. Behind the row's lock, so that tries at once are counted one by one. */
  private async refusalOf(
    client: PoolClient,
    operator: OperatorRow | null,
    password: string,
  ): Promise<Refusal | null> {
    const at = this.clock.now();
    const allowed = mayTryPassword(operator?.locked_until?.toISOString() ?? null, toInstant(at));
    if (!allowed.ok) return allowed.refusal;
    const matches = await passwordMatches(
      password.slice(0, LONGEST_PASSWORD),
      operator?.password_hash ?? null,
    );
    if (!operator) return { code: 'AUTH.OPERATOR_WRONG' };
    const failures = matches ? 0 : operator.failed_logins + 1;
    const closedSeconds = lockoutSeconds(failures);
    await saveLoginOutcome(
      client,
      operator.id,
      failures,
      closedSeconds > 0 ? new Date(at.getTime() + closedSeconds * 1000) : null,
    );
    return matches ? null : { code: 'AUTH.OPERATOR_WRONG' };
  }

  private async open(client: PoolClient, operator: OperatorRow): Promise<OperatorSession> {
    const token = await openOperatorSession(client, operator.id, this.clock.now());
    return { token, expiresInSeconds: OPERATOR_SESSION_SECONDS, operator: operatorReply(operator) };
  }
}
