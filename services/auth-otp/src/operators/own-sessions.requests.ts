// own-sessions.requests.ts — where an operator is signed in, and how they end it.
import { Controller, Inject } from '@nestjs/common';
import { AuthOtp, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isUuid, toInstant, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, PG_POOL } from '@saring/service-kit';
import type { Pool } from 'pg';
import { OperatorCredentials } from './operator-credentials';
import { endOtherSessions, endSession, listOwnSessions, type OwnSessionRow } from './own-sessions.rows';

type Methods = typeof AuthOtp.method;

@Controller()
export class OwnSessionRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly credentials: OperatorCredentials,
  ) {}

  @Answers(AuthOtp.method.listOperatorSessions)
  async listOperatorSessions({
    token,
  }: RequestOf<Methods['listOperatorSessions']>): Promise<ReplyOf<Methods['listOperatorSessions']>> {
    const { id } = await this.credentials.sessionHolderOf(token);
    const rows = await listOwnSessions(this.pool, id, token, this.clock.now());
    return { items: rows.map(sessionReply) };
  }

  @Answers(AuthOtp.method.endOwnSessions)
  async endOwnSessions({
    token,
    sessionId,
  }: RequestOf<Methods['endOwnSessions']>): Promise<ReplyOf<Methods['endOwnSessions']>> {
    const { id } = await this.credentials.sessionHolderOf(token);
    if (sessionId === '') await endOtherSessions(this.pool, id, token);
    else if (!isUuid(sessionId) || !(await endSession(this.pool, id, sessionId)))
      throw new RefusalError('AUTH.SESSION_UNKNOWN');
    return {};
  }
}

const sessionReply = (row: OwnSessionRow) => ({
  ...{ sessionId: row.id, current: row.current, passkey: row.passkey },
  ...{ address: row.address, userAgent: row.user_agent },
  createdAt: toInstant(row.created_at),
  lastSeenAt: toInstant(row.last_seen_at ?? row.created_at),
  expiresAt: toInstant(row.expires_at),
});
