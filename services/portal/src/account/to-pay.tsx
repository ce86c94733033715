// to-pay.tsx — what the first page says beside the quota: orders not paid yet, and lines that are stopped.
import { Lines } from '../lines/lines';
import { LoadedOpenOrders } from '../shop/open-orders';

export const ToPay = ({ onOpen }: { readonly onOpen: (orderId: string) => void }) => (
  <>
    <Lines isBrief />
    <LoadedOpenOrders onOpen={onOpen} />
  </>
);
