// to-pay.tsx — what the first page says beside the quota: what is free today, orders and bills to be paid, and lines that are stopped.
import { Lines } from '../lines/lines';
import { FreeToday } from '../shop/free-today';
import { BillsDue } from '../shop/bills-due';
import { LoadedOpenOrders } from '../shop/open-orders';

type ToPayProps = {
  readonly isStopped: boolean;
  readonly onOpen: (orderId: string) => void;
  readonly onTaken: () => Promise<void>;
};

export const ToPay = ({ isStopped, onOpen, onTaken }: ToPayProps) => (
  <>
    {isStopped ? <FreeToday onTaken={onTaken} /> : null}
    <Lines isBrief />
    <BillsDue />
    <LoadedOpenOrders onOpen={onOpen} />
  </>
);
