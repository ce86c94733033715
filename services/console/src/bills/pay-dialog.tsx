// pay-dialog.tsx — money in hand for the bills of one person.
import { Alert, SegmentedControl, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { COUNTER_METHODS, type CounterMethod } from '@saring/i18n';
import { useEffect, useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { FormDialog } from '../parts/form-dialog';
import { MoneyField } from '../parts/money-field';
import { useCommand } from '../parts/use-command';
import { billTexts } from './bills.texts';
import { PaymentEnd } from './payment-end';
import { paymentTexts } from './payments.texts';
import { BILLS, useBills } from './use-bills';

type PayBody = {
  readonly amountRupiah: number;
  readonly method: CounterMethod;
  /** Of cash: with the change in it. */
  readonly paidRupiah?: number;
};

/** What was handed over, and the change. */
const Handed = ({
  value,
  changeRupiah,
  onChange,
}: {
  readonly value: number | string;
  /** Below 0: too little. */
  readonly changeRupiah: number;
  readonly onChange: (value: number | string) => void;
}) => {
  const say = useSay(paymentTexts);
  const { rupiah } = useFormats();
  return (
    <>
      <MoneyField
        label={say('handed')}
        description={say('handed.hint')}
        error={changeRupiah < 0 ? say('short', { amount: rupiah(-changeRupiah) }) : undefined}
        value={value}
        onChange={onChange}
      />
      {changeRupiah > 0 && (
        <Text fz={24} fw={650} lh={1.2} role="status">
          {say('change', { amount: rupiah(changeRupiah) })}
        </Text>
      )}
    </>
  );
};

/** What would become balance, because nobody owes it. */
const Excess = ({
  owedRupiah,
  amountRupiah,
}: {
  /** Of the person by now; undefined: it is not known yet. */
  readonly owedRupiah: number | undefined;
  readonly amountRupiah: number;
}) => {
  const say = useSay(billTexts);
  const { rupiah } = useFormats();
  if (owedRupiah === undefined) return null;
  if (owedRupiah === 0)
    return (
      <Alert color="orange" role="status">
        {say('pay.nothing')}
      </Alert>
    );
  const moreRupiah = amountRupiah - owedRupiah;
  return moreRupiah > 0 ? (
    <Text size="sm" fw={600} role="status">
      {say('pay.more', { amount: rupiah(moreRupiah) })}
    </Text>
  ) : null;
};

export const PayDialog = ({
  subscriberId,
  owedRupiah,
  onClose,
}: {
  readonly subscriberId: string;
  readonly owedRupiah: number;
  readonly onClose: () => void;
}) => {
  const say = useSay(billTexts);
  const { rupiah } = useFormats();
  const [amount, setAmount] = useState<number | string>(owedRupiah > 0 ? owedRupiah : '');
  const [handed, setHanded] = useState<number | string>('');
  const [method, setMethod] = useState<CounterMethod>('cash');
  const pay = useCommand({
    send: (body: PayBody, key) =>
      answerOf(
        api.POST('/api/v1/subscribers/{subscriberId}/bill-payments', {
          params: { path: { subscriberId }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    said: () => null,
    changes: [BILLS, ['drawer'], ['home']],
  });
  // The page may be older than what a colleague has taken meanwhile.
  const nowOwed = useBills(subscriberId).data?.owedRupiah;
  useEffect(() => {
    if (nowOwed === undefined) return;
    setAmount((typed) => (Number(typed) === owedRupiah ? Math.min(owedRupiah, nowOwed) || '' : typed));
  }, [nowOwed, owedRupiah]);
  if (pay.data) return <PaymentEnd standing={pay.data} onClose={onClose} />;
  const amountRupiah = Number(amount);
  const isHanded = method === 'cash' && handed !== '';
  const changeRupiah = isHanded ? Number(handed) - amountRupiah : 0;
  return (
    <FormDialog
      title={say('pay')}
      isPending={pay.isPending}
      isDisabled={changeRupiah < 0}
      onSubmit={() =>
        pay.mutate({ amountRupiah, method, ...(isHanded ? { paidRupiah: Number(handed) } : {}) })
      }
      onClose={onClose}
    >
      <MoneyField
        label={say('pay.amount')}
        description={
          nowOwed ? `${say('pay.owes', { amount: rupiah(nowOwed) })} ${say('pay.hint')}` : say('pay.hint')
        }
        value={amount}
        onChange={setAmount}
        min={1}
        isFirst
        required
      />
      <Excess owedRupiah={nowOwed} amountRupiah={amountRupiah} />
      <SegmentedControl
        aria-label={say('pay.method')}
        data={COUNTER_METHODS.map((value) => ({ value, label: say(value) }))}
        value={method}
        onChange={setMethod}
      />
      {method === 'cash' && <Handed value={handed} changeRupiah={changeRupiah} onChange={setHanded} />}
    </FormDialog>
  );
};
