// extra-payments.ts — money of transactions beside the one that paid a sale: what came, where it went, what it bought.
import { assertNever, type Instant, type PaidBackChannel } from '@saring/kernel';

type OfExtra<Type extends string, More = unknown> = {
  readonly type: Type;
  readonly transactionId: string;
  readonly at: Instant;
} & More;
type Money = { readonly amountRupiah: number };

export type ExtraEvent =
  /** Another transaction of the same order was paid, too: it bought nothing. */
  | OfExtra<'ExtraPaymentReceived', Money>
  | OfExtra<'ExtraPaymentReturned', Money & { readonly by: PaidBackChannel }>
  /** So much of it went back through its gateway: a part before it was used, or any of it after that. */
  | OfExtra<
      'ExtraPaymentTakenBack',
      Money & {
        /** What it had bought goes with it. */
        readonly takesPurchase: boolean;
        /** Of money that bought nothing and is still held; else the house bears it. */
        readonly isHeld: boolean;
      }
    >
  | OfExtra<'ExtraPurchaseGiven'>
  | OfExtra<'ExtraPurchaseTakenBack'>;

export type ExtraPayment = {
  readonly transactionId: string;
  readonly amountRupiah: number;
  /** What of it has gone back through its gateway; absent: nothing. */
  readonly backRupiah?: number;
  /** Absent in rows from before it: its buyer knows, or asks. */
  readonly receivedAt?: Instant;
};

/** What became of the money of another transaction, and when. */
export type ReturnedExtra = {
  readonly transactionId: string;
  readonly amountRupiah: number;
  readonly by: PaidBackChannel;
  readonly at: Instant;
};

/** Its money was paid out by hand, or bought the same once more. */
type UsedExtra = ExtraPayment & { readonly by: PaidBackChannel };

export type Extras = {
  /** Money of other transactions that has not gone back. */
  readonly extraPayments?: readonly ExtraPayment[];
  /** Other transactions whose money went back, or bought the same once more: a fact may come again. */
  readonly endedExtras?: readonly string[];
  readonly returnedExtras?: readonly ReturnedExtra[];
  /** What was done with money that may still go back through its gateway. */
  readonly usedExtras?: readonly UsedExtra[];
  /** Transactions whose money buys the same once more, not given yet. */
  readonly extrasToGive?: readonly string[];
  /** Transactions whose money went back after it had bought something, not taken back yet. */
  readonly extrasToTakeBack?: readonly string[];
};

export const evolveExtras = (extras: Extras, event: ExtraEvent): Extras => {
  const { extraPayments = [], usedExtras = [], extrasToGive = [], extrasToTakeBack = [] } = extras;
  const { transactionId } = event;
  const isOther = (one: ExtraPayment): boolean => one.transactionId !== transactionId;
  switch (event.type) {
    case 'ExtraPaymentReceived': {
      const extra = { transactionId, amountRupiah: event.amountRupiah, receivedAt: event.at };
      return { extraPayments: [...extraPayments, extra] };
    }
    case 'ExtraPaymentReturned': {
      const { by, amountRupiah, at } = event;
      const returned = { transactionId, amountRupiah, by, at };
      const used = extraPayments.filter((one) => !isOther(one)).map((extra) => ({ ...extra, by }));
      return {
        extraPayments: extraPayments.filter(isOther),
        usedExtras: [...usedExtras, ...(by === 'gateway' ? [] : used)],
        endedExtras: [...(extras.endedExtras ?? []), transactionId],
        returnedExtras: [...(extras.returnedExtras ?? []), returned],
        ...(by === 'purchase' ? { extrasToGive: [...extrasToGive, transactionId] } : {}),
      };
    }
    case 'ExtraPurchaseGiven':
      return { extrasToGive: extrasToGive.filter((id) => id !== transactionId) };
    case 'ExtraPaymentTakenBack': {
      const less = <T extends ExtraPayment>(extra: T): T =>
        isOther(extra) ? extra : { ...extra, backRupiah: (extra.backRupiah ?? 0) + event.amountRupiah };
      return {
        extraPayments: extraPayments.map(less),
        usedExtras: usedExtras.map(less),
        // What never was given then never will be.
        extrasToGive: event.takesPurchase ? extrasToGive.filter((id) => id !== transactionId) : extrasToGive,
        ...(event.takesPurchase ? { extrasToTakeBack: [...extrasToTakeBack, transactionId] } : {}),
      };
    }
    case 'ExtraPurchaseTakenBack':
      return { extrasToTakeBack: extrasToTakeBack.filter((id) => id !== transactionId) };
    default:
      return assertNever(event);
  }
};

/** A message about older money is out of date: the operator has spoken to the buyer. */
const NEWS_MILLISECONDS = 86_400_000;
const isNews = (at: Instant | undefined, now: Instant): boolean =>
  at !== undefined && Date.parse(now) - Date.parse(at) <= NEWS_MILLISECONDS;

/** Money that came twice lately and is still here. */
export const newExtras = ({ extraPayments = [] }: Extras, now: Instant): readonly ExtraPayment[] =>
  extraPayments.filter(({ receivedAt }) => isNews(receivedAt, now));

export const newlyReturned = ({ returnedExtras = [] }: Extras, now: Instant): readonly ReturnedExtra[] =>
  returnedExtras.filter(({ at }) => isNews(at, now));

export const mustGiveExtras = ({ extrasToGive = [] }: Extras): boolean => extrasToGive.length > 0;
