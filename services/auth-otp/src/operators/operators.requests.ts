import { Controller, Inject } from '@nestjs/common';
import { AuthOtp, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isUuid, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { insertOperator, isOperator, listOperators } from './operators.rows';
import { OperatorRights } from './operator-rights';
import { deleteApiKey, insertApiKey, listApiKeys, type ApiKeyRow } from './operator-tokens.rows';
import { hashPassword, newOneTimePassword } from './passwords';
import { isOperatorRole } from './domain/permissions';
import { OperatorCredentials, operatorReply } from './operator-credentials';
import { readPhone } from '../subscribers/phone';

type Methods = typeof AuthOtp.method;

const NAME_CHARACTERS = 100;
const API_KEYS_PER_OPERATOR = 20;
const KEY_DAYS = { standard: 365, longest: 730 };
const EMAIL = /^[^\s@]+@[^\s@]+$/;

@Controller()
export class OperatorRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly credentials: OperatorCredentials,
    private readonly rights: OperatorRights,
  ) {}

  @Answers(AuthOtp.method.createOperator)
  async createOperator(
    request: RequestOf<Methods['createOperator']>,
  ): Promise<ReplyOf<Methods['createOperator']>> {
    const email = request.email.trim().toLowerCase();
    if (!EMAIL.test(email)) throw new RefusalError('AUTH.EMAIL_INVALID');
    if (!isOperatorRole(request.role)) throw new RefusalError('AUTH.ROLE_INVALID');
    await this.rights.checkMayGive(request.makerToken, request.role);
    const phone = request.phone === '' ? null : readPhone(request.phone);
    const operatorId = idIn(request.operatorId);
    const oneTimePassword = newOneTimePassword();
    const operator = await insertOperator(
      this.pool,
      {
        email,
        phone,
        name: request.name.slice(0, NAME_CHARACTERS),
        role: request.role,
        password_hash: await hashPassword(oneTimePassword),
        must_change_password: true,
        ...(operatorId === undefined ? {} : { id: operatorId }),
      },
      this.clock.now(),
    );
    if (!operator && operatorId !== undefined && (await isOperator(this.pool, operatorId)))
      throw new RefusalError('AUTH.OPERATOR_MADE', { operatorId });
    if (!operator) throw new RefusalError('AUTH.EMAIL_TAKEN');
    return { operator: operatorReply(operator), oneTimePassword };
  }

  @Answers(AuthOtp.method.listOperators)
  async listOperators(): Promise<ReplyOf<Methods['listOperators']>> {
    return { items: (await listOperators(this.pool)).map(operatorReply) };
  }

  @Answers(AuthOtp.method.createApiKey)
  async createApiKey(request: RequestOf<Methods['createApiKey']>): Promise<ReplyOf<Methods['createApiKey']>> {
    const name = request.name.trim().slice(0, NAME_CHARACTERS);
    if (!name) throw new RefusalError('AUTH.API_KEY_NAME_MISSING');
    const holder = request.token ? await this.credentials.holderOf(request.token) : null;
    const maker = holder ? operatorReply(holder) : null;
    if (!maker || maker.operatorId !== request.operatorId)
      throw new RefusalError('AUTH.OPERATOR_UNAUTHENTICATED');
    const { scopes } = request;
    if (scopes.length === 0) throw new RefusalError('AUTH.API_KEY_SCOPES_MISSING');
    const tooMuch = scopes.find((scope) => !maker.permissions.some((permission) => permission === scope));
    if (tooMuch !== undefined) throw new RefusalError('AUTH.API_KEY_SCOPE', { scope: tooMuch });
    const days = request.expiresInDays || KEY_DAYS.standard;
    if (days < 1 || days > KEY_DAYS.longest)
      throw new RefusalError('AUTH.API_KEY_DAYS', { mostDays: KEY_DAYS.longest });
    const id = idIn(request.apiKeyId);
    const existing = await listApiKeys(this.pool, request.operatorId);
    if (existing.some((key) => key.id === id))
      throw new RefusalError('AUTH.API_KEY_MADE', { apiKeyId: id ?? '' });
    if (existing.length >= API_KEYS_PER_OPERATOR)
      throw new RefusalError('AUTH.API_KEYS_TOO_MANY', { limit: API_KEYS_PER_OPERATOR });
    const at = this.clock.now();
    const longest = holder?.keyExpiresAt?.getTime() ?? Infinity;
    const row = await insertApiKey(
      this.pool,
      {
        ...(id === undefined ? {} : { id }),
        operatorId: request.operatorId,
        name,
        scopes,
        // A key ends with the one that made it, at the latest.
        expiresAt: new Date(Math.min(longest, at.getTime() + days * 86_400_000)),
        makerKeyId: holder?.keyId ?? null,
      },
      at,
    );
    if (!row) throw new RefusalError('AUTH.API_KEY_MADE', { apiKeyId: id ?? '' });
    return { ...keyReply(row), key: row.key };
  }

  @Answers(AuthOtp.method.listApiKeys)
  async listApiKeys(request: RequestOf<Methods['listApiKeys']>): Promise<ReplyOf<Methods['listApiKeys']>> {
    const rows = await listApiKeys(this.pool, request.operatorId);
    return {
      items: rows.map(keyReply),
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

/** An id that who asks has chosen; undefined: any. */
const idIn = (text: string): string | undefined => (isUuid(text) ? text : undefined);

const keyReply = (row: ApiKeyRow) => ({
  apiKeyId: row.id,
  name: row.name,
  createdAt: row.created_at.toISOString(),
  scopes: [...row.scopes],
  ...(row.last_used_at ? { lastUsedAt: row.last_used_at.toISOString() } : {}),
  ...(row.expires_at ? { expiresAt: row.expires_at.toISOString() } : {}),
});
