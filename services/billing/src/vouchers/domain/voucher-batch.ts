// voucher-batch.ts — a batch of vouchers: made in one step, and printed; its vouchers have streams of their own.
import { accept, refuse, type Decider, type Decision } from '@saring/event-sourcing';
import { assertNever, type Instant } from '@saring/kernel';
import type { Duration } from '../../catalogue/domain/duration';
import type { SoldHours } from '../../catalogue/domain/package-hours';

/** What one voucher of the batch gives, fixed when it was made: later changes of the package do not change it. */
export type VoucherTerms = Duration &
  SoldHours & {
    readonly packageId: string;
    readonly packageName: string;
    /** 0 when unlimited. */
    readonly bytes: number;
    readonly unlimited: boolean;
    /** Kilobits a second; 0: as fast as the network goes. */
    readonly speedDownKilobitsPerSecond: number;
    readonly speedUpKilobitsPerSecond: number;
    /** Null: the site's standard. */
    readonly fupThresholdBytes: number | null;
    /** How many devices its account may have. */
    readonly deviceLimit: number;
    /** Absent: its time online is not counted. */
    readonly onlineSeconds?: number;
    /** What it gives ends then at the latest; absent: its duration alone says when. */
    readonly validUntil?: Instant;
  };
/** Of who has bought a ticket for one phone. */
export const TICKET_DEVICES = 1;

export type BatchTerms = VoucherTerms & {
  readonly amount: number;
  readonly prefix: string;
  readonly codeLength: number;
  readonly priceRupiah: number;
  readonly costRupiah: number;
  readonly seller: string;
  readonly note: string;
  readonly site: string;
  readonly redeemableUntil: Instant | null;
  /** The agent whose stock they are; absent: nobody's. */
  readonly agentId?: string;
  /** The order that bought the one voucher of it; absent: an operator made it. */
  readonly orderId?: string;
};

export type VoucherBatchEvent = { readonly at: Instant } & (
  | { readonly type: 'VouchersMade'; readonly terms: BatchTerms; readonly actor: string }
  | { readonly type: 'VouchersPrinted' }
);
export type VoucherBatchCommand = { readonly at: Instant } & (
  | { readonly type: 'MakeVouchers'; readonly terms: BatchTerms; readonly actor: string }
  | {
      readonly type: 'PrintVouchers';
      /** Who prints may print what was printed before. */
      readonly mayRepeat: boolean;
    }
);
export type VoucherBatch = {
  readonly terms: BatchTerms | null;
  /** Who made it. */
  readonly actor: string;
  readonly printed: number;
};
export type VoucherBatchRefusal =
  | 'BILLING.VOUCHER_BATCH_UNKNOWN'
  | 'BILLING.VOUCHERS_PRINTED'
  | 'BILLING.VOUCHER_DAY_PAST'
  | 'BILLING.VOUCHER_PRICE_ZERO';

export const voucherBatchDecider: Decider<
  VoucherBatch,
  VoucherBatchCommand,
  VoucherBatchEvent,
  VoucherBatchRefusal
> = {
  initialState: () => ({ terms: null, actor: '', printed: 0 }),
  evolve: (batch, event) => {
    switch (event.type) {
      case 'VouchersMade':
        return { ...batch, terms: event.terms, actor: event.actor };
      case 'VouchersPrinted':
        return { ...batch, printed: batch.printed + 1 };
      default:
        return assertNever(event);
    }
  },
  decide: ({ terms, printed }, command) => {
    if (command.type === 'MakeVouchers') return make(command);
    if (!terms) return refuse('BILLING.VOUCHER_BATCH_UNKNOWN');
    // Whoever holds the codes holds what they are worth: a second sheet is somebody's decision.
    if (printed > 0 && !command.mayRepeat) return refuse('BILLING.VOUCHERS_PRINTED', { printed });
    return accept({ type: 'VouchersPrinted', at: command.at });
  },
};

const make = (
  command: Extract<VoucherBatchCommand, { type: 'MakeVouchers' }>,
): Decision<VoucherBatchEvent, VoucherBatchRefusal> => {
  const { redeemableUntil, priceRupiah } = command.terms;
  if (redeemableUntil !== null && redeemableUntil <= command.at) return refuse('BILLING.VOUCHER_DAY_PAST');
  // What costs nothing is given, not sold: a sale for nothing would stand in no drawer and in no books.
  if (priceRupiah <= 0) return refuse('BILLING.VOUCHER_PRICE_ZERO');
  return accept({ ...command, type: 'VouchersMade' });
};
