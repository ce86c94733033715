// bills.tsx — the bills of subscriptions: those to pay, all or one, and those of before.
import type { BillingStanding } from '@saring/api-client';
import type { Target } from './choose';
import { useShopWords } from './words';

/** Of those of before: the newest. */
const HISTORY_MOST = 12;

type Bill = BillingStanding['bills'][number];
type Payment = BillingStanding['payments'][number];
type BillsProps = {
  readonly standing: BillingStanding;
  readonly isOpen: boolean;
  readonly onPay: (target: Target) => void;
};

export const Bills = ({ standing, isOpen, onPay }: BillsProps) => {
  const { tell, rupiah } = useShopWords();
  const { bills, balanceRupiah, owedRupiah, payments } = standing;
  const running = standing.subscriptions.filter(({ ended }) => !ended);
  if (bills.length === 0 && balanceRupiah === 0 && running.length === 0) return null;
  // The oldest is to be paid first.
  const due = bills.filter((bill) => bill.owedRupiah > 0).reverse();
  const past = bills.filter((bill) => bill.owedRupiah <= 0).slice(0, HISTORY_MOST);
  return (
    <section className="card" aria-labelledby="bills">
      <h2 id="bills">{tell('bill.title')}</h2>
      {balanceRupiah > 0 ? (
        <p className="hint">{tell('bill.balance', { amount: rupiah(balanceRupiah) })}</p>
      ) : null}
      {due.length > 0 ? (
        <ul className="debts">
          {due.map((bill) => (
            <DueBill key={bill.billId} bill={bill}>
              <button
                type="button"
                className={due.length > 1 ? 'button quiet' : 'button'}
                aria-label={`${tell('bill.pay')} ${bill.number}`}
                disabled={!isOpen}
                onClick={() => onPay({ billId: bill.billId })}
              >
                {tell('bill.pay')}
              </button>
            </DueBill>
          ))}
        </ul>
      ) : null}
      {due.length > 1 ? (
        <button type="button" className="button" disabled={!isOpen} onClick={() => onPay({ allBills: true })}>
          {tell('bill.payAll', { amount: rupiah(owedRupiah) })}
        </button>
      ) : null}
      {past.length > 0 ? <History bills={past} /> : null}
      {payments.length > 0 ? <Payments payments={payments.slice(0, HISTORY_MOST)} /> : null}
      {running.length > 0 ? (
        <a className="button quiet" href="/package-change">
          {tell('plan.title')}
        </a>
      ) : null}
    </section>
  );
};

const DueBill = ({ bill, children }: { readonly bill: Bill; readonly children: React.ReactNode }) => {
  const { tell, rupiah, formats } = useShopWords();
  return (
    <li>
      <span>
        {bill.packageName}
        <small>
          <Paper bill={bill} /> · {tell('bill.due', { date: formats.dayAndMonth(bill.dueOn) })}
        </small>
      </span>
      <strong>{rupiah(bill.owedRupiah)}</strong>
      {children}
    </li>
  );
};

/** Its number leads to the bill itself. */
const Paper = ({ bill }: { readonly bill: Bill }) => (
  <a href={`/api/v1/me/bills/${bill.billId}/bill.pdf`}>{bill.number} (PDF)</a>
);

const History = ({ bills }: { readonly bills: readonly Bill[] }) => {
  const { tell, rupiah } = useShopWords();
  return (
    <details>
      <summary>{tell('bill.history')}</summary>
      <ul className="debts">
        {bills.map((bill) => (
          <li key={bill.billId}>
            <span>
              {bill.packageName}
              <small>
                <Paper bill={bill} /> ·{' '}
                {tell(bill.void ? 'bill.void' : bill.writtenOffRupiah > 0 ? 'bill.unpaid' : 'bill.paid')}
              </small>
            </span>
            <strong>{rupiah(bill.amountRupiah)}</strong>
          </li>
        ))}
      </ul>
    </details>
  );
};

/** Taken in hand by an operator: each number leads to its receipt. */
const Payments = ({ payments }: { readonly payments: readonly Payment[] }) => {
  const { tell, rupiah, formats } = useShopWords();
  return (
    <details>
      <summary>{tell('bill.inHand')}</summary>
      <ul className="debts">
        {payments.map(({ receiptId, number, paidAt, amountRupiah }) => (
          <li key={receiptId}>
            <span>
              <a href={`/api/v1/me/bills/payments/${receiptId}/receipt.pdf`}>{number} (PDF)</a>
              <small>{formats.instant(paidAt)}</small>
            </span>
            <strong>{rupiah(amountRupiah)}</strong>
          </li>
        ))}
      </ul>
    </details>
  );
};
