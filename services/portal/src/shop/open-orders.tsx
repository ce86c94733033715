// open-orders.tsx — what one has ordered and not paid yet, one tap from paying it.
import type { Order } from '@saring/api-client';
import { shopEdge } from './shop-edge';
import { useNewest } from './use-newest';
import { isWaiting } from './use-order';
import { useShopWords } from './words';

/** One open order a purpose: the newest few hold them all. */
export const NEWEST_ORDERS = 5;

type OpenOrdersProps = { readonly orders: readonly Order[]; readonly onOpen: (orderId: string) => void };

export const OpenOrders = ({ orders, onOpen }: OpenOrdersProps) => {
  const { tell, rupiah } = useShopWords();
  return (
    <>
      {orders.map(({ orderId, description, amountRupiah, addedRupiah = 0, hasProof }) => (
        <section key={orderId} className="card">
          <h2>{tell(hasProof ? 'order.check' : 'order.pending')}</h2>
          <p>
            {description} · {rupiah(amountRupiah + addedRupiah)}
          </p>
          <button type="button" className="button" onClick={() => onOpen(orderId)}>
            {hasProof ? tell('order.view') : tell('shop.pay', { amount: rupiah(amountRupiah + addedRupiah) })}
          </button>
        </section>
      ))}
    </>
  );
};

/** The same on a page that shows something else, up to date by itself. */
export const LoadedOpenOrders = ({ onOpen }: Pick<OpenOrdersProps, 'onOpen'>) => (
  <OpenOrders orders={useNewest(readOpen) ?? []} onOpen={onOpen} />
);

const readOpen = async (): Promise<readonly Order[]> =>
  (await shopEdge.orders(NEWEST_ORDERS)).items.filter(isWaiting);
