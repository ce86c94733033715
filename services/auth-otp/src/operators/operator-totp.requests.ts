import { randomInt } from 'node:crypto';
import { Controller, Inject } from '@nestjs/common';
import { AuthOtp, type ReplyOf, type RequestOf } from '@saring/contracts';
import { RefusalError } from '@saring/messaging';
import { Answers, inTransaction, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { removeTotp, saveTotp, saveTotpStep } from './operators.rows';
import { KeyedDigests } from '../secrets';
import { recoveryCode, RECOVERY_CODES, recoveryCodeIn } from './domain/recovery-code';
import { replaceRecoveryCodes } from './recovery-codes.rows';
import { TotpSecrets } from './totp';
import { OperatorCredentials, operatorReply } from './operator-credentials';
import { IN_SESSION } from './operator-logins.requests';

type Methods = typeof AuthOtp.method;
type OperatorReply = ReplyOf<Methods['removeTotp']>;

/** The second factor of an operator: made, confirmed by a code of it, removed by the password. */
@Controller()
export class OperatorTotpRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    private readonly credentials: OperatorCredentials,
    private readonly secrets: TotpSecrets,
    private readonly digests: KeyedDigests,
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
  async confirmTotp({
    token,
    totp,
  }: RequestOf<Methods['confirmTotp']>): Promise<ReplyOf<Methods['confirmTotp']>> {
    const operator = await this.credentials.sessionHolderOf(token);
    const step = this.credentials.totpStep(operator, totp);
    if (step === null) throw new RefusalError('AUTH.TOTP_WRONG');
    if (!(await saveTotpStep(this.pool, operator.id, step))) throw new RefusalError('AUTH.TOTP_WRONG');
    const codes = await this.newCodes(operator.id);
    const confirmed = { ...operator, totp_confirmed: true, recovery_codes: codes.length };
    return { operator: operatorReply(confirmed), codes };
  }

  /** The password and the second factor are asked for: who has both keeps a way in. */
  @Answers(AuthOtp.method.renewRecoveryCodes)
  async renewRecoveryCodes({
    token,
    password,
    totp,
  }: RequestOf<Methods['renewRecoveryCodes']>): Promise<ReplyOf<Methods['renewRecoveryCodes']>> {
    const { email, totp_confirmed: isOn } = await this.credentials.sessionHolderOf(token);
    if (!isOn) throw new RefusalError('AUTH.TOTP_OFF');
    const operator = await this.credentials.prove({ email, phone: null }, { password, totp }, IN_SESSION);
    const codes = await this.newCodes(operator.id);
    return { operator: operatorReply({ ...operator, recovery_codes: codes.length }), codes };
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
    return operatorReply({ ...operator, totp_confirmed: false, recovery_codes: 0 });
  }

  private async newCodes(operatorId: string): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, () => recoveryCode(randomInt));
    const digests = codes.map((code) => this.digests.ofRecovery(operatorId, recoveryCodeIn(code) ?? ''));
    await inTransaction(this.pool, (client) => replaceRecoveryCodes(client, operatorId, digests));
    return codes;
  }
}
