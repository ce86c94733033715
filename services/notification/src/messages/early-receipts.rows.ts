// early-receipts.rows.ts — what a gateway told of a message before its answer was stored: a fast phone is faster than we are.
import type { Queryable } from '@saring/service-kit';

type EarlyReceipt = {
  readonly status: 'sent' | 'delivered' | 'read' | 'failed';
  readonly at: Date;
};

/** The earliest of a status counts. */
export const keepEarlyReceipt = async (
  on: Queryable,
  channel: string,
  providerId: string,
  { status, at }: EarlyReceipt,
  cameAt: Date,
): Promise<void> => {
  await on.query(
    `insert into early_receipts as e (channel, provider_id, status, at, came_at) values ($1, $2, $3, $4, $5)
     on conflict (channel, provider_id, status) do update set at = least(e.at, excluded.at)`,
    [channel, providerId, status, at, cameAt],
  );
};

export const earlyReceiptsOf = async (
  on: Queryable,
  channel: string,
  providerId: string,
): Promise<readonly EarlyReceipt[]> => {
  const { rows } = await on.query<EarlyReceipt>(
    'select status, at from early_receipts where channel = $1 and provider_id = $2',
    [channel, providerId],
  );
  return rows;
};

export const forgetEarlyReceiptsBefore = async (on: Queryable, before: Date): Promise<void> => {
  await on.query('delete from early_receipts where came_at < $1', [before]);
};
