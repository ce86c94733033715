// colleagues.requests.ts — a colleague gets another role or name, is let in again, or goes.
import { Controller } from '@nestjs/common';
import { AuthOtp, type ReplyOf, type RequestOf } from '@saring/contracts';
import { RefusalError } from '@saring/messaging';
import { Answers, type Queryable } from '@saring/service-kit';
import { isOperatorRole } from './domain/permissions';
import { operatorReply } from './operator-credentials';
import { OperatorRights } from './operator-rights';
import { closeOperatorSessions } from './operator-tokens.rows';
import {
  countOwners,
  deleteOperator,
  endApiKeys,
  findOperator,
  removeTotp,
  resetPassword,
  saveOperator,
  type OperatorRow,
} from './operators.rows';
import { deletePasskeys } from './passkeys.rows';
import { hashPassword, newOneTimePassword } from './passwords';

type Methods = typeof AuthOtp.method;

@Controller()
export class ColleagueRequests {
  constructor(private readonly rights: OperatorRights) {}

  @Answers(AuthOtp.method.changeOperator)
  async changeOperator({
    operatorId,
    name,
    role,
    askerToken,
  }: RequestOf<Methods['changeOperator']>): Promise<ReplyOf<Methods['changeOperator']>> {
    return this.rights.onColleague(askerToken, operatorId, async ({ client, operator }) => {
      const wanted = role ?? operator.role;
      if (!isOperatorRole(wanted)) throw new RefusalError('AUTH.ROLE_INVALID');
      if (wanted !== operator.role) {
        await this.rights.checkMayGive(askerToken, wanted, client);
        await checkOwnerStays(client, operator);
      }
      await saveOperator(client, operatorId, { name: (name ?? operator.name).trim(), role: wanted });
      const saved = await findOperator(client, operatorId);
      return operatorReply(saved ?? operator);
    });
  }

  @Answers(AuthOtp.method.resetOperator)
  async resetOperator({
    operatorId,
    password,
    totp,
    passkeys,
    keys,
    askerToken,
  }: RequestOf<Methods['resetOperator']>): Promise<ReplyOf<Methods['resetOperator']>> {
    const oneTimePassword = password ? newOneTimePassword() : '';
    const passwordHash = password ? await hashPassword(oneTimePassword) : '';
    return this.rights.onColleague(askerToken, operatorId, async ({ client, operator, isOwn }) => {
      // One's own are changed by who proves the password once more.
      if (isOwn) throw new RefusalError('AUTH.OWN_ACCOUNT');
      if (password) await resetPassword(client, operatorId, passwordHash);
      if (totp) await removeTotp(client, operatorId);
      if (passkeys) await deletePasskeys(client, operatorId);
      if (keys) await endApiKeys(client, operatorId);
      await closeOperatorSessions(client, operatorId);
      const saved = await findOperator(client, operatorId);
      return { operator: operatorReply(saved ?? operator), oneTimePassword };
    });
  }

  @Answers(AuthOtp.method.removeOperator)
  async removeOperator({
    operatorId,
    askerToken,
    onlyCheck,
  }: RequestOf<Methods['removeOperator']>): Promise<ReplyOf<Methods['removeOperator']>> {
    await this.rights.onColleague(askerToken, operatorId, async ({ client, operator }) => {
      await checkOwnerStays(client, operator);
      if (!onlyCheck) await deleteOperator(client, operatorId);
    });
    return {};
  }

  @Answers(AuthOtp.method.removePasskeysOfOperator)
  async removePasskeysOfOperator({
    operatorId,
    askerToken,
  }: RequestOf<Methods['removePasskeysOfOperator']>): Promise<ReplyOf<Methods['removePasskeysOfOperator']>> {
    await this.rights.onColleague(askerToken, operatorId, async ({ client }) => {
      await deletePasskeys(client, operatorId);
      await closeOperatorSessions(client, operatorId);
    });
    return {};
  }
}

/** Someone must stay who lets others in. @throws RefusalError AUTH.OPERATOR_STAYS */
const checkOwnerStays = async (client: Queryable, { role }: OperatorRow): Promise<void> => {
  if (role === 'super_admin' && (await countOwners(client)) === 1)
    throw new RefusalError('AUTH.OPERATOR_STAYS');
};
