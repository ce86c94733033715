import type {
  BillingStanding,
  DebtEstimate,
  Order,
  PaymentMethods,
  Purchase,
  ShopPackage,
} from '@saring/api-client';
import { addedFeeOf, bankName, feeText } from '@saring/i18n';
import { useRef, useState, type FormEvent } from 'react';
import { Notice, ProblemNotice } from '../parts/notice';
import { PageTitle } from '../parts/page-title';
import { problemIn } from '../parts/problem';
import { useTask } from '../parts/use-task';
import { Offer } from './packages';
import { newKey, shopEdge } from './shop-edge';
import { useShopWords } from './words';

const PRICE_CHANGED = 'BILLING.PRICE_CHANGED';

/** The goods, the debt or the bill. */
export type Target =
  | { readonly packageId: string; readonly asVoucher?: boolean }
  | { readonly debtId: string }
  | { readonly all: true }
  | { readonly billId: string }
  | { readonly allBills: true };

type ChooseProps = {
  readonly target: Target;
  readonly data: {
    readonly packages: readonly ShopPackage[];
    readonly methods: PaymentMethods;
    readonly debts: DebtEstimate;
    readonly bills: BillingStanding;
  };
  readonly onBack: () => void;
  readonly onOrder: (order: Order) => void;
  readonly onPriceChanged: () => void;
};

const amountOf = (target: Target, { packages, debts, bills }: ChooseProps['data']): number | null => {
  if ('packageId' in target)
    return packages.find((one) => one.packageId === target.packageId)?.finalPriceRupiah ?? null;
  if ('debtId' in target)
    return debts.items.find((one) => one.debtId === target.debtId)?.amountRupiah ?? null;
  if ('billId' in target) return bills.bills.find((one) => one.billId === target.billId)?.owedRupiah || null;
  if ('allBills' in target) return bills.owedRupiah || null;
  return debts.totalRupiah > 0 ? debts.totalRupiah : null;
};

/** @returns what buys: another try of the same choice is the same purchase; another choice is another. */
const useBuying = (onOrder: (order: Order) => void, onPriceChanged: () => void) => {
  const key = useRef({ choice: '', key: '' });
  const task = useTask();
  const buy = (purchase: Purchase, choice: string) => {
    if (key.current.choice !== choice) key.current = { choice, key: newKey() };
    void task.run(async () => {
      try {
        onOrder(await shopEdge.buy(purchase, key.current.key));
      } catch (error) {
        // What it costs now is shown before it is asked for once more.
        if (problemIn(error).code === PRICE_CHANGED) onPriceChanged();
        throw error;
      }
    });
  };
  return { buy, task };
};

/** One dialog for buying and settling: what, how to pay, and the one button. */
export const Choose = ({ target, data, onBack, onOrder, onPriceChanged }: ChooseProps) => {
  const { tell, rupiah } = useShopWords();
  const { items, open } = data.methods;
  const [method, setMethod] = useState(items[0]?.method ?? '');
  const { banks = [], addedFee } = items.find((one) => one.method === method) ?? {};
  const [bank, setBank] = useState('');
  const [asVoucher, setAsVoucher] = useState('packageId' in target && target.asVoucher === true);
  const amountRupiah = amountOf(target, data);
  const chosenBank = banks.includes(bank) ? bank : (banks[0] ?? '');

  const { buy, task } = useBuying(onOrder, onPriceChanged);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const paying = method === 'va' ? { method, bank: chosenBank } : { method };
    const shown = amountRupiah === null ? {} : { shownRupiah: amountRupiah };
    const item = 'packageId' in target ? { packageId: target.packageId, asVoucher } : target;
    buy({ ...item, ...paying, ...shown }, `${method}:${chosenBank}:${asVoucher}`);
  };
  const back = (
    <button type="button" className="button plain" onClick={onBack}>
      {tell('shop.change')}
    </button>
  );
  if (amountRupiah === null || !open)
    return (
      <section className="card">
        <PageTitle>{tell('shop.method')}</PageTitle>
        <Notice tone="warning" title={tell(open ? 'shop.empty' : 'shop.closed')}>
          {open ? null : <p>{tell('shop.closed.help')}</p>}
        </Notice>
        {back}
      </section>
    );
  const payableRupiah = amountRupiah + (addedFee ? addedFeeOf(amountRupiah, addedFee) : 0);
  const sold = 'packageId' in target ? data.packages.find((one) => one.packageId === target.packageId) : null;
  return (
    <form className="card" onSubmit={submit}>
      <PageTitle>{tell('shop.method')}</PageTitle>
      {sold ? (
        <Sold one={sold} asVoucher={asVoucher} onAsVoucher={setAsVoucher} />
      ) : (
        <p className="lead">
          {tell('billId' in target || 'allBills' in target ? 'bill.title' : 'debt.title')}:{' '}
          <strong>{rupiah(amountRupiah)}</strong>
        </p>
      )}
      <fieldset className="choices">
        <legend className="unseen">{tell('shop.method')}</legend>
        {items.map((one) => (
          <Way key={one.method} way={one} isChosen={one.method === method} onChoose={setMethod} />
        ))}
      </fieldset>
      {method === 'va' ? (
        <fieldset className="choices banks">
          <legend>{tell('shop.bank')}</legend>
          {banks.map((one) => (
            <label key={one} className="choice">
              <input type="radio" name="bank" checked={one === chosenBank} onChange={() => setBank(one)} />
              {bankName(one)}
            </label>
          ))}
        </fieldset>
      ) : null}
      <ProblemNotice problem={task.problem} />
      <button className="button" aria-disabled={task.isBusy}>
        {task.isBusy ? tell('shop.busy') : tell('shop.pay', { amount: rupiah(payableRupiah) })}
      </button>
      {back}
    </form>
  );
};

type SoldProps = {
  readonly one: ShopPackage;
  readonly asVoucher: boolean;
  readonly onAsVoucher: (asVoucher: boolean) => void;
};

/** The package, and whom it is for. */
const Sold = ({ one, asVoucher, onAsVoucher }: SoldProps) => {
  const { tell } = useShopWords();
  return (
    <>
      <div className="offer offer-chosen">
        <Offer one={one} />
      </div>
      <label className="choice">
        <input type="checkbox" checked={asVoucher} onChange={() => onAsVoucher(!asVoucher)} />
        {tell('shop.asVoucher')}
      </label>
      <a className="button quiet" href={`/shop?item=${one.packageId}#phone`}>
        {tell('shop.gift')}
      </a>
    </>
  );
};

type WayProps = {
  readonly way: PaymentMethods['items'][number];
  readonly isChosen: boolean;
  readonly onChoose: (method: string) => void;
};

const Way = ({ way: { method, addedFee, mostAddedRupiah }, isChosen, onChoose }: WayProps) => {
  const { tell, tellOr, locale, rupiah } = useShopWords();
  return (
    <label className="choice">
      <input type="radio" name="method" checked={isChosen} onChange={() => onChoose(method)} />
      <span>
        <strong>{tellOr(`method.${method}`, 'method.snap')}</strong>
        <small>
          {tellOr(`method.${method}.help`, 'method.snap.help')}
          {addedFee ? ` · ${tell('shop.added', { fee: feeText(addedFee, locale) })}` : null}
          {mostAddedRupiah ? ` · ${tell('shop.mark', { amount: rupiah(mostAddedRupiah) })}` : null}
        </small>
      </span>
    </label>
  );
};
