import type { DebtEstimate } from '@saring/api-client';
import type { Target } from './choose';
import { useShopWords } from './words';

type DebtsProps = {
  readonly debts: DebtEstimate;
  readonly isOpen: boolean;
  readonly onSettle: (target: Target) => void;
};

/** The debts, settled all at once or one by one. */
export const Debts = ({ debts, isOpen, onSettle }: DebtsProps) => {
  const { tell, rupiah, formats } = useShopWords();
  if (debts.totalBytes === 0 && debts.items.length === 0) return null;
  const isMoneyOwed = debts.items.some(({ paidByPurchase }) => !paidByPurchase);
  return (
    <section className="card" aria-labelledby="debts">
      <h2 id="debts">{tell('debt.title')}</h2>
      <p className="hint">{tell(isMoneyOwed ? 'debt.help.money' : 'debt.help')}</p>
      <ul className="debts">
        {debts.autoDebtBytes > 0 ? (
          <li>
            <span>
              {tell('debt.auto')}
              <small>{formats.bytes(debts.autoDebtBytes)}</small>
            </span>
            <strong>{rupiah(debts.autoDebtRupiah)}</strong>
          </li>
        ) : null}
        {debts.items.map((item) => (
          <li key={item.debtId}>
            <span>
              {item.reason || tell('debt.title')}
              <small>
                {item.unlimited ? tell('shop.unlimited') : formats.bytes(item.unpaidBytes)}
                <Due dueAt={item.dueAt} />
              </small>
            </span>
            <strong>{rupiah(item.amountRupiah)}</strong>
            <button
              type="button"
              className="button quiet"
              disabled={!isOpen}
              onClick={() => onSettle({ debtId: item.debtId })}
            >
              {tell('debt.settle')}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="button" disabled={!isOpen} onClick={() => onSettle({ all: true })}>
        {tell('debt.settleAll', { amount: rupiah(debts.totalRupiah) })}
      </button>
    </section>
  );
};

/** Past its date it blocks: that is said as such. Nothing of an item of before, which says no time. */
const Due = ({ dueAt }: { readonly dueAt: string }) => {
  const { tell, formats } = useShopWords();
  const due = Date.parse(dueAt);
  if (Number.isNaN(due)) return null;
  const date = formats.dayAndMonth(formats.dateOf(new Date(due)));
  return due <= Date.now() ? (
    <strong className="overdue"> · {tell('debt.overdue', { date })}</strong>
  ) : (
    <> · {tell('debt.due', { date })}</>
  );
};
