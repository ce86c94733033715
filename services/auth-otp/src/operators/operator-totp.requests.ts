import { Controller, Inject } from '@nestjs/common';
import { AuthOtp, type ReplyOf, type RequestOf } from '@saring/contracts';
import { RefusalError } from '@saring/messaging';
import { Answers, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { removeTotp, saveTotp, saveTotpStep } from './operators.rows';
import { TotpSecrets } from './totp';
import { OperatorCredentials, operatorReply } from './operator-credentials';
import { IN_SESSION } from './operator-logins.requests';

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
    if (!(await saveTotpStep(this.pool, operator.id, step))) throw new RefusalError('AUTH.TOTP_WRONG');
    return operatorReply({ ...operator, totp_confirmed: true });
  }

  @Answers(AuthOtp.method.removeTotp)
  async removeTotp({ token, password }: RequestOf<Methods['removeTotp']>): Promise<OperatorReply> {
    const { email } = await this.credentials.sessionHolderOf(token);
    const operator = await this.credentials.prove(
      { email, phone: null },
      { password, totp: null },
      IN_SESSION,
    );
    await removeTotp(this.pool, operator.id);
    return operatorReply({ ...operator, totp_confirmed: false });
  }
}
