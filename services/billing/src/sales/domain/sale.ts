// sale.ts — what happened to one sale, from the order to what was bought, and back where the money went back.
import {
  assertNever,
  type ExpiryPolicy,
  type Instant,
  type OrderState,
  type PaymentMethod,
} from '@saring/kernel';
import { withAskedFor, type Asked, type AskedForEvent } from './asked-for';
import type { Duration } from '../../catalogue/domain/duration';
import type { SoldHours } from '../../catalogue/domain/package-hours';
import { evolveExtras, type ExtraEvent, type Extras } from './extra-payments';
import { asksAfterExtra, withAsk, withNoted, type Asks, type RefundAsk } from './refund-asks';

export type Purpose = 'package' | 'settlement' | 'bills' | 'voucher' | 'agent_deposit';

type SettledItem = {
  readonly debtId: string;
  readonly bytes: number;
  /** What of the item's price; absent in orders from before it. */
  readonly amountRupiah?: number;
};

/** The goods as ordered: later changes of the catalogue or of the debts do not change this sale. */
export type Goods = Partial<Duration> &
  SoldHours & {
    readonly description: string;
    readonly packageId: string | null;
    /** Of a package with its bonus on top; of a settlement all that it addresses. */
    readonly bytes: number;
    readonly bonusBytes: number;
    readonly unlimited: boolean;
    /** Whole days, a part counted as one: all that orders said before packages had hours. */
    readonly days: number;
    readonly fupThresholdBytes: number | null;
    /** How it changes the expiry of the buyer's grants, as shown; absent: not at all. */
    readonly expiryPolicy?: ExpiryPolicy;
    /** Kilobits a second; absent: as fast as the network goes. */
    readonly speedDownKilobitsPerSecond?: number;
    readonly speedUpKilobitsPerSecond?: number;
    /** Absent: as many devices as everyone may have. */
    readonly deviceLimit?: number;
    /** Absent: its time online is not counted. */
    readonly onlineSeconds?: number;
    /** It ends then at the latest; absent: its duration alone says when. */
    readonly validUntil?: Instant;
    /** Of a settlement of one item. */
    readonly debtId: string | null;
    /** The debts that it settles: of a settlement by its money, of a package by its bytes. */
    readonly items: readonly SettledItem[];
    readonly autoDebtBytes: number;
    /** Of a payment of one bill; absent: of all that was due. */
    readonly billId?: string;
    /** The bills that a payment was made out for, as they were then. */
    readonly bills?: readonly PayableBill[];
  };

export type PayableBill = {
  readonly billId: string;
  readonly number: string;
  readonly packageName: string;
  readonly from: string;
  /** Without this day. */
  readonly to: string;
  readonly owedRupiah: number;
};

export type SalePrice = {
  readonly amountRupiah: number;
  readonly discountRupiah: number;
  readonly promoId: string | null;
  readonly promoName: string | null;
};

export type SaleTerms = {
  readonly subscriberId: string;
  readonly purpose: Purpose;
  readonly goods: Goods;
  readonly price: SalePrice;
  readonly method: PaymentMethod;
  readonly bank: string | null;
  readonly site: string;
  readonly returnUrl: string | null;
  /** The operator who takes the money at the counter; absent: nobody does. */
  readonly cashier?: string;
  /** Of cash: the site of the cashier's drawer; absent in orders from before drawers had one. */
  readonly drawerSite?: string;
  /** Of a gift: whose account gets it; absent: it is none. */
  readonly receiverId?: string;
  /** Of money for a deposit: the agent, who is the buyer, too (`subscriberId` is the same); absent: it is none. */
  readonly agentId?: string;
};

/** The details that other services get with each change of state; in the event, so that publishing folds nothing. */
export type About = {
  readonly subscriberId: string;
  readonly purpose: Purpose;
  readonly amountRupiah: number;
  readonly from: OrderState | null;
  /** An operator takes the money; absent in events from before it was noted. */
  readonly atCounter?: true;
};

/** Where the money came in, and what that keeps of it; absent in events from before it was noted. */
type Kept = {
  readonly gateway: string;
  readonly feeRupiah: number;
  /** Paid on top of the price: it is no part of what was bought. */
  readonly addedRupiah: number;
  /** When payment came to know of the money, by our clock. */
  readonly reportedAt: Instant;
};

type Changed = { readonly at: Instant; readonly about: About };
/** The asks that so much money back confirms; absent: none. */
type Confirming = { readonly confirms?: readonly string[] };
/** Versions are those of the payment: lower or equal is old news. */
type ByPayment = Changed & { readonly paymentVersion: number };

export type SaleEvent =
  /** Absent: orders from before it had their number from the payment. */
  | ({ readonly type: 'OrderPlaced'; readonly terms: SaleTerms; readonly orderNumber?: string } & Changed)
  | ({
      readonly type: 'PaymentOpened';
      readonly orderNumber: string;
      readonly expiresAt: Instant;
      readonly addedRupiah?: number;
      /** It was asked for before it could be paid. */
      readonly isAskedFor?: true;
    } & ByPayment)
  /** Carries the order number because a fast payment can be reported before PaymentOpened. */
  /** After a reversal another transaction has paid: the goods are due again. */
  | ({ readonly type: 'OrderPaid'; readonly paidAt: Instant; readonly orderNumber: string } & Partial<Kept> &
      ByPayment)
  | AskedForEvent
  | { readonly type: 'InvoiceNumbered'; readonly invoiceNumber: string; readonly at: Instant }
  | { readonly type: 'FulfilmentDeferred'; readonly reason: string; readonly at: Instant }
  | ({ readonly type: 'OrderFulfilled'; readonly surplus?: Surplus } & Changed)
  | ({ readonly type: 'OrderExpired' } & ByPayment)
  | ({ readonly type: 'OrderCancelled'; readonly reason: string } & ByPayment)
  | ({ readonly type: 'OrderDenied' } & ByPayment)
  | ({ readonly type: 'OrderRefunded'; readonly refundedRupiah: number } & Confirming & ByPayment)
  | ({ readonly type: 'OrderReversed' } & ByPayment)
  | ({
      readonly type: 'RefundNoted';
      readonly refundedRupiah: number;
      readonly paymentVersion: number;
      readonly at: Instant;
    } & Confirming)
  /** An operator has money given back: it counts from now, within what the operator's role may give back. */
  | ({
      readonly type: 'RefundAsked';
      readonly at: Instant;
      /** Absent in events from before it was noted. */
      readonly reason?: string;
    } & RefundAsk)
  /** Payment has refused it: it counts no more. */
  | { readonly type: 'RefundReleased'; readonly key: string; readonly at: Instant }
  /** A newer word that changes nothing: what is older than it is old news. */
  | { readonly type: 'PaymentSeen'; readonly paymentVersion: number; readonly at: Instant }
  /** Goodwill: a refund of this round leaves what was bought (`isKept`), or takes it back after all. */
  | {
      readonly type: 'PurchaseKept';
      readonly round: number;
      readonly isKept: boolean;
      readonly reason: string;
      readonly at: Instant;
    }
  /** Refunds of a part take back their share of this round's purchase (`isShared`), or do no longer. */
  | {
      readonly type: 'PurchaseShared';
      readonly round: number;
      readonly isShared: boolean;
      readonly reason: string;
      readonly at: Instant;
    }
  | ({ readonly type: 'PurchasePartTakenBack'; readonly at: Instant } & PurchasePart)
  | { readonly type: 'PurchaseTakenBack'; readonly round: number; readonly at: Instant }
  | ExtraEvent;

/**
 * Of a settlement: what was not owed any more when it was given, as after a waiver. It became quota, so that what is
 * paid is never lost. Absent: all was owed still.
 */
export type Surplus = { readonly bytes: number; readonly unlimited: boolean };

/** The share of a purchase that went with a part of its money. `upToRupiah` tells the parts of one round apart. */
export type PurchasePart = {
  readonly round: number;
  readonly upToRupiah: number;
  readonly bytes: number;
};

export type Sale = Extras &
  Asks &
  Asked & {
    /** Null: not placed. */
    readonly terms: SaleTerms | null;
    readonly state: OrderState;
    readonly placedAt: Instant;
    readonly orderNumber: string;
    readonly expiresAt: Instant | null;
    /** 0: the payment has not been reported yet. */
    readonly paymentVersion: number;
    readonly paidAt: Instant | null;
    readonly invoiceNumber: string | null;
    readonly fulfilledAt: Instant | null;
    /** Why what is paid is not fulfilled yet. */
    readonly waitingFor: string | null;
    readonly surplus?: Surplus;
    readonly refundedRupiah: number;
    /** How often it was paid: each time is a purchase of its own at the ledger. 0: never. */
    readonly round: number;
    /** The rounds whose money went back and whose purchase is still to be taken back. */
    readonly roundsToTakeBack: readonly number[];
    /** A refund of this round leaves what was bought; 0: of none. Absent in rows from before it. */
    readonly keptRound?: number;
    /** Who brought the money that paid it last. */
    readonly gateway?: string;
    /** When payment came to know of that money, by our clock; absent: it did not say. */
    readonly reportedAt?: Instant;
    /** What the buyer pays on top of the price; absent: nothing, or payment has not said yet. */
    readonly addedRupiah?: number;
    /** Refunds of a part of this round take back their share; 0: of none. */
    readonly sharedRound?: number;
    /** What of this round's money took its share with it. */
    readonly shareRupiah?: number;
    readonly partsToTakeBack?: readonly PurchasePart[];
    /** Of this round's purchase: what went with parts of the money. */
    readonly partsTakenBytes?: number;
    /** What it has brought into drawers, by operator (cash.ts). */
    readonly cash?: Readonly<Record<string, number>>;
  };

export const initialState = (): Sale => ({
  terms: null,
  state: 'created',
  placedAt: '',
  orderNumber: '',
  expiresAt: null,
  paymentVersion: 0,
  paidAt: null,
  invoiceNumber: null,
  fulfilledAt: null,
  waitingFor: null,
  refundedRupiah: 0,
  round: 0,
  roundsToTakeBack: [],
});

export const evolve = (sale: Sale, event: SaleEvent): Sale => {
  switch (event.type) {
    case 'OrderPlaced':
      return { ...sale, terms: event.terms, placedAt: event.at, orderNumber: event.orderNumber ?? '' };
    case 'PaymentOpened': {
      const { paymentVersion, orderNumber, expiresAt, addedRupiah } = event;
      const added = addedRupiah ? { addedRupiah } : {};
      return { ...sale, state: 'pending', paymentVersion, orderNumber, expiresAt, ...added };
    }
    case 'PaymentAskedFor':
      return { ...sale, ...withAskedFor(sale, event) };
    case 'OrderPaid':
      return paidAnew(sale, event);
    case 'InvoiceNumbered':
      return { ...sale, invoiceNumber: event.invoiceNumber };
    case 'FulfilmentDeferred':
      return { ...sale, waitingFor: event.reason };
    case 'OrderFulfilled':
      return given(sale, event);
    case 'OrderExpired':
      return { ...sale, state: 'expired', paymentVersion: event.paymentVersion };
    case 'OrderCancelled':
      return { ...sale, state: 'cancelled', paymentVersion: event.paymentVersion };
    case 'OrderDenied':
      return { ...sale, state: 'denied', paymentVersion: event.paymentVersion };
    case 'OrderRefunded':
      return {
        ...ended(sale, 'refunded', event.paymentVersion),
        refundedRupiah: event.refundedRupiah,
        ...withConfirmed(sale, event),
      };
    case 'OrderReversed':
      return ended(sale, 'reversed', event.paymentVersion);
    case 'RefundNoted':
      return {
        ...withShare(sale, event.refundedRupiah - sale.refundedRupiah),
        refundedRupiah: event.refundedRupiah,
        paymentVersion: event.paymentVersion,
        ...withConfirmed(sale, event),
      };
    case 'RefundAsked':
      return { ...sale, refundAsks: withAsk(sale.refundAsks, event, sale.round) };
    case 'RefundReleased':
      return { ...sale, refundAsks: sale.refundAsks?.filter(({ key }) => key !== event.key) ?? [] };
    case 'PaymentSeen':
      return { ...sale, paymentVersion: event.paymentVersion };
    case 'PurchaseKept':
      return { ...sale, keptRound: event.isKept ? event.round : 0 };
    case 'PurchaseShared':
      return { ...sale, sharedRound: event.isShared ? event.round : 0 };
    case 'PurchasePartTakenBack':
      return {
        ...sale,
        partsToTakeBack: (sale.partsToTakeBack ?? []).filter((part) => !isSamePart(part, event)),
        partsTakenBytes: (sale.partsTakenBytes ?? 0) + event.bytes,
      };
    case 'PurchaseTakenBack':
      return { ...sale, roundsToTakeBack: sale.roundsToTakeBack.filter((round) => round !== event.round) };
    case 'ExtraPaymentReceived':
    case 'ExtraPaymentReturned':
    case 'ExtraPurchaseGiven':
    case 'ExtraPaymentTakenBack':
    case 'ExtraPurchaseTakenBack':
      return { ...sale, ...evolveExtras(sale, event), ...asksAfterExtra(sale, event) };
    default:
      return assertNever(event);
  }
};

const given = (
  { surplus: _ofEarlierRound, ...sale }: Sale,
  { at, surplus }: Extract<SaleEvent, { type: 'OrderFulfilled' }>,
): Sale => ({
  ...sale,
  ...{ state: 'fulfilled', fulfilledAt: at, waitingFor: null },
  ...(surplus && { surplus }),
});

/** Most sales are never refunded: their rows say nothing of asks. */
const withConfirmed = ({ refundAsks }: Sale, { confirms }: Confirming): Pick<Sale, 'refundAsks'> =>
  confirms === undefined ? {} : { refundAsks: withNoted(refundAsks, confirms) };

const paidAnew = (sale: Sale, event: Extract<SaleEvent, { type: 'OrderPaid' }>): Sale => {
  const { paymentVersion, paidAt, orderNumber, gateway, addedRupiah, reportedAt } = event;
  const anew = { round: sale.round + 1, refundedRupiah: 0, fulfilledAt: null, ...NO_SHARES };
  const kept = {
    ...{ ...(gateway ? { gateway } : {}), ...(addedRupiah ? { addedRupiah } : {}) },
    ...(reportedAt ? { reportedAt } : {}),
  };
  return { ...sale, ...anew, state: 'paid', paymentVersion, paidAt, orderNumber, ...kept };
};

const NO_SHARES = { sharedRound: 0, shareRupiah: 0, partsToTakeBack: [], partsTakenBytes: 0 };

export const isSamePart = (one: PurchasePart, other: Omit<PurchasePart, 'bytes'>): boolean =>
  one.round === other.round && one.upToRupiah === other.upToRupiah;

/** The bytes that so much of the price bought: of what was paid for, so that a bonus is taken last. Rounded down. */
export const shareBytes = ({ goods, price }: SaleTerms, rupiah: number): number =>
  Number((BigInt(goods.bytes - goods.bonusBytes) * BigInt(rupiah)) / BigInt(price.amountRupiah));

export const isShared = ({ sharedRound, round }: Sale): boolean => round > 0 && sharedRound === round;

/** The parts of a round add up to the share of all its money that went back. */
const withShare = (sale: Sale, rupiah: number): Sale => {
  const { terms, round, shareRupiah = 0, partsToTakeBack = [] } = sale;
  if (!terms || !isShared(sale)) return sale;
  const upToRupiah = shareRupiah + rupiah;
  const bytes = shareBytes(terms, upToRupiah) - shareBytes(terms, shareRupiah);
  const part = { round, upToRupiah, bytes };
  return {
    ...sale,
    shareRupiah: upToRupiah,
    partsToTakeBack: bytes > 0 ? [...partsToTakeBack, part] : partsToTakeBack,
  };
};

const ended = (sale: Sale, state: 'refunded' | 'reversed', paymentVersion: number): Sale => ({
  ...sale,
  state,
  paymentVersion,
  waitingFor: null,
  // Where the whole is taken back its parts go with it.
  partsToTakeBack: state === 'refunded' && isPurchaseKept(sale) ? (sale.partsToTakeBack ?? []) : [],
  // A sale that was never paid here was never given by the ledger.
  roundsToTakeBack:
    sale.round === 0 || (state === 'refunded' && isPurchaseKept(sale))
      ? sale.roundsToTakeBack
      : [...sale.roundsToTakeBack, sale.round],
});

/** Only a refund is goodwill: money that its bank takes back takes what it bought. */
export const isPurchaseKept = ({ keptRound, round }: Sale): boolean => round > 0 && keptRound === round;

export const isOpen = (sale: Sale): boolean => sale.state === 'created' || sale.state === 'pending';

/** Of this round's purchase: what went, or is going, with parts of the money. */
export const takenBackBytes = ({ terms, shareRupiah = 0 }: Sale): number =>
  terms && shareRupiah > 0 ? shareBytes(terms, shareRupiah) : 0;

export const mustTakeParts = ({ partsToTakeBack = [] }: Sale): boolean => partsToTakeBack.length > 0;

/** Paid and the ledger has not confirmed: it is to be asked until it does. */
export const mustFulfil = (sale: Sale): boolean => sale.state === 'paid';

/**
 * The money went back: what was bought goes back too, also where the ledger's answer to the fulfilment was never
 * heard, and whether or not it has been paid anew since.
 */
export const mustTakeBack = ({ roundsToTakeBack, extrasToTakeBack = [] }: Sale): boolean =>
  roundsToTakeBack.length > 0 || extrasToTakeBack.length > 0;
