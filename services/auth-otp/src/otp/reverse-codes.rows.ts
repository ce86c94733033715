// reverse-codes.rows.ts — the rows of codes that people send to us.
import type { ReverseCodeState } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';

export type ReverseCodeRow = {
  readonly id: string;
  /** A digest of the device, or of the address, that asked. */
  readonly source_key: string;
  readonly locale: string;
  readonly site: string;
  readonly expires_at: Date;
  readonly state: ReverseCodeState;
  /** Whose message came first; null: none has come. */
  readonly phone: string | null;
};

const COLUMNS = 'id, source_key, locale, site, expires_at, state, phone';

export const insertReverseCode = async (
  on: Queryable,
  row: Pick<ReverseCodeRow, 'id' | 'source_key' | 'locale' | 'site' | 'expires_at'>,
  codeHmac: string,
  at: Date,
): Promise<void> => {
  await on.query(
    `insert into reverse_codes (id, code_hmac, source_key, locale, site, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [row.id, codeHmac, row.source_key, row.locale, row.site, at, row.expires_at],
  );
};

export const findReverseCode = async (on: Queryable, id: string): Promise<ReverseCodeRow | null> => {
  const { rows } = await on.query<ReverseCodeRow>(`select ${COLUMNS} from reverse_codes where id = $1`, [id]);
  return rows[0] ?? null;
};

/** The code of a message, held until the transaction ends: of two numbers one is first. */
export const takeReverseCode = async (on: Queryable, codeHmac: string): Promise<ReverseCodeRow | null> => {
  const { rows } = await on.query<ReverseCodeRow>(
    `select ${COLUMNS} from reverse_codes where code_hmac = $1 for update`,
    [codeHmac],
  );
  return rows[0] ?? null;
};

export const settleReverseCode = async (
  on: Queryable,
  id: string,
  state: ReverseCodeState,
  phone: string | null,
): Promise<void> => {
  await on.query('update reverse_codes set state = $2, phone = $3 where id = $1', [id, state, phone]);
};
