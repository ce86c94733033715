// account-row.ts — a quota account as it is stored: its row as its own events made it, and its slot in a usage block.
import type { Pool, PoolClient } from 'pg';
import { nextDueOf } from '../domain/debt-standing';
import { dayOverAt } from '../domain/family';
import type { Grant } from '../domain/grant';
import { initialState, type QuotaAccount } from '../domain/account';
import { decodeBlock, OPEN_NUMBERS, type AccountEntry, type SlotUsage, type UsageKey } from './usage-block';

/** One device's sum at one router in the running hour. */
export type OpenUsage = UsageKey & {
  readonly hour: string;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** The bytes by which the balance shrank. */
  readonly burntBytes: number;
  /** Time online that burnt. */
  readonly onlineSeconds: number;
  readonly lastAt: string;
};

type GrantTerms = Omit<Grant, 'leftBytes' | 'leftSeconds'>;
type StoredState = Omit<QuotaAccount, 'grants' | 'usedBytes' | 'autoDebtBytes' | 'held' | 'online'> & {
  readonly grants: readonly GrantTerms[];
};

type AccountRow = {
  readonly subscriber_id: string;
  readonly own_revision: number;
  readonly state: StoredState;
  readonly held: QuotaAccount['held'] | null;
  readonly status_revision: number | null;
  readonly block: number;
  readonly slot: number;
  readonly usage_keys: readonly string[];
  readonly last_line_at: Date | null;
  readonly router_id: string;
  /** The block's, with the first of its accounts only. */
  readonly data: Buffer | null;
};

type StoredAccount = {
  readonly entry: AccountEntry;
  readonly block: number;
  readonly slot: number;
  readonly routerId: string;
};

export const newEntry = (subscriberId: string): AccountEntry => ({
  subscriberId,
  account: initialState(),
  ownRevision: -1,
  statusRevision: null,
  lastLineAt: 0,
  openHour: 0,
  keys: [],
  open: [],
  openSeconds: [],
  block: null,
  slot: -1,
});

/**
 * Rows and their blocks by one statement, so that no account is seen between two blocks.
 * @param filter the condition of `where` on quota_accounts; never from outside.
 */
export const readStored = async (
  pool: Pool | PoolClient,
  filter: string,
  values: readonly unknown[],
): Promise<readonly StoredAccount[]> => {
  const { rows } = await pool.query<AccountRow>(
    `select a.*, b.router_id, case when row_number() over (partition by a.block order by a.subscriber_id) = 1 then b.data end as data
     from (select subscriber_id, own_revision, state, held, status_revision, block, slot, usage_keys, last_line_at
           from quota_accounts where ${filter}) a
     join usage_blocks b using (block) order by a.subscriber_id`,
    [...values],
  );
  const blocks = new Map<number, readonly (SlotUsage | null)[]>();
  for (const { block, data } of rows) if (data) blocks.set(block, decodeBlock(data));
  return rows.map((row) => {
    const usage = blocks.get(row.block)?.[row.slot];
    if (!usage) throw new Error(`account ${row.subscriber_id} has no slot ${row.slot} in block ${row.block}`);
    return { entry: entryOf(row, usage), block: row.block, slot: row.slot, routerId: row.router_id };
  });
};

/** Accounts as projected, by id. */
export const readAccounts = async (
  pool: Pool | PoolClient,
  filter: string,
  values: readonly unknown[],
): Promise<readonly AccountEntry[]> => (await readStored(pool, filter, values)).map(({ entry }) => entry);

/** An account as projected; one that nothing has happened to yet is new. */
export const readAccount = async (pool: Pool | PoolClient, subscriberId: string): Promise<AccountEntry> => {
  const [entry] = await readAccounts(pool, 'subscriber_id = $1', [subscriberId]);
  return entry ?? newEntry(subscriberId);
};

const entryOf = (row: AccountRow, usage: SlotUsage): AccountEntry => ({
  subscriberId: row.subscriber_id,
  ownRevision: row.own_revision,
  statusRevision: row.status_revision,
  lastLineAt: row.last_line_at?.getTime() ?? 0,
  openHour: usage.openHour,
  keys: row.usage_keys.map((key) => {
    const [device = '', router = ''] = key.split('|');
    return { device, router };
  }),
  open: usage.open,
  openSeconds: usage.openSeconds,
  block: null,
  slot: -1,
  account: {
    ...row.state,
    grants: grantsOf(row.state.grants, usage),
    usedBytes: usage.usedBytes,
    autoDebtBytes: usage.autoDebtBytes,
    held: row.held ?? [],
    ...(usage.online ? { online: usage.online } : {}),
  },
});

const grantsOf = (terms: readonly GrantTerms[], { leftBytes, leftSeconds }: SlotUsage): readonly Grant[] => {
  let timed = 0;
  return terms.map((grant, index) => ({
    ...grant,
    leftBytes: leftBytes[index] ?? 0,
    ...(grant.onlineSeconds === undefined ? {} : { leftSeconds: leftSeconds[timed++] ?? 0 }),
  }));
};

/** The usage of the running hour so far. */
export const openUsageOf = ({ openHour, keys, open, openSeconds }: AccountEntry): readonly OpenUsage[] =>
  keys.flatMap(({ device, router }, index) => {
    const [bytesIn = 0, bytesOut = 0, burnt = 0, lastAt = 0] = open.slice(index * OPEN_NUMBERS);
    if (lastAt === 0) return [];
    const hour = new Date(openHour).toISOString();
    // Slots of before this was kept hold the balance in its place.
    const burntBytes = Math.min(burnt, bytesIn + bytesOut);
    const onlineSeconds = openSeconds[index] ?? 0;
    const sums = { bytesIn, bytesOut, burntBytes, onlineSeconds };
    return [{ device, router, hour, ...sums, lastAt: new Date(lastAt).toISOString() }];
  });

/** When the last usage of the running hour is dated, in milliseconds; 0: there is none. */
export const lastOpenAtOf = ({ keys, open }: AccountEntry): number =>
  keys.reduce((last, _, index) => Math.max(last, open[index * OPEN_NUMBERS + 3] ?? 0), 0);

export const stateOf = ({ account }: AccountEntry): string => {
  const { grants, usedBytes: _used, autoDebtBytes: _debt, held: _held, online: _online, ...rest } = account;
  const terms = grants.map(({ leftBytes: _left, leftSeconds: _time, ...grant }) => grant);
  const state: StoredState = { ...rest, grants: terms };
  return JSON.stringify(state);
};

/** The next time that a grant runs out, a payment lane closes or a debt falls due by itself; null: none does. */
export const nextExpiryOf = ({ account }: AccountEntry): string | null => {
  let next: string | null = account.access?.paymentLane ? laneEndOf(account) : null;
  for (const grant of account.grants)
    if (!grant.expired && grant.expiresAt !== null && (next === null || grant.expiresAt < next))
      next = grant.expiresAt;
  return earliest(earliest(next, nextDueOf(account)), familyDayOf(account));
};

const earliest = (one: string | null, other: string | null): string | null =>
  other !== null && (one === null || other < one) ? other : one;

/** The end of the day whose limit a member has reached. */
const familyDayOf = ({ access, family }: QuotaAccount): string | null =>
  family && access?.familyLimit === 'day' ? dayOverAt(family) : null;

const laneEndOf = ({ lanes = [] }: QuotaAccount): string | null =>
  lanes.reduce<string | null>((end, { until }) => (end === null || until > end ? until : end), null);
