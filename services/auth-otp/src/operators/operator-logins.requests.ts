import { Controller, Inject } from '@nestjs/common';
import { AuthOtp, type Client, type ReplyOf, type RequestOf } from '@saring/contracts';
import { parsePhoneNumber, type Clock, type PhoneNumber } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, PG_POOL, inTransaction, type Queryable } from '@saring/service-kit';
import type { Pool } from 'pg';
import { endApiKeys, savePassword, type OperatorRow } from './operators.rows';
import { recordFailedLogin, recordLogin, recordLogout } from '../audit/login-record';
import {
  closeOperatorSession,
  findOperatorOfSession,
  OPERATOR_SESSION_SECONDS,
  openOperatorSession,
} from './operator-tokens.rows';
import { deletePasskeys } from './passkeys.rows';
import { hashPassword, LONGEST_PASSWORD, SHORTEST_PASSWORD } from './passwords';
import { OperatorCredentials, operatorReply } from './operator-credentials';
import { addressKeyOf, sessionOriginOf } from '../otp/otp-source';

type Methods = typeof AuthOtp.method;
type OperatorSession = ReplyOf<Methods['loginOperator']>;
/** A missing second factor is half a login, no failed one. */
const FAILED_LOGINS: readonly string[] = ['AUTH.OPERATOR_WRONG', 'AUTH.OPERATOR_LOCKED', 'AUTH.TOTP_WRONG'];
/** Where a password is tried from within a session: apart from every address, so that no stranger closes it. */
export const IN_SESSION = 'session';

@Controller()
export class OperatorLoginRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly credentials: OperatorCredentials,
  ) {}

  @Answers(AuthOtp.method.loginOperator)
  async loginOperator({
    login,
    password,
    totp,
    client,
  }: RequestOf<Methods['loginOperator']>): Promise<OperatorSession> {
    const email = login.trim().toLowerCase();
    const phone = parsePhoneNumber(email);
    const name = { email, phone: phone.ok ? phone.value : null };
    const where = { at: this.clock.now(), address: client?.address ?? '' };
    const operator = await this.proved(name, { password, totp }, addressKeyOf(client), where);
    return inTransaction(this.pool, async (transaction) => {
      await recordLogin(transaction, operator, where);
      return this.open(transaction, operator, client);
    });
  }

  private async proved(
    login: { readonly email: string; readonly phone: PhoneNumber | null },
    proof: { readonly password: string; readonly totp: string },
    addressKey: string,
    where: { readonly at: Date; readonly address: string },
  ): Promise<OperatorRow> {
    try {
      return await this.credentials.prove(login, proof, addressKey);
    } catch (error) {
      if (error instanceof RefusalError && FAILED_LOGINS.includes(error.code))
        await recordFailedLogin(this.pool, login, error.code, where);
      throw error;
    }
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
    client,
  }: RequestOf<Methods['endOperatorSession']>): Promise<ReplyOf<Methods['endOperatorSession']>> {
    const at = this.clock.now();
    await inTransaction(this.pool, async (transaction) => {
      const operator = await findOperatorOfSession(transaction, token, at);
      if (operator) await recordLogout(transaction, operator, { at, address: client?.address ?? '' });
      await closeOperatorSession(transaction, token);
    });
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
    const { email } = await this.credentials.passwordHolderOf(request.token);
    const newHash = await hashPassword(newPassword);
    const proof = { password: currentPassword, totp };
    const operator = await this.credentials.prove({ email, phone: null }, proof, IN_SESSION);
    return inTransaction(this.pool, async (client) => {
      // Someone else changed it in between: what was proved no longer counts.
      if (!(await savePassword(client, operator, newHash))) throw new RefusalError('AUTH.OPERATOR_WRONG');
      if (request.endKeys) {
        await endApiKeys(client, operator.id);
        await deletePasskeys(client, operator.id);
      }
      const passkeys = request.endKeys ? 0 : operator.passkeys;
      return this.open(client, { ...operator, passkeys, must_change_password: false }, request.client);
    });
  }

  private async open(
    on: Queryable,
    operator: OperatorRow,
    client: Client | undefined,
  ): Promise<OperatorSession> {
    const token = await openOperatorSession(on, operator.id, this.clock.now(), null, sessionOriginOf(client));
    return { token, expiresInSeconds: OPERATOR_SESSION_SECONDS, operator: operatorReply(operator) };
  }
}
