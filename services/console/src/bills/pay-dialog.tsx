// pay-dialog.tsx — money in hand for the bills of one person.
import { SegmentedControl } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { COUNTER_METHODS, type CounterMethod } from '@saring/i18n';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { FormDialog } from '../parts/form-dialog';
import { MoneyField } from '../parts/money-field';
import { useCommand } from '../parts/use-command';
import { billTexts } from './bills.texts';
import { BILLS } from './use-bills';

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
  const [method, setMethod] = useState<CounterMethod>('cash');
  const pay = useCommand({
    send: (amountRupiah: number, key) =>
      answerOf(
        api.POST('/api/v1/subscribers/{subscriberId}/bill-payments', {
          params: { path: { subscriberId }, header: { 'Idempotency-Key': key } },
          body: { amountRupiah, method },
        }),
      ),
    said: ({ owedRupiah: owed, balanceRupiah }) =>
      owed > 0
        ? say('said.paid', { owed: rupiah(owed) })
        : say('said.paidBalance', { balance: rupiah(balanceRupiah) }),
    changes: [BILLS, ['drawer'], ['home']],
    onDone: onClose,
  });
  return (
    <FormDialog
      title={say('pay')}
      isPending={pay.isPending}
      onSubmit={() => pay.mutate(Number(amount))}
      onClose={onClose}
    >
      <MoneyField
        label={say('pay.amount')}
        description={say('pay.hint')}
        value={amount}
        onChange={setAmount}
        min={1}
        isFirst
        required
      />
      <SegmentedControl
        aria-label={say('pay.method')}
        data={COUNTER_METHODS.map((value) => ({ value, label: say(value) }))}
        value={method}
        onChange={setMethod}
      />
    </FormDialog>
  );
};
