// account-row.ts — a quota account as its row: what usage changes apart from what the account's own events change.
import type { Pool } from 'pg';
import type { Grant } from '../domain/burn';
import { initialState, type QuotaAccount } from '../domain/quota-account';

/** Usage of the running hour, by `device|router`. */
export type OpenHour = {
  readonly hour: string;
  readonly usage: Record<string, OpenUsage>;
};
export type OpenUsage = [bytesIn: number, bytesOut: number, balanceAfterBytes: number, lastAt: string];

export type AccountEntry = {
  readonly subscriberId: string;
  account: QuotaAccount;
  /** The revision of the account's last own event; -1: none. */
  ownRevision: number;
  /** The revision of the last AccessStatusChanged: the version that the gateway compares. */
  statusRevision: number | null;
  openHour: OpenHour | null;
  /** There is a row to update. */
  stored: boolean;
};

type GrantTerms = Omit<Grant, 'leftBytes'>;
type StoredState = Omit<QuotaAccount, 'grants' | 'usedBytes' | 'autoDebtBytes' | 'held'> & {
  readonly grants: readonly GrantTerms[];
};

export type AccountRow = {
  readonly subscriber_id: string;
  readonly own_revision: number;
  readonly state: StoredState;
  readonly left_bytes: readonly (string | number)[];
  readonly used_bytes: number;
  readonly auto_debt_bytes: number;
  readonly held: QuotaAccount['held'] | null;
  readonly open_hour: OpenHour | null;
  readonly status_revision: number | null;
};

export const ACCOUNT_COLUMNS =
  'subscriber_id, own_revision, state, left_bytes, used_bytes, auto_debt_bytes, held, open_hour, status_revision';

export const newEntry = (subscriberId: string): AccountEntry => ({
  subscriberId,
  account: initialState(),
  ownRevision: -1,
  statusRevision: null,
  openHour: null,
  stored: false,
});

export const entryOf = (row: AccountRow): AccountEntry => ({
  subscriberId: row.subscriber_id,
  ownRevision: row.own_revision,
  statusRevision: row.status_revision,
  openHour: row.open_hour,
  stored: true,
  account: {
    ...row.state,
    grants: row.state.grants.map((grant, index) => ({
      ...grant,
      leftBytes: Number(row.left_bytes[index] ?? 0),
    })),
    usedBytes: row.used_bytes,
    autoDebtBytes: row.auto_debt_bytes,
    held: row.held ?? [],
  },
});

/** An account as projected; one that nothing has happened to yet is new. */
export const readAccount = async (pool: Pool, subscriberId: string): Promise<AccountEntry> => {
  const { rows } = await pool.query<AccountRow>({
    name: 'read-account',
    text: `select ${ACCOUNT_COLUMNS} from quota_accounts where subscriber_id = $1`,
    values: [subscriberId],
  });
  return rows[0] ? entryOf(rows[0]) : newEntry(subscriberId);
};

export const stateOf = ({ account }: AccountEntry): string => {
  const { grants, usedBytes: _used, autoDebtBytes: _debt, held: _held, ...rest } = account;
  const state: StoredState = { ...rest, grants: grants.map(({ leftBytes: _left, ...terms }) => terms) };
  return JSON.stringify(state);
};

export const leftOf = ({ account }: AccountEntry): string =>
  `{${account.grants.map((grant) => grant.leftBytes).join(',')}}`;

/** The next time that a grant runs out by itself; null: none does. */
export const nextExpiryOf = ({ account }: AccountEntry): string | null => {
  let next: string | null = null;
  for (const grant of account.grants)
    if (!grant.expired && grant.expiresAt !== null && (next === null || grant.expiresAt < next))
      next = grant.expiresAt;
  return next;
};
