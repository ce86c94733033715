// unique-amounts.ts — the sums that buyers are asked for by a printed code: no two orders that wait share one, so that an
// operator who sees the money knows whose it is.
import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { RefusalError } from '@saring/messaging';
import { CLOCK, inTransaction, PG_POOL } from '@saring/service-kit';
import type { Clock } from '@saring/kernel';
import type { Pool } from 'pg';
import { PAYMENT_CONFIG, type PaymentConfig } from '../config';
import type { PaymentTerms } from '../orders/domain/payment-order';
import { addedChoices, freeAdded } from './domain/unique-amount';
import { claimedBy, saveClaim, takenSums } from './unique-amounts.rows';

/** After the end of an order its sum rests: a transfer that comes late must not look like another order's. */
const REST_MILLISECONDS = 24 * 3_600_000;
const SEED_BYTES = 4;

@Injectable()
export class UniqueAmounts {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PAYMENT_CONFIG) private readonly config: PaymentConfig,
  ) {}

  /**
   * The terms with a sum that nobody else is asked for; asked again for the same order, the same.
   * @param account whose money it is: the printed code.
   * @throws RefusalError PAYMENT.AMOUNTS_TAKEN
   */
  async claim(terms: PaymentTerms, account: string): Promise<PaymentTerms> {
    const { orderId, amountRupiah, expiresAt } = terms;
    const mostAdded = this.config.STATIC_QRIS_MOST_ADDED;
    const accountId = createHash('sha256').update(account).digest('base64url');
    const addedRupiah = await inTransaction(this.pool, async (client) => {
      // One after another for each account: two that look at once would find the same sum free.
      await client.query('select pg_advisory_xact_lock(hashtext($1))', [`static-qris ${accountId}`]);
      const before = await claimedBy(client, orderId);
      if (before !== null) return before - amountRupiah;
      const range = { accountId, from: amountRupiah + 1, to: amountRupiah + mostAdded };
      const taken = await takenSums(client, range, this.clock.now());
      const seed = createHash('sha256').update(orderId).digest().readUIntBE(0, SEED_BYTES);
      const free = freeAdded(amountRupiah, taken, addedChoices(seed, mostAdded));
      if (free === null) throw new RefusalError('PAYMENT.AMOUNTS_TAKEN', { most: mostAdded });
      const freeAt = new Date(Date.parse(expiresAt) + REST_MILLISECONDS);
      await saveClaim(client, { accountId, sumRupiah: amountRupiah + free, orderId, freeAt });
      return free;
    });
    return { ...terms, addedRupiah };
  }
}
