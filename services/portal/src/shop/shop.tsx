import type { BillingStanding, DebtEstimate, Order, PaymentMethods, ShopPackage } from '@saring/api-client';
import { useCallback, useState } from 'react';
import { Notice, ProblemNotice } from '../parts/notice';
import { problemIn } from '../parts/problem';
import { PageTitle } from '../parts/page-title';
import { Skeleton } from '../parts/skeleton';
import { Bills } from './bills';
import { Choose, type Target } from './choose';
import { Debts } from './debts';
import { History } from './history';
import { NEWEST_ORDERS, OpenOrders } from './open-orders';
import { OrderCard } from './order';
import { Packages } from './packages';
import { shopEdge } from './shop-edge';
import { useLoaded } from './use-loaded';
import { isWaiting } from './use-order';
import { useShopWords } from './words';

type Window = {
  readonly packages: readonly ShopPackage[];
  readonly methods: PaymentMethods;
  readonly debts: DebtEstimate;
  readonly bills: BillingStanding;
  /** Orders that wait for their money. */
  readonly open: readonly Order[];
};
type View =
  | { readonly name: 'window' | 'history' }
  | { readonly name: 'choose'; readonly target: Target }
  | { readonly name: 'order'; readonly id: string; readonly isNew: boolean };

const ORDER_PARAMETER = 'order';

const NO_DEBTS: DebtEstimate = {
  autoDebtBytes: 0,
  autoDebtRupiah: 0,
  items: [],
  totalBytes: 0,
  totalRupiah: 0,
};

/** Debts cannot always be priced (no package gives a price): packages are sold all the same. */
const debtsOrNone = async (): Promise<DebtEstimate> => {
  try {
    return await shopEdge.debts();
  } catch (error) {
    if (problemIn(error).isLoggedOut) throw error;
    return NO_DEBTS;
  }
};

const NO_BILLS: BillingStanding = {
  ...{ subscriberId: '', balanceRupiah: 0, owedRupiah: 0, subscriptions: [], bills: [], payPath: '' },
  payments: [],
};

/** The shop shows the rest while bills are not to be had. */
const billsOrNone = async (): Promise<BillingStanding> => {
  try {
    return await shopEdge.bills();
  } catch (error) {
    if (problemIn(error).isLoggedOut) throw error;
    return NO_BILLS;
  }
};

const look = async (): Promise<Window> => {
  const [packages, methods, debts, bills, orders] = await Promise.all([
    shopEdge.packages(),
    shopEdge.methods(),
    debtsOrNone(),
    billsOrNone(),
    shopEdge.orders(NEWEST_ORDERS),
  ]);
  const open = orders.items.filter(isWaiting);
  return { packages, methods, debts, bills, open };
};

/** A reload, or a wallet that leads back, finds the order again. */
const viewHere = (): View => {
  const id = new URLSearchParams(location.search).get(ORDER_PARAMETER);
  return id ? { name: 'order', id, isNew: false } : { name: 'window' };
};

const keepInAddress = (view: View): void => {
  const url = new URL(location.href);
  if (view.name === 'order') url.searchParams.set(ORDER_PARAMETER, view.id);
  else url.searchParams.delete(ORDER_PARAMETER);
  history.replaceState(null, '', url);
};

type ShopProps = {
  /** What is to be paid before anything is sold: `debt`, `bill`; null: nothing. */
  readonly blockedFor: string | null;
  readonly onEnded: () => void;
};

/** Choosing, paying, and what became of it. */
export const Shop = ({ blockedFor, onEnded }: ShopProps) => {
  const [view, setView] = useState<View>(viewHere);
  const { data, problem, reload } = useLoaded(look, onEnded);
  const show = useCallback((next: View) => {
    keepInAddress(next);
    setView(next);
    scrollTo(0, 0);
  }, []);
  const toWindow = useCallback(() => {
    void reload();
    show({ name: 'window' });
  }, [reload, show]);

  if (view.name === 'order')
    return (
      <OrderCard
        key={view.id}
        id={view.id}
        isNew={view.isNew}
        onEnded={onEnded}
        onBack={toWindow}
        onAgain={(target) => show({ name: 'choose', target })}
      />
    );
  if (view.name === 'history')
    return (
      <History
        onEnded={onEnded}
        onBack={toWindow}
        onOpen={(id) => show({ name: 'order', id, isNew: false })}
      />
    );
  if (!data)
    return (
      <section className="card">
        {problem ? (
          <ProblemNotice problem={problem} onRetry={() => void reload()} />
        ) : (
          <Skeleton rows={5} tall />
        )}
      </section>
    );
  if (view.name === 'choose')
    return (
      <Choose
        target={view.target}
        data={data}
        onBack={toWindow}
        onOrder={({ orderId: id }) => show({ name: 'order', id, isNew: true })}
        onPriceChanged={() => void reload()}
      />
    );
  return <Front data={data} blockedFor={blockedFor} onShow={show} />;
};

type FrontProps = {
  readonly data: Window;
  readonly blockedFor: string | null;
  readonly onShow: (view: View) => void;
};

/** The debts to pay, and the packages to buy. */
const Front = ({ data, blockedFor, onShow }: FrontProps) => {
  const { tell } = useShopWords();
  const isOpen = data.methods.open && data.methods.items.length > 0;
  const choose = (target: Target) => onShow({ name: 'choose', target });
  const debts = <Debts debts={data.debts} isOpen={isOpen} onSettle={choose} />;
  // A package pays what was used beyond the grants first, often for less money; what an operator lent is settled here.
  const owesMoney = data.debts.items.length > 0;
  // Of who is blocked for what only money settles a package would be refused.
  const mustSettle =
    blockedFor === 'bill' ||
    (blockedFor !== null && data.debts.items.some(({ paidByPurchase }) => !paidByPurchase));
  return (
    <>
      <PageTitle>{tell('shop.title')}</PageTitle>
      {isOpen ? null : (
        <Notice tone="warning" title={tell('shop.closed')}>
          <p>{tell('shop.closed.help')}</p>
        </Notice>
      )}
      <OpenOrders orders={data.open} onOpen={(id) => onShow({ name: 'order', id, isNew: false })} />
      <Bills standing={data.bills} isOpen={isOpen} onPay={choose} />
      {owesMoney ? debts : null}
      {mustSettle ? <Notice>{tell(blockedFor === 'bill' ? 'bill.first' : 'debt.first')}</Notice> : null}
      <Packages
        packages={data.packages}
        isOpen={isOpen && !mustSettle}
        onChoose={(packageId) => choose({ packageId })}
      />
      {owesMoney ? null : debts}
      <button type="button" className="button quiet" onClick={() => onShow({ name: 'history' })}>
        {tell('shop.history')}
      </button>
      <a className="button plain" href="/voucher">
        {tell('shop.voucher')}
      </a>
    </>
  );
};
