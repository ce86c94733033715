// bills-due.tsx — bills that are to be paid within days, or should have been: said before anything is suspended for them.
import type { BillingStanding } from '@saring/api-client';
import { useEffect, useState } from 'react';
import { ORDER_CHANGED } from '../account/use-account';
import { problemIn } from '../parts/problem';
import { shopEdge } from './shop-edge';
import { useShopWords } from './words';

type Bill = BillingStanding['bills'][number];

/** As early as the last reminder before the day. */
const SHOWN_DAYS_BEFORE = 3;
const DAY_MILLISECONDS = 86_400_000;
const SHOP_PATH = '/beli';

/** Of what is suspended for a bill already, the line or the account says more. */
export const BillsDue = () => {
  const { tell, rupiah, formats } = useShopWords();
  const bills = useBills();
  const today = formats.dateOf(new Date());
  const soon = formats.dateOf(new Date(Date.now() + SHOWN_DAYS_BEFORE * DAY_MILLISECONDS));
  const due = bills
    .filter(({ owedRupiah, overdue, dueOn }) => owedRupiah > 0 && !overdue && dueOn <= soon)
    .sort((one, other) => (one.dueOn < other.dueOn ? -1 : 1));
  const [first] = due;
  if (!first) return null;
  const date = formats.dayAndMonth(first.dueOn);
  const owed = due.reduce((sum, { owedRupiah }) => sum + owedRupiah, 0);
  return (
    <section className="card" aria-labelledby="bills-due">
      <h2 id="bills-due">{tell(first.dueOn < today ? 'bill.isLate' : 'bill.isDue', { date })}</h2>
      <p>{due.map(({ packageName, number }) => `${packageName} (${number})`).join(', ')}</p>
      <a className="button" href={SHOP_PATH}>
        {tell('bill.payNow', { amount: rupiah(owed) })}
      </a>
    </section>
  );
};

/** None while edge cannot say: the page shows the rest, and says itself when it is offline. */
const useBills = (): readonly Bill[] => {
  const [bills, setBills] = useState<readonly Bill[]>([]);
  useEffect(() => {
    let isGone = false;
    const look = async () => {
      try {
        const standing = await shopEdge.bills();
        if (!isGone) setBills(standing.bills);
      } catch (error) {
        problemIn(error);
      }
    };
    const again = () => void look();
    again();
    window.addEventListener(ORDER_CHANGED, again);
    return () => {
      isGone = true;
      window.removeEventListener(ORDER_CHANGED, again);
    };
  }, []);
  return bills;
};
