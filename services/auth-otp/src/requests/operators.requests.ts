import { Controller, Inject } from '@nestjs/common';
import { AuthOtp, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isUuid, parsePhoneNumber, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, PG_POOL, inTransaction } from '@saring/service-kit';
import type { Pool } from 'pg';
import {
  deleteApiKey,
  deleteOperator,
  insertApiKey,
  insertOperator,
  listApiKeys,
  listOperators,
} from '../adapters/postgres/operators';
import { hashPassword, newOneTimePassword } from '../adapters/passwords';
import { isOperatorRole } from '../domain/permissions';
import { operatorReply } from './operator-credentials';

type Methods = typeof AuthOtp.method;

const NAME_CHARACTERS = 100;
const API_KEYS_PER_OPERATOR = 20;
const EMAIL = /^[^\s@]+@[^\s@]+$/;

@Controller()
export class OperatorRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Answers(AuthOtp.method.createOperator)
  async createOperator(
    request: RequestOf<Methods['createOperator']>,
  ): Promise<ReplyOf<Methods['createOperator']>> {
    const email = request.email.trim().toLowerCase();
    if (!EMAIL.test(email)) throw new RefusalError('AUTH.EMAIL_INVALID');
    if (!isOperatorRole(request.role)) throw new RefusalError('AUTH.ROLE_INVALID');
    const phone = request.phone === '' ? null : parsePhoneNumber(request.phone);
    if (phone && !phone.ok) throw new RefusalError(phone.refusal.code);
    const oneTimePassword = newOneTimePassword();
    const operator = await insertOperator(
      this.pool,
      {
        email,
        phone: phone?.value ?? null,
        name: request.name.slice(0, NAME_CHARACTERS),
        role: request.role,
        password_hash: await hashPassword(oneTimePassword),
        must_change_password: true,
      },
      this.clock.now(),
    );
    if (!operator) throw new RefusalError('AUTH.EMAIL_TAKEN');
    return { operator: operatorReply(operator), oneTimePassword };
  }

  @Answers(AuthOtp.method.removeOperator)
  async removeOperator({
    operatorId,
  }: RequestOf<Methods['removeOperator']>): Promise<ReplyOf<Methods['removeOperator']>> {
    const isRemoved =
      isUuid(operatorId) && (await inTransaction(this.pool, (client) => deleteOperator(client, operatorId)));
    if (!isRemoved) throw new RefusalError('AUTH.OPERATOR_STAYS');
    return {};
  }

  @Answers(AuthOtp.method.listOperators)
  async listOperators(): Promise<ReplyOf<Methods['listOperators']>> {
    return { items: (await listOperators(this.pool)).map(operatorReply) };
  }

  @Answers(AuthOtp.method.createApiKey)
  async createApiKey(request: RequestOf<Methods['createApiKey']>): Promise<ReplyOf<Methods['createApiKey']>> {
    const name = request.name.trim().slice(0, NAME_CHARACTERS);
    if (!name) throw new RefusalError('AUTH.API_KEY_NAME_MISSING');
    const existing = await listApiKeys(this.pool, request.operatorId);
    if (existing.length >= API_KEYS_PER_OPERATOR)
      throw new RefusalError('AUTH.API_KEYS_TOO_MANY', { limit: API_KEYS_PER_OPERATOR });
    const row = await insertApiKey(this.pool, request.operatorId, name, this.clock.now());
    return { apiKeyId: row.id, name: row.name, key: row.key, createdAt: row.created_at.toISOString() };
  }

  @Answers(AuthOtp.method.listApiKeys)
  async listApiKeys(request: RequestOf<Methods['listApiKeys']>): Promise<ReplyOf<Methods['listApiKeys']>> {
    const rows = await listApiKeys(this.pool, request.operatorId);
    return {
      items: rows.map((row) => ({
        apiKeyId: row.id,
        name: row.name,
        createdAt: row.created_at.toISOString(),
        ...(row.last_used_at ? { lastUsedAt: row.last_used_at.toISOString() } : {}),
      })),
    };
  }

  @Answers(AuthOtp.method.revokeApiKey)
  async revokeApiKey(request: RequestOf<Methods['revokeApiKey']>): Promise<ReplyOf<Methods['revokeApiKey']>> {
    const revoked =
      isUuid(request.apiKeyId) && (await deleteApiKey(this.pool, request.operatorId, request.apiKeyId));
    if (!revoked) throw new RefusalError('AUTH.API_KEY_UNKNOWN');
    return {};
  }
}
