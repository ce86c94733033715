// receipts.ts — takes what channels tell later of messages into the outbox.
import type { Pool } from 'pg';
import { faultOfCode } from '../channels/cloud-errors';
import type { CloudStatus, ReceiptStatus } from '../channels/cloud-webhook';
import { earlyReceiptsOf, keepEarlyReceipt } from './early-receipts.rows';
import { noteCodeDelivered } from './metrics';
import { saveReceipt, settleByReceipts, type Received } from './receipts.rows';

type Told = {
  readonly providerIds: readonly string[];
  readonly status: ReceiptStatus;
  readonly at: Date;
};

/** Of the Cloud API. The same one twice, late or out of order changes nothing. @returns whether it speaks of a message of ours. */
export const takeCloudStatus = async (pool: Pool, said: CloudStatus): Promise<boolean> => {
  const { providerId, reference, status, at, code, details, pricing } = said;
  const received = await saveReceipt(pool, {
    ...{ channel: 'cloud', providerId, reference, status, at },
    fault: status === 'failed' ? faultOfCode(code ?? 0) : null,
    reason: status === 'failed' ? `${code ?? ''} ${details}`.trim() : null,
    priceCategory: pricing?.category ?? null,
    isBillable: pricing?.isBillable ?? null,
  });
  return takeIn(pool, 'cloud', at, received);
};

/** @returns whether it is one of ours. */
const takeIn = async (pool: Pool, channel: string, at: Date, received: Received | null): Promise<boolean> => {
  if (received === null) return false;
  await settleByReceipts(pool, received.id);
  const { purpose, created_at: createdAt, has_arrived: hasArrived } = received;
  if (purpose === 'otp' && hasArrived) noteCodeDelivered(channel, createdAt, at);
  return true;
};

/**
 * What a gateway beside a linked phone tells; it names no price, and of a failure no reason. It may tell it before its answer is
 * stored: so it is kept first, and found by whoever comes second.
 */
export const takeGatewayReceipt = async (
  pool: Pool,
  channel: string,
  { providerIds, status, at }: Told,
  cameAt: Date,
): Promise<void> => {
  for (const providerId of providerIds) {
    await keepEarlyReceipt(pool, channel, providerId, { status, at }, cameAt);
    await takeOne(pool, channel, providerId, { status, at });
  }
};

/** What was told of a message before it was known to be ours. */
export const takeEarlyReceipts = async (pool: Pool, channel: string, providerId: string): Promise<void> => {
  for (const told of await earlyReceiptsOf(pool, channel, providerId))
    await takeOne(pool, channel, providerId, told);
};

const takeOne = async (
  pool: Pool,
  channel: string,
  providerId: string,
  { status, at }: Omit<Told, 'providerIds'>,
): Promise<void> => {
  const isFailure = status === 'failed';
  const received = await saveReceipt(pool, {
    ...{ channel, providerId, status, at, reference: null, priceCategory: null, isBillable: null },
    ...{ fault: isFailure ? 'refused' : null, reason: isFailure ? 'WhatsApp did not take it' : null },
  });
  await takeIn(pool, channel, at, received);
};
