import { Controller, Inject } from '@nestjs/common';
import { AuthOtp, type ReplyOf, type RequestOf } from '@saring/contracts';
import type { Refusal } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, PG_POOL, inTransaction } from '@saring/service-kit';
import type { Pool } from 'pg';
import { lockOperatorByLogin, removeTotp, saveTotp, saveTotpStep } from '../adapters/postgres/operators';
import { passwordMatches } from '../adapters/passwords';
import { TotpSecrets } from '../adapters/totp';
import { OperatorCredentials, operatorReply } from './operator-credentials';

type Methods = typeof AuthOtp.method;
type OperatorReply = ReplyOf<Methods['confirmTotp']>;

/** The second factor of an operator: made, confirmed by a code of it, removed by the password. */
@Controller()
export class OperatorTotpRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    private readonly credentials: OperatorCredentials,
    private readonly secrets: TotpSecrets,
  ) {}

  @Answers(AuthOtp.method.setUpTotp)
  async setUpTotp({ token }: RequestOf<Methods['setUpTotp']>): Promise<ReplyOf<Methods['setUpTotp']>> {
    const operator = await this.credentials.sessionHolderOf(token);
    if (operator.totp_confirmed) throw new RefusalError('AUTH.TOTP_EXISTS');
    const { secret, uri, sealed } = this.secrets.make(operator.id, operator.email);
    await saveTotp(this.pool, operator.id, sealed);
    return { secret, uri };
  }

  @Answers(AuthOtp.method.confirmTotp)
  async confirmTotp({ token, totp }: RequestOf<Methods['confirmTotp']>): Promise<OperatorReply> {
    const operator = await this.credentials.sessionHolderOf(token);
    const step = this.credentials.totpStep(operator, totp);
    if (step === null) throw new RefusalError('AUTH.TOTP_WRONG');
    await saveTotpStep(this.pool, operator.id, step);
    return operatorReply({ ...operator, totp_confirmed: true });
  }

  @Answers(AuthOtp.method.removeTotp)
  async removeTotp({ token, password }: RequestOf<Methods['removeTotp']>): Promise<OperatorReply> {
    const { email } = await this.credentials.sessionHolderOf(token);
    const outcome = await inTransaction(this.pool, async (client): Promise<Refusal | OperatorReply> => {
      const operator = await lockOperatorByLogin(client, email, null);
      if (!operator || !(await passwordMatches(password, operator.password_hash)))
        return { code: 'AUTH.OPERATOR_WRONG' };
      await removeTotp(client, operator.id);
      return operatorReply({ ...operator, totp_confirmed: false });
    });
    if ('code' in outcome) throw new RefusalError(outcome.code);
    return outcome;
  }
}
