// vouchers.ts — the vouchers: each change is stored with its row and what is due after it.
import { Inject, Injectable } from '@nestjs/common';
import type { Change } from '@saring/event-sourcing';
import type { PostgresEventStore } from '@saring/event-store';
import { idFrom } from '@saring/kernel';
import { addWorkAfter, Aggregates, PG_POOL, WorkQueue } from '@saring/service-kit';
import type { Pool, PoolClient } from 'pg';
import { BILLING_EVENTS } from '../events';
import {
  voucherDecider,
  type Voucher,
  type VoucherCommand,
  type VoucherEvent,
  type VoucherRefusal,
} from './domain/voucher';
import { voucherProcess } from './domain/voucher.process';
import { saveVoucher } from './vouchers.rows';

type VoucherChange = Change<Voucher, VoucherCommand, VoucherEvent, VoucherRefusal>;

/** The topic of the work that is due for vouchers. */
export const VOUCHER_WORK = 'voucher';
const STREAM = /^voucher-([0-9a-f-]{36})$/;
/** The voucher that a stream belongs to; undefined for other streams. */
export const voucherIdOf = (stream: string): string | undefined => STREAM.exec(stream)?.[1];

export const grantCommandOf = (voucherId: string): string => idFrom('voucher', voucherId);
/** What the ledger calls the quota of a voucher. */
export const grantOf = (voucherId: string): string => idFrom('grant', grantCommandOf(voucherId));

@Injectable()
export class Vouchers extends Aggregates<Voucher, VoucherCommand, VoucherEvent, VoucherRefusal> {
  protected readonly decider = voucherDecider;

  constructor(
    @Inject(PG_POOL) pool: Pool,
    @Inject(BILLING_EVENTS) store: PostgresEventStore,
    private readonly queue: WorkQueue,
  ) {
    super(pool, store);
  }

  /** Also wakes the workers of due work. */
  override wake(): void {
    super.wake();
    this.queue.wake();
  }

  protected streamOf(voucherId: string): string {
    return `voucher-${voucherId}`;
  }

  protected async project(client: PoolClient, { id, version, state, events }: VoucherChange): Promise<void> {
    await saveVoucher(client, id, version, state);
    await addWorkAfter(client, VOUCHER_WORK, id, events, voucherProcess.after);
  }
}
