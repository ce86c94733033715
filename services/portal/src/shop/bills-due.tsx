// bills-due.tsx — bills that are to be paid within days, or should have been: said before anything is suspended for them.
import { shopEdge } from './shop-edge';
import { useNewest } from './use-newest';
import { useShopWords } from './words';

/** As early as the last reminder before the day. */
const SHOWN_DAYS_BEFORE = 3;
const DAY_MILLISECONDS = 86_400_000;
const SHOP_PATH = '/beli';

const readBills = async () => (await shopEdge.bills()).bills;

/** Of what is suspended for a bill already, the line or the account says more. */
export const BillsDue = () => {
  const { tell, rupiah, formats } = useShopWords();
  const bills = useNewest(readBills) ?? [];
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
