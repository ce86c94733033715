// audit.requests.ts — what operators did: who, what, before and after, from where.
import { Controller, Inject } from '@nestjs/common';
import { AuthOtp, type ReplyOf, type RequestOf } from '@saring/contracts';
import { AUDIT_OUTCOMES, isUuid, toInstant, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, pageOf, PG_POOL, placeOf, pageLimit } from '@saring/service-kit';
import type { Pool } from 'pg';
import { endAuditEntry, findAuditEntries, insertAuditEntry, type AuditRow } from './audit.rows';

type Methods = typeof AuthOtp.method;

const PAGE = { standard: 50, longest: 500 };

@Controller()
export class AuditRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Answers(AuthOtp.method.beginAuditEntry)
  async beginAuditEntry({
    entry,
  }: RequestOf<Methods['beginAuditEntry']>): Promise<ReplyOf<Methods['beginAuditEntry']>> {
    if (!entry || !isUuid(entry.entryId) || !isUuid(entry.operatorId))
      throw new RefusalError('REQUEST.MALFORMED', { field: 'entry' });
    await insertAuditEntry(this.pool, {
      ...{ id: entry.entryId, at: this.clock.now() },
      ...{ operator_id: entry.operatorId, operator_name: entry.operatorName },
      ...{ api_key_id: entry.apiKeyId ?? null, permission: entry.permission ?? null },
      ...{ method: entry.httpMethod, route: entry.route, params: entry.params },
      ...{ body_json: entry.bodyJson, before_json: entry.beforeJson, address: entry.address },
    });
    return {};
  }

  @Answers(AuthOtp.method.endAuditEntry)
  async endAuditEntry(
    request: RequestOf<Methods['endAuditEntry']>,
  ): Promise<ReplyOf<Methods['endAuditEntry']>> {
    const outcome = AUDIT_OUTCOMES.find((one) => one === request.outcome);
    if (!outcome || !isUuid(request.entryId))
      throw new RefusalError('REQUEST.MALFORMED', { field: 'outcome' });
    const ending = { outcome, status: request.status, code: request.code ?? null };
    await endAuditEntry(this.pool, request.entryId, ending);
    return {};
  }

  @Answers(AuthOtp.method.searchAuditEntries)
  async searchAuditEntries(
    request: RequestOf<Methods['searchAuditEntries']>,
  ): Promise<ReplyOf<Methods['searchAuditEntries']>> {
    const limit = pageLimit(request.limit, PAGE);
    const rows = await findAuditEntries(this.pool, request, placeOf(request.cursor), limit + 1);
    return pageOf(rows, { limit, item: entryOf, place: ({ at, id }) => ({ at: at.toISOString(), id }) });
  }
}

const entryOf = (row: AuditRow) => ({
  ...{ entryId: row.id, at: toInstant(row.at), operatorId: row.operator_id, operatorName: row.operator_name },
  ...(row.api_key_id === null ? {} : { apiKeyId: row.api_key_id }),
  ...(row.permission === null ? {} : { permission: row.permission }),
  ...{ httpMethod: row.method, route: row.route, params: { ...row.params } },
  ...{ bodyJson: row.body_json, beforeJson: row.before_json, outcome: row.outcome, address: row.address },
  ...(row.status === null ? {} : { status: row.status }),
  ...(row.code === null ? {} : { code: row.code }),
});
