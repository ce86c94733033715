import type { Order, OrderPage } from '@saring/api-client';
import { useCallback } from 'react';
import { ProblemNotice } from '../parts/notice';
import { PageTitle } from '../parts/page-title';
import { Skeleton } from '../parts/skeleton';
import { useTask } from '../parts/use-task';
import { shopEdge } from './shop-edge';
import { useLoaded } from './use-loaded';
import { useShopWords } from './words';

const PAGE_ORDERS = 20;

type HistoryProps = {
  readonly onEnded: () => void;
  readonly onBack: () => void;
  readonly onOpen: (id: string) => void;
};

/** Every order, newest first; each leads to its receipt, or to paying it after all. */
export const History = ({ onEnded, onBack, onOpen }: HistoryProps) => {
  const { tell } = useShopWords();
  const read = useCallback((): Promise<OrderPage> => shopEdge.orders(PAGE_ORDERS), []);
  const { data, problem, reload, put } = useLoaded(read, onEnded);
  const task = useTask();
  const more = (present: OrderPage, cursor: string) =>
    task.run(async () => {
      const older = await shopEdge.orders(PAGE_ORDERS, cursor);
      put({ ...older, items: [...present.items, ...older.items] });
    });
  return (
    <section className="card">
      <PageTitle>{tell('shop.history')}</PageTitle>
      {data ? null : problem ? (
        <ProblemNotice problem={problem} onRetry={() => void reload()} />
      ) : (
        <Skeleton rows={5} />
      )}
      {data?.items.length === 0 ? <p className="empty">{tell('shop.history.empty')}</p> : null}
      <ul>
        {data?.items.map((order) => (
          <Line key={order.orderId} order={order} onOpen={onOpen} />
        ))}
      </ul>
      <ProblemNotice problem={task.problem} />
      {data?.nextCursor ? (
        <button
          type="button"
          className="button quiet"
          aria-disabled={task.isBusy}
          onClick={() => void more(data, data.nextCursor ?? '')}
        >
          {tell('shop.history.more')}
        </button>
      ) : null}
      <button type="button" className="button plain" onClick={onBack}>
        {tell('shop.back')}
      </button>
    </section>
  );
};

type LineProps = { readonly order: Order; readonly onOpen: (id: string) => void };

const Line = ({ order, onOpen }: LineProps) => {
  const { tellOr, rupiah, formats } = useShopWords();
  return (
    <li>
      <button type="button" className="line order-line" onClick={() => onOpen(order.orderId)}>
        <span className="line-cause">{order.description}</span>
        <span className="line-amount">{rupiah(order.amountRupiah)}</span>
        <span className="line-detail">{formats.instant(order.createdAt)}</span>
        <span className={order.state === 'fulfilled' ? 'line-after gain' : 'line-after'}>
          {tellOr(`order.${order.state}`, 'order.title')}
        </span>
      </button>
    </li>
  );
};
