// voucher.ts — one voucher: a claim on a package that is sold, redeemed by its code, or made void.
import { accept, refuse, type Decider, type Decision } from '@saring/event-sourcing';
import { assertNever, type CounterMethod, type Instant, type VoucherState } from '@saring/kernel';

/** At the counter, out of an agent's deposit, or by an order, which has the money in its own books. */
export type VoucherMethod = CounterMethod | 'deposit' | 'order';

/** What was sold, in the event: posting it to the books folds nothing. */
export type VoucherSaleTerms = {
  readonly saleId: string;
  readonly batchId: string;
  readonly packageId: string;
  readonly description: string;
  readonly bytes: number;
  readonly priceRupiah: number;
  readonly method: VoucherMethod;
  /** The operator who took the money; of a deposit the agent; of an order nobody. */
  readonly cashier: string;
  readonly site: string;
  /** Of cash: where the drawer stands; of a deposit: where it was paid in; null: neither. */
  readonly drawerSite: string | null;
};
/** Where its money goes back from. */
type VoucherRefund = {
  readonly method: 'cash' | 'transfer' | 'deposit';
  readonly operatorId: string;
  /** Of cash: where the drawer stands. */
  readonly fromSite: string;
};

export type VoucherEnd = Extract<VoucherState, 'used_up' | 'expired'>;

export type VoucherEvent = { readonly at: Instant } & (
  | ({ readonly type: 'VoucherSold' } & VoucherSaleTerms)
  /** The account that gets its quota: the voucher's own has the voucher's id. */
  | { readonly type: 'VoucherRedeemed'; readonly accountId: string }
  /** The ledger has given it: `accountVersion` of the account shows it; absent in events from before it was noted. */
  | { readonly type: 'VoucherGranted'; readonly accountVersion?: number }
  /** Nothing of it is left, or its time is over. */
  | { readonly type: 'VoucherEnded'; readonly how: VoucherEnd }
  /** The ledger has prolonged it or given some of it back. */
  | { readonly type: 'VoucherResumed' }
  | {
      readonly type: 'VoucherVoided';
      readonly reason: string;
      /** With what it was sold as: posting it to the books folds nothing. */
      readonly refund: (VoucherRefund & { readonly sale: VoucherSaleTerms }) | null;
    }
  /** The ledger has taken back what it gave. */
  | { readonly type: 'VoucherTakenBack' }
);

export type VoucherCommand = { readonly at: Instant } & (
  | ({ readonly type: 'SellVoucher' } & VoucherSaleTerms)
  | {
      readonly type: 'RedeemVoucher';
      readonly accountId: string;
      /** Null: there is none. */
      readonly redeemableUntil: Instant | null;
    }
  | { readonly type: 'ConfirmGranted'; readonly accountVersion: number }
  /** How the ledger holds what it gave. */
  | { readonly type: 'NoteStanding'; readonly standing: VoucherEnd | 'live' }
  | {
      readonly type: 'VoidVoucher';
      readonly reason: string;
      /** Null: nothing goes back. */
      readonly refund: VoucherRefund | null;
    }
  | { readonly type: 'ConfirmTakenBack' }
);

export type Voucher = {
  readonly state: VoucherState;
  readonly sale: VoucherSaleTerms | null;
  readonly soldAt: Instant | null;
  readonly redeemedAt: Instant | null;
  readonly accountId: string | null;
  readonly voidedAt: Instant | null;
  readonly reason: string | null;
  /** To its buyer, when it was made void. */
  readonly returnedRupiah: number;
  /** The ledger is to give it, or to take it back. */
  readonly isGranted: boolean;
  /** Of the account: from here on it shows what was given. */
  readonly accountVersion: number;
  readonly isTakenBack: boolean;
};

export type VoucherRefusal =
  | 'BILLING.VOUCHER_NOT_UNSOLD'
  | 'BILLING.VOUCHER_UNSOLD'
  | 'BILLING.VOUCHER_USED'
  | 'BILLING.VOUCHER_VOID'
  | 'BILLING.VOUCHER_EXPIRED'
  | 'BILLING.VOUCHER_OF_ORDER'
  | 'QUOTA.REASON_REQUIRED';

const initialState = (): Voucher => ({
  ...{ state: 'unsold', sale: null, soldAt: null, redeemedAt: null, accountId: null },
  ...{ voidedAt: null, reason: null, returnedRupiah: 0, isGranted: false, isTakenBack: false },
  accountVersion: 0,
});

const evolve = (voucher: Voucher, event: VoucherEvent): Voucher => {
  const { at } = event;
  switch (event.type) {
    case 'VoucherSold': {
      const { type: _type, at: _at, ...sale } = event;
      return { ...voucher, state: 'sold', sale, soldAt: at };
    }
    case 'VoucherRedeemed':
      return { ...voucher, state: 'active', accountId: event.accountId, redeemedAt: at };
    case 'VoucherGranted':
      return { ...voucher, isGranted: true, accountVersion: event.accountVersion ?? 0 };
    case 'VoucherEnded':
      return { ...voucher, state: event.how };
    case 'VoucherResumed':
      return { ...voucher, state: 'active' };
    case 'VoucherVoided':
      return {
        ...{ ...voucher, state: 'void', reason: event.reason, voidedAt: at },
        returnedRupiah: event.refund?.sale.priceRupiah ?? 0,
      };
    case 'VoucherTakenBack':
      return { ...voucher, isTakenBack: true };
    default:
      return assertNever(event);
  }
};

type VoucherDecision = Decision<VoucherEvent, VoucherRefusal>;

const decide = (voucher: Voucher, command: VoucherCommand): VoucherDecision => {
  switch (command.type) {
    case 'SellVoucher':
      return voucher.state === 'unsold'
        ? accept({ ...command, type: 'VoucherSold' })
        : refuse('BILLING.VOUCHER_NOT_UNSOLD');
    case 'RedeemVoucher':
      return redeem(voucher, command);
    case 'ConfirmGranted':
      return mustGrant(voucher) ? accept({ ...command, type: 'VoucherGranted' }) : accept();
    case 'NoteStanding':
      return noteStanding(voucher, command);
    case 'VoidVoucher':
      return makeVoid(voucher, command);
    case 'ConfirmTakenBack':
      return mustTakeBack(voucher) ? accept({ type: 'VoucherTakenBack', at: command.at }) : accept();
    default:
      return assertNever(command);
  }
};

/** The clock of its quota starts now, never when it was made; typed again for the same account it changes nothing. */
const redeem = (
  { state, accountId }: Voucher,
  command: Extract<VoucherCommand, { type: 'RedeemVoucher' }>,
): VoucherDecision => {
  if (state === 'void') return refuse('BILLING.VOUCHER_VOID');
  if (state === 'unsold') return refuse('BILLING.VOUCHER_UNSOLD');
  if (accountId !== null) return accountId === command.accountId ? accept() : refuse('BILLING.VOUCHER_USED');
  const { redeemableUntil, at } = command;
  if (redeemableUntil !== null && at > redeemableUntil)
    return refuse('BILLING.VOUCHER_EXPIRED', { until: redeemableUntil });
  return accept({ type: 'VoucherRedeemed', accountId: command.accountId, at });
};

const noteStanding = (
  voucher: Voucher,
  { standing, at }: Extract<VoucherCommand, { type: 'NoteStanding' }>,
): VoucherDecision => {
  if (!isGiven(voucher) || voucher.state === (standing === 'live' ? 'active' : standing)) return accept();
  return standing === 'live'
    ? accept({ type: 'VoucherResumed', at })
    : accept({ type: 'VoucherEnded', how: standing, at });
};

const makeVoid = (
  { state, sale }: Voucher,
  { at, reason, refund }: Extract<VoucherCommand, { type: 'VoidVoucher' }>,
): VoucherDecision => {
  if (state === 'void') return refuse('BILLING.VOUCHER_VOID');
  if (reason.trim() === '') return refuse('QUOTA.REASON_REQUIRED');
  if (refund && !sale) return refuse('BILLING.VOUCHER_UNSOLD');
  // Its money goes back where it was paid: by the order.
  if (refund && sale?.method === 'order') return refuse('BILLING.VOUCHER_OF_ORDER');
  const returned = refund && sale ? { ...refund, sale } : null;
  return accept({ type: 'VoucherVoided', reason: reason.trim(), refund: returned, at });
};

/** The ledger holds it, or what is left of it. */
export const isGiven = ({ state, isGranted }: Voucher): boolean => isGranted && state !== 'void';
/** Redeemed, and the ledger has not said yet that it gave it. */
export const mustGrant = ({ state, isGranted }: Voucher): boolean => state === 'active' && !isGranted;
/** Also what the ledger may have given without our hearing of it. */
export const mustTakeBack = ({ state, accountId, isTakenBack }: Voucher): boolean =>
  state === 'void' && accountId !== null && !isTakenBack;

export const voucherDecider: Decider<Voucher, VoucherCommand, VoucherEvent, VoucherRefusal> = {
  initialState,
  evolve,
  decide,
};
