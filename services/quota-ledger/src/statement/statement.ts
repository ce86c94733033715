// statement.ts — every change of a balance, newest first, and usage by local day.
import { Inject, Injectable } from '@nestjs/common';
import type { ReplyOf, QuotaLedger } from '@saring/contracts';
import { localDate, toInstant } from '@saring/kernel';
import { inTransaction, PG_POOL } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { bookBalance } from '../domain/access-status';
import { openUsageOf, readAccount, type OpenUsage } from '../balances/account-row';
import { ShownAccounts } from '../balances/shown-accounts';
import type { AccountEntry } from '../balances/usage-block';
import {
  CHANGE_ID,
  changeDraft,
  cursorOf,
  newestFirst,
  rowOfOpen,
  USAGE_ID,
  usageDraft,
  withBalances,
  type Draft,
} from './statement-lines';

type Methods = typeof QuotaLedger.method;
const STATEMENT_PAGE_LINES = 200;
/** The longest stretch that one look at usage covers. */
export const USAGE_DAYS_MOST = 93;
const NEWEST = '9999-12-31T00:00:00.000Z|';
const DAY_MILLISECONDS = 86_400_000;
/** The largest that a column holds: no revision comes after it. */
const LAST_REVISION = 2_147_483_647;

type HourRow = {
  readonly hour: Date;
  readonly device_id: string;
  readonly router_id: string;
  readonly after_revision: number;
  readonly bytes_in: number;
  readonly bytes_out: number;
  readonly burnt_bytes: number;
  readonly last_at: Date;
  readonly online_seconds: number;
};

type ChangeRow = {
  readonly revision: number;
  readonly at: Date;
  readonly cause: string;
  readonly amount_bytes: number;
  readonly balance_after_bytes: number;
  readonly reason: string | null;
  readonly source: string | null;
  readonly amount_rupiah: number | null;
  readonly online_seconds: number | null;
  readonly online_seconds_after: number | null;
  readonly valid_hours: string | null;
};

/** Where a page begins: lines older than this. */
type Before = { readonly subscriberId: string; readonly time: string; readonly id: string };

@Injectable()
export class StatementQueries {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    private readonly shown: ShownAccounts,
  ) {}

  /** @param before the cursor `time|id` of the last line that the caller holds. */
  async statement(
    subscriberId: string,
    limit: number,
    before: string | undefined,
    atLeast = 0,
  ): Promise<ReplyOf<Methods['getStatement']>> {
    if (atLeast > 0) await this.shown.reach(subscriberId, atLeast);
    const page = Math.min(Math.max(limit || STATEMENT_PAGE_LINES, 1), STATEMENT_PAGE_LINES);
    const cursor = before ?? NEWEST;
    const [time = '', id = ''] = cursor.split('|');
    return inTransaction(this.pool, async (client) => {
      // One instant for all reads: usage that becomes a row in between would appear twice.
      await client.query('set transaction isolation level repeatable read, read only');
      const entry = await readAccount(client, subscriberId);
      const open = openUsageOf(entry).map((usage) => usageDraft(rowOfOpen(usage, entry.ownRevision)));
      const drafts = [
        ...(await changes(client, { subscriberId, time, id }, page)),
        ...(await usageOf(client, { subscriberId, time, id }, page)),
        ...open.filter((line) => cursorOf(line) < cursor),
      ].sort(newestFirst);
      const shown = drafts.slice(0, page);
      const newer = before === undefined ? [] : open.filter((line) => cursorOf(line) >= cursor);
      const balanceBytes = await balanceAfter(client, entry, shown[0], newer, before !== undefined);
      const last = shown.at(-1);
      return {
        lines: withBalances(shown, balanceBytes),
        nextBefore: drafts.length > page && last ? cursorOf(last) : undefined,
        version: entry.ownRevision,
      };
    });
  }

  private async openUsage(subscriberId: string): Promise<readonly OpenUsage[]> {
    return openUsageOf(await readAccount(this.pool, subscriberId));
  }

  /** Bytes of hours that begin within the span. @param deviceId absent: of all devices. */
  async usageHours(
    subscriberId: string,
    [from, until]: readonly [Date, Date],
    deviceId?: string,
  ): Promise<ReplyOf<Methods['getUsageHours']>> {
    const hours = new Map<number, { hour: string; bytesIn: number; bytesOut: number }>();
    await this.eachHour(subscriberId, [from, until], ({ hour, device, bytesIn, bytesOut }) => {
      if (hour < from || hour >= until || (deviceId !== undefined && device !== deviceId)) return;
      const held = hours.get(hour.getTime()) ?? { hour: toInstant(hour), bytesIn: 0, bytesOut: 0 };
      held.bytesIn += bytesIn;
      held.bytesOut += bytesOut;
      hours.set(hour.getTime(), held);
    });
    return { hours: [...hours.entries()].sort(([left], [right]) => left - right).map(([, hour]) => hour) };
  }

  /** Those that are stored, and those of the account that are not yet. */
  private async eachHour(
    subscriberId: string,
    span: readonly [Date, Date],
    take: (used: { hour: Date; device: string; bytesIn: number; bytesOut: number }) => void,
  ): Promise<void> {
    const { rows } = await this.pool.query<HourRow>(
      'select hour, device_id, bytes_in, bytes_out from usage_hours where subscriber_id = $1 and hour >= $2 and hour < $3',
      [subscriberId, ...span],
    );
    for (const row of rows)
      take({ hour: row.hour, device: row.device_id, bytesIn: row.bytes_in, bytesOut: row.bytes_out });
    for (const { hour, device, bytesIn, bytesOut } of await this.openUsage(subscriberId))
      take({ hour: new Date(hour), device, bytesIn, bytesOut });
  }

  /** Bytes by device and local day of the site, both ends included. */
  async usage(
    subscriberId: string,
    fromDate: string,
    toDate: string,
    timeZone: string,
  ): Promise<ReplyOf<Methods['getUsage']>> {
    // A local day reaches into the neighbouring UTC days; the filter by local date is exact.
    const from = new Date(Date.parse(`${fromDate}T00:00:00Z`) - DAY_MILLISECONDS);
    const to = new Date(Date.parse(`${toDate}T00:00:00Z`) + 2 * DAY_MILLISECONDS);
    const days = new Map<string, { date: string; deviceId: string; bytesIn: number; bytesOut: number }>();
    await this.eachHour(subscriberId, [from, to], ({ hour, device: deviceId, bytesIn, bytesOut }) => {
      const date = localDate(hour, timeZone);
      if (date < fromDate || date > toDate) return;
      const day = days.get(`${date}|${deviceId}`) ?? { date, deviceId, bytesIn: 0, bytesOut: 0 };
      day.bytesIn += bytesIn;
      day.bytesOut += bytesOut;
      days.set(`${date}|${deviceId}`, day);
    });
    return { days: [...days.values()].sort((left, right) => (left.date < right.date ? -1 : 1)) };
  }
}

const changes = async (
  client: PoolClient,
  { subscriberId, time, id }: Before,
  limit: number,
): Promise<Draft[]> => {
  const { rows } = await client.query<ChangeRow>(
    `select revision, at, cause, amount_bytes, balance_after_bytes, reason, source, amount_rupiah,
       online_seconds, online_seconds_after, valid_hours from statement_lines
     where subscriber_id = $1 and at <= $2 and (at, ${CHANGE_ID} collate "C") < ($2, $3) order by at desc, revision desc limit $4`,
    [subscriberId, time, id, limit + 1],
  );
  return rows.map((row) =>
    changeDraft({
      revision: row.revision,
      at: row.at.toISOString(),
      cause: row.cause,
      amountBytes: row.amount_bytes,
      balanceAfterBytes: row.balance_after_bytes,
      reason: row.reason,
      source: row.source,
      amountRupiah: row.amount_rupiah,
      onlineSeconds: row.online_seconds,
      onlineSecondsAfter: row.online_seconds_after,
      validHours: row.valid_hours,
    }),
  );
};

const usageOf = async (
  client: PoolClient,
  { subscriberId, time, id }: Before,
  limit: number,
): Promise<Draft[]> => {
  const { rows } = await client.query<HourRow>(
    `select hour, device_id, router_id, after_revision, bytes_in, bytes_out, burnt_bytes, last_at, online_seconds from usage_hours
     where subscriber_id = $1 and hour <= $2 and last_at <= $2 and (last_at, ${USAGE_ID} collate "C") < ($2, $3)
     order by last_at desc, ${USAGE_ID} collate "C" desc limit $4`,
    [subscriberId, time, id, limit + 1],
  );
  return rows.map((row) =>
    usageDraft({
      hour: row.hour.toISOString(),
      deviceId: row.device_id,
      routerId: row.router_id,
      afterRevision: row.after_revision,
      bytesIn: row.bytes_in,
      bytesOut: row.bytes_out,
      burntBytes: row.burnt_bytes,
      lastAt: row.last_at.toISOString(),
      onlineSeconds: row.online_seconds,
    }),
  );
};

/**
 * The balance after a page's newest line: that of now, or that before the next line of the account's own, less what was
 * used in between.
 * @param newerOpen usage of the running hour that the page does not show. @param hasNewer whether newer lines exist at all.
 */
const balanceAfter = async (
  client: PoolClient,
  entry: AccountEntry,
  newest: Draft | undefined,
  newerOpen: readonly Draft[],
  hasNewer: boolean,
): Promise<number> => {
  const nowBytes = bookBalance(entry.account);
  if (!hasNewer || !newest || newest.balanceAfterBytes !== undefined) return nowBytes;
  const { rows } = await client.query<{ before_bytes: number | null; burnt_bytes: number }>(
    `with next as (select revision, balance_after_bytes - amount_bytes as before_bytes from statement_lines
       where subscriber_id = $1 and revision > $2 order by revision limit 1)
     select (select before_bytes from next) as before_bytes, coalesce(sum(burnt_bytes), 0)::bigint as burnt_bytes
     from usage_hours where subscriber_id = $1 and last_at >= $3 and (last_at, ${USAGE_ID} collate "C") > ($3, $4)
       and after_revision < coalesce((select revision from next), ${LAST_REVISION})`,
    [entry.subscriberId, newest.revision, newest.at, newest.id],
  );
  const { before_bytes: beforeBytes = null, burnt_bytes: burntBytes = 0 } = rows[0] ?? {};
  if (beforeBytes !== null) return beforeBytes + burntBytes;
  return newerOpen.reduce((bytes, { changeBytes }) => bytes - changeBytes, nowBytes + burntBytes);
};
