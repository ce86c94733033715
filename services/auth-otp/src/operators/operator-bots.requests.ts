// operator-bots.requests.ts — by which number an operator has the operators' words of the bot. A number that somebody typed opens
// nothing: a code that the operator's own session shows has to come from it.
import { randomInt } from 'node:crypto';
import { Controller, Inject } from '@nestjs/common';
import { AuthOtp, type ReplyOf, type RequestOf } from '@saring/contracts';
import { botCodeMessage, maskPhoneNumber, newReverseCode, type Clock } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import { Answers, CLOCK, inTransaction, LOGGER, PG_POOL, type Logger } from '@saring/service-kit';
import type { Pool } from 'pg';
import { inboxPhone } from '../otp/inbox-phone';
import { KeyedDigests } from '../secrets';
import { readPhone } from '../subscribers/phone';
import { endBot, operatorIdOfBot, saveBot, saveBotCode, takeBotCode } from './operator-bots.rows';
import { OperatorCredentials, operatorReply } from './operator-credentials';
import { findOperator } from './operators.rows';

type Methods = typeof AuthOtp.method;

const CODE_SECONDS = 600;
/** Numbers find new owners: as long as a linked chat gets codes. */
const PROOF_MILLISECONDS = 90 * 86_400_000;

@Controller()
export class OperatorBotRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly messenger: Messenger,
    private readonly credentials: OperatorCredentials,
    private readonly digests: KeyedDigests,
  ) {}

  @Answers(AuthOtp.method.openOperatorBotCode)
  async open({
    token,
  }: RequestOf<Methods['openOperatorBotCode']>): Promise<ReplyOf<Methods['openOperatorBotCode']>> {
    const { id } = await this.credentials.sessionHolderOf(token);
    const code = newReverseCode((below) => randomInt(below));
    const expiresAt = new Date(this.clock.now().getTime() + CODE_SECONDS * 1000);
    await saveBotCode(this.pool, id, this.digests.ofBot(code), expiresAt);
    return {
      message: botCodeMessage(code),
      toPhone: await inboxPhone(this.messenger),
      expiresInSeconds: CODE_SECONDS,
    };
  }

  @Answers(AuthOtp.method.proveOperatorBotCode)
  async prove(
    request: RequestOf<Methods['proveOperatorBotCode']>,
  ): Promise<ReplyOf<Methods['proveOperatorBotCode']>> {
    const phone = readPhone(request.phone);
    const at = this.clock.now();
    const operatorId = await inTransaction(this.pool, async (client) => {
      const row = await takeBotCode(client, this.digests.ofBot(request.code));
      if (!row || row.phone === phone) return row?.operator_id ?? null;
      if (row.phone !== null || row.expires_at <= at) return null;
      await saveBot(client, row.operator_id, phone, new Date(at.getTime() + PROOF_MILLISECONDS));
      this.logger.info(
        { operatorId: row.operator_id, phone: maskPhoneNumber(phone) },
        'an operator proved a number for the bot',
      );
      return row.operator_id;
    });
    const operator = operatorId === null ? null : await findOperator(this.pool, operatorId);
    return { proved: operator !== null, locale: operator?.locale ?? '' };
  }

  @Answers(AuthOtp.method.endOperatorBot)
  async end({ token }: RequestOf<Methods['endOperatorBot']>): Promise<ReplyOf<Methods['endOperatorBot']>> {
    const operator = await this.credentials.sessionHolderOf(token);
    await inTransaction(this.pool, (client) => endBot(client, operator.id));
    return operatorReply({ ...operator, bot_phone: null, bot_until: null });
  }

  /** As they are now: a role may have changed since. */
  @Answers(AuthOtp.method.findBotOperator)
  async find(request: RequestOf<Methods['findBotOperator']>): Promise<ReplyOf<Methods['findBotOperator']>> {
    const id = await operatorIdOfBot(this.pool, readPhone(request.phone), this.clock.now());
    const operator = id === null ? null : await findOperator(this.pool, id);
    if (!operator) throw new RefusalError('AUTH.OPERATOR_UNKNOWN');
    return operatorReply(operator);
  }
}
