// to-pay.tsx — what the first page says beside the quota: orders and bills to be paid, and lines that are stopped.
import { Lines } from '../lines/lines';
import { BillsDue } from '../shop/bills-due';
import { LoadedOpenOrders } from '../shop/open-orders';

export const ToPay = ({ onOpen }: { readonly onOpen: (orderId: string) => void }) => (
  <>
    <Lines isBrief />
    <BillsDue />
    <LoadedOpenOrders onOpen={onOpen} />
  </>
);
