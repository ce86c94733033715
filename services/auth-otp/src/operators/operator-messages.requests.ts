// operator-messages.requests.ts — where operators are written to, and about what.
import { Controller, Inject } from '@nestjs/common';
import { AuthOtp, type ReplyOf, type RequestOf } from '@saring/contracts';
import {
  isUuid,
  LOCALES,
  OPERATOR_MESSAGES,
  PERMISSION_OF_MESSAGE,
  type OperatorMessage,
} from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { readPhone } from '../subscribers/phone';
import { permissionsOf } from './domain/permissions';
import { OperatorCredentials, operatorReply } from './operator-credentials';
import { OperatorRights } from './operator-rights';
import { findOperator, findReceivers, saveMessages, type OperatorRow } from './operators.rows';

type Methods = typeof AuthOtp.method;

/** @throws RefusalError REQUEST.MALFORMED */
const messageIn = (text: string): OperatorMessage => {
  const message = OPERATOR_MESSAGES.find((one) => one === text);
  if (!message) throw new RefusalError('REQUEST.MALFORMED', { field: 'messages' });
  return message;
};

const maySee = ({ role, must_change_password: isNew }: OperatorRow, message: OperatorMessage): boolean =>
  permissionsOf(role, isNew).includes(PERMISSION_OF_MESSAGE[message]);

@Controller()
export class OperatorMessageRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    private readonly credentials: OperatorCredentials,
    private readonly rights: OperatorRights,
  ) {}

  @Answers(AuthOtp.method.setOperatorMessages)
  async setOperatorMessages(
    request: RequestOf<Methods['setOperatorMessages']>,
  ): Promise<ReplyOf<Methods['setOperatorMessages']>> {
    const before = await this.find(request);
    const messages = [...new Set(request.messages.map(messageIn))];
    const phone =
      request.phone === undefined ? before.phone : request.phone === '' ? null : readPhone(request.phone);
    if (messages.length > 0 && phone === null) throw new RefusalError('AUTH.OPERATOR_PHONE_MISSING');
    const forbidden = messages.find((message) => !maySee(before, message));
    if (forbidden)
      throw new RefusalError('AUTH.MESSAGE_FORBIDDEN', {
        message: forbidden,
        permission: PERMISSION_OF_MESSAGE[forbidden],
      });
    if (!request.token) await this.checkAsker(request.askerToken, before, messages);
    const saved = await saveMessages(this.pool, before.id, {
      phone,
      messages,
      messages_site: request.site ?? before.messages_site,
      locale: LOCALES.find((one) => one === request.locale) ?? before.locale,
    });
    if (!saved) throw new RefusalError('AUTH.OPERATOR_PHONE_TAKEN');
    return operatorReply(saved);
  }

  /** A role may have changed since they asked: who may not see it any more gets nothing. */
  @Answers(AuthOtp.method.listMessageReceivers)
  async listMessageReceivers({
    message,
  }: RequestOf<Methods['listMessageReceivers']>): Promise<ReplyOf<Methods['listMessageReceivers']>> {
    const wanted = messageIn(message);
    const operators = (await findReceivers(this.pool, wanted)).filter((one) => maySee(one, wanted));
    return {
      items: operators.flatMap(({ id: operatorId, phone, messages_site: site, locale }) =>
        phone === null ? [] : [{ operatorId, phone, site, locale }],
      ),
    };
  }

  /** The phone may be anybody's: who sends messages to it must be permitted to read them. */
  private async checkAsker(
    token: string,
    { id, role }: OperatorRow,
    messages: readonly OperatorMessage[],
  ): Promise<void> {
    const asker = await this.credentials.holderOf(token);
    const { permissions } = operatorReply(asker);
    const permission = messages
      .map((one) => PERMISSION_OF_MESSAGE[one])
      .find((one) => !permissions.includes(one));
    if (permission !== undefined)
      throw new RefusalError(asker.keyId === undefined ? 'AUTH.FORBIDDEN' : 'AUTH.KEY_LACKS_SCOPE', {
        permission,
      });
    // A phone is a name to log in by, too, and silence hides: nobody sets either of who may do more.
    if (asker.id !== id || asker.keyId !== undefined) await this.rights.checkMayGive(token, role);
  }

  private async find({
    token,
    operatorId,
  }: {
    readonly token: string;
    readonly operatorId: string;
  }): Promise<OperatorRow> {
    if (token) return this.credentials.sessionHolderOf(token);
    const operator = isUuid(operatorId) ? await findOperator(this.pool, operatorId) : null;
    if (!operator) throw new RefusalError('AUTH.OPERATOR_UNKNOWN');
    return operator;
  }
}
