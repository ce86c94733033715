// redemption.ts — a typed code becomes quota of an account: claimed in our books first, then given by the ledger.
import { Inject, Injectable } from '@nestjs/common';
import { QuotaLedger } from '@saring/contracts';
import { idFrom, toInstant, type Clock, type Instant } from '@saring/kernel';
import { Messenger, RefusalError, UnavailableError } from '@saring/messaging';
import {
  CLOCK,
  inTransaction,
  LOGGER,
  PG_POOL,
  retryStale,
  WorkQueue,
  type LeaderWork,
} from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import type { Logger } from 'pino';
import { wrongVoucherCodes } from '../metrics';
import { hoursAsked } from '../catalogue/domain/package-hours';
import { readCode } from './domain/voucher-code';
import { mustGrant, type Voucher } from './domain/voucher';
import { voucherProcess } from './domain/voucher.process';
import { ALERT_WRONG_AN_HOUR, TRIES_KEPT_SECONDS, waitSeconds } from './domain/voucher-tries';
import { VoucherBatches } from './voucher-batches';
import { VoucherCodes } from './voucher-codes';
import { VoucherEnds } from './voucher-ends';
import { addTry, addWrongCode, countWrongCodes, lockTries, takeTryBack } from './voucher-tries.rows';
import { grantCommandOf, grantOf, VOUCHER_WORK, Vouchers } from './vouchers';
import { findVoucher, findVoucherByHash, type BatchRow, type VoucherRow } from './vouchers.rows';

const actor = 'billing';
const NO_GRANT = 'QUOTA.GRANT_UNKNOWN';

type Redeemed = {
  readonly row: VoucherRow;
  readonly batch: BatchRow;
  readonly accountId: string;
  readonly granted: boolean;
};
type Loaded = { readonly id: string; readonly voucher: Voucher };

@Injectable()
export class Redemption implements LeaderWork {
  readonly leads = 'billing vouchers';

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly codes: VoucherCodes,
    private readonly batches: VoucherBatches,
    private readonly vouchers: Vouchers,
    private readonly ends: VoucherEnds,
    private readonly messenger: Messenger,
    private readonly queue: WorkQueue,
  ) {}

  /**
   * Typed again for the same account it answers the same.
   * @param subscriberId whose account gets it; null: the voucher's own, whose id is the voucher's.
   * @throws RefusalError BILLING.VOUCHER_TRIES, BILLING.VOUCHER_UNKNOWN, and those of a voucher
   */
  async redeem(typed: string, subscriberId: string | null, from: readonly string[]): Promise<Redeemed> {
    const sources = [...new Set(from)].map((source) => this.codes.sourceOf(source));
    await this.chargeTry(sources);
    const row = await findVoucherByHash(this.pool, this.codes.hashOf(readCode(typed)));
    if (!row) return this.refuseWrong();
    await this.takeTryBack(sources);
    const batch = await this.batches.find(row.batchId);
    const accountId = subscriberId ?? row.id;
    const until = batch.terms.redeemableUntil ?? batch.terms.validUntil ?? null;
    const granted = await this.claim(row.id, accountId, until, accountActor(subscriberId));
    return { row, batch, accountId, granted };
  }

  /** One that was just sold, for whose account it was sold: no date is too late. @returns whether the ledger has given it. */
  async redeemFor(voucherId: string, accountId: string): Promise<boolean> {
    const row = await findVoucher(this.pool, voucherId);
    if (!row) throw new RefusalError('BILLING.VOUCHER_UNKNOWN');
    return this.claim(voucherId, accountId, null, actor);
  }

  wake(): void {
    this.vouchers.wake();
  }

  private async claim(
    voucherId: string,
    accountId: string,
    redeemableUntil: Instant | null,
    claimant: string,
  ): Promise<boolean> {
    const at = toInstant(this.clock.now());
    const command = { type: 'RedeemVoucher', accountId, redeemableUntil, at } as const;
    const { state } = await this.vouchers.handle(voucherId, [command], { actor: claimant });
    return mustGrant(state) ? this.tryNow({ id: voucherId, voucher: state }) : true;
  }

  run(signal: AbortSignal): Promise<void> {
    return this.queue.drain(
      {
        topic: VOUCHER_WORK,
        process: voucherProcess,
        find: async (id): Promise<Loaded> => ({ id, voucher: (await this.vouchers.load(id)).state }),
        stateOf: ({ voucher }) => voucher,
        do: {
          grant: (loaded) => this.grant(loaded),
          take_back: (loaded) => this.takeBack(loaded),
          look: ({ voucher }) => this.ends.lookAt(voucher.accountId ?? ''),
        },
      },
      signal,
    );
  }

  /** Charged before the code is looked at, so that a burst of guesses is counted one by one. */
  private async chargeTry(sources: readonly Buffer[]): Promise<void> {
    const now = this.clock.now();
    const forgotten = new Date(now.getTime() - TRIES_KEPT_SECONDS * 1_000);
    const charge = async (client: PoolClient): Promise<void> => {
      const tries = await lockTries(client, sources);
      const overall = await countWrongCodes(client, forgotten);
      const wait = Math.max(0, ...tries.map((one) => waitSeconds(one, overall, now)));
      if (wait > 0) throw new RefusalError('BILLING.VOUCHER_TRIES', { retryInSeconds: wait });
      await addTry(client, sources, now, forgotten);
    };
    await retryStale(() => inTransaction(this.pool, charge));
  }

  /** Behind the same lock as the charge: two of one device and address never wait for one another's rows. */
  private async takeTryBack(sources: readonly Buffer[]): Promise<void> {
    await retryStale(() =>
      inTransaction(this.pool, async (client) => {
        await lockTries(client, sources);
        await takeTryBack(client, sources);
      }),
    );
  }

  private async refuseWrong(): Promise<never> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - TRIES_KEPT_SECONDS * 1_000);
    wrongVoucherCodes.inc();
    const wrong = await addWrongCode(this.pool, now, since);
    if (wrong === ALERT_WRONG_AN_HOUR)
      this.logger.error(
        { wrong },
        'somebody guesses the codes of vouchers: so many wrong ones within an hour',
      );
    throw new RefusalError('BILLING.VOUCHER_UNKNOWN');
  }

  /** One try now, so that the phone is online at once; the worker goes on where it fails. */
  private async tryNow(loaded: Loaded): Promise<boolean> {
    try {
      await this.grant(loaded);
      return true;
    } catch (error) {
      if (error instanceof RefusalError || error instanceof UnavailableError) return false;
      throw error;
    }
  }

  private async grant({ id, voucher }: Loaded): Promise<void> {
    const row = await findVoucher(this.pool, id);
    if (!row || voucher.accountId === null) throw new Error('a voucher without an account is to be given');
    const { terms } = await this.batches.find(row.batchId);
    const { version } = await this.messenger.request(QuotaLedger.method.grantQuota, {
      commandId: grantCommandOf(id),
      subscriberId: voucher.accountId,
      source: 'voucher',
      bytes: terms.bytes,
      unlimited: terms.unlimited,
      lastsSeconds: terms.lastsSeconds,
      startsAtFirstUse: terms.startsAtFirstUse,
      packageId: terms.packageId,
      speedDownKilobitsPerSecond: terms.speedDownKilobitsPerSecond,
      speedUpKilobitsPerSecond: terms.speedUpKilobitsPerSecond,
      deviceLimit: terms.deviceLimit,
      onlineSeconds: terms.onlineSeconds ?? 0,
      validUntil: terms.validUntil,
      ...hoursAsked(terms),
      ...(terms.fupThresholdBytes === null ? {} : { fupThresholdBytes: terms.fupThresholdBytes }),
      reason: terms.packageName,
      actor,
    });
    const at = toInstant(this.clock.now());
    const confirm = { type: 'ConfirmGranted', accountVersion: version, at } as const;
    await this.vouchers.handle(id, [confirm], { actor });
  }

  private async takeBack({ id, voucher }: Loaded): Promise<void> {
    await this.messenger
      .request(QuotaLedger.method.revokeGrant, {
        commandId: idFrom('take-back', id),
        subscriberId: voucher.accountId ?? '',
        grantId: grantOf(id),
        reason: voucher.reason ?? '',
        actor,
      })
      .catch((error: unknown) => {
        // It was never given.
        if (!(error instanceof RefusalError && error.code === NO_GRANT)) throw error;
      });
    const confirm = { type: 'ConfirmTakenBack', at: toInstant(this.clock.now()) } as const;
    await this.vouchers.handle(id, [confirm], { actor });
  }
}

const accountActor = (subscriberId: string | null): string =>
  subscriberId === null ? 'voucher' : 'subscriber';
