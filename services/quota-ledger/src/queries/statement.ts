// statement.ts — every change of a balance, newest first, and usage by local day.
import type { ReplyOf, QuotaLedger } from '@saring/contracts';
import { localDate } from '@saring/kernel';
import type { Pool } from 'pg';
import { openUsageOf, readAccount, type OpenUsage } from '../projections/account-row';

type Methods = typeof QuotaLedger.method;
type Line = NonNullable<NonNullable<ReplyOf<Methods['getStatement']>['lines']>[number]>;
export const STATEMENT_PAGE_LINES = 100;
/** The longest stretch that one look at usage covers. */
export const USAGE_DAYS_MOST = 93;
const NEWEST = '9999-12-31T00:00:00.000Z|';
/** The ids of lines as SQL makes them: with the time they are the cursor. */
const CHANGE_ID = `'event-' || lpad(revision::text, 9, '0')`;
const USAGE_ID = `'usage-' || to_char(hour at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '-' || device_id || '-' || router_id`;
const DAY_MILLISECONDS = 86_400_000;

type HourRow = {
  readonly hour: Date;
  readonly device_id: string;
  readonly router_id: string;
  readonly bytes_in: number;
  readonly bytes_out: number;
  readonly balance_after_bytes: number;
  readonly last_at: Date;
};

export class StatementQueries {
  constructor(private readonly pool: Pool) {}

  /** @param before the cursor `time|id` of the last line that the caller holds. */
  async statement(
    subscriberId: string,
    limit: number,
    before: string | undefined,
  ): Promise<ReplyOf<Methods['getStatement']>> {
    const page = Math.min(Math.max(limit || STATEMENT_PAGE_LINES, 1), STATEMENT_PAGE_LINES);
    const cursor = before ?? NEWEST;
    const [time = '', id = ''] = cursor.split('|');
    const lines = [
      ...(await this.changes(subscriberId, time, id, page)),
      ...(await this.usageLines(subscriberId, time, id, page)),
      ...(await this.openLines(subscriberId)),
    ].filter((line) => cursorOf(line) < cursor);
    lines.sort((left, right) => (cursorOf(left) < cursorOf(right) ? 1 : -1));
    const shown = lines.slice(0, page);
    const last = shown[shown.length - 1];
    return { lines: shown, nextBefore: lines.length > page && last ? cursorOf(last) : undefined };
  }

  private async changes(subscriberId: string, time: string, id: string, limit: number): Promise<Line[]> {
    const { rows } = await this.pool.query<{
      revision: number;
      at: Date;
      cause: string;
      amount_bytes: number;
      balance_after_bytes: number;
      reason: string | null;
      source: string | null;
      amount_rupiah: number | null;
    }>(
      `select revision, at, cause, amount_bytes, balance_after_bytes, reason, source, amount_rupiah from statement_lines
       where subscriber_id = $1 and at <= $2 and (at, ${CHANGE_ID} collate "C") < ($2, $3) order by at desc, revision desc limit $4`,
      [subscriberId, time, id, limit + 1],
    );
    return rows.map((row) => ({
      id: `event-${String(row.revision).padStart(9, '0')}`,
      at: row.at.toISOString(),
      cause: row.cause,
      amountBytes: row.amount_bytes,
      balanceAfterBytes: row.balance_after_bytes,
      reason: row.reason ?? undefined,
      source: row.source ?? undefined,
      amountRupiah: row.amount_rupiah ?? undefined,
    }));
  }

  private async usageLines(subscriberId: string, time: string, id: string, limit: number): Promise<Line[]> {
    const { rows } = await this.pool.query<HourRow>(
      `select hour, device_id, router_id, bytes_in, bytes_out, balance_after_bytes, last_at from usage_hours
       where subscriber_id = $1 and hour <= $2 and last_at <= $2 and (last_at, ${USAGE_ID} collate "C") < ($2, $3)
       order by last_at desc, ${USAGE_ID} collate "C" desc limit $4`,
      [subscriberId, time, id, limit + 1],
    );
    return rows.map((row) =>
      usageLine(
        row.hour.toISOString(),
        row.device_id,
        row.router_id,
        row.bytes_in + row.bytes_out,
        row.balance_after_bytes,
        row.last_at.toISOString(),
      ),
    );
  }

  private async openLines(subscriberId: string): Promise<Line[]> {
    return (await this.openUsage(subscriberId)).map((usage) =>
      usageLine(
        usage.hour,
        usage.device,
        usage.router,
        usage.bytesIn + usage.bytesOut,
        usage.balanceAfterBytes,
        usage.lastAt,
      ),
    );
  }

  private async openUsage(subscriberId: string): Promise<readonly OpenUsage[]> {
    return openUsageOf(await readAccount(this.pool, subscriberId));
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
    const { rows } = await this.pool.query<HourRow>(
      'select hour, device_id, bytes_in, bytes_out from usage_hours where subscriber_id = $1 and hour >= $2 and hour < $3',
      [subscriberId, from, to],
    );
    const days = new Map<string, { date: string; deviceId: string; bytesIn: number; bytesOut: number }>();
    const add = (hour: Date, deviceId: string, bytesIn: number, bytesOut: number) => {
      const date = localDate(hour, timeZone);
      if (date < fromDate || date > toDate) return;
      const day = days.get(`${date}|${deviceId}`) ?? { date, deviceId, bytesIn: 0, bytesOut: 0 };
      day.bytesIn += bytesIn;
      day.bytesOut += bytesOut;
      days.set(`${date}|${deviceId}`, day);
    };
    for (const row of rows) add(row.hour, row.device_id, row.bytes_in, row.bytes_out);
    for (const { hour, device, bytesIn, bytesOut } of await this.openUsage(subscriberId))
      add(new Date(hour), device, bytesIn, bytesOut);
    return { days: [...days.values()].sort((left, right) => (left.date < right.date ? -1 : 1)) };
  }
}

const cursorOf = (line: Line): string => `${line.at}|${line.id}`;

const usageLine = (
  hour: string,
  deviceId: string,
  routerId: string,
  bytes: number,
  balanceAfterBytes: number,
  at: string,
): Line => ({
  id: `usage-${hour}-${deviceId}-${routerId}`,
  at,
  cause: 'usage',
  deviceId,
  routerId,
  amountBytes: -bytes,
  balanceAfterBytes,
});
