import type { Order } from '@saring/api-client';
import { Fragment } from 'react';
import { useSecondsLeft } from '../login/use-seconds-left';
import { Notice, ProblemNotice } from '../parts/notice';
import { PageTitle } from '../parts/page-title';
import { Skeleton } from '../parts/skeleton';
import { useTask } from '../parts/use-task';
import type { Target } from './choose';
import { Copyable, HowToPay } from './how-to-pay';
import { ProofUpload } from './proof-upload';
import { shopEdge } from './shop-edge';
import { hasEndedUnpaid, isWaiting, useOrder } from './use-order';
import { useShopWords } from './words';

const MINUTE_SECONDS = 60;
/** A countdown by seconds says nothing of a virtual account's day. */
const COUNTDOWN_SECONDS = 60 * MINUTE_SECONDS;
const RECEIPTED: ReadonlySet<string> = new Set(['paid', 'fulfilled', 'refunded']);

type OrderCardProps = {
  readonly id: string;
  /** It was placed just now: a wallet opens by itself. */
  readonly isNew: boolean;
  readonly onEnded: () => void;
  readonly onBack: () => void;
  readonly onAgain: (target: Target) => void;
};

/** One order: how to pay it, or what became of it. */
export const OrderCard = ({ id, isNew, onEnded, onBack, onAgain }: OrderCardProps) => {
  const { tell, tellOr, rupiah } = useShopWords();
  const { data: order, problem, reload, put } = useOrder(id, onEnded);
  const task = useTask();
  const back = (
    <button type="button" className="button plain" onClick={onBack}>
      {tell('shop.back')}
    </button>
  );
  if (!order)
    return (
      <section className="card">
        {problem ? (
          <ProblemNotice problem={problem} onRetry={() => void reload()} />
        ) : (
          <Skeleton rows={5} tall />
        )}
        {problem ? back : null}
      </section>
    );
  const isDone = order.state === 'fulfilled';
  const isInCheck = isWaiting(order) && order.hasProof;
  const title = isInCheck ? tell('order.check') : tellOr(`order.${order.state}`, 'order.title');
  const cancel = () => task.run(async () => put(await shopEdge.cancel(id)));
  // A gift is chosen where its number is typed.
  const chooseAgain = () => (order.gift ? location.assign('/shop') : onAgain(targetOf(order)));
  const beginAnew = () => task.run(() => shopEdge.cancel(id).then(chooseAgain));
  return (
    <section className="card order">
      {isDone ? <Tick /> : null}
      <PageTitle>{isDone ? tell('order.done') : title}</PageTitle>
      <div className="order-head">
        <p className="order-amount">{rupiah(order.amountRupiah + (order.addedRupiah ?? 0))}</p>
        {isWaiting(order) && !isInCheck ? <TimeLeft order={order} /> : null}
      </div>
      {order.merchantName ? null : <Added order={order} />}
      {isWaiting(order) ? (
        <HowToPay
          order={order}
          isNew={isNew}
          onProof={() => void reload()}
          onAgain={() => void beginAnew()}
        />
      ) : null}
      <p className="lead" role="status">
        {isDone ? tell(`order.done.${order.gift ? 'gift' : order.purpose}`) : order.description}
      </p>
      {hasEndedUnpaid(order) ? <Late order={order} onProof={() => void reload()} /> : null}
      <Codes order={order} />
      <Facts order={order} />
      <Receipts order={order} />
      <ProblemNotice problem={task.problem ?? problem} />
      {hasEndedUnpaid(order) ? (
        <button type="button" className="button" onClick={chooseAgain}>
          {tell('shop.again')}
        </button>
      ) : null}
      {isWaiting(order) ? (
        <button
          type="button"
          className="button quiet bad"
          aria-disabled={task.isBusy}
          onClick={() => void cancel()}
        >
          {tell('order.cancel')}
        </button>
      ) : null}
      {back}
    </section>
  );
};

const targetOf = ({ packageId, debtId, billId, purpose }: Order): Target =>
  purpose === 'bills'
    ? billId
      ? { billId }
      : { allBills: true }
    : packageId
      ? { packageId, asVoucher: purpose === 'voucher' }
      : debtId
        ? { debtId }
        : { all: true };

/** Nobody but the operator knows of money that came by a transfer or a printed code. */
const Late = ({ order, onProof }: { readonly order: Order; readonly onProof: () => void }) => {
  const { tell } = useShopWords();
  if (order.method !== 'manual' && order.method !== 'static_qris')
    return <Notice>{tell('order.late')}</Notice>;
  return (
    <>
      {order.hasProof ? null : <Notice>{tell('order.late.byHand')}</Notice>}
      <ProofUpload order={order} onSent={onProof} />
    </>
  );
};

const Tick = () => (
  <div className="done" aria-hidden="true">
    <svg viewBox="0 0 24 24" focusable="false">
      <path d="M5 12.5l4.5 4.5L19 7.5" />
    </svg>
  </div>
);

const TimeLeft = ({ order }: { readonly order: Order }) => {
  const { tell, formats } = useShopWords();
  const seconds = useSecondsLeft(order.expiresAt ? Date.parse(order.expiresAt) : 0);
  if (!order.expiresAt) return null;
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = `${two(Math.floor(seconds / MINUTE_SECONDS))}:${two(seconds % MINUTE_SECONDS)}`;
  return (
    <p className="time-left" role="timer">
      {seconds < COUNTDOWN_SECONDS
        ? tell('order.timeLeft', { time: clock })
        : tell('order.payBefore', { time: formats.instant(order.expiresAt) })}
    </p>
  );
};

/** What of the amount is none of the price. */
const Added = ({ order: { amountRupiah, addedRupiah } }: { readonly order: Order }) => {
  const { tell, rupiah } = useShopWords();
  return addedRupiah ? (
    <p className="hint">{tell('order.added', { price: rupiah(amountRupiah), fee: rupiah(addedRupiah) })}</p>
  ) : null;
};

/** The debts that the bytes of a package settle. */
const useSettledText = ({ settlesBytes = 0, settlesRupiah = 0 }: Order): string | null => {
  const { tell, rupiah, formats } = useShopWords();
  if (settlesBytes === 0) return null;
  const amount = formats.bytes(settlesBytes);
  return settlesRupiah === 0
    ? tell('debt.settles', { amount })
    : tell('debt.settles.priced', { amount, price: rupiah(settlesRupiah) });
};

/** What was bought for somebody else. */
const Codes = ({ order: { voucherCodes = [], description: item } }: { readonly order: Order }) => {
  const { tell } = useShopWords();
  return voucherCodes.map((code) => (
    <Fragment key={code}>
      <Copyable name={tell('order.voucher')} value={code} />
      <a
        className="button quiet"
        href={`https://wa.me/?text=${encodeURIComponent(tell('order.share.text', { item, code }))}`}
        target="_blank"
        rel="noreferrer"
      >
        {tell('order.share')}
      </a>
    </Fragment>
  ));
};

const Facts = ({ order }: { readonly order: Order }) => {
  const { tell } = useShopWords();
  const settled = useSettledText(order);
  return (
    <dl className="facts">
      <dt>{tell('order.number')}</dt>
      <dd>{order.orderNumber}</dd>
      {order.invoiceNumber ? (
        <>
          <dt>{tell('order.invoice')}</dt>
          <dd>{order.invoiceNumber}</dd>
        </>
      ) : null}
      {settled ? (
        <>
          <dt>{tell('debt.title')}</dt>
          <dd>{settled}</dd>
        </>
      ) : null}
    </dl>
  );
};

/** By the signed link where there is one: it opens without a session that may have run out. */
const receiptOf = ({ orderId: id, statusUrl }: Order, format: 'pdf' | 'png'): string => {
  const token = statusUrl?.split('/').pop();
  return token ? `/api/v1/pay/${token}/receipt.${format}` : `/api/v1/orders/${id}/receipt.${format}`;
};

const Receipts = ({ order }: { readonly order: Order }) => {
  const { tell } = useShopWords();
  if (!RECEIPTED.has(order.state)) return null;
  return (
    <>
      <a className="button quiet" href={receiptOf(order, 'pdf')} download={`${order.orderNumber}.pdf`}>
        {tell('order.receiptPdf')}
      </a>
      <a className="button quiet" href={receiptOf(order, 'png')} download={`${order.orderNumber}.png`}>
        {tell('order.receiptPng')}
      </a>
    </>
  );
};
