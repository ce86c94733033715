// statement-lines.ts — the statement's lines in the order of events, each with the balance after it.
import type { ReplyOf, QuotaLedger } from '@saring/contracts';
import type { OpenUsage } from '../balances/account-row';
import type { StatementRow, UsageHourRow } from '../balances/balance-rows';

type Statement = ReplyOf<(typeof QuotaLedger.method)['getStatement']>;
type Line = NonNullable<Statement['lines']>[number];

const REVISION_DIGITS = 9;
const orderOf = (revision: number): string => String(revision).padStart(REVISION_DIGITS, '0');
/** The ids as SQL makes them: usage follows the event that it came after. With the time they are the cursor. */
export const CHANGE_ID = `lpad(revision::text, ${REVISION_DIGITS}, '0') || '-event'`;
export const USAGE_ID = `lpad(after_revision::text, ${REVISION_DIGITS}, '0') || '-usage-' || to_char(hour at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '-' || device_id || '-' || router_id`;

/** A line before the balance after it is known. */
export type Draft = {
  readonly id: string;
  /** The account's own event that makes it, or that it comes after. */
  readonly revision: number;
  readonly at: string;
  readonly cause: string;
  readonly deviceId?: string;
  readonly routerId?: string;
  readonly amountBytes: number;
  /** The bytes by which the balance grew: usage under an unlimited grant does not move it. */
  readonly changeBytes: number;
  /** Only of lines from the account's own stream. */
  readonly balanceAfterBytes?: number;
  readonly reason?: string;
  readonly source?: string;
  readonly amountRupiah?: number;
  readonly onlineSeconds?: number;
  readonly onlineSecondsAfter?: number;
  readonly validHours?: string;
};

export const changeDraft = (row: Omit<StatementRow, 'subscriberId' | 'line'>): Draft => ({
  id: `${orderOf(row.revision)}-event`,
  revision: row.revision,
  at: row.at,
  cause: row.cause,
  amountBytes: row.amountBytes,
  changeBytes: row.amountBytes,
  balanceAfterBytes: row.balanceAfterBytes,
  reason: row.reason ?? undefined,
  source: row.source ?? undefined,
  amountRupiah: row.amountRupiah ?? undefined,
  onlineSeconds: row.onlineSeconds ?? undefined,
  onlineSecondsAfter: row.onlineSecondsAfter ?? undefined,
  validHours: row.validHours ?? undefined,
});

export const usageDraft = (row: Omit<UsageHourRow, 'subscriberId'>): Draft => ({
  id: `${orderOf(row.afterRevision)}-usage-${row.hour}-${row.deviceId}-${row.routerId}`,
  revision: row.afterRevision,
  at: row.lastAt,
  cause: 'usage',
  deviceId: row.deviceId,
  routerId: row.routerId,
  amountBytes: -(row.bytesIn + row.bytesOut),
  changeBytes: -row.burntBytes,
  onlineSeconds: row.onlineSeconds > 0 ? -row.onlineSeconds : undefined,
});

/** The usage of the running hour, as the row that it will be. */
export const rowOfOpen = (usage: OpenUsage, afterRevision: number): Omit<UsageHourRow, 'subscriberId'> => {
  const { device: deviceId, router: routerId, ...sums } = usage;
  return { ...sums, deviceId, routerId, afterRevision };
};

export const cursorOf = (line: { readonly at: string; readonly id: string }): string =>
  `${line.at}|${line.id}`;

export const newestFirst = (left: Draft, right: Draft): number => (cursorOf(left) < cursorOf(right) ? 1 : -1);

/**
 * The balance after each line is the one before the next: usage of several devices in one hour ran side by side, and
 * stands as one after the other.
 * @param drafts newest first. @param balanceBytes after the newest.
 */
export const withBalances = (drafts: readonly Draft[], balanceBytes: number): Line[] => {
  let afterBytes = balanceBytes;
  return drafts.map(({ revision: _, changeBytes, balanceAfterBytes = afterBytes, ...line }) => {
    afterBytes = balanceAfterBytes - changeBytes;
    return { ...line, balanceAfterBytes };
  });
};
