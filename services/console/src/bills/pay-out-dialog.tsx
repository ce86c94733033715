// pay-out-dialog.tsx — hands balance back to its payer, out of the own drawer or by transfer.
import { SegmentedControl } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { MoneyField } from '../parts/money-field';
import { ReasonDialog } from '../parts/reason-dialog';
import { useCommand } from '../parts/use-command';
import { billTexts } from './bills.texts';
import { BILLS } from './use-bills';

const METHODS = ['cash', 'transfer'] as const;

export const PayOutDialog = ({
  subscriberId,
  balanceRupiah,
  onClose,
}: {
  readonly subscriberId: string;
  readonly balanceRupiah: number;
  readonly onClose: () => void;
}) => {
  const say = useSay(billTexts);
  const { rupiah } = useFormats();
  const [amount, setAmount] = useState<number | string>(balanceRupiah);
  const [method, setMethod] = useState<(typeof METHODS)[number]>('cash');
  const payOut = useCommand({
    send: (body: { amountRupiah: number; method: (typeof METHODS)[number]; reason: string }, key) =>
      answerOf(
        api.POST('/api/v1/subscribers/{subscriberId}/balance-payouts', {
          params: { path: { subscriberId }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    said: (after) => say('said.paidOut', { balance: rupiah(after.balanceRupiah) }),
    changes: [BILLS, ['drawer'], ['home']],
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={say('payOut')}
      isPending={payOut.isPending}
      onSubmit={(reason) => payOut.mutate({ amountRupiah: Number(amount), method, reason })}
      onClose={onClose}
    >
      <MoneyField
        label={say('payOut.amount')}
        description={say('payOut.hint')}
        value={amount}
        onChange={setAmount}
        min={1}
        most={balanceRupiah}
        isFirst
        required
      />
      <SegmentedControl
        aria-label={say('payOut.method')}
        data={METHODS.map((value) => ({ value, label: say(value) }))}
        value={method}
        onChange={(chosen) => setMethod(METHODS.find((one) => one === chosen) ?? 'cash')}
      />
    </ReasonDialog>
  );
};
