// voucher-batches.ts — batches of vouchers: made with all their codes or not at all, and printed.
import { Inject, Injectable } from '@nestjs/common';
import type { Change, CommandContext } from '@saring/event-sourcing';
import type { PostgresEventStore } from '@saring/event-store';
import { idFrom, newId, toInstant, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Aggregates, CLOCK, PG_POOL, StaleError } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { BILLING_EVENTS } from '../events';
import {
  voucherBatchDecider,
  type BatchTerms,
  type VoucherBatch,
  type VoucherBatchCommand,
  type VoucherBatchEvent,
  type VoucherBatchRefusal,
} from './domain/voucher-batch';
import { checkCodeSpace, shownCode } from './domain/voucher-code';
import { VoucherCodes } from './voucher-codes';
import {
  countLive,
  findVoucherBatch,
  insertVouchers,
  listPrintable,
  saveBatch,
  type BatchRow,
  type NewVoucher,
  type VoucherRow,
} from './vouchers.rows';

type BatchChange = Change<VoucherBatch, VoucherBatchCommand, VoucherBatchEvent, VoucherBatchRefusal>;
type MakeContext = CommandContext & { readonly commandId: string };
export type PrintedVoucher = { readonly number: number; readonly code: string };

@Injectable()
export class VoucherBatches extends Aggregates<
  VoucherBatch,
  VoucherBatchCommand,
  VoucherBatchEvent,
  VoucherBatchRefusal
> {
  protected readonly decider = voucherBatchDecider;

  constructor(
    @Inject(PG_POOL) pool: Pool,
    @Inject(BILLING_EVENTS) store: PostgresEventStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly codes: VoucherCodes,
  ) {
    super(pool, store);
  }

  /** @throws RefusalError BILLING.VOUCHER_BATCH_UNKNOWN */
  async find(batchId: string): Promise<BatchRow> {
    const row = await findVoucherBatch(this.pool, batchId);
    if (!row) throw new RefusalError('BILLING.VOUCHER_BATCH_UNKNOWN');
    return row;
  }

  /**
   * The same command again makes nothing more.
   * @throws RefusalError BILLING.VOUCHER_CODES_SHORT where a guess would hit too often, COMMAND.ID_REUSED
   */
  async make(terms: BatchTerms, context: MakeContext): Promise<BatchRow> {
    const { amount, prefix, codeLength } = terms;
    const batchId = idFrom('voucher-batch', context.commandId);
    const at = toInstant(this.clock.now());
    const command: VoucherBatchCommand = { type: 'MakeVouchers', terms, actor: context.actor, at };
    const commands = async (): Promise<readonly VoucherBatchCommand[]> => {
      const live = await countLive(this.pool, prefix, codeLength);
      const checked = checkCodeSpace(codeLength, live + amount);
      if (!checked.ok) throw new RefusalError(checked.refusal.code, checked.refusal.details);
      return [command];
    };
    await this.handle(batchId, commands, context);
    return this.find(batchId);
  }

  /** @throws RefusalError BILLING.VOUCHERS_PRINTED */
  async print(
    batchId: string,
    { mayRepeat, withSold }: { readonly mayRepeat: boolean; readonly withSold: boolean },
    context: CommandContext,
  ): Promise<readonly PrintedVoucher[]> {
    const { terms } = await this.find(batchId);
    const command = { type: 'PrintVouchers', mayRepeat, at: toInstant(this.clock.now()) } as const;
    await this.handle(batchId, [command], context);
    return (await listPrintable(this.pool, batchId, withSold)).map((row) => this.printed(row, terms.prefix));
  }

  printed({ id, number, codeSealed }: VoucherRow, prefix: string): PrintedVoucher {
    return { number, code: shownCode(this.codes.open(codeSealed, id), prefix) };
  }

  protected streamOf(batchId: string): string {
    return `voucherBatch-${batchId}`;
  }

  protected async project(client: PoolClient, { id, version, state, events }: BatchChange): Promise<void> {
    const { terms, printed, actor } = state;
    const made = events.find(({ type }) => type === 'VouchersMade');
    if (!terms) throw new Error('a batch of vouchers has no terms');
    await saveBatch(client, id, { version, terms, printed, actor, at: made?.at ?? null });
    if (!made) return;
    const vouchers = this.codes
      .make(terms.amount, terms.prefix, terms.codeLength)
      .map(({ code, hash }, index): NewVoucher => {
        const voucherId = newId();
        return { id: voucherId, number: index + 1, hash, sealed: this.codes.seal(code, voucherId) };
      });
    // A code is another voucher's: all are drawn again.
    if ((await insertVouchers(client, id, vouchers)) < vouchers.length) throw new StaleError(id);
  }
}
