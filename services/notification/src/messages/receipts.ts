// receipts.ts — takes what the Cloud API tells of messages into the outbox.
import type { Pool } from 'pg';
import { faultOfCode } from '../channels/cloud-errors';
import type { CloudStatus } from '../channels/cloud-webhook';
import { saveReceipt, settleByReceipts } from './receipts.rows';

/** The same one twice, late or out of order changes nothing. @returns whether it speaks of a message of ours. */
export const takeCloudStatus = async (pool: Pool, said: CloudStatus): Promise<boolean> => {
  const { providerId, reference, status, at, code, details, pricing } = said;
  const id = await saveReceipt(pool, {
    ...{ channel: 'cloud', providerId, reference, status, at },
    fault: status === 'failed' ? faultOfCode(code ?? 0) : null,
    reason: status === 'failed' ? `${code ?? ''} ${details}`.trim() : null,
    priceCategory: pricing?.category ?? null,
    isBillable: pricing?.isBillable ?? null,
  });
  if (id !== null) await settleByReceipts(pool, id);
  return id !== null;
};
