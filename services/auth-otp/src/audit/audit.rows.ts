// audit.rows.ts — the rows of what operators did.
import type { AuditOutcome } from '@saring/kernel';
import type { Place, Queryable } from '@saring/service-kit';

export type AuditRow = {
  readonly id: string;
  readonly at: Date;
  readonly operator_id: string;
  readonly operator_name: string;
  readonly api_key_id: string | null;
  readonly permission: string | null;
  readonly method: string;
  readonly route: string;
  readonly params: Readonly<Record<string, string>>;
  readonly body_json: string;
  readonly before_json: string;
  readonly outcome: AuditOutcome;
  readonly status: number | null;
  readonly code: string | null;
  readonly address: string;
};

type NewAuditRow = Omit<AuditRow, 'outcome' | 'status' | 'code'>;

type Ending = {
  readonly outcome: AuditOutcome;
  readonly status: number | null;
  readonly code: string | null;
};
const BEGUN: Ending = { outcome: 'begun', status: null, code: null };

/** An id that is there already stays as it is. @param ending of what is over when it is recorded. */
export const insertAuditEntry = async (on: Queryable, row: NewAuditRow, ending = BEGUN): Promise<void> => {
  await on.query(
    `insert into audit_entries (id, at, operator_id, operator_name, api_key_id, permission, method, route, params, targets,
       body_json, before_json, outcome, address, status, code)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) on conflict (id) do nothing`,
    [
      ...[row.id, row.at, row.operator_id, row.operator_name, row.api_key_id, row.permission, row.method],
      ...[row.route, JSON.stringify(row.params), Object.values(row.params), row.body_json, row.before_json],
      ...[ending.outcome, row.address, ending.status, ending.code],
    ],
  );
};

type RefusedLogin = {
  readonly id: string;
  readonly at: Date;
  readonly email: string;
  readonly phone: string | null;
  readonly route: string;
  readonly address: string;
  readonly status: number;
  readonly code: string;
};

/** So many failed logins of an operator are recorded a minute. */
const MOST_REFUSED_LOGINS = 20;

/** Of a known operator; of an unknown one nothing is kept. */
export const insertRefusedLogin = async (on: Queryable, login: RefusedLogin): Promise<void> => {
  await on.query(
    `insert into audit_entries (id, at, operator_id, operator_name, method, route, params, targets, body_json, before_json,
       outcome, address, status, code)
     select $1, $2, o.id, o.name, 'POST', $3, '{}', '{}', '', '', 'refused', $4, $5, $6
     from operators o
     where (o.email = $7 or o.phone = $8) and (
       select count(*) from audit_entries e
       where e.operator_id = o.id and e.at > $2::timestamptz - interval '1 minute' and e.route = $3 and e.outcome = 'refused'
     ) < ${MOST_REFUSED_LOGINS} limit 1`,
    [
      ...[login.id, login.at, login.route, login.address, login.status, login.code],
      ...[login.email, login.phone],
    ],
  );
};

/** Once ended an entry stays as it is. */
export const endAuditEntry = async (on: Queryable, id: string, ending: Ending): Promise<void> => {
  await on.query(
    `update audit_entries set outcome = $2, status = $3, code = $4 where id = $1 and outcome = 'begun'`,
    [id, ending.outcome, ending.status, ending.code],
  );
};

/** Empty: any. */
type AuditFilter = {
  readonly operatorId: string;
  readonly permission: string;
  readonly target: string;
  readonly outcome: string;
  readonly from: string;
  readonly until: string;
};

export const findAuditEntries = async (
  on: Queryable,
  filter: AuditFilter,
  { at, id }: Place,
  limit: number,
): Promise<readonly AuditRow[]> => {
  const { rows } = await on.query<AuditRow>(
    `select id, at, operator_id, operator_name, api_key_id, permission, method, route, params, body_json, before_json,
       outcome, status, code, address
     from audit_entries
     where ($1 = '' or operator_id::text = $1) and ($2 = '' or permission = $2)
       and ($3 = '' or targets @> array[$3]) and ($4 = '' or outcome = $4)
       and ($5 = '' or at >= $5::timestamptz) and ($6 = '' or at < $6::timestamptz)
       and (at, id::text) < ($7::timestamptz, $8)
     order by at desc, id::text desc limit $9`,
    [
      ...[filter.operatorId, filter.permission, filter.target, filter.outcome, filter.from, filter.until],
      ...[at, id, limit],
    ],
  );
  return rows;
};
