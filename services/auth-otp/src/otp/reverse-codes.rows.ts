// reverse-codes.rows.ts — the rows of codes that people send to us.
import type { ReverseCodeState } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';
import type { NamedDevice } from '../devices/enrolment';

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
  /** The device that showed it, as edge knew it then; null: no router named it, or it is no longer needed. */
  readonly mac: string | null;
  readonly address: string | null;
  readonly mac_known_by: string | null;
  /** What came of letting that device in; null: it was not. */
  readonly access: ReverseAccessRow | null;
};

export type ReverseAccessRow = {
  readonly deviceId: string;
  readonly newSubscriber: boolean;
  readonly newDevice: boolean;
  readonly putOut: readonly NamedDevice[];
};

const COLUMNS = 'id, source_key, locale, site, expires_at, state, phone, mac, address, mac_known_by, access';

export const insertReverseCode = async (
  on: Queryable,
  row: Omit<ReverseCodeRow, 'state' | 'phone' | 'access'>,
  codeHmac: string,
  at: Date,
): Promise<void> => {
  await on.query(
    `insert into reverse_codes (id, code_hmac, source_key, locale, site, created_at, expires_at, mac, address, mac_known_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[row.id, codeHmac, row.source_key, row.locale, row.site, at, row.expires_at],
      ...[row.mac, row.address, row.mac_known_by],
    ],
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

export type ShownCode = Pick<ReverseCodeRow, 'id' | 'state' | 'phone' | 'access'> & {
  /** Until then it can be proved; once it is, its browser or its device can go on. */
  readonly expires_at: Date;
};

/**
 * Of the codes that a source showed and that are not over, the one that was proved last, else the newest. One that its own browser
 * has used is over, unless the device got in by it.
 */
export const findShownCode = async (
  on: Queryable,
  sourceKey: string,
  at: Date,
): Promise<ShownCode | null> => {
  const { rows } = await on.query<ShownCode>(
    `select r.id, r.state, r.phone, r.access, coalesce(c.expires_at, r.expires_at) as expires_at
     from reverse_codes r left join otp_challenges c on c.id = r.id
     where r.source_key = $1 and coalesce(c.expires_at, r.expires_at) > $2
       and (c.consumed_at is null or r.access is not null)
     order by r.state = 'proved' desc, r.created_at desc limit 1`,
    [sourceKey, at],
  );
  return rows[0] ?? null;
};

/** Held until the transaction ends. @returns what came of letting its device in; null: it was not. */
export const lockReverseCode = async (on: Queryable, id: string): Promise<ReverseAccessRow | null> => {
  const { rows } = await on.query<Pick<ReverseCodeRow, 'access'>>(
    'select access from reverse_codes where id = $1 for update',
    [id],
  );
  return rows[0]?.access ?? null;
};

export const findReverseAccess = async (on: Queryable, id: string): Promise<ReverseAccessRow | null> => {
  const { rows } = await on.query<Pick<ReverseCodeRow, 'access'>>(
    'select access from reverse_codes where id = $1',
    [id],
  );
  return rows[0]?.access ?? null;
};

/** The device is in: which one it was is its account's from now on. */
export const saveReverseAccess = async (
  on: Queryable,
  id: string,
  access: ReverseAccessRow,
): Promise<void> => {
  await on.query(
    'update reverse_codes set access = $2, mac = null, address = null, mac_known_by = null where id = $1',
    [id, JSON.stringify(access)],
  );
};

/** Nobody is let in unasked by this code any more. */
export const forgetShownBy = async (on: Queryable, id: string): Promise<void> => {
  await on.query('update reverse_codes set mac = null, address = null, mac_known_by = null where id = $1', [
    id,
  ]);
};
