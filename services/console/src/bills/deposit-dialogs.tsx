// deposit-dialogs.tsx — a security of a subscription: taken in hand, and made balance.
import { SegmentedControl, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { COUNTER_METHODS, type CounterMethod } from '@saring/i18n';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { FormDialog } from '../parts/form-dialog';
import { MoneyField } from '../parts/money-field';
import { ReasonDialog } from '../parts/reason-dialog';
import { useCommand } from '../parts/use-command';
import { billTexts } from './bills.texts';
import { lossTexts } from './losses.texts';
import { BILLS, type Subscription } from './use-bills';

type DialogProps = { readonly one: Subscription; readonly onClose: () => void };

const asked = ({ subscriptionId }: Subscription, key: string) => ({
  path: { subscriptionId },
  header: { 'Idempotency-Key': key },
});

export const DepositDialog = ({ one, onClose }: DialogProps) => {
  const say = useSay(lossTexts);
  const sayBill = useSay(billTexts);
  const { rupiah } = useFormats();
  const [amount, setAmount] = useState<number | string>('');
  const [method, setMethod] = useState<CounterMethod>('cash');
  const take = useCommand({
    send: (amountRupiah: number, key) =>
      answerOf(
        api.POST('/api/v1/subscriptions/{subscriptionId}/deposit', {
          params: asked(one, key),
          body: { amountRupiah, method },
        }),
      ),
    said: () => say('said.deposit', { amount: rupiah(Number(amount)) }),
    changes: [BILLS, ['drawer'], ['home']],
    onDone: onClose,
  });
  return (
    <FormDialog
      title={say('deposit.title', { name: one.packageName })}
      submit={say('deposit.take')}
      isPending={take.isPending}
      onSubmit={() => take.mutate(Number(amount))}
      onClose={onClose}
    >
      <MoneyField
        label={say('deposit.amount')}
        description={say('deposit.hint')}
        value={amount}
        onChange={setAmount}
        min={1}
        isFirst
        required
      />
      <SegmentedControl
        aria-label={say('deposit.method')}
        data={COUNTER_METHODS.map((value) => ({ value, label: sayBill(value) }))}
        value={method}
        onChange={setMethod}
      />
    </FormDialog>
  );
};

export const ReleaseDialog = ({ one, onClose }: DialogProps) => {
  const say = useSay(lossTexts);
  const { rupiah } = useFormats();
  const release = useCommand({
    send: (reason: string, key) =>
      answerOf(
        api.POST('/api/v1/subscriptions/{subscriptionId}/deposit-release', {
          params: asked(one, key),
          body: { reason },
        }),
      ),
    said: () => say('said.released'),
    changes: [BILLS, ['lines']],
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={say('release.title', { name: one.packageName })}
      submit={say('release')}
      isPending={release.isPending}
      onSubmit={(reason) => release.mutate(reason)}
      onClose={onClose}
    >
      <Text size="sm">{say('release.hint', { amount: rupiah(one.depositRupiah) })}</Text>
    </ReasonDialog>
  );
};
