// balance-rows.ts — the rows that a folded batch leads to, beside the accounts' own.
export type StatementRow = {
  readonly subscriberId: string;
  readonly revision: number;
  readonly line: number;
  readonly at: string;
  readonly cause: string;
  readonly amountBytes: number;
  readonly balanceAfterBytes: number;
  readonly reason: string | null;
  readonly source: string | null;
  readonly amountRupiah: number | null;
  /** What the time online left changed by, and what it is then; null: it did not change. */
  readonly onlineSeconds: number | null;
  readonly onlineSecondsAfter: number | null;
  /** Of a grant, `22:00-06:00`; null: it can be used at any time, or it is none. */
  readonly validHours: string | null;
};
export type UsageHourRow = {
  readonly subscriberId: string;
  readonly hour: string;
  readonly deviceId: string;
  readonly routerId: string;
  /** The account's last own event before it; -1: there was none. */
  readonly afterRevision: number;
  bytesIn: number;
  bytesOut: number;
  /** The bytes by which the balance shrank. */
  burntBytes: number;
  /** Time online that burnt. */
  onlineSeconds: number;
  lastAt: string;
};
export type AnomalyRow = {
  readonly anomalyId: string;
  readonly subscriberId: string;
  readonly deviceId: string;
  readonly routerId: string;
  readonly bytes: number;
  readonly observedAt: string;
  readonly seconds: number;
  readonly carriedBytes: number | null;
};
export type CommandRow = {
  readonly commandId: string;
  readonly subscriberId: string;
  readonly contentHash: string;
  readonly revision: number;
};
